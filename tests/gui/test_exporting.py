"""From the screen to what leaves the tool: made aside, put where it goes, said and recorded."""

import re
from collections import Counter
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from allocation_app.errors import AppError
from allocation_app.progress import Cancelled, Progress
from allocation_app.report.exports import Source
from allocation_app.report.orders import Naming, Order, What
from allocation_app.report.pages import Paper
from allocation_app.settings.exports_made import exports_made, record_file
from tests.builders import a_child, a_reading, a_snapshot
from tests.gui.dialogs import AS_AT, an_export
from tests.gui.pages.team import a_team
from ui import tasks
from ui.app import Application
from ui.dialogs.export import ExportDialog
from ui.dialogs.save_problems import ProblemsDialog
from ui.exporting import Exporting, Saved, Table, another, make
from ui.rows.documents import To, Wish
from ui.rows.wanted import Wanted


def opened(whole: Application) -> Exporting:
    child = a_child("C1", name="Eira Hughes")
    whole.store.open(a_reading(a_snapshot({"W1": [child, a_child("C2")]}, as_at=AS_AT)))
    return whole.exporting


def asked(whole: Application) -> ExportDialog:
    exporting = opened(whole)
    exporting.ask()
    return dialog_of(exporting)


def dialog_of(exporting: Exporting) -> ExportDialog:
    assert isinstance(exporting.dialog, ExportDialog)
    return exporting.dialog


def a_dialog(qtbot: QtBot, wanted: Wanted | None = None) -> ExportDialog:
    dialog = an_export(wanted)
    qtbot.addWidget(dialog)
    return dialog


def test_that_nothing_can_be_exported_while_nothing_is_open(whole: Application) -> None:
    assert not whole.actions["export"].isEnabled()
    whole.exporting.ask()
    assert whole.exporting.dialog is None


def test_that_the_offered_name_is_a_document_and_a_date_and_nobodys_name(
    whole: Application,
) -> None:
    dialog = asked(whole)

    assert dialog.save_as.out.name == "workbook-2026-11-20.xlsx"


def test_that_the_workbook_has_names_where_the_screen_has_them(whole: Application) -> None:
    assert asked(whole).naming.code == Naming.NAMES


def test_that_names_are_left_out_by_default_where_the_screen_hides_them(
    whole: Application,
) -> None:
    whole.store.hide_names(hidden=True)

    assert asked(whole).naming.code == Naming.INITIALS


def test_that_names_are_off_every_list_until_somebody_puts_them_on(whole: Application) -> None:
    dialog = asked(whole)

    dialog.documents.choose("unallocated")

    assert dialog.naming.code == Naming.INITIALS


def test_that_each_document_asks_only_what_fits_it(qtbot: QtBot) -> None:
    dialog = a_dialog(qtbot)
    dialog.show()

    dialog.documents.choose("workbook")
    assert not dialog.people.isVisible()
    assert not dialog.period.isVisible()
    assert dialog.to is To.XLSX

    dialog.documents.choose("findings")
    assert dialog.way.buttons["csv"].isVisible()


def test_that_a_copied_table_asks_for_no_file(qtbot: QtBot) -> None:
    dialog = a_dialog(qtbot)
    dialog.show()
    dialog.documents.choose("findings")

    dialog.way.choose("clipboard")

    assert not dialog.save_as.isVisible()
    assert dialog.go.text() == "Cop&y"
    dialog.save_as.line.setText("")
    assert dialog.go.isEnabled()


def test_that_a_name_without_an_ending_gets_one(qtbot: QtBot) -> None:
    dialog = a_dialog(qtbot)

    dialog.save_as.line.setText("/x/plan.v2")

    assert dialog.save_as.out == Path("/x/plan.v2.xlsx")


def test_that_a_name_somebody_typed_stays_when_the_form_changes_but_for_its_ending(
    qtbot: QtBot,
) -> None:
    dialog = a_dialog(qtbot)
    dialog.documents.choose("findings")
    dialog.way.choose("csv")
    dialog.save_as.line.setText("/y/monday.csv")

    dialog.way.choose("pdf")

    assert dialog.save_as.out == Path("/y/monday.pdf")


@pytest.mark.parametrize("text", ["", "  ", ".", "/"])
def test_that_without_the_name_of_a_file_nothing_is_exported(qtbot: QtBot, text: str) -> None:
    dialog = a_dialog(qtbot)

    dialog.save_as.line.setText(text)

    assert not dialog.go.isEnabled()
    dialog.finish()
    assert dialog.result() == 0


