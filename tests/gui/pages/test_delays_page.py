"""Every finding, narrowed by state, rule, worker and day."""

from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from allocation_app.domain.findings import Finding, State, Told
from allocation_app.domain.people import TeamId, WorkerId
from tests.builders import a_child, a_reading, a_review, a_snapshot
from tests.gui.pages.team import NAMES
from ui.dialogs.unchecked import UncheckedDialog
from ui.pages.delays import DelaysPage
from ui.rows.dates import Kind, due_words
from ui.store import PlanStore
from ui.widgets.narrowing import Narrowing


@pytest.fixture
def page(team: PlanStore, qtbot: QtBot) -> DelaysPage:
    made = DelaysPage(team)
    qtbot.addWidget(made)
    made.resize(1000, 800)
    made.show()
    return made


def about(page: DelaysPage) -> list[str]:
    return [line[0] for line in page.table.texts()]


HUW = [
    "Huw Price · C02",
    "late",
    "No social worker",
    "Mon 2 Nov",
    "14 working days over",
    "no social worker",
    "No named social worker for 15 working days",
]


def test_that_the_worst_stand_first_each_with_its_sentence(page: DelaysPage) -> None:
    lines = page.table.texts()

    assert lines[0] == HUW
    assert {line[1] for line in lines[:8]} == {"late", "flagged"}
    assert [line[1] for line in lines[8:]] == ["cannot tell"] * 16 + ["near"]
    assert page.heading.sentence == "5 late, 3 flagged, 0 due soon, 1 near, 16 can’t be told"


def test_that_the_count_on_the_rail_is_what_is_late(page: DelaysPage) -> None:
    assert page.count() == 5


def test_that_the_figure_late_lists_as_many_findings_as_it_counts(page: DelaysPage) -> None:
    page.narrow(Narrowing(states=frozenset({Told.LATE})))

    assert len(page.table.texts()) == page.count()
    assert {line[1] for line in page.table.texts()} == {"late"}


def test_that_what_is_flagged_is_listed_apart_from_what_is_late(page: DelaysPage) -> None:
    page.narrow(Narrowing(states=frozenset({Told.FLAGGED})))

    assert [line[1] for line in page.table.texts()] == ["flagged"] * 3


def test_that_the_list_is_narrowed_to_a_rule(page: DelaysPage) -> None:
    page.filters.rules.setCurrentIndex(page.filters.rules.findData("W-CP-09"))

    assert about(page) == ["Osian Rees · C04"]


def test_that_a_worker_brings_what_is_said_of_him_and_of_his_children(page: DelaysPage) -> None:
    page.narrow(Narrowing(worker=WorkerId("W1"), states=frozenset({Told.LATE})))
    assert about(page) == ["Teilo Seen · C15"]

    page.narrow(Narrowing(worker=WorkerId("W1")))
    assert about(page)[:4] == [
        "Teilo Seen · C15",
        "Sioned Hughes",
        "Teilo Number3 · C13",
        "Teilo Number4 · C14",
    ]


def test_that_children_whose_worker_was_unreadable_are_found(page: DelaysPage) -> None:
    page.narrow(Narrowing(delays=frozenset({"D1"}), states=frozenset({Told.CANNOT_TELL})))

    assert about(page) == ["Amira Khan · C05"]


def test_that_esc_takes_every_filter_off(page: DelaysPage) -> None:
    page.narrow(Narrowing(states=frozenset({Told.LATE})))
    page.table.filter("huw")

    assert page.clear()
    assert not page.clear()
    assert len(page.table.texts()) == 25


def test_that_filters_that_fit_nothing_say_so(page: DelaysPage) -> None:
    page.filters.states.setCurrentIndex(page.filters.states.findData(State.DUE_SOON.value))
    page.table.filter("huw")

    assert page.table.texts() == []


