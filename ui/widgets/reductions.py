"""Who has fewer hours for cases than the contract says: a table, and a line to add to it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QPushButton, QVBoxLayout, QWidget

from allocation_app.domain.people import Reduction, WorkerId
from allocation_app.domain.policy import Policy
from allocation_app.domain.published import REDUCTIONS, REDUCTIONS_SOURCE
from allocation_app.domain.snapshot import Snapshot
from allocation_app.wording.translate import tr
from ui.rows.reductions import (
    REASONS,
    Reductions,
    Row,
    published_words,
    rows,
    with_reduction,
    without_reduction,
)
from ui.table_model import RIGHT, Column
from ui.widgets.flow import Flow
from ui.widgets.number_box import NumberBox
from ui.widgets.plain_table import PlainTable
from ui.widgets.tick import Tick
from ui.widgets.words import words

MOST = 4  # rows seen at once: the panel is one page


class ReductionsTable(QWidget):
    """``changed`` carries the reductions as they are to be."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._policy: Policy | None = None
        self.table = _table()
        self.worker, self.reason = QComboBox(), QComboBox()
        self.share = NumberBox(tr("Less, % of hours"), least=1, most=100, step=5, decimals=0)
        self.dated = Tick(tr("from … to"))
        self.start, self.end = QDateEdit(), QDateEdit()
        self.add = QPushButton(tr("Add"))
        self.remove = QPushButton(tr("Remove"))
        self._none = words(tr("Nobody has a reduction."), is_muted=True)
        self._build()

    def show_policy(self, policy: Policy, snapshot: Snapshot | None) -> None:
        """Show the reductions of this policy, and of the staff list of this import."""
        self._policy = policy
        found = rows(policy, snapshot)
        self.table.show_rows(found)
        self.table.setVisible(bool(found))
        self._none.setVisible(not found)
        self.remove.setEnabled(any(not row.is_listed for row in found))
        chosen = self.worker.currentData()
        self.worker.clear()
        people = [] if snapshot is None else [w for w in snapshot.workers.values() if w.holds_cases]
        for worker in sorted(people, key=lambda worker: worker.name):
            self.worker.addItem(tr("{name}", name=worker.name), worker.id)
        self.worker.setCurrentIndex(max(0, self.worker.findData(chosen)))
        self.add.setEnabled(bool(people))
        if snapshot is not None and not self.dated.isChecked():
            as_at = snapshot.as_at
            for edit in (self.start, self.end):
                edit.setDate(QDate(as_at.year, as_at.month, as_at.day))

    def _build(self) -> None:
        self.worker.setAccessibleName(tr("Worker"))
        self.worker.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.reason.setAccessibleName(tr("Reason and usual share"))
        self.reason.setToolTip(tr("Usual shares: {source}", source=REDUCTIONS_SOURCE))
        for published in REDUCTIONS:
            self.reason.addItem(published_words(published), published.reason.value)
        self.reason.currentIndexChanged.connect(self._suggest)
        self.share.setSuffix(" %")
        for edit, name in ((self.start, tr("First day")), (self.end, tr("Last day"))):
            edit.setAccessibleName(name)
            edit.setDisplayFormat("d MMM yyyy")
            edit.setCalendarPopup(True)
            edit.setMinimumHeight(28)
            edit.setVisible(False)
            self.dated.toggled.connect(edit.setVisible)
        self.dated.setAccessibleName(tr("Only from a day to a day"))
        self.add.clicked.connect(self._add)
        self.remove.setToolTip(tr("Take the marked reduction of this policy away"))
        self.remove.clicked.connect(self._remove)
        line = QWidget()
        flow = Flow(line)
        for widget in (self.worker, self.reason, self.share, self.dated, self.start, self.end):
            flow.addWidget(widget)
        flow.addWidget(self.add)
        flow.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(words(tr("Reductions of hours for cases"), is_bold=True))
        column.addWidget(self.table)
        column.addWidget(self._none)
        column.addWidget(line)
        column.addStretch(1)
        self._suggest()

    def _suggest(self) -> None:
        """Fill in the usual share of the reason."""
        published = REDUCTIONS[max(0, self.reason.currentIndex())]
        if published.shares:
            self.share.setValue(round(100 * published.shares[0]))

    def _add(self) -> None:
        worker = self.worker.currentData()
        if self._policy is None or worker is None:
            return
        published = REDUCTIONS[max(0, self.reason.currentIndex())]
        start, end = _day(self.start), _day(self.end)
        reduction = Reduction(
            share=self.share.value() / 100,
            reason=tr(REASONS[published.reason]),
            start=start if self.dated.isChecked() else None,
            end=max(start, end) if self.dated.isChecked() else None,
        )
        self._tell(with_reduction(self._policy, WorkerId(str(worker)), reduction))

    def _remove(self) -> None:
        found = self.table.rows()
        index = self.table.currentIndex()
        own = [row for row in found if not row.is_listed]
        row = found[index.row()] if index.isValid() else own[-1] if own else None
        if self._policy is not None and row is not None and not row.is_listed:
            self._tell(without_reduction(self._policy, row))

    def _tell(self, reductions: Reductions) -> None:
        self.changed.emit(reductions)


def _day(edit: QDateEdit) -> date:
    chosen = edit.date()
    return date(chosen.year(), chosen.month(), chosen.day())


def _table() -> PlainTable[Row]:
    columns = (
        Column[Row](tr("Worker"), lambda row: row.name),
        Column[Row](tr("Hours"), lambda row: row.share, align=RIGHT),
        Column[Row](tr("Why"), lambda row: row.reduction.reason),
        Column[Row](tr("When"), lambda row: row.days),
        Column[Row](
            tr("From"), lambda row: tr("staff list") if row.is_listed else tr("this policy")
        ),
    )
    table = PlainTable(columns, lambda row: row.number, stretch=2, most=MOST)
    table.setAccessibleName(tr("Reductions of hours for cases"))
    return table
