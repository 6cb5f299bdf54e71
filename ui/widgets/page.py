"""What every page has: a title, a count for the rail, and the sense to rebuild only when seen."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QTabWidget, QWidget
from typing_extensions import override

from ui.store import PlanStore
from ui.widgets.columns import Columns
from ui.widgets.table import Table
from ui.widgets.view_switch import ViewSwitch
from ui.widgets.wishes import Wishes

KEEPS = "keeps"
"""The property of a box that narrows a list: the name under which its choice is kept."""
KEEPS_FOR_NOW = "keeps_for_now"
"""The same of a box of people: its choice may be a name, so it is kept while the window is open."""


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
        self._next: tuple[Mapping[str, str] | None, Mapping[str, str]] | None = None
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

    def kept(self) -> dict[str, str]:
        """How the page is set up: its views, tabs, boxes and columns, never what was typed.

        It may be written to disk, so it holds no child's name or number.
        """
        said = {f"columns/{each.name}": each.kept() for each in self.findChildren(Columns)}
        switches = enumerate(self.findChildren(ViewSwitch))
        said |= {f"view/{number}": str(each.current) for number, each in switches}
        tabs = enumerate(self.findChildren(QTabWidget))
        said |= {f"tab/{number}": str(each.currentIndex()) for number, each in tabs}
        return said | self._boxed(KEEPS)

    def bring(self, kept: Mapping[str, str]) -> None:
        """Set the page up as it was `kept`."""
        if self.store.review is not None:
            self.rebuild()  # a box offers what is open
        for each in self.findChildren(Columns):
            each.bring(kept.get(f"columns/{each.name}", ""))
        for number, switch in enumerate(self.findChildren(ViewSwitch)):
            switch.choose(_place(kept.get(f"view/{number}"), switch.current, len(switch.texts())))
        for number, tabs in enumerate(self.findChildren(QTabWidget)):
            place = _place(kept.get(f"tab/{number}"), tabs.currentIndex(), tabs.count())
            tabs.setCurrentIndex(place)
        self._box(KEEPS, kept)

    def typed(self) -> dict[str, str]:
        """What the lists are filtered by that can be a name, so that it is never written."""
        tables: list[Table[object]] = self.findChildren(Table)
        lines = {table.name: table.filter_line.text() for table in tables}
        return lines | self._boxed(KEEPS_FOR_NOW)

    def type_again(self, typed: Mapping[str, str]) -> None:
        """Filter the lists by what was `typed`."""
        tables: list[Table[object]] = self.findChildren(Table)
        for table in tables:
            table.filter(typed.get(table.name, ""))
        self._box(KEEPS_FOR_NOW, typed)

    def set_up_next(self, kept: Mapping[str, str] | None, typed: Mapping[str, str]) -> None:
        """Be set up as it was `kept` and `typed`, once somebody is about to see it."""
        self._next = kept, typed

    def set_up(self) -> None:
        """Be set up so now, where that waits."""
        waiting, self._next = self._next, None
        if waiting is not None:
            kept, typed = waiting
            if kept is not None:
                self.bring(kept)
            self.type_again(typed)

    def set_up_as(self) -> tuple[Mapping[str, str], Mapping[str, str]]:
        """What is `kept` and `typed` of it; what waits counts."""
        if self._next is None:
            return self.kept(), self.typed()
        kept, typed = self._next
        return self.kept() if kept is None else kept, typed

    def _boxes(self, keeps: str) -> list[tuple[str, QComboBox]]:
        """The boxes that narrow a list, by what is kept of them and how (the property)."""
        named = ((box.property(keeps), box) for box in self.findChildren(QComboBox))
        return [(f"box/{name}", box) for name, box in named if name]

    def _boxed(self, keeps: str) -> dict[str, str]:
        return {name: box.currentData() or "" for name, box in self._boxes(keeps)}

    def _box(self, keeps: str, kept: Mapping[str, str]) -> None:
        for name, box in self._boxes(keeps):
            box.setCurrentIndex(max(0, box.findData(kept.get(name) or None)))

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

    def let_go(self) -> None:
        """Hold nothing of what was open: what nobody sees would be filled again when it is."""
        self._is_stale, self._next = True, None
        self.rebuild()

    def _tables(self) -> list[Table[object]]:
        tables: list[Table[object]] = self.findChildren(Table)
        return [table for table in tables if table.isVisibleTo(self)]

    @override
    def showEvent(self, event: QShowEvent) -> None:
        self.rebuild()
        self.set_up()
        super().showEvent(event)


def _place(said: str | None, otherwise: int, places: int) -> int:
    """The place that a word means, where there is such a one."""
    number = int(said) if said is not None and said.isdecimal() else otherwise
    return number if number < places else otherwise
