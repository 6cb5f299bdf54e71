"""What came before, as the window shows it: trends, loads, holders, journal, imports."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from allocation_app.domain.desk_changes import DeskState, desk_change, state_of
from allocation_app.domain.journal import Deed
from allocation_app.domain.people import ChildId, EventKind, WorkerId
from allocation_app.domain.plan import Move
from allocation_app.domain.snapshot import Snapshot, Source
from allocation_app.report.orders import What
from allocation_app.wording import terms
from allocation_app.workspace.keys import LEAST, Passphrase
from allocation_app.workspace.session import Workspace, create
from tests.builders import AS_AT, a_child, a_reading, a_snapshot, a_spell, a_worker
from tests.gui.pages.team import NAMES, a_team
from ui import commands
from ui.pages.history import CHILDREN, IMPORTS, JOURNAL, WORKERS, HistoryPage
from ui.rows import trends
from ui.rows.wanted import Wanted
from ui.store import PlanStore
from ui.widgets.narrowing import UNALLOCATED, Narrowing

WEEK = timedelta(days=7)
HUW, OSIAN = ChildId("C02"), ChildId("C04")


def weeks_ago(weeks: int) -> Snapshot:
    """The team so many weeks before: Huw was with Kofi then, and Jac was not there yet."""
    now = a_team()
    kofi, huw = now.workers[WorkerId("W2")], now.children[HUW]
    spells = [each for each in now.spells if each.child != ChildId("C20")]
    return replace(
        now,
        as_at=AS_AT - weeks * WEEK,
        children={key: each for key, each in now.children.items() if key != ChildId("C20")},
        spells=(*spells, a_spell(huw, kofi, start=AS_AT - 10 * WEEK)),
        sources=(Source(name=f"week-{weeks}.xlsx", sha256=f"{weeks:064x}"),),
    )


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Imports of four weeks, the second of which is missing."""
    made = create(tmp_path / "team.allocation", Passphrase(text="correct horse"), cost=LEAST)
    for weeks in (4, 1):
        made.add(weeks_ago(weeks))
    yield made
    made.close()


@pytest.fixture
def page(store: PlanStore, qtbot: QtBot) -> HistoryPage:
    made = HistoryPage(store)
    qtbot.addWidget(made)
    made.resize(1200, 900)
    made.show()
    return made


@pytest.fixture
def kept(page: HistoryPage, workspace: Workspace, qtbot: QtBot) -> HistoryPage:
    """The page with the workspace open, today's import in it, and a move staged."""
    reading = a_reading(a_team())
    page.store.open(reading)
    workspace.add(reading.snapshot)
    before = state_of(page.store.desk)
    commands.stage(page.store, [Move(child=HUW, to=WorkerId("W2"), reason="MANAGE")])
    workspace.record(Deed.STAGED, desk_change(before, state_of(page.store.desk)))
    page.follow(workspace)
    settle(page, qtbot)
    return page


def settle(page: HistoryPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.is_settled, timeout=10_000)


def told(page: HistoryPage, name: str) -> list[str]:
    """What a picture reads out at each import."""
    card = page.trends.cards[name]
    read = []
    for place in range(len(page.looking.back.trend.points)):
        card.read(place)
        read.append(card.chart.told())
    return read


def test_that_nothing_is_there_while_nothing_is_open(page: HistoryPage) -> None:
    assert page.heading.sentence == "no import yet"
    assert page.note.text() == "Nothing is open. Open a spreadsheet with Ctrl+O."


def test_that_without_a_workspace_the_session_is_told_and_what_is_not_kept(
    page: HistoryPage, qtbot: QtBot
) -> None:
    page.store.open(a_reading(weeks_ago(1)))
    page.store.open(a_reading(a_team()))
    settle(page, qtbot)

    assert page.heading.sentence == "2 imports, Fri 13 Nov 2026 to Fri 20 Nov 2026"
    assert "No workspace is open" in page.note.text()
    page.views.choose(IMPORTS)
    assert [line[6] for line in page.imports.table.texts()] == ["not kept", "not kept"]
    page.views.choose(JOURNAL)
    assert page.journal.table.texts() == []


