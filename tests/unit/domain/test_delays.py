"""What each kind of delay is, beyond its trio of cases: leavers, absences, trays, gaps."""

from datetime import timedelta

import pytest

from allocation_app.domain.delays import DELAYS
from allocation_app.domain.findings import Finding, State
from allocation_app.domain.people import Absence, Child, EventKind, Gap, Role, Status, Worker
from allocation_app.domain.working_days import Unit
from tests.unit.domain.builders import (
    DAY_0,
    a_child,
    a_move,
    a_review,
    a_snapshot,
    a_spell,
    a_worker,
    co_work,
    found,
)

DAY = timedelta(days=1)
REFERRAL = EventKind.REFERRAL
HELD = {"C1": "W1"}


def one(code: str, *people: object, held: dict[str, str] | None = None) -> Finding:
    (finding,) = found(a_snapshot(*people, held=held), code)
    return finding


def referred(days_ago: int, *statuses: Status, **fields: object) -> Child:
    return a_child(*statuses, events={REFERRAL: DAY_0 - days_ago * DAY}, **fields)


# ---- D1, D2, D5: a child without a case holder


@pytest.mark.parametrize(
    ("worker", "code"),
    [
        (None, "D1"),
        (a_worker(role=Role.DUTY), "D2"),
        (a_worker(role=Role.TEAM), "D2"),
        (a_worker(role=Role.MANAGER), "D2"),
        (a_worker(role=Role.PERSONAL_ADVISER), "D2"),
        (a_worker(last_day=DAY_0 - 30 * DAY), "D5"),
        (a_worker(first_day=DAY_0 + DAY), "D5"),
    ],
)
def test_that_each_reason_for_waiting_is_one_delay_and_no_other(
    worker: Worker | None, code: str
) -> None:
    people = [referred(12)] if worker is None else [referred(12), worker]
    snapshot = a_snapshot(*people, held=None if worker is None else HELD)

    (finding,) = [each for each in a_review(snapshot).findings if each.delay in {"D1", "D2", "D5"}]

    assert finding.delay == code
    assert finding.worker == (None if worker is None else "W1")
    assert (finding.state, finding.unit) == (State.LATE, Unit.WORKING_DAYS)
    assert finding.trigger == DAY_0 - 12 * DAY
    assert finding.over == 7  # due on Friday the 20th; day 7 is Tuesday the 31st


def test_that_a_wait_of_unknown_length_says_what_is_missing() -> None:
    finding = one("D1", a_child())

    assert (finding.state, finding.due, finding.over) == (State.CANNOT_TELL, None, None)
    assert finding.missing == (Gap.LAST_ALLOCATION_ENDED,)


def test_that_a_care_leaver_with_a_personal_adviser_is_no_delay() -> None:
    adviser = a_worker(role=Role.PERSONAL_ADVISER)

    assert found(a_snapshot(referred(12, Status.CARE_LEAVER), adviser, held=HELD), "D2") == []


def test_that_every_child_under_a_name_of_no_known_role_is_a_doubt() -> None:
    children = [a_child(child="C1"), a_child(child="C2")]
    unknown = a_worker(role=Role.UNRECOGNISED)

    findings = found(a_snapshot(*children, unknown, held=dict.fromkeys(("C1", "C2"), "W1")), "D2")

    assert [(each.child, each.state, each.missing) for each in findings] == [
        ("C1", State.CANNOT_TELL, (Gap.HOLDER_ROLE,)),
        ("C2", State.CANNOT_TELL, (Gap.HOLDER_ROLE,)),
    ]


def test_that_a_child_counts_for_its_holder_and_not_for_its_co_worker() -> None:
    leaver = a_worker("W2", last_day=DAY_0 - DAY)
    snapshot = a_snapshot(a_child(), a_worker(), leaver, co_work("C1", "W2"), held=HELD)

    assert found(snapshot, "D5") == []


# ---- D3: first allocation


@pytest.mark.parametrize("status", [Status.REFERRAL, Status.ASSESSMENT])
def test_that_a_referral_waits_for_its_first_worker_from_the_day_it_came(status: Status) -> None:
    child = a_child(
        status, events={REFERRAL: DAY_0 - 12 * DAY, EventKind.ARRIVED_IN_TEAM: DAY_0 - DAY}
    )
    finding = one("D3", child)

    assert (finding.trigger, finding.due) == (DAY_0 - 12 * DAY, DAY_0 - 11 * DAY)
    assert (finding.state, finding.over) == (State.LATE, 7)


def test_that_a_child_who_has_had_a_worker_waits_for_no_first_one() -> None:
    ended = a_spell("C1", "W1", end=DAY_0 - DAY)

    assert found(a_snapshot(referred(12, Status.REFERRAL), a_worker(), ended), "D3") == []


@pytest.mark.parametrize("status", [Status.CARE_AND_SUPPORT, Status.REGISTERED, Status.UNKNOWN])
def test_that_first_allocation_is_asked_of_new_cases_only(status: Status) -> None:
    assert found(a_snapshot(referred(12, status)), "D3") == []


