"""How each column was read, and the place to correct it: a table of columns, one of them below.

Enter leads from a column to its choices and back, Space accepts what is suggested, Delete leaves a
column out. Every change is a new `Mapping`, carried by ``changed``.
"""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from allocation_app.intake.dates import Order
from allocation_app.intake.fields import Field
from allocation_app.intake.mapping import LEFT_OUT, NO_MAPPING, Mapping
from allocation_app.intake.problems import Code
from allocation_app.wording import terms
from allocation_app.wording.fields import field
from allocation_app.wording.problems import message
from allocation_app.wording.translate import tr
from ui.readers import Outcome
from ui.rows import staging
from ui.rows.mapping import (
    MappedColumn,
    TableRow,
    Why,
    both_ways,
    chosen,
    mapped_columns,
    table_rows,
)
from ui.rows.meanings import field_choices, grouping_choices, layout_choices
from ui.table_model import Column, TableModel
from ui.theme import set_icon
from ui.widgets.card import Card
from ui.widgets.choices import Choices
from ui.widgets.flow import Flow
from ui.widgets.table import Table
from ui.widgets.words import one_line, words

WIDTHS = (15, 18)  # times the height of a line: the table, and its kind
GROUPED = frozenset({"children"})
"""The kinds of table in which a worker's name may stand once for the rows below."""


