"""A review of one team: its children and workers, with figures that are those of the whole."""

from dataclasses import replace

import pytest

from allocation_app.domain.caseloads import Caseloads
from allocation_app.domain.one_team import narrowed
from allocation_app.domain.people import ChildId, EventKind, Involvement, Status, TeamId, WorkerId
from allocation_app.domain.plan import InvolvementChange, Mark, MarkKind, Plan
from allocation_app.domain.review import Review, review
from allocation_app.domain.staffing import Joiner
from tests.unit.domain.builders import (
    CALENDAR,
    DAY_0,
    ENGLAND,
    POLICY,
    a_child,
    a_move,
    a_snapshot,
    a_staff_change,
    a_worker,
)

NORTH, SOUTH = TeamId("north"), TeamId("south")


def a_plan() -> Plan:
    """Two teams: a worker of the north has a child of the south, and one of no team."""
    late = {EventKind.INITIAL_CONFERENCE: DAY_0.replace(year=2025)}
    snapshot = a_snapshot(
        a_child(Status.REGISTERED, child="N1", team=NORTH, family="F", events=late),
        a_child(child="N2", team=NORTH),
        a_child(child="N3", team=NORTH),
        a_child(Status.REGISTERED, child="S1", team=SOUTH, family="F", events=late),
        a_child(child="S2", team=SOUTH),
        a_child(child="S3", team=SOUTH, is_holder_readable=False),
        a_child(child="X1"),
        a_child(child="X2"),
        a_worker("WN", team=NORTH),
        a_worker("WN2", team=NORTH, is_newly_qualified=True, is_supervision_recorded=True),
        a_worker("WS", team=SOUTH, is_newly_qualified=True, is_supervision_recorded=True),
        held={"N1": "WN", "S1": "WN", "X1": "WN", "S2": "WS"},
    )
    joins = [
        a_staff_change("joins", f"new {team}", DAY_0, joiner=Joiner(name=team, team=team))
        for team in (NORTH, SOUTH)
    ]
    return Plan(
        snapshot=snapshot,
        moves=(a_move("N2", "new south"), a_move("S2", "WS"), a_move("S1", "WS")),
        involvements=tuple(
            InvolvementChange(
                child=ChildId(child), worker=WorkerId("WS"), involvement=Involvement.CO_WORKER
            )
            for child in ("N1", "S2")
        ),
        marks=(
            Mark(kind=MarkKind.MUST_NOT, child=ChildId("N1"), worker=WorkerId("WS")),
            Mark(kind=MarkKind.MUST_NOT, child=ChildId("S2"), worker=WorkerId("WS")),
        ),
        staffing=(
            *joins,
            a_staff_change("away", "WS", DAY_0.replace(month=4, day=20)),
            a_staff_change("away", "WN", DAY_0.replace(month=4, day=20)),
        ),
    )


def a_review() -> Review:
    return review(a_plan(), POLICY, ENGLAND, CALENDAR)


def test_that_a_team_has_its_own_children_and_those_of_no_team_whom_its_workers_hold() -> None:
    assert list(narrowed(a_review(), NORTH).children) == ["N1", "N2", "N3", "X1"]
    assert list(narrowed(a_review(), SOUTH).children) == ["S1", "S2", "S3"]
    assert len(a_review().children) == 8


def test_that_waits_findings_and_what_is_to_come_are_the_teams() -> None:
    whole, north, south = a_review(), *(narrowed(a_review(), team) for team in (NORTH, SOUTH))

    for told in ("waits", "findings", "coming"):
        both = [*getattr(north, told), *getattr(south, told)]
        rest = [each for each in getattr(whole, told) if each not in both]
        assert len(both) + len(rest) == len(getattr(whole, told))
        assert both
        assert all(_child(each) in {"X2", None} for each in rest)
    assert {finding.worker for finding in north.findings if finding.child is None} == {"WN2"}
    assert north.families == 4
    assert [*south.caseloads.unreadable] == ["S3"]
    assert not north.caseloads.unreadable
    assert not south.caseloads.unallocated.keys() & north.children.keys()


def _child(told: object) -> str | None:
    finding = getattr(told, "finding", told)
    return getattr(finding, "child", None)


def test_that_a_workers_load_counts_the_children_of_other_teams_too() -> None:
    whole, north = a_review(), narrowed(a_review(), NORTH)

    assert [worker.id for worker in north.caseloads.case_holders] == ["WN", "WN2", "new north"]
    assert _loads(north.caseloads) == _loads(whole.caseloads)
    assert north.doubts == whole.doubts
    assert north.balance["max"] == max(
        load.utilisation or 0
        for load in whole.caseloads.loads.values()
        if load.worker in {"WN", "WN2", "new north"}
    )


def _loads(loads: Caseloads) -> dict[str, float]:
    return {worker: load.points for worker, load in loads.loads.items()}


def test_that_of_the_plan_there_is_what_touches_the_team() -> None:
    north, south = (narrowed(a_review(), team).caseloads for team in (NORTH, SOUTH))

    assert [move.child for move in north.plan.moves] == ["N2", "S1"]
    assert [move.child for move in south.plan.moves] == ["N2", "S2", "S1"]
    assert [*north.moves] == ["N2", "S1"]
    assert [each.child for each in north.plan.involvements] == ["N1"]
    assert [mark.child for mark in north.plan.marks] == ["N1"]
    assert [each.worker for each in north.plan.staffing] == [
        "new north",
        "new south",  # a child of the team goes there
        "WS",  # who comes to one of its children, and is away
        "WN",
    ]


@pytest.mark.parametrize("team", [NORTH, SOUTH])
def test_that_the_teams_part_of_a_plan_gives_its_workers_the_same_loads(team: TeamId) -> None:
    part = narrowed(a_review(), team)
    again = review(part.caseloads.plan, POLICY, ENGLAND, CALENDAR).caseloads

    for worker in part.caseloads.case_holders:
        assert again.loads[worker.id] == part.caseloads.loads[worker.id]


def test_that_a_team_of_nobody_has_nobody() -> None:
    none = narrowed(replace(a_review()), TeamId("west"))

    assert (none.children, none.waits, none.findings, none.coming) == ({}, (), (), ())
    assert none.balance["max"] is None
