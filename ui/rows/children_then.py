"""The children of an earlier import as they stood on its day: with whom, or waiting how long."""

from __future__ import annotations

from dataclasses import dataclass

from allocation_app.domain.people import ChildId
from allocation_app.domain.review import Review
from allocation_app.domain.waiting import Wait
from allocation_app.domain.working_days import Unit
from allocation_app.wording import terms
from allocation_app.wording.translate import tr
from ui.rows.people import called, holder_name


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildThen:
    """A child then. ``waited`` are working days; None with a worker, or where nobody can tell."""

    child: ChildId
    name: str
    status: str
    holder: str
    waits: str
    waited: int | None
    why: str


def children_then(looked: Review, *, hide_names: bool) -> tuple[ChildThen, ...]:
    """Those who waited first, the longest wait first; then by whom they were with."""
    waits = {wait.child: wait for wait in looked.waits}
    rows = [
        ChildThen(
            child=key,
            name=called(child, hide_names=hide_names),
            status=terms.statuses(child),
            holder=holder_name(looked, key),
            waits=_waited(waits[key]) if key in waits else "",
            waited=waits[key].working_days if key in waits else None,
            why=terms.reason(waits[key].reason) if key in waits else "",
        )
        for key, child in looked.children.items()
    ]
    return tuple(
        sorted(
            rows,
            key=lambda row: (not row.waits, -(row.waited or 0), row.holder, row.name),
        )
    )


def _waited(wait: Wait) -> str:
    if wait.working_days is None:
        return tr("since when is not known")
    return terms.amount(wait.working_days, Unit.WORKING_DAYS)
