"""Everything that was done, by whom and when: searched by words, narrowed to what was done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from allocation_app.wording.translate import tr
from ui.rows.journal import EntryRow
from ui.store import PlanStore
from ui.table_model import Column, TableModel
from ui.theme import set_icon
from ui.widgets.card import bare_column
from ui.widgets.page import KEEPS
from ui.widgets.table import Table
from ui.widgets.words import words

LETTERS = 18


class JournalList(QWidget):
    """``evidence`` asks for the journal as a document, ``selected`` carries a row."""

    selected = Signal(object)
    evidence = Signal()

    def __init__(self, store: PlanStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = Table("history_journal", TableModel(_columns(), lambda row: row.seq))
        self.deeds = QComboBox()
        self.export_button = QPushButton(tr("&Export the journal…"))
        self.told = words(is_muted=True)
        self._rows: tuple[EntryRow, ...] = ()
        self._is_filling = False
        self._build(store)

    def show_rows(self, rows: Sequence[EntryRow], deeds: Sequence[tuple[str, str]]) -> None:
        """Show these entries; ``deeds`` are what can be asked for alone, by code and word."""
        self._rows = tuple(rows)
        self._is_filling = True
        chosen = self.deeds.currentData()
        self.deeds.clear()
        self.deeds.addItem(tr("Everything done"), None)
        for code, word in deeds:
            self.deeds.addItem(word, code)
        self.deeds.setCurrentIndex(max(0, self.deeds.findData(chosen)))
        self._is_filling = False
        self.export_button.setEnabled(bool(rows))
        self._narrow()

    def set_empty_text(self, text: str) -> None:
        """What stands in place of the entries while there are none."""
        self.table.set_empty_text(text)

    def _build(self, store: PlanStore) -> None:
        self.deeds.setProperty(KEEPS, "journal_deed")
        self.deeds.setAccessibleName(tr("What was done"))
        self.deeds.setToolTip(tr("Show only entries of one kind"))
        self.deeds.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.deeds.setMinimumContentsLength(LETTERS)
        self.deeds.addItem(tr("Everything done"), None)
        self.deeds.currentIndexChanged.connect(self._narrow)
        set_icon(self.export_button, "download")
        self.export_button.setToolTip(
            tr("The journal as a file, with the fingerprint of the import that each entry rests on")
        )
        self.export_button.clicked.connect(self.evidence)
        self.table.view.setAccessibleName(tr("Journal"))
        self.table.columns.keep_whole(0)  # when: a time that is cut short is none
        self.table.columns.keep_whole(2)  # what was done: a word or two
        self.table.add_tool(self.deeds)
        self.table.add_tool(self.export_button)
        self.table.let_carry(lambda row: row.child, store)
        self.told.setMinimumHeight(2 * self.fontMetrics().height())
        self.told.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        column = bare_column(self)
        column.addWidget(self.table, 1)
        column.addWidget(self.told)
        self.setFocusProxy(self.table)
        self.table.selected.connect(self._tell)
        self.table.selected.connect(self.selected)

    def _narrow(self) -> None:
        if self._is_filling:
            return
        code = self.deeds.currentData()
        self.table.show_rows(row for row in self._rows if code is None or row.deed.value == code)
        row = self.table.current()
        self.told.setText("" if row is None else row.told)

    def _tell(self, row: EntryRow) -> None:
        self.told.setText(row.told)


def _columns() -> list[Column[EntryRow]]:
    return [
        Column(tr("When"), lambda row: row.when, sort=lambda row: row.seq),
        Column(tr("By"), lambda row: row.by, about=tr("The user of the operating system")),
        Column(tr("Done"), lambda row: row.word),
        Column(tr("What"), lambda row: row.what, tip=lambda row: row.told or row.word),
        Column(tr("Whom it concerns"), lambda row: row.whom),
        Column(
            tr("On the import of"),
            lambda row: row.about,
            about=tr("The import that was open when it was done"),
        ),
        Column(
            tr("Number"), lambda row: str(row.seq), sort=lambda row: row.seq, hidden_by_default=True
        ),
    ]
