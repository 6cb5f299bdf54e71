"""The days that a report is about: a month or weeks by name, or any first and last day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QVBoxLayout, QWidget

from allocation_app.wording.translate import tr
from ui.rows.periods import Offered
from ui.widgets.flow import Flow
from ui.widgets.grounds import chosen_day, day_edit
from ui.widgets.words import one_line, words

OTHER = "other"


class PeriodBox(QWidget):
    """``changed`` says that it is about other days."""

    changed = Signal()

    def __init__(self, offered: Sequence[Offered], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offered = {period.code: period for period in offered}
        self.which = QComboBox()
        self.first, self.last = day_edit(tr("First day")), day_edit(tr("Last day"))
        self.wrong = words(tr("The last day is before the first."))
        self._build()
        self.choose(next(iter(self._offered)))

    @property
    def code(self) -> str:
        """What the choice is remembered by."""
        return str(self.which.currentData())

    @property
    def days(self) -> tuple[date, date]:
        """The first day and the last, both within it."""
        return chosen_day(self.first), chosen_day(self.last)

    @property
    def is_possible(self) -> bool:
        """Whether it has a day at all."""
        first, last = self.days
        return first <= last

    def choose(self, code: str) -> None:
        """Choose by what was remembered; other days are those that stand there."""
        at = self.which.findData(code)
        self.which.setCurrentIndex(max(at, 0))
        self._follow()

    def _build(self) -> None:
        for period in self._offered.values():
            self.which.addItem(period.name, period.code)
        self.which.addItem(tr("Other days"), OTHER)
        self.which.setAccessibleName(tr("Period"))
        self.which.setMinimumHeight(28)
        self.wrong.setProperty("look", "alarm")
        self._days = QWidget()
        flow = Flow(self._days)
        for label, edit in ((tr("f&rom"), self.first), (tr("&until"), self.last)):
            said = one_line(label)
            said.setBuddy(edit)
            flow.addWidget(said)
            flow.addWidget(edit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.which)
        column.addWidget(self._days)
        column.addWidget(self.wrong)
        self.setFocusProxy(self.which)
        self.which.currentIndexChanged.connect(lambda _: self._follow())
        for edit in (self.first, self.last):
            edit.dateChanged.connect(lambda _: self._tell())

    def _follow(self) -> None:
        """Show the days of what is chosen, to be changed only where they are others."""
        period = self._offered.get(self.code)
        if period is not None:
            _show(self.first, period.days.first)
            _show(self.last, period.days.last)
        for edit in (self.first, self.last):
            edit.setEnabled(period is None)
        self._tell()

    def _tell(self) -> None:
        self.wrong.setVisible(not self.is_possible)
        self.changed.emit()


def _show(edit: QDateEdit, day: date) -> None:
    edit.setDate(QDate(day.year, day.month, day.day))
