"""What the plan does with the child that is shown: from whom to whom, with which effect."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from allocation_app.domain.effects import Measured, step_effect
from allocation_app.domain.people import ChildId
from allocation_app.domain.plan import ChildStep, Move
from allocation_app.domain.review import Review
from allocation_app.wording import effects, terms
from allocation_app.wording.names import names_of
from allocation_app.wording.translate import tr
from ui.rows.child_plan import Handover, Staged, handover
from ui.theme import set_icon
from ui.widgets.flow import Flow
from ui.widgets.later import Later
from ui.widgets.words import words


class StagedView(Later):
    """The steps of one child, each with its effect; what the next worker must know.

    ``changing`` and ``taken_back`` carry a step; ``handing_over`` asks for the pack for the next
    worker.
    """

    changing = Signal(object)
    taken_back = Signal(object)
    handing_over = Signal()

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
        self._names = names_of(review.snapshot, hide_names=hide_names)
        self.effects = [words(tr("…")) for _ in staged]
        self.handover = QWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for each, effect in zip(staged, self.effects, strict=True):
            column.addWidget(words(each.line, is_bold=True))
            for said in (each.why, each.aside):
                if said:
                    column.addWidget(words(said))
            column.addWidget(effect)
            column.addWidget(self._buttons(each))
        column.addWidget(self.handover)

    def _buttons(self, staged: Staged) -> QWidget:
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
        return holder

    @override
    def fill(self) -> None:
        for each, label in zip(self._staged, self.effects, strict=True):
            label.setText(self._effect(each.step))
        self._show_handover(handover(self._review, self._child))

    def _effect(self, step: ChildStep) -> str:
        """What the step changes beside all the others, and what would be without it."""
        loads, names = self._review.caseloads, self._names
        found = step_effect(loads.plan, step, self._by)
        said = [effects.line(found.effect, names)]
        if found.day != loads.snapshot.as_at:
            said = [tr("On {day}: {effect}", day=terms.day(found.day), effect=said[0])]
        if isinstance(step, Move):
            before = loads.imported.get(step.child)
            sides = None if before is None else before.worker, step.to
            said.append(effects.without(found.effect, sides, names))
        return "\n".join(dict.fromkeys(said))

    def _show_handover(self, found: Handover) -> None:
        column = QVBoxLayout(self.handover)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        column.addWidget(words(tr("To hand over"), is_bold=True))
        column.addWidget(words(tr("Last seen: {when}", when=found.seen)))
        for due in found.due:
            column.addWidget(words(tr("{name}: {due}", name=due.name, due=due.words)))
        if any(isinstance(each.step, Move) for each in self._staged):
            pack, holder = QPushButton(tr("Hand-over pack…")), QWidget()
            pack.setToolTip(tr("Print or save what the next worker needs to know (Ctrl+Shift+H)"))
            set_icon(pack, "file-text")
            pack.clicked.connect(self.handing_over)
            Flow(holder).addWidget(pack)
            column.addWidget(holder)
