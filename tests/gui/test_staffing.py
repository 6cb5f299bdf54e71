"""What if somebody leaves, is away, comes back, joins or changes hours: asked, staged, seen."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QDateEdit
from pytestqt.qtbot import QtBot

from allocation_app.domain.people import Absence, WorkerId
from allocation_app.domain.staffing import Joiner, StaffChange, StaffChangeKind
from tests.builders import AS_AT, a_child, a_reading, a_snapshot, a_worker
from tests.gui.pages.team import mark_row, press
from ui import commands
from ui.app import Application
from ui.dialogs.share_out import ShareOutDialog
from ui.dialogs.staffing import StaffingDialog
from ui.pages.plan import PlanPage
from ui.widgets.narrowing import STAFF
from ui.widgets.staff_list import StaffList

KIND = StaffChangeKind
SIONED, NIA = WorkerId("W1"), WorkerId("W3")
LATER = AS_AT + timedelta(days=21)


@pytest.fixture
def opened(whole: Application) -> Application:
    """One with two children, one who is away."""
    away = (Absence(start=AS_AT - timedelta(days=60)),)
    snapshot = a_snapshot(
        {SIONED: [a_child("C1", family="P"), a_child("C2", family="P")]},
        workers=[
            a_worker(SIONED, name="Sioned Hughes"),
            a_worker(NIA, name="Nia Griffiths", absences=away),
        ],
    )
    whole.store.open(a_reading(snapshot))
    return whole


def asked(whole: Application, worker: WorkerId | None = None) -> StaffingDialog:
    whole.wishes.staffing.emit(worker)
    return next(d for d in whole.window.findChildren(StaffingDialog) if d.isVisible())


def choose(dialog: StaffingDialog, kind: StaffChangeKind) -> None:
    dialog.kind.setCurrentIndex(dialog.kind.findData(kind.value))


def set_day(edit: QDateEdit, day: date) -> None:
    edit.setDate(QDate(day.year, day.month, day.day))


def staff_list(whole: Application, qtbot: QtBot) -> StaffList:
    """The view of the page, every effect known."""
    whole.window.go("plan", STAFF)
    page = whole.window.pages["plan"]
    assert isinstance(page, PlanPage)
    qtbot.waitUntil(lambda: page.is_settled)
    return page.staff


def test_that_who_leaves_is_staged_with_the_last_day_as_one_step(opened: Application) -> None:
    dialog = asked(opened, SIONED)
    set_day(dialog.day, LATER)

    dialog.stage_button.click()

    change = StaffChange(kind=KIND.LEAVES, worker=SIONED, day=LATER)
    assert opened.store.plan.staffing == (change,)
    opened.store.undo()
    assert opened.store.plan.staffing == ()


def test_that_an_absence_has_an_end_only_where_a_return_is_planned(opened: Application) -> None:
    dialog = asked(opened, SIONED)
    choose(dialog, KIND.AWAY)
    set_day(dialog.day, LATER)
    change = dialog.change()
    assert change is not None
    assert change.until is None

    dialog.has_end.setChecked(True)
    set_day(dialog.until, LATER - timedelta(days=5))

    change = dialog.change()
    assert change is not None
    assert change.until == LATER


def test_that_nobody_comes_back_who_is_not_away(opened: Application) -> None:
    dialog = asked(opened, SIONED)

    choose(dialog, KIND.RETURNS)

    assert not dialog.stage_button.isEnabled()
    assert "is not away" in dialog.told.text()
    dialog.worker.pick(NIA)
    assert dialog.stage_button.isEnabled()


def test_that_a_return_after_the_absence_has_ended_is_refused_with_its_last_day(
    whole: Application,
) -> None:
    """It would change nothing, and look as if somebody were away for longer."""
    last = AS_AT + timedelta(days=5)
    away = (Absence(start=AS_AT - timedelta(days=60), end=last),)
    worker = a_worker(SIONED, name="Sioned Hughes", absences=away)
    whole.store.open(a_reading(a_snapshot({SIONED: [a_child("C1")]}, workers=[worker])))
    dialog = asked(whole, SIONED)
    choose(dialog, KIND.RETURNS)

    set_day(dialog.day, last + timedelta(days=2))

    assert not dialog.stage_button.isEnabled()
    assert "Sioned Hughes is back by then: the last day away is Wed 25 Nov" in dialog.told.text()
    set_day(dialog.day, last + timedelta(days=1))
    assert dialog.stage_button.isEnabled()
    set_day(dialog.day, AS_AT)
    assert dialog.stage_button.isEnabled()


def test_that_who_joins_has_a_name_hours_and_a_protected_start(opened: Application) -> None:
    dialog = asked(opened)
    choose(dialog, KIND.JOINS)
    assert not dialog.stage_button.isEnabled()

    dialog.name.setText("Catrin Rowlands")
    dialog.fte.setValue(0.6)
    dialog.is_new.setChecked(True)
    dialog.is_protected.setChecked(True)
    dialog.stage_button.click()

    (change,) = opened.store.plan.staffing
    assert change.joiner is not None
    assert (change.joiner.name, change.joiner.fte) == ("Catrin Rowlands", 0.6)
    assert change.joiner.is_newly_qualified
    assert change.joiner.protected[0].share == 0.5
    assert opened.store.plan.facts.workers[change.worker].name == "Catrin Rowlands"


def test_that_two_who_join_are_two_people(opened: Application) -> None:
    for name in ("Catrin", "Gwen"):
        dialog = asked(opened)
        choose(dialog, KIND.JOINS)
        dialog.name.setText(name)
        dialog.stage_button.click()
        dialog.deleteLater()

    assert len({change.worker for change in opened.store.plan.staffing}) == 2


def test_that_changed_hours_are_told_as_a_share_of_full_time(opened: Application) -> None:
    dialog = asked(opened, SIONED)
    choose(dialog, KIND.HOURS)
    dialog.fte.setValue(0.4)

    dialog.stage_button.click()

    assert opened.store.plan.staffing[0].fte == 0.4


def test_that_the_effect_on_its_day_is_told_before_anything_is_staged(
    opened: Application, qtbot: QtBot
) -> None:
    dialog = asked(opened, SIONED)
    set_day(dialog.day, LATER)

    qtbot.waitUntil(lambda: dialog.told.text().startswith("On "))

    assert "unallocated 0 → 2" in dialog.told.text()
    assert opened.store.plan.staffing == ()


def test_that_staging_can_go_on_to_share_the_children_out(opened: Application) -> None:
    dialog = asked(opened, SIONED)

    dialog.on_button.click()

    assert len(opened.store.plan.staffing) == 1
    sharing = opened.window.findChild(ShareOutDialog)
    assert isinstance(sharing, ShareOutDialog)
    sharing.reject()


def test_that_a_changed_day_takes_the_place_of_the_earlier_one(
    opened: Application, qtbot: QtBot
) -> None:
    away = StaffChange(kind=KIND.AWAY, worker=SIONED, day=LATER)
    commands.stage(opened.store, [away])
    view = staff_list(opened, qtbot)
    mark_row(view.table, 0)

    press(qtbot, view.table, Qt.Key.Key_Return)
    dialog = next(d for d in opened.window.findChildren(StaffingDialog) if d.isVisible())
    set_day(dialog.day, LATER + timedelta(days=7))
    dialog.stage_button.click()

    assert [each.day for each in opened.store.plan.staffing] == [LATER + timedelta(days=7)]


def test_that_the_view_tells_each_change_and_the_loads_on_its_day(
    opened: Application, qtbot: QtBot
) -> None:
    commands.stage(opened.store, [StaffChange(kind=KIND.LEAVES, worker=SIONED, day=LATER)])
    view = staff_list(opened, qtbot)

    (row,) = view.table.texts()
    assert row[0] == "Sioned Hughes"
    assert "unallocated 0 → 2" in row[3]
    view.days.setCurrentIndex(1)
    assert view.day == LATER + timedelta(days=1)
    assert "unallocated 2" in view.then.text()
    loads = {texts[0]: texts for texts in view.loads.texts()}
    assert loads["Sioned Hughes"][2:4] == ["–", "no capacity"]


def test_that_del_takes_a_change_back_and_with_who_joins_what_they_were_given(
    opened: Application, qtbot: QtBot
) -> None:
    joins = StaffChange(
        kind=KIND.JOINS, worker=WorkerId("joiner-1"), day=LATER, joiner=Joiner(name="Catrin")
    )
    commands.stage(opened.store, [joins])
    view = staff_list(opened, qtbot)
    mark_row(view.table, 0)

    press(qtbot, view.table, Qt.Key.Key_Delete)

    assert opened.store.plan.steps == ()
