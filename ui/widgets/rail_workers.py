"""The workers on the rail while children are dragged: a bar with its ghost each, most room first.

To hold children over another team's line opens it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPoint,
    QRectF,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from allocation_app.domain.caseloads import Load
from allocation_app.domain.effects import Change, Standing
from allocation_app.domain.people import ChildId, TeamId, WorkerId
from allocation_app.domain.review import Review
from allocation_app.wording import effects, terms
from allocation_app.wording.translate import tr
from ui.rows.receivers import Line, Receiver, TeamLine, lines, load_after, own_team
from ui.table_model import Index
from ui.theme import colour
from ui.widgets.dragging import SPRING, Spot, accept, tone, weighed
from ui.widgets.load_bar import paint_ghost
from ui.widgets.wishes import Wishes

LINE_ROLE = Qt.ItemDataRole.UserRole + 30
PAD = 12
BAR_HEIGHT = 9
NOWHERE = QModelIndex()


class ReceiverModel(QAbstractListModel):
    """The lines; what a worker would carry is worked out when it is painted first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._review: Review | None = None
        self._children: tuple[ChildId, ...] = ()
        self._team: TeamId | None = None
        self._lines: tuple[Line, ...] = ()
        self._after: dict[WorkerId, Load] = {}
        self.held: Mapping[WorkerId, Change] = {}

    def begin(self, review: Review, children: Sequence[ChildId], team: TeamId | None) -> None:
        """List who can be given these children, a team's workers opened."""
        self._review, self._children = review, tuple(children)
        self._after.clear()
        self.open(own_team(review, children) if team is None else team)

    def open(self, team: TeamId | None) -> None:
        """Show the workers of this team."""
        self.beginResetModel()
        self._team = team
        if self._review is not None:
            self._lines = lines(self._review, team, tr("Nobody"), tr("No team"))
        self.endResetModel()

    def end(self) -> None:
        """List nobody; nothing of the import is kept alive."""
        self.beginResetModel()
        self._review, self._lines, self._children = None, (), ()
        self._after.clear()
        self.endResetModel()

    def line(self, index: Index) -> Line:
        """What stands at an index."""
        return self._lines[index.row()]

    def after(self, worker: WorkerId) -> Load | Standing | None:
        """How a worker would stand with the children, and with siblings where they come along."""
        if worker in self.held:
            return self.held[worker].after
        if self._review is None:
            return None
        if worker not in self._after:
            self._after[worker] = load_after(self._review, worker, self._children)
        return self._after[worker]

    def words(self, line: Line) -> str:
        """A line as it is read: "Kofi Ahmed, 92 → 99 %"."""
        match line:
            case TeamLine():
                return tr("{team}, {n} workers", team=line.name, n=line.workers)
            case Receiver(worker=None):
                return tr("{nobody}: unallocated", nobody=line.name)
            case _:
                return tr("{name}, {load}", name=line.name, load=self.change(line))

    def change(self, line: Receiver) -> str:
        """The load before and after; in points where there is no capacity to have a share of."""
        later = None if line.worker is None else self.after(line.worker)
        if line.load is None or later is None:
            return ""
        if later is line.load:
            return tr("{share}, as now", share=terms.percent(line.load.utilisation))
        if line.load.utilisation is None:
            return tr(
                "{before} → {after} points",
                before=terms.points(line.load.points),
                after=terms.points(later.points),
            )
        return effects.shares(line.load.utilisation, later.utilisation)

    @override
    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._lines)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return line.name
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return self.words(line)
            case _:
                return line if role == LINE_ROLE else None


