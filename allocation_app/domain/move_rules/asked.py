"""What a rule about moves is asked of, and what it answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache

from allocation_app.domain.caseloads import Caseloads, why_unallocated
from allocation_app.domain.delays import Judged
from allocation_app.domain.effects import Measured
from allocation_app.domain.people import Child, ChildId, EventKind, Gap, Worker, WorkerId
from allocation_app.domain.pins import DefaultPin
from allocation_app.domain.plan import Mark, MarkKind, Move, Pin
from allocation_app.domain.policy import Policy
from allocation_app.domain.snapshot import IMPORTS_KEPT, Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A rule that a move breaks, or (with ``missing``) of which nobody can tell.

    ``is_hard`` says that the move can't be made; otherwise it needs a reason. What nobody can tell
    is never hard. ``others`` are other children concerned, ``event`` and ``day`` what happens when,
    ``amounts`` the figures: days, points, shares of capacity, counts.
    """

    rule: str
    is_hard: bool
    child: ChildId
    worker: WorkerId | None
    amounts: Mapping[str, float] = field(default_factory=dict)
    others: tuple[ChildId, ...] = ()
    event: EventKind | None = None
    day: date | None = None
    missing: tuple[EventKind | Gap, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """What a rule says where it is broken; see `Broken`."""

    amounts: Mapping[str, float] = field(default_factory=dict)
    others: tuple[ChildId, ...] = ()
    event: EventKind | None = None
    day: date | None = None
    missing: tuple[EventKind | Gap, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Given:
    """One child given to one worker, and the plan in which that is asked: hard rules need no more.

    The move may be in the plan or not: a hard rule says the same of it. ``pin`` is what holds the
    child where it is on the day of the move.
    """

    loads: Caseloads
    move: Move
    pin: Pin | DefaultPin | None

    @property
    def snapshot(self) -> Snapshot:
        """The import."""
        return self.loads.snapshot

    @property
    def policy(self) -> Policy:
        """The council's weights and aims."""
        return self.loads.policy

    @cached_property
    def day(self) -> date:
        """When it takes effect; what was to happen before the import happens on its day."""
        return day_of(self.move, self.snapshot)

    @cached_property
    def child(self) -> Child:
        """Who is moved."""
        return self.snapshot.children[self.move.child]

    @cached_property
    def worker(self) -> Worker | None:
        """To whom."""
        return None if self.move.to is None else self.snapshot.workers[self.move.to]

    @property
    def is_back(self) -> bool:
        """Whether it leaves the child with the worker whom the import names."""
        spell = self.loads.imported.get(self.move.child)
        return spell is not None and spell.worker == self.move.to

    @cached_property
    def is_taken_from_holder(self) -> bool:
        """Whether the child has a case holder in the import: a first allocation is no change."""
        spell = self.loads.imported.get(self.child.id)
        return (
            spell is not None and why_unallocated(self.child, spell.worker, self.snapshot) is None
        )

    def stands_with(self, child: ChildId) -> WorkerId | None:
        """Under whose name a child stands after the move."""
        spell = self.loads.spells.get(child)
        return None if spell is None else spell.worker

    def marks(self, kind: MarkKind) -> Iterator[Mark]:
        """The marks of this kind that name the child."""
        for mark in self.loads.plan.marks:
            if mark.kind is kind and self.child.id in mark.about:
                yield mark

    def marked(self, kind: MarkKind) -> list[ChildId]:
        """The children whom marks of this kind name beside this one."""
        others = (mark.beside(self.child.id) for mark in self.marks(kind))
        return [other for other in others if other is not None]

    def unreadable(self, children: list[ChildId]) -> tuple[ChildId, ...]:
        """Those of whom nobody can tell who has them."""
        return tuple(child for child in children if child in self.loads.unreadable)


@dataclass(frozen=True, kw_only=True)
class Asked(Given):
    """One move of a plan, the plan worked out with it, and by what delays are judged."""

    by: Measured

    @cached_property
    def judged(self) -> Judged:
        """The plan as delays are judged on it."""
        calendar = self.by.calendar.with_holidays(self.policy.holidays)
        return Judged(caseloads=self.loads, rules=self.by.rules, calendar=calendar)


def day_of(move: Move, snapshot: Snapshot) -> date:
    """When a move takes effect; what was to happen before the import happens on its day."""
    return max(move.effective or snapshot.as_at, snapshot.as_at)


@lru_cache(maxsize=IMPORTS_KEPT)
def families(snapshot: Snapshot) -> Mapping[str, tuple[ChildId, ...]]:
    """The children of each family."""
    found: dict[str, list[ChildId]] = {}
    for child in snapshot.children.values():
        found.setdefault(child.family_key, []).append(child.id)
    return {family: tuple(children) for family, children in found.items()}
