"""D13: what is missing from the record, or impossible in it."""

from datetime import date, timedelta

import pytest

from allocation_app.domain.findings import Finding
from allocation_app.domain.people import EventKind, Status
from tests.unit.domain.builders import (
    DAY_0,
    EVERY_KIND,
    a_child,
    a_snapshot,
    found,
)

DAY = timedelta(days=1)
REFERRAL = EventKind.REFERRAL


def one(code: str, *people: object, held: dict[str, str] | None = None) -> Finding:
    (finding,) = found(a_snapshot(*people, held=held), code)
    return finding


# ---- D13: gaps in the record


@pytest.mark.parametrize("status", [Status.REGISTERED, Status.LOOKED_AFTER])
def test_that_a_child_to_be_visited_without_any_visit_is_a_gap(status: Status) -> None:
    gap = one("D13", a_child(status))

    assert gap.missing == (EventKind.VISIT,)
    assert (gap.trigger, gap.trigger_event) == (None, None)


def test_that_a_duty_met_on_the_day_it_began_is_no_gap() -> None:
    same_day = {REFERRAL: DAY_0, EventKind.REFERRAL_DECISION: DAY_0}

    assert found(a_snapshot(a_child(Status.REFERRAL, events=same_day)), "D13") == []


@pytest.mark.parametrize(
    "kind", [EventKind.SEEN, EventKind.SEEN_ALONE, EventKind.HOME_VISIT, EventKind.VISIT]
)
def test_that_a_visit_of_any_kind_is_a_visit(kind: EventKind) -> None:
    child = a_child(Status.REGISTERED, events={kind: DAY_0})

    assert found(a_snapshot(child), "D13") == []


def test_that_a_child_nobody_has_to_visit_needs_no_visit() -> None:
    assert found(a_snapshot(a_child(Status.REFERRAL)), "D13") == []


def test_that_an_impossible_visit_is_one_gap_and_keeps_its_date() -> None:
    child = a_child(Status.LOOKED_AFTER, events={EventKind.VISIT: DAY_0 + DAY})
    finding = one("D13", child)

    assert (finding.missing, finding.trigger) == ((EventKind.VISIT,), DAY_0 + DAY)
    assert finding.trigger_event is EventKind.VISIT


def test_that_each_impossible_date_is_a_gap_of_its_own() -> None:
    child = a_child(events=dict.fromkeys(EVERY_KIND, DAY_0 + DAY))
    gaps = found(a_snapshot(child), "D13")

    assert {gap.missing for gap in gaps} == {(kind,) for kind in EVERY_KIND}
    assert len(gaps) == len(EVERY_KIND)


@pytest.mark.parametrize(
    ("status", "began", "earlier"),
    [
        (Status.LOOKED_AFTER, EventKind.LOOKED_AFTER_START, EventKind.FIRST_LOOKED_AFTER_REVIEW),
        (Status.REGISTERED, EventKind.INITIAL_CONFERENCE, EventKind.CORE_GROUP),
        (Status.REGISTERED, EventKind.INITIAL_CONFERENCE, EventKind.REVIEW_CONFERENCE),
    ],
)
def test_that_what_belongs_to_a_former_registration_or_time_in_care_is_no_gap(
    status: Status, began: EventKind, earlier: EventKind
) -> None:
    child = a_child(
        status, events={began: DAY_0, EventKind.VISIT: DAY_0, earlier: date(2025, 1, 7)}
    )

    assert found(a_snapshot(child), "D13") == []


def test_that_a_review_before_the_child_was_looked_after_is_no_gap_when_a_later_one_is_not() -> (
    None
):
    child = a_child(
        Status.LOOKED_AFTER,
        events={
            EventKind.LOOKED_AFTER_START: DAY_0 - 9 * DAY,
            EventKind.FIRST_LOOKED_AFTER_REVIEW: date(2025, 1, 7),
            EventKind.LOOKED_AFTER_REVIEW: DAY_0,
            EventKind.VISIT: DAY_0,
        },
    )

    assert found(a_snapshot(child), "D13") == []
