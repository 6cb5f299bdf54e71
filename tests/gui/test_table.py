"""The habits people bring to a table."""

import subprocess
import sys

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from allocation_app.report.clipboard import one_line
from ui.table_model import Column, TableModel
from ui.widgets.columns import Width, shares
from ui.widgets.table import Table

Row = tuple[str, int]


def a_table(name: str = "test") -> Table[Row]:
    model = TableModel(
        [
            Column[Row]("Name", lambda row: row[0]),
            Column[Row]("Days", lambda row: str(row[1]), sort=lambda row: row[1]),
            Column[Row]("Secret", lambda _: "x", hidden_by_default=True),
        ],
        key=lambda row: row[0],
    )
    table = Table(name, model, empty="Nobody waits.")
    table.show_rows([("b", 3), ("a", 12), ("c", 1)])
    return table


@pytest.fixture
def table(qtbot: QtBot) -> Table[Row]:
    made = a_table()
    qtbot.addWidget(made)
    made.show()
    return made


def test_that_a_column_can_be_hidden_from_the_first(table: Table[Row]) -> None:
    assert table.texts() == [["b", "3"], ["a", "12"], ["c", "1"]]


def test_that_a_selection_is_told_once(table: Table[Row]) -> None:
    told: list[Row] = []
    table.selected.connect(told.append)

    table.view.selectRow(1)

    assert told == [("a", 12)]
    assert table.current() == ("a", 12)


def test_that_a_selection_survives_sorting_and_new_rows(table: Table[Row]) -> None:
    table.view.selectRow(1)
    told: list[Row] = []
    table.selected.connect(told.append)

    table.view.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert table.current() == ("a", 12)
    table.show_rows([("d", 0), ("a", 13)])

    assert table.current() == ("a", 13)
    assert told == []


def test_that_nobody_is_selected_when_the_selected_row_is_gone(table: Table[Row]) -> None:
    table.view.selectRow(1)

    table.show_rows([("b", 3)])

    assert table.current() is None


def test_that_a_filter_that_is_taken_off_brings_the_selection_back(table: Table[Row]) -> None:
    table.select("a")

    table.filter_line.setText("b")
    table.filter_line.setText("")

    assert table.current() == ("a", 12)


def test_that_an_empty_table_says_so(table: Table[Row]) -> None:
    table.show_rows([])
    assert not table.view.isVisible()

    table.show_rows([("b", 3)])
    assert table.view.isVisible()


def test_that_sorting_and_columns_are_remembered_by_the_tables_name(
    table: Table[Row], qtbot: QtBot
) -> None:
    table.view.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    table.columns.show_column(0, shown=False)
    table.columns.show_column(2, shown=True)

    again, other = a_table(), a_table("other")
    for made in (again, other):
        qtbot.addWidget(made)

    assert again.texts() == [["12", "x"], ["3", "x"], ["1", "x"]]
    assert other.texts() == [["b", "3"], ["a", "12"], ["c", "1"]]


def test_that_the_last_column_cannot_be_hidden(table: Table[Row]) -> None:
    table.columns.show_column(0, shown=False)
    table.columns.show_column(1, shown=False)

    assert table.texts() == [["3"], ["12"], ["1"]]


def test_that_rows_are_copied_with_headings_for_excel(table: Table[Row], qtbot: QtBot) -> None:
    table.view.selectAll()

    qtbot.keyPress(table.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert QGuiApplication.clipboard().text() == "Name\tDays\nb\t3\na\t12\nc\t1"


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("Eira", "Eira"),
        ("=HYPERLINK(A1)", "'=HYPERLINK(A1)"),
        ("-1", "'-1"),
        ("@x", "'@x"),
        ("+44", "'+44"),
        ("\t=x", "' =x"),
        ("two\nlines\there", "two lines here"),
    ],
)
def test_that_a_copied_cell_is_never_a_formula(text: str, cell: str) -> None:
    assert one_line(text) == cell


def test_that_enter_opens_the_current_row(table: Table[Row], qtbot: QtBot) -> None:
    told: list[Row] = []
    table.activated.connect(told.append)
    table.view.selectRow(2)

    qtbot.keyPress(table.view, Qt.Key.Key_Return)

    assert told == [("c", 1)]


