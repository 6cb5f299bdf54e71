"""Since when a child waits, how long, and who must be told."""

from datetime import date, timedelta

import pytest

from allocation_app.domain.findings import State
from allocation_app.domain.people import Child, EventKind, Gap, Role, Status
from allocation_app.domain.plan import Move
from allocation_app.domain.snapshot import Snapshot
from allocation_app.domain.waiting import Escalation, Wait
from tests.unit.domain.builders import (
    CALENDAR,
    DAY_0,
    a_child,
    a_move,
    a_review,
    a_snapshot,
    a_spell,
    a_worker,
)

DAY = timedelta(days=1)
REFERRAL, ARRIVED = EventKind.REFERRAL, EventKind.ARRIVED_IN_TEAM
ENDED = Gap.LAST_ALLOCATION_ENDED
DUTY = a_worker("DUTY", role=Role.DUTY)
AS_AT = date(2026, 4, 30)


def waits(snapshot: Snapshot, *moves: Move) -> list[Wait]:
    return list(a_review(snapshot, *moves).waits)


def wait(*people: object, as_at: date = AS_AT, held: dict[str, str] | None = None) -> Wait:
    (only,) = waits(a_snapshot(*people, as_at=as_at, held=held))
    return only


def referred(days_ago: int, *statuses: Status, child: str = "C1") -> Child:
    return a_child(*statuses, child=child, events={REFERRAL: AS_AT - days_ago * DAY})


# ---- since when


@pytest.mark.parametrize(
    ("referral", "arrived", "ended", "since", "event"),
    [
        (1, 2, 3, 3, ENDED),
        (1, 3, 2, 3, ARRIVED),
        (3, 1, 2, 3, REFERRAL),
        (1, None, None, 1, REFERRAL),
        (None, 1, None, 1, ARRIVED),
        (None, None, 1, 1, ENDED),
    ],
)
def test_that_a_wait_counts_from_the_latest_of_referral_arrival_and_the_last_workers_end(
    referral: int | None, arrived: int | None, ended: int | None, since: int, event: object
) -> None:
    days = {REFERRAL: referral, ARRIVED: arrived}
    child = a_child(
        events={kind: DAY_0 + n * DAY for kind, n in days.items() if n is not None},
    )
    spells = [] if ended is None else [a_spell("C1", "W1", end=DAY_0 + ended * DAY)]

    waiting = wait(child, a_worker(), *spells)

    assert (waiting.since, waiting.since_event) == (DAY_0 + since * DAY, event)
    assert waiting.working_days == CALENDAR.between(DAY_0 + since * DAY, AS_AT)


def test_that_both_clocks_are_told_since_referral_and_since_the_last_worker() -> None:
    child = a_child(events={REFERRAL: DAY_0})

    waiting = wait(child, a_worker(), a_spell("C1", "W1", end=date(2026, 4, 23)))

    assert (waiting.referred, waiting.last_worker_ended) == (DAY_0, date(2026, 4, 23))
    assert (waiting.working_days_since_referral, waiting.working_days) == (20, 5)


def test_that_only_the_end_of_a_case_holder_counts_and_the_latest() -> None:
    waiting = wait(
        referred(40),
        a_worker(),
        DUTY,
        a_spell("C1", "W1", end=AS_AT - 9 * DAY),
        a_spell("C1", "W1", end=AS_AT - 20 * DAY),
        a_spell("C1", "DUTY", end=AS_AT - DAY),
    )

    assert waiting.last_worker_ended == AS_AT - 9 * DAY


def test_that_of_a_leaver_the_last_day_in_post_counts_or_what_ended_later() -> None:
    leaver = a_worker(last_day=AS_AT - 9 * DAY)
    other = a_worker("W2")

    left = wait(referred(40), leaver, held={"C1": "W1"})
    ended_later = wait(
        referred(40), leaver, other, a_spell("C1", "W2", end=AS_AT - DAY), held={"C1": "W1"}
    )

    assert (left.since, left.since_event) == (AS_AT - 9 * DAY, ENDED)
    assert ended_later.since == AS_AT - DAY


