"""The plan against the next export, and children who may go by another number, as rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from allocation_app.domain.people import ChildId
from allocation_app.domain.plan import Plan
from allocation_app.domain.reconciling import Outcome, Reconciled, Reconciliation
from allocation_app.domain.renumbering import Renumbering
from allocation_app.wording import reconciled as wording
from allocation_app.wording import terms
from allocation_app.wording.translate import tr, trn
from ui.rows.people import called

ICONS: Mapping[Outcome, str] = {
    Outcome.DIFFERENTLY: "split",
    Outcome.NOT_POSSIBLE: "circle-x",
    Outcome.CHILD_GONE: "user-x",
    Outcome.UNPLANNED: "info",
    Outcome.CANNOT_TELL: "circle-question-mark",
    Outcome.NOT_YET: "clock",
    Outcome.DONE: "circle-check",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconciledRow:
    """One step and what became of it. ``number`` is its place in the order given."""

    number: int
    outcome: Outcome
    word: str
    who: str
    planned: str
    said: str
    becomes: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SameChildRow:
    """A child who may be the same under another number; ``held`` is what the plan says of it."""

    proposed: Renumbering
    who: str
    born: str
    numbers: str
    held: str
    is_ticked: bool


def reconciled_rows(found: Reconciliation, *, hide_names: bool) -> tuple[ReconciledRow, ...]:
    """A row per step, and per change that nobody planned."""
    return tuple(
        ReconciledRow(
            number=number,
            outcome=row.outcome,
            word=wording.outcome(row.outcome),
            who=_who(row, hide_names=hide_names),
            planned=terms.first_up(wording.planned(row)),
            said=terms.first_up(wording.said(row)),
            becomes=terms.first_up(wording.becomes(row)),
            reason=terms.first_up(wording.reason(row)),
        )
        for number, row in enumerate(found.rows)
    )


def same_child_rows(
    proposed: tuple[Renumbering, ...],
    plan: Plan,
    ticked: frozenset[ChildId],
    *,
    hide_names: bool,
) -> tuple[SameChildRow, ...]:
    """A row per child who may be the same; ``ticked`` are the earlier numbers that are taken on."""
    return tuple(
        SameChildRow(
            proposed=each,
            who=terms.child_name(each.old, hide_names=hide_names),
            born=terms.day(each.old.date_of_birth),
            numbers=wording.same_child(each),
            held=_held(plan, each.old.id),
            is_ticked=each.old.id in ticked,
        )
        for each in proposed
    )


def _who(row: Reconciled, *, hide_names: bool) -> str:
    if row.child is not None:
        return called(row.child, hide_names=hide_names)
    return "" if row.worker is None else row.worker.name


def _held(plan: Plan, child: ChildId) -> str:
    """How much the plan says of a child: "1 move, 1 pin"."""
    of = [each.child for each in plan.child_steps].count(child)
    pins = [each.child for each in plan.pins].count(child)
    marks = sum(child in each.about for each in plan.marks)
    reviews = [each.child for each in plan.oversight].count(child)
    parts = (
        (of, trn("{n} step", "{n} steps", of)),
        (pins, trn("{n} pin", "{n} pins", pins)),
        (marks, trn("{n} mark", "{n} marks", marks)),
        (reviews, trn("{n} review", "{n} reviews", reviews)),
    )
    return ", ".join(words for n, words in parts if n) or tr("nothing")
