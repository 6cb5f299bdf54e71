"""What the generator promises of the team set in its layouts."""

import hashlib
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from sample_data import AS_AT, generate, generate_layout
from sample_data.generator.layouts import LAYOUTS
from sample_data.generator.layouts.files import ENDINGS, write
from sample_data.generator.layouts.grid import Grid, Merge
from sample_data.generator.layouts.headings import ALL
from sample_data.generator.layouts.words import ENGLISH, WELSH

ROOT = Path(__file__).parents[3]
PARTS = ("children", "families", "unallocated", "workers", "balance")
OF_THE_PAST = frozenset({"D6", "D7", "D10", "D14"})
"""What a list of spells tells more of, who held a child before, or less: advisers."""


def _truth(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize(
    ("layout", "language", "seed"), [("b", "en", 4), ("b", "cy", 2), ("d", "en", 4), ("d", "cy", 4)]
)
def test_that_a_layout_that_carries_everything_has_the_truth_of_the_team_set(
    layout: str, language: str, seed: int, tmp_path: Path
) -> None:
    plain = _truth(generate("team", seed, tmp_path / "plain")[-1])
    told = _truth(generate_layout(layout, language, seed, tmp_path / "laid out")[-1])
    assert {part: told[part] for part in PARTS} == {part: plain[part] for part in PARTS}
    assert _of_the_present(told) == _of_the_present(plain)


def test_that_some_lists_of_spells_have_a_child_with_two_open_holders(tmp_path: Path) -> None:
    unreadable = {
        seed: len(_truth(generate_layout("b", "en", seed, tmp_path)[-1])["unreadable_holders"])
        for seed in range(1, 7)
    }
    assert set(unreadable.values()) == {1, 2}


def _of_the_present(truth: dict[str, Any]) -> list[Any]:
    return [row for row in truth["findings"] if row["rule"] not in OF_THE_PAST]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_that_no_layout_loses_an_open_child(layout: str, tmp_path: Path) -> None:
    for seed in (1, 2, 3):
        truth = _truth(generate_layout(layout, "en", seed, tmp_path / str(seed))[-1])
        assert truth["children"] == 150


def test_that_a_layout_has_the_same_bytes_in_any_process(tmp_path: Path) -> None:
    code = "import sys; from pathlib import Path; from sample_data import generate_layout; "
    code += "[generate_layout(one, 'cy', 7, Path(sys.argv[1]) / one) for one in 'abcdefg']"
    digests = set()
    for hash_seed in ("1", "2"):
        out = tmp_path / hash_seed
        environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
        subprocess.run([sys.executable, "-c", code, out], check=True, cwd=ROOT, env=environment)
        files = sorted(path for path in out.rglob("*") if path.is_file())
        content = b"".join(path.read_bytes() for path in files)
        digests.add(hashlib.sha256(content).hexdigest())
    assert len(digests) == 1


def test_that_a_tab_never_has_a_longer_name_than_excel_allows(tmp_path: Path) -> None:
    for seed in range(1, 6):
        *paths, _ = generate_layout("c", "en", seed, tmp_path / str(seed))
        for path in paths:
            if path.suffix == ".xlsx":
                assert all(len(name) <= 31 for name in load_workbook(path).sheetnames)


def test_that_the_truth_shares_no_code_with_the_product() -> None:
    for module in (ROOT / "sample_data").rglob("*.py"):
        text = module.read_text(encoding="utf-8")
        assert "import allocation_app" not in text
        assert "from allocation_app" not in text


def test_that_no_heading_of_a_sheet_means_two_columns() -> None:
    for language, kinds in ALL.items():
        for kind, fields in kinds.items():
            every = [heading for headings in fields.values() for heading in headings]
            assert len(set(every)) == len(every), (language, kind)


def test_that_both_languages_have_words_for_the_same_things() -> None:
    for kind, fields in ALL["en"].items():
        assert list(fields) == list(ALL["cy"][kind])
    for name in ("statuses", "roles", "sheets", "groups", "involvements"):
        assert list(getattr(ENGLISH, name)) == list(getattr(WELSH, name))
    assert len(ENGLISH.months) == len(WELSH.months) == 12


@pytest.mark.parametrize("kind", ENDINGS)
def test_that_every_kind_of_file_holds_the_cells(kind: str, tmp_path: Path) -> None:
    grid = Grid(name="One", merges=[Merge(0, 0, 0, 1)] if kind in {"xlsx", "html"} else [])
    grid.add(["Titl ŵ", None], is_bold=True)
    grid.add(["a & b", AS_AT, 3])
    path = write(tmp_path / f"one.{ENDINGS[kind]}", [grid], kind)
    if kind == "xlsx":
        sheet = load_workbook(path)["One"]
        assert [cell.value for cell in sheet[2]][0::2] == ["a & b", 3]
        assert [str(one) for one in sheet.merged_cells.ranges] == ["A1:B1"]
    elif kind != "ods":
        text = path.read_text(encoding={"tab": "utf-16"}.get(kind, "utf-8-sig"))
        assert "Titl ŵ" in text
        assert AS_AT.strftime("%d/%m/%Y") in text or date.isoformat(AS_AT) in text