def test_that_a_manager_who_left_was_no_case_holder_to_count_from() -> None:
    manager = a_worker(role=Role.MANAGER, last_day=AS_AT - DAY)

    assert wait(referred(40), manager, held={"C1": "W1"}).since == AS_AT - 40 * DAY


def test_that_without_any_of_these_the_arrival_in_the_tray_counts() -> None:
    in_tray = wait(a_child(), DUTY, a_spell("C1", "DUTY", start=DAY_0))

    assert (in_tray.since, in_tray.since_event) == (DAY_0, ARRIVED)


def test_that_a_known_clock_goes_before_the_arrival_in_the_tray() -> None:
    in_tray = wait(referred(40), DUTY, a_spell("C1", "DUTY", start=AS_AT - DAY))

    assert in_tray.since == AS_AT - 40 * DAY


@pytest.mark.parametrize(
    "people",
    [
        (a_child(),),
        (a_child(events={REFERRAL: AS_AT + DAY}),),
        (a_child(), DUTY, a_spell("C1", "DUTY")),
        (a_child(), DUTY, a_spell("C1", "DUTY", start=AS_AT + DAY)),
        (
            a_child(),
            a_worker(role=Role.PERSONAL_ADVISER),
            a_spell("C1", "W1", start=DAY_0),
        ),
    ],
)
def test_that_without_any_date_nobody_can_tell_how_long_a_child_waits(
    people: tuple[object, ...],
) -> None:
    unknown = wait(*people)

    assert (unknown.state, unknown.escalation) == (State.CANNOT_TELL, Escalation.CANNOT_TELL)
    assert (unknown.since, unknown.working_days, unknown.due) == (None, None, None)
    assert (unknown.next_rung, unknown.next_rung_on) == ("", None)


# ---- when it is due, and who must be told


@pytest.mark.parametrize(
    ("as_at", "state", "working_days"),
    [
        (date(2026, 4, 2), State.IN_TIME, 0),  # referred today, Thursday before Easter
        (date(2026, 4, 7), State.DUE_SOON, 1),
        (date(2026, 4, 8), State.LATE, 2),
    ],
)
def test_that_a_child_is_to_be_allocated_by_the_next_working_day(
    as_at: date, state: State, working_days: int
) -> None:
    waiting = wait(a_child(events={REFERRAL: date(2026, 4, 2)}), as_at=as_at)

    assert waiting.due == date(2026, 4, 7)
    assert (waiting.state, waiting.working_days) == (state, working_days)


@pytest.mark.parametrize(
    "status", [Status.REGISTERED, Status.LOOKED_AFTER, Status.PRIVATELY_FOSTERED]
)
def test_that_a_child_who_must_never_wait_is_late_from_the_next_day(status: Status) -> None:
    today, yesterday = wait(referred(0, status)), wait(referred(1, status))

    assert (today.due, today.state) == (AS_AT, State.DUE_SOON)
    assert (yesterday.due, yesterday.state) == (AS_AT - DAY, State.LATE)
    assert today.must_never_wait


@pytest.mark.parametrize(
    ("days", "rung", "next_rung", "next_in"),
    [
        (0, Escalation.NONE, "weekly_review", 7),
        (6, Escalation.NONE, "weekly_review", 1),
        (7, "weekly_review", "senior_manager", 7),
        (13, "weekly_review", "senior_manager", 1),
        (14, "senior_manager", "", None),
        (400, "senior_manager", "", None),
    ],
)
def test_that_the_ladder_is_climbed_after_one_week_and_two(
    days: int, rung: str, next_rung: str, next_in: int | None
) -> None:
    waiting = wait(referred(days))

    assert (waiting.escalation, waiting.next_rung) == (rung, next_rung)
    assert waiting.next_rung_on == (None if next_in is None else AS_AT + next_in * DAY)


def test_that_for_a_child_who_must_never_wait_the_senior_manager_is_told_at_once() -> None:
    for child in (referred(0, Status.REGISTERED), a_child(Status.REGISTERED)):
        told = wait(child)
        assert (told.escalation, told.next_rung, told.next_rung_on) == (Escalation.NOW, "", None)


