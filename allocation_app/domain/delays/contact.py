"""Whether a child has been seen since its worker changed, and by whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from allocation_app.domain.delays.judged import Judged, of_child, of_each_child, untold
from allocation_app.domain.findings import Finding, State
from allocation_app.domain.people import Child, EventKind, Gap, Spell
from allocation_app.domain.timescales import Clock, latest, state_on
from allocation_app.domain.waiting import CONTACTS
from allocation_app.domain.working_days import Unit


def d6_first_contact(judged: Judged) -> Iterator[Finding]:
    """A worker who took a child over has not seen it within the days that the council aims for.

    Asked where a former worker is known, by name or by the count of workers in the year. Any visit
    meets it, on or after the day of the change; where the import tells who made the last visit,
    one that the new worker made. After another's visit nobody can tell who made those before it.
    """
    return of_each_child(_first_contact, judged)


def _first_contact(judged: Judged, child: Child) -> Iterator[Finding]:
    holder = judged.held(child)
    if holder is None or not _has_changed(judged, child, holder):
        return
    if holder.start is None:
        yield untold("D6", child.id, Gap.ALLOCATION_START)
        return
    facts = judged.facts(child)
    if holder.start > judged.as_at or facts.is_unborn:
        return
    if any(facts.events[kind] >= holder.start for kind in CONTACTS if kind in facts.events):
        if Gap.VISITOR in judged.told and child.visited_by != holder.worker:
            yield untold("D6", child.id, Gap.VISITOR)
        return
    if facts.unknown.issuperset(CONTACTS):
        yield untold("D6", child.id, EventKind.VISIT)
        return
    limit = judged.policy.first_contact_within
    due = judged.calendar.add(holder.start, limit)
    yield Finding(
        rule="D6",
        delay="D6",
        state=state_on(judged.as_at, holder.start, due),
        child=child.id,
        trigger=holder.start,
        trigger_event=Gap.ALLOCATION_START,
        due=due,
        over=judged.calendar.between(due, judged.as_at),
        unit=Unit.WORKING_DAYS,
        limit=limit,
        limit_unit=Unit.WORKING_DAYS,
    )


def _has_changed(judged: Judged, child: Child, holder: Spell) -> bool:
    return (child.workers_in_year or 0) > 1 or bool(judged.former(child, holder))


def d8_seen_by_other(judged: Judged) -> Iterator[Finding]:
    """The last visit since the worker has the child was made by somebody else.

    Asked where the import tells who visited anybody; a visit before the worker began is another's
    by right.
    """
    return of_each_child(_seen_by_other, judged)


def _seen_by_other(judged: Judged, child: Child) -> Iterator[Finding]:
    holder = judged.held(child)
    if Gap.VISITOR not in judged.told or holder is None:
        return
    events = judged.facts(child).events
    visits = [Clock(events[kind], kind) for kind in CONTACTS if kind in events]
    if not visits or child.visited_by == holder.worker:
        return
    last = latest(visits)
    if holder.start is not None and last.day < holder.start:
        return
    if child.visited_by is None:
        yield untold("D8", child.id, Gap.VISITOR)
    elif holder.start is None:
        yield untold("D8", child.id, Gap.ALLOCATION_START)
    else:
        found = of_child("D8", State.LATE, child.id)
        yield replace(found, trigger=last.day, trigger_event=last.event)
