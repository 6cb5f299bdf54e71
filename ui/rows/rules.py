"""The rules in force as rows: one an id, with limits, source and standing; and those left out."""

from __future__ import annotations

from dataclasses import dataclass

from allocation_app.domain.people import Status
from allocation_app.domain.rules import AskedOf, LeftOut, Rule, RuleSet
from allocation_app.wording import terms
from allocation_app.wording.delays import listed
from allocation_app.wording.findings import standing
from allocation_app.wording.translate import tr, trn


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRow:
    """One rule; ``is_on`` is None for one that no spreadsheet decides, and ``about`` says why."""

    id: str
    name: str
    is_on: bool | None
    limit: str
    window: str
    whom: str
    whose: str
    standing: str
    source: str
    link: str
    about: str

    @property
    def switch(self) -> str:
        """Whether it is asked, in a word."""
        if self.is_on is None:
            return tr("left out")
        return tr("✓ on") if self.is_on else tr("off")


def rule_rows(rules: RuleSet) -> tuple[RuleRow, ...]:
    """A row an id, in the order of the files; at the end what is left out."""
    stages: dict[str, list[Rule]] = {}
    for rule in rules.rules:
        stages.setdefault(rule.id, []).append(rule)
    return (*map(_row, stages.values()), *map(_left_out, rules.left_out))


def _row(stages: list[Rule]) -> RuleRow:
    rule = stages[0]
    limits = dict.fromkeys(terms.limit(stage.limit, stage.unit) for stage in stages)
    return RuleRow(
        id=rule.id,
        name=rule.name,
        is_on=any(stage.is_on for stage in stages),
        limit=tr(" or ").join(limits),
        window=trn("{n} day", "{n} days", rule.due_soon_days),
        whom=_whom(rule),
        whose=rule.jurisdiction,
        standing=standing(rule),
        source=rule.source,
        link=rule.link,
        about=" ".join(filter(None, (rule.text or rule.name, rule.note and f"({rule.note})"))),
    )


def _whom(rule: Rule) -> str:
    if rule.asked_of is AskedOf.UNALLOCATED:
        return tr("unallocated")
    if rule.asked_of is AskedOf.WORKERS:
        return tr("workers")
    known = frozenset(Status) - {Status.UNKNOWN}
    return tr("every child") if rule.statuses >= known else listed(rule.statuses & known)


def _left_out(row: LeftOut) -> RuleRow:
    return RuleRow(
        id=row.id,
        name=row.name,
        is_on=None,
        limit="–",
        window="–",
        whom="–",
        whose="",
        standing=tr("no spreadsheet decides it"),
        source=row.why,
        link="",
        about=row.why,
    )


def named(rules: RuleSet) -> str:
    """The name of the set, or of several: "Wales, Bexley"."""
    return ", ".join(part.title() for part in rules.names)


def counted(rules: RuleSet) -> str:
    """How many are on, off and left out."""
    ids = {rule.id: rule.is_on for rule in rules.rules}
    on = sum(ids.values())
    return tr(
        "{on} rules on, {off} off, {left} left out because no spreadsheet decides them",
        on=on,
        off=len(ids) - on,
        left=len(rules.left_out),
    )
