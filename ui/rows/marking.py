"""Whom a mark can name: workers, and other children, those of the family first."""

from __future__ import annotations

from collections.abc import Sequence

from allocation_app.domain.people import ChildId
from allocation_app.domain.review import Review
from allocation_app.wording.translate import tr
from ui.rows.meanings import Choice
from ui.rows.people import Shown, called


def worker_choices(review: Review, shown: Shown) -> list[Choice]:
    """Who can hold cases, by name; those of the team that is looked at first."""
    workers = sorted(
        review.caseloads.case_holders,
        key=lambda each: (not shown.is_shown_worker(each), each.name),
    )
    return [
        Choice(
            value=each.id,
            label=each.name,
            group=tr("Workers") if shown.is_shown_worker(each) else tr("Workers of other teams"),
        )
        for each in workers
    ]


def child_choices(review: Review, children: Sequence[ChildId], *, hide_names: bool) -> list[Choice]:
    """The other children, by name."""
    known = review.snapshot.children
    families = {known[child].family_key for child in children}
    others = [each for each in known.values() if each.id not in children]
    found = [
        (each.family_key not in families, called(each, hide_names=hide_names), each.id)
        for each in others
    ]
    return [
        Choice(
            value=child,
            label=name,
            group=tr("Other children") if is_other else tr("Of the same family"),
        )
        for is_other, name, child in sorted(found)
    ]
