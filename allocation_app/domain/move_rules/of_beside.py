"""What speaks against a co-worker or a personal adviser beside a child's case holder.

All of it stops the change: there is no reason to set one of these aside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from allocation_app.domain.caseloads import Caseloads
from allocation_app.domain.move_rules.asked import Broken, Given, Why
from allocation_app.domain.move_rules.of_worker import has_left, long_away, must_not, not_started
from allocation_app.domain.plan import InvolvementChange, Move


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedBeside:
    """Somebody who is to come to a child or to go, and the plan worked out without that."""

    loads: Caseloads
    change: InvolvementChange

    @property
    def given(self) -> Given:
        """The same as if the worker were to hold the child, for the rules that both have."""
        change = self.change
        move = Move(child=change.child, to=change.worker, effective=change.effective)
        return Given(loads=self.loads, move=move, pin=None)

    @property
    def is_there(self) -> bool:
        """Whether the worker is with the child in this capacity."""
        change, as_at = self.change, self.loads.snapshot.as_at
        return any(
            (each.worker, each.involvement) == (change.worker, change.involvement)
            and each.is_open(as_at)
            for each in self.loads.beside.get(change.child, ())
        )


def not_a_person(of: AskedBeside) -> Iterator[Why]:
    """A duty desk or a team is nobody who works with a child."""
    if not of.loads.snapshot.workers[of.change.worker].is_person:
        yield Why()


def holds_already(of: AskedBeside) -> Iterator[Why]:
    """Nobody stands beside themselves, and nobody comes who is there in the same capacity."""
    spell = of.loads.spells.get(of.change.child)
    if of.is_there or (spell is not None and spell.worker == of.change.worker):
        yield Why()


def not_there(of: AskedBeside) -> Iterator[Why]:
    """Nobody goes who is not with the child in this capacity."""
    if not of.is_there:
        yield Why()


BESIDE: Mapping[str, Callable[[AskedBeside], Iterator[Why]]] = {
    "must_not": lambda of: must_not(of.given),
    "not_a_person": not_a_person,
    "has_left": lambda of: has_left(of.given),
    "not_started": lambda of: not_started(of.given),
    "long_away": lambda of: long_away(of.given),
    "holds_already": holds_already,
}
"""What is asked of who comes, by code; of who goes only `not_there`."""
ENDING: Mapping[str, Callable[[AskedBeside], Iterator[Why]]] = {"not_there": not_there}


def broken_beside(loads: Caseloads, change: InvolvementChange) -> Iterator[Broken]:
    """What this change would break in a plan that was worked out without it."""
    of = AskedBeside(loads=loads, change=change)
    for code, rule in (ENDING if change.is_end else BESIDE).items():
        for why in rule(of):
            if not why.missing:
                yield Broken(
                    rule=code,
                    is_hard=True,
                    child=change.child,
                    worker=change.worker,
                    amounts=why.amounts,
                    day=why.day,
                )
