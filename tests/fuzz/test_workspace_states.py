"""Whatever is done to a workspace, in whatever order: what is kept is what stands.

The plan with its undo is kept beside it as the window keeps it. After each step the journal replays
to it; another process that reads the file and its journal finds the same, whether the workspace is
open, was closed or was left by a crash.
"""

import os
import pickle
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from shutil import rmtree

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

from allocation_app.domain.desk_changes import DeskState, desk_change, state_of
from allocation_app.domain.journal import Deed
from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.plan import Mark, MarkKind, Move, Pin
from allocation_app.domain.scenarios import Desk
from allocation_app.domain.snapshot import Snapshot
from allocation_app.history import History
from allocation_app.taken_along import taken_along
from allocation_app.workspace.adding import Outcome, add_import
from allocation_app.workspace.erasing import erase, traces
from allocation_app.workspace.keys import LEAST, private_part, public_part, recovery_pair
from allocation_app.workspace.retention import prune
from allocation_app.workspace.session import How, Workspace, create, open_workspace
from tests.builders import a_child, a_snapshot, a_worker
from tests.unit.workspace.weeks import PASSPHRASE, WEEK, opened

CHILDREN = [ChildId(f"child-{n}") for n in range(6)]
WORKERS = [WorkerId(f"worker-{n}") for n in range(3)]
SOME_CHILD, SOME_WORKER = st.sampled_from(CHILDREN), st.sampled_from(WORKERS)
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)
OWN, GIVEN = recovery_pair()
PRIVATE, PUBLIC = private_part(OWN), public_part(GIVEN)
"""What opens it at no cost: a passphrase each time would be half of all the time."""
Known = tuple[History[DeskState], dict[int, Snapshot], dict[str, str], int]


def a_team(held: dict[ChildId, WorkerId]) -> Snapshot:
    """Who is held by whom; whoever is not in it waits."""
    known = {child: a_child(child, name=f"Name of {child}") for child in CHILDREN}
    return a_snapshot(
        {worker: [known[c] for c, w in held.items() if w == worker] for worker in WORKERS},
        workers=[a_worker(worker) for worker in WORKERS],
        waiting=known.values(),
    )


def told_by(workspace: Workspace) -> Known:
    """Everything that a workspace says."""
    snapshots = {each.number: workspace.snapshot(each.number) for each in workspace.imports}
    return workspace.plans(), snapshots, dict(workspace.texts()), workspace.last


def told_elsewhere(path: Path) -> Known:
    """The same, read by another process."""
    told, telling = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            with os.fdopen(telling, "wb") as out:
                reader = open_workspace(path, PRIVATE, How(is_read_only=True))
                if reader.recovered:
                    reader.take_recovered()
                pickle.dump(told_by(reader), out)
        finally:
            os._exit(0)
    os.close(telling)
    with os.fdopen(told, "rb") as read:
        found: Known = pickle.load(read)  # noqa: S301 - our own process
    os.waitpid(child, 0)
    return found


