"""What somebody asks to have out of the tool before the dialog is seen: a document, about whom."""

from __future__ import annotations

from dataclasses import dataclass

from allocation_app.domain.people import ChildId, WorkerId

HAND_OVER, WORKER = "handover", "worker"
"""Documents that are asked for about somebody (`report.orders.What`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the dialog begins with; what is empty is as it was chosen last, or as is usual.

    ``what``, ``to`` and ``naming`` are codes (`report.orders`, `rows.documents.To`): to name a
    document needs none of what makes it.
    """

    what: str = ""
    to: str = ""
    naming: str = ""
    children: tuple[ChildId, ...] = ()
    workers: tuple[WorkerId, ...] = ()