def test_that_the_lines_read_what_each_import_came_to(kept: HistoryPage) -> None:
    assert kept.heading.sentence == (
        "3 imports, Fri 23 Oct 2026 to Fri 20 Nov 2026, 1 gap of more than ten days"
    )
    assert told(kept, trends.UNALLOCATED) == [
        "Fri 23 Oct 2026: children: 1, families: 1",
        "Fri 13 Nov 2026: children: 1, families: 1",
        "Fri 20 Nov 2026: children: 3, families: 2",
    ]


def test_that_rules_an_import_has_no_column_for_are_said(page: HistoryPage, qtbot: QtBot) -> None:
    told = {k: replace(v, recorded=frozenset(EventKind)) for k, v in a_team().children.items()}
    page.store.open(a_reading(replace(weeks_ago(1), children=told, spells=())))
    page.store.open(a_reading(a_team()))
    settle(page, qtbot)
    assert page.heading.sentence.endswith(" rules not counted in all of them")


def test_that_before_the_first_import_nothing_can_have_changed(kept: HistoryPage) -> None:
    first, *_, last = told(kept, trends.CHURN)

    assert first == "Fri 23 Oct 2026: another worker: –, new: –, gone: –"
    assert last == "Fri 20 Nov 2026: another worker: 0, new: 1, gone: 0"


def test_that_a_line_breaks_over_a_gap_and_where_nothing_is_known(kept: HistoryPage) -> None:
    charts = {each.name: each for each in trends.charts(kept.looking.back.trend)}
    (line, _) = charts[trends.UNALLOCATED].lines

    assert [len(run) for run in trends.runs(line)] == [1, 2]
    close = [replace(dot, day=AS_AT + n * timedelta(days=3)) for n, dot in enumerate(line.dots)]
    untold = replace(line, dots=(close[0], replace(close[1], value=None), close[2]))
    assert [len(run) for run in trends.runs(replace(line, dots=tuple(close)))] == [3]
    assert [len(run) for run in trends.runs(untold)] == [1, 1]


def test_that_the_arrows_read_every_picture_at_once(kept: HistoryPage) -> None:
    one, other = (kept.trends.cards[name].chart for name in (trends.UNALLOCATED, trends.LOADS))

    QTest.keyClick(one, Qt.Key.Key_Left)
    assert (one.current, other.current) == (1, 1)
    QTest.keyClick(one, Qt.Key.Key_Home)
    assert other.accessibleDescription().startswith("Fri 23 Oct 2026: heaviest: ")
    QTest.keyClick(one, Qt.Key.Key_End)
    assert other.current == 2


def test_that_the_pointer_reads_the_nearest_import(kept: HistoryPage) -> None:
    chart = kept.trends.cards[trends.UNALLOCATED].chart

    QTest.mouseMove(chart, QPointF(chart.across(1) + 2, 40).toPoint())

    assert chart.current == 1


def test_that_a_picture_is_a_table_too(kept: HistoryPage) -> None:
    card = kept.trends.cards[trends.UNALLOCATED]

    card.as_table.click()

    assert card.table is not None
    assert card.table.texts() == [
        ["Fri 20 Nov 2026", "3", "2"],
        ["Fri 13 Nov 2026", "1", "1"],
        ["Fri 23 Oct 2026", "1", "1"],
    ]
    assert card.as_table.accessibleName() == "Show as picture: Unallocated"


def test_that_late_is_drawn_of_one_rule(kept: HistoryPage) -> None:
    every = told(kept, trends.LATE)[-1]
    rules = kept.trends.rules
    rules.setCurrentIndex(rules.findData("W-CP-09"))

    assert every == "Fri 20 Nov 2026: late: 5, flagged: 3, due soon: 0"
    assert told(kept, trends.LATE)[-1] == "Fri 20 Nov 2026: late: 1, flagged: 0, due soon: 0"


