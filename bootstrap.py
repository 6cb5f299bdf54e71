"""Makes `./run` and `./run-tests` start on a bare machine, then steps aside.

Standard library only, since it runs before anything is installed. It sees to the system libraries
Qt loads, makes `.venv` from the hash-checked lock, and replaces itself by the real command. All it
says goes to stderr: stdout belongs to the command. A second start finds the stamp written at the
end of the first and takes a few hundredths of a second.
"""

import ctypes
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
UNAVAILABLE = 69  # EX_UNAVAILABLE of sysexits.h: something the start needs is missing
INTERRUPTED = 130
HEARTBEAT_SECONDS = 10

QT_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
}
"""What Qt loads even with no display: shared object, and the Debian package that has it."""

SCREEN_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""What Qt loads besides to draw on an X display."""

FONT_PACKAGE = "fonts-dejavu-core"
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")

TEST_PROGRAMS = {
    "soffice": "libreoffice-calc-nogui",
    "pdftoppm": "poppler-utils",
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
}
"""What the tests open workbooks and pages with, and a screen of their own; the tool needs none."""

WHOLE_SUITE = ("--numprocesses=auto", "--dist=worksteal", "--cov=allocation_app.domain")
"""With no words of the caller's: every test, on every core, and all of the domain measured."""


class CannotStart(Exception):  # noqa: N818 - it's what happened, in the words the user reads
    """The start needs something a person has to see to; the text is the one line they read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What to replace this process by, and what that needs first."""

    words: tuple[str, ...]
    lock: str = "runtime"
    libraries: Mapping[str, str] = field(default_factory=dict)
    programs: Mapping[str, str] = field(default_factory=dict)
    wished_libraries: Mapping[str, str] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)
    at_root: bool = False


def chosen_start(argv: Sequence[str], environ: Mapping[str, str], platform: str) -> Start:
    """The command these words ask for: the tests, a command of the tool, or the window.

    With no display the window is drawn into picture files, so that the start shows something.
    """
    if argv[:1] == ["--tests"]:
        return Start(
            words=("-m", "pytest", *(argv[1:] or WHOLE_SUITE)),
            lock="dev",
            libraries=QT_LIBRARIES,
            programs=TEST_PROGRAMS,
            wished_libraries=SCREEN_LIBRARIES,
            at_root=True,
        )
    if argv:
        return Start(words=("-m", "allocation_app", *argv))
    if not has_display(environ, platform):
        return Start(
            words=("-m", "ui", "--screenshots", "out/"),
            libraries=QT_LIBRARIES,
            environment={"QT_QPA_PLATFORM": "offscreen"},
            at_root=True,
        )
    libraries = QT_LIBRARIES | ({} if environ.get("WAYLAND_DISPLAY") else SCREEN_LIBRARIES)
    return Start(words=("-m", "ui"), libraries=libraries, at_root=True)


def has_display(environ: Mapping[str, str], platform: str) -> bool:
    """Whether a window can be opened: always, except on Linux with no X and no Wayland."""
    return platform != "linux" or bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


# ------------------------------------------------------------------------------ system packages


def missing_packages(libraries: Mapping[str, str]) -> list[str]:
    """The Debian packages of those shared objects (and of any font) that can't be loaded here."""
    packages = [package for name, package in libraries.items() if not _can_load(name)]
    if libraries and not _has_font():
        packages.append(FONT_PACKAGE)
    return packages


