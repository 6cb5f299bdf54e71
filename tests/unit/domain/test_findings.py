"""Findings stand worst first, and what has no due date is told by a word of its own."""

import pytest

from allocation_app.domain.findings import Finding, State, Told, by_child, worst_first
from allocation_app.domain.people import ChildId, WorkerId
from tests.unit.domain.builders import DAY_0

C1 = ChildId("C1")


def test_that_the_worst_state_comes_first_then_the_earliest_date() -> None:
    near = Finding(rule="A", delay="D12", state=State.DUE_SOON, child=C1, due=DAY_0)
    flagged = Finding(rule="B", delay="D9", state=State.LATE, child=C1)
    late = Finding(rule="C", delay="D12", state=State.LATE, child=C1, due=DAY_0)
    unclear = Finding(rule="D", delay="D12", state=State.CANNOT_TELL, child=C1)
    found = [near, flagged, late, unclear]

    assert sorted(found, key=worst_first) == [late, flagged, unclear, near]
    of_worker = Finding(rule="E", delay="D11", state=State.LATE, worker=WorkerId("W1"))
    assert by_child([*found, of_worker]) == {C1: (late, flagged, unclear, near)}


@pytest.mark.parametrize(
    ("state", "dated", "undated"),
    [
        (State.LATE, Told.LATE, Told.FLAGGED),
        (State.DUE_SOON, Told.DUE_SOON, Told.NEAR),
        (State.IN_TIME, Told.IN_TIME, Told.IN_TIME),
    ],
)
def test_that_nothing_without_a_due_date_is_told_as_late(
    state: State, dated: Told, undated: Told
) -> None:
    assert Finding(rule="A", delay="D12", state=state, due=DAY_0).told is dated
    assert Finding(rule="A", delay="D9", state=state).told is undated
