"""A line for what nobody is to read over a shoulder: dots, unless somebody asks to see it."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget


class SecretLine(QLineEdit):
    """``name`` is what a screen reader says that it is for."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.reveal(False)

    def reveal(self, shown: bool) -> None:
        """Show what is typed, or dots in its place."""
        mode = QLineEdit.EchoMode
        self.setEchoMode(mode.Normal if shown else mode.Password)
