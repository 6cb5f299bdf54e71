"""Cells that should name somebody and hold another word, or a name beside other words."""

from datetime import date
from pathlib import Path

import pytest
from books import AS_AT, BORN, WORKERS, a_workbook, at, child, column_of, found, holder, reading_of

from allocation_app.domain.people import Gap, Involvement, Role
from allocation_app.intake import Code, Reading, read
from allocation_app.intake.mapping import Holding, Mapping
from allocation_app.intake.names import name_key

NO_NAMES = ("Yes", "No", "PA", "Not required", "Declined", "N/A - under 16", "Requested", "dim eto")


def visited(folder: Path, cell: str) -> Reading:
    """Two children under two workers, the first of them visited by whom the cell says."""
    rows = [
        ("Child ID", "DOB", "Status", "Social worker", "Last visit", "Visited by"),
        ("C1", BORN, "CP", "James Doe", AS_AT, cell),
        ("C2", BORN, "CP", "Jane Roe", AS_AT, ""),
    ]
    return reading_of(folder, rows, WORKERS)


@pytest.mark.parametrize(
    "cell",
    ["Yes", "No", "Previous SW", "Phone call", "Cancelled", "Foster carer", "J Doe 02/11/2026"],
)
def test_that_a_visitor_who_is_nobodys_name_is_not_somebody_else(tmp_path: Path, cell: str) -> None:
    reading = visited(tmp_path, cell)
    assert child(reading).visited_by is None
    assert Gap.VISITOR not in child(reading).told
    assert at(reading, Code.VISITOR_UNREADABLE) == [(2, "F", cell)]


@pytest.mark.parametrize(
    "cell", ["Same", "as allocated", "James Doe - SW", "Joint - James Doe & Jane Roe", "Roe, Doe"]
)
def test_that_the_own_worker_is_found_beside_other_words(tmp_path: Path, cell: str) -> None:
    visitor = child(visited(tmp_path, cell)).visited_by
    assert visitor == ("Doe Roe" if cell == "Roe, Doe" else "W1")


@pytest.mark.parametrize("cell", ["Jane Roe (duty)", "Jane Roe - duty"])
def test_that_a_visit_for_the_duty_desk_takes_no_worker_from_another_child(
    tmp_path: Path, cell: str
) -> None:
    reading = visited(tmp_path, cell)
    assert child(reading).visited_by == "W2"
    found_holder = holder(reading, "C2")
    assert found_holder is not None
    assert found_holder.id == "W2"
    assert found(reading, Code.WORKER_AMBIGUOUS) == []


def test_that_a_name_held_for_the_duty_desk_makes_no_other_name_ambiguous(tmp_path: Path) -> None:
    rows = [("Child ID", "DOB", "Status", "Social worker")]
    rows += [(f"C{n}", BORN, "CP", name) for n, name in enumerate(["Jane Roe (duty)", "Roe, Jane"])]  # type: ignore[misc]
    reading = reading_of(tmp_path, rows, WORKERS)
    assert found(reading, Code.WORKER_AMBIGUOUS) == []
    second = holder(reading, "C1")
    assert second is not None
    assert second.id == "W2"


@pytest.mark.parametrize("cell", NO_NAMES)
def test_that_an_adviser_who_is_nobodys_name_is_not_known_and_holds_no_case(
    tmp_path: Path, cell: str
) -> None:
    rows = [
        ("Child ID", "DOB", "Status", "Social worker", "Personal adviser"),
        ("C1", date(2007, 3, 4), "Care leaver", "", cell),
        ("C2", date(2007, 3, 4), "Care leaver", "", "Cai Wyn"),
    ]
    reading = reading_of(tmp_path, rows)
    assert holder(reading) is None
    assert child(reading).is_holder_readable
    assert Gap.ADVISER not in child(reading).told
    assert [s.child for s in reading.snapshot.spells if s.involvement is Involvement.CASE_HOLDER]
    assert at(reading, Code.NAME_UNREADABLE) == [(2, "E", cell)]


@pytest.mark.parametrize("cell", ["Several", "See history", "First allocation", "Yes"])
def test_that_a_former_worker_who_is_nobodys_name_is_not_known(tmp_path: Path, cell: str) -> None:
    reading = column_of(tmp_path, "Previous worker", cell, "Ann Other")
    assert Gap.PREVIOUS_WORKER not in child(reading).told
    assert at(reading, Code.NAME_UNREADABLE) == [(2, "E", cell)]


@pytest.mark.parametrize("cell", ["Yes", "See notes", "Me", "Left", "Agency worker", "Wedi gadael"])
def test_that_a_worker_who_is_nobodys_name_is_not_known(tmp_path: Path, cell: str) -> None:
    rows = [("Child ID", "DOB", "Status", "Social worker")]
    rows += [(f"C{n}", BORN, "CP", name) for n, name in enumerate(["Jane Roe", cell])]  # type: ignore[misc]
    reading = reading_of(tmp_path, rows)
    assert holder(reading, "C1") is None
    assert not child(reading, "C1").is_holder_readable
    assert at(reading, Code.WORKER_UNKNOWN) == [(3, "D", cell)]


def test_that_a_word_of_which_somebody_said_what_it_stands_for_is_taken_so(tmp_path: Path) -> None:
    rows = (("Child ID", "DOB", "Status", "Social worker"), ("C1", BORN, "CP", "Agency"))
    decided = Mapping(workers={name_key("Agency"): Holding.DUTY.value})
    book = a_workbook(tmp_path / "c.xlsx", Children=rows)
    tray = holder(read([book], as_at=AS_AT, mapping=decided))
    assert tray is not None
    assert tray.role is Role.DUTY
