"""Asks for a name: of a scenario that is kept, or of one that is to be called otherwise."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from allocation_app.domain.plan import LONGEST_NAME
from allocation_app.wording.translate import tr
from ui.widgets.words import title, words


class NameDialog(QDialog):
    """``named`` carries the name. One that is ``taken`` is refused, or replaced where it may be."""

    named = Signal(str)

    def __init__(  # noqa: PLR0913 - what is said, what is offered, what is taken
        self,
        heading: str,
        act: str,
        offered: str,
        taken: Collection[str] = (),
        parent: QWidget | None = None,
        *,
        replaces: bool = False,
    ) -> None:
        super().__init__(parent)
        self._taken, self._replaces = taken, replaces
        self.setWindowTitle(heading)
        self.line = QLineEdit(offered)
        self.line.setMaxLength(LONGEST_NAME)
        self.line.setAccessibleName(tr("Name of the scenario"))
        self.line.selectAll()
        self.told = words(is_muted=True)
        self.buttons = QDialogButtonBox()
        roles = QDialogButtonBox.ButtonRole
        self.act_button = self.buttons.addButton(act, roles.AcceptRole)
        self.act_button.setProperty("look", "primary")
        self.act_button.setDefault(True)
        self.buttons.addButton(tr("&Cancel"), roles.RejectRole).setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        for part in (title(heading), self.line, self.told, self.buttons):
            column.addWidget(part)
        self.buttons.accepted.connect(self._name)
        self.buttons.rejected.connect(self.reject)
        self.line.textChanged.connect(self._follow)
        self._follow()
        self.resize(self.sizeHint().expandedTo(QSize(28 * self.fontMetrics().height(), 0)))

    def _follow(self) -> None:
        name = self.line.text().strip()
        is_taken = name in self._taken
        self.act_button.setEnabled(bool(name) and (self._replaces or not is_taken))
        self.told.setText(
            self._taken_words()
            if is_taken
            else tr("It can be printed, so it should name no child.")
        )

    def _taken_words(self) -> str:
        if self._replaces:
            return tr("A scenario of this name is kept already: it will be replaced.")
        return tr("A scenario of this name is kept already.")

    def _name(self) -> None:
        name = self.line.text().strip()
        if name:
            self.accept()
            self.named.emit(name)
