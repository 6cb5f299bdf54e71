"""Who could take the child that is shown: best first, the rest on demand, the excluded below."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, QRect, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from allocation_app.domain.caseloads import Load
from allocation_app.domain.effects import Measured
from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.plan import Move
from allocation_app.domain.review import Review
from allocation_app.domain.staging import Preview, likely_reason, preview
from allocation_app.wording import effects, move_rules, terms
from allocation_app.wording.names import names_of
from allocation_app.wording.translate import tr, trn
from ui.piecewise import Piecewise
from ui.rows.candidates import Barred, CandidateRow, CandidateRows, candidate_row, candidate_rows
from ui.rows.compared import LEAST, MOST
from ui.rows.kin import going_along
from ui.rows.receivers import load_after
from ui.widgets.candidate_view import CandidateView
from ui.widgets.flow import Flow
from ui.widgets.link import Link, Wide
from ui.widgets.tick import Tick
from ui.widgets.wishes import Wishes
from ui.widgets.words import words

FIRST = 4  # candidates shown at once
SOON = 80  # ms: whoever goes through a list quickly is not held up
MOST_BARRED = 12  # excluded workers whose names are given at once


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Whose candidates are shown; two of one review are the same question."""

    review: Review
    child: ChildId
    by: Measured
    hide_names: bool

    def is_same(self, other: Asked | None) -> bool:
        """Whether nothing has changed in between."""
        return (
            other is not None
            and self.review is other.review
            and (self.child, self.by, self.hide_names) == (other.child, other.by, other.hide_names)
        )


