"""Who could take this child: every case holder ranked by room, with each reason as a signed part.

"Why this worker, and why not the others": each candidate carries what speaks for and against, in
points of share (1 is one per cent of that person's capacity), and the parts add up to the score.
It is the same sum for everyone, an offer to talk about and never an allocation.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from allocation_app.domain.capacity import DECIMALS
from allocation_app.domain.caseloads import Caseloads, Load
from allocation_app.domain.headroom import is_going
from allocation_app.domain.move_rules import Bar, barred
from allocation_app.domain.move_rules.of_worker import is_role_in_doubt
from allocation_app.domain.people import (
    Absence,
    Child,
    ChildId,
    Involvement,
    Status,
    Worker,
    WorkerId,
)
from allocation_app.domain.policy import CaseType


class Part(StrEnum):
    """What speaks for or against a candidate; where two count alike, the earlier is told first."""

    ROOM = "room"
    KNOWS_CHILD = "knows_child"
    KNOWS_SIBLING = "knows_sibling"
    WELSH = "welsh"
    CASE_MIX = "case_mix"
    NEWLY_QUALIFIED = "newly_qualified"
    ROLE_IN_DOUBT = "role_in_doubt"
    NEW_CASES = "new_cases"
    AWAY_SOON = "away_soon"


PREFERENCES: Mapping[Part, float] = {
    Part.KNOWS_CHILD: 20.0,
    Part.KNOWS_SIBLING: 25.0,
    Part.WELSH: 15.0,
    Part.CASE_MIX: 1.0,
    Part.NEWLY_QUALIFIED: -40.0,
    Part.ROLE_IN_DOUBT: -40.0,
    Part.NEW_CASES: -2.0,
    Part.AWAY_SOON: -10.0,
}
"""What each is worth in points of share; examples, not published figures.

