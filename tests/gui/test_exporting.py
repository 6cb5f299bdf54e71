"""From the screen to the workbook."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialogButtonBox, QMessageBox
from pytestqt.qtbot import QtBot

from allocation_app.domain.review import Review
from allocation_app.errors import AppError, Problem
from tests.builders import a_child, a_reading, a_snapshot
from ui.app import Application
from ui.dialogs.export import ExportDialog
from ui.exporting import Exporting, file_name, write_workbook


def opened(whole: Application) -> Exporting:
    whole.store.open(a_reading(a_snapshot({"W1": [a_child("C1", name="Eira Hughes")]})))
    return whole.exporting


def test_that_the_offered_name_is_a_date_and_nobodys_name(whole: Application) -> None:
    opened(whole)
    assert whole.store.review is not None

    assert file_name(whole.store.review) == "allocation-2026-11-20.xlsx"


def test_that_nothing_can_be_exported_while_nothing_is_open(whole: Application) -> None:
    assert not whole.actions["export"].isEnabled()
    whole.exporting.ask()
    assert whole.exporting.dialog is None


def test_that_names_are_left_out_by_default_where_the_screen_hides_them(
    whole: Application,
) -> None:
    exporting = opened(whole)
    whole.store.hide_names(hidden=True)

    exporting.ask()

    assert exporting.dialog is not None
    assert exporting.dialog.initials.isChecked()
    exporting.dialog.reject()


def test_that_a_name_without_an_ending_gets_one(qtbot: QtBot) -> None:
    dialog = ExportDialog(Path("/x/a.xlsx"), hide_names=False)
    qtbot.addWidget(dialog)

    dialog.path.setText("/x/plan.v2")

    assert dialog.out() == Path("/x/plan.v2.xlsx")


@pytest.mark.parametrize("text", ["", "  ", ".", "/"])
def test_that_without_the_name_of_a_file_nothing_is_exported(qtbot: QtBot, text: str) -> None:
    dialog = ExportDialog(Path("/x/a.xlsx"), hide_names=False)
    qtbot.addWidget(dialog)

    dialog.path.setText(text)

    assert not any(
        button.isEnabled()
        for button in dialog.buttons.buttons()
        if dialog.buttons.buttonRole(button) is QDialogButtonBox.ButtonRole.AcceptRole
    )
    assert dialog.out() == Path("/x/a.xlsx")


def test_that_the_workbook_is_written_and_the_window_says_where(
    whole: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    exporting = opened(whole)
    exporting.ask()
    assert exporting.dialog is not None
    exporting.dialog.path.setText(str(tmp_path / "sheet.xlsx"))
    exporting.dialog.initials.click()

    with qtbot.waitSignal(exporting.written, timeout=20_000):
        exporting.dialog.buttons.buttons()[0].click()

    assert (tmp_path / "sheet.xlsx").stat().st_size > 1000
    strip = whole.window.strip
    assert strip.isVisible()
    assert strip.words.text() == f"Saved as sheet.xlsx in {tmp_path}"
    strip.close_button.click()
    assert not strip.isVisible()


def test_that_a_locked_file_is_told_with_what_to_do(
    whole: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    opened(whole)

    def locked(_review: Review, _problems: Sequence[Problem], out: Path, *_: bool) -> list[str]:
        raise AppError("target_locked", file=out.name)

    exporting = Exporting(whole.store, whole.window.strip, whole.window, locked)
    exporting.failed.connect(whole.tell)
    exporting.start(tmp_path / "sheet.xlsx", hide_names=False)
    qtbot.waitUntil(lambda: bool(whole.window.findChildren(QMessageBox)))

    (box,) = whole.window.findChildren(QMessageBox)
    assert "Close it in Excel or save under another name" in box.text()
    box.close()


def test_that_the_workbook_of_the_screen_has_no_name_where_names_are_hidden(
    whole: Application, tmp_path: Path
) -> None:
    opened(whole)
    assert whole.store.review is not None
    out = tmp_path / "sheet.xlsx"

    sheets = write_workbook(whole.store.review, (), out, hide_names=True)

    assert sheets
    assert b"Eira" not in b"".join(parts(out))


def parts(out: Path) -> list[bytes]:
    from zipfile import ZipFile  # noqa: PLC0415 - beside its use

    with ZipFile(out) as package:
        return [package.read(name) for name in package.namelist()]
