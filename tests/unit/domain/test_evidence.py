"""The waits of a period: each as far as something tells of it, and what nobody can tell."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from allocation_app.domain.caseloads import Caseloads, Reason, caseloads
from allocation_app.domain.evidence import (
    Ended,
    Ending,
    Evidence,
    Seen,
    Untold,
    Waited,
    evidence,
)
from allocation_app.domain.findings import State
from allocation_app.domain.people import (
    Child,
    ChildId,
    EventKind,
    Role,
    Spell,
    Status,
    Worker,
    WorkerId,
)
from allocation_app.domain.period import Period
from allocation_app.domain.plan import Move, Oversight, Plan
from allocation_app.domain.reviewed import Reviews
from allocation_app.domain.snapshot import Snapshot
from tests.unit.domain.builders import (
    CALENDAR,
    DAY_0,
    POLICY,
    a_child,
    a_move,
    a_snapshot,
    a_spell,
    a_worker,
)

DAY = timedelta(days=1)


def before(days: int) -> date:
    """So many days before `DAY_0`."""
    return DAY_0 - days * DAY


def loads_of(
    *people: Child | Worker | Spell,
    moves: tuple[Move, ...] = (),
    reviewed: Sequence[date] = (),
) -> Caseloads:
    oversight = tuple(Oversight(child=ChildId("C1"), day=day) for day in reviewed)
    plan = Plan(snapshot=a_snapshot(*people), moves=moves, oversight=oversight)
    return caseloads(plan, POLICY)


def looked(
    *people: Child | Worker | Spell,
    first: int = 30,
    last: int = 0,
    earlier: Sequence[Snapshot] = (),
    moves: tuple[Move, ...] = (),
    reviewed: Sequence[date] = (),
) -> Evidence:
    """The evidence from so many days before `DAY_0` to so many before it."""
    loads = loads_of(*people, moves=moves, reviewed=reviewed)
    period = Period(first=before(first), last=before(last))
    return evidence(loads, period, CALENDAR, earlier)


def the_wait(*people: Child | Worker | Spell, **fields: object) -> Waited:
    (wait,) = looked(*people, **fields).waits
    return wait


def a_case(*statuses: Status, referred: int | None = 20, **fields: object) -> Child:
    """A child that was referred so many days before `DAY_0`."""
    events = fields.pop("events", {})
    known = {} if referred is None else {EventKind.REFERRAL: before(referred)}
    return a_child(*(statuses or (Status.ASSESSMENT,)), events=known | events, **fields)


def test_that_a_wait_is_told_from_its_first_to_its_last_day_in_the_period() -> None:
    wait = the_wait(a_case(referred=20), first=10, last=5)

    assert wait.within == Period(first=before(10), last=before(5))
    assert (wait.days, wait.since, wait.untold) == (6, before(20), ())
    assert wait.working_days == CALENDAR.between(before(20), DAY_0)
    assert wait.reasons == (Reason.NO_WORKER,)
    assert wait.ended == Ended(how=Ending.STILL)


def test_that_who_waited_before_or_after_the_period_is_not_in_it() -> None:
    held = (a_worker(), a_spell("C1", "W1", start=before(10)))

    assert looked(a_case(), *held, first=10).waits == ()
    assert len(looked(a_case(), *held, first=11).waits) == 1
    assert looked(a_case(), *held, first=30, last=21).waits == ()


def test_that_a_wait_ends_on_the_day_a_worker_comes() -> None:
    wait = the_wait(a_case(referred=20), a_worker(), a_spell("C1", "W1", start=before(10)))

    assert wait.within.last == before(11)
    assert wait.working_days == CALENDAR.between(before(20), before(10))
    assert wait.ended == Ended(how=Ending.HELD, worker=WorkerId("W1"), day=before(10))


def test_that_a_child_can_have_waited_twice() -> None:
    spells = (a_spell("C1", "W1", start=before(15), end=before(12)),)

    found = looked(a_case(referred=20), a_worker(), *spells)

    assert sorted((wait.within.first, wait.days) for wait in found.waits) == [
        (before(20), 5),
        (before(11), 12),
    ]
    assert found.children == {"C1"}


def test_that_the_plan_ends_no_wait_but_says_what_is_meant() -> None:
    people = (a_case(), a_worker())
    planned = the_wait(*people, moves=(a_move("C1", "W1", effective=DAY_0 + DAY),))
    today = the_wait(*people, moves=(a_move("C1", "W1"),))
    overdue = the_wait(*people, moves=(a_move("C1", "W1", effective=before(3)),))
    none = the_wait(*people, moves=(a_move("C1", None),))

    w1 = WorkerId("W1")
    assert planned.ended == Ended(how=Ending.STILL, worker=w1, day=DAY_0 + DAY)
    assert today.ended == Ended(how=Ending.STILL, worker=w1, day=DAY_0)
    assert overdue.ended == today.ended
    assert none.ended == Ended(how=Ending.STILL)


def test_that_the_rungs_reached_by_the_end_of_the_period_are_told_with_their_days() -> None:
    assert [(rung.code, rung.days) for rung in POLICY.ladder.rungs] == [
        ("weekly_review", 7),
        ("senior_manager", 14),
    ]
    case = a_case(referred=14)

    assert the_wait(case).rungs == (("weekly_review", before(7)), ("senior_manager", DAY_0))
    assert the_wait(case, last=1).rungs == (("weekly_review", before(7)),)
    assert the_wait(case, last=8).rungs == ()


def test_that_of_a_child_who_must_never_wait_a_senior_manager_is_told_at_once() -> None:
    wait = the_wait(a_case(Status.REGISTERED, referred=1))

    assert wait.must_never_wait
    assert wait.rungs == (("senior_manager_now", before(1)),)
    assert wait.state is State.LATE


def test_that_the_state_is_that_of_the_last_day_in_the_period() -> None:
    case = a_case(referred=1)

    assert the_wait(case, last=1).state is State.IN_TIME
    assert the_wait(case).state is State.DUE_SOON
    assert the_wait(a_case(referred=20)).state is State.LATE


def test_that_a_wait_that_is_over_is_no_more_due_soon() -> None:
    friday, sunday, monday = before(4), 2, before(1)
    case, held = a_case(referred=4), (a_worker(), a_spell("C1", "W1", start=monday))

    assert CALENDAR.add(friday, POLICY.ladder.allocate_within) == monday
    assert the_wait(case, *held).state is State.IN_TIME
    assert the_wait(case, last=sunday).state is State.IN_TIME


def test_that_a_worker_who_came_after_the_aim_came_late() -> None:
    tuesday, thursday = before(7), before(5)
    case, held = a_case(referred=7), (a_worker(), a_spell("C1", "W1", start=thursday))

    assert CALENDAR.add(tuesday, POLICY.ladder.allocate_within) == before(6)
    assert the_wait(case, *held).state is State.LATE
    assert the_wait(case, *held, last=5).state is State.LATE
    assert the_wait(case, *held, last=6).state is State.IN_TIME


def test_that_a_worker_who_came_on_nobody_knows_which_day_is_not_said_to_be_late() -> None:
    earlier = a_snapshot(a_case(referred=7), as_at=before(7))

    wait = the_wait(a_case(referred=7), a_worker(), a_spell("C1", "W1"), earlier=(earlier,))

    assert not wait.ended.is_day_certain
    assert wait.state is State.IN_TIME


def test_that_nobody_tells_of_the_time_before_a_case_came_to_the_team() -> None:
    arrived = {EventKind.ARRIVED_IN_TEAM: before(3)}

    wait = the_wait(a_case(Status.LOOKED_AFTER, referred=20, events=arrived))

    assert wait.within == Period(first=before(3), last=DAY_0)
    assert (wait.since, wait.rungs) == (before(3), (("senior_manager_now", before(3)),))
    assert wait.untold == (Period(first=before(20), last=before(4)),)
    assert the_wait(a_case(referred=20, events=arrived)).since == before(20)
    assert the_wait(a_case(Status.LOOKED_AFTER)).since == before(20)


def test_that_who_lost_a_worker_waits_on_through_a_change_of_team() -> None:
    arrived = {EventKind.ARRIVED_IN_TEAM: before(3)}
    had = (a_worker(), a_spell("C1", "W1", start=before(15), end=before(9)))

    assert the_wait(a_case(Status.LOOKED_AFTER, events=arrived), *had).since == before(9)


def test_that_without_a_day_of_the_beginning_nobody_can_tell_how_long() -> None:
    wait = the_wait(a_case(referred=None))

    assert (wait.since, wait.working_days, wait.rungs, wait.reviews) == (None, None, (), None)
    assert wait.state is State.CANNOT_TELL
    assert wait.within == Period(first=DAY_0, last=DAY_0)
    assert wait.untold == (Period(first=before(1), last=before(1)),)


def test_that_days_of_which_nobody_can_tell_are_said_beside() -> None:
    earlier = a_snapshot(a_case(referred=None), as_at=before(7))

    wait = the_wait(a_case(referred=None), earlier=(earlier,))

    assert (wait.within, wait.days) == (Period(first=before(7), last=DAY_0), 2)
    assert wait.untold == (
        Period(first=before(8), last=before(8)),
        Period(first=before(6), last=before(1)),
    )


def test_that_a_case_opened_anew_is_another_wait() -> None:
    earlier = a_snapshot(a_case(referred=20), as_at=before(10))

    found = looked(a_case(referred=3), earlier=(earlier,))

    assert [(wait.since, wait.ended.how) for wait in found.waits] == [
        (before(20), Ending.CANNOT_TELL),
        (before(3), Ending.STILL),
    ]


def test_that_a_child_who_is_listed_no_more_is_said_to_be_gone() -> None:
    earlier = a_snapshot(a_case(referred=20), as_at=before(10))
    between = a_snapshot(a_child(child="C2"), a_worker(), held={"C2": "W1"}, as_at=before(5))

    wait = the_wait(
        a_child(child="C2"), a_worker(), a_spell("C2", "W1"), earlier=(between, earlier)
    )

    assert wait.child.id == "C1"
    assert wait.ended == Ended(how=Ending.GONE, day=before(5), is_day_certain=False)
    assert wait.working_days == CALENDAR.between(before(20), before(9))


def test_that_a_child_gone_by_the_next_days_import_is_gone_for_certain() -> None:
    earlier = a_snapshot(a_case(referred=20), as_at=before(1))

    assert the_wait(earlier=(earlier,)).ended == Ended(how=Ending.GONE, day=DAY_0)


def test_that_a_worker_who_came_on_a_day_nobody_knows_came_by_a_day() -> None:
    earlier = a_snapshot(a_case(referred=20), as_at=before(10))

    wait = the_wait(a_case(), a_worker(), a_spell("C1", "W1"), earlier=(earlier,))

    w1 = WorkerId("W1")
    assert wait.ended == Ended(how=Ending.HELD, worker=w1, day=DAY_0, is_day_certain=False)


def test_that_a_wait_of_which_nobody_knows_the_end_is_said_so() -> None:
    earlier = a_snapshot(a_case(referred=20), as_at=before(10))

    wait = the_wait(a_case(is_holder_readable=False), earlier=(earlier,))

    assert wait.ended == Ended(how=Ending.CANNOT_TELL)


def test_that_the_reasons_of_the_period_come_in_their_order() -> None:
    duty = a_worker("D1", role=Role.DUTY)
    under_duty = a_snapshot(a_case(), duty, a_spell("C1", "D1"), as_at=before(10))

    assert the_wait(a_case(), earlier=(under_duty,)).reasons == (Reason.DUTY, Reason.NO_WORKER)
    assert the_wait(a_case(), first=5, earlier=(under_duty,)).reasons == (Reason.NO_WORKER,)


def test_that_of_whom_nobody_can_tell_is_listed_apart() -> None:
    found = looked(
        a_case(is_holder_readable=False, child="C2"),
        a_case(is_holder_readable=False, child="C1"),
        a_case(child="C3"),
    )

    days = (Period(first=before(20), last=DAY_0),)
    assert [(each.child.id, each.days) for each in found.untold] == [("C1", days), ("C2", days)]
    assert isinstance(found.untold[0], Untold)


def test_that_who_waited_is_not_listed_apart_as_well() -> None:
    earlier = a_snapshot(a_case(referred=None), as_at=before(7))

    found = looked(a_case(referred=None), earlier=(earlier,))

    assert (len(found.waits), found.untold) == (1, ())


def test_that_a_child_seen_after_the_wait_was_not_seen_in_it() -> None:
    case = a_case(events={EventKind.SEEN: before(5)})
    held = (a_worker(), a_spell("C1", "W1", start=before(10)))

    assert the_wait(case, *held).seen == Seen(days=(), last_before=None, is_told=True)


def test_that_the_gravest_come_first() -> None:
    found = looked(
        a_case(child="C1", referred=1),
        a_case(child="C2", referred=None),
        a_case(child="C3", referred=9),
        a_case(child="C4", referred=20),
        a_case(Status.REGISTERED, child="C5", referred=0),
    )

    assert [wait.child.id for wait in found.waits] == ["C5", "C4", "C3", "C2", "C1"]


def test_that_nothing_is_told_of_days_to_come() -> None:
    period = Period(first=before(2), last=DAY_0 + 9 * DAY)
    ahead = Period(first=DAY_0 + DAY, last=DAY_0 + 9 * DAY)

    found = evidence(loads_of(a_case()), period, CALENDAR)

    assert found.told == Period(first=before(2), last=DAY_0)
    assert found.waits[0].within.last == DAY_0
    assert evidence(loads_of(a_case()), ahead, CALENDAR) == Evidence(
        period=ahead, told=None, imports=(DAY_0,), waits=(), untold=()
    )


def test_that_imports_of_the_same_day_or_later_tell_nothing() -> None:
    same, later = a_snapshot(a_case(child="C8")), a_snapshot(a_case(), as_at=DAY_0 + DAY)

    found = looked(a_case(), earlier=(later, same, a_snapshot(as_at=before(3))))

    assert found.imports == (before(3), DAY_0)
    assert found.children == {"C1"}


def test_that_reviews_and_dates_seen_are_those_of_the_wait_in_the_period() -> None:
    seen = {EventKind.SEEN: before(5), EventKind.HOME_VISIT: before(25)}
    case = a_case(events={EventKind.OVERSIGHT: before(4), **seen})

    wait = the_wait(case, first=12, reviewed=(before(19), before(11)))

    assert wait.reviews == Reviews(held=(before(11), before(4)), missed=(), untold=(before(12),))
    assert wait.seen == Seen(days=(before(5),), last_before=before(25), is_told=True)


def test_that_every_import_adds_the_last_time_it_knows() -> None:
    earlier = a_snapshot(a_case(events={EventKind.VISIT: before(15)}), as_at=before(10))

    wait = the_wait(a_case(events={EventKind.VISIT: before(3)}), earlier=(earlier,))

    assert wait.seen.days == (before(15), before(3))


def test_that_nobody_can_tell_when_a_child_was_seen_without_a_column_for_it() -> None:
    kinds = [EventKind.SEEN, EventKind.SEEN_ALONE, EventKind.HOME_VISIT, EventKind.VISIT]

    assert not the_wait(a_case(unrecorded=kinds)).seen.is_told
    assert the_wait(a_case()).seen == Seen(days=(), last_before=None, is_told=True)


def test_that_what_a_wait_is_told_by_is_the_import_without_the_plan() -> None:
    loads = loads_of(a_case(), a_worker(), moves=(a_move("C1", "W1"),))
    without = replace(loads.plan, moves=())
    period = Period(first=before(30), last=DAY_0)

    planned = evidence(loads, period, CALENDAR).waits
    found = evidence(caseloads(without, POLICY), period, CALENDAR).waits

    assert [replace(wait, ended=found[0].ended) for wait in planned] == list(found)
