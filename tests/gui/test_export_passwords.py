"""A password for what is exported, and the name of its file."""

from io import BytesIO
from pathlib import Path

import msoffcrypto
import openpyxl
import pytest
from pytestqt.qtbot import QtBot

from allocation_app.settings.exports_made import exports_made
from tests.builders import a_child, a_reading, a_snapshot
from tests.gui.dialogs import an_export
from ui.app import Application
from ui.dialogs.export import ExportDialog
from ui.rows.passwords import Strength, strength, strength_words
from ui.rows.wanted import Wanted

PHRASE = "otter lamp violin quarry"


@pytest.fixture
def dialog(qtbot: QtBot) -> ExportDialog:
    made = an_export(Wanted(what="workbook"))
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def asked(whole: Application) -> ExportDialog:
    whole.store.open(a_reading(a_snapshot({"W1": [a_child("4100004", name="Eira Hughes")]})))
    whole.exporting.ask(Wanted(what="workbook"))
    assert isinstance(whole.exporting.dialog, ExportDialog)
    return whole.exporting.dialog


def typed(dialog: ExportDialog, first: str, again: str) -> None:
    dialog.password.wanted.setChecked(True)
    dialog.password.first.setText(first)
    dialog.password.again.setText(again)


def test_that_a_workbook_is_protected_only_where_somebody_asks(dialog: ExportDialog) -> None:
    assert dialog.order.password == ""
    assert dialog.go.isEnabled()

    typed(dialog, PHRASE, PHRASE)

    assert dialog.order.password == PHRASE


@pytest.mark.parametrize(("first", "again"), [("", ""), ("a", ""), ("a", "b")])
def test_that_a_password_not_typed_twice_alike_protects_nothing(
    dialog: ExportDialog, first: str, again: str
) -> None:
    typed(dialog, first, again)

    assert not dialog.go.isEnabled()


def test_that_two_that_differ_are_said_to(dialog: ExportDialog) -> None:
    typed(dialog, PHRASE, "otter")

    assert dialog.password.told.text() == "The two are not the same."
    assert dialog.password.told.property("look") == "alarm"


def test_that_it_is_said_that_nobody_can_bring_a_password_back(dialog: ExportDialog) -> None:
    typed(dialog, PHRASE, PHRASE)

    assert "Nobody can open the file without it" in dialog.password.told.text()


def test_that_a_password_is_shown_on_demand_alone(dialog: ExportDialog) -> None:
    typed(dialog, PHRASE, PHRASE)
    assert dialog.password.first.displayText() != PHRASE

    dialog.password.shown.setChecked(True)

    assert dialog.password.first.displayText() == PHRASE


def test_that_a_password_that_is_not_wanted_any_more_is_forgotten(dialog: ExportDialog) -> None:
    typed(dialog, PHRASE, PHRASE)

    dialog.password.wanted.setChecked(False)

    assert dialog.password.first.text() == ""
    assert dialog.go.isEnabled()


def test_that_only_excel_is_protected(dialog: ExportDialog) -> None:
    dialog.documents.choose("findings")
    dialog.way.choose("xlsx")
    typed(dialog, PHRASE, PHRASE)

    dialog.way.choose("csv")

    assert not dialog.password.isVisible()
    assert dialog.order.password == ""


def test_that_a_protected_workbook_opens_with_its_password_alone(
    whole: Application, asked: ExportDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    out = tmp_path / "plan.xlsx"
    asked.save_as.line.setText(str(out))
    typed(asked, PHRASE, PHRASE)

    with qtbot.waitSignal(whole.exporting.written, timeout=20_000):
        asked.go.click()

    with out.open("rb") as file:
        locked = msoffcrypto.OfficeFile(file)
        assert locked.is_encrypted()
        locked.load_key(password=PHRASE)
        opened = BytesIO()
        locked.decrypt(opened)
    assert openpyxl.load_workbook(opened, read_only=True).sheetnames
    assert exports_made()[-1].is_protected


def test_that_no_password_is_remembered(
    whole: Application, asked: ExportDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    asked.save_as.line.setText(str(tmp_path / "plan.xlsx"))
    typed(asked, PHRASE, PHRASE)
    with qtbot.waitSignal(whole.exporting.written, timeout=20_000):
        asked.go.click()

    whole.exporting.ask()

    assert isinstance(whole.exporting.dialog, ExportDialog)
    assert not whole.exporting.dialog.password.wanted.isChecked()
    assert whole.exporting.dialog.password.first.text() == ""


@pytest.mark.parametrize("name", ["Eira Hughes", "hughes-eira plan", "pack 4100004"])
def test_that_a_file_name_that_names_a_child_is_refused_as_it_is_typed(
    asked: ExportDialog, name: str
) -> None:
    asked.save_as.line.setText(f"/x/{name}.xlsx")

    assert not asked.go.isEnabled()
    assert asked.save_as.note.property("look") == "alarm"
    asked.save_as.line.setText("/x/monday.xlsx")
    assert asked.go.isEnabled()
    assert asked.save_as.note.property("look") == "muted"


@pytest.mark.parametrize(
    ("password", "told"),
    [
        ("", Strength.WEAK),
        ("Cardiff2024!", Strength.WEAK),
        ("butterflies12", Strength.WEAK),
        ("123456789012345678", Strength.WEAK),
        ("aaaaaaaaaaaaaaaa", Strength.WEAK),
        ("xK7!qv9Zr", Strength.FAIR),
        ("otter lamp violin", Strength.FAIR),
        (PHRASE, Strength.STRONG),
    ],
)
def test_that_a_password_is_as_strong_as_it_is_hard_to_guess(password: str, told: Strength) -> None:
    assert strength(password) is told
    assert strength_words(password).startswith(told.capitalize())
