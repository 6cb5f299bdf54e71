"""What the generator promises of the sets it writes."""

import csv
import hashlib
import json
import os
import subprocess
import sys
import zipfile
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest
from openpyxl import load_workbook

from sample_data import TEAM, generate, generator
from sample_data.generator import making, people

ROOT = Path(__file__).parents[3]


def _truth(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    return found


def _rows(path: Path) -> list[dict[str, Any]]:
    sheet = load_workbook(path).active
    assert sheet is not None
    _, _, headings, *rows = sheet.values
    return [dict(zip(map(str, headings), row, strict=True)) for row in rows]


def _cells(heading: str) -> list[Any]:
    return [row[heading] for row in _rows(next(TEAM.glob("caseload_*.xlsx")))]


@pytest.mark.parametrize(("size", "children", "workers"), [("team", 150, 10), ("service", 600, 40)])
def test_that_a_set_has_exactly_the_open_children_and_workers_of_its_size(
    size: str, children: int, workers: int, tmp_path: Path
) -> None:
    _, staff, _ = generate(size, 5, tmp_path)
    listed = list(load_workbook(staff).active.values)[2:]  # type: ignore[union-attr] # a workbook has a sheet
    in_post = [row for row in listed if row[2] != "Team Manager" and not _has_left(row[8])]
    assert _truth(tmp_path)["children"] == children
    assert len(in_post) == workers


def _has_left(leaving: object) -> bool:
    return isinstance(leaving, datetime) and leaving.date() < date(2026, 11, 20)


def test_that_the_same_seed_gives_the_same_bytes_in_any_process(tmp_path: Path) -> None:
    code = "import sys; from pathlib import Path; from sample_data import generate; "
    code += "generate('service', 7, Path(sys.argv[1]))"
    digests = set()
    for hash_seed in ("1", "2"):
        out = tmp_path / hash_seed
        environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
        subprocess.run([sys.executable, "-c", code, out], check=True, cwd=ROOT, env=environment)
        content = b"".join(path.read_bytes() for path in sorted(out.iterdir()))
        digests.add(hashlib.sha256(content).hexdigest())
    assert len(digests) == 1


def test_that_another_seed_tells_of_other_children(tmp_path: Path) -> None:
    one, two = (generate("team", seed, tmp_path / str(seed))[0] for seed in (1, 2))
    assert one.read_bytes() != two.read_bytes()


def test_that_the_committed_team_is_what_its_seed_gives(tmp_path: Path) -> None:
    for made in generate("team", 1, tmp_path):
        kept = TEAM / made.name
        if made.suffix == ".xlsx":
            assert _unpacked(made) == _unpacked(kept)
        else:
            assert made.read_bytes() == kept.read_bytes()


def _unpacked(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as book:
        return {name: book.read(name) for name in book.namelist()}


@pytest.mark.parametrize("seed", range(1, 7))
def test_that_the_team_tells_its_story_whatever_the_seed(seed: int, tmp_path: Path) -> None:
    generate("team", seed, tmp_path)
    truth = _truth(tmp_path)
    loads = truth["workers"]
    used = [load["utilisation"] for load in loads]
    count = [load["children"] for load in loads]
    assert used[0] == pytest.approx(1.29, abs=0.04)
    assert used[1] == pytest.approx(1.17, abs=0.03)
    assert used[2] > 1.05
    assert count[2] <= 14
    assert used[3] < 0.95
    assert count[3] >= 22
    assert sum(ratio is not None and 0 < ratio < 0.9 for ratio in used) >= 4
    assert len(truth["unallocated"]) == 12
    assert Counter(wait["reason"] for wait in truth["unallocated"]) == {
        "no_worker": 5,
        "duty": 2,
        "team": 1,
        "manager": 1,
        "leaver": 3,
    }


def test_that_a_registered_child_of_the_team_lost_its_worker_yesterday() -> None:
    waits = [wait for wait in _truth(TEAM)["unallocated"] if wait["reason"] == "no_worker"]
    just_now = [wait for wait in waits if wait["working_days"] == 1]
    assert [wait["escalation"] for wait in just_now] == ["senior_manager_now"]


def test_that_the_team_has_some_dozen_late_duties_and_about_thirty_due_soon() -> None:
    states = Counter(
        row["state"] for row in _truth(TEAM)["findings"] if row["rule"].startswith("W-")
    )
    assert 9 <= states["late"] <= 20
    assert 15 <= states["due_soon"] <= 40


def test_that_the_team_shows_each_kind_of_slip() -> None:
    ids, holders = _cells("Child ID"), _cells("Social worker")
    book = load_workbook(next(TEAM.glob("caseload_*.xlsx"))).active
    assert book is not None
    assert any(isinstance(value, int) for value in ids)
    assert "Total" in ids
    assert None in ids
    assert max(Counter(str(value) for value in ids if value).values()) == 2
    assert any(", " in str(name) or str(name) != str(name).strip() for name in holders)
    assert any(cell.data_type == "e" for row in book.iter_rows() for cell in row)
    assert _truth(TEAM)["unknown_statuses"] == 1
    assert any(isinstance(value, str) for row in _dates() for value in row)


def _dates() -> list[list[Any]]:
    rows = _rows(next(TEAM.glob("caseload_*.xlsx")))
    kinds = [heading for heading in rows[0] if heading in generator.columns.DATE_HEADINGS]
    return [[row[heading] for heading in kinds] for row in rows]


@pytest.mark.parametrize("seed", [1, 2])
def test_that_no_date_can_be_read_in_two_ways(seed: int, tmp_path: Path) -> None:
    caseload, *_ = generate("service", seed, tmp_path)
    headings = generator.columns.DATE_HEADINGS
    texts = [
        value
        for row in _rows(caseload)
        for heading, value in row.items()
        if heading in headings and isinstance(value, str) and "/" in value and value != "n/a"
    ]
    assert texts
    assert all(int(text.split("/")[0]) > 12 for text in texts)


def test_that_a_nation_is_written_as_text_that_excel_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(making.SIZES, "national", making.Size(300, 20, 3))
    caseload, *_ = generate("national", 1, tmp_path)
    assert caseload.read_bytes().startswith(b"\xef\xbb\xbf")
    with caseload.open(encoding="utf-8-sig", newline="") as file:
        first = next(csv.DictReader(file))
    assert list(first) == list(generator.columns.CHILD_COLUMNS)
    assert _truth(tmp_path)["children"] == 300


def test_that_whoever_watches_can_stop_it(tmp_path: Path) -> None:
    def stop(done: int, of: int) -> None:
        raise InterruptedError(f"{done} of {of}")

    with pytest.raises(InterruptedError, match="120 of 600"):
        generate("service", 1, tmp_path, progress=stop)
    assert list(tmp_path.iterdir()) == []


def test_that_a_size_nobody_knows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        generate("village", 1, tmp_path)


def test_that_no_two_workers_can_be_taken_for_one_another() -> None:
    staff = people.Staff(Random(1))  # noqa: S311 - names, not secrets
    keys = {people.name_key(" ".join(staff.name())) for _ in range(20_000)}
    assert len(keys) == 20_000


def test_that_accents_order_and_stray_spaces_make_no_other_name() -> None:
    assert people.name_key("Siân  O'Brien") == people.name_key("OBrien,\N{NO-BREAK SPACE}Sian")
