"""One file of several that can't be read: what a manager can do about it besides giving up."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from allocation_app.errors import InputError
from allocation_app.intake import Book
from allocation_app.progress import Progress
from tests.builders import a_reading
from tests.gui.importer import Reader, a_book, importing
from ui.app import Application
from ui.dialogs.preview import COLUMNS
from ui.dialogs.refusal import RefusalDialog
from ui.importing import Importing
from ui.readers import Request

PATHS = [Path("children.xlsx"), Path("staff.xlsx")]


class Scale:
    """Refuses one file as too big, unless it may be large; keeps what it was asked."""

    def __init__(self, what: str = "rows", *, is_stubborn: bool = False) -> None:
        self.what, self.is_stubborn = what, is_stubborn
        self.asked: list[Request] = []

    def __call__(self, request: Request, progress: Progress) -> Book:
        self.asked.append(request)
        progress(1, 1)
        is_small_enough = request.is_large and not self.is_stubborn
        if request.path.name == "staff.xlsx" and not is_small_enough:
            raise InputError(
                "file_too_big", file="staff.xlsx", what=self.what, found="C300000", limit="200000"
            )
        return a_book(request.path)


def refused(made: Importing, qtbot: QtBot) -> RefusalDialog:
    qtbot.waitUntil(lambda: made.question is not None)
    assert isinstance(made.question, RefusalDialog)
    return made.question


def press(dialog: RefusalDialog, text: str) -> None:
    buttons = {button.text().replace("&", ""): button for button in dialog.buttons.buttons()}
    buttons[text].click()


def test_that_a_file_that_is_too_big_can_be_read_all_the_same(
    whole: Application, qtbot: QtBot
) -> None:
    scale, reader = Scale(), Reader(a_reading())
    made = importing(whole, reader, open=scale)
    made.start(PATHS)

    dialog = refused(made, qtbot)
    assert "staff.xlsx" in dialog.why.text()
    press(dialog, "Read it all the same")
    qtbot.waitUntil(lambda: made.preview is not None)

    assert reader.asked == [PATHS]
    assert [request.path.name for request in scale.asked if request.is_large] == ["staff.xlsx"]


def test_that_what_is_too_big_even_for_a_bigger_import_is_not_offered_again(
    whole: Application, qtbot: QtBot
) -> None:
    made = importing(whole, Reader(a_reading()), open=Scale(is_stubborn=True))
    made.start(PATHS)
    first = refused(made, qtbot)
    press(first, "Read it all the same")
    qtbot.waitUntil(lambda: made.question is not None and made.question is not first)

    texts = {button.text() for button in refused(made, qtbot).buttons.buttons()}

    assert texts == {"&Leave this file out", "&Cancel"}


def test_that_the_others_can_be_read_without_it(whole: Application, qtbot: QtBot) -> None:
    reader = Reader(a_reading())
    made = importing(whole, reader, open=Scale())
    made.start(PATHS)

    press(refused(made, qtbot), "Leave this file out")
    qtbot.waitUntil(lambda: made.preview is not None)

    assert reader.asked == [PATHS[:1]]


def test_that_a_bomb_is_not_offered_to_be_read(whole: Application, qtbot: QtBot) -> None:
    made = importing(whole, Reader(a_reading()), open=Scale("parts"))
    made.start(PATHS)

    texts = {button.text() for button in refused(made, qtbot).buttons.buttons()}

    assert texts == {"&Leave this file out", "&Cancel"}


def test_that_esc_ends_the_import(whole: Application, qtbot: QtBot) -> None:
    reader = Reader(a_reading())
    made = importing(whole, reader, open=Scale())
    made.start(PATHS)

    qtbot.keyClick(refused(made, qtbot), Qt.Key.Key_Escape)

    assert made.question is None
    assert reader.asked == []


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_that_a_list_without_an_identifier_is_put_right_in_the_window(
    whole: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "list.xlsx"
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(("Our own mark", "Name", "DOB", "Status", "Social worker"))
    sheet.append(("M1", "Eira Hughes", "2018-05-04", "CP", "Kofi Ahmed"))
    sheet.append(("M2", "Tom Price", "2016-12-11", "LAC", "Jane Doe"))
    book.save(path)
    whole.importing.start([path])
    qtbot.waitUntil(lambda: whole.importing.preview is not None, timeout=20_000)
    preview = whole.importing.preview
    assert preview is not None
    assert preview.tabs.currentIndex() == COLUMNS
    assert preview.note.text().startswith("No column of list.xlsx gives each child's identifier.")
    assert not whole.window.findChildren(QMessageBox)

    preview.panel.columns.select("ourownmark")
    qtbot.keyClick(preview.panel.columns.view, Qt.Key.Key_Return)
    qtbot.keyClicks(preview.panel.detail.choices, "identifier")
    qtbot.keyClick(preview.panel.detail.choices, Qt.Key.Key_Return)
    qtbot.waitUntil(preview.use.isEnabled, timeout=20_000)

    assert "2 children" in preview.headline.texts()
    assert preview.note.isHidden()
