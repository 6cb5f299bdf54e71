"""The moves of the plan: each with its own effect, to be changed or taken back one by one."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from allocation_app.domain.effects import PlanEffect, step_effect
from allocation_app.domain.plan import Move, Plan
from allocation_app.report.orders import What
from allocation_app.wording import effects, terms
from allocation_app.wording.names import Names, names_of
from allocation_app.wording.translate import tr
from ui import commands
from ui.piecewise import Piecewise
from ui.rows.effects import turned
from ui.rows.plan_steps import StepRow, step_key, step_rows
from ui.rows.wanted import Wanted
from ui.store import PlanStore
from ui.table_model import Column, TableModel
from ui.widgets.card import Card
from ui.widgets.row_heights import RowHeights
from ui.widgets.table import Table
from ui.widgets.wishes import Wishes
from ui.widgets.words import words

EFFECT, LONGEST = 7, "Sioned Hughes-Wright 131 → 122 %; "  # half of what the column says


class MoveList(QWidget):
    """Every staged step of a child. Enter changes one, Del takes the chosen ones back."""

    def __init__(self, store: PlanStore, wishes: Wishes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store, self._wishes = store, wishes
        self._plan: Plan | None = None
        self._by = store.by
        self.effects: Piecewise[Hashable, PlanEffect] = Piecewise(self)
        self.table = Table(
            "plan_moves", TableModel(self._columns(), lambda row: step_key(row.step))
        )
        self._heights = RowHeights(self.table.view)
        self.change_button = QPushButton(tr("C&hange…"))
        self.take_back_button = QPushButton(tr("&Take back"))
        self.pack_button = QPushButton(tr("Hand-over &packs…"))
        self.empty_button = QPushButton(tr("&Back to the import"))
        self._card = Card()
        self.without = words()
        self.aside = words(is_muted=True)
        self._build()

    @property
    def is_settled(self) -> bool:
        """Whether every effect is known and has the room to be read."""
        return self.effects.is_done and self._heights.is_settled

    def refresh(self) -> None:
        """Show the steps of the plan as it stands; their effects follow, row by row."""
        imported = self._store.imported
        if imported is None:
            self._plan = None
            self.table.show_rows(())
            self.effects.ask((), _nothing)
        else:
            plan, had = self._store.plan, self._plan
            self._plan = plan
            rows = step_rows(imported, plan, hide_names=self._store.names_hidden)
            self.table.show_rows(rows)
            self._ask_effects(plan, had)
        self.table.model.touch()
        self._show_one()

    def take_back(self) -> None:
        """Take the chosen steps out of the plan: one step of undo."""
        rows = self.table.marked()
        if rows:
            commands.take_back(self._store, [row.step for row in rows])

    def change(self) -> None:
        """Ask for the current step to be changed."""
        row = self.table.current()
        if row is not None:
            self._wishes.changing.emit(row.step)

    def hand_over(self) -> None:
        """Ask for the packs of the moves that are chosen, of all where none is."""
        children = tuple(row.step.child for row in self.table.marked())
        self._wishes.exporting.emit(Wanted(what=What.HANDOVER, children=children))

    def _columns(self) -> list[Column[StepRow]]:
        return [
            Column(tr("Child"), lambda row: row.child, is_bold=lambda _: True),
            Column(tr("From"), lambda row: row.before),
            Column(
                tr("To"), lambda row: tr("→ {name}", name=row.after), sort=lambda row: row.after
            ),
            Column(tr("Reason"), lambda row: row.reason),
            Column(tr("From day"), lambda row: terms.short_day(row.day), sort=lambda row: row.day),
            Column(tr("Rules set aside"), lambda row: row.overrides),
            Column(tr("Note"), lambda row: row.note, hidden_by_default=True),
            Column(tr("Effect"), self._effect, about=tr("What this step does beside the others")),
        ]

    def _effect(self, row: StepRow) -> str:
        found = self.effects.found.get(step_key(row.step))
        if found is None or self._plan is None:
            return tr("…")
        return effects.line(found, self._names(self._plan))

    def _names(self, plan: Plan) -> Names:
        return names_of(plan.facts, hide_names=self._store.names_hidden)

    def _ask_effects(self, plan: Plan, had: Plan | None) -> None:
        by = self._store.by
        if plan is had and self.effects.found and by == self._by:
            return
        self._by = by
        steps = {step_key(row.step): row.step for row in self.table.model.rows()}
        self.effects.ask(steps, lambda key: step_effect(plan, steps[key], by).effect)

    def _build(self) -> None:
        self.table.view.setAccessibleName(tr("Moves of the plan"))
        self.table.columns.reserve(EFFECT, LONGEST)
        self.table.set_empty_text(
            tr(
                "Nothing is planned yet. Drag a child onto a worker, or choose one and press "
                "Ctrl+M. Every move waits here with what it does to both workers, and can be "
                "changed or taken back. Nothing goes out of this tool until you export or save it."
            )
        )
        self.change_button.setToolTip(tr("Change worker, reason, day or note (Enter)"))
        self.take_back_button.setToolTip(tr("Take the chosen moves out of the plan (Del)"))
        self.pack_button.setToolTip(
            tr("Print or save a page for each child of the chosen moves, or of all")
        )
        self.empty_button.setToolTip(
            tr("Take everything back that is staged; Undo brings it again")
        )
        tools = (self.change_button, self.take_back_button, self.pack_button, self.empty_button)
        for button in tools:
            self.table.add_tool(button)
        self._card.column.addWidget(self.without)
        self._card.column.addWidget(self.aside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.table, 1)
        column.addWidget(self._card)
        self.setFocusProxy(self.table)
        self.change_button.clicked.connect(self.change)
        self.take_back_button.clicked.connect(self.take_back)
        self.pack_button.clicked.connect(self.hand_over)
        self.empty_button.clicked.connect(lambda: commands.back_to_import(self._store))
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.table.view)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.take_back)
        self.table.activated.connect(lambda _row: self.change())
        self.table.selected.connect(self._select)
        self.table.offer(self._actions)
        self.table.let_carry(lambda row: row.step.child, self._store)
        self.effects.progressed.connect(self._take_effects)

    def _actions(self, _row: StepRow) -> list[QAction]:
        made = []
        for words_, do in (
            (tr("C&hange…"), self.change),
            (tr("&Take back"), self.take_back),
            (tr("Hand-over &pack…"), self.hand_over),
        ):
            action = QAction(words_, self)
            action.triggered.connect(do)
            made.append(action)
        return made

    def _select(self, row: StepRow) -> None:
        self._store.select_child(row.step.child)
        self._show_one()

    def _take_effects(self) -> None:
        self.table.model.touch()
        self._show_one()

    def _show_one(self) -> None:
        """Say what would be without the move that is chosen."""
        row, plan = self.table.current(), self._plan
        has_steps = bool(self.table.model.given)
        self.change_button.setEnabled(row is not None)
        self.take_back_button.setEnabled(row is not None)
        steps = self.table.model.given
        self.pack_button.setEnabled(any(isinstance(each.step, Move) for each in steps))
        self.empty_button.setEnabled(has_steps or bool(plan and plan.staffing))
        found = None if row is None else self.effects.found.get(step_key(row.step))
        self._card.setVisible(found is not None)
        if row is None or found is None or plan is None:
            self.without.clear()
            return
        back = effects.line(turned(found), self._names(plan))
        self.without.setText(tr("Without this: {effect}", effect=back))
        self.aside.setText(
            tr("Rules set aside: {rules}", rules=row.overrides) if row.overrides else ""
        )
        self.aside.setVisible(bool(row.overrides))


def _nothing(key: Hashable) -> PlanEffect:
    raise KeyError(key)
