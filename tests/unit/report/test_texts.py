"""A text is held once for all cells that show it, and beyond so many in its own cell."""

import zipfile
from functools import partial
from pathlib import Path

import pytest
from openpyxl import load_workbook

from allocation_app.report import rows
from allocation_app.report.layout import Book
from allocation_app.report.listing import Each
from allocation_app.report.looks import Style
from allocation_app.report.texts import Texts
from allocation_app.settings.writing import put_in_place
from tests.unit.report.examples import AS_AT

SAID = ["once", "twice", "twice", " kept blanks ", "", "a < b & c"]


def written(folder: Path) -> Path:
    """A workbook with a text a row."""
    book = Book(AS_AT)
    book.put_lines(book.add_sheet("Sheet"), 1, [[(text, Style.TEXT)] for text in SAID])
    put_in_place(folder / "book.xlsx", book.packed())
    return folder / "book.xlsx"


def read(file: Path) -> list[object]:
    """The texts of its only column."""
    return [row[0] for row in load_workbook(file)["Sheet"].iter_rows(values_only=True)]


def parts(file: Path) -> tuple[str, str]:
    """The table of texts and the sheet, as they are in the file."""
    with zipfile.ZipFile(file) as package:
        names = ("xl/sharedStrings.xml", "xl/worksheets/sheet1.xml")
        shared, sheet = (package.read(name).decode() for name in names)
    return shared, sheet


def test_that_a_text_is_held_once_and_counted_as_often_as_it_stands(tmp_path: Path) -> None:
    file = written(tmp_path)
    shared, sheet = parts(file)

    assert read(file) == [text or None for text in SAID]
    assert 'count="5" uniqueCount="4"' in shared
    assert shared.count("twice") == 1
    assert "inlineStr" not in sheet


def test_that_texts_beyond_the_most_stand_in_their_own_cells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "Texts", partial(Texts, 1))
    file = written(tmp_path)
    shared, sheet = parts(file)

    assert read(file) == [text or None for text in SAID]
    assert 'count="1" uniqueCount="1"' in shared
    assert sheet.count("inlineStr") == 4


def test_that_a_text_of_the_table_counts_however_often_it_is_met(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "MOST_KEPT", 0)

    shared, _ = parts(written(tmp_path))

    assert 'count="5" uniqueCount="4"' in shared


def test_that_rows_are_made_only_as_they_are_asked_for() -> None:
    made: list[int] = []

    def row(number: int) -> list[int]:
        made.append(number)
        return [number]

    each = Each(range(1_000), row)
    assert len(each) == 1_000
    assert not made
    assert (each[3], list(each[5:7]), made) == ([3], [[5], [6]], [3, 5, 6])
    assert next(iter(each)) == [0]
    assert made == [3, 5, 6, 0]
