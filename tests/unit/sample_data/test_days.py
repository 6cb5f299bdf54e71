"""The truth's own calendar counts as working-days.md says."""

import csv
from datetime import date
from pathlib import Path

import pytest

import resources
from sample_data.generator import days

STEPS = (1, 5, 10, 15, 20, 42, 45)
VECTORS = """
2026-03-31 2026-04-01 2026-04-09 2026-04-16 2026-04-23 2026-04-30 2026-06-03 2026-06-08
2026-04-01 2026-04-02 2026-04-10 2026-04-17 2026-04-24 2026-05-01 2026-06-04 2026-06-09
2026-12-21 2026-12-22 2026-12-30 2027-01-07 2027-01-14 2027-01-21 2027-02-22 2027-02-25
2027-03-25 2027-03-30 2027-04-05 2027-04-12 2027-04-19 2027-04-26 2027-05-27 2027-06-02
2026-08-28 2026-09-01 2026-09-07 2026-09-14 2026-09-21 2026-09-28 2026-10-28 2026-11-02
2026-05-02 2026-05-05 2026-05-11 2026-05-18 2026-05-26 2026-06-02 2026-07-02 2026-07-07
"""


@pytest.mark.parametrize("line", VECTORS.split("\n")[1:-1])
def test_that_working_days_are_counted_as_published(line: str) -> None:
    trigger, *expected = (date.fromisoformat(text) for text in line.split())
    assert [days.working_days_after(trigger, step) for step in STEPS] == expected


def test_that_the_computed_bank_holidays_are_those_that_were_announced() -> None:
    path = Path(resources.__file__).parent / "bank_holidays.csv"
    with path.open(encoding="utf-8") as file:
        announced = {date.fromisoformat(row["date"]) for row in csv.DictReader(file)}
    years = {day.year for day in announced}
    assert announced == {day for year in years for day in days.bank_holidays(year)}


@pytest.mark.parametrize(
    ("trigger", "months", "due"),
    [
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 5, 20), 6, date(2026, 11, 20)),
    ],
)
def test_that_a_month_ends_no_later_than_its_last_day(
    trigger: date, months: int, due: date
) -> None:
    assert days.due_date(trigger, months, days.MONTHS) == due


def test_that_late_begins_the_day_after_it_was_due() -> None:
    trigger, due = date(2026, 10, 23), date(2026, 11, 20)
    assert days.state_on(date(2026, 11, 20), trigger, due) == days.DUE_SOON
    assert days.state_on(date(2026, 11, 21), trigger, due) == days.LATE


def test_that_soon_is_never_more_than_half_of_the_limit() -> None:
    trigger, due = date(2026, 11, 6), date(2026, 11, 20)
    assert days.state_on(date(2026, 11, 12), trigger, due) == days.IN_TIME
    assert days.state_on(date(2026, 11, 13), trigger, due) == days.DUE_SOON


def test_that_a_wait_over_christmas_counts_working_days_only() -> None:
    assert days.over(date(2026, 12, 29), date(2026, 12, 24), days.WORKING_DAYS) == 1
    assert days.over(date(2026, 12, 29), date(2026, 12, 24), days.DAYS) == 5
