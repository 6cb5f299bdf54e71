"""What was understood, in the order of its weight, before anything is replaced."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from allocation_app.domain.people import Status
from allocation_app.errors import InputError, Severity
from allocation_app.intake.reading import ColumnReading, FileReading, SheetReading
from tests.builders import a_child, a_problem, a_reading, a_snapshot
from tests.gui.importer import an_outcome
from ui.dialogs.preview import COLUMNS, Preview

COLUMN_READINGS = (
    ColumnReading(key="childid", heading="Child ID", field="child_id", how="alias", confidence=1.0),
    ColumnReading(key="shoesize", heading="Shoe size", field="", how="unused", confidence=0.0),
)
SHEETS = (
    SheetReading(name="Open", header_row=3, rows=2, layout="children", columns=COLUMN_READINGS),
    SheetReading(name="Old", header_row=1, rows=5, layout="annex_a_list_7"),
    SheetReading(name="Notes", header_row=None, rows=0, layout=""),
)
FILES = [FileReading(path=Path("/home/x/list.xlsx"), kind="xlsx", sheets=SHEETS)]


@pytest.fixture
def preview(qtbot: QtBot) -> Preview:
    children = [a_child(family="F"), a_child(family="F", statuses=[Status.LOOKED_AFTER])]
    problems = [
        *[a_problem("date_unreadable", Severity.WARNING)] * 7,
        a_problem("cell_error", Severity.ERROR),
    ]
    reading = a_reading(
        a_snapshot({"W1": children}, waiting=[a_child()]), problems=problems, files=FILES
    )
    made = Preview(an_outcome(reading), replaces=True)
    qtbot.addWidget(made)
    made.show()
    return made


def test_that_the_figures_come_first(preview: Preview) -> None:
    assert preview.texts()[0] == "As at Fri 20 Nov 2026"
    assert preview.headline.texts() == [
        "3 children",
        "2 families",
        "1 worker",
        "1 unallocated",
        "1 error",
        "7 warnings",
    ]


def test_that_each_sheet_says_what_it_was_taken_for(preview: Preview) -> None:
    said = "\n".join(preview.texts())

    assert "Sheet “Open”: list of children, headings in row 3, 2 rows" in said
    assert "Taken: child's identifier" in said
    assert "Not used: Shoe size" in said
    assert "Sheet “Old”: Annex A list 7, headings in row 1, 5 rows" in said
    assert "Sheet “Notes”: no table that the tool knows; nothing was taken" in said


def test_that_problems_are_grouped_worst_first_and_each_group_opens_its_places(
    preview: Preview, qtbot: QtBot
) -> None:
    error, warning = preview.understood.problems.groups
    assert error.kind.severity is Severity.ERROR
    assert warning.button.text() == "Show 7 places"
    assert not warning.is_open

    qtbot.keyClick(warning.button, Qt.Key.Key_Space)

    assert warning.is_open
    assert len(warning.kind.lines) == 7
    assert warning.kind.lines[0].startswith("caseload.xlsx Children!D7: ")
    assert warning.button.text() == "Hide"


def test_that_the_keyboard_begins_on_use_and_the_columns_are_one_key_away(
    preview: Preview, qtbot: QtBot
) -> None:
    assert preview.use.hasFocus() or preview.use.isDefault()

    qtbot.keyClick(preview, Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)

    assert preview.tabs.currentIndex() == COLUMNS
    assert QApplication.focusWidget() is preview.panel.columns.view


def test_that_data_without_children_cannot_be_used(qtbot: QtBot) -> None:
    preview = Preview(an_outcome(a_reading(a_snapshot())))
    qtbot.addWidget(preview)

    assert not preview.use.isEnabled()
    assert preview.leave.isEnabled()


def test_that_what_was_refused_opens_on_its_columns_with_the_reason(qtbot: QtBot) -> None:
    refusal = InputError("no_child_id", file="list.xlsx", sheet="Open", found="Child ID")
    preview = Preview(an_outcome(refusal=refusal, files=FILES))
    qtbot.addWidget(preview)

    assert preview.tabs.currentIndex() == COLUMNS
    assert preview.note.text().startswith("No column of list.xlsx gives each child's identifier.")
    assert not preview.use.isEnabled()
