"""What the inspector says of one child: who has it, its clocks, its placement, its plan."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from allocation_app.domain.people import (
    Child,
    ChildId,
    EventKind,
    Gap,
    Involvement,
    LegalStatus,
    Placement,
    Role,
    Spell,
    Status,
    WorkerId,
)
from allocation_app.domain.review import Review
from allocation_app.domain.working_days import Unit
from tests.builders import AS_AT, a_child, a_review, a_snapshot, a_spell, a_worker
from ui.rows.person import child_summary

C1 = ChildId("C1")


def facts(review: Review, child: ChildId = C1) -> list[str]:
    summary = child_summary(review, child, hide_names=False)
    return [f"{fact.heading}: {fact.words}" for fact in summary.facts]


def plans(review: Review, child: ChildId = C1) -> dict[str, str]:
    summary = child_summary(review, child, hide_names=False)
    return {fact.heading: fact.words for fact in summary.plans}


def test_that_a_child_who_waits_has_two_clocks() -> None:
    referred = {EventKind.REFERRAL: AS_AT - timedelta(days=14)}
    child, worker = a_child("C1", events=referred), a_worker("W1")
    ended = a_spell(child, worker, end=AS_AT - timedelta(days=7))
    review = a_review(a_snapshot(workers=[worker], waiting=[child], spells=[ended]))

    assert facts(review)[1:3] == [
        "Since the last worker: 5 working days, from Fri 13 Nov 2026",
        "Since referral: 10 working days, from Fri 6 Nov 2026",
    ]


def test_that_a_wait_that_nobody_can_date_says_so() -> None:
    assert "Waiting: since when is not known" in facts(
        a_review(a_snapshot(waiting=[a_child("C1")]))
    )


def test_that_a_child_with_a_worker_has_no_clock() -> None:
    assert not [said for said in facts(a_review()) if "working day" in said]


def test_that_rival_holders_are_each_named_and_lead_to_them() -> None:
    child = replace(
        a_child("C1", is_holder_readable=False), rivals=(WorkerId("W1"), WorkerId("W2"))
    )
    review = a_review(
        a_snapshot(
            waiting=[child],
            workers=[a_worker("W1", name="Sioned Hughes"), a_worker("W2", name="Kofi Ahmed")],
        )
    )

    named = child_summary(review, C1, hide_names=False).facts[:2]
    assert [(fact.heading, fact.words, fact.worker) for fact in named] == [
        ("Named as case holder", "Sioned Hughes", "W1"),
        ("Named as case holder", "Kofi Ahmed", "W2"),
    ]


def looked_after(**fields: object) -> Child:
    return replace(a_child("C1", statuses=[Status.LOOKED_AFTER]), **fields)


def test_that_placement_and_legal_status_stand_in_words() -> None:
    child = looked_after(
        placement=Placement.WITH_PARENT,
        legal_status=LegalStatus.INTERIM_CARE_ORDER,
        is_placement_long_term=True,
        is_out_of_area=True,
    )
    said = facts(a_review(a_snapshot({"W1": [child]})))

    assert "Legal status: interim care order" in said
    assert "Placement: with a parent, to last to 18, out of area" in said


def test_that_adviser_co_worker_and_visitor_are_named() -> None:
    child = looked_after(visited_by=WorkerId("W2"), told=frozenset({Gap.ADVISER}))
    adviser = a_worker("P1", name="Mair Lloyd", role=Role.PERSONAL_ADVISER)
    beside = a_worker("W2", name="Kofi Ahmed")
    spells = [
        Spell(child=C1, worker=adviser.id, involvement=Involvement.PERSONAL_ADVISER),
        Spell(child=C1, worker=beside.id, involvement=Involvement.CO_WORKER),
    ]
    said = facts(a_review(a_snapshot({"W1": [child]}, workers=[adviser, beside], spells=spells)))

    assert said[-3:] == [
        "Co-worker: Kofi Ahmed",
        "Personal adviser: Mair Lloyd",
        "Last visit by: Kofi Ahmed",
    ]


@pytest.mark.parametrize(("age", "lines"), [(15, 0), (16, 1)])
def test_that_a_blank_adviser_is_none_from_the_age_for_one(age: int, lines: int) -> None:
    born = date(AS_AT.year - age, 1, 1)
    child = looked_after(told=frozenset({Gap.ADVISER}), date_of_birth=born)
    said = facts(a_review(a_snapshot({"W1": [child]})))

    assert said.count("Personal adviser: none named") == lines


def test_that_a_plan_says_its_reviews_and_that_its_rule_is_off() -> None:
    events = {EventKind.PLAN: date(2026, 3, 2), EventKind.PLAN_REVIEW: date(2026, 5, 1)}
    review = a_review(a_snapshot({"W1": [a_child("C1", events=events)]}))
    said = plans(review)

    assert said["Plan of"] == "Mon 2 Mar 2026"
    assert said["Plan last reviewed"] == "Fri 1 May 2026"
    assert said["Outcomes last reviewed"] == "no review on record"
    if review.rules.rule("W-PLN-01") is not None:
        off = "not asked: W-PLN-01 is off, usual practice without a source"
        assert said["Next plan review"] == off


def test_that_a_plan_whose_rule_is_on_says_when_it_is_due() -> None:
    events = {EventKind.PLAN: date(2026, 3, 2), EventKind.PLAN_REVIEW: date(2026, 5, 1)}
    review = a_review(a_snapshot({"W1": [a_child("C1", events=events)]}))
    rule = review.rules.rules[0]
    every_half_year = replace(
        rule,
        id="X-PLN",
        statuses=frozenset(Status),
        triggers=(EventKind.PLAN,),
        every=(EventKind.PLAN_REVIEW,),
        met_by=(),
        conditions=(),
        limit=26,
        unit=Unit.WEEKS,
    )
    on = replace(review, rules=replace(review.rules, rules=(every_half_year,)))

    assert plans(on)["Next plan review"] == "was due Fri 30 Oct 2026, 21 days over"


def test_that_an_import_without_plans_has_no_such_part() -> None:
    assert plans(a_review()) == {}
