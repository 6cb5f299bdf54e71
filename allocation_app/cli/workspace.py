"""The workspace on the command line: create, add the day's export, history, verify."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from allocation_app.cli.options import DONE, prints_json, reads
from allocation_app.cli.output import print_json
from allocation_app.wording.translate import tr


def asks_for_workspace(asked: argparse.ArgumentParser) -> None:
    """The words of the command and of those below it."""
    commands = asked.add_subparsers(required=True, metavar="WHAT")
    one = _opens(commands.add_parser("create", help=tr("make a new, empty workspace")))
    one.set_defaults(command=create)
    one = _opens(commands.add_parser("add", help=tr("add an import, and save")))
    reads(one)
    one.set_defaults(command=add)
    one = _opens(commands.add_parser("history", help=tr("the imports and plans over time")))
    prints_json(one)
    one.set_defaults(command=history)
    one = _opens(commands.add_parser("verify", help=tr("whether all of it can be read")))
    prints_json(one)
    one.set_defaults(command=verify)


def _opens(asked: argparse.ArgumentParser) -> argparse.ArgumentParser:
    asked.add_argument("workspace", type=Path, metavar="WS")
    asked.add_argument("--passphrase-stdin", action="store_true", required=True)
    return asked


def _passphrase() -> str:
    return sys.stdin.readline().rstrip("\r\n")


def create(options: argparse.Namespace) -> int:
    """Make a workspace."""
    from allocation_app.workspace.keys import Passphrase
    from allocation_app.workspace.session import create as create_workspace

    create_workspace(options.workspace, Passphrase(text=_passphrase())).close()
    return DONE


def add(options: argparse.Namespace) -> int:
    """Add an import: done when it is on the disk."""
    from allocation_app.cli.files import read
    from allocation_app.workspace.keys import Passphrase
    from allocation_app.workspace.session import open_workspace

    workspace = open_workspace(options.workspace, Passphrase(text=_passphrase()))
    try:
        workspace.add(read(options).snapshot)
    finally:
        workspace.close()
    return DONE


def history(options: argparse.Namespace) -> int:
    """Print the imports and the plans."""
    from allocation_app.workspace.keys import Passphrase
    from allocation_app.workspace.session import How, open_workspace

    workspace = open_workspace(
        options.workspace, Passphrase(text=_passphrase()), How(is_read_only=True)
    )
    found = [{"as_at": each.as_at.isoformat()} for each in workspace.imports]
    print_json({"imports": found, "plans": [], "journal": len(workspace.journal())})
    return DONE


def verify(options: argparse.Namespace) -> int:
    """Print whether everything can be read."""
    from allocation_app.workspace.keys import Passphrase
    from allocation_app.workspace.session import How, open_workspace

    workspace = open_workspace(
        options.workspace, Passphrase(text=_passphrase()), How(is_read_only=True)
    )
    for each in workspace.imports:
        workspace.snapshot(each.number)
    print_json(
        {
            "ok": True,
            "imports": len(workspace.imports),
            "plans": 1 + len(workspace.plans().present.kept),
            "journal": len(workspace.journal()),
            "recovered": len(workspace.recovered),
        }
    )
    return DONE
