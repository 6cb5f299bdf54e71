"""Why a move is suggested: why this child, why this worker, why nobody else, and what without it.

Worked out from the plan and the moves, not from how they were found: it holds of any plan, and a
manager can check each of its figures by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from allocation_app.domain.ahead import on_day
from allocation_app.domain.candidates import Candidate, Part, candidates
from allocation_app.domain.capacity import DECIMALS
from allocation_app.domain.caseloads import Caseloads, Load, caseloads
from allocation_app.domain.effects import Measured
from allocation_app.domain.keeping import keeping, waits
from allocation_app.domain.move_rules import Broken, broken_in_plan
from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.plan import MarkKind, Move, Plan
from allocation_app.domain.proposal import OWN_TEAM, Request

TOLD = 2  # parts that a reason names
STAGED = "staged"
"""Why a child of the donor stays: it came by a move that a manager has staged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldBack:
    """Another child of the same worker, and the first rule that keeps it from going instead."""

    child: ChildId
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunnerUp:
    """The next one who could take the child by the same rules, beside all the other moves.

    ``shortfall`` is what the score lacks of that of the worker who is suggested; below 0 it is
    higher, and the balance speaks for the other. ``after`` is the share of capacity that this one
    would then carry, ``worst`` the most loaded of all then.
    """

    candidate: Candidate
    shortfall: float
    after: float | None
    worst: float | None

    @property
    def worker(self) -> WorkerId:
        """Who it is."""
        return self.candidate.worker


@dataclass(frozen=True, slots=True, kw_only=True)
class Without:
    """What there would be if only this move were not made: shares of capacity, and who waits.

    ``waiting`` are the children who would then have nobody there, this one (``is_waiting``) among
    them or not. ``donor`` is the share of the worker who would keep the child.
    """

    worst: float | None
    donor: float | None
    waiting: int
    is_waiting: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveReason:
    """Why one child goes to one worker, beside all the other moves that are suggested with it.

    ``together`` are those of its family, or marked to be kept together with it, who go with it:
    what is told of points, of the runner-up and of what would be without is of all of them.

    ``donor`` is under whose name the child stands, None where nobody; ``is_change`` says that this
    is a worker who is there. ``taken_off`` are the points that the donor then carries less. Of a
    change ``held_back`` names the donor's other children who can't go to this worker instead, and
    ``instead`` counts those who could.
    Shares of capacity are of the whole suggestion: ``donor_before`` and ``donor_after``, and
    (``before``, ``after``) of the worker who takes the child; ``worst`` of the most loaded.

    ``candidate`` is the worker as one of the candidates for the child when all else is done, None
    where a rule speaks against. ``broken`` are the rules that warn and that this move breaks.
    """

    move: Move
    together: tuple[ChildId, ...]
    donor: WorkerId | None
    is_change: bool
    taken_off: float
    donor_before: float | None
    donor_after: float | None
    held_back: tuple[HeldBack, ...]
    instead: int
    before: float | None
    after: float | None
    worst: float | None
    candidate: Candidate | None
    runner_up: RunnerUp | None
    without: Without
    broken: tuple[Broken, ...]

    @property
    def largest(self) -> tuple[Part, ...]:
        """The two parts that count most for or against the worker."""
        return () if self.candidate is None else self.candidate.largest[:TOLD]

    @property
    def held_back_by(self) -> Mapping[str, int]:
        """How many of the donor's other children each rule keeps back, the most first."""
        count: dict[str, int] = {}
        for each in self.held_back:
            count[each.rule] = count.get(each.rule, 0) + 1
        return dict(sorted(count.items(), key=lambda rule: (-rule[1], rule[0])))


