"""What is done while a child waits: the ladder's clock, weekly reviews, seeing the child."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allocation_app import settings
from allocation_app.domain.people import Child, ChildId, EventKind, Gap, Role, Status
from allocation_app.domain.plan import Plan
from allocation_app.domain.policy import Ladder, Policy, Rung
from allocation_app.domain.review import review
from allocation_app.domain.snapshot import Snapshot
from allocation_app.domain.waiting import CONTACTS, Escalation, Wait
from tests.unit.domain.builders import (
    CALENDAR,
    DAY_0,
    POLICY,
    RULES,
    a_child,
    a_move,
    a_snapshot,
    a_spell,
    a_worker,
    found,
)
from tests.unit.domain.test_metamorphic import DAYS, imports

DAY = timedelta(days=1)
AS_AT = date(2026, 4, 30)
REFERRAL, ARRIVED = EventKind.REFERRAL, EventKind.ARRIVED_IN_TEAM
OVERSIGHT = EventKind.OVERSIGHT
CUMBERLAND = Ladder()
WALSALL = Ladder(
    code="walsall",
    name="Walsall",
    rungs=(Rung(code="weekly_review", days=7), Rung(code="group_manager", days=28)),
    seen_weeks=None,
)


def waiting(
    *people: object, ladder: Ladder = CUMBERLAND, reviewed: tuple[int, ...] = (), **more: object
) -> Wait:
    """The one wait of an import, with reviews of the plan so many days ago."""
    snapshot = a_snapshot(*people, as_at=AS_AT, **more)
    plan = Plan(snapshot=snapshot)
    for days in reviewed:
        plan = plan.with_review(ChildId("C1"), AS_AT - days * DAY)
    return only(plan, replace(POLICY, ladder=ladder))


def only(plan: Plan, policy: Policy = POLICY) -> Wait:
    (wait,) = review(plan, policy, RULES, CALENDAR).waits
    return wait


def referred(days_ago: int, **fields: object) -> Child:
    events = {REFERRAL: AS_AT - days_ago * DAY} | fields.pop("events", {})
    return a_child(events=events, **fields)


# ---- the ladder's clock


def test_that_an_arrival_in_another_team_does_not_start_the_ladder_anew() -> None:
    child = referred(90, events={ARRIVED: AS_AT - 2 * DAY})
    ended = a_spell("C1", "W1", end=AS_AT - 20 * DAY)

    wait = waiting(child, a_worker(), ended)

    assert (wait.since, wait.since_event) == (AS_AT - 2 * DAY, ARRIVED)
    assert (wait.ladder_since, wait.escalation) == (AS_AT - 20 * DAY, "senior_manager")


@pytest.mark.parametrize(
    ("referral", "ended", "arrived", "began"),
    [
        (40, None, 3, 40),
        (40, 9, 3, 9),
        (40, 9, None, 9),
        (5, 400, 3, 5),  # a new referral after the last worker's end opens a new case
        (None, 9, 3, 9),
        (None, None, 3, 3),
    ],
)
def test_that_the_rungs_count_from_the_last_workers_end_or_the_referral(
    referral: int | None, ended: int | None, arrived: int | None, began: int
) -> None:
    days = {REFERRAL: referral, ARRIVED: arrived}
    child = a_child(events={kind: AS_AT - n * DAY for kind, n in days.items() if n is not None})
    spells = [] if ended is None else [a_spell("C1", "W1", end=AS_AT - ended * DAY)]

    assert waiting(child, a_worker(), *spells).ladder_since == AS_AT - began * DAY


def test_that_a_wait_of_unknown_length_has_no_clock() -> None:
    wait = waiting(a_child())

    assert (wait.ladder_since, wait.review_due, wait.missed_reviews) == (None, None, None)
    assert (wait.last_reviewed, wait.seen_due) == (None, None)


def test_that_a_child_under_somebody_who_has_not_begun_waits_until_then() -> None:
    to_come = a_worker(first_day=AS_AT + 4 * DAY)
    snapshot = a_snapshot(referred(9), to_come, a_worker("W2"), as_at=AS_AT, held={"C1": "W1"})
    early, late = (a_move("C1", "W1", effective=AS_AT + days * DAY) for days in (3, 4))
    moved = a_snapshot(referred(9), to_come, a_worker("W2"), as_at=AS_AT, held={"C1": "W2"})

    wait = only(Plan(snapshot=snapshot))

    assert (wait.reason, wait.since, wait.last_worker_ended) == (
        "not_started",
        AS_AT - 9 * DAY,
        None,
    )
    assert only(Plan(snapshot=snapshot, moves=(a_move("C1", None),))).last_worker_ended is None
    assert only(Plan(snapshot=moved, moves=(early,))).reason == "not_started"
    assert review(Plan(snapshot=moved, moves=(late,)), POLICY, RULES, CALENDAR).waits == ()


# ---- two published ladders


def test_that_after_fifteen_days_cumberland_tells_the_senior_manager_and_misses_two_reviews() -> (
    None
):
    wait = waiting(referred(15), ladder=CUMBERLAND)

    assert (wait.escalation, wait.next_rung) == ("senior_manager", "")
    assert (wait.missed_reviews, wait.review_due) == (2, AS_AT - 8 * DAY)
    assert wait.seen_due == AS_AT + 13 * DAY


def test_that_after_fifteen_days_walsall_reviews_and_tells_the_group_manager_at_28() -> None:
    wait = waiting(referred(15), ladder=WALSALL)

    assert (wait.escalation, wait.next_rung) == ("weekly_review", "group_manager")
    assert (wait.next_rung_on, wait.seen_due) == (AS_AT + 13 * DAY, None)
    assert wait.missed_reviews == 2
    assert waiting(referred(28), ladder=WALSALL).escalation == "group_manager"


def test_that_each_council_says_who_must_never_wait() -> None:
    ladder = replace(CUMBERLAND, never_unallocated=frozenset({Status.ASSESSMENT}))
    child = a_child(Status.ASSESSMENT, events={REFERRAL: AS_AT})

    assert waiting(child, ladder=ladder).escalation == Escalation.NOW
    assert waiting(child).escalation == Escalation.NONE


# ---- reviews


@pytest.mark.parametrize(
    ("days", "missed"), [(0, 0), (7, 0), (8, 1), (14, 1), (15, 2), (21, 2), (22, 3)]
)
def test_that_a_review_is_missed_from_the_day_after_it_was_due(days: int, missed: int) -> None:
    assert waiting(referred(days)).missed_reviews == missed


@pytest.mark.parametrize(
    ("reviewed", "missed", "last", "due"),
    [
        ((14, 7), 0, 7, 0),
        ((13, 7), 1, 7, 0),  # the first one came after eight days
        ((14, 14, 1), 1, 1, -6),
        ((22,), 2, None, 14),  # before the wait began
        ((21,), 2, 21, 14),  # on the day on which it began
        ((0,), 2, 0, -7),
    ],
)
def test_that_reviews_of_the_plan_are_counted_from_when_the_wait_began(
    reviewed: tuple[int, ...], missed: int, last: int | None, due: int
) -> None:
    wait = waiting(referred(21), reviewed=reviewed)

    assert wait.missed_reviews == missed
    assert wait.last_reviewed == (None if last is None else AS_AT - last * DAY)
    assert wait.review_due == AS_AT - due * DAY


def test_that_before_the_last_review_of_the_import_nothing_is_counted_as_missed() -> None:
    child = referred(60, events={OVERSIGHT: AS_AT - 16 * DAY})

    wait = waiting(child)

    assert (wait.last_reviewed, wait.review_due) == (AS_AT - 16 * DAY, AS_AT - 9 * DAY)
    assert wait.missed_reviews == 2


def test_that_the_latest_review_of_plan_and_import_counts() -> None:
    child = referred(60, events={OVERSIGHT: AS_AT - 16 * DAY})

    wait = waiting(child, reviewed=(30, 3))

    assert (wait.last_reviewed, wait.missed_reviews) == (AS_AT - 3 * DAY, 1)


def test_that_a_review_of_an_earlier_wait_is_none_of_this_one() -> None:
    child = referred(10, events={OVERSIGHT: AS_AT - 11 * DAY})

    wait = waiting(child)

    assert (wait.last_reviewed, wait.review_due) == (None, AS_AT - 3 * DAY)
    assert wait.missed_reviews == 1


def test_that_a_review_after_the_day_of_the_import_counts() -> None:
    wait = waiting(referred(8), reviewed=(-3,))

    assert (wait.last_reviewed, wait.review_due) == (AS_AT + 3 * DAY, AS_AT + 10 * DAY)


def test_that_a_review_that_cannot_be_read_is_not_missed_where_others_have_one() -> None:
    child = referred(30, unrecorded=[OVERSIGHT])
    other = a_child(child="C2")

    unread = waiting(child, other, a_worker(), held={"C2": "W1"})
    reviewed = waiting(child, other, a_worker(), held={"C2": "W1"}, reviewed=(2,))
    alone = waiting(child)

    assert (unread.review_due, unread.missed_reviews) == (None, None)
    assert (reviewed.review_due, reviewed.missed_reviews) == (AS_AT + 5 * DAY, None)
    assert (alone.review_due, alone.missed_reviews) == (AS_AT - 23 * DAY, 4)


def test_that_a_wait_of_unknown_length_is_reviewed_a_week_after_its_last_review() -> None:
    wait = waiting(a_child(), reviewed=(2,))

    assert (wait.last_reviewed, wait.review_due) == (AS_AT - 2 * DAY, AS_AT + 5 * DAY)
    assert wait.missed_reviews is None


def test_that_a_review_of_one_child_changes_no_other_wait() -> None:
    snapshot = a_snapshot(referred(9), a_child(child="C2"), as_at=AS_AT)
    plan = Plan(snapshot=snapshot)

    before = review(plan, POLICY, RULES, CALENDAR).waits
    after = review(plan.with_review(ChildId("C1"), AS_AT), POLICY, RULES, CALENDAR).waits

    assert [wait.child for wait in after] == [wait.child for wait in before]
    assert [wait.child for wait in after if wait not in before] == ["C1"]


# ---- seeing the child


@pytest.mark.parametrize("kind", CONTACTS)
def test_that_a_child_is_to_be_seen_four_weeks_after_it_was_last_seen(kind: EventKind) -> None:
    child = referred(90, events={kind: AS_AT - 30 * DAY})

    assert waiting(child).seen_due == AS_AT - 2 * DAY


def test_that_a_child_never_seen_is_to_be_seen_four_weeks_after_the_wait_began() -> None:
    assert waiting(referred(30)).seen_due == AS_AT - 2 * DAY


def test_that_nobody_sees_an_unborn_child_or_can_tell_without_a_readable_cell() -> None:
    unborn = referred(30, date_of_birth=AS_AT + DAY)

    assert waiting(unborn).seen_due is None
    assert waiting(referred(30, unrecorded=CONTACTS)).seen_due is None


def test_that_a_newborn_is_to_be_seen_four_weeks_after_birth() -> None:
    newborn = referred(30, date_of_birth=AS_AT - 5 * DAY)

    assert waiting(newborn).seen_due == AS_AT + 23 * DAY


BY_CUMBERLAND = RULES.with_local(settings.local_rules("cumberland"))


@given(snapshot=imports(), reviewed=st.lists(DAYS, max_size=2))
def test_that_the_ladder_and_the_councils_rules_name_the_same_days(
    snapshot: Snapshot, reviewed: list[date]
) -> None:
    plan = Plan(snapshot=snapshot)
    for day in reviewed:
        plan = plan.with_review(ChildId(min(snapshot.children)), min(day, snapshot.as_at))
    looked = review(plan, POLICY, BY_CUMBERLAND, CALENDAR, in_time=True)
    due = {
        rule: {each.child: each.due for each in looked.findings if each.rule == rule}
        for rule in ("A-ALL-02", "A-ALL-05")
    }

    for wait in looked.waits:
        if due["A-ALL-02"]:
            assert due["A-ALL-02"][wait.child] == wait.review_due
        assert due["A-ALL-05"].get(wait.child) == wait.seen_due


def test_that_a_review_in_the_plan_counts_though_the_import_gives_one_that_is_to_come() -> None:
    child = referred(30, events={EventKind.OVERSIGHT: AS_AT + DAY})
    plan = Plan(snapshot=a_snapshot(child, as_at=AS_AT)).with_review(child.id, AS_AT)

    found = review(plan, POLICY, BY_CUMBERLAND, CALENDAR, in_time=True).findings

    (told,) = [each for each in found if each.rule == "A-ALL-02"]
    assert told.due == AS_AT + 7 * DAY


# ---- rules that are asked of children without a worker


def of_registered(snapshot: Snapshot) -> list[tuple[str | None, tuple[EventKind | Gap, ...]]]:
    return [(each.child, each.missing) for each in found(snapshot, "W-CP-09")]


def test_that_nobody_can_tell_whether_a_registered_child_has_a_worker_that_is_not_readable() -> (
    None
):
    unread = a_child(Status.REGISTERED, is_holder_readable=False)
    rivals = replace(unread, id=ChildId("C2"), rivals=(a_worker().id, a_worker("W2").id))
    other = a_child(child="C3", is_holder_readable=False)
    snapshot = a_snapshot(unread, rivals, other, a_worker(), a_worker("W2"))

    assert of_registered(snapshot) == [("C1", (Gap.HOLDER,)), ("C2", (Gap.RIVAL_HOLDERS,))]
    assert [each.missing for each in found(snapshot, "D1")] == [
        (Gap.HOLDER,),
        (Gap.RIVAL_HOLDERS,),
        (Gap.HOLDER,),
    ]


@pytest.mark.parametrize("is_readable", [True, False])
def test_that_a_child_of_unknown_status_who_was_conferred_on_may_be_registered(
    *, is_readable: bool
) -> None:
    conferred = {EventKind.INITIAL_CONFERENCE: DAY_0 - 9 * DAY}
    child = a_child(Status.UNKNOWN, events=conferred, is_holder_readable=is_readable)
    never = a_child(Status.UNKNOWN, child="C2", is_holder_readable=is_readable)

    assert [child for child, _ in of_registered(a_snapshot(child, never))] == ["C1"]


def test_that_a_child_in_a_tray_is_asked_about_like_any_other_who_waits() -> None:
    child = a_child(Status.REGISTERED, events={EventKind.REGISTERED: DAY_0 - 9 * DAY})
    duty = a_worker("DUTY", role=Role.DUTY)

    assert of_registered(a_snapshot(child, duty, held={"C1": "DUTY"})) == [("C1", ())]
