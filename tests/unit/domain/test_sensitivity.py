"""What turns with one weight is said to depend on it; what stands whatever it is, is not."""

from dataclasses import replace

import pytest

from allocation_app.domain.caseloads import caseloads
from allocation_app.domain.people import Child, Role, Status, WorkerId
from allocation_app.domain.plan import Plan
from allocation_app.domain.policy import Band, CaseType, Part, Policy
from allocation_app.domain.sensitivity import (
    Flip,
    Sensitivity,
    depends_on_weights,
    sensitivity,
)
from allocation_app.domain.snapshot import Snapshot
from tests.unit.domain.builders import (
    DAY_0,
    POLICY,
    a_child,
    a_snapshot,
    a_spell,
    a_worker,
    co_work,
)


def judged(snapshot: Snapshot, policy: Policy = POLICY) -> Sensitivity:
    return sensitivity(caseloads(Plan(snapshot=snapshot), policy))


def many(status: Status, count: int, name: str, **fields: object) -> list[Child]:
    return [a_child(status, child=f"{name}{n}", **fields) for n in range(count)]


def of(worker: str, children: list[Child]) -> dict[str, str]:
    return {child.id: worker for child in children}


def test_that_a_team_built_to_flip_at_one_weight_is_flagged() -> None:
    """W1: 11 x 8 of 85 is stretched; a fifth more is over, a fifth less spare. W2 stays spare."""
    registered = many(Status.REGISTERED, 11, "R")
    leavers = many(Status.CARE_LEAVER, 11, "L")
    found = judged(
        a_snapshot(
            a_worker(),
            a_worker("W2"),
            *registered,
            *leavers,
            held=of("W1", registered) | of("W2", leavers),
        )
    )

    stretched = {"weight": CaseType.REGISTERED, "worker": "W1", "before": Band.STRETCHED}
    assert found.flips == (
        Flip(factor=0.8, after=Band.SPARE, **stretched),
        Flip(factor=1.2, after=Band.OVER, **stretched),
    )
    assert found.depends_on_weights("W1")
    assert not found.depends_on_weights("W2")


def test_that_one_worker_can_be_asked_about_without_the_others() -> None:
    registered = many(Status.REGISTERED, 11, "R")
    loads = caseloads(
        Plan(
            snapshot=a_snapshot(a_worker(), a_worker("W2"), *registered, held=of("W1", registered))
        ),
        POLICY,
    )

    assert depends_on_weights(loads, WorkerId("W1"))
    assert not depends_on_weights(loads, WorkerId("W2"))


def test_that_a_lopsided_team_does_not_depend_on_the_weights() -> None:
    registered = many(Status.REGISTERED, 20, "R")
    leavers = many(Status.CARE_LEAVER, 5, "L")
    found = judged(
        a_snapshot(
            a_worker(),
            a_worker("W2"),
            *registered,
            *leavers,
            held=of("W1", registered) | of("W2", leavers),
        )
    )

    assert found == Sensitivity(flips=())


@pytest.mark.parametrize(
    ("weight", "fields"),
    [
        (Part.SIBLING, {"family": "F"}),
        (Part.OUT_OF_AREA, {"is_out_of_area": True}),
        (Part.NEW, {}),
        (Part.CO_WORKED, {}),
    ],
)
def test_that_each_part_of_a_weight_is_tried(weight: Part, fields: dict[str, object]) -> None:
    """Eight cases a little below the line, each by the same part: a fifth more is above it."""
    children = many(Status.REGISTERED, 8, "R", **fields)
    if weight is Part.CO_WORKED:
        spells = [co_work(child.id, "W1") for child in children]
    else:
        long_ago = DAY_0.replace(year=2024)
        start = DAY_0 if weight is Part.NEW else long_ago
        spells = [a_spell(child.id, "W1", start=start) for child in children]
    snapshot = a_snapshot(a_worker(), *children, *spells)
    points = caseloads(Plan(snapshot=snapshot), POLICY).loads["W1"].points
    policy = replace(POLICY, points_full_time=points + 15.01)

    found = judged(snapshot, policy)

    up = {flip.weight for flip in found.flips if flip.factor > 1 and flip.after is not Band.SPARE}
    assert up == {weight, CaseType.REGISTERED}


def test_that_a_share_is_a_whole_at_most() -> None:
    weights = replace(POLICY.weights, sibling=1.0, co_worked=1.0)
    children = many(Status.REGISTERED, 8, "R", family="F")
    snapshot = a_snapshot(a_worker(), *children, held=of("W1", children))
    policy = replace(POLICY, weights=weights, points_full_time=64 + 15.01)

    found = judged(snapshot, policy)

    up = {flip.weight for flip in found.flips if flip.factor > 1}
    assert up == {CaseType.REGISTERED}


def test_that_where_nobody_has_capacity_nothing_turns() -> None:
    duty = a_worker("DUTY", role=Role.DUTY)
    away = a_worker(fte=0.0)
    snapshot = a_snapshot(a_child(), duty, away, held={"C1": "W1"})

    assert judged(snapshot) == Sensitivity(flips=())


def test_that_trying_other_weights_leaves_the_caseloads_as_they_are() -> None:
    children = many(Status.REGISTERED, 3, "R")
    snapshot = a_snapshot(a_worker(), *children, held=of("W1", children))
    loads = caseloads(Plan(snapshot=snapshot), POLICY)

    sensitivity(loads)

    assert caseloads(Plan(snapshot=snapshot), POLICY).loads["W1"] is loads.loads["W1"]
