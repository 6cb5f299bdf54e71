"""What can't be met: what is short, who gets no worker, and what would be enough."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from allocation_app.domain.people import ChildId
from allocation_app.domain.proposal import NotPlaced, Proposal, Relaxation
from allocation_app.wording import suggesting as wording
from allocation_app.wording import terms
from allocation_app.wording.names import Names
from allocation_app.wording.translate import tr, trn
from ui.theme import set_icon
from ui.widgets.card import Card
from ui.widgets.flow import Flow
from ui.widgets.words import words

MOST = 4  # children who are told of one by one; of more, how many

Ease = Callable[[Relaxation], str]
"""What a button says that asks again with a relaxation; empty where the button could do nothing."""
Deed = Callable[[Relaxation, ChildId], None]


class Obstacles(Card):
    """Shown only where something can't be met. ``do`` is called with what is to be relaxed."""

    def __init__(
        self, ease: Ease, do: Deed, join: Callable[[], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._ease, self._do = ease, do
        self.shortage = words(is_bold=True)
        self.copy_button = QPushButton(tr("Cop&y this sentence"))
        self.join_button = QPushButton(tr("Some&body joins…"))
        self._short, self._children = QWidget(), QWidget()
        self._build(join)

    def show_of(self, proposal: Proposal | None, names: Names | None) -> None:
        """Say what this proposal can't meet; the card is hidden where it meets everything."""
        if proposal is None or names is None or not (proposal.shortage or proposal.unplaced):
            self.setVisible(False)
            return
        short = proposal.shortage
        self.shortage.setText("" if short is None else wording.shortage(short))
        self.shortage.setVisible(short is not None)
        self._short.setVisible(short is not None)
        self._show_children(proposal.unplaced, names)
        self.setVisible(True)

    def copy(self) -> None:
        """Put what is short on the clipboard, for whoever decides on it."""
        QGuiApplication.clipboard().setText(self.shortage.text())

    def buttons(self) -> list[QPushButton]:
        """What can be asked again with."""
        return self._children.findChildren(QPushButton)

    def _show_children(self, unplaced: tuple[NotPlaced, ...], names: Names) -> None:
        """Made anew: how many there are, and what would help each, differs every time."""
        old, self._children = self._children, QWidget()
        column = QVBoxLayout(self._children)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for each in unplaced[:MOST]:
            column.addWidget(words(wording.not_placed(each, names)))
            buttons = tuple(self._eased(each, names))
            if buttons:
                column.addWidget(_row(*buttons))
        more = len(unplaced) - MOST
        if more > 0:
            said = trn("{n} more child gets no worker.", "{n} more children get no worker.", more)
            column.addWidget(words(said, is_muted=True))
        self.column.replaceWidget(old, self._children)
        old.hide()
        old.deleteLater()
        self._children.setVisible(bool(unplaced))

    def _eased(self, of: NotPlaced, names: Names) -> Iterator[QPushButton]:
        for relaxation in of.relaxations:
            if text := self._ease(relaxation):
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
        flow = Flow(self._short)
        flow.addWidget(self.copy_button)
        flow.addWidget(self.join_button)
        for part in (self.shortage, self._short, self._children):
            self.column.addWidget(part)
        self.setVisible(False)


def _row(*parts: QWidget) -> QWidget:
    holder = QWidget()
    flow = Flow(holder)
    for part in parts:
        flow.addWidget(part)
    return holder
