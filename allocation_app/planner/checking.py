"""Whether a suggestion may be shown: asked of the rules and the loads themselves, once more.

Nothing here is shared with what made the suggestion: the moves are put into the plan, the plan is
worked out, and what was promised is compared with what came of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

from allocation_app.domain.ahead import on_day
from allocation_app.domain.caseloads import Caseloads, caseloads
from allocation_app.domain.effects import Measured
from allocation_app.domain.move_rules import Broken, broken_in_plan
from allocation_app.domain.people import Child, ChildId, Worker, WorkerId
from allocation_app.domain.plan import MarkKind, Move, Plan
from allocation_app.domain.proposal import (
    KEPT_RULES,
    OF_WHO_IS_HELD,
    OWN_TEAM,
    Ask,
    Proposal,
    Request,
    Status,
)

NEAR = 2e-6
"""Shares are rounded to six decimals: two that are nearer than this are the same."""


class Wrong(StrEnum):
    """What can be wrong with a suggestion."""

    MOVED_TWICE = "moved_twice"
    MAY_NOT_BE_MOVED = "may_not_be_moved"
    NOT_ASKED = "not_asked"
    WRONG_DAY = "wrong_day"
    NOWHERE = "nowhere"
    HARD_RULE = "hard_rule"
    KEPT_RULE = "kept_rule"
    PARTED = "parted"
    BUDGET = "budget"
    LIMIT = "limit"
    WORSE_OFF = "worse_off"
    CHANGES = "changes"
    WORST = "worst"
    BOUND = "bound"
    UNPLACED = "unplaced"
    STATUS = "status"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that does not hold, and of whom; ``rule`` where a rule about moves is broken."""

    code: Wrong
    child: ChildId | None = None
    worker: WorkerId | None = None
    rule: str = ""


def faults(plan: Plan, proposal: Proposal, by: Measured) -> tuple[Fault, ...]:
    """Everything that keeps a proposal from being shown; nothing where it is sound."""
    shown = _Shown(plan=plan, proposal=proposal, by=by)
    found = tuple(shown.of_form())
    return found or tuple(shown.of_substance())


