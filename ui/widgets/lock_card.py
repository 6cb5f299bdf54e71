"""What is shown while a workspace is locked: its name, and a line for its passphrase."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from allocation_app.wording.translate import tr
from ui.store import PlanStore
from ui.theme import enlarge, icon
from ui.widgets.card import in_the_middle
from ui.widgets.page import Page
from ui.widgets.passphrase_box import PassphraseBox
from ui.widgets.words import words

WIDE = 30  # times the height of a line


class LockCard(Page):
    """``given`` carries what was typed, ``left`` says to go to the first page instead."""

    given = Signal(str)
    left = Signal()

    def __init__(self, store: PlanStore, parent: QWidget | None = None) -> None:
        super().__init__(store, parent)
        self.name = QLabel()
        self.why = words()
        self.unkept = words()
        self.passphrase = PassphraseBox()
        self.line, self.attempt = self.passphrase.line, self.passphrase.attempt
        self.wait, self.refuse = self.passphrase.wait, self.passphrase.refuse
        self.unlock = QPushButton(tr("&Unlock"))
        self.leave = QPushButton(tr("&Leave it closed"))
        self._picture = QLabel()
        self._build()
        self._follow()

    @property
    @override
    def title(self) -> str:
        return tr("Locked")

    @override
    def refresh(self) -> None:
        """Nothing here depends on the data."""

    def show_of(self, path: Path, why: str) -> None:
        """Ask for the passphrase of this workspace; ``why`` says what locked it."""
        self.name.setText(tr("{name} is locked", name=path.stem))
        self.why.setText(why)
        self.say_unkept("")
        self.rest()

    def say_unkept(self, said: str, *, is_kept: bool = False) -> None:
        """Say what is not kept yet, or that it is by now; nothing for ""."""
        self.unkept.setText(said)
        self.unkept.setProperty("look", "" if is_kept else "doubt")
        self.unkept.style().polish(self.unkept)
        self.unkept.setAccessibleName(said)
        self.unkept.setVisible(bool(said))

    def rest(self) -> None:
        """Have nothing typed and nothing said."""
        self.passphrase.clear()

    def _build(self) -> None:
        card = QFrame()
        card.setProperty("look", "card")
        card.setMaximumWidth(WIDE * self.fontMetrics().height())
        column = QVBoxLayout(card)
        column.setContentsMargins(32, 28, 32, 28)
        column.setSpacing(12)
        enlarge(self.name, 1.6)
        self.name.setWordWrap(True)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._picture)
        head.addWidget(self.name, 1)
        column.addLayout(head)
        column.addWidget(self.why)
        column.addWidget(self.unkept)
        self.passphrase.changed.connect(self._follow)
        self.line.returnPressed.connect(self.unlock.click)
        self.unlock.setAccessibleName(tr("Unlock"))
        self.unlock.setProperty("look", "primary")
        self.unlock.clicked.connect(lambda: self.given.emit(self.line.text()))
        self.leave.setAccessibleName(tr("Leave it closed"))
        self.leave.clicked.connect(self.left)
        column.addWidget(self.passphrase)
        row = QHBoxLayout()
        row.addWidget(self.unlock)
        row.addWidget(self.leave)
        row.addStretch(1)
        column.addLayout(row)
        self.setFocusProxy(self.line)
        in_the_middle(self, card)

    def _follow(self) -> None:
        side = self.name.fontMetrics().height()  # as tall as the words beside it
        self._picture.setPixmap(icon("lock", "text").pixmap(side, side))
        self.unlock.setEnabled(self.passphrase.can_be_tried)
