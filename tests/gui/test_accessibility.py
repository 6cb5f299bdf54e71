"""Everybody can use it: names for every control, the keyboard alone, text twice as large."""

import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QScrollBar,
    QTabBar,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from allocation_app.domain.difference import difference
from allocation_app.domain.people import Absence, ChildId, EventKind, Status, Team, TeamId
from allocation_app.domain.plan import Oversight
from allocation_app.domain.snapshot import Snapshot
from tests.builders import (
    AS_AT,
    a_child,
    a_problem,
    a_reading,
    a_snapshot,
    a_worker,
)
from tests.gui.dialogs import of_exports
from tests.gui.importer import an_outcome
from ui import app
from ui.app import Application
from ui.dialogs.difference import Compared, DifferenceDialog
from ui.dialogs.help import HelpDialog
from ui.dialogs.preview import Preview
from ui.dialogs.review import ReviewDialog
from ui.table_model import TableModel
from ui.widgets.figure import Figure

PAGES = ("welcome", *app.PAGES)
ICON_ONLY = Qt.ToolButtonStyle.ToolButtonIconOnly
LEAST = 24  # px: WCAG 2.2, 2.5.8


def opened(whole: Application) -> Application:
    events = {
        EventKind.REFERRAL: AS_AT.replace(month=9),
        EventKind.REGISTERED: AS_AT.replace(month=8),
    }
    children = [
        a_child(f"10{n}", statuses=[Status.REGISTERED], events=events, team="9", family="8")
        for n in range(3)
    ]
    snapshot = a_snapshot(
        {"31": children[:2]},
        workers=[a_worker("31", name="41", team="9"), a_worker("32", name="42", team="9")],
        waiting=children[2:],
        teams=[Team(id=TeamId("9"), name="99")],
        source="7",
    )
    whole.store.open(a_reading(snapshot, problems=[a_problem()]))
    return whole


def shown(whole: Application, page: str) -> QWidget:
    """The whole window with this page in it, a child in the inspector."""
    if page != "welcome":
        review = opened(whole).store.review
        assert review is not None
        whole.window.go(page)
        whole.store.select_child(review.waits[0].child)
        candidates, until = whole.window.inspector.child.candidates, time.monotonic() + 5
        while not candidates.is_settled and time.monotonic() < until:
            QApplication.processEvents()
        assert candidates.view.isVisible()
    for _ in range(3):  # text that wraps has its height after a round or two
        QApplication.processEvents()
    return whole.window


def widgets(root: QWidget, kind: type[QWidget] = QWidget) -> Iterator[QWidget]:
    """The widgets of a kind that can be seen, without the inner works of Qt's own ones."""
    for widget in root.findChildren(kind):
        inner = widget.objectName().startswith("qt_") or isinstance(
            widget, QScrollBar | QHeaderView
        )
        if widget.isVisible() and not inner and not isinstance(widget.parent(), QLineEdit):
            yield widget


def controls(root: QWidget) -> list[QWidget]:
    """What can be worked: buttons, lines, lists, boxes, and whatever takes the focus."""
    return [
        widget
        for widget in widgets(root)
        if isinstance(widget, QAbstractButton | QLineEdit | QComboBox | QAbstractItemView)
        or widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]


def described(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()} {widget.accessibleName()}"


@pytest.mark.parametrize("page", PAGES)
def test_that_every_control_has_a_name(whole: Application, page: str) -> None:
    window = shown(whole, page)

    nameless = [
        described(control)
        for control in controls(window)
        if not control.accessibleName()
        and not (isinstance(control, QAbstractButton) and control.text().strip())
    ]
    assert nameless == []


@pytest.mark.parametrize("page", PAGES)
def test_that_tab_reaches_every_control(whole: Application, page: str) -> None:
    window = shown(whole, page)
    chain, widget = {id(window)}, window.nextInFocusChain()
    while widget is not None and widget is not window:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            chain.add(id(widget))
        widget = widget.nextInFocusChain()

    missed = [
        described(control)
        for control in controls(window)
        if control.isEnabled()
        and id(control) not in chain
        and id(control.focusProxy()) not in chain
    ]

    assert missed == []


