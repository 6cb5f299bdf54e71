"""What is locked or closed is let go: no cache, hidden page or message holds a child on."""

import gc
import json
from pathlib import Path

import pytest
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from allocation_app.domain.journal import Deed, Entry
from allocation_app.domain.people import Child
from allocation_app.domain.snapshot import Snapshot
from allocation_app.plain import _reader, made, plain
from tests.gui.test_locking import HUW, stage, with_workspace
from ui.app import Application
from ui.forgetting import forget_worked_out

ENTRY = Entry(seq=1, at="2026-11-23T09:00:00+00:00", by="a", deed=Deed.EXPORTED)


def look_at_everything(whole: Application, qtbot: QtBot) -> None:
    whole.store.select_child(HUW)
    for name, page in whole.window.pages.items():
        whole.window.go(name)
        qtbot.waitUntil(lambda page=page: page.is_settled)
    qtbot.waitUntil(lambda: whole.window.inspector.child.candidates.is_settled)


def held() -> list[object]:
    """Children, imports and entries of a journal that anything in this process holds."""
    gc.collect()
    return [each for each in gc.get_objects() if isinstance(each, Child | Snapshot | Entry)]


def test_that_nothing_in_the_program_holds_a_child_once_it_is_locked(
    whole: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    elsewhere = held()  # by other tests
    ids = {id(each) for each in elsewhere}

    def new() -> list[object]:
        return [each for each in held() if id(each) not in ids]

    with_workspace(whole, tmp_path)
    stage(whole)
    look_at_everything(whole, qtbot)
    assert new()
    whole.workspaces.locking.lock()
    qtbot.waitUntil(lambda: not new())
    labels = [each for each in QApplication.allWidgets() if isinstance(each, QLabel)]
    assert not [each.text() for each in labels if "Huw" in each.text()]


def test_that_to_forget_children_is_not_to_forget_how_an_entry_is_read() -> None:
    made(Entry, json.loads(json.dumps(plain(ENTRY))))
    known = _reader.cache_info().currsize

    forget_worked_out()

    assert _reader.cache_info().currsize == known > 0


def test_that_locking_by_itself_takes_away_what_was_copied(
    whole: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _: True)
    with_workspace(whole, tmp_path)
    QGuiApplication.clipboard().setText("Huw Price")
    whole.workspaces.locking.touched = float("-inf")
    whole.workspaces.locking.look()
    assert whole.workspaces.locking.path is not None
    assert not QGuiApplication.clipboard().text()
