"""The team board for the wall: a row per worker, and no child by name or number anywhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from allocation_app.domain.headroom import headroom_of
from allocation_app.domain.one_team import narrowed
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
from allocation_app.wording.translate import mark, tr

LOAD = mark("Load")
MOST_ON_A4 = 12  # workers, to be read from a step away


def board(facts: Facts, *, are_workers_named: bool) -> Listing:
    """A row per worker, by team and fullest first; who waits stands above, in nobody's load."""
    waits, late = sentences.waiting(facts.review.waits), sentences.late(facts.review)
    called = _called(facts, are_workers_named=are_workers_named)
    return _listing(facts, _workers(facts), called, (waits, late))


def _listing(
    facts: Facts,
    workers: Sequence[Worker],
    called: Mapping[WorkerId, str],
    above: Sequence[str],
) -> Listing:
    teams = {worker.team for worker in workers}
    return Listing(
        title=_title(facts, workers),
        table="Board",
        lead=[
            *map(lead, filter(None, (planned(facts), *above))),
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
    """A landscape page for each team, to hang on its wall; A3 for a large one."""
    called = _called(facts, are_workers_named=are_workers_named)
    boards = list(_boards(facts))
    pages = [_page(each, workers, called, above) for each, workers, above in boards]
    largest = max((len(workers) for _, workers, _ in boards), default=0)
    return Paper(
        title=tr("Team board: {day}", day=terms.plain_day(facts.as_at)),
        pages=pages,
        foot=foot(facts),
        children=None,
        size=Size.A4 if largest <= MOST_ON_A4 else Size.A3,
        is_landscape=True,
    )


def _boards(facts: Facts) -> Iterator[tuple[Facts, Sequence[Worker], Sequence[str]]]:
    """Each team's own facts, workers, and what is said above them; one where there are no more."""
    workers = _workers(facts)
    teams = list(dict.fromkeys(worker.team for worker in workers))
    if len(teams) < 2:  # noqa: PLR2004 - it is the whole
        said = sentences.waiting(facts.review.waits), sentences.late(facts.review)
        yield facts, workers, said
        return
    own = {team: narrowed(facts.review, team) for team in teams if team is not None}
    told = {wait.child for each in own.values() for wait in each.waits}
    rest = [wait for wait in facts.review.waits if wait.child not in told]
    beside = sentences.waiting_elsewhere(rest)
    for team in teams:
        there = [worker for worker in workers if worker.team == team]
        if team is None:
            yield facts, there, ()
        else:
            looked = own[team]
            said = sentences.waiting(looked.waits), sentences.late(looked)
            yield replace(facts, review=looked), there, (*said, beside)


def _page(
    facts: Facts, workers: Sequence[Worker], called: Mapping[WorkerId, str], above: Sequence[str]
) -> Page:
    made = _listing(facts, workers, called, above)
    loads = [facts.load(worker.id) for worker in workers]
    bars = Bars(
        heading=tr("Line at 100 %"),
        shares=[load.utilisation for load in loads],
        pairs=[BANDS[load.band] for load in loads],
        before=[column.heading for column in printed(made).columns].index(tr(LOAD)),
    )
    return Page(title=made.title, blocks=blocks(made, bars))


def _title(facts: Facts, workers: Sequence[Worker]) -> str:
    teams = {worker.team for worker in workers}
    day = terms.plain_day(facts.as_at)
    if len(teams) == 1 and (name := facts.team(*teams)):
        return tr("Team board: {team}, {day}", team=name, day=day)
    return tr("Team board: {day}", day=day)


def _workers(facts: Facts) -> list[Worker]:
    """Everybody on the board, by team and fullest first; not who has left and given all on."""
    here = (
        worker
        for worker in facts.case_workers
        if not worker.has_left(facts.as_at) or facts.load(worker.id).has_cases
    )
    return sorted(here, key=lambda worker: _fullest(facts, worker))


def _called(facts: Facts, *, are_workers_named: bool) -> Mapping[WorkerId, str]:
    if are_workers_named:
        return facts.called
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
        terms.term(load.band) if load.utilisation is not None or load.has_cases else "–",
        len(load.children),
        load.families,
        len(load.co_worked),
        sentences.mix(facts.loads, worker.id) or None,
        terms.role(worker),
        sentences.presence(worker, facts.as_at) or None,
        sentences.room(room),
        sentences.kinds(room) or None,
    )
