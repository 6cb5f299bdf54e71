"""Plans on one import, looked at one after another: each amounts to what it does by itself."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from allocation_app.domain.caseloads import caseloads
from allocation_app.domain.people import Involvement
from allocation_app.domain.plan import InvolvementChange, Plan
from tests.unit.domain.builders import DAY_0, POLICY, a_move
from tests.unit.domain.imports import imports

DAYS = st.sampled_from([None, DAY_0, *(DAY_0 + timedelta(days=n) for n in (-200, 9))])
BESIDE = st.sampled_from([Involvement.CO_WORKER, Involvement.PERSONAL_ADVISER])


@st.composite
def plans_on_one_import(draw: st.DrawFn) -> list[Plan]:
    """Several plans that move the same few children here and there, from one day or another."""
    snapshot = draw(imports().filter(lambda each: each.children and each.workers))
    children, workers = st.sampled_from([*snapshot.children]), st.sampled_from([*snapshot.workers])
    moves = st.builds(a_move, children, st.none() | workers, effective=DAYS)
    changes = st.builds(
        InvolvementChange,
        child=children,
        worker=workers,
        involvement=BESIDE,
        is_end=st.booleans(),
        effective=DAYS,
    )
    steps = st.lists(moves | changes, max_size=4)
    plans = []
    for several in draw(st.lists(steps, min_size=2, max_size=6)):
        plan = Plan(snapshot=snapshot)
        for step in several:
            plan = plan.with_step(step)
        plans.append(plan)
    return plans


@settings(max_examples=100)
@given(plans_on_one_import())
def test_that_each_of_several_plans_is_weighed_as_by_itself(plans: list[Plan]) -> None:
    for plan in plans:
        loads = caseloads(plan, POLICY)
        held = {worker: {*load.children} for worker, load in loads.loads.items()}
        assert loads.reweighed(POLICY.weights, loads.loads) == loads.loads
        assert held == {
            worker: {child for child, spell in loads.spells.items() if spell.worker == worker}
            for worker in loads.snapshot.workers
        }


@settings(max_examples=50)
@given(plans_on_one_import())
def test_that_other_plans_looked_at_meanwhile_change_nothing(plans: list[Plan]) -> None:
    first = [caseloads(plan, POLICY) for plan in plans]

    again = [caseloads(replace(plan), POLICY) for plan in reversed(plans)]

    assert again[::-1] == first
