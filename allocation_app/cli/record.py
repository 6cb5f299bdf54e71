"""The commands about what has left the tool: the record of it, and whose code a code is."""

from __future__ import annotations

import argparse
from datetime import datetime

from allocation_app.cli.exporting import NAMED
from allocation_app.cli.options import DONE, Parser, prints_json, reads, takes_plan
from allocation_app.cli.output import print_json
from allocation_app.cli.reviewing import planned
from allocation_app.domain.pseudonyms import Kind, Whose, code_book
from allocation_app.domain.snapshot import Snapshot
from allocation_app.errors import AppError
from allocation_app.settings.exports_made import Made, exports_made
from allocation_app.settings.secret import codes_if_any
from allocation_app.wording import terms
from allocation_app.wording.translate import mark, tr

KINDS = {
    Kind.CHILD: mark("the child {id}"),
    Kind.FAMILY: mark("the family {id}"),
    Kind.WORKER: mark("the worker {id}"),
    Kind.TEAM: mark("the team {id}"),
}


def asks_for_record(asked: Parser) -> None:
    """The options of `exports`."""
    prints_json(asked)
    asked.set_defaults(command=exports)


def asks_whose(asked: Parser) -> None:
    """The options of `whose`."""
    asked.add_argument("code", metavar="CODE", help=tr("a code as it stands in an export"))
    reads(asked)
    takes_plan(asked)
    asked.set_defaults(command=whose)


def exports(options: argparse.Namespace) -> int:
    """Print every export that is on record here, the first first."""
    made = exports_made()
    if options.json:
        from allocation_app.documents import exports_document

        print_json(exports_document(made))
        return DONE
    for each in made:
        print(_line(each))
    if not made:
        print(tr("Nothing was exported yet."))
    return DONE


def whose(options: argparse.Namespace) -> int:
    """Print of whom a code of this installation tells, as far as the files know them."""
    codes = codes_if_any()
    if codes is None:
        raise AppError("codes_none")
    plan, _problems = planned(options)
    found = code_book(codes, plan).whose(options.code)
    if found is None:
        raise AppError("code_unknown", given=options.code)
    if options.json:
        from allocation_app.documents import whose_document

        print_json(whose_document(found))
        return DONE
    print(_whose(found, plan.facts))
    return DONE


def _line(made: Made) -> str:
    """An export in a line: when, what in which form, of how many children, called how."""
    try:
        at = f"{datetime.fromisoformat(made.at):%Y-%m-%d %H:%M}"
    except ValueError:
        at = made.at
    named = {str(naming): tr(said) for naming, said in NAMED.items()}
    how = named.get(made.naming, made.naming)
    about = tr("{children}, {how}", children=terms.children(made.children), how=how)
    if not made.children:
        about = tr("no child is named in it")
    said = tr("{what} ({to}): {about}", what=made.what, to=made.to, about=about)
    return f"{at}  {tr('{said}, protected', said=said) if made.is_protected else said}"


def _whose(found: Whose, facts: Snapshot) -> str:
    said = tr(KINDS[found.kind], id=found.id)
    names = {
        Kind.WORKER: {str(each.id): each.name for each in facts.workers.values()},
        Kind.TEAM: {str(each.id): each.name for each in facts.teams.values()},
    }
    name = names.get(found.kind, {}).get(found.id, found.id)
    return said if name == found.id else tr("{said}, {name}", said=said, name=name)
