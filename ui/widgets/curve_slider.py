"""A slider under a curve: it stands only where there is a point, and its handle under the point."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSlider, QStyle, QWidget

from allocation_app.wording.translate import tr
from ui.rows.curve import nearest, next_to
from ui.widgets.curve import Curve

FAR = 1000  # points: further than any curve reaches
ACTION = QSlider.SliderAction
STEPS = {
    ACTION.SliderSingleStepAdd.value: 1,
    ACTION.SliderSingleStepSub.value: -1,
    ACTION.SliderPageStepAdd.value: 1,
    ACTION.SliderPageStepSub.value: -1,
    ACTION.SliderToMaximum.value: FAR,
    ACTION.SliderToMinimum.value: -FAR,
}


class CurveSlider(QSlider):
    """``picked`` carries the number of changes that somebody went to."""

    picked = Signal(int)

    def __init__(self, curve: Curve, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._curve = curve
        self._stops: Sequence[int] = ()
        self.setAccessibleName(tr("Children who change worker"))
        self.setToolTip(tr("How many children may change worker (Left, Right)"))
        self.actionTriggered.connect(self._snap)
        curve.scaled.connect(self.follow)

    def show_stops(self, stops: Sequence[int], most: int) -> None:
        """Let it stand at these numbers of changes, on a way that goes to the largest asked for."""
        self._stops = tuple(stops)
        self.setRange(0, most)
        self.setEnabled(len(self._stops) > 1)

    def show_at(self, moves: int, said: str) -> None:
        """Stand at this number of changes; ``said`` tells what it buys, to who can't see it."""
        self.setValue(moves)
        self.setAccessibleDescription(said)

    def follow(self) -> None:
        """Lie so that the middle of the handle stands under the points of the curve."""
        handle = self.style().pixelMetric(QStyle.PixelMetric.PM_SliderLength, None, self)
        left = round(self._curve.across(0) - handle / 2)
        right = round(self._curve.width() - self._curve.across(self._curve.most) - handle / 2)
        if (holder := self.parentWidget()) is not None and (row := holder.layout()) is not None:
            row.setContentsMargins(max(0, left), 0, max(0, right), 0)

    def _snap(self, action: int) -> None:
        """Go to a point and nowhere between: the next one by a step, else the nearest."""
        if not self._stops:
            return
        if action in STEPS:
            moves = next_to(self._stops, self.value(), STEPS[action])
        else:
            moves = nearest(self._stops, self.sliderPosition())
        self.setSliderPosition(moves)
        self.picked.emit(moves)
