"""What the imports before one tell of who was given which case, and who was there to be given one.

It goes along with the import that it leads up to, so that whoever ranks workers for a case, in the
window, on the command line or in the planner's own process, counts the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from allocation_app.domain.people import Child, ChildId, Worker, WorkerId


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseBefore:
    """A case that somebody was given by a record of an earlier import alone, or by no record.

    Without a record ``day`` is that of the first import that shows it, and the one before showed
    it otherwise.
    """

    child: Child
    worker: WorkerId
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """How the imports from ``first`` to ``last`` have one worker; None: on no staff list of theirs.

    It holds until the next that says otherwise.
    """

    first: date
    last: date
    worker: Worker | None

    def is_away(self, day: date) -> bool:
        """Whether an absence covers the day that had begun when it was told last.

        What was only planned, and is not told any more, may not have come about.
        """
        absence = None if self.worker is None else self.worker.absence_on(day)
        return absence is not None and absence.start <= self.last


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Before:
    """The imports before one, looked at for what is fair.

    ``since`` is the day of the first of them. ``staff`` has those of whom some import said
    otherwise than the one that it leads up to, the earliest first. Workers and children go by the
    ids that this one knows; ``same_children`` are those who went by others before.
    """

    since: date
    cases: tuple[CaseBefore, ...] = ()
    staff: Mapping[WorkerId, tuple[Listed, ...]] = field(default_factory=dict)
    same_children: Mapping[ChildId, ChildId] = field(default_factory=dict)
