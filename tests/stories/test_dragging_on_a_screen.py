"""Children dragged with a real mouse, on an X server of its own: what no widget can pretend."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bootstrap import SCREEN_LIBRARIES, missing_packages

PROGRAM = Path(__file__).with_name("screen.py")
pytestmark = pytest.mark.skipif(
    not shutil.which("Xvfb")
    or not shutil.which("xdotool")
    or bool(missing_packages(SCREEN_LIBRARIES)),
    reason="needs an X server without a screen, and a mouse for it",
)


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """An X server that nobody sees, on a display that is free."""
    reading, writing = os.pipe()
    words = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x900x24", "-nolisten", "tcp"]
    server = subprocess.Popen(words, pass_fds=(writing,), stderr=subprocess.DEVNULL)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        number = pipe.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait()


@pytest.fixture(scope="module")
def told(display: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the whole story came to, played once."""
    environment = {
        **os.environ,
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "XDG_CONFIG_HOME": str(tmp_path_factory.mktemp("config")),
    }
    environment.pop("WAYLAND_DISPLAY", None)
    done = subprocess.run(
        [sys.executable, str(PROGRAM)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


def test_that_a_child_dropped_on_the_rail_or_in_the_caseloads_is_held_there(
    told: dict[str, Any],
) -> None:
    assert told["holders"] == {"C2": "W2", "C3": "W2", "C4": None}
    assert told["moves"] == 2


def test_that_the_effect_is_said_while_the_child_is_held_over_the_worker(
    told: dict[str, Any],
) -> None:
    assert "Osian Number2: nobody → Kofi Ahmed" in told["said"][0]
    assert "Breaks no rule." in told["said"][0]


def test_that_escape_gives_a_drag_up(told: dict[str, Any]) -> None:
    assert told["said"][1] == "given up: 1 moves"


def test_that_a_page_opens_when_a_child_is_held_over_its_button(told: dict[str, Any]) -> None:
    assert told["said"][2] == "page: caseloads"
