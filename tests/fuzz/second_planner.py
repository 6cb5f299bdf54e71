"""The best plan of a small team, found by looking at every plan there is.

Written from the order in words, on the `Paper`; it knows neither model nor solver.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from paper import Paper

from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.plan import MarkKind
from allocation_app.domain.proposal import Ask

Moves = Mapping[ChildId, WorkerId]
MOST = 60_000
"""So many ways to stand are looked at, of one team, at the most."""


class TooManyError(Exception):
    """There are more plans than can be looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How a plan, or some families of it, stand: what counts, and nothing else."""

    points: tuple[float, ...]
    changes: int
    left: tuple[int, int]
    received: tuple[bool, ...]
    marked: tuple[tuple[ChildId, WorkerId | None, bool], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Best:
    """What no plan beats. ``loads`` from the heaviest down, None where more would decide."""

    worst: float | None
    left: tuple[int, int]
    changes: int
    loads: tuple[float, ...] | None
    is_reached: bool = True


@dataclass(frozen=True, kw_only=True)
class SecondPlanner:
    """Every plan of one case, by counting."""

    paper: Paper

    @cached_property
    def groups(self) -> tuple[tuple[ChildId, ...], ...]:
        """Siblings, and who is marked to be kept together: they have one worker, or stay."""
        paper, groups = self.paper, list[set[ChildId]]()
        for child in sorted(paper.free):
            each = paper.children[child]
            apart = paper.marked(child, MarkKind.KEEP_APART)
            together = paper.marked(child, MarkKind.KEEP_TOGETHER)
            near = [
                group
                for group in groups
                if any(
                    other in together
                    or (paper.children[other].family_key == each.family_key and other not in apart)
                    for other in group
                )
            ]
            groups = [group for group in groups if group not in near]
            groups.append({child}.union(*near))
        return tuple(tuple(sorted(group)) for group in groups)

    @property
    def is_plain(self) -> bool:
        """Whether marks to keep apart leave no doubt: who has one stands with their whole group.

        The planner keeps whole groups apart, and so a part of one from where the rest is; and of
        siblings who are to be kept apart, and are not, it moves some only.
        """
        return not any(len(groups) > 1 for groups in self.clusters) and not any(
            self.paper.marked(child, MarkKind.KEEP_APART) & set(group) or self._is_mixed(group)
            for group in self.groups
            for child in group
            if self.paper.marked(child, MarkKind.KEEP_APART)
        )

    def _is_mixed(self, group: tuple[ChildId, ...]) -> bool:
        waiting = [child in self.paper.waiting for child in group]
        places = {self.paper.standing.get(child, ("",))[0] for child in group}
        return any(waiting) is not all(waiting) or (not all(waiting) and len(places) > 1)

    @cached_property
    def clusters(self) -> tuple[tuple[tuple[ChildId, ...], ...], ...]:
        """Groups that share a family: what they weigh depends on one another."""
        found = list[tuple[set[str], list[tuple[ChildId, ...]]]]()
        for group in self.groups:
            families = {self.paper.children[child].family_key for child in group}
            near = [each for each in found if each[0] & families]
            found = [each for each in found if each not in near]
            found.append(
                (
                    families.union(*(each[0] for each in near)),
                    [*(each for several in near for each in several[1]), group],
                )
            )
        return tuple(tuple(groups) for _, groups in found)

    def options(self, group: tuple[ChildId, ...]) -> Iterator[Moves]:
        """To stay, to go to one worker whole, or (who waits of it) to go alone."""
        seen = list[Moves]()
        waiting = tuple(child for child in group if child in self.paper.waiting)
        for part in dict.fromkeys((group, waiting)):
            for worker in self.paper.receivers:
                moves = {child: worker for child in part if not self._is_with(child, worker)}
                if moves and moves not in seen and self._is_allowed(part, moves, worker):
                    seen.append(moves)
        return iter(({}, *seen))

    def _is_with(self, child: ChildId, worker: WorkerId) -> bool:
        return self.paper.standing.get(child, (None,))[0] == worker

    def _is_allowed(self, part: tuple[ChildId, ...], moves: Moves, worker: WorkerId) -> bool:
        request = self.paper.case.request
        if request.among is not None and worker not in request.among:
            return False
        if any(child in self.paper.waiting and child not in moves for child in part):
            return False  # to be given another worker, and would stay
        if self._ties(part) - {worker}:
            return False
        return not any(self.paper.against(child, worker) for child in moves)

    def _ties(self, part: tuple[ChildId, ...]) -> set[WorkerId]:
        """With whom some of these stand beside a sibling who stays there: none of them leaves."""
        paper = self.paper
        kin = {each for child in part for each in paper.staying_kin(child)}
        held = [child for child in part if child not in paper.waiting]
        theirs = {paper.standing[child][0] for child in held if child in paper.standing}
        return theirs & {paper.standing[each][0] for each in kin if each in paper.standing}

    @cached_property
    def base(self) -> tuple[float, ...]:
        """What stands on each receiver before anything is moved."""
        paper = self.paper
        return tuple(paper.points(each, paper.standing, paper.children) for each in paper.receivers)

    def ways(self, cluster: tuple[tuple[ChildId, ...], ...]) -> Iterator[Way]:
        """Every way in which these groups can stand together."""
        paper = self.paper
        families = {paper.children[child].family_key for group in cluster for child in group}
        kin = [c for c, each in paper.children.items() if each.family_key in families]
        before = [paper.points(each, paper.standing, kin) for each in paper.receivers]
        options = [tuple(self.options(group)) for group in cluster]
        waiting = {child for group in cluster for child in group if child in paper.waiting}
        for several in product(*options):
            moves = {child: worker for each in several for child, worker in each.items()}
            after = paper.moved(moves)
            left = [child for child in waiting if child not in moves]
            never = paper.case.by.policy.must_never_wait
            yield Way(
                points=tuple(
                    round(paper.points(each, after, kin) - was, 6)
                    for each, was in zip(paper.receivers, before, strict=True)
                ),
                changes=sum(child not in paper.waiting for child in moves),
                left=(sum(never(paper.children[child]) for child in left), len(left)),
                received=tuple(each in moves.values() for each in paper.receivers),
                marked=tuple(
                    (child, after.get(child, (None,))[0], child in moves)
                    for child in sorted(kin)
                    if paper.marked(child, MarkKind.KEEP_APART)
                ),
            )

    @cached_property
    def plans(self) -> tuple[Way, ...]:
        """Every plan of the team, those that weigh the same told once."""
        found = {Way(points=self.base, changes=0, left=(0, 0), received=(), marked=()): None}
        for cluster in self.clusters:
            ways = list(dict.fromkeys(self.ways(cluster)))
            if len(found) * len(ways) > MOST:
                raise TooManyError
            found = {_beside(plan, way): None for plan in found for way in ways}
        fixed = [child for child in self.paper.children if child not in self.paper.free]
        stay = tuple((child, self.paper.standing.get(child, (None,))[0], False) for child in fixed)
        return tuple(plan for plan in found if self._keeps(plan, stay))

    def _keeps(self, plan: Way, fixed: tuple[tuple[ChildId, WorkerId | None, bool], ...]) -> bool:
        """Whether nobody comes to whom they are kept apart from, and nobody gets too much."""
        where = {child: (worker, is_moved) for child, worker, is_moved in (*fixed, *plan.marked)}
        later = {move.child: move.to for move in self.paper.case.plan.moves}
        for child, (worker, is_moved) in where.items():
            for other in self.paper.marked(child, MarkKind.KEEP_APART) if is_moved else ():
                if worker in {where.get(ChildId(other), ("",))[0], later.get(ChildId(other))}:
                    return False
        return not any(
            is_taken and points > most + 1e-6
            for is_taken, points, most in zip(plan.received, plan.points, self.most, strict=False)
        )

    @cached_property
    def capacities(self) -> tuple[float, ...]:
        paper = self.paper
        return tuple(paper.capacity(paper.staff[each], paper.day) for each in paper.receivers)

    @cached_property
    def most(self) -> tuple[float, ...]:
        """So many points may stand on whoever receives somebody."""
        paper, request, found = self.paper, self.paper.case.request, list[float]()
        for name, points, capacity in zip(paper.receivers, self.base, self.capacities, strict=True):
            is_bound = request.limit is not None or name not in paper.team
            most = paper.line * capacity if is_bound else float("inf")
            if request.is_no_one_worse:
                most = min(most, max(points, paper.case.by.policy.headroom_to * capacity))
            found.append(most)
        return tuple(found)

    def loads(self, plan: Way) -> tuple[float, ...]:
        """Shares of capacity, from the heaviest down."""
        shares = (p / c for p, c in zip(plan.points, self.capacities, strict=True))
        return tuple(sorted((round(share, 6) for share in shares), reverse=True))

    def best(self) -> Best:
        """What no plan of this request beats, by the order that was decided."""
        if self.paper.case.request.ask is Ask.SAFE:
            return self._safest()
        budget = self.paper.case.request.max_moves or 0
        asked = [plan for plan in self.plans if plan.changes <= budget]
        left = min(plan.left for plan in asked)
        asked = [plan for plan in asked if plan.left == left]
        worst = min((self.loads(plan)[:1] for plan in asked), default=())
        asked = [plan for plan in asked if self.loads(plan)[:1] == worst]
        loads = min(map(self.loads, asked))
        return Best(
            worst=worst[0] if worst else None,
            left=left,
            changes=min(plan.changes for plan in asked if self.loads(plan) == loads),
            loads=loads if left == (0, 0) else None,  # else it counts who has waited longest
        )

    def _safest(self) -> Best:
        line = self.paper.line
        left = min(plan.left for plan in self.plans)
        asked = [plan for plan in self.plans if plan.left == left]
        under = [plan for plan in asked if all(each <= line + 1e-9 for each in self.loads(plan))]
        if under:
            changes = min(plan.changes for plan in under)
            return Best(worst=None, left=left, changes=changes, loads=None)
        worst = min(self.loads(plan)[0] for plan in asked)
        return Best(
            worst=worst,
            left=left,
            changes=min(plan.changes for plan in asked if self.loads(plan)[0] == worst),
            loads=None,
            is_reached=False,
        )


def _beside(plan: Way, way: Way) -> Way:
    points = zip(plan.points, way.points, strict=True)
    received = plan.received or (False,) * len(way.received)
    return Way(
        points=tuple(round(one + other, 6) for one, other in points),
        changes=plan.changes + way.changes,
        left=(plan.left[0] + way.left[0], plan.left[1] + way.left[1]),
        received=tuple(one or other for one, other in zip(received, way.received, strict=True)),
        marked=(*plan.marked, *way.marked),
    )
