"""What every page has: a title, a count for the rail, and the sense to rebuild only when seen."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.store import PlanStore
from ui.widgets.table import Table
from ui.widgets.wishes import Wishes


class Page(QWidget):
    """A page. It is stale after a change and rebuilds when it is visible, else when next shown.

    ``opened`` asks for another page, narrowed: its name and a filter. ``wishes`` are what is asked
    of the plan from here.
    """

    opened = Signal(str, object)

    def __init__(self, store: PlanStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.store = store
        self.wishes = Wishes(self)
        self._is_stale = True
        store.review_changed.connect(self.mark_stale)
        store.names_hidden_changed.connect(self.mark_stale)
        store.team_changed.connect(self.mark_stale)

    @property
    def title(self) -> str:
        """The name on the rail and above the page."""
        raise NotImplementedError

    def count(self) -> int | None:
        """The number beside the name on the rail, None for no number."""
        return None

    @property
    def is_settled(self) -> bool:
        """Whether everything on it is of what is open; some of it may be worked out still."""
        return not self._is_stale

    def refresh(self) -> None:
        """Show what the store holds now."""
        raise NotImplementedError

    def narrow(self, wanted: object) -> None:
        """Show the page's list narrowed; what it does not know it leaves out."""

    def seek(self) -> None:
        """Put the cursor into the filter of the page's list (Ctrl+F)."""
        for table in self._tables():
            table.filter_line.setFocus(Qt.FocusReason.ShortcutFocusReason)
            table.filter_line.selectAll()
            return

    def clear(self) -> bool:
        """Take the page's filters off (Esc); tells whether there were any."""
        filtered = [table for table in self._tables() if table.filter_line.text()]
        for table in filtered:
            table.filter_line.clear()
        return bool(filtered)

    def mark_stale(self) -> None:
        """Rebuild now if somebody can see it, else when next shown."""
        self._is_stale = True
        if self.isVisible():
            self.rebuild()

    def rebuild(self) -> None:
        """Refresh if anything changed since the last time."""
        if self._is_stale:
            self._is_stale = False
            self.refresh()

    def _tables(self) -> list[Table[object]]:
        tables: list[Table[object]] = self.findChildren(Table)
        return [table for table in tables if table.isVisibleTo(self)]

    @override
    def showEvent(self, event: QShowEvent) -> None:
        self.rebuild()
        super().showEvent(event)
