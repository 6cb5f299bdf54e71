"""What a worker would carry with several children more is what a plan with their moves says."""

import random
from datetime import timedelta

import pytest

from allocation_app.domain.caseloads import caseloads
from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.plan import Move, Plan
from tests.unit.domain.builders import POLICY, a_child, a_snapshot, a_worker, co_work

WORKERS = [WorkerId(f"W{n}") for n in range(4)]
CHILDREN = [ChildId(f"C{n}") for n in range(16)]


def a_team() -> Plan:
    children = [
        a_child(child=child, family=f"F{n // 3}", is_out_of_area=n % 5 == 0)
        for n, child in enumerate(CHILDREN)
    ]
    held = {child: WORKERS[n % 3] for n, child in enumerate(CHILDREN) if n % 4}
    return Plan(
        snapshot=a_snapshot(
            *children,
            *(a_worker(worker) for worker in WORKERS),
            co_work("C1", "W2"),
            co_work("C3", "W3"),
            held=held,
        )
    )


def test_that_the_load_with_several_children_is_that_of_the_plan_that_moves_them() -> None:
    draw = random.Random(7)  # noqa: S311 - no secret
    plan = a_team()
    for _ in range(200):
        before = plan
        for child in draw.sample(CHILDREN, 2):
            before = before.with_move(Move(child=child, to=draw.choice([*WORKERS, None])))
        come, to = draw.sample(CHILDREN, draw.randint(1, 5)), draw.choice(WORKERS)
        after = before
        for child in come:
            after = after.with_move(Move(child=child, to=to))

        foretold = caseloads(before, POLICY).load_with_all(come, to)
        told = caseloads(after, POLICY).loads[to]

        assert sorted(foretold.children) == sorted(told.children)
        assert sorted(foretold.co_worked) == sorted(told.co_worked)
        assert (foretold.points, foretold.families) == (told.points, told.families)
        assert (foretold.utilisation, foretold.band) == (told.utilisation, told.band)


@pytest.mark.parametrize("ahead", [None, -1, 0, 1, 60])
def test_that_a_move_weighs_what_was_foretold_whatever_day_it_takes_effect_on(
    ahead: int | None,
) -> None:
    plan, to = a_team(), WORKERS[3]
    day = None if ahead is None else plan.snapshot.as_at + timedelta(days=ahead)

    told = caseloads(plan.with_move(Move(child=CHILDREN[1], to=to, effective=day)), POLICY)

    foretold = caseloads(plan, POLICY).load_with(CHILDREN[1], to)
    assert told.loads[to].points == foretold.points


def test_that_nothing_changes_where_all_of_them_are_there() -> None:
    loads = caseloads(a_team(), POLICY)
    worker = WORKERS[1]

    assert loads.load_with_all(loads.loads[worker].children, worker) is loads.loads[worker]