def test_that_a_new_case_with_a_worker_is_not_late() -> None:
    assert found(a_snapshot(referred(12, Status.REFERRAL), a_worker(), held=HELD), "D3") == []


# ---- D5: the holder is away or going


@pytest.mark.parametrize(
    ("first", "last", "state", "over"),
    [
        (-9, None, State.LATE, 9),
        (-9, 18, State.LATE, 9),
        (0, None, State.LATE, 0),
        (-9, 17, State.DUE_SOON, None),
        (0, 0, State.DUE_SOON, None),
        (-27, 0, State.LATE, 27),
        (-26, 0, State.DUE_SOON, None),
    ],
)
def test_that_a_holder_long_away_is_late_and_one_away_for_less_than_28_days_near(
    first: int, last: int | None, state: State, over: int | None
) -> None:
    start = DAY_0 + first * DAY
    away = Absence(start=start, end=None if last is None else DAY_0 + last * DAY)

    finding = one("D5", a_child(), a_worker(absences=(away,)), held=HELD)

    assert (finding.state, finding.trigger, finding.over) == (state, start, over)
    assert finding.due == (start if state is State.LATE else None)
    assert (finding.worker, finding.unit) == ("W1", Unit.DAYS)
    assert finding.child == ("C1" if state is State.LATE else None)


def test_that_a_short_absence_is_said_once_of_the_worker_and_of_nobody_without_children() -> None:
    away = a_worker(absences=(Absence(start=DAY_0, end=DAY_0 + DAY),))
    two = (a_child(), a_child(child="C2"))

    findings = found(a_snapshot(*two, away, held={"C1": "W1", "C2": "W1"}), "D5")

    assert [(finding.child, finding.worker) for finding in findings] == [(None, "W1")]
    assert found(a_snapshot(a_child(), away), "D5") == []


def test_that_an_unborn_child_lacks_no_visit() -> None:
    unborn = a_child(Status.REGISTERED, date_of_birth=DAY_0 + DAY)

    assert found(a_snapshot(unborn), "D13") == []


@pytest.mark.parametrize(
    "holder", [a_worker(last_day=DAY_0 - DAY), a_worker(role=Role.DUTY), a_worker()]
)
def test_that_supervision_is_missed_only_where_somebody_holds_the_child(holder: Worker) -> None:
    told = found(a_snapshot(a_child(), holder, held=HELD), "D13")
    is_held = holder.role is not Role.DUTY and holder.last_day is None
    assert [each.missing for each in told] == [(EventKind.SUPERVISION,)] * is_held


def test_that_a_holder_who_is_away_still_holds_the_child() -> None:
    away = a_worker(absences=(Absence(start=DAY_0 - 40 * DAY),))

    assert a_review(a_snapshot(a_child(), away, held=HELD)).waits == ()


@pytest.mark.parametrize(("days", "is_told"), [(0, True), (14, True), (15, False)])
def test_that_a_holder_who_leaves_within_a_fortnight_is_told(*, days: int, is_told: bool) -> None:
    leaving = a_worker(last_day=DAY_0 + days * DAY)
    findings = found(a_snapshot(a_child(), leaving, held=HELD), "D5")

    expected = (State.DUE_SOON, DAY_0 + days * DAY, -days)
    assert [(each.state, each.due, each.over) for each in findings] == [expected] * is_told


@pytest.mark.parametrize(
    ("first", "length", "is_told"),
    [
        (1, None, True),
        (14, None, True),
        (15, None, False),
        (14, 28, True),
        (14, 27, False),
    ],
)
def test_that_a_long_absence_that_begins_within_a_fortnight_is_told(
    *, first: int, length: int | None, is_told: bool
) -> None:
    start = DAY_0 + first * DAY
    coming = Absence(start=start, end=None if length is None else start + (length - 1) * DAY)
    findings = found(a_snapshot(a_child(), a_worker(absences=(coming,)), held=HELD), "D5")

    expected = (State.DUE_SOON, start, -first)
    assert [(each.state, each.due, each.over) for each in findings] == [expected] * is_told


def test_that_of_two_absences_ahead_the_next_one_is_told() -> None:
    ahead = (Absence(start=DAY_0 + 9 * DAY), Absence(start=DAY_0 + 3 * DAY))

    assert one("D5", a_child(), a_worker(absences=ahead), held=HELD).due == DAY_0 + 3 * DAY


def test_that_leaving_is_told_before_an_absence_ahead() -> None:
    going = a_worker(last_day=DAY_0 + 9 * DAY, absences=(Absence(start=DAY_0 + 3 * DAY),))

    assert one("D5", a_child(), going, held=HELD).due == DAY_0 + 9 * DAY


def test_that_without_a_staff_list_nobody_is_missing_from_it() -> None:
    unlisted = a_worker(is_listed=False)

    assert found(a_snapshot(a_child(), unlisted, held=HELD), "D5") == []


def test_that_a_tray_need_not_be_on_the_staff_list() -> None:
    tray = a_worker(role=Role.DUTY, is_listed=False)

    assert found(a_snapshot(a_child(), tray, a_worker("W2"), held=HELD), "D5") == []


