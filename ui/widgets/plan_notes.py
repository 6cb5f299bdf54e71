"""The notes of the plan: what is to be remembered of the meeting, and no sensitive detail."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from allocation_app.wording.moves import note_warning
from allocation_app.wording.translate import tr
from ui import commands
from ui.store import PlanStore
from ui.widgets.words import words

SOON = 400  # ms after the last key until what was typed is kept


class PlanNotes(QWidget):
    """Keeps what is typed with the plan; no step of undo takes it back."""

    def __init__(self, store: PlanStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self.text = QPlainTextEdit()
        self._soon = QTimer(self)
        self._build()

    def refresh(self) -> None:
        """Show the notes of the plan, unless they are being written."""
        is_open = self._store.review is not None
        self.text.setEnabled(is_open)
        kept = self._store.plan.notes if is_open else ""
        if not self._soon.isActive() and self.text.toPlainText() != kept:
            self.text.blockSignals(True)
            self.text.setPlainText(kept)
            self.text.blockSignals(False)

    def keep(self) -> None:
        """Keep what was typed with the plan now."""
        self._soon.stop()
        if self._store.review is not None and self.text.toPlainText() != self._store.plan.notes:
            commands.write_notes(self._store, self.text.toPlainText())

    def _build(self) -> None:
        self.text.setAccessibleName(tr("Notes of the plan"))
        self.text.setPlaceholderText(tr("What was agreed, who asks whom, what to look at again…"))
        self.text.setTabChangesFocus(True)
        self.text.textChanged.connect(self._soon.start)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self.keep)
        warning = words(note_warning())
        warning.setProperty("look", "doubt")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(warning)
        column.addWidget(self.text, 1)
        self.setFocusProxy(self.text)
        self._store.notes_changed.connect(self.refresh)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self.keep()
        super().hideEvent(event)
