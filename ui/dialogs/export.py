"""Where the workbook goes, and whether children's names go with it: asked each time."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from allocation_app.wording.translate import tr
from ui.theme import enlarge


class ExportDialog(QDialog):
    """``chosen`` carries the path and whether names are left out."""

    chosen = Signal(object, bool)

    def __init__(self, out: Path, parent: QWidget | None = None, *, hide_names: bool) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.title())
        self._offered = out
        self.path = QLineEdit(str(out))
        self.names = QRadioButton(tr("&Names and case numbers"))
        self.initials = QRadioButton(tr("&Initials and case numbers"))
        (self.initials if hide_names else self.names).setChecked(True)
        self.buttons = QDialogButtonBox()
        self._build()
        self.resize(self.sizeHint().expandedTo(QSize(560, 0)))

    def out(self) -> Path:
        """Where the workbook goes; `.xlsx` is put at the end where it is missing.

        Where no file is named, it goes where it was first offered to go.
        """
        path = self._named() or self._offered
        return path if path.suffix.lower() == ".xlsx" else path.with_name(f"{path.name}.xlsx")

    def title(self) -> str:
        """What is written."""
        return tr("Allocation workbook for Excel")

    def about(self) -> str:
        """What stands in it."""
        return tr(
            "A sheet for the team, one for each worker, who waits, what is late, and how the"
            " load lies. It holds the whole plan, whatever the lists are narrowed to."
        )

    def _build(self) -> None:
        title = QLabel(self.title())
        enlarge(title, 1.2)
        about = QLabel(self.about())
        about.setWordWrap(True)
        about.setProperty("look", "muted")
        where = QLabel(tr("&Save as"))
        where.setBuddy(self.path)
        self.path.setAccessibleName(tr("Save as"))
        browse = QPushButton(tr("&Browse…"))
        browse.setAccessibleName(tr("Browse for a folder and name"))
        browse.clicked.connect(self._browse)
        group = QButtonGroup(self)
        group.addButton(self.names)
        group.addButton(self.initials)
        note = QLabel(tr("Don't put a child's name into the file's name."))
        note.setProperty("look", "muted")
        grid = QGridLayout()
        grid.setSpacing(8)
        grid.addWidget(where, 0, 0)
        grid.addWidget(self.path, 0, 1)
        grid.addWidget(browse, 0, 2)
        grid.addWidget(note, 1, 1, 1, 2)
        grid.addWidget(QLabel(tr("Children by")), 2, 0)
        grid.addWidget(self.names, 2, 1)
        grid.addWidget(self.initials, 3, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        for widget in (title, about):
            column.addWidget(widget)
        column.addLayout(grid)
        column.addWidget(self._button_box())

    def _button_box(self) -> QDialogButtonBox:
        save = self.buttons.addButton(tr("&Export"), QDialogButtonBox.ButtonRole.AcceptRole)
        leave = self.buttons.addButton(tr("&Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        save.setAccessibleName(tr("Export"))
        leave.setAccessibleName(tr("Cancel"))
        save.setProperty("look", "primary")
        save.setDefault(True)
        self.path.textChanged.connect(lambda: save.setEnabled(self._named() is not None))
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        return self.buttons

    def _named(self) -> Path | None:
        """The file that is written there, None for nothing and for a mere folder."""
        path = Path(self.path.text().strip()).expanduser()
        return path if path.name else None

    def _browse(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, tr("Save the workbook"), str(self.out()), f"{tr('Excel workbook')} (*.xlsx)"
        )
        if name:
            self.path.setText(name)

    def _accept(self) -> None:
        self.accept()
        self.chosen.emit(self.out(), self.initials.isChecked())


class ProblemsDialog(ExportDialog):
    """The same for the problems of an import. Without names, what cells say is left out."""

    @override
    def title(self) -> str:
        return tr("Problems and missing details for Excel")

    @override
    def about(self) -> str:
        return tr(
            "The problems that the list shows, each with its place in the file, and every date or"
            " fact that a rule needs and nobody gives."
        )
