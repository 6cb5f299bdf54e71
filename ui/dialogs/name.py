"""Asks for a name: of a scenario or a view that is kept, or is to be called otherwise."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from allocation_app.domain.plan import LONGEST_NAME
from allocation_app.wording.translate import mark, tr
from ui.widgets.words import title, words


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What is said of the thing that gets a name; marked for translation."""

    line: str
    advice: str
    taken: str
    replaced: str


SCENARIO = Named(
    line=mark("Name of the scenario"),
    advice=mark("It can be printed, so it should name no child."),
    taken=mark("A scenario of this name is kept already."),
    replaced=mark("A scenario of this name is kept already: it will be replaced."),
)
VIEW = Named(
    line=mark("Name of the view"),
    advice=mark("It is kept on this computer, so it should name no child."),
    taken=mark("A view of this name is kept already."),
    replaced=mark("A view of this name is kept already: it will be replaced."),
)


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
        named: Named = SCENARIO,
    ) -> None:
        super().__init__(parent)
        self._taken, self._replaces, self._words = taken, replaces, named
        self.setWindowTitle(heading)
        self.line = QLineEdit(offered)
        self.line.setMaxLength(LONGEST_NAME)
        self.line.setAccessibleName(tr(named.line))
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
        self.told.setText(self._taken_words() if is_taken else tr(self._words.advice))

    def _taken_words(self) -> str:
        if self._replaces:
            return tr(self._words.replaced)
        return tr(self._words.taken)

    def _name(self) -> None:
        name = self.line.text().strip()
        if name:
            self.accept()
            self.named.emit(name)
