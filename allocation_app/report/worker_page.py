"""For each worker a page on how the percentage is made up, and one for supervision.

Every figure is the board's: the points of the children add up to what the worker carries, the steps
of the capacity to what that is a share of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from allocation_app.domain.headroom import headroom_of
from allocation_app.domain.people import Involvement, Worker, WorkerId
from allocation_app.domain.policy import Part
from allocation_app.domain.weighing import CasePoints
from allocation_app.report.facts import Facts
from allocation_app.report.listing import Column
from allocation_app.report.lists import identity, state_pairs
from allocation_app.report.looks import Style
from allocation_app.report.notes import planned
from allocation_app.report.pages import Block, Grid, Page, Paper, Said, Tone, Words
from allocation_app.report.printed import foot
from allocation_app.report.supervision import (
    PARTS,
    caseload_in_words,
    dates,
    next_date,
    part_heading,
    share_in_words,
    without_capacity,
)
from allocation_app.report.values import Value
from allocation_app.wording import terms, worker_page, workload
from allocation_app.wording.translate import tr


def worker_pages(facts: Facts, workers: Sequence[WorkerId] = ()) -> Paper:
    """Two pages for each of these workers; none named: for all who are there or have cases."""
    wanted = [worker for worker in facts.case_workers if _is_wanted(facts, worker, workers)]
    pages = [_Page(facts=facts, worker=worker, name=facts.called[worker.id]) for worker in wanted]
    empty = Page(title=tr("Workers"), blocks=[Words(text=tr("Nobody here can hold cases."))])
    return Paper(
        title=tr("Workers’ pages"),
        pages=tuple(sheet for page in pages for sheet in page.both()) or (empty,),
        foot=foot(facts),
        children=len({line.child for page in pages for line in page.lines}),
    )


def _is_wanted(facts: Facts, worker: Worker, workers: Sequence[WorkerId]) -> bool:
    if workers:
        return worker.id in workers
    return facts.load(worker.id).has_cases or not worker.has_left(facts.as_at)


@dataclass(frozen=True, kw_only=True)
class _Page:
    """One worker's page; ``name`` is what tells the worker from everybody else."""

    facts: Facts
    worker: Worker
    name: str

    @cached_property
    def lines(self) -> tuple[CasePoints, ...]:
        return self.facts.case_points[self.worker.id]

    @cached_property
    def shown(self) -> tuple[Part, ...]:
        """The parts that any of the children has: a column of blanks says nothing."""
        return tuple(part for part in PARTS if any(part in line.parts for line in self.lines))

    @cached_property
    def who(self) -> tuple[Column, ...]:
        """The columns that say which child: by number alone where no child has a name."""
        columns = identity(self.facts)
        is_named = any(self.facts.name(line.child) for line in self.lines)
        return columns if is_named else columns[:1]

    def _identity(self, line: CasePoints) -> Sequence[Value]:
        return (line.child, self.facts.name(line.child))[: len(self.who)]

    def both(self) -> Iterator[Page]:
        """The sheet with the percentage, and the sheet for supervision."""
        yield Page(
            title=tr("How my percentage is made up: {worker}", worker=self.name),
            blocks=[*self._head(), self._points(), *self._capacity(), *self._meaning()],
        )
        talked = (
            (tr("Talked about on"), None),
            (tr("Agreed"), None),
            (tr("Worker"), None),
            (tr("Manager"), None),
        )
        yield Page(
            title=tr("For supervision: {worker}", worker=self.name),
            blocks=[
                *self._who(),
                Words(text=terms.first_up(share_in_words(self.facts, self.worker))),
                self._supervision(),
                Said(lines=talked),
            ],
        )

    def _who(self) -> Iterator[Words]:
        """Who it is, and that a plan counts as made where there is one."""
        yield Words(text=caseload_in_words(self.facts, self.worker), tone=Tone.LEAD)
        if as_planned := planned(self.facts):
            yield Words(text=as_planned, tone=Tone.LEAD)

    def _head(self) -> Iterator[Block]:
        facts, load = self.facts, self.facts.load(self.worker.id)
        yield from self._who()
        yield Words(text=tr("My percentage"), tone=Tone.SECTION)
        room = headroom_of(facts.loads, self.worker)
        doubt = facts.review.doubts.get(self.worker.id)
        said: list[tuple[str, Value]] = []
        if load.utilisation is None:
            said.append((tr("The sum"), terms.first_up(share_in_words(facts, self.worker))))
        else:
            exact = worker_page.share_sum(load.points, load.capacity, load.utilisation)
            meant = worker_page.meaning(load.band, facts.review.policy.bands)
            said += [(tr("The sum"), exact), (tr("The band"), terms.first_up(meant))]
        if doubt is not None:
            reasons = workload.doubt_reasons(doubt)
            why = tr(
                "{range} %, because: {reasons}", range=workload.range_words(doubt), reasons=reasons
            )
            said.append((tr("How sure"), why))
        if room is not None:
            said.append((tr("Room"), workload.room(room)))
        yield Said(lines=said)

    def _points(self) -> Grid:
        load = self.facts.load(self.worker.id)
        shown = self.shown
        rows: list[Sequence[Value]] = [
            (
                *self._identity(line),
                terms.case_type(line.case_type),
                line.weight,
                *(line.parts.get(part) for part in shown),
                line.points,
            )
            for line in self.lines
        ]
        if rows:
            blanks = [None] * (len(self.who) + 1 + len(shown))
            rows.append((tr("Together"), *blanks, load.points))
        return Grid(
            title=tr("My children and their points"),
            columns=[
                *self.who,
                Column(heading=tr("Counts as"), style=Style.LONG, widest=30),
                Column(heading=tr("Weight"), style=Style.POINTS),
                *(Column(heading=part_heading(part), style=Style.POINTS) for part in shown),
                Column(heading=tr("Points"), style=Style.POINTS),
            ],
            rows=rows,
            nobody=tr("Nobody: no child stands under this name."),
        )

    def _capacity(self) -> Iterator[Block]:
        facts = self.facts
        opened = facts.review.policy.capacity_sum(self.worker, facts.as_at)
        title = tr("My capacity, step by step")
        if opened.none_because is not None:
            yield Words(text=title, tone=Tone.SECTION)
            yield Words(text=terms.first_up(without_capacity(facts, self.worker)))
            return
        rows: list[Sequence[Value]] = [
            (workload.capacity_line(line, opened), line.points) for line in opened.lines()
        ]
        rows.append((tr("Capacity for cases"), facts.load(self.worker.id).capacity))
        yield Grid(
            title=title,
            columns=[
                Column(heading=tr("Step"), style=Style.LONG, narrowest=44, widest=60),
                Column(heading=tr("Points"), style=Style.POINTS),
            ],
            rows=rows,
        )

    def _meaning(self) -> Iterator[Block]:
        policy, load = self.facts.review.policy, self.facts.load(self.worker.id)
        yield Words(text=tr("What it means, and what is not counted"), tone=Tone.SECTION)
        said = [*worker_page.not_counted(policy), worker_page.by_whose_weights(policy)]
        if load.utilisation is None:
            said.insert(0, worker_page.without_share())
        yield Words(text=" ".join(said))

    def _supervision(self) -> Grid:
        return Grid(
            title=tr("My children and their next dates"),
            columns=[
                *self.who,
                Column(heading=tr("As"), style=Style.LONG, widest=12),
                Column(heading=tr("Since"), style=Style.DAY),
                Column(heading=tr("State"), narrowest=13, widest=13, pairs=state_pairs()),
                Column(heading=tr("Next date"), style=Style.DAY),
                Column(heading=tr("What is late or comes next"), style=Style.LONG, widest=60),
            ],
            rows=[self._child(line) for line in self.lines],
            nobody=tr("Nobody: no child stands under this name."),
        )

    def _child(self, line: CasePoints) -> Sequence[Value]:
        facts, spell = self.facts, self.facts.loads.spells.get(line.child)
        known, coming = facts.findings.get(line.child, ()), facts.in_time.get(line.child, ())
        state, when = next_date(known, coming)
        role = Involvement.CASE_HOLDER if line.is_held else Involvement.CO_WORKER
        return (
            *self._identity(line),
            terms.involvement(role),
            spell.start if spell is not None and line.is_held else None,
            None if state is None else terms.told(state),
            when,
            dates(facts, known, coming, is_whole=True),
        )
