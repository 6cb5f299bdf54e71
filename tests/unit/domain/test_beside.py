"""Co-workers and advisers who come and go by a plan count as those of an import do."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allocation_app.domain.beside import co_workers
from allocation_app.domain.caseloads import Caseloads, caseloads
from allocation_app.domain.people import (
    ChildId,
    EventKind,
    Gap,
    Involvement,
    Role,
    Spell,
    Status,
    WorkerId,
)
from allocation_app.domain.plan import InvolvementChange, Plan
from allocation_app.domain.review import review
from allocation_app.domain.snapshot import Snapshot
from tests.unit.domain.builders import (
    CALENDAR,
    DAY_0,
    POLICY,
    WALES,
    a_child,
    a_move,
    a_snapshot,
    a_spell,
    a_worker,
    co_work,
)
from tests.unit.domain.imports import imports

DAY = timedelta(days=1)
CO_WORKER, ADVISER = Involvement.CO_WORKER, Involvement.PERSONAL_ADVISER
CASE = POLICY.weights.cases[Status.CARE_AND_SUPPORT.value]
SNAPSHOT = a_snapshot(
    a_child(), a_child(child="C2"), *(a_worker(f"W{n}") for n in (1, 2)), held={"C1": "W1"}
)
BESIDE = Plan(snapshot=replace(SNAPSHOT, spells=(*SNAPSHOT.spells, co_work("C1", "W2"))))


def a_change(child: str, worker: str, what: Involvement = CO_WORKER, **fields: object) -> object:
    return InvolvementChange(
        child=ChildId(child), worker=WorkerId(worker), involvement=what, **fields
    )


def loads(plan: Plan, *changes: object) -> Caseloads:
    for change in changes:
        plan = plan.with_step(change)
    return caseloads(plan, POLICY)


def points(seen: Caseloads) -> dict[str, float]:
    return {load.worker: load.points for load in seen.loads.values()}


def test_that_a_co_worker_carries_a_share_of_the_case_and_the_holder_all_of_it() -> None:
    before = loads(Plan(snapshot=SNAPSHOT))
    seen = loads(Plan(snapshot=SNAPSHOT), a_change("C1", "W2"))

    assert points(before) == {"W1": CASE, "W2": 0}
    assert points(seen) == {"W1": CASE, "W2": CASE / 2}
    assert seen.loads["W2"].co_worked == ("C1",)
    assert seen.replanned == {"C1"}


def test_that_a_co_worker_who_goes_carries_nothing_of_it() -> None:
    seen = loads(BESIDE, a_change("C1", "W2", is_end=True))

    assert points(seen) == {"W1": CASE, "W2": 0}
    assert co_workers(seen.beside[ChildId("C1")], DAY_0) == ()


def test_that_a_change_counts_at_once_whatever_day_it_takes_effect_on() -> None:
    comes = loads(Plan(snapshot=SNAPSHOT), a_change("C1", "W2", effective=DAY_0 + 9 * DAY))
    goes = loads(BESIDE, a_change("C1", "W2", is_end=True, effective=DAY_0 + 9 * DAY))

    assert (points(comes)["W2"], points(goes)["W2"]) == (CASE / 2, 0)
    assert comes.beside[ChildId("C1")][0].start == DAY_0 + 9 * DAY
    assert goes.beside[ChildId("C1")][0].end == DAY_0


def test_that_nobody_comes_who_is_there_and_nobody_goes_who_is_not() -> None:
    nothing = caseloads(BESIDE, POLICY)

    for seen in (
        loads(BESIDE, a_change("C1", "W2")),
        loads(BESIDE, a_change("C2", "W2", is_end=True)),
        loads(BESIDE, a_change("C1", "W2", ADVISER, is_end=True)),
    ):
        assert (seen.loads, seen.beside, seen.replanned) == (nothing.loads, nothing.beside, set())


def test_that_nobody_works_beside_themselves() -> None:
    plan = Plan(snapshot=SNAPSHOT).with_move(a_move("C1", "W2"))

    seen = loads(plan, a_change("C1", "W2"))

    assert seen.loads["W2"] == caseloads(plan, POLICY).loads["W2"]
    assert seen.load_with(ChildId("C1"), WorkerId("W2"), CO_WORKER) == seen.loads["W2"]


def test_that_what_a_co_worker_would_carry_is_told_before_it_is_staged() -> None:
    now = caseloads(Plan(snapshot=SNAPSHOT), POLICY)
    child, worker = ChildId("C1"), WorkerId("W2")

    assert (
        now.load_with(child, worker, CO_WORKER)
        == loads(now.plan, a_change("C1", "W2")).loads[worker]
    )
    assert now.load_with(child, worker, ADVISER) == now.loads[worker]
    there = caseloads(BESIDE, POLICY)
    assert there.load_with(child, worker, CO_WORKER) == there.loads[worker]


def test_that_a_planned_adviser_counts_as_one() -> None:
    leaver = a_child(Status.CARE_LEAVER, told=frozenset({Gap.ADVISER, Gap.DATE_OF_BIRTH}))
    adviser = a_worker("W2", role=Role.PERSONAL_ADVISER)
    plan = Plan(snapshot=a_snapshot(leaver, a_worker(), adviser, held={"C1": "W1"}))

    comes = plan.with_step(a_change("C1", "W2", ADVISER))

    assert ["D10" in _codes(each) for each in (plan, comes)] == [True, False]


def test_that_a_planned_co_worker_supports_somebody_newly_qualified() -> None:
    child = a_child(Status.REGISTERED, events={EventKind.REGISTERED: DAY_0 - 9 * DAY})
    new = a_worker(is_newly_qualified=True)
    plan = Plan(snapshot=a_snapshot(child, new, a_worker("W2"), held={"C1": "W1"}))

    assert ["D9" in _codes(each) for each in (plan, plan.with_step(a_change("C1", "W2")))] == [
        True,
        False,
    ]


def _codes(plan: Plan) -> set[str]:
    return {finding.delay for finding in review(plan, POLICY, WALES, CALENDAR).findings}


@st.composite
def changed_imports(draw: st.DrawFn) -> tuple[Plan, Snapshot]:
    """A plan with any changes of who is beside whom, and the import that would come of it."""
    snapshot: Snapshot = draw(imports().filter(lambda each: each.children and each.workers))
    child, worker = (
        st.sampled_from(sorted(each)) for each in (snapshot.children, snapshot.workers)
    )
    what = st.sampled_from([CO_WORKER, ADVISER])
    changes = st.builds(a_change, child, worker, what, is_end=st.booleans())
    plan, spells = Plan(snapshot=snapshot), list(snapshot.spells)
    for change in draw(st.lists(changes, max_size=4, unique_by=lambda each: each.about)):
        plan = plan.with_step(change)
        about = [_is_about(each, change, snapshot) for each in spells]
        if change.is_end:
            spells = [
                replace(each, end=snapshot.as_at) if meant else each
                for each, meant in zip(spells, about, strict=True)
            ]
        elif not any(about):
            start, kind = snapshot.as_at, change.involvement
            spells.append(a_spell(change.child, change.worker, start=start, involvement=kind))
    return plan, replace(snapshot, spells=tuple(spells), accepted=("changed",))


def _is_about(spell: Spell, change: InvolvementChange, snapshot: Snapshot) -> bool:
    same = (spell.child, spell.worker, spell.involvement) == change.about
    return same and spell.is_open(snapshot.as_at)


@settings(max_examples=60)
@given(changed_imports())
def test_that_a_plan_amounts_to_what_an_import_after_its_changes_would(
    both: tuple[Plan, Snapshot],
) -> None:
    plan, after = both
    planned, imported = (
        review(each, POLICY, WALES, CALENDAR) for each in (plan, Plan(snapshot=after))
    )

    for worker, load in imported.caseloads.loads.items():
        seen = planned.caseloads.loads[worker]
        assert (seen.points, seen.children) == (pytest.approx(load.points), load.children)
        assert sorted(seen.co_worked) == sorted(load.co_worked)
    told, expected = (
        # Who has no adviser is asked only where the import tells of advisers, whatever a plan says.
        sorted(repr(finding) for finding in each.findings if finding.delay != "D10")
        for each in (planned, imported)
    )
    assert told == expected
    assert planned.caseloads.unallocated == imported.caseloads.unallocated
