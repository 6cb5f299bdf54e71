"""The problems that an import finds: where each stands, and the log that collects them.

A problem names its file, sheet, row, column letter, heading and value wherever there is one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from allocation_app.errors import Problem, Severity
from allocation_app.intake.codes import Code, severity

__all__ = ["Code", "Place", "ProblemLog", "cell_of", "severity"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in the input: file, sheet, row (from 1), column letter and its heading."""

    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""
    heading: str = ""

    def at(self, row: int) -> Place:
        """The same column in this row."""
        return replace(self, row=row)


def cell_of(place: Place) -> str:
    """A cell's address within its file: "Children!D7"."""
    return "!".join(filter(None, (place.sheet, f"{place.column}{place.row or ''}")))


@dataclass(slots=True)
class ProblemLog:
    """Collects problems as they are met; `sorted` gives them as a reader of the file meets them."""

    _found: list[Problem] = field(default_factory=list)
    _files: dict[str, int] = field(default_factory=dict)
    _sheets: dict[tuple[str, str], int] = field(default_factory=dict)

    def knows(self, file: str, sheets: Iterable[str]) -> None:
        """Remember the order of files and sheets, for `sorted`."""
        self._files.setdefault(file, len(self._files))
        for sheet in sheets:
            self._sheets.setdefault((file, sheet), len(self._sheets))

    def add(self, code: Code, place: Place, value: str = "", **details: object) -> None:
        """Write one down, with the severity that its code has."""
        self._add(code, severity(code), place, value, details)

    def note(self, code: Code, place: Place, value: str = "", **details: object) -> None:
        """Write one down as a note: found where nothing is taken from."""
        self._add(code, Severity.NOTE, place, value, details)

    def _add(
        self, code: Code, weight: Severity, place: Place, value: str, details: dict[str, object]
    ) -> None:
        self._found.append(
            Problem(
                code=code.value,
                severity=weight,
                file=place.file,
                sheet=place.sheet,
                row=place.row,
                column=place.column,
                heading=place.heading,
                value=value,
                details={name: str(detail) for name, detail in details.items()},
            )
        )

    def extend(self, problems: Iterable[Problem]) -> None:
        """Take in problems that were found before: when the file was opened."""
        self._found.extend(problems)

    def clear(self) -> None:
        """Forget all that was found, before another reader begins again."""
        self._found.clear()

    def first(self, code: Code) -> Problem | None:
        """The first of one code, if there is any."""
        return next((problem for problem in self._found if problem.code == code), None)

    def sorted(self) -> tuple[Problem, ...]:
        """All of them by file, sheet, row and column; what concerns a whole sheet comes first."""
        return tuple(sorted(self._found, key=self._position))

    def _position(self, problem: Problem) -> tuple[int, int, int, int, str, str]:
        return (
            self._files.get(problem.file, -1),
            self._sheets.get((problem.file, problem.sheet), -1),
            problem.row or 0,
            len(problem.column),
            problem.column,
            problem.code,
        )
