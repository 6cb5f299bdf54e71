"""Children shared out over several workers, or given back: proposed, gone through, then staged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from allocation_app.domain.ahead import on_day
from allocation_app.domain.caseloads import caseloads
from allocation_app.domain.effects import Measured
from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.plan import Move, Plan
from allocation_app.progress import Progress
from allocation_app.wording import effects, move_rules, sharing, terms
from allocation_app.wording.names import Names, names_of
from allocation_app.wording.translate import tr, trn
from ui.dialogs.messages import tell_error
from ui.rows.share_out import (
    NOBODY,
    Offer,
    SharedRow,
    Weighed,
    moves_to,
    receiver_words,
    receivers,
    shared_rows,
    target_choices,
    weighed,
)
from ui.solving import Solving
from ui.suggested import with_reasons
from ui.table_model import Column, TableModel
from ui.widgets.fitting import fit
from ui.widgets.flow import wrapping
from ui.widgets.grounds import why_set_aside
from ui.widgets.row_heights import RowHeights
from ui.widgets.table import Table
from ui.widgets.words import one_line, title, unbroken, words

WORKER = Qt.ItemDataRole.UserRole
SIZE = (76, 44)  # times the height of a line
Propose = Callable[[date, frozenset[WorkerId], Progress], Offer]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is to be shared out: whose children, from which day, among whom at the most.

    ``propose`` is called off the window's thread. Without ``workers`` nobody is chosen among, and
    the day is given: the children go back to one.
    """

    heading: str
    plan: Plan
    by: Measured
    children: tuple[ChildId, ...]
    day: date
    workers: tuple[WorkerId, ...]
    propose: Propose
    hide_names: bool = False


