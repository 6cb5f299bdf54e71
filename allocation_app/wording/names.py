"""How children and workers are named in a sentence: by whoever shows it, never by the sentence."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.snapshot import Snapshot
from allocation_app.wording import terms
from allocation_app.wording.translate import tr, trn
from allocation_app.wording.visible import visible

MOST_NAMED = 4  # in one sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What to call a child, and a worker; each is asked with an id that the plan has."""

    child: Callable[[ChildId], str]
    worker: Callable[[WorkerId], str]

    def children(self, children: Collection[ChildId]) -> str:
        """Several children in a sentence: "A, B and C", or the first few "and 7 more"."""
        return listed([self.child(each) for each in children])

    def workers(self, workers: Collection[WorkerId]) -> str:
        """Several workers in a sentence, as `children`."""
        return listed([self.worker(each) for each in workers])

    def holder(self, worker: WorkerId | None) -> str:
        """Under whose name a child stands, or "nobody"."""
        return nobody() if worker is None else self.worker(worker)


def names_of(snapshot: Snapshot, *, hide_names: bool) -> Names:
    """The names of an import (`Plan.facts`, so that joiners are among them).

    A child is called by name, or by initials where names are hidden, or else by the identifier; a
    worker always by name; one who is not there (who joins in a plan that is only thought of) by the
    identifier.
    """

    def child(each: ChildId) -> str:
        return terms.child_name(snapshot.children[each], hide_names=hide_names)

    def worker(each: WorkerId) -> str:
        known = snapshot.workers.get(each)
        return str(each) if known is None else visible(known.name) or str(each)

    return Names(child=child, worker=worker)


def known_names(snapshot: Snapshot | None, *, hide_names: bool) -> Names:
    """The names of an import, and identifiers where it has somebody no more, or there is none."""
    if snapshot is None:
        return Names(child=str, worker=str)
    names = names_of(snapshot, hide_names=hide_names)

    def child(each: ChildId) -> str:
        return names.child(each) if each in snapshot.children else str(each)

    return replace(names, child=child)


def names_by_id(snapshot: Snapshot) -> Names:
    """The names of the command line: a child by the identifier, a worker by name."""
    return replace(names_of(snapshot, hide_names=True), child=str)


def nobody() -> str:
    """What stands where a child has no worker."""
    return tr("nobody")


def listed(names: Sequence[str]) -> str:
    """Names in a sentence, of more than a few the first ones and how many more."""
    if len(names) > MOST_NAMED:
        first, more = ", ".join(names[: MOST_NAMED - 1]), len(names) - MOST_NAMED + 1
        return trn("{names} and {n} more", "{names} and {n} more", more, names=first)
    if len(names) < 2:  # noqa: PLR2004 - nothing to join
        return "".join(names)
    return tr("{names} and {last}", names=", ".join(names[:-1]), last=names[-1])
