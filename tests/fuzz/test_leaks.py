"""No child's name, identifier or text stands outside the workspace and the exports asked for.

500 made-up children whose names and identifiers have words in them that stand in no language go
through a day in the window, which is killed while it plans, and at the command line. Then every
file that anything wrote is searched, whatever it is written in, and so is what the window logged.
In the workspace, its journal, its lock and its backups they must not be readable, either.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import xlsxwriter
from hidden import stands_in, told_in

ROOT = Path(__file__).resolve().parents[2]
CHILD, TEXT, PASSPHRASE = "quaizo", "eaunixy", "zyzzogeton"
WORDS = (CHILD, TEXT, PASSPHRASE)
HEADINGS = (
    "Child ID",
    "Child name",
    "Date of birth",
    "Status",
    "Social worker",
    "Team",
    "Referral",
)
SHAPES = ("{} Huws", "{} O’Brien", "{} Gŵyn", "{}-Ŵyn D'Arcy", "{} محمد", "{} Łódź")
FOLDERS = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
PATIENCE = 240  # seconds
ALONE = ("unshare", "--map-root-user", "--net")

pytestmark = pytest.mark.timeout(3_600)


def a_book(path: Path, children: int) -> Path:
    """A list of so many children; some cells can't be used, so that there are problems, too."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Children")
        sheet.write_row(0, 0, HEADINGS)
        for row in range(1, children + 1):
            who = SHAPES[row % len(SHAPES)].format(f"{CHILD.capitalize()}{row}")
            born = f"{TEXT} {row}" if row % 50 == 0 else "04/05/2018"
            worker = "" if row % 9 == 0 else f"Sam {row % 20 + 1} Jones"
            cells = (f"{CHILD}-{row}", who, born, "Referral", worker, "T1")
            sheet.write_row(row, 0, cells)
    return path


class Home:
    """A user's folders, of which nothing is anybody else's, and what was said on the way."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.said = folder, b""
        names = (*FOLDERS, "TMPDIR", "APPDATA", "LOCALAPPDATA")
        self.environment = {name: str(folder / name.lower()) for name in names}
        site = folder / "site" / "caseload-allocation"
        for each in (*map(Path, self.environment.values()), site, folder / "work"):
            each.mkdir(parents=True)
        cheap = "[protection]\nmemory_mib = 19\npasses = 2\nlanes = 1\n"
        (site / "defaults.toml").write_text(cheap, "utf-8")
        self.environment |= {"XDG_CONFIG_DIRS": str(site.parent), "PYTHONPATH": str(ROOT)}

    def run(self, *words: str, told: str = "", killed: bool = False, alone: bool = False) -> None:
        """Start Python with these words in a folder of this user; stderr is searched later.

        ``alone``: where there is no network at all, not even this computer's own.
        """
        done = subprocess.run(
            [*(ALONE if alone else ()), sys.executable, *words],
            cwd=self.folder / "work",
            env={**os.environ, **self.environment},
            input=told.encode(),
            capture_output=True,
            check=False,
            timeout=PATIENCE,
        )
        assert (done.returncode < 0) is killed, done.stderr.decode()
        assert killed or done.returncode == 0, done.stderr.decode()
        self.said += done.stderr

    def command(self, *words: str, told: str = f"{PASSPHRASE}\n") -> None:
        self.run("-m", "allocation_app", *words, told=told)


@pytest.mark.campaign(quick=500, ci=500)
def test_that_no_name_stands_outside_the_workspace_and_the_exports(
    tmp_path: Path, rounds: int
) -> None:
    for folder in ("in", "kept", "out"):
        (tmp_path / folder).mkdir()
    book = a_book(tmp_path / "in" / "monday.xlsx", rounds)
    workspace, out = tmp_path / "kept" / "team.allocation", tmp_path / "out"
    home = Home(tmp_path / "home")
    child = str(ROOT / "tests" / "fuzz" / "walked_child.py")
    by = (str(workspace), "--passphrase-stdin")

    home.run(child, "plan", str(book), str(workspace), str(out), killed=True)
    assert (workspace.parent / f".{workspace.name}.lock").exists()
    assert (workspace.parent / f"{workspace.name}.journal").exists()
    beside = list(told_in([workspace.parent, home.folder], WORDS))
    assert beside == []
    add = ("add", *by, str(book), "--as-at", "2026-11-27")
    home.command("workspace", *add, "--recovered", "take", "--take-over")
    home.run(child, "resume", str(workspace))
    home.command("workspace", "passphrase", *by, told=f"{PASSPHRASE}\n{PASSPHRASE} 2\n")

    assert list(told_in([workspace.parent, home.folder], WORDS)) == []
    assert len(list(told_in([out], [CHILD]))) == 1
    assert stands_in(home.said, WORDS) is None
    assert len(list(home.folder.rglob("*"))) > len(FOLDERS)


def can_be_alone() -> bool:
    """Whether this system lets a process do without a network."""
    if shutil.which(ALONE[0]) is None:
        return False
    return subprocess.run([*ALONE, "true"], capture_output=True, check=False).returncode == 0


@pytest.mark.campaign(quick=0, ci=1)
@pytest.mark.skipif(not can_be_alone(), reason="this system has no unshare for users")
def test_that_a_day_passes_where_there_is_no_network_at_all(tmp_path: Path, rounds: int) -> None:
    if not rounds:
        pytest.skip("in every build of the campaigns, not in the quick run")
    child = str(ROOT / "tests" / "fuzz" / "walked_child.py")
    book, workspace = a_book(tmp_path / "monday.xlsx", 40), tmp_path / "team.allocation"
    (tmp_path / "out").mkdir()
    home = Home(tmp_path / "home")
    by = (str(workspace), "--passphrase-stdin")
    told = f"{PASSPHRASE}\n"
    settle = ("settings", *by, "--months", "6", "--recovered", "take", "--take-over")

    out = str(tmp_path / "out")
    home.run(child, "plan", str(book), str(workspace), out, killed=True, alone=True)
    home.run("-m", "allocation_app", "workspace", *settle, told=told, alone=True)
    home.run(child, "resume", str(workspace), alone=True)
    home.run("-m", "allocation_app", "workspace", "verify", *by, told=told, alone=True)


@pytest.mark.parametrize("word", ["quaizo", "Quaizo", "QUAIZO"])
def test_that_a_word_is_found_however_it_is_written(tmp_path: Path, word: str) -> None:
    import base64  # noqa: PLC0415 - what it is to be found in
    import zipfile  # noqa: PLC0415

    said = f"his name is {word}7 Huws"
    (tmp_path / f"{word}.txt").write_text("nothing", "utf-8")
    (tmp_path / "plain").write_text(said, "utf-8")
    (tmp_path / "wide").write_text(said, "utf-16")
    (tmp_path / "hex").write_text(said.encode().hex().upper(), "utf-8")
    for before in range(3):
        (tmp_path / f"coded{before}").write_bytes(base64.b64encode(b"x" * before + said.encode()))
    with zipfile.ZipFile(tmp_path / "packed", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("within", said)

    assert len(list(told_in([tmp_path], ["quaizo"]))) == 8
