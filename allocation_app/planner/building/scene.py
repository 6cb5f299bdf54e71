"""What a request is about: the plan on its day, whose load is balanced, who may be moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import inf

from allocation_app.domain import keeping
from allocation_app.domain.ahead import on_day
from allocation_app.domain.caseloads import Caseloads, caseloads
from allocation_app.domain.effects import Measured
from allocation_app.domain.people import ChildId, Worker, WorkerId
from allocation_app.domain.plan import Mark, Plan
from allocation_app.domain.proposal import OWN_TEAM, Request
from allocation_app.domain.staffing import DAY
from allocation_app.domain.waiting import waits
from allocation_app.planner.model import Receiver

JUST_BELOW = 1e-6


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A request beside the plan that it is asked of."""

    plan: Plan
    request: Request
    by: Measured

    @cached_property
    def today(self) -> Caseloads:
        """The plan on the day of the import, by which moves are staged and rules are asked."""
        return caseloads(self.plan, self.by.policy)

    @cached_property
    def loads(self) -> Caseloads:
        """The plan as it will be seen on the day that is asked about."""
        day = self.request.day or self.plan.snapshot.as_at
        return caseloads(on_day(self.plan, day), self.by.policy)

    @property
    def day(self) -> date:
        """On which the loads are balanced."""
        return self.loads.snapshot.as_at

    @cached_property
    def line(self) -> float:
        """The share of capacity that everybody is to keep to."""
        if self.request.limit is not None:
            return self.request.limit
        return self.by.policy.bands.over - JUST_BELOW

    @cached_property
    def workers(self) -> tuple[Worker, ...]:
        """Case holders with capacity of the team that is asked about, by id.

        Where the rule of the own team is set aside, those of other teams too who are not above the
        line already: nobody can take from them what is theirs.
        """
        found = (worker for worker in self.loads.case_holders if self._is_asked(worker))
        return tuple(sorted(found, key=lambda worker: worker.id))

    def _is_asked(self, worker: Worker) -> bool:
        request, share = self.request, self.loads.loads[worker.id].utilisation
        if share is None or self.is_of_team(worker):
            return share is not None
        is_chosen = request.among is None or worker.id in request.among
        return OWN_TEAM in request.set_aside and is_chosen and share <= self.line

    def is_of_team(self, worker: Worker) -> bool:
        """Whether it is this worker's load that the request is about."""
        return self.request.team in {None, worker.team}

    @cached_property
    def number(self) -> Mapping[WorkerId, int]:
        """The place of each worker in the model."""
        return {worker.id: n for n, worker in enumerate(self.workers)}

    @cached_property
    def stands(self) -> Mapping[ChildId, int]:
        """With which of these workers a child stands; without those who stand with nobody here."""
        return {
            child: self.number[spell.worker]
            for child, spell in self.loads.spells.items()
            if spell.worker in self.number
        }

    def receiver(self, worker: Worker) -> Receiver:
        """A worker as the model has them."""
        load, request = self.loads.loads[worker.id], self.request
        cap = inf if request.limit is None else request.limit * load.capacity
        if not self.is_of_team(worker):
            cap = self.line * load.capacity
        if request.is_no_one_worse:
            cap = min(cap, max(load.points, self.by.policy.headroom_to * load.capacity))
        return Receiver(id=worker.id, capacity=load.capacity, points=load.points, cap=cap)

    @cached_property
    def waiting(self) -> frozenset[ChildId]:
        """Who is to get a worker, whatever else is asked; what is staged already is not touched."""
        return frozenset(
            child
            for child in self.loads.snapshot.children
            if self._is_open(child) and keeping.waits(self.loads, child, self.request)
        )

    @cached_property
    def marks(self) -> Mapping[ChildId, Sequence[Mark]]:
        """The marks on each child."""
        found: dict[ChildId, list[Mark]] = {}
        for mark in self.plan.marks:
            for child in (mark.child, mark.other):
                if child is not None:
                    found.setdefault(child, []).append(mark)
        return found

    @cached_property
    def free(self) -> tuple[ChildId, ...]:
        """Whom a request of this team could move, by id; to place a queue it takes from nobody."""
        found = set(self.waiting)
        found.update(child for child in self.stands if self._is_held(child))
        return tuple(sorted(found))

    def _is_held(self, child: ChildId) -> bool:
        is_theirs = self.is_of_team(self.workers[self.stands[child]])
        return is_theirs and self._is_open(child) and child not in self.loads.unallocated

    def _is_open(self, child: ChildId) -> bool:
        """Whether nobody has decided about the child, and somebody can tell who has it."""
        return child not in self.today.moves and child not in self.loads.unreadable

    def effective(self, child: ChildId) -> date | None:
        """When a move of this child takes effect: the day asked about, or once its holder left."""
        spell, as_at = self.loads.spells.get(child), self.plan.snapshot.as_at
        last = None if spell is None else self.loads.snapshot.workers[spell.worker].last_day
        if last is not None and as_at <= last < self.day - DAY:
            return last + DAY
        return self.request.day

    @cached_property
    def waited(self) -> Mapping[ChildId, int]:
        """Working days that each has waited; where nobody can tell, as long as anybody has."""
        calendar = self.by.calendar.with_holidays(self.by.policy.holidays)
        known = {wait.child: wait.working_days for wait in waits(self.loads, calendar)}
        longest = max((days for days in known.values() if days is not None), default=0)
        return {child: longest if days is None else days for child, days in known.items()}
