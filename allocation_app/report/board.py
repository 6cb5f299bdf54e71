"""The team board for the wall: a row per worker, and no child by name or number anywhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from allocation_app.domain.headroom import headroom_of
from allocation_app.domain.people import Worker, WorkerId
from allocation_app.report.facts import Facts
from allocation_app.report.listing import Column, Listing, printed
from allocation_app.report.lists import lead
from allocation_app.report.looks import BANDS, Style
from allocation_app.report.notes import planned
from allocation_app.report.on_paper import blocks
from allocation_app.report.pages import Bars, Page, Paper, Size
from allocation_app.report.printed import foot
from allocation_app.report.values import Value
from allocation_app.wording import board as sentences
from allocation_app.wording import terms, workload
from allocation_app.wording.sheets import workers_named
from allocation_app.wording.translate import mark, tr

LOAD = mark("Load")
MOST_ON_A4 = 12  # workers, to be read from a step away


def board(facts: Facts, *, are_workers_named: bool) -> Listing:
    """A row per worker, by team and fullest first; who waits stands above, in nobody's load."""
    called = _called(facts, are_workers_named=are_workers_named)
    workers = _workers(facts)
    teams = {worker.team for worker in workers}
    return Listing(
        title=_title(facts, workers),
        table="Board",
        lead=[
            *([lead(said)] if (said := planned(facts)) else []),
            lead(sentences.waiting(facts.review)),
            lead(sentences.late(facts.review)),
            lead(
                tr(
                    "Load is points as a share of what a post has room for. Weights: {name},"
                    " version {version}.",
                    name=facts.review.policy.name,
                    version=facts.review.policy.version,
                )
            ),
        ],
        columns=[
            Column(heading=tr("Worker"), style=Style.LONG, narrowest=8, widest=22),
            Column(heading=tr("Team"), style=Style.LONG, widest=16, is_shown=len(teams) > 1),
            Column(heading=tr(LOAD), narrowest=15, widest=16),
            Column(
                heading=tr("In words"),
                narrowest=9,
                widest=12,
                pairs={terms.term(band): pair for band, pair in BANDS.items()},
            ),
            Column(heading=tr("Children"), style=Style.COUNT),
            Column(heading=tr("Families"), style=Style.COUNT),
            Column(heading=tr("Co-worked"), style=Style.COUNT),
            Column(heading=tr("Kinds of case"), style=Style.LONG, widest=32),
            Column(heading=tr("Role"), style=Style.LONG, widest=16),
            Column(heading=tr("Away or leaving"), style=Style.LONG, widest=14),
            Column(heading=tr("Can take next"), style=Style.LONG, narrowest=9, widest=15),
            Column(
                heading=tr("Can take next (one or the other)"),
                style=Style.LONG,
                widest=34,
                is_printed=False,
            ),
        ],
        rows=[_row(facts, worker, called) for worker in workers],
        nobody=tr("Nobody: the import names no one who can hold a case."),
        children=None,
    )


def board_on_paper(facts: Facts, *, are_workers_named: bool) -> Paper:
    """The board as one landscape page, A3 for a large team."""
    made = board(facts, are_workers_named=are_workers_named)
    loads = [facts.load(worker.id) for worker in _workers(facts)]
    bars = Bars(
        heading=tr("Line at 100 %"),
        shares=[load.utilisation for load in loads],
        pairs=[BANDS[load.band] for load in loads],
        before=[column.heading for column in printed(made).columns].index(tr(LOAD)),
    )
    return Paper(
        title=made.title,
        pages=(Page(title=made.title, blocks=blocks(made, bars)),),
        foot=foot(facts),
        children=None,
        size=Size.A4 if len(made.rows) <= MOST_ON_A4 else Size.A3,
        is_landscape=True,
    )


def _title(facts: Facts, workers: Sequence[Worker]) -> str:
    teams = {worker.team for worker in workers}
    day = terms.plain_day(facts.as_at)
    if len(teams) == 1 and (name := facts.team(*teams)):
        return tr("Team board: {team}, {day}", team=name, day=day)
    return tr("Team board: {day}", day=day)


def _workers(facts: Facts) -> list[Worker]:
    """Everybody on the board, by team and fullest first."""
    return sorted(facts.case_workers, key=lambda worker: _fullest(facts, worker))


def _called(facts: Facts, *, are_workers_named: bool) -> Mapping[WorkerId, str]:
    if are_workers_named:
        return workers_named(facts.snapshot)
    return sentences.initials_of(facts.case_workers)


def _fullest(facts: Facts, worker: Worker) -> tuple[str, bool, float, str, str]:
    share = facts.load(worker.id).utilisation
    return (facts.team(worker.team), share is None, -(share or 0), worker.name, worker.id)


def _row(facts: Facts, worker: Worker, called: Mapping[WorkerId, str]) -> Sequence[Value]:
    load = facts.load(worker.id)
    doubt = facts.review.doubts.get(worker.id)
    share = workload.share(load.utilisation, doubt)
    room = headroom_of(facts.loads, worker)
    return (
        called[worker.id],
        facts.team(worker.team),
        tr("no capacity") if load.utilisation is None else share,
        terms.term(load.band),
        len(load.children),
        load.families,
        len(load.co_worked),
        sentences.mix(facts.loads, worker.id) or None,
        terms.role(worker),
        sentences.presence(worker, facts.as_at) or None,
        sentences.room(room),
        sentences.kinds(room) or None,
    )
