"""Where the figures come from, and what could not be read."""

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from allocation_app.domain.people import Status
from allocation_app.errors import Severity
from allocation_app.intake.columns import How
from allocation_app.intake.layouts.named import layouts_by_name
from allocation_app.intake.reading import (
    ColumnReading,
    FileReading,
    SheetReading,
    SourceCell,
    SourceRow,
)
from allocation_app.wording.problem_groups import Group
from allocation_app.wording.translate import tr
from tests.builders import a_child, a_problem, a_reading, a_snapshot
from ui.pages.data import DataPage
from ui.rows.imported import HOW
from ui.rows.problems import HIDDEN
from ui.store import PlanStore


def a_file() -> FileReading:
    columns = (
        ColumnReading(
            heading="Child", field="child_name", how="alias", confidence=1.0, samples=("Lowri P",)
        ),
        ColumnReading(heading="Narrative", field="", how="unused", confidence=0.0),
    )
    sheet = SheetReading(
        name="List 7", header_row=2, rows=80, layout="annex_a_list_7", columns=columns
    )
    blank = SheetReading(name="Notes", header_row=None, rows=0, layout="")
    return FileReading(path=Path("/home/me/annex.xlsx"), kind="xlsx", sheets=(sheet, blank))


@pytest.fixture
def page(store: PlanStore, qtbot: QtBot) -> DataPage:
    note = a_problem("dates_from_text", Severity.NOTE, rows="3")
    cells = (
        SourceCell(column="A", heading="Child ID", text="C1"),
        SourceCell(column="D", heading="Social worker", text="#N/A"),
    )
    snapshot = a_snapshot({"W1": [a_child("C1", born=None, statuses=[Status.REGISTERED])]})
    found = [replace(note, row=None), a_problem()]
    reading = a_reading(snapshot, problems=found, files=[a_file()])
    rows = {("caseload.xlsx", "Children", 7): SourceRow(child="C1", cells=cells)}
    store.open(replace(reading, rows=rows))
    made = DataPage(store)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    return made


UNREADABLE = [
    "error",
    "caseload.xlsx",
    "Children!D7",
    "Social worker",
    "#N/A",
    "“#N/A” could not be read. Mend the formula in the sheet and import again.",
]


def test_that_each_sheet_says_what_it_was_taken_for(page: DataPage) -> None:
    assert page.sheets.texts() == [
        ["annex.xlsx", "xlsx", "List 7", "Annex A list 7", "2", "80", "1 of 2"],
        ["annex.xlsx", "xlsx", "Notes", "no table found", "–", "0", "0 of 0"],
    ]


def test_that_each_column_says_how_it_was_read(page: DataPage) -> None:
    assert page.columns.texts() == [
        ["List 7", "Child", "child's name", "by its heading", "Lowri P", "annex.xlsx"],
        ["List 7", "Narrative", "not used", "nothing is taken from it", "", "annex.xlsx"],
    ]


@pytest.mark.parametrize("how", How)
def test_that_every_way_to_know_a_column_is_said_in_words(how: How) -> None:
    assert " " in tr(HOW[how.value])


@pytest.mark.parametrize("layout", layouts_by_name())
def test_that_no_sheet_is_taken_for_a_code(page: DataPage, layout: str) -> None:
    taken_for = page.sheets.model().columns[3]  # type: ignore[attr-defined]
    row = replace(page.sheets.rows()[0], layout=layout)

    assert "_" not in taken_for.text(row)


def test_that_errors_stand_before_notes_each_with_its_cell(page: DataPage) -> None:
    lines = page.problems.table.texts()

    assert lines[0] == UNREADABLE
    assert [line[0] for line in lines] == ["error", "note"]
    assert page.tabs.tabText(0) == "Problems (2)"


def test_that_the_count_on_the_rail_leaves_notes_out(page: DataPage) -> None:
    assert page.count() == 1


def test_that_the_problems_are_narrowed_to_one_kind(page: DataPage) -> None:
    box = page.problems.severities
    box.setCurrentIndex(box.findData("note"))

    assert [line[0] for line in page.problems.table.texts()] == ["note"]
    assert page.clear()
    assert not page.clear()


def test_that_the_problems_are_narrowed_to_one_group(page: DataPage) -> None:
    assert page.problems.groups.texts() == ["All (2)", "Dates (1)", "Other cells (1)"]

    page.problems.groups.choose(Group.DATES)

    assert [line[0] for line in page.problems.table.texts()] == ["note"]
    assert page.clear()
    assert len(page.problems.table.texts()) == 2


def test_that_choosing_a_problem_shows_the_row_of_the_file(page: DataPage) -> None:
    page.problems.table.view.selectRow(0)

    assert page.problems.source.texts()[0] == "caseload.xlsx, Children!D7"
    assert page.problems.source.cells.texts() == [
        ["A", "Child ID", "C1"],
        ["D", "Social worker", "#N/A"],
    ]


def test_that_the_child_of_a_problem_is_one_key_away(page: DataPage) -> None:
    page.problems.table.view.selectRow(0)

    page.problems.source.child.click()

    assert page.store.selected is not None
    assert page.store.selected.child == "C1"


def test_that_a_problem_of_no_row_shows_no_child(page: DataPage) -> None:
    page.problems.table.view.selectRow(1)

    assert page.problems.source.cells.isHidden()
    assert page.problems.source.child.isHidden()


def test_that_hidden_names_hide_what_cells_say(page: DataPage) -> None:
    page.problems.table.view.selectRow(0)
    page.store.hide_names(hidden=True)

    assert page.columns.texts()[0][4] == HIDDEN
    assert page.problems.table.texts()[0][4:] == [
        HIDDEN,
        f"“{HIDDEN}” could not be read. Mend the formula in the sheet and import again.",
    ]
    assert [row[2] for row in page.problems.source.cells.texts()] == [HIDDEN, HIDDEN]


def test_that_what_is_missing_is_listed_with_the_rules_that_wait_for_it(page: DataPage) -> None:
    said = {row[2]: row[4] for row in page.missing.table.texts()}

    assert page.tabs.tabText(1) == f"Missing details ({len(said)})"
    assert "initial conference" in " ".join(said)
    assert all("W-" in rules or "D13" in rules for rules in said.values())


def test_that_choosing_what_is_missing_shows_the_child(page: DataPage) -> None:
    page.tabs.setCurrentIndex(1)
    page.missing.table.view.selectRow(0)

    assert page.store.selected is not None
    assert page.store.selected.child == "C1"


def test_that_what_is_saved_are_the_problems_shown(page: DataPage, qtbot: QtBot) -> None:
    box = page.problems.severities
    box.setCurrentIndex(box.findData("error"))

    with qtbot.waitSignal(page.saving) as asked:
        page.problems.save.click()

    assert asked.args is not None
    assert [problem.code for problem in asked.args[0]] == ["cell_error"]


def test_that_nothing_open_has_no_count_and_no_rows(store: PlanStore, qtbot: QtBot) -> None:
    page = DataPage(store)
    qtbot.addWidget(page)
    page.show()

    assert (page.count(), page.problems.table.texts(), page.sheets.texts()) == (None, [], [])
