"""To whom children can be given, as the rail lists them while they are dragged: most room first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from allocation_app.domain.caseloads import Load, caseloads
from allocation_app.domain.people import ChildId, TeamId, Worker, WorkerId
from allocation_app.domain.plan import Move
from allocation_app.domain.review import Review
from allocation_app.domain.staging import staged


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """A line of the rail: a worker, or nobody."""

    worker: WorkerId | None
    name: str
    load: Load | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamLine:
    """A team whose workers are listed, or could be: to hold children over it opens it."""

    team: TeamId | None
    name: str
    workers: int
    is_open: bool


Line = Receiver | TeamLine


def lines(review: Review, team: TeamId | None, nobody: str, no_team: str) -> tuple[Line, ...]:
    """Nobody, then every team, the workers of one of them below it."""
    loads, as_at = review.caseloads, review.snapshot.as_at
    by_team: dict[TeamId | None, list[Worker]] = {}
    for worker in loads.case_holders:
        if not worker.has_left(as_at):
            by_team.setdefault(worker.team, []).append(worker)
    found: list[Line] = [Receiver(worker=None, name=nobody, load=None)]
    names = {each: _team_name(review, each, no_team) for each in by_team}
    for each in sorted(by_team, key=lambda each: (each != team, each is None, names[each])):
        workers = by_team[each]
        if len(by_team) > 1:
            found.append(
                TeamLine(team=each, name=names[each], workers=len(workers), is_open=each == team)
            )
        if each == team or len(by_team) == 1:
            found += _most_room_first(review, workers)
    return tuple(found)


def own_team(review: Review, children: Sequence[ChildId]) -> TeamId | None:
    """The team of the first of these children who has one, by itself or by its worker."""
    for child in children:
        holder = review.caseloads.holder(child)
        team = review.snapshot.children[child].team or (None if holder is None else holder.team)
        if team is not None:
            return team
    return None


def load_after(review: Review, worker: WorkerId, children: Sequence[ChildId]) -> Load:
    """What a worker would carry with these children; quick for one, some ms for several."""
    loads = review.caseloads
    if len(children) == 1:
        return loads.load_with(children[0], worker)
    moves = [Move(child=child, to=worker) for child in children]
    return caseloads(staged(loads.plan, moves), loads.policy).loads[worker]


def _most_room_first(review: Review, workers: Sequence[Worker]) -> list[Receiver]:
    loads = review.caseloads.loads
    ordered = sorted(
        workers, key=lambda each: (loads[each.id].points - loads[each.id].capacity, each.name)
    )
    return [Receiver(worker=each.id, name=each.name, load=loads[each.id]) for each in ordered]


def _team_name(review: Review, team: TeamId | None, no_team: str) -> str:
    if team is None:
        return no_team
    known = review.snapshot.teams.get(team)
    return team if known is None else known.name
