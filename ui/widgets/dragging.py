"""Children carried by the pointer from a list to a worker, within one window.

The desktop is handed a word of ours and nothing else: no child, no name, nothing that another
program could use. Who is carried, the `Hand` of the window knows.

A list that children can be taken from calls `carry`, whatever shows workers calls `accept`, a
button that opens on being hovered over calls `spring`. Everything that is done by dragging is done
by a key as well (`Move to…`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QDrag, QDragMoveEvent, QDropEvent, QMouseEvent, QPixmap
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from typing_extensions import override

from allocation_app.domain.effects import Change
from allocation_app.domain.people import ChildId, WorkerId
from ui.widgets.wishes import Wishes

FORMAT = "application/x-caseload-allocation-carried"
SPRING = 550  # ms over a button until it opens
EDGE = 28  # px at the rim of a list where it begins to scroll
SCROLL_EVERY = 30  # ms


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where children can be let go: with a worker, or with nobody."""

    worker: WorkerId | None


class Guide(Protocol):
    """Who says what would become of it while children are carried."""

    def picture(self, children: tuple[ChildId, ...]) -> QPixmap:
        """What hangs on the pointer."""

    def over(self, spot: Spot, at: QPoint, *, with_family: bool) -> bool:
        """Whether they can be let go here; ``at`` is the pointer's place on the screen."""

    def elsewhere(self) -> None:
        """The pointer is over nobody."""

    def meant(self, spot: Spot, *, with_family: bool) -> tuple[ChildId, ...]:
        """Whom a drop here moves."""

    def changes(self) -> Mapping[WorkerId, Change]:
        """Who would stand otherwise, and how; nobody while the pointer is over nobody."""


class Hand(QObject):
    """What is carried in a window, of which it is a child. ``taken`` carries the children.

    ``is_barred`` tells whether it can't be let go where it is held now.
    ``run`` is the drag itself, until the button is let go; it can be put in place by whoever has no
    pointer.
    """

    taken = Signal(object)
    released = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.children_carried: tuple[ChildId, ...] = ()
        self.guide: Guide | None = None
        self.is_barred = False
        self.run: Callable[[QDrag], object] = lambda drag: drag.exec(Qt.DropAction.MoveAction)
        self._landed: Callable[[], None] | None = None

    def carry(self, source: QWidget, children: tuple[ChildId, ...]) -> None:
        """Carry these children until they are let go; what is wished is said after that."""
        drag = QDrag(source)
        drag.setMimeData(_wrapped())
        if self.guide is not None:
            drag.setPixmap(self.guide.picture(children))
            drag.setHotSpot(QPoint(-12, -6))
        self.children_carried = children
        self.taken.emit(children)
        try:
            self.run(drag)
        finally:
            self.children_carried = ()
            if self.guide is not None:
                self.guide.elsewhere()
            self.released.emit()
        self._say()

    def _say(self) -> None:
        landed, self._landed = self._landed, None
        if landed is not None:
            landed()

    def over(self, spot: Spot | None, at: QPoint, *, with_family: bool) -> bool:
        """Whether what is carried can be let go here."""
        self.is_barred = False
        if spot is None:
            if self.guide is not None:
                self.guide.elsewhere()
            return False
        if self.guide is not None:
            self.is_barred = not self.guide.over(spot, at, with_family=with_family)
        return not self.is_barred

    def land(self, spot: Spot, wishes: Wishes, *, with_family: bool) -> None:
        """Let go here: once the drag has ended, the wish is uttered."""
        children = self.children_carried
        if self.guide is not None:
            children = self.guide.meant(spot, with_family=with_family)
        self._landed = lambda: wishes.moving.emit(children, spot.worker)


def hand_of(widget: QWidget) -> Hand | None:
    """The hand of the window that a widget is in, of a dialog that of the window behind it."""
    top: QWidget | None = widget.window()
    while top is not None:
        found = top.findChild(Hand, "", Qt.FindChildOption.FindDirectChildrenOnly)
        if found is not None:
            return found
        behind = top.parentWidget()
        top = None if behind is None else behind.window()
    return None


