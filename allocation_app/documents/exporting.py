"""What was written, as JSON."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from allocation_app.documents.values import Document
from allocation_app.report.orders import Order, form_of

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
