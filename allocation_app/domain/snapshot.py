"""One import: what the sources said on one date. Never changed; a plan is made on top of it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from allocation_app.domain.before import Before
from allocation_app.domain.people import (
    Child,
    ChildId,
    Involvement,
    Spell,
    Team,
    TeamId,
    Worker,
    WorkerId,
)

IMPORTS_KEPT = 24
"""Of how many imports is kept what costs a look at every child: the open one with the weeks that
lie ahead of it (see `forecast`) and the days on which its staff changes by a plan, and those that
it is compared with. At 2,500 children one takes about 2 MB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file that was read: its name without the folder, and the SHA-256 of its bytes."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Everything that one import brought.

    It hashes by date and sources, so that what is computed once an import can be kept by snapshot.
    A spell names a child and a worker of this snapshot; anything else is refused here, so that no
    later step can lose a child between two lists.

    ``accepted`` tells what was taken of which later import, where only a part of it was (see
    `acceptance.merged`); empty for an import as it was read. ``joining`` are those whom no source
    knows and a plan brings (see `staffing.staffed`). ``is_coded`` tells that codes stand in place
    of all names and identifiers (see `pseudonyms`). ``before`` is what the imports before it tell
    (see `led_up`): it is no part of the import, and two that differ by it alone are equal.
    """

    as_at: date
    children: Mapping[ChildId, Child] = field(default_factory=dict, hash=False)
    workers: Mapping[WorkerId, Worker] = field(default_factory=dict, hash=False)
    teams: Mapping[TeamId, Team] = field(default_factory=dict, hash=False)
    spells: tuple[Spell, ...] = field(default=(), hash=False)
    sources: tuple[Source, ...] = ()
    accepted: tuple[str, ...] = ()
    joining: frozenset[WorkerId] = frozenset()
    is_coded: bool = False
    before: Before | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        """Refuse whoever is filed under another id, and a spell of somebody who is not here."""
        for filed in (self.children, self.workers, self.teams):
            for key, each in filed.items():
                if each.id != key:
                    raise ValueError(f"{each.id} is filed under {key}")
        for spell in self.spells:
            if spell.child not in self.children or spell.worker not in self.workers:
                message = f"spell of {spell.child} with {spell.worker}: one of them is not here"
                raise ValueError(message)

    @property
    def fingerprint(self) -> str:
        """Stands for date and sources: equal when the same files were read as at one day.

        What was accepted of a later import enters too, so that a part never passes for the whole.
        """
        parts = [self.as_at.isoformat(), *(source.sha256 for source in self.sources)]
        parts += self.accepted
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]

    @property
    def has_staff_list(self) -> bool:
        """Whether any source listed staff, rather than only naming workers beside children."""
        return any(
            worker.is_listed for worker in self.workers.values() if worker.id not in self.joining
        )

    def holding_spells(self) -> dict[ChildId, Spell]:
        """The open case-holding spell of each child that has one; the latest start wins.

        A child with rivals has none: the sources do not decide between them, nor is it done here.
        """
        holding: dict[ChildId, Spell] = {}
        for spell in self.spells:
            if (
                spell.involvement is Involvement.CASE_HOLDER
                and spell.is_open(self.as_at)
                and not self.children[spell.child].rivals
            ):
                known = holding.get(spell.child)
                if known is None or (spell.start or date.min) >= (known.start or date.min):
                    holding[spell.child] = spell
        return holding


@lru_cache(maxsize=IMPORTS_KEPT)
def children_of(snapshot: Snapshot) -> Snapshot:
    """The children alone: what hangs on nobody else is worked out once, whatever staff changes."""
    return replace(snapshot, workers={}, teams={}, spells=(), joining=frozenset())
