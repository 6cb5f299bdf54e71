"""A manager who does anything in any order: nobody is lost, and what is undone is as it was."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from planned import AS_AT, DAY, Told, a_team

from allocation_app import settings as shipped
from allocation_app.domain.ahead import on_day
from allocation_app.domain.caseloads import Caseloads, caseloads
from allocation_app.domain.effects import TeamStanding, plan_effect
from allocation_app.domain.findings import Told as Said
from allocation_app.domain.people import ChildId, Involvement, Role, Worker, WorkerId
from allocation_app.domain.plan import (
    InvolvementChange,
    Mark,
    MarkKind,
    Move,
    Pin,
    Plan,
    Step,
)
from allocation_app.domain.review import Review, review
from allocation_app.domain.scenarios import Desk
from allocation_app.domain.staffing import Joiner, StaffChange, StaffChangeKind
from allocation_app.domain.staging import preview
from allocation_app.settings.plans import parsed_plan, plan_text
from tests.builders import a_reading
from ui import commands
from ui.store import PlanStore

pytestmark = pytest.mark.timeout(3_600)  # a campaign at its full counts is long

TEAM = a_team()
NEW = (WorkerId("N1"), WorkerId("N2"))
names = st.sampled_from(["A", "B", "C"])
children = st.sampled_from(sorted(TEAM.children))
staff = st.sampled_from(sorted(TEAM.workers))
anybody = st.sampled_from([*sorted(TEAM.workers), *NEW])
reasons = st.sampled_from(["", "MANAGE", "LEFTRL", "OTHERS"])
# Away on even days and back on odd ones: which of two came first on one day, no plan says.
even_days = st.integers(-5, 20).map(lambda n: AS_AT + 2 * n * DAY)
odd_days = st.integers(-5, 20).map(lambda n: AS_AT + (2 * n + 1) * DAY)
effective = st.none() | even_days


Key = TypeVar("Key")
Value = TypeVar("Value")


@dataclass(frozen=True, kw_only=True)
class Paper:
    """What stands on paper: what was decided, and what else was kept by name."""

    told: Told = field(default_factory=Told)
    kept: Mapping[str, Told] = field(default_factory=dict)


class Planning(RuleBasedStateMachine):
    """Everything is done to the store and told on paper; then both are asked the same."""

    def __init__(self) -> None:
        super().__init__()
        policy, rules = shipped.policy(), shipped.rule_set()
        self.store = PlanStore(policy, rules, shipped.calendar())
        self.store.open(a_reading(TEAM))
        self.now, self.notes = Paper(), ""
        self.past: list[tuple[Paper, Desk]] = []
        self.future: list[tuple[Paper, Desk]] = []

    @property
    def told(self) -> Told:
        return self.now.told

    # What is staged

    @rule(child=children, to=st.none() | anybody, reason=reasons, day=effective)
    def move(self, child: ChildId, to: WorkerId | None, reason: str, day: date | None) -> None:
        if self.is_there(to):
            self.give([child], to, reason, day)

    @rule(child=children, to=st.none() | anybody, reason=reasons, day=effective)
    def move_a_family(
        self, child: ChildId, to: WorkerId | None, reason: str, day: date | None
    ) -> None:
        if self.is_there(to):
            key = TEAM.children[child].family_key
            family = [each.id for each in TEAM.children.values() if each.family_key == key]
            self.give(family, to, reason, day)

    @rule(child=children, worker=anybody, is_end=st.booleans(), day=effective)
    def change_who_works_beside(
        self, *, child: ChildId, worker: WorkerId, is_end: bool, day: date | None
    ) -> None:
        if self.is_there(worker):
            change = InvolvementChange(
                child=child,
                worker=worker,
                involvement=Involvement.CO_WORKER,
                is_end=is_end,
                effective=day,
            )
            beside = {**self.told.beside}
            known = beside.pop((child, worker), None)
            if known is None or known[0] is is_end:
                beside[child, worker] = is_end, day or AS_AT
            self.do([change], replace(self.told, beside=beside))

    @rule(worker=staff, day=even_days)
    def have_somebody_leave(self, worker: WorkerId, day: date) -> None:
        change = StaffChange(kind=StaffChangeKind.LEAVES, worker=worker, day=day)
        self.do([change], replace(self.told, last_days={**self.told.last_days, worker: day}))

    @rule(worker=anybody, day=even_days, for_days=st.none() | st.integers(0, 60))
    def have_somebody_away(self, worker: WorkerId, day: date, for_days: int | None) -> None:
        if self.is_there(worker):
            until = None if for_days is None else day + for_days * DAY
            change = StaffChange(kind=StaffChangeKind.AWAY, worker=worker, day=day, until=until)
            away = {**self.told.away, (worker, day): until}
            self.do([change], replace(self.told, away=away))

    @rule(worker=staff, day=odd_days)
    def have_somebody_back(self, worker: WorkerId, day: date) -> None:
        change = StaffChange(kind=StaffChangeKind.RETURNS, worker=worker, day=day)
        self.do([change], replace(self.told, back={**self.told.back, worker: day}))

    @rule(worker=anybody, day=even_days, fte=st.sampled_from([0.0, 0.4, 0.8, 1.0]))
    def change_hours(self, worker: WorkerId, day: date, fte: float) -> None:
        if self.is_there(worker):
            change = StaffChange(kind=StaffChangeKind.HOURS, worker=worker, day=day, fte=fte)
            self.do([change], replace(self.told, hours={**self.told.hours, (worker, day): fte}))

    @rule(worker=st.sampled_from(NEW), day=even_days, fte=st.sampled_from([0.0, 0.5, 1.0]))
    def have_somebody_join(self, worker: WorkerId, day: date, fte: float) -> None:
        joiner = Joiner(name=str(worker), fte=fte)
        change = StaffChange(kind=StaffChangeKind.JOINS, worker=worker, day=day, joiner=joiner)
        self.do([change], replace(self.told, joined={**self.told.joined, worker: (day, fte)}))

    @precondition(lambda self: self.store.plan.steps)
    @rule(data=st.data())
    def take_one_back(self, data: st.DataObject) -> None:
        step = data.draw(st.sampled_from(self.store.plan.steps))
        told = without(self.told, step)
        self.go(lambda: commands.take_back(self.store, [step]), told)

    @rule()
    def go_back_to_the_import(self) -> None:
        self.go(lambda: commands.back_to_import(self.store), Told())

    # What only changes the plan's own words

    @rule(child=children, until=st.none() | even_days)
    def pin(self, child: ChildId, until: date | None) -> None:
        given = Pin(child=child, until=until)
        self.go(lambda: commands.pin(self.store, [given]), self.told)

    @rule(child=children)
    def lift_a_pin(self, child: ChildId) -> None:
        self.go(lambda: commands.lift_pins(self.store, [child]), self.told)

    @rule(child=children, worker=staff)
    def mark(self, child: ChildId, worker: WorkerId) -> None:
        given = Mark(kind=MarkKind.MUST_NOT, child=child, worker=worker)
        self.go(lambda: commands.set_mark(self.store, given), self.told)

    @rule(notes=st.sampled_from(["", "before the meeting", "after it"]))
    def write_notes(self, notes: str) -> None:
        commands.write_notes(self.store, notes)
        self.notes = notes

    # Undo, redo, scenarios, files

    @rule()
    def undo(self) -> None:
        assert self.store.can_undo is bool(self.past)
        if self.past:
            self.future.insert(0, (self.now, self.store.desk))
            self.store.undo()
            self.now, desk = self.past.pop()
            assert unnoted(self.store.desk) == unnoted(desk)

    @rule()
    def redo(self) -> None:
        assert self.store.can_redo is bool(self.future)
        if self.future:
            self.past.append((self.now, self.store.desk))
            self.store.redo()
            self.now, desk = self.future.pop(0)
            assert unnoted(self.store.desk) == unnoted(desk)

    @precondition(lambda self: self.past)
    @rule()
    def undo_and_redo(self) -> None:
        before = self.store.desk
        self.store.undo()
        self.store.redo()
        assert self.store.desk == before
        assert self.store.can_redo is bool(self.future)

    @rule(name=names)
    def keep_a_scenario(self, name: str) -> None:
        kept = {**self.now.kept, name: self.told}
        self.go(lambda: commands.keep_scenario(self.store, name), self.told, kept)

    @precondition(lambda self: self.now.kept)
    @rule(data=st.data())
    def apply_a_scenario(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(self.now.kept)))
        staged = set(self.store.desk.named(name).steps)
        self.go(lambda: commands.apply_scenario(self.store, name), self.now.kept[name])
        assert set(self.store.plan.steps) == staged

    @precondition(lambda self: self.now.kept)
    @rule(data=st.data())
    def drop_a_scenario(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(self.now.kept)))
        kept = {each: told for each, told in self.now.kept.items() if each != name}
        self.go(lambda: commands.drop_scenario(self.store, name), self.told, kept)

    @rule()
    def save_and_open(self) -> None:
        plan = self.store.plan
        assert parsed_plan(plan_text(plan), plan.snapshot) == plan

    # What holds at all times

    @invariant()
    def every_child_is_held_once_or_is_nobodys(self) -> None:
        loads = self.loads()
        held = Counter(child for load in loads.loads.values() for child in load.children)
        assert all(n == 1 for n in held.values())
        for child in TEAM.children:
            holder = self.told.holder(child, TEAM)
            known = loads.holder(child)
            assert (None if known is None else known.id) == holder
            assert (child in held) is (holder is not None)
            assert (child in loads.unallocated) is self.is_nobodys(child, loads)

    @invariant()
    def the_scenarios_and_the_notes_are_those_that_were_kept(self) -> None:
        assert {each.name for each in self.store.kept} == set(self.now.kept)
        assert self.store.plan.notes == self.notes

    @invariant()
    def the_loads_are_those_of_an_import_in_which_all_of_it_was_done(self) -> None:
        plan = self.store.plan
        for day in (AS_AT, AS_AT + 30 * DAY):
            seen = caseloads(on_day(plan, day), shipped.policy())
            truth = caseloads(
                Plan(snapshot=replace(self.told.by(day).done(TEAM), as_at=day)), shipped.policy()
            )
            assert told_of(seen) == told_of(truth)

    @invariant()
    def the_plans_effect_is_what_the_reviews_with_and_without_it_say(self) -> None:
        told = plan_effect(self.store.plan, self.store.by).team
        assert self.store.imported is not None
        assert self.store.review is not None
        assert figures(told.before) == figures_of(self.store.imported)
        assert figures(told.after) == figures_of(self.store.review)

    # How it is done

    def is_there(self, worker: WorkerId | None) -> bool:
        """Whether this worker is in the import or joins by the plan as it stands."""
        return worker is None or worker in TEAM.workers or worker in self.told.joined

    def is_nobodys(self, child: ChildId, loads: Caseloads) -> bool:
        """Whether whoever has the child is no case holder: not on the day when it comes to them."""
        holder = self.told.holder(child, TEAM)
        if holder is None:
            return True
        worker: Worker = loads.snapshot.workers[holder]
        has_left = worker.last_day is not None and worker.last_day < AS_AT
        _, comes = self.told.to.get(child, (holder, AS_AT))
        is_early = worker.first_day is not None and worker.first_day > max(comes, AS_AT)
        return worker.role is not Role.SOCIAL_WORKER or has_left or is_early

    def loads(self) -> Caseloads:
        assert self.store.review is not None
        return self.store.review.caseloads

    def give(
        self, given: list[ChildId], to: WorkerId | None, reason: str, day: date | None
    ) -> None:
        steps = [Move(child=child, to=to, reason=reason, effective=day) for child in given]
        new = dict.fromkeys(given, (to, day or AS_AT))
        self.do(steps, replace(self.told, to={**self.told.to, **new}))

    def do(self, steps: Sequence[Step], told: Told) -> None:
        """Stage something: what was foretold of it is what comes, on the day that was meant."""
        by = self.store.by
        foretold = preview(self.store.plan, steps, by)
        self.go(lambda: commands.stage(self.store, steps), told)
        came = on_day(self.store.plan, foretold.day)
        looked = review(came, by.policy, by.rules, by.calendar)
        assert figures(foretold.effect.team.after) == figures_of(looked)

    def go(
        self, do: Callable[[], None], told: Told, kept: Mapping[str, Told] | None = None
    ) -> None:
        """Do something; it is a step of undo if it changed anything."""
        was, before = self.now, self.store.desk
        do()
        self.now = Paper(told=told, kept=was.kept if kept is None else kept)
        if self.store.desk != before:
            self.past.append((was, before))
            self.future.clear()


def unnoted(desk: Desk) -> Desk:
    """Without the notes, which no undo touches."""
    return replace(desk, plan=replace(desk.plan, notes=""))


def without(told: Told, step: Step) -> Told:
    """What is left on paper when one step is struck out."""
    if isinstance(step, Move):
        return replace(told, to=but(told.to, step.child))
    if isinstance(step, InvolvementChange):
        return replace(told, beside=but(told.beside, (step.child, step.worker)))
    match step.kind:
        case StaffChangeKind.JOINS:
            left = told.without(step.worker)
        case StaffChangeKind.LEAVES:
            left = replace(told, last_days=but(told.last_days, step.worker))
        case StaffChangeKind.AWAY:
            left = replace(told, away=but(told.away, (step.worker, step.day)))
        case StaffChangeKind.RETURNS:
            left = replace(told, back=but(told.back, step.worker))
        case StaffChangeKind.HOURS:
            left = replace(told, hours=but(told.hours, (step.worker, step.day)))
    return left


def but(given: Mapping[Key, Value], key: Key) -> dict[Key, Value]:
    """All but one."""
    return {each: value for each, value in given.items() if each != key}


def told_of(loads: Caseloads) -> dict[WorkerId, tuple[object, ...]]:
    """What a caseload says of each worker, in whatever order the children stand."""
    return {
        worker: (
            sorted(load.children),
            sorted(load.co_worked),
            pytest.approx(load.points),
            pytest.approx(load.capacity),
            load.band,
        )
        for worker, load in loads.loads.items()
    }


def figures(team: TeamStanding) -> tuple[object, ...]:
    """What an effect says of everybody."""
    return team.worst, team.unallocated, team.late


def figures_of(looked: Review) -> tuple[object, ...]:
    """The same figures, counted in a review."""
    loads = looked.caseloads
    shares = [loads.loads[worker.id].utilisation for worker in loads.case_holders]
    late = sum(finding.told is Said.LATE for finding in looked.findings)
    worst = max((share for share in shares if share is not None), default=None)
    return worst, len(loads.unallocated), late


@pytest.mark.campaign(quick=12, ci=300)
def test_that_nobody_is_lost_whatever_is_planned_and_undone(rounds: int) -> None:
    run_state_machine_as_test(
        Planning,
        settings=settings(
            max_examples=rounds,
            stateful_step_count=50,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
