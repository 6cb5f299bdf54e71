"""Asks about changes of staff and stages them: who leaves, is away, comes back, joins."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from allocation_app.domain.people import WorkerId
from allocation_app.domain.staffing import StaffChange, StaffChangeKind
from allocation_app.wording.names import names_of
from ui import commands
from ui.dialogs.staffing import StaffingDialog
from ui.rows.effects import on_its_day
from ui.rows.staffing import worker_choices
from ui.store import PlanStore
from ui.widgets.wishes import Wishes


class Staffing(QObject):
    """Answers who goes, comes or changes hours. ``going_on`` asks what becomes of the children."""

    going_on = Signal(object)

    def __init__(self, store: PlanStore, window: QWidget) -> None:
        super().__init__(window)
        self._store, self._window = store, window

    def answer(self, wishes: Wishes) -> None:
        """Answer what is asked from here."""
        wishes.staffing.connect(self.ask)
        wishes.changing.connect(self._change)

    def ask(self, about: WorkerId | StaffChangeKind | None) -> None:
        """Ask what happens with this worker, or with whom; or, of what happens, all the rest."""
        if isinstance(about, StaffChangeKind):
            self._open(None, None, about)
        else:
            self._open(about, None)

    def _change(self, step: object) -> None:
        if isinstance(step, StaffChange):
            self._open(step.worker, step)

    def _open(
        self,
        worker: WorkerId | None,
        had: StaffChange | None,
        kind: StaffChangeKind | None = None,
    ) -> None:
        review = self._store.review
        if review is None:
            return
        plan = self._store.plan
        known = plan if had is None or had.joiner is not None else plan.without_step(had)

        def effect(change: StaffChange) -> str:
            by, hide = self._store.by, self._store.names_hidden
            facts = known.with_step(change).facts
            return on_its_day(known, change, by, names_of(facts, hide_names=hide))

        dialog = StaffingDialog(
            plan,
            worker_choices(review, self._store, worker),
            effect,
            self._window,
            worker=worker,
            change=had,
            team=self._store.team,
        )
        if kind is not None:
            dialog.kind.setCurrentIndex(dialog.kind.findData(kind.value))
        dialog.decided.connect(lambda change: self._stage(had, change))
        dialog.going_on.connect(self.going_on)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _stage(self, had: StaffChange | None, change: StaffChange) -> None:
        """One step of undo, the earlier change of the same taken out with it.

        Who joins keeps what was staged for them.
        """
        gone = () if had is None or had.joiner is not None else (had,)
        commands.stage(self._store, (change,), instead_of=gone)
