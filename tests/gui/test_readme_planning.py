"""What the README says of planning is in the window: each page, entry and key that it names."""

import re
from pathlib import Path

from ui.app import Application

README = Path(__file__).resolve().parents[2] / "README.md"
KEYED = re.compile(r"\*\*([^*]+)\*\* \(((?:Ctrl|Alt)\+[^)]+)\)")
KEY = re.compile(r"(?:Ctrl|Alt)\+(?:(?:Alt|Shift)\+)?\w+")


def planning() -> str:
    """The sections about planning and suggestions."""
    text = README.read_text(encoding="utf-8")
    return text.split("## Planning by hand")[1].split("\n## What it reads")[0]


def bare(words: str) -> str:
    """The words of an action without mnemonic, number and dots."""
    return re.sub(r"^\d ", "", words.replace("&", "")).rstrip("…")


def test_that_each_action_is_named_with_its_key(whole: Application) -> None:
    actions = {
        bare(action.text()): [key.toString() for key in action.shortcuts()]
        for action in whole.actions
    }
    named = KEYED.findall(planning())

    assert len(named) > 8
    for words, key in named:
        assert key in actions[bare(words)], words


def test_that_each_key_is_one_of_the_window(whole: Application) -> None:
    keys = {key.toString() for action in whole.actions for key in action.shortcuts()}

    assert set(KEY.findall(planning())) <= keys
