"""What is missing from the record, or impossible in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from allocation_app.domain.caseloads import why_unallocated
from allocation_app.domain.delays.judged import Judged
from allocation_app.domain.facts import Facts, are_births_told, facts_of, told_of_any
from allocation_app.domain.findings import Finding, State
from allocation_app.domain.people import Child, ChildId, EventKind, Gap, Status
from allocation_app.domain.rules import Rule, RuleSet
from allocation_app.domain.snapshot import IMPORTS_KEPT, Snapshot
from allocation_app.domain.waiting import CONTACTS

VISITED = frozenset({Status.REGISTERED, Status.LOOKED_AFTER})
Gaps = dict[EventKind | Gap, date | None]


def d13_record_gaps(judged: Judged) -> Iterator[Finding]:
    """Something a rule needs is missing from the record or impossible in it.

    An impossible date; an end before its beginning; no known status, no date of birth (where the
    import has any), no visit of a child to be visited, no supervision about a child who is held
    (where the import tells of supervision).
    """
    return iter(_record_gaps(judged.caseloads.snapshot, judged.rules))


@lru_cache(maxsize=IMPORTS_KEPT)
def _record_gaps(snapshot: Snapshot, rules: RuleSet) -> tuple[Finding, ...]:
    ordered = [
        rule
        for rule in rules.rules
        if rule.is_on and rule.met_by and not (rule.earlier_is_other or rule.earlier_counts)
    ]
    told = told_of_any(snapshot)
    has_births = are_births_told(snapshot)
    backwards = _backwards(snapshot)
    held = {
        child
        for child, spell in snapshot.holding_spells().items()
        if why_unallocated(snapshot.children[child], spell.worker, snapshot) is None
    }
    found: list[Finding] = []
    for child in snapshot.children.values():
        facts = facts_of(child, snapshot.as_at, told)
        gaps: Gaps = dict(facts.impossible.items())
        if child.id in backwards:
            gaps[Gap.ALLOCATION_START] = backwards[child.id]
        if Status.UNKNOWN in child.statuses:
            gaps[Gap.STATUS] = None
        if child.born is None and has_births:
            gaps[Gap.DATE_OF_BIRTH] = None
        is_visited = not child.statuses.isdisjoint(VISITED) and not facts.is_unborn
        if is_visited and facts.events.keys().isdisjoint(CONTACTS):
            gaps.setdefault(EventKind.VISIT, None)
        if child.id in held and facts.has(EventKind.SUPERVISION) is False:
            gaps[EventKind.SUPERVISION] = None
        for rule in ordered:
            if rule.statuses & child.statuses:
                gaps.update(_met_too_early(rule, facts))
        found.extend(_gap(child, what, day) for what, day in gaps.items())
    return tuple(found)


def _backwards(snapshot: Snapshot) -> dict[ChildId, date]:
    """The children with a spell that ends before it begins, and that end."""
    return {
        spell.child: spell.end
        for spell in snapshot.spells
        if spell.start is not None and spell.end is not None and spell.end < spell.start
    }


def _met_too_early(rule: Rule, facts: Facts) -> Iterator[tuple[EventKind | Gap, date]]:
    """The events that would have met a duty, had they not come before it began."""
    began = [day for kind in rule.triggers if (day := facts.when(kind)) is not None]
    met = {kind: facts.events[kind] for kind in rule.met_by if kind in facts.events}
    if began and met and max(met.values()) < max(began):
        yield from met.items()


def _gap(child: Child, what: EventKind | Gap, day: date | None) -> Finding:
    return Finding(
        rule="D13",
        delay="D13",
        state=State.CANNOT_TELL,
        child=child.id,
        trigger=day,
        trigger_event=what if isinstance(what, EventKind) and day is not None else None,
        missing=(what,),
    )
