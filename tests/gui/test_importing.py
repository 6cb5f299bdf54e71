"""From files to the screen, and never past what is open without a yes."""

from collections.abc import Sequence
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from allocation_app.errors import InputError
from allocation_app.intake import Book, FileReading, Mapping, Reading, SheetReading
from allocation_app.progress import Progress
from tests.builders import a_reading
from tests.gui.importer import Reader, importing
from ui.app import Application
from ui.window import Window

PATHS = [Path("children.xlsx"), Path("staff.xlsx")]


def test_that_a_reading_is_shown_before_it_replaces_anything(
    whole: Application, qtbot: QtBot
) -> None:
    old, new = a_reading(), a_reading()
    whole.store.open(old)
    made = importing(whole, Reader(new))

    made.start(PATHS)
    qtbot.waitUntil(lambda: made.preview is not None)
    assert whole.store.reading is old
    assert made.preview is not None
    made.preview.accept()

    assert whole.store.reading is new
    assert made.preview is None


def test_that_cancelling_the_preview_leaves_the_data_as_it_was(
    whole: Application, qtbot: QtBot
) -> None:
    old = a_reading()
    whole.store.open(old)
    made = importing(whole, Reader(a_reading()))
    made.start(PATHS)
    qtbot.waitUntil(lambda: made.preview is not None)
    assert made.preview is not None

    qtbot.keyClick(made.preview, Qt.Key.Key_Escape)

    assert whole.store.reading is old
    assert made.preview is None


def test_that_a_failed_import_says_what_to_do_and_leaves_the_data(
    whole: Application, qtbot: QtBot
) -> None:
    old = a_reading()
    whole.store.open(old)
    made = importing(whole, Reader(InputError("file_empty", file="children.xlsx")))

    made.start(PATHS[:1])
    qtbot.waitUntil(lambda: bool(whole.window.findChildren(QMessageBox)))

    (box,) = whole.window.findChildren(QMessageBox)
    assert box.text() == "children.xlsx is empty. Export it from the case system again."
    assert whole.store.reading is old
    box.close()


def test_that_a_bug_while_reading_is_told_without_its_values(
    whole: Application, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    made = importing(whole, Reader(ValueError("Eira Hughes")))

    made.start(PATHS)
    qtbot.waitUntil(lambda: bool(whole.window.findChildren(QMessageBox)))

    (box,) = whole.window.findChildren(QMessageBox)
    assert "ValueError" in box.text()
    assert "Eira" not in box.text() + caplog.text
    assert "ValueError at __call__" in caplog.text
    box.close()


def test_that_reading_again_asks_for_the_same_files(whole: Application, qtbot: QtBot) -> None:
    sheet = SheetReading(name="Children", header_row=1, rows=1, layout="children")
    files = [FileReading(path=path, kind="xlsx", sheets=(sheet,)) for path in PATHS]
    whole.store.open(a_reading(files=files))
    reader = Reader(a_reading())
    made = importing(whole, reader)

    made.read_again()
    qtbot.waitUntil(lambda: made.preview is not None)

    assert reader.asked == [PATHS]


def test_that_a_new_import_takes_the_place_of_one_under_way(
    whole: Application, qtbot: QtBot
) -> None:
    held, first, second = Event(), a_reading(), a_reading()

    def read(books: Sequence[Book], _mapping: Mapping, _progress: Progress) -> Reading:
        if books[0].path.name == "slow":
            held.wait(5)
            return first
        return second

    made = importing(whole, read)
    made.start([Path("slow")])
    made.start([Path("quick")])
    qtbot.waitUntil(lambda: made.preview is not None)
    held.set()
    assert made.preview is not None
    made.preview.accept()

    assert whole.store.reading is second


def test_that_long_work_shows_progress_with_a_cancel(whole: Application, qtbot: QtBot) -> None:
    held = Event()

    def read(_books: Sequence[Book], _mapping: Mapping, progress: Progress) -> Reading:
        progress(1, 4)
        held.wait(5)
        progress(2, 4)
        return a_reading()

    made = importing(whole, read)
    made.start(PATHS)
    strip = whole.window.strip
    assert not strip.isVisible()
    qtbot.waitUntil(strip.isVisible)
    assert strip.words.text() == "Reading 2 files…"
    strip.act.click()
    held.set()
    qtbot.waitUntil(lambda: not strip.isVisible())

    assert made.preview is None
    assert whole.store.reading is None


def test_that_files_dropped_on_the_window_are_read_together(whole: Application) -> None:
    dropped: list[list[Path]] = []
    whole.window.dropped.disconnect()
    whole.window.dropped.connect(dropped.append)
    drag = QMimeData()
    drag.setUrls([QUrl.fromLocalFile("/x/a.xlsx"), QUrl("https://example.org/b.xlsx")])

    drop(whole.window, drag)

    assert dropped == [[Path("/x/a.xlsx")]]


def test_that_the_window_says_that_files_may_be_dropped_while_they_are_over_it(
    whole: Application,
) -> None:
    drag = QMimeData()
    drag.setUrls([QUrl.fromLocalFile("/x/a.xlsx")])
    veil, none = whole.window.veil, Qt.KeyboardModifier.NoModifier
    over = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, drag, Qt.MouseButton.LeftButton, none
    )

    whole.window.dragEnterEvent(over)
    assert over.isAccepted()
    assert veil.isVisible()
    assert veil.size() == whole.window.size()

    whole.window.dragLeaveEvent(QDragLeaveEvent())
    assert not veil.isVisible()


def test_that_words_dragged_over_the_window_are_not_taken(whole: Application) -> None:
    drag = QMimeData()
    drag.setText("no file")
    over = QDragEnterEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        drag,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    over.ignore()

    whole.window.dragEnterEvent(over)

    assert not over.isAccepted()
    assert not whole.window.veil.isVisible()


def drop(window: Window, drag: QMimeData) -> None:
    window.dropEvent(
        QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            drag,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


def test_that_nothing_open_means_nothing_to_read_again(whole: Application) -> None:
    assert not whole.actions["reimport"].isEnabled()
