"""Scenarios: plans that were kept by name, beside the import and the present plan, compared."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from allocation_app.domain.effects import Measured
from allocation_app.domain.scenarios import Desk, Figures, figures
from allocation_app.wording import scenarios as wording
from allocation_app.wording.names import Names, names_of
from allocation_app.wording.translate import tr
from ui import commands
from ui.dialogs.name import NameDialog
from ui.piecewise import Piecewise
from ui.rows.scenarios import FIGURES, IMPORT, DifferingRow, PlanRow, differing_rows, plan_rows
from ui.store import PlanStore
from ui.table_model import RIGHT, Column, TableModel
from ui.widgets.flow import Flow
from ui.widgets.plain_table import PlainTable
from ui.widgets.table import Table
from ui.widgets.words import words

NONE = -1  # of the columns takes the room that is left: the figures stand beside the names
MOST = 100  # of the height that is left, beside the 1 under it


class ScenarioList(QWidget):
    """Keep the present plan, take one up again, rename or drop one; each is a step of undo."""

    def __init__(self, store: PlanStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._desk: Desk | None = None
        self._by: Measured = store.by
        self.figures: Piecewise[int, Figures] = Piecewise(self)
        self.keep_button = QPushButton(tr("&Keep the present plan…"))
        self.apply_button = QPushButton(tr("&Use this plan"))
        self.rename_button = QPushButton(tr("&Rename…"))
        self.drop_button = QPushButton(tr("&Drop"))
        self.table = PlainTable(self._columns(), lambda row: row.place, stretch=NONE)
        self.advice = words(is_muted=True)
        self.differing_words = words(is_bold=True)
        self.differing: Table[DifferingRow] | None = None
        self._titles: list[str] = []
        self._column = QVBoxLayout(self)
        self._build()

    @property
    def is_settled(self) -> bool:
        """Whether every figure is known."""
        return self.figures.is_done

    def refresh(self) -> None:
        """Show the plans as the store has them; their figures follow."""
        if self._store.review is None:
            self._desk = None
            self.table.show_rows(())
            self.figures.ask((), _nothing)
        else:
            desk, by = self._store.desk, self._store.by
            self.table.show_rows(plan_rows(desk))
            if (desk, by) != (self._desk, self._by) or not self.figures.is_done:
                plans = desk.plans
                self.figures.ask(range(len(plans)), lambda place: figures(plans[place], by))
            self._desk, self._by = desk, by
        self._follow()
        self._show_differing()

    def current(self) -> PlanRow | None:
        """The plan that is chosen."""
        index = self.table.currentIndex()
        return self.table.rows()[index.row()] if index.isValid() else None

    def ask_name(self) -> None:
        """Ask by which name the present plan is to be kept."""
        desk = self._desk
        if desk is None:
            return
        taken = [plan.name for plan in desk.kept]
        dialog = NameDialog(
            tr("Keep the present plan"),
            tr("&Keep"),
            desk.plan.name or wording.next_name(taken),
            taken,
            self,
            replaces=True,
        )
        self._open(dialog, partial(commands.keep_scenario, self._store))

    def apply(self) -> None:
        """Make the chosen plan the present one; the import is a plan with nothing staged."""
        row = self.current()
        if row is None:
            return
        if row.place == IMPORT:
            commands.back_to_import(self._store)
        elif row.kept:
            commands.apply_scenario(self._store, row.kept)

    def rename(self) -> None:
        """Ask for another name of the chosen plan."""
        row, desk = self.current(), self._desk
        if row is None or not row.kept or desk is None:
            return
        taken = [plan.name for plan in desk.kept if plan.name != row.kept]
        heading = tr("Another name for “{name}”", name=row.kept)
        dialog = NameDialog(heading, tr("&Rename"), row.kept, taken, self)
        self._open(dialog, lambda to: commands.rename_scenario(self._store, row.kept, to))

    def drop(self) -> None:
        """Keep the chosen plan no longer."""
        row = self.current()
        if row is not None and row.kept:
            commands.drop_scenario(self._store, row.kept)

    def _open(self, dialog: NameDialog, then: Callable[[str], None]) -> None:
        dialog.named.connect(then)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _columns(self) -> list[Column[PlanRow]]:
        return [
            Column(tr("Plan"), lambda row: row.name, is_bold=lambda row: not row.kept),
            *(
                Column[PlanRow](
                    _in_two_lines(wording.row_name(each)),
                    partial(self._figure, each),
                    align=RIGHT,
                    about=wording.row_meaning(each),
                )
                for each in FIGURES
            ),
        ]

    def _figure(self, which: wording.Row, row: PlanRow) -> str:
        found = self.figures.found.get(row.place)
        return tr("…") if found is None else wording.amount(which, FIGURES[which](found))

    def _build(self) -> None:
        self.table.setAccessibleName(tr("Plans side by side"))
        self.keep_button.setToolTip(tr("Keep the plan as it stands by a name (Ctrl+Shift+S)"))
        self.apply_button.setToolTip(tr("Make the chosen plan the present one (Enter)"))
        self.drop_button.setToolTip(tr("Keep the chosen plan no longer (Del); Undo brings it back"))
        bar = QWidget()
        flow = Flow(bar)
        buttons = (self.keep_button, self.apply_button, self.rename_button, self.drop_button)
        actions = (self.ask_name, self.apply, self.rename, self.drop)
        for button, do in zip(buttons, actions, strict=True):
            flow.addWidget(button)
            button.clicked.connect(do)
        for keys, do in (
            (QKeySequence(QKeySequence.StandardKey.Delete), self.drop),
            (QKeySequence(Qt.Key.Key_Return), self.apply),
        ):
            shortcut = QShortcut(keys, self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(do)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        for part in (bar, self.advice, self.table, self.differing_words):
            beside = Qt.AlignmentFlag.AlignLeft if part is self.table else Qt.AlignmentFlag(0)
            self._column.addWidget(part, 0, beside)
        self._column.addStretch(1)
        self.setFocusProxy(self.keep_button)
        self.table.doubleClicked.connect(self.apply)
        self.table.selectionModel().currentRowChanged.connect(self._follow)
        self.table.selectionModel().selectionChanged.connect(self._follow)
        self.figures.progressed.connect(self.table.touch)

    def _follow(self) -> None:
        row, desk = self.current(), self._desk
        self.keep_button.setEnabled(desk is not None)
        is_import = row is not None and row.place == IMPORT
        is_kept = row is not None and bool(row.kept)
        self.apply_button.setEnabled(is_kept or is_import)
        for button in (self.rename_button, self.drop_button):
            button.setEnabled(is_kept)
        self.advice.setText("" if desk is None else _advice(desk))

    def _show_differing(self) -> None:
        """The children who differ, in a table with a column a plan: made anew with the plans."""
        titles = [row.name for row in self.table.rows()]
        if self.differing is not None and titles != self._titles:
            self._column.removeWidget(self.differing)
            self.differing.hide()
            self.differing.deleteLater()
            self.differing = None
        self._titles, desk = titles, self._desk
        if desk is None or not desk.kept:
            self.differing_words.setText("")
            return
        hide = self._store.names_hidden
        names = _names(desk, hide_names=hide)
        rows = differing_rows(desk.plans, self._by.policy, names, hide_names=hide)
        self.differing_words.setText(wording.differing(len(rows)))
        if self.differing is None:
            self.differing = self._differing_table(titles)
            self._column.insertWidget(self._column.count() - 1, self.differing, MOST)
        self.differing.show_rows(rows)
        self.differing.setVisible(bool(rows))

    def _differing_table(self, plans: list[str]) -> Table[DifferingRow]:
        columns: list[Column[DifferingRow]] = [
            Column(tr("Child"), lambda row: row.name, is_bold=lambda _: True),
            *(Column[DifferingRow](name, partial(_worker, n)) for n, name in enumerate(plans)),
        ]
        table = Table(f"plan_differing_{len(plans)}", TableModel(columns, lambda row: row.child))
        table.view.setAccessibleName(tr("Children who differ"))
        table.let_carry(lambda row: row.child, self._store)
        table.selected.connect(lambda row: self._store.select_child(row.child))
        return table


def _in_two_lines(words: str) -> str:
    """A heading of several words, broken where the halves are most alike."""
    breaks = [n for n, letter in enumerate(words) if letter == " "]
    if not breaks:
        return words
    middle = min(breaks, key=lambda n: abs(2 * n - len(words)))
    return f"{words[:middle]}\n{words[middle + 1 :]}"


def _worker(place: int, row: DifferingRow) -> str:
    return row.workers[place]


def _names(desk: Desk, *, hide_names: bool) -> Names:
    """The names of everybody in any of the plans: who joins may do so in one of them only."""
    known = [names_of(plan.facts, hide_names=hide_names) for plan in desk.plans]
    facts = [plan.facts.workers for plan in desk.plans]
    return Names(
        child=known[0].child,
        worker=lambda each: next(
            (names.worker(each) for names, of in zip(known, facts, strict=True) if each in of), each
        ),
    )


def _advice(desk: Desk) -> str:
    if not desk.kept:
        return tr(
            "Keep the plan as it stands by a name, then go on and compare: "
            "what stands here side by side is one import, shared out in several ways."
        )
    if desk.is_kept:
        return ""
    return tr("The present plan is not kept. Use another, and only Undo brings this one back.")


def _nothing(place: int) -> Figures:
    raise KeyError(place)
