"""What a plan amounts to: the holder of each child, the load of each worker, who waits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from allocation_app.domain.people import (
    Child,
    ChildId,
    Involvement,
    Role,
    Spell,
    Worker,
    WorkerId,
)
from allocation_app.domain.plan import Plan
from allocation_app.domain.policy import DECIMALS, Band, CaseType, Part, Policy
from allocation_app.domain.snapshot import Snapshot


class Reason(StrEnum):
    """Why a child counts as unallocated."""

    NO_WORKER = "no_worker"
    DUTY = "duty"
    TEAM = "team"
    MANAGER = "manager"
    LEAVER = "leaver"
    PERSONAL_ADVISER = "personal_adviser"


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePoints:
    """What one child counts for with one worker, and why: weight, parts, and their sum."""

    child: ChildId
    case_type: CaseType
    weight: float
    parts: Mapping[Part, float]
    points: float
    is_held: bool = True


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Caseloads:
    """A plan worked out. ``spells`` is the case-holding spell of each child, as the plan has it.

    ``unallocated`` maps each child without a case holder to the reason. A child whose worker could
    not be read is in neither: nobody knows (`unreadable`).
    """

    plan: Plan
    policy: Policy
    spells: Mapping[ChildId, Spell]
    loads: Mapping[WorkerId, Load]
    unallocated: Mapping[ChildId, Reason]

    @property
    def snapshot(self) -> Snapshot:
        """The import that the plan is made on."""
        return self.plan.snapshot

    @property
    def unreadable(self) -> tuple[ChildId, ...]:
        """Children whose worker could not be read, and whom no move has placed since."""
        return tuple(
            child.id
            for child in self.snapshot.children.values()
            if not child.is_holder_readable and child.id not in self.spells
        )

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
        held = [self.snapshot.children[child] for child in load.children]
        co_worked = [self.snapshot.children[child] for child in load.co_worked]
        return tuple(_lines(held, co_worked, self.spells, self.policy, self.snapshot.as_at))


def caseloads(plan: Plan, policy: Policy) -> Caseloads:
    """Work a plan out; only the workers whom a move touches are computed again."""
    base = _imported(plan.snapshot, policy)
    if not plan.moves:
        return Caseloads(
            plan=plan,
            policy=policy,
            spells=base.spells,
            loads=base.loads,
            unallocated=base.unallocated,
        )
    snapshot, as_at = plan.snapshot, plan.snapshot.as_at
    spells = dict(base.spells)
    unallocated = dict(base.unallocated)
    held = {worker: dict.fromkeys(load.children) for worker, load in base.loads.items()}
    touched: set[WorkerId] = set()
    for move in plan.moves:
        before = spells.pop(move.child, None)
        if before is not None:
            touched.add(before.worker)
            held.get(before.worker, {}).pop(move.child, None)
        if move.to is not None:
            spells[move.child] = Spell(
                child=move.child, worker=move.to, start=move.effective or as_at
            )
            touched.add(move.to)
            held.setdefault(move.to, {})[move.child] = None
        reason = _why_unallocated(snapshot.children[move.child], move.to, snapshot, policy)
        unallocated.pop(move.child, None)
        if reason is not None:
            unallocated[move.child] = reason
    loads = dict(base.loads)
    for worker in touched:
        loads[worker] = _load(
            snapshot.workers[worker],
            [snapshot.children[child] for child in held.get(worker, {})],
            [snapshot.children[child] for child in base.co_worked.get(worker, ())],
            spells,
            policy,
            as_at,
        )
    return Caseloads(plan=plan, policy=policy, spells=spells, loads=loads, unallocated=unallocated)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Imported:
    """The import itself, worked out once: what every plan on it begins from."""

    spells: Mapping[ChildId, Spell]
    loads: Mapping[WorkerId, Load]
    unallocated: Mapping[ChildId, Reason]
    co_worked: Mapping[WorkerId, tuple[ChildId, ...]]


@lru_cache(maxsize=2)
def _imported(snapshot: Snapshot, policy: Policy) -> _Imported:
    spells = snapshot.holding_spells()
    held: dict[WorkerId, list[Child]] = {worker: [] for worker in snapshot.workers}
    co_worked: dict[WorkerId, list[Child]] = {}
    for spell in spells.values():
        held[spell.worker].append(snapshot.children[spell.child])
    for spell in snapshot.spells:
        if spell.involvement is Involvement.CO_WORKER and spell.is_open(snapshot.as_at):
            co_worked.setdefault(spell.worker, []).append(snapshot.children[spell.child])
    loads = {
        worker.id: _load(
            worker, held[worker.id], co_worked.get(worker.id, []), spells, policy, snapshot.as_at
        )
        for worker in snapshot.workers.values()
    }
    unallocated: dict[ChildId, Reason] = {}
    for child in snapshot.children.values():
        holder = spells[child.id].worker if child.id in spells else None
        reason = _why_unallocated(child, holder, snapshot, policy)
        if reason is not None and (holder is not None or child.is_holder_readable):
            unallocated[child.id] = reason
    return _Imported(
        spells=spells,
        loads=loads,
        unallocated=unallocated,
        co_worked={worker: tuple(c.id for c in children) for worker, children in co_worked.items()},
    )


def _why_unallocated(
    child: Child, holder: WorkerId | None, snapshot: Snapshot, policy: Policy
) -> Reason | None:
    if holder is None:
        return Reason.NO_WORKER
    worker = snapshot.workers[holder]
    if worker.has_left(snapshot.as_at):
        return Reason.LEAVER
    if policy.is_allocated_to(child, worker):
        return None
    return NOT_A_HOLDER[worker.role or Role.TEAM]


NOT_A_HOLDER: Mapping[Role, Reason] = {
    Role.DUTY: Reason.DUTY,
    Role.TEAM: Reason.TEAM,
    Role.MANAGER: Reason.MANAGER,
    Role.PERSONAL_ADVISER: Reason.PERSONAL_ADVISER,
}


def _load(  # noqa: PLR0913 - the six facts a load is made of
    worker: Worker,
    held: list[Child],
    co_worked: list[Child],
    spells: Mapping[ChildId, Spell],
    policy: Policy,
    as_at: date,
) -> Load:
    points = sum(line.points for line in _lines(held, co_worked, spells, policy, as_at))
    points = round(points, DECIMALS)
    capacity = policy.capacity(worker, as_at)
    utilisation = policy.utilisation(points, capacity)
    return Load(
        worker=worker.id,
        children=tuple(child.id for child in held),
        co_worked=tuple(child.id for child in co_worked),
        families=len({child.family_key for child in held}),
        points=points,
        capacity=capacity,
        utilisation=utilisation,
        band=policy.bands.of(utilisation, points),
        is_fte_assumed=worker.fte is None,
    )


def _lines(
    held: list[Child],
    co_worked: list[Child],
    spells: Mapping[ChildId, Spell],
    policy: Policy,
    as_at: date,
) -> list[CasePoints]:
    """A line per child: of each family the heaviest case counts in full, further ones less."""
    weighed = [(child, policy.case_type(child, as_at)) for child in held]
    weighed.sort(key=lambda pair: (-policy.weights.cases[pair[1]], pair[0].id))
    lines: list[CasePoints] = []
    met: set[str] = set()
    for child, case_type in weighed:
        weight = policy.weights.cases[case_type]
        parts = policy.parts(
            child, spells.get(child.id), as_at, is_further_sibling=child.family_key in met
        )
        met.add(child.family_key)
        lines.append(_line(child, case_type, weight, parts, is_held=True))
    for child in co_worked:
        case_type = policy.case_type(child, as_at)
        weight = policy.weights.cases[case_type]
        parts = {Part.CO_WORKED: round(weight * policy.weights.co_worked - weight, DECIMALS)}
        lines.append(_line(child, case_type, weight, parts, is_held=False))
    return lines


def _line(
    child: Child, case_type: CaseType, weight: float, parts: Mapping[Part, float], *, is_held: bool
) -> CasePoints:
    return CasePoints(
        child=child.id,
        case_type=case_type,
        weight=weight,
        parts=parts,
        points=round(weight + sum(parts.values()), DECIMALS),
        is_held=is_held,
    )
