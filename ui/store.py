"""The one gate for state: the data that is open, the plan, what is selected, what is hidden."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from allocation_app.domain.acceptance import Carried, carrying
from allocation_app.domain.caseloads import caseloads
from allocation_app.domain.effects import Measured
from allocation_app.domain.findings import Finding
from allocation_app.domain.people import Child, ChildId, TeamId, Worker, WorkerId
from allocation_app.domain.plan import Plan
from allocation_app.domain.policy import Policy
from allocation_app.domain.review import Review, review
from allocation_app.domain.rules import RuleSet
from allocation_app.domain.snapshot import Snapshot
from allocation_app.domain.sustained import Sustained, dated, sustained_overload
from allocation_app.domain.working_days import WorkingDays
from allocation_app.history import History

if TYPE_CHECKING:
    from allocation_app.intake.reading import Reading  # the package brings the readers


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What the inspector shows: a child (perhaps for one finding about it), or a worker."""

    child: ChildId | None = None
    worker: WorkerId | None = None
    finding: Finding | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrying:
    """The plan taken along to other data, its history then, and whether that loses steps."""

    present: Carried
    history: History[Plan]
    forgets: bool


class PlanStore(QObject):
    """Holds what is open and tells everybody when it has changed.

    A change is refused by raising before anything is touched, so the signals always speak of a
    state that is whole. Nothing is emitted where nothing changed.
    """

    review_changed = Signal()
    selection_changed = Signal()
    names_hidden_changed = Signal()
    team_changed = Signal()
    settings_changed = Signal()

    def __init__(
        self, policy: Policy, rules: RuleSet, calendar: WorkingDays, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._policy, self._rules, self._calendar = policy, rules, calendar
        self._reading: Reading | None = None
        self._history: History[Plan] | None = None
        self._review: Review | None = None
        self._imported: Review | None = None
        self._selected: Selection | None = None
        self._seen: tuple[Snapshot, ...] = ()
        self._overloads: Mapping[WorkerId, Sustained] | None = None
        self._names_hidden = False
        self._team: TeamId | None = None

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
        if self._history is None:
            raise ValueError("nothing is open")
        return self._history.present

    @property
    def by(self) -> Measured:
        """What effects and rules about moves are measured by, for the team that is shown."""
        return Measured(
            policy=self._policy, rules=self._rules, calendar=self._calendar, team=self._team
        )

    @property
    def imported(self) -> Review | None:
        """The import before any move: what the plan's effect is measured against."""
        return self._imported

    @property
    def overloads(self) -> Mapping[WorkerId, Sustained]:
        """Who has been over capacity for weeks, as far as the imports of this session tell."""
        if self._overloads is None:
            history = [
                dated(caseloads(Plan(snapshot=snapshot), self._policy)) for snapshot in self._seen
            ]
            found = sustained_overload(history, self._policy)
            self._overloads = {each.worker: each for each in found}
        return self._overloads

    @property
    def reading(self) -> Reading | None:
        """What was imported, with its problems and files; None while nothing is open."""
        return self._reading

    @property
    def selected(self) -> Selection | None:
        """The child or worker in the inspector."""
        return self._selected

    @property
    def names_hidden(self) -> bool:
        """Whether children are shown by initials and case numbers only."""
        return self._names_hidden

    @property
    def team(self) -> TeamId | None:
        """The team that the lists are narrowed to; None for all."""
        return self._team

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
        plan = Plan(snapshot=reading.snapshot)
        worked_out = self._work_out(plan)
        self._reading, self._history = reading, History(plan)
        self._review = self._imported = worked_out
        self._see(reading.snapshot)
        had_team, self._team = self._team, None
        had_selection, self._selected = self._selected, None
        self.review_changed.emit()
        if had_team is not None:
            self.team_changed.emit()
        if had_selection is not None:
            self.selection_changed.emit()

    def taken_along(self, snapshot: Snapshot) -> Carrying:
        """What would become of the plan and its history with this import in place of the open one.

        Raises `ValueError` while nothing is open.
        """
        if self._history is None:
            raise ValueError("nothing is open")
        known = self._history
        carry = carrying(known.present.snapshot, snapshot)
        past, present, future = (
            [carry(plan) for plan in plans]
            for plans in (known.past, (known.present,), known.future)
        )
        is_whole = not any(c.dropped or c.came_true for c in (*past, *present, *future))
        return Carrying(
            present=present[0],
            history=History(
                present[0].plan,
                tuple(carried.plan for carried in past) if is_whole else (),
                tuple(carried.plan for carried in future) if is_whole else (),
            ),
            forgets=not is_whole and (known.can_undo or known.can_redo),
        )

    def update(self, reading: Reading) -> None:
        """Go on with later data: the plan comes along as far as it fits, and so does what is shown.

        Undo goes on too where every move that it could bring back still fits; else it begins anew.
        """
        if self._history is None or self._review is None:
            self.open(reading)
            return
        if reading == self._reading:
            return
        history = self.taken_along(reading.snapshot).history
        worked_out = self._work_out(history.present)
        imported = self._work_out(Plan(snapshot=reading.snapshot))
        self._reading, self._history = reading, history
        self._review, self._imported = worked_out, imported
        self._see(reading.snapshot)
        had_team, had_selection = self._team, self._selected
        if had_team not in reading.snapshot.teams:
            self._team = None
        self._selected = _still_there(had_selection, worked_out)
        self.review_changed.emit()
        if self._team != had_team:
            self.team_changed.emit()
        if self._selected != had_selection:
            self.selection_changed.emit()

    def close(self) -> None:
        """Put the data away; nothing is open then."""
        if self._review is None:
            return
        self._reading = self._history = self._review = self._imported = None
        had_team, self._team = self._team, None
        had_selection, self._selected = self._selected, None
        self.review_changed.emit()
        if had_team is not None:
            self.team_changed.emit()
        if had_selection is not None:
            self.selection_changed.emit()

    def select_child(self, child: ChildId, finding: Finding | None = None) -> None:
        """Show this child in the inspector, for the sake of this finding if one is given."""
        if self._review is not None and child in self._review.snapshot.children:
            self._select(Selection(child=child, finding=finding))

    def select_worker(self, worker: WorkerId) -> None:
        """Show this worker in the inspector."""
        if self._review is not None and worker in self._review.snapshot.workers:
            self._select(Selection(worker=worker))

    def clear_selection(self) -> None:
        """Show nobody in the inspector."""
        self._select(None)

    def hide_names(self, hidden: bool) -> None:
        """Show initials in place of names everywhere, or names again."""
        if hidden != self._names_hidden:
            self._names_hidden = hidden
            self.names_hidden_changed.emit()

    def filter_team(self, team: TeamId | None) -> None:
        """Narrow every list to one team; None shows all."""
        if team != self._team:
            self._team = team
            self.team_changed.emit()

    def set_policy(self, policy: Policy) -> None:
        """Count by this policy from now on; the plan, its undo history and the selection stay."""
        if policy != self._policy:
            self._judge_by(policy, self._rules)

    def set_rules(self, rules: RuleSet) -> None:
        """Judge by these rules from now on; the plan, its undo history and the selection stay."""
        if rules != self._rules:
            self._judge_by(self._policy, rules)

    def tried(self, policy: Policy) -> Review:
        """The plan as it stands, worked out by another policy, which nothing is changed by.

        Raises `ValueError` while nothing is open.
        """
        if self._history is None:
            raise ValueError("nothing is open")
        return review(self._history.present, policy, self._rules, self._calendar)

    def record_review(self, child: ChildId, day: date, note: str = "") -> None:
        """Put a manager's review of a waiting child into the plan: a step that can be undone.

        Raises `ValueError` while nothing is open, and for a note that is longer than a line.
        """
        self._oversee(lambda plan: plan.with_review(child, day, note))

    def remove_review(self, child: ChildId, day: date) -> None:
        """Take the review of this child on this day out of the plan: a step that can be undone."""
        self._oversee(lambda plan: plan.without_review(child, day))

    def _oversee(self, change: Callable[[Plan], Plan]) -> None:
        if self._history is None:
            raise ValueError("nothing is open")
        changed = change(self._history.present)
        if changed != self._history.present:
            self.make(changed)

    def make(self, plan: Plan) -> None:
        """Make this the plan; a plan of another import is refused with `ValueError`."""
        if self._history is None or plan.snapshot is not self._history.present.snapshot:
            raise ValueError("the plan belongs to another import")
        self._go(self._history.then(plan))

    def undo(self) -> None:
        """Take the last change of the plan back, if there is one."""
        if self._history is not None:
            self._go(self._history.undo())

    def redo(self) -> None:
        """Make the change again that was taken back last, if there is one."""
        if self._history is not None:
            self._go(self._history.redo())

    def look_at(self, snapshot: Snapshot) -> Review:
        """Work out what an import amounts to, without opening it; from any thread."""
        return self._work_out(Plan(snapshot=snapshot))

    def is_shown(self, child: Child) -> bool:
        """Whether the team filter lets this child through: by its own team, else its worker's."""
        if self._team is None or child.team == self._team:
            return True
        if child.team is not None or self._review is None:
            return False
        holder = self._review.caseloads.holder(child.id)
        return holder is not None and holder.team == self._team

    def is_shown_worker(self, worker: Worker) -> bool:
        """Whether the team filter lets this worker through."""
        return self._team is None or worker.team == self._team

    def _select(self, selection: Selection | None) -> None:
        if selection != self._selected:
            self._selected = selection
            self.selection_changed.emit()

    def _go(self, history: History[Plan]) -> None:
        if self._history is None or history is self._history:
            return
        worked_out = self._work_out(history.present)
        self._history, self._review = history, worked_out
        self.review_changed.emit()

    def _see(self, snapshot: Snapshot) -> None:
        """Keep an import beside the earlier ones of the same workers; others are forgotten."""
        kept = (seen for seen in self._seen if _is_of_same_workers(seen, snapshot))
        self._seen, self._overloads = (*kept, snapshot), None

    def _judge_by(self, policy: Policy, rules: RuleSet) -> None:
        if self._history is None:
            self._policy, self._rules, self._overloads = policy, rules, None
            self.settings_changed.emit()
            return
        plan = self._history.present
        worked_out = review(plan, policy, rules, self._calendar)
        untouched = review(Plan(snapshot=plan.snapshot), policy, rules, self._calendar)
        self._policy, self._rules, self._overloads = policy, rules, None
        self._review, self._imported = worked_out, untouched
        had_selection, self._selected = self._selected, _still_there(self._selected, worked_out)
        self.settings_changed.emit()
        self.review_changed.emit()
        if self._selected != had_selection:
            self.selection_changed.emit()

    def _work_out(self, plan: Plan) -> Review:
        return review(plan, self._policy, self._rules, self._calendar)


def _is_of_same_workers(one: Snapshot, other: Snapshot) -> bool:
    """Whether most of the workers of the smaller import are in the other, under the same name."""
    people, others = (
        {(worker.id, worker.name) for worker in each.workers.values()} for each in (one, other)
    )
    return 2 * len(people & others) > min(len(people), len(others))


def _still_there(selected: Selection | None, review: Review) -> Selection | None:
    """Who was selected, where the data still has them; a finding, where it still stands."""
    if selected is None:
        return None
    snapshot = review.snapshot
    if selected.worker is not None:
        return selected if selected.worker in snapshot.workers else None
    if selected.child not in snapshot.children:
        return None
    if selected.finding is None or selected.finding in review.findings:
        return selected
    return Selection(child=selected.child)
