"""What a workspace holds, as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from allocation_app.documents.files import problem_document
from allocation_app.documents.values import Document
from allocation_app.domain.journal import Entry
from allocation_app.errors import Problem
from allocation_app.wording.journal import concerned
from allocation_app.workspace.reconciled import told

if TYPE_CHECKING:  # they bring cryptography
    from allocation_app.workspace.adding import Added
    from allocation_app.workspace.retention import Going
    from allocation_app.workspace.verifying import Verified


def added_document(added: Added, imports: int, problems: Iterable[Problem]) -> Document:
    """What became of an import, and of the plan that came along to it."""
    carried = None if added.carried is None else added.carried.present
    rows = [] if added.found is None else told(added.found)
    return {
        "outcome": added.outcome,
        "import": added.imported.number,
        "as_at": added.imported.as_at.isoformat(),
        "fingerprint": added.imported.fingerprint,
        "imports": imports,
        "plan": None
        if carried is None
        else {
            "stays": len(carried.plan.steps),
            "came_true": len(carried.came_true),
            "dropped": len(carried.dropped),
        },
        "reconciled": rows,
        "run_out": [] if added.found is None else [pin.child for pin in added.found.run_out],
        "same_child": [{"old": each.old.id, "new": each.new.id} for each in added.proposed],
        "problems": [problem_document(problem) for problem in problems],
    }


def verified_document(found: Verified) -> Document:
    """Whether everything can be read, and how much there is."""
    return {
        "ok": found.is_whole,
        "imports": found.imports,
        "plans": found.plans,
        "journal": found.journal,
        "recovered": found.recovered,
        "faults": list(found.faults),
    }


def going_document(found: Iterable[Going]) -> list[Document]:
    """What goes with imports that are deleted."""
    return [
        {
            "import": each.imported.number,
            "as_at": each.imported.as_at.isoformat(),
            "sources": [source.name for source in each.imported.sources],
            "children": each.children,
            "entries": each.entries,
        }
        for each in found
    ]


def journal_document(entries: Iterable[Entry]) -> Document:
    """What was done, the first first: when, by whom, about which import and which children."""
    return {"entries": [_entry(each) for each in entries]}


def _entry(entry: Entry) -> Document:
    return {
        "seq": entry.seq,
        "at": entry.at,
        "by": entry.by,
        "deed": entry.deed,
        "import": entry.about,
        "children": list(concerned(entry)),
        "detail": dict(entry.facts),
    }