class MappingPanel(QWidget):
    """The columns of one table at a time; the worst table and column come first."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._outcome: Outcome | None = None
        self._mapping = self._base = NO_MAPPING
        self._tables: list[TableRow] = []
        self._hide_names = False
        self.tables = QComboBox()
        self.layouts = QComboBox()
        self.columns = Table("mapping", TableModel(list(_columns()), lambda row: row.key))
        self.note, self._legend = words(), QLabel()
        self.detail = ColumnDetail()
        self._build()

    @property
    def to_check(self) -> int:
        """How many columns of all tables a person should look at."""
        return sum(table.to_check for table in self._tables)

    def show_files(
        self,
        outcome: Outcome,
        mapping: Mapping,
        base: Mapping,
        *,
        hide_names: bool,
    ) -> None:
        """Show these; the table and column that were looked at stay so, if still there."""
        is_first = not self._tables
        at = self._table()
        self._outcome, self._mapping, self._base = outcome, mapping, base
        self._hide_names = hide_names
        self._tables = table_rows(outcome.files, mapping, base)
        with QSignalBlocker(self.tables):
            self.tables.clear()
            for table in self._tables:
                self.tables.addItem(table.label, table.number)
            place = 0 if at is None else max(0, self.tables.findData(at.number))
            if is_first:
                place = next((n for n, t in enumerate(self._tables) if t.to_check), 0)
            self.tables.setCurrentIndex(place if self._tables else -1)
        self._show_table()

    def start(self) -> None:
        """Put the keyboard on the column that should be looked at first."""
        self.columns.view.setFocus()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._bring_in_sight)

    def _bring_in_sight(self) -> None:
        view = self.columns.view
        if view.currentIndex().isValid():
            view.scrollTo(view.currentIndex())

    def _build(self) -> None:
        self.tables.setAccessibleName(tr("Table"))
        self.layouts.setAccessibleName(tr("What the table is taken for"))
        for box, times in zip((self.tables, self.layouts), WIDTHS, strict=True):
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumWidth(times * self.fontMetrics().height())
        self.tables.currentIndexChanged.connect(self._show_table)
        self.layouts.activated.connect(self._take_layout)
        self.columns.view.setAccessibleName(tr("Columns of the table"))
        self.columns.columns_button.hide()
        self._legend.setProperty("look", "muted")
        self.columns.add_tool(self._legend)
        self.columns.selected.connect(self._show_column)
        self.columns.activated.connect(lambda _: self.detail.choices.setFocus())
        self.detail.picked.connect(self._decide)
        self.detail.ordered.connect(self._order)
        self.detail.grouped.connect(self._group)
        self.detail.left.connect(self.columns.view.setFocus)
        for key, act in ((Qt.Key.Key_Space, self._accept), (Qt.Key.Key_Delete, self._leave_out)):
            short = QShortcut(QKeySequence(key), self.columns.view)
            short.setContext(Qt.ShortcutContext.WidgetShortcut)
            short.activated.connect(act)
        head = Flow()
        head.addWidget(_labelled(tr("Ta&ble"), self.tables))
        head.addWidget(_labelled(tr("ta&ken for"), self.layouts))
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.note)
        column.addWidget(self.columns, 1)
        column.addWidget(self.detail)

    def _table(self) -> TableRow | None:
        number = self.tables.currentData()
        return next((table for table in self._tables if table.number == number), None)

    def _rows(self) -> list[MappedColumn]:
        table = self._table()
        if table is None:
            return []
        return mapped_columns(table.sheet, self._mapping, self._base, hide_names=self._hide_names)

    def _show_table(self, *_: object) -> None:
        table, rows = self._table(), self._rows()
        self.setEnabled(table is not None)
        layout = "" if table is None else table.layout
        with QSignalBlocker(self.layouts):
            self.layouts.clear()
            for choice in layout_choices(layout):
                self.layouts.addItem(choice.label, choice.value)
            self.layouts.setCurrentIndex(self.layouts.findData(layout))
        self._legend.setText(_legend(table))
        self.note.setText(self._note(table))
        self.note.setVisible(bool(self.note.text()))
        self.detail.choices.offer(field_choices(layout))
        self.columns.show_rows(rows)
        keys = {row.key for row in rows}
        current = self.columns.current()
        if current is None or current.key not in keys:
            first = next((row for row in rows if row.is_to_check), rows[0] if rows else None)
            self.columns.select(None if first is None else first.key)
        self._show_column()

    def _note(self, table: TableRow | None) -> str:
        """That headings are new or gone since the table was corrected."""
        reading = None if self._outcome is None else self._outcome.reading
        if reading is None or table is None:
            return ""
        where = (Code.HEADINGS_CHANGED.value, table.file, table.sheet.name)
        found = (p for p in reading.problems if (p.code, p.file, p.sheet) == where)
        return " ".join(map(message, found))

    def _show_column(self, *_: object) -> None:
        table, column = self._table(), self.columns.current()
        self.detail.show_column(column)
        has_groups = table is not None and table.layout in GROUPED
        if table is not None and column is not None and column.field == Field.WORKER:
            self.detail.show_grouping(table.is_grouped, is_possible=has_groups)

    def _decide(self, value: str) -> None:
        table, row = self._table(), self.columns.current()
        if table is not None and row is not None:
            self._change(staging.with_column(self._mapping, table.sheet, row.key, value))

    def _order(self, order: str) -> None:
        table, row = self._table(), self.columns.current()
        if table is not None and row is not None:
            self._change(staging.with_order(self._mapping, table.sheet, row.key, order))

    def _accept(self) -> None:
        """Take what is suggested, or say yes to what only seems so."""
        row = self.columns.current()
        if row is not None and row.suggestion:
            self._decide(row.suggestion)
        elif row is not None and row.why is Why.SIMILAR:
            self._decide(row.field)

    def _leave_out(self) -> None:
        self._decide(LEFT_OUT)

    def _take_layout(self, *_: object) -> None:
        table = self._table()
        if table is not None:
            wanted = str(self.layouts.currentData())
            self._change(staging.with_layout(self._mapping, table.sheet, wanted))

    def _group(self, wanted: bool | None) -> None:
        table = self._table()
        if table is not None:
            self._change(staging.with_grouping(self._mapping, table.sheet, wanted))

    def _change(self, mapping: Mapping) -> None:
        if mapping != self._mapping:
            self.changed.emit(mapping)


class ColumnDetail(Card):
    """One column: its samples, what it is taken for and why, and what is asked about it."""

    picked = Signal(str)
    ordered = Signal(str)
    grouped = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row: MappedColumn | None = None
        self.heading, self.samples = words(is_bold=True), words(is_muted=True)
        self.choices = Choices(tr("What the column is taken for"))
        self.why = words()
        self.accept = QPushButton()
        self.question = one_line()
        self.grouping = QComboBox()
        self.day_first, self.month_first = QPushButton(), QPushButton()
        self._asked = QWidget()
        self._build()
        self.show_column(None)

    def show_column(self, row: MappedColumn | None) -> None:
        """Show this column, or that there is none to show."""
        self._row = row
        self.setVisible(row is not None)
        if row is None:
            return
        self.heading.setText(tr("Column {letter}: {name}", letter=row.letter, name=row.name))
        self.samples.setText(_sample_words(row))
        self.choices.show_value(chosen(row))
        self.why.setText(terms.first_up(row.reason))
        self._grouped.hide()
        self._offer(row)
        self._ask(row)

    def show_grouping(self, is_grouped: bool | None, *, is_possible: bool) -> None:
        """Show how the worker's name stands, where it may stand once for several rows."""
        self._grouped.setVisible(is_possible)
        self.grouping.setCurrentIndex(self.grouping.findData(is_grouped))

    def _build(self) -> None:
        label = QLabel(tr("&Taken for"))
        label.setBuddy(self.choices)
        line = Flow()
        self._grouped = _labelled(tr("&Worker's name stands"), self.grouping)
        for widget in (label, self.choices, self.accept, self._grouped):
            line.addWidget(widget)
        self.grouping.setAccessibleName(tr("How the worker's name stands"))
        for text, value in grouping_choices():
            self.grouping.addItem(text, value)
        self.grouping.activated.connect(lambda _: self.grouped.emit(self.grouping.currentData()))
        answers = Flow(self._asked)
        answers.addWidget(self.question)
        for button in (self.day_first, self.month_first):
            button.setCheckable(True)
            answers.addWidget(button)
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.why, 1)
        self.why.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(head)
        self.column.addWidget(self.samples)
        self.column.addLayout(line)
        self.column.addWidget(self._asked)
        set_icon(self.accept, "circle-check")
        self.choices.picked.connect(self.picked)
        self.choices.left.connect(self.left)
        self.accept.clicked.connect(self._accept)
        self.day_first.clicked.connect(lambda: self.ordered.emit(Order.DAY_FIRST.value))
        self.month_first.clicked.connect(lambda: self.ordered.emit(Order.MONTH_FIRST.value))

    def _accept(self) -> None:
        if self._row is not None:
            self.picked.emit(self._row.suggestion or self._row.field)

    def _offer(self, row: MappedColumn) -> None:
        is_similar = row.why is Why.SIMILAR and bool(row.field)
        self.accept.setVisible(bool(row.suggestion) or is_similar)
        if self.accept.isHidden():
            return
        self.accept.setText(tr("&Accept: {field}", field=field(row.suggestion or row.field)))

    def _ask(self, row: MappedColumn) -> None:
        is_wanted = bool(row.field) and (row.is_asked or bool(row.order))
        self._asked.setVisible(is_wanted)
        if not is_wanted:
            return
        day, month = both_ways(row.example) or ("", "")
        text = tr("{date}: {day} or {month}?", date=row.example, day=day, month=month)
        if not row.is_asked:
            text = tr("How are its dates written? {question}", question=text)
        self.question.setText(text)
        self.day_first.setText(tr("Da&y first: {date}", date=day))
        self.month_first.setText(tr("Mont&h first: {date}", date=month))
        self.day_first.setChecked(not row.is_asked and row.order == Order.DAY_FIRST)
        self.month_first.setChecked(not row.is_asked and row.order == Order.MONTH_FIRST)


