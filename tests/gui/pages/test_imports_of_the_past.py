"""The imports that the history rests on: looked at, deleted, followed over a child's numbers."""

from pytestqt.qtbot import QtBot

from allocation_app.domain.people import ChildId
from allocation_app.domain.renumbering import renumbered
from tests.builders import a_reading
from tests.gui.pages.team import a_team
from tests.gui.pages.test_history_page import HUW, kept, page, settle, weeks_ago, workspace
from ui.pages.history import HistoryPage

__all__ = ["kept", "page", "workspace"]


def test_that_a_child_who_goes_by_other_numbers_has_one_history_without_a_workspace(
    page: HistoryPage, qtbot: QtBot
) -> None:
    first, second, third = weeks_ago(2), weeks_ago(1), a_team()
    other, now = ChildId("N0"), ChildId("M0")
    page.store.open(a_reading(first))
    page.store.update(a_reading(renumbered(second, {HUW: other})), {HUW: other})
    page.store.update(a_reading(renumbered(third, {HUW: now})), {other: now})
    settle(page, qtbot)

    times = page.looking.back.holders.times
    assert [each.first_seen for each in times[now]] == [first.as_at, third.as_at]
    assert not {HUW, other} & times.keys()
    assert page.store.same_children == {HUW: now, other: now}

    page.store.close()
    page.store.open(a_reading(a_team()))
    assert page.store.same_children == {}