# ---- worst first


def test_that_the_worst_come_first_and_a_wait_that_must_never_be_is_breached_however_long() -> None:
    children = [
        referred(0, child="near, can wait"),
        referred(0, Status.REGISTERED, child="near, must never wait"),
        a_child(child="unknown, can wait"),
        a_child(Status.REGISTERED, child="unknown, must never wait"),
        referred(9, child="breached, B"),
        referred(9, child="breached, A"),
        referred(30, child="breached, longer"),
        referred(2, Status.REGISTERED, child="breached, must never wait"),
    ]

    assert [waiting.child for waiting in waits(a_snapshot(*children, as_at=AS_AT))] == [
        "unknown, must never wait",
        "breached, must never wait",
        "breached, longer",
        "breached, A",
        "breached, B",
        "unknown, can wait",
        "near, must never wait",
        "near, can wait",
    ]


# ---- under a plan


def test_that_a_child_given_to_a_worker_no_longer_waits_and_the_others_do() -> None:
    children = [referred(days, child=f"C{days}") for days in (3, 5, 9)]
    snapshot = a_snapshot(*children, a_worker(), as_at=AS_AT)

    assert [each.child for each in waits(snapshot)] == ["C9", "C5", "C3"]
    assert [each.child for each in waits(snapshot, a_move("C5", "W1"))] == ["C9", "C3"]


def test_that_a_child_taken_from_its_worker_waits_from_that_day_in_its_place() -> None:
    children = [referred(days, child=f"C{days}") for days in (3, 5, 400)]
    snapshot = a_snapshot(*children, a_worker(), as_at=AS_AT, held={"C400": "W1"})

    first, second, taken = waits(snapshot, a_move("C400", None))

    assert [first.child, second.child] == ["C5", "C3"]
    assert (taken.child, taken.since, taken.working_days) == ("C400", AS_AT, 0)


@pytest.mark.parametrize(("effective", "since"), [(-3, -3), (0, 0), (9, 0)])
def test_that_a_wait_never_begins_after_the_day_that_is_looked_at(
    effective: int, since: int
) -> None:
    snapshot = a_snapshot(referred(40), a_worker(), as_at=AS_AT, held={"C1": "W1"})

    (taken,) = waits(snapshot, a_move("C1", None, effective=AS_AT + effective * DAY))

    assert taken.since == AS_AT + since * DAY


def test_that_moving_a_child_into_a_tray_starts_no_new_clock() -> None:
    snapshot = a_snapshot(a_child(), DUTY, as_at=AS_AT)

    (moved,) = waits(snapshot, a_move("C1", "DUTY"))

    assert (moved.since, moved.state) == (None, State.CANNOT_TELL)


def test_that_a_child_who_came_into_the_tray_today_waits_from_today() -> None:
    assert wait(a_child(), DUTY, a_spell("C1", "DUTY", start=AS_AT)).since == AS_AT


def test_that_who_was_no_case_holder_for_the_child_ends_nothing_by_a_move() -> None:
    adviser = a_worker(role=Role.PERSONAL_ADVISER)
    snapshot = a_snapshot(referred(40), adviser, as_at=AS_AT, held={"C1": "W1"})

    (moved,) = waits(snapshot, a_move("C1", None))

    assert (moved.since, moved.last_worker_ended) == (AS_AT - 40 * DAY, None)


def test_that_moving_a_child_out_of_a_tray_keeps_the_clock_of_the_tray() -> None:
    snapshot = a_snapshot(a_child(), DUTY, a_spell("C1", "DUTY", start=DAY_0), as_at=AS_AT)

    (moved,) = waits(snapshot, a_move("C1", None))

    assert moved.since == DAY_0


def test_that_a_leavers_child_moved_into_a_tray_still_counts_from_the_last_day_in_post() -> None:
    leaver = a_worker(last_day=AS_AT - 9 * DAY)
    snapshot = a_snapshot(referred(40), leaver, DUTY, as_at=AS_AT, held={"C1": "W1"})

    (moved,) = waits(snapshot, a_move("C1", "DUTY"))

    assert moved.since == AS_AT - 9 * DAY
