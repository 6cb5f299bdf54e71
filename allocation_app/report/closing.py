"""Children to ask about before anybody is moved: a row each, with what comes first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from allocation_app.domain.closing import Prompt
from allocation_app.report.facts import Facts
from allocation_app.report.listing import Column, Listing
from allocation_app.report.lists import identity, lead
from allocation_app.report.looks import Style
from allocation_app.report.values import Value
from allocation_app.wording import closing as sentences
from allocation_app.wording import terms
from allocation_app.wording.translate import tr


def closing(facts: Facts) -> Listing:
    """A row per child, those first for whom nothing comes before the question."""
    found = facts.review.closing
    return Listing(
        title=tr("Before moving"),
        table="Closing",
        lead=[*map(lead, (sentences.head(found), sentences.standing(), sentences.counted()))],
        columns=[
            Column(heading=tr("Comes first"), style=Style.LONG, narrowest=12, widest=28),
            *identity(facts),
            Column(heading=tr("Status"), style=Style.LONG, widest=16),
            Column(heading=tr("Social worker"), style=Style.LONG, widest=18),
            Column(heading=tr("Team"), style=Style.LONG, widest=15, is_shown=facts.has_teams),
            Column(heading=tr("Points"), style=Style.POINTS),
            Column(heading=tr("What the record says"), style=Style.LONG, widest=44),
            Column(heading=tr("To ask"), style=Style.LONG, widest=30),
            Column(heading=tr("Last seen"), style=Style.DAY),
        ],
        rows=[_row(facts, each) for each in found.prompts],
        nobody=tr("Nobody to ask about."),
        children=len(found.prompts),
        below=[*map(lead, _below(facts))],
    )


def _row(facts: Facts, of: Prompt) -> Sequence[Value]:
    child, worker = facts.child(of.child), facts.snapshot.workers[of.worker]
    return (
        sentences.first(of) or None,
        child.id,
        facts.name(child.id),
        terms.statuses(child),
        facts.called[worker.id],
        facts.team(worker.team),
        of.points,
        sentences.whys(of, child),
        sentences.question(of),
        of.last_seen,
    )


def _below(facts: Facts) -> Iterator[str]:
    """The sums by worker and by team, then who is not listed and why."""
    found = facts.review.closing
    for worker, total in found.by_worker.items():
        yield tr("{name}: {total}", name=facts.called[worker], total=sentences.total(total))
    if facts.has_teams:
        for team, total in found.by_team(facts.loads).items():
            name = facts.team(team) or tr("no team given")
            yield tr("Team {name}: {total}", name=name, total=sentences.total(total))
    yield from sentences.aside(found, facts.review.policy)