def weighed(widget: QWidget) -> Mapping[WorkerId, Change]:
    """Who would stand otherwise if children were let go where they are held now, for ghosts."""
    hand = hand_of(widget)
    return {} if hand is None or hand.guide is None else hand.guide.changes()


def tone(widget: QWidget) -> str:
    """The colour that marks where children are held: another one where they can't be let go."""
    hand = hand_of(widget)
    return "late" if hand is not None and hand.is_barred else "accent"


def begin(source: QWidget, children: tuple[ChildId, ...]) -> None:
    """Carry these children from this widget until they are let go."""
    hand = hand_of(source)
    if hand is not None and children:
        hand.carry(source, children)


def carried(event: QDropEvent, widget: QWidget) -> tuple[ChildId, ...]:
    """The children that an event brings to a widget; none for files, or another program's drag."""
    hand = hand_of(widget) if event.mimeData().hasFormat(FORMAT) else None
    return () if hand is None else hand.children_carried


def carry(widget: QWidget, children_at: Callable[[QPoint], tuple[ChildId, ...]]) -> None:
    """Let children be dragged out of a widget (of a list: out of its viewport).

    ``children_at`` says whom a press there takes along: of a list, the whole selection where the
    row is in it.
    """
    _Source(widget, children_at)


def accept(
    widget: QWidget,
    spot_at: Callable[[QPoint], Spot | None],
    wishes: Wishes,
    light: Callable[[Spot | None], None] | None = None,
) -> None:
    """Let children be dropped on a widget (of a list: on its viewport).

    ``spot_at`` says whose place it is. ``light`` is told over whom the pointer is, and None when it
    has gone, to mark the place. A drop becomes ``wishes.moving``, after the drag has ended.
    """
    _Landing(widget, spot_at, wishes, light)


def spring(widget: QWidget, do: Callable[[], None]) -> None:
    """Do this when children are held over a widget for a moment: turn the page, open a line."""
    _Spring(widget, do)


def _wrapped() -> QMimeData:
    data = QMimeData()
    data.setData(FORMAT, b"1")  # some desktops leave out what is empty
    return data


class _Source(QObject):
    """Begins a drag where the pointer is pressed on a child and moved."""

    def __init__(
        self, widget: QWidget, children_at: Callable[[QPoint], tuple[ChildId, ...]]
    ) -> None:
        super().__init__(widget)
        self._widget, self._children_at = widget, children_at
        self._pressed: QPoint | None = None
        self._has_dragged = False
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QMouseEvent):
            return False
        match event.type():
            case QEvent.Type.MouseButtonPress if event.button() is Qt.MouseButton.LeftButton:
                at = event.position().toPoint()
                self._pressed = at if self._children_at(at) else None
                self._has_dragged = False
            case QEvent.Type.MouseMove if self._pressed is not None:
                if not event.buttons() & Qt.MouseButton.LeftButton:
                    self._pressed = None
                    return False
                self._begin_far_from(self._pressed, event.position().toPoint())
                return True  # else a list would select what the pointer passes
            case QEvent.Type.MouseMove if self._has_dragged:
                return bool(event.buttons() & Qt.MouseButton.LeftButton)
            case QEvent.Type.MouseButtonRelease:
                self._pressed, was_dragged, self._has_dragged = None, self._has_dragged, False
                return was_dragged  # it was let go elsewhere: what is marked stays so
            case _:
                pass
        return False

    def _begin_far_from(self, pressed: QPoint, at: QPoint) -> None:
        if (at - pressed).manhattanLength() >= QApplication.startDragDistance():
            self._pressed, self._has_dragged = None, True
            begin(self._widget, self._children_at(pressed))


