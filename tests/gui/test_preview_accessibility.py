"""The preview and what asks beside it: names, keys, room at twice the text, no sideways scroll."""

from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from allocation_app.errors import InputError, Severity
from allocation_app.intake.reading import (
    ColumnReading,
    FileReading,
    Reading,
    SheetReading,
    WordReading,
)
from tests.builders import a_problem, a_reading
from tests.gui.importer import an_outcome
from tests.gui.test_accessibility import LEAST, clipped, controls, described, mnemonics
from ui.dialogs.password import PasswordDialog
from ui.dialogs.preview import COLUMNS, SUMMARY, WORDS, Preview
from ui.dialogs.refusal import RefusalDialog

WIDE = 1280
TABS = (SUMMARY, COLUMNS, WORDS)


def messy() -> Reading:
    """Columns and words with everything that can be asked about them."""

    def column(key: str, field: str, how: str, **more: object) -> ColumnReading:
        return ColumnReading(
            key=key, heading=f"The heading of {key}", field=field, how=how, confidence=1, **more
        )  # type: ignore[arg-type]

    columns = (
        column("a", "child_id", "alias", samples=("10231", "10232", "10233")),
        column("b", "visit", "similar", samples=("03/04/2026",), is_order_assumed=True),
        column("c", "", "unused", suggestion="allocated", samples=("x" * 60,)),
        column("d", "", "withheld"),
        column("e", "", "alias", loses_to="b"),
    )
    sheet = SheetReading(name="Caseload", header_row=4, rows=3, layout="children", columns=columns)
    reading = a_reading(
        problems=[a_problem(), a_problem("date_unreadable", Severity.WARNING)],
        files=[FileReading(path=Path("team.xlsx"), kind="xlsx", sheets=(sheet,))],
    )
    words = (
        WordReading(kind="status", text="S47 open", meaning="", rows=12),
        WordReading(kind="worker", text="Duty", meaning="duty", rows=2),
    )
    return Reading(
        snapshot=reading.snapshot, problems=reading.problems, files=reading.files, words=words
    )


@pytest.fixture
def preview(qtbot: QtBot) -> Preview:
    made = Preview(an_outcome(messy()), replaces=True)
    qtbot.addWidget(made)
    made.show()
    return made


def turned(preview: Preview, tab: int) -> Preview:
    preview.tabs.setCurrentIndex(tab)
    for _ in range(5):
        QApplication.processEvents()
    return preview


@pytest.mark.parametrize("tab", TABS)
def test_that_every_control_of_the_preview_has_a_name_and_is_large_enough(
    preview: Preview, tab: int
) -> None:
    turned(preview, tab)
    found = controls(preview)
    # The box and its list are one control, and so is the line that is typed into.
    own = [c for c in found if not isinstance(c.parent(), QComboBox)]

    nameless = [
        described(c)
        for c in own
        if not c.accessibleName() and not (isinstance(c, QAbstractButton) and c.text().strip())
    ]
    small = [
        f"{described(c)} {c.width()}×{c.height()}"
        for c in own
        if min(c.width(), c.height()) < LEAST and not isinstance(c, QAbstractButton)
    ]

    assert nameless == []
    assert small == []


@pytest.mark.parametrize("tab", TABS)
def test_that_no_key_of_the_preview_does_two_things(preview: Preview, tab: int) -> None:
    turned(preview, tab)
    texts = [preview.tabs.tabText(n) for n in range(preview.tabs.count())]
    for widget in preview.findChildren(QWidget):
        if widget.isVisible() and isinstance(widget, QAbstractButton | QLabel):
            has_key = isinstance(widget, QAbstractButton) or widget.buddy() is not None
            texts += [widget.text()] if has_key else []

    assert {key: n for key, n in mnemonics(texts).items() if n > 1} == {}
    assert Counter(mnemonics(texts))["u"] == 1


@pytest.mark.usefixtures("twice_as_large")
@pytest.mark.parametrize("tab", TABS)
def test_that_nothing_of_the_preview_is_clipped_or_scrolls_sideways_at_twice_the_text(
    qtbot: QtBot, tab: int
) -> None:
    preview = Preview(an_outcome(messy()), replaces=True)
    qtbot.addWidget(preview)
    preview.show()
    turned(preview, tab)

    assert preview.width() <= WIDE
    assert clipped(preview) == []
    for view in preview.findChildren(QTableView):
        if view.isVisible():
            assert view.horizontalScrollBar().maximum() == 0


@pytest.mark.usefixtures("twice_as_large")
def test_that_nothing_is_clipped_in_what_asks_about_a_file(qtbot: QtBot) -> None:
    error = InputError("file_password", file="staff.xlsx", found="unsupported")
    dialogs = (
        PasswordDialog("staff.xlsx", is_wrong=True, has_others=True),
        RefusalDialog(error, can_force=True, has_others=True),
    )
    for dialog in dialogs:
        qtbot.addWidget(dialog)
        dialog.show()
        for _ in range(5):
            QApplication.processEvents()
        assert clipped(dialog) == []
        assert dialog.width() <= WIDE


def test_that_one_key_accepts_a_suggestion(preview: Preview, qtbot: QtBot) -> None:
    turned(preview, COLUMNS)
    panel = preview.panel
    panel.columns.select("c")
    panel.columns.view.setFocus()

    qtbot.keyClick(panel.columns.view, Qt.Key.Key_Space)

    assert preview.mapping.tables[0].columns == {"c": "allocated"}
    row = panel.columns.current()
    assert row is not None
    assert row.reason == "you said so just now"


def test_that_what_cannot_be_shown_is_not(preview: Preview) -> None:
    turned(preview, COLUMNS)
    preview.panel.columns.select("d")
    preview.panel.detail.show_column(preview.panel.columns.current())

    assert preview.panel.detail.samples.text() == "What stands in it is not shown."
    row = preview.panel.columns.current()
    assert row is not None
    assert row.reason == "left out on purpose: should not be in a planning copy"


def test_that_two_columns_for_one_fact_are_said(preview: Preview) -> None:
    turned(preview, COLUMNS)
    rows = {row.key: row for row in preview.panel.columns.model.rows()}

    assert rows["e"].reason == "“The heading of b” gives the same and was taken"
    assert preview.panel.to_check == 3


def test_that_unknown_words_come_first_and_can_be_given_a_meaning(preview: Preview) -> None:
    turned(preview, WORDS)
    assert preview.tabs.tabText(WORDS) == "Wor&ds (1 not known)"
    assert [row.text for row in preview.words.table.model.rows()] == ["S47 open", "Duty"]

    preview.words.choices.take("assessment")

    assert preview.mapping.statuses == {"s47open": "assessment"}
    assert preview.tabs.tabText(WORDS) == "Wor&ds"
    preview.take_back()
    assert preview.mapping.statuses == {}
