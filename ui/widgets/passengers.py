"""Who is moved: the children asked for, and the others of their families, each to be ticked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from allocation_app.domain.people import ChildId
from allocation_app.wording.translate import tr, trn
from ui.rows.moving import Passenger
from ui.widgets.tick import Tick
from ui.widgets.words import one_line

SHOWN = 5  # lines before it scrolls


class Passengers(QWidget):
    """``changed`` says that somebody was ticked or let go."""

    changed = Signal()

    def __init__(self, passengers: Sequence[Passenger], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ticks: dict[ChildId, Tick] = {}
        self._alike = [each.child for each in passengers if each.is_sibling and each.stands_alike]
        self.siblings = Tick(trn("With &sibling ({n})", "With &siblings ({n})", len(self._alike)))
        self.siblings.setVisible(bool(self._alike))
        self.siblings.setToolTip(tr("Those of the family who stand where the child stands"))
        self._build(passengers)

    @property
    def children_chosen(self) -> tuple[ChildId, ...]:
        """Who is ticked, in their order."""
        return tuple(child for child, tick in self.ticks.items() if tick.isChecked())

    def choose(self, children: Sequence[ChildId]) -> None:
        """Tick these and nobody else."""
        for child, tick in self.ticks.items():
            tick.setChecked(child in children)

    def _build(self, passengers: Sequence[Passenger]) -> None:
        inside = QWidget()
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2)
        is_headed = False
        for each in passengers:
            if each.is_sibling and not is_headed:
                is_headed = True
                lines.addWidget(one_line(tr("Of the same family"), is_muted=True))
            lines.addWidget(self._tick(each))
        lines.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inside)
        area.setAccessibleName(tr("Children"))
        count = len(passengers) + is_headed
        height = max(24, self.fontMetrics().height() + 8) + 2
        area.setFixedHeight(height * min(count, SHOWN) + 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(area)
        column.addWidget(self.siblings)
        self.siblings.toggled.connect(self._take_siblings)

    def _tick(self, each: Passenger) -> Tick:
        tick = Tick(tr("{name}: {facts}", name=each.name, facts=each.facts).replace("&", "&&"))
        tick.setChecked(not each.is_sibling)
        tick.toggled.connect(lambda _: self._note())
        self.ticks[each.child] = tick
        return tick

    def _take_siblings(self, taken: bool) -> None:
        for child in self._alike:
            self.ticks[child].setChecked(taken)

    def _note(self) -> None:
        self.siblings.blockSignals(True)
        self.siblings.setChecked(
            bool(self._alike) and all(self.ticks[child].isChecked() for child in self._alike)
        )
        self.siblings.blockSignals(False)
        self.changed.emit()
