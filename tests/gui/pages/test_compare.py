"""Two to four workers side by side."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.plan import Move
from ui.pages.caseloads import COMPARE, CaseloadsPage
from ui.store import PlanStore

SIONED, KOFI, NIA = (WorkerId(f"W{n}") for n in (1, 2, 3))


@pytest.fixture
def page(team: PlanStore, qtbot: QtBot) -> CaseloadsPage:
    made = CaseloadsPage(team)
    qtbot.addWidget(made)
    made.resize(1000, 800)
    made.show()
    made.views.choose(COMPARE)
    return made


def lines(page: CaseloadsPage) -> dict[str, list[str]]:
    return {heading: words for heading, *words in page.compare.model.texts()}


def test_that_nothing_to_compare_says_how_to(page: CaseloadsPage) -> None:
    assert page.compare.sentence.startswith("Tick two to four workers on the board")
    assert not page.compare.table.isVisible()

    page.show_compared((SIONED,))
    assert page.compare.sentence == "Add one more to compare."


def test_that_the_same_is_asked_of_each(page: CaseloadsPage) -> None:
    page.show_compared((SIONED, KOFI))

    assert lines(page) == {
        "Load": ["145 % over", "6 % spare"],
        "In the import": ["the same", "the same"],
        "Range": ["145–157", "certain"],
        "Points": ["62 of 42.5", "5 of 75"],
        "Room": ["\u221219.5", "70"],
        "Can take next": ["none", TAKES],
        "Children": ["7", "1"],
        "Families": ["7", "1"],
        "of them plan": ["1", "1"],
        "of them register": ["1", "0"],
        "of them proceedings": ["5", "0"],
        "Co-worked": ["0", "0"],
        "New in 7 days": ["0", "1"],
        "New in 28 days": ["0", "1"],
        "Late": ["1", "0"],
        "Flagged": ["3", "0"],
        "Due within 14 days": ["0", "0"],
        "Due within 4 weeks": ["being worked out…"] * 2,
        "Cannot tell": ["8", "0"],
        "Hours": ["0.5 FTE", "full time"],
        "Away, leaving, to know": ["", "newly qualified"],
        "Languages": ["not given", "not given"],
        "Team": ["Assessment", "Disability"],
    }


TAKES = (
    "7 looked after, new; 11 looked after, settled; 14 referral or assessment or plan"
    " or privately fostered; 17 care leaver or disabled"
)


def test_that_a_move_is_seen_beside_the_import(page: CaseloadsPage) -> None:
    page.show_compared((SIONED, KOFI))

    page.store.make(page.store.plan.with_move(Move(child=ChildId("C10"), to=KOFI)))

    said = lines(page)
    assert said["Load"] == ["122 % over", "21 % spare"]
    assert said["In the import"] == ["145 %", "6 %"]


def test_that_what_falls_due_is_told_as_soon_as_it_is_known(
    page: CaseloadsPage, qtbot: QtBot
) -> None:
    page.show_compared((SIONED, KOFI))

    qtbot.waitUntil(lambda: page.is_settled)

    assert lines(page)["Due within 4 weeks"] == ["0", "0"]


def test_that_workers_are_added_and_taken_out(page: CaseloadsPage) -> None:
    for name in ("Sioned Hughes", "Nia Griffiths"):
        page.compare.add.activated.emit(page.compare.add.findText(name))
    assert page.compare.model.names == ["Sioned Hughes", "Nia Griffiths"]
    assert page.compare.add.findText("Nia Griffiths") < 0

    page.compare.removals[0].click()

    assert page.compare.model.names == ["Nia Griffiths"]
    assert page.views.texts()[COMPARE] == "Compare (1)"


def test_that_a_fifth_worker_takes_the_place_of_the_first(page: CaseloadsPage) -> None:
    page.show_compared(tuple(map(WorkerId, ("W9", "W8", "W1", "W2", "W3"))))

    assert page.compared == ("W8", "W1", "W2", "W3")
    assert page.compare.model.names == ["Sioned Hughes", "Kofi Ahmed", "Nia Griffiths"]


def test_that_the_comparison_is_copied_as_a_table(page: CaseloadsPage) -> None:
    page.show_compared((SIONED, KOFI))

    QTest.keyClick(page.compare.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    copied = [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]
    assert copied[0] == ["", "Sioned Hughes", "Kofi Ahmed"]
    assert copied[1] == ["Load", "145 % over", "6 % spare"]


def test_that_a_column_opens_its_worker(page: CaseloadsPage) -> None:
    page.show_compared((SIONED, KOFI))
    page.compare.table.setCurrentIndex(page.compare.model.index(3, 1))
    assert page.store.selected is None

    QTest.keyClick(page.compare.table, Qt.Key.Key_Return)

    assert page.store.selected is not None
    assert page.store.selected.worker == KOFI


def test_that_whoever_is_gone_after_an_import_is_compared_no_more(page: CaseloadsPage) -> None:
    page.show_compared((SIONED, WorkerId("gone"), NIA))

    assert page.compare.model.names == ["Sioned Hughes", "Nia Griffiths"]