@dataclass(frozen=True, kw_only=True)
class Suggested:
    """A plan without them, what was asked, and the moves suggested: about which reasons are given.

    It is worth keeping where several moves are asked about.
    """

    plan: Plan
    request: Request
    moves: tuple[Move, ...]
    by: Measured

    @cached_property
    def before(self) -> Caseloads:
        """The plan on the day that was asked about."""
        return caseloads(self._then, self.by.policy)

    @cached_property
    def after(self) -> Caseloads:
        """The same with all the moves."""
        return self._with(self.moves)

    @cached_property
    def broken(self) -> tuple[Broken, ...]:
        """What the moves break as all of them stand."""
        suggested = {move.child for move in self.moves}
        found = broken_in_plan(self._with(self.moves).plan, self.by)
        return tuple(each for each in found if each.child in suggested)

    def reason(self, move: Move) -> MoveReason:
        """Why one of the moves is made."""
        to = _there(move)
        group = tuple(self._together(move))
        come = (move.child, *group)
        rest = self._with(each for each in self.moves if each.child not in come)
        spell = self.before.spells.get(move.child)
        donor = None if spell is None else spell.worker
        found = candidates(rest, move.child)
        ranked = (*found.ranked, *found.away)
        own = next((each for each in ranked if each.worker == to), None)
        is_change = donor is not None and not waits(self.before, move.child, self._queue)
        stay = tuple(self._staying(donor)) if is_change and donor is not None else ()
        held_back = tuple(self._held_back(stay, to))
        return MoveReason(
            move=move,
            together=group,
            donor=donor,
            is_change=is_change,
            taken_off=0.0 if donor is None else self._taken_off(rest, donor),
            donor_before=_share(self.before, donor),
            donor_after=_share(self.after, donor),
            held_back=held_back,
            instead=len(stay) - len(held_back),
            before=_share(self.before, to),
            after=_share(self.after, to),
            worst=self._worst(self.after),
            candidate=own,
            runner_up=None if own is None else self._runner_up(rest, come, own, ranked),
            without=Without(
                worst=self._worst(rest),
                donor=_share(rest, donor),
                waiting=sum(waits(rest, child, self._queue) for child in rest.snapshot.children),
                is_waiting=waits(rest, move.child, self._queue),
            ),
            broken=tuple(each for each in self.broken if each.child == move.child),
        )

    @property
    def _then(self) -> Plan:
        return on_day(self.plan, self.request.day or self.plan.snapshot.as_at)

    @property
    def _queue(self) -> Request:
        """The same request of everybody who waits: who is named may have a worker who is there."""
        return replace(self.request, children=())

    def _with(self, moves: Iterable[Move]) -> Caseloads:
        made = tuple(moves)
        about = {move.child for move in made}
        kept = (move for move in self._then.moves if move.child not in about)
        return caseloads(replace(self._then, moves=(*kept, *made)), self.by.policy)

    def _together(self, move: Move) -> Iterator[ChildId]:
        children = self.before.snapshot.children
        marked = {
            mark.beside(move.child)
            for mark in self.plan.marks
            if mark.kind is MarkKind.KEEP_TOGETHER
        }
        for each in self.moves:
            is_kin = children[each.child].family_key == children[move.child].family_key
            if each.child != move.child and each.to == move.to and (is_kin or each.child in marked):
                yield each.child

    def _taken_off(self, rest: Caseloads, donor: WorkerId) -> float:
        return round(rest.loads[donor].points - self.after.loads[donor].points, DECIMALS)

    def _staying(self, donor: WorkerId) -> Iterator[ChildId]:
        moved = {move.child for move in self.moves}
        return (child for child in self.before.loads[donor].children if child not in moved)

    def _held_back(self, stay: Iterable[ChildId], to: WorkerId) -> Iterator[HeldBack]:
        """Those of the donor's children who stay and could not have gone to the same worker."""
        for child in stay:
            if child in self.before.moves:
                yield HeldBack(child=child, rule=STAGED)
            elif rules := keeping(self.after, child, to, self.request, self.by):
                yield HeldBack(child=child, rule=rules[0])

    def _runner_up(
        self,
        rest: Caseloads,
        come: tuple[ChildId, ...],
        own: Candidate,
        ranked: Iterable[Candidate],
    ) -> RunnerUp | None:
        for each in ranked:
            is_other = each.worker != own.worker and self._is_asked(each.worker)
            has_it = any(child in rest.loads[each.worker].children for child in come)
            if is_other and not has_it and self._may_take(rest, come, each.worker):
                load = rest.load_with_all(come, each.worker)
                return RunnerUp(
                    candidate=each,
                    shortfall=round(own.score - each.score, DECIMALS),
                    after=load.utilisation,
                    worst=self._worst(self._without_donated(rest, come), load),
                )
        return None

    def _may_take(self, rest: Caseloads, come: tuple[ChildId, ...], worker: WorkerId) -> bool:
        return not any(keeping(rest, child, worker, self.request, self.by) for child in come)

    def _without_donated(self, rest: Caseloads, come: tuple[ChildId, ...]) -> Caseloads:
        """The other moves, and these children with nobody: what their donors carry less counts."""
        gone = {child: rest.spells[child].worker for child in come if child in rest.spells}
        loads = {worker: self.after.loads[worker] for worker in gone.values()}
        return replace(rest, loads={**rest.loads, **loads})

    def _is_asked(self, worker: WorkerId) -> bool:
        """Whether the load of this worker is asked about, or (across teams) has room."""
        request, share = self.request, self.before.loads[worker].utilisation
        if request.team in {None, self.before.snapshot.workers[worker].team}:
            return True
        is_chosen = request.among is None or worker in request.among
        line = self.by.policy.bands.over if request.limit is None else request.limit
        is_within = share is not None and (share < line or share == request.limit)
        return OWN_TEAM in request.set_aside and is_chosen and is_within

    def _worst(self, loads: Caseloads, instead: Load | None = None) -> float | None:
        """The most loaded of those asked about, one of them with this load instead."""
        found = (
            instead if instead is not None and instead.worker == worker.id else load
            for worker in loads.case_holders
            if self._is_asked(worker.id)
            for load in (loads.loads[worker.id],)
        )
        shares = [load.utilisation for load in found if load.utilisation is not None]
        return max(shares, default=None)


def _there(move: Move) -> WorkerId:
    if move.to is None:
        raise ValueError("a suggestion takes nobody's worker away")
    return move.to


def _share(loads: Caseloads, worker: WorkerId | None) -> float | None:
    return None if worker is None else loads.loads[worker].utilisation
