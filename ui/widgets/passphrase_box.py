"""Asks for the passphrase of a workspace; what comes of it stands below; what was typed stays."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from allocation_app.wording.translate import tr
from ui.widgets.attempt import Attempt
from ui.widgets.secret_line import SecretLine
from ui.widgets.strip import Offer
from ui.widgets.tick import Tick


class PassphraseBox(QWidget):
    """``changed`` says that something else is typed, or that it is tried, or that it was refused.

    ``can_be_shown`` has a box to tick that shows what is typed.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None, *, can_be_shown: bool = False) -> None:
        super().__init__(parent)
        self.line = SecretLine(tr("Passphrase"))
        self.shown = Tick(tr("&Show it"))
        self.attempt = Attempt()
        label = QLabel(tr("&Passphrase"))
        label.setBuddy(self.line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (label, self.line, self.shown, self.attempt):
            column.addWidget(part)
        self.shown.setVisible(can_be_shown)
        self.shown.toggled.connect(self.line.reveal)
        self.line.textChanged.connect(lambda _: self.changed.emit())
        self.setFocusProxy(self.line)

    @property
    def is_busy(self) -> bool:
        """Whether what was typed is tried just now."""
        return not self.line.isEnabled()

    @property
    def can_be_tried(self) -> bool:
        """Whether something is typed, and nothing is tried yet."""
        return bool(self.line.text()) and not self.is_busy

    def clear(self) -> None:
        """Have nothing typed and nothing said."""
        self.line.clear()
        self.attempt.clear()
        self._let_type(True)

    def wait(self) -> None:
        """Say that it is being opened."""
        self.attempt.wait(tr("Opening. It takes a second on purpose: so does each guess at it."))
        self._let_type(False)

    def refuse(self, said: str, ways: Sequence[Offer] = ()) -> None:
        """Say why it does not open, with the ways on; what was typed stays."""
        self.attempt.refuse(said, ways)
        self._let_type(True)
        self.line.setFocus()
        self.line.selectAll()

    def _let_type(self, can_type: bool) -> None:
        self.line.setEnabled(can_type)
        self.shown.setEnabled(can_type)
        self.changed.emit()
