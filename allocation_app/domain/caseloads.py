"""What a plan amounts to: the holder of each child, the load of each worker, who waits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache, partial

from allocation_app.domain.beside import Beside, beside, changed_beside, co_workers
from allocation_app.domain.capacity import DECIMALS, CapacitySum
from allocation_app.domain.people import (
    Child,
    ChildId,
    Involvement,
    Spell,
    TeamId,
    Worker,
    WorkerId,
)
from allocation_app.domain.plan import Move, Plan
from allocation_app.domain.policy import Band, CaseType, Policy, Weights
from allocation_app.domain.snapshot import IMPORTS_KEPT, Snapshot
from allocation_app.domain.weighing import CasePoints, Scales


class Reason(StrEnum):
    """Why a child counts as unallocated."""

    NO_WORKER = "no_worker"
    DUTY = "duty"
    TEAM = "team"
    MANAGER = "manager"
    LEAVER = "leaver"
    NOT_STARTED = "not_started"
    PERSONAL_ADVISER = "personal_adviser"


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """One worker's caseload: children held (co-worked ones apart), points, capacity, band.

    ``utilisation`` is points as a share of capacity, None where there is no capacity.
    """

    worker: WorkerId
    children: tuple[ChildId, ...]
    co_worked: tuple[ChildId, ...]
    families: int
    points: float
    capacity: float
    utilisation: float | None
    band: Band
    is_fte_assumed: bool

    @property
    def has_cases(self) -> bool:
        """Whether any child is held or co-worked."""
        return bool(self.children or self.co_worked)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many children, and of how many families: a case is a child, a visit often a family."""

    children: int
    families: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Caseloads:
    """A plan worked out. ``snapshot`` are the import's facts with the plan's changes of staff.

    ``spells`` is the case-holding spell of each child, as the plan has it; ``imported`` is the same
    as it was before the plan, and ``moves`` the move that counts of each child that it takes
    elsewhere. ``beside`` has each child's co-workers and advisers, past ones
    too; ``replanned`` names every child of whom the plan changes the holder or who is beside it.
    ``unallocated`` maps each child without a case holder to the reason. ``unreadable`` are those
    whose worker could not be read, and whom no move has placed: they are neither held nor
    unallocated, nobody knows.

    ``case_holders`` are the people over whom the load is shared out: those who can hold cases and
    are on the staff list, or have an open case by the import or the plan. A name that is met only
    as a child's past worker is nobody's colleague today.
    """

    plan: Plan
    snapshot: Snapshot
    policy: Policy
    imported: Mapping[ChildId, Spell]
    moves: Mapping[ChildId, Move]
    spells: Mapping[ChildId, Spell]
    loads: Mapping[WorkerId, Load]
    unallocated: Mapping[ChildId, Reason]
    unreadable: tuple[ChildId, ...]
    case_holders: tuple[Worker, ...]
    beside: Beside
    replanned: frozenset[ChildId]

    def holder(self, child: ChildId) -> Worker | None:
        """Under whose name the child stands (which may be a duty tray), None if nobody's."""
        spell = self.spells.get(child)
        return None if spell is None else self.snapshot.workers[spell.worker]

    def families(self, children: Iterable[ChildId]) -> int:
        """How many families (sibling groups) these children belong to."""
        return len({self.snapshot.children[child].family_key for child in children})

    def case_points(self, worker: WorkerId) -> tuple[CasePoints, ...]:
        """The sum behind a worker's points: a line per child, heaviest first."""
        load = self.loads[worker]
        scales = Scales(snapshot=self.snapshot, policy=self.policy, spells=self.spells)
        return tuple(scales.lines(load.children, load.co_worked))

    def capacity_sum(self, worker: WorkerId) -> CapacitySum:
        """The sum behind a worker's capacity on the day of the import."""
        return self.policy.capacity_sum(self.snapshot.workers[worker], self.snapshot.as_at)

    def mix(self, children: Iterable[ChildId]) -> Mapping[CaseType, Counted]:
        """What these children's cases are, by kind, in the order of the kinds.

        A family counts once with each kind that one of its children is of.
        """
        as_at, found = self.snapshot.as_at, dict[CaseType, list[Child]]()
        for child_id in children:
            child = self.snapshot.children[child_id]
            found.setdefault(self.policy.case_type(child, as_at), []).append(child)
        return {
            case: Counted(
                children=len(found[case]), families=len({each.family_key for each in found[case]})
            )
            for case in CaseType
            if case in found
        }

    def load_with(
        self,
        child: ChildId,
        worker: WorkerId,
        involvement: Involvement = Involvement.CASE_HOLDER,
    ) -> Load:
        """What this worker would carry if the child came to them today, as `caseloads` has it.

        Only the child's family is weighed again: what else is held weighs what it did. An adviser
        carries no points.
        """
        if involvement is Involvement.CASE_HOLDER:
            return self.load_with_all((child,), worker)
        load = self.loads[worker]
        is_new = involvement is Involvement.CO_WORKER and child not in load.co_worked
        return self._load_beside(child, load) if is_new else load

    def load_with_all(self, moved: Iterable[ChildId], worker: WorkerId) -> Load:
        """The same of several children, who come at once; those who are there stay."""
        load, children = self.loads[worker], self.snapshot.children
        held = frozenset(load.children)
        come = [child for child in dict.fromkeys(moved) if child not in held]
        if not come:
            return load
        families = {children[child].family_key for child in come}
        kin = [child for child in load.children if children[child].family_key in families]
        spells = {child: self.spells[child] for child in kin}
        for child in come:
            known = self.imported.get(child)
            is_back = known is not None and known.worker == worker
            given = Spell(child=child, worker=worker, start=self.snapshot.as_at)
            spells[child] = known if known is not None and is_back else given
        scales = Scales(snapshot=self.snapshot, policy=self.policy, spells=spells)
        own = [child for child in load.co_worked if child in spells]
        change = sum(line.points for line in scales.lines([*kin, *come], ()))
        change -= sum(line.points for line in scales.lines(kin, own))
        points = round(load.points + change, DECIMALS)
        utilisation = self.policy.utilisation(points, load.capacity)
        return replace(
            load,
            children=(*load.children, *come),
            co_worked=tuple(child for child in load.co_worked if child not in spells),
            families=load.families + len(families - {children[child].family_key for child in kin}),
            points=points,
            utilisation=utilisation,
            band=self.policy.bands.of(utilisation, points),
        )

    def _load_beside(self, child: ChildId, load: Load) -> Load:
        if child in load.children:
            return load
        scales = Scales(snapshot=self.snapshot, policy=self.policy, spells=self.spells)
        points = load.points + sum(line.points for line in scales.lines((), [child]))
        points = round(points, DECIMALS)
        utilisation = self.policy.utilisation(points, load.capacity)
        return replace(
            load,
            co_worked=(*load.co_worked, child),
            points=points,
            utilisation=utilisation,
            band=self.policy.bands.of(utilisation, points),
        )

    def reweighed(
        self, weights: Weights, workers: Iterable[WorkerId] | None = None
    ) -> Mapping[WorkerId, Load]:
        """The loads of case holders (of all, if none are named) if cases weighed otherwise."""
        scales = Scales(
            snapshot=self.snapshot,
            policy=replace(self.policy, weights=weights),
            spells=self.spells,
        )
        wanted = (worker.id for worker in self.case_holders) if workers is None else workers
        held = [(self.snapshot.workers[worker], self.loads[worker]) for worker in wanted]
        return {
            worker.id: _load(scales, worker, load.children, load.co_worked) for worker, load in held
        }


