"""A password for a file that is written: typed twice, shown on demand, its strength in words.

A workspace always has one; it is called a passphrase there, and a weak one is refused.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QVBoxLayout, QWidget

from allocation_app.wording.translate import tr
from ui.rows.passwords import Strength, strength, strength_words
from ui.widgets.secret_line import SecretLine
from ui.widgets.tick import Tick
from ui.widgets.words import words

LONGEST = 255  # characters: what Excel takes
LOOKS = {Strength.WEAK: "alarm", Strength.FAIR: "doubt", Strength.STRONG: "ok"}


class NewPassword(QWidget):
    """``changed`` says that it reads otherwise now. It is kept nowhere.

    ``of_workspace`` asks for the passphrase of a workspace, which ``has_recovery`` if the council
    can open it, too, and ``replaces`` another where there is one. What is asked for beside it may
    stand in its ``form``, in line with it.
    """

    changed = Signal()

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        of_workspace: bool = False,
        has_recovery: bool = False,
        replaces: bool = False,
    ) -> None:
        super().__init__(parent)
        self._is_needed, self._has_recovery = of_workspace, has_recovery
        self.wanted = Tick(tr("Protect with a pass&word"))
        self._labels, names = self._words(replaces=replaces)
        self.first, self.again = (SecretLine(name) for name in names)
        self.shown = Tick(tr("Show it"))
        self.told = words()
        self._parts = QWidget()
        self.form = QFormLayout(self._parts)
        self._build()

    @property
    def password(self) -> str:
        """What protects the file, empty where nothing does."""
        return self.first.text() if self._is_wanted else ""

    @property
    def is_possible(self) -> bool:
        """Whether none is wanted, or one was typed twice alike that is strong enough."""
        if not self._is_wanted:
            return True
        if self._is_needed and strength(self.password) is Strength.WEAK:
            return False
        return bool(self.password) and self.password == self.again.text()

    @property
    def _is_wanted(self) -> bool:
        return self._is_needed or self.wanted.isChecked()

    def forget(self) -> None:
        """Have it typed anew."""
        self.first.clear()
        self.again.clear()

    def _build(self) -> None:
        form = self.form
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(12)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for line, label in zip((self.first, self.again), self._labels, strict=True):
            line.setMaxLength(LONGEST)
            self.shown.toggled.connect(line.reveal)
            line.textChanged.connect(lambda _: self._follow())
            form.addRow(label, line)
        form.addRow("", self.shown)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.wanted)
        column.addWidget(self._parts)
        column.addWidget(self.told)
        self.setFocusProxy(self.wanted)
        self.wanted.toggled.connect(self._want)
        if self._is_needed:
            self.setFocusProxy(self.first)
            self.wanted.hide()
            self._follow()
            return
        self._parts.hide()
        self.told.hide()

    def _words(self, *, replaces: bool) -> tuple[tuple[str, str], tuple[str, str]]:
        """The labels of the two lines, and their names."""
        if self._is_needed:
            label = tr("New pass&phrase") if replaces else tr("Pass&phrase")
            return (
                (label, tr("A&gain")),
                (label.replace("&", ""), tr("The same passphrase again")),
            )
        return (
            (tr("Password"), tr("A&gain")),
            (tr("Password"), tr("The same password again")),
        )

    def _want(self, wanted: bool) -> None:
        for part in (self._parts, self.told):
            part.setVisible(wanted)
        if wanted:
            self.first.setFocus()
        else:
            self.forget()
        self._follow()

    def _follow(self) -> None:
        look, said = self._verdict()
        self.told.setText(said)
        self.told.setProperty("look", look)
        self.told.style().unpolish(self.told)
        self.told.style().polish(self.told)
        self.changed.emit()

    def _verdict(self) -> tuple[str, str]:
        """How good it is, or what is missing; and that it can't be had back."""
        lost = self._lost()
        first, again = self.first.text(), self.again.text()
        if not first:
            return "muted", lost
        if again and first != again:
            return "alarm", tr("The two are not the same.")
        return LOOKS[strength(first)], f"{strength_words(first)} {lost}"

    def _lost(self) -> str:
        if self._has_recovery:
            return tr("Without it, only your council’s recovery key opens the workspace.")
        if self._is_needed:
            return tr("Nobody can open the workspace without it, and nobody can bring it back.")
        return tr("Nobody can open the file without it, and nobody can bring it back.")