class ShareOutDialog(QDialog):
    """``decided`` carries the moves that are to be staged as one step."""

    decided = Signal(object)

    def __init__(self, asked: Asked, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked = asked
        self._proposed: Offer | None = None
        self._targets: dict[ChildId, WorkerId | None] = {}
        self._weighed: Weighed | None = None
        self._solving = Solving(self)
        self.setWindowTitle(tr("Share out") if asked.workers else tr("Give back"))  # no name
        self.day = QDateEdit()
        self.table = Table("share_out", TableModel(_columns(), lambda row: row.child))
        self.target = QComboBox()
        self.target_words = one_line()
        self.among = QListWidget()
        self.again_button = QPushButton(tr("Propose &again"))
        self.stop_button = QPushButton(tr("Sto&p, keep the best so far"))
        self.said = words(is_muted=True)
        self.told = words()
        self.warned = words()
        self.why = why_set_aside()
        self.buttons = QDialogButtonBox()
        self.stage_button = QPushButton(tr("&Stage all"))
        self._build()
        self._connect()
        fit(self, *SIZE)
        self.propose()

    @property
    def is_settled(self) -> bool:
        """Whether nothing is being worked out."""
        return not self._solving.is_working

    def propose(self) -> None:
        """Work out who could go to whom, among those who are ticked, beside the window."""
        if self._solving.is_working:
            return
        day, among = self._day(), frozenset(self.ticked())
        asked = self._asked
        is_empty = not self.table.model.given  # the empty list says so itself
        self.told.setText("" if is_empty else tr("Working out who could go to whom…"))
        self._target_line.setVisible(not is_empty)
        self._solving.begin(lambda progress, _tell: asked.propose(day, among, progress))
        self._allow(may_stage=False)

    def ticked(self) -> list[WorkerId]:
        """Among whom it is shared out."""
        if not self.among.count():
            return list(self._asked.workers)
        return [
            WorkerId(str(item.data(WORKER)))
            for item in map(self.among.item, range(self.among.count()))
            if item.checkState() is Qt.CheckState.Checked
        ]

    def moves(self) -> tuple[Move, ...]:
        """What is staged: the moves as they stand, with what is set aside for each and why."""
        of = self._weighed
        if of is None:
            return ()
        return with_reasons(of.moves, of.seen.warning, str(self.why.currentData() or ""))

    def give(self, to: WorkerId | None) -> None:
        """Give the chosen children to this worker, or let them stay as they are."""
        for row in self.table.marked():
            self._targets[row.child] = to
        self._weigh()

    def _take(self, proposed: Offer | None) -> None:
        if proposed is None:
            proposed = Offer(moves=(), proof=tr("stopped before anything was found"))
        self._proposed = proposed
        to = {move.child: move.to for move in proposed.moves}
        self._targets = {child: to.get(child) for child in self._asked.children}
        self._weigh()
        rows = self.table.model.rows()
        if rows and not self.table.marked():  # one that the keyboard came to is not marked yet
            self.table.select(rows[0].child)
            self.table.setFocus()  # not before: an empty list has nothing to hold the keyboard
            self._offer()  # a selection made for somebody is told to nobody

    def _fail(self, error: Exception) -> None:
        self.told.setText("")
        self._allow(may_stage=False)
        tell_error(error, self)

    def _weigh(self) -> None:
        """Work out what the moves as they stand come to, and show it."""
        asked, proposed = self._asked, self._proposed
        if proposed is None:
            return
        day = self._day()
        loads = caseloads(on_day(asked.plan, day), asked.by.policy)
        moves = moves_to(loads, proposed, self._targets, self._effective())
        self._weighed = weighed(asked.plan, moves, day, asked.by)
        names = self._names()
        self.table.show_rows(
            shared_rows(self._weighed, proposed, asked.children, names, hide_names=asked.hide_names)
        )
        self._show_among(self._weighed, names)
        self._tell(self._weighed)
        self._offer()

    def _tell(self, of: Weighed) -> None:
        rest = len(self._asked.children) - len(of.moves)
        to = len({move.to for move in of.moves})
        say = sharing.proposed if self._asked.workers else sharing.going_back
        said = tr(
            "{proposed} {team}.",
            proposed=say(len(of.moves), to, rest),
            team=terms.first_up(effects.team(of.seen.effect.team)),
        )
        proof = self._proof(of)
        self.told.setText(tr("{said} {proof}.", said=said, proof=proof) if proof else said)
        self.warned.setText(move_rules.verdict(of.seen.broken) if of.seen.broken else "")
        self.warned.setVisible(bool(of.seen.broken))
        self.why.setVisible(bool(of.seen.warning) and not of.seen.stopping)
        self.stage_button.setText(trn("&Stage {n} move", "&Stage all {n} moves", len(of.moves)))
        self._follow()

    def _proof(self, of: Weighed) -> str:
        """How good it is, as long as nobody was given to somebody else by hand."""
        proposed = self._proposed
        if proposed is None or set(of.moves) != set(proposed.moves):
            return ""
        return terms.first_up(proposed.proof)

    def _follow(self) -> None:
        of = self._weighed
        may_stage = (
            of is not None
            and bool(of.moves)
            and not of.seen.stopping
            and (not of.seen.warning or bool(self.why.currentData()))
        )
        self._allow(may_stage=may_stage)

    def _allow(self, *, may_stage: bool) -> None:
        self.stage_button.setEnabled(may_stage)
        self.again_button.setEnabled(self.is_settled and bool(self.ticked()))
        self.stop_button.setVisible(not self.is_settled)

    def _show_among(self, of: Weighed, names: Names) -> None:
        ticked = set(self.ticked())
        self.among.blockSignals(True)
        self.among.clear()
        for each in receivers(of, self._asked.workers, names):
            item = QListWidgetItem(unbroken(receiver_words(each)))
            item.setData(WORKER, each.worker)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            is_ticked = each.worker in ticked
            item.setCheckState(Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked)
            self.among.addItem(item)
        self.among.blockSignals(False)

    def _offer(self) -> None:
        """Offer the workers for the child that is chosen."""
        row, of = self.table.current(), self._weighed
        self.target.blockSignals(True)
        self.target.clear()
        self.target.setEnabled(row is not None and of is not None)
        self._target_line.setVisible(bool(self.table.model.given))
        if row is not None and of is not None:
            chosen = len(self.table.marked())
            self.target_words.setText(
                tr("New worker for {name}", name=row.name)
                if chosen <= 1
                else trn("New worker for {n} child", "New worker for {n} children", chosen)
            )
            for worker, text in target_choices(of, row.child, self._names()):
                self.target.addItem(text, worker)
            self.target.setCurrentIndex(self.target.findData(row.to or NOBODY))
            self.said.setText(" ".join(filter(None, (row.said, self._why(row)))))
        self.said.setVisible(bool(self.said.text()))
        self.target.blockSignals(False)

    def _why(self, row: SharedRow) -> str:
        """Why this worker and not the next, as long as it is the one who was proposed."""
        proposed = self._proposed
        moves = () if proposed is None else proposed.moves
        move = next((each for each in moves if (each.child, each.to) == (row.child, row.to)), None)
        return "" if proposed is None or move is None else proposed.why(move)

    def _pick(self) -> None:
        worker = str(self.target.currentData() or "")
        self.give(WorkerId(worker) if worker else None)

    def _names(self) -> Names:
        return names_of(self._asked.plan.facts, hide_names=self._asked.hide_names)

    def _day(self) -> date:
        day = self.day.date()
        return max(date(day.year(), day.month(), day.day()), self._asked.plan.snapshot.as_at)

    def _effective(self) -> date | None:
        day = self._day()
        return None if day == self._asked.plan.snapshot.as_at else day

    def _build(self) -> None:
        day = self._asked.day
        self.day.setDate(QDate(day.year, day.month, day.day))
        self.day.setAccessibleName(tr("From which day"))
        self.day.setDisplayFormat("ddd d MMM yyyy")
        self.day.setCalendarPopup(True)
        self.day.setMinimumHeight(28)
        self.day.setEnabled(bool(self._asked.workers))
        self.table.view.setAccessibleName(tr("Children and their new workers"))
        RowHeights(self.table.view)
        self.table.set_empty_text(tr("Working out who could go to whom…"))
        self.target.setAccessibleName(tr("New worker for the chosen child"))
        self.target.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.among.setAccessibleName(tr("Among whom"))
        self.among.setWordWrap(True)
        self.why.setVisible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(title(self._asked.heading))
        column.addWidget(wrapping(one_line(tr("From")), self.day))
        body = QHBoxLayout()
        body.setSpacing(12)
        body.addWidget(self.table, 3)
        if self._asked.workers:
            side = QVBoxLayout()
            side.addWidget(words(tr("Among whom (untick who is not to be asked)"), is_bold=True))
            side.addWidget(self.among, 1)
            side.addWidget(self.again_button)
            body.addLayout(side, 1)
        column.addLayout(body, 1)
        self._target_line = wrapping(self.target_words, self.target)
        column.addWidget(self._target_line)
        column.addWidget(self.stop_button, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self.said, self.told, self.warned):
            part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            column.addWidget(part)
        column.addWidget(self.why, 0, Qt.AlignmentFlag.AlignLeft)
        roles = QDialogButtonBox.ButtonRole
        self.buttons.addButton(self.stage_button, roles.AcceptRole)
        self.stage_button.setProperty("look", "primary")
        self.buttons.addButton(tr("&Cancel"), roles.RejectRole)
        for button in self.buttons.buttons():
            if isinstance(button, QPushButton):
                button.setAutoDefault(False)
        for button in (self.again_button, self.stop_button):
            button.setAutoDefault(False)
        column.addWidget(self.buttons)

    def _connect(self) -> None:
        self.day.dateChanged.connect(self.propose)
        self.again_button.clicked.connect(self.propose)
        self.stop_button.clicked.connect(self._solving.stop)
        self._solving.ended.connect(self._take)
        self._solving.failed.connect(self._fail)
        self.table.view.selectionModel().selectionChanged.connect(self._offer)
        self.table.activated.connect(lambda _row: self.target.showPopup())
        self.target.activated.connect(self._pick)
        self.among.itemChanged.connect(self._follow)
        self.why.currentIndexChanged.connect(self._follow)
        self.buttons.accepted.connect(self._stage)
        self.buttons.rejected.connect(self.reject)

    @override
    def done(self, result: int) -> None:
        """Close; what is worked out still is let go of."""
        self._solving.drop()
        super().done(result)

    def _stage(self) -> None:
        moves = self.moves()
        self.accept()
        self.decided.emit(moves)


def _columns() -> list[Column[SharedRow]]:
    return [
        Column(tr("Child"), _child, is_bold=lambda _: True),
        Column(tr("Case"), _case, sort=lambda row: row.weight),
        Column(tr("With"), lambda row: row.now),
        Column(tr("New worker"), _new_worker, tone=_tone),
        Column(tr("Look twice"), lambda row: row.said, tone=_tone),
    ]


def _child(row: SharedRow) -> str:
    return tr("{name}, {family}", name=row.name, family=row.family) if row.family else row.name


def _case(row: SharedRow) -> str:
    return tr("{case}, {points} points", case=row.case, points=terms.points(row.weight))


def _new_worker(row: SharedRow) -> str:
    if row.to is None:
        return row.to_name
    return tr("→ {name}, then at {load}", name=row.to_name, load=terms.percent(row.after))


def _tone(row: SharedRow) -> str | None:
    return "late" if row.to is None or row.is_hard else None
