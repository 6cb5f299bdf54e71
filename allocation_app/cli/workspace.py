"""The workspace on the command line: the same code as the window's, for nightly jobs and for IT."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from allocation_app.cli.opening import changes, opens, passphrase, to_read, to_write
from allocation_app.cli.options import DONE, NOT_USABLE, prints_json, reads
from allocation_app.cli.output import fail, print_json, print_problems
from allocation_app.errors import AppError
from allocation_app.wording.translate import tr

if TYPE_CHECKING:  # it brings cryptography
    from allocation_app.workspace.keys import Cost

DAMAGED = frozenset({"workspace_damaged", "workspace_cost"})
"""What `verify` finds rather than fails at."""


def asks_for_workspace(asked: argparse.ArgumentParser) -> None:
    """The words of the command and of those below it."""
    commands = asked.add_subparsers(required=True, metavar="WHAT")

    one = commands.add_parser("create", help=tr("make a new, empty workspace"))
    opens(one)
    one.add_argument(
        "--recovery-key",
        type=Path,
        default=None,
        metavar="PUBLIC.pem",
        help=tr("the public part of the council's key, whose private part opens it too"),
    )
    one.set_defaults(command=create)

    one = commands.add_parser("add", help=tr("add an import, and save"))
    changes(one)
    reads(one)
    one.set_defaults(command=add)

    one = commands.add_parser("history", help=tr("the imports and plans over time"))
    opens(one)
    prints_json(one)
    one.set_defaults(command=history)

    one = commands.add_parser("journal", help=tr("what was done, when and by whom"))
    opens(one)
    one.add_argument("--text", default="", help=tr("only entries with this word in them"))
    prints_json(one)
    one.set_defaults(command=journal)

    one = commands.add_parser("verify", help=tr("whether all of it can be read"))
    opens(one)
    prints_json(one)
    one.set_defaults(command=verify)


def create(options: argparse.Namespace) -> int:
    """Make a workspace, protected as the IT department has set it, if it has."""
    from allocation_app.workspace.session import create as create_workspace

    create_workspace(options.workspace, passphrase(), cost=_cost()).close()
    return DONE


def add(options: argparse.Namespace) -> int:
    """Add an import: done when it is on the disk, and not before."""
    from allocation_app.cli.files import read

    with to_write(options) as workspace:
        reading = read(options)
        added = workspace.add(reading.snapshot)
        print_problems(reading.problems)
        if options.json:
            print_json({"as_at": added.as_at.isoformat(), "import": added.number})
    return DONE


def history(options: argparse.Namespace) -> int:
    """Print the imports and the plans."""
    with to_read(options) as workspace:
        found = [{"as_at": each.as_at.isoformat()} for each in workspace.imports]
        print_json({"imports": found, "plans": [], "journal": len(workspace.journal())})
    return DONE


def journal(options: argparse.Namespace) -> int:
    """Print what was done, the first first."""
    from allocation_app.documents.workspace import journal_document

    with to_read(options) as workspace:
        entries = workspace.journal()
    if options.json:
        print_json(journal_document(entries))
        return DONE
    for each in entries:
        print(f"{each.seq:6}  {each.at}  {each.by}  {each.deed}")
    return DONE


def verify(options: argparse.Namespace) -> int:
    """Say whether everything can be read: 0 where it can, 1 where it can't."""
    from allocation_app.cli.workspace_text import verified_text
    from allocation_app.documents.workspace import verified_document
    from allocation_app.workspace.verifying import Verified, verified

    try:
        with to_read(options) as workspace:
            found = verified(workspace)
    except AppError as error:
        if error.code not in DAMAGED:
            raise
        found = Verified(imports=0, plans=0, journal=0, recovered=0, faults=("file",))
        fail(error, NOT_USABLE)
    if options.json:
        print_json(verified_document(found))
    else:
        for each in verified_text(found):
            print(each)
    return DONE if found.is_whole else NOT_USABLE


def _cost() -> Cost:
    """What a guess costs: as the IT department has set it, else as usual."""
    from allocation_app.settings.defaults import defaults
    from allocation_app.workspace.keys import USUAL, Cost

    told = defaults().protection
    if told is None:
        return USUAL
    return Cost(memory=told.memory_mib * 1024, passes=told.passes, lanes=told.lanes)
