"""Labels that hold plain text: what a spreadsheet says is shown, never interpreted as markup."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy

TITLE_SCALE = 1.35


def words(text: str = "", *, is_muted: bool = False, is_bold: bool = False) -> QLabel:
    """A line or paragraph that wraps, can be marked and copied, and follows the palette."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    if is_muted:
        label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    if is_bold:
        font = QFont(label.font())
        font.setBold(True)
        label.setFont(font)
    return label


def title(text: str = "") -> QLabel:
    """The heading of a page or panel."""
    label = words(text, is_bold=True)
    font = QFont(label.font())
    font.setPointSizeF(font.pointSizeF() * TITLE_SCALE)
    label.setFont(font)
    return label


def one_line(text: str = "", *, is_muted: bool = False, is_bold: bool = False) -> QLabel:
    """The same, as wide as its text."""
    label = words(text, is_muted=is_muted, is_bold=is_bold)
    label.setWordWrap(False)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    return label
