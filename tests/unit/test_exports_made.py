"""Every export is on record: when, what, how many children, named or not."""

import json
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import pytest

from allocation_app.settings import exports_made as kept
from allocation_app.settings.exports_made import Made, exports_made, record

MADE = Made(
    at="2026-11-22T18:45:00+00:00",
    what="workbook",
    to="xlsx",
    children=91,
    naming="initials",
    is_protected=True,
    source="0123456789abcdef",
)


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the record is kept, in a folder that is not there yet."""
    path = tmp_path / "own" / "exports.jsonl"
    monkeypatch.setattr(kept, "record_file", lambda: path)
    return path


def test_that_exports_are_kept_in_their_order() -> None:
    assert exports_made() == ()

    assert record(MADE)
    assert record(replace(MADE, what="evidence"))

    assert exports_made() == (MADE, replace(MADE, what="evidence"))


@pytest.mark.parametrize(
    "torn",
    [
        b'{"at": "2026-11',
        b"\xff\xfe\x00",
        b"[1, 2]\n",
        b"\n\n",
        b'{"at": 7}\n',
        json.dumps({"at": "x" * 500, "what": "Cerys"}).encode() + b"\n",
    ],
)
def test_that_a_line_that_was_never_finished_costs_no_other(file: Path, torn: bytes) -> None:
    record(MADE)
    with file.open("ab") as record_of_old:
        record_of_old.write(torn)

    assert record(MADE)

    assert exports_made() == (MADE, MADE)


def test_that_what_a_later_version_adds_to_a_line_is_passed_over(file: Path) -> None:
    record(MADE)
    line = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps({**line, "later": 1}) + "\n", "utf-8")

    assert exports_made() == (MADE,)


def _many(path: Path) -> None:
    kept.record_file = lambda: path
    for n in range(50):
        record(replace(MADE, children=n))


def test_that_several_who_write_at_once_lose_no_line(file: Path) -> None:
    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as pool:
        list(pool.map(_many, [file] * 4))

    assert len(exports_made()) == 200


def test_that_a_folder_nobody_may_write_in_is_said_and_raises_nothing(file: Path) -> None:
    file.parent.write_text("a file where the folder should be")

    assert not record(MADE)
    assert exports_made() == ()


@pytest.mark.skipif(sys.platform == "win32", reason="there a folder's own list of users counts")
def test_that_nobody_else_may_read_the_record(file: Path) -> None:
    record(MADE)

    assert file.stat().st_mode & 0o777 == 0o600
