"""The rail on the left: the pages, each with the number that matters about it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QFont, QFontMetrics, QIcon, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from allocation_app.domain.people import ChildId
from allocation_app.wording.translate import tr
from ui.actions import plain
from ui.store import PlanStore
from ui.theme import colour, icon_size
from ui.widgets.dragging import Hand, spring
from ui.widgets.rail_workers import RailWorkers
from ui.widgets.wishes import Wishes
from ui.widgets.words import one_line

PAD = 12
GAP = 10
ALL = 100  # of the room that is left
ALARMING = frozenset({"unallocated", "delays"})


class RailButton(QToolButton):
    """One page on the rail: its picture, its name, its number in a rounded badge."""

    def __init__(self, name: str, action: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDefaultAction(action)
        self.name = name
        self._count: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_count(None)

    @property
    def count(self) -> int | None:
        """The number in the badge."""
        return self._count

    def show_count(self, count: int | None) -> None:
        """Show a number beside the name, None for no number."""
        self._count = count
        name = self.words()
        said = name if count is None else tr("{page}, {n}", page=name, n=count)
        self.setAccessibleName(said)
        self.update()

    def words(self) -> str:
        """The name of the page."""
        return plain(self.defaultAction().text()).split(" ", 1)[-1]

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._bold())
        width = 2 * PAD + icon_size() + 3 * GAP + metrics.horizontalAdvance(self.words() + "0000")
        return QSize(width, max(36, metrics.height() + 16))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked():
            painter.fillRect(self.rect(), colour("chosen"))
            painter.fillRect(0, 0, 3, self.height(), colour("accent"))
        elif self.underMouse() and self.isEnabled():
            painter.fillRect(self.rect(), colour("alternate"))
        tone = "text" if self.isEnabled() else "muted"
        top = (self.height() - icon_size()) // 2
        mode = QIcon.Mode.Normal if self.isEnabled() else QIcon.Mode.Disabled
        place = QRect(PAD + 3, top, icon_size(), icon_size())
        self.icon().paint(painter, place, Qt.AlignmentFlag.AlignCenter, mode)
        painter.setFont(self._bold() if self.isChecked() else self.font())
        painter.setPen(colour(tone))
        words = self.rect().adjusted(PAD + 3 + icon_size() + GAP, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.words())
        if self._count is not None:
            self._paint_badge(painter, str(self._count))
        if self.hasFocus():
            painter.setPen(QPen(colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_badge(self, painter: QPainter, number: str) -> None:
        metrics = QFontMetrics(self._bold())
        height = metrics.height() + 2
        width = max(height, metrics.horizontalAdvance(number) + 14)
        box = QRectF(self.width() - width - PAD, (self.height() - height) / 2, width, height)
        is_alarm = self.name in ALARMING and self._count != 0
        painter.setPen(Qt.PenStyle.NoPen if is_alarm else QPen(colour("border"), 1))
        painter.setBrush(colour("late") if is_alarm else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, height / 2, height / 2)
        painter.setFont(self._bold())
        painter.setPen(colour("on_accent" if is_alarm else "text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, number)

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setBold(True)
        return font


class Rail(QFrame):
    """The pages, one below the other; the one that is shown is marked."""

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAccessibleName(tr("Pages"))
        self.wishes = Wishes(self)
        self.buttons = {name: RailButton(name, action) for name, action in actions.items()}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 1, 8)
        column.setSpacing(0)
        for button in self.buttons.values():
            column.addWidget(button)
            spring(button, button.defaultAction().trigger)
        self._head = one_line(tr("Drop on"), is_muted=True)
        self._head.setContentsMargins(PAD, 12, PAD, 4)
        self._head.hide()
        self.workers = RailWorkers(self.wishes)
        self.workers.hide()
        column.addWidget(self._head)
        column.addWidget(self.workers, ALL)
        column.addStretch(1)

    def follow(self, hand: Hand, store: PlanStore) -> None:
        """Show the workers to drop on while children are dragged."""

        def begin(children: tuple[ChildId, ...]) -> None:
            if store.review is not None:
                self._head.show()
                self.workers.begin(store.review, children, store.team)

        def end() -> None:
            self._head.hide()
            self.workers.end()

        hand.taken.connect(begin)
        hand.released.connect(end)

    def show_counts(self, counts: Mapping[str, int | None]) -> None:
        """Show the numbers of the pages."""
        for name, button in self.buttons.items():
            button.show_count(counts.get(name))
