"""A number that is typed or stepped; scrolling past it changes nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QDoubleSpinBox, QWidget
from typing_extensions import override

LEAST = 24  # px: WCAG 2.2, 2.5.8


class NumberBox(QDoubleSpinBox):
    """A number within its range."""

    def __init__(  # noqa: PLR0913 - a number is its name, its range and its step
        self,
        name: str,
        *,
        least: float,
        most: float,
        step: float,
        decimals: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setDecimals(decimals)
        self.setRange(least, most)
        self.setSingleStep(step)
        self.setAccessibleName(name)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setMinimumHeight(max(LEAST, self.fontMetrics().height() + 6))
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
