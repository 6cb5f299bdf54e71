"""Asked once before what is nowhere kept goes: keep it, or let it go."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from allocation_app.wording.translate import tr
from ui.widgets.fitting import fit
from ui.widgets.strip import Offer
from ui.widgets.words import title, words


class LeavingDialog(QDialog):
    """A sentence, a button for each way on (the first is the one that loses nothing), Cancel."""

    def __init__(
        self, heading: str, said: str, ways: Sequence[Offer], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Not kept"))
        self.told = words(said)
        self.buttons = QDialogButtonBox()
        roles = QDialogButtonBox.ButtonRole
        self.ways = [self.buttons.addButton(name, roles.ActionRole) for name, _ in ways]
        for button, (name, do) in zip(self.ways, ways, strict=True):
            button.setAccessibleName(name.replace("&", ""))
            button.setAutoDefault(button is self.ways[0])
            button.clicked.connect(lambda _=False, do=do: self._choose(do))
        self.ways[0].setProperty("look", "primary")
        self.ways[0].setDefault(True)
        stop = self.buttons.addButton(tr("&Cancel"), roles.RejectRole)
        stop.setAccessibleName(tr("Cancel"))
        stop.setAutoDefault(False)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        for part in (title(heading), self.told, self.buttons):
            column.addWidget(part)
        fit(self, 32)

    def _choose(self, do: Callable[[], None]) -> None:
        self.accept()
        do()
