"""The board: the children whom no worker holds in a column of their own, beside it every worker."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from allocation_app.domain.people import WorkerId
from allocation_app.wording import terms
from allocation_app.wording.translate import tr
from ui import preferences
from ui.rows.caseload import Group, Kind
from ui.rows.people import workers_count
from ui.widgets.board_layout import Section
from ui.widgets.board_view import BoardView
from ui.widgets.caseload_tree import CaseloadModel
from ui.widgets.words import words

MANY = 40  # workers; more are shown on compact cards until somebody chooses otherwise
LEAST = 160  # px
LOW = 18  # lines of text: on a lower page everything scrolls together
TEAMS, COMPACT = "board/teams", "board/compact"
YES, NO = "yes", "no"
LOOSE = frozenset(Kind) - {Kind.WORKER}


class Board(QWidget):
    """Both views, and the buttons that say how the cards are laid out.

    ``ticking`` carries a worker to be ticked for a comparison, or let go.
    """

    ticking = Signal(object)

    def __init__(self, model: CaseloadModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.queue = BoardView(
            model, LOOSE, tr("Children without a social worker"), takes_nobody=True
        )
        self.workers = BoardView(model, {Kind.WORKER}, tr("Workers, a card each"))
        self.by_team = _switch(tr("By team"), tr("Put the cards of each team under its name"))
        self.compact = _switch(tr("Compact"), tr("Show only who and how full, to see more at once"))
        self.waiting = words("", is_bold=True)
        self._nobody = words(tr("Every child has a social worker."), is_muted=True)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self._known: set[str] = set()
        self._is_drawn = False
        self._build()
        self._connect()

    @property
    def views(self) -> tuple[BoardView, BoardView]:
        """The column of the unallocated and the workers."""
        return self.queue, self.workers

    def tick(self, workers: Collection[WorkerId]) -> None:
        """Show who is ticked for a comparison."""
        self.workers.ticked = workers
        self.workers.viewport().update()

    def refresh(self) -> None:
        """Say how many wait and lay the cards out as is chosen, after the model has changed."""
        loose = [group for group in self._model.groups() if group.kind in LOOSE]
        children = sum(len(group.children) for group in loose)
        self.waiting.setText(tr("Under no worker: {n}", n=terms.children(children)))
        self._nobody.setVisible(not loose)
        self._open_new(loose)
        held = sum(group.kind is Kind.WORKER for group in self._model.groups())
        chosen = preferences.recall(COMPACT, YES if held > MANY else NO)
        self.compact.setChecked(chosen == YES)
        self.workers.show_compact(self.compact.isChecked())

    def show_as(self, *, by_team: bool, compact: bool) -> None:
        """Lay the cards out so, and keep it."""
        preferences.remember(TEAMS, YES if by_team else NO)
        preferences.remember(COMPACT, YES if compact else NO)
        self.by_team.setChecked(by_team)
        self.compact.setChecked(compact)
        self.workers.show_compact(compact)
        self.workers.arrange()

    def _open_new(self, loose: list[Group]) -> None:
        """Open what was never here: those who wait are looked at child by child."""
        for row, group in enumerate(self._model.groups()):
            if group.kind in LOOSE and group.key not in self._known:
                self.queue.expand(self._model.index(row, 0))
        self._known.update(group.key for group in loose)

    def _sections(self, shown: list[tuple[int, Group]]) -> list[Section]:
        if not self.by_team.isChecked():
            return [Section(heading="", rows=[row for row, _ in shown])]
        teams: dict[str, list[tuple[int, Group]]] = {}
        for row, group in shown:
            teams.setdefault(group.team, []).append((row, group))
        named = sorted(teams, key=lambda team: (not team, team.casefold()))
        return [
            Section(heading=_heading(team, teams[team]), rows=[row for row, _ in teams[team]])
            for team in named
        ]

    def _build(self) -> None:
        self.by_team.setChecked(preferences.recall(TEAMS) == YES)
        self.workers.sections = self._sections
        column = QWidget()
        inside = QVBoxLayout(column)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        inside.addWidget(self.waiting)
        inside.addWidget(self._nobody)
        inside.addWidget(self.queue, 1)
        self.splitter.addWidget(column)
        self.splitter.addWidget(self.workers)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(4)
        self.splitter.splitterMoved.connect(self._note_drawn)
        for view in self.views:
            view.setMinimumWidth(LEAST)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter, 1)
        self.setMinimumHeight(LOW * self.fontMetrics().height())
        self.setFocusProxy(self.workers)

    def _note_drawn(self) -> None:
        self._is_drawn = True

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the column above the cards where both side by side would be too narrow to read."""
        super().resizeEvent(event)
        least, width = self.queue.least_width, self.width()
        is_narrow = width < 2 * least
        down = Qt.Orientation.Vertical if is_narrow else Qt.Orientation.Horizontal
        if self.splitter.orientation() is not down or not self._is_drawn:
            self.splitter.setOrientation(down)
            column = self.height() // 3 if is_narrow else min(least + 60, width * 2 // 5)
            whole = self.height() if is_narrow else width
            self.splitter.setSizes([column, whole - column])

    def _connect(self) -> None:
        self.by_team.clicked.connect(self._choose)
        self.compact.clicked.connect(self._choose)
        for view in self.views:
            view.ticking.connect(self.ticking)

    def _choose(self) -> None:
        self.show_as(by_team=self.by_team.isChecked(), compact=self.compact.isChecked())


def _switch(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setCheckable(True)
    button.setToolTip(tip)
    return button


def _heading(team: str, cards: list[tuple[int, Group]]) -> str:
    shares = [group.share for _, group in cards if group.share is not None]
    said = tr("{team} · {workers}", team=team or tr("No team"), workers=workers_count(len(cards)))
    if not shares:
        return said
    least, most = terms.percent(min(shares)), terms.percent(max(shares))
    return tr("{said}, {least} to {most}", said=said, least=least, most=most)
