"""The candidates as rows that are painted: name, load before and after with a ghost, the reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from allocation_app.domain.caseloads import Load
from allocation_app.domain.people import WorkerId
from allocation_app.wording.translate import tr
from ui.rows.candidates import CandidateRow, share_before
from ui.theme import colour
from ui.widgets.load_bar import paint_ghost
from ui.widgets.pill import paint_pill, pill_size
from ui.widgets.tick import paint_box

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole
PAD, GAP, MARK = 6, 4, 3  # px
NARROW = 42  # letters: a row with less room has the reason under the bar, not beside it
BAR = 10  # px
"""How high a bar is."""


class CandidateModel(QAbstractListModel):
    """Candidates that can be ticked, to be compared."""

    ticked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[CandidateRow, ...] = ()
        self._ticked: list[WorkerId] = []
        self._weighed: Mapping[WorkerId, Load] = {}

    @property
    def rows(self) -> Sequence[CandidateRow]:
        """The rows as they stand."""
        return [self._row(place) for place in range(len(self._rows))]

    def weigh(self, loads: Mapping[WorkerId, Load]) -> None:
        """Show these loads as those that workers would have, where the rows say otherwise."""
        if self._rows:
            self._weighed = dict(loads)
            ends = self.index(0, 0), self.index(len(self._rows) - 1, 0)
            self.dataChanged.emit(*ends, [ROW_ROLE])

    def _row(self, place: int) -> CandidateRow:
        row = self._rows[place]
        load = self._weighed.get(row.worker)
        if load is None:
            return row
        return replace(row, after=load.utilisation, band=load.band)

    def show(self, rows: Iterable[CandidateRow]) -> None:
        """Show these; who is ticked stays so, if still there."""
        self.beginResetModel()
        self._rows, self._weighed = tuple(rows), {}
        self.endResetModel()

    def ticks(self) -> list[WorkerId]:
        """Who is ticked, in the order of the ticks."""
        here = {row.worker for row in self._rows}
        return [worker for worker in self._ticked if worker in here]

    def untick(self) -> None:
        """Forget all ticks."""
        self._ticked = []

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index | None = None) -> int:
        """One; as public as in every other model."""
        return 0 if parent is not None and parent.isValid() else 1

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._row(index.row())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return row.said
            case Qt.ItemDataRole.ToolTipRole:
                return row.tip
            case Qt.ItemDataRole.CheckStateRole:
                is_ticked = row.worker in self._ticked
                return Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked
            case _:
                return row if role == ROW_ROLE else None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    @override
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        worker = self._rows[index.row()].worker
        if worker in self._ticked:
            self._ticked.remove(worker)
        else:
            self._ticked.append(worker)
        self.dataChanged.emit(index, index, [role])
        self.ticked.emit()
        return True


class CandidateDelegate(QStyledItemDelegate):
    """Paints a row as wide as its view, and as high as its words need."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = option.widget
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else 300
        row = index.data(ROW_ROLE)
        if not isinstance(row, CandidateRow):
            return super().sizeHint(option, index)
        return QSize(width, _Places(row, QRect(0, 0, width, 0), option.font).height)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, view = index.data(ROW_ROLE), option.widget
        if isinstance(view, CandidateView) and view.is_blank:
            painter.fillRect(option.rect, colour("base"))
        elif isinstance(row, CandidateRow):
            is_ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
            painter.save()
            _paint(painter, option, row, is_ticked=is_ticked)
            painter.restore()

    @override
    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        row = index.data(ROW_ROLE)
        if (
            event.type() == QEvent.Type.MouseButtonRelease
            and isinstance(event, QMouseEvent)
            and isinstance(row, CandidateRow)
        ):
            places = _Places(row, option.rect, option.font)
            if places.tick_target.contains(event.position().toPoint()):
                return model.setData(index, None, Qt.ItemDataRole.CheckStateRole)
        return False


