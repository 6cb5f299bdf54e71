"""Dialogs on made-up people; all data are digits, so that whatever else is said was translated."""

from datetime import date
from pathlib import Path

from ui.dialogs.export import ExportDialog
from ui.rows.documents import Offer
from ui.rows.wanted import Wanted

AS_AT = date(2026, 11, 20)


def an_export(wanted: Wanted | None = None) -> ExportDialog:
    """What is asked of two children who move and two workers."""
    of = Offer(
        as_at=AS_AT,
        moved=[("101", "5"), ("102", "6")],
        workers=[("31", "41"), ("32", "42")],
    )
    return ExportDialog(of, Path("/1"), wanted or Wanted())
