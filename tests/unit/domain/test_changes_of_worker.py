"""What follows a change of worker: the gap between teams, first contact, churn, the handover."""

from datetime import date, timedelta

import pytest

from allocation_app.domain.findings import Finding, State
from allocation_app.domain.people import Child, EventKind, Gap, Role, Status
from allocation_app.domain.snapshot import Snapshot
from allocation_app.domain.waiting import CONTACTS
from tests.unit.domain.builders import (
    DAY_0,
    POLICY,
    a_child,
    a_move,
    a_snapshot,
    a_spell,
    a_worker,
    co_work,
    found,
)

DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)
ARRIVED, ASSESSED = EventKind.ARRIVED_IN_TEAM, EventKind.ASSESSMENT_END
CONFERRED, VISIT = EventKind.INITIAL_CONFERENCE, EventKind.VISIT
VISITOR, COUNTED = frozenset({Gap.VISITOR}), frozenset({Gap.WORKERS_IN_YEAR})


def answers(code: str, *people: object, **more: object) -> list[Finding]:
    return found(a_snapshot(*people, a_worker(), a_worker("W2"), **more), code)


def taken_over(
    child: Child, *more: object, since: date | None = DAY_0, ended: date | None = None
) -> Snapshot:
    """A child that went from W1 to W2."""
    end = ended or (DAY_0 if since is None else since)
    spells = (a_spell(child.id, "W1", end=end), a_spell(child.id, "W2", start=since))
    return a_snapshot(child, a_worker(), a_worker("W2"), *spells, *more)


# ---- D4: one team has finished, the next has not allocated


@pytest.mark.parametrize("kind", [ARRIVED, ASSESSED, CONFERRED])
@pytest.mark.parametrize(("after", "is_gap"), [(0, True), (9, True), (-1, False)])
def test_that_a_step_finished_on_or_after_the_last_workers_end_is_a_transfer(
    *, kind: EventKind, after: int, is_gap: bool
) -> None:
    ended = DAY_0 - 30 * DAY
    child = a_child(events={kind: ended + after * DAY})

    gaps = answers("D4", child, a_spell("C1", "W1", end=ended))

    assert [(gap.trigger, gap.trigger_event) for gap in gaps] == [
        (ended + after * DAY, kind)
    ] * is_gap


def test_that_of_several_steps_the_last_one_starts_the_clock() -> None:
    steps = {ASSESSED: DAY_0 - 20 * DAY, ARRIVED: DAY_0 - 8 * DAY, CONFERRED: DAY_0 - 40 * DAY}

    (gap,) = answers("D4", a_child(events=steps), a_spell("C1", "W1", end=DAY_0 - 30 * DAY))

    assert (gap.trigger, gap.due, gap.limit) == (DAY_0 - 8 * DAY, DAY_0 - 7 * DAY, 1)


def test_that_a_new_referral_waits_for_its_first_worker_and_is_no_transfer() -> None:
    others = (a_child(child="C2"), a_spell("C2", "W1", end=DAY_0 - 99 * DAY))
    new = a_child(Status.ASSESSMENT, events={ASSESSED: DAY_0 - 5 * DAY})

    assert answers("D4", new, *others) == []


def test_that_a_child_whom_nobody_has_had_is_a_transfer_where_former_workers_are_told() -> None:
    child = a_child(events={ARRIVED: DAY_0 - 5 * DAY})
    tells = (a_child(child="C2"), a_spell("C2", "W1", end=DAY_0 - 99 * DAY))

    assert [gap.child for gap in answers("D4", child, *tells)] == ["C1"]
    assert answers("D4", child) == []


def test_that_a_child_of_unknown_status_may_be_a_new_referral() -> None:
    child = a_child(Status.UNKNOWN, events={ARRIVED: DAY_0 - 5 * DAY})
    tells = (a_child(child="C2"), a_spell("C2", "W1", end=DAY_0 - 99 * DAY))

    (gap,) = answers("D4", child, *tells)

    assert (gap.state, gap.missing) == (State.CANNOT_TELL, (Gap.STATUS,))


