"""The truth about single children, worked out by hand: what everything else is compared with."""

from datetime import date, timedelta
from typing import Any

import pytest

from sample_data.generator import loads
from sample_data.generator.asking import Country, Finding
from sample_data.generator.countries import england, wales
from sample_data.generator.records import Child, Holder, Worker
from sample_data.generator.truth import findings_of
from sample_data.generator.waiting import wait_of

AS_AT = date(2026, 11, 20)  # a Friday
WALES = wales(frozenset())


def a_worker(**changes: object) -> Worker:
    given: dict[str, Any] = {"id": "SW1", "forename": "Mali", "surname": "Pugh", **changes}
    return Worker(**given)


def a_child(*statuses: str, **changes: object) -> Child:
    given: dict[str, Any] = {
        "id": "1",
        "forename": "Elin",
        "surname": "Rees",
        "born": date(2018, 3, 2),
        "family": "F1",
        "team": "Team",
        "statuses": frozenset(statuses),
        "holder": Holder.PERSON,
        "worker": a_worker(),
        **changes,
    }
    return Child(**given)


def _said(child: Child, country: Country = WALES) -> dict[str, Finding]:
    answers = findings_of(child, wait_of(child, AS_AT), country, AS_AT)
    return {finding.rule: finding for finding in answers}


def test_that_a_registered_child_seen_alone_eleven_working_days_ago_is_a_day_late() -> None:
    child = a_child(
        "registered",
        events={
            "initial_conference": date(2026, 6, 1),
            "registered": date(2026, 6, 1),
            "seen_alone": date(2026, 11, 5),
        },
    )
    found = _said(child)["W-CP-06"]
    assert (found.state, found.due, found.over) == ("late", date(2026, 11, 19), 1)


def test_that_a_visit_to_come_is_no_visit() -> None:
    child = a_child(
        "looked_after",
        events={"placement_start": date(2025, 1, 6), "visit": date(2027, 11, 1)},
        long_term=True,
    )
    said = _said(child)
    assert said["W-CLA-03"].state == "cannot_tell"
    assert said["D13"].state == "cannot_tell"


@pytest.mark.parametrize(
    ("last_visit", "rule", "state"),
    [
        (date(2026, 11, 2), "W-CLA-03", "in_time"),
        (date(2026, 9, 29), "W-CLA-03", "cannot_tell"),
        (date(2026, 7, 1), "W-CLA-03", "late"),
    ],
)
def test_that_an_unknown_purpose_matters_only_where_it_changes_the_answer(
    last_visit: date, rule: str, state: str
) -> None:
    child = a_child(
        "looked_after", events={"placement_start": date(2025, 1, 6), "visit": last_visit}
    )
    assert _said(child)[rule].state == state


def test_that_a_duty_met_late_is_no_finding() -> None:
    child = a_child(
        "assessment",
        events={"referral": date(2026, 3, 2), "assessment_end": date(2026, 11, 2)},
    )
    assert "W-ASS-01" not in _said(child)


def test_that_an_assessment_before_its_referral_is_a_slip_of_the_record() -> None:
    child = a_child(
        "assessment",
        events={"referral": date(2026, 11, 2), "assessment_end": date(2026, 10, 2)},
    )
    said = _said(child)
    assert (said["W-ASS-01"].state, said["D13"].about) == ("cannot_tell", "assessment_end")


def test_that_a_registered_child_who_lost_its_worker_yesterday_is_for_a_senior_manager() -> None:
    child = a_child(
        "registered",
        holder=Holder.NOBODY,
        worker=None,
        previous=a_worker(id="SW2"),
        previous_ended=date(2026, 11, 19),
        events={"referral": date(2026, 2, 2), "initial_conference": date(2026, 3, 2)},
    )
    wait = wait_of(child, AS_AT)
    assert wait is not None
    assert (wait.working_days, wait.state, wait.escalation) == (1, "late", "senior_manager_now")
    assert _said(child)["W-CP-09"].over == 1


def test_that_a_child_under_a_leaver_waits_since_the_last_day_in_post() -> None:
    child = a_child(
        "care_and_support",
        worker=a_worker(leaves=date(2026, 11, 6)),
        events={"referral": date(2026, 2, 2)},
    )
    wait = wait_of(child, AS_AT)
    assert wait is not None
    assert (wait.reason, wait.since, wait.escalation) == (
        "leaver",
        date(2026, 11, 6),
        "senior_manager",
    )


