"""What goes with a case from one worker to the next: the facts of each move that a plan makes.

A pack is about one child, or about the children of one family who go from one worker to another on
one day: a family is handed over once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from allocation_app.domain.caseloads import Caseloads, caseloads
from allocation_app.domain.delays import Judged
from allocation_app.domain.facts import facts_of
from allocation_app.domain.key_events import KeyEvent, key_events
from allocation_app.domain.move_rules.asked import day_of, families
from allocation_app.domain.people import Child, ChildId, EventKind, Gap, Spell, WorkerId
from allocation_app.domain.period import DAY
from allocation_app.domain.plan import InvolvementChange, Move
from allocation_app.domain.review import Review
from allocation_app.domain.waiting import CONTACTS, Wait, waits
from allocation_app.domain.worker_history import Held, worker_history
from allocation_app.domain.working_days import WorkingDays

JOINT_VISIT = 10
"""Working days before a move in which both workers could visit together: an offer, no rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """The last time a child was seen in one of four ways, with the import's own date of it.

    ``is_known`` is True where the date can be used, False where a source says that there was none,
    and None where no source says, or the date can't be.
    """

    kind: EventKind
    day: date | None
    is_known: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """One child of a pack: its move, and what whoever takes it over must know.

    ``since`` is when the child came to whoever gives it, ``wait`` how long it waited by the import,
    where it did. ``key_events`` are those near the day of the move, the nearest first;
    ``untold_events`` what nobody can tell of others. ``beside`` are co-workers and advisers by the
    plan, ``changes`` what the plan changes of these.
    """

    child: ChildId
    move: Move
    since: date | None
    wait: Wait | None
    contacts: tuple[Contact, ...]
    key_events: tuple[KeyEvent, ...]
    untold_events: tuple[EventKind | Gap, ...]
    beside: tuple[Spell, ...]
    changes: tuple[InvolvementChange, ...]
    history: tuple[Held, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A hand-over from ``donor`` (None: nobody had the children) ``to`` somebody on a ``day``.

    ``has_day`` says whether a day was chosen; without one it is that of the import. ``is_met`` says
    whether the donor is a case holder who is there on any of the working days before the move, of
    which `JOINT_VISIT` are looked at. ``siblings`` are the other children of the family with an
    open case. ``joint_visit`` are the first and the last of these days on which both workers are
    there to visit together, None where there is none.
    """

    donor: WorkerId | None
    to: WorkerId | None
    day: date
    has_day: bool
    is_met: bool
    transfers: tuple[Transfer, ...]
    siblings: tuple[ChildId, ...]
    joint_visit: tuple[date, date] | None


def packs(review: Review, children: Sequence[ChildId] = ()) -> tuple[Pack, ...]:
    """A pack for each child or family that the plan moves, in the order of the import.

    ``children`` narrows them to the packs in which one of these children is. A move to whoever has
    the child already hands nothing over.
    """
    loads = review.caseloads
    judged = Judged(caseloads=loads, rules=review.rules, calendar=review.calendar)
    before = caseloads(loads.plan.without_steps, loads.policy)
    waited = {wait.child: wait for wait in waits(before, review.calendar)}
    return tuple(
        _pack(together, judged, waited)
        for together in _together(loads)
        if not children or any(move.child in children for move in together)
    )


def _together(loads: Caseloads) -> Iterable[Sequence[Move]]:
    """The moves that are handed over at once: of one family, from one worker to another."""
    found: dict[tuple[str, WorkerId | None, WorkerId | None, date], list[Move]] = {}
    for child in loads.snapshot.children.values():
        move = loads.moves.get(child.id)
        if move is not None:
            day = day_of(move, loads.snapshot)
            key = (child.family_key, _donor(loads, child.id), move.to, day)
            found.setdefault(key, []).append(move)
    return found.values()


def _donor(loads: Caseloads, child: ChildId) -> WorkerId | None:
    spell = loads.imported.get(child)
    return None if spell is None else spell.worker


def _pack(moves: Sequence[Move], judged: Judged, waited: Mapping[ChildId, Wait]) -> Pack:
    loads, first = judged.caseloads, moves[0]
    snapshot, donor = loads.snapshot, _donor(judged.caseloads, first.child)
    family = families(snapshot)[snapshot.children[first.child].family_key]
    day, moved = day_of(first, snapshot), {move.child for move in moves}
    days = _days_before(day, judged.as_at, judged.calendar)
    both = [
        each for each in days if _is_there(loads, donor, each) and _is_there(loads, first.to, each)
    ]
    return Pack(
        donor=donor,
        to=first.to,
        day=day,
        has_day=first.effective is not None,
        is_met=any(_is_there(loads, donor, each) for each in days or [judged.as_at]),
        transfers=tuple(_transfer(move, judged, waited) for move in moves),
        siblings=tuple(child for child in family if child not in moved),
        joint_visit=(both[0], both[-1]) if both else None,
    )


def _is_there(loads: Caseloads, worker_id: WorkerId | None, day: date) -> bool:
    """Whether this is a case holder who is in post and not away on this day."""
    worker = None if worker_id is None else loads.snapshot.workers[worker_id]
    if worker is None or not worker.holds_cases or worker.has_left(day):
        return False
    return worker.has_begun(day) and worker.absence_on(day) is None


def _transfer(move: Move, judged: Judged, waited: Mapping[ChildId, Wait]) -> Transfer:
    loads = judged.caseloads
    child, spell = loads.snapshot.children[move.child], loads.imported.get(move.child)
    events, day = key_events(judged, child), day_of(move, loads.snapshot)
    return Transfer(
        child=child.id,
        move=move,
        since=None if spell is None else spell.start,
        wait=waited.get(child.id),
        contacts=contacts(child, judged.as_at),
        key_events=events.near(day, loads.policy.key_event_window),
        untold_events=events.missing,
        beside=tuple(each for each in loads.beside.get(child.id, ()) if each.is_open(judged.as_at)),
        changes=tuple(each for each in loads.plan.involvements if each.child == child.id),
        history=worker_history(loads, child.id),
    )


def contacts(child: Child, as_at: date) -> tuple[Contact, ...]:
    """When a child was last seen, in each of the four ways in which it can have been."""
    facts = facts_of(child, as_at)
    return tuple(
        Contact(kind=kind, day=child.events.get(kind), is_known=facts.has(kind))
        for kind in CONTACTS
    )


def _days_before(day: date, as_at: date, calendar: WorkingDays) -> list[date]:
    """The working days between the import and a move, the last `JOINT_VISIT` of them."""
    first = max(as_at, calendar.back(day - DAY, JOINT_VISIT)) + DAY
    days = (first + n * DAY for n in range((day - first).days))
    return [each for each in days if calendar.is_working_day(each)]
