"""The boxes that narrow findings: by state, by what they are about, by rule, by worker."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox

from allocation_app.domain.findings import Told
from allocation_app.domain.people import WorkerId
from allocation_app.wording import terms
from allocation_app.wording.translate import tr
from ui.rows.dates import KINDS, Kind, Wanted
from ui.widgets.narrowing import Narrowing
from ui.widgets.page import KEEPS, KEEPS_FOR_NOW

WIDTH = 16  # letters: a box does not grow with the longest rule


class FindingFilters(QObject):
    """The boxes, for a page to place. ``changed`` says that something else is wanted."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_filling = False
        self.states, self.kinds, self.rules, self.workers = (QComboBox() for _ in range(4))
        for box, keeps, name, said in (
            (self.states, KEEPS, "state", tr("State")),
            (self.kinds, KEEPS, "kind", tr("What it is about")),
            (self.rules, KEEPS, "rule", tr("Rule or kind of delay")),
            (self.workers, KEEPS_FOR_NOW, "worker", tr("Worker")),
        ):
            box.setProperty(keeps, name)
            box.setAccessibleName(said)
            box.setToolTip(tr("Show one only: {what}", what=said))
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(WIDTH)
            box.currentIndexChanged.connect(self._tell)
        self._is_filling = True
        self.states.addItem(tr("Every state"), None)
        for said in Told:
            if said is not Told.IN_TIME:
                self.states.addItem(terms.first_up(terms.told(said)), said.value)
        self.kinds.addItem(tr("About anything"), None)
        for kind, said in KINDS.items():
            self.kinds.addItem(tr(said), kind.value)
        self._is_filling = False

    @property
    def boxes(self) -> tuple[QComboBox, ...]:
        """The four of them, in their order."""
        return self.states, self.kinds, self.rules, self.workers

    def offer(self, rules: Iterable[tuple[str, str]], workers: Iterable[tuple[str, str]]) -> None:
        """Offer these rules and workers (code, words); what was chosen stays, if it is there."""
        self._is_filling = True
        _fill(self.rules, tr("Every rule"), rules)
        _fill(self.workers, tr("Every worker"), workers)
        self._is_filling = False

    def wanted(self) -> Wanted:
        """What the boxes ask for."""
        state, kind = self.states.currentData(), self.kinds.currentData()
        worker = self.workers.currentData()
        return Wanted(
            states=frozenset() if state is None else frozenset({Told(state)}),
            kind=None if kind is None else Kind(kind),
            rule=self.rules.currentData() or "",
            worker=None if worker is None else WorkerId(worker),
        )

    def choose(self, wanted: Narrowing) -> None:
        """Ask for this without telling anybody."""
        self._is_filling = True
        _choose(self.states, *(state.value for state in wanted.states))
        _choose(self.kinds)
        _choose(self.rules, *wanted.rules, *wanted.delays)
        _choose(self.workers, *([] if wanted.worker is None else [wanted.worker]))
        self._is_filling = False

    def _tell(self) -> None:
        if not self._is_filling:
            self.changed.emit()


def _choose(box: QComboBox, *codes: str) -> None:
    """Choose the one that is wanted; none, or more than one, is every one."""
    box.setCurrentIndex(max(0, box.findData(codes[0])) if len(codes) == 1 else 0)


def _fill(box: QComboBox, every: str, choices: Iterable[tuple[str, str]]) -> None:
    chosen = box.currentData()
    box.clear()
    box.addItem(every, None)
    for code, said in choices:
        box.addItem(said, code)
    box.setCurrentIndex(max(0, box.findData(chosen)))
