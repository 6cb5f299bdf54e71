"""Two imports made ready to be compared: who holds each child, and who is the same worker."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from allocation_app.domain.caseloads import Reason, why_unallocated
from allocation_app.domain.people import ChildId, Involvement, Spell, Worker, WorkerId
from allocation_app.domain.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """Under whose name a child stands, and why that is no allocation, where it is none.

    Without a worker the child waits, or (``is_readable`` False) nobody could read who has it.
    """

    worker: Worker | None
    is_readable: bool
    reason: Reason | None

    @property
    def is_held(self) -> bool:
        """Whether the child has a case holder."""
        return self.worker is not None and self.reason is None


def same_workers(before: Snapshot, after: Snapshot) -> dict[WorkerId, WorkerId]:
    """Who goes by another id in the later import: their id there, and their id before.

    A staff list gives workers their numbers; a list of children read without it knows them by name
    only. One name that stands once on either side, and under no id of both, is one person.
    """
    return same_people(names(before), names(after))


def names(snapshot: Snapshot) -> dict[WorkerId, str]:
    """What the workers of an import are called."""
    return {worker.id: worker.name for worker in snapshot.workers.values()}


def same_people(
    before: Mapping[WorkerId, str], after: Mapping[WorkerId, str]
) -> dict[WorkerId, WorkerId]:
    """The same of workers' names by their ids."""
    old = by_name((key, name) for key, name in before.items() if key not in after)
    new = by_name((key, name) for key, name in after.items() if key not in before)
    return {
        new[name][0]: ids[0]
        for name, ids in old.items()
        if name and len(ids) == 1 and len(new.get(name, ())) == 1
    }


def latest_ids(imports: Sequence[Mapping[WorkerId, str]]) -> Mapping[WorkerId, WorkerId]:
    """By which id the latest import that has them knows whoever went by others, over all imports.

    ``imports`` are workers' names, in the order of their days. One id is one worker, and each
    import is compared with the one after it, so that who was a number, a name and a number again is
    one worker all along, though they took another name in between. Two whom any import has side by
    side stay two.
    """
    found: dict[WorkerId, WorkerId] = {}
    seen: dict[WorkerId, set[int]] = {}
    for place, each in enumerate(imports):
        for worker in each:
            seen.setdefault(worker, set()).add(place)
    for each, after in pairwise(imports):
        for now, before in same_people(each, after).items():
            one, other = found.get(before, before), found.get(now, now)
            if seen[one].isdisjoint(seen[other]):
                last, first = sorted((one, other), key=lambda known: max(seen[known]))[::-1]
                seen[last] |= seen.pop(first)
                found |= {first: last} | {
                    key: last for key, is_now in found.items() if is_now == first
                }
    return found


def are_of_same_workers(one: Snapshot, other: Snapshot) -> bool:
    """Whether most of the workers of the smaller import are in the other, under the same name."""
    people, others = (
        {(worker.id, worker.name) for worker in each.workers.values()} for each in (one, other)
    )
    return 2 * len(people & others) > min(len(people), len(others))


def by_name(names: Iterable[tuple[WorkerId, str]]) -> dict[str, list[WorkerId]]:
    """The ids of those who go by a name, however it is spaced and whichever letters are large."""
    found: dict[str, list[WorkerId]] = {}
    for worker, name in names:
        found.setdefault(plain(name), []).append(worker)
    return found


def plain(name: str) -> str:
    """A name as it is compared."""
    return " ".join(name.casefold().split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One import as it is compared; ``same`` gives the other import's id of a worker."""

    snapshot: Snapshot
    holders: Mapping[ChildId, Spell]
    spells: Mapping[ChildId, tuple[Spell, ...]]
    same: Mapping[WorkerId, WorkerId]

    def holding(self, child: ChildId) -> Holding:
        """Who holds this child."""
        known, spell = self.snapshot.children[child], self.holders.get(child)
        if spell is None and not known.is_holder_told:
            return Holding(worker=None, is_readable=False, reason=None)
        holder = None if spell is None else spell.worker
        return Holding(
            worker=None if holder is None else self.snapshot.workers[holder],
            is_readable=True,
            reason=why_unallocated(known, holder, self.snapshot),
        )

    def holder(self, child: ChildId) -> tuple[WorkerId | None, bool]:
        """Who that is by an id that both imports know, and whether it could be read."""
        spell = self.holders.get(child)
        if spell is None:
            return None, self.snapshot.children[child].is_holder_told
        return self.known_as(spell.worker), True

    def known_as(self, worker: WorkerId) -> WorkerId:
        """The id by which both imports know a worker."""
        return self.same.get(worker, worker)

    def beside(self, child: ChildId, involvement: Involvement) -> tuple[Worker, ...]:
        """Who else is with this child now, in this capacity, by name."""
        day = self.snapshot.as_at
        ids = {
            spell.worker
            for spell in self.spells.get(child, ())
            if spell.involvement is involvement and spell.is_open(day)
        }
        found = (self.snapshot.workers[worker] for worker in ids)
        return tuple(sorted(found, key=lambda worker: (worker.name, worker.id)))

    def comparable(self, child: ChildId) -> list[Spell]:
        """A child's spells in an order and with ids that do not depend on the import."""
        spells = self.spells.get(child, ())
        return sorted(
            (replace(spell, worker=self.known_as(spell.worker)) for spell in spells), key=repr
        )


def side_of(snapshot: Snapshot, same: Mapping[WorkerId, WorkerId]) -> Side:
    """Make an import ready to be compared."""
    spells: dict[ChildId, tuple[Spell, ...]] = {}
    for spell in snapshot.spells:
        spells[spell.child] = (*spells.get(spell.child, ()), spell)
    holders = snapshot.holding_spells()
    return Side(snapshot=snapshot, holders=holders, spells=spells, same=same)