def test_that_a_child_under_an_error_is_not_unallocated() -> None:
    child = a_child("care_and_support", holder=Holder.UNREADABLE, worker=None)
    assert wait_of(child, AS_AT) is None
    assert _said(child)["D1"].state == "cannot_tell"


def test_that_siblings_with_one_worker_weigh_less_than_they_would_apart() -> None:
    oldest = a_child("registered")
    youngest = a_child("care_and_support", id="2", allocated=AS_AT - timedelta(days=20))
    assert loads.points([oldest, youngest], [], AS_AT) == pytest.approx(8 + 0.6 * 4 + 1)


def test_that_a_newly_qualified_worker_has_75_points() -> None:
    assert loads.capacity(a_worker(is_newly_qualified=True), AS_AT) == pytest.approx(75)


def test_that_equal_loads_are_in_balance() -> None:
    found = loads.balance([0.8, 0.8, 0.8])
    assert (found["range"], found["cv"], found["jain"], found["gini"]) == (0, 0, 1, 0)


def test_that_one_with_all_and_one_with_nothing_are_not() -> None:
    found = loads.balance([0.0, 1.0])
    assert (found["cv"], found["jain"], found["gini"]) == (1.0, 0.5, 0.5)


def test_that_after_anothers_visit_nobody_knows_whether_a_new_worker_came_before() -> None:
    own, other = a_worker(), a_worker(id="SW2")
    child = a_child(
        "care_and_support",
        worker=own,
        visitor=other,
        allocated=date(2026, 10, 1),
        previous=other,
        previous_ended=date(2026, 9, 30),
        events={"seen": date(2026, 11, 2)},
    )
    said = _said(child, wales(frozenset({"visitor", "previous"})))
    assert (said["D6"].state, said["D8"].state, said["D14"].state) == (
        "cannot_tell",
        "late",
        "late",
    )


def test_that_a_looked_after_child_of_16_needs_an_adviser_on_its_birthday_and_not_before() -> None:
    asks = wales(frozenset({"adviser"}))
    grown, nearly = (
        a_child("looked_after", born=born) for born in (date(2010, 11, 20), date(2010, 11, 21))
    )
    assert _said(grown, asks)["D10"].state == "late"
    assert "D10" not in _said(nearly, asks)


def test_that_nobody_can_tell_of_an_adviser_for_a_looked_after_child_of_18() -> None:
    adult = a_child("looked_after", born=date(2008, 11, 20))
    assert _said(adult, wales(frozenset({"adviser"})))["D10"].state == "cannot_tell"


def test_that_a_parent_on_an_interim_order_is_visited_every_four_weeks_after_the_first_review() -> (
    None
):
    child = a_child(
        "looked_after",
        placement="with_parent",
        legal_status="interim_care_order",
        events={
            "looked_after_start": date(2026, 6, 1),
            "placement_start": date(2026, 6, 1),
            "visit": date(2026, 10, 22),
            "first_looked_after_review": date(2026, 6, 22),
            "looked_after_review": date(2026, 9, 22),
        },
    )
    asked = _said(child, wales(frozenset({"placement"})))["W-CLA-06"]
    assert (asked.due, asked.state) == (date(2026, 11, 19), "late")
    assert _said(child)["W-CLA-02"].due == date(2026, 12, 3)


def test_that_of_somebody_grown_and_looked_after_nobody_can_tell() -> None:
    child = a_child(
        "looked_after",
        born=date(2008, 11, 20),
        events={"looked_after_start": date(2020, 1, 6), "placement_start": date(2020, 1, 6)},
    )
    assert {one.state for one in _said(child).values() if one.rule[:2] == "W-"} == {"cannot_tell"}


def test_that_england_gives_an_assessment_three_days_more() -> None:
    child = a_child("assessment", events={"referral": date(2026, 9, 22)})
    assert _said(child)["W-ASS-01"].due == date(2026, 11, 19)
    assert _said(child, england(frozenset()))["E-ASS-01"].due == date(2026, 11, 24)
