"""The workspace on the command line: the same code as the window's, for nightly jobs and for IT."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from allocation_app.cli.exporting import asks_for_export_kept
from allocation_app.cli.judging import judged_as_kept
from allocation_app.cli.opening import (
    changes,
    names_one,
    opens,
    passphrase,
    read_key,
    to_read,
    to_write,
)
from allocation_app.cli.options import DONE, NOT_USABLE, judges, prints_json, reads
from allocation_app.cli.output import fail, print_json
from allocation_app.cli.planning import candidates_kept
from allocation_app.cli.workspace_care import asks_for_care
from allocation_app.errors import AppError
from allocation_app.wording.problems import error_message
from allocation_app.wording.translate import tr

DAMAGED = frozenset({"workspace_damaged", "workspace_cost"})
"""What `verify` finds rather than fails at."""


def asks_for_workspace(asked: argparse.ArgumentParser) -> None:
    """The words of the command and of those below it."""
    commands = asked.add_subparsers(required=True, metavar="WHAT")

    one = commands.add_parser("create", help=tr("make a new, empty workspace"))
    names_one(one)
    one.add_argument(
        "--passphrase-stdin",
        action="store_true",
        required=True,
        help=tr("read its passphrase from stdin, the first line"),
    )
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
    one.add_argument(
        "--other-team",
        action="store_true",
        help=tr("add it although it has no child in common with the import before"),
    )
    one.add_argument(
        "--same-child",
        action="append",
        default=[],
        metavar="OLD=NEW",
        help=tr("a child who is proposed to be the same under another number is the same"),
    )
    one.set_defaults(command=add)

    one = commands.add_parser("history", help=tr("the imports and plans over time"))
    opens(one)
    judges(one)
    prints_json(one)
    one.set_defaults(command=history, rules="", policy="")

    one = commands.add_parser("candidates", help=tr("who could take a child by its plan, and why"))
    opens(one)
    judges(one)
    one.add_argument("--child", required=True, metavar="ID", help=tr("the child's identifier"))
    prints_json(one)
    one.set_defaults(command=candidates_kept)

    asks_for_export_kept(
        commands.add_parser("export", help=tr("write a document of all that is kept"))
    )

    one = commands.add_parser("journal", help=tr("what was done, when and by whom"))
    opens(one)
    one.add_argument("--text", default="", help=tr("only entries with this in them"))
    prints_json(one)
    one.set_defaults(command=journal)

    one = commands.add_parser("verify", help=tr("whether all of it can be read"))
    opens(one)
    prints_json(one)
    one.set_defaults(command=verify)

    asks_for_care(commands)


def create(options: argparse.Namespace) -> int:
    """Make a workspace, protected as the IT department has set it, if it has."""
    from allocation_app.settings.defaults import defaults
    from allocation_app.workspace.protection import cost_set, recovery_given, recovery_set
    from allocation_app.workspace.session import create as create_workspace

    found, given = defaults(), options.recovery_key
    if given is None:
        recovery = recovery_set(found)
    else:
        recovery = recovery_given(found, read_key(given), file=given.name)
    cost = cost_set(found)
    create_workspace(options.workspace, passphrase(), cost=cost, recovery=recovery).close()
    return DONE


def add(options: argparse.Namespace) -> int:
    """Add an import: done when it is on the disk, and not before."""
    from allocation_app.cli.files import read
    from allocation_app.cli.workspace_text import added_text, problems_text
    from allocation_app.documents.workspace import added_document
    from allocation_app.intake.beside import beside
    from allocation_app.intake.profiles import recalled
    from allocation_app.workspace.adding import Extra, add_import
    from allocation_app.workspace.kept_settings import kept_settings
    from allocation_app.workspace.reconciled import accepted

    with to_write(options) as workspace:
        decided = recalled(None, kept_settings(workspace).profiles)
        for refused in decided.refused:
            print(error_message(refused), file=sys.stderr)
        reading = read(options, decided.mapping)
        extra = Extra(
            details=beside(reading),
            is_other_team=options.other_team,
            numbers=accepted(workspace, reading.snapshot, options.same_child),
        )
        added = add_import(workspace, reading.snapshot, extra)
        n = len(workspace.imports)
    if options.json:
        print_json(added_document(added, n, reading.problems))
        return DONE
    for each in added_text(added, n):
        print(each)
    said = problems_text(reading.problems)
    if said:
        print(said, file=sys.stderr)
    return DONE


def history(options: argparse.Namespace) -> int:
    """Print what each import comes to, by the rules and weights that the workspace keeps.

    Others count where they are asked for, and those that ship where it keeps none.
    """
    from allocation_app.cli.workspace_text import counted_by
    from allocation_app.documents.history import history_document
    from allocation_app.domain.trends import points, trend
    from allocation_app.wording import history as sentences
    from allocation_app.workspace.kept_settings import kept_settings
    from allocation_app.workspace.looking_back import past_of

    with to_read(options) as workspace:
        kept = kept_settings(workspace)
        past, desk = past_of(workspace), workspace.plans().present
    is_kept, own_rules = bool(kept.policy and not options.policy), not options.rules and kept.rules
    by = judged_as_kept(options, kept)
    found = trend(points((snapshot for _, snapshot in past.in_order), by))
    if options.json:
        told = history_document(past, found, desk, by)
        print_json({**told, "rules_kept": bool(own_rules), "policy_kept": is_kept})
        return DONE
    print(counted_by(by, rules_kept=bool(own_rules), policy_kept=is_kept))
    lines = {point.as_at: sentences.told(point) for point in found.points}
    counted = {number: lines[snapshot.as_at] for number, snapshot in past.in_order}
    for number, snapshot in past.imports.items():
        print(f"{number:4}  {counted.get(number) or sentences.not_counted(snapshot.as_at)}")
    return DONE


def journal(options: argparse.Namespace) -> int:
    """Print what was done, the first first; children and workers by their identifiers."""
    from allocation_app.cli.workspace_text import journal_lines
    from allocation_app.documents.workspace import journal_document

    with to_read(options) as workspace:
        entries = workspace.journal()
        days = {each.number: each.as_at for each in workspace.imports}
    lines = {each.seq: said for each, said in journal_lines(entries, days)}
    asked = options.text.casefold()
    found = [each for each in entries if asked in lines[each.seq].casefold()]
    if options.json:
        print_json(journal_document(found))
        return DONE
    for each in found:
        print(lines[each.seq])
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
        if error.code.partition(":")[0] not in DAMAGED:
            raise
        found = Verified(imports=0, plans=0, journal=0, recovered=0, faults=("file",))
        fail(error, NOT_USABLE)
    if options.json:
        print_json(verified_document(found))
    else:
        for each in verified_text(found):
            print(each)
    return DONE if found.is_whole else NOT_USABLE
