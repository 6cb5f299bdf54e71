"""What the planner suggests: asked beside the window, looked through, accepted move by move.

Nothing is applied by itself. What is accepted are ordinary moves: one step of undo, and every one
of them can be changed or taken back.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from typing_extensions import override

from allocation_app.domain.caseloads import Caseloads, caseloads
from allocation_app.domain.people import ChildId
from allocation_app.domain.plan import Move
from allocation_app.domain.proposal import Ask, Proposal, Request
from allocation_app.domain.reasons import Suggested
from allocation_app.domain.staging import Preview, preview
from allocation_app.progress import Progress
from ui import commands
from ui.asking import Asking
from ui.dialogs.messages import log
from ui.explaining import Explaining
from ui.solving import Solving, Tell
from ui.store import PlanStore
from ui.suggested import Asked, beside, standing, with_reasons
from ui.widgets.wishes import Wishes

if TYPE_CHECKING:
    from allocation_app.planner.model import Answer, Model


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A proposal, the loads before it, and what all its moves together come to."""

    proposal: Proposal
    loads: Caseloads
    seen: Preview


def found(asked: Asked, proposal: Proposal) -> Found:
    """What is shown of a proposal, worked out before it is handed to the window."""
    return Found(
        proposal=proposal,
        loads=caseloads(asked.plan, asked.by.policy),
        seen=preview(asked.plan, proposal.moves, asked.by),
    )


Propose = Callable[[Asked, Progress, Tell], Found | None]
"""Answers off the window's thread, and tells of each better `Proposal` found on the way."""


def propose(asked: Asked, progress: Progress, tell: Tell) -> Found:
    """Work it out and tell of the best so far, off the window's thread.

    The solver runs in a process of its own; nothing of it is imported before it is asked.
    """
    from allocation_app.planner.apart import solve
    from allocation_app.planner.propose import propose as solved
    from allocation_app.planner.so_far import so_far

    def solver(model: Model, seed: int, report: Progress, told: Callable[[Answer], None]) -> Answer:
        def better(answer: Answer) -> None:
            told(answer)
            tell(so_far(model, answer, asked.request))

        return solve(model, seed, report, better)

    proposal = solved(asked.plan, asked.request, asked.by, solver=solver, progress=progress)
    return found(asked, proposal)


