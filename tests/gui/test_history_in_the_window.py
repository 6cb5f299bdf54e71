"""The history as the whole window leads to it, and as what is kept comes into it."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from allocation_app.domain.journal import Deed
from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.plan import Move
from allocation_app.workspace import keys
from allocation_app.workspace.keys import LEAST, Passphrase
from allocation_app.workspace.session import create
from tests.builders import AS_AT, a_reading
from tests.gui.pages.team import a_team
from tests.gui.workspaces import keep_in
from ui import commands
from ui.app import Application
from ui.pages.history import CHILDREN, JOURNAL, HistoryPage
from ui.widgets.link import Link
from ui.widgets.narrowing import HISTORY

HUW = ChildId("C02")


def test_that_the_details_of_a_child_lead_to_who_had_it(whole: Application, qtbot: QtBot) -> None:
    whole.store.open(a_reading(a_team()))
    whole.store.select_child(HUW)
    links = whole.window.inspector.child.findChildren(Link)

    next(link for link in links if link.text() == "Worker history").click()

    shown = whole.window.shown
    assert isinstance(shown, HistoryPage)
    qtbot.waitUntil(lambda: shown.is_settled, timeout=10_000)
    assert shown.views.current == CHILDREN
    assert shown.children_held.name.text() == "Huw Price · C02"


def test_that_what_the_window_keeps_stands_in_the_journal(
    whole: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    whole.store.open(a_reading(a_team()))
    whole.keeping.begin(
        create(tmp_path / "team.allocation", Passphrase(text="correct horse"), cost=LEAST)
    )
    whole.window.go(HISTORY)
    shown = whole.window.shown
    assert isinstance(shown, HistoryPage)
    shown.views.choose(JOURNAL)

    def done() -> list[str]:
        return [line[2] for line in shown.journal.table.texts()]

    commands.stage(whole.store, [Move(child=HUW, to=WorkerId("W2"))])
    qtbot.waitUntil(lambda: "Staged" in done(), timeout=10_000)
    whole.store.note("Agreed in the meeting")
    qtbot.waitUntil(lambda: "Notes written" in done(), timeout=10_000)
    whole.keeping.close()


def test_that_what_is_done_while_an_earlier_import_goes_into_the_history_changes_no_plan(
    whole: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "USUAL", keys.LEAST)
    store, keeping = whole.store, whole.keeping
    store.open(a_reading(a_team()))
    keep_in(whole, tmp_path / "team.allocation", "correct horse battery staple")
    workspace = keeping.workspace
    assert workspace is not None

    with keeping._turn:  # noqa: SLF001 - nothing of it is kept before all of it was done
        store.update(a_reading(replace(a_team(), as_at=AS_AT - timedelta(days=7))))
        commands.stage(store, [Move(child=HUW, to=WorkerId("W2"))])
        keeping.record(Deed.EXPORTED, {"what": "changes"})
    keeping.finish()

    assert store.plan is not None
    assert store.plan.moves == workspace.plans().present.plan.moves == ()
    deeds = [each.deed for each in workspace.journal()]
    assert (Deed.STAGED in deeds, Deed.EXPORTED in deeds) == (False, True)
