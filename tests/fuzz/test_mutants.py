"""I1: a damaged workbook is read or refused: no crash, no traceback, within time and memory."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import cycle, islice
from pathlib import Path
from random import Random
from time import monotonic

import pytest
from mutants import FAMILIES, FOR_ANY_FILE, a_plain_workbook, a_whole_workbook

from allocation_app.domain.snapshot import Source
from allocation_app.errors import InputError
from allocation_app.intake import Book, understand
from allocation_app.intake.opening.answers import Answer
from allocation_app.intake.opening.apart import CHILD, Task, read_apart
from allocation_app.intake.opening.grids import sheet_of
from allocation_app.intake.opening.limits import USUAL
from allocation_app.wording.problems import error_message, line

ROOT = Path(__file__).resolve().parents[2]
FILES = Path(os.environ.get("SHARED_SPREADSHEETS", ROOT.parent / "shared/spreadsheets"))
SECOND = "tests.fuzz.second_child"
OTHERS = (".xls", ".ods", ".xlsb", ".fods", ".xml")
MOST_BYTES = 100_000
AS_AT = date(2026, 11, 20)
SECONDS = 10.0
AT_ONCE = 2


def nothing() -> None:
    """Takes note of nothing."""


def mutants(rounds: int) -> Iterator[tuple[str, str, Task]]:
    """What was done, which reader is asked, and the damaged file."""
    zips = [a_whole_workbook(), a_plain_workbook()]
    others = [
        path.read_bytes()
        for path in sorted(FILES.glob("*/*"))
        if path.suffix in OTHERS and path.stat().st_size < MOST_BYTES
    ]
    asked = cycle((family, child) for family in FAMILIES for child in (CHILD, SECOND))
    for number, (family, child) in enumerate(islice(asked, rounds)):
        chance = Random(number)  # noqa: S311 - seeded to be repeated
        is_other = others and family in FOR_ANY_FILE and child == CHILD and chance.random() < 0.5
        source = chance.choice(others if is_other else zips)
        content = FAMILIES[family](source, chance)
        yield f"{family} {number}", child, Task(name="mutant.xlsx", content=content)


def fault(what: str, child: str, task: Task) -> str:
    """What is wrong with how a mutant was taken; "" if nothing is."""
    start = monotonic()
    answer = read_apart(task, nothing, child=child)
    took = monotonic() - start
    if took > SECONDS:
        return f"{what}: {took:.1f} s"
    if answer.peak > USUAL.memory:
        return f"{what}: {answer.peak} bytes"
    if answer.refusal is None:
        return _fault_of_use(what, answer)
    if answer.refusal.details.get("why") in {"crash_1", "answer_UnpicklingError"}:
        return f"{what}: a traceback"
    return "" if task.name in error_message(answer.refusal) else f"{what}: not named"


def _fault_of_use(what: str, answer: Answer) -> str:
    book = Book(
        path=Path("mutant.xlsx"),
        kind=answer.kind,
        source=Source(name="mutant.xlsx", sha256="0" * 64),
        sheets=tuple(sheet_of("mutant.xlsx", grid) for grid in answer.grids),
        problems=answer.problems,
    )
    if not book.sheets and not book.problems:
        return f"{what}: nothing found and nothing said"
    try:
        reading = understand([book], as_at=AS_AT)
    except InputError as error:
        return "" if error_message(error) != error.code else f"{what}: no sentence"
    return "" if all(map(line, reading.problems)) else f"{what}: no sentence"


@pytest.mark.timeout(3_600)
@pytest.mark.campaign(quick=42, ci=2_000)
def test_that_a_damaged_workbook_is_read_or_refused(rounds: int) -> None:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        faults = list(pool.map(lambda mutant: fault(*mutant), mutants(rounds)))
    assert [found for found in faults if found] == []
    assert len(faults) == rounds
