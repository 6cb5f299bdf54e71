"""How far a percentage can be off: what is missing or contradictory makes it a range.

The figure beside it is worked out with what is assumed; the range is what it can be once the rows
are put right. Putting any of them right narrows it; when all are, one number inside it is left.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from allocation_app.domain.capacity import DECIMALS
from allocation_app.domain.caseloads import Caseloads, Load
from allocation_app.domain.people import Child, ChildId, EventKind, Gap, TeamId, Worker, WorkerId
from allocation_app.domain.possible_weights import Possible, doubtful_weights


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """From the least to the most, both included; shares of capacity, or points."""

    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtReason:
    """What is missing or contradictory, of which child or worker."""

    what: EventKind | Gap
    child: ChildId | None = None
    worker: WorkerId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """What a worker's utilisation can be, and why it is not one number."""

    range: Range
    reasons: tuple[DoubtReason, ...]


def doubt(loads: Caseloads) -> Mapping[WorkerId, Doubt]:
    """The case holders whose utilisation is in doubt; without capacity there is no ratio at all.

    In doubt are: the weight of a child whose status is unknown or contradictory, or who is looked
    after without a usable start; the holder of a child of whom the source gives none that can be
    read (anybody of the child's team, or anybody where it has none) or several (one of those); the
    capacity of a worker without an FTE (``least_fte`` to full time).
    """
    doubts = _Doubts(
        loads=loads,
        weights=doubtful_weights(loads.snapshot, loads.policy),
        sibling=loads.policy.weights.sibling,
    )
    queues = _queues(doubts)
    found = {
        worker.id: doubts.of(worker, [each for each in queues if each.may_be_of(worker)])
        for worker in loads.case_holders
        if loads.loads[worker.id].utilisation is not None
    }
    return {worker: told for worker, told in found.items() if told is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Weighed:
    """What one child counts for in a family: as the heaviest, and as a further sibling."""

    full: float
    further: float


Families = Mapping[str, Sequence[_Weighed]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Queue:
    """Children each of whom may be any of these workers', at the most that they can weigh.

    ``team`` and ``worker`` are both None where they may be anybody's.
    """

    team: TeamId | None = None
    worker: WorkerId | None = None
    children: frozenset[ChildId]
    families: Families
    points: float
    reasons: tuple[DoubtReason, ...]

    def may_be_of(self, worker: Worker) -> bool:
        """Whether its children can turn out to be this worker's."""
        if self.worker is not None:
            return self.worker == worker.id
        return self.team is None or self.team == worker.team


@dataclass(frozen=True, slots=True, kw_only=True)
class _Doubts:
    """A plan worked out, with the children whose weight is in doubt."""

    loads: Caseloads
    weights: Mapping[ChildId, Possible]
    sibling: float

    def fte_of(self, worker: Worker) -> float | None:
        """Contracted hours on the day that is looked at."""
        return worker.fte_on(self.loads.snapshot.as_at)

    def of(self, worker: Worker, queues: Sequence[_Queue]) -> Doubt | None:
        """What a worker's utilisation can be, None where it is one number."""
        load, policy = self.loads.loads[worker.id], self.loads.policy
        reasons = [*self.reasons(load.children), *self.reasons(load.co_worked)]
        if not reasons and not queues and self.fte_of(worker) is not None:
            return None
        points = Range(low=load.points, high=load.points)
        if reasons:
            points = Range(low=self._at(load, is_most=False), high=self._at(load, is_most=True))
        if queues:
            points = self._with_queues(points, load, queues)
        for queue in queues:
            reasons += queue.reasons
        fewest = most = worker
        if self.fte_of(worker) is None:
            reasons.append(DoubtReason(what=Gap.FTE, worker=worker.id))
            fewest = replace(worker, fte=min(policy.least_fte, policy.assumed_fte), hours=())
            most = replace(worker, fte=max(FULL_TIME, policy.assumed_fte), hours=())
        as_at = self.loads.snapshot.as_at
        low = policy.utilisation(points.low, policy.capacity(most, as_at)) or 0.0
        least = max(policy.capacity(fewest, as_at), LEAST_CAPACITY)
        high = policy.utilisation(points.high, least) or 0.0
        if low == high:
            return None
        return Doubt(range=Range(low=low, high=high), reasons=tuple(reasons))

    def reasons(self, children: Iterable[ChildId]) -> list[DoubtReason]:
        """Why the weight of each of these is in doubt."""
        return [
            DoubtReason(what=gap, child=child)
            for child in children
            if child in self.weights
            for gap in self.weights[child].gaps
        ]

    def _at(self, load: Load, *, is_most: bool) -> float:
        """The points of a caseload with every case at its least or its most.

        More weight never makes a family lighter, so these are the least and the most of them all.
        """
        families = self.families(load.children, is_most=is_most)
        points = sum(_points_of(siblings) for siblings in families.values())
        points += sum(self._co_worked(child, is_most=is_most) for child in load.co_worked)
        return round(points, DECIMALS)

    def _with_queues(self, points: Range, load: Load, queues: Sequence[_Queue]) -> Range:
        """The same with none of the queues at the least, and with all of them at the most.

        One child more never makes a family lighter. Siblings in several places are put together.
        """
        low, high = points.low, points.high + sum(queue.points for queue in queues)
        children = self.loads.snapshot.children
        siblings = [
            child
            for child in load.children
            if any(children[child].family_key in queue.families for queue in queues)
        ]
        held = self.families(siblings, is_most=True)
        high += _together([held, *(queue.families for queue in queues)])
        less = max(0.0, self.loads.policy.weights.co_worked - self.sibling)
        for queue in queues:
            for child in queue.children.intersection(load.co_worked):
                # Held or co-worked, not both. Where a further sibling counts for less than what is
                # co-worked, either can be the more.
                low -= less * self.weight(child, is_most=False)
                high += less * self.weight(child, is_most=True)
                high -= self._co_worked(child, is_most=True)
        return Range(low=round(low, DECIMALS), high=round(high, DECIMALS))

    def families(self, children: Iterable[ChildId], *, is_most: bool) -> Families:
        """The children that are held, family by family, at their least or their most."""
        weights, as_at = self.loads.policy.weights, self.loads.snapshot.as_at
        found: dict[str, list[_Weighed]] = defaultdict(list)
        for child_id in children:
            child = self.loads.snapshot.children[child_id]
            spell = self.loads.spells.get(child_id)
            if spell is None:  # whoever turns out to hold the child may have got it yesterday
                is_new = weights.new_within > timedelta(0)
            else:
                is_new = spell.is_new(as_at, weights.new_within)
            weighed = self._weighed(child, is_most=is_most, is_new=is_new)
            found[child.family_key].append(weighed)
        return found

    def _weighed(self, child: Child, *, is_most: bool, is_new: bool) -> _Weighed:
        weights, weight = self.loads.policy.weights, self.weight(child.id, is_most=is_most)
        added = weights.out_of_area * bool(child.is_out_of_area) + weights.new * is_new
        less = round(weight * self.sibling - weight, DECIMALS)
        return _Weighed(
            full=round(weight + added, DECIMALS), further=round(weight + less + added, DECIMALS)
        )

    def weight(self, child: ChildId, *, is_most: bool) -> float:
        """The weight of a case: the least or the most of what is possible."""
        possible = self.weights.get(child)
        if possible is not None:
            return possible.high if is_most else possible.low
        policy, snapshot = self.loads.policy, self.loads.snapshot
        return policy.weights.cases[policy.case_type(snapshot.children[child], snapshot.as_at)]

    def _co_worked(self, child: ChildId, *, is_most: bool) -> float:
        weight = self.weight(child, is_most=is_most)
        less = round(weight * self.loads.policy.weights.co_worked - weight, DECIMALS)
        return round(weight + less, DECIMALS)


def _points_of(siblings: Sequence[_Weighed]) -> float:
    """Siblings with one worker: the heaviest counts in full, the others as further ones."""
    in_full = max(child.full - child.further for child in siblings)
    return in_full + sum(child.further for child in siblings)


def _together(several: Sequence[Families]) -> float:
    """What families that stand in several of these weigh more or less than apart (less)."""
    longest = max(several, key=len)
    shared = {family for families in several if families is not longest for family in families}
    found = 0.0
    for family in shared:
        parts = [families[family] for families in several if family in families]
        together = [child for part in parts for child in part]
        found += _points_of(together) - sum(map(_points_of, parts))
    return found


def _queues(doubts: _Doubts) -> list[_Queue]:
    """The children of whom nobody can read who holds them, by those whose they may be."""
    loads = doubts.loads
    manned = {worker.team for worker in loads.case_holders}
    waiting: dict[tuple[TeamId | None, WorkerId | None], list[ChildId]] = defaultdict(list)
    for child_id in loads.unreadable:
        child = loads.snapshot.children[child_id]
        for rival in child.rivals:
            waiting[None, rival].append(child_id)
        if not child.rivals:
            waiting[child.team if child.team in manned else None, None].append(child_id)
    return [_queue(team, rival, those, doubts) for (team, rival), those in waiting.items()]


def _queue(
    team: TeamId | None, rival: WorkerId | None, those: Sequence[ChildId], doubts: _Doubts
) -> _Queue:
    families = doubts.families(those, is_most=True)
    what = Gap.HOLDER if rival is None else Gap.RIVAL_HOLDERS
    return _Queue(
        team=team,
        worker=rival,
        children=frozenset(those),
        families=families,
        points=sum(map(_points_of, families.values())),
        reasons=(
            *(DoubtReason(what=what, child=child) for child in those),
            *doubts.reasons(those),
        ),
    )


FULL_TIME = 1.0
LEAST_CAPACITY = 10**-DECIMALS
"""What a capacity is at least, where there is any: the least that is counted."""
