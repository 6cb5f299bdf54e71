"""Facts that can't be, or are no case: a worker from a day to come, 400 workers, duplicates."""

from datetime import date
from pathlib import Path

import pytest
from books import AS_AT, BORN, CHILDREN, a_workbook, at, child, column_of, found, holder, reading_of

from allocation_app.domain.people import EventKind
from allocation_app.intake import Code, read

TO_COME = date(2026, 12, 7)


def test_that_a_spell_from_a_day_to_come_is_named_and_its_start_not_used(tmp_path: Path) -> None:
    listed = (("Child ID", "DOB", "Status"), ("C1", BORN, "CP"))
    spells = (
        ("Child ID", "Worker", "Involvement type", "Start date", "End date"),
        ("C1", "Ann Lee", "Case holder", TO_COME, ""),
    )
    book = a_workbook(tmp_path / "c.xlsx", Children=listed, Involvements=spells)
    reading = read([book], as_at=AS_AT)
    assert at(reading, Code.DATE_IMPOSSIBLE) == [(2, "D", TO_COME.isoformat())]
    spell = reading.snapshot.holding_spells()[child(reading).id]
    assert (spell.worker, spell.start) == ("Ann Lee", None)


@pytest.mark.parametrize("status", ["DUPLICATE", "Duplicate record", "NFA", "Transferred out"])
def test_that_a_duplicate_or_finished_case_is_in_nobodys_caseload(
    tmp_path: Path, status: str
) -> None:
    reading = reading_of(tmp_path, (*CHILDREN, ("009", BORN, status, "James Doe")))
    assert set(reading.snapshot.children) == {"007", "008"}
    assert [p.details["rows"] for p in found(reading, Code.ROWS_CLOSED)] == ["1"]


def test_that_400_workers_in_a_year_are_no_count(tmp_path: Path) -> None:
    reading = column_of(tmp_path, "Workers in 12 months", 4, 400)
    assert (child(reading).workers_in_year, child(reading, "C2").workers_in_year) == (4, None)
    assert at(reading, Code.NUMBER_UNREADABLE) == [(3, "E", "400")]


@pytest.mark.parametrize("tick", ["✓", "✔", "✔️"])
def test_that_a_tick_is_a_yes(tmp_path: Path, tick: str) -> None:
    head = ("Child ID", "DOB", "Status", "Social worker", "Last visit", "Was the bedroom seen?")
    rows = (head, ("C1", BORN, "CP", "James Doe", AS_AT, tick))
    reading = reading_of(tmp_path, rows)
    assert child(reading).events[EventKind.BEDROOM_SEEN] == AS_AT
    assert holder(reading) is not None


def test_that_open_and_closed_in_one_cell_is_said_and_the_child_kept(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, (*CHILDREN, ("009", BORN, "CP / Closed", "James Doe")))
    assert "009" in reading.snapshot.children
    assert at(reading, Code.STATUS_UNKNOWN) == [(4, "C", "CP / Closed")]


@pytest.mark.parametrize(
    "heading", ["Number of workers", "No of workers", "Number of social workers"]
)
def test_that_workers_of_no_stated_time_are_not_those_of_a_year(
    tmp_path: Path, heading: str
) -> None:
    reading = column_of(tmp_path, heading, 4, 2, 3, 1, 2)
    assert child(reading).workers_in_year is None
    assert heading in found(reading, Code.COLUMNS_UNUSED)[0].details["headings"]


@pytest.mark.parametrize(
    "heading", ["Next Court Hearing", "Court date", "Gwrandawiad llys nesaf", "Dyddiad y llys"]
)
def test_that_a_court_hearing_may_lie_ahead_and_no_review_may(tmp_path: Path, heading: str) -> None:
    listed = (
        ("Child ID", "DOB", "Status", heading, "Last LAC review"),
        ("C1", BORN, "LAC", TO_COME, TO_COME),
    )
    reading = read([a_workbook(tmp_path / "c.xlsx", Children=listed)], as_at=AS_AT)

    assert child(reading).events[EventKind.COURT_HEARING] == TO_COME
    assert at(reading, Code.DATE_IMPOSSIBLE) == [(2, "E", TO_COME.isoformat())]
