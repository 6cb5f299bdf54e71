"""The two commands and their twins for Windows: they find a Python and hand over."""

import os
import subprocess
from pathlib import Path

import pytest

import bootstrap

ROOT = Path(__file__).resolve().parent.parent

posix_only = pytest.mark.skipif(os.name != "posix", reason="these wrappers are for sh")


def a_program(folder: Path, name: str, script: str) -> None:
    """Put a small shell program where PATH will find it."""
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


# ---------------------------------------------------------------------------------- the wrappers


@posix_only
def test_that_the_wrapper_takes_the_first_python_that_is_new_enough(tmp_path: Path) -> None:
    a_program(tmp_path, "python3", "exit 1")  # what an older one answers
    a_program(tmp_path, "python3.12", '[ "$1" = -c ] || echo "3.12 was given $*"')
    a_program(tmp_path, "python3.11", '[ "$1" = -c ] || echo "3.11 was given $*"')

    done = wrapper("run", tmp_path, "review", "a b.xlsx")

    assert done.stdout == f"3.12 was given {ROOT}/bootstrap.py review a b.xlsx\n"


@posix_only
def test_that_the_tests_wrapper_asks_for_the_tests(tmp_path: Path) -> None:
    a_program(tmp_path, "python3", '[ "$1" = -c ] || echo "$*"')

    done = wrapper("run-tests", tmp_path, "-k", "duty")

    assert done.stdout == f"{ROOT}/bootstrap.py --tests -k duty\n"


@posix_only
def test_that_without_a_python_the_wrapper_says_the_one_line_to_type(tmp_path: Path) -> None:
    a_program(tmp_path, "id", "echo 1000")

    done = wrapper("run", tmp_path)

    assert done.returncode == bootstrap.UNAVAILABLE
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "sudo apt-get install -y python3 python3-venv" in done.stderr


@posix_only
def test_that_root_on_a_machine_without_a_python_gets_one(tmp_path: Path) -> None:
    a_program(tmp_path, "id", "echo 0")
    python = tmp_path / "python3"
    a_program(
        tmp_path,
        "apt-get",
        f'[ "$1" = update ] || {{ printf "#!/bin/sh\\n[ \\$1 = -c ] || echo started\\n" > {python};'
        f" /bin/chmod +x {python}; }}",
    )

    done = wrapper("run", tmp_path)

    assert (done.returncode, done.stdout, done.stderr) == (0, "started\n", "Installing Python\n")


@posix_only
def test_that_a_failed_installation_of_python_is_told_in_one_line(tmp_path: Path) -> None:
    a_program(tmp_path, "id", "echo 0")
    a_program(tmp_path, "apt-get", "echo 'E: no network' >&2; exit 100")

    done = wrapper("run", tmp_path)

    assert done.returncode == bootstrap.UNAVAILABLE
    assert done.stderr.splitlines()[1:] == [
        (
            "Python could not be installed: E: no network "
            "Check the network connection, then start again."
        )
    ]


def wrapper(name: str, programs: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run ./run or ./run-tests where only these programs, and none of the system's, are found."""
    for program in ("dirname", "tail"):
        a_program(programs, program, f'exec /usr/bin/{program} "$@"')
    return subprocess.run(
        [str(ROOT / name), *words],
        env={"PATH": str(programs)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def test_that_every_wrapper_has_its_twin_for_windows() -> None:
    for name in ("run.cmd", "run-tests.cmd"):
        content = (ROOT / name).read_bytes()
        assert content.count(b"\r\n") == content.count(b"\n")  # cmd.exe misreads bare line feeds
    assert b"bootstrap.py" in (ROOT / "run.cmd").read_bytes()
    assert b"run.cmd" in (ROOT / "run-tests.cmd").read_bytes()
