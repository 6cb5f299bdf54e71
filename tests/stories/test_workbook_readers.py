"""Two other readers find the same in every cell of the workbook, and what the review has."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from tests.builders import write_workbook
from tests.stories.planned_team import the_sample_planned
from tests.unit.report.examples import a_review

Cells = dict[tuple[str, int, int], object]


@pytest.fixture(scope="module", params=[a_review, the_sample_planned], ids=["example", "sample"])
def file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("read") / "book.xlsx"
    write_workbook(request.param(), (), out)
    return out


def by_openpyxl(file: Path) -> Cells:
    """Every cell that holds something."""
    return dict(_filled_by_openpyxl(file))


def _filled_by_openpyxl(file: Path) -> Iterator[tuple[tuple[str, int, int], object]]:
    for sheet in load_workbook(file, data_only=True):
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    yield (sheet.title, cell.row, cell.column), _plain(cell.value)


def by_calamine(file: Path) -> Cells:
    """The same."""
    book = CalamineWorkbook.from_path(str(file))
    return {
        (name, row, column): _plain(value)
        for name in book.sheet_names
        for row, values in enumerate(
            book.get_sheet_by_name(name).to_python(skip_empty_area=False), start=1
        )
        for column, value in enumerate(values, start=1)
        if value != ""
    }


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.date()
    return float(value) if isinstance(value, int) else value


def test_that_two_readers_find_the_same_in_every_cell(file: Path) -> None:
    first, second = by_openpyxl(file), by_calamine(file)

    assert len(first) > 3_000
    assert first == second
    assert {str, float, date} == {type(value) for value in first.values()}
