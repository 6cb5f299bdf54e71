"""What a child's record says that can't be: impossible dates, statuses that exclude one another.

Nothing is mended here: the domain does not use such a date, and what depends on such a status is
"cannot tell". This says in which cell it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from allocation_app.domain.facts import (
    ADULT,
    PRE_BIRTH,
    STARTS,
    contradictory_statuses,
    is_possible,
)
from allocation_app.domain.people import Child, EventKind, Status
from allocation_app.intake.cells import NOT_KNOWN
from allocation_app.intake.facts import Row
from allocation_app.intake.fields import Field
from allocation_app.intake.problems import Code, Place, ProblemLog

LONGEST_PREGNANCY = PRE_BIRTH + timedelta(days=28)
"""A date of birth further ahead than this is of no child who is expected."""
DERIVED = {EventKind.SEEN_ALONE: Field.VISIT, EventKind.CARE_ORDER: Field.LEGAL_STATUS_START}
"""Events that another column may give."""


@dataclass(frozen=True, slots=True)
class RecordChecks:
    """Says of each child what can't be in its record, by the cell."""

    as_at: date
    log: ProblemLog

    def leave_out(self, rows: Sequence[Row], says: dict[Field, object]) -> None:
        """Take out dates that no rule looks at again: a birth or an allocation to come."""
        born, allocated = says.get(Field.DATE_OF_BIRTH), says.get(Field.ALLOCATED)
        if isinstance(born, date) and born > self.as_at + LONGEST_PREGNANCY:
            self._impossible(rows, Field.DATE_OF_BIRTH, born, "birth")
            says[Field.DATE_OF_BIRTH] = NOT_KNOWN
        if isinstance(allocated, date) and allocated > self.as_at:
            self._impossible(rows, Field.ALLOCATED, allocated, "future")
            says[Field.ALLOCATED] = NOT_KNOWN

    def report_future(self, row: Row, wanted: Field, day: date) -> None:
        """Name the cell of a day that has not come."""
        self._impossible([row], wanted, day, "future")

    def check(self, child: Child, rows: Sequence[Row]) -> None:
        """Name the cells of dates and statuses that can't be."""
        days = child.events.values()
        if days and (max(days) > self.as_at or self._may_be_odd(child)):
            for kind, day in child.events.items():
                if not is_possible(child, kind, day, self.as_at):
                    self._report(child, rows, kind, day)
        if odd := contradictory_statuses(child, self.as_at):
            self._contradictory(child, rows[0], odd)

    @staticmethod
    def _may_be_odd(child: Child) -> bool:
        born = child.date_of_birth
        return (born is not None and min(child.events.values()) < born) or any(
            end in child.events for end in STARTS
        )

    def _report(self, child: Child, rows: Sequence[Row], kind: EventKind, day: date) -> None:
        wanted = Field(kind.value)
        if kind in DERIVED and all(row.cell(wanted) != day for row in rows):
            wanted = DERIVED[kind]
        start = child.events.get(STARTS[kind]) if kind in STARTS else None
        if day > self.as_at:
            self._impossible(rows, wanted, day, "future")
        elif start is not None and day < start:
            self._impossible(rows, wanted, day, "before_start", start=start)
        else:
            self._impossible(rows, wanted, day, "before_birth", born=child.date_of_birth)

    def _impossible(
        self, rows: Sequence[Row], wanted: Field, day: date, kind: str, **more: object
    ) -> None:
        row = next((row for row in rows if row.cell(wanted) == day), rows[0])
        details = {"kind": kind, "field": wanted.value, "as_at": self.as_at, **more}
        self.log.add(Code.DATE_IMPOSSIBLE, row.place(wanted), day.isoformat(), **details)

    def _contradictory(self, child: Child, row: Row, odd: frozenset[Status]) -> None:
        age = child.age(self.as_at)
        self.log.add(
            Code.STATUS_CONTRADICTORY,
            _status_place(row),
            child.status_text or ", ".join(sorted(odd)),
            child=child.id,
            kind="age" if age is not None and age >= ADULT else "both",
            age="" if age is None else age,
            born=child.date_of_birth or "",
        )


def _status_place(row: Row) -> Place:
    """The cell that gives the status; the child's identifier where the list itself gives it."""
    columns = row.facts.table.columns
    known = (f for f in (Field.CASE_TYPE, Field.STATUS) if f in columns and row.cell(f))
    return row.place(next(known, Field.CHILD_ID))
