"""Another passphrase for the open workspace: the present one, the new one twice, what it means.

Who has forgotten the present one proves by the council's recovery key that it is theirs to change.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QVBoxLayout, QWidget
from typing_extensions import override

from allocation_app.wording.translate import tr
from ui.widgets.attempt import Attempt
from ui.widgets.fitting import fit
from ui.widgets.new_password import NewPassword
from ui.widgets.secret_line import SecretLine
from ui.widgets.words import title, words
from ui.wishing import Key


class PassphraseDialog(QDialog):
    """``chosen`` carries the `Key` that opens it now and the new passphrase.

    It stays until that is done. ``has_recovery`` tells that a recovery key opens the workspace,
    ``key_file`` which one was chosen in place of the passphrase.
    """

    chosen = Signal(object, str)

    def __init__(self, parent: QWidget | None = None, *, has_recovery: bool = False) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Change passphrase"))
        self.present = SecretLine(tr("Passphrase now"))
        self.new = NewPassword(of_workspace=True, has_recovery=has_recovery, replaces=True)
        self.attempt = Attempt()
        self.buttons = QDialogButtonBox()
        self.key_file: Path | None = None
        self._has_recovery, self._is_busy = has_recovery, False
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
        self.new.form.insertRow(0, tr("Passphrase &now"), self.present)
        for part in (self.new, self.attempt, self._button_box()):
            column.addWidget(part)
        self.present.textChanged.connect(lambda _: self._follow())
        self.new.changed.connect(self._follow)
        self.present.setFocus()
        self._follow()
        fit(self, 32)

    def use_key(self, file: Path | None) -> None:
        """Have this recovery key in place of the passphrase, or none any more."""
        self.key_file = file
        self.present.clear()
        self.present.setPlaceholderText(
            "" if file is None else tr("By the recovery key {file}", file=file.name)
        )
        self._follow()

    def wait(self) -> None:
        """Say that it is under way."""
        self._is_busy = True
        self.attempt.wait(tr("Changing the passphrase…"))
        self._follow()

    def refuse(self, said: str) -> None:
        """Say why it was not done."""
        self._is_busy = False
        self.attempt.refuse(said)
        if self.key_file is not None:
            self.use_key(None)
        self._follow()
        self.present.setFocus()
        self.present.selectAll()

    def _button_box(self) -> QDialogButtonBox:
        roles = QDialogButtonBox.ButtonRole
        self.change = self.buttons.addButton(tr("C&hange passphrase"), roles.AcceptRole)
        self.change.setAccessibleName(tr("Change passphrase"))
        self.change.setProperty("look", "primary")
        self.change.setDefault(True)
        self.key_button = self.buttons.addButton(tr("Use a &recovery key…"), roles.ActionRole)
        self.key_button.setAccessibleName(tr("Use a recovery key"))
        self.key_button.setAutoDefault(False)
        self.key_button.setVisible(self._has_recovery)
        self.key_button.clicked.connect(self._choose_key)
        stop = self.buttons.addButton(tr("&Cancel"), roles.RejectRole)
        stop.setAccessibleName(tr("Cancel"))
        stop.setAutoDefault(False)
        self.buttons.accepted.connect(self._choose)
        self.buttons.rejected.connect(self.reject)
        return self.buttons

    def _choose(self) -> None:
        self.chosen.emit(Key(passphrase=self.present.text(), file=self.key_file), self.new.password)

    def _choose_key(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, tr("Recovery key"), "", f"{tr('Keys')} (*.pem *.key *.txt);;{tr('All files')} (*)"
        )
        if name:
            self.use_key(Path(name))

    def _follow(self) -> None:
        for part in (self.new, self.key_button):
            part.setEnabled(not self._is_busy)
        self.present.setEnabled(self.key_file is None and not self._is_busy)
        is_opened = bool(self.present.text()) or self.key_file is not None
        self.change.setEnabled(is_opened and self.new.is_possible and not self._is_busy)

    @override
    def done(self, result: int) -> None:
        self.present.clear()
        self.new.forget()
        super().done(result)