def test_that_the_last_choice_is_remembered_but_for_names(qtbot: QtBot, tmp_path: Path) -> None:
    first = a_dialog(qtbot)
    first.documents.choose("findings")
    first.way.choose("pdf")
    first.naming.choose("names")
    first.save_as.line.setText(str(tmp_path / "monday.pdf"))
    first.finish()

    second = a_dialog(qtbot)

    assert second.document.what is What.FINDINGS
    assert second.to is To.PDF
    assert second.naming.code == Naming.INITIALS
    assert second.save_as.out == tmp_path / "findings-2026-11-20.pdf"


def test_that_what_is_wanted_goes_before_what_was_chosen_last(qtbot: QtBot) -> None:
    dialog = a_dialog(qtbot, Wanted(what="unallocated", to="clipboard"))

    assert dialog.order.what is What.UNALLOCATED
    assert dialog.to is To.CLIPBOARD


def test_that_no_key_of_the_dialog_does_two_things(qtbot: QtBot) -> None:
    dialog = a_dialog(qtbot)
    dialog.show()
    for document, way in [(each, way) for each in dialog.known for way in To]:
        dialog.documents.choose(document)
        dialog.way.choose(way)
        texts = [
            widget.text()
            for kind in (QLabel, QAbstractButton)
            for widget in dialog.findChildren(kind)
            if widget.isVisible()
        ]
        found = [re.search(r"&([^&])", text.replace("&&", "")) for text in texts]
        keys = Counter(match.group(1).casefold() for match in found if match)
        assert {key: n for key, n in keys.items() if n > 1} == {}


