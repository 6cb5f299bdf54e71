"""Who carries how much: a row per worker, the measures as live formulas, a chart, the case mix."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence

from openpyxl.worksheet.worksheet import Worksheet

from allocation_app.domain.balance import balance as measured
from allocation_app.domain.capacity import DECIMALS
from allocation_app.domain.people import Gap, Worker, WorkerId
from allocation_app.domain.policy import CaseType
from allocation_app.report.balance_chart import BEFORE, add_balance_chart, fullest_first
from allocation_app.report.cells import column_reference
from allocation_app.report.facts import Facts
from allocation_app.report.layout import Book
from allocation_app.report.listing import Column, Line, Listing
from allocation_app.report.lists import WEIGHT, lead
from allocation_app.report.looks import BANDS, Style
from allocation_app.report.supervision import without_capacity
from allocation_app.report.values import Formula, Link, Value
from allocation_app.wording import terms, workload
from allocation_app.wording.translate import mark, tr, trn

TABLE = "Balance"
CHILDREN, POINTS = mark("Children"), mark("Points")
CAPACITY, UTILISATION = mark("Capacity"), mark("Utilisation")
WIDE_SUM = 9  # characters, for the figures that stand above a narrow column

GINI = (  # of equal shares each has the mean of their ranks, which leaves the sum as it is
    'IF(SUM({u})=0,0,2*SUMPRODUCT({u},COUNTIF({u},"<"&{u})+(COUNTIF({u},{u})+1)/2)'
    "/(COUNT({u})*SUM({u}))-(COUNT({u})+1)/COUNT({u}))"
)
MEASURES: Mapping[str, tuple[str, Style, str]] = {
    "max": (mark("Highest"), Style.SHARE, "MAX({u})"),
    "min": (mark("Lowest"), Style.SHARE, "MIN({u})"),
    "range": (mark("Range"), Style.SHARE, "MAX({u})-MIN({u})"),
    "mean": (mark("Average"), Style.SHARE, "AVERAGE({u})"),
    "cv": (mark("Variation"), Style.INDEX, "IF(SUM({u})=0,0,STDEVP({u})/AVERAGE({u}))"),
    "jain": (
        mark("Jain"),
        Style.INDEX,
        "IF(SUM({u})=0,1,SUM({u})^2/(COUNT({u})*SUMSQ({u})))",
    ),
    "gini": (
        mark("Gini"),
        Style.INDEX,
        GINI,
    ),
}
"""Each measure of the domain by its name: heading, look, and the same as a formula."""


def add_balance(book: Book, sheet: Worksheet, facts: Facts, sheets: Mapping[WorkerId, str]) -> int:
    """Lay out the balance; ``sheets`` names each worker's own sheet. Returns its rows."""
    listing = balance(facts, sheets, tables=book.tables)
    add_balance_chart(book, sheet, facts, book.add_listing(sheet, listing))
    return len(listing.rows)


def balance(
    facts: Facts,
    sheets: Mapping[WorkerId, str] | None = None,
    *,
    tables: Container[str] = (),
) -> Listing:
    """A row per worker with the load, before the plan too where it changes something.

    ``sheets`` names each worker's own sheet, ``tables`` the other tables of the workbook that
    formulas can ask.
    """
    workers, types = fullest_first(facts), case_types(facts)
    names = sheets or {}
    return Listing(
        title=tr("Balance"),
        table=TABLE,
        lead=[
            lead(
                tr(
                    "Points as a share of capacity, fullest first."
                    " Unallocated children are in nobody's caseload, so they stand beside."
                )
            ),
            *_in_both(facts, workers),
        ],
        below=[
            *together(facts, workers, tables),
            [],
            *measures(facts, has_workers=bool(workers)),
        ],
        columns=[
            Column(heading=tr("Worker"), narrowest=23, widest=40),
            Column(heading=tr("Role"), style=Style.LONG, widest=19),
            Column(
                heading=tr("Team"),
                style=Style.LONG,
                widest=20,
                is_shown=len({worker.team for worker in workers} - {None}) > 1,
            ),
            Column(heading=tr(CHILDREN), style=Style.COUNT, narrowest=WIDE_SUM),
            Column(heading=tr("Families"), style=Style.COUNT, narrowest=WIDE_SUM),
            Column(heading=tr("Co-worked"), style=Style.COUNT, narrowest=WIDE_SUM),
            Column(heading=tr(POINTS), style=Style.POINTS, narrowest=WIDE_SUM),
            Column(heading=tr(CAPACITY), style=Style.POINTS, narrowest=WIDE_SUM),
            Column(heading=tr(UTILISATION), style=Style.SHARE, widest=12),
            Column(
                heading=tr(BEFORE),
                style=Style.SHARE,
                widest=12,
                is_shown=facts.before is not None,
            ),
            Column(
                heading=tr("In words"),
                widest=12,
                pairs={terms.term(band): pair for band, pair in BANDS.items()},
            ),
            Column(
                heading=tr("Can be, %"), narrowest=9, widest=12, is_shown=bool(facts.review.doubts)
            ),
            Column(heading=tr("Note"), style=Style.LONG, widest=18),
            *(
                Column(heading=_heading(case), style=Style.COUNT, narrowest=22, is_printed=False)
                for case in types
            ),
        ],
        rows=[_worker(facts, worker, types, names.get(worker.id, "")) for worker in workers],
        nobody=tr("Nobody: the import names no one who can hold a case."),
        children=None,
    )


