"""Pin children where they are: why, and until when; or lift the pin that holds them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from allocation_app.domain.people import ChildId
from allocation_app.domain.pins import DefaultPin
from allocation_app.domain.plan import PIN_REASONS, Pin
from allocation_app.wording import moves
from allocation_app.wording.names import Names
from allocation_app.wording.translate import tr
from ui.widgets.fitting import fit
from ui.widgets.grounds import chosen_day, coded, day_edit
from ui.widgets.tick import Tick
from ui.widgets.words import title, words

OFFERED = timedelta(weeks=12)
"""After which a pin runs out where a manager wants one that does; the tool's own example."""


class PinDialog(QDialog):
    """``pinned`` carries a pin for each child, ``lifted`` the children who may be moved."""

    pinned = Signal(object)
    lifted = Signal(object)

    def __init__(
        self,
        children: Sequence[ChildId],
        known: Sequence[Pin | DefaultPin],
        as_at: date,
        names: Names,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Pin"))
        self._children = tuple(children)
        self.reason = coded(
            tr("Why"),
            {code: moves.pin_reason(code) for code in PIN_REASONS},
            nothing=tr("no reason given"),
        )
        self.ends = Tick(tr("&Until"))
        self.day = day_edit(tr("Last day of the pin"), as_at + OFFERED)
        self.day.setMinimumDate(QDate(as_at.year, as_at.month, as_at.day))
        self.buttons = QDialogButtonBox()
        self.lift: QPushButton | None = None
        self._build(known, names)
        self._begin(known)
        fit(self, 30)

    def _build(self, known: Sequence[Pin | DefaultPin], names: Names) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(title(tr("Pin {who}", who=names.children(self._children))))
        about = tr("A pinned child keeps its worker: it can’t be moved until the pin is lifted.")
        column.addWidget(words(about, is_muted=True))
        for said in dict.fromkeys(map(_said, known)):
            column.addWidget(words(said))
        until = QHBoxLayout()
        until.addWidget(self.ends)
        until.addWidget(self.day, 1)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(tr("&Why"), self.reason)
        form.addRow("", until)
        column.addLayout(form)
        column.addStretch(1)
        column.addWidget(self._button_box(is_pinned=bool(known)))
        self.ends.toggled.connect(self.day.setEnabled)

    def _button_box(self, *, is_pinned: bool) -> QDialogButtonBox:
        roles = QDialogButtonBox.ButtonRole
        act = self.buttons.addButton(tr("&Pin"), roles.AcceptRole)
        act.setAccessibleName(tr("Pin"))
        act.setProperty("look", "primary")
        act.setDefault(True)
        if is_pinned:
            self.lift = self.buttons.addButton(tr("&Lift the pin"), roles.ActionRole)
            self.lift.setAccessibleName(tr("Lift the pin"))
            self.lift.setAutoDefault(False)
            self.lift.clicked.connect(self._lift)
        leave = self.buttons.addButton(tr("&Cancel"), roles.RejectRole)
        leave.setAccessibleName(tr("Cancel"))
        leave.setAutoDefault(False)
        self.buttons.accepted.connect(self._pin)
        self.buttons.rejected.connect(self.reject)
        return self.buttons

    def _begin(self, known: Sequence[Pin | DefaultPin]) -> None:
        own = next((each for each in known if isinstance(each, Pin)), None)
        self.day.setEnabled(False)
        if own is not None:
            self.reason.setCurrentIndex(max(0, self.reason.findData(own.reason)))
            if own.until is not None:
                self.ends.setChecked(True)
                self.day.setDate(QDate(own.until.year, own.until.month, own.until.day))
        self.reason.setFocus()

    def _pin(self) -> None:
        until = chosen_day(self.day) if self.ends.isChecked() else None
        reason = str(self.reason.currentData())
        self.accept()
        self.pinned.emit([Pin(child=child, reason=reason, until=until) for child in self._children])

    def _lift(self) -> None:
        self.accept()
        self.lifted.emit(self._children)


def _said(pin: Pin | DefaultPin) -> str:
    return (
        moves.pinned_by_default(pin.workers) if isinstance(pin, DefaultPin) else moves.pinned(pin)
    )