def test_that_the_workbook_is_written_and_the_window_says_where(
    whole: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = asked(whole)
    dialog.save_as.line.setText(str(tmp_path / "sheet.xlsx"))
    dialog.naming.choose("initials")

    with qtbot.waitSignal(whole.exporting.written, timeout=20_000):
        dialog.go.click()

    book = openpyxl.load_workbook(tmp_path / "sheet.xlsx", read_only=True)
    cells = [str(cell) for sheet in book for row in sheet.values for cell in row]
    assert "C1" in cells
    assert not [cell for cell in cells if "Eira" in cell]
    strip = whole.window.strip
    assert strip.isVisible()
    assert strip.words.text() == f"Saved as sheet.xlsx in {tmp_path}"
    assert [strip.act.text(), strip.other.text()] == ["Open it", "Open the folder"]
    strip.close_button.click()
    assert not strip.isVisible()


def test_that_each_export_is_recorded_without_anybodys_name(
    whole: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    exporting = opened(whole)
    before = len(exports_made())
    wish = Wish(order=Order(what=What.ALLOCATIONS), to=To.CSV, out=tmp_path / "list.csv")

    with qtbot.waitSignal(exporting.written, timeout=20_000):
        exporting.start(wish)

    (made,) = exports_made()[before:]
    assert whole.store.review is not None
    assert (made.what, made.to, made.children, made.naming) == ("allocations", "csv", 2, "initials")
    assert made.source == whole.store.review.snapshot.fingerprint
    assert "list" not in str(made)


def test_that_a_list_is_copied_with_its_headings(whole: Application, qtbot: QtBot) -> None:
    exporting = opened(whole)

    with qtbot.waitSignal(exporting.written, timeout=20_000):
        exporting.start(Wish(order=Order(what=What.ALLOCATIONS), to=To.CLIPBOARD))

    heading, *rows = QGuiApplication.clipboard().text().splitlines()
    assert len(rows) == 2
    assert len({line.count("\t") for line in (heading, *rows)}) == 1
    assert whole.window.strip.words.text() == "Copied: 2 rows with headings."


def locked(wish: Wish, _source: Source, _progress: Progress) -> Saved:
    assert wish.out is not None
    if wish.out.name == "sheet.xlsx":
        raise AppError("target_locked", file=wish.out.name)
    return Saved(children=2)


def test_that_a_locked_file_is_told_with_a_click_to_save_beside_it(
    whole: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    opened(whole)
    exporting = Exporting(whole.store, whole.window.strip, whole.window, locked)
    wish = Wish(order=Order(what=What.WORKBOOK), to=To.XLSX, out=tmp_path / "sheet.xlsx")
    strip = whole.window.strip
    exporting.start(wish)
    qtbot.waitUntil(lambda: strip.act.text() == "Save as sheet (2).xlsx")
    assert "sheet.xlsx" in strip.words.text()

    with qtbot.waitSignal(exporting.written) as told:
        strip.act.click()

    assert told.args == [Wish(order=wish.order, to=To.XLSX, out=tmp_path / "sheet (2).xlsx")]
    assert not whole.window.findChildren(QMessageBox)


def test_that_a_name_that_is_taken_is_counted_on(tmp_path: Path) -> None:
    (tmp_path / "a (2).xlsx").touch()

    assert another(tmp_path / "a.xlsx") == tmp_path / "a (3).xlsx"


def test_that_the_problems_go_where_they_were_asked_to(
    whole: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    exporting = opened(whole)
    exporting.ask_problems(())
    assert isinstance(exporting.dialog, ProblemsDialog)
    exporting.dialog.save_as.line.setText(str(tmp_path / "problems"))

    with qtbot.waitSignal(exporting.written, timeout=20_000):
        exporting.dialog.buttons.buttons()[0].click()

    assert (tmp_path / "problems.xlsx").is_file()


def test_that_by_codes_no_name_and_no_number_of_anybody_is_left(
    whole: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    exporting = opened(whole)
    out = tmp_path / "coded.csv"
    order = Order(what=What.ALLOCATIONS, naming=Naming.CODES)

    with qtbot.waitSignal(exporting.written, timeout=20_000):
        exporting.start(Wish(order=order, to=To.CSV, out=out))

    text = out.read_text("utf-8-sig")
    assert len(text.splitlines()) == 3
    assert not [known for known in ("Eira", "Hughes", "C1,", "W1") if known in text]
    assert exports_made()[-1].naming == "codes"


def test_that_where_no_child_is_named_it_is_asked_how_workers_are(qtbot: QtBot) -> None:
    dialog = a_dialog(qtbot, Wanted(what="board"))
    dialog.show()
    assert not dialog.order.are_workers_named

    dialog.naming.choose("names")
    assert dialog.order.are_workers_named
    assert dialog.order.naming is Naming.INITIALS

    dialog.naming.choose("codes")
    assert dialog.order.naming is Naming.CODES
    dialog.documents.choose("shares")
    assert not dialog.naming.buttons["initials"].isVisible()


def test_that_the_team_that_is_shown_is_the_team_that_is_exported(whole: Application) -> None:
    whole.store.open(a_reading(a_team()))
    team = next(iter(a_team().teams))
    whole.store.filter_team(team)

    whole.exporting.ask()

    dialog = dialog_of(whole.exporting)
    assert dialog.order.team == team
    dialog.team.setCurrentIndex(0)
    assert dialog.order.team is None


def test_that_one_team_is_not_asked_about(qtbot: QtBot) -> None:
    dialog = a_dialog(qtbot)
    dialog.show()

    assert not dialog.team.isVisible()
    assert dialog.order.team is None


def test_that_an_export_that_cannot_be_recorded_says_so(
    whole: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    exporting = opened(whole)
    record_file().unlink(missing_ok=True)
    record_file().mkdir(parents=True)
    wish = Wish(order=Order(what=What.ALLOCATIONS), to=To.CSV, out=tmp_path / "list.csv")

    with qtbot.waitSignal(exporting.written, timeout=20_000):
        exporting.start(wish)

    record_file().rmdir()
    assert "Saved as list.csv" in whole.window.strip.words.text()
    assert "could not be put on record" in whole.window.strip.words.text()


def test_that_an_export_that_is_stopped_leaves_what_stood_there(
    whole: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    out = tmp_path / "list.csv"
    out.write_text("before")
    stopped: list[str] = []

    def slow(wish: Wish, source: Source, progress: Progress) -> Table | Paper | Saved:
        def ask(done: int, of: int) -> None:
            for task in tasks.running():
                task.cancel()
            progress(done, of)

        try:
            return make(wish, source, ask)
        except Cancelled:
            stopped.append(str(wish.to))
            raise

    opened(whole)
    exporting = Exporting(whole.store, whole.window.strip, whole.window, slow)
    before = len(exports_made())

    exporting.start(Wish(order=Order(what=What.ALLOCATIONS), to=To.CSV, out=out))
    qtbot.waitUntil(lambda: not tasks.running(), timeout=20_000)

    assert stopped == ["csv"]
    assert out.read_text() == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["list.csv"]
    assert len(exports_made()) == before


def test_that_every_document_there_is_can_be_asked_for(qtbot: QtBot) -> None:
    dialog = a_dialog(qtbot)

    assert set(dialog.known) == {what.value for what in What}


def test_that_who_saves_elsewhere_has_the_same_names(whole: Application, qtbot: QtBot) -> None:
    exporting = opened(whole)
    order = Order(what=What.FINDINGS, naming=Naming.NAMES)
    exporting.start(Wish(order=order, to=To.CSV, out=Path("/nowhere/at/all/list.csv")))
    strip = whole.window.strip
    qtbot.waitUntil(lambda: strip.act.text() == "Save elsewhere…", timeout=20_000)

    strip.act.click()

    dialog = dialog_of(exporting)
    assert (dialog.order, dialog.to) == (order, To.CSV)