def _in_both(facts: Facts, workers: Sequence[Worker]) -> Iterator[Line]:
    """Who waits under the name of somebody in the table: the two sums are not the children."""
    held = {child for worker in workers for child in facts.load(worker.id).children}
    both = sum(child in held for child in facts.loads.unallocated)
    if both:
        yield lead(
            trn(
                "{n} of them still stands under a worker's name, and in that worker's row too.",
                "{n} of them still stand under a worker's name, and in that worker's row too.",
                both,
            )
        )


def _heading(case: CaseType) -> str:
    return tr("Mix: {case}", case=terms.case_type(case))


def case_types(facts: Facts) -> list[CaseType]:
    """The kinds of case that somebody holds, each a column at the end of the table."""
    met = {
        line.case_type
        for worker in facts.case_workers
        for line in facts.case_points[worker.id]
        if line.is_held
    }
    return [case for case in CaseType if case in met]


def _worker(facts: Facts, worker: Worker, types: Sequence[CaseType], sheet: str) -> Sequence[Value]:
    load = facts.load(worker.id)
    mix = Counter(line.case_type for line in facts.case_points[worker.id] if line.is_held)
    share: Value = tr("no capacity")
    if load.utilisation is not None:
        here = (f"{TABLE}[[#This Row],[{tr(each)}]]" for each in (POINTS, CAPACITY))
        share = Formula(text=f"=ROUND({'/'.join(here)},{DECIMALS})", result=load.utilisation)
    name = worker.name or worker.id
    return (
        Link(text=name, sheet=sheet) if sheet else name,
        terms.role(worker),
        facts.team(worker.team),
        len(load.children),
        load.families,
        len(load.co_worked),
        load.points,
        load.capacity,
        share,
        _before(facts, worker),
        terms.term(load.band) if load.capacity or load.points else None,
        _range(facts, worker),
        without_capacity(facts, worker)
        or (terms.missing(Gap.FTE) if load.is_fte_assumed else None),
        *(mix[case] for case in types),
    )


def _before(facts: Facts, worker: Worker) -> Value:
    """The share of capacity without the plan; whoever joins in the plan was not there."""
    known = None if facts.before is None else facts.before.loads.get(worker.id)
    if known is None:
        return None
    return tr("no capacity") if known.utilisation is None else known.utilisation


def _range(facts: Facts, worker: Worker) -> str | None:
    """What a share can be where something is missing, in per cent; None where it is one figure."""
    return workload.range_words(facts.review.doubts.get(worker.id)) or None


def measures(facts: Facts, *, has_workers: bool) -> list[Line]:
    """What each measure is called, then what it comes to, with the plan and before it."""
    headings: list[tuple[Value, Style]] = [(tr("Over those with capacity"), Style.LABEL)]
    figures: list[tuple[Value, Style]] = [(None, Style.LABEL)]
    shares = column_reference(TABLE, tr(UTILISATION))
    for name, (heading, style, formula) in MEASURES.items():
        figure = facts.review.balance[name]
        headings.append((tr(heading), Style.OVER_FIGURE))
        text = f"=ROUND({formula.format(u=shares)},{DECIMALS})"
        known = has_workers and figure is not None
        figures.append((Formula(text=text, result=figure or 0.0) if known else "–", style))
    if facts.before is None:
        return [headings, figures]
    was = measured(facts.before)
    earlier = [
        (was[name] if was[name] is not None else "–", style)
        for name, (_, style, _) in MEASURES.items()
    ]
    figures[0] = (tr("With the plan"), Style.LABEL)
    return [headings, figures, [(tr(BEFORE), Style.LABEL), *earlier]]


def together(facts: Facts, workers: Sequence[Worker], tables: Container[str]) -> list[Line]:
    """The sums of the table with what each is, and what stands beside them.

    They have headings of their own: which column stands below, the columns that are shown decide.
    """
    loads = [facts.load(worker.id) for worker in workers]
    children = sum(len(load.children) for load in loads)
    points = sum(load.points for load in loads)
    capacity = sum(load.capacity for load in loads)
    waiting = [facts.weight(wait.child) for wait in facts.review.waits]
    together: list[tuple[Value, Style]] = [
        (tr("Together"), Style.LABEL),
        (_total(bool(loads), TABLE, tr(CHILDREN), children), Style.COUNT),
        (_total(bool(loads), TABLE, tr(POINTS), points), Style.POINTS),
        (_total(bool(loads), TABLE, tr(CAPACITY), capacity), Style.POINTS),
    ]
    if capacity > 0:
        sums = (f"SUM({column_reference(TABLE, tr(each))})" for each in (POINTS, CAPACITY))
        text = f"=ROUND({'/'.join(sums)},{DECIMALS})"
        share = Formula(text=text, result=round(points / capacity, DECIMALS))
        together.append((share, Style.SHARE))
    listed = "Unallocated" in tables
    counted = f"=COUNTA({column_reference('Unallocated', tr('Child ID'))})"
    return [
        [
            (tr("Sums"), Style.LABEL),
            *(
                (tr(each), Style.OVER_FIGURE)
                for each in (CHILDREN, POINTS, CAPACITY, UTILISATION)[: len(together) - 1]
            ),
        ],
        together,
        [
            (tr("Beside: unallocated"), Style.LABEL),
            (Formula(text=counted, result=len(waiting)) if listed else len(waiting), Style.COUNT),
            (_total(listed, "Unallocated", tr(WEIGHT), sum(waiting)), Style.POINTS),
        ],
    ]


def _total(is_listed: bool, table: str, heading: str, result: float) -> Value:  # noqa: FBT001
    if not is_listed:
        return result
    return Formula(text=f"=SUM({column_reference(table, heading)})", result=result)
