"""Lists that are joined by the child: who is open, and words that are no names."""

from datetime import date
from pathlib import Path

import pytest
from books import AS_AT, BORN, a_workbook, column_of, found

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
