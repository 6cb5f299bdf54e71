"""A share is said with its doubt, room by the kind, and lasting overload with its gaps."""

from datetime import timedelta

import pytest

from allocation_app.domain.caseloads import caseloads
from allocation_app.domain.headroom import headroom
from allocation_app.domain.people import Absence, Role, Status, Worker, WorkerId
from allocation_app.domain.plan import Plan
from allocation_app.domain.sustained import Sustained
from allocation_app.wording.workload import (
    doubt_reason,
    doubt_reasons,
    no_capacity,
    room,
    share,
    sustained,
)
from tests.unit.domain.builders import DAY_0, POLICY, a_child, a_review, a_snapshot, a_worker

W1 = WorkerId("W1")
WEEK, DAY = timedelta(weeks=1), timedelta(days=1)


def test_that_a_share_in_doubt_is_said_with_both_ends_and_the_reason() -> None:
    review = a_review(a_snapshot(a_child(Status.UNKNOWN), a_worker(), held={"C1": "W1"}))
    found, utilisation = review.doubts[W1], review.caseloads.loads[W1].utilisation

    assert share(utilisation, found) == "4 % (3–11)"
    assert share(utilisation) == "4 %"
    reasons = [doubt_reason(reason) for reason in found.reasons]
    assert reasons == ["no status that the tool knows (C1)"]


def test_that_many_reasons_of_one_kind_are_said_once_with_the_first_few_children() -> None:
    unknown = [a_child(Status.UNKNOWN, child=f"C{n}") for n in range(6)]
    held = {child.id: "W1" for child in unknown}
    review = a_review(a_snapshot(*unknown, a_worker(fte=None), held=held))

    assert doubt_reasons(review.doubts[W1]) == (
        "no status that the tool knows (C0, C1, C2, C3 and 2 more); no FTE; counted as full time"
    )
    few = a_review(a_snapshot(*unknown[:2], a_worker(), held={"C0": "W1", "C1": "W1"}))
    assert doubt_reasons(few.doubts[W1]) == "no status that the tool knows (C0, C1)"


def test_that_a_doubt_about_a_worker_names_no_child() -> None:
    review = a_review(a_snapshot(a_child(), a_worker(fte=None), held={"C1": "W1"}))

    (reason,) = review.doubts[W1].reasons

    assert doubt_reason(reason) == "no FTE; counted as full time"


def test_that_room_is_said_for_one_kind_or_another() -> None:
    newly = a_worker("W2", is_newly_qualified=True, fte=0.2)
    full = a_worker("W3", fte=0.01)
    leaver = a_worker("W4", last_day=DAY_0 + WEEK)
    loads = caseloads(Plan(snapshot=a_snapshot(newly, full, leaver)), POLICY)

    said = {found.worker: room(found) for found in headroom(loads)}

    assert "3 referral or assessment or plan" in said["W2"]
    assert "register" not in said["W2"]
    assert said["W3"] == "No room for another case."
    assert said["W4"] == "Takes nothing now: away, or going soon."


def test_that_lasting_overload_is_said_with_the_times_that_no_import_tells_of() -> None:
    since = DAY_0 - 5 * WEEK
    found = Sustained(worker=W1, since=since, until=DAY_0, imports=4, gaps=())
    gapped = Sustained(
        worker=W1, since=since, until=DAY_0, imports=3, gaps=((since, since + 2 * WEEK),)
    )

    assert sustained(found, 1.1) == "At 110 % or more since Tue 24 Feb 2026: 4 imports."
    assert sustained(gapped, 1.1).endswith(" No import: Tue 24 Feb to Tue 10 Mar.")


@pytest.mark.parametrize(
    ("worker", "why"),
    [
        (a_worker(), ""),
        (a_worker(role=Role.DUTY), "does not hold cases"),
        (a_worker(last_day=DAY_0 - DAY), "left on Mon 30 Mar 2026"),
        (a_worker(first_day=DAY_0 + DAY), "begins on Wed 1 Apr 2026"),
        (a_worker(absences=(Absence(start=DAY_0),)), "away since Tue 31 Mar 2026, no return date"),
        (
            a_worker(absences=(Absence(start=DAY_0, end=DAY_0 + 60 * DAY),)),
            "away until Sat 30 May 2026",
        ),
    ],
)
def test_that_somebody_without_capacity_is_told_with_the_day(worker: Worker, why: str) -> None:
    assert no_capacity(POLICY.capacity_sum(worker, DAY_0), worker, DAY_0) == why
