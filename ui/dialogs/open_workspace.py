"""Opening a workspace: its passphrase, or a recovery key; and the ways on where it does not open.

A wrong passphrase stays in the dialog, and so does everything else that stands in the way.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from allocation_app.wording.translate import tr
from ui.widgets.fitting import fit
from ui.widgets.passphrase_box import PassphraseBox
from ui.widgets.words import title, words


class OpenWorkspaceDialog(QDialog):
    """``given`` carries the passphrase, ``key_given`` the file of a recovery key."""

    given = Signal(str)
    key_given = Signal(object)

    def __init__(self, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path = path
        self.setWindowTitle(tr("Open a workspace"))
        self.passphrase = PassphraseBox(can_be_shown=True)
        self.line, self.attempt = self.passphrase.line, self.passphrase.attempt
        self.wait, self.refuse = self.passphrase.wait, self.passphrase.refuse
        self.buttons = QDialogButtonBox()
        self._build()
        self._follow()
        fit(self, 32)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(title(self.path.stem))
        column.addWidget(words(tr("In {folder}", folder=str(self.path.parent)), is_muted=True))
        self.passphrase.changed.connect(self._follow)
        column.addWidget(self.passphrase)
        column.addWidget(self._button_box())
        self.line.setFocus()

    def _button_box(self) -> QDialogButtonBox:
        roles = QDialogButtonBox.ButtonRole
        self.open_button = self.buttons.addButton(tr("&Open"), roles.AcceptRole)
        self.open_button.setAccessibleName(tr("Open"))
        self.open_button.setProperty("look", "primary")
        self.open_button.setDefault(True)
        self.key_button = self.buttons.addButton(tr("Use a &recovery key…"), roles.ActionRole)
        self.key_button.setAccessibleName(tr("Use a recovery key"))
        self.key_button.setAutoDefault(False)
        self.key_button.clicked.connect(self._choose_key)
        stop = self.buttons.addButton(tr("&Cancel"), roles.RejectRole)
        stop.setAccessibleName(tr("Cancel"))
        stop.setAutoDefault(False)
        self.buttons.accepted.connect(lambda: self.given.emit(self.line.text()))
        self.buttons.rejected.connect(self.reject)
        return self.buttons

    def _follow(self) -> None:
        self.key_button.setEnabled(not self.passphrase.is_busy)
        self.open_button.setEnabled(self.passphrase.can_be_tried)

    def _choose_key(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self,
            tr("Recovery key"),
            str(self.path.parent),
            f"{tr('Keys')} (*.pem *.key *.txt);;{tr('All files')} (*)",
        )
        if name:
            self.key_given.emit(Path(name))

    @override
    def done(self, result: int) -> None:
        self.line.clear()
        super().done(result)
