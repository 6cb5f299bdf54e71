"""Which rules the import can't answer for anybody, for want of which column, and what to do."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from allocation_app.wording.translate import tr
from allocation_app.wording.unchecked import UncheckedLine
from ui.table_model import Column
from ui.widgets.fitting import fit
from ui.widgets.plain_table import PlainTable
from ui.widgets.words import words

MOST = 14  # rows before the table scrolls


class UncheckedDialog(QDialog):
    """A table, and what it means that a rule stands there. It blocks nothing."""

    def __init__(self, lines: Iterable[UncheckedLine], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Rules that can’t be checked"))
        self.table = PlainTable(
            (
                Column[UncheckedLine](tr("Rule"), lambda line: line.rule),
                Column[UncheckedLine](
                    tr("Missing in the import"),
                    lambda line: line.missing,
                    tip=lambda line: line.missing,
                ),
                Column[UncheckedLine](tr("What to do"), lambda line: line.to_do),
            ),
            lambda line: line.rule,
            stretch=1,
            most=MOST,
        )
        self.table.setAccessibleName(self.windowTitle())
        self.table.show_rows(lines)
        box = QDialogButtonBox()
        close = box.addButton(tr("&Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setAccessibleName(tr("Close"))
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(
            words(
                tr(
                    "Nothing in the import tells what these rules need, of any child. They are"
                    " asked of nobody: that no delay of them is listed does not mean that there is"
                    " none. Where a column has it under another name, say so on the Data page."
                )
            )
        )
        column.addWidget(self.table)
        column.addWidget(box)
        fit(self, 64)
