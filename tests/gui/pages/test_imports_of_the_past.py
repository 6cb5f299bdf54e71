"""The imports that the history rests on: looked at, deleted, followed over a child's numbers."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from allocation_app.domain.journal import Deed
from allocation_app.domain.people import ChildId
from allocation_app.domain.renumbering import renumbered
from allocation_app.workspace.keys import LEAST, Passphrase
from allocation_app.workspace.session import create
from tests.builders import a_reading
from tests.gui.pages.team import NAMES, a_team
from tests.gui.pages.test_history_page import HUW, kept, page, settle, weeks_ago, workspace
from ui.app import Application
from ui.dialogs.delete_import import DeleteImportDialog
from ui.pages.history import IMPORTS, HistoryPage
from ui.rows.held_over import ChildRow
from ui.store import PlanStore
from ui.widgets.holders_view import HoldersView
from ui.widgets.narrowing import CASELOADS, HISTORY, Narrowing

__all__ = ["kept", "page", "workspace"]


def test_that_a_child_who_goes_by_other_numbers_has_one_history_without_a_workspace(
    page: HistoryPage, qtbot: QtBot
) -> None:
    first, second, third = weeks_ago(2), weeks_ago(1), a_team()
    other, now = ChildId("N0"), ChildId("M0")
    page.store.open(a_reading(first))
    page.store.update(a_reading(renumbered(second, {HUW: other})), {HUW: other})
    page.store.update(a_reading(renumbered(third, {HUW: now})), {other: now})
    settle(page, qtbot)

    times = page.looking.back.holders.times
    assert [each.first_seen for each in times[now]] == [first.as_at, third.as_at]
    assert not {HUW, other} & times.keys()
    assert page.store.same_children == {HUW: now, other: now}

    page.store.close()
    page.store.open(a_reading(a_team()))
    assert page.store.same_children == {}


def test_that_an_earlier_import_is_looked_at_by_its_day_and_without_any_plan(
    kept: HistoryPage, qtbot: QtBot
) -> None:
    kept.views.choose(IMPORTS)
    kept.imports.table.view.selectRow(1)
    QTest.keyClick(kept.imports.table.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: kept.then is not None, timeout=10_000)

    assert kept.then is not None
    assert kept.then.windowTitle() == "Earlier import, as at Fri 13 Nov 2026"
    assert "7 days before the import that is open (Fri 20 Nov 2026)" in kept.then.told.text()
    lines = kept.then.table.texts()
    assert lines[0][0::2] == ["Lowri Price · C01", "Duty", "held by duty"]
    assert lines[0][3] == "10 working days"
    assert {line[0]: line[2] for line in lines}["Huw Price · C02"] == "Kofi Ahmed"
    kept.then.close()

    kept.store.hide_names(hidden=True)
    settle(kept, qtbot)
    named = kept.then
    kept.imports.look_button.click()
    qtbot.waitUntil(lambda: kept.then is not named, timeout=10_000)
    cells = [cell for line in kept.then.table.texts() for cell in line]
    assert cells
    assert not [cell for cell in cells for name in NAMES if name in cell]
    kept.then.close()


def test_that_only_an_import_without_the_plan_on_it_can_be_deleted_and_why_is_said(
    kept: HistoryPage, qtbot: QtBot
) -> None:
    kept.views.choose(IMPORTS)
    imports, asked = kept.imports, list[int]()
    imports.deleting.connect(lambda row: asked.append(row.number))
    kept.activateWindow()
    imports.table.view.setFocus()
    QApplication.processEvents()
    imports.table.view.selectRow(0)
    assert not imports.delete_button.isEnabled()
    assert imports.told.text().startswith("The plan stands on this import: it can’t be deleted.")
    QTest.keyClick(imports.table.view, Qt.Key.Key_Delete)

    with qtbot.waitSignal(kept.opened) as led:
        imports.look_button.click()
    assert led.args == [CASELOADS, Narrowing()]  # it is shown everywhere

    imports.table.view.selectRow(1)
    assert (imports.delete_button.isEnabled(), imports.told.text()) == (True, "")
    QTest.keyClick(imports.table.view, Qt.Key.Key_Delete)
    assert asked == [imports.table.model.rows()[1].number]

    kept.follow(None)
    settle(kept, qtbot)
    kept.refresh()
    settle(kept, qtbot)
    assert {row.stays for row in imports.table.model.rows()} == {
        "No workspace is open: it is forgotten when the window closes."
    }


def test_that_an_import_that_is_deleted_is_told_first_and_is_then_nowhere(
    whole: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    workspace = create(tmp_path / "team.allocation", Passphrase(text="correct horse"), cost=LEAST)
    wrong = renumbered(weeks_ago(1), {HUW: ChildId("N0")})
    workspace.add(wrong)
    whole.store.open(a_reading(a_team()))
    whole.keeping.begin(workspace)
    whole.keeping.finish()
    whole.window.go(HISTORY)
    page = whole.window.shown
    assert isinstance(page, HistoryPage)
    settle(page, qtbot)
    page.views.choose(IMPORTS)
    assert page.looking.back.holders.of(ChildId("N0"))

    page.imports.deleting.emit(page.imports.table.model.rows()[1])
    qtbot.waitUntil(lambda: whole.tidying.dialog is not None, timeout=10_000)
    dialog = whole.tidying.dialog
    assert isinstance(dialog, DeleteImportDialog)
    assert "11 children" in dialog.found.text()
    assert "week-1.xlsx" in dialog.found.text()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert len(workspace.imports) == 2

    page.imports.deleting.emit(page.imports.table.model.rows()[1])
    qtbot.waitUntil(lambda: whole.tidying.dialog is not dialog, timeout=10_000)
    assert isinstance(whole.tidying.dialog, DeleteImportDialog)
    whole.tidying.dialog.delete.click()
    qtbot.waitUntil(lambda: len(page.looking.back.imports) == 1, timeout=10_000)
    settle(page, qtbot)

    assert len(workspace.imports) == 1
    assert not page.looking.back.holders.of(ChildId("N0"))
    assert len(page.looking._snapshots) == 1  # noqa: SLF001 - no memory keeps it either
    last = workspace.journal()[-1]
    assert (last.deed, last.facts) == (Deed.PRUNED, {"n": "1", "days": str(wrong.as_at)})
    assert whole.store.plan.snapshot.as_at == a_team().as_at
    whole.keeping.close()


def test_that_names_of_children_are_whole_in_a_narrow_window(
    store: PlanStore, qtbot: QtBot
) -> None:
    view = HoldersView(store)
    qtbot.addWidget(view)
    view.resize(440, 400)
    view.show()
    view.show_rows([a_child_row(number) for number in range(4)])
    QApplication.processEvents()

    table = view.table.view
    needed = [table.sizeHintForIndex(table.model().index(row, 0)).width() for row in range(4)]
    assert table.columnWidth(0) >= max(needed)


def a_child_row(number: int) -> ChildRow:
    return ChildRow(
        child=ChildId(f"41{number:05}"),
        name=f"Gwenllian Montgomery-Powell · 41{number:05}",
        now="Joana Ferreira",
        changes="1 since 10 Nov 2026",
        count=1,
        last_seen=a_team().as_at,
        is_there=True,
    )
