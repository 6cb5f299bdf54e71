"""A workbook that was exported, edited and comes back, on the command line."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.cell import Cell

from allocation_app.cli import main
from tests.stories.test_command_line import TEAM, document, run


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample team's workbook, in full, without a plan."""
    out = tmp_path_factory.mktemp("exported") / "book.xlsx"
    done = run("export", *TEAM, "--out", str(out), "--names", "names")
    assert done.returncode == 0, done.stderr
    return out


@pytest.fixture(scope="module")
def wanted() -> tuple[str, str]:
    """A child who waits, and the worker who should take it."""
    waits = document("review", *TEAM)["unallocated"]
    child = next(str(each["child"]) for each in waits if each["held_by"] is None)
    ranked = document("candidates", *TEAM, "--child", child)["candidates"]
    return child, str(ranked[0]["worker"])


def worker_cell(book: Workbook, child: str) -> Cell:
    """The cell of the Allocations sheet that names a child's worker."""
    sheet = book["Allocations"]
    top = next(row for row in sheet.iter_rows(max_row=20) if row[0].value == "Child ID")
    column = next(cell.column for cell in top if cell.value == "Worker")
    for row in sheet.iter_rows(min_row=top[0].row):
        if row[0].value == child:
            found = row[(column or 0) - 1]
            assert isinstance(found, Cell)
            return found
    raise AssertionError(child)


def saved(path: Path, out: Path, edit: Callable[[Workbook], object]) -> str:
    """The workbook as another program saves it, with this done to it."""
    book = openpyxl.load_workbook(path)
    edit(book)
    book.save(out)
    return str(out)


def test_that_an_edited_cell_becomes_a_move_of_a_plan_that_check_opens(
    exported: Path, wanted: tuple[str, str], tmp_path: Path
) -> None:
    child, worker = wanted
    plan = tmp_path / "plan.json"

    def edit(book: Workbook) -> None:
        worker_cell(book, child).value = worker

    book = saved(exported, tmp_path / "book.xlsx", edit)
    printed = document("edited", *TEAM, "--book", book, "--plan", str(plan))

    assert printed["problems"] == []
    ((change),) = printed["differences"]
    assert (change["child"], change["before"], change["after"]["to"]) == (child, None, worker)
    assert change["cells"][0]["sheet"] == "Allocations"
    assert printed["plan"] == str(plan)
    assert [each["to"] for each in json.loads(plan.read_text())["moves"]] == [worker]
    assert document("check", *TEAM, "--plan", str(plan))["ok"]
    again = document("edited", *TEAM, "--book", book, "--on", str(plan))
    assert (again["differences"], again["problems"]) == ([], [])
    assert again["is_plan_changed"]


def test_that_a_slip_is_named_by_its_cell_and_nothing_is_written_for_it(
    exported: Path, wanted: tuple[str, str], tmp_path: Path
) -> None:
    at = []

    def edit(book: Workbook) -> None:
        cell = worker_cell(book, wanted[0])
        cell.value = "No Such Name"
        at.append(cell.coordinate)

    plan = tmp_path / "plan.json"
    book = saved(exported, tmp_path / "book.xlsx", edit)
    done = run("edited", *TEAM, "--book", book, "--plan", str(plan))

    assert done.returncode == 0
    assert done.stdout.startswith("0 changes can be staged; 1 problem.")
    assert f"Allocations, {at[0]}: “No Such Name” is no worker of this import" in done.stderr
    assert json.loads(plan.read_text())["moves"] == []


def test_that_a_workbook_of_another_import_and_one_that_is_none_are_refused(
    exported: Path,
) -> None:
    done = run("edited", *TEAM, "--as-at", "2026-11-19", "--book", str(exported))
    assert done.returncode == 1
    assert "made of another import" in done.stderr
    done = run("edited", *TEAM, "--book", TEAM[0])
    assert done.returncode == 1
    assert "neither a Changes nor an Allocations sheet" in done.stderr
    refused = run("edited", *TEAM, "--book", TEAM[0], "--json")
    assert json.loads(refused.stdout)["problems"][0]["code"] == "edited_none"


@pytest.fixture
def staged(exported: Path, wanted: tuple[str, str], tmp_path: Path) -> Path:
    """A plan that came back from the workbook: the child who waits goes to the worker."""
    plan = tmp_path / "plan.json"

    def edit(book: Workbook) -> None:
        worker_cell(book, wanted[0]).value = wanted[1]

    book = saved(exported, tmp_path / "book.xlsx", edit)
    assert main(["edited", *TEAM, "--book", book, "--plan", str(plan)]) == 0
    return plan


@pytest.mark.parametrize(
    "names",
    [
        ("--names", "names"),
        ("--names", "initials"),
        ("--names", "codes"),
        ("--names", "codes", "--team", "Family Support and Safeguarding Team"),
    ],
)
def test_that_a_plan_comes_back_by_whatever_names_it_went(
    names: tuple[str, ...], staged: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, after = tmp_path / "out.xlsx", tmp_path / "after.json"
    words = ("--plan", str(staged), "--out", str(out), *names)
    assert main(["export", *TEAM, *words]) == 0

    def take_back(book: Workbook) -> None:
        sheet = book["Changes"]
        sheet.delete_rows(sheet.max_row)

    assert main(["edited", *TEAM, "--on", str(staged), "--book", str(out)]) == 0
    assert "The workbook says the same as the plan." in capsys.readouterr().out
    back = saved(out, tmp_path / "back.xlsx", take_back)
    words = ("--on", str(staged), "--book", back, "--plan", str(after))
    assert main(["edited", *TEAM, *words]) == 0
    assert ": taken back (staged was: " in capsys.readouterr().out
    assert json.loads(after.read_text())["moves"] == []


def test_that_a_workbook_of_the_changes_alone_comes_back(
    staged: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, plan = tmp_path / "changes.xlsx", ("--plan", str(staged))
    assert main(["export", *TEAM, *plan, "--what", "changes", "--out", str(out)]) == 0
    assert main(["edited", *TEAM, "--on", str(staged), "--book", str(out)]) == 0
    said = capsys.readouterr()
    assert "The workbook says the same as the plan." in said.out
    assert said.err == "The sheet Allocations is not there, or hidden: nothing was read of it.\n"


@pytest.mark.parametrize(("lines", "code"), [("Monday 9\n", 0), ("\nMonday 9\n", 0), ("x\n", 1)])
def test_that_a_protected_workbook_comes_back_with_its_password(
    lines: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "book.xlsx"
    monkeypatch.setattr("sys.stdin", io.StringIO("Monday 9\n"))
    assert main(["export", *TEAM, "--out", str(out), "--password-stdin"]) == 0
    monkeypatch.setattr("sys.stdin", io.StringIO(lines))
    assert main(["edited", *TEAM, "--book", str(out), "--password-stdin"]) == code
