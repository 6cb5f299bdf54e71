"""A short table: rows that wrap are as high as their text."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.table_model import Column
from ui.widgets.plain_table import PlainTable
from ui.widgets.row_heights import PADDING

MARGIN = 3  # px that Qt leaves at either side of a text


def test_that_a_row_that_wraps_is_as_high_as_its_text_within_the_padding(qtbot: QtBot) -> None:
    texts = [" ".join(["leaves"] * n) + "," * m for n in range(2, 9) for m in range(6)]
    columns = [Column[str]("Why", lambda text: text)]
    table = PlainTable(columns, lambda text: text, stretch=0, wraps=True)
    qtbot.addWidget(table)
    table.resize(150, 900)
    table.show_rows(texts)
    table.show()
    QApplication.processEvents()

    wide = table.columnWidth(0) - 2 * (PADDING + MARGIN)
    high = [
        table.fontMetrics()
        .boundingRect(QRect(0, 0, wide, 900), int(Qt.TextFlag.TextWordWrap), text)
        .height()
        for text in texts
    ]

    cut = [text for n, text in enumerate(texts) if table.rowHeight(n) < high[n]]
    assert cut == []
