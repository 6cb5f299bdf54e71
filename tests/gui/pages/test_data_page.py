"""Where the figures come from, and what could not be read."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from allocation_app.errors import Severity
from allocation_app.intake.reading import ColumnReading, FileReading, SheetReading
from tests.builders import a_problem, a_reading
from ui.pages.data import DataPage
from ui.rows.imported import HIDDEN, formula_safe
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
    store.open(a_reading(problems=[note, a_problem()], files=[a_file()]))
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
        ["annex.xlsx", "xlsx", "List 7", "Annex A, list 7", "2", "80", "1 of 2"],
        ["annex.xlsx", "xlsx", "Notes", "no table found", "–", "0", "0 of 0"],
    ]


def test_that_each_column_says_how_it_was_read(page: DataPage) -> None:
    assert page.columns.texts() == [
        ["List 7", "Child", "child's name", "by its heading", "Lowri P", "annex.xlsx"],
        ["List 7", "Narrative", "not used", "nothing is taken from it", "", "annex.xlsx"],
    ]


def test_that_errors_stand_before_notes_each_with_its_cell(page: DataPage) -> None:
    lines = page.problems.texts()

    assert lines[0] == UNREADABLE
    assert [line[0] for line in lines] == ["error", "note"]
    assert page.tabs.tabText(0) == "Problems (2)"


def test_that_the_count_on_the_rail_leaves_notes_out(page: DataPage) -> None:
    assert page.count() == 1


def test_that_the_problems_are_narrowed_to_one_kind(page: DataPage) -> None:
    page.severities.setCurrentIndex(page.severities.findData("note"))

    assert [line[0] for line in page.problems.texts()] == ["note"]
    assert page.clear()
    assert not page.clear()


def test_that_hidden_names_hide_what_cells_say(page: DataPage) -> None:
    page.store.hide_names(hidden=True)

    assert page.columns.texts()[0][4] == HIDDEN
    assert page.problems.texts()[0][4:] == [
        HIDDEN,
        f"“{HIDDEN}” could not be read. Mend the formula in the sheet and import again.",
    ]


def test_that_the_saved_list_is_what_is_shown(page: DataPage, tmp_path: Path) -> None:
    page.severities.setCurrentIndex(page.severities.findData("error"))

    page.save_problems(tmp_path / "problems.csv")

    said = (tmp_path / "problems.csv").read_text("utf-8-sig").splitlines()
    assert said == [
        "Severity,File,Place,Heading,Value,What to do",
        ",".join(UNREADABLE),
    ]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_that_no_saved_cell_starts_a_formula(cell: str) -> None:
    assert formula_safe(cell) == f"'{cell}"


def test_that_the_weights_in_force_are_listed_and_called_an_example(page: DataPage) -> None:
    lines = page.weights.texts()

    assert ["on the register", "8"] in lines
    assert ["proceedings", "10"] in lines
    assert ["further sibling", "× 0.6"] in lines
    assert ["senior manager", "14 days"] in lines


def test_that_nothing_open_has_no_count_and_no_rows(store: PlanStore, qtbot: QtBot) -> None:
    page = DataPage(store)
    qtbot.addWidget(page)
    page.show()

    assert (page.count(), page.problems.texts(), page.sheets.texts()) == (None, [], [])
