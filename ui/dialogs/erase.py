"""A child is deleted everywhere: where it stands is counted first, and its number typed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from allocation_app.wording import tidied
from allocation_app.wording.translate import tr
from ui.widgets.attempt import Attempt
from ui.widgets.fitting import fit
from ui.widgets.words import title, words


class EraseDialog(QDialog):
    """``agreed`` says to delete the child of this number; it stays until that is done."""

    agreed = Signal()

    def __init__(
        self, name: str, number: str, counts: dict[str, int], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Delete this child everywhere"))
        self._number = number
        found = tidied.found(counts)
        self.found = words("\n".join(f"•  {each}" for each in found) or tr("Nothing was found."))
        self.line = QLineEdit()
        self.attempt = Attempt()
        self.buttons = QDialogButtonBox()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(10)
        column.addWidget(title(tr("Delete {name} everywhere", name=name)))
        column.addWidget(words(tr("This stands in the workspace, and is deleted for good:")))
        column.addWidget(self.found)
        column.addWidget(words(tidied.backups_go(counts["backups"])))
        warning = words(
            tr(
                "It can’t be undone. The case system, files that were exported and copies of the"
                " workspace are not touched: the next import brings back whom it still names."
            )
        )
        warning.setProperty("look", "doubt")
        column.addWidget(warning)
        label = QLabel(tr("&Type the case number {number} to go on", number=number))
        label.setWordWrap(True)
        label.setBuddy(self.line)
        self.line.setAccessibleName(tr("Case number"))
        for part in (label, self.line, self.attempt, self._button_box()):
            column.addWidget(part)
        self.line.textChanged.connect(lambda _: self._follow())
        self._follow()
        self.line.setFocus()
        fit(self, 34)

    def wait(self) -> None:
        """Say that it is under way."""
        self.line.setEnabled(False)
        self.delete.setEnabled(False)
        self.attempt.wait(tr("Deleting…"))

    def refuse(self, said: str) -> None:
        """Say why nothing was deleted."""
        self.line.setEnabled(True)
        self.attempt.refuse(said)
        self._follow()

    def _button_box(self) -> QDialogButtonBox:
        roles = QDialogButtonBox.ButtonRole
        self.delete = self.buttons.addButton(tr("&Delete for good"), roles.ActionRole)
        self.delete.setAccessibleName(tr("Delete for good"))
        self.delete.setAutoDefault(False)
        self.delete.clicked.connect(self.agreed)
        stop = self.buttons.addButton(tr("&Cancel"), roles.RejectRole)
        stop.setAccessibleName(tr("Cancel"))
        stop.setDefault(True)
        self.buttons.rejected.connect(self.reject)
        return self.buttons

    def _follow(self) -> None:
        self.delete.setEnabled(self.line.text().strip() == self._number)
