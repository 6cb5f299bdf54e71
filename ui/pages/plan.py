"""The plan: what is staged, what it does, and what would be if; nothing of it is done yet."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from allocation_app.wording.translate import tr, trn
from ui.rows.pins import held
from ui.store import PlanStore
from ui.suggesting import Suggesting
from ui.widgets.card import page_column
from ui.widgets.closing_list import ClosingList
from ui.widgets.curve_view import CurveView
from ui.widgets.heading import Heading
from ui.widgets.held_list import HeldList
from ui.widgets.move_list import MoveList
from ui.widgets.narrowing import (
    CLOSING,
    CURVE,
    HELD,
    MOVES,
    NOTES,
    SCENARIOS,
    STAFF,
    SUGGESTED,
    Narrowing,
)
from ui.widgets.page import Page
from ui.widgets.plan_notes import PlanNotes
from ui.widgets.scenario_list import ScenarioList
from ui.widgets.staff_list import StaffList
from ui.widgets.suggestion_view import SuggestionView
from ui.widgets.view_switch import ViewSwitch
from ui.widgets.views import Views


class PlanPage(Page):
    """Everything that is staged, in views of one kind each; only the one shown is kept fresh."""

    def __init__(self, store: PlanStore, parent: QWidget | None = None) -> None:
        super().__init__(store, parent)
        self.heading = Heading(self.title)
        self.views = ViewSwitch(
            tr("What of the plan"),
            (
                tr("Who moves to whom, and what each move does"),
                tr("Who could move to whom, worked out by the rules; the decision is yours"),
                tr("What more changes of worker would buy"),
                tr("Who leaves, is away, comes back, joins or changes hours, and the loads then"),
                tr("Plans that were kept by name, side by side"),
                tr("Who stays where they are, and who must not come to whom"),
                tr("What is to be remembered of the meeting"),
                tr("Of whom the record says that something has ended: ask before you move"),
            ),
        )
        self.moves = MoveList(store, self.wishes)
        self.suggesting = Suggesting(store, self)
        self.suggestions = SuggestionView(store, self.suggesting, self.wishes)
        self.curve = CurveView(store, lambda: self.suggesting.conditions)
        self.staff = StaffList(store, self.wishes)
        self.scenarios = ScenarioList(store)
        self.held = HeldList(store, self.wishes)
        self.notes = PlanNotes(store)
        self.closing = ClosingList(store, self.wishes)
        views = (
            self.moves,
            self.suggestions,
            self.curve,
            self.staff,
            self.scenarios,
            self.held,
            self.notes,
            self.closing,
        )
        self._shown = Views(self.views, {view: view.refresh for view in views})
        self._held = 0
        self._build()

    @property
    @override
    def title(self) -> str:
        return tr("Plan")

    @override
    def count(self) -> int | None:
        return None if self.store.review is None else len(self.store.plan.steps)

    @property
    @override
    def is_settled(self) -> bool:
        shown = self._shown.currentWidget()
        return super().is_settled and getattr(shown, "is_settled", True)

    def _build(self) -> None:
        column = page_column(self)
        column.addWidget(self.heading)
        column.addWidget(self.views)
        column.addWidget(self._shown, 1)
        self.store.notes_changed.connect(self._say_views)
        self.suggesting.changed.connect(self._say_views)
        self.setFocusProxy(self._shown)
        self._say_views()

    @override
    def refresh(self) -> None:
        self._shown.mark_stale()
        self._shown.fill_shown()
        self._held = 0 if self.store.review is None else held(self.store.review, self.store)
        self._say_views()
        self.heading.say(_summary(0 if self.store.review is None else len(self.store.plan.steps)))

    @override
    def let_go(self) -> None:
        super().let_go()
        self._shown.fill_all()

    def _say_views(self) -> None:
        plan = None if self.store.review is None else self.store.plan
        moves = len(plan.moves) + len(plan.involvements) if plan else 0
        noted = plan is not None and plan.notes
        for place, text in (
            (MOVES, tr("Moves ({n})", n=moves)),
            (SUGGESTED, tr("Suggestions ({n})", n=len(self.suggesting.taken))),
            (CURVE, tr("Curve")),
            (STAFF, tr("What if ({n})", n=len(plan.staffing) if plan else 0)),
            (SCENARIOS, tr("Scenarios ({n})", n=len(self.store.kept) if plan else 0)),
            (HELD, tr("Pins and marks ({n})", n=self._held)),
            (NOTES, tr("Notes (written)") if noted else tr("Notes")),
            (CLOSING, tr("Before moving")),
        ):
            self.views.say(place, text)

    @override
    def clear(self) -> bool:
        shown = self._shown.currentWidget()
        if super().clear():
            return True
        return isinstance(shown, SuggestionView | CurveView) and shown.clear()

    @override
    def narrow(self, wanted: object) -> None:
        """Show a view by its place; or a worker's children to ask about before moving."""
        if isinstance(wanted, int):
            self.views.choose(wanted)
        elif isinstance(wanted, Narrowing) and wanted.worker is not None:
            self.views.choose(CLOSING)
            self.closing.choose(wanted.worker)


def _summary(steps: int) -> str:
    if not steps:
        return tr("nothing is staged; the figures are those of the import")
    return trn("{n} change staged, not done yet", "{n} changes staged, none done yet", steps)
