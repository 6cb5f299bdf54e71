"""Deleting a child everywhere: from every import, plan, journal entry, text and backup.

What was set aside of a damaged journal goes too: nobody can tell who is in it. What lies elsewhere
is out of reach: exports, copies of the workspace, the case system itself, whose next export brings
the child again where it is still in it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from allocation_app.domain.desk_changes import DeskState, Staged
from allocation_app.domain.journal import ERASED, Deed
from allocation_app.domain.people import ChildId
from allocation_app.errors import AppError
from allocation_app.workspace import backups, imports
from allocation_app.workspace.content import Content
from allocation_app.workspace.copies import copies
from allocation_app.workspace.imports import CHILD, SPELL
from allocation_app.workspace.kept_settings import CODES_KEY
from allocation_app.workspace.mentions import WORDS, Mentions
from allocation_app.workspace.reconciled import NUMBERS, numbers_in
from allocation_app.workspace.saving import TO_GO
from allocation_app.workspace.session import Workspace

MARKS = "erased"
"""The text that counts by how many marks spellings were struck out so far."""
NO_CHILD_IN = ("set:policy", "set:rules", CODES_KEY, "present", MARKS, TO_GO)
"""Texts that have no place for a child, and in which a number may be anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Traces:
    """Where a child stands in a workspace, counted.

    ``planned`` are moves, pins, marks, reviews and co-workers in the plan and its scenarios,
    ``entries`` those of the journal, ``rows`` those of the files of the present import and its
    problems, ``texts`` what else is kept. ``backups`` is how many there are: each may hold the
    child, and all of them are deleted. ``copies`` are the names of other files of this workspace in
    its folder: each may hold the child, and none is touched. ``passages`` are what somebody wrote
    with a part of the child's name, initials or a short number in it: they stay as they are but for
    those that `erase` is given.
    """

    imports: int = 0
    spells: int = 0
    planned: int = 0
    entries: int = 0
    rows: int = 0
    texts: int = 0
    backups: int = 0
    copies: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()

    @property
    def is_none(self) -> bool:
        """Whether nothing was found; backups are not looked into."""
        return not (
            self.imports or self.spells or self.planned or self.entries or self.rows or self.texts
        )


def traces(workspace: Workspace, child: ChildId) -> Traces:
    """What is kept of this child; nothing is changed. What is counted is what `erase` deletes."""
    found = _erased(workspace.copied(), workspace.plans().present, child)
    return _with_beside(found, workspace)


def erase(workspace: Workspace, child: ChildId, also: Collection[str] = ()) -> Traces:
    """Delete everything about this child, the backups too, and save; what there was of it.

    ``also`` are the passages (see `Traces`) in which what may mean the child is struck out, too.
    Entries of the journal stay, the child's part in them goes. The fingerprint of the imports that
    had the child is another one afterwards. ``backups`` are those that were deleted. Raises
    `AppError` as `Workspace.save`: nothing is deleted then; and ``backups_left`` where all but some
    of them is. Raises ``workspace_read_only`` where nothing of it would reach the disk.
    """
    if workspace.is_read_only:
        raise AppError("workspace_read_only", file=workspace.path.name)
    plans, found = workspace.plans().present, list[Traces]()

    def work(data: sqlite3.Connection) -> int:
        found.append(_erased(data, plans, child, frozenset(also)))
        data.commit()
        data.execute("VACUUM")
        return 0

    before = _with_beside(Traces(), workspace)
    workspace.rewrite(work, Deed.ERASED, lets_go=True)
    workspace.check_gone()
    return replace(found[0], backups=before.backups, copies=before.copies)


def _with_beside(found: Traces, workspace: Workspace) -> Traces:
    """The same, with what stands beside the file."""
    path = workspace.path
    return replace(found, backups=len(backups.kept(path)), copies=copies(path, workspace.header.id))


def _erased(
    data: sqlite3.Connection,
    plans: DeskState,
    child: ChildId,
    also: frozenset[str] = frozenset(),
) -> Traces:
    """Delete what a database holds of the child; what that was."""
    ids = _known_as(data, child)
    marks = int(Content(data).text(MARKS) or 0)
    mentions = Mentions(ids=ids, names=_names(data, ids), marks=marks, also=also)
    changed = {
        number
        for each in ids
        for (number,) in data.execute(
            "SELECT import FROM held JOIN facts ON facts.id = held.fact"
            " WHERE key = ? AND kind IN (?, ?)",
            (each, CHILD, SPELL),
        )
    }
    spells = sum(_deleted(data, SPELL, each) for each in ids)
    for each in ids:
        _deleted(data, CHILD, each)
    _strike_facts(data, mentions)
    for number in changed:
        imports.mark_otherwise(data, number)
    traces = Traces(
        imports=len(changed),
        spells=spells,
        planned=sum(_about(each, ids) for each in (plans.plan, *plans.kept)),
        entries=_strike_journal(data, mentions),
        rows=_strike_details(data, mentions),
        texts=_strike_texts(data, mentions),
        passages=tuple(sorted(mentions.passages)),
    )
    data.execute(
        "INSERT OR REPLACE INTO texts (name, text) VALUES (?, ?)", (MARKS, str(mentions.marks))
    )
    return traces


