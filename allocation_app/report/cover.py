"""The first sheet: what this is, as at when, from what, the counts, what the words mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from openpyxl.worksheet.worksheet import Worksheet

from allocation_app.domain.findings import Told
from allocation_app.domain.plan import Plan
from allocation_app.report.cells import column_reference
from allocation_app.report.facts import Facts
from allocation_app.report.layout import Book, set_up_print
from allocation_app.report.listing import Line
from allocation_app.report.lists import lead
from allocation_app.report.looks import Style
from allocation_app.report.notes import naming, only_team, weights_name, where_decisions_go
from allocation_app.report.values import Formula, Value
from allocation_app.wording import terms
from allocation_app.wording.moves import count
from allocation_app.wording.sheets import (
    IMPORT_PRINT,
    IMPORT_PROPERTY,
    PLAN_PRINT,
    PLAN_PROPERTY,
)
from allocation_app.wording.translate import mark, tr

AS_AT = mark("As at")
CHILDREN, FAMILIES = mark("Children"), mark("Families")
UNALLOCATED, CHANGED = mark("Children unallocated"), mark("Changes in the plan")
NAMED: Mapping[str, str] = {
    "AsAt": AS_AT,
    IMPORT_PROPERTY: IMPORT_PRINT,
    PLAN_PROPERTY: PLAN_PRINT,
    "OpenChildren": CHILDREN,
    "OpenFamilies": FAMILIES,
    "UnallocatedChildren": UNALLOCATED,
    "PlannedChanges": CHANGED,
}
"""The cells beside these labels, by the names that the workbook defines for them."""
FINGERPRINT = 12  # characters of a SHA-256: enough to tell two exports of one system apart

DEFINITIONS = (
    (mark("Child"), mark("A case is one child with an open case, not a family.")),
    (mark("Family"), mark("Children with the same family number; a child without one is its own.")),
    (
        mark("Unallocated"),
        mark(
            "No named social worker: nobody, or duty, a team's name, a manager, a worker who has"
            " left or not begun, or a personal adviser for who is no care leaver."
        ),
    ),
    (mark("Late"), mark("The last day on which a duty was in time has passed.")),
    (
        mark("Due soon"),
        mark("The day comes within two weeks, or within half the time given if that is shorter."),
    ),
    (mark("Flagged"), mark("So on this day, with no due date to be late by; near: almost so.")),
    (mark("Cannot tell"), mark("A date or fact that is needed is missing. Never “in time”.")),
    (mark("Points"), mark("What a case counts for, by the weights in force.")),
    (
        mark("Capacity"),
        mark("Points for cases: contracted hours less reductions and stable work."),
    ),
    (mark("Utilisation"), mark("Points as a share of capacity.")),
)


def add_cover(book: Book, sheet: Worksheet, facts: Facts) -> None:
    """Lay out the cover once all other sheets are there, whose tables its formulas ask."""
    sheet.column_dimensions["A"].width = 30
    sheet.column_dimensions["B"].width = 78
    lines: list[Line] = [
        [(tr("Allocation workbook"), Style.TITLE)],
        lead(where_decisions_go()),
        *_section(tr("What it rests on"), origins(facts)),
        *_section(tr("Counts"), _counts(book, facts)),
        *_section(tr("What the words mean"), _definitions()),
    ]
    book.put_lines(sheet, 1, lines)
    book.name_cells(sheet, {name: f"B{_row(lines, label)}" for name, label in NAMED.items()})
    set_up_print(
        sheet,
        is_landscape=False,
        repeat=None,
        footer=book.footer(len(facts.review.children)),
    )


def _row(lines: Sequence[Line], label: str) -> int:
    return next(at for at, line in enumerate(lines, start=1) if line and line[0][0] == tr(label))


def _section(title: str, lines: Iterable[Line]) -> list[Line]:
    return [[], [(title, Style.SECTION)], *lines]


def _said(label: str, value: Value, style: Style = Style.LONG) -> Line:
    return [(label, Style.LABEL), (value, style)]


def origins(facts: Facts) -> Iterator[Line]:
    """What everything rests on, a line each: what it is, and beside it what is so."""
    yield _said(tr(AS_AT), facts.as_at, Style.DAY)
    for source in facts.snapshot.sources:
        print_ = tr("SHA-256 {fingerprint}…", fingerprint=source.sha256[:FINGERPRINT])
        text = tr("{file} ({fingerprint})", file=source.name, fingerprint=print_)
        yield _said(tr("Source"), text if source.name else print_)
    if not facts.snapshot.sources:
        yield _said(tr("Source"), tr("none named"))
    rules = facts.review.rules
    named = tr("{name}, version {version}", name=rules.name, version=rules.version)
    yield _said(tr("Rules"), named)
    yield _said(tr("Weights"), weights_name(facts))
    yield _said(tr("Plan"), _plan_in_words(facts.loads.plan))
    yield _said(tr(IMPORT_PRINT), facts.snapshot.fingerprint)
    yield _said(tr(PLAN_PRINT), facts.plan_fingerprint)
    yield _said(tr("Children's names"), naming(facts))
    if facts.review.team is not None:
        yield _said(tr("Team"), only_team(facts))


def _counts(book: Book, facts: Facts) -> Iterator[Line]:
    review, children = facts.review, facts.review.children
    all_ids = column_reference("Allocations", tr("Child ID"))
    families = column_reference("Allocations", tr("Children in family"))
    waiting = column_reference("Unallocated", tr("Child ID"))
    late = column_reference("Allocations", tr("Late"))
    state = column_reference("Findings", tr("State"))
    ahead = column_reference("Forecast", tr("Rule"))
    changed = column_reference("Changes", tr("Child ID"))
    late_children = sum(
        any(finding.told is Told.LATE for finding in facts.findings.get(child, ()))
        for child in children
    )
    for label, table, text, result in (
        (tr(CHILDREN), "Allocations", f"COUNTA({all_ids})", len(children)),
        # Each child is its share of its family: one of three siblings is a third.
        (
            tr(FAMILIES),
            "Allocations",
            f"ROUND(SUMPRODUCT(1/{families}),0)",
            review.families,
        ),
        (tr(UNALLOCATED), "Unallocated", f"COUNTA({waiting})", len(review.waits)),
        (
            tr("Children with something late"),
            "Allocations",
            f'COUNTIF({late},">0")',
            late_children,
        ),
        *(
            (
                tr("Findings: {state}", state=terms.told(told)),
                "Findings",
                f'COUNTIF({state},"{terms.told(told)}")',
                sum(finding.told is told for finding in review.findings),
            )
            for told in Told
            if told is not Told.IN_TIME
        ),
        (tr("Late within four weeks"), "Forecast", f"COUNTA({ahead})", len(review.coming)),
        (
            tr(CHANGED),
            "Changes",
            f"COUNTA({changed})",
            len(facts.loads.plan.child_steps),
        ),
    ):
        listed = table in book.tables
        figure = Formula(text=f"={text}", result=result) if listed else 0
        yield _said(label, figure, Style.TALLY)
    if facts.loads.unreadable:
        label = tr("Cannot tell whether allocated")
        yield _said(label, len(facts.loads.unreadable), Style.TALLY)


def _plan_in_words(plan: Plan) -> str:
    staged = count(len(plan.steps))
    return tr("{name}: {what}", name=plan.name, what=staged) if plan.name else staged


def _definitions() -> Iterator[Line]:
    for word, meaning in DEFINITIONS:
        yield _said(tr(word), tr(meaning))
