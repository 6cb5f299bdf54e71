"""How what the workspace asks and lists looks: room, edges, whole days, and what Enter does."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QImage
from PySide6.QtWidgets import QApplication, QDialog, QLabel
from pytestqt.qtbot import QtBot

from allocation_app.domain.policy import Band
from allocation_app.workspace.erasing import Traces
from ui.dialogs.erase import EraseDialog
from ui.dialogs.new_workspace import NewWorkspaceDialog
from ui.dialogs.open_workspace import OpenWorkspaceDialog
from ui.dialogs.passphrase import PassphraseDialog
from ui.dialogs.retention import RetentionDialog
from ui.rows.kept_imports import ImportRow
from ui.store import PlanStore
from ui.table_model import RIGHT, Column, TableModel
from ui.theme import colour, icon_size
from ui.widgets.import_list import ImportList
from ui.widgets.lock_card import LockCard
from ui.widgets.plain_table import PlainTable
from ui.widgets.table import Table

MOST = 24  # px between a title and the words below it
RIM = 20  # px between the right edge of a cell and what stands at it


def asked() -> tuple[QDialog, ...]:
    made = NewWorkspaceDialog(Path("folder"), has_data=True)
    made.refuse("There is already a file of this name in this folder. Choose another name.")
    opened = OpenWorkspaceDialog(Path("folder") / "team.allocation")
    opened.refuse("This passphrase does not open it. Look whether Caps Lock is on.")
    return made, opened


@pytest.mark.parametrize("number", [0, 1])
def test_that_a_dialog_keeps_its_words_together_where_it_is_higher_than_they_need(
    qtbot: QtBot, number: int
) -> None:
    dialog = asked()[number]
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.resize(dialog.width(), dialog.height() + 120)
    QApplication.processEvents()

    heading, told = dialog.findChildren(QLabel)[:2]
    line = heading.fontMetrics().lineSpacing()
    assert told.y() - heading.y() - line <= MOST
    assert told.height() <= told.heightForWidth(told.width())


def test_that_a_figure_in_a_pill_stands_under_its_heading_at_the_right(qtbot: QtBot) -> None:
    columns = [Column[str]("Load", lambda text: text, align=RIGHT, code=lambda _: Band.OVER)]
    table = PlainTable(columns, lambda text: text, stretch=0)
    qtbot.addWidget(table)
    table.resize(400, 120)
    table.show_rows(["131 %"])
    table.show()
    QApplication.processEvents()

    image = table.viewport().grab(table.visualRect(table.model().index(0, 0))).toImage()
    inked = [x for x in range(image.width()) if is_inked(image, x)]
    assert inked
    assert image.width() - max(inked) <= RIM
    assert min(inked) > image.width() / 2


def a_row(number: int) -> ImportRow:
    day = date(2026, 9, 25) + timedelta(weeks=number)
    return ImportRow(
        number=number,
        as_at=day,
        fingerprint=f"{number:064x}",
        added=f"Mon 28 Sep 2026, 09:0{number}",
        by="ceri",
        sources="caseload_2026-09-25.xlsx and 1 more",
        gap="",
        is_open=number == 3,
        figures=None,
    )


def test_that_the_day_of_an_import_is_whole_where_the_window_is_narrow(qtbot: QtBot) -> None:
    imports = ImportList()
    qtbot.addWidget(imports)
    imports.resize(430, 300)
    imports.show()
    imports.show_rows([a_row(number) for number in range(4)])
    QApplication.processEvents()

    view, model = imports.table.view, imports.table.view.model()
    needed = [view.sizeHintForIndex(model.index(row, 0)).width() for row in range(4)]
    assert view.columnWidth(0) >= max(needed)


def test_that_enter_deletes_no_import_that_is_past_its_time(qtbot: QtBot) -> None:
    dialog = RetentionDialog((), 12)
    qtbot.addWidget(dialog)
    dialog.show()
    agreed: list[bool] = []
    dialog.agreed.connect(lambda: agreed.append(True))
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert not agreed
    assert not dialog.isVisible()


def test_that_a_dialog_is_no_higher_than_its_words_need(qtbot: QtBot) -> None:
    one = Traces(imports=1, spells=1, planned=1, entries=1, rows=1, texts=1, backups=1)
    dialog = EraseDialog("Huw Price", "C02", one)
    qtbot.addWidget(dialog)
    dialog.show()

    layout = dialog.layout()
    assert layout is not None
    assert dialog.height() == layout.totalHeightForWidth(dialog.width())


def test_that_a_dialog_grows_with_what_it_says_and_no_further(qtbot: QtBot) -> None:
    dialog = PassphraseDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    before = dialog.height()
    dialog.refuse("It could not be kept, and here is why, at length. " * 6)
    QApplication.processEvents()

    layout, told = dialog.layout(), dialog.attempt.told
    assert layout is not None
    assert dialog.height() == layout.totalHeightForWidth(dialog.width()) > before
    assert told.height() >= told.heightForWidth(told.width())


def test_that_pictures_are_as_tall_as_the_words_beside_them(
    qtbot: QtBot, qapp: QApplication, store: PlanStore
) -> None:
    font = qapp.font()
    large = QFont(font)
    large.setPointSizeF(2 * font.pointSizeF())
    qapp.setFont(large)
    column = Column[str]("Outcome", lambda text: text, picture=lambda _: "clock")
    model = TableModel([column], lambda text: text)
    table, plain = Table("pictured", model), PlainTable([column], lambda text: text, stretch=0)
    locked = LockCard(store)
    for part in (table, plain, locked):
        qtbot.addWidget(part)

    line = icon_size()
    qapp.setFont(font)
    assert line > icon_size()
    assert table.view.iconSize().height() == plain.iconSize().height() == line
    assert locked.findChildren(QLabel)[0].pixmap().height() >= line


def is_inked(image: QImage, x: int) -> bool:
    """Whether the edge or the word of the pill is in this line of the picture."""
    tone = colour("over")
    return any(is_like(image.pixelColor(x, y), tone) for y in range(4, image.height() - 4))


def is_like(one: QColor, other: QColor) -> bool:
    return all(abs(a - b) < RIM for a, b in zip(one.getRgb()[:3], other.getRgb()[:3], strict=True))
