"""Imports older than a set period are deleted: the planning copy is never the record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from allocation_app.workspace.imports import Import
from allocation_app.workspace.session import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Pruned:
    """What was deleted: imports, facts of children and workers, contents of journal entries."""

    imports: int
    facts: int
    entries: int


def due(workspace: Workspace, months: int, today: date) -> tuple[Import, ...]:
    """The imports that are older than so many months, the earliest first.

    The one that the plan is made on is never among them: see `is_present_due`.
    """
    raise NotImplementedError


def is_present_due(workspace: Workspace, months: int, today: date) -> bool:
    """Whether the import that the plan is made on is older than that, too."""
    raise NotImplementedError


def prune(workspace: Workspace, numbers: Iterable[int]) -> Pruned:
    """Delete these imports, and what the journal says of children while they were open.

    Entries of the journal stay with time, deed and user; the plan stays as it is. Raises
    `ValueError` for the import that the plan is made on or one that is not there, and `AppError` as
    `Workspace.save`: nothing is deleted then.
    """
    raise NotImplementedError
