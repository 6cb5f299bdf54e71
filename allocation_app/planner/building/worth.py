"""What speaks for and against workers beside room, by the parts of `candidates`.

Most of it depends on a few facts of a child, which many share; that somebody knows the child or a
sibling is asked of each child by name.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property

from allocation_app.domain.candidates import Part, knowledge, worths
from allocation_app.domain.language import is_welsh
from allocation_app.domain.people import Child, ChildId, WorkerId, is_of_other_team
from allocation_app.domain.recent import recent_cases
from allocation_app.planner.building.scene import Scene

BY_NAME = frozenset({Part.KNOWS_CHILD, Part.KNOWS_SIBLING, Part.KNEW_SIBLING})
BY_TEAM = Part.OTHER_TEAM
FAIR = 0.001
"""Points of share against somebody for each point of the last cases beyond their share: so few
that it decides only where all else is the same."""
Row = tuple[float, ...]
"""Points of share for each worker."""


@dataclass(frozen=True, kw_only=True)
class Worth:
    """What speaks for workers, in points of share; the case mix is that of the plan now."""

    scene: Scene

    def kind(self, child: Child) -> int:
        """Of which kind the child is: its row in `rows`."""
        facts = self._facts(child)
        key = facts, child.team
        if key not in self._kinds:
            self._kinds[key] = len(self.rows)
            self.rows.append(self._with_team(self._row(child, facts), child))
        return self._kinds[key]

    @cached_property
    def rows(self) -> list[Row]:
        """What counts for a child of each kind with each worker; longer with every kind met."""
        return []

    def by_name(self, child: ChildId) -> Mapping[int, float]:
        """What it counts for beside that, that some know the child or a sibling."""
        number = self.scene.number
        found = knowledge(self.scene.loads, child)
        return {number[worker]: amount for worker, amount in found.items() if worker in number}

    def _row(self, child: Child, facts: Hashable) -> Row:
        if facts not in self._by_facts:
            found = worths(self.scene.loads, child.id, self.scene.workers)
            self._by_facts[facts] = tuple(
                sum(amount for part, amount in parts.items() if part not in {*BY_NAME, BY_TEAM})
                - FAIR * self._recent.get(worker, 0.0)
                for worker, parts in found.items()
            )
        return self._by_facts[facts]

    def _with_team(self, row: Row, child: Child) -> Row:
        against = self.scene.by.policy.preferences.other_team
        return tuple(
            round(amount + against * is_of_other_team(worker, child), 6)
            for amount, worker in zip(row, self.scene.workers, strict=True)
        )

    def _facts(self, child: Child) -> Hashable:
        loads = self.scene.loads
        case = loads.policy.case_type(child, loads.snapshot.as_at)
        return child.statuses, is_welsh(child.language), case

    @cached_property
    def _recent(self) -> Mapping[WorkerId, float]:
        """By how many points each was given more of the last cases than their share."""
        found = recent_cases(self.scene.loads).workers
        return {worker: each.over for worker, each in found.items()}

    @cached_property
    def _kinds(self) -> dict[Hashable, int]:
        return {}

    @cached_property
    def _by_facts(self) -> dict[Hashable, Row]:
        return {}