class Suggesting(Asking):
    """The suggestion that was asked for last, and what is accepted of it.

    ``changed`` says that anything of it is otherwise: asked, found, ticked, staged or out of date.
    ``conditions_changed`` says that the next one is asked for otherwise, ``wanted`` that it was
    asked for from elsewhere and is to be looked at.
    """

    conditions_changed = Signal()
    progressed = Signal(int, int)
    wanted = Signal()

    def __init__(self, store: PlanStore, parent: QObject | None = None) -> None:
        super().__init__(store, parent)
        self.propose: Propose = propose
        self._conditions = Request(ask=Ask.PLACE)
        self._found: Found | None = None
        self._so_far: Proposal | None = None
        self._taken: frozenset[ChildId] = frozenset()
        self._seen: Preview | None = None
        self._weighing = Solving(self)
        self.explaining = Explaining(self)
        self._solving.told.connect(self._take_better)
        self._solving.ended.connect(self._end)
        self._solving.progressed.connect(self.progressed)
        self._weighing.ended.connect(self._take_seen)
        self._weighing.failed.connect(self._fail)
        self.explaining.failed.connect(log)

    def answer(self, wishes: Wishes) -> None:
        """Answer what is asked for from here."""
        wishes.suggesting.connect(self._ask_from_elsewhere)

    @property
    def conditions(self) -> Request:
        """What holds for the next suggestion, whatever is asked: day, line, what is kept.

        Its ask, number of changes and children say nothing.
        """
        return self._conditions

    def set_conditions(self, conditions: Request) -> None:
        """Let this hold for the next suggestion."""
        if conditions != self._conditions:
            self._conditions = conditions
            self.conditions_changed.emit()

    def request(
        self, ask: Ask, max_moves: int | None = None, children: Collection[ChildId] = ()
    ) -> Request:
        """A request with the conditions, for the team that is shown."""
        return replace(
            self._conditions,
            ask=ask,
            max_moves=max_moves,
            children=tuple(children),
            team=self._store.team,
        )

    @property
    def found(self) -> Found | None:
        """The answer; None while it is worked out, and where there is none."""
        return self._found

    @property
    def so_far(self) -> Proposal | None:
        """How good the best is that is known while it is worked out; without its moves."""
        return self._so_far

    @property
    def is_settled(self) -> bool:
        """Whether nothing is worked out."""
        is_working = self._solving.is_working or self._weighing.is_working
        return not is_working and self.explaining.is_settled

    @property
    def is_stale(self) -> bool:
        """Whether the plan, or what it is measured by, is otherwise than when it was asked.

        That some of the moves suggested are staged since makes it no other plan.
        """
        if self._asked is None:
            return False
        by, now = self._asked.by, self._store.by
        is_same = (by.policy, by.rules) == (now.policy, now.rules)
        ours = () if self._found is None else self._found.proposal.moves
        return not is_same or beside(self._store.plan, ours) != beside(self._asked.plan, ours)

    @property
    def staged(self) -> frozenset[ChildId]:
        """The children whose move, as it was suggested, stands in the plan."""
        if self._asked is None or self._found is None:
            return frozenset()
        moves = standing(self._store.plan, self._found.proposal.moves)
        return frozenset(move.child for move in moves)

    @property
    def taken(self) -> frozenset[ChildId]:
        """The children whose move is ticked and not staged yet: what `stage` stages."""
        return self._taken - self.staged

    @property
    def seen(self) -> Preview | None:
        """What is ticked and what is staged come to together, with the rules they would break.

        None while it is worked out.
        """
        return None if self._weighing.is_working else self._seen

    @property
    def last_seen(self) -> Preview | None:
        """The same, or while it is worked out what was ticked before came to."""
        return self._seen

    def ask(self, request: Request) -> None:
        """Ask the planner, in place of whatever was asked before."""
        if self._store.review is None:
            return
        asked = Asked(plan=self._store.plan, by=self._store.by, request=request)
        self._weighing.drop()
        self._clear()
        self._asked = asked
        work = self.propose
        self._solving.begin(lambda progress, tell: work(asked, progress, tell))
        self.changed.emit()

    def ask_again(self) -> None:
        """Ask the same of the plan as it stands now."""
        if self._asked is not None:
            self.ask(self._asked.request)

    def stop(self) -> None:
        """Be content with the best so far."""
        self._solving.stop()

    @override
    def forget(self) -> None:
        self._weighing.drop()
        super().forget()

    def take(self, children: Collection[ChildId]) -> None:
        """Tick the moves of these children, and no others."""
        if self._asked is None or self._found is None:
            return
        known = frozenset(move.child for move in self._found.proposal.moves)
        self._taken = known & frozenset(children)
        meant = self._taken | self.staged
        asked = self._asked
        moves = [move for move in self._found.proposal.moves if move.child in meant]
        self._weighing.begin(lambda _progress, _tell: preview(asked.plan, moves, asked.by))
        self.changed.emit()

    def moves(self, why: str = "") -> tuple[Move, ...]:
        """What is ticked, with the rules that each would break and why they are set aside."""
        if self._found is None or self.seen is None:
            return ()
        ticked = (move for move in self._found.proposal.moves if move.child in self.taken)
        return with_reasons(ticked, self.seen.warning, why)

    def stage(self, why: str = "") -> None:
        """Put what is ticked into the plan: one step of undo.

        ``why`` is the code of `OVERRIDE_REASONS` that is asked for where a rule warns.
        """
        if not self.is_stale and not self.is_working:
            commands.stage(self._store, self.moves(why))

    @override
    def _clear(self) -> None:
        super()._clear()
        self.explaining.drop()
        self._found = self._so_far = self._seen = None
        self._taken = frozenset()

    def _ask_from_elsewhere(self, request: Request) -> None:
        self.ask(self.request(request.ask, request.max_moves, request.children))
        self.wanted.emit()

    def _take_better(self, so_far: Proposal) -> None:
        self._so_far = so_far
        self.changed.emit()

    def _end(self, found: Found | None) -> None:
        self._so_far = None
        if found is not None:
            self._found, self._seen = found, found.seen
            self._taken = frozenset(move.child for move in found.proposal.moves)
        self.changed.emit()
        if found is not None:
            self._explain(found.proposal)  # once it stands there: two threads are slower than one

    def _explain(self, proposal: Proposal) -> None:
        if self._asked is not None:
            plan, by, request = self._asked.plan, self._asked.by, self._asked.request
            of = Suggested(plan=plan, request=request, moves=proposal.moves, by=by)
            self.explaining.begin(of)

    def _take_seen(self, seen: Preview) -> None:
        self._seen = seen
        self.changed.emit()

    @override
    def _fail(self, error: Exception) -> None:
        self._so_far = None
        super()._fail(error)