def test_that_a_rows_menu_has_what_the_page_offers_first(table: Table[Row]) -> None:
    table.offer(lambda row: [QAction(f"Open {row[0]}", table)])
    table.view.selectRow(0)

    first = table.row_menu().actions()[0]

    assert first.text() == "Open b"


def test_that_columns_are_chosen_from_a_menu(table: Table[Row]) -> None:
    secret = next(action for action in table.columns.menu().actions() if action.text() == "Secret")

    secret.trigger()

    assert table.texts()[0] == ["b", "3", "x"]


def test_that_the_first_order_comes_back_from_the_menu(table: Table[Row]) -> None:
    table.view.sortByColumn(0, Qt.SortOrder.AscendingOrder)

    table.columns.unsort()

    assert [row[0] for row in table.model.rows()] == ["b", "a", "c"]


def test_that_the_copy_key_is_told_in_the_menu(table: Table[Row]) -> None:
    keys = [action.shortcut() for action in table.row_menu().actions()]

    assert QKeySequence(QKeySequence.StandardKey.Copy) in keys


def a_wide_table(qtbot: QtBot, name: str = "wide") -> Table[Row]:
    model = TableModel(
        [
            Column[Row]("Name", lambda row: row[0]),
            Column[Row]("Words", lambda row: "much to say of it " * row[1]),
            Column[Row]("Days", lambda row: str(row[1])),
        ],
        key=lambda row: row[0],
    )
    table = Table(name, model)
    qtbot.addWidget(table)
    table.resize(600, 300)
    table.show()
    table.show_rows([("Lowri Prosser", 9)])
    return table


def widths(table: Table[Row]) -> list[int]:
    return [table.columns.header.sectionSize(n) for n in range(3)]


def test_that_the_widest_column_gives_way_and_no_other(qtbot: QtBot) -> None:
    table = a_wide_table(qtbot)
    room = table.view.viewport().width()
    name = table.fontMetrics().horizontalAdvance("Lowri Prosser")

    assert sum(widths(table)) == room
    assert widths(table)[0] > name

    table.resize(900, 300)
    assert sum(widths(table)) == table.view.viewport().width() > room


def test_that_columns_share_what_there_is() -> None:
    needs = [
        Width(least=50, usual=50, whole=50),
        Width(least=80, usual=150, whole=300),
        Width(least=80, usual=200, whole=200),
    ]

    assert shares(needs, 1000) == [50, 300, 200]
    assert shares(needs, 450) == [50, 200, 200], "the seldom long text gives way first"
    assert shares(needs, 350) == [50, 150, 150]
    assert shares(needs, 100) == [50, 80, 80], "then the list scrolls"
    assert shares([], 100) == []


def test_that_a_width_drawn_by_hand_is_remembered_until_they_are_fitted(qtbot: QtBot) -> None:
    table = a_wide_table(qtbot)
    header = table.columns.header
    edge = QPoint(header.sectionSize(0) - 1, header.height() // 2)

    QTest.mousePress(header.viewport(), Qt.MouseButton.LeftButton, pos=edge)
    QTest.mouseMove(header.viewport(), edge + QPoint(60, 0))
    header.resizeSection(0, header.sectionSize(0) + 60)
    QTest.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton, pos=edge + QPoint(60, 0))

    drawn = widths(table)[0]
    again = a_wide_table(qtbot)
    assert widths(again)[0] == drawn
    again.columns.fit()
    assert widths(again)[0] < drawn


def test_that_the_order_of_the_columns_is_remembered(qtbot: QtBot) -> None:
    a_wide_table(qtbot).columns.header.moveSection(2, 0)

    assert a_wide_table(qtbot).columns.titles == ["Days", "Name", "Words"]


def test_that_what_is_copied_is_a_table_too(table: Table[Row]) -> None:
    table.view.selectAll()

    table.copy()

    copied = QGuiApplication.clipboard().mimeData()
    assert copied.formats() == ["text/plain", "text/html"]
    assert "<th>Name</th><th>Days</th>" in copied.html()


def test_that_python_may_end_before_the_clipboard_does() -> None:
    script = """
from PySide6.QtWidgets import QApplication
app = QApplication([])
from ui.widgets.copying import copy_rows
copy_rows(["Name"], [["Eira"]])
"""
    done = subprocess.run([sys.executable, "-c", script], check=False, timeout=60)
    assert done.returncode == 0
