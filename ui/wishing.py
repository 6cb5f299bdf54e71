"""How somebody wants a workspace opened: which, by what key, to write or to read only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from allocation_app.errors import AppError
from ui.widgets.strip import Offer

if TYPE_CHECKING:  # they bring cryptography
    from allocation_app.workspace.keys import Passphrase, RecoveryKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """What opens a workspace: what was typed, or the file of a recovery key."""

    passphrase: str = ""
    file: Path | None = None

    def read(self) -> Passphrase | RecoveryKey:
        """The same as the workspace takes it; raises `AppError`."""
        from allocation_app.workspace.keys import Passphrase, private_part

        if self.file is None:
            return Passphrase(text=self.passphrase)
        try:
            told = self.file.read_bytes()
        except OSError:
            raise AppError("recovery_private_none", file=self.file.name) from None
        return private_part(told, file=self.file.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How a workspace is to be opened."""

    path: Path
    key: Key
    is_read_only: bool = False
    takes_over: bool = False


class Asker(Protocol):
    """Who asks for a passphrase, and is told what comes of it."""

    def wait(self) -> None:
        """Say that it is being opened."""

    def refuse(self, said: str, ways: Sequence[Offer] = ()) -> None:
        """Say why it does not open, with the ways on."""
