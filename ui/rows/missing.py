"""What is missing to judge a child or a worker, as rows: a worklist for the record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from allocation_app.domain.missing import MissingDetail, missing_details
from allocation_app.domain.people import Worker
from allocation_app.domain.review import Review
from allocation_app.wording import terms
from allocation_app.wording.findings import rule_label
from allocation_app.wording.translate import tr
from ui.store import PlanStore


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingRow:
    """One missing fact: whose, what, whom to ask, and which rules can't judge without it."""

    about: str
    who: str
    holder: str
    team: str
    what: str
    rules: str
    detail: MissingDetail


def missing_rows(review: Review, store: PlanStore) -> tuple[MissingRow, ...]:
    """A row for each missing fact of the children and workers that the team filter lets through."""
    return tuple(_rows(review, store, missing_details(review.findings)))


def _rows(
    review: Review, store: PlanStore, details: Iterable[MissingDetail]
) -> Iterable[MissingRow]:
    about: str
    for detail in details:
        if detail.child is not None:
            child = review.snapshot.children[detail.child]
            if not store.is_shown(child):
                continue
            about, holder, team = child.id, review.caseloads.holder(child.id), child.team
            who = terms.child_name(child, hide_names=store.names_hidden) if child.name else ""
        elif detail.worker is not None:
            holder = review.snapshot.workers[detail.worker]
            if not store.is_shown_worker(holder):
                continue
            about, who, team = holder.id, holder.name, holder.team
        else:
            continue
        yield MissingRow(
            about=about,
            who=who,
            holder=_held_by(review, detail, holder),
            team="" if team is None else review.snapshot.teams[team].name,
            what=terms.missing(detail.what),
            rules="; ".join(rule_label(rule, review) for rule in detail.rules),
            detail=detail,
        )


def _held_by(review: Review, detail: MissingDetail, holder: Worker | None) -> str:
    if holder is not None:
        return holder.name
    is_known = detail.child not in review.caseloads.unreadable
    return tr("nobody") if is_known else tr("not known")