def caseloads(plan: Plan, policy: Policy) -> Caseloads:
    """Work a plan out; only the workers whom a move or a co-worker touches are computed again.

    A move to the worker under whom the child already stands changes nothing.
    """
    snapshot = plan.facts
    base = _imported(snapshot, policy)
    counting = {move.child: move for move in plan.moves}
    moves = {child: move for child, move in counting.items() if not base.is_with(child, move.to)}
    spells, unallocated = dict(base.spells), dict(base.unallocated)
    involved = changed_beside(base.beside, plan.involvements, snapshot.as_at)
    touched: dict[WorkerId, list[Spell]] = {}
    for child, move in moves.items():
        before = spells.pop(child, None)
        if before is not None:
            touched.setdefault(before.worker, [])
        if move.to is not None:
            start = move.effective or snapshot.as_at
            spells[child] = Spell(child=child, worker=move.to, start=start)
            touched.setdefault(move.to, []).append(spells[child])
        unallocated.pop(child, None)
        day = max(move.effective or snapshot.as_at, snapshot.as_at)
        reason = why_unallocated(snapshot.children[child], move.to, snapshot, day)
        if reason is not None:
            unallocated[child] = reason
    loads = dict(base.loads)
    for child, now in involved.items():
        for worker in co_workers((*base.beside.get(child, ()), *now), snapshot.as_at):
            touched.setdefault(worker, [])
    for worker, received in touched.items():
        kept = tuple(child for child in base.loads[worker].children if child not in moves)
        co_worked = (
            *(child for child in base.co_worked.get(worker, ()) if child not in involved),
            *(c for c, now in involved.items() if worker in co_workers(now, snapshot.as_at)),
        )
        loads[worker] = base.load_of(worker, kept, tuple(received), co_worked)
    return Caseloads(
        plan=plan,
        snapshot=snapshot,
        policy=policy,
        imported=base.spells,
        moves=moves,
        spells=spells,
        loads=loads,
        unallocated=unallocated,
        unreadable=tuple(child for child in base.unreadable if child not in moves),
        case_holders=tuple(
            worker
            for worker in snapshot.workers.values()
            if worker.holds_cases
            and (worker.is_listed or base.loads[worker.id].has_cases or loads[worker.id].has_cases)
        ),
        beside={**base.beside, **involved} if involved else base.beside,
        replanned=frozenset((*moves, *involved)),
    )


