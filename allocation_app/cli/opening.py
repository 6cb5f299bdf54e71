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
from allocation_app.wording.translate import tr, trn

if TYPE_CHECKING:  # it brings cryptography
    from allocation_app.workspace.keys import Passphrase
    from allocation_app.workspace.session import Workspace


def opens(asked: argparse.ArgumentParser) -> None:
    """The words of a command that opens a workspace."""
    asked.add_argument("workspace", type=Path, metavar="WS")
    asked.add_argument(
        "--passphrase-stdin",
        action="store_true",
        required=True,
        help=tr("read the passphrase from stdin, the first line"),
    )


def changes(asked: argparse.ArgumentParser) -> None:
    """The words of a command that writes into a workspace."""
    opens(asked)
    asked.add_argument(
        "--take-over",
        action="store_true",
        help=tr("write although somebody else is said to have it open, who must not have it any"),
    )
    asked.add_argument(
        "--recovered",
        choices=("take",),
        default=None,
        help=tr("what a crash has left beside the file: take it, or leave it out"),
    )


def passphrase() -> Passphrase:
    """What stands on stdin; raises `AppError` (``passphrase_missing``) where nothing does."""
    from allocation_app.workspace.keys import Passphrase

    told = line()
    if not told:
        raise AppError("passphrase_missing")
    return Passphrase(text=told)


@contextmanager
def to_read(options: argparse.Namespace) -> Iterator[Workspace]:
    """The workspace, open to be read: nothing of it is changed, whoever has it open."""
    from allocation_app.workspace.session import How, open_workspace

    workspace = open_workspace(options.workspace, passphrase(), How(is_read_only=True))
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
    from allocation_app.workspace.session import How, open_workspace

    workspace = open_workspace(options.workspace, passphrase(), How(takes_over=options.take_over))
    try:
        _settle(workspace, options)
        yield workspace
    finally:
        workspace.close()


def _settle(workspace: Workspace, options: argparse.Namespace) -> None:
    left = workspace.recovered
    if not left:
        return
    if options.recovered is None:
        raise AppError("workspace_recovered", file=options.workspace.name, n=str(len(left)))
    workspace.take_recovered()
    said = trn("{n} entry of a crash taken", "{n} entries of a crash taken", len(left))
    print(said, file=sys.stderr)
