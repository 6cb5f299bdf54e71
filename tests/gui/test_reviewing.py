"""Recording a manager's review of a child who waits."""

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QPushButton

from allocation_app.domain.people import ChildId
from allocation_app.domain.plan import LONGEST_NOTE
from tests.builders import AS_AT, a_child, a_reading, a_snapshot
from ui import commands
from ui.app import Application
from ui.dialogs.review import ReviewDialog


def opened(whole: Application) -> Application:
    children = {"W1": [a_child("C1", name="Alys Nobody")]}
    whole.store.open(a_reading(a_snapshot(children, waiting=[a_child("C3", name="Mali Price")])))
    whole.window.go("unallocated")
    return whole


def asked(whole: Application) -> ReviewDialog:
    opened(whole).store.select_child(ChildId("C3"))
    whole.actions["record_review"].trigger()
    assert whole.reviewing.dialog is not None
    return whole.reviewing.dialog


def record_button(dialog: ReviewDialog) -> QPushButton:
    [button] = [
        button
        for button in dialog.buttons.buttons()
        if dialog.buttons.buttonRole(button) is QDialogButtonBox.ButtonRole.AcceptRole
    ]
    assert isinstance(button, QPushButton)
    return button


def test_that_a_review_with_day_and_line_goes_into_the_plan(whole: Application) -> None:
    dialog = asked(whole)
    dialog.day.setDate(QDate(AS_AT.year, AS_AT.month, AS_AT.day))
    dialog.note.setText("  Seen by duty, plan stands ")
    dialog.tick.setChecked(True)

    record_button(dialog).click()

    assert whole.store.review is not None
    [review] = whole.store.review.caseloads.plan.oversight
    assert (review.child, review.day, review.note) == ("C3", AS_AT, "Seen by duty, plan stands")
    whole.actions["undo"].trigger()
    assert whole.store.review.caseloads.plan.oversight == ()


def test_that_nothing_is_recorded_without_the_tick(whole: Application) -> None:
    dialog = asked(whole)

    assert not record_button(dialog).isEnabled()
    dialog.tick.setChecked(True)
    assert record_button(dialog).isEnabled()


def test_that_the_line_is_short_and_the_warning_stands_there(whole: Application) -> None:
    dialog = asked(whole)

    dialog.note.setText("x" * 200)

    assert len(dialog.note.text()) == LONGEST_NOTE
    said = [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
    assert any(text.startswith("No names, no narrative: this line is printed.") for text in said)
    assert dialog.left.text() == "0 characters left"


def test_that_a_review_of_the_plan_can_be_taken_out_again(whole: Application) -> None:
    asked(whole).close()
    commands.record_review(whole.store, ChildId("C3"), AS_AT, "Seen")
    whole.actions["record_review"].trigger()
    dialog = whole.reviewing.dialog
    assert dialog is not None

    dialog.removals[0].click()

    assert whole.store.review is not None
    assert whole.store.review.caseloads.plan.oversight == ()


def test_that_only_a_child_who_waits_can_be_reviewed(whole: Application) -> None:
    opened(whole).store.select_child(ChildId("C1"))

    assert not whole.actions["record_review"].isEnabled()
    whole.reviewing.ask_of_selected()
    assert whole.reviewing.dialog is None


def test_that_hidden_names_are_hidden_in_the_question_too(whole: Application) -> None:
    opened(whole).store.hide_names(hidden=True)

    dialog = asked(whole)

    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "Mali" not in said
    assert "M.P." in said
