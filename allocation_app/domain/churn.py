"""What changed from one import to the next: who holds whom, who is new, who is gone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from allocation_app.domain.caseloads import Caseloads, is_of_team
from allocation_app.domain.people import ChildId, TeamId, Worker, WorkerId
from allocation_app.domain.sides import same_workers
from allocation_app.domain.sustained import is_gap


@dataclass(frozen=True, slots=True, kw_only=True)
class HolderChange:
    """A child whose case holder is another one than by the import before; None: nobody.

    ``is_gone``: the one before can't hold a case by the later import, or is not in it. That is what
    is seen, and no reason.
    """

    child: ChildId
    was: WorkerId | None
    now: WorkerId | None
    is_gone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Churn:
    """What changed between two imports, which says nothing of what was in between.

    ``changed`` went from one case holder to another, ``allocated`` had none and have one now,
    ``unallocated`` had one and have none. ``stayed`` counts who is with the same one. Of
    ``cannot_tell`` one of the imports does not say who has them. Workers are the case holders, by
    the ids of the later import.
    """

    since: date
    until: date
    changed: tuple[HolderChange, ...] = ()
    allocated: tuple[HolderChange, ...] = ()
    unallocated: tuple[HolderChange, ...] = ()
    new: tuple[ChildId, ...] = ()
    gone: tuple[ChildId, ...] = ()
    cannot_tell: tuple[ChildId, ...] = ()
    stayed: int = 0
    workers_new: tuple[WorkerId, ...] = ()
    workers_gone: tuple[WorkerId, ...] = ()

    @property
    def is_gap(self) -> bool:
        """Whether so long a time lies between the two that more may have happened than is seen."""
        return is_gap(self.since, self.until)

    @property
    def rate(self) -> float | None:
        """The share of the children with a case holder then and now who changed theirs."""
        held = len(self.changed) + self.stayed
        return len(self.changed) / held if held else None

    def by_ids(self, ids: Mapping[WorkerId, WorkerId]) -> Churn:
        """The same with workers by other ids, where they have any.

        Two ids of one worker, whom a name alone did not tell to be one, are no change of worker.
        """
        changed = tuple(_by_ids(each, ids) for each in self.changed)
        real = tuple(each for each in changed if each.was != each.now)
        new = tuple(ids.get(each, each) for each in self.workers_new)
        gone = tuple(ids.get(each, each) for each in self.workers_gone)
        return replace(
            self,
            changed=real,
            stayed=self.stayed + len(changed) - len(real),
            allocated=tuple(_by_ids(each, ids) for each in self.allocated),
            unallocated=tuple(_by_ids(each, ids) for each in self.unallocated),
            workers_new=tuple(each for each in new if each not in gone),
            workers_gone=tuple(each for each in gone if each not in new),
        )


def _by_ids(change: HolderChange, ids: Mapping[WorkerId, WorkerId]) -> HolderChange:
    return replace(
        change,
        was=None if change.was is None else ids.get(change.was, change.was),
        now=None if change.now is None else ids.get(change.now, change.now),
    )


def churn(before: Caseloads, after: Caseloads, team: TeamId | None = None) -> Churn:
    """What changed between two imports without their plans; with a ``team``, of its children.

    A child is of the team that it is in by the later import, or was in by the earlier one if gone.
    """
    ids = {old: new for new, old in same_workers(before.snapshot, after.snapshot).items()}
    was_of = _children(before, team)
    is_of = _children(after, team)
    everybody, there = before.snapshot.children, after.snapshot.children
    found: dict[str, list[HolderChange]] = {"changed": [], "allocated": [], "unallocated": []}
    cannot_tell, stayed = [], 0
    unread = {*before.unreadable, *after.unreadable}
    for child in is_of:
        if child not in everybody:
            continue
        if child in unread:
            cannot_tell.append(child)
            continue
        was, now = _holder(before, child), _holder(after, child)
        known = None if was is None else ids.get(was, was)
        if known == now:
            stayed += now is not None
            continue
        kind = "allocated" if was is None else "unallocated" if now is None else "changed"
        found[kind].append(
            HolderChange(child=child, was=known, now=now, is_gone=_is_gone(known, after))
        )
    holders = {ids.get(worker.id, worker.id) for worker in _workers(before, team)}
    today = {worker.id for worker in _workers(after, team)}
    return Churn(
        since=before.snapshot.as_at,
        until=after.snapshot.as_at,
        new=tuple(child for child in is_of if child not in everybody),
        gone=tuple(child for child in was_of if child not in there),
        cannot_tell=tuple(cannot_tell),
        stayed=stayed,
        workers_new=tuple(sorted(today - holders)),
        workers_gone=tuple(sorted(holders - today)),
        **{kind: tuple(some) for kind, some in found.items()},
    )


def _children(loads: Caseloads, team: TeamId | None) -> list[ChildId]:
    every = loads.snapshot.children.values()
    return [each.id for each in every if team is None or is_of_team(each, loads, team)]


def _workers(loads: Caseloads, team: TeamId | None) -> list[Worker]:
    return [each for each in loads.case_holders if team in {None, each.team}]


def _holder(loads: Caseloads, child: ChildId) -> WorkerId | None:
    """The case holder by the import; who stands under a tray or a leaver has none."""
    spell = loads.imported.get(child)
    return None if spell is None or child in loads.unallocated else spell.worker


def _is_gone(worker: WorkerId | None, after: Caseloads) -> bool:
    return worker is not None and all(each.id != worker for each in after.case_holders)
