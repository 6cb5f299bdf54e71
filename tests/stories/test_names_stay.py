"""Whoever is exported, by names even, is named in the file asked for and in no other."""

import os
from pathlib import Path

import pytest
import xlsxwriter

from tests.stories.test_command_line import run

MARKED = "quaizo"
HEADINGS = ("Child ID", "Child name", "Date of birth", "Status", "Social worker", "Team")


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    """A list of children, each of whose cells has a marked word in it."""
    path = tmp_path / "in" / f"{MARKED}.xlsx"
    path.parent.mkdir()
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Children")
        sheet.write_row(0, 0, HEADINGS)
        for row in range(1, 31):
            who = f"{MARKED}{row} Huws"
            cells = (
                f"{MARKED}-{row}",
                who,
                "04/05/2018",
                "Referral",
                f"{MARKED} Sam",
                f"{MARKED} T",
            )
            sheet.write_row(row, 0, cells)
    return path


@pytest.mark.parametrize("naming", ["names", "initials", "codes"])
def test_that_no_name_is_in_any_file_but_the_export(
    tmp_path: Path, listed: Path, naming: str
) -> None:
    home = tmp_path / "home"
    folders = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
    kept = {name: str(home / name.lower()) for name in (*folders, "APPDATA", "LOCALAPPDATA")}
    kept["TMPDIR"] = kept["TEMP"] = str(home / "tmp")
    for folder in kept.values():
        Path(folder).mkdir(parents=True, exist_ok=True)
    out = tmp_path / "out"
    out.mkdir()

    for what, form in (("workbook", "xlsx"), ("findings", "csv")):
        words = ("--what", what, "--names", naming, "--out", str(out / f"{what}.{form}"))
        done = run("export", str(listed), "--as-at", "2026-11-20", *words, **kept)
        assert done.returncode == 0, done.stderr
        assert MARKED not in done.stdout.casefold()

    assert len(run("exports", **kept).stdout.splitlines()) == 2
    found = [path for path in home.rglob("*") if path.is_file()]
    assert any(path.name == "exports.jsonl" for path in found)
    for path in found:
        assert MARKED.encode() not in path.read_bytes().lower()
        assert MARKED not in os.fsdecode(path.relative_to(home)).casefold()
