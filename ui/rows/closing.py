"""Children to ask about before anybody is moved, as rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from allocation_app.domain.closing import Closing, Prompt, closing
from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.review import Review
from allocation_app.wording import closing as sentences
from allocation_app.wording import terms
from ui.rows.people import Shown, called, holder_name


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingRow:
    """One child: whose it is, what comes before the question, what the record says, what to ask."""

    child: ChildId
    worker: WorkerId
    who: str
    status: str
    holder: str
    points: float
    first: str
    says: str
    asks: str
    last_seen: date | None
    has_first: bool


def closing_found(review: Review, shown: Shown) -> Closing:
    """What there is to ask of everybody, or of the team that is looked at."""
    if shown.team is None:
        return review.closing
    children = (each for each in review.children.values() if shown.is_shown(each))
    return closing(review.caseloads, review.late_children, children)


def closing_of(review: Review, worker: WorkerId) -> Closing:
    """What there is to ask of one worker's children."""
    loads, children = review.caseloads, review.snapshot.children
    own = (children[child] for child in loads.loads[worker].children)
    return closing(loads, review.late_children, own)


def closing_rows(review: Review, found: Closing, *, hide_names: bool) -> tuple[ClosingRow, ...]:
    """A row per child, in their order."""
    return tuple(_row(review, each, hide_names=hide_names) for each in found.prompts)


def _row(review: Review, of: Prompt, *, hide_names: bool) -> ClosingRow:
    child = review.snapshot.children[of.child]
    return ClosingRow(
        child=of.child,
        worker=of.worker,
        who=called(child, hide_names=hide_names),
        status=terms.statuses(child),
        holder=holder_name(review, of.child),
        points=of.points,
        first=sentences.first(of),
        says=sentences.whys(of, child),
        asks=sentences.question(of),
        last_seen=of.last_seen,
        has_first=bool(of.first),
    )
