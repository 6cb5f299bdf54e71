"""The workbook of the example team, written once for the tests that read it."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from allocation_app.domain.review import Review
from allocation_app.errors import Problem, Severity
from tests.builders import write_workbook
from tests.unit.report.examples import a_review

PROBLEMS = (
    Problem(code="status_unknown", severity=Severity.WARNING, value="Zebedee Secret"),
    Problem(code="row_total", severity=Severity.NOTE),
)


@pytest.fixture(scope="session")
def team() -> Review:
    """A review of the example team."""
    return a_review()


@pytest.fixture(scope="session")
def book_file(team: Review, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its workbook, with names."""
    out = tmp_path_factory.mktemp("book") / "book.xlsx"
    write_workbook(team, PROBLEMS, out)
    return out


@pytest.fixture(scope="session")
def book(book_file: Path) -> Workbook:
    """The same, read back with the results of its formulas."""
    return load_workbook(book_file, data_only=True)


@pytest.fixture(scope="session")
def formulas(book_file: Path) -> Workbook:
    """The same, read back with its formulas."""
    return load_workbook(book_file)
