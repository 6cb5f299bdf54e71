"""What more changes of worker would buy: the curve, the moves of the chosen point, and staging it.

A suggestion: nothing is applied by itself, and what is staged is taken back like any other move.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from allocation_app.domain.plan import Plan
from allocation_app.domain.proposal import Request
from allocation_app.domain.review import Review
from allocation_app.wording import move_rules, suggesting
from allocation_app.wording.translate import tr, trn
from ui.curving import BUDGETS, Curving, Reached
from ui.dialogs.messages import error_words
from ui.rows.curve import MoveRow, move_rows, takes
from ui.store import PlanStore
from ui.table_model import Column, TableModel
from ui.theme import set_icon
from ui.widgets.conditions import said
from ui.widgets.curve_card import CurveCard
from ui.widgets.flow import wrapping
from ui.widgets.grounds import why_set_aside
from ui.widgets.row_heights import RowHeights
from ui.widgets.snug import Snug
from ui.widgets.table import Table
from ui.widgets.words import one_line, words


class CurveView(Snug):
    """The curve is asked for with a button, drawn point by point, and can be stopped."""

    def __init__(
        self,
        store: PlanStore,
        conditions: Callable[[], Request],
        parent: QWidget | None = None,
    ) -> None:
        """``conditions`` tells what holds for whatever the planner is asked."""
        super().__init__(parent)
        self._store, self._conditions = store, conditions
        self.curving = Curving(store, self)
        self._chosen: int | None = None
        self._listed: tuple[Reached, bool] | None = None
        self.ask_button = QPushButton(tr("&Work it out"))
        self.stop_button = QPushButton(tr("Sto&p here"))
        self.state = words(is_muted=True)
        self.intro = words(
            tr(
                "How far does the most loaded worker come down if one child changes worker, or "
                "two, or five? Each point is the best plan with so many changes, and says whether "
                "that is proved. Everybody who waits is placed as well. It is a suggestion: "
                "nothing is staged until you say so."
            ),
            is_muted=True,
        )
        self.kept = words(is_muted=True)
        self.card = CurveCard()
        self.takes_words = one_line(is_bold=True)
        self.table = Table("curve_moves", TableModel(_columns(), lambda row: row.move.child))
        self._heights = RowHeights(self.table.view)
        self.warned = words()
        self.why = why_set_aside()
        self.stage_button = QPushButton()
        self.take_back_button = QPushButton(tr("Ta&ke these moves back"))
        self._build()
        self.refresh()

    @property
    def is_settled(self) -> bool:
        """Whether nothing of it is worked out still."""
        return not self.curving.is_working and self._heights.is_settled

    @property
    def chosen(self) -> Reached | None:
        """The point that is looked at."""
        return self.curving.reached(self._chosen)

    def refresh(self) -> None:
        """Show the curve as far as it is known, and the point that is looked at."""
        points = self.curving.points
        if points and self.chosen is None:
            self._chosen = points[0].point.moves
        self.card.show_points(
            [each.point for each in points],
            BUDGETS,
            self._store.policy.bands,
            is_going=self.curving.is_working,
        )
        self.card.setVisible(bool(self.card.curve.stops))
        self.table.setVisible(bool(points))
        self._say_state()
        self._show_chosen()

    def ask(self) -> None:
        """Work the curve out for the plan as it stands."""
        self._chosen = None
        self.why.setCurrentIndex(0)
        self.curving.ask(self._conditions())

    def clear(self) -> bool:
        """Esc: stop what is worked out; tells whether there was anything."""
        is_working = self.curving.is_working
        self.curving.stop()
        return is_working

    def choose(self, moves: int) -> None:
        """Look at the point of so many changes, where it is known."""
        if moves != self._chosen and self.curving.reached(moves) is not None:
            self._chosen = moves
            self._show_chosen()

    def stage(self) -> None:
        """Put the plan of the point that is looked at in place of any other of this curve."""
        if self._chosen is not None and self.stage_button.isEnabled():
            self.curving.stage(self._chosen, str(self.why.currentData() or ""))

    def _follow_curve(self) -> None:
        if self.isVisible():
            self.refresh()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        self.refresh()
        super().showEvent(event)

    def _say_state(self) -> None:
        curving = self.curving
        is_open, is_working = self._store.review is not None, curving.is_working
        self.ask_button.setEnabled(is_open and not is_working)
        self.ask_button.setText(tr("&Work it out again") if curving.points else tr("&Work it out"))
        self.stop_button.setVisible(is_working)
        self.state.setText(self._state())
        self.intro.setVisible(curving.asked is None)
        asked = self._conditions() if curving.asked is None else curving.asked.request
        self.kept.setText(said(asked))
        self.kept.setVisible(bool(self.kept.text()))

    def _state(self) -> str:
        curving, known = self.curving, len(self.curving.points)
        if curving.is_working:
            to_come = next((n for n in BUDGETS if curving.reached(n) is None), BUDGETS[-1])
            return tr(
                "Working out the best plan with {changes}: {known} of {all} points known.",
                changes=_changes(to_come),
                known=known,
                all=len(BUDGETS),
            )
        if curving.error is not None:
            return error_words(curving.error)
        if curving.asked is None:
            return ""
        if curving.is_stale:
            return tr("The plan has changed since. Work it out again before you stage anything.")
        if known and not self.card.curve.stops:
            return tr("Nobody who could be asked has any capacity, so there is no balance to find.")
        return _how_much(known)

    def _show_chosen(self) -> None:
        found, imported, asked = self.chosen, self._store.imported, self.curving.asked
        staged = self.curving.staged
        if found is None or imported is None or asked is None:
            self.card.choose(None, staged, "")
            self._listed = None
            self.table.show_rows(())
            return
        points = [each.point for each in self.curving.points]
        before = found.seen.effect.team.before.worst
        sentence = suggesting.curve(points, before, points.index(found.point))
        self.card.choose(found.point.moves, staged, sentence)
        self.takes_words.setText(takes(found.point))
        self._list(found, imported, asked.plan)
        is_staged = staged == found.point.moves
        self.warned.setText(move_rules.verdict(found.seen.broken) if found.seen.broken else "")
        self.warned.setVisible(bool(found.seen.broken) and not is_staged)
        self.why.setVisible(bool(found.seen.warning) and not found.seen.stopping and not is_staged)
        self.take_back_button.setVisible(self.curving.is_any_staged)
        self._follow()

    def _list(self, found: Reached, imported: Review, plan: Plan) -> None:
        """List the moves of a point, unless they are listed already: to do so takes some ms."""
        hide = self._store.names_hidden
        if self._listed is not None and self._listed[0] is found and self._listed[1] is hide:
            return
        self._listed = found, hide
        self.table.show_rows(move_rows(imported, plan, found.moves, found.seen, hide_names=hide))

    def _follow(self) -> None:
        found = self.chosen
        if found is None:
            return
        n, staged = len(found.moves), self.curving.staged
        is_staged = staged == found.point.moves
        has_reason = self.why.isHidden() or bool(self.why.currentData())
        self.stage_button.setEnabled(
            bool(n)
            and has_reason
            and not (is_staged or self.curving.is_stale or found.seen.stopping)
        )
        if is_staged:
            text = trn("{n} move is staged", "All {n} moves are staged", n)
        elif self.curving.is_any_staged:
            text = trn("&Stage this {n} instead", "&Stage these {n} instead", n)
        else:
            text = trn("&Stage {n} move", "&Stage all {n} moves", n)
        self.stage_button.setText(text)

    def _build(self) -> None:
        self.stage_button.setProperty("look", "primary")
        self.ask_button.setToolTip(tr("Work out the best plan for each number of changes (Ctrl+J)"))
        self.stop_button.setToolTip(tr("Be content with the points that are known (Esc)"))
        set_icon(self.stop_button, "circle-x")
        set_icon(self.ask_button, "trending-down")
        set_icon(self.take_back_button, "undo-2")
        self.stage_button.setToolTip(
            tr("Put the moves of this point into the plan, as one step of undo (Enter)")
        )
        self.table.view.setAccessibleName(tr("Moves of this point"))
        self.table.set_empty_text(tr("Nobody would be moved."))
        self.table.add_tool(self.takes_words)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.ask_button)
        head.addWidget(self.stop_button)
        head.addWidget(self.state, 1)
        self.card.column.addWidget(self.warned)
        self.card.column.addWidget(wrapping(self.why, self.stage_button, self.take_back_button))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.intro)
        column.addWidget(self.kept)
        column.addWidget(self.card, 3)
        column.addWidget(self.table, 2)
        column.addStretch(0)
        self.setFocusProxy(self.ask_button)
        self.ask_button.clicked.connect(self.ask)
        self.stop_button.clicked.connect(self.curving.stop)
        self.curving.changed.connect(self._follow_curve)
        self.card.chosen.connect(self.choose)
        self.card.activated.connect(self.stage)
        self.why.currentIndexChanged.connect(self._follow)
        self.stage_button.clicked.connect(self.stage)
        self.take_back_button.clicked.connect(self.curving.take_back)
        self.table.selected.connect(lambda row: self._store.select_child(row.move.child))
        self.table.let_carry(lambda row: row.move.child, self._store)


def _how_much(known: int) -> str:
    """How much of the curve is known, where that is not all."""
    if not known:
        return tr("Stopped before the first point was known.")
    if known < len(BUDGETS):
        return tr("Stopped: {known} of {all} points are known.", known=known, all=len(BUDGETS))
    return ""


def _changes(n: int) -> str:
    """A number of changes inside a sentence."""
    return trn("{n} change", "{n} changes", n) if n else tr("no change")


def _columns() -> list[Column[MoveRow]]:
    return [
        Column(tr("Child"), lambda row: row.child, is_bold=lambda _: True),
        Column(tr("From"), lambda row: row.before),
        Column(tr("To"), lambda row: tr("→ {name}", name=row.after)),
        Column(tr("Look twice"), lambda row: row.said, tone=_tone),
    ]


def _tone(row: MoveRow) -> str | None:
    return "late" if row.is_hard else "due_soon"
