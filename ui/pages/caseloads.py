"""The caseloads: the whole team on one screen, a line per worker, expandable to the children."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget
from typing_extensions import override

from allocation_app.domain.findings import by_child
from allocation_app.domain.people import ChildId
from allocation_app.domain.policy import Band
from allocation_app.domain.review import Review
from allocation_app.domain.snapshot import Snapshot
from allocation_app.wording import terms
from allocation_app.wording.translate import mark, tr, trn
from ui.rows.caseload import Case, Group, Kind, Made, cases, groups
from ui.rows.people import Findings, called, workers_count
from ui.selection import Selection
from ui.store import PlanStore
from ui.table_model import fold
from ui.widgets.card import page_column
from ui.widgets.caseload_tree import CaseloadModel
from ui.widgets.caseload_view import CaseloadView
from ui.widgets.columns import columns_button
from ui.widgets.flow import Flow
from ui.widgets.heading import Heading
from ui.widgets.narrowing import Narrowing
from ui.widgets.notice import Notice
from ui.widgets.page import Page
from ui.widgets.words import words

NAME = 0
FEW = 25  # workers opened by themselves where single children are looked for
ORDERS = {
    mark("Fullest first"): (-1, Qt.SortOrder.AscendingOrder),
    mark("By name"): (NAME, Qt.SortOrder.AscendingOrder),
    mark("Most room first"): (4, Qt.SortOrder.DescendingOrder),
    mark("Most children first"): (5, Qt.SortOrder.DescendingOrder),
}
"""The orders that a button offers; the headers offer the others."""


class CaseloadsPage(Page):
    """Who carries what."""

    def __init__(self, store: PlanStore, parent: QWidget | None = None) -> None:
        super().__init__(store, parent)
        self._findings: Findings | None = None
        self._expanded: set[str] = set()
        self._made: tuple[Snapshot | None, Made] = (None, {})
        self._wanted = Narrowing()
        self._is_following = False
        self.heading = Heading(self.title)
        self.model = CaseloadModel(self._cases, self)
        self.tree = CaseloadView(self.model)
        self.filter_line = QLineEdit()
        self.order = QComboBox()
        self.expand = QPushButton(tr("Expand all"))
        self.collapse = QPushButton(tr("Collapse all"))
        self.choose_columns = columns_button(self.tree.columns)
        self.narrowed = Notice(tr("Show all"))
        self._empty = words("", is_muted=True)
        self.setFocusProxy(self.tree)
        self._build()
        self._connect()

    @property
    @override
    def title(self) -> str:
        return tr("Caseloads")

    @override
    def count(self) -> int | None:
        review = self.store.review
        if review is None:
            return None
        return sum(
            not worker.has_left(review.snapshot.as_at) and self.store.is_shown_worker(worker)
            for worker in review.caseloads.case_holders
        )

    def _build(self) -> None:
        for word in ORDERS:
            self.order.addItem(tr(word))
        self.order.setPlaceholderText(tr("By a heading"))
        self.order.setAccessibleName(tr("Order of the workers"))
        self.filter_line.setPlaceholderText(tr("Filter"))
        self.filter_line.setAccessibleName(tr("Filter workers and children"))
        self.filter_line.setToolTip(tr("Show only workers and children with all of these words"))
        self.filter_line.setClearButtonEnabled(True)
        self.filter_line.setMinimumWidth(260)
        tools = QWidget()
        row = Flow(tools)
        for tool in (self.filter_line, self.order, self.expand, self.collapse, self.choose_columns):
            row.addWidget(tool)
        column = page_column(self)
        column.addWidget(self.heading)
        column.addWidget(tools)
        column.addWidget(self.narrowed)
        column.addWidget(self._empty)
        column.addWidget(self.tree, 1)

    def _connect(self) -> None:
        self.order.activated.connect(self.sort_by)
        self.tree.header().sortIndicatorChanged.connect(self._show_order)
        self._show_order(
            self.tree.header().sortIndicatorSection(), self.tree.header().sortIndicatorOrder()
        )
        self.expand.clicked.connect(self.tree.expandAll)
        self.collapse.clicked.connect(self.tree.collapseAll)
        self.narrowed.wanted.connect(self.clear)
        self.filter_line.textChanged.connect(self.refresh)
        self.tree.selectionModel().currentRowChanged.connect(self._choose)
        self.tree.activated.connect(self._choose)
        self.tree.clicked.connect(self._choose)
        self.model.modelAboutToBeReset.connect(self._note_expanded)
        self.model.modelReset.connect(self._expand_again)
        self.store.selection_changed.connect(self._follow_selection)

    @override
    def refresh(self) -> None:
        review = self.store.review
        self._findings = None
        shown: tuple[Group, ...] = ()
        self.heading.say("")
        if review is not None:
            everybody = groups(review, self.store, self._made_of(review))
            self.heading.say(_summary(everybody))
            shown = self._searched(_narrowed(everybody, self._wanted, review), review)
        self.narrowed.setVisible(self._wanted != Narrowing())
        self.narrowed.say(_narrowing_words(self._wanted))
        self.model.show(shown)
        self._empty.setText(_empty_words(review))
        self._empty.setVisible(not shown)
        self.tree.setVisible(bool(shown))
        self.tree.columns.fit_once()
        self._follow_selection()

    def _made_of(self, review: Review) -> Made:
        """The groups kept from before, thrown away with the import that they were made of."""
        if self._made[0] is not review.snapshot:
            self._made = review.snapshot, {}
        return self._made[1]

    def _cases(self, group: Group) -> tuple[Case, ...]:
        review = self.store.review
        if review is None:
            return ()
        if self._findings is None:
            self._findings = by_child(review.findings)
        return cases(review, group, self._findings, hide_names=self.store.names_hidden)

    def _searched(self, shown: Iterable[Group], review: Review) -> tuple[Group, ...]:
        """The groups and children with every word of the filter in them."""
        wanted = fold(self.filter_line.text()).split()
        if not wanted:
            return tuple(shown)
        found = []
        for group in shown:
            own = fold(f"{group.name} {group.facts}")
            rest = [word for word in wanted if word not in own]
            hit = (c for c in group.children if not rest or self._has(review, c, rest))
            children = tuple(hit)
            if not rest or children:
                found.append(_only(group, children, review) if rest else group)
        return tuple(found)

    def _has(self, review: Review, child: ChildId, wanted: list[str]) -> bool:
        one = review.snapshot.children[child]
        text = fold(f"{called(one, hide_names=self.store.names_hidden)} {terms.statuses(one)}")
        return all(word in text for word in wanted)

    def sort_by(self, place: int) -> None:
        """Put the workers in one of the `ORDERS`."""
        column, order = list(ORDERS.values())[place]
        self.tree.sortByColumn(column, order)

    def _show_order(self, column: int, order: Qt.SortOrder) -> None:
        """Name the order that a header was sorted by, where it is one of the `ORDERS`."""
        ways = list(ORDERS.values())
        known = (column, order) if column >= 0 else ways[0]
        self.order.setCurrentIndex(ways.index(known) if known in ways else -1)

    def _note_expanded(self) -> None:
        for row, group in enumerate(self.model.groups()):
            if self.tree.isExpanded(self.model.index(row, 0)):
                self._expanded.add(group.key)
            else:
                self._expanded.discard(group.key)

    def _expand_again(self) -> None:
        every = self._wanted.workers_in_year is not None or bool(self.filter_line.text())
        for row, group in enumerate(self.model.groups()):
            if group.key in self._expanded or (every and row < FEW):
                self.tree.expand(self.model.index(row, 0))

    def _choose(self, current: QModelIndex) -> None:
        if self._is_following or not current.isValid():
            return
        case = self.model.case(current)
        if case is not None:
            self.store.select_child(case.child)
            return
        worker = self.model.group(current).worker
        if worker is not None:
            self.store.select_worker(worker)

    def _follow_selection(self) -> None:
        """Mark who is in the inspector, a child only where its worker is open."""
        selected = self.store.selected
        self._is_following = True
        index = QModelIndex() if selected is None else self._place(selected)
        if index.isValid():
            if index.row() != self.tree.currentIndex().row() or (
                index.parent() != self.tree.currentIndex().parent()
            ):
                self.tree.setCurrentIndex(index)
        else:
            self.tree.clearSelection()  # the cursor stays, so that the arrows go on from there
        self._is_following = False

    def _place(self, selected: Selection) -> QModelIndex:
        for row, group in enumerate(self.model.groups()):
            index = self.model.index(row, 0)
            if selected.worker is not None and group.worker == selected.worker:
                return index
            if selected.child in group.children and self.tree.isExpanded(index):
                listed = [case.child for case in self.model.cases(group)]
                return self.model.index(listed.index(selected.child), 0, index)
        return QModelIndex()

    def texts(self) -> list[list[str]]:
        """The lines of the groups as they are read."""
        rows = range(self.model.rowCount())
        return [self.model.texts(self.model.index(row, 0)) for row in rows]

    @override
    def narrow(self, wanted: object) -> None:
        if not isinstance(wanted, Narrowing):
            return
        self._wanted = Narrowing(bands=wanted.bands, workers_in_year=wanted.workers_in_year)
        self.mark_stale()
        if wanted.worker is not None:
            self.store.select_worker(wanted.worker)

    @override
    def seek(self) -> None:
        self.filter_line.setFocus()

    @override
    def clear(self) -> bool:
        had = self._wanted != Narrowing() or bool(self.filter_line.text())
        self._wanted = Narrowing()
        self.filter_line.setText("")
        self.mark_stale()
        return had


def _summary(shown: tuple[Group, ...]) -> str:
    """How many workers hold how many children, and how many children nobody holds."""
    holding = [group for group in shown if group.kind is Kind.WORKER]
    held = sum(len(group.children) for group in holding)
    loose = sum(len(group.children) for group in shown if group.kind is not Kind.WORKER)
    said = tr(
        "{workers}, {children} held",
        workers=workers_count(len(holding)),
        children=terms.children(held),
    )
    if not loose:
        return said
    return tr("{said} · {n} under no worker", said=said, n=loose)


def _narrowed(shown: tuple[Group, ...], wanted: Narrowing, review: Review) -> Iterable[Group]:
    for group in shown:
        if wanted.bands and (group.share is None or group.band not in wanted.bands):
            continue
        if wanted.workers_in_year is None:
            yield group
            continue
        least = wanted.workers_in_year
        children = review.snapshot.children
        many = tuple(c for c in group.children if (children[c].workers_in_year or 0) >= least)
        if many:
            yield _only(group, many, review)


def _only(group: Group, children: tuple[ChildId, ...], review: Review) -> Group:
    """The group with only these of its children listed; its load stays what it is."""
    families = review.caseloads.families(children)
    return replace(group, children=children, co_worked=(), families=families)


def _narrowing_words(wanted: Narrowing) -> str:
    if wanted.workers_in_year is not None:
        return trn(
            "Only children with {n} or more workers in a year.",
            "Only children with {n} or more workers in a year.",
            wanted.workers_in_year,
        )
    bands = ", ".join(terms.term(band) for band in Band if band in wanted.bands)
    return tr("Only workers who are: {bands}.", bands=bands)


def _empty_words(review: Review | None) -> str:
    if review is None:
        return tr("Nothing is open yet. Open a spreadsheet with Ctrl+O.")
    return tr("Nobody here fits. Take the filter off to see everybody.")
