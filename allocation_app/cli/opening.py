"""How a command opens a workspace: by a passphrase on stdin, or by a council's recovery key."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from allocation_app.cli.stdin import line
from allocation_app.errors import AppError
from allocation_app.wording.problems import error_message
from allocation_app.wording.translate import tr, trn

if TYPE_CHECKING:  # it brings cryptography
    from allocation_app.workspace.keys import Passphrase, RecoveryKey
    from allocation_app.workspace.session import Workspace


def names_one(asked: argparse.ArgumentParser) -> None:
    """The word that says which workspace is meant."""
    asked.add_argument("workspace", type=_path, metavar="WS")


def _path(told: str) -> Path:
    """A path with a name, which every sentence about it says: also "." has one."""
    return Path(told).absolute()


def opens(asked: argparse.ArgumentParser) -> None:
    """The words of a command that opens a workspace."""
    names_one(asked)
    way = asked.add_mutually_exclusive_group(required=True)
    way.add_argument(
        "--passphrase-stdin",
        action="store_true",
        help=tr("read the passphrase from stdin, the first line"),
    )
    way.add_argument(
        "--private-key",
        type=Path,
        default=None,
        metavar="PRIVATE.pem",
        help=tr("open it by the private part of the council's recovery key instead"),
    )


def changes(asked: argparse.ArgumentParser) -> None:
    """The words of a command that writes into a workspace."""
    opens(asked)
    asked.add_argument(
        "--take-over",
        action="store_true",
        help=tr("write although somebody is said to have it open: only where nobody has"),
    )
    asked.add_argument(
        "--recovered",
        choices=("take", "leave"),
        default=None,
        help=tr("what a crash has left beside the file: let it count, or leave it out"),
    )


def passphrase() -> Passphrase:
    """What stands on stdin; raises `AppError` (``passphrase_missing``) where nothing does."""
    from allocation_app.workspace.keys import Passphrase

    told = line()
    if not told:
        raise AppError("passphrase_missing")
    return Passphrase(text=told)


def read_key(path: Path) -> bytes:
    """The bytes of the file of a key; raises `AppError` (``key_unreadable``)."""
    try:
        return path.read_bytes()
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise AppError("key_unreadable", file=path.name, why=why) from None


@contextmanager
def to_read(options: argparse.Namespace) -> Iterator[Workspace]:
    """The workspace, open to be read: nothing of it is changed, whoever has it open."""
    from allocation_app.workspace.session import How, open_workspace

    workspace = open_workspace(options.workspace, _way_in(options), How(is_read_only=True))
    try:
        yield workspace
    finally:
        workspace.close()


@contextmanager
def to_write(options: argparse.Namespace) -> Iterator[Workspace]:
    """The workspace, open to be written by nobody else.

    Raises `AppError` (``workspace_recovered``) where a crash has left something of which nobody has
    said what is to become of it.
    """
    from allocation_app.settings.defaults import defaults
    from allocation_app.workspace.protection import cost_set
    from allocation_app.workspace.session import How, open_workspace

    how = How(takes_over=options.take_over, cost=cost_set(defaults()))
    workspace = open_workspace(options.workspace, _way_in(options), how)
    try:
        if workspace.link_problem is not None:
            print(error_message(workspace.link_problem), file=sys.stderr)
        _settle(workspace, options)
        yield workspace
        workspace.close()
        if workspace.backup_problem is not None:
            print(error_message(workspace.backup_problem), file=sys.stderr)
    except BaseException:
        workspace.close(saves=False)  # what the journal has is recovered; the lock is let go
        raise


def _way_in(options: argparse.Namespace) -> Passphrase | RecoveryKey:
    if options.private_key is None:
        return passphrase()
    from allocation_app.workspace.keys import private_part

    return private_part(read_key(options.private_key), file=options.private_key.name)


def _settle(workspace: Workspace, options: argparse.Namespace) -> None:
    """Show what a crash has left, without saying of whom, and do with it what was said.

    What a nightly job prints ends in a log that anybody may read.
    """
    from allocation_app.wording import journal, terms

    left = workspace.recovered
    for each in left:
        print(f"{terms.moment(each.at)}  {each.by}  {journal.deed(each.deed)}", file=sys.stderr)
    if not left:
        return
    if options.recovered is None:
        raise AppError("workspace_recovered", file=options.workspace.name, n=str(len(left)))
    if options.recovered == "take":
        workspace.take_recovered()
        said = trn("{n} entry counts now.", "{n} entries count now.", len(left))
    else:
        workspace.decline_recovered()
        said = trn("{n} entry was left out.", "{n} entries were left out.", len(left))
    print(said, file=sys.stderr)
