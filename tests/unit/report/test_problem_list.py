"""The problems of an import and what is missing, as a workbook for whoever mends the records."""

from pathlib import Path

from openpyxl import load_workbook

from allocation_app.domain.missing import missing_details
from allocation_app.domain.review import Review
from allocation_app.errors import Problem, Severity
from allocation_app.report.problem_list import HIDDEN, write

ERROR = Problem(
    code="date_unreadable",
    severity=Severity.ERROR,
    file="caseload.xlsx",
    sheet="Children",
    row=7,
    column="D",
    heading="Last seen",
    value="=cmd|' /C calc'!A0",
)
NOTE = Problem(
    code="as_at_taken", severity=Severity.NOTE, details={"date": "2026-11-20", "origin": "title"}
)


def lines(path: Path, sheet: str) -> list[list[object]]:
    """The rows of a sheet's one table, headings first."""
    page = load_workbook(path)[sheet]
    (table,) = page.tables.values()
    return [[cell.value for cell in row] for row in page[table.ref]]


def test_that_problems_stand_with_their_place_worst_first(team: Review, tmp_path: Path) -> None:
    sheets = write(team, [NOTE, ERROR], tmp_path / "list.xlsx")

    assert sheets == ["Problems", "Missing details"]
    rows = lines(tmp_path / "list.xlsx", "Problems")
    assert rows[1][:8] == [
        "error", "Dates", "caseload.xlsx", "Children", 7, "D", "Last seen", ERROR.value
    ]  # fmt: skip
    assert rows[2][0] == "note"


def test_that_what_a_cell_says_is_text_and_no_formula(team: Review, tmp_path: Path) -> None:
    write(team, [ERROR], tmp_path / "list.xlsx")

    page = load_workbook(tmp_path / "list.xlsx")["Problems"]
    risky = [cell for row in page.iter_rows() for cell in row if cell.value == ERROR.value]
    assert [cell.data_type for cell in risky] == ["s"]
    assert risky[0].quotePrefix


def test_that_every_missing_fact_is_listed_with_its_rules(team: Review, tmp_path: Path) -> None:
    write(team, [], tmp_path / "list.xlsx")

    rows = lines(tmp_path / "list.xlsx", "Missing details")[1:]
    details = missing_details(team.findings)
    assert [row[0] for row in rows] == [detail.child for detail in details]
    assert [str(row[4]).count("\n") + 1 for row in rows] == [len(d.rules) for d in details]
    assert rows


def test_that_hidden_names_leave_out_what_cells_say(team: Review, tmp_path: Path) -> None:
    write(team, [ERROR], tmp_path / "list.xlsx", hide_names=True)

    book = load_workbook(tmp_path / "list.xlsx")
    said = "\n".join(
        str(v) for page in book for row in page.iter_rows(values_only=True) for v in row
    )
    assert HIDDEN in said
    assert "calc" not in said
    names = [child.name for child in team.snapshot.children.values() if child.name]
    assert names
    assert not [name for name in names if name in said]
