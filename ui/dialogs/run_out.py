"""Pins whose last day has passed: whether they are renewed or let go is asked, never assumed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from allocation_app.domain.plan import Pin
from allocation_app.wording import moves
from allocation_app.wording.translate import tr
from ui.dialogs.pin import OFFERED
from ui.rows.run_out import RunOutRow
from ui.table_model import Column, TableModel
from ui.widgets.fitting import fit
from ui.widgets.grounds import chosen_day, day_edit
from ui.widgets.table import Table
from ui.widgets.words import title, words

SIZE = (52, 26)  # times the height of a line


class RunOutDialog(QDialog):
    """All rows are chosen at first; it closes once all are decided, Esc leaves the others.

    ``renewed`` carries pins with their new last day, ``let_go`` the pins that go.
    """

    renewed = Signal(object)
    let_go = Signal(object)
    hiding_wanted = Signal()

    def __init__(self, as_at: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Pins that have run out"))
        self.heading = title("")
        self.table = Table("run_out", TableModel(_columns(), lambda row: row.pin.child))
        self.day = day_edit(tr("New last day"), as_at + OFFERED)
        self.day.setMinimumDate(QDate(as_at.year, as_at.month, as_at.day))
        self.buttons = QDialogButtonBox()
        self._build()
        fit(self, *SIZE)

    def show_rows(self, rows: Iterable[RunOutRow]) -> None:
        """Show what is to be decided still; nothing left closes the question."""
        known = tuple(rows)
        if not known:
            self.accept()
            return
        self.heading.setText(moves.run_out(len(known)))
        is_first = not self.table.model.given
        self.table.show_rows(known)
        if is_first or not self.table.marked():
            self.table.view.selectAll()

    def _build(self) -> None:
        self.table.view.setAccessibleName(self.windowTitle())
        form = QFormLayout()
        form.addRow(tr("Renew un&til"), self.day)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self.heading)
        said = tr("They hold nobody any more. Choose rows, then renew their pins or let them go.")
        column.addWidget(words(said, is_muted=True))
        column.addWidget(self.table, 1)
        column.addLayout(form)
        column.addWidget(self._button_box())
        QShortcut(QKeySequence("Ctrl+H"), self, self.hiding_wanted.emit)

    def _button_box(self) -> QDialogButtonBox:
        roles = QDialogButtonBox.ButtonRole
        self.renew_button = self._button(tr("&Renew"), roles.ActionRole)
        self.renew_button.clicked.connect(self._renew)
        self.go_button = self._button(tr("Let &go"), roles.ActionRole)
        self.go_button.clicked.connect(lambda: self.let_go.emit(self._chosen()))
        self.leave_button = self._button(tr("&Ask again with the next import"), roles.RejectRole)
        self.buttons.rejected.connect(self.reject)
        return self.buttons

    def _button(self, text: str, role: QDialogButtonBox.ButtonRole) -> QPushButton:
        button = self.buttons.addButton(text, role)
        button.setAccessibleName(text.replace("&", ""))
        button.setAutoDefault(False)
        return button

    def _chosen(self) -> tuple[Pin, ...]:
        return tuple(row.pin for row in self.table.marked())

    def _renew(self) -> None:
        until = chosen_day(self.day)
        self.renewed.emit(tuple(replace(pin, until=until) for pin in self._chosen()))


def _columns() -> list[Column[RunOutRow]]:
    return [
        Column(tr("Child"), lambda row: row.who),
        Column(tr("Social worker"), lambda row: row.holder),
        Column(tr("Ran out on"), lambda row: row.until, sort=lambda row: row.pin.until),
        Column(tr("Why pinned"), lambda row: row.reason),
    ]