class CandidateList(QWidget):
    """The section of the inspector that ends in "Allocate to ...".

    What it shows is worked out a moment after it was asked for, and only where somebody can see it:
    to rank a council takes most of a frame. ``reached`` carries the place of the row that the
    keyboard comes to, to be scrolled to.
    """

    reached = Signal(QRect)

    def __init__(self, wishes: Wishes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wishes = wishes
        self._asked: Asked | None = None
        self._known: Asked | None = None
        self._rows = CandidateRows()
        self._is_whole = self._is_going = False
        self.head = words(is_bold=True)
        self.waiting = words(tr("One moment…"), is_muted=True)
        self.body = QWidget()
        self.none = words(tr("Nobody else can be asked."), is_muted=True)
        self.view, self.away = CandidateView(), CandidateView()
        self.more = QPushButton()
        self.siblings = Tick()
        self.take = Wide()
        self.ask_button = QPushButton(tr("Move to…"))
        self.compare = QPushButton()
        self.effect, self.verdict = words(), words(is_bold=True)
        self.rules = words()
        self.recent = words(is_muted=True)
        self.away_head = words(tr("Away now"), is_bold=True)
        self.barred_head = words(tr("Not possible"), is_bold=True)
        self.barred = words(is_muted=True)
        self.all_barred = Link(tr("Show all of them"))
        self._together: Piecewise[WorkerId, Load] = Piecewise(self)
        self._ranking, self._looking = self._timer(self._rank), self._timer(self._look)
        self._build()

    @property
    def is_settled(self) -> bool:
        """Whether everything that was asked for is shown."""
        is_known = self._asked is None or self._asked.is_same(self._known)
        return is_known and not self._looking.isActive() and self._together.is_done

    @property
    def chosen(self) -> CandidateRow | None:
        """Who would be allocated to, in the list or among those who are away."""
        return self.view.current() or self.away.current()

    def ask(self, review: Review, child: ChildId, by: Measured, *, hide_names: bool) -> None:
        """Show who could take this child; the old answer is never shown for another child."""
        asked = Asked(review=review, child=child, by=by, hide_names=hide_names)
        if asked.is_same(self._asked):
            return
        if self._asked is None or self._asked.child != child:
            self._begin_anew()
        self._asked = asked
        name = terms.child_name(review.snapshot.children[child], hide_names=hide_names)
        self.head.setText(tr("Who could take {child}", child=name))
        if self.isVisible():
            self._ranking.start()

    def go_to_first(self) -> None:
        """Put the cursor on the candidates, as soon as there are any."""
        self._is_going = True
        if self.is_settled:
            self._go()

    def forget(self) -> None:
        """Hold nothing of whom was asked about."""
        self._begin_anew()
        self._asked = None
        self._show_rows(None)
        for part in (self.head, self.effect, self.verdict, self.rules, self.recent):
            part.clear()

    def _begin_anew(self) -> None:
        """Forget the answer for another child; its rows stay as blanks, so that nothing jumps."""
        self._known, self._is_whole, self._is_going = None, False, False
        self._rows = CandidateRows()
        for view in (self.view, self.away):
            view.candidates.untick()
            view.blank()
        self.siblings.setChecked(False)
        self.take.say(tr("…"))
        self._together.ask((), self._load)
        for part in (self.effect, self.verdict, self.rules, self.recent):
            part.hide()

    def _timer(self, then: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(SOON)
        timer.timeout.connect(then)
        return timer

    def _rank(self) -> None:
        asked = self._asked
        if asked is None:
            return
        chosen = None if self.chosen is None else self.chosen.worker
        self._rows = candidate_rows(asked.review, asked.child, asked.by.team)
        self._known = asked
        self._show_rows(chosen)
        self.waiting.hide()
        self.body.show()
        if self._is_going:
            self._go()

    def _go(self) -> None:
        self._is_going = False
        self.view.setFocus()
        self._tell_place(self.view)

    def _tell_place(self, view: CandidateView) -> None:
        if view.hasFocus():
            rect = view.visualRect(view.currentIndex())
            self.reached.emit(rect.translated(view.viewport().mapTo(self, QPoint(0, 0))))

    def _show_rows(self, chosen: WorkerId | None) -> None:
        rows, listed = self._rows, self._listed()
        self.view.show_rows(listed, chosen)
        self.away.show_rows(rows.away, chosen)
        if self.chosen is None and listed and not self._is_moved():
            self.view.go_to(listed[0].worker)
        self.none.setVisible(not rows.ranked)
        self.view.setVisible(bool(listed))
        rest = len(rows.ranked) - len(listed)
        self.more.setText(tr("Show all {n}", n=len(rows.ranked)))
        self.more.setVisible(rest > 0)
        for part in (self.away_head, self.away):
            part.setVisible(bool(rows.away))
        self._show_siblings()
        self._show_barred(is_whole=False)
        self._show_compare()
        self._show_chosen()
        self._weigh_together()

    def _is_moved(self) -> bool:
        """Whether the plan has placed the child: then a second Enter must not move it on."""
        known = self._known
        return known is not None and known.child in known.review.caseloads.moves

    def _weigh_together(self) -> None:
        """With siblings every row counts all of them, which takes some ms for each worker."""
        for view in (self.view, self.away):
            view.candidates.weigh({})
        rows = (*self.view.candidates.rows, *self.away.candidates.rows)
        is_one = len(self._children()) < 2  # noqa: PLR2004 - whom the rows count already
        self._together.ask([] if is_one else [row.worker for row in rows], self._load)

    def _load(self, worker: WorkerId) -> Load:
        if self._known is None:
            raise KeyError(worker)
        return load_after(self._known.review, worker, self._children())

    def _take_weighed(self) -> None:
        for view in (self.view, self.away):
            view.candidates.weigh(self._together.found)

    def _listed(self) -> tuple[CandidateRow, ...]:
        """Who is shown: all, or the first few of the team that is looked at."""
        rows, known = self._rows, self._known
        if rows.found is None or known is None:
            return ()
        listed = rows.ranked if self._is_whole else (rows.near or rows.ranked)[:FIRST]
        return tuple(candidate_row(each, rows.found, known.review) for each in listed)

    def _show_all(self) -> None:
        self._is_whole = True
        chosen = self.chosen
        self._show_rows(None if chosen is None else chosen.worker)
        self.view.setFocus()

    def _show_siblings(self) -> None:
        asked = self._known
        others = () if asked is None else going_along(asked.review.caseloads, (asked.child,))
        self.siblings.setText(trn("&With {n} sibling", "&With {n} siblings", len(others)))
        self.siblings.setVisible(bool(others))

    def _show_barred(self, *, is_whole: bool) -> None:
        barred = self._rows.barred
        self.barred_head.setVisible(bool(barred))
        self.barred.setVisible(bool(barred))
        count = sum(len(each.names) for each in barred)
        is_whole = is_whole or count <= MOST_BARRED
        self.barred.setText("\n".join(_barred_words(each, is_whole=is_whole) for each in barred))
        self.all_barred.setVisible(not is_whole)

    def _show_compare(self) -> None:
        ticked = len(self._ticked())
        self.compare.setText(tr("Compare {n}", n=ticked) if ticked else tr("Compare"))
        self.compare.setEnabled(LEAST <= ticked <= MOST)

    def _ticked(self) -> tuple[WorkerId, ...]:
        return (*self.view.candidates.ticks(), *self.away.candidates.ticks())

    def _children(self) -> tuple[ChildId, ...]:
        """The child, with those siblings who are ticked to go along."""
        asked = self._known
        if asked is None:
            return ()
        others = going_along(asked.review.caseloads, (asked.child,))
        return (asked.child, *others) if self.siblings.isChecked() else (asked.child,)

    def _show_chosen(self) -> None:
        """Name the worker on the button at once; what it would come to follows."""
        chosen, asked = self.chosen, self._known
        self.take.setVisible(chosen is not None)
        for part in (self.effect, self.verdict, self.rules, self.recent):
            part.hide()
        if chosen is None or asked is None:
            return
        is_waiting = asked.child in asked.review.caseloads.unallocated
        text = tr("Allocate to {worker}") if is_waiting else tr("Move to {worker}")
        self.take.say(text.format(worker=chosen.name))
        self.take.setToolTip(tr("{words} (Enter in the list)", words=self.take.accessibleName()))
        self._looking.start()

    def _look(self) -> None:
        chosen, asked = self.chosen, self._known
        if chosen is None or asked is None or not self.isVisible():
            return
        loads = asked.review.caseloads
        moves = [
            Move(child=child, to=chosen.worker, reason=likely_reason(loads, child))
            for child in self._children()
        ]
        self._show_preview(preview(loads.plan, moves, asked.by), asked)
        self.recent.setText(chosen.recent)
        self.recent.setVisible(bool(chosen.recent))

    def _show_preview(self, found: Preview, asked: Asked) -> None:
        names = names_of(asked.review.snapshot, hide_names=asked.hide_names)
        self.effect.setText(effects.line(found.effect, names))
        self.verdict.setText(move_rules.verdict(found.broken))
        self.rules.setText("\n".join(move_rules.sentences(found.broken, names)))
        self.effect.show()
        self.verdict.setVisible(bool(found.broken))
        self.rules.setVisible(bool(found.broken))

    def _take(self) -> None:
        """Ask for the child to be moved to who is chosen; never by an answer that is outdated."""
        chosen, asked = self.chosen, self._known
        if chosen is not None and asked is not None and asked.is_same(self._asked):
            self._wishes.moving.emit(self._children(), chosen.worker)

    def _build(self) -> None:
        self.view.setAccessibleName(tr("Candidates, best first"))
        self.away.setAccessibleName(tr("Candidates who are away now"))
        self.take.setProperty("look", "primary")
        self.ask_button.setToolTip(tr("Choose from everybody, with a date and a reason (Ctrl+M)"))
        self.compare.setToolTip(tr("Tick two to four workers with Space to see them side by side"))
        self.siblings.setToolTip(tr("Move the siblings along who stand with the same worker"))
        self.all_barred.setAccessibleName(tr("Show all who are not possible"))
        buttons = QWidget()
        flow = Flow(buttons)
        for button in (self.ask_button, self.compare):
            flow.addWidget(button)
        column = QVBoxLayout(self.body)
        whole = QVBoxLayout(self)
        for each in (column, whole):
            each.setContentsMargins(0, 0, 0, 0)
            each.setSpacing(6)
        for part in (
            self.none, self.view, self.more, self.siblings, self.take, self.effect, self.verdict,
            self.rules, self.recent, buttons, self.away_head, self.away, self.barred_head,
            self.barred, self.all_barred,
        ):  # fmt: skip
            column.addWidget(part)
        for part in (self.head, self.waiting, self.body):
            whole.addWidget(part)
        self.body.hide()
        self._connect()

    def _connect(self) -> None:
        for view, other in ((self.view, self.away), (self.away, self.view)):
            view.taken.connect(lambda _worker: self._take())
            view.gone_to.connect(partial(self._leave, view, other))
            view.candidates.ticked.connect(self._show_compare)
        self.more.clicked.connect(self._show_all)
        self.siblings.toggled.connect(self._go_together)
        self._together.progressed.connect(self._take_weighed)
        self.take.clicked.connect(self._take)
        self.ask_button.clicked.connect(lambda: self._wishes.asking.emit(self._children()))
        self.compare.clicked.connect(lambda: self._wishes.comparing.emit(self._ticked()))
        self.all_barred.clicked.connect(lambda: self._show_barred(is_whole=True))

    def _go_together(self) -> None:
        self._show_chosen()
        self._weigh_together()

    def _leave(self, view: CandidateView, other: CandidateView, row: CandidateRow | None) -> None:
        """Only one of the two lists has a row that is chosen."""
        if row is not None:
            other.go_to(None)
            self._show_chosen()
            self._tell_place(view)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._asked is not None and not self._asked.is_same(self._known):
            self._ranking.start()


def _barred_words(of: Barred, *, is_whole: bool) -> str:
    rule = terms.first_up(of.rule)
    if not of.names:
        return rule
    if is_whole:
        return tr("{rule}: {names}", rule=rule, names=", ".join(of.names))
    return trn("{rule}: {n} worker", "{rule}: {n} workers", len(of.names), rule=rule)
