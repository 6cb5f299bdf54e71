"""The start on a bare machine, as far as it can be seen without one: decisions, stamps, wrappers.

`.ci/run` is the rest of the proof: it is meant to be the first command on a new Debian.
"""

import re
import sys
import tomllib
from pathlib import Path

import pytest

import bootstrap
from bootstrap import CannotStart, Start

ROOT = Path(__file__).resolve().parent.parent
LOCKED = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)

debian_only = pytest.mark.skipif(sys.platform != "linux", reason="system packages are Debian's")


@pytest.fixture
def venv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project folder with two locks and the outline of an environment, and nothing installed."""
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    locks = tmp_path / ".ci/lock"
    locks.mkdir(parents=True)
    (locks / "runtime.txt").write_text("pandas==3.1.1\n")
    (locks / "dev.txt").write_text("pandas==3.1.1\npytest==9.2.0\n")
    folder = tmp_path / ".venv"
    python = bootstrap.venv_python(folder)
    python.parent.mkdir(parents=True)
    (tmp_path / "python3.11").touch()
    python.symlink_to(tmp_path / "python3.11")
    (folder / "pyvenv.cfg").write_text("version = 3.11.2\n")
    return folder


# ------------------------------------------------------------------------------- what is started


def test_that_no_words_and_a_display_open_the_window() -> None:
    start = bootstrap.chosen_start([], {"DISPLAY": ":0"}, "linux")

    assert start.words == ("-m", "ui")
    assert start.environment == {}
    assert "libxcb-cursor.so.0" in start.libraries


def test_that_no_words_and_no_display_draw_the_window_into_files() -> None:
    start = bootstrap.chosen_start([], {}, "linux")

    assert start.words == ("-m", "ui", "--screenshots", "out/")
    assert start.environment == {"QT_QPA_PLATFORM": "offscreen"}
    assert "libxcb-cursor.so.0" not in start.libraries


def test_that_words_are_a_command_of_the_tool_which_needs_no_qt() -> None:
    start = bootstrap.chosen_start(["review", "team.xlsx", "--json"], {}, "linux")

    assert start == Start(words=("-m", "allocation_app", "review", "team.xlsx", "--json"))
    assert not start.at_root  # or team.xlsx would be looked for in the wrong folder


def test_that_tests_without_words_demand_every_branch_of_the_domain() -> None:
    start = bootstrap.chosen_start(["--tests"], {}, "linux")

    assert start.words == ("-m", "pytest", *bootstrap.WHOLE_SUITE)
    assert "--cov=allocation_app.domain" in start.words
    assert (start.lock, start.at_root) == ("dev", True)


def test_that_tests_with_words_hand_just_those_to_pytest() -> None:
    start = bootstrap.chosen_start(["--tests", "-k", "duty"], {}, "linux")

    assert start.words == ("-m", "pytest", "-k", "duty")


@pytest.mark.parametrize(
    ("environ", "platform", "expected"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "win32", True),
        ({}, "darwin", True),
    ],
)
def test_that_only_a_linux_without_x_or_wayland_has_no_display(
    environ: dict[str, str], platform: str, *, expected: bool
) -> None:
    assert bootstrap.has_display(environ, platform) is expected


# ------------------------------------------------------------------------------------ the stamp


def test_that_an_environment_without_a_stamp_is_not_ready(venv: Path) -> None:
    assert not bootstrap.is_ready("runtime", venv)


def test_that_a_stamped_environment_is_ready_for_the_locks_it_was_made_from(venv: Path) -> None:
    bootstrap.write_stamp(venv, ["runtime"])

    assert bootstrap.is_ready("runtime", venv)
    assert not bootstrap.is_ready("dev", venv)


def test_that_a_changed_lock_makes_an_environment_unready(venv: Path) -> None:
    bootstrap.write_stamp(venv, ["runtime", "dev"])
    bootstrap.lock_file("dev").write_text("pandas==3.1.2\n")

    assert not bootstrap.is_ready("dev", venv)
    assert bootstrap.is_ready("runtime", venv)


def test_that_an_upgrade_of_the_system_python_makes_an_environment_unready(venv: Path) -> None:
    bootstrap.write_stamp(venv, ["runtime"])
    python = bootstrap.venv_python(venv)
    newer = venv.parent / "python3.13"
    newer.touch()
    python.unlink()
    python.symlink_to(newer)

    assert not bootstrap.is_ready("runtime", venv)


@pytest.mark.parametrize("content", ["", "[]", '{"interp', '"stamp"', "\x00"])
def test_that_a_damaged_stamp_counts_as_none(venv: Path, content: str) -> None:
    (venv / "stamp.json").write_text(content)

    assert bootstrap.read_stamp(venv) == {}
    assert not bootstrap.is_ready("runtime", venv)


def test_that_a_vanished_interpreter_makes_an_environment_unready(venv: Path) -> None:
    bootstrap.write_stamp(venv, ["runtime"])
    (venv.parent / "python3.11").unlink()

    assert not bootstrap.is_ready("runtime", venv)


# -------------------------------------------------------------------------------- making it again


class Installer:
    """Stands in for pip: notes whether it was to begin anew, and may fail."""

    def __init__(self, venv: Path, *, fails: bool = False) -> None:
        self.venv = venv
        self.fails = fails
        self.calls: list[tuple[str, bool]] = []
        self.saw_stamp = False

    def __call__(self, lock: str, *, anew: bool) -> None:
        self.calls.append((lock, anew))
        self.saw_stamp = self.saw_stamp or bool(bootstrap.read_stamp(self.venv))
        if self.fails:
            message = "no network"
            raise CannotStart(message)


@pytest.fixture
def installer(venv: Path, monkeypatch: pytest.MonkeyPatch) -> Installer:
    monkeypatch.setattr(bootstrap, "VENV", venv)
    installer = Installer(venv)
    monkeypatch.setattr(bootstrap, "_install", installer)
    return installer


def test_that_an_interrupted_environment_is_made_anew(installer: Installer) -> None:
    bootstrap.provide_environment("runtime")

    assert installer.calls == [("runtime", True)]
    assert bootstrap.is_ready("runtime", installer.venv)


def test_that_a_ready_environment_is_left_alone(installer: Installer) -> None:
    bootstrap.write_stamp(installer.venv, ["runtime"])

    bootstrap.provide_environment("runtime")

    assert installer.calls == []


def test_that_the_tests_libraries_are_added_to_a_sound_environment(installer: Installer) -> None:
    bootstrap.write_stamp(installer.venv, ["runtime"])

    bootstrap.provide_environment("dev")

    assert installer.calls == [("dev", False)]
    assert bootstrap.is_ready("dev", installer.venv)
    assert bootstrap.is_ready("runtime", installer.venv)


def test_that_there_is_no_stamp_while_an_environment_is_being_changed(installer: Installer) -> None:
    bootstrap.write_stamp(installer.venv, ["runtime"])

    bootstrap.provide_environment("dev")

    assert not installer.saw_stamp


def test_that_a_failed_download_leaves_the_tool_usable(installer: Installer) -> None:
    bootstrap.write_stamp(installer.venv, ["runtime"])
    installer.fails = True

    with pytest.raises(CannotStart):
        bootstrap.provide_environment("dev")

    assert bootstrap.is_ready("runtime", installer.venv)


def test_that_a_first_set_up_that_failed_leaves_no_stamp(installer: Installer) -> None:
    installer.fails = True

    with pytest.raises(CannotStart):
        bootstrap.provide_environment("runtime")

    assert bootstrap.read_stamp(installer.venv) == {}


# ------------------------------------------------------------------------------- system packages


@debian_only
def test_that_a_library_that_is_here_asks_for_no_package() -> None:
    assert "libc6" not in bootstrap.missing_packages({"libc.so.6": "libc6"})


@debian_only
def test_that_a_missing_library_asks_for_its_package() -> None:
    assert "libnowhere1" in bootstrap.missing_packages({"libnowhere.so.1": "libnowhere1"})


def test_that_a_command_without_qt_asks_for_no_package() -> None:
    assert bootstrap.missing_packages({}) == []


@debian_only
def test_that_somebody_who_may_not_install_reads_the_one_line_to_type(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bootstrap, "_may_install", lambda: False)
    start = Start(words=(), libraries={"libnowhere.so.1": "libnowhere1"})

    with pytest.raises(CannotStart, match=r"sudo apt-get install -y \S+ \S*libnowhere1") as caught:
        bootstrap.provide_system(start)

    assert "\n" not in str(caught.value)


@debian_only
def test_that_a_program_only_tests_use_is_wished_for_and_not_demanded(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "_may_install", lambda: False)

    bootstrap.provide_system(Start(words=(), programs={"no-such-program": "no-such-package"}))

    out, err = capfd.readouterr()
    assert "apt-get install -y --no-install-recommends no-such-package" in err
    assert out == ""


# ------------------------------------------------------------------------------ what it says


def test_that_a_complaint_is_the_last_line_that_looks_like_an_error() -> None:
    output = "Collecting numpy\nERROR: no space left\nERROR: No matching distribution\nnotice: x\n"

    assert bootstrap.complaint(output) == "ERROR: No matching distribution"


def test_that_a_program_that_fails_in_silence_still_gives_one_line() -> None:
    assert bootstrap.complaint("\n \n") == "it gave no reason."


def test_that_a_failed_program_is_told_in_one_line(capfd: pytest.CaptureFixture[str]) -> None:
    program = [sys.executable, "-c", "print('E: disk is full'); raise SystemExit(3)"]

    with pytest.raises(CannotStart, match=r"Trying failed: E: disk is full") as caught:
        bootstrap.run(*program, what="Trying")

    assert "\n" not in str(caught.value)
    assert capfd.readouterr().out == ""


def test_that_a_long_program_is_reported_as_still_at_work(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "HEARTBEAT_SECONDS", 1)

    bootstrap.run(sys.executable, "-c", "import time; time.sleep(1.5)", what="Downloading")

    assert capfd.readouterr().err == "Downloading\nDownloading: 1 s\n"


@pytest.mark.parametrize(
    ("problem", "code", "said"),
    [
        (CannotStart("Type this once"), bootstrap.UNAVAILABLE, "Type this once"),
        (OSError(30, "Read-only file system"), bootstrap.UNAVAILABLE, "Read-only file system"),
        (KeyboardInterrupt(), bootstrap.INTERRUPTED, "Stopped."),
    ],
)
def test_that_whatever_stops_a_start_is_told_in_one_line(
    problem: BaseException,
    code: int,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    def fail(_: Start) -> None:
        raise problem

    monkeypatch.setattr(bootstrap, "provide_system", fail)

    assert bootstrap.main(["review"]) == code
    out, err = capfd.readouterr()
    assert said in err
    assert (out, err.count("\n")) == ("", 1)


# ------------------------------------------------------------------------------------- the locks


def locked(name: str) -> dict[str, str]:
    return dict(LOCKED.findall((ROOT / f".ci/lock/{name}.txt").read_text("utf-8")))


def test_that_every_library_asked_for_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = {
        "runtime": project["dependencies"],
        "dev": project["dependencies"] + project["optional-dependencies"]["dev"],
    }
    for lock, libraries in asked.items():
        names = {re.split(r"[<>=]", library)[0].lower().replace("_", "-") for library in libraries}
        assert names <= locked(lock).keys()


def test_that_the_tests_run_on_the_versions_the_tool_runs_on() -> None:
    assert locked("runtime").items() <= locked("dev").items()


@pytest.mark.parametrize("name", ["runtime", "dev"])
def test_that_every_locked_library_has_a_hash_and_none_has_an_address(name: str) -> None:
    text = (ROOT / f".ci/lock/{name}.txt").read_text("utf-8")
    entries = [entry for entry in re.split(r"^(?=\S)", text, flags=re.MULTILINE) if entry]

    assert all("--hash=sha256:" in entry for entry in entries)
    assert "://" not in text
    assert "index" not in text
