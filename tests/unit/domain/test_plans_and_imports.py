"""A plan worked out from its import equals the import that it would make."""

from collections.abc import Mapping
from datetime import timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from allocation_app.domain.caseloads import Caseloads, Load, caseloads
from allocation_app.domain.people import (
    Child,
    ChildId,
    EventKind,
    Involvement,
    Role,
    Spell,
    Status,
    Worker,
    WorkerId,
)
from allocation_app.domain.plan import Move, Plan
from allocation_app.domain.snapshot import Snapshot
from tests.unit.domain.builders import (
    DAY_0,
    POLICY,
    a_child,
    a_move,
    a_snapshot,
    a_spell,
    a_worker,
    co_work,
)

DAY = timedelta(days=1)
LOOKED_AFTER_SINCE = EventKind.LOOKED_AFTER_START
W1, W2, C1, C2 = WorkerId("W1"), WorkerId("W2"), ChildId("C1"), ChildId("C2")


def loads(snapshot: Snapshot, *moves: Move) -> Caseloads:
    return caseloads(Plan(snapshot=snapshot, moves=moves), POLICY)


def points(*people: Child | Worker | Spell) -> float:
    """What these children weigh with W1, who has held them for long but where a spell says."""
    told = {each.child for each in people if isinstance(each, Spell)}
    held = {each.id: "W1" for each in people if isinstance(each, Child) and each.id not in told}
    return loads(a_snapshot(*people, a_worker(), held=held)).loads[W1].points


# ---- a plan worked out from its import equals the import that it would make

ROLES = (None, Role.SOCIAL_WORKER, Role.PERSONAL_ADVISER, Role.MANAGER, Role.DUTY, Role.TEAM)


@st.composite
def teams(draw: st.DrawFn) -> tuple[Snapshot, tuple[Move, ...]]:
    """A small team of any workers and children, and any moves of some of them."""
    workers = [
        a_worker(
            f"W{n}",
            role=draw(st.sampled_from(ROLES)),
            fte=draw(st.sampled_from((None, 0.5, 1.0))),
            last_day=draw(st.sampled_from((None, None, DAY_0 - DAY, DAY_0))),
        )
        for n in range(draw(st.integers(1, 4)))
    ]
    names = st.sampled_from([None, *(worker.id for worker in workers)])
    children, spells = [], []
    for n in range(draw(st.integers(1, 8))):
        statuses = draw(st.sets(st.sampled_from(sorted(Status)), min_size=1, max_size=2))
        since = draw(st.sampled_from((DAY_0 - 30 * DAY, DAY_0 - 500 * DAY)))
        child = a_child(
            *statuses,
            child=f"C{n}",
            family=draw(st.sampled_from((None, "F", "G"))),
            events={LOOKED_AFTER_SINCE: since},
            is_out_of_area=draw(st.sampled_from((None, True))),
            is_holder_readable=draw(st.sampled_from((True, True, False))),
        )
        children.append(child)
        holder, co_worker = draw(names), draw(names)
        if holder is not None:
            start = draw(st.sampled_from((None, DAY_0 - DAY, DAY_0 - 90 * DAY)))
            spells.append(a_spell(child.id, holder, start=start))
        if co_worker is not None:
            spells.append(co_work(child.id, co_worker))
    moved = st.sampled_from([child.id for child in children])
    moves = st.lists(st.builds(a_move, moved, names), max_size=6).map(tuple)
    return a_snapshot(*workers, *children, *spells), draw(moves)


def imported_with(snapshot: Snapshot, moves: tuple[Move, ...]) -> Snapshot:
    """The import that there would be, had these moves been made on its day."""
    holds = {child: spell.worker for child, spell in snapshot.holding_spells().items()}
    last = {move.child: move.to for move in moves}
    changed = {child: to for child, to in last.items() if to is None or holds.get(child) != to}
    kept = [
        spell
        for spell in snapshot.spells
        if spell.involvement is not Involvement.CASE_HOLDER or spell.child not in changed
    ]
    new = [a_spell(child, to, start=DAY_0) for child, to in changed.items() if to is not None]
    children = [
        child if child.id not in changed else _readable(child)
        for child in snapshot.children.values()
    ]
    return a_snapshot(*snapshot.workers.values(), *children, *kept, *new)


def _readable(child: Child) -> Child:
    return Child(
        **{name: getattr(child, name) for name in Child.__slots__} | {"is_holder_readable": True}
    )


def comparable(load: Load) -> tuple[object, ...]:
    """A load without the order in which its children were met."""
    return (
        sorted(load.children),
        sorted(load.co_worked),
        load.families,
        load.points,
        load.capacity,
        load.utilisation,
        load.band,
    )


def compared(each: Mapping[WorkerId, Load]) -> dict[WorkerId, tuple[object, ...]]:
    return {worker: comparable(load) for worker, load in each.items()}


@given(teams())
def test_that_a_plan_amounts_to_what_an_import_after_its_moves_would(
    team: tuple[Snapshot, tuple[Move, ...]],
) -> None:
    snapshot, moves = team
    after = imported_with(snapshot, moves)

    planned, imported = loads(snapshot, *moves), loads(after)

    assert compared(planned.loads) == compared(imported.loads)
    assert planned.spells == imported.spells
    assert planned.unallocated == imported.unallocated
    assert set(planned.unreadable) == set(imported.unreadable)


@given(teams())
def test_that_every_child_is_held_unallocated_or_unreadable_and_only_one_of_these(
    team: tuple[Snapshot, tuple[Move, ...]],
) -> None:
    snapshot, moves = team
    planned = loads(snapshot, *moves)
    held = {child for child in planned.spells if child not in planned.unallocated}

    groups = [held, set(planned.unallocated), set(planned.unreadable)]

    assert set.union(*groups) == set(snapshot.children)
    assert sum(map(len, groups)) == len(snapshot.children)


@given(teams())
def test_that_the_points_of_a_load_are_the_sum_of_its_lines_heaviest_first(
    team: tuple[Snapshot, tuple[Move, ...]],
) -> None:
    snapshot, moves = team
    planned = loads(snapshot, *moves)

    for worker, load in planned.loads.items():
        lines = planned.case_points(worker)
        held = [line.weight for line in lines if line.is_held]
        assert round(sum(line.points for line in lines), 6) == load.points
        assert {line.child for line in lines} == {*load.children, *load.co_worked}
        assert all(one >= other for one, other in pairwise(held))
