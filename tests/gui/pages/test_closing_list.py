"""Before moving: the list on the Plan page, and the way to it from a worker."""

from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from allocation_app.domain.people import ChildId, EventKind, TeamId, WorkerId
from allocation_app.domain.plan import Move
from allocation_app.domain.snapshot import Snapshot
from allocation_app.report.orders import What
from tests.builders import AS_AT, a_child, a_reading, a_snapshot, a_worker
from tests.gui.pages.team import mark_row
from ui import commands
from ui.app import Application
from ui.pages.plan import PlanPage
from ui.rows.wanted import Wanted
from ui.store import PlanStore
from ui.widgets.closing_list import ClosingList
from ui.widgets.link import Link
from ui.widgets.narrowing import CLOSING
from ui.widgets.wishes import Wishes
from ui.widgets.worker_panel import WorkerPanel

KOFI, NIA = WorkerId("W1"), WorkerId("W2")
ENDED = {EventKind.PLAN_ENDED: AS_AT - timedelta(weeks=3)}
SEEN = {EventKind.SEEN: AS_AT - timedelta(weeks=1)}
TOLD = [EventKind.PLAN, EventKind.PLAN_ENDED, EventKind.SEEN]
FIRST = "See that the child is seen: no day is on record."


def a_team() -> Snapshot:
    """Kofi has a child whose plan has ended, Nia one who was never seen and one who goes on."""
    return a_snapshot(
        {
            "W1": [a_child("C1", name="Jac Thomas", events=ENDED | SEEN, recorded=TOLD, team="T1")],
            "W2": [
                a_child("C2", name="Mali Price", events=ENDED, recorded=TOLD, team="T2"),
                a_child("C3", name="Huw Price", events=SEEN, recorded=TOLD),
            ],
        },
        workers=[a_worker("W1", name="Kofi Ahmed"), a_worker("W2", name="Nia Rees")],
    )


@pytest.fixture
def shown(store: PlanStore, qtbot: QtBot) -> ClosingList:
    """The list with the team in it."""
    store.open(a_reading(a_team()))
    made = ClosingList(store, Wishes())
    qtbot.addWidget(made)
    made.refresh()
    return made


def test_that_the_list_says_what_it_is_and_first_what_comes_first(shown: ClosingList) -> None:
    assert [row[:3] + row[4:] for row in shown.table.texts()] == [
        [
            "Jac Thomas · C1",
            "",
            "The plan ended on 30 Oct 2026, 3 weeks ago; nothing has begun since.",
            "Kofi Ahmed",
            "4",
        ],
        [
            "Mali Price · C2",
            FIRST,
            "The plan ended on 30 Oct 2026, 3 weeks ago; nothing has begun since.",
            "Nia Rees",
            "4",
        ],
    ]
    assert "They count 8 points now. First, for 1 of them" in shown.head.text()
    assert "never a recommendation to close" in shown.standing.text()
    assert "a policy file can: quiet_weeks" in shown.aside.text()


def test_that_the_list_follows_the_plan_and_hides_names(
    shown: ClosingList, store: PlanStore
) -> None:
    commands.stage(store, [Move(child=ChildId("C1"), to=NIA)])
    store.hide_names(hidden=True)
    shown.refresh()

    row = shown.table.texts()[0]
    assert (row[0], row[4]) == ("J.T. · C1", "Nia Rees (was: Kofi Ahmed)")


def test_that_a_row_shows_the_childs_details_and_the_list_is_exported(
    store: PlanStore, qtbot: QtBot
) -> None:
    store.open(a_reading(a_team()))
    wishes, wanted = Wishes(), list[Wanted]()
    wishes.exporting.connect(wanted.append)
    shown = ClosingList(store, wishes)
    qtbot.addWidget(shown)
    shown.refresh()

    mark_row(shown.table.view, 1)
    shown.export_button.click()

    assert store.selected is not None
    assert store.selected.child == "C2"
    assert [each.what for each in wanted] == [What.CLOSING]


def test_that_only_the_team_that_is_looked_at_is_listed(
    shown: ClosingList, store: PlanStore
) -> None:
    store.filter_team(TeamId("T2"))
    shown.refresh()
    assert [row[0] for row in shown.table.texts()] == ["Mali Price · C2"]
    assert "4 points" in shown.head.text()

    store.close()
    shown.refresh()
    assert (shown.table.texts(), shown.head.text(), shown.aside.text()) == ([], "", "")


def test_that_a_worker_leads_to_what_is_to_be_asked(whole: Application, qtbot: QtBot) -> None:
    whole.store.open(a_reading(a_team()))
    whole.store.select_worker(NIA)
    panel = whole.window.findChild(WorkerPanel)
    page = whole.window.pages["plan"]
    assert isinstance(panel, WorkerPanel)
    assert isinstance(page, PlanPage)

    (link,) = (
        each for each in panel.findChildren(Link) if each.accessibleName().startswith("Ask before")
    )
    assert link.accessibleName() == "Ask before moving: 1 child (see to 1 first)"
    link.click()

    assert page.views.current == CLOSING
    qtbot.waitUntil(lambda: page.closing.table.current() is not None)
    current = page.closing.table.current()
    assert current is not None
    assert current.child == "C2"
    page.views.choose(0)
    whole.actions["before_moving"].trigger()
    assert page.views.current == CLOSING
