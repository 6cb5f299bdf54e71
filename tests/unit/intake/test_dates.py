"""How dates are read, and which are refused."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allocation_app.intake.calendar_words import MONTHS
from allocation_app.intake.cells import NOT_KNOWN, ErrorCell
from allocation_app.intake.dates import DateReader, Order, YearRule, date_reader
from allocation_app.intake.problems import Code

AS_AT = date(2026, 11, 20)
DAY = date(2026, 4, 3)


def read(*column: object, rule: YearRule = YearRule.NEAR) -> object:
    """What the first cell of a column is read as."""
    return date_reader(column, rule, AS_AT)(column[0]).value


@pytest.mark.parametrize(
    "text",
    [
        "2026-04-03",
        "2026-04-03T00:00:00",
        "2026-04-03 14:05",
        "2026/4/3",
        "20260403",
        "03/04/2026",
        "3/4/2026",
        "03-04-2026",
        "03.04.2026",
        "03/04/2026 09:30:00",
        "3 April 2026",
        "03 Apr 2026",
        "3rd April 2026",
        "03-Apr-2026",
        "3rd of April, 2026",
        "03APR2026",
        "2026-Apr-03",
        "April 3rd, '26",
        "Friday 3 April 2026",
        "Fri, 03 Apr 2026",
        "03/04/2026 (Fri)",
        "Gwe 03/04/2026",
        "Fri, 03 Apr 2026 09:30:00 GMT",
        "2026-04-03T09:30:00.000+01:00",
        "2026-04-03Z",
        "09:30 03/04/2026",
        "3 April 2026 at 2.30pm",
        "3 Ebrill 2026 am 2.30yh",
        "3ydd o Ebrill 2026",
        "y 3ydd o fis Ebrill, 2026",
        "Ebrill 3ydd, 2026",
        "3 Ebr 26",
        "\u200e03/\u200e04/\u200e2026",
        "03–04–2026",
        "April 3, 2026",
        "3 Ebrill 2026",
        "Dydd Gwener 3 Ebrill 2026",
        " 03/04/2026\xa0",
    ],
)
def test_that_a_date_is_read_in_each_form_that_people_write(text: str) -> None:
    assert read(text) == DAY


def test_that_a_date_cell_is_its_date_and_loses_its_time() -> None:
    assert read(DAY) == DAY
    assert read(datetime(2026, 4, 3, 17, 45)) == DAY  # noqa: DTZ001 - as a spreadsheet has it


def test_that_year_first_is_never_read_as_year_day_month() -> None:
    assert read("2026-04-03", "25/12/2026") == DAY
    assert read("2026-13-03") is NOT_KNOWN


@pytest.mark.parametrize("text", ["tbc", "TBC", "n/a", "d/k", "Unknown", "not known", "-", "?"])
def test_that_words_for_not_known_are_no_date_and_no_error(text: str) -> None:
    cell = date_reader([text], YearRule.NEAR, AS_AT)(text)
    assert cell.value is NOT_KNOWN
    assert cell.code is None


@pytest.mark.parametrize(
    "text",
    [
        "May be 8 Jan 2000",
        "31/02/2026",
        "29/02/2025",
        "2026-25-03",
        "last week",
        "03/2026",
        "1/2/3/2026",
        "12345678901",
        "3042026",
        "Apr-26",
        "April 2026",
        "3 o 2026",
        "3 Abril 2026",
        "03/04/2026 approx",
        "2026-W14-5",
        "32/01/2026",
    ],
)
def test_that_what_is_no_date_is_shown_and_not_guessed(text: str) -> None:
    cell = date_reader([text], YearRule.NEAR, AS_AT)(text)
    assert (cell.value, cell.code) == (NOT_KNOWN, Code.DATE_UNREADABLE)


def test_that_blank_is_blank() -> None:
    assert read("") is None
    assert read("   ") is None


def test_that_a_column_with_a_day_after_the_12th_in_second_place_has_months_first() -> None:
    reader = date_reader(["03/04/2026", "04/25/2026"], YearRule.NEAR, AS_AT)
    assert reader.order is Order.MONTH_FIRST
    assert reader("03/04/2026").value == date(2026, 3, 4)


def test_that_a_column_of_both_orders_refuses_what_can_be_read_either_way() -> None:
    column = ["03/04/2026", "25/04/2026", "04/25/2026", "05/05/2026"]
    reader = date_reader(column, YearRule.NEAR, AS_AT)
    read = [reader(cell) for cell in column]
    assert [cell.code for cell in read] == [Code.DATE_AMBIGUOUS, None, None, None]
    assert read[0].value is NOT_KNOWN
    assert [cell.value for cell in read[1:]] == [
        date(2026, 4, 25),
        date(2026, 4, 25),
        date(2026, 5, 5),
    ]


def test_that_a_number_like_an_excel_date_is_one_with_a_note() -> None:
    for cell in (46115, 46115.0, "46115"):
        read = date_reader([cell], YearRule.NEAR, AS_AT)(cell)
        assert (read.value, read.code) == (DAY, Code.DATE_FROM_NUMBER)


def test_that_29_february_is_a_day_of_leap_years_alone() -> None:
    assert read("29/02/2024") == date(2024, 2, 29)
    assert read("29/02/2023") is NOT_KNOWN
    assert read("29/02/1900") is NOT_KNOWN


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1 Fai 2026", date(2026, 5, 1)),
        ("2 Fedi 2026", date(2026, 9, 2)),
        ("1af o Fawrth 2026", date(2026, 3, 1)),
        ("Mawrth 3 2026", date(2026, 3, 3)),
        ("Mawrth 3 Mawrth 2026", date(2026, 3, 3)),
        ("1 Hydref 2026", date(2026, 10, 1)),
        ("1 October 2026", date(2026, 10, 1)),
    ],
)
def test_that_a_month_is_not_taken_for_what_sounds_like_it(text: str, day: date) -> None:
    assert read(text) == day


def test_that_a_day_of_the_week_that_is_not_that_of_the_date_refuses_it() -> None:
    assert read("Friday 03/04/2026") == DAY
    cell = date_reader([], YearRule.NEAR, AS_AT)("Thursday 03/04/2026")
    assert (cell.value, cell.code) == (NOT_KNOWN, Code.DATE_WEEKDAY)


def test_that_a_cell_just_before_midnight_is_the_next_day_and_a_second_before_is_not() -> None:
    assert read(datetime(2026, 4, 2, 23, 59, 59, 700_000)) == DAY  # noqa: DTZ001
    assert read(datetime(2026, 4, 3, 23, 59, 59)) == DAY  # noqa: DTZ001
    assert read(46114.999999) == DAY
    assert read(46115.99) == DAY


@pytest.mark.parametrize("cell", [20260403, 20260403.0, "20260403"])
def test_that_eight_digits_that_begin_with_a_year_are_a_date(cell: object) -> None:
    assert read(cell) == DAY


@pytest.mark.parametrize("cell", [25032026, "25032026", "20122012"])
def test_that_eight_digits_that_end_with_a_year_are_a_date(cell: object) -> None:
    assert isinstance(read(cell), date)


def test_that_eight_digits_that_can_be_read_either_way_need_an_order_that_is_known() -> None:
    known = DateReader(order=Order.MONTH_FIRST, year_rule=YearRule.NEAR, as_at=AS_AT)
    assumed = DateReader(
        order=Order.DAY_FIRST, year_rule=YearRule.NEAR, as_at=AS_AT, is_assumed=True
    )

    assert known("03042026").value == date(2026, 3, 4)
    assert assumed("03042026").code is Code.DATE_AMBIGUOUS
    assert assumed("25032026").value == date(2026, 3, 25)
    assert assumed("03/04/2026").value == DAY


def test_that_a_small_number_is_no_date() -> None:
    assert read(12) is NOT_KNOWN


@pytest.mark.parametrize(
    ("text", "rule", "year"),
    [
        ("03/04/26", YearRule.NEAR, 2026),
        ("03-Apr-26", YearRule.NEAR, 2026),
        ("03/04/99", YearRule.NEAR, 1999),
        ("03/04/10", YearRule.PAST, 2010),
        ("03/04/27", YearRule.PAST, 2027),
        ("03/10/27", YearRule.PAST, 1927),
        ("03/04/98", YearRule.PAST, 1998),
    ],
)
def test_that_a_short_year_follows_the_rule_of_its_field_and_is_noted(
    text: str, rule: YearRule, year: int
) -> None:
    cell = date_reader([text], rule, AS_AT)(text)
    assert isinstance(cell.value, date)
    assert (cell.value.year, cell.code) == (year, Code.DATE_SHORT_YEAR)


def test_that_an_error_cell_is_no_date_and_not_blank() -> None:
    for cell in (ErrorCell("#N/A"), "#REF!", "#DIV/0!"):
        read = date_reader([cell], YearRule.NEAR, AS_AT)(cell)
        assert (read.value, read.code) == (NOT_KNOWN, Code.CELL_ERROR)


DAYS = st.dates(date(1990, 1, 1), date(2035, 12, 31))
FORMS = (
    *(f"%d{dash}%m{dash}%Y" for dash in "/-. "),
    *(f"%Y{dash}%m{dash}%d" for dash in "/-."),
    "%Y%m%d",
    "%d/%m/%Y %H:%M",
    "%A %d/%m/%Y",
)


@given(DAYS, st.sampled_from(FORMS))
def test_that_no_date_written_day_first_or_year_first_is_read_as_another(
    day: date, form: str
) -> None:
    assert read(day.strftime(form)) == day


@given(DAYS, st.sampled_from(["{} {} {}", "{}-{}-{}", "{} {}, {}", "{}th {} {}"]), st.data())
def test_that_a_month_is_known_by_every_english_and_welsh_name(
    day: date, form: str, data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(MONTHS[day.month - 1]))
    assert read(form.format(day.day, name.title(), day.year)) == day
