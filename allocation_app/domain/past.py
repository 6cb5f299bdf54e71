"""What is kept of the time before: the imports by their numbers, and the journal over them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from allocation_app.domain.journal import Entry
from allocation_app.domain.people import ChildId
from allocation_app.domain.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """Imports and journal. ``imports`` are by the numbers that the journal knows them by.

    ``same_children`` are those who went by another identifier before, and by which they go now.
    """

    imports: Mapping[int, Snapshot] = field(default_factory=dict)
    journal: tuple[Entry, ...] = ()
    same_children: Mapping[ChildId, ChildId] = field(default_factory=dict)

    @property
    def in_order(self) -> tuple[tuple[int, Snapshot], ...]:
        """The imports in the order of their days; of several of one day the last counts."""
        by_day = {}
        for number in sorted(self.imports):
            by_day[self.imports[number].as_at] = number
        return tuple((by_day[day], self.imports[by_day[day]]) for day in sorted(by_day))

    def known_as(self, child: ChildId) -> ChildId:
        """The identifier by which a child goes now."""
        met = {child}
        while child in self.same_children and self.same_children[child] not in met:
            child = self.same_children[child]
            met.add(child)
        return child
