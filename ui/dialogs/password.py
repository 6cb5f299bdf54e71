"""Asks for the password of one file; it is kept for this import and nowhere else."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from allocation_app.wording.translate import tr
from ui.widgets.secret_line import SecretLine
from ui.widgets.tick import Tick
from ui.widgets.words import words


class PasswordDialog(QDialog):
    """``given`` carries a password, ``left_out`` says to go on without the file.

    ``is_wrong`` says that the last one did not open the file; ``has_others`` that there are other
    files to go on with.
    """

    given = Signal(str)
    left_out = Signal()

    def __init__(
        self,
        file: str,
        parent: QWidget | None = None,
        *,
        is_wrong: bool = False,
        has_others: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Password"))
        self.line = SecretLine(tr("Password of {file}", file=file))
        self.shown = Tick(tr("&Show it"))
        self.buttons = QDialogButtonBox()
        self._build(file, is_wrong=is_wrong, has_others=has_others)
        self.resize(self.sizeHint().expandedTo(QSize(30 * self.fontMetrics().height(), 0)))

    def _build(self, file: str, *, is_wrong: bool, has_others: bool) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(words(tr("{file} is protected by a password.", file=file), is_bold=True))
        if is_wrong:
            wrong = words(
                tr("That password does not open it. Capital and small letters are different.")
            )
            wrong.setProperty("look", "alarm")
            column.addWidget(wrong)
        label = QLabel(tr("&Password of {file}", file=file.replace("&", "&&")))
        label.setWordWrap(True)
        label.setBuddy(self.line)
        self.shown.toggled.connect(self.line.reveal)
        column.addWidget(label)
        column.addWidget(self.line)
        column.addWidget(self.shown)
        column.addWidget(
            words(
                tr("It is used for this import only and is kept nowhere. The file stays as it is."),
                is_muted=True,
            )
        )
        column.addWidget(self._button_box(has_others=has_others))
        self.line.setFocus()

    def _button_box(self, *, has_others: bool) -> QDialogButtonBox:
        roles = QDialogButtonBox.ButtonRole
        use = self.buttons.addButton(tr("&Open"), roles.AcceptRole)
        use.setProperty("look", "primary")
        use.setDefault(True)
        use.setEnabled(False)
        self.line.textChanged.connect(lambda text: use.setEnabled(bool(text)))
        if has_others:
            leave = self.buttons.addButton(tr("&Leave this file out"), roles.DestructiveRole)
            leave.setAutoDefault(False)
            leave.clicked.connect(self._leave_out)
        stop = self.buttons.addButton(tr("&Cancel"), roles.RejectRole)
        stop.setAutoDefault(False)
        self.buttons.accepted.connect(self._give)
        self.buttons.rejected.connect(self.reject)
        return self.buttons

    def _give(self) -> None:
        password = self.line.text()
        self.accept()
        self.given.emit(password)

    def _leave_out(self) -> None:
        self.accept()
        self.left_out.emit()

    @override
    def done(self, result: int) -> None:
        self.line.clear()
        super().done(result)
