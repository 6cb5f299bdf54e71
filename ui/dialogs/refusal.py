"""A file that was refused: why, and the ways on: read it all the same, or go on without it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from allocation_app.errors import InputError
from allocation_app.wording.problems import error_message
from allocation_app.wording.translate import tr
from ui.widgets.words import words

LARGER = frozenset({"size", "rows", "cells", "unpacked", "memory", "time"})
"""Measures of a file that a bigger import allows more of."""


class RefusalDialog(QDialog):
    """``forced`` says to read it all the same, ``left_out`` to go on without the file."""

    forced = Signal()
    left_out = Signal()

    def __init__(
        self,
        error: InputError,
        parent: QWidget | None = None,
        *,
        can_force: bool = False,
        has_others: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("That did not work"))
        self.why = words(error_message(error))
        self.buttons = QDialogButtonBox()
        roles = QDialogButtonBox.ButtonRole
        if can_force:
            force = self.buttons.addButton(tr("&Read it all the same"), roles.ActionRole)
            force.clicked.connect(self._force)
        if has_others:
            leave = self.buttons.addButton(tr("&Leave this file out"), roles.ActionRole)
            leave.clicked.connect(self._leave_out)
        stop = self.buttons.addButton(tr("&Cancel"), roles.RejectRole)
        stop.setDefault(True)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self.why)
        if can_force:
            column.addWidget(
                words(
                    tr("A list that is really so big can be read; it may take a minute."),
                    is_muted=True,
                )
            )
        column.addWidget(self.buttons)
        wide = 32 * self.fontMetrics().height()
        self.resize(self.sizeHint().expandedTo(QSize(wide, 0)))

    def _force(self) -> None:
        self.accept()
        self.forced.emit()

    def _leave_out(self) -> None:
        self.accept()
        self.left_out.emit()


def can_be_larger(error: InputError) -> bool:
    """Whether a bigger import might read what was refused."""
    return error.code == "file_too_big" and error.details.get("what") in LARGER
