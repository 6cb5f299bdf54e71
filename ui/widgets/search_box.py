"""The search field of the command bar: type, choose with the arrows, Enter jumps there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QStringListModel, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QAction, QFocusEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget
from typing_extensions import override

from allocation_app.wording.translate import tr
from ui.search import Hit
from ui.theme import icon_size, set_icon


class SearchBox(QLineEdit):
    """``find`` gives the hits for a text; ``chosen`` carries the one that was taken."""

    chosen = Signal(object)

    def __init__(self, find: Callable[[str], list[Hit]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._find = find
        self._hits: list[Hit] = []
        self._texts = QStringListModel(self)
        completer = QCompleter(self._texts, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(12)
        popup = QListView()
        popup.setObjectName("found")
        popup.setAccessibleName(tr("Found"))
        popup.setMinimumWidth(24 * self.fontMetrics().height())
        popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        popup.setUniformItemSizes(True)
        completer.setPopup(popup)
        self.setCompleter(completer)
        self.setPlaceholderText(tr("Search or do…  Ctrl+K"))
        words = self.fontMetrics().horizontalAdvance(self.placeholderText())
        self.setMinimumWidth(words + icon_size() + 40)
        self.setAccessibleName(tr("Search children, workers and actions"))
        self.setToolTip(tr("Find a child or worker by name, number or code, or an action (Ctrl+K)"))
        glass = QAction(self)
        set_icon(glass, "search", "muted")
        self.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        self.textEdited.connect(self.seek)
        self.returnPressed.connect(self.take_first)
        # Two signals share this name; the one with the index tells apart hits with the same text.
        by_index: SignalInstance = completer.activated[QModelIndex]  # type: ignore[index]
        by_index.connect(self._take_index)

    def seek(self, text: str) -> list[Hit]:
        """Look for this text and offer what was found."""
        self._hits = self._find(text)
        self._texts.setStringList(
            [tr("{found} · {kind}", found=hit.text, kind=hit.kind) for hit in self._hits]
        )
        return self._hits

    def take(self, hit: Hit) -> None:
        """Go where a hit leads, and be empty again."""
        self.chosen.emit(hit)
        self._hits = []
        # The completer writes its own text after this slot; clear when it is done.
        QTimer.singleShot(0, self, self.clear)

    def take_first(self) -> None:
        """Go where the first hit leads."""
        if self._hits and self.text():
            self.take(self._hits[0])

    def _take_index(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._hits):
            self.take(self._hits[index.row()])

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() is Qt.FocusReason.ShortcutFocusReason:
            self.selectAll()
