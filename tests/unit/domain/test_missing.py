"""What is missing, once each, with every rule that waits for it."""

from allocation_app.domain.findings import Finding, State
from allocation_app.domain.missing import MissingDetail, missing_details
from allocation_app.domain.people import ChildId, EventKind, Gap, WorkerId

ONE, TWO = ChildId("C1"), ChildId("C2")


def untold(rule: str, child: ChildId | None, *missing: EventKind | Gap) -> Finding:
    return Finding(rule=rule, delay="D12", state=State.CANNOT_TELL, child=child, missing=missing)


def test_that_a_date_two_rules_wait_for_is_listed_once_with_both() -> None:
    found = [untold("W-1", ONE, EventKind.VISIT), untold("W-2", ONE, EventKind.VISIT)]

    assert missing_details(found) == (
        MissingDetail(child=ONE, what=EventKind.VISIT, rules=("W-1", "W-2")),
    )


def test_that_two_children_and_two_dates_stay_apart() -> None:
    found = [untold("W-1", ONE, EventKind.VISIT, Gap.STATUS), untold("W-1", TWO, EventKind.VISIT)]

    listed = [(detail.child, detail.what) for detail in missing_details(found)]
    assert listed == [(ONE, EventKind.VISIT), (ONE, Gap.STATUS), (TWO, EventKind.VISIT)]


def test_that_a_finding_with_an_answer_misses_nothing() -> None:
    late = Finding(rule="W-1", delay="D12", state=State.LATE, child=ONE, missing=(Gap.STATUS,))

    assert missing_details([late]) == ()


def test_that_a_worker_without_hours_is_listed_as_a_worker() -> None:
    worker = WorkerId("W1")
    load = Finding(
        rule="D11", delay="D11", state=State.CANNOT_TELL, worker=worker, missing=(Gap.FTE,)
    )

    assert missing_details([load]) == (MissingDetail(worker=worker, what=Gap.FTE, rules=("D11",)),)


def test_that_a_childs_worker_is_no_second_subject() -> None:
    with_worker = Finding(
        rule="W-1",
        delay="D12",
        state=State.CANNOT_TELL,
        child=ONE,
        worker=WorkerId("W1"),
        missing=(EventKind.VISIT,),
    )

    found = missing_details([with_worker, untold("W-2", ONE, EventKind.VISIT)])
    assert [detail.rules for detail in found] == [("W-1", "W-2")]
