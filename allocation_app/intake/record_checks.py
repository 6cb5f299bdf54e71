"""What a child's record says that can't be: impossible dates, statuses that exclude one another.

Nothing is mended here: the domain does not use such a date, and what depends on such a status is
"cannot tell". This says in which cell it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

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
DERIVED = {
    EventKind.SEEN_ALONE: Field.VISIT,
    EventKind.BEDROOM_SEEN: Field.VISIT,
    EventKind.CARE_ORDER: Field.LEGAL_STATUS_START,
    EventKind.STRATEGY_DISCUSSION: Field.SECTION_47_START,
}
"""Events that another column may give."""


MANY, SHARE, MOST = 20, 0.2, 500
"""More cells of a column than this, and of its rows; or more than that: said once of all."""


class _Odd(NamedTuple):
    """A date that can't be, the row it stands in, and the date that speaks against it."""

    row: Row
    day: date
    against: date


@dataclass(slots=True)
class RecordChecks:
    """Says of each child what can't be in its record, by the cell."""

    as_at: date
    log: ProblemLog
    _odd: dict[tuple[int, Field, str], list[_Odd]] = field(default_factory=dict)

    def leave_out(self, rows: Sequence[Row], says: dict[Field, object]) -> None:
        """Take out dates that no rule looks at again: a birth or an allocation to come."""
        born, allocated = says.get(Field.DATE_OF_BIRTH), says.get(Field.ALLOCATED)
        if isinstance(born, date) and born > self.as_at + LONGEST_PREGNANCY:
            self._impossible(rows, Field.DATE_OF_BIRTH, born, "birth", self.as_at)
            says[Field.DATE_OF_BIRTH] = NOT_KNOWN
        if isinstance(allocated, date) and allocated > self.as_at:
            self._impossible(rows, Field.ALLOCATED, allocated, "future", self.as_at)
            says[Field.ALLOCATED] = NOT_KNOWN

    def report_future(self, row: Row, wanted: Field, day: date) -> None:
        """Name the cell of a day that has not come."""
        self._impossible([row], wanted, day, "future", self.as_at)

    def check(self, child: Child, rows: Sequence[Row]) -> None:
        """Name the cells of dates and statuses that can't be."""
        days = child.events.values()
        if days and (max(days) > self.as_at or self._may_be_odd(child)):
            for kind, day in child.events.items():
                if not is_possible(child, kind, day, self.as_at):
                    self._date(child, rows, kind, day)
        if odd := contradictory_statuses(child, self.as_at):
            self._contradictory(child, rows[0], odd)

    @staticmethod
    def _may_be_odd(child: Child) -> bool:
        events, born = child.events, child.date_of_birth
        if born is not None and min(events.values()) < born:
            return True
        for end, start in STARTS.items():
            if end in events and start in events and events[end] < events[start]:
                return True
        return False

    def _date(self, child: Child, rows: Sequence[Row], kind: EventKind, day: date) -> None:
        wanted = Field(kind.value)
        if kind in DERIVED and all(row.cell(wanted) != day for row in rows):
            wanted = DERIVED[kind]
        start = child.events.get(STARTS[kind]) if kind in STARTS else None
        if day > self.as_at:
            self._impossible(rows, wanted, day, "future", self.as_at)
        elif start is not None and day < start:
            self._impossible(rows, wanted, day, "before_start", start)
        else:
            self._impossible(rows, wanted, day, "before_birth", child.date_of_birth or day)

    def _impossible(
        self, rows: Sequence[Row], wanted: Field, day: date, kind: str, against: date
    ) -> None:
        row = next((row for row in rows if row.cell(wanted) == day), rows[0])
        own = (id(row.facts.table), wanted, kind)
        self._odd.setdefault(own, []).append(_Odd(row, day, against))

    def report(self) -> None:
        """Name every cell of a date that can't be, or the column where it is full of them."""
        for (_, wanted, kind), odd in self._odd.items():
            rows = len(odd[0].row.facts.table.rows)
            details = {"kind": kind, "field": wanted.value, "as_at": self.as_at}
            if len(odd) > MOST or (len(odd) > MANY and len(odd) > rows * SHARE):
                place = odd[0].row.facts.table.place(wanted)
                first = odd[0].day.isoformat()
                self.log.add(Code.DATES_IMPOSSIBLE, place, first, rows=len(odd), **details)
                continue
            for row, day, against in odd:
                value = day.isoformat()
                more = {**details, "against": against}
                self.log.add(Code.DATE_IMPOSSIBLE, row.place(wanted), value, **more)

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
