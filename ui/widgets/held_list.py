"""Pins and marks: who stays where they are, who must not hold whom; each can be lifted."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from allocation_app.domain.people import ChildId
from allocation_app.domain.plan import Mark
from allocation_app.wording.translate import tr
from ui import commands
from ui.rows.pins import HeldRow, held_rows, until_words
from ui.store import PlanStore
from ui.table_model import Column, TableModel
from ui.widgets.table import Table
from ui.widgets.wishes import Wishes


class HeldList(QWidget):
    """Enter asks for a pin to be changed, Del lifts what is chosen in one step of undo."""

    def __init__(self, store: PlanStore, wishes: Wishes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store, self._wishes = store, wishes
        self.table = Table("plan_held", TableModel(_columns(), lambda row: row.key))
        self.lift_button = QPushButton(tr("&Lift"))
        self.pin_button = QPushButton(tr("&Pin…"))
        self.mark_button = QPushButton(tr("&Mark…"))
        self._build()

    def refresh(self) -> None:
        """Show the pins and marks as the store has them."""
        review, hide = self._store.review, self._store.names_hidden
        self.table.show_rows(
            () if review is None else held_rows(review, self._store, hide_names=hide)
        )
        self.table.model.touch()
        self._follow()

    def lift(self) -> None:
        """Take the chosen pins and marks away."""
        rows = [row for row in self.table.marked() if row.can_be_lifted]
        marks = [row.given for row in rows if isinstance(row.given, Mark)]
        pinned = [row.child for row in rows if not isinstance(row.given, Mark)]
        if rows:
            commands.let_go(self._store, pinned, marks)

    def _build(self) -> None:
        self.table.view.setAccessibleName(tr("Pins and marks"))
        self.table.set_empty_text(
            tr(
                "Nobody is pinned and nothing is marked. Pin a child who is to stay where it is; "
                "mark whom a worker must not hold, and which children are kept apart or together. "
                "No reason is asked for a mark: it may be a confidence."
            )
        )
        self.lift_button.setToolTip(tr("Take the chosen pins and marks away (Del)"))
        self.pin_button.setToolTip(tr("Say why and until when this child stays (Enter)"))
        self.mark_button.setToolTip(tr("Mark whom a worker must not hold, or keep apart, together"))
        for button in (self.lift_button, self.pin_button, self.mark_button):
            self.table.add_tool(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        self.setFocusProxy(self.table)
        self.lift_button.clicked.connect(self.lift)
        self.pin_button.clicked.connect(self._pin)
        self.mark_button.clicked.connect(self._mark)
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.table.view)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.lift)
        self.table.selected.connect(self._select)
        self.table.activated.connect(lambda _row: self._pin())
        self.table.offer(self._actions)
        self.table.let_carry(lambda row: row.child, self._store)
        self.table.view.selectionModel().selectionChanged.connect(self._follow)

    def _actions(self, _row: HeldRow) -> list[QAction]:
        made = []
        for text, do in (
            (tr("&Lift"), self.lift),
            (tr("&Pin…"), self._pin),
            (tr("&Mark…"), self._mark),
        ):
            action = QAction(text, self)
            action.triggered.connect(do)
            made.append(action)
        return made

    def _children(self) -> tuple[ChildId, ...]:
        return tuple(dict.fromkeys(row.child for row in self.table.marked()))

    def _pin(self) -> None:
        self._wishes.pinning.emit(self._children())

    def _mark(self) -> None:
        self._wishes.marking.emit(self._children())

    def _select(self, row: HeldRow) -> None:
        self._store.select_child(row.child)

    def _follow(self) -> None:
        rows = self.table.marked()
        self.lift_button.setEnabled(any(row.can_be_lifted for row in rows))
        for button in (self.pin_button, self.mark_button):
            button.setEnabled(bool(rows))


def _columns() -> list[Column[HeldRow]]:
    return [
        Column(tr("Child"), lambda row: row.who, is_bold=lambda _: True),
        Column(tr("With"), lambda row: row.holder),
        Column(tr("What"), lambda row: row.kind),
        Column(tr("Until"), until_words, sort=lambda row: row.until),
        Column(tr("Why"), lambda row: row.said),
    ]