def _can_load(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _has_font() -> bool:
    folders = (os.walk(Path(folder).expanduser()) for folder in FONT_FOLDERS)
    names = (name for folder in folders for _, _, files in folder for name in files)
    return any(name.lower().endswith((".ttf", ".otf", ".ttc")) for name in names)


def line_to_type(packages: Sequence[str]) -> str:
    """What somebody who may not install system packages has to type, or ask for, once."""
    return (
        "Type this once, then start again: "
        f"sudo apt-get install -y --no-install-recommends {' '.join(packages)}"
    )


def provide_system(start: Start) -> None:
    """Install what Qt, the tests and the making of `.venv` need of the system, if root on Debian.

    Raises CannotStart with the line to type where only somebody else can. What only some tests need
    is no condition: they are skipped without it.
    """
    if sys.platform != "linux":
        return
    needed = missing_packages(start.libraries)
    if not is_ready(start.lock, VENV) and not _can_make_environment():
        needed.append(f"python{sys.version_info.major}.{sys.version_info.minor}-venv")
    wished = [package for name, package in start.programs.items() if not shutil.which(name)]
    wished += [each for name, each in start.wished_libraries.items() if not _can_load(name)]
    if not needed and not wished:
        return
    if _may_install():
        try:
            install_packages([*needed, *wished])
        except CannotStart:
            if needed:
                raise
        else:
            return
    if needed:
        raise CannotStart(line_to_type([*needed, *wished]))
    say(f"Tests that need {' and '.join(wished)} will be skipped. {line_to_type(wished)}")


def _can_make_environment() -> bool:
    return bool(shutil.which("uv") or importlib.util.find_spec("ensurepip"))


def _may_install() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0 and bool(shutil.which("apt-get"))


def install_packages(packages: Sequence[str]) -> None:
    """Install these Debian packages; raises CannotStart when that fails."""
    say(f"Installing system packages: {' '.join(packages)}")
    apt = ("apt-get", "-o", "DPkg::Lock::Timeout=300")
    run(*apt, "update", what="Reading the list of system packages")
    install = (*apt, "install", "-y", "--no-install-recommends", *packages)
    run(*install, what="Installing system packages")


# ------------------------------------------------------------------------------ the environment


def lock_file(lock: str) -> Path:
    """The hash-checked list of every library and its version: `runtime`, or `dev` on top of it."""
    return ROOT / ".ci" / "lock" / f"{lock}.txt"


def venv_python(venv: Path, platform: str = sys.platform) -> Path:
    """The interpreter inside an environment."""
    return venv / ("Scripts/python.exe" if platform == "win32" else "bin/python")


def fingerprints(venv: Path, locks: Sequence[str]) -> dict[str, str]:
    """What an environment must have been made from to be used: its interpreter, and the locks.

    The interpreter is told by where the environment's link leads and by `pyvenv.cfg`, so that an
    upgrade of the system's Python, which leaves the link pointing at another version, is noticed.
    Empty when there is no environment.
    """
    python = venv_python(venv)
    settings = venv / "pyvenv.cfg"
    if not (python.exists() and settings.exists()):
        return {}
    found = {"interpreter": _digest(settings.read_bytes() + bytes(python.resolve()))}
    return found | {lock: _digest(lock_file(lock).read_bytes()) for lock in locks}


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def read_stamp(venv: Path) -> dict[str, str]:
    """The fingerprints written when an environment was finished; empty if it never was."""
    try:
        stamp = json.loads((venv / "stamp.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def write_stamp(venv: Path, locks: Sequence[str]) -> None:
    """Say that an environment is finished: the last thing done, so half-made ones have none."""
    _write(fingerprints(venv, locks), venv)


def _write(stamp: Mapping[str, str], venv: Path) -> None:
    (venv / "stamp.json").write_text(json.dumps(stamp, indent=2), "utf-8")


def is_ready(lock: str, venv: Path) -> bool:
    """Whether an environment is finished and was made from this lock as it is now."""
    found = fingerprints(venv, [lock])
    return bool(found) and found.items() <= read_stamp(venv).items()


def provide_environment(lock: str) -> None:
    """Make `.venv`, or bring it up to the lock; one start at a time.

    An environment without a stamp, or with another interpreter, is made anew. Raises CannotStart.
    """
    if is_ready(lock, VENV):
        return
    with _alone():
        if is_ready(lock, VENV):
            return
        say("Setting up (once): the libraries are downloaded into .venv, about 150 MB")
        stamp = read_stamp(VENV)
        is_sound = bool(stamp) and fingerprints(VENV, []).items() <= stamp.items()
        (VENV / "stamp.json").unlink(missing_ok=True)
        try:
            _install(lock, anew=not is_sound)
        except CannotStart:
            if is_sound:  # what could not be downloaded has not changed what was there
                _write(stamp, VENV)
            raise
        # Whatever the tool needs, its tests need too: `dev` contains `runtime`.
        write_stamp(VENV, ["runtime", "dev"] if lock == "dev" else ["runtime"])
        say("Set-up finished")


@contextmanager
def _alone() -> Iterator[None]:
    """Let one start at a time make the environment; the others wait here for it."""
    with (ROOT / ".venv.lock").open("w") as turn:
        if sys.platform != "win32":
            import fcntl  # noqa: PLC0415 - there is none on Windows

            fcntl.flock(turn, fcntl.LOCK_EX)  # released by the system however this ends
        yield


CHECKED = ("--require-hashes", "--only-binary", ":all:", "--no-deps")
"""Nothing is installed that isn't in the lock, byte for byte, and nobody's set-up script runs."""


def _install(lock: str, *, anew: bool) -> None:
    """Download and install what the lock names, with uv where there is one, else with pip."""
    if anew and VENV.exists():
        shutil.rmtree(VENV)
    if shutil.which("uv"):
        try:
            _install_with_uv(lock, anew=anew)
        except CannotStart as problem:
            say(f"{problem} Trying again with pip.")
        else:
            return
    _install_with_pip(lock, anew=anew)


def _install_with_uv(lock: str, *, anew: bool) -> None:
    if anew:
        run("uv", "venv", "--seed", "--python", sys.executable, str(VENV), what="Making .venv")
    run(
        *("uv", "pip", "install", "--python", str(venv_python(VENV))),
        *(*CHECKED, "--requirement", str(lock_file(lock))),
        what="Downloading libraries",
    )


def _install_with_pip(lock: str, *, anew: bool) -> None:
    if anew:
        run(sys.executable, "-m", "venv", "--clear", str(VENV), what="Making .venv")
    run(
        *(str(venv_python(VENV)), "-m", "pip", "install", "--disable-pip-version-check"),
        *("--no-input", *CHECKED, "--requirement", str(lock_file(lock))),
        what="Downloading libraries",
    )


# ------------------------------------------------------------------------------------- processes


def say(text: str) -> None:
    """Tell the person at the keyboard, on stderr, what is being waited for."""
    print(text, file=sys.stderr, flush=True)


def run(*words: str, what: str) -> None:
    """Run a program quietly, saying now and then that it is still at work.

    Raises CannotStart with the program's own complaint when it fails.
    """
    say(what)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            words, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment
        )
        seconds = 0
        while process.poll() is None:
            try:
                process.wait(HEARTBEAT_SECONDS)
            except subprocess.TimeoutExpired:
                seconds += HEARTBEAT_SECONDS
                say(f"{what}: {seconds} s")
        if process.returncode:
            log.seek(0)
            raise CannotStart(
                f"{what} failed: {complaint(log.read().decode(errors='replace'))} "
                "Check the network connection and the free disk space, then start again."
            )


def complaint(output: str) -> str:
    """The line of a failed program's output that says why: the last that looks like an error."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if line.lower().startswith(("error", "e:", "fatal"))]
    return (errors or lines or ["it gave no reason."])[-1]


def hand_over(start: Start) -> int:
    """Replace this process by the command; on Windows, where that can't be, wait for it.

    `-P` keeps the caller's folder off the import path: a `pandas.py` beside somebody's workbooks
    must not be mistaken for the library.
    """
    python = str(venv_python(VENV))
    words = [python, "-P", *start.words]
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = {**os.environ, **start.environment, "PYTHONPATH": os.pathsep.join(paths)}
    if start.at_root:
        os.chdir(ROOT)
    if os.name == "posix":
        os.execve(python, words, environment)  # noqa: S606 - no shell is wanted
    return subprocess.call(words, env=environment)


def main(argv: Sequence[str]) -> int:
    """Start what the words ask for; returns only when that can't be, or on Windows."""
    try:
        start = chosen_start(list(argv), os.environ, sys.platform)
        provide_system(start)
        provide_environment(start.lock)
        return hand_over(start)
    except CannotStart as problem:
        say(str(problem))
    except KeyboardInterrupt:
        say("Stopped. The next start does what is missing.")
        return INTERRUPTED
    except OSError as problem:
        say(
            f"{ROOT} cannot be set up ({problem.strerror or problem}): "
            "copy the project to a folder of your own with 1 GB free, then start again."
        )
    return UNAVAILABLE


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
