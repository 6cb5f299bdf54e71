"""The one gate for state: the data that is open, the plan, what is selected, what is hidden."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from allocation_app.domain.caseloads import is_of_team
from allocation_app.domain.effects import Measured
from allocation_app.domain.findings import Finding
from allocation_app.domain.journal import Deed
from allocation_app.domain.people import Child, ChildId, TeamId, Worker, WorkerId
from allocation_app.domain.plan import Plan
from allocation_app.domain.policy import Policy
from allocation_app.domain.renumbering import SAME, Numbers, followed
from allocation_app.domain.review import Review, review
from allocation_app.domain.rules import RuleSet
from allocation_app.domain.scenarios import Desk
from allocation_app.domain.sides import are_of_same_workers
from allocation_app.domain.snapshot import Snapshot
from allocation_app.domain.sustained import Sustained
from allocation_app.domain.working_days import WorkingDays
from allocation_app.history import History
from allocation_app.taken_along import Carrying, taken_along
from ui.forgetting import forget_worked_out
from ui.selection import Selection, Shown, still_shown
from ui.tasks import look_again_at_all
from ui.worked_out import Worked, led_up, overloads, reviews, worked_out

if TYPE_CHECKING:
    from allocation_app.intake.reading import Reading  # the package brings the readers


class PlanStore(QObject):
    """Holds what is open and tells everybody when it has changed.

    ``chosen`` are the children who are moved, pinned or marked next: a selection of many in a
    list, else the child in the inspector. ``renumbered`` are those who go by another number since
    the import before the open one, ``same_children`` since any that is known in this session.

    A change is refused by raising before anything is touched, so the signals always speak of a
    state that is whole. Nothing is emitted where nothing changed. ``done`` says, last of all, by
    which `Deed` the plan or what it is judged by came to be as it is, for whoever keeps it.
    """

    review_changed = Signal()
    selection_changed = Signal()
    names_hidden_changed = Signal()
    team_changed = Signal()
    settings_changed = Signal()
    chosen_changed = Signal()
    notes_changed = Signal()
    done = Signal(object)

    def __init__(
        self, policy: Policy, rules: RuleSet, calendar: WorkingDays, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._policy, self._rules, self._calendar = policy, rules, calendar
        self._reading: Reading | None = None
        self._history: History[Desk] | None = None
        self._review: Review | None = None
        self._imported: Review | None = None
        self._shown = Shown()
        self._seen: tuple[Snapshot, ...] = ()
        self._overloads: Mapping[WorkerId, Sustained] | None = None
        self._names_hidden = False
        self.renumbered, self.same_children = SAME, SAME

    @property
    def policy(self) -> Policy:
        """The weights and aims that everything is counted by."""
        return self._policy

    @property
    def rules(self) -> RuleSet:
        """The timescales that everything is judged by."""
        return self._rules

    @property
    def review(self) -> Review | None:
        """The plan as it stands, worked out; None while nothing is open."""
        return self._review

    @property
    def plan(self) -> Plan:
        """The plan as it stands; raises `ValueError` while nothing is open."""
        return self.desk.plan

    @property
    def desk(self) -> Desk:
        """The plan and the scenarios beside it; raises `ValueError` while nothing is open."""
        if self._history is None:
            raise ValueError("nothing is open")
        return self._history.present

    @property
    def history(self) -> History[Desk] | None:
        """The desk with what can be undone and redone; None while nothing is open."""
        return self._history

    @property
    def kept(self) -> tuple[Plan, ...]:
        """The scenarios that were kept, none while nothing is open."""
        return () if self._history is None else self._history.present.kept

    @property
    def by(self) -> Measured:
        """What effects and rules about moves are measured by, for the team that is shown."""
        return Measured(
            policy=self._policy, rules=self._rules, calendar=self._calendar, team=self.team
        )

    @property
    def imported(self) -> Review | None:
        """The import before any move: what the plan's effect is measured against."""
        return self._imported

    @property
    def overloads(self) -> Mapping[WorkerId, Sustained]:
        """Who has been over capacity for weeks, as far as the imports that are known tell."""
        if self._overloads is None:
            self._overloads = overloads(self._seen, self._policy)
        return self._overloads

    @property
    def earlier(self) -> tuple[Snapshot, ...]:
        """The imports of this session before the open one, as far as they are of the same team."""
        day = None if self._review is None else self._review.snapshot.as_at
        return tuple(seen for seen in self._seen if day is not None and seen.as_at < day)

    @property
    def reading(self) -> Reading | None:
        """What was imported, with its problems and files; None while nothing is open."""
        return self._reading

    @property
    def selected(self) -> Selection | None:
        """The child or worker in the inspector."""
        return self._shown.selected

    @property
    def chosen(self) -> tuple[ChildId, ...]:
        """The children who are moved, pinned or marked next, in the order of their list."""
        return self._shown.chosen

    @property
    def names_hidden(self) -> bool:
        """Whether children are shown by initials and case numbers only."""
        return self._names_hidden

    @property
    def team(self) -> TeamId | None:
        """The team that the lists are narrowed to; None for all."""
        return self._shown.team

    @property
    def can_undo(self) -> bool:
        """Whether a change of the plan can be taken back."""
        return self._history is not None and self._history.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether a change that was taken back can be made again."""
        return self._history is not None and self._history.can_redo

    def open(self, reading: Reading) -> None:
        """Replace the data; the plan, its history and the selection begin anew."""
        plan = Plan(snapshot=led_up(reading.snapshot, self._seen))
        worked_out, shown = self._work_out(plan), self._shown
        self._reading, self._history = reading, History(Desk(plan=plan))
        self._review = self._imported = worked_out
        self._see(reading.snapshot)
        self._shown = Shown()
        self._tell(shown)
        self.done.emit(Deed.IMPORTED)

    def resume(
        self,
        reading: Reading,
        history: History[Desk],
        earlier: Iterable[Snapshot] = (),
        worked: Worked | None = None,
    ) -> None:
        """Go on where it was left: data, plan and undo as they were kept; nothing is done by it.

        ``worked`` is what that comes to; by another policy or other rules it is of no use.
        """
        seen = (*earlier, reading.snapshot)
        if worked is None or not worked.is_by(self.by):
            worked = worked_out(history.present.plan, seen, self.by)
        self._reading, self._history = reading, history
        self._review, self._imported = worked.review, worked.imported
        self._seen, self._overloads = seen, worked.overloads
        shown, self._shown = self._shown, Shown()
        self._tell(shown)

    def taken_along(self, snapshot: Snapshot, numbers: Numbers = SAME) -> Carrying:
        """What would become of the plan and its history with this import in place of the open one.

        ``numbers`` are the children who go by another number there (see `domain.renumbering`).
        Raises `ValueError` while nothing is open.
        """
        if self._history is None:
            raise ValueError("nothing is open")
        return taken_along(self._history, snapshot, numbers)

    def update(self, reading: Reading, numbers: Numbers = SAME) -> None:
        """Go on with later data: the plan comes along as far as it fits, and so does what is shown.

        Undo goes on too where every move that it could bring back still fits; else it begins anew.
        """
        if self._history is None or self._review is None:
            self.open(reading)
            return
        if reading == self._reading:
            return
        snapshot = led_up(reading.snapshot, self._seen, self.plan.snapshot, numbers)
        history = self.taken_along(snapshot, numbers).history
        worked_out, imported = reviews(history.present.plan, self.by)
        self._reading, self._history = reading, history
        self._review, self._imported = worked_out, imported
        self._see(reading.snapshot, numbers)
        shown = self._shown
        team = shown.team if shown.team in reading.snapshot.teams else None
        self._shown = replace(still_shown(shown, worked_out), team=team)
        self._tell(shown)
        self.done.emit(Deed.IMPORTED)

    def close(self) -> None:
        """Put the data away; nothing is open then."""
        if self._review is None:
            return
        self._reading = self._history = self._review = self._imported = None
        self._seen, self._overloads = (), None
        self.renumbered = self.same_children = SAME
        shown, self._shown = self._shown, Shown()
        self._tell(shown)
        forget_worked_out()
        look_again_at_all()

    def select_child(self, child: ChildId, finding: Finding | None = None) -> None:
        """Show this child in the inspector, for the sake of this finding if one is given."""
        if self._review is not None and child in self._review.snapshot.children:
            chosen = self.chosen if child in self.chosen else (child,)
            self._show(Selection(child=child, finding=finding), chosen)

    def select_worker(self, worker: WorkerId) -> None:
        """Show this worker in the inspector."""
        if self._review is not None and worker in self._review.snapshot.workers:
            self._show(Selection(worker=worker), ())

    def clear_selection(self) -> None:
        """Show nobody in the inspector."""
        self._show(None, ())

    def choose(self, children: Iterable[ChildId]) -> None:
        """Make these the children who are moved, pinned or marked next."""
        if self._review is not None:
            known = self._review.snapshot.children
            self._show(self.selected, tuple(child for child in children if child in known))

    def hide_names(self, hidden: bool) -> None:
        """Show initials in place of names everywhere, or names again."""
        if hidden != self._names_hidden:
            self._names_hidden = hidden
            self.names_hidden_changed.emit()

    def filter_team(self, team: TeamId | None) -> None:
        """Narrow every list to one team; None shows all."""
        shown, self._shown = self._shown, replace(self._shown, team=team)
        self._tell_shown(shown)

    def set_policy(self, policy: Policy) -> None:
        """Count by this policy from now on; the plan, its undo history and the selection stay."""
        if policy != self._policy:
            self._judge_by(policy, self._rules)
            self.done.emit(Deed.POLICY)

    def set_rules(self, rules: RuleSet) -> None:
        """Judge by these rules from now on; the plan, its undo history and the selection stay."""
        if rules != self._rules:
            self._judge_by(self._policy, rules)
            self.done.emit(Deed.RULES)

    def tried(self, policy: Policy) -> Review:
        """The plan as it stands by another policy; raises `ValueError` while nothing is open."""
        return review(self.plan, policy, self._rules, self._calendar)

    def make(self, plan: Plan) -> None:
        """Make this the plan, beside the same scenarios: one step of undo, no change is none.

        A plan of another import is refused with `ValueError`.
        """
        self.arrange(self.desk.with_plan(plan))

    def arrange(self, desk: Desk) -> None:
        """Make this the plan and its scenarios: one step of undo; refuses as `make`."""
        if self._history is None or desk.plan.snapshot is not self.plan.snapshot:
            raise ValueError("the plan belongs to another import")
        if desk != self.desk:
            self._go(self._history.then(desk))
            self.done.emit(Deed.STAGED)

    def note(self, notes: str) -> None:
        """Write the notes of the plan anew: no step of undo, and none takes them back."""
        if self._history is None or self._review is None or notes == self.plan.notes:
            return
        plan = replace(self.plan, notes=notes)
        self._history = replace(self._history, present=replace(self.desk, plan=plan))
        loads = replace(self._review.caseloads, plan=plan)
        self._review = replace(self._review, caseloads=loads)
        self.notes_changed.emit()
        self.done.emit(Deed.NOTED)

    def undo(self) -> None:
        """Take the last change of the plan back, if there is one."""
        if self._history is not None and self._history.can_undo:
            self._go(self._noted(self._history.undo()))
            self.done.emit(Deed.UNDONE)

    def redo(self) -> None:
        """Make the change again that was taken back last, if there is one."""
        if self._history is not None and self._history.can_redo:
            self._go(self._noted(self._history.redo()))
            self.done.emit(Deed.REDONE)

    def look_at(self, snapshot: Snapshot) -> Review:
        """Work out what an import amounts to, without opening it; from any thread."""
        return self._work_out(Plan(snapshot=snapshot))

    def is_shown(self, child: Child) -> bool:
        """Whether the team filter lets this child through: by its own team, else its worker's."""
        if self.team is None or self._review is None:
            return self.team in {None, child.team}
        return is_of_team(child, self._review.caseloads, self.team)

    def is_shown_worker(self, worker: Worker) -> bool:
        """Whether the team filter lets this worker through."""
        return self._shown.team is None or worker.team == self.team

    def _show(self, selected: Selection | None, chosen: tuple[ChildId, ...]) -> None:
        shown = self._shown
        self._shown = replace(shown, selected=selected, chosen=chosen)
        self._tell_shown(shown)

    def _tell(self, before: Shown) -> None:
        """Tell of other figures, then of whatever else is shown since."""
        self.review_changed.emit()
        self._tell_shown(before)

    def _tell_shown(self, before: Shown) -> None:
        now = self._shown
        if now.team != before.team:
            self.team_changed.emit()
        if now.selected != before.selected:
            self.selection_changed.emit()
        if now.chosen != before.chosen:
            self.chosen_changed.emit()

    def _noted(self, history: History[Desk]) -> History[Desk]:
        """That history with the notes as they stand."""
        desk = history.present
        return replace(
            history, present=replace(desk, plan=replace(desk.plan, notes=self.plan.notes))
        )

    def _go(self, history: History[Desk]) -> None:
        had_notes = self.plan.notes
        worked_out = self._work_out(history.present.plan)
        self._history, self._review = history, worked_out
        shown, self._shown = self._shown, still_shown(self._shown, worked_out)
        self._tell(shown)
        if self.plan.notes != had_notes:
            self.notes_changed.emit()

    def _see(self, snapshot: Snapshot, numbers: Numbers = SAME) -> None:
        """Keep an import beside the earlier ones of the same workers; others are forgotten."""
        kept = tuple(seen for seen in self._seen if are_of_same_workers(seen, snapshot))
        self._seen, self._overloads = (*kept, snapshot), None
        self.renumbered = numbers
        self.same_children = followed(self.same_children, numbers) if kept else SAME

    def _judge_by(self, policy: Policy, rules: RuleSet) -> None:
        if self._history is None:
            self._policy, self._rules, self._overloads = policy, rules, None
            self.settings_changed.emit()
            return
        worked_out, untouched = reviews(self.plan, replace(self.by, policy=policy, rules=rules))
        self._review, self._imported = worked_out, untouched
        self._policy, self._rules, self._overloads = policy, rules, None
        shown, self._shown = self._shown, still_shown(self._shown, worked_out)
        self.settings_changed.emit()
        self._tell(shown)

    def _work_out(self, plan: Plan) -> Review:
        return review(plan, self._policy, self._rules, self._calendar)
