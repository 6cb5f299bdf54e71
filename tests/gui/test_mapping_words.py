"""Words that the tool doesn't know are given a meaning by keys, and keep it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from allocation_app import settings
from allocation_app.domain.people import Status
from tests.gui.test_mapping_panel import (
    ALT,
    HEADINGS,
    KEY,
    ROWS,
    opened,
    press,
    read_again,
    use,
    write,
)
from ui.app import Application
from ui.dialogs.preview import WORDS

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    yield
    for path in settings.profiles_folder().glob("*.json"):
        path.unlink()


def a_list(folder: Path) -> Path:
    """A list in which one status is this team's own word."""
    path = folder / "team.csv"
    rows = [HEADINGS, *ROWS, ("10234", "Ben Rees", "13/02/2021", "Amber pod", "Kofi Ahmed", "", "")]
    path.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")
    return path


def test_that_a_word_is_given_a_meaning_by_keys_and_keeps_it(
    whole: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    preview = opened(whole, qtbot, a_list(tmp_path))
    press(qtbot, KEY.Key_D, held=ALT)
    assert preview.tabs.tabText(WORDS) == "Wor&ds (1 not known)"
    row = preview.words.table.current()
    assert row is not None
    assert row.text == "Amber pod"

    press(qtbot, KEY.Key_Return)
    write(qtbot, "assess")
    press(qtbot, KEY.Key_Return)
    read_again(preview, qtbot)
    use(whole, qtbot)

    assert whole.store.review is not None
    children = whole.store.review.snapshot.children.values()
    (child,) = (child for child in children if child.id == "10234")
    assert child.statuses == {Status.ASSESSMENT}

    again = opened(whole, qtbot, a_list(tmp_path))
    meanings = {word.text: word.meaning for word in again.words.table.model.rows()}
    assert meanings["Amber pod"] == "assessment"


def test_that_hidden_names_hide_the_words_that_may_be_names(
    whole: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    preview = opened(whole, qtbot, a_list(tmp_path))
    whole.store.hide_names(hidden=True)

    shown = {row[0] for row in preview.words.table.texts()}

    assert {"A.p.", "K.A."} <= shown
    assert not shown & {"Amber pod", "Kofi Ahmed"}
    assert preview.words.word.text() == "“A.p.”"
