"""What speaks against taking a child elsewhere: pins, marks, siblings, key events, changes."""

from __future__ import annotations

from collections.abc import Iterator

from allocation_app.domain.delays.others import workers_in_year
from allocation_app.domain.findings import Finding
from allocation_app.domain.move_rules.asked import Asked, Given, Why, families
from allocation_app.domain.people import ChildId, EventKind, Gap, Status
from allocation_app.domain.pins import DefaultPin
from allocation_app.domain.plan import MarkKind, Pin
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


def pinned(given: Given) -> Iterator[Why]:
    """A pinned child stays until the pin is lifted or has run out.

    Who is pinned by default, for having had many workers (see `pins`), may go back to one of them.
    """
    match given.pin:
        case Pin() as pin if not given.is_back:
            yield Why(day=pin.until)
        case DefaultPin() as pin if given.move.to not in pin.known:
            yield Why(amounts={"workers": pin.workers})


def keep_apart(given: Given) -> Iterator[Why]:
    """Children who are marked to be kept apart do not have one worker."""
    if given.move.to is None:
        return
    marked = given.marked(MarkKind.KEEP_APART)
    together = tuple(other for other in marked if given.stands_with(other) == given.move.to)
    if together:
        yield Why(others=together)
    elif doubtful := given.unreadable(marked):
        yield Why(others=doubtful, missing=(Gap.HOLDER,))


def keep_together(asked: Asked) -> Iterator[Why]:
    """Children who are marked to be kept together have one worker."""
    return _apart(asked, asked.marked(MarkKind.KEEP_TOGETHER))


def siblings(asked: Asked) -> Iterator[Why]:
    """Siblings have one worker, unless they are marked to be kept apart or together.

    Said where the move splits them, and where it leaves them split.
    """
    marked = {*asked.marked(MarkKind.KEEP_APART), *asked.marked(MarkKind.KEEP_TOGETHER)}
    family = families(asked.snapshot)[asked.child.family_key]
    return _apart(asked, [each for each in family if each not in {asked.child.id, *marked}])


def _apart(asked: Asked, children: list[ChildId]) -> Iterator[Why]:
    doubtful = asked.unreadable(children)
    apart = tuple(
        child
        for child in children
        if child not in doubtful and asked.stands_with(child) != asked.move.to
    )
    if apart:
        yield Why(others=apart, amounts={"children": len(apart)})
    elif doubtful:
        yield Why(others=doubtful, missing=(Gap.HOLDER,))


def key_event(asked: Asked) -> Iterator[Why]:
    """A child's worker does not change near a conference, a review, a new placement or a hearing.

    Near is within the policy's days of the last one that is recorded, or of when the next is due
    (Leeds). A date that lies ahead is one that has been arranged. It is no change where nobody has
    the child. Who is in proceedings has hearings; none is asked for where no list tells of any.
    """
    if not asked.is_taken_from_holder:
        return
    found = list(_answers(asked))
    days = [(day, kind) for kind, day in asked.child.events.items() if kind in KEY_EVENTS]
    days += [(answer.due, kind) for answer, kind in found if answer.due is not None]
    near = [each for each in days if abs(each[0] - asked.day) <= asked.policy.key_event_window]
    if near:
        day, kind = min(near, key=lambda each: (abs(each[0] - asked.day), each))
        yield Why(event=kind, day=day, amounts={"days": (day - asked.day).days})
        return
    missing = dict.fromkeys(gap for answer, _ in found for gap in answer.missing)
    if _is_hearing_unknown(asked):
        missing[EventKind.COURT_HEARING] = None
    if missing:
        yield Why(missing=tuple(missing))


def _is_hearing_unknown(asked: Asked) -> bool:
    """Whether a child in proceedings has no readable date of a hearing where other children do."""
    hearing = EventKind.COURT_HEARING
    return (
        Status.PROCEEDINGS in asked.child.statuses
        and hearing in asked.judged.told
        and hearing not in asked.child.recorded
    )


def _answers(asked: Asked) -> Iterator[tuple[Finding, EventKind]]:
    """What the rules say of when the next key events are due."""
    judged = asked.judged
    groups = judged.rules.asked_of(AskedOf.CHILDREN, judged.told)
    for group in concerning(asked.child.statuses, groups):
        kinds = [kind for rule in group for kind in rule.every + rule.met_by if kind in KEY_EVENTS]
        answer = evaluate(group, judged.facts(asked.child), judged.calendar) if kinds else None
        if answer is not None:
            yield answer, kinds[0]


def churn(asked: Asked) -> Iterator[Why]:
    """A child who has had many workers in a year is not given another one.

    Said where the child is not pinned for that already.
    """
    if not asked.is_taken_from_holder or asked.move.to is None or isinstance(asked.pin, DefaultPin):
        return
    known = workers_in_year(asked.loads, asked.child.id)
    count = asked.child.workers_in_year
    workers = max(len(known), count or 0)
    if asked.move.to in known:
        return
    if workers >= asked.policy.many_workers:
        yield Why(amounts={"workers": workers})
    elif count is None and Gap.WORKERS_IN_YEAR in asked.judged.told:
        yield Why(missing=(Gap.WORKERS_IN_YEAR,))


def never_waits(asked: Asked) -> Iterator[Why]:
    """A child who must never wait for a worker is not taken from one without another.

    Registered, looked-after and privately fostered children, by the council's ladder.
    """
    if asked.move.to is not None or not asked.is_taken_from_holder:
        return
    if asked.policy.must_never_wait(asked.child):
        yield Why()
    elif Status.UNKNOWN in asked.child.statuses:
        yield Why(missing=(Gap.STATUS,))
