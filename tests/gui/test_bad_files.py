"""Files that can't be used: one clear message each, and what is open stays as it was."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from allocation_app.report.orders import Order, What
from tests.builders import a_child, a_reading, a_snapshot
from ui.app import Application
from ui.rows.documents import To, Wish


def empty(folder: Path) -> Path:
    path = folder / "empty.xlsx"
    path.write_bytes(b"")
    return path


def damaged(folder: Path) -> Path:
    whole, path = folder / "whole.xlsx", folder / "damaged.xlsx"
    openpyxl.Workbook().save(whole)
    path.write_bytes(whole.read_bytes()[:700])
    return path


def other_zip(folder: Path) -> Path:
    path = folder / "pictures.xlsx"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("picture.txt", "no sheet")
    return path


def text_named_xlsx(folder: Path) -> Path:
    path = folder / "letter.xlsx"
    path.write_text("Dear colleague, the list follows next week.", encoding="utf-8")
    return path


def without_a_table(folder: Path) -> Path:
    path = folder / "minutes.xlsx"
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["A1"] = "Minutes of Monday"
    book.save(path)
    return path


def without_child_id(folder: Path) -> Path:
    path = folder / "names.xlsx"
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (("Name", "Status", "Social worker"), ("A", "CP", "Kofi Ahmed"), ("B", "LAC", "")):
        sheet.append(row)
    book.save(path)
    return path


@pytest.mark.parametrize("bad", [empty, damaged, other_zip, text_named_xlsx, without_a_table])
def test_that_a_bad_file_is_told_once_by_name_and_nothing_changes(
    whole: Application, qtbot: QtBot, tmp_path: Path, bad: Callable[[Path], Path]
) -> None:
    old = a_reading(a_snapshot({"W1": [a_child("C1")]}))
    whole.store.open(old)
    path = bad(tmp_path)

    whole.importing.start([path])
    qtbot.waitUntil(lambda: bool(whole.window.findChildren(QMessageBox)), timeout=20_000)

    (box,) = whole.window.findChildren(QMessageBox)
    assert path.name in box.text()
    assert "went wrong in the program" not in box.text()
    assert whole.store.reading is old
    assert whole.importing.preview is None
    assert not whole.window.strip.isVisible()
    box.close()


def test_that_children_without_an_identifier_are_shown_for_somebody_to_say_which_column_it_is(
    whole: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    path = without_child_id(tmp_path)

    whole.importing.start([path])
    qtbot.waitUntil(lambda: whole.importing.preview is not None, timeout=20_000)

    preview = whole.importing.preview
    assert preview is not None
    assert preview.outcome.refusal is not None
    assert preview.outcome.refusal.code == "no_table"
    assert preview.note.text().endswith("say below what the table is taken for.")
    (table,) = preview.outcome.files[0].sheets
    assert [column.heading for column in table.columns] == ["Name", "Status", "Social worker"]
    assert not preview.use.isEnabled()
    preview.reject()


def test_that_a_target_that_cannot_be_written_is_told_and_nothing_changes(
    whole: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    old = a_reading(a_snapshot({"W1": [a_child("C1")]}))
    whole.store.open(old)
    target = tmp_path / "plan.xlsx"
    target.mkdir()

    whole.exporting.start(Wish(order=Order(what=What.WORKBOOK), to=To.XLSX, out=target))
    qtbot.waitUntil(lambda: "plan.xlsx" in whole.window.strip.words.text(), timeout=20_000)

    assert "went wrong in the program" not in whole.window.strip.words.text()
    assert whole.store.reading is old
