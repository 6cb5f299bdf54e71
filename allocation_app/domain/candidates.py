"""Who could take this child: every case holder ranked by room, with each reason as a signed part.

"Why this worker, and why not the others": each candidate carries what speaks for and against, in
points of share (1 is one per cent of that person's capacity), and the parts add up to the score.
It is the same sum for everyone, an offer to talk about and never an allocation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from allocation_app.domain.capacity import DECIMALS
from allocation_app.domain.caseloads import Caseloads, Load
from allocation_app.domain.delays.others import others as others_of
from allocation_app.domain.headroom import is_going
from allocation_app.domain.language import is_welsh, speaks_welsh
from allocation_app.domain.move_rules import Bar, barred
from allocation_app.domain.move_rules.asked import day_of, families
from allocation_app.domain.move_rules.of_worker import is_role_in_doubt
from allocation_app.domain.people import (
    Absence,
    Child,
    ChildId,
    Status,
    Worker,
    WorkerId,
    is_of_other_team,
)
from allocation_app.domain.pins import DefaultPin, why_pinned
from allocation_app.domain.plan import Pin
from allocation_app.domain.policy import CaseType, Policy
from allocation_app.domain.preferences import Preferences
from allocation_app.domain.recent import Recent, recent_cases
from allocation_app.domain.snapshot import IMPORTS_KEPT, Snapshot


class Part(StrEnum):
    """What speaks for or against a candidate; where two count alike, the earlier is told first."""

    ROOM = "room"
    KNOWS_CHILD = "knows_child"
    KNOWS_SIBLING = "knows_sibling"
    KNEW_SIBLING = "knew_sibling"
    WELSH = "welsh"
    CASE_MIX = "case_mix"
    OTHER_TEAM = "other_team"
    NEWLY_QUALIFIED = "newly_qualified"
    ROLE_IN_DOUBT = "role_in_doubt"
    NEW_CASES = "new_cases"
    AWAY_SOON = "away_soon"


NEW_WITHIN = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A child whom a worker holds in the plan, or has held: from when to when.

    Without an ``end`` it is theirs; a ``start`` that no source gives is None.
    """

    child: ChildId
    start: date | None
    end: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One worker for one child: the load before and after, and what the place is made of.

    ``parts`` are points of share and add up to ``score``; a part that counts nothing is left out.
    ``new_cases`` came within the last 7 days, ``alike`` are held of the child's
    kind. ``known`` are the child, then its siblings, as far as this worker holds or has held them.
    ``absence`` covers the day, where somebody is away. ``recent`` is what they had of the last
    cases; of two with the same score the one comes first who had less of their share.
    ``shortfall`` is what the score lacks of the first one's. ``place`` counts from 1;
    ``place_without_top`` is where the worker would stand if the largest part counted for nobody.
    """

    worker: WorkerId
    before: Load
    after: Load
    parts: Mapping[Part, float]
    score: float
    new_cases: int = 0
    alike: int = 0
    known: tuple[Known, ...] = ()
    absence: Absence | None = None
    recent: Recent | None = None
    shortfall: float = 0.0
    place: int = 1
    place_without_top: int = 1

    @property
    def turn(self) -> tuple[float, WorkerId]:
        """By what those are ordered of whom all else says the same: the last cases, then the id."""
        return (0.0 if self.recent is None else self.recent.over), self.worker

    @property
    def largest(self) -> tuple[Part, ...]:
        """The parts by what they count, for or against, the largest first."""
        order = list(Part)
        return tuple(
            sorted(self.parts, key=lambda part: (-abs(self.parts[part]), order.index(part)))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Excluded:
    """A worker whom a hard rule keeps from this child, and the rule."""

    worker: WorkerId
    rule: Bar


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """Who could take a child, the first one first; who can't, and why; who is away today.

    Those who are away are ranked among themselves. A child who is held where it is by ``pin`` is
    kept from all but the worker it is with. ``case_type`` is the kind that a case mix is told of.
    """

    child: ChildId
    case_type: CaseType
    pin: Pin | DefaultPin | None
    ranked: tuple[Candidate, ...]
    excluded: tuple[Excluded, ...]
    away: tuple[Candidate, ...]


def candidates(loads: Caseloads, child: ChildId) -> Candidates:
    """Rank every case holder for this child as the plan has it; whoever holds the child stays.

    The order is by score, then by who had least of their share of the last cases (see `recent`),
    then by id. Raises KeyError for a child whom the import does not have.
    """
    sought = loads.snapshot.children[child]
    asked = sorted(loads.case_holders, key=lambda each: each.id)
    bars = barred(loads, child, asked)
    allowed = [worker for worker in asked if worker.id not in bars]
    scale = _scale(loads, sought, allowed)
    found = [scale.candidate(worker) for worker in allowed]
    return Candidates(
        child=child,
        case_type=scale.case_type,
        pin=why_pinned(loads, child),
        ranked=_ranked([each for each in found if each.absence is None]),
        excluded=tuple(Excluded(worker=worker, rule=rule) for worker, rule in bars.items()),
        away=_ranked([each for each in found if each.absence is not None]),
    )


def order_without(found: Sequence[Candidate], part: Part) -> tuple[WorkerId, ...]:
    """The order in which the candidates would stand if one part counted for nobody."""
    left = {each.worker: round(each.score - each.parts.get(part, 0.0), DECIMALS) for each in found}
    order = sorted(found, key=lambda each: (-left[each.worker], each.turn))
    return tuple(each.worker for each in order)


def worths(
    loads: Caseloads, child: ChildId, workers: Sequence[Worker]
) -> Mapping[WorkerId, Mapping[Part, float]]:
    """What speaks for and against each of these workers for this child, beside room.

    The same parts as of a candidate, whether a rule bars the worker or not.
    """
    scale = _scale(loads, loads.snapshot.children[child], workers)
    return {worker.id: dict(scale.beside_room(worker)) for worker in workers}


def knowledge(loads: Caseloads, child: ChildId) -> Mapping[WorkerId, float]:
    """What it counts for that somebody holds or has held the child or a sibling."""
    found = _known(loads, loads.snapshot.children[child])
    worth = loads.policy.preferences
    return {
        worker: sum(amount for _, amount in _known_parts(known, child, worth))
        for worker, known in found.items()
    }


def _known_parts(
    known: Sequence[Known], child: ChildId, worth: Preferences
) -> Iterator[tuple[Part, float]]:
    siblings = [each for each in known if each.child != child]
    if len(siblings) < len(known):
        yield Part.KNOWS_CHILD, worth.knows_child
    if any(each.end is None for each in siblings):
        yield Part.KNOWS_SIBLING, worth.knows_sibling
    elif siblings:
        yield Part.KNEW_SIBLING, worth.knew_sibling


def _ranked(found: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """The candidates by score, then by turn, each with its places and its shortfall."""
    order = sorted(found, key=lambda each: (-each.score, each.turn))
    tops = {each.largest[0] for each in order if each.parts}
    places = {
        top: {worker: at for at, worker in enumerate(order_without(order, top), start=1)}
        for top in tops
    }
    return tuple(
        replace(
            each,
            place=place,
            shortfall=round(order[0].score - each.score, DECIMALS),
            place_without_top=places[each.largest[0]][each.worker] if each.parts else place,
        )
        for place, each in enumerate(order, start=1)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    """By what the candidates of one child are told apart."""

    loads: Caseloads
    child: Child
    case_type: CaseType
    known: Mapping[WorkerId, tuple[Known, ...]]
    alike: Mapping[WorkerId, int]
    fewer: Mapping[WorkerId, float]
    new_cases: Mapping[WorkerId, int]
    recent: Mapping[WorkerId, Recent]
    is_welsh: bool

    def candidate(self, worker: Worker) -> Candidate:
        """One worker for the child; only somebody with capacity can be asked about."""
        loads = self.loads
        after = loads.load_with(self.child.id, worker.id)
        counted = {part: round(amount, DECIMALS) for part, amount in self._parts(worker, after)}
        parts = {part: amount for part, amount in counted.items() if amount != 0}
        return Candidate(
            worker=worker.id,
            before=loads.loads[worker.id],
            after=after,
            parts=parts,
            score=round(sum(parts.values()), DECIMALS),
            new_cases=self.new_cases.get(worker.id, 0),
            alike=self.alike[worker.id],
            known=self.known.get(worker.id, ()),
            absence=worker.absence_on(loads.snapshot.as_at),
            recent=self.recent.get(worker.id),
        )

    def _parts(self, worker: Worker, after: Load) -> Iterable[tuple[Part, float]]:
        yield Part.ROOM, (self.loads.policy.headroom_to - (after.utilisation or 0.0)) * 100
        yield from self.beside_room(worker)

    def beside_room(self, worker: Worker) -> Iterator[tuple[Part, float]]:
        """What counts for and against this worker, whatever they carry."""
        policy, worth = self.loads.policy, self.loads.policy.preferences
        yield from _known_parts(self.known.get(worker.id, ()), self.child.id, worth)
        if self.is_welsh and speaks_welsh(worker):
            yield Part.WELSH, worth.welsh
        yield Part.CASE_MIX, self.fewer[worker.id] * worth.case_mix
        if is_of_other_team(worker, self.child):
            yield Part.OTHER_TEAM, worth.other_team
        closed = policy.not_alone | {Status.UNKNOWN}
        if worker.is_newly_qualified and not closed.isdisjoint(self.child.statuses):
            yield Part.NEWLY_QUALIFIED, worth.newly_qualified
        if worker.role is not None and is_role_in_doubt(worker.role, self.child, policy):
            yield Part.ROLE_IN_DOUBT, worth.role_in_doubt
        yield Part.NEW_CASES, self.new_cases.get(worker.id, 0) * worth.new_case
        yield Part.AWAY_SOON, self._away_soon(worker)

    def _away_soon(self, worker: Worker) -> float:
        policy, as_at = self.loads.policy, self.loads.snapshot.as_at
        soon = as_at + policy.leaving_soon
        if worker.absence_on(as_at) is None and is_going(worker, policy, as_at):
            return policy.preferences.going
        is_away = any(
            absence.start <= soon and (absence.end is None or absence.end >= as_at)
            for absence in worker.absences
        )
        return policy.preferences.away_soon if is_away else 0.0


def _scale(loads: Caseloads, child: Child, workers: Sequence[Worker]) -> _Scale:
    snapshot, policy = loads.snapshot, loads.policy
    types = _case_types(snapshot, policy)
    wanted = types[child.id]
    others = {
        worker.id: [held for held in loads.loads[worker.id].children if held != child.id]
        for worker in workers
    }
    alike = {
        worker: [types[each] for each in held].count(wanted) for worker, held in others.items()
    }
    cases, all_alike = sum(map(len, others.values())), sum(alike.values())
    return _Scale(
        loads=loads,
        child=child,
        case_type=wanted,
        known=_known(loads, child),
        alike=alike,
        fewer={
            worker: len(held) * all_alike / max(1, cases) - alike[worker]
            for worker, held in others.items()
        },
        new_cases=Counter(
            worker
            for worker, held in others.items()
            for each in held
            if loads.spells[each].is_new(snapshot.as_at, NEW_WITHIN)
        ),
        recent=recent_cases(loads).workers,
        is_welsh=is_welsh(child.language),
    )


@lru_cache(maxsize=IMPORTS_KEPT)
def _case_types(snapshot: Snapshot, policy: Policy) -> Mapping[ChildId, CaseType]:
    """What each child's case weighs by: no plan changes it."""
    children = snapshot.children.values()
    return {child.id: policy.case_type(child, snapshot.as_at) for child in children}


def _known(loads: Caseloads, child: Child) -> Mapping[WorkerId, tuple[Known, ...]]:
    """Who holds or has held the child or a sibling, by the import and by the plan."""
    snapshot, found = loads.snapshot, dict[WorkerId, list[Known]]()
    past = others_of(snapshot).past
    family = families(snapshot)[child.family_key]
    for each in (child.id, *(other for other in family if other != child.id)):
        imported, now = loads.imported.get(each), loads.spells.get(each)
        held = [(spell.worker, spell.start, spell.end) for spell in past.get(each, ())]
        if imported is not None and each in loads.moves:
            day = day_of(loads.moves[each], snapshot)
            held.append((imported.worker, imported.start, day))
        if now is not None:
            held.append((now.worker, now.start, None))
        for worker, start, end in held:
            found.setdefault(worker, []).append(Known(child=each, start=start, end=end))
    return {worker: tuple(several) for worker, several in found.items()}
