"""After every change of the plan the strip says what it was, with Undo and where it stands.

Nothing that is moved looks lost: who went from whom to whom stands above every page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QObject, Signal

from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.plan import Move, Plan, Step
from allocation_app.domain.scenarios import Desk
from allocation_app.wording import moves, scenarios
from allocation_app.wording.names import Names, names_of
from allocation_app.wording.translate import tr, trn
from ui.store import PlanStore
from ui.widgets.strip import Strip


class Telling(QObject):
    """Follows the store. ``wanted`` asks for the list of what is staged."""

    wanted = Signal()

    def __init__(self, store: PlanStore, strip: Strip, parent: QObject) -> None:
        super().__init__(parent)
        self._store, self._strip = store, strip
        self._before: Desk | None = None
        self._said = 0
        store.review_changed.connect(self._follow)
        store.names_hidden_changed.connect(strip.say_again)

    def _follow(self) -> None:
        before, self._before = self._before, None
        if self._store.review is None:
            self._strip.forget()
            return
        now = self._before = self._store.desk
        if before is None or before.plan.snapshot is not now.plan.snapshot:
            self._silence()
            return
        added = [step for step in now.plan.steps if step not in before.plan.steps]
        gone = _gone(before.plan, now.plan)
        if scenario := _scenario(before, now):
            self._tell(lambda: scenario)
        elif added:
            self._tell(lambda: self._staged(added, now.plan), shows_plan=True)
        elif gone:
            self._tell(lambda: moves.taken_back(gone, self._names(before.plan)))
        elif said := _recorded(before.plan, now.plan):
            self._tell(lambda: said)
        elif now != before:
            self._silence()

    def _tell(self, say: Callable[[], str], *, shows_plan: bool = False) -> None:
        """Say it; what was just taken back by undo can be had again, all else be undone."""
        store = self._store
        again = (tr("Redo"), store.redo) if store.can_redo else (tr("Undo"), store.undo)
        show = ((tr("Show in plan"), self.wanted.emit),) if shows_plan else ()
        self._strip.offer(say, (again, *show))
        self._said = self._strip.said

    def _staged(self, steps: Sequence[Step], plan: Plan) -> str:
        return moves.staged(steps, self._donors(steps), self._names(plan))

    def _donors(self, steps: Sequence[Step]) -> dict[ChildId, WorkerId | None]:
        spells = {} if self._store.imported is None else self._store.imported.caseloads.spells
        moved = (step.child for step in steps if isinstance(step, Move))
        return {child: spells[child].worker if child in spells else None for child in moved}

    def _names(self, plan: Plan) -> Names:
        return names_of(plan.facts, hide_names=self._store.names_hidden)

    def _silence(self) -> None:
        """What was said is of other data."""
        if self._strip.said == self._said:
            self._strip.hide()


def _gone(before: Plan, now: Plan) -> list[Step]:
    return [step for step in before.steps if step not in now.steps]


def _scenario(before: Desk, now: Desk) -> str:
    """What was done to the scenarios, empty where nothing was."""
    had, has = ({plan.name for plan in desk.kept} for desk in (before, now))
    new, lost = sorted(has - had), sorted(had - has)
    if new and lost:
        return scenarios.renamed(lost[0], new[0])
    if new:
        return scenarios.kept(new[0])
    if lost:
        return scenarios.dropped(lost[0])
    if now.plan.name in has and now.plan.name != before.plan.name:
        return scenarios.applied(now.plan.name)
    return scenarios.kept(now.plan.name) if _is_kept_anew(before, now) else ""


def _is_kept_anew(before: Desk, now: Desk) -> bool:
    return before.plan == now.plan and before.kept != now.kept


def _recorded(before: Plan, now: Plan) -> str:
    """Pins and marks that came or went."""
    return " ".join(_recordings(before, now))


def _recordings(before: Plan, now: Plan) -> Iterator[str]:
    if came := {pin.child for pin in now.pins if pin not in before.pins}:
        yield trn("{n} child pinned.", "{n} children pinned.", len(came))
    elif gone := {pin.child for pin in before.pins} - {pin.child for pin in now.pins} | {
        *now.unpinned
    } - {*before.unpinned}:
        yield trn("{n} pin lifted.", "{n} pins lifted.", len(gone))
    elif {*before.unpinned} - {*now.unpinned}:
        yield tr("Pinned by default again.")
    if {*now.marks} - {*before.marks}:
        yield tr("Mark set.")
    elif {*before.marks} - {*now.marks}:
        yield tr("Mark removed.")
