"""Where a file goes: a line for its name, a way to look for a folder, what speaks against it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from allocation_app.wording.translate import tr
from ui.widgets.words import words


class SaveAs(QWidget):
    """``changed`` says that another file is named."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit()
        self.browse = QPushButton(tr("&Browse…"))
        self.note = words(is_muted=True)
        self._offered = Path()
        self._kind = ""
        self._build()

    @property
    def named(self) -> Path | None:
        """The file that is named, None for nothing and for a mere folder."""
        path = Path(self.line.text().strip()).expanduser()
        return path if path.name else None

    @property
    def out(self) -> Path:
        """The same with its ending; where none is named, the file that was offered."""
        path, ending = self.named or self._offered, self._offered.suffix
        return path if path.suffix.lower() == ending else path.with_name(path.name + ending)

    def offer(self, path: Path, kind: str) -> None:
        """Offer this file, which is of this kind.

        Where somebody has named another, that one stays, but for its ending.
        """
        named, before = self.named, self._offered
        self._offered, self._kind = path, kind
        if named is None or named == before or not before.name:
            self.line.setText(str(path))
        elif named.suffix.lower() == before.suffix:
            self.line.setText(str(named.with_suffix(path.suffix)))
        self.changed.emit()

    def say(self, said: str, *, is_wrong: bool) -> None:
        """Say this below the line: what to mind, or what speaks against the file."""
        self.note.setText(said)
        self.note.setVisible(bool(said))
        self.note.setProperty("look", "alarm" if is_wrong else "muted")
        self.note.style().unpolish(self.note)
        self.note.style().polish(self.note)

    def _build(self) -> None:
        self.line.setAccessibleName(tr("Save as"))
        self.browse.setAccessibleName(tr("Browse for a folder and name"))
        self.browse.setAutoDefault(False)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.line.setMinimumWidth(16 * self.fontMetrics().averageCharWidth())
        row.addWidget(self.line, 1)
        row.addWidget(self.browse)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.note)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(lambda _: self.changed.emit())
        self.browse.clicked.connect(self._browse)

    def _browse(self) -> None:
        kinds = f"{self._kind} (*{self._offered.suffix})"
        name, _ = QFileDialog.getSaveFileName(self, tr("Save as"), str(self.out), kinds)
        if name:
            self.line.setText(name)
