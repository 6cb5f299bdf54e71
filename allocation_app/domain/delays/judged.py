"""What every delay is judged on, and what of it depends on no plan."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from allocation_app.domain.caseloads import Caseloads, caseloads
from allocation_app.domain.delays.others import Others, has_held, others
from allocation_app.domain.facts import Facts, facts_of, told_of_any
from allocation_app.domain.findings import Finding, State
from allocation_app.domain.people import (
    Child,
    ChildId,
    EventKind,
    Gap,
    Spell,
    Worker,
)
from allocation_app.domain.plan import Plan
from allocation_app.domain.policy import Policy
from allocation_app.domain.rules import RuleSet
from allocation_app.domain.snapshot import IMPORTS_KEPT, Snapshot
from allocation_app.domain.waiting import Wait, waits
from allocation_app.domain.working_days import WorkingDays


@dataclass(frozen=True, kw_only=True)
class Judged:
    """What a delay is judged on: a plan worked out, the rules in force, the calendar.

    ``in_time`` asks for the answers "in time" too, which are many and seldom wanted.
    """

    caseloads: Caseloads
    rules: RuleSet
    calendar: WorkingDays
    in_time: bool = False

    @property
    def as_at(self) -> date:
        """The date of the import."""
        return self.caseloads.snapshot.as_at

    @property
    def policy(self) -> Policy:
        """The council's weights and aims."""
        return self.caseloads.policy

    @cached_property
    def told(self) -> frozenset[EventKind | Gap]:
        """What the import records of anybody: nobody is asked for what no child has."""
        return told_of_any(self.caseloads.snapshot)

    @cached_property
    def others(self) -> Others:
        """Who else is, or was, with the children."""
        return others(self.caseloads.snapshot)

    @cached_property
    def has_staff_list(self) -> bool:
        """Whether any source listed staff."""
        return self.caseloads.snapshot.has_staff_list

    @cached_property
    def waits(self) -> tuple[Wait, ...]:
        """The unallocated children, worst first."""
        return waits(self.caseloads, self.calendar)

    def facts(self, child: Child) -> Facts:
        """A child's dates as rules may use them."""
        return facts_of(child, self.as_at, self.told)

    def held(self, child: Child) -> Spell | None:
        """The spell of the case holder; None for a child who waits or of whom nobody can tell."""
        return (
            None if child.id in self.caseloads.unallocated else self.caseloads.spells.get(child.id)
        )

    def worker(self, spell: Spell) -> Worker:
        """Whose spell it is."""
        return self.caseloads.snapshot.workers[spell.worker]

    def former(self, child: Child, holder: Spell) -> tuple[Spell, ...]:
        """The spells of case holders whom somebody else than the present one has followed.

        A holder from whom a move takes the child is one of them, until the day of the move.
        """
        spells = self.others.past.get(child.id, ())
        loads, imported = self.caseloads, self.caseloads.imported.get(child.id)
        if child.id in loads.moves and imported is not None and has_held(imported, loads.snapshot):
            spells = (*spells, imported)
        return tuple(spell for spell in spells if spell.worker != holder.worker)

    def holders(self) -> Iterator[tuple[Worker, tuple[ChildId, ...]]]:
        """Everybody under whose name a child stands, with these children."""
        workers = self.caseloads.snapshot.workers
        for load in self.caseloads.loads.values():
            if load.children:
                yield workers[load.worker], load.children


Ask = Callable[[Judged, Child], Iterable[Finding]]
"""A question that is asked of one child, and whose answer hangs on that child and its holder."""
QUESTIONS = 7


def of_each_child(ask: Ask, judged: Judged) -> Iterator[Finding]:
    """The answers about every child: a plan changes those of the children it names, no others."""
    loads = judged.caseloads
    imported = _imported(ask, loads.snapshot, loads.policy, judged.rules, judged.calendar)
    if not loads.replanned:
        yield from imported
        return
    yield from (finding for finding in imported if finding.child not in loads.replanned)
    for child in sorted(loads.replanned):
        yield from ask(judged, loads.snapshot.children[child])


@lru_cache(maxsize=QUESTIONS * IMPORTS_KEPT)
def _imported(
    ask: Ask, snapshot: Snapshot, policy: Policy, rules: RuleSet, calendar: WorkingDays
) -> tuple[Finding, ...]:
    loads = caseloads(Plan(snapshot=snapshot), policy)
    judged = Judged(caseloads=loads, rules=rules, calendar=calendar)
    return tuple(finding for child in snapshot.children.values() for finding in ask(judged, child))


def of_child(code: str, state: State, child: ChildId, *missing: EventKind | Gap) -> Finding:
    """What a delay without a due date says of a child."""
    return Finding(rule=code, delay=code, state=state, child=child, missing=missing)


def untold(code: str, child: ChildId, *missing: EventKind | Gap) -> Finding:
    """Nobody can tell, for want of these facts."""
    return of_child(code, State.CANNOT_TELL, child, *missing)
