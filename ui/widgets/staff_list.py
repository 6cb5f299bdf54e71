"""What if: the changes of staff with what each does on its day, and the loads on each such day."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHeaderView, QPushButton, QVBoxLayout, QWidget

from allocation_app.domain.ahead import on_day
from allocation_app.domain.effects import Measured, PlanEffect, step_effect, team_standing
from allocation_app.domain.plan import Plan
from allocation_app.domain.staffing import StaffChange, StaffChangeKind
from allocation_app.wording import effects, terms
from allocation_app.wording.names import names_of
from allocation_app.wording.translate import tr
from ui import commands
from ui.piecewise import AFTER, Piecewise
from ui.rows.plan_steps import step_key
from ui.rows.staffing import ChangeRow, LoadRow, change_rows, day_words, days_to_look_at, load_rows
from ui.store import PlanStore
from ui.table_model import RIGHT, Column, TableModel
from ui.widgets.flow import Flow
from ui.widgets.pill import PillDelegate
from ui.widgets.plain_table import PlainTable
from ui.widgets.table import Table
from ui.widgets.wishes import Wishes
from ui.widgets.words import one_line, words

MOST = 6  # changes that are seen at once; the loads have the rest of the page


class StaffList(QWidget):
    """The dated changes of staff. Enter changes one, Del takes it back."""

    def __init__(self, store: PlanStore, wishes: Wishes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store, self._wishes = store, wishes
        self._plan: Plan | None = None
        self._by: Measured = store.by
        self.effects: Piecewise[Hashable, PlanEffect] = Piecewise(self)
        self.table = PlainTable(self._columns(), _change_key, stretch=3, most=MOST, wraps=True)
        self.none = words(
            tr(
                "Nobody is planned to leave, be away, come back, join or change hours. Put in what "
                "you expect: loads, delays and the forecast follow its date, and nothing else does."
            ),
            is_muted=True,
        )
        self.add_button = QPushButton(tr("&Someone leaves, is away, joins…"))
        self.change_button = QPushButton(tr("C&hange…"))
        self.on_button = QPushButton(tr("Share &out the children…"))
        self.take_back_button = QPushButton(tr("&Take back"))
        self.days = QComboBox()
        self.then = words(is_muted=True)
        self.loads = Table("plan_loads", TableModel(_load_columns(), lambda row: row.worker))
        self._soon = QTimer(self)
        self._build()

    @property
    def is_settled(self) -> bool:
        """Whether every effect is known, and the loads are those of the plan."""
        return self.effects.is_done and not self._soon.isActive()

    @property
    def day(self) -> date | None:
        """The day that is looked at."""
        day = self.days.currentData()
        return day if isinstance(day, date) else None

    def refresh(self) -> None:
        """Show the changes of the plan as it stands, and the loads on the day looked at."""
        if self._store.review is None:
            self._plan = None
            self.table.show_rows(())
            self.days.clear()
            self.effects.ask((), _nothing)
        else:
            plan, by = self._store.plan, self._store.by
            self.table.show_rows(change_rows(plan))
            self._offer_days(plan)
            if (plan, by) != (self._plan, self._by) or not self.effects.is_done:
                changes = {step_key(row.change): row.change for row in self.table.rows()}
                self.effects.ask(changes, lambda key: step_effect(plan, changes[key], by).effect)
            self._plan, self._by = plan, by
        is_any = bool(self.table.rows())
        self.table.setVisible(is_any)
        self.none.setVisible(not is_any)
        self._follow()
        self._soon.start()

    def current(self) -> StaffChange | None:
        """The change that is chosen; the only one, where there is one."""
        rows, index = self.table.rows(), self.table.currentIndex()
        if index.isValid():
            return rows[index.row()].change
        return rows[0].change if len(rows) == 1 else None

    def take_back(self) -> None:
        """Take the chosen change out of the plan."""
        change = self.current()
        if change is not None:
            commands.take_back(self._store, (change,))

    def change(self) -> None:
        """Ask for the chosen change to be made otherwise."""
        change = self.current()
        if change is not None:
            self._wishes.changing.emit(change)

    def _columns(self) -> list[Column[ChangeRow]]:
        return [
            Column(tr("Worker"), lambda row: row.worker, is_bold=lambda _: True),
            Column(tr("What if"), lambda row: row.what),
            Column(tr("Counts from"), lambda row: terms.short_day(row.counts_from)),
            Column(tr("Effect on that day"), self._effect),
        ]

    def _effect(self, row: ChangeRow) -> str:
        found = self.effects.found.get(step_key(row.change))
        if found is None or self._plan is None:
            return tr("…")
        hide = self._store.names_hidden
        return effects.line(found, names_of(self._plan.facts, hide_names=hide))

    def _build(self) -> None:
        self.table.setAccessibleName(tr("Changes of staff"))
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.loads.leave_chosen(self._store)
        self.loads.view.setAccessibleName(tr("Loads on the day looked at"))
        self.loads.view.setItemDelegate(PillDelegate(self.loads.view))
        self.loads.set_empty_text(tr("Nothing is open yet. Open a spreadsheet with Ctrl+O."))
        self.days.setAccessibleName(tr("Day to look at"))
        self.days.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.change_button.setToolTip(tr("Change the day, or what else was put in (Enter)"))
        self.take_back_button.setToolTip(tr("Take this change out of the plan (Del)"))
        self.on_button.setToolTip(tr("Find a new worker for each child of who goes"))
        bar, look = QWidget(), QWidget()
        buttons, looking = Flow(bar), Flow(look)
        for button in (self.add_button, self.change_button, self.on_button, self.take_back_button):
            buttons.addWidget(button)
        looking.addWidget(one_line(tr("Looking at"), is_bold=True))
        looking.addWidget(self.days)
        self.days.setToolTip(tr("As things stand then, if nothing else is done in between"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(bar)
        column.addWidget(self.none)
        column.addWidget(self.table)
        column.addWidget(look)
        column.addWidget(self.then)
        column.addWidget(self.loads, 1)
        self.setFocusProxy(self.add_button)
        self._connect()

    def _connect(self) -> None:
        self.add_button.clicked.connect(lambda: self._wishes.staffing.emit(None))
        self.change_button.clicked.connect(self.change)
        self.on_button.clicked.connect(self._go_on)
        self.take_back_button.clicked.connect(self.take_back)
        for keys, do in (
            (QKeySequence(QKeySequence.StandardKey.Delete), self.take_back),
            (QKeySequence(Qt.Key.Key_Return), self.change),
        ):
            shortcut = QShortcut(keys, self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(do)
        self.table.doubleClicked.connect(self.change)
        self.table.selectionModel().currentRowChanged.connect(self._follow)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        for text, do in ((tr("C&hange…"), self.change), (tr("&Take back"), self.take_back)):
            action = QAction(text, self.table)
            action.triggered.connect(do)
            self.table.addAction(action)
        self.days.currentIndexChanged.connect(self._show_loads)
        self._soon.setSingleShot(True)
        self._soon.setInterval(AFTER)
        self._soon.timeout.connect(self._show_loads)
        self.loads.selected.connect(self._select)
        self.effects.progressed.connect(self.table.touch)

    def _go_on(self) -> None:
        change = self.current()
        if change is not None:
            self._wishes.following.emit(change)

    def _offer_days(self, plan: Plan) -> None:
        had = self.day
        self.days.blockSignals(True)
        self.days.clear()
        for dated in days_to_look_at(plan):
            self.days.addItem(day_words(dated), dated.day)
        found = (n for n in range(self.days.count()) if self.days.itemData(n) == had)
        self.days.setCurrentIndex(next(found, 0))
        self.days.blockSignals(False)

    def _show_loads(self) -> None:
        day, plan, review = self.day, self._plan, self._store.review
        if day is None or plan is None or review is None:
            self.loads.show_rows(())
            self.then.setText("")
            return
        team = team_standing(on_day(plan, day), self._by)
        said = (
            tr("{figure} {amount}", figure=effects.figure_name(f), amount=effects.figure(team, f))
            for f in effects.Figure
        )
        self.then.setText(tr("If nothing else is done: {figures}", figures=", ".join(said)))
        self.loads.show_rows(load_rows(review.caseloads, day, self._store))

    def _follow(self) -> None:
        change = self.current()
        for button in (self.change_button, self.take_back_button):
            button.setEnabled(change is not None)
        kind = None if change is None else change.kind
        self.on_button.setEnabled(
            kind in {StaffChangeKind.LEAVES, StaffChangeKind.AWAY, StaffChangeKind.RETURNS}
        )
        is_back = kind is StaffChangeKind.RETURNS
        self.on_button.setText(
            tr("Give &back the children…") if is_back else tr("Share &out the children…")
        )

    def _select(self, row: LoadRow) -> None:
        self._store.select_worker(row.worker)


def _change_key(row: ChangeRow) -> Hashable:
    return step_key(row.change)


def _load_columns() -> list[Column[LoadRow]]:
    return [
        Column(tr("Worker"), lambda row: row.name),
        Column(tr("Today"), lambda row: terms.percent(row.today), _today, RIGHT),
        Column(tr("On that day"), lambda row: terms.percent(row.then), _then, RIGHT),
        Column(tr("Band"), _band, code=lambda row: None if row.then is None else row.band),
        Column(tr("Children"), lambda row: str(row.children), lambda row: row.children, RIGHT),
        Column(tr("Note"), lambda row: row.facts),
    ]


def _band(row: LoadRow) -> str:
    return tr("no capacity") if row.then is None else terms.term(row.band)


def _today(row: LoadRow) -> float | None:
    return row.today


def _then(row: LoadRow) -> float | None:
    return row.then


def _nothing(key: Hashable) -> PlanEffect:
    raise KeyError(key)
