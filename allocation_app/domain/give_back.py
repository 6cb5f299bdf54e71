"""Give back the children of somebody who returns, unless that is one change too many.

It proposes and stages nothing: a manager sees every child, and may leave any with whom it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from allocation_app.domain.caseloads import Caseloads, caseloads
from allocation_app.domain.effects import Measured
from allocation_app.domain.move_rules import Broken, broken
from allocation_app.domain.people import Absence, ChildId, Involvement, Spell, Worker, WorkerId
from allocation_app.domain.plan import Move, Plan
from allocation_app.domain.staffing import DAY, StaffChangeKind

BACK = "ABSENC"
"""Why these children change their worker, in `CHANGE_REASONS`: the return from an absence."""


class WhyKept(StrEnum):
    """Why a child stays with whom it is."""

    SECOND_CHANGE = "second_change"
    SINCE_UNKNOWN = "since_unknown"
    PLANNED_MOVE = "planned_move"
    RULE = "rule"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A child that is not given back.

    ``since`` is when it came to its present worker, where that is known; ``rules`` are the codes
    of the hard rules that a return would break (see `move_rules`).
    """

    child: ChildId
    why: WhyKept
    since: date | None = None
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveBack:
    """Who would go back to a worker on a day, and who stays with whom they are, and why.

    ``away`` is the absence that ends; without one nobody is given back. A child that is the
    worker's by the import, and was to go by a move of the plan, is among the moves: with it that
    move is taken back (see `given_back`).
    """

    worker: WorkerId
    day: date
    away: Absence | None = None
    moves: tuple[Move, ...] = ()
    kept: tuple[Kept, ...] = ()


def give_back(plan: Plan, worker: WorkerId, by: Measured) -> GiveBack:
    """Who was this worker's when the absence came, and could be again from the return on.

    These are the children who went to others since, or within the policy's days before it in
    which somebody who goes is given no new case. One whose last change of worker would lie less
    than ``policy.second_change_within`` back stays; a child without a case holder never does for
    that. A child that has a move in the plan, to be made before the return, stays too: a plan has
    one move a child. Raises KeyError for a worker nobody knows.
    """
    loads = caseloads(plan, by.policy)
    away, day = _absence(plan, loads.snapshot.workers[worker])
    if away is None:
        return GiveBack(worker=worker, day=day)
    moves: list[Move] = []
    kept: list[Kept] = []
    then = plan
    for child in _were_theirs(loads, worker, away):
        move = Move(child=child, to=worker, reason=BACK, effective=day)
        stays = _stays(loads, move, day, broken(then, move, by))
        if stays is None:
            moves.append(move)
            then = given_back(then, (move,))
        else:
            kept.append(stays)
    return GiveBack(worker=worker, day=day, away=away, moves=tuple(moves), kept=tuple(kept))


def given_back(plan: Plan, moves: Iterable[Move]) -> Plan:
    """The plan with these children given back: who never left by the import needs no move."""
    holders = plan.snapshot.holding_spells()
    for move in moves:
        spell = holders.get(move.child)
        is_there = spell is not None and spell.worker == move.to
        plan = plan.without_move(move.child) if is_there else plan.with_move(move)
    return plan


def _absence(plan: Plan, worker: Worker) -> tuple[Absence | None, date]:
    """The absence that ends, and the first day back: as staged, else as the absence has it.

    That is the absence of today, or else the next one, or else the last one. One without a planned
    return ends for nobody.
    """
    today = plan.snapshot.as_at
    back = next(
        (
            change.day
            for change in plan.staffing
            if change.worker == worker.id and change.kind is StaffChangeKind.RETURNS
        ),
        None,
    )
    ended = sorted(
        (each for each in worker.absences if each.end is not None), key=lambda each: each.start
    )
    if back is not None:
        over = [each for each in ended if each.end == back - DAY]
        return over[-1] if over else None, max(back, today)
    coming = [each for each in ended if each.end is not None and each.end >= today]
    chosen = coming[0] if coming else ended[-1] if ended else None
    if chosen is None or chosen.end is None:
        return None, today
    return chosen, max(chosen.end + DAY, today)


def _were_theirs(loads: Caseloads, worker: WorkerId, away: Absence) -> tuple[ChildId, ...]:
    """The worker's children as the absence came who are with somebody else, or nobody, now."""
    from_day = away.start - loads.policy.leaving_soon
    found = {
        spell.child: None
        for spell in loads.snapshot.spells
        if spell.worker == worker
        and spell.involvement is Involvement.CASE_HOLDER
        and (spell.end is None or spell.end >= from_day)
        and (spell.start is None or away.end is None or spell.start <= away.end)
    }
    return tuple(child for child in found if _holder(loads, child) != worker)


def _holder(loads: Caseloads, child: ChildId) -> WorkerId | None:
    spell = loads.spells.get(child)
    return None if spell is None else spell.worker


def _stays(loads: Caseloads, move: Move, day: date, breaks: Iterable[Broken]) -> Kept | None:
    """Why this child is not given back beside those who are, None where it is."""
    child, spell = move.child, loads.spells.get(move.child)
    known = loads.imported.get(child)
    rules = tuple(each.rule for each in breaks if each.is_hard)
    if rules:
        return Kept(child=child, why=WhyKept.RULE, since=_since(spell), rules=rules)
    if known is not None and known.worker == move.to:
        planned = loads.moves[child].effective or loads.snapshot.as_at
        # Whoever was to go no sooner than the worker is back need not go at all.
        return (
            None if planned >= day else Kept(child=child, why=WhyKept.PLANNED_MOVE, since=planned)
        )
    if child in loads.unallocated:
        return None
    if spell is None or spell.start is None:  # without a spell nobody could read who has the child
        return Kept(child=child, why=WhyKept.SINCE_UNKNOWN)
    if day - spell.start < loads.policy.second_change_within:
        return Kept(child=child, why=WhyKept.SECOND_CHANGE, since=spell.start)
    return None


def _since(spell: Spell | None) -> date | None:
    return None if spell is None else spell.start
