"""What the import says of nobody is told once, and asked of nobody."""

from dataclasses import replace
from datetime import date

from allocation_app.domain.caseloads import caseloads
from allocation_app.domain.people import (
    Child,
    EventKind,
    Gap,
    Involvement,
    Role,
    Spell,
    Status,
    Worker,
)
from allocation_app.domain.plan import Oversight, Plan
from allocation_app.domain.policy import Policy
from allocation_app.domain.rules import AskedOf, Rule, RuleSet
from allocation_app.domain.unasked import NotChecked, not_checked
from tests.unit.domain.builders import (
    DAY_0,
    EVERY_KIND,
    POLICY,
    a_child,
    a_rule,
    a_snapshot,
    a_spell,
    a_worker,
    co_work,
)

SUPERVISION = EventKind.SUPERVISION
DELAYS = {
    "D7": (Gap.WORKERS_IN_YEAR,),
    "D8": (Gap.VISITOR,),
    "D10": (Gap.ADVISER,),
    "D14": (Gap.PREVIOUS_WORKER,),
    "D15": (Gap.TEAM_REMIT,),
}


def unasked(
    *people: Child | Worker | Spell,
    rules: tuple[Rule, ...] = (),
    policy: Policy = POLICY,
    oversight: tuple[Oversight, ...] = (),
) -> dict[str, tuple[EventKind | Gap, ...]]:
    plan = Plan(snapshot=a_snapshot(*people), oversight=oversight)
    loads = caseloads(plan, policy)
    found = not_checked(loads, RuleSet(name="x", version="1", rules=rules))
    assert all(isinstance(each, NotChecked) for each in found)
    return {each.rule: each.missing for each in found}


def dentist(**fields: object) -> Rule:
    return a_rule(
        triggers=(EventKind.LOOKED_AFTER_START,),
        met_by=(EventKind.DENTIST,),
        where_recorded=(EventKind.DENTIST, Gap.PLACEMENT),
        **fields,
    )


def test_that_what_a_bare_list_of_children_lacks_is_named_for_each_delay() -> None:
    assert unasked(a_child(), a_worker()) == DELAYS


def test_that_a_rule_names_only_what_nobody_records() -> None:
    none = a_child(unrecorded=[EventKind.DENTIST])
    some = a_child(child="C2")
    placed = a_child(child="C3", unrecorded=EVERY_KIND, told=frozenset({Gap.PLACEMENT}))

    assert unasked(none, rules=(dentist(),))["X-1"] == (EventKind.DENTIST, Gap.PLACEMENT)
    assert unasked(none, some, rules=(dentist(),))["X-1"] == (Gap.PLACEMENT,)
    assert "X-1" not in unasked(none, some, placed, rules=(dentist(),))


def test_that_a_rule_that_is_off_is_not_missed() -> None:
    assert "X-1" not in unasked(a_child(), rules=(dentist(is_on=False),))


def test_that_the_stages_of_a_rule_are_one() -> None:
    stages = (dentist(), dentist(limit=9))

    assert list(unasked(a_child(), rules=stages)) == [*DELAYS, "X-1"]


def test_that_supervision_of_workers_is_recorded_of_workers() -> None:
    rule = a_rule(
        every=(SUPERVISION,),
        asked_of=AskedOf.WORKERS,
        where_recorded=(SUPERVISION,),
        statuses=frozenset(),
    )

    assert unasked(a_child(), a_worker(), rules=(rule,))["X-1"] == (SUPERVISION,)
    assert "X-1" not in unasked(a_worker(is_supervision_recorded=True), rules=(rule,))


def test_that_a_review_in_the_plan_is_a_record_of_reviews() -> None:
    rule = a_rule(
        every=(EventKind.OVERSIGHT,),
        asked_of=AskedOf.UNALLOCATED,
        where_recorded=(EventKind.OVERSIGHT,),
    )
    child = a_child(unrecorded=[EventKind.OVERSIGHT])
    reviewed = (Oversight(child=child.id, day=DAY_0),)

    assert unasked(child, rules=(rule,))["X-1"] == (EventKind.OVERSIGHT,)
    assert "X-1" not in unasked(child, rules=(rule,), oversight=reviewed)


def test_that_a_delay_is_asked_once_its_fact_is_told() -> None:
    former = a_spell("C1", "W2", start=date(2025, 1, 6), end=date(2026, 1, 6))
    told = frozenset({Gap.VISITOR, Gap.ADVISER, Gap.WORKERS_IN_YEAR})
    everybody = (a_worker(), a_worker("W2"))

    assert unasked(a_child(told=told)).keys() == {"D14", "D15"}
    assert unasked(a_child(workers_in_year=0)).keys() == {"D8", "D10", "D14", "D15"}
    assert unasked(a_child(workers_in_year=2)).keys() == {"D8", "D10", "D14", "D15"}
    assert unasked(a_child(), *everybody, former).keys() == {"D8", "D10", "D15"}


def test_that_a_remit_in_the_policy_is_enough_to_ask_for_teams() -> None:
    policy = replace(POLICY, remits={"duty": frozenset({Status.REFERRAL})})

    assert "D15" not in unasked(a_child(), policy=policy)


def test_that_an_adviser_beside_a_child_or_holding_a_case_tells_of_advisers() -> None:
    adviser = a_worker("W2", role=Role.PERSONAL_ADVISER)
    child = a_child(Status.CARE_LEAVER)

    assert "D10" in unasked(child, adviser, co_work("C1", "W2"))
    assert "D10" not in unasked(child, adviser, a_spell("C1", "W2", start=DAY_0))
    assert "D10" not in unasked(
        child, adviser, a_spell("C1", "W2", involvement=Involvement.PERSONAL_ADVISER, start=DAY_0)
    )


def test_that_a_list_without_dates_of_birth_or_supervision_is_said_once() -> None:
    bare = a_child(date_of_birth=None, told=frozenset(), unrecorded=[SUPERVISION])
    born = a_child(child="C2", told=frozenset(), unrecorded=[SUPERVISION])
    blank = a_child(child="C3", date_of_birth=None)

    assert unasked(bare)["D13"] == (Gap.DATE_OF_BIRTH, SUPERVISION)
    assert unasked(bare, born)["D13"] == (SUPERVISION,)
    assert "D13" not in unasked(bare, blank)


def test_that_handovers_are_judged_without_introductions_where_nobody_records_these() -> None:
    child = a_child(unrecorded=[EventKind.INTRODUCTION])
    before = a_spell("C1", "W1", end=DAY_0)

    assert unasked(child, a_worker(), before)["D14"] == (EventKind.INTRODUCTION,)
    assert "D14" not in unasked(a_child(), a_worker(), before)


def test_that_a_policy_that_knows_any_remit_has_teams_checked() -> None:
    policy = replace(POLICY, remits={"safeguarding": frozenset({Status.REGISTERED})})

    assert "D15" not in unasked(a_child(), policy=policy)
