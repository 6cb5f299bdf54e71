"""What the plan does with the child that is shown: from whom to whom, with which effect."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from allocation_app.domain.effects import Measured, step_effect, without_move
from allocation_app.domain.people import ChildId
from allocation_app.domain.plan import Move, Plan
from allocation_app.domain.review import Review
from allocation_app.wording import effects
from allocation_app.wording.names import Names, names_of
from allocation_app.wording.translate import tr
from ui.rows.child_plan import ChildStep, Handover, Staged, handover
from ui.theme import set_icon
from ui.widgets.flow import Flow
from ui.widgets.words import words

SOON = 60  # ms: an effect is worked out once the panel is painted


class StagedView(QWidget):
    """The steps of one child, each with its effect; what the next worker must know.

    ``changing`` and ``taken_back`` carry a step.
    """

    changing = Signal(object)
    taken_back = Signal(object)

    def __init__(
        self,
        staged: tuple[Staged, ...],
        child: ChildId,
        review: Review,
        by: Measured,
        *,
        hide_names: bool,
    ) -> None:
        super().__init__()
        self._staged, self._child, self._review, self._by = staged, child, review, by
        self._names: Names = names_of(review.snapshot, hide_names=hide_names)
        self.effects = [words(tr("…"), is_muted=True) for _ in staged]
        self.handover = QWidget()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SOON)
        self._timer.timeout.connect(self._work_out)
        self.is_settled = False
        for each, effect in zip(staged, self.effects, strict=True):
            self._add_step(each)
            self._column.addWidget(effect)
            self._add_buttons(each)
        self._column.addWidget(self.handover)

    def _add_step(self, staged: Staged) -> None:
        self._column.addWidget(words(staged.line, is_bold=True))
        for said in (staged.why, staged.aside):
            if said:
                self._column.addWidget(words(said))

    def _add_buttons(self, staged: Staged) -> None:
        holder = QWidget()
        flow = Flow(holder)
        change, back = QPushButton(tr("Change…")), QPushButton(tr("Take back"))
        set_icon(back, "undo-2")
        change.setToolTip(tr("Change worker, reason, day or note"))
        back.setToolTip(tr("Take this out of the plan; nothing else changes"))
        for button, signal in ((change, self.changing), (back, self.taken_back)):
            name = tr("{button}: {step}", button=button.text(), step=staged.line)
            button.setAccessibleName(name)
            button.clicked.connect(partial(signal.emit, staged.step))
            flow.addWidget(button)
        self._column.addWidget(holder)

    def _work_out(self) -> None:
        plan: Plan = self._review.caseloads.plan
        for each, label in zip(self._staged, self.effects, strict=True):
            label.setText(self._effect(plan, each.step))
        self._show_handover(handover(self._review, self._child))
        self.is_settled = True

    def _effect(self, plan: Plan, step: ChildStep) -> str:
        """What the step changes beside all the others, and what would be without it."""
        moved = without_move(plan, step.child, self._by) if isinstance(step, Move) else None
        if moved is None:
            return effects.line(step_effect(plan, step, self._by).effect, self._names)
        said = effects.move_line(moved, self._names), effects.without(moved, self._names)
        return "\n".join(dict.fromkeys(said))

    def _show_handover(self, found: Handover) -> None:
        column = QVBoxLayout(self.handover)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(words(tr("To hand over"), is_bold=True))
        column.addWidget(words(tr("Last seen: {when}", when=found.seen)))
        for due in found.due:
            column.addWidget(words(tr("{name}: {due}", name=due.name, due=due.words)))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.is_settled:
            self._timer.start()
