"""The plan: what is staged, what it does, and what would be if; nothing of it is done yet."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from allocation_app.wording.translate import tr, trn
from ui.store import PlanStore
from ui.widgets.card import page_column
from ui.widgets.heading import Heading
from ui.widgets.move_list import MoveList
from ui.widgets.page import Page
from ui.widgets.staff_list import StaffList
from ui.widgets.view_switch import ViewSwitch

MOVES, STAFF = range(2)


class PlanPage(Page):
    """Everything that is staged, each step with its effect, in views of one kind each."""

    def __init__(self, store: PlanStore, parent: QWidget | None = None) -> None:
        super().__init__(store, parent)
        self.heading = Heading(self.title)
        self.views = ViewSwitch(
            tr("What of the plan"),
            (
                tr("Who moves to whom, and what each move does"),
                tr("Who leaves, is away, comes back, joins or changes hours, and the loads then"),
            ),
        )
        self.moves = MoveList(store, self.wishes)
        self.staff = StaffList(store, self.wishes)
        self._shown: tuple[QWidget, ...] = (self.moves, self.staff)
        self._stack = QStackedWidget()
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
        return super().is_settled and self.moves.is_settled and self.staff.is_settled

    def _build(self) -> None:
        for view in self._shown:
            self._stack.addWidget(view)
        column = page_column(self)
        column.addWidget(self.heading)
        column.addWidget(self.views, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._stack, 1)
        self.views.chosen.connect(self._show_view)
        self._show_view(MOVES)

    @override
    def refresh(self) -> None:
        self.moves.refresh()
        self.staff.refresh()
        steps = 0 if self.store.review is None else len(self.store.plan.steps)
        children = len(self.moves.table.model.given)
        self.views.say(MOVES, tr("Moves ({n})", n=children))
        self.views.say(STAFF, tr("What if ({n})", n=steps - children))
        self.heading.say(self._summary(steps))

    def _summary(self, steps: int) -> str:
        if not steps:
            return tr("nothing is staged; the figures are those of the import")
        return trn(
            "{n} change staged, none of it done yet", "{n} changes staged, none done yet", steps
        )

    def _show_view(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        self.setFocusProxy(self._shown[place])
