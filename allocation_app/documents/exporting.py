"""What was written, as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from allocation_app.documents.values import Document
from allocation_app.domain.pseudonyms import Whose
from allocation_app.report.orders import Order, form_of
from allocation_app.settings.exports_made import Made

if TYPE_CHECKING:  # it brings all that writes
    from allocation_app.report.exports import Written


def export_document(order: Order, written: Written, out: Path) -> Document:
    """Where it was written, what it is, and about how many children it tells by what."""
    return {
        "out": str(out),
        "sheets": list(written.sheets),
        "what": order.what,
        "form": form_of(order.what, out),
        "children": written.children,
        "naming": order.naming,
        "protected": bool(order.password),
    }


def exports_document(made: Iterable[Made]) -> Document:
    """The record of exports, the first first."""
    return {
        "exports": [
            {
                "at": each.at,
                "what": each.what,
                "form": each.to,
                "children": each.children,
                "naming": each.naming,
                "protected": each.is_protected,
                "import": each.source,
            }
            for each in made
        ]
    }


def whose_document(found: Whose) -> Document:
    """What a code stands for."""
    return {"kind": found.kind, "id": found.id}
