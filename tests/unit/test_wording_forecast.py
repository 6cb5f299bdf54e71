"""A breach to come is said with its day and with what would prevent it."""

from datetime import timedelta

from allocation_app.domain.people import Absence, EventKind, Reduction, Role, Status, Worker
from allocation_app.wording.forecast import sentence, week
from tests.unit.domain.builders import DAY_0, a_child, a_review, a_snapshot, a_worker

DAY = timedelta(days=1)
MONDAY = DAY_0 + 13 * DAY


def said(*workers: Worker) -> str:
    """What is said of a looked-after child whose visit is due on Thursday 16 April."""
    events = {
        EventKind.LOOKED_AFTER_START: DAY_0 - 700 * DAY,
        EventKind.PLACEMENT_START: DAY_0 - 200 * DAY,
        EventKind.FIRST_LOOKED_AFTER_REVIEW: DAY_0 - 680 * DAY,
        EventKind.LOOKED_AFTER_REVIEW: DAY_0 - 30 * DAY,
        EventKind.VISIT: MONDAY + 3 * DAY - 42 * DAY,
    }
    child = a_child(Status.LOOKED_AFTER, events=events)
    held = dict.fromkeys(["C1"], workers[0].id) if workers else {}
    review = a_review(a_snapshot(child, *workers, held=held))
    (visit,) = [each for each in review.coming if each.finding.rule == "W-CLA-02"]
    return sentence(visit, review)


VISIT = "Visits in first year of placement"


def test_that_a_visit_of_a_worker_who_is_there_is_said_with_its_day() -> None:
    assert said(a_worker()) == f"{VISIT}: will be late from Fri 17 Apr 2026"


def test_that_an_unallocated_child_is_said_to_be_late_unless_allocated() -> None:
    late = f"{VISIT}: will be late from Fri 17 Apr 2026 unless allocated by Tue 14 Apr 2026"

    assert said() == late
    assert said(a_worker(role=Role.DUTY)) == late


def test_that_leave_is_said_with_the_day_by_which_somebody_stands_in() -> None:
    away = a_worker(absences=(Absence(start=MONDAY, end=MONDAY + 9 * DAY),))

    assert said(away) == (
        f"{VISIT}: will be late from Fri 17 Apr 2026 unless somebody stands in by"
        " Fri 10 Apr 2026; the worker is away"
    )


def test_that_a_leaver_is_said_with_the_day_by_which_somebody_takes_over() -> None:
    assert said(a_worker(last_day=MONDAY)) == (
        f"{VISIT}: will be late from Fri 17 Apr 2026 unless somebody takes over by"
        " Mon 13 Apr 2026; the worker is leaving"
    )


def test_that_what_has_no_day_is_said_with_the_end_of_its_week() -> None:
    lead = a_worker(reductions=(Reduction(share=0.8, start=DAY_0 + 9 * DAY),))
    children = [a_child(Status.REGISTERED, child=f"C{n}") for n in range(3)]
    held = {child.id: "W1" for child in children}
    review = a_review(a_snapshot(*children, lead, held=held))

    (load,) = [each for each in review.coming if each.finding.delay == "D11"]

    assert sentence(load, review) == "Over capacity: will be so by Tue 14 Apr 2026"
    assert week(load.week, review) == "Wed 8 Apr to Tue 14 Apr"
