"""What a workspace sets is in force while it is open, and the reasons of the day stand in it."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from pytestqt.qtbot import QtBot

from allocation_app.domain.desk_changes import DeskState, state_of
from allocation_app.domain.journal import Deed, Entry
from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.plan import Move
from allocation_app.history import History
from allocation_app.intake.mapping import Mapping
from allocation_app.report.orders import Naming
from allocation_app.settings import policies, secret
from allocation_app.workspace.kept_settings import KeptSettings, keep_settings, kept_settings
from allocation_app.workspace.keys import Passphrase
from allocation_app.workspace.opened import Workspace
from allocation_app.workspace.session import open_workspace
from tests.builders import AS_AT, a_reading
from tests.gui.pages.team import a_team
from tests.gui.workspaces import keep_in, open_again
from ui import commands, preferences
from ui.app import Application
from ui.policy_file import PATH
from ui.rows.documents import To
from ui.store import PlanStore

PHRASE = "correct horse battery staple"
HUW = ChildId("C02")


def steps(store: PlanStore) -> History[DeskState]:
    """Every state that undo and redo lead to."""
    known = store.history
    assert known is not None
    past, future = (tuple(map(state_of, desks)) for desks in (known.past, known.future))
    return History(state_of(known.present), past, future)


def with_workspace(whole: Application, folder: Path) -> Workspace:
    whole.store.open(a_reading(a_team()))
    keep_in(whole, folder / "team.allocation", PHRASE)
    assert whole.keeping.workspace is not None
    return whole.keeping.workspace


def again(whole: Application, folder: Path) -> Workspace:
    """The same workspace, closed and opened."""
    whole.actions["close"].trigger()
    open_again(whole, folder / "team.allocation", PHRASE)
    assert whole.keeping.workspace is not None
    return whole.keeping.workspace


def last(workspace: Workspace) -> Entry:
    return workspace.journal()[-1]


def test_that_a_policy_is_kept_in_the_workspace_and_only_there(
    whole: Application, tmp_path: Path
) -> None:
    with_workspace(whole, tmp_path)
    before = whole.store.policy
    other = replace(before, name="Ours")

    whole.store.set_policy(other)
    whole.actions["close"].trigger()
    outside = whole.store.policy
    workspace = again(whole, tmp_path)

    assert (outside, whole.store.policy.name) == (before, "Ours")
    assert [entry.deed for entry in workspace.journal()].count(Deed.POLICY) == 2


def test_that_rules_switched_by_hand_are_kept_in_the_workspace(
    whole: Application, tmp_path: Path
) -> None:
    with_workspace(whole, tmp_path)
    rule = next(each.id for each in whole.store.rules.rules if each.is_on)

    whole.rules_in_force.switch(rule)
    whole.actions["close"].trigger()
    assert rule not in whole.rules_in_force.book.off
    workspace = again(whole, tmp_path)

    told = kept_settings(workspace).rules
    assert told is not None
    assert (told.off, rule in whole.rules_in_force.book.off) == ((rule,), True)


def test_that_a_councils_own_rules_come_along_in_the_workspace(
    whole: Application, tmp_path: Path
) -> None:
    own = tmp_path / "ours.toml"
    whole.rules_in_force.save("england", own)
    with_workspace(whole, tmp_path)

    whole.rules_in_force.use_country(str(own))
    rules = whole.store.rules
    own.unlink()
    whole.actions["close"].trigger()
    again(whole, tmp_path)

    assert whole.store.rules.rules == rules.rules


def test_that_it_locks_after_the_time_that_the_workspace_sets(
    whole: Application, tmp_path: Path
) -> None:
    workspace = with_workspace(whole, tmp_path)
    keep_settings(workspace, KeptSettings(idle_minutes=3))

    again(whole, tmp_path)

    assert whole.workspaces.locking.minutes == 3


def test_that_the_facts_at_the_moment_of_a_move_are_kept_with_it(
    whole: Application, tmp_path: Path
) -> None:
    workspace = with_workspace(whole, tmp_path)

    commands.stage(whole.store, [Move(child=HUW, to=WorkerId("W2"), reason="MANAGE")])

    (facts,) = last(workspace).decided
    assert (facts.child, facts.was, facts.to) == (HUW, None, "W2")
    assert facts.taker is not None
    assert facts.taker[0] < facts.taker[1]


def test_that_an_earlier_days_data_go_into_the_history_behind_the_plan(
    whole: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    workspace = with_workspace(whole, tmp_path)
    commands.stage(whole.store, [Move(child=HUW, to=WorkerId("W2"), reason="MANAGE")])
    earlier = replace(a_team(), as_at=AS_AT - timedelta(days=7))

    with qtbot.waitSignal(whole.keeping.older, timeout=10_000):
        whole.store.update(a_reading(earlier))

    assert [each.as_at for each in workspace.imports] == [earlier.as_at, AS_AT]
    assert whole.store.review is not None
    assert whole.store.review.snapshot.as_at == AS_AT
    assert [move.child for move in whole.store.plan.moves] == [HUW]
    commands.stage(whole.store, [Move(child=ChildId("C01"), to=WorkerId("W2"), reason="MANAGE")])
    assert whole.store.desk.plan.moves == workspace.plans().present.plan.moves


def test_that_an_export_stands_in_the_workspace_and_in_no_other_record(
    whole: Application, tmp_path: Path
) -> None:
    workspace = with_workspace(whole, tmp_path)
    before = len(whole.settled.exports())

    whole.exporting.copy_summary("figures")

    assert last(workspace).deed is Deed.EXPORTED
    (made,) = whole.settled.exports()[before:]
    assert (made.what, made.to, made.naming) == ("summary", To.CLIPBOARD, Naming.INITIALS)
    whole.actions["close"].trigger()
    assert made not in whole.settled.exports()


def test_that_the_codes_of_a_workspace_are_its_own_and_stay_the_same(
    whole: Application, tmp_path: Path
) -> None:
    own = secret.codes_if_any()
    with_workspace(whole, tmp_path)

    codes = whole.settled.codes()
    assert codes is not None
    assert secret.codes_if_any() == codes
    whole.actions["close"].trigger()
    assert secret.codes_if_any() == own

    again(whole, tmp_path)
    assert secret.codes_if_any() == codes


def test_that_what_is_kept_by_the_window_opens_in_another_process(
    whole: Application, tmp_path: Path
) -> None:
    with_workspace(whole, tmp_path)
    commands.stage(whole.store, [Move(child=HUW, to=WorkerId("W2"), reason="MANAGE")])
    whole.actions["close"].trigger()

    workspace = open_workspace(tmp_path / "team.allocation", Passphrase(text=PHRASE))

    assert [move.child for move in workspace.plans().present.plan.moves] == [HUW]
    workspace.close()


def test_that_decisions_about_columns_are_kept_in_the_workspace_and_only_there(
    whole: Application, tmp_path: Path
) -> None:
    readers = whole.importing.readers
    readers.remember(Mapping(statuses={"here": "open", "gone": "closed"}))
    ours = Mapping(statuses={"here": "closed"})
    with_workspace(whole, tmp_path)

    assert readers.recall().mapping.statuses == {"here": "open", "gone": "closed"}
    readers.remember(ours)
    inside = readers.recall().mapping
    whole.actions["close"].trigger()
    outside = readers.recall().mapping
    workspace = again(whole, tmp_path)

    assert (inside, readers.recall().mapping) == (ours, ours)
    assert outside.statuses == {"here": "open", "gone": "closed"}
    assert list(kept_settings(workspace).profiles) == ["words.json"]


def test_that_a_policy_file_that_a_workspace_takes_is_not_used_at_the_next_start(
    whole: Application, tmp_path: Path
) -> None:
    path = tmp_path / "ours.toml"
    policies.save(replace(whole.store.policy, name="Ours"), path)
    with_workspace(whole, tmp_path)

    whole.policy_file.open(path)
    whole.policy_file.save(whole.store.policy, path)

    assert (whole.store.policy.name, preferences.recall(PATH)) == ("Ours", "")
    whole.actions["close"].trigger()
    whole.policy_file.open(path)
    assert preferences.recall(PATH) == str(path)


def test_that_undo_and_redo_are_there_after_a_lock_as_before(
    whole: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    store = whole.store
    store.open(a_reading(a_team()))
    commands.stage(store, [Move(child=HUW, to=WorkerId("W2"), reason="MANAGE")])
    commands.stage(store, [Move(child=ChildId("C01"), to=WorkerId("W2"), reason="MANAGE")])
    store.undo()
    keep_in(whole, tmp_path / "team.allocation", PHRASE)
    commands.stage(store, [Move(child=ChildId("C01"), to=WorkerId("W2"), reason="MANAGE")])
    commands.keep_scenario(store, "Plan A")
    commands.write_notes(store, "To be said on Monday")
    commands.stage(store, [Move(child=ChildId("C04"), to=WorkerId("W2"), reason="MANAGE")])
    store.undo()
    before = steps(store)
    assert (len(before.past), len(before.future)) == (3, 1)

    whole.actions["lock"].trigger()
    whole.workspaces.locking.page.line.setText(PHRASE)
    whole.workspaces.locking.page.unlock.click()
    qtbot.waitUntil(lambda: whole.keeping.workspace is not None, timeout=10_000)

    assert steps(store) == before


def test_that_what_was_undone_before_a_workspace_was_made_can_be_redone_after_a_lock(
    whole: Application, tmp_path: Path
) -> None:
    store = whole.store
    store.open(a_reading(a_team()))
    for child in (HUW, ChildId("C01"), ChildId("C04")):
        commands.stage(store, [Move(child=child, to=WorkerId("W2"), reason="MANAGE")])
    store.undo()
    store.undo()
    before = steps(store)
    assert (len(before.past), len(before.future)) == (1, 2)

    keep_in(whole, tmp_path / "team.allocation", PHRASE)
    again(whole, tmp_path)

    assert steps(store) == before
