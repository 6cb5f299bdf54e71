"""A problem in full, and under it the row of the file that it was found in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from allocation_app.wording.translate import tr
from ui.rows.problems import CellRow, ProblemRow
from ui.table_model import Column
from ui.widgets.flow import Flow
from ui.widgets.plain_table import PlainTable
from ui.widgets.words import words

MOST_CELLS = 6


class SourceRowView(QWidget):
    """What is the matter, where, and the cells of that row; ``child_wanted`` asks for the child."""

    child_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._about = ""
        self._place = words(is_bold=True)
        self._message = words()
        self.child = QPushButton()
        self.child.clicked.connect(lambda: self.child_wanted.emit(self._about))
        self.cells = PlainTable(cell_columns(), lambda row: row.column, stretch=2, most=MOST_CELLS)
        self.cells.setAccessibleName(tr("The row as it stands in the file"))
        tools = QWidget()
        flow = Flow(tools)
        flow.addWidget(self.child)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._place)
        column.addWidget(self._message)
        column.addWidget(self.cells)
        column.addWidget(tools)
        column.addStretch(1)

    def show_problem(
        self, row: ProblemRow | None, cells: Sequence[CellRow], child: str, name: str
    ) -> None:
        """Show one problem with its row; ``child`` can be opened under ``name``, "" for nobody."""
        self.setVisible(row is not None)
        if row is None:
            return
        self._about = child
        where = ", ".join(filter(None, (row.file, row.place)))
        self._place.setText(where or tr("The import as a whole"))
        self._message.setText(row.message)
        self.cells.show_rows(cells)
        self.cells.setVisible(bool(cells))
        meant = next((n for n, cell in enumerate(cells) if cell.is_meant), None)
        if meant is not None:
            self.cells.selectRow(meant)
            self.cells.scrollTo(self.cells.model().index(meant, 0))
        self.child.setText(tr("Show child {child}", child=name))
        self.child.setAccessibleName(self.child.text())
        self.child.setVisible(bool(child))

    def texts(self) -> list[str]:
        """What is said above the cells."""
        return [self._place.text(), self._message.text()]


def cell_columns() -> tuple[Column[CellRow], ...]:
    """The cells of a row, one under another: it is wider than any screen."""
    return (
        Column(tr("Column"), lambda row: row.column, is_bold=lambda row: row.is_meant),
        Column(tr("Heading"), lambda row: row.heading, is_bold=lambda row: row.is_meant),
        Column(tr("In the file"), lambda row: row.text or "–", is_bold=lambda row: row.is_meant),
    )
