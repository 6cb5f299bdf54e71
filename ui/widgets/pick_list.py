"""Whom a document is about: everybody, or those who are ticked in a list that can be narrowed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from allocation_app.wording.translate import tr
from ui.table_model import fold
from ui.widgets.tick import Tick
from ui.widgets.words import words

KEY = Qt.ItemDataRole.UserRole
SHOWN = 6  # lines before it scrolls
FEW = 8  # more are looked for by name


class PickList(QWidget):
    """``changed`` says that others are ticked."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.everybody = Tick(tr("&All of them"))
        self.filter_line = QLineEdit()
        self.people = QListWidget()
        self.nobody = words(is_muted=True)
        self._build()

    @property
    def chosen(self) -> tuple[str, ...]:
        """Who is ticked, in their order."""
        return tuple(str(item.data(KEY)) for item in self._items() if _is_ticked(item))

    @property
    def is_everybody(self) -> bool:
        """Whether nobody is left out."""
        return all(_is_ticked(item) for item in self._items())

    def offer(self, name: str, people: Sequence[tuple[str, str]], ticked: Iterable[str]) -> None:
        """Let these be ticked, each by its key; ``name`` says who they are."""
        wanted = set(ticked)
        self.people.blockSignals(True)
        self.people.clear()
        for key, said in people:
            item = QListWidgetItem(said)
            item.setData(KEY, key)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if key in wanted else Qt.CheckState.Unchecked)
            self.people.addItem(item)
        self.people.setAccessibleName(name)
        self.people.blockSignals(False)
        self.filter_line.clear()
        self.filter_line.setVisible(len(people) > FEW)
        self._size(len(people))
        self._note()

    def say_nobody(self, said: str) -> None:
        """Say why there is nobody to be ticked; nothing shows the list."""
        self.nobody.setText(said)
        self.nobody.setVisible(bool(said))
        for widget in (self.everybody, self.people):
            widget.setVisible(not said)

    def _items(self) -> list[QListWidgetItem]:
        return [self.people.item(row) for row in range(self.people.count())]

    def _build(self) -> None:
        self.filter_line.setPlaceholderText(tr("Type a name to narrow the list"))
        self.filter_line.setAccessibleName(tr("Narrow the list"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self.everybody, self.filter_line, self.people, self.nobody):
            column.addWidget(widget)
        self.setFocusProxy(self.everybody)
        self.everybody.clicked.connect(self._tick_all)
        self.filter_line.textChanged.connect(self._narrow)
        self.people.itemChanged.connect(lambda _: self._note())

    def _tick_all(self, ticked: bool) -> None:
        self.people.blockSignals(True)
        for item in self._items():
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.people.blockSignals(False)
        self._note()

    def _narrow(self, text: str) -> None:
        wanted = fold(text).split()
        for item in self._items():
            item.setHidden(not all(word in fold(item.text()) for word in wanted))

    def _size(self, people: int) -> None:
        line = max(24, self.fontMetrics().height() + 6)
        self.people.setFixedHeight(line * max(1, min(people, SHOWN)) + 8)

    def _note(self) -> None:
        self.everybody.setChecked(self.is_everybody)
        self.changed.emit()


def _is_ticked(item: QListWidgetItem) -> bool:
    return item.checkState() is Qt.CheckState.Checked
