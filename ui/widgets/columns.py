"""The habits of columns, the same for tables and trees: chosen, moved, sorted, fitted, remembered.

Columns fit the width: whole where there is room, else the widest give way first. A width that was
drawn by hand stays, until "Fit widths" is asked for.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QHeaderView, QMenu, QTableView, QToolButton, QTreeView
from typing_extensions import override

from allocation_app.wording.translate import tr
from ui import preferences
from ui.theme import set_icon

LEAST = 5  # heights of a line: what a wide column keeps where there is no room
MOST = 40  # heights of a line: more than a sentence needs
MEASURED = 60  # rows that a column is measured by
MOSTLY = 85  # of 100 rows: those that a column should show in full before another shows all
REMEMBERED = ("hidden", "order", "widths", "sorted")
ALIGNED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True, kw_only=True)
class Width:
    """What a column needs, in px: at least, for most of its rows, and for all of them."""

    least: int
    usual: int
    whole: int


def shares(needs: Sequence[Width], room: int) -> list[int]:
    """Widths within the room: whole where there is room, else the longest texts give way first."""
    usual = _capped([need.usual for need in needs], [need.least for need in needs], room)
    if any(given < need.usual for given, need in zip(usual, needs, strict=True)):
        return usual
    return _capped([need.whole for need in needs], usual, room)


def _capped(wanted: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """As wanted up to one limit, the highest that fits into the room; none under its least."""

    def under(cap: int) -> list[int]:
        return [max(low, min(width, cap)) for width, low in zip(wanted, least, strict=True)]

    fits, most = 0, max(wanted, default=0)
    while fits < most:
        middle = (fits + most + 1) // 2
        if sum(under(middle)) <= room:
            fits = middle
        else:
            most = middle - 1
    return under(fits)


class Columns(QObject):
    """The columns of one view. ``name`` is what they are remembered by.

    ``hidden`` are the columns that are not shown until somebody wants them; ``longest`` is a text
    that a column is wide enough for, even where nothing so long stands in it yet.
    """

    def __init__(
        self,
        name: str,
        view: QTableView | QTreeView,
        titles: Sequence[str],
        hidden: Collection[int] = (),
        longest: Mapping[int, str] | None = None,
    ) -> None:
        super().__init__(view)
        self._longest = longest or {}
        self._painted: set[int] = set()
        self._name, self._view, self._hidden = name, view, hidden
        self._titles = [title.replace("\n", " ") for title in titles]
        self.header: QHeaderView = (
            view.header() if isinstance(view, QTreeView) else view.horizontalHeader()
        )
        self._needs: list[Width] = []
        self._own = False
        self._is_recalling = False
        self._dress()

    @property
    def visible(self) -> list[int]:
        """The columns that are shown, from left to right."""
        order = (self.header.logicalIndex(n) for n in range(len(self._titles)))
        return [n for n in order if not self.header.isSectionHidden(n)]

    @property
    def titles(self) -> list[str]:
        """The headings of the columns that are shown, from left to right."""
        return [self._titles[n] for n in self.visible]

    def show_column(self, column: int, shown: bool) -> None:
        """Show or hide a column; the last one stays."""
        if not shown and len(self.visible) <= 1:
            return
        self.header.setSectionHidden(column, not shown)
        hidden = [n for n in range(len(self._titles)) if self.header.isSectionHidden(n)]
        self._remember("hidden", hidden)
        self.share()

    def menu(self) -> QMenu:
        """The menu in which columns are chosen, and the given order is brought back."""
        menu = QMenu(self._view)
        menu.setAccessibleName(tr("Columns"))
        for number, title in enumerate(self._titles):
            action = menu.addAction(title.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(not self.header.isSectionHidden(number))
            action.toggled.connect(lambda shown, n=number: self.show_column(n, shown))
        menu.addSeparator()
        menu.addAction(tr("&First order"), self.unsort)
        menu.addAction(tr("Fit &widths"), self.fit)
        return menu

    def unsort(self) -> None:
        """Bring back the order that the page gives."""
        self._view.sortByColumn(-1, Qt.SortOrder.AscendingOrder)

    def fit(self) -> None:
        """Measure what stands in the columns, and forget the widths that were drawn by hand."""
        self._own = False
        preferences.remember_list(self._key("widths"), [])
        self._measure()
        self.share()

    def fit_once(self) -> None:
        """Measure the columns when there is something in them for the first time."""
        if not self._needs and self._view.model().rowCount():
            self._measure()
            self.share()

    def share(self) -> None:
        """Give the columns their widths within the width that there is."""
        visible = self.visible
        if not self._needs or self._own or not visible:
            return
        given = shares([self._needs[n] for n in visible], self.header.viewport().width())
        for column, width in zip(visible, given, strict=True):
            if self.header.sectionSize(column) != width:
                self.header.resizeSection(column, width)

    @property
    def name(self) -> str:
        """What the columns are remembered by."""
        return self._name

    def kept(self) -> str:
        """Which columns are shown, in which order, how wide and sorted by what, in a line."""
        said = (preferences.recall_list(self._key(what)) for what in REMEMBERED)
        return ";".join("?" if words is None else ",".join(words) for words in said)

    def bring(self, kept: str) -> None:
        """Set the columns up as they were `kept`; what can't be read is left as it is."""
        said = kept.split(";")
        if len(said) != len(REMEMBERED):
            return
        for what, words in zip(REMEMBERED, said, strict=True):
            if words == "?":
                preferences.forget(self._key(what))
            else:
                preferences.remember_list(self._key(what), words.split(",") if words else [])
        self._own = False
        self.recall()
        self.share()

    def recall(self) -> None:
        """Bring back what was chosen, moved, drawn and sorted the last time."""
        self._is_recalling = True
        places = range(len(self._titles))
        hidden = self._recall("hidden")
        for number in places:
            is_hidden = number in (self._hidden if hidden is None else hidden)
            self.header.setSectionHidden(number, is_hidden)
        order = self._recall("order") or list(places)
        if sorted(order) == list(places):
            for place, column in enumerate(order):
                self.header.moveSection(self.header.visualIndex(column), place)
        widths = self._recall("widths") or []
        if len(widths) == len(places):
            self._own = True
            for number, width in enumerate(widths):
                if width and not self.header.isSectionHidden(number):
                    self.header.resizeSection(number, width)
        by = preferences.recall_list(self._key("sorted")) or ["-1", "up"]
        way = Qt.SortOrder.DescendingOrder if by[-1] == "down" else Qt.SortOrder.AscendingOrder
        column = int(by[0]) if by[0].isdigit() else -1
        self._view.sortByColumn(column if column < len(places) else -1, way)
        self._is_recalling = False

    def _dress(self) -> None:
        header = self.header
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSectionsMovable(True)
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setResizeContentsPrecision(MEASURED)
        header.setDefaultAlignment(ALIGNED)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(
            lambda at: self.menu().popup(header.mapToGlobal(at))
        )
        header.sortIndicatorChanged.connect(self._note_sorting)
        header.sectionMoved.connect(self._note_order)
        header.viewport().installEventFilter(self)

    def keep_whole(self, column: int) -> None:
        """Never give a column less than it needs: what is painted can't be shortened."""
        self._painted.add(column)

    def reserve(self, column: int, text: str) -> None:
        """Keep room for this text in a column whose cells are filled in later."""
        self._longest = {**self._longest, column: text}
        self.keep_whole(column)

    def _measure(self) -> None:
        self._needs = [self._need(n) for n in range(len(self._titles))]

    def _need(self, column: int) -> Width:
        view, line = self._view, self._view.fontMetrics().height()
        head = self._heading(column)
        longest = view.fontMetrics().horizontalAdvance(self._longest.get(column, ""))
        model = view.model()
        rows = range(min(model.rowCount(), MEASURED))
        hints = sorted(view.sizeHintForIndex(model.index(row, column)).width() for row in rows)
        whole = min(MOST * line, max(head, longest, *hints[-1:]))
        few = hints[len(hints) * MOSTLY // 100] if hints else 0
        usual = min(whole, max(head, longest, few))
        if column in self._painted:
            return Width(least=whole, usual=whole, whole=whole)
        return Width(least=min(usual, max(head, LEAST * line)), usual=usual, whole=whole)

    def _heading(self, column: int) -> int:
        """The width of a heading: Qt's hint sets a square of its height aside for the arrow."""
        model = self._view.model()
        title = str(model.headerData(column, Qt.Orientation.Horizontal))
        spare = title.count("\n") * self.header.fontMetrics().height()
        return self.header.sectionSizeHint(column) - spare

    def _note_sorting(self, column: int, order: Qt.SortOrder) -> None:
        if not self._is_recalling:
            way = "down" if order is Qt.SortOrder.DescendingOrder else "up"
            preferences.remember_list(self._key("sorted"), [str(column), way])

    def _note_order(self) -> None:
        if not self._is_recalling:
            places = range(len(self._titles))
            self._remember("order", [self.header.logicalIndex(n) for n in places])
            self.share()

    def _note_widths(self) -> None:
        """After a button of the mouse is let go over the header: was a width drawn?"""
        before = [self.header.sectionSize(n) for n in self.visible[:-1]]
        self.share()
        if self._own or before != [self.header.sectionSize(n) for n in self.visible[:-1]]:
            self._own = True
            for column, width in zip(self.visible[:-1], before, strict=True):
                self.header.resizeSection(column, width)
            places = range(len(self._titles))
            self._remember("widths", [self.header.sectionSize(n) for n in places])

    def _key(self, what: str) -> str:
        return f"table/{self._name}/{what}"

    def _remember(self, what: str, numbers: Sequence[int]) -> None:
        preferences.remember_list(self._key(what), [str(number) for number in numbers])

    def _recall(self, what: str) -> list[int] | None:
        kept = preferences.recall_list(self._key(what))
        return None if kept is None else [int(word) for word in kept if word.isdigit()]

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self.share()
        elif event.type() is QEvent.Type.MouseButtonRelease:
            self._note_widths()
        return False


def columns_button(columns: Columns) -> QToolButton:
    """A button that opens the choice of columns."""
    button = QToolButton()
    button.setText(f" {tr('Columns')}")
    button.setAccessibleName(tr("Choose columns"))
    button.setProperty("look", "button")
    button.setToolTip(tr("Choose which columns are shown"))
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    set_icon(button, "columns-3")
    button.clicked.connect(
        lambda: columns.menu().popup(button.mapToGlobal(button.rect().bottomLeft()))
    )
    return button
