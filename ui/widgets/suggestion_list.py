"""The moves that are suggested: each ticked, left out or staged, and why the chosen one is.

Space ticks the chosen rows or takes their ticks away; nothing is staged before the button is
pressed.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from allocation_app.wording import move_rules, reasons
from allocation_app.wording.names import names_of
from allocation_app.wording.translate import tr, trn
from ui.rows.suggested import PICTURES, SAID, Accepted, SuggestedRow, suggested_rows, why
from ui.store import PlanStore
from ui.suggesting import Suggesting
from ui.table_model import Column, Index, TableModel
from ui.widgets.card import Card
from ui.widgets.grounds import why_set_aside
from ui.widgets.row_heights import RowHeights
from ui.widgets.table import Table
from ui.widgets.words import words

TICK, WHY = 0, 6  # columns
LONGEST = "12.5 points off Sioned Hughes;"  # half of what most of them say


class SuggestionList(QWidget):
    """The answer of `Suggesting`, to be gone through."""

    def __init__(
        self, store: PlanStore, suggesting: Suggesting, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._store, self._suggesting = store, suggesting
        self._shown: object = None
        self._reasoned: object = None
        self.table = Table("plan_suggested", TableModel(_columns(), lambda row: row.child))
        self._heights = RowHeights(self.table.view)
        self.stage_button = QPushButton()
        self.all_button, self.none_button = QPushButton(tr("Tick &all")), QPushButton(tr("&Untick"))
        self.why = why_set_aside()
        self.warned = words()
        self.details = Card()
        self.heading, self.reasons = words(is_bold=True), words()
        self._build()

    @property
    def is_settled(self) -> bool:
        """Whether every row has the room to be read."""
        return self._heights.is_settled

    def refresh(self) -> None:
        """Show what is suggested as it stands."""
        self._show_rows()
        self._follow()

    def begin(self) -> None:
        """Take the keyboard to the first move, without a word to the details on the right."""
        rows = self.table.model.rows()
        if rows and self.table.current() is None:
            self.table.select(rows[0].child)
            self._show_details()
        self.table.setFocus()

    def toggle(self) -> None:
        """Tick the chosen rows, or take their ticks away where all of them are ticked."""
        rows = [row for row in self.table.marked() if row.accepted is not Accepted.STAGED]
        chosen = {row.child for row in rows}
        ticked = self._suggesting.taken
        if chosen:
            self._suggesting.take(ticked - chosen if chosen <= ticked else ticked | chosen)

    def tick_all(self) -> None:
        """Tick everything that is listed."""
        listed = {row.child for row in self.table.model.rows()}
        self._suggesting.take(self._suggesting.taken | listed)

    def tick_none(self) -> None:
        """Take every tick away."""
        self._suggesting.take(())

    def stage(self) -> None:
        """Put what is ticked into the plan: one step of undo."""
        if self.stage_button.isEnabled():
            self._suggesting.stage(str(self.why.currentData() or ""))

    def _show_rows(self) -> None:
        """Make the rows anew, unless nothing that they tell of is otherwise."""
        hub = self._suggesting
        known = len(hub.explaining.reasons), self._store.names_hidden
        shown = hub.found, hub.taken, hub.staged, hub.last_seen, known
        if shown != self._shown:
            self._shown = shown
            self.table.show_rows(self._rows())

    def _rows(self) -> list[SuggestedRow]:
        hub = self._suggesting
        if hub.found is None:
            return []
        hide, loads = self._store.names_hidden, hub.found.loads
        names = names_of(loads.snapshot, hide_names=hide)
        said = {
            child: reasons.brief(reason, names) for child, reason in hub.explaining.reasons.items()
        }
        return list(suggested_rows(hub, loads, said, hide_names=hide))

    def _follow(self) -> None:
        """Offer what can be done with what is ticked."""
        hub = self._suggesting
        if hub.found is not self._reasoned:  # a reason is given for what was seen, not for more
            self._reasoned = hub.found
            self.why.setCurrentIndex(0)
        taken, seen = hub.taken, hub.seen
        may_tick = hub.found is not None and not hub.is_stale and not hub.is_working
        rows = self.table.model.given
        free = [row for row in rows if row.accepted is not Accepted.STAGED]
        warning = [] if seen is None else [b for b in seen.warning if b.child in taken]
        stopping = [] if seen is None else [b for b in seen.stopping if b.child in taken]
        self.why.setVisible(bool(warning) and not stopping and may_tick)
        self.warned.setText(move_rules.verdict([*stopping, *warning]) if may_tick else "")
        self.warned.setVisible(bool(self.warned.text()) and bool(stopping or warning))
        has_reason = not warning or bool(self.why.currentData())
        self.stage_button.setText(
            trn("&Stage {n} move", "&Stage {n} moves", len(taken))
            if taken
            else tr("&Stage what is ticked")
        )
        self.stage_button.setEnabled(
            may_tick and bool(taken) and seen is not None and not stopping and has_reason
        )
        self.all_button.setEnabled(may_tick and len(taken) < len(free))
        self.none_button.setEnabled(may_tick and bool(taken))
        self._show_details()

    def _show_details(self) -> None:
        """Say of the chosen move why this child, why this worker, who is next, and what without."""
        row, hub = self.table.current(), self._suggesting
        self.details.setVisible(row is not None and hub.found is not None)
        if row is None or hub.found is None:
            return
        hub.explaining.want(row.child)
        known = hub.explaining.reasons.get(row.child)
        names = names_of(hub.found.loads.snapshot, hide_names=self._store.names_hidden)
        self.heading.setText(
            tr("{child}: {before} → {to}", child=row.name, before=row.before, to=row.to)
        )
        self.reasons.setText("\n".join(why(known, names)))

    def _build(self) -> None:
        self.table.view.setAccessibleName(tr("Moves that are suggested"))
        self.table.columns.reserve(WHY, LONGEST)
        self.stage_button.setProperty("look", "primary")
        self.stage_button.setToolTip(
            tr("Put what is ticked into the plan, in one step that Undo takes back (Ctrl+Return)")
        )
        self.all_button.setToolTip(tr("Accept every move that is listed"))
        self.none_button.setToolTip(tr("Accept none of them"))
        for tool in (self.all_button, self.none_button, self.why, self.stage_button):
            self.table.add_tool(tool)
        self.details.column.addWidget(self.heading)
        self.details.column.addWidget(self.reasons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.warned)
        column.addWidget(self.table, 1)
        column.addWidget(self.details)
        self.setFocusProxy(self.table)
        self.all_button.clicked.connect(self.tick_all)
        self.none_button.clicked.connect(self.tick_none)
        self.stage_button.clicked.connect(self.stage)
        self.why.currentIndexChanged.connect(self._follow)
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), self.table.view)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)
        space.activated.connect(self.toggle)
        self.table.activated.connect(lambda _row: self.toggle())
        self.table.view.clicked.connect(self._click)
        self.table.selected.connect(self._select)
        self.table.offer(self._actions)
        self._suggesting.explaining.explained.connect(self._explain)
        self.table.let_carry(lambda row: row.child, self._store)

    def _click(self, index: Index) -> None:
        if index.column() == TICK:
            self.toggle()

    def _explain(self) -> None:
        """Show what is known of the reasons by now."""
        if self.isVisible():
            self._show_rows()
            self._show_details()

    def _select(self, row: SuggestedRow) -> None:
        self._store.select_child(row.child)
        self._show_details()
        QTimer.singleShot(0, self, self._keep_in_sight)  # once the card under it has its room

    def _keep_in_sight(self) -> None:
        self.table.view.scrollTo(self.table.view.currentIndex())

    def _actions(self, row: SuggestedRow) -> list[QAction]:
        if row.accepted is Accepted.STAGED:
            return []
        text = tr("&Untick") if row.accepted is Accepted.YES else tr("&Tick")
        action = QAction(text, self)
        action.triggered.connect(self.toggle)
        return [action]


def _columns() -> list[Column[SuggestedRow]]:
    return [
        Column(
            tr("Accept"),
            lambda row: tr(SAID[row.accepted]),
            picture=lambda row: PICTURES[row.accepted],
            about=tr("Ticked moves are staged together (Space ticks)"),
        ),
        Column(tr("Child"), lambda row: row.name, is_bold=lambda _: True),
        Column(tr("Case"), lambda row: row.case, hidden_by_default=True),
        Column(tr("From"), lambda row: row.before),
        Column(
            tr("New worker"),
            lambda row: tr("→ {name}", name=row.to),
            sort=lambda row: row.to,
        ),
        Column(
            tr("Their load"),
            lambda row: row.load,
            tone=lambda row: "over" if row.is_over else None,
            about=tr("The new worker’s load, before and with everything that is ticked"),
        ),
        Column(tr("Why"), lambda row: row.why),
        Column(tr("Look twice"), lambda row: row.twice, tone=_tone),
    ]


def _tone(row: SuggestedRow) -> str | None:
    return "due_soon" if row.twice else None
