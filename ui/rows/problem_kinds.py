"""The problems of an import, one row for each kind with all its places."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from allocation_app.errors import Problem, Severity
from allocation_app.wording.translate import tr, trn
from ui.rows.problems import ProblemRow, problem_rows

SEVERITIES = list(Severity)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemKind:
    """All problems with one code and weight; a line for each place."""

    code: str
    severity: Severity
    sentence: str
    lines: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from other kinds."""
        return self.code, self.severity.value


def problem_kinds(problems: Iterable[Problem], *, hide_names: bool) -> list[ProblemKind]:
    """The kinds, worst first, then by how many there are."""
    found: dict[tuple[str, Severity], list[ProblemRow]] = {}
    for row in problem_rows(problems, hide_names=hide_names):
        found.setdefault((row.problem.code, row.problem.severity), []).append(row)
    kinds = [
        ProblemKind(
            code=code,
            severity=severity,
            sentence=_sentence([row.message for row in same]),
            lines=tuple(map(_line, same)),
        )
        for (code, severity), same in found.items()
    ]
    return sorted(kinds, key=lambda kind: (SEVERITIES.index(kind.severity), -len(kind.lines)))


def _sentence(said: list[str]) -> str:
    """The first in words, and how many more there are where they read otherwise."""
    if len(set(said)) == 1:
        return said[0]
    more = len(said) - 1
    return trn(
        "{first} And {n} more like it.", "{first} And {n} more like it.", more, first=said[0]
    )


def _line(row: ProblemRow) -> str:
    where = " ".join(part for part in (row.file, row.place) if part)
    return tr("{where}: {what}", where=where, what=row.message) if where else row.message
