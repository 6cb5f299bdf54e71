"""A manager's review of a child who waits: the day, a tick, one line without any names."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate, QSize, Signal
from PySide6.QtWidgets import (
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from allocation_app.domain.plan import LONGEST_NOTE, Oversight
from allocation_app.wording import terms
from allocation_app.wording.translate import tr
from ui.widgets.tick import Tick
from ui.widgets.words import title, words


class ReviewDialog(QDialog):
    """``recorded`` carries the day and the line, ``removed`` the day of a review to take out."""

    recorded = Signal(object, str)
    removed = Signal(object)

    def __init__(
        self, name: str, known: Sequence[Oversight], today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Record a review"))
        self.day = QDateEdit(QDate(today.year, today.month, today.day))
        self.note = QLineEdit()
        self.tick = Tick(tr("A manager has &reviewed this child and what is done meanwhile"))
        self.left = QLabel()
        self.removals: list[QPushButton] = []
        self.buttons = QDialogButtonBox()
        self._build(name, known)
        self.resize(self.sizeHint().expandedTo(QSize(32 * self.fontMetrics().height(), 0)))

    def _build(self, name: str, known: Sequence[Oversight]) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(title(tr("Review of {name}", name=name)))
        column.addWidget(self.tick)
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("ddd d MMM yyyy")
        self.day.setMinimumHeight(28)
        self.day.setAccessibleName(tr("Day of the review"))
        self.note.setMaxLength(LONGEST_NOTE)
        self.note.setAccessibleName(tr("One line about the review"))
        self.note.textChanged.connect(self._count)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(tr("&Day"), self.day)
        form.addRow(tr("&One line"), self.note)
        column.addLayout(form)
        warning = words(
            tr("No names, no narrative: this line is printed. The story is in the child’s record.")
        )
        warning.setProperty("look", "doubt")
        column.addWidget(warning)
        self.left.setProperty("look", "muted")
        column.addWidget(self.left)
        self._count()
        if known:
            column.addWidget(words(tr("Recorded in this plan"), is_bold=True))
        for review in sorted(known, key=lambda review: review.day, reverse=True):
            column.addLayout(self._known(review))
        column.addWidget(self._button_box())
        self.note.setFocus()

    def _known(self, review: Oversight) -> QHBoxLayout:
        day = terms.day(review.day)
        remove = QPushButton(tr("Remove"))
        remove.setAccessibleName(tr("Remove the review of {day}", day=day))
        remove.setAutoDefault(False)
        remove.clicked.connect(lambda: self._remove(review.day))
        self.removals.append(remove)
        row = QHBoxLayout()
        row.addWidget(words(f"{day}: {review.note}" if review.note else day), 1)
        row.addWidget(remove)
        return row

    def _button_box(self) -> QDialogButtonBox:
        roles = QDialogButtonBox.ButtonRole
        record = self.buttons.addButton(tr("&Record"), roles.AcceptRole)
        record.setAccessibleName(tr("Record"))
        record.setProperty("look", "primary")
        record.setDefault(True)
        record.setEnabled(False)
        self.tick.toggled.connect(record.setEnabled)
        leave = self.buttons.addButton(tr("&Cancel"), roles.RejectRole)
        leave.setAccessibleName(tr("Cancel"))
        leave.setAutoDefault(False)
        self.buttons.accepted.connect(self._record)
        self.buttons.rejected.connect(self.reject)
        return self.buttons

    def _count(self) -> None:
        left = LONGEST_NOTE - len(self.note.text())
        self.left.setText(tr("{n} characters left", n=left))

    def _record(self) -> None:
        day = self.day.date()
        self.accept()
        self.recorded.emit(date(day.year(), day.month(), day.day()), self.note.text().strip())

    def _remove(self, day: date) -> None:
        self.accept()
        self.removed.emit(day)
