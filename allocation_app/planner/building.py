"""The model of a request: from a plan and the rules to receivers, blocks and options."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import inf

from allocation_app.domain.ahead import on_day
from allocation_app.domain.capacity import DECIMALS
from allocation_app.domain.caseloads import Caseloads, caseloads
from allocation_app.domain.effects import Measured
from allocation_app.domain.move_rules import RULES, barred
from allocation_app.domain.move_rules.asked import Asked
from allocation_app.domain.people import Child, ChildId, Spell, Worker, WorkerId
from allocation_app.domain.pins import why_pinned
from allocation_app.domain.plan import Move, Plan
from allocation_app.domain.proposal import KEPT_RULES, OF_WHO_IS_HELD, OWN_TEAM, Ask, Request
from allocation_app.domain.staffing import DAY
from allocation_app.domain.weighing import Scales
from allocation_app.planner.model import Block, Model, Receiver

NOT_ASKED = "not_asked"
JUST_BELOW = 1e-6


def build(plan: Plan, request: Request, by: Measured) -> Model:
    """The request as numbers. Its workers and blocks stand in the order of their ids."""
    return model_of(Scene(plan=plan, request=request, by=by))


def model_of(scene: Scene) -> Model:
    """The same of a request that is looked at already."""
    request = scene.request
    blocks = tuple(scene.blocks())
    return Model(
        receivers=tuple(scene.receiver(worker) for worker in scene.workers),
        blocks=blocks,
        barred=(("",) * len(scene.workers),),
        worth=((0.0,) * len(scene.workers),),
        budget={Ask.PLACE: 0, Ask.REBALANCE: request.max_moves, Ask.SAFE: None}[request.ask],
        line=scene.line if request.ask is Ask.SAFE else None,
    )


@dataclass(frozen=True, kw_only=True)
class Scene:
    """What a request is about: the plan on its day, whose load is balanced, who may be moved."""

    plan: Plan
    request: Request
    by: Measured

    @cached_property
    def loads(self) -> Caseloads:
        """The plan as it will be seen on the day that is asked about."""
        day = self.request.day or self.plan.snapshot.as_at
        return caseloads(on_day(self.plan, day), self.by.policy)

    @property
    def day(self) -> date:
        """When the moves take effect."""
        return self.loads.snapshot.as_at

    @cached_property
    def line(self) -> float:
        """The share of capacity that everybody is to keep to."""
        if self.request.limit is not None:
            return self.request.limit
        return self.by.policy.bands.over - JUST_BELOW

    @cached_property
    def workers(self) -> tuple[Worker, ...]:
        """Case holders with capacity, of the team that is asked about, by id."""
        found = (
            worker
            for worker in self.loads.case_holders
            if self.request.team in {None, worker.team}
            and self.loads.loads[worker.id].utilisation is not None
        )
        return tuple(sorted(found, key=lambda worker: worker.id))

    @cached_property
    def number(self) -> Mapping[WorkerId, int]:
        """The place of each worker in the model."""
        return {worker.id: n for n, worker in enumerate(self.workers)}

    def effective(self, child: ChildId) -> date | None:
        """When a move of this child takes effect: the day asked about, or once its holder left."""
        spell, as_at = self.loads.spells.get(child), self.plan.snapshot.as_at
        last = None if spell is None else self.loads.snapshot.workers[spell.worker].last_day
        if last is not None and as_at <= last < self.day - DAY:
            return last + DAY
        return self.request.day

    def receiver(self, worker: Worker) -> Receiver:
        """A worker as the model has them."""
        load = self.loads.loads[worker.id]
        cap = inf if self.request.limit is None else self.request.limit * load.capacity
        if self.request.is_no_one_worse:
            cap = min(cap, max(load.points, self.by.policy.headroom_to * load.capacity))
        return Receiver(id=worker.id, capacity=load.capacity, points=load.points, cap=cap)

    def waits(self, child: Child) -> bool:
        """Whether the child is to get a worker: nobody has it, or whoever has it can carry none."""
        if self.request.children:
            return child.id in self.request.children
        spell = self.loads.spells.get(child.id)
        gone = spell is not None and self.loads.loads[spell.worker].utilisation is None
        return (child.id in self.loads.unallocated or gone) and (
            self.request.team in {None, child.team}
        )

    def _is_free(self, child: Child) -> bool:
        """Whether the request may touch this child."""
        if child.id in self.loads.moves or child.id in self.loads.unreadable:
            return False
        if self.waits(child):
            return True
        spell = self.loads.spells.get(child.id)
        is_held = spell is not None and spell.worker in self.number
        return is_held and child.id not in self.loads.unallocated

    def blocks(self) -> Iterator[Block]:
        """Whom the request may move, family by family."""
        families: dict[str, list[ChildId]] = {}
        for child in sorted(self.loads.snapshot.children.values(), key=lambda each: each.id):
            if self._is_free(child):
                families.setdefault(child.family_key, []).append(child.id)
        for children in sorted(families.values()):
            yield self._block(tuple(children))

    def _block(self, children: tuple[ChildId, ...]) -> Block:
        snapshot = self.loads.snapshot
        waiting = tuple(each for each in children if self.waits(snapshot.children[each]))
        held = {each: self._holder(each) for each in children if each not in waiting}
        holders = {worker for worker in held.values() if worker is not None}
        standing = {each: self._points(each, ()) for each in range(len(self.workers))}
        whole = {
            each: self._points(each, children) - self._points(each, (), without=children)
            for each in range(len(self.workers))
        }
        return Block(
            children=children,
            kind=0,
            standing={
                each: amount - self._points(each, (), without=children)
                for each, amount in standing.items()
                if each in holders
            },
            whole_at=whole,
            changes=len(held),
            changes_at={each: sum(held[c] != each for c in held) for each in holders},
            churn=float(len(held)),
            churn_at={each: float(sum(held[c] != each for c in held)) for each in holders},
            waiting=waiting,
            alone_at={
                each: self._points(each, waiting) - standing[each]
                for each in range(len(self.workers))
            },
            urgent=sum(self.by.policy.must_never_wait(snapshot.children[c]) for c in waiting),
            barred=self._barred(children, held),
            barred_alone=self._barred(waiting, {}),
        )

    def _holder(self, child: ChildId) -> int | None:
        spell = self.loads.spells.get(child)
        return None if spell is None else self.number.get(spell.worker)

    def _points(
        self, worker: int, come: Sequence[ChildId], without: Iterable[ChildId] = ()
    ) -> float:
        """What the worker carries with these children too."""
        load = self.loads.loads[self.workers[worker].id]
        gone = set(without) - set(come)
        held = [child for child in load.children if child not in gone]
        held += [child for child in come if child not in held]
        spells = dict(self.loads.spells)
        for child in come:
            if child not in load.children:
                who = self.workers[worker].id
                spells[child] = Spell(child=child, worker=who, start=self.day)
        scales = Scales(snapshot=self.loads.snapshot, policy=self.by.policy, spells=spells)
        beside = [child for child in load.co_worked if child not in held]
        return round(sum(line.points for line in scales.lines(held, beside)), DECIMALS)

    def _move(self, child: ChildId, worker: int) -> Move:
        return Move(child=child, to=self.workers[worker].id, effective=self.request.day)

    def _barred(
        self, children: Sequence[ChildId], held: Mapping[ChildId, int | None]
    ) -> dict[int, str]:
        found: dict[int, str] = {}
        for child in children:
            hard = barred(self.loads, child, self.workers)
            for n, worker in enumerate(self.workers):
                if held.get(child) == n or found.get(n):
                    continue
                bar = hard.get(worker.id)
                found[n] = bar.value if bar is not None else self._kept(child, n)
        return found

    def _kept(self, child: ChildId, worker: int) -> str:
        """The first rule that warns of this move, of those that a suggestion keeps."""
        who, sought = self.workers[worker], self.loads.snapshot.children[child]
        if self.request.among is not None and who.id not in self.request.among:
            return NOT_ASKED
        move = self._move(child, worker)
        with_it = caseloads(self.loads.plan.with_move(move), self.by.policy)
        asked = Asked(loads=with_it, move=move, pin=why_pinned(self.loads, child), by=self.by)
        for code in KEPT_RULES:
            if code in self.request.set_aside or (code in OF_WHO_IS_HELD and self.waits(sought)):
                continue
            if code == OWN_TEAM:
                if None not in {who.team, sought.team} and who.team != sought.team:
                    return code
            elif any(not why.missing for why in RULES[code](asked)):
                return code
        return ""