def test_that_a_move_away_from_an_absent_worker_mends_the_delay() -> None:
    away = a_worker(absences=(Absence(start=DAY_0 - 40 * DAY),))
    snapshot = a_snapshot(a_child(), away, a_worker("W2"), held=HELD)

    assert len(found(snapshot, "D5")) == 1
    assert found(snapshot, "D5", a_move("C1", "W2")) == []


# ---- D11: overload


def caseload(registered: int, **fields: object) -> list[object]:
    return [
        a_worker(**fields),
        *(a_child(Status.REGISTERED, child=f"C{n}") for n in range(registered)),
        *(a_spell(f"C{n}", "W1") for n in range(registered)),
    ]


@pytest.mark.parametrize(
    ("registered", "fields", "state"),
    [
        (12, {}, State.LATE),
        (11, {}, State.DUE_SOON),
        (10, {}, State.IN_TIME),
        (12, {"fte": None}, State.LATE),
        (1, {"fte": None}, State.CANNOT_TELL),
        (1, {"fte": 0.0}, State.LATE),
    ],
)
def test_that_a_worker_is_over_from_110_per_cent_and_near_from_100(
    registered: int, fields: dict[str, object], state: State
) -> None:
    findings = found(a_snapshot(*caseload(registered, **fields)), "D11", in_time=True)

    assert [(each.state, each.worker, each.child) for each in findings] == [(state, "W1", None)]


@pytest.mark.parametrize(
    "fields",
    [
        {"role": Role.MANAGER},
        {"role": Role.DUTY},
        {"last_day": DAY_0 - DAY},
        {"first_day": DAY_0 + DAY},
        {"absences": (Absence(start=DAY_0),)},
    ],
)
def test_that_who_holds_no_cases_has_left_has_not_begun_or_is_away_is_not_overloaded(
    fields: dict[str, object],
) -> None:
    assert found(a_snapshot(*caseload(20, **fields)), "D11", in_time=True) == []


def test_that_a_worker_without_cases_is_no_finding() -> None:
    assert found(a_snapshot(a_worker(fte=None)), "D11", in_time=True) == []


def test_that_an_overload_carries_its_figures() -> None:
    (over,) = found(a_snapshot(*caseload(12)), "D11")
    (without,) = found(a_snapshot(*caseload(1, fte=0.0)), "D11")

    assert over.amounts == {"points": 96, "capacity": 85, "utilisation": round(96 / 85, 6)}
    assert without.amounts == {"points": 8, "capacity": 0}


# ---- D12: what depends on the holder


def test_that_a_registered_child_is_without_a_worker_from_the_latest_of_three_dates() -> None:
    events = {
        EventKind.INITIAL_CONFERENCE: DAY_0 - 60 * DAY,
        EventKind.REGISTERED: DAY_0 - 50 * DAY,
    }
    ended = a_spell("C1", "W1", end=DAY_0 - 9 * DAY)
    child = a_child(Status.REGISTERED, events=events)

    registered = one("W-CP-09", child)
    since_worker = one("W-CP-09", child, a_worker(), ended)

    assert (registered.trigger, registered.over) == (DAY_0 - 50 * DAY, 50)
    assert (since_worker.trigger, since_worker.over) == (DAY_0 - 9 * DAY, 9)
    assert since_worker.trigger_event is Gap.LAST_ALLOCATION_ENDED


def test_that_a_registered_child_needs_a_worker_and_others_are_not_asked() -> None:
    registered = a_child(Status.REGISTERED, events={EventKind.REGISTERED: DAY_0 - 9 * DAY})
    snapshot = a_snapshot(registered, referred(9, child="C2"), a_worker())

    assert [each.child for each in found(snapshot, "W-CP-09")] == ["C1"]
    assert found(snapshot, "W-CP-09", a_move("C1", "W1")) == []


# ---- all of them


def test_that_findings_come_in_the_order_of_the_delays_codes() -> None:
    children = [
        referred(12, Status.REFERRAL, child="C1"),
        a_child(Status.REGISTERED, child="C2", events={EventKind.REGISTERED: DAY_0 - 90 * DAY}),
        referred(12, child="C3"),
        referred(12, child="C4", date_of_birth=None),
        *(a_child(Status.PROCEEDINGS, child=f"P{n}") for n in range(12)),
    ]
    workers = [a_worker(), a_worker("D", role=Role.DUTY), a_worker("L", last_day=DAY_0 - DAY)]
    held = {"C3": "D", "C4": "L"} | {f"P{n}": "W1" for n in range(12)}

    order = [each.delay for each in a_review(a_snapshot(*children, *workers, held=held)).findings]

    assert {"D1", "D2", "D3", "D5", "D11", "D12", "D13"} <= set(order)
    assert order == sorted(order, key=list(DELAYS).index)


def test_that_nothing_is_said_in_time_unless_it_is_asked_for() -> None:
    snapshot = a_snapshot(referred(0, Status.REFERRAL), *caseload(1)[:1])

    assert State.IN_TIME not in {each.state for each in a_review(snapshot).findings}
    assert State.IN_TIME in {each.state for each in a_review(snapshot, in_time=True).findings}
