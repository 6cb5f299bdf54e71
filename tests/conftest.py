"""What holds for every test: no display, no network, no stray warning, no window left open.

Nothing here imports Qt on its own account, so that a test of the core stays a test of the core.
"""

import atexit
import logging
import os
import shutil
import socket
import sys
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from coverage import Coverage
from hypothesis import settings

from allocation_app.intake.opening.apart import read_here
from allocation_app.workspace import keys

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt is imported, which reads it once

_HOME = tempfile.mkdtemp(prefix="caseload-tests-")
atexit.register(shutil.rmtree, _HOME, ignore_errors=True)
_FOLDERS = ("XDG_CONFIG_HOME", "XDG_CONFIG_DIRS", "XDG_DATA_HOME", "XDG_STATE_HOME")
for _folder in (*_FOLDERS, "APPDATA", "LOCALAPPDATA"):
    os.environ[_folder] = str(Path(_HOME, _folder.lower()))

_MEASURED = Path(__file__).parent / "unit" / "domain"

_attempts: list[str] = []


def _refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    """Stop any connection but one between processes of this machine, and remember it.

    Remembered because the code under test might swallow what is raised here.
    """
    if event not in {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname"}:
        return
    asked = arguments[0]
    if isinstance(asked, socket.socket) and asked.family == getattr(socket, "AF_UNIX", None):
        return
    _attempts.append(f"{event} {arguments[1:] if isinstance(asked, socket.socket) else arguments}")
    message = f"a test reached for the network: {_attempts[-1]}"
    raise RuntimeError(message)


sys.addaudithook(_refuse_network)

# A failure must come back on the next run, and a slow machine is no failure.
settings.register_profile("quick", deadline=None, derandomize=True, database=None)
settings.register_profile("ci", settings.get_profile("quick"), max_examples=1_000)
settings.load_profile("ci" if os.environ.get("CAMPAIGN") == "ci" else "quick")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--campaign",
        default=os.environ.get("CAMPAIGN", "quick"),
        help="rounds of each campaign: quick, ci, or a number (default: $CAMPAIGN, or quick)",
    )


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Keep Qt's settings and data in its test folders, if pytest-qt has loaded Qt at all."""
    chosen = str(config.getoption("--campaign"))
    if chosen not in {"quick", "ci"} and not chosen.isdigit():
        message = f"--campaign is quick, ci or a number, not {chosen!r}"
        raise pytest.UsageError(message)
    if "PySide6.QtCore" in sys.modules:
        sys.modules["PySide6.QtCore"].QStandardPaths.setTestModeEnabled(True)


@pytest.fixture
def rounds(request: pytest.FixtureRequest) -> int:
    """How often a test marked `@pytest.mark.campaign(quick=20, ci=2_000)` repeats itself."""
    mark = request.node.get_closest_marker("campaign")
    chosen = str(request.config.getoption("--campaign"))
    return int(chosen) if chosen.isdigit() else int(mark.kwargs[chosen])


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Measure the domain by its own tests alone: all that is measured takes twice as long."""
    measuring: list[Coverage] = []
    if not item.path.is_relative_to(_MEASURED):
        while (one := Coverage.current()) is not None:  # a process beside others has two
            one.stop()
            measuring.append(one)
    try:
        return (yield)
    finally:
        for one in reversed(measuring):
            one.start()


class _Warnings(logging.Handler):
    """Keeps what was logged at WARNING or above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def _no_unexpected_warning(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail on a warning in the log, unless the test asked for `caplog`, and so reads the log."""
    handler = _Warnings()
    logging.getLogger().addHandler(handler)
    yield
    logging.getLogger().removeHandler(handler)
    if handler.messages and "caplog" not in request.fixturenames:
        pytest.fail("logged unexpectedly:\n" + "\n".join(handler.messages), pytrace=False)


@pytest.fixture(autouse=True)
def _no_network() -> Iterator[None]:
    """Fail a test that reached for the network, even where the code under test took it calmly."""
    _attempts.clear()
    yield
    if _attempts:
        attempts = ", ".join(_attempts)
        _attempts.clear()
        pytest.fail(f"reached for the network: {attempts}", pytrace=False)


@pytest.fixture
def apart() -> None:
    """Let files be read in a process of their own, as they are outside the tests."""


@pytest.fixture(autouse=True)
def _read_here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read files in this process unless a test asks for `apart`: starting another takes 0.15 s."""
    if "apart" not in request.fixturenames:
        monkeypatch.setattr("allocation_app.intake.opening.book.read_apart", read_here)


@pytest.fixture
def usual_cost() -> None:
    """Let a guess at a passphrase cost what it costs outside the tests: half a second."""


@pytest.fixture(autouse=True)
def _cheap_guesses(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Protect workspaces as little as is allowed, unless a test asks for `usual_cost`."""
    if "usual_cost" not in request.fixturenames:
        monkeypatch.setattr(keys, "USUAL", keys.LEAST)


@pytest.fixture(autouse=True)
def _no_window_left() -> Iterator[None]:
    """Close and delete every window a test leaves, so that none is found by the next."""
    yield
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return
    from PySide6.QtCore import QCoreApplication, QEvent  # noqa: PLC0415 - only beside a window
    from shiboken6 import isValid  # noqa: PLC0415

    for window in widgets.QApplication.topLevelWidgets():
        if isValid(window) and window.parent() is None:
            window.close()
            window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
