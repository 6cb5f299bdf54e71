"""What the inspector says of a child and of a worker."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from allocation_app.domain.effects import Measured
from allocation_app.domain.findings import State
from allocation_app.domain.people import ChildId, Reduction, Status, WorkerId
from allocation_app.domain.review import Review
from tests.builders import a_child, a_review, a_snapshot, a_worker
from tests.gui.pages.team import NAMES
from ui.rows.worker import worker_summary
from ui.widgets.child_panel import ChildPanel
from ui.widgets.finding_view import FindingView
from ui.widgets.link import Link
from ui.widgets.pill import Pill
from ui.widgets.wishes import Wishes
from ui.widgets.worker_panel import WorkerPanel, sum_table


@pytest.fixture
def child_panel(qtbot: QtBot) -> ChildPanel:
    panel = ChildPanel(Wishes())
    qtbot.addWidget(panel)
    return panel


@pytest.fixture
def worker_panel(qtbot: QtBot) -> WorkerPanel:
    panel = WorkerPanel(Wishes())
    qtbot.addWidget(panel)
    return panel


def measured(review: Review) -> Measured:
    return Measured(policy=review.policy, rules=review.rules, calendar=review.calendar)


def said(panel: QWidget) -> list[str]:
    labels = [label.text() for label in panel.findChildren(QLabel) if not label.isHidden()]
    return [*labels, *(button.text() for button in panel.findChildren(QPushButton))]


def test_that_a_child_shows_holder_family_and_what_is_late(
    child_panel: ChildPanel, looked_at: Review
) -> None:
    child_panel.show_child(
        looked_at, ChildId("C01"), None, hide_names=False, by=measured(looked_at)
    )

    words = said(child_panel)
    assert words[words.index("Lowri Price") + 1] == "C01 · aged 8 · care and support plan"
    assert "Held by: Duty, since Sat 22 Aug 2026" in words
    assert "Unallocated: held by duty" in words
    assert "Team: Assessment" in words
    assert "Huw Price · C02: no social worker" in words
    assert "Mali Price · C03: Sioned Hughes" in words
    assert "Not held by a named social worker for 15 working days" in words


def test_that_the_finding_that_was_asked_for_is_open_with_its_sum_and_source(
    child_panel: ChildPanel, looked_at: Review
) -> None:
    asked = next(
        found for found in looked_at.findings if found.state is State.LATE and found.child == "C15"
    )
    child_panel.show_child(
        looked_at, ChildId("C15"), asked, hide_names=False, by=measured(looked_at)
    )

    views = [view for view in child_panel.findChildren(FindingView) if view.is_open]
    assert [view.finding for view in views] == [asked]
    assert any(line.startswith("Clock started") for line in views[0].lines())
    assert any(line.startswith("Way out: ") for line in views[0].lines())
    assert any(line.startswith("Source: ") for line in views[0].lines())


def test_that_a_sibling_leads_to_the_sibling(child_panel: ChildPanel, looked_at: Review) -> None:
    child_panel.show_child(
        looked_at, ChildId("C01"), None, hide_names=False, by=measured(looked_at)
    )
    led: list[str] = []
    child_panel.child_chosen.connect(led.append)
    child_panel.worker_chosen.connect(led.append)

    for button in child_panel.findChildren(QPushButton):
        button.click()

    assert led == ["D1", "C02", "C03"]


def test_that_a_child_with_hidden_names_is_initials(
    child_panel: ChildPanel, looked_at: Review
) -> None:
    child_panel.show_child(looked_at, ChildId("C01"), None, hide_names=True, by=measured(looked_at))

    words = str(said(child_panel))
    assert "L.P." in words
    assert not [name for name in NAMES if name in words]


def test_that_the_sum_of_a_worker_is_the_load(looked_at: Review) -> None:
    for worker, load in looked_at.caseloads.loads.items():
        summary = worker_summary(looked_at, worker, hide_names=False)

        assert sum(line.points for line in summary.lines) == pytest.approx(load.points)
        assert summary.points == load.points


def test_that_the_sum_gives_each_childs_points_and_why(looked_at: Review, qtbot: QtBot) -> None:
    table = sum_table(worker_summary(looked_at, WorkerId("W1"), hide_names=False))
    qtbot.addWidget(table)

    assert table.texts()[-3:] == [
        ["Teilo Seen", "8", "register"],
        ["Mali Price", "4", "plan"],
        ["Sum", "62", ""],
    ]


def test_that_a_worker_shows_share_capacity_and_what_is_late(
    worker_panel: WorkerPanel, looked_at: Review
) -> None:
    worker_panel.show_worker(looked_at, WorkerId("W1"), hide_names=False)

    words = said(worker_panel)
    assert words[:2] == ["Sioned Hughes", "social worker · 0.5 FTE"]
    assert "145 % (145–157)" in words
    assert "62 points of 42.5." in words
    assert "No room for another case." in words
    assert "Teilo Seen · C15: Child on register seen alone by the named social worker" in words
    assert "No child is new in 28 days." in words


def test_that_who_has_no_capacity_is_not_said_to_be_over(
    worker_panel: WorkerPanel, looked_at: Review
) -> None:
    away = WorkerId("W3")
    assert looked_at.caseloads.loads[away].utilisation is None
    worker_panel.show_worker(looked_at, away, hide_names=False)

    assert any("no capacity now" in text for text in said(worker_panel))
    assert worker_panel.findChildren(Pill) == []


def test_that_a_line_of_the_sum_leads_to_the_child_and_the_sum_to_nobody(
    worker_panel: WorkerPanel, looked_at: Review
) -> None:
    worker_panel.show_worker(looked_at, WorkerId("W2"), hide_names=False)
    led: list[str] = []
    worker_panel.child_chosen.connect(led.append)
    table = worker_panel.sum
    assert table is not None

    for row in range(2):
        table.clicked.emit(table.model().index(row, 0))

    assert led == ["C20"]


def test_that_a_worker_with_hidden_names_has_initials_with_ids(
    worker_panel: WorkerPanel, looked_at: Review
) -> None:
    worker_panel.show_worker(looked_at, WorkerId("W1"), hide_names=True)

    table = worker_panel.sum
    assert table is not None
    assert table.texts()[6][0] == "M.P. · C03"
    assert not [name for name in NAMES if name in str(said(worker_panel))]


def test_that_an_fte_that_nobody_gave_is_said_to_be_taken_as_full_time() -> None:
    review = a_review(a_snapshot({"W9": [a_child()]}, workers=[a_worker("W9", fte=None)]))

    summary = worker_summary(review, WorkerId("W9"), hide_names=False)
    assert "FTE not given, counted as full time" in summary.about


def test_that_the_capacity_names_each_reduction() -> None:
    worker = a_worker(
        "W9", is_newly_qualified=True, reductions=(Reduction(share=0.2, reason="union duties"),)
    )
    review = a_review(a_snapshot({"W9": [a_child()]}, workers=[worker]))

    summary = worker_summary(review, WorkerId("W9"), hide_names=False)
    assert [(row.what, round(row.points, 6)) for row in summary.capacity] == [
        ("100 points × 1 FTE", 100.0),
        ("union duties: less 20 %", -20.0),
        ("newly qualified: × 0.9", -8.0),
        ("stable work: duty, training, travel", -15.0),
    ]


def test_that_the_lines_of_the_capacity_add_up_to_it(looked_at: Review) -> None:
    for worker in looked_at.caseloads.case_holders:
        summary = worker_summary(looked_at, worker.id, hide_names=False)

        capacity = looked_at.caseloads.loads[worker.id].capacity
        assert sum(row.points for row in summary.capacity) == pytest.approx(capacity)


def test_that_a_doubtful_share_is_a_range_and_says_of_whom_what_is_missing(
    worker_panel: WorkerPanel,
) -> None:
    unknown = a_child("C7", name="Nia Rees", statuses={Status.UNKNOWN})
    review = a_review(a_snapshot({"W9": [unknown]}, workers=[a_worker("W9")]))

    worker_panel.show_worker(review, WorkerId("W9"), hide_names=False)

    words = said(worker_panel)
    assert "4 % (3–11)" in words
    assert "Nia Rees · C7: no status that the tool knows" in words


def test_that_a_tray_is_said_to_count_as_unallocated(
    worker_panel: WorkerPanel, looked_at: Review
) -> None:
    worker_panel.show_worker(looked_at, WorkerId("D1"), hide_names=False)

    assert "Children under this name count as unallocated." in said(worker_panel)


def test_that_a_link_too_long_for_the_panel_ends_in_an_ellipsis_and_is_said_in_full(
    child_panel: ChildPanel, looked_at: Review
) -> None:
    child_panel.show_child(
        looked_at, ChildId("C01"), None, hide_names=False, by=measured(looked_at)
    )
    child_panel.resize(150, 600)
    child_panel.show()
    link = next(each for each in child_panel.findChildren(Link) if "Held" in each.text())

    assert link.text().endswith("…")
    assert link.fontMetrics().horizontalAdvance(link.text()) <= link.width()
    assert link.accessibleName() == "Held by: Duty, since Sat 22 Aug 2026"
    assert link.accessibleName() in link.toolTip()

    child_panel.resize(600, 600)
    assert link.text() == link.accessibleName()


def test_that_tab_goes_from_top_to_bottom_whatever_was_made_first(
    child_panel: ChildPanel, looked_at: Review, qtbot: QtBot
) -> None:
    child_panel.resize(360, 900)
    child_panel.show()
    child_panel.show_child(
        looked_at, ChildId("C02"), None, hide_names=False, by=measured(looked_at)
    )
    qtbot.waitUntil(lambda: child_panel.candidates.is_settled)
    at, met = child_panel.nextInFocusChain(), list[int]()
    while at is not child_panel and at is not None:
        if at.isVisible() and at.focusPolicy() & Qt.FocusPolicy.TabFocus:
            met.append(at.mapTo(child_panel, QPoint(0, 0)).y())
        at = at.nextInFocusChain()

    assert len(met) > 5
    assert met == sorted(met)
