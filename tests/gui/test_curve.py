"""The picture of moves against balance: its figures, its way by keys and pointer, its slider."""

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from allocation_app.domain.policy import Bands
from tests.gui.traced import CURVE, a_point
from ui.rows.curve import dots, nearest, next_to, point_rows, span, takes
from ui.theme import colour
from ui.widgets.curve import Curve
from ui.widgets.curve_card import CurveCard

BUDGETS = (0, 1, 2, 5)
FALLING = (a_point(0, 1.31), a_point(1, 1.23), a_point(2, 1.18), a_point(5, 1.171, bound=1.15))


def shown(qtbot: QtBot, chosen: int | None = 0) -> tuple[Curve, list[int]]:
    """The picture on the screen, and what is chosen in it, which it follows."""
    made, heard = Curve(), list[int]()
    qtbot.addWidget(made)
    made.resize(640, 240)
    made.show_dots(dots(FALLING), (*BUDGETS, 8), Bands())
    made.choose(chosen)
    made.chosen.connect(heard.append)
    made.chosen.connect(made.choose)
    made.show()
    return made, heard


def test_that_neighbours_that_would_read_alike_have_a_decimal_place() -> None:
    found = dots([a_point(0, 1.31), a_point(1, 1.188), a_point(2, 1.181), a_point(3, 1.181)])

    assert [dot.figure for dot in found] == ["131", "118.8", "118.1", "118.1"]


def test_that_a_share_is_never_rounded_up_into_the_next_band() -> None:
    assert [dot.figure for dot in dots([a_point(0, 1.0999)])] == ["109"]


def test_that_a_point_without_any_load_is_left_out_of_the_picture() -> None:
    assert dots([a_point(0, None)]) == ()
    assert [row.worst for row in point_rows([a_point(0, None)])] == ["–"]


def test_that_the_line_is_in_the_picture_only_where_a_load_reaches_it() -> None:
    over = Bands().over
    high, low = span(dots(FALLING), over), span(dots([a_point(0, 0.8), a_point(1, 0.7)]), over)

    assert high.low <= over <= high.high
    assert low.high < over


@pytest.mark.parametrize("worst", [0.0, 0.5, 1.0, 1.31, 9.7])
def test_that_every_point_lies_within_what_is_shown(worst: float) -> None:
    found = span(dots([a_point(0, worst), a_point(1, worst / 2)]), 1.1)

    assert 0 <= found.part(worst / 2) <= found.part(worst) <= 1
    assert 2 <= len(found.marks) <= 8


def test_that_of_two_points_as_near_the_fewer_changes_are_meant() -> None:
    assert nearest((0, 1, 3), 2) == 1
    assert nearest((0, 1, 3), 9) == 3


def test_that_one_goes_from_point_to_point_and_not_beyond_the_ends() -> None:
    assert next_to((0, 1, 5), 1, 1) == 5
    assert next_to((0, 1, 5), 5, 1) == 5
    assert next_to((0, 1, 5), 0, -3) == 0


def test_that_it_is_said_what_a_point_takes() -> None:
    assert takes(CURVE[1]) == "2 moves: 1 child changes worker, 1 who waits gets one"
    assert takes(a_point(0, 1.0)) == "It takes no move."


@pytest.mark.parametrize(
    ("keys", "wanted"),
    [
        ([Qt.Key.Key_Right], 1),
        ([Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right], 5),
        ([Qt.Key.Key_End, Qt.Key.Key_Left], 2),
        ([Qt.Key.Key_End, Qt.Key.Key_Home], 0),
    ],
)
def test_that_the_arrows_walk_along_the_points(
    qtbot: QtBot, keys: list[Qt.Key], wanted: int
) -> None:
    made, _ = shown(qtbot)

    for key in keys:
        qtbot.keyClick(made, key)

    assert made.current == wanted


