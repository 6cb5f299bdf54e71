"""Children dragged on the board with the mouse, and worked there with keys alone."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from allocation_app.domain.people import WorkerId
from tests.builders import a_reading
from tests.gui.pages.team import a_team
from tests.gui.pointer import Pointer
from tests.gui.test_accessibility import LEAST, controls, described
from ui.app import Application
from ui.pages.caseloads import BOARD, COMPARE, CaseloadsPage
from ui.widgets.board_view import BoardView

Stop = Callable[[], tuple[QWidget, QPoint]]


@pytest.fixture
def page(whole: Application) -> CaseloadsPage:
    """The board of the small team in the whole window."""
    whole.store.open(a_reading(a_team()))
    whole.window.resize(1360, 860)
    whole.window.go("caseloads")
    made = whole.window.pages["caseloads"]
    assert isinstance(made, CaseloadsPage)
    made.views.choose(BOARD)
    QApplication.processEvents()
    return made


def place(page: CaseloadsPage, view: BoardView, name: str) -> tuple[QWidget, QPoint]:
    """Where a card, or the line of a child on an open one, can be pressed."""
    for row, group in enumerate(page.model.groups()):
        card = page.model.index(row, 0)
        if group.name == name:
            return view.viewport(), view.visualRect(card).topLeft() + QPoint(60, 14)
        for number, case in enumerate(page.model.cases(group)):
            if case.child == name:
                line = page.model.index(number, 0, card)
                return view.viewport(), view.visualRect(line).center()
    raise LookupError(name)


def over(page: CaseloadsPage, view: BoardView, name: str) -> Stop:
    return lambda: place(page, view, name)


def wishes(whole: Application) -> list[object]:
    """Whom the window is asked to move from now on, and to whom."""
    asked: list[object] = []
    whole.wishes.moving.connect(lambda children, to: asked.append((children, to)))
    return asked


def test_that_a_waiting_child_is_dragged_onto_a_workers_card(
    page: CaseloadsPage, whole: Application
) -> None:
    queue, workers = page.board.views
    asked = wishes(whole)

    Pointer([over(page, workers, "Kofi Ahmed")]).drag(*place(page, queue, "C04"))

    assert asked == [(("C04",), "W2")]


def test_that_a_child_is_dragged_from_a_card_to_nobody(
    page: CaseloadsPage, whole: Application
) -> None:
    queue, workers = page.board.views
    asked = wishes(whole)
    workers.expand(page.model.index(0, 0))
    QApplication.processEvents()

    pointer = Pointer([over(page, queue, "No social worker")])
    pointer.drag(*place(page, workers, "C11"))

    assert asked == [(("C11",), None)]


def test_that_a_card_shows_what_would_become_of_it_while_children_are_over_it(
    page: CaseloadsPage,
) -> None:
    queue, workers = page.board.views
    kofi = page.model.groups()[1]
    seen: list[object] = []

    def look() -> None:
        ghost = workers.hand.ghost(kofi)
        seen.append((workers.hand.is_over(kofi), ghost is not None and ghost.after.utilisation))
        workers.grab()

    Pointer([over(page, workers, "Kofi Ahmed")], drops=False, between=look).drag(
        *place(page, queue, "C01")
    )

    assert seen
    assert seen[-1][0] is True  # type: ignore[index]
    assert seen[-1][1] > (kofi.share or 0)  # type: ignore[index]
    assert not workers.hand.is_over(kofi)
    assert page.store.plan.moves == ()


@pytest.mark.parametrize("view", [BOARD, COMPARE])
def test_that_each_view_has_named_controls_that_can_be_hit(page: CaseloadsPage, view: int) -> None:
    page.show_compared([WorkerId("W1"), WorkerId("W2")])
    page.views.choose(view)
    QApplication.processEvents()

    found = controls(page)

    assert len(found) > 5
    assert not [described(each) for each in found if not _is_named(each)]
    small = [described(e) for e in found if min(e.width(), e.height()) < LEAST]
    assert not small


def _is_named(control: QWidget) -> bool:
    return bool(control.accessibleName() or getattr(control, "text", str)())


def test_that_the_board_is_worked_by_the_keyboard_alone(page: CaseloadsPage) -> None:
    """From the cards: open, go to a child, tick two, and on to the comparison."""
    workers = page.board.workers
    workers.setFocus()
    keys = (
        Qt.Key.Key_Home,
        Qt.Key.Key_Space,
        Qt.Key.Key_Return,
        Qt.Key.Key_Down,
    )
    for key in keys:
        QTest.keyClick(workers, key)
    assert page.store.chosen == ("C10",)
    assert page.compared == ("W1",)

    QTest.keyClick(workers, Qt.Key.Key_Right)
    QTest.keyClick(workers, Qt.Key.Key_Space)

    assert page.compared == ("W1", "W2")
    assert page.store.chosen == ()


def test_that_candidates_who_were_ticked_are_seen_side_by_side(whole: Application) -> None:
    whole.store.open(a_reading(a_team()))
    whole.window.go("unallocated")

    whole.wishes.comparing.emit((WorkerId("W2"), WorkerId("W1")))

    page = whole.window.pages["caseloads"]
    assert isinstance(page, CaseloadsPage)
    assert whole.window.page == "caseloads"
    assert page.views.current == COMPARE
    assert page.compare.model.names == ["Kofi Ahmed", "Sioned Hughes"]


def offered(page: CaseloadsPage, row: int, line: int | None = None) -> list[str]:
    """The entries of the menu of a card or line, and what the first of them asks."""
    card = page.model.index(row, 0)
    page.board.workers.setCurrentIndex(card if line is None else page.model.index(line, 0, card))
    return [action.text() for action in page.board.workers.card_menu().actions() if action.text()]


def test_that_the_menu_of_a_child_or_card_asks_of_the_plan_what_can_be_asked(
    whole: Application, page: CaseloadsPage
) -> None:
    asked: list[object] = []
    whole.wishes.asking.connect(asked.append)
    whole.wishes.staffing.connect(asked.append)
    page.board.workers.expand(page.model.index(0, 0))

    assert offered(page, 0, 1)[0] == "&Move to…"
    page.board.workers.card_menu().actions()[0].trigger()
    assert offered(page, 0)[:2] == [
        "S&hare out the 7 children…",
        "&Leaves, is away, changes hours…",
    ]
    page.board.workers.card_menu().actions()[1].trigger()

    assert asked == [("C11",), "W1"]


def test_that_no_entry_of_a_cards_menu_has_the_mnemonic_of_another(page: CaseloadsPage) -> None:
    page.board.workers.expand(page.model.index(0, 0))

    for line in (None, 1):
        texts = offered(page, 0, line)
        letters = [text[text.index("&") + 1].casefold() for text in texts]
        assert len(set(letters)) == len(letters), texts


def test_that_who_reads_the_screen_finds_each_card_and_child_where_it_lies(
    page: CaseloadsPage,
) -> None:
    was_active = QAccessible.isActive()
    QAccessible.setActive(True)
    workers = page.board.workers
    workers.expand(page.model.index(0, 0))
    workers.doItemsLayout()

    tree = QAccessible.queryAccessibleInterface(workers)
    found = [tree.child(place) for place in range(tree.childCount())]
    names = [each.text(QAccessible.Text.Name) for each in found if each is not None]
    lines = [name for name in names if name.startswith(("Sioned", "Teilo", "Kofi", "Duty"))]
    QAccessible.setActive(was_active)

    assert lines[:2] == ["Sioned Hughes", "Teilo Number0 · C10"]
    assert lines[-1] == "Kofi Ahmed"
