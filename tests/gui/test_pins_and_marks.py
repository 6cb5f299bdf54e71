"""Pinning and marking, asked in a dialog."""

from datetime import timedelta

import pytest

from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.plan import Mark, MarkKind, Pin
from tests.builders import AS_AT, a_reading
from tests.gui.pages.team import a_team
from ui import commands
from ui.app import Application
from ui.dialogs.mark import MarkDialog
from ui.dialogs.pin import OFFERED, PinDialog

HUW, MALI, MANY = ChildId("C02"), ChildId("C03"), ChildId("C14")
KOFI = WorkerId("W2")


@pytest.fixture
def team(whole: Application) -> Application:
    """The window with the team of `a_team` open."""
    whole.store.open(a_reading(a_team()))
    return whole


def pinning(team: Application, *children: ChildId) -> PinDialog:
    team.store.choose(children)
    team.actions["pin"].trigger()
    dialog = team.planning.dialog
    assert isinstance(dialog, PinDialog)
    return dialog


def marking(team: Application, *children: ChildId) -> MarkDialog:
    team.store.choose(children)
    team.actions["mark"].trigger()
    dialog = team.planning.dialog
    assert isinstance(dialog, MarkDialog)
    return dialog


def test_that_children_are_pinned_with_a_reason_until_a_day(team: Application) -> None:
    dialog = pinning(team, HUW, MALI)
    dialog.reason.setCurrentIndex(dialog.reason.findData("COURTS"))
    dialog.ends.setChecked(True)
    dialog.buttons.accepted.emit()

    until = AS_AT + OFFERED
    assert team.store.plan.pins == tuple(
        Pin(child=child, reason="COURTS", until=until) for child in (HUW, MALI)
    )


def test_that_a_pin_holds_until_it_is_lifted_where_no_day_is_asked_for(team: Application) -> None:
    dialog = pinning(team, MALI)
    assert dialog.lift is None
    dialog.buttons.accepted.emit()
    assert team.store.plan.pins == (Pin(child=MALI),)

    again = pinning(team, MALI)
    assert again.lift is not None
    again.lift.click()

    assert team.store.plan.pins == ()


def test_that_a_pin_is_shown_as_it_was_set(team: Application) -> None:
    until = AS_AT + timedelta(days=9)
    commands.pin(team.store, [Pin(child=MALI, reason="TRUSTS", until=until)])

    dialog = pinning(team, MALI)

    assert dialog.reason.currentData() == "TRUSTS"
    assert dialog.ends.isChecked()
    assert dialog.day.date().toPython() == until


def test_that_a_pin_by_default_can_be_lifted(team: Application) -> None:
    dialog = pinning(team, MANY)
    assert dialog.lift is not None
    dialog.lift.click()

    assert team.store.plan.unpinned == (MANY,)


def test_that_a_worker_is_named_who_must_not_hold_the_child(team: Application) -> None:
    dialog = marking(team, MALI)
    assert not dialog.set_button.isEnabled()
    dialog.worker.take("kofi")
    dialog.set_button.click()

    assert team.store.plan.marks == (Mark(kind=MarkKind.MUST_NOT, child=MALI, worker=KOFI),)


def test_that_a_child_is_kept_apart_from_another_and_the_mark_removed(team: Application) -> None:
    dialog = marking(team, MALI)
    dialog.choose(MarkKind.KEEP_APART)
    assert dialog.worker.isHidden()
    assert [each.value for each in dialog.other.choices[:2]] == ["C02", "C01"]
    dialog.other.pick(HUW)
    dialog.set_button.click()
    assert team.store.plan.marks == (Mark(kind=MarkKind.KEEP_APART, child=MALI, other=HUW),)

    [remove] = marking(team, HUW).removals
    remove.click()

    assert team.store.plan.marks == ()


def test_that_several_children_are_kept_together_pair_by_pair(team: Application) -> None:
    dialog = marking(team, HUW, MALI, MANY)
    dialog.set_button.click()

    assert {mark.about for mark in team.store.plan.marks} == {
        frozenset({HUW, MALI}),
        frozenset({HUW, MANY}),
        frozenset({MALI, MANY}),
    }
    team.store.undo()
    assert team.store.plan.marks == ()
