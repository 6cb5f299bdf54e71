"""A worker's own sheet, for supervision: the children, their points, and how the share is made."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.worksheet.worksheet import Worksheet

from allocation_app.domain.capacity import DECIMALS, Step
from allocation_app.domain.caseloads import Load
from allocation_app.domain.headroom import headroom_of
from allocation_app.domain.people import Gap, Involvement, Worker
from allocation_app.domain.weighing import CasePoints
from allocation_app.report.cells import column_reference
from allocation_app.report.facts import Facts
from allocation_app.report.layout import LINE_HEIGHT, Book, keep_together
from allocation_app.report.listing import Column, Line, Listing
from allocation_app.report.lists import identity, lead, state_pairs
from allocation_app.report.looks import Style
from allocation_app.report.supervision import (
    PARTS,
    caseload_in_words,
    dates,
    next_date,
    part_heading,
    share_in_words,
    without_capacity,
)
from allocation_app.report.values import Formula, Link, Value
from allocation_app.wording import terms, workload
from allocation_app.wording.translate import mark, tr

POINTS = mark("Points")


def add_worker_sheet(  # noqa: PLR0913 - where, of what, of whom, and its two names
    book: Book, sheet: Worksheet, facts: Facts, worker: Worker, *, number: int, balance: str
) -> int:
    """Lay out one worker's sheet; ``balance`` is the name of the sheet to go back to.

    Returns how many rows its table has.
    """
    load = facts.load(worker.id)
    table = f"Worker_{number}"
    place = book.add_listing(sheet, _listing(facts, worker, table, balance))
    below = _sum(facts, worker, load, table, place.last + 2)
    book.put_lines(sheet, place.last + 2, below)
    tall = place.tall + len(below) * LINE_HEIGHT
    keep_together(sheet, place.last + 2, tall, place.wide)
    return len(place.listing.rows)


def _behind(facts: Facts, worker: Worker) -> list[Line]:
    """Why the share is a range, where it is one, and what the worker can take next."""
    doubt, room = facts.review.doubts.get(worker.id), headroom_of(facts.loads, worker)
    lines: list[Line] = []
    if doubt is not None:
        reasons = workload.doubt_reasons(doubt)
        lines.append(lead(tr("A range, because: {reasons}.", reasons=reasons)))
    if room is not None:
        lines.append(lead(workload.room(room)))
    return lines


def _listing(facts: Facts, worker: Worker, table: str, balance: str) -> Listing:
    lines = facts.case_points[worker.id]
    return Listing(
        title=worker.name or worker.id,
        table=table,
        lead=[
            lead(caseload_in_words(facts, worker)),
            lead(share_in_words(facts, worker)),
            *_behind(facts, worker),
            [(Link(text=tr("To all workers"), sheet=balance), Style.LINK)],
        ],
        columns=[
            *identity(facts),
            Column(heading=tr("Family"), widest=12),
            Column(heading=tr("As"), style=Style.LONG, widest=11),
            Column(heading=tr("Since"), style=Style.DAY),
            Column(heading=tr("Counts as"), style=Style.LONG, widest=19),
            Column(heading=tr("Weight"), style=Style.POINTS),
            *(Column(heading=part_heading(part), style=Style.POINTS) for part in PARTS),
            Column(heading=tr(POINTS), style=Style.POINTS),
            Column(heading=tr("State"), widest=12, pairs=state_pairs()),
            Column(heading=tr("Next date"), style=Style.DAY),
            Column(heading=tr("What is late or comes next"), style=Style.LONG, widest=60),
        ],
        rows=[_child(facts, line) for line in lines],
        nobody=tr("Nobody: no child stands under this name."),
        children=len({line.child for line in lines}),
    )


def _child(facts: Facts, line: CasePoints) -> Sequence[Value]:
    child, spell = facts.child(line.child), facts.loads.spells.get(line.child)
    involvement = Involvement.CASE_HOLDER if line.is_held else Involvement.CO_WORKER
    known, coming = facts.findings.get(child.id, ()), facts.in_time.get(child.id, ())
    state, when = next_date(known, coming)
    return (
        child.id,
        facts.name(child.id),
        child.family,
        terms.involvement(involvement),
        spell.start if spell is not None and line.is_held else None,
        terms.case_type(line.case_type),
        line.weight,
        *(line.parts.get(part) for part in PARTS),
        line.points,
        None if state is None else terms.told(state),
        when,
        dates(facts, known, coming),
    )


def _sum(facts: Facts, worker: Worker, load: Load, table: str, row: int) -> list[Line]:
    """How the percentage is made, as a sum that can be followed cell by cell."""
    capacity, top = _capacity(facts, worker, load, row + 2)
    heading: Line = [(tr("How the percentage is made"), Style.SECTION)]
    points = Formula(text=f"=SUM({column_reference(table, tr(POINTS))})", result=load.points)
    first: Line = [
        (points, Style.POINTS),
        (tr("points of the children above"), Style.LEAD),
    ]
    if load.utilisation is None:
        return [heading, first, *capacity]
    share = Formula(text=f"=ROUND(A{row + 1}/A{top},{DECIMALS})", result=load.utilisation)
    band = tr("of capacity: {band}", band=terms.term(load.band))
    return [heading, first, *capacity, [(share, Style.SHARE), (band, Style.LEAD)]]


def _capacity(facts: Facts, worker: Worker, load: Load, row: int) -> tuple[list[Line], int]:
    """The lines that make up the capacity, from this row on, and the row of the capacity."""
    policy = facts.review.policy
    why = without_capacity(facts, worker)
    if why:
        return [[(0, Style.POINTS), (tr("capacity for cases: {why}", why=why), Style.LEAD)]], row
    opened = policy.capacity_sum(worker, facts.as_at)
    hours = tr("times contracted hours (FTE)")
    if load.is_fte_assumed:
        hours = f"{hours}: {terms.missing(Gap.FTE)}"
    reasons = "; ".join(
        workload.capacity_line(line, opened)
        for line in opened.lines()
        if line.step is Step.REDUCTION
    )
    kept = tr("times hours not taken by reductions")
    return [
        [(opened.full_time, Style.FIGURE), (tr("points of a full-time post"), Style.LEAD)],
        [(opened.fte, Style.FIGURE), (hours, Style.LEAD)],
        [
            (1 - opened.reduced, Style.FIGURE),
            (f"{kept}: {reasons}" if reasons else kept, Style.LEAD),
        ],
        [
            (opened.newly_qualified, Style.FIGURE),
            (
                tr("times the share for a newly qualified worker")
                if worker.is_newly_qualified
                else tr("times 1: not newly qualified"),
                Style.LEAD,
            ),
        ],
        [
            (opened.stable, Style.FIGURE),
            (tr("less points for stable work (duty, training, travel), times FTE"), Style.LEAD),
        ],
        [
            (
                Formula(
                    text=f"=ROUND(A{row}*A{row + 1}*A{row + 2}*A{row + 3}"
                    f"-A{row + 4}*A{row + 1},{DECIMALS})",
                    result=load.capacity,
                ),
                Style.POINTS,
            ),
            (tr("capacity for cases"), Style.LEAD),
        ],
    ], row + 5
