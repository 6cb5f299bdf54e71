"""The problems of an import and what is missing, as a workbook for whoever mends the records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from allocation_app.domain.missing import MissingDetail, missing_details
from allocation_app.domain.people import Worker
from allocation_app.domain.review import Review
from allocation_app.errors import Problem, Severity
from allocation_app.report.facts import Facts
from allocation_app.report.layout import Book
from allocation_app.report.listing import Column, Listing
from allocation_app.report.lists import identity, lead
from allocation_app.report.looks import Style
from allocation_app.report.orders import check_target
from allocation_app.report.properties import describe
from allocation_app.report.sheet_names import sheet_names
from allocation_app.report.values import Value
from allocation_app.settings.writing import put_in_place
from allocation_app.wording import problem_groups as groups
from allocation_app.wording import problems as wording
from allocation_app.wording import terms
from allocation_app.wording.findings import rule_label
from allocation_app.wording.translate import tr

HIDDEN = "•••"
CELL_TEXTS = ("kept", "value")


def write(
    review: Review, problems: Sequence[Problem], out: Path, *, hide_names: bool = False
) -> list[str]:
    """Write both lists and name the sheets; raises `AppError` as `exports.write` does.

    ``hide_names`` leaves out what cells say, since that may be a name.
    """
    check_target(out, review.snapshot)
    facts = Facts(review=review, problems=problems, hide_names=hide_names)
    book = Book(facts.as_at)
    describe(book.workbook, facts, tr("Problems of an import"))
    first, second = sheet_names((tr("Problems"), tr("Missing details")), instead=tr("Sheet"))
    book.add_listing(book.add_sheet(first), _problems(facts))
    book.add_listing(book.add_sheet(second), _missing(facts))
    put_in_place(out, book.packed())
    return list(book.sheets)


def _problems(facts: Facts) -> Listing:
    ordered = sorted(facts.problems, key=lambda problem: list(Severity).index(problem.severity))
    return Listing(
        title=tr("Problems of the import"),
        table="Problems",
        lead=[lead(tr("Each with its place in the file, what was done about it and what to do."))],
        columns=[
            Column(heading=tr("Kind"), widest=10),
            Column(heading=tr("Group"), style=Style.LONG, widest=16),
            Column(heading=tr("File"), style=Style.LONG, widest=24),
            Column(heading=tr("Sheet"), style=Style.LONG, widest=16),
            Column(heading=tr("Row"), style=Style.COUNT),
            Column(heading=tr("Column"), widest=8),
            Column(heading=tr("Heading"), style=Style.LONG, widest=20),
            Column(heading=tr("Value"), style=Style.LONG, widest=22),
            Column(heading=tr("What to do"), style=Style.LONG, widest=56),
        ],
        rows=[_problem(_shown(problem, facts)) for problem in ordered],
        nobody=tr("None: every cell that was needed could be read."),
        children=None,
    )


def _shown(problem: Problem, facts: Facts) -> Problem:
    if not facts.hide_names:
        return problem
    details = {
        name: HIDDEN if name in CELL_TEXTS else said for name, said in problem.details.items()
    }
    return replace(problem, value=HIDDEN if problem.value else "", details=details)


def _problem(problem: Problem) -> Sequence[Value]:
    return (
        tr(wording.SEVERITIES[problem.severity]),
        groups.title(groups.group(problem)),
        problem.file,
        problem.sheet,
        problem.row,
        problem.column,
        problem.heading,
        problem.value,
        wording.message(problem),
    )


def _missing(facts: Facts) -> Listing:
    details = missing_details(facts.review.findings)
    children = {detail.child for detail in details if detail.child is not None}
    return Listing(
        title=tr("Missing details"),
        table="Missing",
        lead=[lead(tr("What is missing makes a rule answer “cannot tell”, never “in time”."))],
        columns=[
            *identity(facts),
            Column(heading=tr("Held by"), style=Style.LONG, widest=20),
            Column(heading=tr("Missing"), style=Style.LONG, widest=34),
            Column(heading=tr("Rules that can't tell"), style=Style.LONG, widest=60),
        ],
        rows=[_detail(facts, detail) for detail in details],
        nobody=tr("Nothing is missing: every rule could be asked."),
        children=len(children),
    )


def _detail(facts: Facts, detail: MissingDetail) -> Sequence[Value]:
    about: str
    if detail.child is not None:
        holder = facts.loads.holder(detail.child)
        about, name = detail.child, facts.name(detail.child)
    else:
        holder = None if detail.worker is None else facts.snapshot.workers[detail.worker]
        about, name = "", ""
    return (
        about,
        name,
        _held_by(facts, detail, holder),
        terms.missing(detail.what),
        tuple(rule_label(rule, facts.review) for rule in detail.rules),
    )


def _held_by(facts: Facts, detail: MissingDetail, holder: Worker | None) -> str:
    if holder is not None:
        return holder.name
    return tr("not known") if detail.child in facts.loads.unreadable else tr("nobody")
