"""Why children are moved, from when, and why a rule is set aside: the lower part of a question."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from allocation_app.domain.plan import CHANGE_REASONS, LONGEST_NOTE, OVERRIDE_REASONS
from allocation_app.wording import moves, terms
from allocation_app.wording.translate import tr
from ui.widgets.words import words


class Grounds(QWidget):
    """``changed`` says that something here reads otherwise; ``as_at`` is the day of the import."""

    changed = Signal()

    def __init__(self, as_at: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._as_at = as_at
        self.reason = coded(
            tr("Why the worker changes"),
            {code: moves.change_reason(code) for code in CHANGE_REASONS},
        )
        self.day = day_edit(tr("From which day"), as_at)
        self.note = QLineEdit()
        self.override = coded(
            tr("Why the rules are set aside"),
            {code: moves.override_reason(code) for code in OVERRIDE_REASONS},
            nothing=tr("choose why"),
        )
        self._build()

    @property
    def effective(self) -> date | None:
        """The day from which it counts, None for the day of the import."""
        day = chosen_day(self.day)
        return None if day == self._as_at else day

    @property
    def override_reason(self) -> str:
        """Why the rules are set aside, empty where none has to be."""
        return "" if self.override.isHidden() else str(self.override.currentData() or "")

    def show_day(self, day: date) -> None:
        """Let it count from this day."""
        self.day.setDate(QDate(day.year, day.month, day.day))

    def ask_override(self, asked: bool) -> None:
        """Ask why rules are set aside, or not."""
        self._form.setRowVisible(self.override, asked)

    def _build(self) -> None:
        self.note.setMaxLength(LONGEST_NOTE)
        self.note.setAccessibleName(tr("Note"))
        self.note.setPlaceholderText(tr("one line, if need be"))
        self.day.setMinimumDate(QDate(self._as_at.year, self._as_at.month, self._as_at.day))
        self._form = QFormLayout()
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._form.setVerticalSpacing(6)
        self._form.addRow(tr("&Reason"), self.reason)
        self._form.addRow(tr("Fro&m"), self.day)
        self._form.addRow(tr("&Note"), self.note)
        self._form.addRow(tr("Set aside, &because"), self.override)
        self.ask_override(asked=False)
        self.warning = words(moves.note_warning())
        self.warning.setProperty("look", "doubt")
        self.warning.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._form)
        column.addWidget(self.warning)
        self.note.textChanged.connect(lambda text: self.warning.setVisible(bool(text)))
        for box in (self.reason, self.override):
            box.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.day.dateChanged.connect(lambda _: self.changed.emit())


def coded(name: str, choices: Mapping[str, str], nothing: str = "") -> QComboBox:
    """A list of codes in words; ``nothing`` stands first where none is chosen yet."""
    box = QComboBox()
    box.setAccessibleName(name)
    box.setMinimumHeight(28)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(24)
    if nothing:
        box.addItem(nothing, "")
    for code, said in choices.items():
        box.addItem(terms.first_up(said), code)
    return box


def why_set_aside() -> QComboBox:
    """Why rules are set aside for all that is staged at once; its first line says what it is."""
    box = coded(
        tr("Why the rules are set aside"),
        {code: moves.override_reason(code) for code in OVERRIDE_REASONS},
        nothing=tr("Why the rules that warn are set aside…"),
    )
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return box


def day_edit(name: str, day: date | None = None) -> QDateEdit:
    """A day, to be typed or chosen from a calendar; None where it is not known yet."""
    edit = QDateEdit()
    if day is not None:
        edit.setDate(QDate(day.year, day.month, day.day))
    edit.setCalendarPopup(True)
    edit.setDisplayFormat("ddd d MMM yyyy")
    edit.setMinimumHeight(28)
    edit.setAccessibleName(name)
    return edit


def chosen_day(edit: QDateEdit) -> date:
    """The day in such a field."""
    day = edit.date()
    return date(day.year(), day.month(), day.day())
