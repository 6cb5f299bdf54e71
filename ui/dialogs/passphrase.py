"""Another passphrase for the open workspace: the present one, the new one twice, what it means."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from allocation_app.wording.translate import tr
from ui.widgets.attempt import Attempt
from ui.widgets.fitting import fit
from ui.widgets.new_password import NewPassword
from ui.widgets.secret_line import SecretLine
from ui.widgets.words import title, words


class PassphraseDialog(QDialog):
    """``chosen`` carries the present passphrase and the new one; it stays until that is done."""

    chosen = Signal(str, str)

    def __init__(self, parent: QWidget | None = None, *, has_recovery: bool = False) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Change passphrase"))
        self.present = SecretLine(tr("Passphrase now"))
        self.new = NewPassword(of_workspace=True, has_recovery=has_recovery)
        self.attempt = Attempt()
        self.buttons = QDialogButtonBox()
        self._is_busy = False
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(title(tr("Change passphrase")))
        column.addWidget(
            words(
                tr(
                    "The workspace gets a new key. Its backups open by the passphrase that you"
                    " leave behind, so they are deleted."
                )
            )
        )
        label = QLabel(tr("Passphrase &now"))
        label.setBuddy(self.present)
        for part in (label, self.present, self.new, self.attempt, self._button_box()):
            column.addWidget(part)
        self.present.textChanged.connect(lambda _: self._follow())
        self.new.changed.connect(self._follow)
        self.present.setFocus()
        self._follow()
        fit(self, 32)

    def wait(self) -> None:
        """Say that it is under way."""
        self._is_busy = True
        self.attempt.wait(tr("Changing the passphrase…"))
        self._follow()

    def refuse(self, said: str) -> None:
        """Say why it was not done."""
        self._is_busy = False
        self.attempt.refuse(said)
        self._follow()
        self.present.setFocus()
        self.present.selectAll()

    def _button_box(self) -> QDialogButtonBox:
        roles = QDialogButtonBox.ButtonRole
        self.change = self.buttons.addButton(tr("&Change it"), roles.AcceptRole)
        self.change.setAccessibleName(tr("Change it"))
        self.change.setProperty("look", "primary")
        self.change.setDefault(True)
        stop = self.buttons.addButton(tr("&Cancel"), roles.RejectRole)
        stop.setAccessibleName(tr("Cancel"))
        stop.setAutoDefault(False)
        self.buttons.accepted.connect(
            lambda: self.chosen.emit(self.present.text(), self.new.password)
        )
        self.buttons.rejected.connect(self.reject)
        return self.buttons

    def _follow(self) -> None:
        for part in (self.present, self.new):
            part.setEnabled(not self._is_busy)
        is_whole = bool(self.present.text()) and self.new.is_possible
        self.change.setEnabled(is_whole and not self._is_busy)

    @override
    def done(self, result: int) -> None:
        self.present.clear()
        self.new.forget()
        super().done(result)
