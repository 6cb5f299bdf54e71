"""Every rule with its limit, source and standing: switched, by country, with local ones."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QMenu, QPushButton, QVBoxLayout, QWidget

from allocation_app import settings
from allocation_app.wording.translate import tr
from ui.rows.rules import RuleRow, counted, rule_rows
from ui.rulebook import Rulebook
from ui.store import PlanStore
from ui.table_model import Column, TableModel
from ui.widgets.table import Table
from ui.widgets.words import words


class RulesPanel(QWidget):
    """``country`` and ``local`` carry what was chosen, ``switched`` the id of a rule.

    ``opening`` asks for a council's own file, ``saving`` for a copy of the rules of a name.
    """

    country = Signal(str)
    local = Signal(str, bool)
    switched = Signal(str)
    opening = Signal()
    saving = Signal(str)

    def __init__(self, store: PlanStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._book = Rulebook()
        self.countries = QComboBox()
        self.locals = QMenu(self)
        self.local_button = QPushButton(tr("&Local rules"))
        self.switch = QPushButton(tr("S&witch on or off"))
        self.open = QPushButton(tr("O&pen…"))
        self.save = QPushButton(tr("Save a &copy…"))
        self.table = Table("rules", TableModel(list(columns()), lambda row: row.id))
        self.counted = words(is_muted=True)
        self.about = words()
        self.source = words(is_muted=True)
        self._build()

    def show_book(self, book: Rulebook) -> None:
        """Show that these rules are chosen, without a word to anybody."""
        self._book = book
        self.countries.blockSignals(True)
        self.countries.clear()
        for name in settings.RULE_SETS:
            self.countries.addItem(tr("Rules: {country}", country=tr(COUNTRIES[name])), name)
        if book.country not in settings.RULE_SETS:
            file = Path(book.country).name
            self.countries.addItem(tr("Rules: {country}", country=file), book.country)
        self.countries.setCurrentIndex(self.countries.findData(book.country))
        self.countries.blockSignals(False)
        for action in self.locals.actions():
            action.setChecked(action.objectName() in book.local)
        self.refresh()

    def refresh(self) -> None:
        """Follow the rules of the store."""
        self.table.show_rows(rule_rows(self._store.rules))
        self.counted.setText(counted(self._store.rules))
        self._tell_current()

    def _build(self) -> None:
        self.countries.setAccessibleName(tr("Country whose rules are asked"))
        self.countries.setMinimumHeight(28)
        self.countries.activated.connect(
            lambda place: self.country.emit(str(self.countries.itemData(place)))
        )
        for name in settings.LOCAL:
            action = QAction(tr("{name}", name=name.title()), self.locals)
            action.setObjectName(name)
            action.setCheckable(True)
            action.toggled.connect(lambda on, n=name: self._choose_local(n, wanted=on))
            self.locals.addAction(action)
        self.local_button.setMenu(self.locals)
        self.local_button.setToolTip(tr("Ask the published rules of a council, too"))
        self.switch.setToolTip(tr("Ask the marked rule, or no longer (Enter)"))
        self.switch.clicked.connect(self._switch_current)
        self.open.setToolTip(tr("Use a council’s own rules in place of the country’s"))
        self.open.clicked.connect(self.opening)
        self.save.setToolTip(tr("Save the country’s rules as they are written, to be edited"))
        self.save.clicked.connect(lambda: self.saving.emit(self._book.country))
        self.table.view.setAccessibleName(tr("Rules"))
        self.table.set_empty_text(tr("No rule fits the filter."))
        for tool in (self.countries, self.local_button, self.switch, self.open, self.save):
            self.table.add_tool(tool)
        self.table.offer(self._actions_of)
        self.table.activated.connect(self._switch)
        self.table.selected.connect(self._tell)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addWidget(self.counted)
        column.addWidget(self.table, 1)
        column.addWidget(self.about)
        column.addWidget(self.source)

    def _choose_local(self, name: str, *, wanted: bool) -> None:
        if wanted is not (name in self._book.local):
            self.local.emit(name, wanted)

    def _actions_of(self, row: RuleRow) -> list[QAction]:
        if row.is_on is None:
            return []
        action = QAction(tr("&Switch off") if row.is_on else tr("&Switch on"), self)
        action.triggered.connect(lambda: self._switch(row))
        return [action]

    def _switch_current(self) -> None:
        row = self.table.current()
        if row is not None:
            self._switch(row)

    def _switch(self, row: RuleRow) -> None:
        if row.is_on is not None:
            self.switched.emit(row.id)

    def _tell_current(self) -> None:
        row = self.table.current()
        if row is None:
            self.about.setText(tr("Mark a rule to read it. Enter switches it on or off."))
            self.source.setText("")
            self.switch.setEnabled(False)
        else:
            self._tell(row)

    def _tell(self, row: RuleRow) -> None:
        self.about.setText(tr("{rule}: {about}", rule=row.id, about=row.about))
        link = tr("{source} · {standing}", source=row.source, standing=row.standing)
        self.source.setText("" if row.is_on is None else link)
        self.source.setToolTip(tr("Read it at {link}", link=row.link) if row.link else "")
        self.switch.setEnabled(row.is_on is not None)


COUNTRIES = {"wales": "Wales", "england": "England"}


def columns() -> tuple[Column[RuleRow], ...]:
    """A column a fact of a rule."""
    return (
        Column(
            tr("Asked"),
            lambda row: row.switch,
            sort=lambda row: (row.is_on is None, not row.is_on),
            is_bold=lambda row: row.is_on is True,
        ),
        Column(tr("Rule"), lambda row: row.name, tip=lambda row: row.about),
        Column(tr("Id"), lambda row: row.id),
        Column(tr("Limit"), lambda row: row.limit),
        Column(
            tr("Due soon"),
            lambda row: row.window,
            about=tr("So long before the day it is “due soon”"),
        ),
        Column(tr("Of whom"), lambda row: row.whom),
        Column(tr("Whose"), lambda row: row.whose),
        Column(tr("Standing"), lambda row: row.standing),
        Column(tr("Source"), lambda row: row.source),
    )
