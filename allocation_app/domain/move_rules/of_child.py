"""What speaks against taking a child elsewhere: pins, marks, siblings, key events, changes."""

from __future__ import annotations

from collections.abc import Iterator

from allocation_app.domain.delays.others import workers_in_year
from allocation_app.domain.key_events import key_events
from allocation_app.domain.move_rules.asked import Asked, Given, Why, families
from allocation_app.domain.people import ChildId, Gap, Status
from allocation_app.domain.pins import DefaultPin
from allocation_app.domain.plan import MarkKind, Pin


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
    (Leeds; see `key_events`). It is no change where nobody has the child.
    """
    if not asked.is_taken_from_holder:
        return
    found = key_events(asked.judged, asked.child)
    near = found.near(asked.day, asked.policy.key_event_window)
    if near:
        event = near[0]
        yield Why(event=event.kind, day=event.day, amounts={"days": (event.day - asked.day).days})
    elif found.missing:
        yield Why(missing=found.missing)


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
