"""A time that a document is about."""

from datetime import date

import pytest

from allocation_app.domain.period import Period, last_month, month_of


def days(first: str, last: str) -> Period:
    return Period(first=date.fromisoformat(first), last=date.fromisoformat(last))


def test_that_both_ends_are_within_it() -> None:
    october = days("2026-10-01", "2026-10-31")

    assert october.days == 31
    assert date(2026, 10, 1) in october
    assert date(2026, 10, 31) in october
    assert date(2026, 9, 30) not in october
    assert date(2026, 11, 1) not in october


def test_that_days_that_run_backwards_are_refused() -> None:
    with pytest.raises(ValueError, match="runs backwards"):
        days("2026-10-02", "2026-10-01")


def test_that_two_times_share_what_lies_in_both() -> None:
    october = days("2026-10-01", "2026-10-31")

    assert october.shared(date(2026, 9, 1), date(2026, 10, 5)) == days("2026-10-01", "2026-10-05")
    assert october.shared(date(2026, 10, 31), date(2026, 11, 5)) == days("2026-10-31", "2026-10-31")
    assert october.shared(date(2026, 11, 1), date(2026, 11, 5)) is None


def test_that_a_month_has_its_own_length() -> None:
    assert month_of(date(2028, 2, 7)) == days("2028-02-01", "2028-02-29")
    assert month_of(date(2026, 12, 31)) == days("2026-12-01", "2026-12-31")


def test_that_the_last_month_is_over_by_the_day() -> None:
    assert last_month(date(2026, 11, 20)) == days("2026-10-01", "2026-10-31")
    assert last_month(date(2026, 10, 31)) == days("2026-10-01", "2026-10-31")
    assert last_month(date(2026, 1, 1)) == days("2025-12-01", "2025-12-31")
