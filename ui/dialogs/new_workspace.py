"""A new workspace: what it is called, where it is kept, and the passphrase that opens it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from allocation_app.wording import kept
from allocation_app.wording.translate import tr
from allocation_app.workspace.places import SUFFIX
from ui.widgets.attempt import Attempt
from ui.widgets.fitting import fit
from ui.widgets.new_password import NewPassword
from ui.widgets.words import title, words

LONGEST = 80  # characters: a name, not a sentence
NOT_IN_NAMES = frozenset('\\/:*?"<>|')
"""What Windows refuses in the name of a file; a workspace may be opened there, too."""


class NewWorkspaceDialog(QDialog):
    """``chosen`` carries the file and the passphrase; it stays until the workspace is there."""

    chosen = Signal(object, str)

    def __init__(
        self,
        folder: Path,
        parent: QWidget | None = None,
        *,
        has_data: bool = False,
        has_recovery: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("New workspace"))
        self.name = QLineEdit(tr("team"))
        self.folder = QLineEdit(str(folder))
        self.passphrase = NewPassword(of_workspace=True, has_recovery=has_recovery)
        self.attempt = Attempt()
        self.buttons = QDialogButtonBox()
        self._is_busy = False
        self._build(has_data=has_data, has_recovery=has_recovery)
        self._follow()
        fit(self, 36)

    @property
    def path(self) -> Path:
        """The file that is meant."""
        name = self.name.text().strip().removesuffix(SUFFIX)
        return Path(self.folder.text().strip()) / f"{name}{SUFFIX}"

    def wait(self) -> None:
        """Say that it is being made."""
        self._is_busy = True
        self.attempt.wait(
            tr("Making the workspace. It takes a second on purpose: so does each guess at it.")
        )
        self._follow()

    def refuse(self, said: str) -> None:
        """Say why it could not be made; everything that was typed stays."""
        self._is_busy = False
        self.attempt.refuse(said)
        self._follow()

    def _build(self, *, has_data: bool, has_recovery: bool) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(10)
        column.addWidget(title(tr("New workspace")))
        column.addWidget(words(_about(has_data=has_data)))
        self.name.setMaxLength(LONGEST)
        self.name.setAccessibleName(tr("Name of the workspace"))
        self.folder.setAccessibleName(tr("Folder"))
        self.choose = QPushButton(tr("C&hoose…"))
        self.choose.setAccessibleName(tr("Choose the folder"))
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(self._choose)
        label = QLabel(tr("&Folder"))
        label.setBuddy(self.folder)
        place = QHBoxLayout()
        place.setSpacing(8)
        place.addWidget(self.folder, 1)
        place.addWidget(self.choose)
        form = self.passphrase.form
        form.insertRow(0, tr("&Name"), self.name)
        form.insertRow(1, label, place)
        column.addWidget(self.passphrase)
        column.addWidget(words(_who_opens(has_recovery=has_recovery), is_muted=True))
        column.addWidget(self.attempt)
        column.addWidget(self._button_box())
        self.name.selectAll()
        self.name.setFocus()
        self.name.textChanged.connect(lambda _: self._edit())
        self.folder.textChanged.connect(lambda _: self._edit())
        self.passphrase.changed.connect(self._edit)

    def _button_box(self) -> QDialogButtonBox:
        roles = QDialogButtonBox.ButtonRole
        self.make = self.buttons.addButton(tr("&Make the workspace"), roles.AcceptRole)
        self.make.setAccessibleName(tr("Make the workspace"))
        self.make.setProperty("look", "primary")
        self.make.setDefault(True)
        stop = self.buttons.addButton(tr("&Cancel"), roles.RejectRole)
        stop.setAccessibleName(tr("Cancel"))
        stop.setAutoDefault(False)
        self.buttons.accepted.connect(self._make)
        self.buttons.rejected.connect(self.reject)
        return self.buttons

    def _edit(self) -> None:
        self.attempt.clear()
        self._follow()

    def _follow(self) -> None:
        for part in (self.name, self.folder, self.choose, self.passphrase):
            part.setEnabled(not self._is_busy)
        name = self.name.text().strip().removesuffix(SUFFIX)
        is_name = bool(name) and not NOT_IN_NAMES & set(name) and not name.startswith(".")
        is_whole = is_name and bool(self.folder.text().strip()) and self.passphrase.is_possible
        self.make.setEnabled(is_whole and not self._is_busy)

    def _choose(self) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("Folder"), self.folder.text())
        if name:
            self.folder.setText(name)

    def _make(self) -> None:
        if self.path.exists():
            self.attempt.refuse(kept.is_there(self.path.name))
            return
        self.chosen.emit(self.path, self.passphrase.password)

    @override
    def done(self, result: int) -> None:
        self.passphrase.forget()
        super().done(result)


def _about(*, has_data: bool) -> str:
    kept_now = tr("What is open and planned now is kept in it.") if has_data else ""
    told = tr(
        "One encrypted file that keeps imports over time, plans and who decided what, as you do"
        " it. It is a planning copy, not the record. Its name stands on the bar below, so it should"
        " name no child."
    )
    return f"{told} {kept_now}".strip()


def _who_opens(*, has_recovery: bool) -> str:
    if has_recovery:
        return tr(
            "Your council has set a recovery key: whoever keeps it can open this workspace, too."
        )
    return tr("No recovery key is set on this computer: write the passphrase down in a safe place.")