class Days(RuleBasedStateMachine):
    """A workspace, and beside it what it should hold."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="caseload-days-"))
        path = self.folder / "team.allocation"
        self.workspace = create(path, PASSPHRASE, cost=LEAST, recovery=PUBLIC)
        self.texts: dict[str, str] = {}
        self.steps = 0
        team = a_team({CHILDREN[0]: WORKERS[0], CHILDREN[1]: WORKERS[1]})
        self.snapshots = {add_import(self.workspace, team).imported.number: team}
        self.history = History(Desk(plan=self.desk.plan))

    @property
    def desk(self) -> Desk:
        present = self.workspace.snapshot(self.workspace.present or 0)
        return self.workspace.plans().present.on(present)

    @property
    def latest(self) -> Snapshot:
        return self.snapshots[self.workspace.present or 0]

    def record(self, deed: Deed, history: History[Desk]) -> None:
        """As the window does it: what makes the plan after of the one before."""
        before, after = state_of(self.history.present), state_of(history.present)
        self.history = history
        self.workspace.record(deed, desk_change(before, after))

    def make(self, change: Callable[[Desk], Desk]) -> None:
        desk = change(self.history.present)
        if desk != self.history.present:
            self.record(Deed.STAGED, self.history.then(desk))

    def noted(self, history: History[Desk]) -> History[Desk]:
        notes = self.history.present.plan.notes
        desk = history.present
        return replace(history, present=replace(desk, plan=replace(desk.plan, notes=notes)))

    @rule(child=SOME_CHILD, worker=st.none() | SOME_WORKER)
    def stage(self, child: ChildId, worker: WorkerId | None) -> None:
        move = Move(child=child, to=worker, reason="MANAGE")
        self.make(lambda desk: desk.with_plan(desk.plan.with_move(move)))

    @rule(child=SOME_CHILD)
    def take_back(self, child: ChildId) -> None:
        self.make(lambda desk: desk.with_plan(desk.plan.without_move(child)))

    @rule(child=SOME_CHILD)
    def pin(self, child: ChildId) -> None:
        self.make(lambda desk: desk.with_plan(desk.plan.with_pin(Pin(child=child))))

    @rule(child=SOME_CHILD, worker=SOME_WORKER)
    def mark(self, child: ChildId, worker: WorkerId) -> None:
        mark = Mark(kind=MarkKind.MUST_NOT, child=child, worker=worker)
        self.make(lambda desk: desk.with_plan(desk.plan.with_mark(mark)))

    @rule(name=st.sampled_from(["A", "B", "C"]))
    def keep(self, name: str) -> None:
        self.make(lambda desk: desk.with_kept(name))

    @precondition(lambda self: self.history.present.kept)
    @rule(to=st.sampled_from(["A", "D"]), lets_go=st.booleans())
    def take_up_rename_or_let_go(self, to: str, *, lets_go: bool) -> None:
        name = self.history.present.kept[0].name
        is_taken = to in {plan.name for plan in self.history.present.kept}
        self.make(lambda desk: desk.applied(name) if is_taken else desk.renamed(name, to))
        if lets_go:
            self.make(lambda desk: desk.without_kept(desk.kept[0].name))

    @rule(notes=TEXTS)
    def note(self, notes: str) -> None:
        desk = self.history.present
        if notes != desk.plan.notes:
            plan = replace(desk.plan, notes=notes)
            now = replace(self.history, present=replace(desk, plan=plan))
            self.record(Deed.NOTED, now)

    @precondition(lambda self: self.history.can_undo)
    @rule()
    def undo(self) -> None:
        self.record(Deed.UNDONE, self.noted(self.history.undo()))

    @precondition(lambda self: self.history.can_redo)
    @rule()
    def redo(self) -> None:
        self.record(Deed.REDONE, self.noted(self.history.redo()))

    @rule(text=TEXTS)
    def set_something(self, text: str) -> None:
        self.texts["set:policy"] = text
        self.workspace.record(Deed.POLICY, texts={"set:policy": text})

    @rule(held=st.dictionaries(SOME_CHILD, SOME_WORKER), weeks=st.sampled_from([-1, 0, 1]))
    def add_an_import(self, held: dict[ChildId, WorkerId], weeks: int) -> None:
        team = replace(a_team(held), as_at=self.latest.as_at + weeks * WEEK)
        added = add_import(self.workspace, team)
        self.snapshots[added.imported.number] = team
        assert (added.outcome is Outcome.OLDER) is (weeks < 0)
        if weeks >= 0:
            carried = taken_along(History(self.history.present), team)
            self.history = History(carried.history.present)

    @precondition(lambda self: len(self.snapshots) > 1)
    @rule(which=st.integers(0, 9))
    def delete_an_import(self, which: int) -> None:
        """Whichever one: the plan is made on another."""
        earlier = [n for n in self.snapshots if n != self.workspace.present]
        gone = earlier[which % len(earlier)]
        prune(self.workspace, [gone])
        del self.snapshots[gone]

    @rule()
    def close_and_open(self) -> None:
        self.workspace.close()
        self.workspace = opened(self.workspace.path)
        assert self.workspace.recovered == ()

    @rule(takes=st.booleans())
    def crash_and_open(self, *, takes: bool) -> None:
        saved = self.workspace.header.last
        lost = len(self.workspace.journal()) - saved
        self.workspace.close(saves=False)
        self.workspace = opened(self.workspace.path)
        assert len(self.workspace.recovered) == lost
        if not lost:
            return
        if takes:
            self.workspace.take_recovered()
        else:
            self.workspace.decline_recovered()
            plans, snapshot = self.workspace.plans(), self.latest
            self.texts = {n: t for n, t in self.workspace.texts().items() if n.startswith("set:")}
            self.history = History(
                plans.present.on(snapshot),
                tuple(each.on(snapshot) for each in plans.past),
                tuple(each.on(snapshot) for each in plans.future),
            )

    @invariant()
    def the_journal_replays_to_what_stands(self) -> None:
        plans = self.workspace.plans()
        assert plans.present == state_of(self.history.present)
        assert plans.past == tuple(map(state_of, self.history.past))
        assert plans.future == tuple(map(state_of, self.history.future))

    @invariant()
    def another_process_finds_the_same(self) -> None:
        here = told_by(self.workspace)
        assert here[1] == self.snapshots
        assert {n: t for n, t in here[2].items() if n.startswith("set:")} == self.texts
        self.steps += 1
        if self.steps % 3 == 0:  # another process takes its time
            assert told_elsewhere(self.workspace.path) == here

    def teardown(self) -> None:
        """At the end a child is erased: everything else stands as it stood."""
        assert told_elsewhere(self.workspace.path) == told_by(self.workspace)
        gone, before = CHILDREN[0], self.workspace.plans().present.plan
        erase(self.workspace, gone)
        assert traces(self.workspace, gone).is_none
        after = self.workspace.plans().present.plan
        assert after.moves == tuple(each for each in before.moves if each.child != gone)
        self.workspace.close()
        assert not any(gone.encode() in each.read_bytes() for each in self.folder.glob("*.*"))
        rmtree(self.folder)


@pytest.mark.campaign(quick=3, ci=30)
@pytest.mark.timeout(3_600)
def test_that_what_is_kept_is_what_stands_whatever_is_done(rounds: int) -> None:
    run_state_machine_as_test(
        Days,
        settings=settings(
            max_examples=rounds,
            stateful_step_count=20,
            suppress_health_check=list(HealthCheck),
            deadline=None,
        ),
    )
