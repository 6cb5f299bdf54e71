"""A pointer for tests: presses and moves a real mouse, and drags as Qt does where there is none.

The offscreen platform has no drags: `QDrag.exec` returns at once. In its place a `Pointer` sends to
the window what a platform sends, in the same order: enter, move, leave, drop. The window finds the
widget under the pointer and the widgets decide, as they would.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QWindow,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ui.widgets.dragging import hand_of

FAR = 40  # px: more than any platform's distance to begin a drag
MOVE = Qt.DropAction.MoveAction


@dataclass
class Pointer:
    """Where the drag goes: ``stops`` in their order, each reached before the next is asked for.

    ``drops`` tells whether the button is let go at the last one; else the drag is given up (Esc).
    ``taken`` is whether each stop would take what is carried.
    """

    stops: list[Callable[[], tuple[QWidget, QPoint]]]
    keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    drops: bool = True
    between: Callable[[], None] = lambda: None
    taken: list[bool] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)
    was_dropped: bool = False

    def drag(self, source: QWidget, at: QPoint) -> None:
        """Press on a widget, move far enough, and go where the stops lead."""
        hand = hand_of(source)
        assert hand is not None
        hand.run = self.run
        button = Qt.MouseButton.LeftButton
        window = source.window().windowHandle()
        assert window is not None
        start = source.mapTo(source.window(), at)
        QTest.mousePress(window, button, Qt.KeyboardModifier.NoModifier, start)
        for step in (QPoint(2, 0), QPoint(FAR, 0)):
            QTest.mouseMove(window, start + step)
        QTest.mouseRelease(window, button, Qt.KeyboardModifier.NoModifier, start)

    def run(self, drag: QDrag) -> Qt.DropAction:
        """What the platform does from the begin of a drag until the button is let go."""
        self.formats = drag.mimeData().formats()
        source = drag.source()
        assert isinstance(source, QWidget)
        window = source.window().windowHandle()
        assert window is not None
        place = self._travel(window, drag)
        if self.drops and self.taken and self.taken[-1]:
            drop = QDropEvent(QPointF(place), MOVE, drag.mimeData(), _left(), self.keys)
            QApplication.sendEvent(window, drop)
            self.was_dropped = drop.isAccepted()
            return drop.dropAction()
        QApplication.sendEvent(window, QDragLeaveEvent())
        return Qt.DropAction.IgnoreAction

    def _travel(self, window: QWindow, drag: QDrag) -> QPoint:
        place = QPoint()
        for count, stop in enumerate(self.stops):
            widget, at = stop()
            place = widget.mapTo(widget.window(), at)
            if count == 0:
                QApplication.sendEvent(
                    window,
                    QDragEnterEvent(place, MOVE, drag.mimeData(), _left(), self.keys),
                )
            move = QDragMoveEvent(place, MOVE, drag.mimeData(), _left(), self.keys)
            move.setDropAction(MOVE)
            QApplication.sendEvent(window, move)
            self.taken.append(move.isAccepted())
            self.between()
        return place


def _left() -> Qt.MouseButton:
    return Qt.MouseButton.LeftButton
