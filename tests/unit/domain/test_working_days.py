"""Days, weeks and months are counted by hand and as the published calendars count them."""

from collections.abc import Iterator
from datetime import date, timedelta

import holidays as holidays_package
import pytest
from govuk_bank_holidays.bank_holidays import BankHolidays
from hypothesis import given
from hypothesis import strategies as st

from allocation_app.domain.working_days import (
    Holiday,
    Unit,
    add_months,
    days_over,
    due_date,
)
from tests.unit.domain.builders import CALENDAR

LIMITS = (1, 5, 10, 15, 20, 42, 45)
VECTORS = {
    "2026-03-31": "2026-04-01 2026-04-09 2026-04-16 2026-04-23 2026-04-30 2026-06-03 2026-06-08",
    "2026-04-01": "2026-04-02 2026-04-10 2026-04-17 2026-04-24 2026-05-01 2026-06-04 2026-06-09",
    "2026-12-21": "2026-12-22 2026-12-30 2027-01-07 2027-01-14 2027-01-21 2027-02-22 2027-02-25",
    "2027-03-25": "2027-03-30 2027-04-05 2027-04-12 2027-04-19 2027-04-26 2027-05-27 2027-06-02",
    "2026-08-28": "2026-09-01 2026-09-07 2026-09-14 2026-09-21 2026-09-28 2026-10-28 2026-11-02",
    "2026-05-02": "2026-05-05 2026-05-11 2026-05-18 2026-05-26 2026-06-02 2026-07-02 2026-07-07",
}
"""Spans counted by hand, row by row."""

ANY_DAY = st.dates(date(1900, 1, 1), date(2100, 12, 31))
NEAR_DAY = st.dates(date(2012, 1, 1), date(2028, 12, 31))
DAY = timedelta(days=1)


def vectors() -> Iterator[tuple[date, int, date]]:
    for trigger, dues in VECTORS.items():
        for limit, due in zip(LIMITS, dues.split(), strict=True):
            yield date.fromisoformat(trigger), limit, date.fromisoformat(due)


@pytest.mark.parametrize(("trigger", "limit", "due"), list(vectors()))
def test_that_the_nth_working_day_is_that_of_the_design(
    trigger: date, limit: int, due: date
) -> None:
    assert CALENDAR.add(trigger, limit) == due
    assert CALENDAR.between(trigger, due) == limit
    assert due_date(trigger, limit, Unit.WORKING_DAYS, CALENDAR) == due


def weekdays(first_year: int, last_year: int) -> Iterator[date]:
    day = date(first_year, 1, 1)
    while day.year <= last_year:
        if day.weekday() < 5:
            yield day
        day += DAY


def test_that_every_weekday_holiday_of_2020_to_2028_is_that_of_the_package_holidays() -> None:
    wales = holidays_package.country_holidays("GB", subdiv="WLS", years=range(2020, 2029))

    for day in weekdays(2020, 2028):
        assert CALENDAR.is_working_day(day) is (day not in wales), day


def test_that_every_weekday_holiday_is_that_of_the_government() -> None:
    published = BankHolidays(use_cached_holidays=True).get_holidays("england-and-wales")
    closed = {holiday["date"] for holiday in published}

    for day in weekdays(2012, 2028):
        assert CALENDAR.is_working_day(day) is (day not in closed), day


@pytest.mark.parametrize("locale", ["en", "cy"])
def test_that_a_holiday_has_the_name_that_the_government_gives_it(locale: str) -> None:
    published = BankHolidays(use_cached_holidays=True, locale=locale)
    names = {
        holiday["date"]: _typeset(holiday["title"])
        for holiday in published.get_holidays("england-and-wales")
    }

    ours = {
        holiday.day: _typeset(holiday.name if locale == "en" else holiday.name_cy)
        for holiday in CALENDAR.holidays
    }
    assert ours == names


def _typeset(name: str) -> str:
    return name.replace("'", "’")


@pytest.mark.parametrize("day", [date(2026, 5, 2), date(2026, 5, 3), date(2026, 5, 4)])
def test_that_a_trigger_on_a_day_off_counts_from_the_next_working_day(day: date) -> None:
    """Saturday, Sunday and the early May bank holiday: day 1 is Tuesday."""
    assert not CALENDAR.is_working_day(day)
    assert CALENDAR.add(day, 1) == date(2026, 5, 5)


def test_that_a_limit_of_no_days_is_due_on_the_trigger_itself() -> None:
    assert CALENDAR.add(date(2026, 5, 2), 0) == date(2026, 5, 2)


@given(ANY_DAY, st.integers(1, 60))
def test_that_counting_on_and_counting_between_are_inverse(trigger: date, limit: int) -> None:
    due = CALENDAR.add(trigger, limit)

    assert CALENDAR.between(trigger, due) == limit
    assert CALENDAR.between(trigger, due - DAY) == limit - 1
    assert CALENDAR.is_working_day(due)


@given(ANY_DAY, ANY_DAY, st.integers(0, 60))
def test_that_a_later_trigger_is_never_due_earlier(one: date, other: date, limit: int) -> None:
    first, last = sorted((one, other))

    assert CALENDAR.add(first, limit) <= CALENDAR.add(last, limit)
    assert CALENDAR.number(first) <= CALENDAR.number(last)


