"""Settings, what the council has set, and what the tool says about itself."""

import tomllib
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from allocation_app import settings
from allocation_app.settings.defaults import NONE_SET, Defaults, Protection
from ui import preferences
from ui.app import Application
from ui.dialogs.about import PARTS, AboutDialog
from ui.dialogs.settings import LANGUAGE, SettingsDialog
from ui.tool import speak

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def said(dialog: SettingsDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def test_that_every_part_that_it_is_made_of_is_named_with_its_licence() -> None:
    wanted = (*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["pdf"])
    names = {str(each).partition(">")[0] for each in wanted}

    assert {name for name, _ in PARTS} == names | {"Lucide"}
    assert PROJECT["version"] == settings.VERSION


def test_that_it_says_that_a_planning_copy_is_never_the_record(whole: Application) -> None:
    whole.actions["about"].trigger()

    (about,) = whole.window.findChildren(AboutDialog)
    text = about.text.toPlainText()
    assert about.isVisible()
    assert "the record is there, and only there" in text
    assert "WSI 2015/1818, regulation 64" in text
    assert str(preferences.folder()) in text


def test_that_settings_open_by_their_key_and_say_that_nothing_is_set(whole: Application) -> None:
    whole.actions["settings"].trigger()

    (dialog,) = whole.window.findChildren(SettingsDialog)
    assert dialog.isVisible()
    assert whole.actions["settings"].shortcut().toString() == "Ctrl+,"
    assert "Nothing is set for this computer." in said(dialog)


def test_that_what_the_council_has_set_is_shown_as_such(qtbot: QtBot) -> None:
    found = Defaults(
        language="en",
        folder=Path("/srv/workspaces"),
        recovery_key="MCow",
        idle_minutes=5,
        retention_months=6,
        most_idle_minutes=10,
        most_retention_months=24,
        protection=Protection(memory_mib=512, passes=4, lanes=2),
        fixed=frozenset({"language", "idle_minutes"}),
    )
    dialog = SettingsDialog(found, ("en", "cy"))
    qtbot.addWidget(dialog)

    text = said(dialog)
    for line in (
        "English (fixed)",
        "/srv/workspaces (to begin with)",
        "5 minutes (fixed)",
        "10 minutes",
        "6 months (to begin with)",
        "24 months",
        "each guess takes 512 MiB of memory",
    ):
        assert line in text
    assert "MCow" not in text
    assert not dialog.language.isEnabled()


def test_that_a_language_that_is_chosen_is_remembered(qtbot: QtBot) -> None:
    dialog = SettingsDialog(NONE_SET, ("en", "cy"))
    qtbot.addWidget(dialog)

    dialog.language.setCurrentIndex(1)

    assert preferences.recall(LANGUAGE) == "cy"
    assert "next start" in said(dialog)


def test_that_a_language_that_does_not_ship_is_said_and_english_is_spoken() -> None:
    refused = speak(Defaults(language="cy"))

    assert refused is not None
    assert refused.code == "no_such_language"


def test_that_what_the_council_has_fixed_counts_before_what_was_chosen() -> None:
    preferences.remember(LANGUAGE, "cy")

    assert speak(Defaults(language="en", fixed=frozenset({"language"}))) is None


def test_that_the_folders_where_files_stood_are_forgotten_on_demand(qtbot: QtBot) -> None:
    kept = ("export/folder", "plan/folder", "edited/folder")
    for key in kept:
        preferences.remember(key, "/somewhere/with a name")
    preferences.remember("window/inspector", "shown")
    dialog = SettingsDialog(NONE_SET, ("en",))
    qtbot.addWidget(dialog)

    dialog.forget.click()

    assert [preferences.recall(key) for key in kept] == ["", "", ""]
    assert preferences.recall("window/inspector") == "shown"


def test_that_defaults_that_cannot_be_used_are_told_and_the_window_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "caseload-allocation" / "defaults.toml"
    path.parent.mkdir()
    path.write_text("[fixed]\nlanguages = 'en'\n", "utf-8")
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path))

    whole = Application()

    assert [getattr(error, "code", "") for error in whole.refused] == ["defaults_line_broken"]
    whole.window.close()
    whole.window.deleteLater()
