"""Every code has a word, every delay in every state a sentence, and no figure flatters."""

from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum

import pytest

from allocation_app import settings
from allocation_app.domain.caseloads import Reason
from allocation_app.domain.delays import DELAYS
from allocation_app.domain.findings import Finding, State
from allocation_app.domain.people import (
    Absence,
    EventKind,
    Gap,
    Involvement,
    LegalStatus,
    Placement,
    Role,
    Status,
)
from allocation_app.domain.policy import Band, CaseType, Part
from allocation_app.domain.review import Review
from allocation_app.domain.snapshot import Snapshot
from allocation_app.domain.waiting import Escalation
from allocation_app.wording import delays, findings, terms
from allocation_app.wording.findings import (
    due_phrase,
    rule_name,
    sentence,
    source,
    sum_lines,
)
from tests.unit.domain.builders import DAY_0, a_child, a_review, a_snapshot, a_spell, a_worker
from tests.unit.domain.cases import CASES, Case

DAY = timedelta(days=1)
HELD = {"C1": "W1"}
REFERRAL = EventKind.REFERRAL


def only(snapshot: Snapshot, code: str, *, in_time: bool = False) -> tuple[Finding, Review]:
    """The one finding of a delay or rule, and the review it is from."""
    looked = a_review(snapshot, in_time=in_time)
    (finding,) = [each for each in looked.findings if code in {each.delay, each.rule}]
    return finding, looked


def said(snapshot: Snapshot, code: str, *, in_time: bool = False) -> str:
    return sentence(*only(snapshot, code, in_time=in_time))


# ---- every code has a word


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        (Reason, terms.REASONS),
        (Status, terms.STATUSES),
        (CaseType, terms.CASE_TYPES),
        (Role, terms.ROLES),
        (EventKind, terms.EVENTS),
        (Gap, terms.GAPS),
        (Involvement, terms.INVOLVEMENTS),
        (Placement, terms.PLACEMENTS),
        (LegalStatus, terms.LEGAL_STATUSES),
    ],
)
def test_that_every_code_has_a_word(codes: type[StrEnum], words: dict[StrEnum, str]) -> None:
    assert set(words) == set(codes)
    assert all(words.values())


def test_that_every_state_band_and_part_has_a_word() -> None:
    assert {terms.term(code) for codes in (State, Band, Part) for code in codes} == set(
        terms.TERMS.values()
    )


def test_that_every_rung_of_the_ladder_has_words() -> None:
    rungs = [rung.code for rung in settings.policy().ladder.rungs]

    assert {*rungs, *Escalation, "group_manager"} == set(terms.RUNGS)
    assert terms.escalation("senior_manager_now") == "senior manager, at once"


# ---- sentences


@pytest.mark.parametrize("case", [case for case in CASES if case.state is not None], ids=str)
def test_that_every_answer_has_a_sentence_a_name_a_sum_and_a_source(case: Case) -> None:
    looked = a_review(case.snapshot, policy=case.policy)
    findings = [each for each in looked.findings if case.rule in {each.rule, each.delay}]

    for finding in findings:
        spoken = [sentence(finding, looked), rule_name(finding, looked)]
        assert all(spoken)
        assert not any(character in "{}_" for text in spoken for character in text)
        assert source(finding, looked).citation
        assert source(finding, looked).standing
        if finding.delay != "D11":
            assert sum_lines(finding, looked)


def test_that_every_delay_has_a_name_a_text_and_a_source() -> None:
    codes = {f"D{n}" for n in range(1, 16)}

    assert set(DELAYS) == codes == set(findings.DELAYS) == set(delays.TEXTS)
    assert set(delays.SOURCES) == codes - {"D12"}  # a timescale's source is its rule's