def test_that_the_latest_point_leads_to_the_list_of_today(kept: HistoryPage, qtbot: QtBot) -> None:
    chart = kept.trends.cards[trends.UNALLOCATED].chart

    with qtbot.waitSignal(kept.opened) as asked:
        QTest.keyClick(chart, Qt.Key.Key_Return)

    assert asked.args == [UNALLOCATED, Narrowing()]


@pytest.mark.parametrize(
    ("name", "first"),
    [
        (trends.UNALLOCATED, ["Lowri Price", "held by duty", "10 working days"]),
        (trends.WAITS, ["Lowri Price", "held by duty", "10 working days"]),
        (trends.LOADS, ["Sioned Hughes", "7 children, 7 families", "145 % over"]),
    ],
)
def test_that_an_earlier_point_opens_what_that_import_said(
    kept: HistoryPage, qtbot: QtBot, name: str, first: list[str]
) -> None:
    chart = kept.trends.cards[name].chart

    QTest.keyClick(chart, Qt.Key.Key_Left)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: kept.then is not None, timeout=10_000)

    assert kept.then is not None
    assert kept.then.windowTitle().endswith("as at Fri 13 Nov 2026")
    assert kept.then.table.texts()[0] == first
    kept.then.close()


def test_that_each_worker_has_a_load_at_each_import_the_latest_first(kept: HistoryPage) -> None:
    kept.views.choose(WORKERS)

    rows = {line[0]: line[2:] for line in kept.carried.table.texts()}
    assert next(iter(rows)) == "Sioned Hughes"
    assert len(rows["Kofi Ahmed"]) == 3
    assert rows["Dafydd Ellis"] == ["no capacity", "9 %", "9 %"]
    assert kept.carried.table.model().headerData(2, Qt.Orientation.Horizontal) == "20 Nov 2026"


def test_that_a_worker_who_is_chosen_is_in_the_details(kept: HistoryPage) -> None:
    kept.views.choose(WORKERS)
    kept.carried.table.chosen.emit(kept.carried.table.rows()[0])

    assert kept.store.selected is not None
    assert kept.store.selected.worker == "W1"


def test_that_a_childs_holders_stand_with_when_and_why(kept: HistoryPage) -> None:
    kept.narrow(Narrowing(child=HUW))

    assert kept.views.current == CHILDREN
    assert kept.children_held.name.text() == "Huw Price · C02"
    lines = kept.children_held.times.texts()
    assert [line[0] for line in lines] == ["Kofi Ahmed", "no social worker"]
    assert lines[0][1] == "Fri 11 Sep 2026"
    assert lines[1][1:4] == [
        "between 13 Nov 2026 and 20 Nov 2026",
        "now",
        "seen in the import of 20 Nov 2026, no reason known",
    ]


def test_that_a_child_who_is_selected_is_in_the_details(kept: HistoryPage) -> None:
    kept.views.choose(CHILDREN)
    kept.children_held.table.filter("osian")
    kept.children_held.table.selected.emit(kept.children_held.table.model.rows()[0])

    assert kept.store.selected is not None
    assert kept.store.selected.child == OSIAN


def test_that_the_journal_says_what_was_done_the_latest_first(kept: HistoryPage) -> None:
    kept.views.choose(JOURNAL)

    lines = [line[2:6] for line in kept.journal.table.texts()]
    assert lines[0] == [
        "Staged",
        "Huw Price to Kofi Ahmed, because: managing caseloads",
        "Huw Price · C02",
        "20 Nov 2026",
    ]
    assert [line[0] for line in lines[1:]] == ["Import added"] * 3 + ["Workspace made"]


def test_that_the_journal_is_narrowed_by_deed_and_by_words(kept: HistoryPage) -> None:
    kept.views.choose(JOURNAL)
    deeds = kept.journal.deeds
    deeds.setCurrentIndex(deeds.findData(Deed.IMPORTED.value))
    assert len(kept.journal.table.texts()) == 3

    deeds.setCurrentIndex(0)
    kept.journal.table.filter("huw kofi")
    assert len(kept.journal.table.texts()) == 1


