"""Events near which a child does not change worker: when they were, and when they are due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from allocation_app.domain.delays import Judged
from allocation_app.domain.findings import Finding
from allocation_app.domain.people import Child, EventKind, Gap, Status
from allocation_app.domain.rules import AskedOf
from allocation_app.domain.timescales import concerning, evaluate

KEY_EVENTS = (
    EventKind.INITIAL_CONFERENCE,
    EventKind.REVIEW_CONFERENCE,
    EventKind.FIRST_LOOKED_AFTER_REVIEW,
    EventKind.LOOKED_AFTER_REVIEW,
    EventKind.PLACEMENT_START,
    EventKind.COURT_HEARING,
)
"""Conferences, reviews, the start or change of a placement, and court hearings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyEvent:
    """One of them with its day: as the import records it, or (``is_due``) when the next is due."""

    kind: EventKind
    day: date
    is_due: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyEvents:
    """Those of one child; ``missing`` names what nobody can tell, and would have to."""

    known: tuple[KeyEvent, ...]
    missing: tuple[EventKind | Gap, ...]

    def near(self, day: date, window: timedelta) -> tuple[KeyEvent, ...]:
        """Those within the window before or after a day, the nearest first."""
        near = (each for each in self.known if abs(each.day - day) <= window)
        return tuple(sorted(near, key=lambda each: (abs(each.day - day), each.day, each.kind)))


def key_events(judged: Judged, child: Child) -> KeyEvents:
    """The last of each kind that is recorded, and when the next are due by the rules in force.

    A date that lies ahead is one that has been arranged. Who is in proceedings has hearings; none
    is asked for where no list tells of any.
    """
    found = list(_answers(judged, child))
    known = [
        KeyEvent(kind=kind, day=day) for kind, day in child.events.items() if kind in KEY_EVENTS
    ]
    known += [
        KeyEvent(kind=kind, day=answer.due, is_due=True)
        for answer, kind in found
        if answer.due is not None
    ]
    missing = dict.fromkeys(gap for answer, _ in found for gap in answer.missing)
    if _is_hearing_unknown(judged, child):
        missing[EventKind.COURT_HEARING] = None
    return KeyEvents(known=tuple(known), missing=tuple(missing))


def _is_hearing_unknown(judged: Judged, child: Child) -> bool:
    """Whether a child in proceedings has no readable date of a hearing where other children do."""
    hearing = EventKind.COURT_HEARING
    return (
        Status.PROCEEDINGS in child.statuses
        and hearing in judged.told
        and hearing not in child.recorded
    )


def _answers(judged: Judged, child: Child) -> Iterator[tuple[Finding, EventKind]]:
    """What the rules say of when the next key events are due."""
    groups = judged.rules.asked_of(AskedOf.CHILDREN, judged.told)
    for group in concerning(child.statuses, groups):
        kinds = [kind for rule in group for kind in rule.every + rule.met_by if kind in KEY_EVENTS]
        answer = evaluate(group, judged.facts(child), judged.calendar) if kinds else None
        if answer is not None:
            yield answer, kinds[0]
