"""Pins whose last day has passed, as rows."""

from __future__ import annotations

from dataclasses import dataclass

from allocation_app.domain.plan import Pin
from allocation_app.domain.reconciling import run_out
from allocation_app.domain.review import Review
from allocation_app.wording import moves, terms
from ui.rows.people import called, holder_name


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOutRow:
    """One pin, whose child it holds no more, and with whom the child is."""

    pin: Pin
    who: str
    holder: str
    until: str
    reason: str


def run_out_rows(review: Review, *, hide_names: bool) -> tuple[RunOutRow, ...]:
    """The pins of the plan that have run out by the day of the import."""
    children = review.snapshot.children
    return tuple(
        RunOutRow(
            pin=pin,
            who=called(children[pin.child], hide_names=hide_names),
            holder=holder_name(review, pin.child),
            until=terms.day(pin.until),
            reason=terms.first_up(moves.pin_reason(pin.reason)),
        )
        for pin in run_out(review.caseloads.plan)
    )
