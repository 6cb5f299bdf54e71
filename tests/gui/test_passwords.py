"""A file that has a password: asked for by name, again when it was wrong, or left out."""

import logging
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from tests.builders import a_reading
from tests.gui.importer import Reader, Safe, importing
from ui.app import Application
from ui.dialogs.password import PasswordDialog
from ui.importing import Importing

PATHS = [Path("children.xlsx"), Path("staff.xlsx")]


def asked(made: Importing, qtbot: QtBot, before: object = None) -> PasswordDialog:
    """The dialog that asks, once it stands there."""
    qtbot.waitUntil(lambda: made.question is not None and made.question is not before)
    assert isinstance(made.question, PasswordDialog)
    return made.question


def said(dialog: PasswordDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def button(dialog: PasswordDialog, text: str) -> QAbstractButton:
    return next(b for b in dialog.buttons.buttons() if b.text().replace("&", "") == text)


def test_that_the_password_is_asked_for_by_the_name_of_the_file(
    whole: Application, qtbot: QtBot
) -> None:
    safe, reader = Safe({"staff.xlsx": "Cwm7"}), Reader(a_reading())
    made = importing(whole, reader, open=safe)

    made.start(PATHS)
    dialog = asked(made, qtbot)
    assert "staff.xlsx is protected by a password." in said(dialog)
    qtbot.keyClicks(dialog.line, "Cwm7")
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: made.preview is not None)

    assert reader.asked == [PATHS]
    assert safe.opened == ["children.xlsx", "staff.xlsx"]  # what was open stays so


def test_that_a_wrong_password_is_said_to_be_wrong_and_asked_again(
    whole: Application, qtbot: QtBot
) -> None:
    made = importing(whole, Reader(a_reading()), open=Safe({"staff.xlsx": "Cwm7"}))
    made.start(PATHS[1:])
    first = asked(made, qtbot)
    assert "does not open it" not in said(first)

    qtbot.keyClicks(first.line, "cwm7")
    qtbot.keyClick(first.line, Qt.Key.Key_Return)
    second = asked(made, qtbot, before=first)

    assert "That password does not open it." in said(second)
    assert second.line.text() == ""
    qtbot.keyClicks(second.line, "Cwm7")
    qtbot.keyClick(second.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: made.preview is not None)


def test_that_a_file_can_be_left_out_and_the_others_read(whole: Application, qtbot: QtBot) -> None:
    reader = Reader(a_reading())
    made = importing(whole, reader, open=Safe({"staff.xlsx": "Cwm7"}))
    made.start(PATHS)

    button(asked(made, qtbot), "Leave this file out").click()
    qtbot.waitUntil(lambda: made.preview is not None)

    assert reader.asked == [PATHS[:1]]


def test_that_a_single_file_can_only_be_opened_or_cancelled(
    whole: Application, qtbot: QtBot
) -> None:
    made = importing(whole, Reader(a_reading()), open=Safe({"staff.xlsx": "Cwm7"}))
    made.start(PATHS[1:])

    texts = {b.text() for b in asked(made, qtbot).buttons.buttons()}

    assert texts == {"&Open", "&Cancel"}


def test_that_esc_ends_the_import_and_leaves_the_data(whole: Application, qtbot: QtBot) -> None:
    old = a_reading()
    whole.store.open(old)
    reader = Reader(a_reading())
    made = importing(whole, reader, open=Safe({"staff.xlsx": "Cwm7"}))
    made.start(PATHS)

    qtbot.keyClick(asked(made, qtbot), Qt.Key.Key_Escape)

    assert made.question is None
    assert made.preview is None
    assert reader.asked == []
    assert whole.store.reading is old


def test_that_a_password_is_neither_shown_nor_logged_nor_kept(
    whole: Application, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    made = importing(whole, Reader(a_reading()), open=Safe({"staff.xlsx": "Cwm7"}))
    made.start(PATHS)
    dialog = asked(made, qtbot)
    qtbot.keyClicks(dialog.line, "Cwm7")
    assert dialog.line.displayText() != "Cwm7"

    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: made.preview is not None)
    assert made.preview is not None
    made.preview.accept()

    assert "Cwm7" not in caplog.text
    assert "Cwm7" not in repr(vars(made))