class _Landing(QObject):
    """Takes what is dropped on a widget, and scrolls it when children are held at its rim."""

    def __init__(
        self,
        widget: QWidget,
        spot_at: Callable[[QPoint], Spot | None],
        wishes: Wishes,
        light: Callable[[Spot | None], None] | None,
    ) -> None:
        super().__init__(widget)
        self._widget, self._spot_at, self._wishes, self._light = widget, spot_at, wishes, light
        self._lit: Spot | None = None
        self._at, self._with_family, self._was_with_family = QPoint(), False, False
        self._scrolling = QTimer(self)
        self._scrolling.setInterval(SCROLL_EVERY)
        self._scrolling.timeout.connect(self._scroll)
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.DragEnter | QEvent.Type.DragMove:
                return isinstance(event, QDragMoveEvent) and self._over(event)
            case QEvent.Type.DragLeave if self._lit is not None or self._scrolling.isActive():
                self._leave()
                hand = hand_of(self._widget)
                if hand is not None:
                    hand.over(None, QPoint(), with_family=False)
                return True
            case QEvent.Type.Drop:
                return isinstance(event, QDropEvent) and self._drop(event)
            case _:
                return False

    def _over(self, event: QDragMoveEvent) -> bool:
        hand = hand_of(self._widget)
        if hand is None or not carried(event, self._widget):
            return False
        self._at, self._with_family = event.position().toPoint(), _has_shift(event)
        is_free = self._look(hand)
        if self._step():
            self._scrolling.start()
        event.setDropAction(Qt.DropAction.MoveAction)
        # Only who has accepted that a drag comes in is told where it goes.
        event.setAccepted(is_free or event.type() is QEvent.Type.DragEnter)
        return True

    def _look(self, hand: Hand) -> bool:
        """Say over whom the pointer is; whether children can be let go there."""
        spot, at = self._spot_at(self._at), self._widget.mapToGlobal(self._at)
        is_free = hand.over(spot, at, with_family=self._with_family)
        self._show(spot)
        return is_free

    def _drop(self, event: QDropEvent) -> bool:
        hand = hand_of(self._widget)
        if hand is None or not carried(event, self._widget):
            return False
        at = event.position().toPoint()
        spot, with_family = self._spot_at(at), _has_shift(event)
        is_free = hand.over(spot, self._widget.mapToGlobal(at), with_family=with_family)
        self._leave()
        event.setDropAction(Qt.DropAction.MoveAction)
        event.setAccepted(is_free)
        if spot is not None and is_free:
            hand.land(spot, self._wishes, with_family=with_family)
        return True

    def _show(self, spot: Spot | None) -> None:
        if spot != self._lit or self._with_family is not self._was_with_family:
            self._lit, self._was_with_family = spot, self._with_family
            if self._light is not None:
                self._light(spot)

    def _leave(self) -> None:
        self._scrolling.stop()
        self._show(None)

    def _look_again(self) -> None:
        hand = hand_of(self._widget)
        if hand is not None and hand.children_carried:
            self._look(hand)

    def _step(self) -> int:
        """How far to scroll, in lines, for where the pointer is: 0 in the middle."""
        seen = self._widget.visibleRegion().boundingRect()
        below = self._at.y() - (seen.bottom() - EDGE)
        above = seen.top() + EDGE - self._at.y()
        return max(0, below) // 8 + (below > 0) - max(0, above) // 8 - (above > 0)

    def _scroll(self) -> None:
        """Scroll the list, and at its end what it stands in."""
        step, inside = self._step(), self._widget.parentWidget()
        while step and inside is not None:
            if isinstance(inside, QAbstractScrollArea):
                bar = inside.verticalScrollBar()
                was = bar.value()
                bar.setValue(was + 4 * step)
                if bar.value() != was:
                    self._look_again()
                    return
            inside = inside.parentWidget()
        self._scrolling.stop()


class _Spring(QObject):
    """Waits over a widget; nothing can be dropped there."""

    def __init__(self, widget: QWidget, do: Callable[[], None]) -> None:
        super().__init__(widget)
        self._widget = widget
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(SPRING)
        self._waiting.timeout.connect(do)
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.DragEnter if isinstance(event, QDropEvent):
                if not carried(event, self._widget):
                    return False
                self._waiting.start()
                event.accept()
                return True
            case QEvent.Type.DragMove if isinstance(event, QDropEvent):
                event.ignore()
                return True
            case QEvent.Type.DragLeave | QEvent.Type.Drop:
                self._waiting.stop()
                return True
            case _:
                return False


def _has_shift(event: QDropEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
