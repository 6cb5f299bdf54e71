"""An import is added the one way: new, the same again, an earlier day's, another team's."""

from dataclasses import replace
from pathlib import Path

import pytest

from allocation_app.domain.desk_changes import DeskState, Staged
from allocation_app.domain.journal import Deed
from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.plan import Move, Pin
from allocation_app.errors import AppError
from allocation_app.workspace.adding import Extra, Outcome, add_import
from tests.builders import a_child, a_snapshot
from tests.unit.workspace.weeks import MARY, a_team, a_workspace, desk_of, do, opened, weeks_later

TEAM = a_team()
CARI, W1 = ChildId("cari-0420"), WorkerId("W1")


def test_that_an_import_comes_back_as_it_was_added_from_the_disk_too(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    added = add_import(workspace, TEAM, Extra(details={"problems": []}))
    assert (added.outcome, workspace.present) == (Outcome.NEW, added.imported.number)
    again = opened(workspace.path, is_read_only=True)
    assert again.snapshot(added.imported.number) == TEAM
    assert [*again.snapshot(added.imported.number).children] == [*TEAM.children]
    assert again.details(added.imported.number) == {"problems": []}
    workspace.close()


def test_that_the_same_import_twice_is_one_and_changes_nothing(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    first = add_import(workspace, TEAM)
    entries, state = workspace.last, workspace.header.state
    again = add_import(workspace, TEAM)
    assert (again.outcome, again.imported) == (Outcome.SAME, first.imported)
    assert (workspace.last, workspace.header.state) == (entries, state)
    workspace.close()


def test_that_the_same_files_read_otherwise_take_their_own_place(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    first = add_import(workspace, TEAM)
    do(workspace, lambda desk: desk.with_plan(desk.plan.with_pin(Pin(child=ChildId(MARY)))))
    corrected = replace(TEAM, spells=TEAM.spells[:-1])
    again = add_import(workspace, corrected)
    assert (again.outcome, again.imported) == (Outcome.AGAIN, first.imported)
    assert workspace.snapshot(first.imported.number) == corrected
    assert [pin.child for pin in desk_of(workspace).plan.pins] == [MARY]
    assert len(workspace.imports) == 1
    workspace.close()


def test_that_an_earlier_days_import_touches_no_plan(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    present = add_import(workspace, TEAM, Extra(details=["kept"])).imported.number
    do(workspace, lambda desk: desk.with_plan(desk.plan.with_move(Move(child=CARI, to=W1))))
    plans = workspace.plans()
    older = add_import(workspace, weeks_later(TEAM, -1), Extra(details=["not"]))
    assert (older.outcome, workspace.present) == (Outcome.OLDER, present)
    assert (workspace.plans(), workspace.details(present)) == (plans, ["kept"])
    assert workspace.details(older.imported.number) is None
    assert [each.as_at for each in workspace.imports] == [weeks_later(TEAM, -1).as_at, TEAM.as_at]
    corrected = replace(weeks_later(TEAM, -1), spells=())
    assert add_import(workspace, corrected).outcome is Outcome.AGAIN
    assert (workspace.plans(), workspace.present) == (plans, present)
    workspace.close()


def test_that_a_plan_comes_along_to_a_later_import_and_what_came_true_leaves_it(
    tmp_path: Path,
) -> None:
    workspace = a_workspace(tmp_path)
    add_import(workspace, TEAM)
    do(workspace, lambda desk: desk.with_plan(desk.plan.with_move(Move(child=CARI, to=W1))))
    do(workspace, lambda desk: desk.with_plan(desk.plan.with_pin(Pin(child=ChildId(MARY)))))
    held = a_snapshot(
        {"W1": [TEAM.children[ChildId(MARY)], TEAM.children[CARI]]},
        as_at=weeks_later(TEAM, 1).as_at,
    )
    added = add_import(workspace, held)
    assert added.carried is not None
    assert [step.child for step in added.carried.present.came_true] == [CARI]  # type: ignore[union-attr]
    plan = desk_of(workspace).plan
    assert (plan.moves, [pin.child for pin in plan.pins]) == ((), [MARY])
    entry = workspace.journal()[-1]
    assert (entry.deed, entry.about, entry.detail["done"]) == (Deed.IMPORTED, 2, "1")
    workspace.close()


def test_that_the_plan_is_taken_as_the_window_has_it_where_it_says_so(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    add_import(workspace, TEAM)
    plans = DeskState(plan=Staged(pins=(Pin(child=CARI),)))
    added = add_import(workspace, weeks_later(TEAM, 1), Extra(plans=plans))
    assert (added.carried, workspace.plans().present) == (None, plans)
    workspace.close()


def test_that_another_teams_import_is_refused_unless_it_is_said_to_be_meant(
    tmp_path: Path,
) -> None:
    workspace = a_workspace(tmp_path)
    add_import(workspace, TEAM)
    other = a_snapshot({"W9": [a_child("X1")]}, as_at=weeks_later(TEAM, 1).as_at)
    with pytest.raises(AppError) as refused:
        add_import(workspace, other)
    assert (refused.value.code, len(workspace.imports)) == ("import_other_team", 1)
    assert add_import(workspace, other, Extra(is_other_team=True)).outcome is Outcome.NEW
    workspace.close()


def test_that_details_are_kept_of_the_present_import_only(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    add_import(workspace, TEAM, Extra(details=["first"]))
    add_import(workspace, weeks_later(TEAM, 1), Extra(details=["second"]))
    assert [workspace.details(each.number) for each in workspace.imports] == [None, ["second"]]
    workspace.close()
