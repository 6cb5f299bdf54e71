"""From files to the screen, and never past what is open without a yes."""

from collections.abc import Sequence
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from allocation_app.domain.people import Status
from allocation_app.errors import InputError, Severity
from allocation_app.intake.reading import ColumnReading, FileReading, Reading, SheetReading
from allocation_app.progress import Progress
from tests.builders import a_child, a_problem, a_reading, a_snapshot
from ui.app import Application
from ui.dialogs.preview import Preview
from ui.importing import Importing
from ui.window import Window

PATHS = [Path("children.xlsx"), Path("staff.xlsx")]


class Reader:
    """Reads nothing: gives what it was told to, or raises it."""

    def __init__(self, result: Reading | Exception) -> None:
        self.result = result
        self.asked: list[list[Path]] = []

    def __call__(self, paths: Sequence[Path], progress: Progress) -> Reading:
        self.asked.append(list(paths))
        progress(1, 1)
        if isinstance(self.result, Exception):
            raise self.result
        return self.result


def importing(whole: Application, reader: Reader) -> Importing:
    made = Importing(whole.store, whole.window.strip, whole.window, reader)
    made.failed.connect(whole.tell)
    return made


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

    made.start(PATHS)
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

    def read(paths: Sequence[Path], _progress: Progress) -> Reading:
        if paths[0].name == "slow":
            held.wait(5)
            return first
        return second

    made = Importing(whole.store, whole.window.strip, whole.window, read)
    made.start([Path("slow")])
    made.start([Path("quick")])
    qtbot.waitUntil(lambda: made.preview is not None)
    held.set()
    assert made.preview is not None
    made.preview.accept()

    assert whole.store.reading is second


def test_that_long_work_shows_progress_with_a_cancel(whole: Application, qtbot: QtBot) -> None:
    held = Event()

    def read(_paths: Sequence[Path], progress: Progress) -> Reading:
        progress(1, 4)
        held.wait(5)
        progress(2, 4)
        return a_reading()

    made = Importing(whole.store, whole.window.strip, whole.window, read)
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


def a_preview(qtbot: QtBot) -> Preview:
    columns = (
        ColumnReading(heading="Child ID", field="child_id", how="alias", confidence=1.0),
        ColumnReading(heading="Shoe size", field="", how="unused", confidence=0.0),
    )
    sheets = (
        SheetReading(name="Open", header_row=3, rows=2, layout="children", columns=columns),
        SheetReading(name="Old", header_row=1, rows=5, layout="annex_a_list_7"),
        SheetReading(name="Notes", header_row=None, rows=0, layout=""),
    )
    snapshot = a_snapshot(
        {"W1": [a_child(family="F"), a_child(family="F", statuses=[Status.LOOKED_AFTER])]}
    )
    reading = a_reading(
        snapshot,
        problems=[
            *[a_problem("date_unreadable", Severity.WARNING)] * 7,
            a_problem("cell_error", Severity.ERROR),
        ],
        files=[FileReading(path=Path("/home/x/list.xlsx"), kind="xlsx", sheets=sheets)],
    )
    preview = Preview(reading, replaces=True)
    qtbot.addWidget(preview)
    return preview


def test_that_the_preview_says_what_was_understood(qtbot: QtBot) -> None:
    texts = a_preview(qtbot).texts()

    assert texts[:3] == [
        "As at Fri 20 Nov 2026",
        "2 children in 1 family, 1 worker",
        "care and support plan 1, looked after 1",
    ]
    said = "\n".join(texts)
    assert "Sheet “Open”: list of children, headings in row 3, 2 rows" in said
    assert "Taken: child's identifier" in said
    assert "Not used: Shoe size" in said
    assert "Sheet “Old”: Annex A list 7, headings in row 1, 5 rows" in said
    assert "Sheet “Notes”: no table that the tool knows; nothing was taken" in said


def test_that_the_preview_counts_problems_and_shows_the_worst_first(qtbot: QtBot) -> None:
    texts = a_preview(qtbot).texts()

    at = texts.index("1 error, 7 warnings")
    assert texts[at + 1].startswith("error: caseload.xlsx Children!D7")
    assert texts[at + 7] == "2 more stand on the Data page."


def test_that_data_without_children_cannot_be_used(qtbot: QtBot) -> None:
    preview = Preview(a_reading(a_snapshot()))
    qtbot.addWidget(preview)

    enabled = [button.isEnabled() for button in preview.buttons.buttons()]

    assert sorted(enabled) == [False, True]


def test_that_nothing_open_means_nothing_to_read_again(whole: Application) -> None:
    assert not whole.actions["reimport"].isEnabled()
