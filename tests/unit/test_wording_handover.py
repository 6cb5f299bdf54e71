"""What a hand-over pack and a worker's page say of each fact."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from allocation_app import settings
from allocation_app.domain.handover import Contact, Pack
from allocation_app.domain.key_events import KeyEvent
from allocation_app.domain.move_rules import Broken
from allocation_app.domain.people import ChildId, EventKind, Gap, Status, WorkerId
from allocation_app.domain.policy import Band
from allocation_app.domain.worker_history import Held
from allocation_app.wording import handover, worker_page

AS_AT, DAY = date(2026, 11, 20), timedelta(days=1)
PACK = Pack(
    donor=WorkerId("W1"),
    to=WorkerId("W2"),
    day=AS_AT + 7 * DAY,
    has_day=True,
    is_met=True,
    transfers=(),
    siblings=(),
    joint_visit=(AS_AT + 3 * DAY, AS_AT + 6 * DAY),
)
HELD = Held(worker=WorkerId("W1"), start=AS_AT - 9 * DAY, end=None, days=9)


def contact(day: date | None, *, is_known: bool | None) -> str:
    return handover.contact(Contact(kind=EventKind.SEEN, day=day, is_known=is_known), AS_AT)


def test_that_a_contact_is_said_with_its_date_and_how_long_ago_it_was() -> None:
    assert contact(AS_AT - DAY, is_known=True) == "19 Nov 2026 (1 day ago)"
    assert contact(AS_AT - 9 * DAY, is_known=True) == "11 Nov 2026 (9 days ago)"
    assert contact(AS_AT, is_known=True) == "20 Nov 2026 (that day)"


def test_that_no_contact_a_missing_one_and_an_impossible_one_are_told_apart() -> None:
    assert contact(None, is_known=False) == "none on record"
    assert contact(None, is_known=None) == "not recorded"
    assert contact(AS_AT + DAY, is_known=None) == "21 Nov 2026: can’t be"


@pytest.mark.parametrize(
    ("after", "is_due", "said"),
    [
        (0, False, "The review conference: Fri 27 Nov 2026, on the day of the move"),
        (1, True, "The review conference, due: Sat 28 Nov 2026, 1 day after the move"),
        (-2, False, "The review conference: Wed 25 Nov 2026, 2 days before the move"),
    ],
)
def test_that_a_key_event_is_said_beside_the_day_of_the_move(
    after: int, said: str, *, is_due: bool
) -> None:
    event = KeyEvent(kind=EventKind.REVIEW_CONFERENCE, day=PACK.day + after * DAY, is_due=is_due)
    assert handover.key_event(event, PACK.day) == said


def test_that_the_joint_visit_has_its_days_or_says_why_there_are_none() -> None:
    days = "From Mon 23 Nov 2026 to Thu 26 Nov 2026, before the move (an offer, no rule)"
    assert handover.joint_visit(PACK) == days
    one = replace(PACK, joint_visit=(AS_AT + 3 * DAY, AS_AT + 3 * DAY))
    assert handover.joint_visit(one).startswith("On Mon 23 Nov 2026, before the move")
    assert "as soon as can be" in handover.joint_visit(replace(PACK, joint_visit=None))
    assert "a manager introduces" in handover.joint_visit(replace(PACK, is_met=False))
    assert "unallocated" in handover.joint_visit(replace(PACK, to=None))


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (HELD, "still so"),
        (replace(HELD, end=AS_AT), "why it ended is not recorded"),
        (replace(HELD, last_day=AS_AT - DAY), "last day in post: 19 Nov 2026"),
        (
            replace(HELD, reason="MANAGE", is_ended_by_plan=True),
            "ends by the plan: managing caseloads",
        ),
        (replace(HELD, is_ended_by_plan=True), "ends by the plan: no reason given"),
        (
            replace(HELD, last_day=AS_AT - DAY, reason="LEFTRL", is_ended_by_plan=True),
            "last day in post: 19 Nov 2026; ends by the plan: the previous worker left the role",
        ),
        (replace(HELD, is_planned=True), "begins by the plan"),
    ],
)
def test_that_why_a_time_with_a_worker_ended_is_said_as_far_as_anything_tells(
    held: Held, said: str
) -> None:
    assert handover.why_ended(held) == said


@pytest.mark.parametrize("status", handover.FOR_STATUS)
def test_that_the_checklist_asks_more_for_those_whom_others_must_be_told_of(
    status: Status,
) -> None:
    plain = handover.checklist(PACK, frozenset({Status.ASSESSMENT}))
    special = handover.checklist(PACK, frozenset({Status.ASSESSMENT, status}))
    assert len(special) == len(plain) + 1


def test_that_the_checklist_fits_the_page_of_one_child() -> None:
    every = handover.checklist(PACK, frozenset(Status))
    assert max(map(len, every)) <= 72
    assert len(every) <= 13


def test_that_rules_are_named_once_and_what_nobody_could_tell_is_said() -> None:
    broken = [
        Broken(rule=rule, is_hard=False, child=ChildId("C1"), worker=None, missing=missing)
        for rule, missing in (
            ("over", ()),
            ("over", ()),
            ("siblings", (Gap.HOLDER,)),
            ("siblings", ()),
            ("key_event", (EventKind.COURT_HEARING,)),
        )
    ]
    said = "over capacity; siblings apart; near a key event: cannot tell"
    assert handover.against(broken) == said


def test_that_each_band_is_said_with_where_it_begins() -> None:
    bands = settings.policy().bands
    assert worker_page.meaning(Band.OVER, bands) == "over: 110 % of capacity or more"
    assert worker_page.meaning(Band.STRETCHED, bands) == "stretched: from 100 % to under 110 %"
    assert worker_page.meaning(Band.FULL, bands).startswith("full: from 95 % to under 100 %")
    assert worker_page.meaning(Band.SPARE, bands) == "spare: less than 95 % of capacity"


def test_that_a_share_is_rounded_down_and_says_so() -> None:
    said = worker_page.share_sum(93.49, 85, 93.49 / 85)
    assert said == "93.5 points ÷ 85 of capacity = 109.9 %, shown as 109 % (rounded down)"


def test_that_example_weights_say_so_and_a_councils_own_do_not() -> None:
    policy = settings.policy()
    assert "examples" in worker_page.by_whose_weights(policy)
    assert "examples" not in worker_page.by_whose_weights(replace(policy, is_example=False))
