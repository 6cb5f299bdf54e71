"""Labels that hold plain text: what a spreadsheet says is shown, never interpreted as markup."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy
from typing_extensions import override

TITLE_SCALE = 1.35
NO_BREAK = "\u00a0"


def unbroken(text: str) -> str:
    """The text so that no line ends between a figure and its sign: "131 → 122 %" stays whole."""
    return text.replace(" %", f"{NO_BREAK}%").replace(" → ", f"{NO_BREAK}→{NO_BREAK}")


class Words(QLabel):
    """A line or paragraph that is shown `unbroken` and gives back what it was told."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._said = text
        self.setText(text)

    @override
    def setText(self, text: str) -> None:
        self._said = text
        super().setText(unbroken(text))

    @override
    def clear(self) -> None:
        self.setText("")

    @override
    def text(self) -> str:
        return self._said


def words(text: str = "", *, is_muted: bool = False, is_bold: bool = False) -> QLabel:
    """A line or paragraph that wraps, can be marked and copied, and follows the palette."""
    label = Words(text)
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
