"""Codes by the command line: nobody's name leaves, and whose code it is can be asked here."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from allocation_app.cli import DONE, WRONG_USAGE, main
from allocation_app.domain.pseudonyms import LENGTH, Kind
from allocation_app.settings import secret
from tests.stories.test_command_line import TEAM
from tests.stories.test_command_line_export import exported

Output = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A key of this test's own."""
    path = tmp_path / "own" / "codes.key"
    monkeypatch.setattr(secret, "key_file", lambda: path)
    return path


def whose(capsys: Output, code: str, *words: str) -> dict[str, Any]:
    capsys.readouterr()
    assert main(["whose", code, *TEAM, *words, "--json"]) == DONE
    said: dict[str, Any] = json.loads(capsys.readouterr().out)
    return said


def test_that_a_code_in_an_export_is_told_here_and_nowhere_else(
    tmp_path: Path, capsys: Output, key: Path
) -> None:
    out = tmp_path / "allocations.csv"
    exported(capsys, "--what", "allocations", "--names", "codes", "--out", str(out))
    codes = sorted(set(re.findall(r"\b[CWFT][2-9B-Z]{9}\b", out.read_text("utf-8-sig"))))

    kinds = [whose(capsys, code.lower())["kind"] for code in (codes[0], codes[-1])]

    assert kinds == ["child", "worker"]
    key.unlink()
    secret.codes()  # another installation
    assert main(["whose", codes[0], *TEAM]) == WRONG_USAGE
    assert "nobody’s code in these files" in capsys.readouterr().err


def test_that_a_worker_is_told_with_the_name(capsys: Output) -> None:
    code = secret.codes().code(Kind.WORKER, "SW1001", LENGTH)
    assert main(["whose", code, *TEAM]) == DONE

    assert re.fullmatch(r"the worker SW1001, \w[^,]+\n", capsys.readouterr().out)


def test_that_without_a_key_nobody_is_told_and_none_is_made(capsys: Output, key: Path) -> None:
    assert main(["whose", "CBCDFGHJKM", *TEAM]) == WRONG_USAGE

    assert "No codes were made here" in capsys.readouterr().err
    assert not key.exists()


def test_that_the_record_lists_what_was_exported(tmp_path: Path, capsys: Output) -> None:
    exported(capsys, "--what", "unallocated", "--out", str(tmp_path / "queue.csv"))
    assert main(["exports"]) == DONE
    last = capsys.readouterr().out.splitlines()[-1]
    assert main(["exports", "--json"]) == DONE
    told = json.loads(capsys.readouterr().out)["exports"][-1]

    assert re.search(r"^\d{4}-\d\d-\d\d \d\d:\d\d  unallocated \(csv\): \d+ child", last)
    assert last.endswith("by initials and case number")
    keys = {"at", "what", "form", "children", "naming", "protected", "import"}
    assert told.keys() == keys
    assert (told["what"], told["form"], told["protected"]) == ("unallocated", "csv", False)


def test_that_the_record_says_where_no_child_is_named(tmp_path: Path, capsys: Output) -> None:
    exported(capsys, "--what", "board", "--out", str(tmp_path / "board.csv"))
    assert main(["exports"]) == DONE

    assert capsys.readouterr().out.rstrip().endswith("board (csv): no child is named in it")


def test_that_a_record_that_cannot_be_written_is_said_and_the_export_stands(
    tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("allocation_app.cli.exporting.record", lambda _made: False)
    out = tmp_path / "queue.csv"

    assert main(["export", *TEAM, "--what", "unallocated", "--out", str(out)]) == DONE

    assert "but not on record" in capsys.readouterr().err
    assert out.is_file()


def test_that_a_file_name_that_names_a_child_is_refused_without_saying_it_again(
    tmp_path: Path, capsys: Output
) -> None:
    out = tmp_path / "list.csv"
    exported(capsys, "--what", "allocations", "--names", "names", "--out", str(out))
    number, name = out.read_text("utf-8-sig").splitlines()[4].split(",")[:2]

    for said in (f"{name}.csv", f"pack_{number}.csv"):
        bad = tmp_path / said
        assert main(["export", *TEAM, "--what", "findings", "--out", str(bad)]) == WRONG_USAGE
        error = capsys.readouterr().err
        assert "holds a child’s name or case number" in error
        assert name not in error
        assert not bad.exists()
