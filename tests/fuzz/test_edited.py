"""Random edits of an exported workbook come back as exactly what was meant, slips as problems."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import edits
import openpyxl
import pytest
from edits import BY, EDITS, Hand, a_plan, a_team, cells_of
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from allocation_app.domain.edited import Edits, differences
from allocation_app.domain.plan import Plan
from allocation_app.domain.review import review
from allocation_app.intake.edited import open_edited
from allocation_app.settings.plans import plan_of
from allocation_app.wording.sheets import meanings
from tests.builders import write_workbook

SAVES_AGAIN = 10  # one in so many rounds is saved again by LibreOffice, where there is one
OFFICE = shutil.which("soffice")


def exported(plan: Plan, path: Path) -> Workbook:
    """The workbook of a plan, opened by another program."""
    write_workbook(review(plan, BY.policy, BY.rules, BY.calendar), [], path)
    return openpyxl.load_workbook(path)


def came_back(book: Workbook, path: Path, plan: Plan, *, by_office: bool = False) -> Edits:
    """What the workbook asks for once it was saved."""
    book.save(path)
    if by_office and OFFICE is not None:
        again = path.parent / "again"
        profile = f"-env:UserInstallation=file://{path.parent}/profile"
        convert = ("--headless", "--convert-to", "xlsx", "--outdir", str(again), str(path))
        subprocess.run([OFFICE, profile, *convert], check=True, capture_output=True, timeout=120)
        path = again / path.name
    found = open_edited(path, plan.snapshot.as_at)
    base = plan_of(found.plan, (plan,))
    assert base is not None
    return differences(found, plan, meanings(plan.facts), BY, base)


def shuffle(hand: Hand) -> None:
    """What else is done to a workbook that nobody means anything by."""
    chance = hand.chance
    for name in ("Changes", "Allocations"):
        sheet, top, _ = hand.sheet(name)
        rows = list(cells_of(sheet, top))
        for chosen, disturb in ((0.5, sort), (0.3, filtered), (0.3, column_between)):
            if chance.random() < chosen:
                disturb(sheet, rows, chance)
        if chance.random() < 0.2:
            sheet.tables.clear()
            sheet.insert_rows(chance.randrange(1, top), 3)
    if chance.random() < 0.2:
        hand.book["Changes"].title = "Monday’s"
    if chance.random() < 0.3:
        hand.book.move_sheet("Allocations", -2)


def sort(sheet: Worksheet, rows: list[int], chance: Random) -> None:
    """The rows of a table in another order."""
    values = [[cell.value for cell in sheet[row]] for row in rows]
    chance.shuffle(values)
    for row, told in zip(rows, values, strict=True):
        for column, value in enumerate(told, start=1):
            sheet.cell(row, column).value = value


def filtered(sheet: Worksheet, rows: list[int], chance: Random) -> None:
    """Some rows, or all, out of sight."""
    for row in rows[:: chance.choice((1, 2, 3))]:
        sheet.row_dimensions[row].hidden = True


def column_between(sheet: Worksheet, _rows: list[int], chance: Random) -> None:
    """A blank column among the others."""
    sheet.tables.clear()
    sheet.insert_cols(chance.randrange(1, 6))


@pytest.mark.timeout(1_800)
@pytest.mark.campaign(quick=15, ci=200)
def test_that_random_edits_come_back_as_exactly_those_moves(rounds: int, tmp_path: Path) -> None:
    snapshot = a_team()
    made = 0
    for number in range(rounds):
        chance = Random(f"edits {number}")  # noqa: S311 - to be repeated
        plan = a_plan(snapshot, chance)
        hand = Hand(book=exported(plan, tmp_path / "book.xlsx"), plan=plan, chance=chance)
        made += sum(chance.choice(EDITS)(hand) for _ in range(chance.randrange(1, 7)))
        shuffle(hand)
        by_office = number % SAVES_AGAIN == 0
        found = came_back(hand.book, tmp_path / "book.xlsx", plan, by_office=by_office)

        assert found.unclear == (), (number, found.unclear)
        after = found.made(plan, found.differences)
        assert set(after.child_steps) == hand.expected(), number
    assert made >= rounds


Slip = Callable[[Hand], str | None]
"""Spoils one cell of an untouched workbook; says which, None where there is none to spoil."""


def spoiled(name: str, heading: str, value: object) -> Slip:
    """Another value in a column of a sheet, in some row where something else stands."""

    def spoil(hand: Hand) -> str | None:
        sheet, top, columns = hand.sheet(name)
        rows = list(cells_of(sheet, top))
        if name == "Allocations":
            rows = [row for row in rows if sheet.cell(row, columns["Worker"]).value]
        else:
            holders = (sheet.cell(row, columns["Who changes"]).value for row in rows)
            rows = [row for row, role in zip(rows, holders, strict=True) if role == "case holder"]
        if not rows:
            return None
        cell = sheet.cell(hand.chance.choice(rows), columns[heading])
        cell.value = value  # type: ignore[assignment]
        return str(cell.coordinate)

    return spoil


SLIPS: tuple[Slip, ...] = (
    *(spoiled("Changes", heading, "?!") for heading in edits.READ_IN_CHANGES),
    spoiled("Changes", "Child ID", None),
    spoiled("Changes", "To", None),
    spoiled("Changes", "To", "Nia Rees"),
    spoiled("Changes", "To", "=1+1"),
    spoiled("Changes", "From", "Mair Lloyd"),
    spoiled("Changes", "From the day", date(2020, 1, 1)),
    spoiled("Changes", "From the day", "31/02/2027"),
    spoiled("Changes", "Note", "n" * 121),
    spoiled("Allocations", "Worker", "?!"),
    spoiled("Allocations", "Worker", None),
    spoiled("Allocations", "Worker", "Nia Rees"),
    spoiled("Allocations", "Child ID", "?!"),
    spoiled("Allocations", "Child ID", None),
)


@pytest.mark.timeout(1_800)
@pytest.mark.campaign(quick=15, ci=200)
def test_that_a_slip_is_named_by_its_cell_and_stages_nothing(rounds: int, tmp_path: Path) -> None:
    snapshot, met = a_team(), 0
    for number in range(rounds):
        chance = Random(f"slips {number}")  # noqa: S311 - to be repeated
        plan = a_plan(snapshot, chance)
        hand = Hand(book=exported(plan, tmp_path / "book.xlsx"), plan=plan, chance=chance)
        at = SLIPS[number % len(SLIPS)](hand)
        if at is None:
            continue
        met += 1
        found = came_back(hand.book, tmp_path / "book.xlsx", plan)

        assert found.differences == (), (number, found.differences)
        assert at in {cell.at for each in found.unclear for cell in each.cells[:1]}, number
    assert met > rounds // 2


def test_that_a_slip_keeps_nobody_else_s_edit(tmp_path: Path) -> None:
    plan = replace(Plan(snapshot=a_team()), name="Monday")
    chance = Random("both")  # noqa: S311 - to be repeated
    hand = Hand(book=exported(plan, tmp_path / "book.xlsx"), plan=plan, chance=chance)
    while not edits.add_move(hand):
        pass
    assert spoiled("Allocations", "Worker", "?!")(hand) is not None
    found = came_back(hand.book, tmp_path / "book.xlsx", plan)
    assert set(found.made(plan, found.differences).child_steps) == hand.expected()
    assert len(found.unclear) == 1
