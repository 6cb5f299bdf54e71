"""What is kept of the time before: the imports by their numbers, and the journal over them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from allocation_app.domain.journal import Entry
from allocation_app.domain.people import ChildId
from allocation_app.domain.renumbering import Numbers, renumbered
from allocation_app.domain.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """Imports and journal. ``imports`` are by the numbers that the journal knows them by.

    ``same_children`` are those who went by another identifier before, each with its latest one (see
    `renumbering.followed`).
    """

    imports: Mapping[int, Snapshot] = field(default_factory=dict)
    journal: tuple[Entry, ...] = ()
    same_children: Numbers = field(default_factory=dict)

    @property
    def in_order(self) -> tuple[tuple[int, Snapshot], ...]:
        """The imports in the order of their days, with each child by its latest identifier.

        Of several of one day the last that was added counts.
        """
        by_day = {self.imports[number].as_at: number for number in sorted(self.imports)}
        return tuple((by_day[day], self._as_known(by_day[day])) for day in sorted(by_day))

    def known_as(self, child: ChildId) -> ChildId:
        """The identifier by which a child goes now."""
        return self.same_children.get(child, child)

    def _as_known(self, number: int) -> Snapshot:
        snapshot = self.imports[number]
        numbers = {
            old: new
            for old, new in self.same_children.items()
            if old in snapshot.children and new not in snapshot.children
        }
        return renumbered(snapshot, numbers)


NO_PAST = Past()
