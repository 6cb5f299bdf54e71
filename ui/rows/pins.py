"""Pins and marks in rows: who stays, who must not hold whom, who is kept apart or together."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace
from datetime import date

from allocation_app.domain.people import ChildId
from allocation_app.domain.pins import DefaultPin, pinned_children
from allocation_app.domain.plan import Mark, Pin
from allocation_app.domain.review import Review
from allocation_app.wording import moves, terms
from allocation_app.wording.names import names_of
from allocation_app.wording.translate import tr
from ui.rows.people import Shown, called, holder_name


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRow:
    """A pin, a pin by default, one that was lifted (``given`` is None), or a mark."""

    key: Hashable
    child: ChildId
    who: str
    kind: str
    said: str
    holder: str
    given: Pin | DefaultPin | Mark | None = None
    until: date | None = None

    @property
    def can_be_lifted(self) -> bool:
        """Whether something holds here that can be taken away."""
        return self.given is not None


def held_rows(review: Review, shown: Shown, *, hide_names: bool) -> tuple[HeldRow, ...]:
    """A manager's pins, those that have run out too; marks; pins by default, and those lifted."""
    plan, children = review.caseloads.plan, review.snapshot.children
    names = names_of(review.caseloads.snapshot, hide_names=hide_names)

    def row(key: Hashable, child: ChildId, kind: str, said: str) -> HeldRow:
        return HeldRow(
            key=key,
            child=child,
            who=called(children[child], hide_names=hide_names),
            holder=holder_name(review, child),
            kind=kind,
            said=said,
        )

    today = review.snapshot.as_at
    own = (
        replace(
            row(
                ("pin", pin.child),
                pin.child,
                tr("pin") if pin.holds(today) else tr("pin that has run out"),
                moves.pinned(pin),
            ),
            given=pin,
            until=pin.until,
        )
        for pin in plan.pins
    )
    marks = (
        replace(
            row(
                ("mark", mark.about),
                mark.child,
                moves.mark_name(mark.kind),
                moves.marked(mark, names),
            ),
            given=mark,
        )
        for mark in plan.marks
    )
    by_default = (
        replace(
            row(
                ("default", child),
                child,
                tr("pin by default"),
                moves.pinned_by_default(pin.workers),
            ),
            given=pin,
        )
        for child, pin in pinned_children(review.caseloads).items()
        if isinstance(pin, DefaultPin) and shown.is_shown(children[child])
    )
    lifted = (
        row(
            ("lifted", child),
            child,
            tr("pin lifted"),
            tr("The pin by default is lifted: this child can be moved."),
        )
        for child in plan.unpinned
    )
    return (*own, *marks, *by_default, *lifted)


def held(review: Review, shown: Shown) -> int:
    """How many of those rows hold something: one that was lifted is not counted."""
    plan, children = review.caseloads.plan, review.snapshot.children
    by_default = (
        child
        for child, pin in pinned_children(review.caseloads).items()
        if isinstance(pin, DefaultPin) and shown.is_shown(children[child])
    )
    return len(plan.pins) + len(plan.marks) + sum(1 for _ in by_default)


def until_words(row: HeldRow) -> str:
    """Until when a pin of a manager holds."""
    return "" if row.until is None else terms.short_day(row.until)
