"""I5: no date of a file is taken for another in silence, in whatever form it is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from date_forms import (
    CELLS,
    HOW_MANY,
    NAMED,
    NUMBERS,
    YEAR_FIRST,
    Form,
    day_first,
    month_first,
    serial_forms,
)
from pandas import DataFrame

from allocation_app.errors import Problem, Severity
from allocation_app.intake.dates import Order
from allocation_app.intake.facts import facts_of
from allocation_app.intake.fields import DATES, Field
from allocation_app.intake.file_orders import settle
from allocation_app.intake.mapping import TableMapping, column_keys
from allocation_app.intake.opening.grids import grid_of, sheet_of
from allocation_app.intake.problems import ProblemLog
from allocation_app.intake.sheets import EPOCH, EPOCH_1904, letter
from allocation_app.intake.tables import Table, find_tables

AS_AT = date(2026, 11, 20)
FIRST, LAST = date(2004, 1, 1), date(2030, 12, 31)
LAST_BIRTH = date(2027, 6, 30)
HEADINGS = (
    "Date of birth", "Date allocated", "Referral date", "Arrived in team", "Assessment completed",
    "Strategy discussion", "Initial conference", "Date registered", "Last review conference",
)  # fmt: skip
NOTHING = ("", "tbc", "n/a", "d/k", "-", "?", "anhysbys")
Cells = list[tuple[object, date | None]]
"""What stands in the cells of a column, and the date that is meant; None where none is."""
Written = tuple[Cells, bool]
"""A column, and whether nothing about it is doubtful, so that every date must be read."""


def _days(chance: Random, rows: int, last: date, *, is_doubtful: bool = False) -> list[date]:
    found: list[date] = []
    while len(found) < rows:
        day = FIRST + timedelta(days=chance.randrange((last - FIRST).days))
        if not is_doubtful or day.day <= 12:
            found.append(day)
    return found


def _some_form(chance: Random, epoch: date, order: Callable[[str], Form]) -> tuple[Form, bool]:
    """A form, and whether it is one of numbers whose order the column must show."""
    kinds: Sequence[dict[str, Form]] = [
        dict(NAMED), dict(YEAR_FIRST), dict(CELLS), dict(serial_forms(epoch)),
    ]  # fmt: skip
    if chance.random() < 0.4:
        return order(chance.choice(sorted(NUMBERS))), True
    kind = chance.choice([*kinds, kinds[0], kinds[0]])
    return kind[chance.choice(sorted(kind))], False


def _honest(
    chance: Random, rows: int, last: date, epoch: date, order: Callable[[str], Form]
) -> Written:
    """One form in the whole column; now and then only days that could be months."""
    form, has_numbers = _some_form(chance, epoch, order)
    is_doubtful = has_numbers and chance.random() < 0.3
    days = _days(chance, rows, last, is_doubtful=is_doubtful)
    return [(form(day, chance), day) for day in days], not is_doubtful


def _several(
    chance: Random, rows: int, last: date, epoch: date, order: Callable[[str], Form]
) -> Written:
    """As people type: each cell in a form of its own, all numbers in one order."""
    return [
        (_some_form(chance, epoch, order)[0](day, chance), day) for day in _days(chance, rows, last)
    ], False


def _both_orders(chance: Random, rows: int, last: date, *_: object) -> Written:
    """Cells of two countries in one column."""
    form = chance.choice(sorted(NUMBERS))
    return [
        (chance.choice((day_first, month_first))(form)(day, chance), day)
        for day in _days(chance, rows, last)
    ], False


def _swapped(
    chance: Random, rows: int, last: date, _: date, order: Callable[[str], Form]
) -> Written:
    """As Excel leaves a file of another country: what it can it takes for its own order."""
    form = order("03/04/2026")
    return [
        (date(day.year, day.day, day.month) if day.day <= 12 else form(day, chance), day)
        for day in _days(chance, rows, last)
    ], False


def _impossible(chance: Random, rows: int, last: date, *_: object) -> Written:
    """Days that no month has: nothing may be made of them."""
    texts = ("31/02/2026", "29/02/2025", "2026-25-03", "32 Ebrill 2026", "31-Apr-26", "00/00/0000")
    good = [(day.isoformat(), day) for day in _days(chance, rows, last)]
    return [
        (chance.choice(texts), FIRST) if not n % 5 else cell for n, cell in enumerate(good)
    ], False


def frame_of(lines: list[list[object]]) -> DataFrame:
    """Rows as a sheet has them, numbered from 1."""
    return DataFrame(lines, index=range(1, len(lines) + 1), dtype=object)


def a_file(chance: Random) -> tuple[Table, list[Cells], list[bool]]:
    """A file of one country: its table, what is meant by each cell, and which columns are plain."""
    rows = chance.randint(30, 60)
    epoch = chance.choice((EPOCH, EPOCH, EPOCH_1904))
    order = chance.choice((day_first, day_first, month_first))
    kinds = (_honest, _honest, _honest, _honest, _several, _both_orders, _swapped, _impossible)
    columns, plain = [], []
    for heading in HEADINGS:
        last = LAST_BIRTH if heading == "Date of birth" else LAST
        cells, is_plain = chance.choice(kinds)(chance, rows, last, epoch, order)
        for _ in range(rows // 10):
            cells[chance.randrange(rows)] = (chance.choice(NOTHING), None)
        columns.append(cells)
        plain.append(is_plain)
    lines: list[list[object]] = [["Child ID", "Status", "Team", *HEADINGS]]
    lines += [
        [f"C{row:04}", "CIN", "North", *(cells[row][0] for cells in columns)] for row in range(rows)
    ]
    sheet = sheet_of("a.xlsx", grid_of("Children", lines, epoch=epoch))
    (found,) = settle(find_tables(sheet))
    assert isinstance(found, Table)
    return found, columns, plain


def _says(problem: Problem, column: str, row: int) -> bool:
    """Whether a manager is told of this cell, or of its whole column."""
    return (
        problem.severity is not Severity.NOTE
        and problem.column == column
        and problem.row in {row, None}
    )


def _faults(table: Table, columns: list[Cells], plain: list[bool]) -> tuple[list[str], int]:
    """Dates that are wrong or missing in silence, and in plain columns any that is not read."""
    log = ProblemLog()
    read = list(facts_of(table, AS_AT, log, lambda: None).columns.items())
    said: dict[str, list[Problem]] = {}
    for problem in log.sorted():
        said.setdefault(problem.column, []).append(problem)
    faults, right = [], 0
    dates = [(field, values) for field, values in read if field in DATES]
    assert len(dates) == len(columns)
    for (field, values), cells, is_plain in zip(dates, columns, plain, strict=True):
        column = letter(table.columns[field])
        for row, value, (cell, meant) in zip(table.rows, values, cells, strict=True):
            found = value if isinstance(value, date) else None
            if found == meant:
                right += 1
                continue
            is_said = any(_says(problem, column, row) for problem in said.get(column, []))
            if not is_said or is_plain or meant is None:
                faults.append(f"{field}: {cell!r} for {meant} was read as {value}")
    return faults, right


def test_that_there_are_at_least_forty_forms() -> None:
    assert HOW_MANY >= 40


@pytest.mark.campaign(quick=2_000, ci=20_000)
@pytest.mark.timeout(900)
def test_that_no_date_is_wrong_in_silence(rounds: int) -> None:
    done = right = 0
    seed = 0
    faults: list[str] = []
    while done < rounds:
        seed += 1
        table, columns, plain = a_file(Random(seed))  # noqa: S311 - seeded to be repeated
        found, good = _faults(table, columns, plain)
        faults += [f"seed {seed}, {fault}" for fault in found]
        done += sum(map(len, columns))
        right += good
    assert not faults, f"{len(faults)} of {done}:\n" + "\n".join(faults[:20])
    assert right > 0.75 * done, "most dates are read: refusing all would be safe, and of no use"


@pytest.mark.parametrize("order", [Order.DAY_FIRST, Order.MONTH_FIRST])
@pytest.mark.parametrize("form", sorted(NUMBERS))
def test_that_a_decision_settles_a_column_that_shows_no_order(form: str, order: Order) -> None:
    chance = Random(7)  # noqa: S311 - seeded to be repeated
    write = (day_first if order is Order.DAY_FIRST else month_first)(form)
    days = _days(chance, 30, LAST_BIRTH, is_doubtful=True)
    lines: list[list[object]] = [["Child ID", "Status", "Date of birth"]]
    lines += [[f"C{n}", "CIN", write(day, chance)] for n, day in enumerate(days)]
    headings = tuple(map(str, lines[0]))
    sheet = sheet_of("a.csv", grid_of("", lines))
    (found,) = find_tables(sheet)
    assert isinstance(found, Table)
    decided = TableMapping(headings=headings, dates={column_keys(headings)[2]: order.value})
    (table,) = settle([replace(found, decided=decided)])
    assert isinstance(table, Table)
    log = ProblemLog()
    read = facts_of(table, AS_AT, log, lambda: None).columns[Field.DATE_OF_BIRTH]

    assert read == days
    assert not [p for p in log.sorted() if p.code == "date_order_assumed"]
