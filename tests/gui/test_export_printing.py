"""Documents on paper from the dialog: printed, looked at first, and as PDF without its library."""

import sys
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrintPreviewDialog
from pytestqt.qtbot import QtBot

from allocation_app.report.orders import Order, What
from allocation_app.settings.exports_made import exports_made
from tests.builders import a_reading
from tests.gui.dialogs import an_export
from tests.gui.pages.team import a_team
from ui.app import Application
from ui.dialogs.export import ExportDialog
from ui.rows.documents import To, Wish
from ui.rows.wanted import Wanted

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "QPainter::begin")


@pytest.fixture
def opened(whole: Application) -> Application:
    whole.store.open(a_reading(a_team()))
    return whole


def asked(whole: Application) -> ExportDialog:
    assert isinstance(whole.exporting.dialog, ExportDialog)
    return whole.exporting.dialog


def test_that_print_is_asked_of_a_document_that_can_be_printed(qtbot: QtBot) -> None:
    dialog = an_export(Wanted(to="print"))
    qtbot.addWidget(dialog)
    dialog.show()

    assert dialog.document.what is not What.WORKBOOK
    assert dialog.to is To.PRINT
    assert dialog.look.isVisible()
    assert not dialog.save_as.isVisible()


def test_that_a_file_has_no_preview(qtbot: QtBot) -> None:
    dialog = an_export(Wanted(what="findings", to="pdf"))
    qtbot.addWidget(dialog)
    dialog.show()

    assert not dialog.look.isVisible()


def test_that_what_is_printed_is_recorded_once_it_is(
    opened: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    before = len(exports_made())
    opened.actions["print"].trigger()
    dialog = asked(opened)
    dialog.documents.choose("board")
    dialog.go.click()
    qtbot.waitUntil(lambda: isinstance(opened.exporting.dialog, QPrintDialog), timeout=20_000)
    assert len(exports_made()) == before
    printing = opened.exporting.dialog
    assert isinstance(printing, QPrintDialog)
    printing.printer().setOutputFileName(str(tmp_path / "printed.pdf"))

    # To accept the dialog would choose the printer anew, and there is none here.
    printing.accepted.emit(printing.printer())

    qtbot.waitUntil(lambda: len(exports_made()) == before + 1)
    assert (exports_made()[-1].what, exports_made()[-1].to) == ("board", "print")


def test_that_a_document_is_seen_before_it_is_printed(opened: Application, qtbot: QtBot) -> None:
    before = len(exports_made())
    opened.actions["print"].trigger()
    dialog = asked(opened)
    dialog.documents.choose("unallocated")

    dialog.look.click()

    seen = opened.exporting
    qtbot.waitUntil(lambda: isinstance(seen.dialog, QPrintPreviewDialog), timeout=20_000)
    assert seen.dialog is not None
    assert seen.dialog.isVisible()
    assert len(exports_made()) == before
    seen.dialog.close()


def test_that_without_its_library_a_pdf_is_made_by_the_window_and_says_so(
    opened: Application, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    out = tmp_path / "list.pdf"
    wish = Wish(order=Order(what=What.UNALLOCATED), to=To.PDF, out=out)

    with qtbot.waitSignal(opened.exporting.written, timeout=20_000):
        opened.exporting.start(wish)

    assert out.read_bytes().startswith(b"%PDF")
    assert "no tags for screen readers" in opened.window.strip.words.text()
    made = exports_made()[-1]
    assert (made.what, made.to) == ("unallocated", "pdf")


def test_that_a_printer_that_cannot_be_reached_is_no_export(
    opened: Application, qtbot: QtBot
) -> None:
    before = len(exports_made())
    opened.exporting.start(Wish(order=Order(what=What.BOARD), to=To.PRINT))
    qtbot.waitUntil(lambda: isinstance(opened.exporting.dialog, QPrintDialog), timeout=20_000)
    printing = opened.exporting.dialog
    assert isinstance(printing, QPrintDialog)
    printing.printer().setOutputFileName("/nowhere/at/all/printed.pdf")

    printing.accepted.emit(printing.printer())

    qtbot.waitUntil(lambda: "could not be reached" in opened.window.strip.words.text())
    assert len(exports_made()) == before