def _known_as(data: sqlite3.Connection, child: ChildId) -> frozenset[ChildId]:
    """All numbers by which the child was ever known."""
    numbers = numbers_in(Content(data).text(NUMBERS))
    latest = numbers.get(child, child)
    return frozenset({child, latest, *(old for old, new in numbers.items() if new == latest)})


def _names(data: sqlite3.Connection, ids: frozenset[ChildId]) -> frozenset[str]:
    found = (
        json.loads(body).get("name", "")
        for each in ids
        for (body,) in data.execute(
            "SELECT body FROM facts WHERE kind = ? AND key = ?", (CHILD, each)
        )
    )
    return frozenset(" ".join(name.split()) for name in found if name.strip())


def _deleted(data: sqlite3.Connection, kind: str, child: ChildId) -> int:
    return data.execute("DELETE FROM facts WHERE kind = ? AND key = ?", (kind, child)).rowcount


def _strike_facts(data: sqlite3.Connection, mentions: Mentions) -> None:
    """Out of the facts of other children: a family called after the child, a remark."""
    rows = data.execute("SELECT id, body FROM facts WHERE kind = ?", (CHILD,)).fetchall()
    for number, body in rows:
        told = json.loads(body)
        for field in ("family", "language"):
            if field in told:
                told[field] = mentions.struck(told[field])
        if "status_text" in told:
            told["status_text"] = mentions.written(told["status_text"])
        new = imports.text_of(told)
        if new != body:
            imports.put_body(data, number, new)


def _strike_journal(data: sqlite3.Connection, mentions: Mentions) -> int:
    """Out of the entries; how many had it. Entries stay, with time, deed and user."""
    n = 0
    for seq, body in data.execute("SELECT seq, body FROM journal").fetchall():
        told, before = json.loads(body), mentions.found
        if told["deed"] == Deed.DECLINED:
            _strike_declined(told["detail"], mentions)
        for name in ("change", "decided"):
            if name in told:
                told[name] = mentions.out_of(told[name], WORDS)
        detail = {
            name: each
            for name, each in told.get("detail", {}).items()
            if not (name in {"child", "other"} and each in mentions.ids)
        }
        mentions.found += len(told.get("detail", {})) - len(detail)
        detail = {
            name: each if name.endswith(NO_CHILD_IN) else mentions.struck_text(each)
            for name, each in detail.items()
        }
        if mentions.found > before:
            n += 1
            told["detail"] = {**detail, ERASED: "1"}
            data.execute("UPDATE journal SET body = ? WHERE seq = ?", (json.dumps(told), seq))
    return n


def _strike_declined(detail: dict[str, str], mentions: Mentions) -> None:
    """Out of what was written in steps that count for nothing."""
    if "entries" in detail:
        left = mentions.out_of(json.loads(detail["entries"]), WORDS)
        detail["entries"] = json.dumps(left, ensure_ascii=False)


def _strike_details(data: sqlite3.Connection, mentions: Mentions) -> int:
    """Out of the rows and problems of the files that were read; how many there were."""
    n = 0
    query = "SELECT id, details FROM imports WHERE details IS NOT NULL"
    for number, text in data.execute(query).fetchall():
        told, before = json.loads(text), mentions.found
        if isinstance(told, dict):
            _strike_rows(told, mentions)
        told = mentions.out_of(told)
        n += mentions.found - before
        data.execute("UPDATE imports SET details = ? WHERE id = ?", (json.dumps(told), number))
    return n


def _strike_rows(told: dict[str, Any], mentions: Mentions) -> None:
    """Take rows of the child out of what was read, and the problems that were found in them."""
    rows, problems = told.get("rows", []), told.get("problems", [])
    gone = {tuple(row[0]) for row in rows if mentions.is_row_of(row)}

    def is_gone(problem: dict[str, Any]) -> bool:
        place = tuple(problem.get(name) for name in ("file", "sheet", "row"))
        about = {problem.get("value"), *problem.get("details", {}).values()}
        return place in gone or not mentions.ids.isdisjoint(about)

    told["rows"] = [row for row in rows if tuple(row[0]) not in gone]
    told["problems"] = [each for each in problems if not is_gone(each)]
    mentions.found += len(gone) + len(problems) - len(told["problems"])


def _strike_texts(data: sqlite3.Connection, mentions: Mentions) -> int:
    n = 0
    for name, text in data.execute("SELECT name, text FROM texts").fetchall():
        before = mentions.found
        if name.endswith(NO_CHILD_IN):
            continue
        new = mentions.struck_text(text)
        if mentions.found > before:
            n += 1
            data.execute("UPDATE texts SET text = ? WHERE name = ?", (new, name))
    return n


def _about(plan: Staged, ids: frozenset[ChildId]) -> int:
    about = [each.child for each in plan.moves] + [each.child for each in plan.involvements]
    about += [each.child for each in plan.pins] + [each.child for each in plan.oversight]
    marks = sum(not ids.isdisjoint({mark.child, mark.other}) for mark in plan.marks)
    return marks + sum(child in ids for child in (*about, *plan.unpinned))