def test_that_what_is_done_later_comes_into_the_journal(
    kept: HistoryPage, workspace: Workspace, qtbot: QtBot
) -> None:
    kept.views.choose(JOURNAL)
    counted = kept.looking.back.trend
    workspace.record(Deed.UNDONE, desk_change(DeskState(), DeskState()))

    kept.look_again()
    settle(kept, qtbot)

    assert kept.journal.table.texts()[0][2] == "Undone"
    assert kept.looking.back.trend is counted


def test_that_no_name_is_shown_while_names_are_hidden(kept: HistoryPage, qtbot: QtBot) -> None:
    kept.store.hide_names(hidden=True)
    settle(kept, qtbot)
    shown: list[str] = []
    kept.narrow(Narrowing(child=HUW))
    for place, table in (
        (CHILDREN, kept.children_held.table.texts),
        (JOURNAL, kept.journal.table.texts),
    ):
        kept.views.choose(place)
        shown.extend(cell for line in table() for cell in line)
    shown.append(kept.children_held.name.text())

    assert shown
    assert not [cell for cell in shown for name in NAMES if name in cell]


def test_that_the_imports_stand_with_their_figures_and_gaps(kept: HistoryPage) -> None:
    kept.views.choose(IMPORTS)

    lines = kept.imports.table.texts()
    assert [line[0] for line in lines] == [
        "20 Nov 2026 (open)",
        "13 Nov 2026",
        "23 Oct 2026",
    ]
    assert [line[5] for line in lines] == ["", "21 days", ""]
    assert [line[1:3] for line in lines] == [["12", "3"], ["11", "1"], ["11", "1"]]


def test_that_the_team_filter_narrows_lines_and_children(kept: HistoryPage, qtbot: QtBot) -> None:
    team = next(iter(a_team().teams))
    kept.store.filter_team(team)
    settle(kept, qtbot)
    kept.views.choose(CHILDREN)

    assert kept.looking.back.trend.points[-1].figures.children < 12
    assert len(kept.children_held.table.texts()) < 12


def test_that_another_policy_counts_every_import_anew(kept: HistoryPage, qtbot: QtBot) -> None:
    before = told(kept, trends.LOADS)
    kept.store.set_policy(replace(kept.store.policy, points_full_time=50.0))
    settle(kept, qtbot)

    assert told(kept, trends.LOADS) != before


def test_that_a_workspace_that_is_closed_leaves_nothing_of_it(
    kept: HistoryPage, qtbot: QtBot
) -> None:
    kept.follow(None)
    assert (kept.looking.back.journal, kept.looking.back.imports) == ((), ())
    kept.store.close()
    settle(kept, qtbot)

    assert kept.heading.sentence == "no import yet"
    for place in (CHILDREN, JOURNAL, IMPORTS):
        kept.views.choose(place)
    assert kept.journal.table.texts() == []
    assert kept.imports.table.texts() == []
    assert kept.children_held.table.texts() == []


def test_that_an_overload_that_lasts_is_said_in_words(page: HistoryPage, qtbot: QtBot) -> None:
    for weeks in (5, 4, 3, 2, 1, 0):
        page.store.open(a_reading(crowded(weeks)))
    settle(page, qtbot)
    page.views.choose(WORKERS)

    (line,) = page.carried.table.texts()
    first = terms.plain_day(AS_AT - 5 * WEEK)
    assert line[1] == f"over since {first}"
    assert "6 imports" in page.carried.table.accessibleDescription()


def crowded(weeks: int) -> Snapshot:
    children = [a_child(f"C{n}") for n in range(60)]
    worker = a_worker("W1", name="Sioned Hughes")
    return a_snapshot({"W1": children}, workers=[worker], as_at=AS_AT - weeks * WEEK)


def test_that_period_report_and_journal_are_asked_for_as_documents(
    kept: HistoryPage, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(kept.wishes.exporting) as period:
        kept.period_button.click()
    with qtbot.waitSignal(kept.wishes.exporting) as journal:
        kept.journal.export_button.click()

    asked = (*(period.args or ()), *(journal.args or ()))
    assert asked == (Wanted(what=What.PERIOD), Wanted(what=What.JOURNAL))
