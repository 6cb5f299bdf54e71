"""A workbook is written whole or not at all, and leaves nothing beside it."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
import time_machine
from openpyxl import load_workbook

from allocation_app.errors import AppError
from allocation_app.report.layout import Book
from allocation_app.report.looks import Style
from allocation_app.settings.writing import PREFIX, SUFFIX, put_in_place
from tests.unit.report.examples import AS_AT


def a_book(text: str = "Llewelyn") -> Book:
    book = Book(AS_AT)
    book.put_lines(book.add_sheet("Sheet"), 1, [[(text, Style.TEXT)]])
    return book


def save(book: Book, out: Path) -> None:
    put_in_place(out, book.packed())


def test_that_a_workbook_takes_the_place_of_the_last_one(tmp_path: Path) -> None:
    out = tmp_path / "book.xlsx"
    save(a_book("old"), out)

    save(a_book("new"), out)

    assert load_workbook(out)["Sheet"]["A1"].value == "new"
    assert list(tmp_path.iterdir()) == [out]


def test_that_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(AppError) as raised:
        save(a_book(), tmp_path / "nowhere" / "book.xlsx")

    assert (raised.value.code, raised.value.details) == (
        "target_folder_missing",
        {"file": "book.xlsx"},
    )


def test_that_a_target_that_cannot_be_replaced_is_said_and_nothing_stays_beside_it(
    tmp_path: Path,
) -> None:
    out = tmp_path / "book.xlsx"
    out.mkdir()

    with pytest.raises(AppError) as raised:
        save(a_book(), out)

    assert raised.value.code == "target_failed"
    assert list(tmp_path.iterdir()) == [out]


def test_that_a_target_held_by_another_program_keeps_what_it_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "book.xlsx"
    save(a_book("old"), out)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "held by another program")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(AppError) as raised:
        save(a_book("new"), out)

    assert raised.value.code == "target_locked"
    assert load_workbook(out)["Sheet"]["A1"].value == "old"
    assert list(tmp_path.iterdir()) == [out]


def test_that_a_full_disk_is_said_with_its_cause(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fill)
    with pytest.raises(AppError) as raised:
        save(a_book(), tmp_path / "book.xlsx")

    assert raised.value.code == "target_failed"
    assert raised.value.details["why"] == "No space left on device"
    assert list(tmp_path.iterdir()) == []


def test_that_what_a_killed_writer_left_is_taken_away_and_what_another_writes_is_not(
    tmp_path: Path,
) -> None:
    begin = "import os, sys; from pathlib import Path; from allocation_app.settings import writing;"
    killed = "writing.os.fsync = lambda _: os.kill(os.getpid(), 9);"
    write = "writing.put_in_place(Path(sys.argv[1]), b'Llewelyn')"
    out = tmp_path / "book.xlsx"
    out.write_bytes(b"old")
    done = subprocess.run([sys.executable, "-c", f"{begin}{killed}{write}", out], check=False)

    assert done.returncode != 0
    assert out.read_bytes() == b"old"
    (left,) = set(tmp_path.iterdir()) - {out}

    put_in_place(out, b"newer")
    assert left.exists()  # of a minute ago: somebody may be at it

    long_ago = time.time() - 2 * 3600
    os.utime(left, (long_ago, long_ago))
    put_in_place(out, b"newest")
    assert list(tmp_path.iterdir()) == [out]


def test_that_a_file_that_is_marked_as_not_to_be_changed_is_not(tmp_path: Path) -> None:
    out = tmp_path / "book.xlsx"
    out.write_bytes(b"old")
    out.chmod(0o444)

    with pytest.raises(AppError) as raised:
        put_in_place(out, b"new")

    assert raised.value.code == "target_locked"
    out.chmod(0o644)
    assert out.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [out]


def test_that_no_text_of_a_sheet_passes_through_the_temporary_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "no such folder"))

    save(a_book(), tmp_path / "book.xlsx")

    assert load_workbook(tmp_path / "book.xlsx")["Sheet"]["A1"].value == "Llewelyn"


def test_that_what_another_writes_stays_however_wrong_the_machines_clock_is(tmp_path: Path) -> None:
    begun = tmp_path / f"{PREFIX}another{SUFFIX}"
    begun.write_bytes(b"half of it")

    with time_machine.travel(time.time() + 366 * 86_400):
        put_in_place(tmp_path / "book.xlsx", b"new")

    assert begun.exists()
