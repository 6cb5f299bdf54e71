"""Every finding says what it asks, where that is from and the way out; and blames nobody for it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from allocation_app.domain.findings import Finding, State
from allocation_app.domain.people import Absence, Child, EventKind, Gap, Role, Status
from allocation_app.domain.review import Review
from allocation_app.domain.rules import AskedOf
from allocation_app.domain.snapshot import Snapshot
from allocation_app.domain.working_days import Unit
from allocation_app.wording import deeds
from allocation_app.wording.explanations import cleared_from, clears, rule_of, rule_text
from allocation_app.wording.findings import rule_name, sentence, source, sum_lines
from tests.unit.domain.builders import (
    DAY_0,
    RULES,
    a_child,
    a_review,
    a_rule,
    a_snapshot,
    a_spell,
    a_worker,
)
from tests.unit.domain.cases import CASES, Case, Kind
from tests.unit.domain.cases_trios import WITNESS

DAY = timedelta(days=1)
ANSWERED = [case for case in CASES if case.state is not None]
NAME = "Quixwell"
NOBODY_SET_IT = re.compile(r"inspect|\bCIW\b|\bHIW\b|ofsted|estyn|care inspectorate", re.IGNORECASE)


def with_names(snapshot: Snapshot) -> Snapshot:
    """The same people, each with a name that no sentence may say."""
    return replace(
        snapshot,
        children={key: replace(each, name=NAME) for key, each in snapshot.children.items()},
        workers={key: replace(each, name=NAME) for key, each in snapshot.workers.items()},
    )


def explained(finding: Finding, review: Review) -> Iterator[str]:
    yield rule_name(finding, review)
    yield sentence(finding, review)
    yield rule_text(finding, review)
    yield clears(finding, review)
    cited = source(finding, review)
    yield from (cited.citation, cited.standing, *([cited.note] if cited.note else []))
    lines = sum_lines(finding, review)
    assert lines, f"{finding.rule} {finding.state}: nothing that it was seen by"
    yield from lines


def asked(case: Case) -> tuple[list[Finding], Review]:
    looked = reviewed(case, with_names(case.snapshot))
    found = [
        each
        for each in looked.findings
        if case.rule in {each.rule, each.delay} and each.child != WITNESS.id
    ]
    return found, looked


def reviewed(case: Case, snapshot: Snapshot) -> Review:
    return a_review(snapshot, policy=case.policy, rules=case.rules)


@pytest.mark.parametrize("case", ANSWERED, ids=str)
def test_that_every_answer_is_explained_in_words_that_name_nobody(case: Case) -> None:
    found, looked = asked(case)

    assert found
    for finding in found:
        for said in explained(finding, looked):
            assert said.strip(), finding
            assert not re.search(r"[{}_]|\bNone\b", said), said
            assert NAME not in said


@pytest.mark.parametrize("case", ANSWERED, ids=str)
def test_that_no_explanation_says_that_an_inspectorate_found_or_set_something(case: Case) -> None:
    found, looked = asked(case)

    for finding in found:
        assert not [said for said in explained(finding, looked) if NOBODY_SET_IT.search(said)]


def test_that_every_event_and_every_fact_has_words_for_what_to_do() -> None:
    assert set(deeds.DEEDS) == set(EventKind)
    assert set(deeds.FACTS) == set(Gap)


LATE = [
    case
    for case in CASES
    if case.kind is Kind.BREAKS
    and (rule := case.rules.rule(case.rule)) is not None
    and rule.asked_of is AskedOf.CHILDREN
]


def is_late_after(case: Case, finding: Finding, *, days: int) -> bool:
    """Whether it is late still once the event came so many days after the first that is named."""
    review = reviewed(case, case.snapshot)
    rule = rule_of(finding, review)
    assert rule is not None
    since = cleared_from(rule, finding, review) or case.snapshot.as_at
    (kind, *_) = rule.met_by or rule.every
    assert finding.child is not None
    child = case.snapshot.children[finding.child]
    events = {**child.events, kind: since + days * DAY}
    children = {**case.snapshot.children, child.id: replace(child, events=events)}
    looked = reviewed(case, replace(case.snapshot, children=children))
    about = {
        each.state
        for each in looked.findings
        if (each.rule, each.child) == (case.rule, finding.child)
    }
    return State.LATE in about


@pytest.mark.parametrize("case", LATE, ids=str)
def test_that_what_is_said_to_clear_a_late_rule_clears_it(case: Case) -> None:
    (finding,), _ = asked(case)

    assert not is_late_after(case, finding, days=0)


REPEATING = [
    case
    for case in LATE
    if (rule := case.rules.rule(case.rule)) is not None and len(rule.every) == 1
]


@pytest.mark.parametrize("case", REPEATING, ids=str)
def test_that_the_day_before_the_one_that_is_named_would_not_clear_it(case: Case) -> None:
    (finding,), _ = asked(case)

    assert is_late_after(case, finding, days=-1)


def only(snapshot: Snapshot, code: str) -> tuple[Finding, Review]:
    looked = a_review(snapshot)
    (finding,) = [each for each in looked.findings if code in {each.rule, each.delay}]
    return finding, looked


def registered(days_ago: int, **fields: object) -> Child:
    events = {EventKind.INITIAL_CONFERENCE: DAY_0 - days_ago * DAY}
    return a_child(Status.REGISTERED, events=events, **fields)


def test_that_a_core_group_from_the_day_of_the_conference_on_clears_the_first_one() -> None:
    held = a_snapshot(registered(29), a_worker(), held={"C1": "W1"})

    assert clears(*only(held, "W-CP-02")) == (
        "A core group held on or after Mon 2 Mar 2026 clears it."
    )


def test_that_what_is_due_is_kept_in_time_by_its_day() -> None:
    held = a_snapshot(registered(12), a_worker(), held={"C1": "W1"})

    assert clears(*only(held, "W-CP-02")) == "A core group held by Thu 2 Apr 2026 keeps it in time."


@pytest.mark.parametrize(
    ("days_ago", "words"),
    [
        (7, "A named social worker clears it."),
        (1, "A social worker named today keeps it in time."),
    ],
)
def test_that_a_child_who_waits_needs_a_social_worker(days_ago: int, words: str) -> None:
    waiting = a_child(events={EventKind.REFERRAL: DAY_0 - days_ago * DAY})

    assert clears(*only(a_snapshot(waiting), "D1")) == words


def test_that_a_wait_of_unknown_length_asks_for_its_dates_too() -> None:
    assert clears(*only(a_snapshot(a_child()), "D1")) == (
        "A named social worker clears it. To know since when: give the date of referral, of"
        " arrival, or of the last worker's end."
    )


@pytest.mark.parametrize(
    ("snapshot", "code", "words"),
    [
        (
            a_snapshot(a_child(is_holder_readable=False)),
            "D1",
            "Give the worker's name so that it can be read.",
        ),
        (
            a_snapshot(
                a_child(
                    date_of_birth=None,
                    told=frozenset({Gap.DATE_OF_BIRTH}),
                    unrecorded=[EventKind.SUPERVISION],
                ),
                a_worker(),
                held={"C1": "W1"},
            ),
            "D13",
            "Give the date of birth.",
        ),
        (
            a_snapshot(
                a_child(events={EventKind.VISIT: DAY_0 + DAY}, unrecorded=[EventKind.SUPERVISION]),
                a_worker(),
                held={"C1": "W1"},
            ),
            "D13",
            "Give the right date of: last statutory visit.",
        ),
        (
            a_snapshot(
                a_child(),
                a_worker(last_day=DAY_0 - DAY),
                a_spell("C1", "W1"),
            ),
            "D5",
            "Another social worker named for the child clears it.",
        ),
        (
            a_snapshot(a_child(), a_worker(last_day=DAY_0 + DAY), held={"C1": "W1"}),
            "D5",
            "Another social worker by Wed 1 Apr 2026 clears it.",
        ),
        (
            a_snapshot(
                a_child(), a_worker(absences=(Absence(start=DAY_0 - DAY),)), held={"C1": "W1"}
            ),
            "D5",
            "Another social worker, or a return date on the staff list, clears it.",
        ),
        (
            a_snapshot(
                a_child(),
                a_worker(absences=(Absence(start=DAY_0, end=DAY_0 + DAY),)),
                held={"C1": "W1"},
            ),
            "D5",
            "It ends after Wed 1 Apr 2026; until then see to cover.",
        ),
        (
            a_snapshot(a_child(), a_worker(fte=None), held={"C1": "W1"}),
            "D11",
            "Give the worker's FTE on the staff list.",
        ),
        (
            a_snapshot(a_child(Status.PROCEEDINGS), a_worker(fte=0.1), held={"C1": "W1"}),
            "D11",
            "0.7 points fewer bring it under 110 %.",
        ),
    ],
)
def test_that_the_way_out_is_said(snapshot: Snapshot, code: str, words: str) -> None:
    assert clears(*only(snapshot, code)) == words


def test_that_a_load_without_capacity_asks_for_either() -> None:
    held = a_snapshot(a_child(), a_worker(fte=0.0), held={"C1": "W1"})

    assert clears(*only(held, "D11")) == (
        "Other workers for these children, or capacity for this worker, clear it."
    )


def test_that_a_delay_says_the_figures_of_the_council() -> None:
    finding, looked = only(a_snapshot(a_child()), "D1")

    assert rule_text(finding, looked) == (
        "Every open child has a named social worker. The council's aim is to name one within 1"
        " working day; a child who is on the register, looked after or privately fostered never"
        " waits for one."
    )


def test_that_a_rule_without_a_text_of_its_own_says_name_and_limit() -> None:
    finding, looked = only(a_snapshot(a_child()), "D1")
    rules = replace(
        RULES,
        rules=(a_rule(name="Plan sent", triggers=(EventKind.PLAN,), every=(EventKind.PLAN,)),),
    )
    finding = replace(finding, rule="X-1", delay="D12", limit=7, limit_unit=Unit.DAYS)

    assert rule_text(finding, replace(looked, rules=rules)) == "Plan sent: within 7 days."


def test_that_a_student_and_a_newly_qualified_worker_have_ways_out_of_their_own() -> None:
    child = a_child(Status.REGISTERED)
    student = a_review(a_snapshot(child, a_worker(role=Role.STUDENT), held={"C1": "W1"}))
    new = a_review(a_snapshot(child, a_worker(is_newly_qualified=True), held={"C1": "W1"}))
    finding = Finding(rule="D9", delay="D9", state=State.LATE, child=child.id)

    assert sentence(finding, student) == "Held by a student"
    assert clears(finding, student) == "A qualified social worker as the holder clears it."
    assert sentence(finding, new) == (
        "Newly qualified worker without an experienced one: on the register"
    )
    assert clears(finding, new) == (
        "An experienced co-worker, or an experienced holder, clears it."
    )
