"""A workspace as a nightly job keeps it: one import a day, never a name on stdout unasked."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from allocation_app.workspace import backups, container, disk
from allocation_app.workspace.keys import Passphrase
from allocation_app.workspace.session import How, open_workspace
from tests.stories.test_command_line import PATIENCE, ROOT, TEAM, here

BY = "--passphrase-stdin"
FRIDAY = ("--as-at", "2026-11-20")  # a day that a clock before it would not believe
LEAST = "memory_mib = 19\npasses = 2\nlanes = 1\n"
WORDS = "ŵyth ceffyl cywir"


@pytest.fixture(scope="module", autouse=True)
def cheap(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A machine whose IT department has set the least protection that is accepted."""
    folder = tmp_path_factory.mktemp("site")
    defaults = folder / "caseload-allocation" / "defaults.toml"
    defaults.parent.mkdir()
    defaults.write_text(f"[protection]\n{LEAST}", "utf-8")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_CONFIG_DIRS", str(folder))
        yield


def run(*words: str, told: str = f"{WORDS}\n") -> subprocess.CompletedProcess[str]:
    """Do what `./run workspace WORDS` does, with this on stdin, in this process."""
    return here("workspace", *words, stdin=told)


def apart(*words: str, told: bytes, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Start it as `./run workspace WORDS` does."""
    return subprocess.run(
        [sys.executable, "-m", "allocation_app", "workspace", *words],
        cwd=ROOT,
        env={**os.environ, **environment},
        input=told,
        capture_output=True,
        check=False,
        timeout=PATIENCE,
    )


def document(*words: str, told: str = f"{WORDS}\n") -> dict[str, Any]:
    done = run(*words, "--passphrase-stdin", "--json", told=told)
    assert done.returncode == 0, done.stderr
    printed: dict[str, Any] = json.loads(done.stdout)
    return printed


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory, cheap: None) -> Path:  # noqa: ARG001
    """A workspace with the sample team in it, never changed by a test."""
    path = tmp_path_factory.mktemp("kept") / "team.allocation"
    assert run("create", str(path), BY).returncode == 0
    done = run("add", str(path), *TEAM, *FRIDAY, BY)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Added: as at Fri 20 Nov 2026.")
    return path


def test_that_what_was_added_is_there_and_whole(kept: Path) -> None:
    found = document("verify", str(kept))

    expected = {"ok": True, "imports": 1, "plans": 1, "recovered": 0}
    assert expected.items() <= found.items()
    assert document("history", str(kept))["imports"][0]["as_at"] == "2026-11-20"
    deeds = [each["deed"] for each in document("journal", str(kept))["entries"]]
    assert deeds[:2] == ["created", "imported"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk here is always full")
def test_that_an_answer_on_a_full_disk_is_said_in_a_line(kept: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "allocation_app", "workspace", "verify", str(kept), BY],
            cwd=ROOT,
            input=f"{WORDS}\n".encode(),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=PATIENCE,
        )
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
    assert done.stderr.startswith(b"The answer could not be written")


def test_that_the_passphrase_is_the_same_whatever_the_system_writes_its_letters_in(
    kept: Path,
) -> None:
    done = apart("verify", str(kept), BY, told=f"{WORDS}\n".encode(), PYTHONIOENCODING="latin-1")
    assert done.returncode == 0, done.stderr
    decomposed = "w\u0302yth ceffyl cywir\r\n"
    assert run("verify", str(kept), BY, told=decomposed).returncode == 0
    no_text = apart("verify", str(kept), BY, told=b"\xff\xfe\n")
    assert (no_text.returncode, no_text.stdout) == (2, b"")
    assert b"Traceback" not in no_text.stderr


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("wrong\n", "does not open this workspace"),
        ("", "No passphrase came on stdin"),
        ("\n", "No passphrase came on stdin"),
    ],
)
def test_that_a_wrong_passphrase_is_a_line_on_stderr(kept: Path, told: str, said: str) -> None:
    done = run("verify", str(kept), BY, told=told)

    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_that_a_flipped_bit_is_not_whole(kept: Path, tmp_path: Path) -> None:
    path = tmp_path / "team.allocation"
    content = bytearray(kept.read_bytes())
    content[-100] ^= 1
    path.write_bytes(content)

    done = run("verify", str(path), BY, "--json")

    assert done.returncode == 1
    assert json.loads(done.stdout)["ok"] is False
    assert "damaged" in done.stderr


def test_that_a_workspace_is_not_made_over_another_file(kept: Path) -> None:
    before = kept.read_bytes()

    done = run("create", str(kept), BY)

    assert (done.returncode, done.stdout) == (2, "")
    assert kept.read_bytes() == before


@pytest.fixture
def mine(kept: Path, tmp_path: Path) -> Path:
    """A copy that a test may change."""
    path = tmp_path / "mine.allocation"
    path.write_bytes(kept.read_bytes())
    return path


def test_that_the_same_import_again_changes_nothing(mine: Path) -> None:
    before = document("history", str(mine))

    again = document("add", str(mine), *TEAM, *FRIDAY)

    assert (again["outcome"], again["imports"]) == ("same", 1)
    assert document("history", str(mine)) == before


def test_that_a_later_import_takes_the_plan_along_and_an_earlier_one_is_history(mine: Path) -> None:
    later = document("add", str(mine), *TEAM, "--as-at", "2026-11-27")
    older = document("add", str(mine), *TEAM, "--as-at", "2026-11-13")

    assert (later["outcome"], later["imports"]) == ("new", 2)
    assert later["plan"] == {"stays": 0, "came_true": 0, "dropped": 0}
    assert (older["outcome"], older["imports"], older["plan"]) == ("older", 3, None)
    days = [each["as_at"] for each in document("history", str(mine))["imports"]]
    assert days == ["2026-11-13", "2026-11-20", "2026-11-27"]


def test_that_a_passphrase_is_changed_and_the_former_opens_nothing(mine: Path) -> None:
    done = run("passphrase", str(mine), BY, told=f"{WORDS}\nanother one\n")

    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert document("verify", str(mine), told="another one\n")["ok"]
    assert run("verify", str(mine), BY).returncode == 2


def test_that_no_new_passphrase_leaves_the_former(mine: Path) -> None:
    before = mine.read_bytes()

    done = run("passphrase", str(mine), BY)

    assert done.returncode == 2
    assert "No passphrase came on stdin" in done.stderr
    assert mine.read_bytes() == before


def test_that_a_council_opens_by_its_recovery_key_what_was_made_with_the_public_part(
    tmp_path: Path,
) -> None:
    private, public, path = (str(tmp_path / name) for name in ("p.pem", "q.pem", "w.allocation"))
    assert run("recovery-key", private, public).returncode == 0
    assert Path(private).stat().st_mode & 0o077 == 0 or os.name == "nt"
    assert run("create", path, BY, "--recovery-key", public).returncode == 0

    assert run("verify", path, "--private-key", private, told="").returncode == 0
    wrong = run("verify", path, "--private-key", public, told="")

    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "no key is written over" in run("recovery-key", private, public).stderr
    alone = tmp_path / "alone.pem"
    assert run("recovery-key", str(alone), f"{tmp_path}/nowhere/q.pem").returncode == 2
    assert run("create", f"{path}2", BY, "--recovery-key", private).returncode == 2
    assert not Path(f"{path}2").exists()
    assert not alone.exists()


def test_that_a_backup_is_listed_and_put_beside(mine: Path) -> None:
    none = run("backups", str(mine))
    assert (none.returncode, none.stdout) == (0, "")
    assert "There is no earlier state of it yet." in none.stderr
    document("add", str(mine), *TEAM, "--as-at", "2026-11-27")
    later = document("add", str(mine), *TEAM, "--as-at", "2026-12-04")
    listed = json.loads(run("backups", str(mine), "--json").stdout)["backups"]
    assert later["imports"] == 3

    for each in listed:
        done = run("restore", str(mine), "--backup", each["name"])
        assert done.returncode == 0, done.stderr
        assert document("verify", done.stdout.strip())["ok"]
    unknown = run("restore", str(mine), "--backup", "x")
    assert (unknown.returncode, unknown.stdout) == (2, "")


def test_that_nothing_is_kept_for_longer_than_the_council_lets_it_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, today = tmp_path / "mine.allocation", datetime.now(UTC)
    long_ago = today - timedelta(days=240)
    assert run("create", str(mine), BY).returncode == 0
    for day in (today, long_ago):
        document("add", str(mine), *TEAM, "--as-at", f"{day:%Y-%m-%d}")
    for name in (f"{long_ago:%Y-%m-%dT%H%M%SZ}-00000000", ""):
        backups.make(mine)
        latest = backups.kept(mine)[0].path
        latest.rename(latest.with_stem(name or latest.stem))
    assert document("prune", str(mine))["due"] == []

    defaults = tmp_path / "caseload-allocation" / "defaults.toml"
    defaults.parent.mkdir()
    defaults.write_text("[most]\nretention_months = 6\n[protection]\n" + LEAST, "utf-8")
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path))
    told = {"months": 6, "due": [f"{long_ago:%Y-%m-%d}"], "deleted": False}
    assert document("prune", str(mine)) == told
    assert len(backups.kept(mine)) == 2
    assert document("prune", str(mine), "--delete") == {**told, "deleted": True}

    assert len(document("history", str(mine))["imports"]) == 1
    assert all(each.at > long_ago + timedelta(days=1) for each in backups.kept(mine))


def test_that_a_backup_that_could_not_be_made_is_said_and_what_was_asked_is_done(
    mine: Path,
) -> None:
    sealed = disk.read(mine)
    key = container.key_for(sealed.header, Passphrase(text=WORDS))
    content = container.opened(sealed, key)
    old = replace(sealed.header, modified="2026-11-02T09:00:00+00:00")
    mine.write_bytes(container.packed(old, key, content))
    backups.folder_of(mine).write_text("a file, where the folder would be")

    done = run("settings", str(mine), "--months", "6", BY)

    assert done.returncode == 0
    assert "No backup of" in done.stderr
    assert document("settings", str(mine))["months"] == 6


def test_that_what_is_set_is_within_what_can_be(mine: Path) -> None:
    assert document("settings", str(mine)) == {"months": 12, "idle_minutes": 15}
    assert document("settings", str(mine), "--months", "6")["months"] == 6
    refused = run("settings", str(mine), BY, "--months", "0")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert document("settings", str(mine))["months"] == 6


def test_that_the_journal_is_told_by_identifiers_and_searched(mine: Path) -> None:
    document("settings", str(mine), "--months", "6")

    done = run("journal", str(mine), BY, "--text", "settings")

    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 1
    assert "Settings changed" in done.stdout


HEADINGS = "Case number,Name,Date of birth,Status,Social worker"


def test_that_a_nightly_job_is_told_of_a_child_under_another_number_and_can_take_it_over(
    tmp_path: Path,
    cheap: None,  # noqa: ARG001
) -> None:
    path, monday, next_monday = (tmp_path / name for name in ("w.allocation", "1.csv", "2.csv"))
    rows = "{},Jac Thomas,03/02/2016,CASP,Ann Price\n1002,Mia Rees,04/05/2017,CASP,Ann Price\n"
    monday.write_text(f"{HEADINGS}\n{rows.format(1001)}", "utf-8")
    next_monday.write_text(f"{HEADINGS}\n{rows.format(9001)}", "utf-8")
    later = ("add", str(path), str(next_monday), "--as-at", "2026-11-27")
    assert run("create", str(path), BY).returncode == 0
    assert run("add", str(path), str(monday), "--as-at", "2026-11-20", BY).returncode == 0

    wrong = run(*later, "--same-child", "1002=9001", BY)
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "1002=9001" in wrong.stderr
    kept = path.read_bytes()
    said = document(*later)
    assert said["same_child"] == [{"old": "1001", "new": "9001"}]

    path.write_bytes(kept)
    assert document(*later, "--same-child", "1001=9001")["same_child"] == []


def test_that_every_workspace_opens_by_the_key_that_the_council_has_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    private, public, path = (str(tmp_path / name) for name in ("p.pem", "q.pem", "w.allocation"))
    assert run("recovery-key", private, public).returncode == 0
    line = Path(public).read_text("utf-8").splitlines()[1]
    folder = tmp_path / "site" / "caseload-allocation"
    folder.mkdir(parents=True)
    set_for_all = folder / "defaults.toml"
    least = "[protection]\nmemory_mib = 19\npasses = 2\nlanes = 1\n"
    set_for_all.write_text(f'{least}[fixed]\nrecovery_key = "{line}"\n', "utf-8")
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(folder.parent))

    assert run("create", path, BY).returncode == 0
    assert run("verify", path, "--private-key", private, told="").returncode == 0
    other = str(tmp_path / "other.pem")
    assert run("recovery-key", str(tmp_path / "x.pem"), other).returncode == 0
    refused = run("create", f"{path}2", BY, "--recovery-key", other)
    assert refused.returncode == 2
    assert "fixed another recovery key" in refused.stderr
    set_for_all.write_text(f'{least}[fixed]\nrecovery_key = "no key"\n', "utf-8")
    assert run("create", f"{path}3", BY).returncode == 2
    assert not Path(f"{path}3").exists()


def test_that_what_cannot_be_written_is_said_and_nobody_is_locked_out(mine: Path) -> None:
    before = mine.read_bytes()
    mine.chmod(0o444)

    done = run("settings", str(mine), BY, "--months", "6")

    assert (done.returncode, done.stdout) == (2, "")
    assert "can’t be written" in done.stderr
    assert mine.read_bytes() == before
    assert not (mine.parent / f".{mine.name}.lock").exists()
    mine.chmod(0o644)
    took = document("settings", str(mine), "--recovered", "take", "--months", "7")
    assert took["months"] == 7


def test_that_a_missing_folder_is_said_of_the_workspace_and_a_folder_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "folder for y.allocation" in run("create", str(tmp_path / "x/y.allocation"), BY).stderr
    monkeypatch.chdir(tmp_path)
    assert run("verify", ".", BY).stderr.startswith(tmp_path.name)


def test_that_a_child_is_counted_where_it_stands_and_then_deleted_everywhere(mine: Path) -> None:
    workspace = open_workspace(mine, Passphrase(text=WORDS), How(is_read_only=True))
    child = next(iter(workspace.snapshot(1).children))
    workspace.close()
    backups.make(mine)
    slip = run("erase", str(mine), BY, "--child", f"{child}-0", "--delete")
    assert (slip.returncode, len(backups.kept(mine))) == (1, 1)
    assert "Nothing was deleted" in slip.stderr
    looked = run("erase", str(mine), BY, "--child", child)
    assert "in 1 import" in looked.stdout
    assert run("erase", str(mine), BY, "--child", child).stdout == looked.stdout
    mine.with_name("copy.allocation").write_bytes(mine.read_bytes())
    done = run("erase", str(mine), BY, "--child", child, "--delete", "--passages")

    assert (done.returncode, done.stderr[:9], backups.kept(mine)) == (0, "Deleted.\n", ())
    assert "is not touched: copy.allocation." in done.stderr
    assert "nowhere in it" in run("erase", str(mine), BY, "--child", child).stdout
    assert document("verify", str(mine))["ok"]
