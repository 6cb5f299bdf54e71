"""A child is deleted everywhere: where it stands is counted first, and its number typed."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from allocation_app.wording import tidied
from allocation_app.wording.translate import tr
from ui.widgets.attempt import Attempt
from ui.widgets.fitting import fit
from ui.widgets.pick_list import LEAST, Ticked
from ui.widgets.words import title, words

if TYPE_CHECKING:  # it brings cryptography
    from allocation_app.workspace.erasing import Traces

CHECKED, UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked
SHOWN = 5  # lines of passages before they scroll


class EraseDialog(QDialog):
    """``agreed`` says to delete the child of this number; it stays until that is done."""

    agreed = Signal()

    def __init__(
        self, name: str, number: str, traces: Traces, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Delete this child everywhere"))
        self._number = number
        found = tidied.found(asdict(traces))
        self.found = words("\n".join(f"•  {each}" for each in found) or tr("Nothing was found."))
        self.passages = _to_tick(traces.passages)
        self.line = QLineEdit()
        self.attempt = Attempt()
        self.buttons = QDialogButtonBox()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(10)
        column.addWidget(title(tr("Delete {name} everywhere", name=name)))
        column.addWidget(words(tr("This stands in the workspace, and is deleted for good:")))
        column.addWidget(self.found)
        if traces.passages:
            said = tidied.passages(len(traces.passages))
            asked = QLabel(f"{said} {tr('T&ick where those words are to be struck out:')}")
            asked.setWordWrap(True)
            asked.setBuddy(self.passages)
            column.addWidget(asked)
            column.addWidget(self.passages)
        column.addWidget(words(tidied.backups_go(traces.backups)))
        if traces.copies:
            column.addWidget(words(tidied.copies_stay(traces.copies)))
        warning = words(
            tr(
                "It can’t be undone. The case system, files that were exported and copies of the"
                " workspace are not touched: the next import brings back whom it still names."
            )
        )
        warning.setProperty("look", "doubt")
        column.addWidget(warning)
        label = QLabel(tr("&Type the case number {number} to go on", number=number))
        label.setWordWrap(True)
        label.setBuddy(self.line)
        self.line.setAccessibleName(tr("Case number"))
        for part in (label, self.line, self.attempt, self._button_box()):
            column.addWidget(part)
        self.line.textChanged.connect(lambda _: self._follow())
        self._follow()
        self.line.setFocus()
        fit(self, 34)

    @property
    def also(self) -> tuple[str, ...]:
        """The passages in which what may mean the child is to be struck out, too."""
        items = [self.passages.item(row) for row in range(self.passages.count())]
        return tuple(each.text() for each in items if each.checkState() == CHECKED)

    def wait(self) -> None:
        """Say that it is under way."""
        self.line.setEnabled(False)
        self.passages.setEnabled(False)
        self.delete.setEnabled(False)
        self.attempt.wait(tr("Deleting…"))

    def refuse(self, said: str) -> None:
        """Say why nothing was deleted."""
        self.line.setEnabled(True)
        self.passages.setEnabled(True)
        self.attempt.refuse(said)
        self._follow()

    def _button_box(self) -> QDialogButtonBox:
        roles = QDialogButtonBox.ButtonRole
        self.delete = self.buttons.addButton(tr("&Delete for good"), roles.ActionRole)
        self.delete.setAccessibleName(tr("Delete for good"))
        self.delete.setAutoDefault(False)
        self.delete.clicked.connect(self.agreed)
        stop = self.buttons.addButton(tr("&Cancel"), roles.RejectRole)
        stop.setAccessibleName(tr("Cancel"))
        stop.setDefault(True)
        self.buttons.rejected.connect(self.reject)
        return self.buttons

    def _follow(self) -> None:
        self.delete.setEnabled(self.line.text().strip() == self._number)


def _to_tick(passages: tuple[str, ...]) -> QListWidget:
    """The passages, none of them ticked; Space ticks the one that is chosen."""
    found = QListWidget()
    found.setAccessibleName(tr("Texts that may mean this child"))
    found.setWordWrap(True)
    found.setItemDelegate(Ticked(found))
    found.setResizeMode(QListWidget.ResizeMode.Adjust)
    found.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
    found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    for passage in passages:
        item = QListWidgetItem(passage)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(UNCHECKED)
        found.addItem(item)
    found.setFixedHeight(LEAST * min(len(passages) + 1, SHOWN) + 4)
    return found
