"""How large a dialog opens: so many lines of text wide, and never larger than the screen."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

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
    if isinstance(layout, QVBoxLayout) and not high:
        layout.insertStretch(layout.count() - 1)  # what is left over: above the buttons
        _as_wide(layout, width)
    needed = 0 if layout is None else layout.totalHeightForWidth(width)
    height = high * line if high else max(needed, dialog.minimumSizeHint().height())
    dialog.resize(width, min(height, room.height()))


def _as_wide(layout: QVBoxLayout, width: int) -> None:
    """Ask for no more height than words need that are so wide: Qt would guess they were narrow."""
    margins = layout.contentsMargins()
    inside = width - margins.left() - margins.right()
    for index in range(layout.count()):
        item = layout.itemAt(index)
        label = None if item is None else item.widget()
        if isinstance(label, QLabel) and label.wordWrap() and label.text():
            label.setMinimumHeight(label.heightForWidth(inside))
