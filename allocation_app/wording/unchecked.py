"""What is not checked because an import says it of nobody: the rule, the gap, what to do."""

from __future__ import annotations

from dataclasses import dataclass

from allocation_app.domain.people import EventKind, Gap
from allocation_app.domain.review import Review
from allocation_app.domain.unasked import NotChecked
from allocation_app.wording import terms
from allocation_app.wording.deeds import FACTS
from allocation_app.wording.findings import rule_label
from allocation_app.wording.translate import tr, trn


@dataclass(frozen=True, slots=True, kw_only=True)
class UncheckedLine:
    """One rule or delay that was asked of nobody, in words."""

    rule: str
    missing: str
    to_do: str


def not_checked(of: NotChecked, review: Review) -> str:
    """What nobody is asked, and what no source records: said once, not child by child."""
    rule = rule_label(of.rule, review)
    if of.rule == "D13" or (of.rule == "D14" and EventKind.INTRODUCTION in of.missing):
        return tr("{rule}: checked in part only ({why})", rule=rule, why=not_recorded(of))
    return tr("{rule}: not checked ({why})", rule=rule, why=not_recorded(of))


def not_recorded(of: NotChecked) -> str:
    """What no source records of anybody."""
    return "; ".join(terms.missing(what) for what in of.missing)


def unchecked_lines(review: Review) -> tuple[UncheckedLine, ...]:
    """A line each, in the order in which they are told."""
    return tuple(_line(each, review) for each in review.not_checked)


def unchecked_sentence(lines: int) -> str:
    """How many there are, in a line."""
    return trn(
        "{n} rule can’t be checked: this import has no column for it",
        "{n} rules can’t be checked: this import has no columns for them",
        lines,
    )


def _line(each: NotChecked, review: Review) -> UncheckedLine:
    is_policy = Gap.TEAM_REMIT in each.missing
    return UncheckedLine(
        rule=rule_label(each.rule, review),
        missing="; ".join(_column(what) for what in each.missing),
        to_do=tr("Say it in the policy") if is_policy else tr("Add a column to the export"),
    )


def _column(what: EventKind | Gap) -> str:
    if isinstance(what, Gap):
        return tr(FACTS[what])
    return tr("date: {event}", event=terms.event(what))
