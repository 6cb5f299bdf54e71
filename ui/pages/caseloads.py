"""The caseloads: every worker as a list, as a board, or some of them side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QStackedLayout, QWidget
from typing_extensions import override

from allocation_app.domain.people import WorkerId
from allocation_app.domain.policy import Band
from allocation_app.domain.review import Review
from allocation_app.domain.snapshot import Snapshot
from allocation_app.wording import terms
from allocation_app.wording.translate import mark, tr, trn
from ui import preferences
from ui.dialogs.messages import tell_error
from ui.forecasting import Forecasting
from ui.rows.caseload import Case, Group, Kind, Made, cases, groups, of_children
from ui.rows.compared import MOST
from ui.rows.looked_for import narrowed, searched, summary
from ui.rows.people import Findings
from ui.store import PlanStore
from ui.widgets.board import Board
from ui.widgets.card import page_column
from ui.widgets.caseload_tree import CaseloadModel
from ui.widgets.caseload_view import CaseloadView
from ui.widgets.columns import columns_button
from ui.widgets.compare import Compare
from ui.widgets.flow import Flow
from ui.widgets.heading import Heading
from ui.widgets.narrowing import Narrowing
from ui.widgets.notice import Notice
from ui.widgets.page import Page
from ui.widgets.tree_place import TreePlace
from ui.widgets.tree_selection import Lines, TreeSelection
from ui.widgets.view_switch import ViewSwitch
from ui.widgets.words import words

NAME = 0
FEW = 25  # workers opened by themselves where single children are looked for
LIST, BOARD, COMPARE = range(3)
VIEW = "caseloads/view"
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
        self._made: tuple[Snapshot | None, Made] = (None, {})
        self._wanted = Narrowing()
        self._everybody: tuple[Group, ...] = ()
        self._compared: tuple[WorkerId, ...] = ()
        self._forecasting = Forecasting(self)
        self.heading = Heading(self.title)
        self.views = ViewSwitch(
            tr("List, board or comparison"),
            (
                tr("A line for each worker"),
                tr("A card for each worker, and beside them the children who have none"),
                tr("Two to four workers side by side"),
            ),
        )
        self.model = CaseloadModel(self._cases, self)
        self.tree = CaseloadView(self.model)
        self.board = Board(self.model)
        self.compare = Compare()
        self.selecting = TreeSelection(store, self.model, self._trees(), self._seen)
        self.places = [TreePlace(view, self.model) for view in self._trees()]
        self.filter_line = QLineEdit()
        self.order = QComboBox()
        self.expand = QPushButton(tr("Expand all"))
        self.collapse = QPushButton(tr("Collapse all"))
        self.choose_columns = columns_button(self.tree.columns)
        self.narrowed = Notice(tr("Show all"))
        self._empty = words("", is_muted=True)
        self._body = QWidget()
        self._stack = QStackedLayout(self._body)
        self._build()
        self._connect()
        self.views.choose(_kept_view())
        self._show_tools(self.views.current)

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

    @property
    @override
    def is_settled(self) -> bool:
        is_asked = self.views.current == COMPARE and self.store.review is not None
        return super().is_settled and (not is_asked or self._forecasting.is_known)

    @property
    def compared(self) -> tuple[WorkerId, ...]:
        """Who is ticked for the comparison."""
        return self._compared

    def _trees(self) -> tuple[Lines, ...]:
        return (self.tree, *self.board.views)

    def _seen(self) -> tuple[Lines, ...]:
        """The trees of the view that is chosen, none while they show what was before."""
        if self._is_stale:
            return ()
        if self.views.current == BOARD:
            return self.board.views
        return (self.tree,) if self.views.current == LIST else ()

    def _build(self) -> None:
        for word in ORDERS:
            self.order.addItem(tr(word))
        self.order.setPlaceholderText(tr("By a heading"))
        self.order.setAccessibleName(tr("Order of the workers"))
        self.filter_line.setPlaceholderText(tr("Filter"))
        self.filter_line.setAccessibleName(tr("Filter workers and children"))
        self.filter_line.setToolTip(tr("Show only workers and children with all of these words"))
        self.filter_line.setClearButtonEnabled(True)
        self.filter_line.setMinimumWidth(220)
        tools = QWidget()
        row = Flow(tools)
        for tool in (
            self.views,
            self.filter_line,
            self.order,
            self.board.by_team,
            self.board.compact,
            self.expand,
            self.collapse,
            self.choose_columns,
        ):
            row.addWidget(tool)
        for shown in (self.tree, self.board, self.compare):
            self._stack.addWidget(shown)
        self._say_views()
        column = page_column(self)
        for part in (self.heading, tools, self.narrowed, self._empty):
            column.addWidget(part)
        column.addWidget(self._body, 1)

    def _connect(self) -> None:
        self.order.activated.connect(self.sort_by)
        self.tree.header().sortIndicatorChanged.connect(self._show_order)
        self._show_order(
            self.tree.header().sortIndicatorSection(), self.tree.header().sortIndicatorOrder()
        )
        self.expand.clicked.connect(self._expand_all)
        self.collapse.clicked.connect(self._collapse_all)
        self.narrowed.wanted.connect(self.clear)
        self.filter_line.textChanged.connect(self.refresh)
        self.views.chosen.connect(self._show_view)
        self.board.ticking.connect(self.tick)
        self.compare.wanted.connect(self.show_compared)
        self.compare.selected.connect(self.store.select_worker)
        self._forecasting.ready.connect(self._show_comparison)
        self._forecasting.failed.connect(lambda error: tell_error(error, self))
        for view in self._trees():
            view.hand.carry(self.wishes)

    @override
    def refresh(self) -> None:
        review = self.store.review
        self._findings = None
        self._everybody = ()
        shown: tuple[Group, ...] = ()
        self.heading.say("")
        if review is None:
            self._made = None, {}
        else:
            made = self._made_of(review)
            self._everybody = groups(review, self.store, made, self.store.imported)
            self.heading.say(summary(self._everybody))
            wanted = self._wanted
            fitting = narrowed(self._everybody, review, wanted.bands, wanted.workers_in_year)
            hide = self.store.names_hidden
            shown = searched(fitting, review, self.filter_line.text(), hide_names=hide)
        self.narrowed.setVisible(self._wanted != Narrowing())
        self.narrowed.say(_narrowing_words(self._wanted))
        self.model.show(shown)
        self._open_found()
        self.board.refresh()
        self._show_comparison()
        self._show_body()
        self.tree.columns.fit_once()
        self.selecting.follow()

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
            self._findings = of_children(review.findings)
        return cases(review, group, self._findings, hide_names=self.store.names_hidden)

    # ------------------------------------------------------------------------ the three views

    def _show_view(self, place: int) -> None:
        preferences.remember(VIEW, str(place))
        self._stack.setCurrentIndex(place)
        self.setFocusProxy((self.tree, self.board, self.compare)[place])
        self._show_tools(place)
        self._show_comparison()
        self._open_found()
        self._show_body()
        self.selecting.follow()

    def _show_tools(self, place: int) -> None:
        """Show what belongs to a view, and nothing else."""
        for switch in (self.board.by_team, self.board.compact):
            switch.setVisible(place == BOARD)
        self.choose_columns.setVisible(place == LIST)
        several: tuple[QWidget, ...] = (self.filter_line, self.order, self.expand, self.collapse)
        for tool in several:
            tool.setVisible(place != COMPARE)

    def _show_body(self) -> None:
        is_any = bool(self.model.rowCount()) or self.views.current == COMPARE
        self._empty.setText(_empty_words(self.store.review))
        self._empty.setVisible(not is_any)
        self._body.setVisible(is_any)

    def _say_views(self) -> None:
        self.views.say(LIST, tr("List"))
        self.views.say(BOARD, tr("Board"))
        n = len(self._compared)
        self.views.say(COMPARE, tr("Compare ({n})", n=n) if n else tr("Compare"))

    def tick(self, worker: WorkerId) -> None:
        """Put a worker into the comparison, or take them out; the first goes where four stand."""
        if worker in self._compared:
            self.show_compared([each for each in self._compared if each != worker])
        else:
            self.show_compared((*self._compared, worker))

    def show_compared(self, workers: Sequence[WorkerId]) -> None:
        """Compare these, the last four of them."""
        self._compared = tuple(workers)[-MOST:]
        self._show_comparison()

    def _show_comparison(self) -> None:
        holders = [group for group in self._everybody if group.kind is Kind.WORKER]
        self.board.tick(self._compared)
        if self.views.current == COMPARE:
            self._forecasting.ask(self.store.review)
            coming = self._forecasting.coming if self._forecasting.is_known else None
            self.compare.show_workers(self.store.review, holders, self._compared, coming)
        self._say_views()

    # ---------------------------------------------------------------------- order and opening

    def sort_by(self, place: int) -> None:
        """Put the workers in one of the `ORDERS`."""
        column, order = list(ORDERS.values())[place]
        self.tree.sortByColumn(column, order)

    def _show_order(self, column: int, order: Qt.SortOrder) -> None:
        """Name the order that a header was sorted by, where it is one of the `ORDERS`."""
        ways = list(ORDERS.values())
        known = (column, order) if column >= 0 else ways[0]
        self.order.setCurrentIndex(ways.index(known) if known in ways else -1)

    def _expand_all(self) -> None:
        for view in self._seen():
            view.expandAll()

    def _collapse_all(self) -> None:
        for view in self._seen():
            view.collapseAll()

    def _open_found(self) -> None:
        """Open the workers whose single children are looked for."""
        if self._wanted.workers_in_year is None and not self.filter_line.text():
            return
        for row in range(min(FEW, self.model.rowCount())):
            for view in self._seen():
                view.expand(self.model.index(row, 0))

    def texts(self) -> list[list[str]]:
        """The lines of the groups as they are read."""
        rows = range(self.model.rowCount())
        return [self.model.texts(self.model.index(row, 0)) for row in rows]

    @override
    def kept(self) -> dict[str, str]:
        wanted = self._wanted
        return super().kept() | {
            "bands": ",".join(band.value for band in Band if band in wanted.bands),
            "workers_in_year": str(wanted.workers_in_year or ""),
            "by_team": "1" if self.board.by_team.isChecked() else "",
            "compact": "1" if self.board.compact.isChecked() else "",
        }

    @override
    def bring(self, kept: Mapping[str, str]) -> None:
        named, least = kept.get("bands", "").split(","), kept.get("workers_in_year", "")
        self._wanted = Narrowing(
            bands=frozenset(band for band in Band if band.value in named),
            workers_in_year=int(least) if least.isdigit() else None,
        )
        self.board.show_as(by_team=bool(kept.get("by_team")), compact=bool(kept.get("compact")))
        super().bring(kept)
        self.mark_stale()

    @override
    def typed(self) -> dict[str, str]:
        return {"caseloads": self.filter_line.text(), "compared": "\n".join(self._compared)}

    @override
    def type_again(self, typed: Mapping[str, str]) -> None:
        self.filter_line.setText(typed.get("caseloads", ""))
        self.show_compared([WorkerId(each) for each in typed.get("compared", "").splitlines()])

    @override
    def narrow(self, wanted: object) -> None:
        if not isinstance(wanted, Narrowing):
            return
        self._wanted = Narrowing(bands=wanted.bands, workers_in_year=wanted.workers_in_year)
        if wanted.compared:
            self.show_compared(wanted.compared)
            self.views.choose(COMPARE)
        elif self.views.current == COMPARE:
            self.views.choose(LIST)
        self.mark_stale()
        if wanted.worker is not None:
            self.store.select_worker(wanted.worker)

    @override
    def seek(self) -> None:
        if self.views.current == COMPARE:
            self.views.choose(LIST)
        self.filter_line.setFocus()

    @override
    def clear(self) -> bool:
        had = self._wanted != Narrowing() or bool(self.filter_line.text())
        self._wanted = Narrowing()
        self.filter_line.setText("")
        self.mark_stale()
        return had


def _kept_view() -> int:
    """The view that was shown last; a comparison begins anew with each start."""
    return BOARD if preferences.recall(VIEW) == str(BOARD) else LIST


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
