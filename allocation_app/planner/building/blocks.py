"""The model, block by block: what each puts on whom, what bars it, and what it counts for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

from allocation_app.domain.capacity import DECIMALS
from allocation_app.domain.delays.others import workers_in_year
from allocation_app.domain.keeping import NOT_ASKED
from allocation_app.domain.move_rules.asked import families
from allocation_app.domain.people import Child, ChildId
from allocation_app.domain.plan import MarkKind
from allocation_app.domain.proposal import Ask
from allocation_app.planner.building.bars import KEY_EVENT, Bars, Known
from allocation_app.planner.building.groups import Group, apart_of, groups_of
from allocation_app.planner.building.parted import held_still, leave_together
from allocation_app.planner.building.points import Weighing
from allocation_app.planner.building.scene import Scene
from allocation_app.planner.building.worth import Worth
from allocation_app.planner.model import Block, Model
from allocation_app.progress import Progress, no_progress

SIBLINGS = "siblings"
A_WORKER_MORE, MOST_MORE, AN_EVENT = 0.25, 4, 1.0
"""What a change weighs beyond 1: for each worker of the last year after the first, up to so many,
and for a key event that is near."""


def model_of(scene: Scene, progress: Progress = no_progress) -> Model:
    """The request as numbers. Its workers and blocks stand in the order of their ids.

    ``progress`` is only asked whether to go on: this is a small part of what is to be done.
    """
    request = scene.request
    parts = groups_of(scene)
    groups = [
        group
        for group in sorted(chain.from_iterable(parts))
        if request.ask is not Ask.PLACE or not scene.waiting.isdisjoint(group)
    ]
    at = {child: n for n, group in enumerate(groups) for child in group}
    made = _Making(scene=scene, groups=tuple(groups), blocked=frozenset(at))
    blocks = tuple(made.block(group) for group in _watched(groups, progress))
    return Model(
        receivers=tuple(scene.receiver(worker) for worker in scene.workers),
        blocks=held_still(scene, parts, at, blocks),
        barred=tuple(made.barred),
        worth=tuple(made.worths),
        apart=apart_of(scene, at),
        budget={Ask.PLACE: 0, Ask.REBALANCE: request.max_moves, Ask.SAFE: None}[request.ask],
        line=scene.line if request.ask is Ask.SAFE else None,
        is_estimate=leave_together(parts, at, blocks),
    )


def _watched(groups: Iterable[Group], progress: Progress) -> Iterator[Group]:
    for group in groups:
        progress(0, 1)
        yield group


@dataclass(frozen=True, kw_only=True)
class _Making:
    """What all blocks have in common, worked out once."""

    scene: Scene
    groups: tuple[Group, ...]
    blocked: frozenset[ChildId]

    @cached_property
    def weighing(self) -> Weighing:
        return Weighing(scene=self.scene)

    @cached_property
    def bars(self) -> Bars:
        return Bars(scene=self.scene, blocked=self.blocked)

    @cached_property
    def worth(self) -> Worth:
        return Worth(scene=self.scene)

    @cached_property
    def children(self) -> Mapping[ChildId, Child]:
        return self.scene.loads.snapshot.children

    def block(self, group: Group) -> Block:
        scene = self.scene
        waiting = tuple(child for child in group if child in scene.waiting)
        held = {child: scene.stands[child] for child in group if child not in scene.waiting}
        holders = sorted(set(held.values()))
        put = self.weighing.put(group)
        kind, barred, worth_at = self._kind(group)
        churn = {child: self._churn(self.children[child]) for child in held}
        block = Block(
            children=group,
            kind=kind,
            standing=put.standing,
            whole=put.usual,
            whole_at=put.at,
            changes=len(held),
            changes_at={each: sum(held[c] != each for c in held) for each in holders},
            churn=sum(churn.values()),
            churn_at={each: sum(churn[c] for c in held if held[c] != each) for each in holders},
            waiting=waiting,
            urgent=sum(self.scene.by.policy.must_never_wait(self.children[c]) for c in waiting),
            days=sum(scene.waited.get(child, 0) for child in waiting),
            barred=barred,
            worth_at=worth_at,
            kind_alone=kind,
            is_fixed=not waiting and self._is_barred_all(kind, barred),
        )
        return self._with_alone(block) if block.is_split else block

    def _with_alone(self, block: Block) -> Block:
        put = self.weighing.put(block.waiting)
        kind, barred, worth_at = self._kind(block.waiting)
        return replace(
            block,
            alone=put.usual,
            alone_at=put.at,
            standing_alone=put.standing,
            kind_alone=kind,
            barred_alone=barred,
            worth_alone_at=worth_at,
        )

    def _kind(self, group: Group) -> tuple[int, Mapping[int, str], Mapping[int, float]]:
        """The row of these children, and for whom it is otherwise: the code, and the worth."""
        known = [self.bars.known(self.children[child]) for child in group]
        worths = [self.worth.kind(self.children[child]) for child in group]
        kind = self._row(tuple(sorted({each.kind for each in known})), tuple(sorted(worths)))
        return kind, self._barred(group, known, kind), self._worth_at(group, worths)

    def _barred(self, group: Group, known: Sequence[Known], kind: int) -> Mapping[int, str]:
        stands = self.scene.stands
        holders = {stands[child] for child in group if child in stands}
        named = holders.union(*(each.named for each in known))
        found = {worker: self._bar(group, known, worker) for worker in named}
        row = self.barred[kind]
        for worker, code in self._held_by_kin(group).items():
            found[worker] = found.get(worker, row[worker]) or code
        return {each: found[each] for each in sorted(found) if found[each] != row[each]}

    def _bar(self, group: Group, known: Sequence[Known], worker: int) -> str:
        """The first rule that keeps any of these children, as far as they would move."""
        stands, waiting = self.scene.stands, self.scene.waiting
        come = [n for n, child in enumerate(group) if stands.get(child) != worker]
        for n in come:
            is_named = worker in known[n].named
            code = (
                self.bars.bar(self.children[group[n]], worker)
                if is_named
                else self.bars.rows[known[n].kind][worker]
            )
            if code:
                return code
        here = (child for child in group if stands.get(child) == worker)
        return NOT_ASKED if not come or any(child in waiting for child in here) else ""

    def _held_by_kin(self, group: Group) -> Mapping[int, str]:
        """Everybody but the worker with whom a sibling stays who stands there with one of these."""
        stands, waiting = self.scene.stands, self.scene.waiting
        with_whom = {stands[child] for child in group if child in stands and child not in waiting}
        kin = {each for child in group for each in self._kin(child)} - self.blocked - waiting
        stay = {stands[each] for each in kin if each in stands} & with_whom
        if not stay:
            return {}
        return {n: SIBLINGS for n in range(len(self.scene.workers)) if stay != {n}}

    def _kin(self, child: ChildId) -> Iterator[ChildId]:
        """Siblings, and who is marked to be kept together with the child; without who is apart."""
        marked = {mark.beside(child): mark.kind for mark in self.scene.marks.get(child, ())}
        for each in families(self.scene.loads.snapshot)[self.children[child].family_key]:
            if marked.get(each) is not MarkKind.KEEP_APART:
                yield each
        for other, kind in marked.items():
            if kind is MarkKind.KEEP_TOGETHER and other is not None:
                yield other

    def _worth_at(self, group: Group, worths: Sequence[int]) -> Mapping[int, float]:
        """What is otherwise for who knows some of them, or has some: those do not come."""
        stands = self.scene.stands
        named = [self.worth.by_name(child) for child in group]
        workers = {stands[child] for child in group if child in stands}.union(*named)
        return {
            worker: round(
                sum(
                    self.worth.rows[worths[n]][worker] + named[n].get(worker, 0.0)
                    for n, child in enumerate(group)
                    if stands.get(child) != worker
                ),
                DECIMALS,
            )
            for worker in sorted(workers)
        }

    def _churn(self, child: Child) -> float:
        """What a change of worker weighs for this child."""
        known = workers_in_year(self.scene.today, child.id)
        more = max(len(known), child.workers_in_year or 0) - 1
        weight = 1.0 + A_WORKER_MORE * max(0, min(MOST_MORE, more))
        # Where the rule is kept, who is near an event is not moved at all.
        is_near = not self.bars.is_asked(KEY_EVENT, child) and self.bars.is_near_event(child)
        return weight + (AN_EVENT if is_near else 0.0)

    # --------------------------------------------------------------------- the rows of all blocks

    @cached_property
    def barred(self) -> list[tuple[str, ...]]:
        return []

    @cached_property
    def worths(self) -> list[tuple[float, ...]]:
        return []

    def _row(self, bars: tuple[int, ...], worths: tuple[int, ...]) -> int:
        """The number of the row for children of these kinds, who go together."""
        if (bars, worths) not in self._rows:
            self._rows[bars, worths] = len(self.barred)
            self.barred.append(self._barred_row(bars))
            self.worths.append(self._worth_row(worths))
        return self._rows[bars, worths]

    def _barred_row(self, kinds: tuple[int, ...]) -> tuple[str, ...]:
        if len(kinds) == 1:
            return self.bars.rows[kinds[0]]
        if kinds not in self._barred_rows:
            rows = zip(*(self.bars.rows[kind] for kind in kinds), strict=True)
            self._barred_rows[kinds] = tuple(next(filter(None, codes), "") for codes in rows)
        return self._barred_rows[kinds]

    def _worth_row(self, kinds: tuple[int, ...]) -> tuple[float, ...]:
        if len(kinds) == 1:
            return self.worth.rows[kinds[0]]
        if kinds not in self._worth_rows:
            rows = zip(*(self.worth.rows[kind] for kind in kinds), strict=True)
            self._worth_rows[kinds] = tuple(round(sum(amounts), DECIMALS) for amounts in rows)
        return self._worth_rows[kinds]

    def _is_barred_all(self, kind: int, barred: Mapping[int, str]) -> bool:
        if kind not in self._open:
            row = self.barred[kind]
            self._open[kind] = tuple(n for n, code in enumerate(row) if not code)
        return all(map(barred.get, self._open[kind])) and all(barred.values())

    @cached_property
    def _rows(self) -> dict[tuple[tuple[int, ...], tuple[int, ...]], int]:
        return {}

    @cached_property
    def _barred_rows(self) -> dict[tuple[int, ...], tuple[str, ...]]:
        return {}

    @cached_property
    def _worth_rows(self) -> dict[tuple[int, ...], tuple[float, ...]]:
        return {}

    @cached_property
    def _open(self) -> dict[int, tuple[int, ...]]:
        return {}
