"""What an earlier import said, as a list to read and to copy; nothing is changed by it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from allocation_app.wording.translate import tr
from ui.rows.then import ThenRow
from ui.table_model import LEFT, RIGHT, Column, TableModel
from ui.widgets.table import Table
from ui.widgets.words import title as titled
from ui.widgets.words import words


class ThenDialog(QDialog):
    """One list of one day. It blocks nothing but the window, and closes with Esc."""

    def __init__(
        self, title: str, day: str, rows: Sequence[ThenRow], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("{title}, as at {day}", title=title, day=day))
        side = RIGHT if any(row.figure[:1].isdigit() for row in rows) else LEFT
        columns = (
            Column[ThenRow](tr("Who"), lambda row: row.who),
            Column[ThenRow](tr("What"), lambda row: row.what),
            Column[ThenRow](tr("How much"), lambda row: row.figure, align=side),
        )
        self.table = Table("history_then", TableModel(columns, lambda row: row.number))
        self.table.view.setAccessibleName(self.windowTitle())
        self.table.set_empty_text(tr("Nobody and nothing, by this import."))
        self.table.show_rows(rows)
        box = QDialogButtonBox()
        close = box.addButton(tr("&Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setAccessibleName(tr("Close"))
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(titled(self.windowTitle()))
        column.addWidget(
            words(
                tr(
                    "By the import as at {day}, without any plan, and by the weights and rules in"
                    " force now.",
                    day=day,
                ),
                is_muted=True,
            )
        )
        column.addWidget(self.table, 1)
        column.addWidget(box)
        line = self.fontMetrics().height()
        self.resize(52 * line, 32 * line)
