"""The figures of a policy that a council tries out: points, bands, capacity, aims, on one page."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from allocation_app.domain.policy import Ladder, Policy
from allocation_app.domain.published import PROTECTIONS, Protection
from allocation_app.settings.ladders import ladders
from allocation_app.wording.translate import tr
from ui.rows.figures import GROUPS, Figure, Group, figures, with_figures
from ui.widgets.flow import Columns
from ui.widgets.number_box import NumberBox
from ui.widgets.words import one_line, words

COLUMNS: tuple[tuple[Group, ...], ...] = (
    (Group.CASES,),
    (Group.CHANGES, Group.BANDS),
    (Group.CAPACITY,),
    (Group.AIMS,),
)
PROTECTED = "newly_qualified_share"


class PolicyForm(QWidget):
    """``changed`` says that somebody has changed a figure or chosen something published."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._base: Policy | None = None
        self.boxes: dict[str, NumberBox] = {}
        self.protection = QComboBox()
        self.ladder = QComboBox()
        self.ladder_source = words(is_muted=True)
        self._ladders: dict[str, Ladder] = dict(ladders())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Columns([self._column(groups) for groups in COLUMNS]))

    def show_policy(self, policy: Policy) -> None:
        """Show these figures without a word to anybody."""
        self._base = policy
        for figure in figures():
            box = self.boxes[figure.key]
            box.blockSignals(True)
            box.setValue(figure.read(policy))
            box.blockSignals(False)
        self._offer_protections(policy)
        self._offer_ladders(policy.ladder)

    def policy(self) -> Policy:
        """The policy with the figures as they stand; raises `ValueError` where they don't go."""
        if self._base is None:
            raise ValueError("nothing is shown")
        values = {key: round(box.value(), box.decimals()) for key, box in self.boxes.items()}
        return with_figures(self._base, values, self._chosen_ladder())

    def _chosen_ladder(self) -> Ladder:
        return self._ladders[str(self.ladder.currentData())]

    def _column(self, groups: tuple[Group, ...]) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(2)
        grid.setColumnStretch(0, 1)
        for group in groups:
            if grid.rowCount() > 1:
                grid.setRowMinimumHeight(grid.rowCount(), 6)
            head = words(tr(GROUPS[group]), is_bold=True)
            grid.addWidget(head, grid.rowCount(), 0, 1, 2)
            if group is Group.AIMS:
                self._add_ladder(grid)
            for figure in figures():
                if figure.group is group:
                    self._add(grid, figure)
                    if figure.key == PROTECTED:
                        self._add_protection(grid)
        grid.setRowStretch(grid.rowCount(), 1)
        return holder

    def _add(self, grid: QGridLayout, figure: Figure) -> None:
        box = NumberBox(
            figure.words,
            least=figure.least,
            most=figure.most,
            step=figure.step,
            decimals=figure.decimals,
        )
        box.valueChanged.connect(self.changed)
        self.boxes[figure.key] = box
        row = grid.rowCount()
        label = one_line(figure.words)
        label.setBuddy(box)
        grid.addWidget(label, row, 0)
        grid.addWidget(box, row, 1)

    def _add_protection(self, grid: QGridLayout) -> None:
        self.protection.setAccessibleName(tr("Published protection of the newly qualified"))
        self.protection.setToolTip(tr("Take a share that a council or ministry has published"))
        _narrow(self.protection)
        self.protection.activated.connect(self._take_protection)
        grid.addWidget(self.protection, grid.rowCount(), 0, 1, 2)

    def _offer_protections(self, policy: Policy) -> None:
        self.protection.clear()
        self.protection.addItem(tr("published shares…"), None)
        for protection in PROTECTIONS:
            share = protection.share_under(policy)
            self.protection.addItem(_protection_words(protection, share), share)

    def _take_protection(self, place: int) -> None:
        share = self.protection.itemData(place)
        if isinstance(share, float):
            self.boxes[PROTECTED].setValue(share)

    def _add_ladder(self, grid: QGridLayout) -> None:
        self.ladder.setAccessibleName(tr("Escalation ladder of the unallocated"))
        self.ladder.setToolTip(tr("Whose steps are followed while a child waits"))
        _narrow(self.ladder)
        self.ladder.activated.connect(self._take_ladder)
        label = one_line(tr("escalation ladder"))
        label.setBuddy(self.ladder)
        row = grid.rowCount()
        grid.addWidget(label, row, 0, 1, 2)
        grid.addWidget(self.ladder, row + 1, 0, 1, 2)
        grid.addWidget(self.ladder_source, row + 2, 0, 1, 2)

    def _offer_ladders(self, own: Ladder) -> None:
        self._ladders = {**ladders(), own.code: own}
        self.ladder.clear()
        for code, ladder in self._ladders.items():
            self.ladder.addItem(tr("{name}", name=ladder.name), code)
        self.ladder.setCurrentIndex(self.ladder.findData(own.code))
        self._say_source()

    def _take_ladder(self) -> None:
        self._say_source()
        self.changed.emit()

    def _say_source(self) -> None:
        ladder = self._chosen_ladder()
        said = tr("Source: {source}", source=ladder.source or ladder.name)
        self.ladder_source.setText(said)
        self.ladder_source.setToolTip(tr("Read it at {link}", link=ladder.link))


def _protection_words(protection: Protection, share: float) -> str:
    words = tr("{source}: × {share}", source=protection.source, share=f"{share:g}")
    if protection.children is None:
        return words
    return tr("{words}, about {n} children", words=words, n=protection.children)


def _narrow(box: QComboBox) -> None:
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(8)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
