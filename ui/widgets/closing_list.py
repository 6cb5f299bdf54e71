"""Whom to ask about before anybody is moved: a prompt, never a recommendation to close."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from allocation_app.domain.people import WorkerId
from allocation_app.report.orders import What
from allocation_app.wording import closing as sentences
from allocation_app.wording import terms
from allocation_app.wording.translate import tr
from ui.rows.closing import ClosingRow, closing_found, closing_rows
from ui.rows.wanted import Wanted
from ui.store import PlanStore
from ui.table_model import RIGHT, Column, TableModel
from ui.widgets.card import Card
from ui.widgets.row_heights import RowHeights
from ui.widgets.table import Table
from ui.widgets.wishes import Wishes
from ui.widgets.words import words


class ClosingList(QWidget):
    """What the list is, then the children; below who is not listed and why."""

    def __init__(self, store: PlanStore, wishes: Wishes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store, self._wishes = store, wishes
        self.head, self.standing = words(is_bold=True), words(is_muted=True)
        self.table = Table("plan_closing", TableModel(_columns(), lambda row: row.child))
        self._heights = RowHeights(self.table.view)
        self.export_button = QPushButton(tr("&Export…"))
        self._card = Card()
        self.aside = words(is_muted=True)
        self._build()

    @property
    def is_settled(self) -> bool:
        """Whether every row has the room to be read."""
        return self._heights.is_settled

    def refresh(self) -> None:
        """Show what is to be asked by the plan as it stands."""
        review = self._store.review
        if review is None:
            self.table.show_rows(())
            for label in (self.head, self.aside):
                label.clear()
        else:
            found = closing_found(review, self._store)
            hide = self._store.names_hidden
            self.table.show_rows(closing_rows(review, found, hide_names=hide))
            self.head.setText(sentences.head(found))
            self.aside.setText("\n".join(sentences.aside(found, review.policy)))
        self._card.setVisible(bool(self.aside.text()))
        self.table.model.touch()

    def choose(self, worker: WorkerId) -> None:
        """Select the first of this worker's children, which takes a filter off that hides them."""
        self.refresh()
        self.table.filter_line.clear()
        own = (row.child for row in self.table.model.rows() if row.worker == worker)
        self.table.select(next(own, None))

    def _build(self) -> None:
        self.standing.setText(f"{sentences.standing()} {sentences.counted()}")
        self.table.view.setAccessibleName(tr("To ask about before anybody is moved"))
        self.table.set_empty_text(
            tr("The record says of no child that anything has ended, as far as the import tells.")
        )
        self.export_button.setToolTip(tr("Print or save this list, with the sums by worker"))
        self.table.add_tool(self.export_button)
        self._card.column.addWidget(self.aside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(self.standing)
        column.addWidget(self.table, 1)
        column.addWidget(self._card)
        self.setFocusProxy(self.table)
        self.export_button.clicked.connect(
            lambda: self._wishes.exporting.emit(Wanted(what=What.CLOSING))
        )
        self.table.selected.connect(lambda row: self._store.select_child(row.child))
        self.table.let_carry(lambda row: row.child, self._store)


def _columns() -> list[Column[ClosingRow]]:
    return [
        Column(tr("Child"), lambda row: row.who, is_bold=lambda _: True),
        Column(
            tr("Comes first"),
            lambda row: row.first,
            picture=lambda row: "triangle-alert" if row.has_first else None,
            about=tr("What is late, and whether the child is seen, comes before any question"),
        ),
        Column(tr("What the record says"), lambda row: row.says),
        Column(tr("To ask"), lambda row: row.asks),
        Column(tr("Social worker"), lambda row: row.holder),
        Column(
            tr("Points"),
            lambda row: terms.points(row.points),
            sort=lambda row: row.points,
            align=RIGHT,
            about=sentences.counted(),
        ),
        Column(tr("Status"), lambda row: row.status, hidden_by_default=True),
        Column(
            tr("Last seen"),
            lambda row: terms.short_day(row.last_seen),
            sort=lambda row: row.last_seen,
            hidden_by_default=True,
        ),
    ]
