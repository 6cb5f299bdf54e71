"""Suggestions: asked, watched while worked out, gone through; the decision is a manager's."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from allocation_app.domain.people import ChildId
from allocation_app.domain.proposal import Relaxation
from allocation_app.domain.staffing import StaffChangeKind
from allocation_app.wording import suggesting as wording
from allocation_app.wording.names import Names, names_of
from allocation_app.wording.translate import tr, trn
from ui import easing
from ui.dialogs.messages import error_words
from ui.rows.suggested import with_absent
from ui.store import PlanStore
from ui.suggested import Asked
from ui.suggesting import Suggesting
from ui.theme import set_icon
from ui.widgets.notice import Notice
from ui.widgets.obstacles import Obstacles
from ui.widgets.snug import Snug
from ui.widgets.suggestion_bar import SuggestionBar
from ui.widgets.suggestion_list import SuggestionList
from ui.widgets.wishes import Wishes
from ui.widgets.words import words


class SuggestionView(Snug):
    """What is asked above, then what came of it, then the moves."""

    def __init__(
        self,
        store: PlanStore,
        suggesting: Suggesting,
        wishes: Wishes,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._store, self._suggesting, self._wishes = store, suggesting, wishes
        self.bar = SuggestionBar(store, suggesting)
        self.asked = words(is_muted=True)
        self.said = words(is_bold=True)
        self.progress = QProgressBar()
        self.stop_button = QPushButton(tr("Sto&p, keep the best so far"))
        self.again = Notice(tr("Ask a&gain"))
        self.obstacles = Obstacles(
            self._eases, self._ease, partial(wishes.staffing.emit, StaffChangeKind.JOINS)
        )
        self.list = SuggestionList(store, suggesting)
        self.empty = words(is_muted=True)
        self._working = QWidget()
        self._was_working = False
        self._build()

    @property
    def is_settled(self) -> bool:
        """Whether nothing is worked out, and every row has the room to be read."""
        return self._suggesting.is_settled and self.list.is_settled

    def refresh(self) -> None:
        """Show how things stand."""
        self.bar.refresh()
        hub = self._suggesting
        is_answered = self._was_working and not hub.is_working and self._has_asked()
        self._was_working = hub.is_working
        self._working.setVisible(hub.is_working)
        if hub.asked is not None:
            self.asked.setText(_asked(hub.asked))
        self.asked.setVisible(hub.asked is not None)
        said = self._say()
        self.said.setText(said)
        self.said.setVisible(bool(said))
        again = self._why_again()
        self.again.setVisible(bool(again))
        self.again.say(again)
        found = None if hub.found is None else hub.found.proposal
        self.obstacles.show_of(None if hub.is_stale else found, self._names())
        has_moves = found is not None and bool(found.moves)
        self.empty.setText(self._empty())
        self.empty.setVisible(not has_moves and bool(self.empty.text()))
        self.list.setVisible(has_moves)
        self.list.refresh()
        if is_answered and has_moves:
            self.list.begin()

    def _has_asked(self) -> bool:
        """Whether the keyboard is where it was asked from, and not gone on since."""
        focus = QApplication.focusWidget()
        return focus is self.stop_button or (focus is not None and self.bar.isAncestorOf(focus))

    def clear(self) -> bool:
        """Esc: stop what is worked out; tells whether there was anything."""
        is_working = self._suggesting.is_working
        if is_working:
            self._suggesting.stop()
        return is_working

    def _say(self) -> str:
        hub = self._suggesting
        if hub.is_working:
            so_far = hub.so_far
            return tr("Working it out…") if so_far is None else wording.best_so_far(so_far)
        if hub.found is None:
            return ""
        before = hub.found.seen.effect.team.before.worst
        said = wording.summary(hub.found.proposal, before)
        absent = with_absent(hub.found)
        if not absent:
            return said
        with_whom = trn(
            "{n} of those who waited has a worker who is not there.",
            "{n} of those who waited have a worker who is not there.",
            absent,
        )
        return f"{said} {with_whom}"

    def _why_again(self) -> str:
        """Why it is to be asked again; empty where it need not be."""
        hub = self._suggesting
        if hub.asked is None or hub.is_working:
            return ""
        if hub.error is not None:
            return error_words(hub.error)
        if hub.found is None:
            return tr("Stopped before anything was found. Nothing was changed.")
        return tr("The plan has changed since this was asked.") if hub.is_stale else ""

    def _empty(self) -> str:
        hub = self._suggesting
        if self._store.review is None:
            return tr("Nothing is open yet. Open a spreadsheet with Ctrl+O.")
        if hub.asked is None:
            return tr(
                "Nothing is asked yet.\n"
                "For the queue: a worker for who waits, or whose worker is not there; "
                "nobody else moves.\n"
                "Make the team safe: the fewest children who change worker until nobody is over "
                "the line.\n"
                "With at most so many changes: the best balance that they can buy.\n"
                "Each answer says how good it is and why. It is a suggestion; the decision is "
                "yours: nothing is staged until you stage it."
            )
        return tr("The window can be used meanwhile.") if hub.is_working else ""

    def _names(self) -> Names | None:
        asked = self._suggesting.asked
        if asked is None:
            return None
        return names_of(asked.plan.facts, hide_names=self._store.names_hidden)

    def _eases(self, relaxation: Relaxation) -> str:
        """What the button says that asks again with this."""
        found, names = self._suggesting.found, self._names()
        if found is None or names is None:
            return ""
        return easing.words(relaxation, found.proposal.request, found.loads, names)

    def _ease(self, relaxation: Relaxation, child: ChildId) -> None:
        """Ask again with this; where the plan stands in the way, it is changed first."""
        found = self._suggesting.found
        if found is not None:
            request = easing.wider(relaxation, found.proposal.request, found.loads)
            easing.change(self._store, relaxation, child)
            self._suggesting.ask(request)

    def _build(self) -> None:
        self.progress.setAccessibleName(tr("Progress"))
        self.progress.setTextVisible(False)
        self.progress.setMaximumHeight(12)
        self.stop_button.setToolTip(tr("Be content with the best that is known by now (Esc)"))
        set_icon(self.stop_button, "circle-x")
        row = QHBoxLayout(self._working)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.progress, 1)
        row.addWidget(self.stop_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.bar, self.asked, self.said, self._working, self.again, self.obstacles):
            column.addWidget(part)
        column.addWidget(self.empty)
        column.addWidget(self.list, 1)
        column.addStretch(0)
        self.setFocusProxy(self.bar)
        hub = self._suggesting
        self.stop_button.clicked.connect(hub.stop)
        self.again.wanted.connect(hub.ask_again)
        hub.changed.connect(self._follow)
        hub.progressed.connect(self._show_progress)

    def _follow(self) -> None:
        if self.isVisible():
            self.refresh()

    def _show_progress(self, done: int, of: int) -> None:
        # What goes on after the last step is not known to end: a full bar would say it had.
        self.progress.setRange(0, of if 0 < done < of else 0)
        self.progress.setValue(done)


def _asked(of: Asked) -> str:
    """What was asked, and for which team: another one may be shown by now."""
    asked, team = wording.asked(of.request), of.request.team
    if team is not None and team in of.plan.snapshot.teams:
        asked = tr("{asked}, for {team}", asked=asked, team=of.plan.snapshot.teams[team].name)
    return tr("{asked}. A suggestion: nothing is staged until you stage it.", asked=asked)
