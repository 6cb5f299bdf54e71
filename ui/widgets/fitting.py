"""How large a dialog opens: so many lines of text wide, and never larger than the screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from typing_extensions import override

MOST = 0.95  # of the screen, or of the window behind


def fit(dialog: QWidget, wide: int, high: int = 0) -> None:
    """Make a dialog so many lines wide; so many high, else as high as its words need then."""
    line, behind = dialog.fontMetrics().height(), dialog.parentWidget()
    room = dialog.screen().availableSize()
    if behind is not None:
        room = room.expandedTo(behind.window().size())
    room *= MOST
    width = min(wide * line, room.width())
    layout = dialog.layout()
    if high or not isinstance(layout, QVBoxLayout):
        dialog.resize(width, min(high * line, room.height()))
        return
    layout.insertStretch(layout.count() - 1)  # what is left over: above the buttons
    as_wide(dialog)
    dialog.setMinimumWidth(width)
    dialog.resize(width, 0)
    _Growing(dialog, room).grow()


class _Growing(QObject):
    """Makes a dialog higher as soon as its words need it, and never as high as they don't."""

    def __init__(self, dialog: QWidget, room: QSize) -> None:
        super().__init__(dialog)
        self._dialog, self._room = dialog, room
        dialog.installEventFilter(self)

    def grow(self) -> None:
        """Give it at least the height that it needs at its width."""
        layout = self._dialog.layout()
        if layout is not None:
            needed = layout.totalHeightForWidth(self._dialog.width())
            least = max(needed, layout.totalMinimumSize().height())
            self._dialog.setMinimumHeight(min(least, self._room.height()))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self.grow()
        return False


def as_wide(dialog: QWidget) -> None:
    """Have words take the height that they need at the dialog's width, whatever they say later.

    Else Qt guesses how high they are in a narrow column, and asks for that at least.
    """
    for label in dialog.findChildren(QLabel):
        if label.wordWrap():
            label.setMinimumHeight(label.fontMetrics().lineSpacing())
