"""A workspace as a nightly job keeps it: one import a day, never a name on stdout unasked."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.stories.test_command_line import PATIENCE, ROOT, TEAM

WORDS = "ŵyth ceffyl cywir"


@pytest.fixture(scope="module", autouse=True)
def cheap(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A machine whose IT department has set the least protection that is accepted."""
    folder = tmp_path_factory.mktemp("site")
    defaults = folder / "caseload-allocation" / "defaults.toml"
    defaults.parent.mkdir()
    defaults.write_text("[protection]\nmemory_mib = 19\npasses = 2\nlanes = 1\n", "utf-8")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_CONFIG_DIRS", str(folder))
        yield


def run(
    *words: str, told: str = f"{WORDS}\n", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Start it as `./run workspace WORDS` does, with this on stdin."""
    return subprocess.run(
        [sys.executable, "-m", "allocation_app", "workspace", *words, "--passphrase-stdin"],
        cwd=ROOT,
        env={**os.environ, **environment},
        input=told,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=PATIENCE,
    )


def document(*words: str) -> dict[str, Any]:
    done = run(*words, "--json")
    assert done.returncode == 0, done.stderr
    printed: dict[str, Any] = json.loads(done.stdout)
    return printed


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory, cheap: None) -> Path:  # noqa: ARG001
    """A workspace with the sample team in it, never changed by a test."""
    path = tmp_path_factory.mktemp("kept") / "team.allocation"
    assert run("create", str(path)).returncode == 0
    done = run("add", str(path), *TEAM)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    return path


def test_that_what_was_added_is_there_and_whole(kept: Path) -> None:
    found = document("verify", str(kept))

    expected = {"ok": True, "imports": 1, "plans": 1, "recovered": 0}
    assert expected.items() <= found.items()
    assert document("history", str(kept))["imports"][0]["as_at"] == "2026-11-20"
    deeds = [each["deed"] for each in document("journal", str(kept))["entries"]]
    assert deeds[:2] == ["created", "imported"]


def test_that_the_passphrase_is_the_same_whatever_the_system_writes_its_letters_in(
    kept: Path,
) -> None:
    for encoding in ("latin-1", "utf-8"):
        done = run("verify", str(kept), PYTHONIOENCODING=encoding)
        assert done.returncode == 0, done.stderr
    decomposed = "w\u0302yth ceffyl cywir\r\n"
    assert run("verify", str(kept), told=decomposed).returncode == 0


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("wrong\n", "does not open this workspace"),
        ("", "No passphrase came on stdin"),
        ("\n", "No passphrase came on stdin"),
    ],
)
def test_that_a_wrong_passphrase_is_a_line_on_stderr(kept: Path, told: str, said: str) -> None:
    done = run("verify", str(kept), told=told)

    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_that_a_flipped_bit_is_not_whole(kept: Path, tmp_path: Path) -> None:
    path = tmp_path / "team.allocation"
    content = bytearray(kept.read_bytes())
    content[-100] ^= 1
    path.write_bytes(content)

    done = run("verify", str(path), "--json")

    assert done.returncode == 1
    assert json.loads(done.stdout)["ok"] is False
    assert "damaged" in done.stderr


def test_that_a_workspace_is_not_made_over_another_file(kept: Path) -> None:
    before = kept.read_bytes()

    done = run("create", str(kept))

    assert (done.returncode, done.stdout) == (2, "")
    assert kept.read_bytes() == before
