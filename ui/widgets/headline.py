"""The figures of an import in one line: what there is now, and what there was before a change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from allocation_app.wording.translate import tr
from ui.theme import enlarge
from ui.widgets.flow import Flow
from ui.widgets.words import one_line, title

LARGE = 1.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A figure; ``before`` is what it was when the files were first read, None where unknown."""

    caption: str
    now: int | None
    before: int | None = None
    is_alarming: bool = False


class Headline(QWidget):
    """A title with figures beside it, wrapping where there is no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = title()
        self.title.setWordWrap(False)
        self.title.setSizePolicy(one_line().sizePolicy())
        self._flow = Flow(self)
        self._flow.addWidget(self.title)
        self._figures: list[_Figure] = []

    def show_amounts(self, amounts: Sequence[Amount]) -> None:
        """Show these figures."""
        while len(self._figures) < len(amounts):
            figure = _Figure()
            self._figures.append(figure)
            self._flow.addWidget(figure)
        for figure, amount in zip(self._figures, amounts, strict=True):
            figure.show_amount(amount)
        self.updateGeometry()

    def texts(self) -> list[str]:
        """Each figure with its caption, as it is read."""
        return [figure.accessibleName() for figure in self._figures]


class _Figure(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._value, self._caption = QLabel(), one_line(is_muted=True)
        enlarge(self._value, LARGE)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 0, 0, 0)
        line.setSpacing(5)
        line.addWidget(self._value, 0, Qt.AlignmentFlag.AlignBaseline)
        line.addWidget(self._caption, 0, Qt.AlignmentFlag.AlignBaseline)

    def show_amount(self, amount: Amount) -> None:
        value = "–" if amount.now is None else str(amount.now)
        caption = amount.caption
        if amount.before is not None and amount.before != amount.now:
            caption = tr("{caption} (was {before})", caption=caption, before=amount.before)
        self._value.setText(value)
        self._value.setProperty("look", "alarm" if amount.is_alarming else "")
        self._value.style().unpolish(self._value)
        self._value.style().polish(self._value)
        self._caption.setText(caption)
        self.setAccessibleName(tr("{value} {caption}", value=value, caption=caption))
        self.updateGeometry()
