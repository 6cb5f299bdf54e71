"""Correcting how a spreadsheet is read, by the keyboard alone, and what is remembered of it."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from allocation_app import settings
from ui.app import Application
from ui.dialogs.preview import COLUMNS, Preview

# Without a display a list that drops down can't be raised, and says so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
KEY, ALT, CTRL = Qt.Key, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
HEADINGS = ("Case no", "Child", "DOB", "Legal status", "Worker", "Given out", "Seen by someone")
ROWS = (
    ("10231", "Eira Hughes", "04/05/2018", "CP", "Kofi Ahmed", "03/04/2026", "05/10/2026"),
    ("10232", "Tom Price", "11/12/2016", "LAC", "Jane Doe", "05/06/2026", "06/10/2026"),
    ("10233", "Ada Rees", "01/02/2020", "CP", "", "07/08/2026", ""),
)


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    yield
    for path in settings.profiles_folder().glob("*.json"):
        path.unlink()


def a_file(folder: Path, headings: tuple[str, ...] = HEADINGS) -> Path:
    """A team's own list with headings that nobody else uses."""
    path = folder / "team.xlsx"
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (headings, *ROWS):
        sheet.append(row)
    book.save(path)
    return path


def press(qtbot: QtBot, *keys: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
    """Press keys wherever the keyboard is."""
    for key in keys:
        qtbot.keyClick(focused(), key, held or Qt.KeyboardModifier.NoModifier)
        QApplication.processEvents()


def write(qtbot: QtBot, text: str) -> None:
    for letter in text:
        qtbot.keyClicks(focused(), letter)
        QApplication.processEvents()


def focused() -> QWidget:
    widget = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert widget is not None
    return widget


def opened(whole: Application, qtbot: QtBot, path: Path) -> Preview:
    whole.importing.start([path])
    qtbot.waitUntil(lambda: whole.importing.preview is not None, timeout=20_000)
    preview = whole.importing.preview
    assert preview is not None
    preview.activateWindow()
    return preview


def read_again(preview: Preview, qtbot: QtBot) -> None:
    """Wait until what was changed has been read. A button's key takes a moment to press it."""
    qtbot.waitUntil(lambda: preview.is_reading)
    qtbot.waitUntil(lambda: not preview.is_reading, timeout=20_000)


def use(whole: Application, qtbot: QtBot) -> None:
    """Use the data by its key."""
    press(qtbot, KEY.Key_U, held=ALT)
    qtbot.waitUntil(lambda: whole.importing.preview is None)


def go_to(preview: Preview, qtbot: QtBot, heading: str) -> None:
    """Walk to a column by the arrows."""
    press(qtbot, KEY.Key_Home, held=CTRL)
    for _ in HEADINGS:
        row = preview.panel.columns.current()
        assert row is not None
        if row.heading == heading:
            return
        press(qtbot, KEY.Key_Down)
    pytest.fail(f"no column {heading}")


def taken_for(preview: Preview) -> dict[str, str]:
    return {row.heading: row.taken_for for row in preview.panel.columns.model.rows()}


def test_that_columns_are_corrected_remembered_and_used_by_the_keyboard_alone(
    whole: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    preview = opened(whole, qtbot, a_file(tmp_path))
    assert preview.tabs.currentIndex() != COLUMNS
    press(qtbot, KEY.Key_C, held=ALT)
    assert taken_for(preview)["Given out"] == "–"

    go_to(preview, qtbot, "Given out")
    press(qtbot, KEY.Key_Return)
    write(qtbot, "date alloc")
    press(qtbot, KEY.Key_Return)
    assert focused() is preview.panel.columns.view
    assert not preview.use.isEnabled()  # nothing is used that is not read yet
    read_again(preview, qtbot)
    assert taken_for(preview)["Given out"] == "date allocated"
    row = preview.panel.columns.current()
    assert row is not None
    assert row.reason == "day first or month first? please say"

    question = preview.panel.detail.question.text()
    assert question == "03/04/2026: 3 Apr 2026 or 4 Mar 2026?"
    press(qtbot, KEY.Key_H, held=ALT)
    read_again(preview, qtbot)
    use(whole, qtbot)

    snapshot = whole.store.review.snapshot if whole.store.review else None
    assert snapshot is not None
    starts = {spell.start.isoformat() for spell in snapshot.spells if spell.start is not None}
    assert starts == {"2026-03-04", "2026-05-06"}

    again = opened(whole, qtbot, a_file(tmp_path))
    assert taken_for(again)["Given out"] == "date allocated"
    reasons = {row.heading: row.reason for row in again.panel.columns.model.rows()}
    assert reasons["Given out"] == "by an earlier correction"
    assert "1 column is read as it was corrected before." in again.texts()
    press(qtbot, KEY.Key_Return)
    assert whole.importing.preview is None


def test_that_a_changed_column_is_seen_in_the_figures_and_can_be_undone(
    whole: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    preview = opened(whole, qtbot, a_file(tmp_path))
    assert "2 workers" in preview.headline.texts()
    press(qtbot, KEY.Key_C, held=ALT)
    go_to(preview, qtbot, "Worker")

    press(qtbot, KEY.Key_Delete)
    read_again(preview, qtbot)
    assert "0 workers (was 2)" in preview.headline.texts()
    assert taken_for(preview)["Worker"] == "left out"

    press(qtbot, KEY.Key_Z, held=CTRL)
    read_again(preview, qtbot)
    assert "2 workers" in preview.headline.texts()
    assert taken_for(preview)["Worker"] == "social worker"


def test_that_what_is_not_to_be_remembered_is_used_once(
    whole: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    preview = opened(whole, qtbot, a_file(tmp_path))
    press(qtbot, KEY.Key_C, held=ALT)
    go_to(preview, qtbot, "Worker")
    press(qtbot, KEY.Key_Delete)
    read_again(preview, qtbot)
    press(qtbot, KEY.Key_R, held=ALT)
    use(whole, qtbot)

    again = opened(whole, qtbot, a_file(tmp_path))

    assert taken_for(again)["Worker"] == "social worker"


def test_that_a_decision_that_is_taken_back_is_forgotten(
    whole: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    for words in ("leave out", "as the tool"):
        preview = opened(whole, qtbot, a_file(tmp_path))
        press(qtbot, KEY.Key_C, held=ALT)
        go_to(preview, qtbot, "Worker")
        press(qtbot, KEY.Key_Return)
        write(qtbot, words)
        press(qtbot, KEY.Key_Return)
        read_again(preview, qtbot)
        use(whole, qtbot)

    again = opened(whole, qtbot, a_file(tmp_path))

    assert taken_for(again)["Worker"] == "social worker"


def test_that_changed_headings_are_said_and_the_earlier_corrections_kept(
    whole: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    preview = opened(whole, qtbot, a_file(tmp_path))
    press(qtbot, KEY.Key_C, held=ALT)
    go_to(preview, qtbot, "Given out")
    press(qtbot, KEY.Key_Return)
    write(qtbot, "date alloc")
    press(qtbot, KEY.Key_Return)
    read_again(preview, qtbot)
    use(whole, qtbot)

    other = (*HEADINGS[:-1], "Shoe size")
    again = opened(whole, qtbot, a_file(tmp_path, other))
    press(qtbot, KEY.Key_C, held=ALT)

    assert "new are Shoe size; gone are Seen by someone" in again.panel.note.text()
    assert taken_for(again)["Given out"] == "date allocated"
    go_to(again, qtbot, "Shoe size")
    press(qtbot, KEY.Key_Delete)
    read_again(again, qtbot)
    assert taken_for(again)["Given out"] == "date allocated"


def test_that_esc_leaves_a_choice_first_and_the_preview_then(
    whole: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    preview = opened(whole, qtbot, a_file(tmp_path))
    press(qtbot, KEY.Key_C, held=ALT)
    go_to(preview, qtbot, "Worker")
    press(qtbot, KEY.Key_Return)
    write(qtbot, "team")

    press(qtbot, KEY.Key_Escape)
    assert whole.importing.preview is preview
    assert taken_for(preview)["Worker"] == "social worker"
    assert focused() is preview.panel.columns.view

    press(qtbot, KEY.Key_Escape)
    assert whole.importing.preview is None
    assert whole.store.reading is None


def test_that_hidden_names_hide_the_samples_too(
    whole: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    preview = opened(whole, qtbot, a_file(tmp_path))
    press(qtbot, KEY.Key_C, held=ALT)
    texts = [cell for row in preview.panel.columns.texts() for cell in row]
    assert any("Eira Hughes" in text for text in texts)

    press(qtbot, KEY.Key_H, held=CTRL)

    hidden = [cell for row in preview.panel.columns.texts() for cell in row]
    assert not any("Eira" in text or "2018" in text for text in hidden)
    assert whole.store.names_hidden
    press(qtbot, KEY.Key_H, held=CTRL)
    assert any("Eira" in cell for row in preview.panel.columns.texts() for cell in row)


def test_that_the_data_page_leads_back_to_the_columns(
    whole: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    opened(whole, qtbot, a_file(tmp_path))
    press(qtbot, KEY.Key_Return)
    assert whole.store.reading is not None
    whole.window.go("data")

    whole.window.pages["data"].correct.click()
    qtbot.waitUntil(lambda: whole.importing.preview is not None, timeout=20_000)

    assert whole.importing.preview is not None
    assert whole.importing.preview.tabs.currentIndex() == COLUMNS


def test_that_a_mapping_file_of_a_colleague_is_used(
    whole: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    from allocation_app.intake.profiles import write_profile  # noqa: PLC0415 - beside its use

    first = opened(whole, qtbot, a_file(tmp_path))
    press(qtbot, KEY.Key_C, held=ALT)
    go_to(first, qtbot, "Worker")
    press(qtbot, KEY.Key_Delete)
    write_profile(first.mapping, tmp_path / "mapping.json")
    press(qtbot, KEY.Key_Escape)

    preview = opened(whole, qtbot, a_file(tmp_path))
    assert taken_for(preview)["Worker"] == "social worker"
    whole.importing.use_mapping(tmp_path / "mapping.json")
    read_again(preview, qtbot)

    assert taken_for(preview)["Worker"] == "left out"
