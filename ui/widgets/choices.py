"""A list of choices in groups that is searched by typing: Enter takes the first that fits."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QStandardItem, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QListView, QSizePolicy, QWidget
from typing_extensions import override

from allocation_app.wording.translate import tr
from ui.rows.meanings import Choice
from ui.table_model import fold

VALUE = Qt.ItemDataRole.UserRole
MOST_SHOWN = 14
NARROWEST = 14  # times the height of a line


class Choices(QComboBox):
    """``picked`` carries the value that was chosen, ``left`` says that the keyboard goes back."""

    picked = Signal(str)
    left = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: tuple[Choice, ...] = ()
        self._value: str | None = None
        self._items = QStandardItemModel(self)
        self._labels = QStringListModel(self)
        self.setModel(self._items)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(MOST_SHOWN)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumWidth(NARROWEST * self.fontMetrics().height())
        completer = QCompleter(self._labels, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(MOST_SHOWN)
        self._found = QListView()
        self._found.setAccessibleName(tr("Choices that fit"))
        completer.setPopup(self._found)
        self.setCompleter(completer)
        completer.activated.connect(self._take_label)
        self.activated.connect(self._take_index)
        line = self.lineEdit()
        if line is not None:
            line.setAccessibleName(name)
            line.setPlaceholderText(tr("type to search"))
            line.returnPressed.connect(self._finish)

    @property
    def value(self) -> str | None:
        """What is chosen, None where nothing is."""
        return self._value

    @property
    def choices(self) -> tuple[Choice, ...]:
        """All that can be chosen."""
        return self._choices

    def offer(self, choices: Sequence[Choice]) -> None:
        """Let these be chosen from."""
        if tuple(choices) == self._choices:
            return
        self._choices = tuple(choices)
        self._items.clear()
        group = ""
        for choice in self._choices:
            if choice.group != group:
                group = choice.group
                self._items.appendRow(_heading(group))
            item = QStandardItem(choice.label)
            item.setData(choice.value, VALUE)
            self._items.appendRow(item)
        self._labels.setStringList([choice.label for choice in self._choices])

    def show_value(self, value: str | None) -> None:
        """Show that this is chosen, without a word to anybody."""
        self._value = value
        at = -1 if value is None else self.findData(value, VALUE)
        self.setCurrentIndex(at)
        if at < 0:
            self.setEditText("")

    def pick(self, value: str) -> None:
        """Choose this."""
        self.show_value(value)
        self.picked.emit(value)

    def take(self, text: str) -> bool:
        """Choose what is meant by a text: the same words, else the first that hold it."""
        wanted = fold(text.strip())
        fits = [c for c in self._choices if wanted and wanted in fold(c.label)]
        same = [choice for choice in fits if fold(choice.label) == wanted]
        if not fits:
            self.show_value(self._value)
            return False
        self.pick((same or fits)[0].value)
        return True

    def _finish(self) -> None:
        """Enter: take what was typed, and give the keyboard back."""
        if self.currentText() != self._label():
            self.take(self.currentText())
        self._leave()

    def _leave(self) -> None:
        """Give the keyboard back; a list that is open gives it to this window first."""
        if not self._found.isVisible():
            self.left.emit()
            return
        self._found.hide()
        self.activateWindow()  # not every platform does so by itself
        QTimer.singleShot(0, self, self.left.emit)

    def _take_label(self, label: str) -> None:
        if label and label != self._label():
            self.take(label)

    def _take_index(self, index: int) -> None:
        value = self.itemData(index, VALUE)
        if isinstance(value, str) and value != self._value:
            self.pick(value)

    def _label(self) -> str:
        return next((c.label for c in self._choices if c.value == self._value), "")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._finish()
            case Qt.Key.Key_Escape:
                self.show_value(self._value)
                self._leave()
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                self.showPopup()  # one step in the closed list would be a decision
            case _:
                super().keyPressEvent(event)
                return
        event.accept()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        line = self.lineEdit()
        if line is not None and event.reason() is not Qt.FocusReason.PopupFocusReason:
            line.selectAll()  # what is typed takes the place of what is chosen

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling past is no decision


def _heading(text: str) -> QStandardItem:
    item = QStandardItem(text)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    font = item.font()
    font.setBold(True)
    item.setFont(font)
    return item
