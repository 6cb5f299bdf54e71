"""What a workspace holds, as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from allocation_app.documents.values import Document
from allocation_app.domain.journal import Entry
from allocation_app.domain.people import ChildId

if TYPE_CHECKING:  # they bring cryptography
    from allocation_app.workspace.verifying import Verified


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
        "children": sorted(children_of(entry)),
        "detail": {
            name: told for name, told in entry.detail.items() if not name.startswith("text:")
        },
    }


def children_of(entry: Entry) -> frozenset[ChildId]:
    """The children whom an entry concerns by what was decided or staged."""
    found = {each.child for each in entry.decided}
    if entry.change is not None:
        for staged in (entry.change.plan.gone, entry.change.plan.come):
            found |= {each.child for each in staged.moves}
            found |= {each.child for each in staged.pins}
            found |= {each.child for each in staged.oversight}
    return frozenset(found)
