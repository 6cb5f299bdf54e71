"""The words for figures, people and dates, and the language they are said in."""

from collections.abc import Iterator
from datetime import date
from gettext import NullTranslations
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typing_extensions import override

from allocation_app import settings
from allocation_app.domain.caseloads import Reason
from allocation_app.domain.findings import Finding
from allocation_app.domain.people import (
    EventKind,
    Involvement,
    Status,
)
from allocation_app.domain.policy import Bands, CaseType
from allocation_app.domain.review import Review
from allocation_app.domain.snapshot import Snapshot
from allocation_app.domain.working_days import Unit
from allocation_app.errors import AppError
from allocation_app.wording import terms
from allocation_app.wording.findings import (
    sentence,
)
from allocation_app.wording.translate import language, tr, use_catalogue, use_language
from tests.unit.domain.builders import a_child, a_review, a_worker
from tests.unit.domain.cases import CASES, Case

REFERRAL = EventKind.REFERRAL


def only(snapshot: Snapshot, code: str, *, in_time: bool = False) -> tuple[Finding, Review]:
    """The one finding of a delay or rule, and the review it is from."""
    looked = a_review(snapshot, in_time=in_time)
    (finding,) = [each for each in looked.findings if code in {each.delay, each.rule}]
    return finding, looked


def said(snapshot: Snapshot, code: str, *, in_time: bool = False) -> str:
    return sentence(*only(snapshot, code, in_time=in_time))


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
    looked = a_review(case.snapshot, policy=case.policy)

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