@dataclass(frozen=True, kw_only=True)
class _Shown:
    """A proposal beside the plan as it was, and as it would be."""

    plan: Plan
    proposal: Proposal
    by: Measured

    @property
    def request(self) -> Request:
        return self.proposal.request

    @cached_property
    def day(self) -> date:
        return self.request.day or self.plan.snapshot.as_at

    @cached_property
    def today(self) -> Caseloads:
        """The plan on the day of the import, by which moves are staged."""
        return caseloads(self.plan, self.by.policy)

    @cached_property
    def before(self) -> Caseloads:
        return caseloads(on_day(self.plan, self.day), self.by.policy)

    @cached_property
    def moved(self) -> Plan:
        return _with_all(self.plan, self.proposal.moves)

    @cached_property
    def after(self) -> Caseloads:
        return caseloads(on_day(self.moved, self.day), self.by.policy)

    @cached_property
    def to(self) -> Mapping[ChildId, WorkerId | None]:
        return {move.child: move.to for move in self.proposal.moves}

    @cached_property
    def line(self) -> float:
        """What everybody is to keep to: the limit, or anything below the uppermost line."""
        if self.request.limit is not None:
            return self.request.limit
        return self.by.policy.bands.over - NEAR / 2

    @cached_property
    def asked(self) -> Mapping[WorkerId, Worker]:
        """Whose loads it is about: of the team with capacity, and who may take from outside."""
        return {worker.id: worker for worker in self.before.case_holders if self._is_asked(worker)}

    def _is_asked(self, worker: Worker) -> bool:
        request, share = self.request, self.before.loads[worker.id].utilisation
        if share is None:
            return False
        if request.team in {None, worker.team}:
            return True
        is_outside_asked = request.among is None or worker.id in request.among
        return OWN_TEAM in request.set_aside and is_outside_asked and share <= self.line

    def is_of_team(self, worker: WorkerId) -> bool:
        """Whether the load of this worker is what the request is about."""
        return worker in self.asked and self.request.team in {None, self.asked[worker].team}

    def is_waiting(self, child: Child) -> bool:
        """Whether the child is to get a worker whatever else is asked."""
        if self.request.children:
            return child.id in self.request.children
        if self.request.team not in {None, child.team}:
            return False
        spell = self.before.spells.get(child.id)
        is_gone = spell is not None and self.before.loads[spell.worker].utilisation is None
        return child.id in self.before.unallocated or is_gone

    @cached_property
    def waiting(self) -> frozenset[ChildId]:
        children = self.before.snapshot.children.values()
        return frozenset(child.id for child in children if self.is_waiting(child))

    @cached_property
    def changed(self) -> tuple[ChildId, ...]:
        """Who is taken from a worker who is there."""
        return tuple(child for child in self.to if child not in self.waiting)

    # ---------------------------------------------------------------- what every move must be

    def of_form(self) -> Iterator[Fault]:
        """What must hold before the moves can be put into the plan at all."""
        if len(self.to) < len(self.proposal.moves):
            yield Fault(code=Wrong.MOVED_TWICE)
        for move in self.proposal.moves:
            if not self._may_be_moved(move.child):
                yield Fault(code=Wrong.MAY_NOT_BE_MOVED, child=move.child, worker=move.to)
            elif move.to not in self.asked or not self._is_chosen(move.to):
                yield Fault(code=Wrong.NOT_ASKED, child=move.child, worker=move.to)
            elif move.effective != self._effective(move.child):
                yield Fault(code=Wrong.WRONG_DAY, child=move.child)
            elif self._holder(move.child) == move.to:
                yield Fault(code=Wrong.NOWHERE, child=move.child, worker=move.to)

    def _may_be_moved(self, child: ChildId) -> bool:
        is_held_still = self.request.ask is Ask.PLACE and child not in self.waiting
        return child in self.free and not is_held_still

    def _is_free(self, child: ChildId) -> bool:
        loads, holder = self.before, self._holder(child)
        if child in self.today.moves or child in loads.unreadable:
            return False
        if child in self.waiting:
            return True
        return holder is not None and child not in loads.unallocated and self.is_of_team(holder)

    def _is_chosen(self, worker: WorkerId | None) -> bool:
        return self.request.among is None or worker in self.request.among

    def _holder(self, child: ChildId) -> WorkerId | None:
        spell = self.before.spells.get(child)
        return None if spell is None else spell.worker

    def _effective(self, child: ChildId) -> date | None:
        """The day after the holder's last one where that comes before the day asked about."""
        holder, as_at = self._holder(child), self.plan.snapshot.as_at
        last = None if holder is None else self.before.snapshot.workers[holder].last_day
        if last is not None and as_at <= last < self.day - timedelta(days=1):
            return last + timedelta(days=1)
        return self.request.day

    # ------------------------------------------------------------------- what comes of it all

    def of_substance(self) -> Iterator[Fault]:
        """The rules, the request, and the figures that are told."""
        yield from self._rules()
        yield from self._parted()
        yield from self._limits()
        yield from self._counts()
        yield from self._bounds()

    def _rules(self) -> Iterator[Fault]:
        known = {_told(each) for each in broken_in_plan(self.plan, self.by) if each.is_hard}
        for each in broken_in_plan(self.moved, self.by):
            if each.is_hard and _told(each) not in known:
                yield Fault(
                    code=Wrong.HARD_RULE, child=each.child, worker=each.worker, rule=each.rule
                )
            elif each.child in self.to and self._is_kept(each):
                yield Fault(
                    code=Wrong.KEPT_RULE, child=each.child, worker=each.worker, rule=each.rule
                )
        for child, to in self.to.items():
            teams = {self.plan.snapshot.children[child].team, self.asked[to].team} if to else set()
            if OWN_TEAM not in self.request.set_aside and None not in teams and len(teams) > 1:
                yield Fault(code=Wrong.KEPT_RULE, child=child, worker=to, rule=OWN_TEAM)

    def _is_kept(self, broken: Broken) -> bool:
        """Whether this rule is one that a suggestion keeps; what nobody can tell is only said."""
        if broken.missing or broken.rule not in KEPT_RULES:
            return False
        if broken.rule in OF_WHO_IS_HELD and broken.child in self.waiting:
            return False
        return broken.rule not in self.request.set_aside

    def _parted(self) -> Iterator[Fault]:
        """A family is left as it is or has one worker; those who wait may go alone, together."""
        for group in self._groups():
            gone = group & self.to.keys()
            with_whom = {self._after(child) for child in group}
            waiting = group & self.waiting
            is_whole = len(with_whom) == 1 and waiting <= gone
            is_alone = gone == waiting and len({self._after(c) for c in gone}) == 1
            if gone and not (is_whole or is_alone or self._apart(group)):
                yield Fault(code=Wrong.PARTED, child=min(gone))
        for child in self.changed:
            stayed = (other for other in self._kin(child) - self.free - self.waiting)
            if any(self._is_left_behind(child, other) for other in stayed):
                yield Fault(code=Wrong.PARTED, child=child)

    def _is_left_behind(self, child: ChildId, other: ChildId) -> bool:
        """Whether a child is taken from beside another who stays with their worker."""
        stood = self._holder(child) == self._holder(other)
        return (
            stood and self._after(child) != self._after(other) and not self._apart({child, other})
        )

    @cached_property
    def free(self) -> frozenset[ChildId]:
        """Whom the manager has not decided about and who waits, or is with somebody of the team."""
        return frozenset(filter(self._is_free, self.before.snapshot.children))

    def _groups(self) -> Iterator[frozenset[ChildId]]:
        """Who of the free ones is to have one worker: siblings, and whom marks join to them."""
        left = set(self.free)
        for child in sorted(self.to.keys() & self.free):
            group, ahead = set[ChildId](), [child] if child in left else []
            while ahead:
                each = ahead.pop()
                if each in left:
                    left.discard(each)
                    group.add(each)
                    ahead.extend(self._kin(each))
            if group:
                yield frozenset(group)

    def _kin(self, child: ChildId) -> frozenset[ChildId]:
        """The siblings of a child, and those who are marked to be kept together with it."""
        marks = (m for m in self.plan.marks if m.kind is MarkKind.KEEP_TOGETHER)
        marked = {mark.beside(child) for mark in marks} - {None}
        family = self._families[self.plan.snapshot.children[child].family_key]
        return frozenset(each for each in family | marked if each is not None and each != child)

    @cached_property
    def _families(self) -> Mapping[str, set[ChildId]]:
        found: dict[str, set[ChildId]] = {}
        for child in self.plan.snapshot.children.values():
            found.setdefault(child.family_key, set()).add(child.id)
        return found

    def _apart(self, group: Collection[ChildId]) -> bool:
        """Whether two of these are to be kept apart."""
        marks = (mark for mark in self.plan.marks if mark.kind is MarkKind.KEEP_APART)
        return any(mark.about <= {*group} for mark in marks)

    def _after(self, child: ChildId) -> WorkerId | None:
        spell = self.after.spells.get(child)
        return None if spell is None else spell.worker

    def _limits(self) -> Iterator[Fault]:
        request, policy = self.request, self.by.policy
        received = {to for to in self.to.values() if to is not None}
        for worker in self.asked:
            was, share = self._share(self.before, worker), self._share(self.after, worker)
            cap = self.line if not self.is_of_team(worker) else request.limit
            if cap is not None and worker in received and share > cap + NEAR:
                yield Fault(code=Wrong.LIMIT, worker=worker)
            if request.is_no_one_worse and share > max(was, policy.headroom_to) + NEAR:
                yield Fault(code=Wrong.WORSE_OFF, worker=worker)

    @staticmethod
    def _share(loads: Caseloads, worker: WorkerId) -> float:
        return loads.loads[worker].utilisation or 0.0

    def _counts(self) -> Iterator[Fault]:
        budget = 0 if self.request.ask is Ask.PLACE else self.request.max_moves
        if budget is not None and len(self.changed) > budget:
            yield Fault(code=Wrong.BUDGET)
        if self.proposal.changes != len(self.changed):
            yield Fault(code=Wrong.CHANGES)
        fixed = self.to.keys() | self.today.moves.keys() | {*self.before.unreadable}
        left = sorted(self.waiting - fixed)
        if sorted(each.child for each in self.proposal.unplaced) != left:
            yield Fault(code=Wrong.UNPLACED)

    def _bounds(self) -> Iterator[Fault]:
        shares = [self._share(self.after, worker) for worker in self.asked]
        worst, told = max(shares, default=None), self.proposal
        if (worst is None) is not (told.worst is None) or not _is_near(worst, told.worst):
            yield Fault(code=Wrong.WORST)
        if told.bound is not None and (told.worst is None or told.bound > told.worst + NEAR):
            yield Fault(code=Wrong.BOUND)
        is_over = self.request.ask is Ask.SAFE and worst is not None and worst > self.line + NEAR
        is_met = not told.unplaced and not is_over
        if is_met is not told.is_reached:
            yield Fault(code=Wrong.STATUS)
        is_proved = is_met and self._is_proved()
        if told.status is (Status.INFEASIBLE if is_met else Status.OPTIMAL) or (
            told.status is Status.OPTIMAL and not is_proved
        ):
            yield Fault(code=Wrong.STATUS)

    def _is_proved(self) -> bool:
        if self.request.ask is Ask.SAFE:
            return self.proposal.is_fewest
        return self.proposal.is_proved


def _is_near(one: float | None, other: float | None) -> bool:
    return one is None or other is None or abs(one - other) <= NEAR


def _told(broken: Broken) -> tuple[str, ChildId, WorkerId | None]:
    return broken.rule, broken.child, broken.worker


def _with_all(plan: Plan, moves: tuple[Move, ...]) -> Plan:
    about = {move.child for move in moves}
    kept = tuple(move for move in plan.moves if move.child not in about)
    return replace(plan, moves=(*kept, *moves))
