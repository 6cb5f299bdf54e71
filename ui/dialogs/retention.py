"""Imports that are past their time are named, and deleted when she says so; else asked again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from allocation_app.wording import terms, tidied
from allocation_app.wording.translate import tr, trn
from ui.table_model import Column
from ui.widgets.attempt import Attempt
from ui.widgets.fitting import fit
from ui.widgets.plain_table import PlainTable
from ui.widgets.words import title, words

if TYPE_CHECKING:  # it brings cryptography
    from allocation_app.workspace.imports import Import

MOST = 10  # rows before the table scrolls


class RetentionDialog(QDialog):
    """``agreed`` says to delete them; it stays until that is done."""

    agreed = Signal()

    def __init__(
        self, imports: Sequence[Import], months: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Imports past their time"))
        self.table = PlainTable(
            (
                Column["Import"](tr("As at"), lambda each: terms.day(each.as_at)),
                Column["Import"](
                    tr("Files"), lambda each: ", ".join(source.name for source in each.sources)
                ),
                Column["Import"](tr("Added"), lambda each: terms.moment(each.added)),
                Column["Import"](tr("By"), lambda each: each.by),
            ),
            lambda each: each.number,
            stretch=1,
            most=MOST,
        )
        self.table.setAccessibleName(self.windowTitle())
        self.table.show_rows(imports)
        self.attempt = Attempt()
        self.buttons = QDialogButtonBox()
        roles = QDialogButtonBox.ButtonRole
        said = trn("&Delete {n} import", "&Delete {n} imports", len(imports))
        self.delete = self.buttons.addButton(said, roles.ActionRole)
        self.delete.setAccessibleName(said.replace("&", ""))
        self.delete.setAutoDefault(False)  # Enter that was meant for the passphrase deletes nothing
        self.later = self.buttons.addButton(tr("&Not now"), roles.RejectRole)
        self.later.setAccessibleName(tr("Not now"))
        self.later.setProperty("look", "primary")  # what Enter does
        self.later.setDefault(True)
        self.delete.clicked.connect(self.agreed)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(title(self.windowTitle()))
        column.addWidget(words(tidied.due(len(imports), months)))
        for part in (self.table, self.attempt, self.buttons):
            column.addWidget(part)
        fit(self, 46)

    def wait(self) -> None:
        """Say that it is under way."""
        self.delete.setEnabled(False)
        self.attempt.wait(tr("Deleting…"))

    def refuse(self, said: str) -> None:
        """Say why nothing was deleted."""
        self.delete.setEnabled(True)
        self.attempt.refuse(said)