def test_that_whoever_had_a_worker_is_no_new_referral_whatever_the_status() -> None:
    child = a_child(Status.UNKNOWN, events={ARRIVED: DAY_0 - 5 * DAY})

    (gap,) = answers("D4", child, a_spell("C1", "W1", end=DAY_0 - 9 * DAY))

    assert (gap.state, gap.missing) == (State.LATE, ())


def test_that_a_step_that_no_list_keeps_is_not_waited_for() -> None:
    child = a_child(unrecorded=[ARRIVED, ASSESSED, CONFERRED])

    assert answers("D4", child, a_spell("C1", "W1", end=DAY_0 - DAY)) == []


def test_that_a_child_who_is_held_is_in_no_gap() -> None:
    child = a_child(events={ARRIVED: DAY_0 - 5 * DAY})

    assert answers("D4", child, held={"C1": "W1"}) == []


# ---- D6: the first contact of the new worker


def test_that_a_first_worker_is_no_change() -> None:
    child = a_child()

    assert answers("D6", child, a_spell("C1", "W2", start=DAY_0 - 90 * DAY)) == []
    assert answers("D6", a_child(workers_in_year=1), held={"C1": "W1"}) == []


@pytest.mark.parametrize(
    "former",
    [
        a_spell("C1", "W2", end=DAY_0 - 90 * DAY),  # the same worker again
        a_spell("C1", "DUTY", end=DAY_0 - 90 * DAY),
        co_work("C1", "W1", end=DAY_0 - 90 * DAY),
    ],
)
def test_that_a_tray_a_co_worker_and_the_worker_before_a_pause_are_no_former_holder(
    former: object,
) -> None:
    duty = a_worker("DUTY", role=Role.DUTY)
    now = a_spell("C1", "W2", start=DAY_0 - 80 * DAY)

    assert answers("D6", a_child(), duty, former, now) == []


@pytest.mark.parametrize("kind", CONTACTS)
@pytest.mark.parametrize(("after", "is_met"), [(0, True), (3, True), (-1, False)])
def test_that_any_visit_since_the_change_is_a_first_contact(
    *, kind: EventKind, after: int, is_met: bool
) -> None:
    since = DAY_0 - 60 * DAY
    child = a_child(events={kind: since + after * DAY})

    late = found(taken_over(child, since=since), "D6")

    assert [each.state for each in late] == [State.LATE] * (not is_met)


def test_that_a_count_of_workers_tells_of_a_change_too() -> None:
    child = a_child(workers_in_year=2)

    (late,) = answers("D6", child, a_spell("C1", "W2", start=DAY_0 - 60 * DAY))

    assert (late.trigger, late.trigger_event) == (DAY_0 - 60 * DAY, Gap.ALLOCATION_START)
    assert (late.limit, late.limit_unit) == (POLICY.first_contact_within, late.unit)


def test_that_of_a_change_without_its_day_nobody_can_tell() -> None:
    (unknown,) = found(taken_over(a_child(), since=None), "D6")

    assert (unknown.state, unknown.missing) == (State.CANNOT_TELL, (Gap.ALLOCATION_START,))


def test_that_without_any_readable_visit_nobody_can_tell() -> None:
    (unknown,) = found(taken_over(a_child(unrecorded=CONTACTS), since=DAY_0 - 60 * DAY), "D6")

    assert (unknown.state, unknown.missing) == (State.CANNOT_TELL, (VISIT,))


def test_that_nobody_visits_an_unborn_child_or_before_beginning() -> None:
    unborn = a_child(date_of_birth=DAY_0 + DAY)

    assert found(taken_over(unborn, since=DAY_0 - 60 * DAY), "D6") == []
    assert found(taken_over(a_child(), since=DAY_0 + DAY, ended=DAY_0 - DAY), "D6") == []


@pytest.mark.parametrize(
    ("visitor", "days_ago", "state"),
    [
        ("W2", 5, None),
        ("W1", 5, State.CANNOT_TELL),  # who made the visits before that one nobody says
        (None, 5, State.CANNOT_TELL),
        ("W1", 61, State.LATE),  # before the change
    ],
)
def test_that_where_visitors_are_told_only_the_workers_own_visit_counts(
    visitor: str | None, days_ago: int, state: State | None
) -> None:
    events = {VISIT: DAY_0 - days_ago * DAY}
    child = a_child(events=events, visited_by=visitor, told=VISITOR)

    said = found(taken_over(child, since=DAY_0 - 60 * DAY), "D6")

    assert [each.state for each in said] == ([] if state is None else [state])