@given(ANY_DAY)
def test_that_a_day_counts_one_if_it_is_a_working_day_and_nothing_if_not(day: date) -> None:
    is_closed = day.weekday() >= 5 or day in {holiday.day for holiday in CALENDAR.holidays}

    assert CALENDAR.between(day - DAY, day) == (0 if is_closed else 1)


@pytest.mark.parametrize("edge", [date(1982, 1, 1), date(2039, 1, 1)])
def test_that_the_count_runs_on_over_the_edges_of_the_table(edge: date) -> None:
    """It runs from thirty years before the known holidays to ten years after them."""
    days = [edge + n * DAY for n in range(-7, 8)]

    counted = [CALENDAR.between(day - DAY, day) for day in days]
    nexts = [CALENDAR.add(day, 1) for day in days]

    assert counted == [int(day.weekday() < 5) for day in days]
    assert nexts == [day + DAY * (7 - day.weekday() if day.weekday() > 3 else 1) for day in days]


@given(NEAR_DAY, NEAR_DAY)
def test_that_the_time_between_two_days_is_the_same_either_way(one: date, other: date) -> None:
    assert CALENDAR.between(one, other) == -CALENDAR.between(other, one)


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(1981, 12, 31), date(2039, 1, 3)])
def test_that_outside_the_table_a_week_has_five_working_days(day: date) -> None:
    assert CALENDAR.between(day, day + timedelta(weeks=1)) == 5


def test_that_the_calendar_says_for_which_days_it_knows_the_holidays() -> None:
    first, last = date(2012, 1, 1), date(2028, 12, 31)

    assert CALENDAR.knows(first)
    assert CALENDAR.knows(last)
    assert not CALENDAR.knows(first - DAY)
    assert not CALENDAR.knows(last + DAY)


def test_that_the_holidays_between_two_days_are_those_on_both_and_within() -> None:
    easter = CALENDAR.holiday_between(date(2026, 4, 3), date(2026, 4, 6))

    assert [holiday.name for holiday in easter] == ["Good Friday", "Easter Monday"]
    assert CALENDAR.holiday_between(date(2026, 4, 4), date(2026, 4, 5)) == ()


def test_that_a_holiday_announced_late_can_be_entered_in_any_order() -> None:
    mourning = Holiday(day=date(2026, 4, 8), name="State funeral", name_cy="Angladd")
    known = Holiday(day=date(2026, 4, 3), name="Entered twice", name_cy="")
    calendar = CALENDAR.with_holidays((mourning, known))

    assert calendar.add(date(2026, 3, 31), 5) == date(2026, 4, 10)
    assert calendar.holiday_between(date(2026, 4, 7), date(2026, 4, 10)) == (mourning,)
    assert [each.name for each in calendar.holiday_between(known.day, known.day)] == ["Good Friday"]
    assert calendar.with_holidays((mourning,)) is calendar
    assert CALENDAR.with_holidays(()) is CALENDAR


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2025, 11, 30), 3, date(2026, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 3, 31), 3, date(2026, 6, 30)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 9, 30), 3, date(2026, 12, 30)),
    ],
)
def test_that_a_month_is_a_calendar_month_clamped_to_the_months_end(
    day: date, months: int, later: date
) -> None:
    assert add_months(day, months) == later
    assert due_date(day, months, Unit.MONTHS, CALENDAR) == later


def test_that_a_week_is_seven_days_whatever_holidays_are_in_it() -> None:
    assert due_date(date(2026, 3, 31), 1, Unit.WEEKS, CALENDAR) == date(2026, 4, 7)
    assert due_date(date(2026, 3, 31), 10, Unit.DAYS, CALENDAR) == date(2026, 4, 10)


def test_that_over_is_counted_in_the_unit_of_the_rule() -> None:
    friday, monday = date(2026, 4, 17), date(2026, 4, 20)

    assert days_over(friday, monday, Unit.WORKING_DAYS, CALENDAR) == 1
    assert days_over(friday, monday, Unit.WEEKS, CALENDAR) == 3
    assert days_over(friday, friday + DAY, Unit.WORKING_DAYS, CALENDAR) == 0
    assert days_over(monday, friday, Unit.MONTHS, CALENDAR) == -3


@given(ANY_DAY, st.integers(0, 60))
def test_that_counting_back_finds_the_last_working_day_that_leaves_so_many(
    day: date, ahead: int
) -> None:
    found = CALENDAR.back(day, ahead)

    assert CALENDAR.is_working_day(found)
    assert CALENDAR.between(found, day) == ahead


@pytest.mark.parametrize(
    ("day", "ahead", "found"),
    [
        (date(2026, 4, 7), 0, date(2026, 4, 7)),
        (date(2026, 4, 7), 1, date(2026, 4, 2)),
        (date(2026, 4, 5), 0, date(2026, 4, 2)),
        (date(2026, 4, 5), 2, date(2026, 3, 31)),
    ],
)
def test_that_counting_back_leaves_easter_out(day: date, ahead: int, found: date) -> None:
    assert CALENDAR.back(day, ahead) == found
