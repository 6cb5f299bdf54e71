"""Later data over open data: the difference first, decided by the keyboard alone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from allocation_app.domain.difference import Kind
from allocation_app.domain.people import ChildId, EventKind, Status, TeamId, WorkerId
from allocation_app.domain.plan import Move
from allocation_app.domain.snapshot import Snapshot
from allocation_app.intake.reading import Reading
from allocation_app.wording.problems import message
from tests.builders import AS_AT, a_child, a_reading, a_snapshot, a_worker
from ui.app import Application
from ui.dialogs.difference import DifferenceDialog
from ui.selection import Selection
from ui.updating import Updating

SEEN = {EventKind.VISIT: AS_AT}
JANE, JOHN = a_worker("W1", name="Jane Roe"), a_worker("W2", name="John Doe")
ANN, BEN, CAI = (a_child(f"C{n}", name=name) for n, name in enumerate(("Ann Ash", "Ben Bo", "Cai")))
EVA = a_child("C3", name="Eva Elm", statuses=[Status.REGISTERED])
FAY = a_child("C4", name="Fay Fir")


def before() -> Snapshot:
    return a_snapshot(
        {"W1": [ANN, EVA], "W2": [BEN]}, workers=[JANE, JOHN], waiting=[CAI], as_at=AS_AT
    )


def after() -> Snapshot:
    """Eva, on the register, is gone; Ben has nobody; Ann was visited; Fay is new; John is half."""
    return a_snapshot(
        {"W1": [replace(ANN, events=SEEN, recorded=frozenset(SEEN))], "W2": [FAY]},
        workers=[JANE, replace(JOHN, fte=0.5)],
        waiting=[BEN, CAI],
        as_at=AS_AT + timedelta(days=7),
    )


@pytest.fixture
def updating(whole: Application) -> Iterator[Updating]:
    whole.store.open(a_reading(before()))
    whole.window.activateWindow()
    return whole.importing.updating


def asked(updating: Updating, reading: Reading) -> DifferenceDialog:
    """The question that comes when this is to be used, with the keyboard in it."""
    updating.use(reading)
    assert updating.dialog is not None
    updating.dialog.activateWindow()
    QApplication.processEvents()
    return updating.dialog


def tab_to(dialog: DifferenceDialog, wanted: QWidget, qtbot: QtBot) -> None:
    """Press Tab until this has the focus."""
    for _ in range(40):
        if dialog.focusWidget() is wanted:
            return
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    pytest.fail(f"Tab does not reach {wanted.accessibleName()}")


def press(dialog: DifferenceDialog, key: Qt.Key, qtbot: QtBot) -> None:
    qtbot.keyClick(dialog.focusWidget(), key)


def test_that_the_difference_is_shown_before_anything_is_replaced(
    whole: Application, updating: Updating
) -> None:
    open_ = whole.store.reading

    dialog = asked(updating, a_reading(after()))

    assert whole.store.reading is open_
    assert dialog.texts()[:4] == [
        "1 new, 1 gone, 1 changed, 1 allocation changed, 1 change of staff",
        "As at Fri 27 Nov 2026; what is open is as at Fri 20 Nov 2026",
        "1 child on the register, in proceedings or looked after is not in the new files.",
        "1 child who had a social worker has none now.",
    ]
    assert dialog.table.texts() == [
        ["gone", "Eva Elm · C3", "Child", "on the register · Jane Roe", "not in the new files"],
        ["allocation", "Ben Bo · C1", "Social worker", "John Doe", "no social worker"],
        ["new", "Fay Fir · C4", "Child", "–", "care and support plan · John Doe"],
        ["changed", "Ann Ash · C0", "Last statutory visit", "not known", "Fri 20 Nov 2026"],
        ["staff", "John Doe", "FTE", "1", "0.5"],
    ]


def test_that_enter_accepts_everything(
    whole: Application, updating: Updating, qtbot: QtBot
) -> None:
    new = a_reading(after())
    dialog = asked(updating, new)

    press(dialog, Qt.Key.Key_Return, qtbot)

    assert whole.store.reading is new
    assert updating.dialog is None


def test_that_escape_keeps_what_is_open(
    whole: Application, updating: Updating, qtbot: QtBot
) -> None:
    open_ = whole.store.reading
    dialog = asked(updating, a_reading(after()))

    press(dialog, Qt.Key.Key_Escape, qtbot)

    assert whole.store.reading is open_
    assert updating.dialog is None


def test_that_space_takes_a_kind_out_and_enter_accepts_the_others(
    whole: Application, updating: Updating, qtbot: QtBot
) -> None:
    dialog = asked(updating, a_reading(after()))

    for kind in (Kind.GONE, Kind.STAFF):
        tab_to(dialog, dialog.boxes[kind], qtbot)
        press(dialog, Qt.Key.Key_Space, qtbot)
    assert dialog.ticked == {Kind.ALLOCATIONS, Kind.NEW, Kind.CHANGED}
    press(dialog, Qt.Key.Key_Return, qtbot)

    review = whole.store.review
    assert review is not None
    assert set(review.snapshot.children) == {"C0", "C1", "C2", "C3", "C4"}
    assert review.snapshot.workers[WorkerId("W2")].fte == 1
    assert review.caseloads.holder(ChildId("C1")) is None
    assert whole.window.strip.words.text() == (
        "Accepted in part. Left as it was: 1 child gone, staff: 1 change of staff."
    )
    assert whole.store.reading is not None
    assert message(whole.store.reading.problems[0]) == (
        "Not everything of these files was accepted, so the figures differ from theirs. Left as it"
        " was: 1 child gone, staff: 1 change of staff. Read the files again (F5) to decide anew."
    )


def test_that_nothing_is_said_of_a_part_once_everything_is_accepted(
    whole: Application, updating: Updating, qtbot: QtBot
) -> None:
    dialog = asked(updating, a_reading(after()))
    dialog.boxes[Kind.STAFF].setChecked(False)
    dialog.some_button.click()

    press(asked(updating, a_reading(after())), Qt.Key.Key_Return, qtbot)

    assert whole.store.reading is not None
    assert whole.store.reading.problems == ()


def test_that_a_date_that_most_children_would_lose_is_said_above_the_list(
    whole: Application, updating: Updating
) -> None:
    children = [a_child(f"L{n}", events=SEEN, recorded=frozenset(SEEN)) for n in range(4)]
    bare = [replace(child, events={}, recorded=frozenset()) for child in children]
    whole.store.open(a_reading(a_snapshot({"W1": children}, workers=[JANE])))

    dialog = asked(updating, a_reading(a_snapshot({"W1": bare}, workers=[JANE])))

    assert dialog.texts()[2] == (
        "4 of 4 children would lose this: last statutory visit. Is a column missing from the new"
        " files?"
    )


def test_that_the_button_for_the_chosen_kinds_is_reached_by_tab(
    whole: Application, updating: Updating, qtbot: QtBot
) -> None:
    dialog = asked(updating, a_reading(after()))
    assert not dialog.some_button.isEnabled()
    tab_to(dialog, dialog.boxes[Kind.NEW], qtbot)
    press(dialog, Qt.Key.Key_Space, qtbot)

    tab_to(dialog, dialog.some_button, qtbot)
    press(dialog, Qt.Key.Key_Space, qtbot)

    assert whole.store.review is not None
    assert "C4" not in whole.store.review.snapshot.children


def test_that_enter_presses_the_button_that_it_is_on(
    whole: Application, updating: Updating, qtbot: QtBot
) -> None:
    open_ = whole.store.reading
    dialog = asked(updating, a_reading(after()))

    tab_to(dialog, dialog.keep_button, qtbot)
    press(dialog, Qt.Key.Key_Return, qtbot)

    assert whole.store.reading is open_


def test_that_with_nothing_ticked_enter_keeps_what_is_open(
    whole: Application, updating: Updating, qtbot: QtBot
) -> None:
    open_ = whole.store.reading
    dialog = asked(updating, a_reading(after()))

    for box in dialog.boxes.values():
        tab_to(dialog, box, qtbot)
        press(dialog, Qt.Key.Key_Space, qtbot)
    assert not dialog.some_button.isEnabled()
    press(dialog, Qt.Key.Key_Return, qtbot)

    assert whole.store.reading is open_
    assert updating.dialog is None


def test_that_enter_in_the_filter_or_the_list_decides_nothing(
    updating: Updating, qtbot: QtBot
) -> None:
    dialog = asked(updating, a_reading(after()))

    qtbot.keyClick(dialog, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert dialog.focusWidget() is dialog.table.filter_line
    qtbot.keyClicks(dialog.focusWidget(), "elm")
    press(dialog, Qt.Key.Key_Return, qtbot)
    press(dialog, Qt.Key.Key_Return, qtbot)

    assert dialog.isVisible()
    assert [row[1] for row in dialog.table.texts()] == ["Eva Elm · C3"]


def test_that_one_kind_can_be_looked_at_alone(updating: Updating, qtbot: QtBot) -> None:
    dialog = asked(updating, a_reading(after()))

    tab_to(dialog, dialog.kinds, qtbot)
    press(dialog, Qt.Key.Key_Down, qtbot)

    assert [row[0] for row in dialog.table.texts()] == ["gone"]


def test_that_hidden_names_stay_hidden_and_can_be_hidden_from_here(
    whole: Application, updating: Updating, qtbot: QtBot
) -> None:
    renamed = replace(after(), children={**after().children, CAI.id: replace(CAI, name="Cy Cox")})
    dialog = asked(updating, a_reading(renamed))

    qtbot.keyClick(dialog, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)

    said = str(dialog.table.texts())
    assert whole.store.names_hidden
    assert "E.E. · C3" in said
    assert not any(name in said for name in ("Eva", "Ben", "Fay", "Ann", "Cai", "Cy"))


@pytest.mark.parametrize(
    ("again", "words"),
    [
        (before, "The same data: nothing has changed."),
        (
            lambda: replace(before(), as_at=date(2026, 11, 23)),
            (
                "The same data, as at Mon 23 Nov 2026 instead of Fri 20 Nov 2026:"
                " nothing else has changed."
            ),
        ),
    ],
)
def test_that_the_same_data_again_touch_neither_plan_nor_history_nor_selection(
    whole: Application, updating: Updating, again: object, words: str
) -> None:
    store = whole.store
    assert store.review is not None
    store.make(store.review.caseloads.plan.with_move(Move(child=CAI.id, to=JANE.id)))
    store.select_child(CAI.id)
    assert callable(again)

    updating.use(a_reading(again()))

    assert updating.dialog is None
    assert whole.window.strip.words.text() == words
    assert [move.to for move in store.review.caseloads.plan.moves] == ["W1"]
    assert store.selected == Selection(child=CAI.id)
    store.undo()
    assert store.review.caseloads.plan.moves == ()


def test_that_quite_other_data_are_called_so_and_enter_does_not_open_them(
    whole: Application, updating: Updating, qtbot: QtBot
) -> None:
    open_ = whole.store.reading
    other = a_reading(a_snapshot({"W9": [a_child("X1")]}))
    dialog = asked(updating, other)

    assert (
        "This is other data: none of the 4 children who are open is in the new files."
        in dialog.texts()
    )
    press(dialog, Qt.Key.Key_Return, qtbot)
    assert whole.store.reading is open_

    dialog = asked(updating, other)
    tab_to(dialog, dialog.all_button, qtbot)
    press(dialog, Qt.Key.Key_Return, qtbot)
    assert whole.store.reading is other


def test_that_the_dialog_says_what_becomes_of_the_plan_and_so_it_comes(
    whole: Application, updating: Updating, qtbot: QtBot
) -> None:
    store = whole.store
    assert store.review is not None
    plan = store.review.caseloads.plan
    for child, to in ((CAI, JANE), (BEN, JANE), (EVA, JOHN)):
        plan = plan.with_move(Move(child=child.id, to=to.id))
    store.make(plan)

    dialog = asked(updating, a_reading(after()))
    assert dialog.plan.text() == (
        "1 move of the plan stays. 2 moves are dropped from the plan, because the child or the"
        " worker is no longer where they were. Earlier steps can't be undone after that."
    )
    tab_to(dialog, dialog.boxes[Kind.GONE], qtbot)
    press(dialog, Qt.Key.Key_Space, qtbot)
    assert dialog.plan.text().startswith("2 moves of the plan stay. 1 move is dropped")
    press(dialog, Qt.Key.Key_Return, qtbot)

    assert [move.child for move in store.review.caseloads.plan.moves] == ["C2", "C3"]
    assert not store.can_undo
    assert "No longer in the plan: " in whole.window.strip.words.text()


def test_that_one_kind_of_change_needs_no_ticks(updating: Updating) -> None:
    only = replace(before(), children={**before().children, CAI.id: replace(CAI, name="Cy")})

    dialog = asked(updating, a_reading(only))

    assert not dialog.boxes[Kind.CHANGED].isVisible()
    assert not dialog.some_button.isVisible()


def test_that_a_new_import_takes_the_place_of_the_question(
    whole: Application, updating: Updating
) -> None:
    asked(updating, a_reading(after()))

    whole.importing.stop()

    assert updating.dialog is None


def test_that_the_team_and_the_selection_stay_where_the_data_still_have_them(
    whole: Application,
) -> None:
    store = whole.store
    store.open(a_reading(before()))
    store.filter_team(TeamId("T1"))
    store.select_worker(JANE.id)

    store.update(a_reading(after()))
    assert (store.team, store.selected) == (None, Selection(worker=JANE.id))

    store.select_child(BEN.id)
    store.update(a_reading(a_snapshot(waiting=[ANN])))
    assert store.selected is None


def test_that_a_control_of_the_difference_has_a_name_and_tab_reaches_it(
    updating: Updating, qtbot: QtBot
) -> None:
    dialog = asked(updating, a_reading(after()))
    tab_to(dialog, dialog.boxes[Kind.NEW], qtbot)
    press(dialog, Qt.Key.Key_Space, qtbot)

    for control in (
        dialog.table.filter_line,
        dialog.kinds,
        dialog.table.columns_button,
        dialog.table.view,
        *dialog.boxes.values(),
        dialog.all_button,
        dialog.some_button,
        dialog.keep_button,
    ):
        assert control.accessibleName()
        tab_to(dialog, control, qtbot)
