"""What is told of a candidate beside the score: whom they know since when, the kind, the team."""

from datetime import timedelta

import pytest

from allocation_app.domain.candidates import (
    Candidate,
    Candidates,
    Known,
    Part,
    candidates,
    knowledge,
    worths,
)
from allocation_app.domain.caseloads import caseloads
from allocation_app.domain.move_rules import Bar
from allocation_app.domain.people import ChildId, Status, TeamId
from allocation_app.domain.plan import Pin, Plan
from allocation_app.domain.policy import CaseType
from allocation_app.domain.preferences import MOST, Preferences
from allocation_app.domain.snapshot import Snapshot
from tests.unit.domain.builders import (
    DAY_0,
    POLICY,
    a_child,
    a_move,
    a_snapshot,
    a_spell,
    a_worker,
)

DAY, WORTH = timedelta(days=1), POLICY.preferences
C1, C2, C3 = ChildId("C1"), ChildId("C2"), ChildId("C3")
T1, T2 = TeamId("T1"), TeamId("T2")


def found(snapshot: Snapshot, **planned: object) -> Candidates:
    return candidates(caseloads(Plan(snapshot=snapshot, **planned), POLICY), C1)


def of(worker: str, among: Candidates) -> Candidate:
    (one,) = [each for each in among.ranked if each.worker == worker]
    return one


def test_that_it_is_told_from_when_to_when_somebody_had_the_child_or_a_sibling() -> None:
    since, start, end = DAY_0 - 500 * DAY, DAY_0 - 90 * DAY, DAY_0 - 9 * DAY
    snapshot = a_snapshot(
        *(a_child(child=child, family="F") for child in (C1, C2, C3)),
        *(a_worker(f"W{n}") for n in range(1, 6)),
        a_spell("C2", "W1", start=since),
        a_spell("C1", "W2", start=start, end=end),
        a_spell("C2", "W2", end=end),
        a_spell("C3", "W3", start=start, end=end),
        a_spell("C3", "W4", start=since),
    )

    among = found(snapshot, moves=(a_move("C3", "W5", effective=DAY_0 + DAY),))

    assert of("W1", among).known == (Known(child=C2, start=since),)
    assert of("W2", among).known == (
        Known(child=C1, start=start, end=end),
        Known(child=C2, start=None, end=end),
    )
    assert of("W3", among).known == (Known(child=C3, start=start, end=end),)
    assert of("W4", among).known == (Known(child=C3, start=since, end=DAY_0 + DAY),)
    assert of("W5", among).known == (Known(child=C3, start=DAY_0 + DAY),)
    parts = {each.worker: each.parts for each in among.ranked}
    assert parts["W1"][Part.KNOWS_SIBLING] == WORTH.knows_sibling
    assert parts["W2"][Part.KNOWS_CHILD] == WORTH.knows_child
    assert {parts[each][Part.KNEW_SIBLING] for each in ("W2", "W3", "W4")} == {WORTH.knew_sibling}
    assert Part.KNEW_SIBLING not in {*parts["W1"], *parts["W5"]}


@pytest.mark.parametrize(
    ("of_child", "of_worker", "is_other"),
    [(T1, T2, True), (T1, T1, False), (None, T2, False), (T1, None, False)],
)
def test_that_somebody_of_another_team_comes_later(
    of_child: TeamId | None, of_worker: TeamId | None, *, is_other: bool
) -> None:
    snapshot = a_snapshot(a_child(team=of_child), a_worker(team=of_worker))

    (only,) = found(snapshot).ranked

    assert only.parts.get(Part.OTHER_TEAM) == (WORTH.other_team if is_other else None)


def test_that_the_cases_of_the_kind_are_counted() -> None:
    snapshot = a_snapshot(
        *(a_child(Status.REGISTERED, child=child) for child in (C1, C2, C3)),
        a_child(child="C4"),
        a_worker("W1"),
        held={"C2": "W1", "C3": "W1", "C4": "W1"},
    )

    among = found(snapshot)

    assert (among.case_type, of("W1", among).alike) == (CaseType.REGISTERED, 2)


def test_that_a_pinned_child_is_offered_to_nobody_but_who_has_it_and_the_pin_is_told() -> None:
    snapshot = a_snapshot(a_child(), a_worker("W1"), a_worker("W2"), held={"C1": "W1"})
    pin = Pin(child=C1, reason="TRUSTS")

    among = found(snapshot, pins=(pin,))

    assert among.pin == pin
    assert [each.worker for each in among.ranked] == ["W1"]
    assert [(each.worker, each.rule) for each in among.excluded] == [("W2", Bar.PINNED)]
    assert found(snapshot).pin is None


@pytest.mark.parametrize("worth", [float("nan"), float("inf"), MOST + 1, -MOST - 1])
def test_that_no_preference_outweighs_everything(worth: float) -> None:
    assert Preferences(welsh=MOST).welsh == MOST
    with pytest.raises(ValueError, match="welsh is 1000 points of share at most"):
        Preferences(welsh=worth)


def test_that_what_counts_beside_room_can_be_asked_of_anybody() -> None:
    snapshot = a_snapshot(
        a_child(child="C1", family="F", team=T1, language="Welsh"),
        a_child(child="C2", family="F"),
        a_child(Status.REGISTERED, child="C3"),
        a_worker("W1", team=T2),
        a_worker("W2", team=T1, languages=frozenset({"Welsh"})),
        a_spell("C2", "W1", start=DAY_0 - 90 * DAY),
        a_spell("C3", "W2", start=DAY_0 - 3 * DAY),
        a_spell("C1", "W2", start=DAY_0 - 90 * DAY, end=DAY_0 - 30 * DAY),
    )
    loads = caseloads(Plan(snapshot=snapshot), POLICY)

    told = worths(loads, C1, loads.case_holders)

    for each in candidates(loads, C1).ranked:
        parts = {part: round(amount, 6) for part, amount in told[each.worker].items() if amount}
        assert parts == {part: n for part, n in each.parts.items() if part is not Part.ROOM}
    assert knowledge(loads, C1) == {"W1": WORTH.knows_sibling, "W2": WORTH.knows_child}
