"""What is handed round of the time before rests on everything that the workspace keeps."""

import csv
from datetime import datetime, timedelta
from pathlib import Path

from pytestqt.qtbot import QtBot

from allocation_app.report.orders import Naming, Order, What
from tests.builders import a_reading
from tests.gui.pages.team import a_team
from tests.gui.test_keeping import made, stage, with_team
from ui.app import Application
from ui.dialogs.export import ExportDialog
from ui.rows.documents import To, Wish
from ui.rows.wanted import Wanted


def exported(whole: Application, qtbot: QtBot, what: What, out: Path) -> list[dict[str, str]]:
    """The rows of a document, without the sentences above them."""
    day = a_team().as_at
    order = Order(
        what=what,
        naming=Naming.NAMES,
        first=day - timedelta(days=900),
        last=day + timedelta(days=900),
    )
    with qtbot.waitSignal(whole.exporting.written, timeout=20_000):
        whole.exporting.start(Wish(order=order, to=To.CSV, out=out))
    return list(csv.DictReader(out.read_text("utf-8-sig").splitlines()))


def test_that_the_journal_of_the_workspace_leaves_the_window_as_evidence(
    whole: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    made(with_team(whole), tmp_path)
    stage(whole)
    rows = exported(whole, qtbot, What.JOURNAL, tmp_path / "journal.csv")
    staged = next(row for row in rows if row["What was done"] == "Staged")
    assert staged["Child ID"] == "C02"
    assert staged["Import"] == whole.store.plan.snapshot.fingerprint


def test_that_what_was_done_today_is_in_the_journal_as_it_is_offered(whole: Application) -> None:
    with_team(whole)  # its import tells of an earlier day
    today = datetime.now().astimezone().date()
    whole.exporting.ask(Wanted(what=What.JOURNAL))
    dialog = whole.exporting.dialog
    assert isinstance(dialog, ExportDialog)
    first, last = dialog.period.days
    assert first < today - timedelta(days=300)
    assert last >= today


def test_that_trends_have_the_imports_of_the_workspace(
    whole: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    made(with_team(whole), tmp_path)
    team = a_team()
    later = team.as_at + timedelta(days=7)
    whole.store.open(a_reading(type(team)(as_at=later, children=team.children)))
    whole.keeping.finish()
    rows = exported(whole, qtbot, What.TRENDS, tmp_path / "trends.csv")
    assert [row["As at"] for row in rows][-1:] == [later.isoformat()]
    assert len(rows) == 2


def test_that_without_a_workspace_there_is_no_journal_to_hand_round(
    whole: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    with_team(whole)
    assert exported(whole, qtbot, What.JOURNAL, tmp_path / "journal.csv") == []
