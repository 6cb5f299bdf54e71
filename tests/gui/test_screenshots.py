"""The pictures that the README shows and that a start without a display saves."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from ui.__main__ import main

ROOT = Path(__file__).resolve().parent.parent.parent
PAGES = {
    "0-welcome",
    "1-overview",
    "2-unallocated",
    "3-caseloads",
    "3-caseloads-board",
    "3-caseloads-compare",
    "4-delays",
    "5-plan",
    "6-data",
    "7-policy",
    "7-policy-rules",
    "8-history",
    "8-history-trends",
    "8-history-workers",
    "8-history-children",
}
INSPECTED = {"4-delays-coming", "4-delays-opened", "6-child", "6-child-names-hidden", "7-worker"}
PREVIEW = {"0-preview", "0-preview-found", "0-preview-columns", "0-preview-words"}
PLANNED = {
    "5-plan-suggest-safe",
    "5-plan-curve",
    "5-plan-moves",
    "5-plan-what-if",
    "5-plan-scenarios",
    "5-plan-share-out",
}
ASKED = {"8-move", "8-pin", "8-mark"}
DIALOGS = PREVIEW | ASKED | {"8-difference", "8-export", "9-help"}


def take(out: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Start as a person would, with no display and no settings of one's own."""
    return subprocess.run(
        [sys.executable, "-m", "ui", "--screenshots", str(out)],
        cwd=ROOT,
        env={**os.environ, "HOME": str(out.parent), "DISPLAY": "", "QT_QPA_PLATFORM": ""}
        | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=110,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a start has saved, and what was set before it and is after it."""

    out: Path
    done: subprocess.CompletedProcess[str]
    before: dict[str, bytes]
    after: dict[str, bytes]

    @property
    def saved(self) -> list[Path]:
        return [Path(line) for line in self.done.stdout.splitlines()]


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> Taken:
    """One start for all: it takes long."""
    home = tmp_path_factory.mktemp("home")
    kept = home / "caseload-allocation" / "caseload-allocation.ini"
    kept.parent.mkdir()
    kept.write_text("[window]\nscheme=scheme_dark\n", "utf-8")
    before = contents(home)
    done = take(home / "out", XDG_CONFIG_HOME=str(home))
    return Taken(out=home / "out", done=done, before=before, after=contents(home))


def contents(folder: Path) -> dict[str, bytes]:
    """What stands in a folder beside the pictures."""
    return {
        str(path): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and "out" not in path.parts
    }


def test_that_a_start_without_a_display_saves_every_page_and_the_workbook(taken: Taken) -> None:
    out, done, saved = taken.out, taken.done, taken.saved

    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert {path.name.removesuffix("-light.png") for path in saved if path.suffix == ".png"} == (
        PAGES | INSPECTED | PLANNED | DIALOGS
    )
    assert [path.name for path in saved if path.suffix == ".xlsx"] == ["workbook-2026-11-20.xlsx"]
    assert set(out.rglob("*")) == set(saved)


def test_that_no_picture_is_empty_and_no_two_are_the_same(taken: Taken) -> None:
    saved = [path for path in taken.saved if path.suffix == ".png"]

    images = [QImage(str(path)) for path in saved]

    assert all(image.width() > 400 and image.height() > 200 for image in images)
    assert all(colours(image) > 20 for image in images)
    assert len({path.read_bytes() for path in saved}) == len(saved) > 0


def colours(image: QImage) -> int:
    """How many colours a coarse grid over a picture meets."""
    step = 5
    rows, columns = range(0, image.height(), step), range(0, image.width(), step)
    return len({image.pixel(x, y) for y in rows for x in columns})


def test_that_a_missing_sample_is_one_line_and_exit_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("ui.importing.SAMPLE", tmp_path / "nothing")

    code = main(["--screenshots", str(tmp_path / "out")])

    told = capsys.readouterr()
    assert (code, told.out) == (1, "")
    assert told.err == "The sample data is not there. Make it with: run sample --out DIR\n"


def test_that_a_folder_that_cannot_be_made_is_one_line_and_exit_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    taken = tmp_path / "out"
    taken.write_text("a file")

    assert main(["--screenshots", str(taken)]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_that_pictures_do_not_touch_what_the_user_has_set(taken: Taken) -> None:
    assert taken.before
    assert taken.after == taken.before