def test_that_a_click_takes_the_nearest_point(qtbot: QtBot) -> None:
    made, heard = shown(qtbot)

    qtbot.mouseClick(
        made, Qt.MouseButton.LeftButton, pos=QPoint(round(made.across(1.7)), made.height() // 2)
    )

    assert heard == [2]


def test_that_enter_wants_the_point(qtbot: QtBot) -> None:
    made, _ = shown(qtbot)

    with qtbot.waitSignal(made.activated, timeout=1000):
        qtbot.keyClick(made, Qt.Key.Key_Return)


def test_that_who_does_not_see_it_hears_every_point(qtbot: QtBot) -> None:
    made, _ = shown(qtbot)

    assert made.accessibleName() == "What more changes of worker would buy"
    assert made.accessibleDescription() == "0: 131 %; 1: 123 %; 2: 118 %; 5: 117 %"


def ink(made: Curve, moves: int) -> str:
    """The colour in the middle of a point."""
    share = next(each.proposal.worst for each in FALLING if each.moves == moves)
    assert share is not None
    at = QPoint(round(made.across(moves)), round(made.down(share)))
    return made.grab().toImage().pixelColor(at).name()


def test_that_a_proved_point_is_filled_and_any_other_is_open(qtbot: QtBot) -> None:
    made, _ = shown(qtbot)

    assert ink(made, 1) == colour("accent").name()
    assert ink(made, 5) == colour("base").name()


def test_that_a_picture_without_a_point_is_empty_and_stays_where_it_is(qtbot: QtBot) -> None:
    made = Curve()
    qtbot.addWidget(made)
    made.show_dots((), (), Bands())
    made.grab()

    qtbot.keyClick(made, Qt.Key.Key_Right)
    qtbot.mouseClick(made, Qt.MouseButton.LeftButton)

    assert made.current is None


def carded(qtbot: QtBot) -> tuple[CurveCard, list[int]]:
    card, heard = CurveCard(), list[int]()
    qtbot.addWidget(card)
    card.resize(700, 400)
    card.show_points(FALLING, BUDGETS, Bands())
    card.choose(0, None, "No changes: 131 %.")
    card.chosen.connect(heard.append)
    card.show()
    return card, heard


def test_that_the_slider_goes_from_point_to_point(qtbot: QtBot) -> None:
    card, heard = carded(qtbot)

    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        qtbot.keyClick(card.slider, key)
    qtbot.keyClick(card.slider, Qt.Key.Key_End)
    qtbot.keyClick(card.slider, Qt.Key.Key_Home)

    assert heard == [1, 2, 5, 2, 5, 0]


def test_that_the_slider_says_what_it_chooses_and_what_that_buys(qtbot: QtBot) -> None:
    card, _ = carded(qtbot)

    assert card.slider.accessibleName() == "Children who change worker"
    assert card.slider.accessibleDescription() == "No changes: 131 %."


def test_that_the_handle_stands_under_its_point(qtbot: QtBot) -> None:
    card, _ = carded(qtbot)
    slider, curve = card.slider, card.curve
    qtbot.waitUntil(lambda: slider.width() > 300)
    for moves, end in ((0, slider.geometry().left()), (5, slider.geometry().right())):
        assert abs(curve.across(moves) - end) <= 12


def test_that_the_table_has_the_same_points_and_chooses_them(qtbot: QtBot) -> None:
    card, heard = carded(qtbot)

    card.as_table.click()
    card.table.setFocus()
    qtbot.keyClick(card.table, Qt.Key.Key_Down)

    assert [row[:2] for row in card.table.texts()] == [
        ["0", "131 %"],
        ["1", "123 %"],
        ["2", "118 %"],
        ["5", "117 %"],
    ]
    assert card.table.texts()[3][-1] == "Within 2.1 points of the best possible"
    assert heard == [1]


def test_that_open_points_are_explained_where_there_are_any(qtbot: QtBot) -> None:
    card = CurveCard()
    qtbot.addWidget(card)

    card.show_points(FALLING, BUDGETS, Bands())
    assert not card.open_words.isHidden()
    card.show_points(FALLING[:3], BUDGETS, Bands())
    assert card.open_words.isHidden()
