"""Children who may stand under another number in later data: ticked by a person, one by one."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from allocation_app.domain.people import ChildId
from allocation_app.domain.plan import Plan
from allocation_app.domain.renumbering import Numbers, Renumbering, numbers_of
from allocation_app.wording import reconciled as wording
from allocation_app.wording.translate import tr
from ui.rows.reconciled import SameChildRow, same_child_rows
from ui.table_model import Column, TableModel
from ui.widgets.row_heights import RowHeights
from ui.widgets.table import Table
from ui.widgets.words import words


class SameChildren(QWidget):
    """A row for each with a tick, none of them ticked. ``ticked`` says that others are since.

    Space, a click on the tick and the button tick the rows that are chosen, or take the ticks off.
    """

    ticked = Signal()

    def __init__(
        self,
        proposed: tuple[Renumbering, ...],
        plan: Plan,
        *,
        hide_names: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._proposed, self._plan, self._hide_names = proposed, plan, hide_names
        self._chosen: frozenset[ChildId] = frozenset()
        self.table = Table("same_children", TableModel(_columns(), lambda row: row.numbers))
        self.same = QPushButton(tr("Tick or untick the rows c&hosen"))
        self.all = QPushButton(tr("&Tick all"))
        self._build()
        self._show()

    @property
    def numbers(self) -> Numbers:
        """The later number of each child that is ticked, by the earlier one."""
        return numbers_of(each for each in self._proposed if each.old.id in self._chosen)

    def hide_names(self, hidden: bool) -> None:
        """Show initials in place of names, or names again."""
        self._hide_names = hidden
        self._show()

    def _build(self) -> None:
        self.table.view.setAccessibleName(tr("Children who may be under another number"))
        self.table.set_empty_text(tr("No child has all of these words."))
        self.table.columns.keep_whole(0)
        RowHeights(self.table.view)
        for button, said in (
            (self.same, tr("Tick or untick the rows chosen")),
            (self.all, tr("Tick all")),
        ):
            button.setAccessibleName(said)
            button.setAutoDefault(False)
            self.table.add_tool(button)
        self.same.setToolTip(tr("Space does the same"))
        self.same.clicked.connect(lambda: self._turn(self.table.marked()))
        self.all.clicked.connect(lambda: self._turn(self.table.model.rows(), is_on=True))
        self.table.view.clicked.connect(self._click)
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), self.table.view)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)
        space.activated.connect(self.same.click)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addWidget(words(wording.proposed(len(self._proposed))))
        column.addWidget(self.table, 1)
        self.setFocusProxy(self.table)

    def _click(self, at: QModelIndex) -> None:
        if at.column() == 0:
            self._turn([self.table.model.row(at)])

    def _turn(self, rows: Iterable[SameChildRow], *, is_on: bool | None = None) -> None:
        """Tick these; where all of them are, take the ticks off, unless they are to be on."""
        given = frozenset(row.proposed.old.id for row in rows)
        if not given:
            return
        on = not given <= self._chosen if is_on is None else is_on
        self._chosen = self._chosen | given if on else self._chosen - given
        self._show()
        self.ticked.emit()

    def _show(self) -> None:
        self.table.show_rows(
            same_child_rows(self._proposed, self._plan, self._chosen, hide_names=self._hide_names)
        )


def _columns() -> list[Column[SameChildRow]]:
    return [
        Column(
            tr("The same child"),
            lambda row: tr("yes") if row.is_ticked else tr("no"),
            picture=lambda row: "square-check" if row.is_ticked else "square",
        ),
        Column(tr("Child"), lambda row: row.who),
        Column(tr("Date of birth"), lambda row: row.born, sort=lambda row: row.proposed.old.born),
        Column(tr("Number before and now"), lambda row: row.numbers),
        Column(tr("The plan says of it"), lambda row: row.held),
    ]