@pytest.mark.parametrize(
    ("snapshot", "code", "words"),
    [
        (
            a_snapshot(a_child(events={REFERRAL: DAY_0 - DAY})),
            "D1",
            "No named social worker for 1 working day",
        ),
        (
            a_snapshot(a_child(events={REFERRAL: DAY_0 - 12 * DAY})),
            "D1",
            "No named social worker for 8 working days",
        ),
        (
            a_snapshot(a_child(is_holder_readable=False)),
            "D1",
            "the worker's name could not be read",
        ),
        (
            a_snapshot(a_child(), a_worker(role=Role.DUTY), a_spell("C1", "W1", start=DAY_0 - DAY)),
            "D2",
            "Not held by a named social worker for 1 working day",
        ),
        (
            a_snapshot(a_child(), a_worker(role=Role.UNRECOGNISED), held=HELD),
            "D2",
            "not recognised",
        ),
        (
            a_snapshot(a_child(Status.REFERRAL, events={REFERRAL: DAY_0 - 12 * DAY})),
            "D3",
            "First allocation: was due Fri 20 Mar 2026, 7 working days over",
        ),
        (
            a_snapshot(a_child(), a_worker(last_day=DAY_0 - DAY), held=HELD),
            "D5",
            "Still under a worker who left on Mon 30 Mar 2026",
        ),
        (
            a_snapshot(a_child(), a_worker(last_day=DAY_0), held=HELD),
            "D5",
            "Worker leaves on Tue 31 Mar 2026",
        ),
        (
            a_snapshot(a_child(), a_worker(absences=(Absence(start=DAY_0),)), held=HELD),
            "D5",
            "Worker away since Tue 31 Mar 2026, no return date",
        ),
        (
            a_snapshot(a_child(), a_worker(absences=(Absence(start=DAY_0, end=DAY_0),)), held=HELD),
            "D5",
            "Worker away until Tue 31 Mar 2026",
        ),
        (
            a_snapshot(a_child(), a_worker(absences=(Absence(start=DAY_0 + DAY),)), held=HELD),
            "D5",
            "Worker will be away from Wed 1 Apr 2026",
        ),
        (
            a_snapshot(a_child(Status.PROCEEDINGS), a_worker(fte=0.1), held=HELD),
            "D11",
            "117 % of capacity: 10 points of 8.5",
        ),
        (
            a_snapshot(a_child(), a_worker(fte=0.0), held=HELD),
            "D11",
            "4 points held without any capacity for cases",
        ),
        (
            a_snapshot(a_child(), a_worker(fte=None), held=HELD),
            "D11",
            "Over capacity: cannot tell (no FTE; counted as full time)",
        ),
        (
            a_snapshot(a_child(events={EventKind.SEEN: DAY_0 + DAY})),
            "D13",
            "Date that can't be: last time seen, Wed 1 Apr 2026",
        ),
        (a_snapshot(a_child(Status.REGISTERED)), "D13", "No visit of any kind on record"),
        (a_snapshot(a_child(date_of_birth=None)), "D13", "No date of birth"),
        (a_snapshot(a_child(Status.UNKNOWN)), "D13", "No status that the tool knows"),
    ],
)
def test_that_a_finding_says_an_observable_fact(snapshot: Snapshot, code: str, words: str) -> None:
    assert words in said(snapshot, code)


def test_that_a_wait_since_nobody_knows_when_is_still_a_wait() -> None:
    in_tray = a_snapshot(a_child(), a_worker(role=Role.DUTY), a_spell("C1", "W1"))

    assert said(a_snapshot(a_child()), "D1") == ("No named social worker; since when is not known")
    assert said(in_tray, "D2") == "Not held by a named social worker; since when is not known"


def test_that_without_a_due_date_only_the_state_is_said() -> None:
    away = a_worker(absences=(Absence(start=DAY_0, end=DAY_0),))

    assert due_phrase(*only(a_snapshot(a_child(), away, held=HELD), "D5")) == "near"


@pytest.mark.parametrize(
    ("verified", "standing"),
    [
        ("verified", "Read in the source named"),
        ("secondary", "Read in a procedure or summary, not in the law itself"),
        ("unverified", "Usual practice without a source; set by the council"),
    ],
)
def test_that_a_source_says_how_far_it_can_be_relied_on(verified: str, standing: str) -> None:
    finding, looked = only(a_snapshot(a_child(Status.REFERRAL)), "W-REF-01")
    rules = tuple(replace(rule, verified=verified) for rule in looked.rules.rules)

    relied_on = source(finding, replace(looked, rules=replace(looked.rules, rules=rules)))

    assert relied_on.standing == standing
    assert relied_on.link.startswith("https://safeguarding.wales/")


@pytest.mark.parametrize(
    ("as_at", "words"),
    [
        (date(2026, 4, 6), "due Thu 16 Apr 2026, 8 working days left"),  # Easter Monday
        (date(2026, 4, 16), "due today, Thu 16 Apr 2026"),
        (date(2026, 4, 17), "was due Thu 16 Apr 2026, 1 working day over"),
        (date(2026, 4, 20), "was due Thu 16 Apr 2026, 2 working days over"),
    ],
)
def test_that_a_due_date_says_how_much_is_left_or_over(as_at: date, words: str) -> None:
    child = a_child(Status.REGISTERED, events={EventKind.SEEN_ALONE: DAY_0})
    finding = only(a_snapshot(child, as_at=as_at), "W-CP-06", in_time=True)

    assert due_phrase(*finding) == words
    assert sentence(*finding).endswith(f"social worker: {words}")


def test_that_a_duty_missed_on_friday_is_not_days_over_on_saturday() -> None:
    seen = a_child(Status.REGISTERED, events={EventKind.SEEN_ALONE: date(2026, 4, 1)})
    finding, looked = only(a_snapshot(seen, as_at=date(2026, 4, 18)), "W-CP-06")

    assert finding.state is State.LATE
    assert due_phrase(finding, looked) == "was due Fri 17 Apr 2026, no working day since"