@pytest.mark.parametrize("page", PAGES)
def test_that_no_control_is_smaller_than_a_finger_or_unsteady_hand_hits(
    whole: Application, page: str
) -> None:
    window = shown(whole, page)

    small = [
        f"{described(control)} {control.width()}×{control.height()}"
        for control in controls(window)
        if min(control.width(), control.height()) < LEAST
    ]

    assert small == []


def test_that_tabs_that_do_not_fit_are_reached_by_buttons_that_can_be_hit(
    whole: Application,
) -> None:
    shown(whole, "data")
    bar = whole.window.pages["data"].findChild(QTabBar)
    assert bar is not None
    bar.setFixedWidth(bar.sizeHint().width() // 2)
    QApplication.processEvents()

    arrows = list(widgets(bar, QToolButton))

    assert len(arrows) == 2
    assert all(min(arrow.width(), arrow.height()) >= LEAST for arrow in arrows)


def menus(whole: Application) -> list[QMenu]:
    return [menu for menu in whole.window.menuBar().findChildren(QMenu) if menu.actions()]


def mnemonics(texts: list[str]) -> Counter[str]:
    found = (re.search(r"&([^&])", text.replace("&&", "")) for text in texts)
    return Counter(match.group(1).casefold() for match in found if match)


def test_that_no_mnemonic_stands_twice_in_a_menu(whole: Application) -> None:
    bars = [[action.text() for action in whole.window.menuBar().actions()]]
    lists = bars + [[action.text() for action in menu.actions()] for menu in menus(whole)]

    twice = {key: n for texts in lists for key, n in mnemonics(texts).items() if n > 1}

    assert twice == {}


def test_that_every_menu_entry_has_a_mnemonic(whole: Application) -> None:
    texts = [
        action.text() for menu in menus(whole) for action in menu.actions() if action.text().strip()
    ]

    assert [text for text in texts if "&" not in text] == []


def test_that_no_key_does_two_things(whole: Application) -> None:
    keys = Counter(key.toString() for action in whole.actions for key in action.shortcuts())

    assert {key: n for key, n in keys.items() if n > 1} == {}


def clipped(root: QWidget) -> list[str]:
    """Labels and buttons whose words need more room than they have."""
    found = []
    for widget in (*widgets(root, QLabel), *widgets(root, QAbstractButton)):
        if isinstance(widget, QToolButton) and widget.toolButtonStyle() is ICON_ONLY:
            continue  # a picture is as large as it is
        need, wraps = widget.minimumSizeHint(), isinstance(widget, QLabel) and widget.wordWrap()
        has = widget.size()
        if wraps and isinstance(widget, QLabel):
            high = widget.heightForWidth(has.width())
            is_clipped = high > has.height() + 1
        else:
            is_clipped = need.width() > has.width() + 1 or need.height() > has.height() + 1
        if is_clipped:
            words = widget.text() if isinstance(widget, QLabel) else ""
            found.append(f"{described(widget)} {words}: {need.toTuple()} in {has.toTuple()}")
    return found


@pytest.mark.parametrize("page", PAGES)
def test_that_nothing_is_clipped_when_text_is_twice_as_large(large: Application, page: str) -> None:
    assert clipped(shown(large, page)) == []


def test_that_every_figure_is_seen_when_text_is_twice_as_large(large: Application) -> None:
    shown(large, "overview")
    figures = [widget for widget in widgets(large.window, Figure) if widget.isVisible()]

    for _ in range(5):  # text that wraps has its height after a round or two
        QApplication.processEvents()

    assert len(figures) == 6
    assert all(figure.parentWidget().rect().contains(figure.geometry()) for figure in figures)


@pytest.mark.usefixtures("twice_as_large")
def test_that_no_dialog_is_clipped_when_text_is_twice_as_large(qtbot: QtBot) -> None:
    dialogs = [
        Preview(an_outcome(a_reading(problems=[a_problem()]))),
        *of_exports(),
        DifferenceDialog(Compared(found=difference(*a_week_apart()))),
        HelpDialog([("Open", "Ctrl+O")]),
        a_review(),
    ]
    for dialog in dialogs:
        qtbot.addWidget(dialog)
        dialog.show()
    QApplication.processEvents()

    assert [text for dialog in dialogs for text in clipped(dialog)] == []


def a_review() -> ReviewDialog:
    known = [Oversight(child=ChildId("103"), day=AS_AT, note="77")]
    return ReviewDialog("5", known, AS_AT)


def a_week_apart() -> tuple[Snapshot, Snapshot]:
    """Two imports between which something of every kind has changed. All data are digits."""
    first = a_child("101", name="5", statuses=[Status.REGISTERED])
    held, other = a_worker("31", name="41"), a_worker("32", name="42")
    before = a_snapshot(
        {"31": [first, a_child("102")]}, workers=[held], waiting=[a_child("103", born=None)]
    )
    after = a_snapshot(
        {"32": [a_child("104")]},
        workers=[replace(held, fte=0.5, absences=(Absence(start=AS_AT),)), other],
        waiting=[a_child("102"), a_child("103", events={EventKind.VISIT: AS_AT})],
        as_at=AS_AT + timedelta(days=7),
    )
    return before, after


def said(root: QWidget) -> Iterator[str]:
    """Every text that can be seen or heard."""
    for widget in (root, *widgets(root)):
        yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.text()
        if isinstance(widget, QLineEdit):
            yield widget.placeholderText()
        if isinstance(widget, QComboBox):
            yield from (widget.itemText(n) for n in range(widget.count()))
        if isinstance(widget, QAbstractItemView):
            yield from cells(widget)


def cells(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    if isinstance(model, TableModel):
        yield from (column.title for column in model.columns)
    for row in range(model.rowCount() if model else 0):
        across = 1 if isinstance(view, QListView) else model.columnCount()
        yield from (str(model.index(row, n).data() or "") for n in range(across))


def untranslated(texts: Iterator[str]) -> set[str]:
    """Texts with a word outside the brackets. Numbers, keys and data (all digits here) are none."""
    found = set()
    for text in texts:
        rest = text
        while "⟦" in rest:
            shorter = re.sub(r"⟦[^⟦⟧]*⟧", "", rest)
            if shorter == rest:
                break
            rest = shorter
        if re.search(r"[^\W\d_]{2,}", re.sub(r"\((Ctrl|Alt|F|Esc)[^)]*\)", "", rest)):
            found.add(text)
    return found


DATA = {"xlsx", "Children!D7", "caseload.xlsx", "Children", "Social worker", "#N/A", "⟦cell_error⟧"}


@pytest.mark.parametrize("page", PAGES)
def test_that_every_visible_text_can_be_translated(marked: Application, page: str) -> None:
    window = shown(marked, page)

    assert untranslated(said(window)) - DATA == set()


def test_that_every_menu_entry_can_be_translated(marked: Application) -> None:
    texts = [text for action in marked.actions for text in (action.text(), action.toolTip())]
    texts += [menu.title() for menu in menus(marked)]
    assert untranslated(iter(texts)) == set()


def test_that_every_dialog_can_be_translated(marked: Application, qtbot: QtBot) -> None:
    dialogs = [
        Preview(an_outcome(a_reading(problems=[]))),
        *of_exports(),
        DifferenceDialog(Compared(found=difference(*a_week_apart()))),
        HelpDialog(marked.actions.keys()),
        a_review(),
    ]
    for dialog in dialogs:
        qtbot.addWidget(dialog)
        dialog.show()

    texts = {text for dialog in dialogs for text in untranslated(said(dialog))}

    assert texts - {"caseload.xlsx", "⟦Sheet “Children”: ⟦list of children⟧"} == set()