def is_of_team(child: Child, loads: Caseloads, team: TeamId) -> bool:
    """Whether a child is one of this team: by its own team, else by its worker's."""
    if child.team is not None:
        return child.team == team
    holder = loads.holder(child.id)
    return holder is not None and holder.team == team


LoadOf = Callable[[WorkerId, tuple[ChildId, ...], tuple[Spell, ...], tuple[ChildId, ...]], Load]
"""What a worker carries with the children who stay, those who come, and those worked beside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Imported:
    """The import itself, worked out once: what every plan on it begins from.

    ``load_of`` keeps the last two answers a worker: what one plan has beside the next is looked at
    again and again, and most of those whom a plan touches carry the same in both.
    """

    spells: Mapping[ChildId, Spell]
    loads: Mapping[WorkerId, Load]
    unallocated: Mapping[ChildId, Reason]
    unreadable: tuple[ChildId, ...]
    beside: Beside
    co_worked: Mapping[WorkerId, tuple[ChildId, ...]]
    load_of: LoadOf

    def is_with(self, child: ChildId, worker: WorkerId | None) -> bool:
        """Whether the child stands under this worker already."""
        return worker is not None and child in self.spells and self.spells[child].worker == worker


@lru_cache(maxsize=IMPORTS_KEPT)
def _imported(snapshot: Snapshot, policy: Policy) -> _Imported:
    spells = snapshot.holding_spells()
    held: dict[WorkerId, list[ChildId]] = {worker: [] for worker in snapshot.workers}
    for spell in spells.values():
        held[spell.worker].append(spell.child)
    co_worked: dict[WorkerId, dict[ChildId, None]] = {}
    known = beside(snapshot)
    for child_id, others in known.items():
        for worker_id in co_workers(others, snapshot.as_at):
            co_worked.setdefault(worker_id, {})[child_id] = None
    scales = Scales(snapshot=snapshot, policy=policy, spells=spells)
    unallocated: dict[ChildId, Reason] = {}
    unreadable: list[ChildId] = []
    for child in snapshot.children.values():
        holder = spells[child.id].worker if child.id in spells else None
        if holder is None and not child.is_holder_told:
            unreadable.append(child.id)
            continue
        reason = why_unallocated(child, holder, snapshot)
        if reason is not None:
            unallocated[child.id] = reason
    return _Imported(
        spells=spells,
        loads={
            worker.id: _load(scales, worker, held[worker.id], co_worked.get(worker.id, ()))
            for worker in snapshot.workers.values()
        },
        unallocated=unallocated,
        unreadable=tuple(unreadable),
        beside=known,
        co_worked={worker: tuple(children) for worker, children in co_worked.items()},
        load_of=lru_cache(maxsize=2 * len(snapshot.workers))(partial(_load_of, scales)),
    )


def _load_of(
    imported: Scales,
    worker: WorkerId,
    kept: tuple[ChildId, ...],
    received: tuple[Spell, ...],
    co_worked: tuple[ChildId, ...],
) -> Load:
    spells = {child: imported.spells[child] for child in kept}
    spells |= {spell.child: spell for spell in received}
    scales = replace(imported, spells=spells)
    return _load(scales, imported.snapshot.workers[worker], spells, co_worked)


def why_unallocated(
    child: Child, holder: WorkerId | None, snapshot: Snapshot, day: date | None = None
) -> Reason | None:
    """Why this child has no case holder while it stands under this name, None where it has one.

    Somebody whose first day in post lies after ``day`` (a planned move's; else that of the import)
    holds nobody yet.
    """
    if holder is None:
        return Reason.NO_WORKER
    worker = snapshot.workers[holder]
    if worker.role is not None and not worker.role.holds_cases:
        return Reason(worker.role.value)
    if worker.has_left(snapshot.as_at):
        return Reason.LEAVER
    if not worker.has_begun(snapshot.as_at if day is None else day):
        return Reason.NOT_STARTED
    return None if Policy.is_allocated_to(child, worker) else Reason.PERSONAL_ADVISER


def _load(
    scales: Scales, worker: Worker, held: Iterable[ChildId], co_worked: Iterable[ChildId]
) -> Load:
    """One worker's caseload; nobody co-works with themselves."""
    snapshot, policy, held = scales.snapshot, scales.policy, tuple(held)
    own = set(held)
    co_worked = tuple(child for child in co_worked if child not in own)
    points = round(sum(line.points for line in scales.lines(held, co_worked)), DECIMALS)
    capacity = policy.capacity(worker, snapshot.as_at)
    utilisation = policy.utilisation(points, capacity)
    return Load(
        worker=worker.id,
        children=held,
        co_worked=co_worked,
        families=len({snapshot.children[child].family_key for child in held}),
        points=points,
        capacity=capacity,
        utilisation=utilisation,
        band=policy.bands.of(utilisation, points),
        is_fte_assumed=worker.fte_on(snapshot.as_at) is None,
    )