def _sample_words(row: MappedColumn) -> str:
    if row.why is Why.WITHHELD:
        return tr("What stands in it is not shown.")
    if not row.samples:
        return tr("No samples: it is empty, or nothing is taken from this table.")
    return " · ".join(row.samples)


def _labelled(text: str, box: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    label = QLabel(text)
    label.setBuddy(box)
    row.addWidget(label)
    row.addWidget(box, 1)
    return holder


def _legend(table: TableRow | None) -> str:
    keys = tr("Enter: change · Space: accept · Delete: leave out")
    if table is None or table.sheet.header_row is None:
        return keys
    return tr("Headings in row {row} · {keys}", row=table.sheet.header_row, keys=keys)


def _columns() -> tuple[Column[MappedColumn], ...]:
    def tone(row: MappedColumn) -> str | None:
        return "due_soon" if row.is_to_check else None

    return (
        Column(tr("Heading"), lambda row: row.name),
        Column(tr("Samples"), lambda row: " · ".join(row.samples)),
        Column(
            tr("Taken for"),
            lambda row: row.taken_for,
            tone=tone,
            picture=lambda row: "triangle-alert" if row.is_to_check else None,
            is_bold=lambda row: bool(row.field),
        ),
        Column(tr("Why"), lambda row: row.reason, tone=tone),
    )
