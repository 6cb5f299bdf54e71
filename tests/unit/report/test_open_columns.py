"""What may be changed in Excel says so, offers what is understood, and says what it was made of."""

import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.datavalidation import DataValidation

from allocation_app.domain.plan import CHANGE_REASONS
from allocation_app.report.looks import OPEN
from allocation_app.settings.plans import plan_fingerprint
from tests.builders import write_workbook
from tests.unit.report.test_changes import PLAN, looked, rows

OPENED = ("Who changes", "To", "From the day", "Reason", "Rules set aside because", "Note")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("opened") / "book.xlsx"
    write_workbook(looked(PLAN), (), out)
    return out


@pytest.fixture(scope="module")
def book(file: Path) -> Workbook:
    return load_workbook(file)


def offered(book: Workbook, sheet: str) -> dict[str, DataValidation]:
    """Each validation of a sheet by the heading that it stands under."""
    made = book[sheet]
    (table,) = made.tables.values()
    headings = {cell.column_letter: str(cell.value) for cell in made[table.ref][0]}
    return {headings[str(v.sqref)[0]]: v for v in made.data_validations.dataValidation}


def chosen(book: Workbook, name: str) -> list[object]:
    """What a defined list holds."""
    (place,) = book.defined_names[name].destinations
    return [row[0].value for row in book[place[0]][place[1]]]


def test_that_the_columns_that_may_be_changed_are_named_above_and_are_yellow(
    book: Workbook,
) -> None:
    sheet = book["Changes"]
    above = " ".join(str(row[0]) for row in sheet.iter_rows(max_row=9, values_only=True))
    assert "You may change the columns " + ", ".join(f"“{each}”" for each in OPENED) in above
    (table,) = sheet.tables.values()
    headings, first = sheet[table.ref][:2]
    yellow = {
        heading.value
        for heading, cell in zip(headings, first, strict=True)
        if cell.fill.fgColor.rgb == f"00{OPEN.paper}"
    }
    assert yellow == set(OPENED)


def test_that_each_offers_what_is_understood_in_rows_to_come_too(book: Workbook) -> None:
    validations = offered(book, "Changes")

    assert set(validations) == set(OPENED) - {"Note"}
    assert validations["To"].formula1 == "WorkersToChoose"
    assert validations["From the day"].type == "date"
    assert {each.errorStyle for each in validations.values()} == {"warning"}
    last = book["Changes"].tables["Changes"].ref.rpartition(":")[2].lstrip("ABCDEFGHIJKLMN")
    reached = str(validations["To"].sqref).rpartition(":")[2].lstrip("ABCDEFGHIJKLMN")
    assert int(reached) == int(last) + 200


def test_that_the_lists_hold_workers_roles_and_reasons(book: Workbook) -> None:
    workers = chosen(book, "WorkersToChoose")

    assert "Nia Rees" in workers
    assert "Ann Other" in workers  # who joins in the plan
    assert "Duty" not in workers
    assert workers[-1] == "nobody"
    assert chosen(book, "ChangesToChoose") == ["case holder", "co-worker", "personal adviser"]
    assert len(chosen(book, "ReasonsToChoose")) == len(CHANGE_REASONS)
    assert "decided by a senior manager" in chosen(book, "ReasonsToSetAside")
    assert len(rows(book, "Choices")) == len(workers) + 3 + len(CHANGE_REASONS) + 6


def test_that_it_says_what_it_was_made_of(book: Workbook) -> None:
    properties = {each.name: each.value for each in book.custom_doc_props.props}
    assert properties == {
        "ImportFingerprint": PLAN.snapshot.fingerprint,
        "PlanFingerprint": plan_fingerprint(PLAN),
    }
    cover = {row[0].value: row[1].value for row in book["Cover"].iter_rows(max_col=2)}
    assert cover["Plan"] == "Monday: 5 changes staged"
    assert cover["Fingerprint of the import"] == PLAN.snapshot.fingerprint
    assert cover["Fingerprint of the plan"] == plan_fingerprint(PLAN)


def test_that_named_cells_lead_to_the_figures_of_the_cover(file: Path) -> None:
    book = load_workbook(file, data_only=True)

    def named(name: str) -> object:
        (place,) = book.defined_names[name].destinations
        return book[place[0]][place[1]].value

    assert named("OpenChildren") == len(PLAN.snapshot.children)
    assert named("PlannedChanges") == 3
    assert named("ImportFingerprint") == PLAN.snapshot.fingerprint
    assert str(named("AsAt")).startswith("2026-05-13")


def test_that_a_change_says_what_it_does_to_both_workers_and_the_team(book: Workbook) -> None:
    (move,) = [row for row in rows(book, "Changes") if row["Who changes"] == "case holder"]

    giver, receiver, team = str(move["What it does"]).split("\n")
    assert giver.startswith("Sian Jones ")
    assert receiver.startswith("Ann Other ")
    assert team.startswith("team: ")
    assert "→" in giver
    assert "→" in receiver


def test_that_the_chart_has_words_and_the_load_before_the_plan(file: Path, book: Workbook) -> None:
    with zipfile.ZipFile(file) as parts:
        drawing = parts.read("xl/drawings/drawing1.xml").decode()
        chart = parts.read("xl/charts/chart1.xml").decode()

    assert 'descr="Points as a share of capacity: ' in drawing
    assert "Sian Jones" in drawing
    assert "Before the plan" in chart
    assert "With the plan" in chart
    was = {row["Worker"]: row["Before the plan"] for row in rows(book, "Balance")}
    without = looked(PLAN.without_steps).caseloads.loads
    for worker in PLAN.snapshot.workers.values():
        if worker.name in was and worker.id in without:
            assert was[worker.name] == (without[worker.id].utilisation or "no capacity")
    assert was["Ann Other"] is None


def test_that_of_the_allocations_the_worker_may_be_changed(book: Workbook) -> None:
    assert list(offered(book, "Allocations")) == ["Worker"]
    above = [row[0] for row in book["Allocations"].iter_rows(max_row=5, values_only=True)]
    assert any(str(line).startswith("You may change the column “Worker”") for line in above)
