"""Decisions as a file: written whole, read strictly, holding headings and decided words only."""

import json
from datetime import date
from pathlib import Path

import pytest
from books import AS_AT, a_workbook

from allocation_app.errors import AppError
from allocation_app.intake import Holding, Mapping, TableMapping, read
from allocation_app.intake.mapping import NO_MAPPING, combined, confirmed
from allocation_app.intake.profiles import (
    document,
    read_profile,
    recalled,
    remember,
    write_profile,
)
from allocation_app.wording.problems import error_message

TABLE = TableMapping(
    headings=("Ref", "Who", "Since"),
    layout="children",
    columns={"ref": "child_id", "who": "worker", "since": ""},
    dates={"since": "day_first"},
    is_grouped=False,
)
FULL = Mapping(
    tables=(TABLE,),
    statuses={"plan b": "registered"},
    roles={"kapt": "manager"},
    workers={"pool": Holding.DUTY.value},
)


def refusal(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    with pytest.raises(AppError) as refused:
        read_profile(path)
    return error_message(refused.value)


def test_that_what_is_written_is_read_again(tmp_path: Path) -> None:
    write_profile(FULL, tmp_path / "a.json")

    assert read_profile(tmp_path / "a.json") == FULL
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


def test_that_the_order_of_decisions_changes_no_byte(tmp_path: Path) -> None:
    other = TableMapping(headings=("X", "Y"), columns={"y": "status", "x": "child_id"})
    turned = TableMapping(headings=("X", "Y"), columns={"x": "child_id", "y": "status"})
    write_profile(Mapping(tables=(other, TABLE)), tmp_path / "a.json")
    write_profile(Mapping(tables=(TABLE, turned)), tmp_path / "b.json")

    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"version": None}, "version"),
        ({"version": True}, "version"),
        ({"format": "other"}, "not a mapping"),
        ({"rows": []}, "rows"),
        ({"tables": {}}, "tables"),
        ({"tables": [3]}, "table"),
        ({"tables": [{"headings": "Ref"}]}, "headings"),
        ({"tables": [{"headings": [1]}]}, "headings"),
        ({"tables": [{"headings": [], "rows": 3}]}, "rows"),
        ({"tables": [{"headings": [], "layout": "poem"}]}, "poem"),
        ({"tables": [{"headings": [], "layout": []}]}, "layout"),
        ({"tables": [{"headings": [], "is_grouped": 1}]}, "is_grouped"),
        ({"tables": [{"headings": [], "columns": {"ref": "shoe_size"}}]}, "shoe_size"),
        ({"tables": [{"headings": [], "columns": {"ref": 3}}]}, "ref"),
        ({"tables": [{"headings": [], "dates": {"ref": "contradictory"}}]}, "contradictory"),
        ({"statuses": {"x": "happy"}}, "happy"),
        ({"statuses": []}, "statuses"),
        ({"roles": {"x": "king"}}, "king"),
        ({"workers": {"x": "robot"}}, "robot"),
    ],
)
def test_that_what_a_profile_says_and_nobody_knows_is_refused_by_name(
    tmp_path: Path, change: dict[str, object], named: str
) -> None:
    path = tmp_path / "ours.json"
    sentence = refusal(path, json.dumps({**document(FULL), **change}))

    assert named in sentence
    assert sentence.startswith("ours.json can't be used as a mapping")


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "3", "\x00", "[" * 100_000, '{"format": "caseload-mapping", "format": "x"}'],
)
def test_that_a_file_that_is_no_profile_is_refused(tmp_path: Path, text: str) -> None:
    assert "can't be used as a mapping" in refusal(tmp_path / "a.json", text)


def test_that_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b'{"format": "\xff\xfe\xfa"}')
    with pytest.raises(AppError) as refused:
        read_profile(tmp_path / "a.json")
    assert refused.value.code == "mapping_unreadable"


def test_that_a_profile_longer_than_any_is_not_read_whole(tmp_path: Path) -> None:
    assert "too long" in refusal(tmp_path / "a.json", " " * 5_000_001)


def test_that_the_profile_of_a_later_version_is_refused_as_such(tmp_path: Path) -> None:
    newer = {**document(FULL), "version": 2, "what we do not know": 1}
    assert "later version" in refusal(tmp_path / "a.json", json.dumps(newer))


def test_that_a_profile_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(AppError) as refused:
        read_profile(tmp_path / "gone.json")
    assert refused.value.code == "file_missing"
    with pytest.raises(AppError) as refused:
        read_profile(tmp_path)
    assert refused.value.code == "mapping_unreadable"


def test_that_a_profile_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "a.json").mkdir()
    (tmp_path / "a.json" / "full").touch()
    with pytest.raises(AppError) as failed:
        write_profile(FULL, tmp_path / "a.json")
    assert failed.value.code == "target_failed"
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]
    with pytest.raises(AppError) as failed:
        write_profile(FULL, tmp_path / "no folder" / "a.json")
    assert failed.value.code == "target_folder_missing"
    with pytest.raises(AppError) as failed:
        remember(FULL, tmp_path / "a.json" / "full")
    assert failed.value.code == "target_failed"


def test_that_what_was_remembered_is_recalled_and_later_decisions_count(tmp_path: Path) -> None:
    folder = tmp_path / "profiles"
    assert recalled(folder).mapping == NO_MAPPING
    remember(FULL, folder)
    later = TableMapping(headings=("Since", "Who", "Ref"), columns={"who": "co_worker"})
    remember(Mapping(tables=(later,), workers={"pool": "person"}), folder)

    both = recalled(folder).mapping
    assert both == combined(FULL, Mapping(tables=(later,), workers={"pool": "person"}))
    assert both.tables[0].columns == {"ref": "child_id", "who": "co_worker", "since": ""}
    assert both.workers == {"pool": "person"}
    assert len(list(folder.iterdir())) == 2


def test_that_a_broken_profile_in_the_folder_is_named_and_the_others_count(tmp_path: Path) -> None:
    remember(FULL, tmp_path)
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")

    found = recalled(tmp_path)
    assert found.mapping == FULL
    assert [(e.code, e.details["file"]) for e in found.refused] == [
        ("mapping_unreadable", "broken.json")
    ]


def test_that_a_profile_that_cannot_be_read_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "words.json").write_text("{", encoding="utf-8")
    with pytest.raises(AppError):
        remember(FULL, tmp_path)
    assert (tmp_path / "words.json").read_text(encoding="utf-8") == "{"


def test_that_no_cell_of_a_sheet_gets_into_a_profile(tmp_path: Path) -> None:
    rows = (
        ("Child ID", "Child name", "Date of birth", "Status", "Social worker", "Remark"),
        ("CANARY-1", "Canary Child", date(2015, 3, 4), "CP", "Canary Worker", "Canary remark"),
    )
    path = a_workbook(tmp_path / "a.xlsx", Children=rows)
    sheet = read([path], as_at=AS_AT).files[0].sheets[0]
    write_profile(Mapping(tables=(confirmed(sheet),)), tmp_path / "a.json")

    text = (tmp_path / "a.json").read_text(encoding="utf-8")
    assert "Remark" in text
    assert "canary" not in text.casefold()
