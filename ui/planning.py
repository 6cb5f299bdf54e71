"""From a wish to a staged step: what can be staged at once is, the rest is asked about."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from allocation_app.domain.candidates import candidates
from allocation_app.domain.move_rules import Broken, broken_together
from allocation_app.domain.people import ChildId, Involvement, WorkerId
from allocation_app.domain.pins import why_pinned
from allocation_app.domain.plan import ChildStep, InvolvementChange, Move, Step
from allocation_app.domain.review import Review, review
from allocation_app.domain.staging import likely_reason
from allocation_app.wording import move_rules, scenarios
from allocation_app.wording.names import Names, names_of
from allocation_app.wording.translate import tr
from ui import commands
from ui.dialogs.mark import MarkDialog
from ui.dialogs.move import MoveDialog, Wanted
from ui.dialogs.name import NameDialog
from ui.dialogs.pin import PinDialog
from ui.rows.marking import child_choices, worker_choices
from ui.rows.moving import Deed, standing, steps_about
from ui.store import PlanStore
from ui.widgets.strip import Strip
from ui.widgets.wishes import Wishes

DEEDS = {Involvement.CO_WORKER: Deed.CO_WORKS, Involvement.PERSONAL_ADVISER: Deed.ADVISES}


class Planning(QObject):
    """Answers the wishes of pages and panels. ``dialog`` is the question that is open."""

    def __init__(self, store: PlanStore, strip: Strip, window: QWidget) -> None:
        super().__init__(window)
        self._store, self._strip, self._window = store, strip, window
        self._wishes = Wishes(self)
        self.dialog: QDialog | None = None

    def answer(self, wishes: Wishes) -> None:
        """Answer what is asked from here."""
        self._wishes = wishes
        wishes.moving.connect(self.move)
        wishes.asking.connect(self.ask)
        wishes.changing.connect(self.change)
        wishes.pinning.connect(self.pin)
        wishes.marking.connect(self.mark)

    def move(self, children: Sequence[ChildId], to: WorkerId | None) -> None:
        """Stage this at once where nothing speaks against it; ask where a rule warns.

        A move that a hard rule stops is refused in words, and nothing is changed.
        """
        known = self._store.review
        if known is None:
            return
        moved = [child for child in children if standing(known, child) != to]
        moves = [
            Move(child=child, to=to, reason=likely_reason(known.caseloads, child))
            for child in moved
        ]
        broken = broken_together(self._store.plan, moves, self._store.by)
        stopping = [each for each in broken if each.is_hard]
        if stopping:
            self._strip.tell(
                lambda: self._refusal(stopping, known), tr("Move to…"), lambda: self.ask(children)
            )
        elif broken:
            self._open(known, Wanted.to(tuple(moved), to))
        elif moves:
            commands.stage(self._store, moves)

    def ask(self, children: Sequence[ChildId]) -> None:
        """Ask to whom these children are moved."""
        known = self._store.review
        if known is not None and children:
            self._open(known, Wanted(children=tuple(children)))

    def change(self, step: Step) -> None:
        """Ask how a staged step of a child is to be otherwise; it stays as it is meanwhile."""
        if not isinstance(step, Move | InvolvementChange):
            return
        self._open(self._without(step), _as_staged(step), replaced=step)

    def allocate(self) -> None:
        """Give the chosen child to the first candidate; several are shared out."""
        known, chosen = self._store.review, self._store.chosen
        if known is None or not chosen:
            return
        if len(chosen) > 1:
            self._wishes.sharing.emit(chosen)
            return
        held = standing(known, chosen[0])
        ranked = candidates(known.caseloads, chosen[0]).ranked
        first = next((each.worker for each in ranked if each.worker != held), None)
        if first is None:
            self._strip.tell(tr("Nobody else can be asked: a rule stops every other worker."))
        else:
            self.move(chosen, first)

    def take_back(self) -> None:
        """Take what is staged for the chosen children out of the plan."""
        commands.take_back(self._store, steps_about(self._store.plan, self._store.chosen))

    def pin(self, children: Sequence[ChildId]) -> None:
        """Ask why and until when these children stay where they are."""
        known = self._store.review
        if known is None or not children:
            return
        found = (why_pinned(known.caseloads, child) for child in children)
        dialog = PinDialog(
            children,
            [pin for pin in found if pin is not None],
            known.snapshot.as_at,
            self._names(known),
            self._window,
        )
        dialog.pinned.connect(lambda pins: commands.pin(self._store, pins))
        dialog.lifted.connect(lambda whom: commands.lift_pins(self._store, whom))
        self._show(dialog)

    def mark(self, children: Sequence[ChildId]) -> None:
        """Ask who must not hold these children, or whom to keep apart or together."""
        known = self._store.review
        if known is None or not children:
            return
        dialog = MarkDialog(
            children,
            [each for each in self._store.plan.marks if not each.about.isdisjoint(children)],
            (
                worker_choices(known, self._store),
                child_choices(known, children, hide_names=self._store.names_hidden),
            ),
            self._names(known),
            self._window,
        )
        dialog.marked.connect(lambda marks: commands.set_mark(self._store, *marks))
        dialog.removed.connect(lambda given: commands.remove_mark(self._store, given))
        self._show(dialog)

    def keep(self) -> None:
        """Ask by which name the plan is kept as a scenario."""
        taken = [plan.name for plan in self._store.kept]
        dialog = NameDialog(
            tr("Keep the present plan"),
            tr("&Keep"),
            self._store.plan.name or scenarios.next_name(taken),
            taken,
            self._window,
            replaces=True,
        )
        dialog.named.connect(lambda name: commands.keep_scenario(self._store, name))
        self._show(dialog)

    def _refusal(self, stopping: Sequence[Broken], known: Review) -> str:
        said = " ".join(move_rules.sentences(stopping, self._names(known)))
        return tr("Not staged. {why}", why=said)

    def _open(self, base: Review, wanted: Wanted, replaced: Step | None = None) -> None:
        dialog = MoveDialog(
            base,
            self._store.by,
            self._store,
            wanted,
            self._window,
            hide_names=self._store.names_hidden,
        )
        dialog.chosen.connect(lambda steps: self._stage(steps, replaced))
        self._show(dialog)

    def _show(self, dialog: QDialog) -> None:
        dialog.finished.connect(self._forget)
        self.dialog = dialog
        dialog.open()

    def _forget(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _stage(self, steps: Sequence[Step], replaced: Step | None) -> None:
        commands.stage(self._store, steps, instead_of=() if replaced is None else (replaced,))

    def _without(self, step: Step) -> Review:
        by = self._store.by
        return review(self._store.plan.without_step(step), by.policy, by.rules, by.calendar)

    def _names(self, known: Review) -> Names:
        return names_of(known.snapshot, hide_names=self._store.names_hidden)


def _as_staged(step: ChildStep) -> Wanted:
    """The question as it was answered when the step was staged."""
    if isinstance(step, Move):
        return Wanted(
            children=(step.child,),
            key="" if step.to is None else step.to,
            reason=step.reason,
            effective=step.effective,
            note=step.note,
            override_reason=step.override_reason,
        )
    return Wanted(
        children=(step.child,),
        key=f"{step.worker}:{step.involvement}" if step.is_end else step.worker,
        deed=Deed.ENDS if step.is_end else DEEDS[step.involvement],
        reason=step.reason,
        effective=step.effective,
        note=step.note,
    )
