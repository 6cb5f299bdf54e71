"""From data that was read to data that is open: what it would change is shown first."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from allocation_app.domain.acceptance import merged
from allocation_app.domain.against import past_of
from allocation_app.domain.difference import Difference, Kind, difference
from allocation_app.domain.reconciling import reconciled
from allocation_app.domain.renumbering import SAME, Numbers, proposals, renumbered
from allocation_app.domain.snapshot import Snapshot
from allocation_app.errors import Problem, Severity
from allocation_app.wording import carried, terms
from allocation_app.wording import differences as wording
from allocation_app.wording.dropped import dropped
from allocation_app.wording.names import names_of
from allocation_app.wording.translate import tr
from ui import commands
from ui.dialogs.difference import Compared, DifferenceDialog
from ui.dialogs.run_out import RunOutDialog
from ui.rows.run_out import RunOutRow, run_out_rows
from ui.store import PlanStore
from ui.widgets.same_children import SameChildren
from ui.widgets.strip import Strip

if TYPE_CHECKING:
    from allocation_app.intake.reading import Reading

LOG = logging.getLogger(__name__)


class Updating(QObject):
    """One question at a time; ``opened`` comes after data was opened or brought up to date.

    ``exporting`` carries a past of the plan and of the import that is asked about, to be handed
    round before anybody decides.
    """

    opened = Signal()
    exporting = Signal(object)

    def __init__(self, store: PlanStore, strip: Strip, window: QWidget) -> None:
        super().__init__(window)
        self._store, self._strip, self._window = store, strip, window
        self.dialog: DifferenceDialog | None = None
        self.pins: RunOutDialog | None = None
        store.names_hidden_changed.connect(self._follow_names)
        store.review_changed.connect(self._follow_pins)

    def use(self, reading: Reading) -> None:
        """Open this reading; over data that is open, only as far as the manager accepts it."""
        self.stop()
        review = self._store.review
        if review is None or not review.snapshot.children:
            self._open(reading)
            return
        found = difference(self._store.plan.snapshot, reading.snapshot)
        if found.is_empty:
            self._open(reading)
            self._strip.tell(nothing_changed(found))
            return
        LOG.info("%d changes, %d of them grave", len(found.changes), len(found.grave))
        plan, hides = self._store.plan, self._store.names_hidden
        proposed = proposals(plan.snapshot, reading.snapshot)
        dialog = DifferenceDialog(
            self._compared(reading),
            self._window,
            hide_names=hides,
            same=SameChildren(proposed, plan, hide_names=hides) if proposed else None,
            compare=partial(self._compared, reading),
        )
        dialog.chosen.connect(partial(self._accept, reading, dialog))
        dialog.finished.connect(self._forget)
        dialog.hiding_wanted.connect(self._hide_names)
        dialog.against.exporting.connect(
            lambda: self.exporting.emit(past_of(plan, reading.snapshot, dialog.numbers))
        )
        self.dialog = dialog
        dialog.open()

    def stop(self) -> None:
        """Drop a question that nobody answered; what is open stays so."""
        if self.dialog is not None:
            self.dialog.reject()

    def _compared(self, reading: Reading, numbers: Numbers = SAME) -> Compared:
        """What these data would change, and what they say of the plan, where it has steps."""
        plan = self._store.plan
        return Compared(
            found=difference(renumbered(plan.snapshot, numbers), reading.snapshot),
            against=reconciled(plan, reading.snapshot, numbers) if plan.steps else None,
            plan_words=lambda kinds: self._about_plan(reading, kinds, numbers),
        )

    def _about_plan(
        self, reading: Reading, kinds: frozenset[Kind], numbers: Numbers
    ) -> Iterator[str]:
        review = self._store.review
        has_plan = self._store.can_undo or self._store.kept
        if review is None or not (has_plan or review.caseloads.plan.steps):
            return
        update = self._store.taken_along(self._part(reading, kinds, numbers), numbers)
        yield from carried.sentences(update.present, forgets_history=update.forgets)
        yield from carried.of_kept(update.kept)

    def _part(self, reading: Reading, kinds: frozenset[Kind], numbers: Numbers) -> Snapshot:
        """What is open with what is accepted of these data; all of them, where nothing differs."""
        before = renumbered(self._store.plan.snapshot, numbers)
        return merged(before, reading.snapshot, kinds) if kinds else reading.snapshot

    def _accept(self, reading: Reading, dialog: DifferenceDialog, kinds: frozenset[Kind]) -> None:
        """Use what was accepted; what was not stands among the problems for as long as it holds.

        All that differs is the reading itself, whatever was ticked.
        """
        review, found, numbers = self._store.review, dialog.found, dialog.numbers
        declined = [kind for kind in found.kinds if kind not in kinds]
        if review is None or not declined:
            self._open(reading, numbers)
            return
        part = self._part(reading, kinds, numbers)
        kept = ", ".join(wording.count(found, kind) for kind in declined)
        said = Problem(
            code="accepted_in_part", severity=Severity.WARNING, details={"declined": kept}
        )
        lost = self._open(
            replace(reading, snapshot=part, problems=(said, *reading.problems)), numbers
        )
        in_part = tr("Accepted in part. Left as it was: {kept}.", kept=kept)
        self._strip.tell(lambda: " ".join(filter(None, (in_part, lost()))))

    def _open(self, reading: Reading, numbers: Numbers = SAME) -> Callable[[], str]:
        """Go on with these data; gives (and says) which steps they drop from the plan."""
        LOG.info(
            "opened %d children, %d workers, %d problems",
            len(reading.snapshot.children),
            len(reading.snapshot.workers),
            len(reading.problems),
        )
        lost = self._lost(reading.snapshot, numbers)
        self._store.update(reading, numbers)
        self.opened.emit()
        if lost():
            self._strip.tell(lost)
        self.ask_about_pins()
        return lost

    def ask_about_pins(self) -> None:
        """Ask what becomes of the pins that have run out by the day of the import, if any have."""
        rows = self._run_out()
        if not rows or self._store.review is None:
            return
        dialog = RunOutDialog(self._store.review.snapshot.as_at, self._window)
        dialog.renewed.connect(lambda pins: commands.pin(self._store, pins))
        dialog.let_go.connect(lambda pins: commands.drop_pins(self._store, pins))
        dialog.hiding_wanted.connect(self._hide_names)
        dialog.finished.connect(self._forget_pins)
        dialog.show_rows(rows)
        self.pins = dialog
        dialog.open()

    def _run_out(self) -> tuple[RunOutRow, ...]:
        review, hides = self._store.review, self._store.names_hidden
        return () if review is None else run_out_rows(review, hide_names=hides)

    def _follow_pins(self) -> None:
        if self.pins is not None:
            self.pins.show_rows(self._run_out())

    def _forget_pins(self) -> None:
        if self.pins is not None:
            self.pins.deleteLater()
            self.pins = None

    def _lost(self, snapshot: Snapshot, numbers: Numbers) -> Callable[[], str]:
        """What becomes of each step that does not come along, as "Against the plan" says it."""
        if self._store.review is None or not self._store.plan.steps:
            return str
        plan = self._store.plan
        facts = renumbered(plan.facts, numbers)
        lost = reconciled(plan, snapshot, numbers).dropped

        def say() -> str:
            return dropped(lost, names_of(facts, hide_names=self._store.names_hidden))

        return say

    def _hide_names(self) -> None:
        self._store.hide_names(not self._store.names_hidden)

    def _follow_names(self) -> None:
        if self.dialog is not None:
            self.dialog.hide_names(self._store.names_hidden)
        self._follow_pins()

    def _forget(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None


def nothing_changed(found: Difference) -> str:
    """That later data say the same, and for which day they say it."""
    if found.before == found.after:
        return tr("The same data: nothing has changed.")
    return tr(
        "The same data, as at {new} instead of {old}: nothing else has changed.",
        new=terms.day(found.after),
        old=terms.day(found.before),
    )