class _Places:
    """Where everything of a row stands."""

    def __init__(self, row: CandidateRow, rect: QRect, font: QFont) -> None:
        bold = QFont(font)
        bold.setBold(True)
        self.bold, self.font = bold, font
        metrics, strong = QFontMetrics(font), QFontMetrics(bold)
        line = max(metrics.height(), strong.height())
        side = max(14, metrics.ascent() + 1)
        top = rect.top() + PAD
        self.tick = QRect(rect.left() + PAD + MARK, top + (line - side) // 2, side, side)
        self.tick_target = self.tick.adjusted(-PAD - MARK, -PAD, PAD, PAD)
        left, right = self.tick.right() + 1 + PAD, rect.right() - PAD
        load = strong.horizontalAdvance("100 → 100 %") + GAP
        self.load = QRect(right - load, top, load, line)
        self.name = QRect(left, top, self.load.left() - GAP - left, line)
        is_narrow = rect.width() < NARROW * metrics.averageCharWidth()
        below = top + line + 2
        if is_narrow:
            self.bar = QRect(left, below + 2, right - left, BAR)
            self.reason = QRect(left, self.bar.bottom() + 1 + GAP, right - left, 0)
        else:
            self.bar = QRect(self.load.left(), below + (line - BAR) // 2, load, BAR)
            self.reason = QRect(left, below, self.bar.left() - 2 * GAP - left, 0)
        self.reason.setHeight(_wrapped(self.words(row), self.reason.width(), metrics))
        bottom = max(self.bar.bottom(), self.reason.bottom()) + 1
        self.badges = _flow(row, QRect(left, bottom + GAP, right - left, 0), font)
        if self.badges:
            bottom = self.badges[-1].bottom() + 1
        self.height = bottom + PAD - rect.top()

    @staticmethod
    def words(row: CandidateRow) -> str:
        """The reason, after the team where that is another one."""
        return " · ".join(part for part in (row.team, row.reason) if part)


def _wrapped(text: str, width: int, metrics: QFontMetrics) -> int:
    if not text:
        return 0
    flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
    return metrics.boundingRect(QRect(0, 0, max(1, width), 10_000), flags, text).height()


def _flow(row: CandidateRow, room: QRect, font: QFont) -> list[QRect]:
    """A place for each badge, wrapped like words."""
    found, left, top = list[QRect](), room.left(), room.top()
    for badge in row.badges:
        size = pill_size(badge.words, font)
        if found and left + size.width() > room.right():
            left, top = room.left(), top + size.height() + GAP
        found.append(QRect(left, top, size.width(), size.height()))
        left += size.width() + GAP
    return found


def _paint(
    painter: QPainter, option: QStyleOptionViewItem, row: CandidateRow, *, is_ticked: bool
) -> None:
    places = _Places(row, option.rect, option.font)
    is_current = bool(option.state & QStyle.StateFlag.State_Selected)
    painter.fillRect(option.rect, colour("chosen" if is_current else "base"))
    if is_current:
        left = QRect(option.rect)
        left.setWidth(MARK)
        painter.fillRect(left, colour("accent"))
    painter.setPen(QPen(colour("line"), 1))
    painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
    _paint_tick(painter, places.tick, is_ticked=is_ticked)
    painter.setPen(colour("text"))
    painter.setFont(places.bold)
    name = QFontMetrics(places.bold).elidedText(
        row.name, Qt.TextElideMode.ElideRight, places.name.width()
    )
    middle = Qt.AlignmentFlag.AlignVCenter
    painter.drawText(places.name, middle | Qt.AlignmentFlag.AlignLeft, name)
    painter.drawText(places.load, middle | Qt.AlignmentFlag.AlignRight, row.after_words)
    room = places.load.adjusted(
        0, 0, -QFontMetrics(places.bold).horizontalAdvance(row.after_words), 0
    )
    painter.setFont(places.font)
    arrow = tr("{share} → ", share=share_before(row.before))
    painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, arrow)
    before, after = (row.before, row.band_before), (row.after, row.band)
    paint_ghost(painter, QRectF(places.bar), before, after)
    painter.setPen(colour("muted"))
    flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
    painter.drawText(places.reason, flags, places.words(row))
    for badge, box in zip(row.badges, places.badges, strict=True):
        place = QPointF(box.left(), box.center().y())
        paint_pill(painter, place, badge.words, "accent" if badge.is_for else "note", option.font)


def _paint_tick(painter: QPainter, box: QRect, *, is_ticked: bool) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_box(painter, QPointF(box.topLeft()), box.width(), is_ticked)
    painter.restore()


class CandidateView(QListView):
    """The rows, all of them shown: as tall as they are.

    ``gone_to`` carries the row that the cursor comes to, ``taken`` the worker to allocate to: by
    Enter or a double click. Space or a click on the box ticks a worker.
    """

    taken = Signal(object)
    gone_to = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_blank = False
        self.candidates = CandidateModel(self)
        self.setModel(self.candidates)
        self.setItemDelegate(CandidateDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.doubleClicked.connect(lambda _: self._take())
        self.selectionModel().currentChanged.connect(lambda *_: self.gone_to.emit(self.current()))

    def current(self) -> CandidateRow | None:
        """The row that is gone to."""
        index = self.currentIndex()
        return self.candidates.rows[index.row()] if index.isValid() else None

    def show_rows(self, rows: Iterable[CandidateRow], current: WorkerId | None = None) -> None:
        """Show these rows; this worker, else nobody, is gone to."""
        self.is_blank = False
        self.candidates.show(rows)
        self.go_to(current)
        self.updateGeometry()

    def blank(self) -> None:
        """Paint no row until others are shown: these speak of somebody else."""
        self.is_blank = True
        self.viewport().update()

    def go_to(self, worker: WorkerId | None) -> None:
        """Go to the row of this worker; to none, where there is none."""
        places = {row.worker: place for place, row in enumerate(self.candidates.rows)}
        found = None if worker is None else places.get(worker)
        self.setCurrentIndex(QModelIndex() if found is None else self.candidates.index(found, 0))

    def _take(self) -> None:
        row = self.current()
        if row is not None:
            self.taken.emit(row.worker)

    @override
    def sizeHint(self) -> QSize:
        edges = 2 * self.frameWidth()
        heights = (self.sizeHintForRow(n) for n in range(self.candidates.rowCount()))
        return QSize(200, sum(heights) + edges)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self._take()
        elif event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.candidates.setData(self.currentIndex(), None, Qt.ItemDataRole.CheckStateRole)
        else:
            super().keyPressEvent(event)
