"""Later data over a plan: what was done, whose number is another now, pins that have run out."""

import csv
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QTableView
from pytestqt.qtbot import QtBot

from allocation_app.domain.desk_changes import staged_in
from allocation_app.domain.difference import Kind
from allocation_app.domain.journal import Deed
from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.plan import Move, Pin
from allocation_app.domain.snapshot import Snapshot
from allocation_app.workspace import keys
from allocation_app.workspace.reconciled import NUMBERS, numbers_in
from tests.builders import AS_AT, a_child, a_reading, a_snapshot, a_worker
from tests.gui.test_accessibility import clipped, controls, described, mnemonics
from tests.gui.workspaces import keep_in
from ui import commands
from ui.app import Application
from ui.dialogs.difference import DifferenceDialog
from ui.dialogs.export import ExportDialog
from ui.rows.documents import To

JANE, JOHN = a_worker("W1", name="Jane Roe"), a_worker("W2", name="John Doe")
ANN, BEN, CAI = (
    a_child(f"C{n}", name=name) for n, name in enumerate(("Ann Ash", "Ben Bo", "Cai Coe"))
)
NEXT = AS_AT + timedelta(days=7)


def an_import(jane: list[str], john: list[str], as_at: date = NEXT) -> Snapshot:
    """Who has whom: "N0" is Ann under another number."""
    known = {each.id: each for each in (ANN, BEN, CAI, replace(ANN, id=ChildId("N0")))}
    held = {"W1": [known[ChildId(c)] for c in jane], "W2": [known[ChildId(c)] for c in john]}
    return a_snapshot(held, workers=[JANE, JOHN], as_at=as_at)


@pytest.fixture
def planned(whole: Application) -> Application:
    """Ann and Ben are to go from Jane to John; Ann is pinned until the day after the import."""
    whole.store.open(a_reading(an_import(["C0", "C1", "C2"], [], as_at=AS_AT)))
    moves = [Move(child=ChildId(c), to=WorkerId("W2"), reason="MANAGE") for c in ("C0", "C1")]
    commands.stage(whole.store, moves)
    ends = AS_AT + timedelta(days=1)
    commands.pin(whole.store, [Pin(child=ChildId("C0"), reason="TRUSTS", until=ends)])
    whole.window.activateWindow()
    return whole


def asked(whole: Application, later: Snapshot) -> DifferenceDialog:
    updating = whole.importing.updating
    updating.use(a_reading(later))
    assert updating.dialog is not None
    updating.dialog.activateWindow()
    QApplication.processEvents()
    return updating.dialog


def tabs(dialog: DifferenceDialog) -> list[str]:
    return [dialog.tabs.tabText(n) for n in range(dialog.tabs.count())]


def test_that_each_step_stands_against_the_new_files(planned: Application) -> None:
    dialog = asked(planned, an_import(["C1"], ["C0", "C2"]))

    assert tabs(dialog) == ["What would change", "Against the plan (2)"]
    assert dialog.against.said.text() == (
        "Of 2 steps of the plan: 1 done, 1 not yet. 1 child has changed worker without the plan"
        " saying so."
    )
    arrow = "Jane Roe → John Doe"
    assert dialog.against.table.texts() == [
        ["not planned", "Cai Coe · C2", "Was: Jane Roe", "John Doe", "", ""],
        ["not yet", "Ben Bo · C1", arrow, "Jane Roe", "Stays", "Managing caseloads"],
        ["done", "Ann Ash · C0", arrow, "John Doe", "Leaves it", "Managing caseloads"],
    ]