def test_that_a_chosen_finding_goes_to_the_inspector_with_its_child(page: DelaysPage) -> None:
    page.table.view.selectRow(0)

    selected = page.store.selected
    assert selected is not None
    assert (selected.child, selected.finding) == ("C02", page.table.model.row(0))


def test_that_a_workers_finding_selects_the_worker(page: DelaysPage) -> None:
    page.table.view.selectRow(about(page).index("Sioned Hughes"))

    selected = page.store.selected
    assert selected is not None
    assert selected.worker == "W1"


def test_that_hidden_names_are_initials(page: DelaysPage) -> None:
    page.store.hide_names(hidden=True)

    assert about(page)[0] == "H.P. · C02"
    assert not [name for name in NAMES if name in str(page.table.texts())]


def test_that_the_team_filter_leaves_its_own(page: DelaysPage) -> None:
    page.store.filter_team(TeamId("T2"))

    assert {line[0] for line in page.table.texts()} == {"Osian Rees · C04"}


def test_that_the_calendar_names_the_bank_holidays(store: PlanStore, qtbot: QtBot) -> None:
    store.open(a_reading(a_snapshot({"W1": [a_child("C1")]}, as_at=date(2026, 12, 14))))
    page = DelaysPage(store)
    qtbot.addWidget(page)
    page.show()

    assert page.calendar is not None
    assert page.calendar.said(date(2026, 12, 25)) == (
        "Fri 25 Dec 2026: 0 late from then, Christmas Day"
    )


def test_that_nothing_open_is_said(store: PlanStore, qtbot: QtBot) -> None:
    page = DelaysPage(store)
    qtbot.addWidget(page)
    page.show()

    assert (page.count(), page.table.texts(), page.heading.sentence) == (None, [], "")


def test_that_the_calendar_leaves_a_low_page_to_the_list(page: DelaysPage) -> None:
    assert page.calendar is not None
    assert page.calendar.isVisible()

    page.resize(1000, 400)
    assert not page.calendar.isVisible()

    page.calendar_button.click()
    assert page.calendar.isVisible()


def test_that_a_calendar_that_was_put_away_stays_away(page: DelaysPage) -> None:
    page.calendar_button.click()
    page.resize(1000, 900)

    assert page.calendar is not None
    assert not page.calendar.isVisible()


def test_that_what_is_said_beside_a_rule_does_not_name_it_again(page: DelaysPage) -> None:
    lines = page.table.texts()

    assert not [line for line in lines if line[6].startswith(f"{line[2]}:")]


def test_that_what_is_asked_of_nobody_is_one_line_that_opens_the_list(page: DelaysPage) -> None:
    page.unchecked.click()

    (dialog,) = page.findChildren(UncheckedDialog)
    rules = [line[0] for line in dialog.table.texts()]
    assert page.unchecked.text().startswith(f"{len(rules)} rules can’t be checked")
    assert "D8 Last visit by somebody else" in rules
    assert all(all(line) for line in dialog.table.texts())


def test_that_nothing_open_has_nothing_unchecked(store: PlanStore, qtbot: QtBot) -> None:
    made = DelaysPage(store)
    qtbot.addWidget(made)
    made.show()

    assert not made.unchecked.isVisible()


def test_that_a_due_date_of_another_year_has_its_year() -> None:
    review = a_review()
    finding = Finding(rule="D3", delay="D3", state=State.LATE, due=date(2026, 9, 18))

    assert due_words(finding, review) == "Fri 18 Sep"
    assert due_words(replace(finding, due=date(2025, 9, 19)), review) == "Fri 19 Sep 2025"


def test_that_the_list_is_narrowed_to_what_it_is_about(page: DelaysPage) -> None:
    counted = []
    for kind in Kind:
        page.filters.kinds.setCurrentIndex(page.filters.kinds.findData(kind.value))
        counted.append(len(page.table.texts()))
    page.clear()

    assert all(counted)
    assert sum(counted) == len(page.table.texts())
