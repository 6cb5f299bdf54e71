"""Every code has a word, every delay in every state a sentence, and no figure flatters."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum
from gettext import NullTranslations
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typing_extensions import override

from allocation_app import settings
from allocation_app.domain.caseloads import Reason
from allocation_app.domain.delays import DELAYS
from allocation_app.domain.findings import Finding, State
from allocation_app.domain.people import (
    Absence,
    EventKind,
    Gap,
    Involvement,
    Role,
    Status,
)
from allocation_app.domain.policy import Band, Bands, CaseType, Part
from allocation_app.domain.review import Review
from allocation_app.domain.snapshot import Snapshot
from allocation_app.domain.waiting import Escalation
from allocation_app.domain.working_days import Unit
from allocation_app.errors import AppError
from allocation_app.wording import terms
from allocation_app.wording.findings import (
    due_phrase,
    rule_name,
    sentence,
    source,
    sum_lines,
)
from allocation_app.wording.translate import language, tr, use_catalogue, use_language
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
    rungs = [rung.code for rung in settings.policy().rungs]

    assert {*rungs, *Escalation} == set(terms.RUNGS)
    assert terms.escalation("senior_manager_now") == "senior manager, at once"


# ---- sentences


@pytest.mark.parametrize("case", [case for case in CASES if case.state is not None], ids=str)
def test_that_every_answer_has_a_sentence_a_name_a_sum_and_a_source(case: Case) -> None:
    looked = a_review(case.snapshot)
    findings = [each for each in looked.findings if case.rule in {each.rule, each.delay}]

    for finding in findings:
        spoken = [sentence(finding, looked), rule_name(finding, looked)]
        assert all(spoken)
        assert not any(character in "{}_" for text in spoken for character in text)
        assert source(finding, looked).citation
        assert source(finding, looked).standing
        if finding.delay != "D11":
            assert sum_lines(finding, looked)


def test_that_every_delay_has_a_name_and_every_source_is_of_a_delay() -> None:
    from allocation_app.wording import findings  # noqa: PLC0415 - only its tables are meant

    assert set(findings.DELAYS) == set(DELAYS)
    assert set(findings.SOURCES) == set(DELAYS) - {"D12"}


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

    assert due_phrase(*only(a_snapshot(a_child(), away, held=HELD), "D5")) == "due soon"


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
        "Clock started Fri 3 Apr 2026: date on the staff list",
        "As at Tue 31 Mar 2026: due Fri 3 Apr 2026, 3 days left",
    ]


def test_that_a_sum_that_can_not_be_made_says_why() -> None:
    finding = only(a_snapshot(a_child(Status.REFERRAL, events={})), "W-REF-01")

    assert sum_lines(*finding) == ["Cannot tell: no usable date for: referral"]


def test_that_a_sum_beyond_the_known_holidays_says_so() -> None:
    old = a_child(events={REFERRAL: date(2029, 1, 2)}, date_of_birth=date(2020, 1, 1))
    finding = only(a_snapshot(old, as_at=date(2029, 1, 9)), "D1")

    assert "Bank holidays are known from Sun 1 Jan 2012 to Sun 31 Dec 2028 only" in sum_lines(
        *finding
    )


# ---- figures


@given(st.floats(0, 5).map(lambda share: round(share, 6)))
def test_that_a_percentage_never_reads_as_a_higher_band(share: float) -> None:
    bands = Bands()
    shown = terms.whole_percent(share)

    assert bands.of(shown / 100, 1) == bands.of(share, 1)
    assert shown <= share * 100 + 1e-6 < shown + 1 + 2e-6


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (None, "–"),
        (0.0, "0 %"),
        (0.29, "29 %"),
        (0.949999, "94 %"),
        (0.57, "57 %"),
        (1.1, "110 %"),
        (1.099999, "109 %"),
        (1.31, "131 %"),
    ],
)
def test_that_a_share_is_said_in_whole_per_cent(share: float | None, text: str) -> None:
    assert terms.percent(share) == text


@pytest.mark.parametrize(
    ("points", "text"),
    [(8, "8"), (4.8, "4.8"), (0, "0"), (42.5, "42.5"), (10.0, "10"), (100, "100")],
)
def test_that_points_have_a_decimal_only_where_there_is_one(points: float, text: str) -> None:
    assert terms.points(points) == text


def test_that_amounts_know_one_from_many() -> None:
    assert [terms.amount(n, unit) for unit in Unit for n in (1, 2)] == [
        "1 working day",
        "2 working days",
        "1 day",
        "2 days",
        "1 week",
        "2 weeks",
        "1 month",
        "2 months",
    ]
    assert [terms.children(n) for n in (0, 1)] == ["0 children", "1 child"]
    assert [terms.families(n) for n in (2, 1)] == ["2 families", "1 family"]


def test_that_a_date_is_said_with_its_weekday_and_no_date_as_a_dash() -> None:
    assert terms.day(date(2026, 5, 1)) == "Fri 1 May 2026"
    assert terms.short_day(date(2026, 5, 1)) == "Fri 1 May"
    assert terms.day(None) == terms.short_day(None) == "–"


# ---- people


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Lowri ap Huw", "L.a.H."),
        ("Jones, Sian", "J.S."),
        ("Mary-Ann O'Neil", "M.O."),
        ("(unborn) Price", "P."),
        ("Łukasz Żak", "Ł.Ż."),
        ("  Cher ", "C."),
        ("123", ""),
    ],
)
def test_that_initials_are_the_first_letter_of_each_word(name: str, initials: str) -> None:
    assert terms.initials(name) == initials


def test_that_a_hidden_name_shows_initials_and_one_without_letters_the_identifier() -> None:
    named, numbered, nameless = a_child(name="Ann Rees"), a_child(name="(1)"), a_child()

    assert terms.child_name(named, hide_names=True) == "A.R."
    assert terms.child_name(named, hide_names=False) == "Ann Rees"
    assert terms.child_name(numbered, hide_names=True) == "C1"
    assert terms.child_name(nameless, hide_names=False) == "C1"


@given(st.text(min_size=1, max_size=30))
def test_that_a_hidden_name_is_never_the_name(name: str) -> None:
    """But where the name is nothing but initials itself."""
    shown = terms.child_name(a_child(name=name), hide_names=True)

    assert all(len(part) <= 1 for part in shown.split(".")) or shown == "C1"


def test_that_statuses_stand_in_the_order_of_the_vocabulary_and_unknown_ones_as_written() -> None:
    both = a_child(Status.LOOKED_AFTER, Status.REGISTERED)
    odd = a_child(Status.UNKNOWN, status_text="ASC step 3")

    assert terms.statuses(both) == "on the register, looked after"
    assert terms.statuses(odd) == "status not known, “ASC step 3”"
    assert terms.statuses(a_child(Status.UNKNOWN)) == "status not known"


def test_that_a_workers_role_says_newly_qualified_and_not_given() -> None:
    assert terms.role(a_worker()) == "social worker"
    assert terms.role(a_worker(is_newly_qualified=True)) == "social worker, newly qualified"
    assert terms.role(a_worker(role=None)) == "role not given"


def test_that_reasons_case_types_and_involvements_are_said_in_words() -> None:
    assert terms.reason(Reason.DUTY) == "held by duty"
    assert terms.case_type(CaseType.LOOKED_AFTER_SETTLED) == "looked after, settled"
    assert terms.involvement(Involvement.CO_WORKER) == "co-worker"


# ---- languages


class Shouting(NullTranslations):
    """Says everything in capitals, so that what was never marked stands out."""

    codes: ClassVar = {"language": "cy"}

    @override
    def gettext(self, message: str) -> str:
        return message.upper().replace("{N}", "{n}") if "{" not in message else f"¡{message}!"

    @override
    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"¡{msgid1 if n == 1 else msgid2}!"

    @override
    def info(self) -> dict[str, str]:
        return self.codes


@pytest.fixture
def _shouting() -> Iterator[None]:
    use_catalogue(Shouting())
    yield
    use_language("en")


@pytest.mark.usefixtures("_shouting")
@pytest.mark.parametrize("case", [case for case in CASES if case.state is not None], ids=str)
def test_that_every_sentence_can_be_translated(case: Case) -> None:
    looked = a_review(case.snapshot)

    for finding in looked.findings:
        spoken = sentence(finding, looked)
        assert spoken.startswith("¡") or spoken == spoken.upper()


@pytest.mark.usefixtures("_shouting")
def test_that_a_bank_holiday_is_said_in_the_language_in_use() -> None:
    christmas = settings.calendar().holiday_between(date(2026, 12, 25), date(2026, 12, 25))[0]

    assert (language(), terms.holiday(christmas)) == ("cy", "Dydd Nadolig")
    use_language("en")
    assert (language(), terms.holiday(christmas)) == ("en", "Christmas Day")


def test_that_a_language_without_a_catalogue_is_refused() -> None:
    with pytest.raises(AppError, match="no_such_language"):
        use_language("tlh")


def test_that_values_may_stand_in_any_order_and_braces_without_values_stay() -> None:
    assert tr("{b} before {a}", a=1, b=2) == "2 before 1"
    assert tr("as {it} is") == "as {it} is"
