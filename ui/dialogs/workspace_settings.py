"""What is set in a workspace for everybody who opens it: how long imports stay, when it locks."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QVBoxLayout, QWidget

from allocation_app.settings.defaults import Defaults
from allocation_app.wording.translate import tr
from ui.widgets.fitting import fit
from ui.widgets.number_box import NumberBox
from ui.widgets.words import title, words


class WorkspaceSettingsDialog(QDialog):
    """``chosen`` carries the months and the minutes."""

    chosen = Signal(int, int)

    def __init__(
        self,
        name: str,
        months: int,
        minutes: int,
        found: Defaults,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Workspace settings"))
        self.months = NumberBox(
            tr("Months that imports are kept"),
            least=1,
            most=found.most_retention_months,
            step=1,
            decimals=0,
        )
        self.minutes = NumberBox(
            tr("Minutes after which it locks"),
            least=1,
            most=found.most_idle_minutes,
            step=1,
            decimals=0,
        )
        self.months.setValue(months)
        self.minutes.setValue(minutes)
        self.months.setEnabled("retention_months" not in found.fixed)
        self.minutes.setEnabled("idle_minutes" not in found.fixed)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(tr("&Months that imports are kept"), self.months)
        form.addRow(tr("Minutes after which it &locks, untouched"), self.minutes)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(title(name))
        column.addWidget(
            words(tr("These hold for everybody who opens this workspace."), is_muted=True)
        )
        column.addLayout(form)
        if not (self.months.isEnabled() and self.minutes.isEnabled()):
            fixed = tr("What can’t be changed here is set by your council.")
            column.addWidget(words(fixed, is_muted=True))
        column.addWidget(
            words(
                tr(
                    "Weights, rules and the key to the codes in exports are kept in the workspace,"
                    " too."
                ),
                is_muted=True,
            )
        )
        box = QDialogButtonBox()
        roles = QDialogButtonBox.ButtonRole
        self.set = box.addButton(tr("&Save"), roles.AcceptRole)
        self.set.setAccessibleName(tr("Save"))
        self.set.setProperty("look", "primary")
        self.set.setDefault(True)
        stop = box.addButton(tr("&Cancel"), roles.RejectRole)
        stop.setAccessibleName(tr("Cancel"))
        stop.setAutoDefault(False)
        box.accepted.connect(self._choose)
        box.rejected.connect(self.reject)
        column.addWidget(box)
        fit(self, 30)

    def _choose(self) -> None:
        self.accept()
        self.chosen.emit(round(self.months.value()), round(self.minutes.value()))
