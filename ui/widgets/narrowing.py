"""What a figure asks of the list that it opens: a page and how that page is narrowed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from allocation_app.domain.caseloads import Reason
from allocation_app.domain.findings import Told
from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.policy import Band

OVERVIEW = "overview"
UNALLOCATED = "unallocated"
CASELOADS = "caseloads"
DELAYS = "delays"
PLAN = "plan"
DATA = "data"
POLICY = "policy"
HISTORY = "history"
MOVES, SUGGESTED, CURVE, STAFF, SCENARIOS, HELD, NOTES, CLOSING = range(8)
"""The views of the plan; in place of a `Narrowing` each asks for itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """A filter in the planners' words; a page uses the parts that it knows. Empty means all.

    ``workers_in_year`` asks for children who had at least so many, ``is_coming`` for what will be
    late, ``due`` for what is late from that day on. ``compared`` are workers to see side by side.
    """

    states: frozenset[Told] = frozenset()
    delays: frozenset[str] = frozenset()
    rules: frozenset[str] = frozenset()
    reasons: frozenset[Reason] = frozenset()
    bands: frozenset[Band] = frozenset()
    child: ChildId | None = None
    worker: WorkerId | None = None
    due: date | None = None
    is_coming: bool = False
    workers_in_year: int | None = None
    compared: tuple[WorkerId, ...] = ()