def test_that_an_absence_that_begins_today_is_no_days_over() -> None:
    away = a_worker(absences=(Absence(start=DAY_0),))

    finding = only(a_snapshot(a_child(), away, held=HELD), "D5")

    assert due_phrase(*finding) == "since today, Tue 31 Mar 2026"


def test_that_a_sum_shows_every_step_from_the_clock_to_today() -> None:
    child = a_child(Status.REGISTERED, events={EventKind.SEEN_ALONE: DAY_0})
    finding = only(a_snapshot(child, as_at=date(2026, 4, 20)), "W-CP-06")

    assert sum_lines(*finding) == [
        "Clock started Tue 31 Mar 2026: last time seen alone",
        "Limit 10 working days: due Thu 16 Apr 2026",
        "Bank holidays not counted: Good Friday Fri 3 Apr, Easter Monday Mon 6 Apr",
        "As at Mon 20 Apr 2026: was due Thu 16 Apr 2026, 2 working days over",
    ]


@pytest.mark.parametrize(
    ("snapshot", "code", "limit"),
    [
        (a_snapshot(a_child(events={REFERRAL: DAY_0 - 9 * DAY})), "D1", "Limit 1 working day: "),
        (
            a_snapshot(a_child(Status.LOOKED_AFTER, events={REFERRAL: DAY_0 - 9 * DAY})),
            "D1",
            "Limit at once: ",
        ),
        (
            a_snapshot(a_child(), a_worker(last_day=DAY_0 - 9 * DAY), held=HELD),
            "D5",
            "Limit 1 working day: ",
        ),
        (
            a_snapshot(a_child(Status.REGISTERED, events={EventKind.REGISTERED: DAY_0 - 9 * DAY})),
            "W-CP-09",
            "Limit at once: ",
        ),
    ],
)
def test_that_a_sum_shows_the_limit_that_was_counted(
    snapshot: Snapshot, code: str, limit: str
) -> None:
    assert sum_lines(*only(snapshot, code))[1].startswith(limit)


def test_that_a_date_of_the_staff_list_has_no_limit() -> None:
    leaving = a_worker(last_day=DAY_0 + 3 * DAY)

    assert sum_lines(*only(a_snapshot(a_child(), leaving, held=HELD), "D5")) == [
        "Clock starts Fri 3 Apr 2026: date on the staff list",
        "As at Tue 31 Mar 2026: due Fri 3 Apr 2026, 3 days left",
    ]


def test_that_a_sum_over_years_counts_the_bank_holidays_instead_of_naming_each() -> None:
    old = a_child(Status.ASSESSMENT, events={REFERRAL: date(2024, 3, 1)})

    assert "Bank holidays not counted: 16, from Fri 29 Mar 2024 to Thu 1 Jan 2026" in sum_lines(
        *only(a_snapshot(old), "W-ASS-01")
    )


def test_that_a_sum_that_can_not_be_made_says_why() -> None:
    finding = only(a_snapshot(a_child(Status.REFERRAL, events={})), "W-REF-01")

    assert sum_lines(*finding) == ["Cannot tell: no usable date for: referral"]


def test_that_a_sum_beyond_the_known_holidays_says_so() -> None:
    old = a_child(events={REFERRAL: date(2029, 1, 2)}, date_of_birth=date(2020, 1, 1))
    finding = only(a_snapshot(old, as_at=date(2029, 1, 9)), "D1")

    assert "Bank holidays are known from Sun 1 Jan 2012 to Sun 31 Dec 2028 only" in sum_lines(
        *finding
    )


@pytest.mark.parametrize(
    ("unrecorded", "ending"),
    [
        ([], "without overlap or introduction"),
        ([EventKind.INTRODUCTION], "without overlap; introductions are not recorded"),
    ],
)
def test_that_no_introduction_is_missed_where_none_is_recorded(
    unrecorded: list[EventKind], ending: str
) -> None:
    before = a_spell("C1", "W2", start=DAY_0 - 90 * DAY, end=DAY_0 - 5 * DAY)
    child, spell = a_child(unrecorded=unrecorded), a_spell("C1", "W1", start=DAY_0 - 5 * DAY)
    workers = a_worker(), a_worker("W2")

    assert said(a_snapshot(child, *workers, before, spell), "D14").endswith(ending)


def test_that_a_rule_that_is_not_in_force_goes_by_its_id() -> None:
    looked = a_review(a_snapshot(a_child("C1")))

    assert findings.rule_label("X-99", looked) == "X-99"
    assert findings.rule_label("D1", looked).startswith("D1 ")
