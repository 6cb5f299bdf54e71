"""What a crash left in the journal: shown before it is taken, the latest last."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget
from typing_extensions import override

from allocation_app.domain.journal import Entry
from allocation_app.wording import journal, terms
from allocation_app.wording.names import Names
from allocation_app.wording.translate import tr, trn
from ui.table_model import Column
from ui.widgets.fitting import fit
from ui.widgets.plain_table import PlainTable
from ui.widgets.words import title, words

MOST = 12  # rows before the table scrolls


class RecoveredDialog(QDialog):
    """``decided`` says whether it is taken; to close the dialog decides nothing."""

    decided = Signal(bool)

    def __init__(
        self, entries: Sequence[Entry], names: Names, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Recovered"))
        self.table = PlainTable(
            (
                Column[Entry](tr("When"), lambda entry: terms.moment(entry.at)),
                Column[Entry](tr("By"), lambda entry: entry.by),
                Column[Entry](
                    tr("What was done"),
                    lambda entry: journal.said(entry, names),
                    tip=lambda entry: journal.said(entry, names),
                ),
            ),
            lambda entry: entry.seq,
            stretch=2,
            most=MOST,
            wraps=True,
        )
        self.table.setAccessibleName(tr("What would be recovered"))
        self.table.show_rows(entries)
        self.buttons = QDialogButtonBox()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(title(tr("This workspace was not closed")))
        column.addWidget(words(_about(len(entries))))
        column.addWidget(self.table)
        column.addWidget(self._button_box())
        fit(self, 48)

    def _button_box(self) -> QDialogButtonBox:
        roles = QDialogButtonBox.ButtonRole
        self.take = self.buttons.addButton(tr("&Recover"), roles.AcceptRole)
        self.leave = self.buttons.addButton(tr("&Leave out"), roles.ActionRole)
        self.stop = self.buttons.addButton(tr("&Cancel"), roles.RejectRole)
        self.take.setProperty("look", "primary")
        self.take.setDefault(True)
        for button, name in (
            (self.take, tr("Recover")),
            (self.leave, tr("Leave out")),
            (self.stop, tr("Cancel")),
        ):
            button.setAccessibleName(name)
            button.setAutoDefault(button is self.take)
        self.take.clicked.connect(lambda: self._decide(True))
        self.leave.clicked.connect(lambda: self._decide(False))
        self.buttons.rejected.connect(self.reject)
        return self.buttons

    def _decide(self, taken: bool) -> None:
        self.accept()
        self.decided.emit(taken)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.table.scrollToBottom()


def _about(n: int) -> str:
    return trn(
        "The program or the computer stopped before it was. One thing was done after the file was"
        " last written, and can be recovered. What you leave out stays in the journal, and no"
        " longer counts.",
        "The program or the computer stopped before it was. {n} things were done after the file"
        " was last written, and can be recovered, the latest last. What you leave out stays in the"
        " journal, and no longer counts.",
        n,
    )