Siblings have one worker unless that is not in a child's interest (Central Bedfordshire), changes of
worker are few (Cumberland), a Welsh-speaking child is offered a Welsh-speaking worker (CIW),
protection and court cases are not for somebody newly qualified alone (Wirral). New cases count
each; so does each case of this kind that somebody holds fewer than their share of everybody's.
"""
GOING = -40.0
"""Instead of `Part.AWAY_SOON`'s, for whoever leaves soon or goes away for long soon."""
NEW_WITHIN = timedelta(days=7)
WELSH_WORDS = frozenset({"welsh", "cymraeg", "cymraes", "cy", "cym"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One worker for one child: the load before and after, and what the place is made of.

    ``parts`` are points of share and add up to ``score``; a part that counts nothing is left out.
    ``new_cases`` came within the last 7 days. ``absence`` covers the day, where somebody is away.
    ``shortfall`` is what the score lacks of the first one's. ``place`` counts from 1;
    ``place_without_top`` is where the worker would stand if the largest part counted for nobody.
    """

    worker: WorkerId
    before: Load
    after: Load
    parts: Mapping[Part, float]
    score: float
    new_cases: int = 0
    absence: Absence | None = None
    shortfall: float = 0.0
    place: int = 1
    place_without_top: int = 1

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

    Those who are away are ranked among themselves.
    """

    child: ChildId
    ranked: tuple[Candidate, ...]
    excluded: tuple[Excluded, ...]
    away: tuple[Candidate, ...]


def candidates(loads: Caseloads, child: ChildId) -> Candidates:
    """Rank every case holder for this child as the plan has it; whoever holds the child stays.

    The order is by score, then by id. Raises KeyError for a child whom the import does not have.
    """
    sought = loads.snapshot.children[child]
    asked = sorted(loads.case_holders, key=lambda each: each.id)
    bars = barred(loads, child, asked)
    allowed = [worker for worker in asked if worker.id not in bars]
    scale = _scale(loads, sought, allowed)
    found = [scale.candidate(worker) for worker in allowed]
    return Candidates(
        child=child,
        ranked=_ranked([each for each in found if each.absence is None]),
        excluded=tuple(Excluded(worker=worker, rule=rule) for worker, rule in bars.items()),
        away=_ranked([each for each in found if each.absence is not None]),
    )


def order_without(found: Sequence[Candidate], part: Part) -> tuple[WorkerId, ...]:
    """The order in which the candidates would stand if one part counted for nobody."""
    left = {each.worker: round(each.score - each.parts.get(part, 0.0), DECIMALS) for each in found}
    return tuple(sorted(left, key=lambda worker: (-left[worker], worker)))


def _ranked(found: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """The candidates by score, then id, each with its places and its shortfall."""
    order = sorted(found, key=lambda each: (-each.score, each.worker))
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
    holders: frozenset[WorkerId]
    siblings_with: frozenset[WorkerId]
    fewer: Mapping[WorkerId, float]
    new_cases: Mapping[WorkerId, int]
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
            absence=worker.absence_on(loads.snapshot.as_at),
        )

    def _parts(self, worker: Worker, after: Load) -> Iterable[tuple[Part, float]]:
        policy, worth = self.loads.policy, PREFERENCES
        yield Part.ROOM, (policy.headroom_to - (after.utilisation or 0.0)) * 100
        if worker.id in self.holders:
            yield Part.KNOWS_CHILD, worth[Part.KNOWS_CHILD]
        if worker.id in self.siblings_with:
            yield Part.KNOWS_SIBLING, worth[Part.KNOWS_SIBLING]
        if self.is_welsh and any(map(_is_welsh, worker.languages)):
            yield Part.WELSH, worth[Part.WELSH]
        yield Part.CASE_MIX, self.fewer[worker.id] * worth[Part.CASE_MIX]
        closed = policy.not_alone | {Status.UNKNOWN}
        if worker.is_newly_qualified and not closed.isdisjoint(self.child.statuses):
            yield Part.NEWLY_QUALIFIED, worth[Part.NEWLY_QUALIFIED]
        if worker.role is not None and is_role_in_doubt(worker.role, self.child, policy):
            yield Part.ROLE_IN_DOUBT, worth[Part.ROLE_IN_DOUBT]
        yield Part.NEW_CASES, self.new_cases.get(worker.id, 0) * worth[Part.NEW_CASES]
        yield Part.AWAY_SOON, self._away_soon(worker)

    def _away_soon(self, worker: Worker) -> float:
        policy, as_at = self.loads.policy, self.loads.snapshot.as_at
        soon = as_at + policy.leaving_soon
        if worker.absence_on(as_at) is None and is_going(worker, policy, as_at):
            return GOING
        is_away = any(
            absence.start <= soon and (absence.end is None or absence.end >= as_at)
            for absence in worker.absences
        )
        return PREFERENCES[Part.AWAY_SOON] if is_away else 0.0


def _scale(loads: Caseloads, child: Child, workers: Sequence[Worker]) -> _Scale:
    snapshot, as_at = loads.snapshot, loads.snapshot.as_at
    wanted = loads.policy.case_type(child, as_at)
    past = {
        spell.worker
        for spell in snapshot.spells
        if spell.child == child.id and spell.involvement is Involvement.CASE_HOLDER
    }
    now = loads.spells.get(child.id)
    others = {
        worker.id: [held for held in loads.loads[worker.id].children if held != child.id]
        for worker in workers
    }
    alike = {worker: _alike(loads, held, wanted) for worker, held in others.items()}
    cases = sum(map(len, others.values()))
    return _Scale(
        loads=loads,
        child=child,
        holders=frozenset(past if now is None else {*past, now.worker}),
        siblings_with=frozenset(
            worker
            for worker, held in others.items()
            if any(snapshot.children[each].family_key == child.family_key for each in held)
        ),
        fewer={
            worker: len(held) * sum(alike.values()) / max(1, cases) - alike[worker]
            for worker, held in others.items()
        },
        new_cases=Counter(
            worker
            for worker, held in others.items()
            for each in held
            if loads.spells[each].is_new(as_at, NEW_WITHIN)
        ),
        is_welsh=_is_welsh(child.language),
    )


def _alike(loads: Caseloads, held: Iterable[ChildId], wanted: CaseType) -> int:
    children, as_at = loads.snapshot.children, loads.snapshot.as_at
    return sum(loads.policy.case_type(children[each], as_at) is wanted for each in held)


def _is_welsh(language: str) -> bool:
    """Whether a language, as it was written, is Welsh ("Cymraeg", "Welsh / English")."""
    said = set(re.findall(r"\w+", language.casefold()))
    return not WELSH_WORDS.isdisjoint(said) and NOT.isdisjoint(said)


NOT = frozenset({"no", "non", "not", "dim"})
