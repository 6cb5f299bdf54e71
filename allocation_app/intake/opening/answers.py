"""What the process that reads a file sends back, and how it is taken apart safely.

That process has been in contact with bytes from outside, so its answer is no more trusted than
they are: nothing in it may name any class but the four of dates and times.
"""

from __future__ import annotations

import io
import pickle
from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import cast

from typing_extensions import override

from allocation_app.errors import InputError, Problem
from allocation_app.intake.cells import ErrorCell
from allocation_app.intake.opening.grids import CODES, Grid, GridColumn
from allocation_app.intake.problems import Code, Place, ProblemLog
from allocation_app.intake.sheets import Merge

PROTOCOL = 5
MADE: Mapping[tuple[str, str], type] = {
    ("datetime", kind.__name__): kind for kind in (date, datetime, time, timedelta)
}
"""All that an answer may be made of, beside text, numbers, bytes, lists and the like."""
CELLS = {str, bool, int, float, tuple, *MADE.values()}
"""All that a cell of an answer may be; a tuple stands for an `ErrorCell`."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Answer:
    """What was found in a file, or why it is refused; ``peak`` is the memory it took, in bytes."""

    kind: str = ""
    grids: tuple[Grid, ...] = ()
    sheet_names: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    refusal: InputError | None = None
    peak: int = 0


def encoded(answer: Answer) -> bytes:
    """The answer as bytes."""
    refusal = answer.refusal
    return pickle.dumps(
        {
            "kind": answer.kind,
            "grids": [_packed(grid) for grid in answer.grids],
            "sheet_names": answer.sheet_names,
            "problems": [_told(problem) for problem in answer.problems],
            "refusal": None if refusal is None else (refusal.code, dict(refusal.details)),
            "peak": answer.peak,
        },
        PROTOCOL,
    )


def decoded(content: bytes) -> Answer:
    """The answer that these bytes are. Raises whatever their faults lead to: they are none."""
    parts = cast("dict[str, object]", _Careful(io.BytesIO(content)).load())
    refusal = cast("tuple[str, dict[str, str]] | None", parts["refusal"])
    log = ProblemLog()
    for code, place, value, details in cast(
        "list[tuple[str, tuple[str, str, int | None, str, str], str, dict[str, str]]]",
        parts["problems"],
    ):
        file, sheet, row, column, heading = place
        where = Place(file=file, sheet=sheet, row=row, column=column, heading=heading)
        log.add(Code(code), where, value, **details)
    return Answer(
        kind=str(parts["kind"]),
        grids=tuple(map(_unpacked, cast("list[tuple[object, ...]]", parts["grids"]))),
        sheet_names=tuple(map(str, cast("tuple[str, ...]", parts["sheet_names"]))),
        problems=log.sorted(),
        refusal=None if refusal is None else InputError(refusal[0], **refusal[1]),
        peak=int(cast("int", parts["peak"])),
    )


class _Careful(pickle.Unpickler):
    """Makes dates and times, and nothing else that has a name."""

    @override
    def find_class(self, module: str, name: str, /) -> type:
        if (module, name) not in MADE:
            message = f"an answer must not hold {module}.{name}"
            raise pickle.UnpicklingError(message)
        return MADE[module, name]


def _told(problem: Problem) -> tuple[object, ...]:
    place = (problem.file, problem.sheet, problem.row, problem.column, problem.heading)
    return (problem.code, place, problem.value, dict(problem.details))


def _packed(grid: Grid) -> tuple[object, ...]:
    columns = [(_sent(column.values), column.codes.tobytes()) for column in grid.columns]
    numbers = grid.numbers.tobytes()
    return (grid.name, numbers, columns, grid.widths, grid.merges, grid.epoch)


def _unpacked(packed: tuple[object, ...]) -> Grid:
    name, numbers, columns, widths, merges, epoch = packed
    grid = Grid(
        name=str(name),
        numbers=_numbers(numbers),
        columns=[
            GridColumn(values=_received(values), codes=_numbers(codes))
            for values, codes in cast("list[tuple[list[object], bytes]]", columns)
        ],
        widths=tuple(cast("tuple[int, ...]", widths)),
        merges=tuple(cast("tuple[Merge, ...]", merges)),
        epoch=cast("date", epoch),
    )
    height = len(grid.numbers)
    for column in grid.columns:
        if len(column.codes) != height or max(column.codes, default=-1) >= len(column.values):
            message = "an answer whose columns do not fit"
            raise ValueError(message)
    if (grid.widths and len(grid.widths) != height) or not isinstance(epoch, date):
        message = "an answer whose rows do not fit"
        raise ValueError(message)
    return grid


def _numbers(content: object) -> array[int]:
    numbers = array(CODES)
    numbers.frombytes(cast("bytes", content))
    return numbers


def _sent(values: list[object]) -> list[object]:
    """Error cells as tuples, which no other cells are: so their class need not be made."""
    if ErrorCell not in set(map(type, values)):
        return values
    return [(value.text,) if isinstance(value, ErrorCell) else value for value in values]


def _received(values: list[object]) -> list[object]:
    values = list(values)  # it may be anything
    kinds = set(map(type, values))
    if not kinds <= CELLS:
        message = "an answer with a cell of another kind"
        raise TypeError(message)
    if tuple not in kinds:
        return values
    return [ErrorCell(str(value[0])) if isinstance(value, tuple) else value for value in values]