def test_that_a_move_starts_the_time_for_a_first_contact() -> None:
    snapshot = a_snapshot(a_child(), a_worker(), a_worker("W2"), held={"C1": "W1"})

    (first,) = found(snapshot, "D6", a_move("C1", "W2"), in_time=True)

    assert found(snapshot, "D6", in_time=True) == []
    assert (first.trigger, first.state) == (DAY_0, State.IN_TIME)
    assert found(snapshot, "D6", a_move("C1", None), in_time=True) == []


def test_that_a_child_moved_from_a_tray_has_its_first_worker() -> None:
    duty = a_worker("DUTY", role=Role.DUTY)
    snapshot = a_snapshot(a_child(), duty, a_worker(), held={"C1": "DUTY"})

    assert found(snapshot, "D6", a_move("C1", "W1"), in_time=True) == []


# ---- D7: many workers in a year


@pytest.mark.parametrize(
    ("workers", "state"),
    [(1, State.IN_TIME), (2, State.DUE_SOON), (3, State.LATE), (7, State.LATE)],
)
def test_that_three_workers_in_a_year_are_many_and_two_near(workers: int, state: State) -> None:
    (churn,) = found(a_snapshot(a_child(workers_in_year=workers)), "D7", in_time=True)

    assert (churn.state, churn.amounts, churn.due) == (state, {"workers": workers}, None)


def test_that_workers_are_counted_by_their_spells_where_these_tell_more() -> None:
    spells = [
        a_spell("C1", "W1", end=DAY_0 - 200 * DAY),
        a_spell("C1", "W2", end=DAY_0 - 100 * DAY),
        a_spell("C1", "W1", end=DAY_0 - 50 * DAY),  # the same worker again
        a_spell("C1", "W3", start=DAY_0 - 50 * DAY),
    ]

    (churn,) = answers("D7", a_child(workers_in_year=1), a_worker("W3"), *spells)

    assert (churn.state, churn.amounts) == (State.LATE, {"workers": 3})


def test_that_who_ended_a_year_ago_does_not_count_any_more() -> None:
    spells = [
        a_spell("C1", "W1", end=date(2025, 3, 31)),
        a_spell("C1", "W2", end=date(2025, 4, 1)),
        a_spell("C1", "W3", start=DAY_0 - 50 * DAY),
    ]

    (churn,) = answers("D7", a_child(), a_worker("W3"), *spells)

    assert churn.amounts == {"workers": 2}


def test_that_nobody_counts_workers_where_no_list_tells_of_them() -> None:
    assert found(a_snapshot(a_child(), a_worker(), held={"C1": "W1"}), "D7", in_time=True) == []


@pytest.mark.parametrize(("blank", "state"), [(3, State.LATE), (2, State.CANNOT_TELL)])
def test_that_a_blank_count_is_a_doubt_unless_the_spells_show_many(
    blank: int, state: State
) -> None:
    staff = [a_worker(f"V{n}") for n in range(blank)]
    spells = [a_spell("C1", worker.id, end=DAY_0 - DAY) for worker in staff]

    (churn,) = answers("D7", a_child(told=COUNTED), *staff, *spells)

    assert churn.state is state


def test_that_a_worker_whom_the_plan_adds_counts_and_one_known_before_does_not_again() -> None:
    child = a_child(workers_in_year=2)
    before = a_spell("C1", "W2", end=DAY_0 - 90 * DAY)
    snapshot = a_snapshot(child, before, *map(a_worker, ("W1", "W2", "W3")), held={"C1": "W1"})

    def workers(to: str) -> float:
        (churn,) = found(snapshot, "D7", a_move("C1", to))
        return churn.amounts["workers"]

    assert (workers("W2"), workers("W3")) == (2, 3)


def test_that_who_is_taken_from_a_worker_has_had_the_same_number() -> None:
    snapshot = a_snapshot(a_child(workers_in_year=2), a_worker(), held={"C1": "W1"})

    (churn,) = found(snapshot, "D7", a_move("C1", None))

    assert churn.amounts == {"workers": 2}


