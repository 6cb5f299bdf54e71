"""Imports are deleted: those older than a set period, and single ones that were a mistake.

The planning copy is never the record.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from allocation_app.domain.journal import DAYS, PRUNED, Deed
from allocation_app.domain.working_days import add_months
from allocation_app.errors import AppError
from allocation_app.workspace import backups, imports
from allocation_app.workspace.imports import Import
from allocation_app.workspace.reconciled import ROWS
from allocation_app.workspace.session import Workspace

OF_NO_CHILD = frozenset({Deed.POLICY, Deed.RULES, Deed.SETTINGS})
"""What their entries say stays: it is about the work, whoever is allocated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """What goes with an import: its children, and the journal's entries of while it was open."""

    imported: Import
    children: int
    entries: int


def going(workspace: Workspace, numbers: Iterable[int]) -> tuple[Going, ...]:
    """What would go with these imports, in the order given; raises as `prune`, deletes nothing."""
    asked = tuple(dict.fromkeys(numbers))
    _check(workspace, asked)
    known = {each.number: each for each in workspace.imports}
    entries = Counter(
        each.about for each in workspace.journal() if each.deed not in OF_NO_CHILD | {Deed.IMPORTED}
    )
    return tuple(
        Going(
            imported=known[number],
            children=len(workspace.snapshot(number).children),
            entries=entries[number],
        )
        for number in asked
    )


def due(workspace: Workspace, months: int, today: date) -> tuple[Import, ...]:
    """The imports that are older than so many months, the earliest first.

    The one that the plan is made on is never among them: see `is_present_due`.
    """
    earliest = add_months(today, -months)
    present = workspace.present
    return tuple(
        each for each in workspace.imports if each.as_at < earliest and each.number != present
    )


def is_present_due(workspace: Workspace, months: int, today: date) -> bool:
    """Whether the import that the plan is made on is older than that, too.

    It is not deleted under a plan: a later import takes its place, or the workspace is deleted.
    """
    present, earliest = workspace.present, add_months(today, -months)
    return any(each.number == present and each.as_at < earliest for each in workspace.imports)


def prune(workspace: Workspace, numbers: Iterable[int]) -> None:
    """Delete these imports, and what the journal says of children while they were open.

    Entries of the journal stay with time, deed and user; the plan stays as it is. Raises `AppError`
    for the import that the plan is made on (``import_present``) or one that is not there
    (``import_missing``), and as `Workspace.save`: nothing is deleted then, nor where it is read
    only (``workspace_read_only``).
    """
    if workspace.is_read_only:
        raise AppError("workspace_read_only", file=workspace.path.name)
    gone = frozenset(numbers)
    _check(workspace, gone)
    if not gone:
        return

    def work(data: sqlite3.Connection) -> int:
        _prune(data, gone)
        data.commit()
        data.execute("VACUUM")
        return 0

    workspace.save()
    backups.make(workspace.path)
    days = (each.as_at.isoformat() for each in workspace.imports if each.number in gone)
    detail = {"n": str(len(gone)), DAYS: ",".join(days)}
    workspace.rewrite(work, Deed.PRUNED, detail=detail)


def _check(workspace: Workspace, numbers: Iterable[int]) -> None:
    days = {each.number: each.as_at for each in workspace.imports}
    for number in numbers:
        if number not in days:
            known = ", ".join(f"{each} ({day})" for each, day in days.items())
            raise AppError("import_missing", number=str(number), known=known or "–")
        if number == workspace.present:
            raise AppError("import_present", day=str(days[number]))


def thin_backups(workspace: Workspace, months: int) -> None:
    """Take away the backups that are older than so many months, as each save does, without one."""
    backups.thin(workspace.path, datetime.now().astimezone(), months, workspace.pruned)


def _prune(data: sqlite3.Connection, gone: frozenset[int]) -> None:
    data.executemany("DELETE FROM imports WHERE id = ?", ((number,) for number in gone))
    imports.forget_unheld(data)
    open_until_then = None
    for seq, body in data.execute("SELECT seq, body FROM journal ORDER BY seq").fetchall():
        told = json.loads(body)
        left = told
        if told.get("about") in gone and told["deed"] not in OF_NO_CHILD:
            left = _emptied(told)
        elif told["deed"] == Deed.IMPORTED and open_until_then in gone:
            left = {**told, "detail": _told_of_all(told)}
        if told["deed"] == Deed.IMPORTED and "change" in told:
            open_until_then = told.get("about")
        if left != told:
            data.execute("UPDATE journal SET body = ? WHERE seq = ?", (json.dumps(left), seq))


def _emptied(told: dict[str, Any]) -> dict[str, Any]:
    """An entry of which only amounts are left: what happened and when, no longer to whom."""
    left = {name: each for name, each in told.items() if name not in {"change", "decided"}}
    amounts = {name: each for name, each in _told_of_all(told).items() if each.isdecimal()}
    return {**left, "detail": {**amounts, PRUNED: "1"}}


def _told_of_all(told: dict[str, Any]) -> dict[str, str]:
    """The detail of an entry without what it said of each step of the plan until then."""
    return {name: each for name, each in told.get("detail", {}).items() if name != ROWS}
