"""What was asked of the planner; which of its moves stand in a plan, and how they are put there."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace

from allocation_app.domain.effects import Measured
from allocation_app.domain.move_rules import Broken
from allocation_app.domain.people import ChildId
from allocation_app.domain.plan import Move, Plan
from allocation_app.domain.proposal import Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked, of which plan, measured by what."""

    plan: Plan
    by: Measured
    request: Request


def essence(move: Move) -> Hashable:
    """What makes a move the one that was suggested; a manager may add a note or another reason."""
    return move.child, move.to, move.effective


def standing(plan: Plan, moves: Iterable[Move]) -> tuple[Move, ...]:
    """Those moves of a plan that were suggested, as they stand in it."""
    suggested = set(map(essence, moves))
    return tuple(move for move in plan.moves if essence(move) in suggested)


def beside(plan: Plan, moves: Iterable[Move]) -> Plan:
    """The plan without what was suggested, and without what says nothing of who is where."""
    suggested = set(map(essence, moves))
    others = tuple(move for move in plan.moves if essence(move) not in suggested)
    return replace(plan, moves=others, oversight=(), name="", notes="")


def with_reasons(moves: Iterable[Move], warning: Iterable[Broken], why: str) -> tuple[Move, ...]:
    """The moves with the rules that each of them would break, set aside for this reason.

    ``why`` is a code of `OVERRIDE_REASONS`; raises `ValueError` where one is needed and missing.
    """
    warned: dict[ChildId, list[str]] = {}
    for each in warning:
        warned.setdefault(each.child, []).append(each.rule)
    return tuple(
        replace(move, overrides=tuple(dict.fromkeys(warned[move.child])), override_reason=why)
        if move.child in warned
        else move
        for move in moves
    )
