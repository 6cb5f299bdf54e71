"""One import is deleted: what goes with it is said first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from allocation_app.wording import terms, tidied
from allocation_app.wording.translate import tr
from ui.widgets.attempt import Attempt
from ui.widgets.fitting import fit
from ui.widgets.words import title, words

if TYPE_CHECKING:  # it brings cryptography
    from allocation_app.workspace.retention import Going


class DeleteImportDialog(QDialog):
    """``agreed`` says to delete it; it stays until that is done."""

    agreed = Signal()

    def __init__(self, going: Going, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Delete an import"))
        imported = going.imported
        day, files = terms.day(imported.as_at), [source.name for source in imported.sources]
        found = (
            *tidied.parts(files, going.children, going.entries),
            tr("added {moment} by {user}", moment=terms.moment(imported.added), user=imported.by),
        )
        self.found = words("\n".join(f"•  {each}" for each in found))
        self.attempt = Attempt()
        self.buttons = QDialogButtonBox()
        roles = QDialogButtonBox.ButtonRole
        self.delete = self.buttons.addButton(tr("&Delete this import"), roles.ActionRole)
        self.delete.setAccessibleName(tr("Delete this import"))
        self.delete.setAutoDefault(False)
        self.delete.clicked.connect(self.agreed)
        stop = self.buttons.addButton(tr("&Cancel"), roles.RejectRole)
        stop.setAccessibleName(tr("Cancel"))
        stop.setDefault(True)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(10)
        column.addWidget(title(tr("Delete the import as at {day}", day=day)))
        column.addWidget(self.found)
        column.addWidget(words(tidied.import_goes()))
        for part in (self.attempt, self.buttons):
            column.addWidget(part)
        fit(self, 34)

    def wait(self) -> None:
        """Say that it is under way."""
        self.delete.setEnabled(False)
        self.attempt.wait(tr("Deleting…"))

    def refuse(self, said: str) -> None:
        """Say why nothing was deleted."""
        self.delete.setEnabled(True)
        self.attempt.refuse(said)
