"""What somebody asks to have out of the tool before the dialog is seen: a document, about whom."""

from __future__ import annotations

from dataclasses import dataclass

from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.report.orders import Naming, What
from ui.rows.documents import To


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the dialog begins with; what is not said is as it was chosen last, or as is usual."""

    what: What | None = None
    to: To | None = None
    naming: Naming | None = None
    children: tuple[ChildId, ...] = ()
    workers: tuple[WorkerId, ...] = ()