def test_that_a_tray_and_somebody_yet_to_come_have_held_nobody() -> None:
    to_come = a_worker("W3", first_day=DAY_0 + DAY)
    tells = (a_child(child="C2", workers_in_year=3), to_come)
    child = a_child(workers_in_year=0)

    said = found(a_snapshot(child, *tells, held={"C1": "W3"}), "D7", in_time=True)

    assert [(each.child, each.amounts["workers"]) for each in said] == [("C1", 0), ("C2", 3)]


# ---- D14: the handover


@pytest.mark.parametrize(
    ("since", "is_looked_at"), [(0, True), (84, True), (85, False), (-1, False)]
)
def test_that_a_handover_is_looked_at_for_twelve_weeks(*, since: int, is_looked_at: bool) -> None:
    start = DAY_0 - since * DAY
    snapshot = taken_over(a_child(), since=start, ended=min(start, DAY_0))

    assert len(found(snapshot, "D14")) == is_looked_at


@pytest.mark.parametrize(("overlap", "is_abrupt"), [(-30, True), (0, True), (1, False)])
def test_that_a_day_of_overlap_is_a_handover(*, overlap: int, is_abrupt: bool) -> None:
    since = DAY_0 - 5 * DAY

    said = found(taken_over(a_child(), since=since, ended=since + overlap * DAY), "D14")

    assert [(each.state, each.trigger, each.due) for each in said] == [
        (State.LATE, since, None)
    ] * is_abrupt


def test_that_the_last_of_several_former_workers_hands_over() -> None:
    since = DAY_0 - 5 * DAY
    earlier = a_spell("C1", "W3", end=DAY_0 - 300 * DAY)
    overlapping = taken_over(a_child(), a_worker("W3"), earlier, since=since, ended=since + DAY)

    assert found(overlapping, "D14") == []


@pytest.mark.parametrize(("before", "is_abrupt"), [(84, False), (85, True), (-3, False)])
def test_that_an_introduction_around_the_change_is_a_handover(
    *, before: int, is_abrupt: bool
) -> None:
    since = DAY_0 - 5 * DAY
    child = a_child(events={EventKind.INTRODUCTION: since - before * DAY})

    assert len(found(taken_over(child, since=since), "D14")) == is_abrupt


@pytest.mark.parametrize(
    ("beside", "is_abrupt"),
    [
        (co_work("C1", "W2", start=DAY_0 - 40 * DAY, end=DAY_0 - 5 * DAY), False),
        (co_work("C1", "W2"), False),
        (co_work("C1", "W2", start=DAY_0 - 5 * DAY), True),
        (co_work("C1", "W1", start=DAY_0 - 40 * DAY), True),
    ],
)
def test_that_who_worked_with_the_child_before_needs_no_introduction(
    *, beside: object, is_abrupt: bool
) -> None:
    assert len(found(taken_over(a_child(), beside, since=DAY_0 - 5 * DAY), "D14")) == is_abrupt


def test_that_an_introduction_that_cannot_be_read_is_a_doubt_where_others_have_one() -> None:
    child = a_child(unrecorded=[EventKind.INTRODUCTION])
    alone, among = taken_over(child), taken_over(child, a_child(child="C2"))

    assert [each.state for each in found(alone, "D14")] == [State.LATE]
    (unknown,) = found(among, "D14")
    assert unknown.missing == (EventKind.INTRODUCTION,)


def test_that_a_change_of_which_only_the_count_tells_has_no_known_end() -> None:
    counted = a_child(workers_in_year=2)
    now = a_spell("C1", "W2", start=DAY_0 - 5 * DAY)
    tells = (a_child(child="C2"), a_spell("C2", "W1", end=DAY_0 - 99 * DAY))

    (unknown,) = answers("D14", counted, now, *tells)

    assert (unknown.state, unknown.missing) == (State.CANNOT_TELL, (Gap.PREVIOUS_WORKER,))
    assert answers("D14", counted, now) == []
    assert answers("D14", a_child(workers_in_year=1), now, *tells) == []


def test_that_what_a_plan_moves_is_still_to_be_handed_over() -> None:
    snapshot = taken_over(a_child(), a_worker("W3"), since=DAY_0 - 5 * DAY)

    assert len(found(snapshot, "D14")) == 1
    assert found(snapshot, "D14", a_move("C1", "W3")) == []
