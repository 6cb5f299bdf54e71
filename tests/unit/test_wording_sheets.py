"""What the sheets call those who can be chosen, and what stands for the plan they were made of."""

from dataclasses import replace

from allocation_app.domain.people import WorkerId
from allocation_app.domain.plan import Plan
from allocation_app.settings.plans import plan_fingerprint
from allocation_app.wording.sheets import workers_named
from tests.unit.domain.builders import a_child, a_move, a_snapshot, a_worker


def test_that_workers_who_share_a_name_are_told_apart_by_their_number() -> None:
    called = workers_named(
        a_snapshot(
            a_worker("W1", name="Sam Hall"),
            a_worker("W2", name="sam hall"),
            a_worker("W3", name="Nia Rees"),
            a_worker("W4", name=""),
        )
    )

    assert called == {
        WorkerId("W1"): "Sam Hall (W1)",
        WorkerId("W2"): "sam hall (W2)",
        WorkerId("W3"): "Nia Rees",
        WorkerId("W4"): "W4",
    }


def test_that_a_plan_s_fingerprint_changes_with_what_is_staged_and_noted() -> None:
    plan = Plan(snapshot=a_snapshot(a_child("C1"), a_worker("W1")))
    changed = [replace(plan, moves=(a_move("C1", "W1"),)), replace(plan, notes="Told.")]

    prints = {plan_fingerprint(each) for each in (plan, *changed)}
    assert len(prints) == 3
    assert plan_fingerprint(replace(plan)) in prints
