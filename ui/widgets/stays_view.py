"""What holds the child that is shown in place: pins and marks, each to be taken away again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from allocation_app.wording.translate import tr
from ui.rows.child_plan import Stays
from ui.widgets.flow import Flow
from ui.widgets.later import Later
from ui.widgets.words import words


class StaysView(Later):
    """A line for each. ``unmarked`` carries a mark; the other signals speak of the child."""

    pinning = Signal()
    unpinned = Signal()
    marking = Signal()
    unmarked = Signal(object)

    def __init__(self, stays: Stays) -> None:
        super().__init__()
        self._stays = stays

    @override
    def fill(self) -> None:
        stays, column = self._stays, QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        if stays.pinned:
            column.addWidget(words(stays.pinned))
        for marked in stays.marks:
            column.addWidget(words(marked.words))
        if not stays.pinned and not stays.marks:
            column.addWidget(words(tr("Neither pinned nor marked."), is_muted=True))
        holder = QWidget()
        flow = Flow(holder)
        if stays.pinned:
            self._offer(flow, tr("Lift the pin"), tr("Let the child be moved"), self.unpinned.emit)
        pin = tr("Change the pin…") if stays.pinned else tr("Pin…")
        self._offer(flow, pin, tr("Keep the child where it is, with a reason"), self.pinning.emit)
        said = tr("Must not hold, keep apart, keep together: without saying why")
        self._offer(flow, tr("Mark…"), said, self.marking.emit)
        for marked in stays.marks:
            remove = partial(self.unmarked.emit, marked.mark)
            name = tr("Remove the mark: {mark}", mark=marked.words)
            self._offer(flow, tr("Remove the mark"), name, remove)
        column.addWidget(holder)

    @staticmethod
    def _offer(flow: Flow, text: str, tip: str, do: Callable[[], object]) -> None:
        button = QPushButton(text)
        button.setToolTip(tip)
        button.setAccessibleName(tip if text == tr("Remove the mark") else text)
        button.clicked.connect(do)
        flow.addWidget(button)
