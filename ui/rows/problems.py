"""Problems of an import as rows, by group; the row of the file that one was found in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from allocation_app.errors import Problem, Severity
from allocation_app.wording import problem_groups as groups
from allocation_app.wording import problems as problem_words
from allocation_app.wording.problem_groups import Group
from allocation_app.wording.translate import tr

if TYPE_CHECKING:  # intake imports pandas, which the window does not wait for
    from allocation_app.intake import Reading

HIDDEN = "•••"
CELL_TEXTS = frozenset({"kept", "value"})
"""Details of a problem that repeat what a cell says, which may be a name."""
SEVERITIES = list(Severity)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemRow:
    """One problem of the input. ``number`` keeps equal ones apart."""

    number: int
    severity: str
    group: str
    place: str
    file: str
    heading: str
    value: str
    message: str
    problem: Problem

    @property
    def key(self) -> tuple[object, ...]:
        """What stays the same when the file is read again, where others have gone or come."""
        return *_place(self.problem), self.number


def problem_rows(problems: Iterable[Problem], *, hide_names: bool) -> tuple[ProblemRow, ...]:
    """A row per problem, worst first, as the import found them otherwise."""
    shown = (_hidden(problem) if hide_names else problem for problem in problems)
    met = Counter[tuple[object, ...]]()
    rows = []
    for problem in shown:
        rows.append(_row(met[_place(problem)], problem))
        met[_place(problem)] += 1
    return tuple(sorted(rows, key=lambda row: SEVERITIES.index(row.problem.severity)))


def _place(problem: Problem) -> tuple[object, ...]:
    return problem.file, problem.sheet, problem.row, problem.column, problem.code


def _row(number: int, problem: Problem) -> ProblemRow:
    return ProblemRow(
        number=number,
        severity=tr(problem_words.SEVERITIES[problem.severity]),
        group=groups.title(groups.group(problem)),
        place=problem_words.address(problem),
        file=problem.file,
        heading=problem.heading,
        value=problem.value,
        message=problem_words.message(problem),
        problem=problem,
    )


def _hidden(problem: Problem) -> Problem:
    """The problem without what its cells say."""
    details = {key: HIDDEN if key in CELL_TEXTS else said for key, said in problem.details.items()}
    return replace(problem, value=HIDDEN if problem.value else "", details=details)


def group_counts(rows: Iterable[ProblemRow]) -> Mapping[Group, int]:
    """How many problems each group has, in the order of the groups; none is left out that has."""
    counts = Counter(groups.group(row.problem) for row in rows)
    return {each: counts[each] for each in Group if counts[each]}


@dataclass(frozen=True, slots=True, kw_only=True)
class CellRow:
    """A cell of the file's row: its column, heading and text; ``is_meant`` where the problem is."""

    column: str
    heading: str
    text: str
    is_meant: bool


def cell_rows(reading: Reading, problem: Problem, *, hide_names: bool) -> tuple[CellRow, ...]:
    """The row of the file that a problem was found in; nothing where it has none."""
    if problem.row is None:
        return ()
    source = reading.rows.get((problem.file, problem.sheet, problem.row))
    if source is None:
        return ()
    return tuple(
        CellRow(
            column=cell.column,
            heading=cell.heading,
            text=HIDDEN if hide_names and cell.text else cell.text,
            is_meant=cell.column == problem.column,
        )
        for cell in source.cells
    )
