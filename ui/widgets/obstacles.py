"""What can't be met: what is short, who gets no worker, and what would be enough."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from allocation_app.domain.people import ChildId
from allocation_app.domain.proposal import NotPlaced, Proposal, Relaxation
from allocation_app.wording import suggesting as wording
from allocation_app.wording import terms
from allocation_app.wording.names import Names
from allocation_app.wording.translate import tr, trn
from ui.theme import set_icon
from ui.widgets.card import Card
from ui.widgets.flow import Flow
from ui.widgets.words import one_line, words

Ease = Callable[[Relaxation], str]
"""What a button says that asks again with a relaxation; empty where the button could do nothing."""
Deed = Callable[[Relaxation, ChildId], None]


class Obstacles(Card):
    """Shown only where something can't be met. ``do`` is called with what is to be relaxed.

    Of several children who get no worker one is told of, who is chosen from a box.
    """

    def __init__(
        self, ease: Ease, do: Deed, join: Callable[[], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._ease, self._do = ease, do
        self._unplaced: tuple[NotPlaced, ...] = ()
        self._said: list[str] = []
        self._names: Names | None = None
        self.shortage = words(is_bold=True)
        self.copy_button = QPushButton(tr("Cop&y this sentence"))
        self.join_button = QPushButton(tr("Some&body joins…"))
        self.count = one_line(is_bold=True)
        self.child = QComboBox()
        self.why = words()
        self._short, self._who, self._eased = QWidget(), QWidget(), QWidget()
        self._build(join)

    def show_of(self, proposal: Proposal | None, names: Names | None) -> None:
        """Say what this proposal can't meet; the card is hidden where it meets everything."""
        if proposal is None or names is None or not (proposal.shortage or proposal.unplaced):
            self._unplaced, self._said = (), []
            self.setVisible(False)
            return
        short = proposal.shortage
        self.shortage.setText("" if short is None else wording.shortage(short))
        self.shortage.setVisible(short is not None)
        self._short.setVisible(short is not None)
        said = [wording.not_placed(each, names) for each in proposal.unplaced]
        if (proposal.unplaced, said) != (self._unplaced, self._said):
            self._said = said
            self._offer(proposal.unplaced, names)
        for part in (self._who, self.why):
            part.setVisible(bool(proposal.unplaced))
        if not proposal.unplaced:
            self._eased.setVisible(False)
        self.setVisible(True)

    def copy(self) -> None:
        """Put what is short on the clipboard, for whoever decides on it."""
        QGuiApplication.clipboard().setText(self.shortage.text())

    def buttons(self) -> list[QPushButton]:
        """What can be asked again with, for the child that is chosen."""
        return self._eased.findChildren(QPushButton)

    def _offer(self, unplaced: tuple[NotPlaced, ...], names: Names) -> None:
        self._unplaced, self._names = unplaced, names
        chosen = self.child.currentData()
        self.count.setText(
            trn("{n} child gets no worker:", "{n} children get no worker:", len(unplaced))
        )
        self.child.blockSignals(True)
        self.child.clear()
        for each in unplaced:
            self.child.addItem(names.child(each.child), each.child)
        self.child.setCurrentIndex(max(0, self.child.findData(chosen)))
        self.child.blockSignals(False)
        self._show_child()

    def _show_child(self) -> None:
        """Say of the chosen child what forbids a worker; the buttons are made anew for it."""
        place, names = self.child.currentIndex(), self._names
        old, self._eased = self._eased, QWidget()
        flow = Flow(self._eased)
        if names is not None and 0 <= place < len(self._unplaced):
            of = self._unplaced[place]
            self.why.setText(self._said[place])
            for button in self._buttons(of, names):
                flow.addWidget(button)
        self.column.replaceWidget(old, self._eased)
        old.hide()
        old.deleteLater()
        self._eased.setVisible(flow.count() > 0)

    def _buttons(self, of: NotPlaced, names: Names) -> Iterator[QPushButton]:
        """One for each thing that can be done; several workers' limits can come to the same."""
        known = set[str]()
        for relaxation in of.relaxations:
            text = self._ease(relaxation)
            if not text or text in known:
                continue
            known.add(text)
            button = QPushButton(text)
            what = terms.first_up(wording.relaxation(relaxation, names))
            name = names.child(of.child)
            button.setToolTip(tr("{what}, for {child}", what=what, child=name))
            button.setAccessibleDescription(button.toolTip())
            button.clicked.connect(partial(self._do, relaxation, of.child))
            yield button

    def _build(self, join: Callable[[], None]) -> None:
        set_icon(self.copy_button, "copy")
        self.copy_button.setToolTip(tr("To pass it on to whoever decides on staff"))
        self.copy_button.clicked.connect(self.copy)
        set_icon(self.join_button, "user-cog")
        self.join_button.setToolTip(
            tr("Put somebody who joins into the plan, and see whether that is enough")
        )
        self.join_button.clicked.connect(join)
        self.child.setAccessibleName(tr("Who gets no worker"))
        self.child.setToolTip(tr("Choose a child to see what forbids a worker"))
        self.child.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.child.currentIndexChanged.connect(self._show_child)
        for row, parts in (
            (self._short, (self.copy_button, self.join_button)),
            (self._who, (self.count, self.child)),
        ):
            flow = Flow(row)
            for part in parts:
                flow.addWidget(part)
        for each in (self.shortage, self._short, self._who, self.why, self._eased):
            self.column.addWidget(each)
        self.setVisible(False)
