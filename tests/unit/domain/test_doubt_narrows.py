"""Whatever is put right, every percentage stays within the range that it had before."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from allocation_app.domain.caseloads import Caseloads, caseloads
from allocation_app.domain.doubt import doubt
from allocation_app.domain.facts import OF_CHILDHOOD, contradictory_statuses
from allocation_app.domain.people import Child, EventKind, Role, Spell, Status, Worker
from allocation_app.domain.plan import Plan
from allocation_app.domain.policy import Policy
from allocation_app.domain.snapshot import Snapshot
from tests.unit.domain.builders import BORN, DAY_0, POLICY, a_child, a_spell, a_worker, co_work

DAY = timedelta(days=1)
WORKERS = ("W1", "W2", "W3", "W4")
TEAMS = st.sampled_from(["T1", "T2", None])
STARTS = st.sampled_from([None, DAY_0, DAY_0 - 5 * DAY, DAY_0 - 400 * DAY, DAY_0 - 9999 * DAY])
ADULT = DAY_0.replace(year=DAY_0.year - 19)
KNOWN = [status for status in Status if status is not Status.UNKNOWN]
Draw = st.DataObject
POLICIES = st.sampled_from(
    [
        POLICY,
        replace(POLICY, weights=replace(POLICY.weights, sibling=0.3, co_worked=0.9)),
        replace(POLICY, weights=replace(POLICY.weights, sibling=1.0, co_worked=0.0)),
        replace(POLICY, points_full_time=15.0, points_stable=0.0, least_fte=0.5),
    ]
)


@st.composite
def workers(draw: Callable[..., object]) -> tuple[Worker, ...]:
    return tuple(
        a_worker(
            name,
            team=draw(TEAMS),
            fte=draw(st.sampled_from([None, 1.0, 0.6])),
            role=draw(st.sampled_from([Role.SOCIAL_WORKER, Role.SOCIAL_WORKER, Role.MANAGER])),
            is_newly_qualified=draw(st.booleans()),
        )
        for name in WORKERS
    )


@st.composite
def children(draw: Callable[..., object]) -> tuple[tuple[Child, ...], tuple[Spell, ...]]:
    """Up to six children, each held, waiting, unread or between two; some co-worked."""
    made, spells = [], []
    for n in range(draw(st.integers(1, 6))):
        name = f"C{n}"
        holders = draw(st.lists(st.sampled_from(WORKERS), max_size=2, unique=True))
        rivals = tuple(holders) if len(holders) > 1 else ()
        start = draw(STARTS)
        made.append(
            a_child(
                *draw(st.sets(st.sampled_from(Status), min_size=1, max_size=3)),
                child=name,
                family=draw(st.sampled_from(["F1", "F2", None])),
                team=draw(st.sampled_from(["T1", "T2", "T9", None])),
                date_of_birth=draw(st.sampled_from([BORN, BORN, ADULT])),
                events={} if start is None else {EventKind.LOOKED_AFTER_START: start},
                placements_in_year=draw(st.sampled_from([None, 3])),
                is_out_of_area=draw(st.booleans()),
                is_holder_readable=bool(holders and not rivals) or draw(st.booleans()),
                rivals=rivals,
            )
        )
        spells += [a_spell(name, holder, start=draw(STARTS)) for holder in holders]
        spells += [co_work(name, worker) for worker in draw(st.sets(st.sampled_from(WORKERS)))]
    return tuple(made), tuple(spells)


def snapshot_of(
    workers: tuple[Worker, ...], children: tuple[Child, ...], spells: tuple[Spell, ...]
) -> Snapshot:
    return Snapshot(
        as_at=DAY_0,
        children={child.id: child for child in children},
        workers={worker.id: worker for worker in workers},
        spells=spells,
    )


def put_right(loads: Caseloads, data: Draw, *, is_all: bool) -> Snapshot:
    """The import with some doubtful rows (or all) at a value that they can have."""
    snapshot, policy = loads.snapshot, loads.policy
    fixed, spells = [], list(snapshot.spells)
    for child in snapshot.children.values():
        known = child
        if is_all or data.draw(st.booleans()):
            known = with_status(known, data)
        if child.id in loads.unreadable and (is_all or data.draw(st.booleans())):
            known = replace(known, rivals=(), is_holder_readable=True)
            spells = [
                each
                for each in spells
                if each.child != child.id or each.involvement != "case_holder"
            ]
            holder = data.draw(st.sampled_from([None, *candidates(child, loads)]))
            if holder is not None:
                spells.append(a_spell(child.id, holder, start=data.draw(STARTS)))
        fixed.append(known)
    hours = st.floats(min(policy.least_fte, policy.assumed_fte), 1.0)
    staff = [
        replace(worker, fte=data.draw(hours))
        if worker.fte is None and (is_all or data.draw(st.booleans()))
        else worker
        for worker in snapshot.workers.values()
    ]
    return snapshot_of(tuple(staff), tuple(fixed), tuple(spells))


def candidates(child: Child, loads: Caseloads) -> list[str]:
    """Whose a child can turn out to be."""
    holders = [worker.id for worker in loads.case_holders]
    if child.rivals:
        return [rival for rival in child.rivals if rival in holders]
    own = [worker.id for worker in loads.case_holders if worker.team == child.team]
    return own if child.team is not None and own else holders


def with_status(child: Child, data: Draw) -> Child:
    """The child with a status that is known, contradicts nothing, and a usable start."""
    if contradictory_statuses(child, DAY_0) and child.date_of_birth == ADULT:
        child = replace(child, statuses=child.statuses - OF_CHILDHOOD | {Status.UNKNOWN})
    if Status.UNKNOWN in child.statuses:
        found = data.draw(st.sampled_from(KNOWN))
        child = replace(child, statuses=child.statuses - {Status.UNKNOWN} | {found})
    if contradictory_statuses(child, DAY_0):
        child = replace(child, date_of_birth=BORN)
    if contradictory_statuses(child, DAY_0):
        out = data.draw(st.sampled_from([Status.LOOKED_AFTER, Status.PRIVATELY_FOSTERED]))
        child = replace(child, statuses=child.statuses - {out})
    began = data.draw(st.sampled_from([DAY_0, DAY_0 - 400 * DAY]))
    known = child.events.get(EventKind.LOOKED_AFTER_START)
    if known is None or known < BORN:
        child = replace(child, events={EventKind.LOOKED_AFTER_START: began})
    return child


@settings(max_examples=200)
@given(data=st.data(), staff=workers(), made=children(), policy=POLICIES, is_all=st.booleans())
def test_that_putting_rows_right_leaves_every_percentage_within_its_range(
    *,
    data: Draw,
    staff: tuple[Worker, ...],
    made: tuple[tuple[Child, ...], tuple[Spell, ...]],
    policy: Policy,
    is_all: bool,
) -> None:
    before = caseloads(Plan(snapshot=snapshot_of(staff, *made)), policy)
    after = caseloads(Plan(snapshot=put_right(before, data, is_all=is_all)), policy)

    ranges, narrowed = doubt(before), doubt(after)

    for worker in before.case_holders:
        was, now = before.loads[worker.id], after.loads[worker.id]
        if was.utilisation is None or now.utilisation is None:
            continue
        low = high = was.utilisation
        if worker.id in ranges:
            low, high = ranges[worker.id].range.low, ranges[worker.id].range.high
        assert low <= was.utilisation <= high
        assert low <= now.utilisation <= high
        if worker.id in narrowed:
            assert low <= narrowed[worker.id].range.low <= narrowed[worker.id].range.high <= high
    assert not (is_all and narrowed)
