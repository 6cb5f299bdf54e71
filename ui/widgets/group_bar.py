"""Buttons that narrow a list to one of its groups, each with how many it has."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from allocation_app.wording import problem_groups as groups
from allocation_app.wording.problem_groups import Group
from allocation_app.wording.translate import tr
from ui.widgets.flow import Flow


class GroupBar(QWidget):
    """One button for all and one a group. ``chosen`` carries the group, None for all."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = Flow(self)
        self._buttons = QButtonGroup(self)
        self._buttons.setExclusive(True)
        self._wanted: Group | None = None
        self.setAccessibleName(tr("Groups of problems"))

    @property
    def wanted(self) -> Group | None:
        """The group that the list is narrowed to; None for all."""
        return self._wanted

    def show_counts(self, counts: Mapping[Group, int]) -> None:
        """Make the buttons anew; the group that was chosen stays so while it has any."""
        for button in self._buttons.buttons():
            self._buttons.removeButton(button)
            self._flow.removeWidget(button)
            button.deleteLater()
        if self._wanted not in counts:
            self._wanted = None
        self._add(tr("All ({n})", n=sum(counts.values())), None)
        for each, count in counts.items():
            self._add(tr("{group} ({n})", group=groups.title(each), n=count), each)
        self.setVisible(len(counts) > 1)

    def choose(self, wanted: Group | None) -> None:
        """Narrow to a group as if its button was pressed."""
        for button in self._buttons.buttons():
            if button.property("group") == ("" if wanted is None else wanted.value):
                button.click()

    def texts(self) -> list[str]:
        """What stands on the buttons."""
        return [button.text() for button in self._buttons.buttons()]

    def _add(self, text: str, each: Group | None) -> None:
        button = QPushButton(text)
        button.setCheckable(True)
        button.setChecked(each is self._wanted)
        button.setAccessibleName(text)
        button.setToolTip(tr("Show only these problems") if each else tr("Show every problem"))
        button.setProperty("group", "" if each is None else each.value)
        button.clicked.connect(lambda: self._choose(each))
        self._buttons.addButton(button)
        self._flow.addWidget(button)

    def _choose(self, each: Group | None) -> None:
        self._wanted = each
        self.chosen.emit(each)