def test_that_the_steps_can_be_narrowed_to_one_outcome_and_names_hidden(
    planned: Application, qtbot: QtBot
) -> None:
    dialog = asked(planned, an_import(["C1"], ["C0", "C2"]))
    against = dialog.against
    dialog.tabs.setCurrentWidget(against)

    against.outcomes.setCurrentIndex(against.outcomes.findText("Not yet (1)"))
    qtbot.keyClick(against.table.view, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)

    assert [row[:2] for row in against.table.texts()] == [["not yet", "B.B. · C1"]]
    qtbot.keyClick(against.table.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert against.table.filter_line.hasFocus()


def test_that_without_a_plan_the_changes_stand_alone(whole: Application) -> None:
    whole.store.open(a_reading(an_import(["C0"], ["C1"], as_at=AS_AT)))

    assert tabs(asked(whole, an_import(["C0", "C1"], []))) == []


def test_that_a_child_under_another_number_is_gone_until_somebody_ticks_it(
    planned: Application, qtbot: QtBot
) -> None:
    dialog = asked(planned, an_import(["N0", "C1", "C2"], []))
    same = dialog.same
    assert same is not None
    assert tabs(dialog)[2] == "The same child? (1)"
    assert same.table.texts() == [
        ["no", "Ann Ash", "Fri 4 May 2018", "C0 → N0", "1 step, 1 pin"],
    ]
    assert dialog.head.text() == "1 new, 1 gone"

    dialog.tabs.setCurrentWidget(same)
    same.table.select(same.table.model.rows()[0].numbers)
    same.table.view.setFocus()
    qtbot.keyClick(same.table.view, Qt.Key.Key_Space)

    assert [row[0] for row in same.table.texts()] == ["yes"]
    assert [row[0] for row in dialog.against.table.texts()] == ["not yet", "not yet"]
    assert dialog.head.text() == "Nothing but numbers would change"
    dialog.all_button.click()
    plan = planned.store.plan
    assert [each.child for each in (*plan.pins, *plan.moves)] == ["N0", "N0", "C1"]
    assert planned.store.renumbered == {"C0": "N0"}


def test_that_a_tick_can_be_taken_off_by_pointer_and_button(planned: Application) -> None:
    dialog = asked(planned, an_import(["N0", "C1", "C2"], []))
    same = dialog.same
    assert same is not None
    same.same.click()
    assert same.numbers == {}

    same.all.click()
    assert same.numbers == {"C0": "N0"}
    same.table.view.clicked.emit(same.table.model.index(0, 1))
    assert same.numbers == {"C0": "N0"}
    same.table.view.clicked.emit(same.table.model.index(0, 0))
    assert same.numbers == {}
    assert dialog.head.text() == "1 new, 1 gone"


def test_that_a_part_is_taken_with_the_children_who_are_the_same(planned: Application) -> None:
    dialog = asked(planned, an_import(["N0"], ["C1", "C2"]))
    assert dialog.same is not None
    dialog.same.all.click()
    dialog.boxes[Kind.ALLOCATIONS].setChecked(False)
    assert list(dialog.boxes) == [Kind.ALLOCATIONS]

    dialog.all_button.click()

    assert "N0" in planned.store.plan.snapshot.children


def test_that_a_kind_whose_tick_was_taken_off_stays_without_it(planned: Application) -> None:
    dialog = asked(planned, an_import(["N0"], ["C1", "C2"]))
    assert dialog.same is not None
    dialog.boxes[Kind.ALLOCATIONS].setChecked(False)

    dialog.same.all.click()

    assert not dialog.boxes[Kind.ALLOCATIONS].isChecked()


# ---- pins that have run out


def test_that_a_pin_is_there_after_the_import_and_asks_once_it_has_run_out(
    planned: Application,
) -> None:
    asked(planned, an_import(["C0", "C1"], ["C2"])).all_button.click()

    (pin,) = planned.store.plan.pins
    assert (pin.child, pin.reason) == ("C0", "TRUSTS")
    dialog = planned.importing.updating.pins
    assert dialog is not None
    assert dialog.heading.text() == "1 pin has run out: renew it, or let it go?"
    assert dialog.table.texts() == [
        [
            "Ann Ash · C0",
            "John Doe (was: Jane Roe)",
            "Sat 21 Nov 2026",
            "The child trusts this worker",
        ]
    ]


def test_that_a_pin_that_is_renewed_keeps_its_reason_and_can_be_undone(
    planned: Application,
) -> None:
    asked(planned, an_import(["C0", "C1"], ["C2"])).all_button.click()
    dialog = planned.importing.updating.pins
    assert dialog is not None
    dialog.day.setDate(QDate(2026, 12, 24))

    dialog.renew_button.click()

    assert planned.store.plan.pins == (
        Pin(child=ChildId("C0"), reason="TRUSTS", until=date(2026, 12, 24)),
    )
    assert planned.importing.updating.pins is None
    planned.store.undo()
    assert planned.store.plan.pins[0].until == AS_AT + timedelta(days=1)


def test_that_pins_are_let_go_one_by_one_and_the_others_ask_again(planned: Application) -> None:
    ends = AS_AT + timedelta(days=2)
    commands.pin(planned.store, [Pin(child=ChildId("C2"), until=ends)])
    asked(planned, an_import(["C0", "C1"], ["C2"])).all_button.click()
    dialog = planned.importing.updating.pins
    assert dialog is not None
    dialog.table.view.selectRow(1)

    dialog.go_button.click()
    planned.store.hide_names(hidden=True)

    assert [pin.child for pin in planned.store.plan.pins] == ["C0"]
    assert [row[0] for row in dialog.table.texts()] == ["A.A. · C0"]
    dialog.leave_button.click()
    assert planned.importing.updating.pins is None
    planned.importing.updating.ask_about_pins()
    assert planned.importing.updating.pins is not None


def test_that_nothing_is_asked_while_every_pin_holds(planned: Application) -> None:
    ends = NEXT
    commands.pin(planned.store, [Pin(child=ChildId("C0"), until=ends)])

    asked(planned, an_import(["C0", "C1"], ["C2"])).all_button.click()

    assert planned.importing.updating.pins is None


# ---- kept in the workspace


def test_that_a_workspace_keeps_what_became_of_the_plan_and_the_number_that_was_ticked(
    planned: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "USUAL", keys.LEAST)
    keep_in(planned, tmp_path / "team.allocation", "correct horse battery staple")
    dialog = asked(planned, an_import(["N0", "C2"], ["C1"]))
    assert dialog.same is not None
    dialog.same.all.click()

    dialog.all_button.click()
    planned.keeping.finish()

    workspace = planned.keeping.workspace
    assert workspace is not None
    assert numbers_in(workspace.text(NUMBERS)) == {"C0": "N0"}
    entry = next(e for e in reversed(workspace.journal()) if e.deed is Deed.IMPORTED)
    assert (entry.detail["done"], entry.detail["not_yet"]) == ("1", "1")
    assert workspace.plans().present.plan == staged_in(planned.store.plan)


# ---- everybody can use it


def has_whole_rows(view: QTableView) -> bool:
    """Whether words wrap in rows that are high enough for them."""
    rows = range(view.model().rowCount())
    return view.wordWrap() and all(view.rowHeight(n) >= view.sizeHintForRow(n) for n in rows)


@pytest.mark.usefixtures("twice_as_large")
def test_that_nothing_is_clipped_when_text_is_twice_as_large(
    planned: Application, qtbot: QtBot
) -> None:
    dialog = asked(planned, an_import(["N0", "C2"], ["C1"]))
    seen: list[str] = []
    for place in range(dialog.tabs.count()):
        dialog.tabs.setCurrentIndex(place)
        QApplication.processEvents()
        seen += clipped(dialog)
    window = planned.window
    assert dialog.height() <= window.height(), "it has room in the window behind it"
    assert dialog.same is not None
    for table in (dialog.against.table, dialog.same.table):
        qtbot.waitUntil(partial(has_whole_rows, table.view))
    dialog.same.all.click()
    dialog.all_button.click()
    pins = planned.importing.updating.pins
    assert pins is not None
    QApplication.processEvents()

    assert [*seen, *clipped(pins)] == []


def unnamed_or_twice(dialog: QDialog) -> list[str]:
    """Controls that nobody hears the name of, and keys that two of them have."""
    shown = [each for each in controls(dialog) if each.isVisible()]
    texts = [each.text() for each in dialog.findChildren(QAbstractButton) if each.isVisible()]
    twice = [key for key, n in mnemonics(texts).items() if n > 1]
    return [described(each) for each in shown if not each.accessibleName()] + twice


def test_that_every_control_has_a_name_and_no_two_share_a_key(planned: Application) -> None:
    dialog = asked(planned, an_import(["N0", "C2"], ["C1"]))
    assert dialog.same is not None
    found: list[str] = []
    for place in range(dialog.tabs.count()):
        dialog.tabs.setCurrentIndex(place)
        found += unnamed_or_twice(dialog)
    dialog.same.all.click()
    dialog.all_button.click()
    pins = planned.importing.updating.pins
    assert pins is not None

    assert [*found, *unnamed_or_twice(pins)] == []


def test_that_the_list_leaves_the_window_before_the_new_files_are_accepted(
    planned: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    asked(planned, an_import(["C1"], ["C0", "C2"])).against.export.click()
    dialog = planned.exporting.dialog
    assert isinstance(dialog, ExportDialog)
    assert [*dialog.known] == ["reconciled"]
    dialog.way.choose(To.CSV)
    dialog.save_as.offer(tmp_path / "outcome.csv", "")
    with qtbot.waitSignal(planned.exporting.written, timeout=20_000):
        dialog.finish()

    rows = csv.DictReader((tmp_path / "outcome.csv").read_text("utf-8-sig").splitlines())
    assert [(row["Import as at"], row["Outcome"], row["Child ID"]) for row in rows] == [
        (NEXT.isoformat(), "Not planned", "C2"),
        (NEXT.isoformat(), "Not yet", "C1"),
        (NEXT.isoformat(), "Done", "C0"),
    ]
