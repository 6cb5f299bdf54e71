"""What is shown: the team, who stands in the inspector, who was chosen; and who is there still."""

from __future__ import annotations

from dataclasses import dataclass, replace

from allocation_app.domain.findings import Finding
from allocation_app.domain.people import ChildId, TeamId, WorkerId
from allocation_app.domain.review import Review


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What the inspector shows: a child (perhaps for one finding about it), or a worker."""

    child: ChildId | None = None
    worker: WorkerId | None = None
    finding: Finding | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a manager looks at: one team or all, who is in the inspector, which children are chosen.

    ``chosen`` are the children who are moved, pinned or marked next.
    """

    team: TeamId | None = None
    selected: Selection | None = None
    chosen: tuple[ChildId, ...] = ()


def still_shown(shown: Shown, review: Review) -> Shown:
    """The same, as far as the data still have them."""
    children = review.snapshot.children
    return replace(
        shown,
        selected=_still_there(shown.selected, review),
        chosen=tuple(child for child in shown.chosen if child in children),
    )


def _still_there(selected: Selection | None, review: Review) -> Selection | None:
    """Who was selected, where the data still has them; a finding, where it still stands."""
    if selected is None:
        return None
    snapshot = review.snapshot
    if selected.worker is not None:
        return selected if selected.worker in snapshot.workers else None
    if selected.child not in snapshot.children:
        return None
    if selected.finding is None or selected.finding in review.findings:
        return selected
    return Selection(child=selected.child)
