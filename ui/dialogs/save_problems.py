"""Where the problems of an import go, and whether children's names go with them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QVBoxLayout,
    QWidget,
)

from allocation_app.report.orders import Naming
from allocation_app.wording.translate import tr
from ui.widgets.fitting import fit
from ui.widgets.one_of import OneOf
from ui.widgets.save_as import SaveAs
from ui.widgets.words import title, words

WIDE = 40  # in lines of text


class ProblemsDialog(QDialog):
    """``chosen`` carries the path and whether names, and what cells say, are left out."""

    chosen = Signal(object, bool)

    def __init__(self, out: Path, parent: QWidget | None = None, *, hide_names: bool) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Export"))
        self.save_as = SaveAs()
        self.naming = OneOf(
            {Naming.NAMES: tr("&Names"), Naming.INITIALS: tr("&Initials and case numbers")}
        )
        self.buttons = QDialogButtonBox()
        self._build()
        self.naming.choose(Naming.INITIALS if hide_names else Naming.NAMES)
        self.save_as.offer(out, tr("Excel workbook"))
        fit(self, WIDE)

    def _build(self) -> None:
        about = tr(
            "The problems that the list shows, each with its place in the file, and every date or"
            " fact that a rule needs and nobody gives."
        )
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(12)
        form.addRow(tr("Children by"), self.naming)
        form.addRow(tr("&Save as"), self.save_as)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(title(tr("Problems and missing details for Excel")))
        column.addWidget(words(about, is_muted=True))
        column.addLayout(form)
        roles = QDialogButtonBox.ButtonRole
        save = self.buttons.addButton(tr("&Export"), roles.AcceptRole)
        save.setProperty("look", "primary")
        save.setDefault(True)
        leave = self.buttons.addButton(tr("Cancel"), roles.RejectRole)
        leave.setAutoDefault(False)
        column.addWidget(self.buttons)
        self.save_as.say(tr("Don’t put a child’s name into the file’s name."), is_wrong=False)
        self.save_as.changed.connect(lambda: save.setEnabled(self.save_as.named is not None))
        self.buttons.accepted.connect(self._finish)
        self.buttons.rejected.connect(self.reject)

    def _finish(self) -> None:
        self.accept()
        self.chosen.emit(self.save_as.out, self.naming.code == Naming.INITIALS)
