"""The command about a workbook that was exported, edited in Excel, and comes back."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from allocation_app import settings
from allocation_app.cli.files import own_password, read
from allocation_app.cli.judging import policy_of, rules_of
from allocation_app.cli.options import DONE, Parser, judges, reads
from allocation_app.cli.output import print_json
from allocation_app.domain.caseloads import caseloads
from allocation_app.domain.edited import Edits
from allocation_app.domain.effects import Measured
from allocation_app.domain.plan import Plan
from allocation_app.settings.plans import read_plan, save_plan
from allocation_app.wording import edited as sentences
from allocation_app.wording.moves import Donors, donors
from allocation_app.wording.names import Names, names_by_id
from allocation_app.wording.translate import tr


def asks_for_edited(asked: Parser) -> None:
    """The options of the command."""
    reads(asked)
    judges(asked)
    asked.add_argument(
        "--book",
        type=Path,
        required=True,
        metavar="BOOK.xlsx",
        help=tr("the workbook that was exported and edited"),
    )
    asked.add_argument(
        "--on",
        type=Path,
        default=None,
        metavar="PLAN.json",
        help=tr("the plan that it was exported with (default: none)"),
    )
    asked.add_argument(
        "--plan",
        type=Path,
        default=None,
        metavar="OUT.json",
        help=tr("write the plan with every change that can be staged"),
    )
    asked.set_defaults(command=edited)


def edited(options: argparse.Namespace) -> int:
    """Print what an edited workbook asks for; write the plan with it where that is wanted."""
    from allocation_app.documents import edited_document
    from allocation_app.intake.edited import edits_of, open_edited

    rules, policy = rules_of(options), policy_of(options)
    snapshot = read(options).snapshot
    plan = Plan(snapshot=snapshot) if options.on is None else read_plan(options.on, snapshot)
    by = Measured(policy=policy, rules=rules, calendar=settings.calendar())
    book = open_edited(options.book, snapshot.as_at, password=own_password(options) or None)
    found = edits_of(book, plan, (plan,), by)
    names, made = names_by_id(plan.facts), found.made(plan, found.differences)
    before = {**donors(caseloads(plan, policy)), **donors(caseloads(made, policy))}
    if options.plan is not None:
        save_plan(made, options.plan)
    if options.json:
        written = None if options.plan is None else str(options.plan)
        print_json({**edited_document(found, before, names), "plan": written})
        return DONE
    _print(found, before, names)
    if options.plan is not None:
        print(tr("Written: {out}", out=options.plan))
    return DONE


def _print(found: Edits, before: Donors, names: Names) -> None:
    print(sentences.counted(found))
    for each in found.differences:
        where = sentences.where(each) or tr("a row that was deleted")
        print(f"  {where:20} {sentences.line(each, before, names)}")
    for problem in found.unclear:
        said = sentences.sentence(problem, names)
        print(f"{sentences.where(problem)}: {said}", file=sys.stderr)
    for remark in sentences.remarks(found):
        print(remark, file=sys.stderr)
