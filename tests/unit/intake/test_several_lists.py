"""Lists that are joined by the child: who is open, and words that are no names."""

from datetime import date
from pathlib import Path

import pytest
from books import AS_AT, BORN, a_workbook, child, column_of, found, holder

from allocation_app.domain.people import Involvement, Role
from allocation_app.intake import Code, Reading, read
from allocation_app.intake.vocabulary import stand_in

CHILDREN = (
    ("Child ID", "Date of birth", "Status", "Social worker", "Closed on"),
    ("C1", BORN, "CIN", "James Doe", None),
    ("C2", BORN, "CIN", "James Doe", date(2026, 11, 2)),
)
SEEN = date(2026, 10, 30)


def _with(folder: Path, **lists: tuple[tuple[object, ...], ...]) -> Reading:
    book = a_workbook(folder / "caseload.xlsx", Children=CHILDREN, **lists)
    return read([book], as_at=AS_AT)


def test_that_a_closed_case_stays_closed_though_a_list_of_visits_shows_the_child(
    tmp_path: Path,
) -> None:
    visits = (("Child ID", "Date of birth", "Last seen"), ("C1", BORN, SEEN), ("C2", BORN, SEEN))
    reading = _with(tmp_path, Visits=visits)
    assert list(reading.snapshot.children) == ["C1"]
    left_out = found(reading, Code.ROWS_CLOSED)
    assert [(problem.sheet, problem.details["rows"]) for problem in left_out] == [
        ("Children", "1"),
        ("Visits", "1"),
    ]


@pytest.mark.parametrize(
    ("heading", "cell"), [("Status", "CP"), ("Social worker", "Jane Roe"), ("Closed on", None)]
)
def test_that_a_closed_case_is_open_where_a_list_of_cases_has_it_open(
    heading: str, cell: object, tmp_path: Path
) -> None:
    more = (("Child ID", "Date of birth", "Last seen", heading), ("C2", BORN, SEEN, cell))
    reading = _with(tmp_path, More=more)
    assert list(reading.snapshot.children) == ["C1", "C2"]


@pytest.mark.parametrize("nobody", ["n/a", "N/A", "None", "-"])
def test_that_a_word_for_none_is_not_split_into_two_workers(nobody: str, tmp_path: Path) -> None:
    reading = column_of(tmp_path, "Co-worker", "Ann Hill / Bob Dale", nobody)
    helped = [
        spell.child
        for spell in reading.snapshot.spells
        if spell.involvement is Involvement.CO_WORKER
    ]
    assert helped == ["C1", "C1"]


@pytest.mark.parametrize("name", ["Dyletswydd", "Gweithiwr ar ddyletswydd"])
def test_that_duty_is_known_in_welsh_with_or_without_its_mutation(name: str) -> None:
    assert stand_in(name, frozenset()) is Role.DUTY


SPELLS = ("Child ID", "Worker", "Involvement type", "Start date", "End date", "Case holder (Y/N)")


def _spells(folder: Path, *rows: tuple[object, ...]) -> Reading:
    book = a_workbook(folder / "c.xlsx", Children=CHILDREN_ALONE, Involvements=(SPELLS, *rows))
    return read([book], as_at=AS_AT)


CHILDREN_ALONE = (("Child ID", "DOB", "Status"), *((f"C{n}", BORN, "CP") for n in range(1, 8)))
BEGUN = date(2026, 2, 2)


def test_that_a_case_holder_column_of_yes_and_no_names_no_worker(tmp_path: Path) -> None:
    rows = [(f"C{n}", "James Doe", "Social worker", BEGUN, None, "Yes") for n in range(1, 7)]
    ann = ("C7", "Ann Hill", "Social worker", BEGUN, None, "No")
    reading = _spells(tmp_path, *rows, ann, ("Total", *[None] * 4, 7))
    assert [worker.name for worker in reading.snapshot.workers.values()] == [
        "James Doe",
        "Ann Hill",
    ]
    assert holder(reading, "C1") is not None
    assert holder(reading, "C7") is None


@pytest.mark.parametrize("name", [None, "Unallocated"])
def test_that_a_row_in_no_capacity_that_names_nobody_leaves_the_child_without_a_worker(
    name: str | None, tmp_path: Path
) -> None:
    rows = [(f"C{n}", "James Doe", "Social worker", BEGUN, None, "Yes") for n in range(1, 7)]
    reading = _spells(tmp_path, *rows, ("C7", name, None, None, None, None))
    assert holder(reading, "C7") is None
    assert child(reading, "C7").is_holder_readable


def test_that_a_row_in_no_capacity_that_names_somebody_can_not_tell_who_holds(
    tmp_path: Path,
) -> None:
    rows = [(f"C{n}", "James Doe", "Social worker", BEGUN, None, "Yes") for n in range(1, 7)]
    reading = _spells(tmp_path, *rows, ("C7", "Ann Hill", None, BEGUN, None, None))
    assert not child(reading, "C7").is_holder_readable