class _LineDelegate(QStyledItemDelegate):
    """Paints a worker in two lines: the name; the bar with its ghost and the figures."""

    def __init__(self, model: ReceiverModel, view: RailWorkers) -> None:
        super().__init__(view)
        self._lines, self._view = model, view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line, height = self._lines.line(index), option.fontMetrics.height()
        is_worker = isinstance(line, Receiver) and line.worker is not None
        return QSize(0, 2 * height + 14 if is_worker else height + 14)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, room = self._lines.line(index), QRectF(option.rect)
        painter.save()
        if isinstance(line, Receiver) and self._view.lit == Spot(worker=line.worker):
            painter.fillRect(room, colour("chosen"))
            painter.setPen(QPen(colour(tone(self._view)), 2))
            painter.drawRect(room.adjusted(1, 1, -1, -1))
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(room.bottomLeft(), room.bottomRight())
        inside = room.adjusted(PAD, 5, -PAD, -5)
        font = QFont(option.font)
        font.setBold(isinstance(line, Receiver))
        painter.setFont(font)
        painter.setPen(colour("text" if isinstance(line, Receiver) else "muted"))
        name = QRectF(inside)
        if isinstance(line, Receiver) and line.worker is not None:
            name.setHeight(option.fontMetrics.height())
        self._paint_name(painter, name, line)
        if isinstance(line, Receiver) and line.load is not None and line.worker is not None:
            inside.setTop(name.bottom() + 3)
            painter.setFont(option.font)
            self._paint_load(painter, inside, line, line.load)
        painter.restore()

    def _paint_name(self, painter: QPainter, room: QRectF, line: Line) -> None:
        text = line.name
        if isinstance(line, TeamLine):
            mark = "\u25be" if line.is_open else "\u25b8"
            text = tr("{mark} {team} ({n})", mark=mark, team=line.name, n=line.workers)
        elif line.worker is None:
            text = tr("{nobody} (unallocated)", nobody=line.name)
        end = Qt.TextElideMode.ElideRight
        fitting = painter.fontMetrics().elidedText(text, end, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, fitting)

    def _paint_load(self, painter: QPainter, room: QRectF, line: Receiver, load: Load) -> None:
        later = None if line.worker is None else self._lines.after(line.worker)
        if later is None:
            return
        text = self._lines.change(line)
        width = painter.fontMetrics().horizontalAdvance(text)
        bar = QRectF(room.left(), room.center().y() - BAR_HEIGHT / 2, 0, BAR_HEIGHT)
        bar.setRight(max(bar.left() + 24, room.right() - width - 8))
        paint_ghost(painter, bar, (load.utilisation, load.band), (later.utilisation, later.band))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)


class RailWorkers(QListView):
    """The lines, as drop targets."""

    def __init__(self, wishes: Wishes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lit: Spot | None = None
        self._lines = ReceiverModel(self)
        self._held: TeamId | None = None
        self._opening = QTimer(self)
        self._opening.setSingleShot(True)
        self._opening.setInterval(SPRING)
        self._opening.timeout.connect(self._open_held)
        self.setModel(self._lines)
        self.setItemDelegate(_LineDelegate(self._lines, self))
        self.setAccessibleName(tr("Workers to drop children on, most room first"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        accept(self.viewport(), self._spot_at, wishes, self._light)

    def begin(self, review: Review, children: Sequence[ChildId], team: TeamId | None) -> None:
        """Show who can be given these children."""
        self._lines.begin(review, children, team)
        self.show()

    def end(self) -> None:
        """Be gone."""
        self._opening.stop()
        self.hide()
        self.lit = None
        self._lines.end()

    def texts(self) -> list[str]:
        """The lines as they are read."""
        rows = range(self._lines.rowCount())
        return [self._lines.words(self._lines.line(self._lines.index(row, 0))) for row in rows]

    def place(self, wanted: Spot | TeamId) -> QPoint:
        """Where on the viewport a worker, nobody or a team stands; scrolled to it.

        Raises `ValueError` where nobody of the sort is listed.
        """
        for row in range(self._lines.rowCount()):
            index = self._lines.index(row, 0)
            line = self._lines.line(index)
            found = line.team if isinstance(line, TeamLine) else Spot(worker=line.worker)
            if found == wanted:
                self.scrollTo(index)
                return self.visualRect(index).center()
        raise ValueError("not listed")

    def _spot_at(self, at: QPoint) -> Spot | None:
        index = self.indexAt(at)
        line = self._lines.line(index) if index.isValid() else None
        if isinstance(line, TeamLine) and not line.is_open:
            if not self._opening.isActive() or self._held != line.team:
                self._held = line.team
                self._opening.start()
        else:
            self._opening.stop()
        return Spot(worker=line.worker) if isinstance(line, Receiver) else None

    def _open_held(self) -> None:
        self._lines.open(self._held)
        self.scrollToTop()

    def _light(self, spot: Spot | None) -> None:
        self.lit = spot
        self._lines.held = {} if spot is None else weighed(self)
        self.viewport().update()
