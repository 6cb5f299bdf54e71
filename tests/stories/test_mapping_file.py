"""An IT department writes down what columns mean, corrects it, and gives it to every command."""

import json
from pathlib import Path

import pytest

from allocation_app.cli import DONE, main

Output = pytest.CaptureFixture[str]

CASELOAD = """Cod,Geni,Standing,Lead,Social worker
C1,2015-03-04,CP,Ann Lee,James Doe
C2,2016-03-04,CIN,Bob Orr,Jane Roe
"""


def columns(capsys: Output, *words: str) -> dict[str, dict[str, str]]:
    capsys.readouterr()
    assert main(["inspect", *words, "--as-at", "2026-11-20", "--json"]) == DONE
    (file,) = json.loads(capsys.readouterr().out)["files"]
    return {column["heading"]: column for column in file["sheets"][0]["columns"]}


def test_that_a_mapping_is_written_corrected_and_used(capsys: Output, tmp_path: Path) -> None:
    caseload, mapping = tmp_path / "caseload.csv", tmp_path / "ours.json"
    tidy = CASELOAD.replace("Cod,Geni,Standing", "Child ID,DOB,Status")
    caseload.write_text(tidy, encoding="utf-8")
    first = columns(capsys, str(caseload), "--save-mapping", str(mapping))
    assert (first["Lead"]["field"], first["Social worker"]["field"]) == ("", "worker")

    written = json.loads(mapping.read_text(encoding="utf-8"))
    assert "James" not in mapping.read_text(encoding="utf-8")
    (table,) = written["tables"]
    assert table["headings"] == ["Child ID", "DOB", "Status", "Lead", "Social worker"]
    table["columns"] |= {first["Lead"]["key"]: "worker", first["Social worker"]["key"]: ""}
    mapping.write_text(json.dumps(written), encoding="utf-8")

    then = columns(capsys, str(caseload), "--mapping", str(mapping))
    assert [(then[h]["field"], then[h]["how"]) for h in ("Lead", "Social worker", "DOB")] == [
        ("worker", "profile"),
        ("", "profile"),
        ("date_of_birth", "profile"),
    ]
    words = [str(caseload), "--mapping", str(mapping), "--as-at", "2026-11-20", "--json"]
    assert main(["review", *words]) == DONE
    workers = json.loads(capsys.readouterr().out)["workers"]
    assert {worker["name"] for worker in workers} == {"Ann Lee", "Bob Orr"}


def test_that_headings_nobody_knows_are_read_by_a_mapping(capsys: Output, tmp_path: Path) -> None:
    caseload, mapping = tmp_path / "caseload.csv", tmp_path / "ours.json"
    caseload.write_text(CASELOAD, encoding="utf-8")
    headings = ["Cod", "Geni", "Standing", "Lead", "Social worker"]
    said = {"cod": "child_id", "geni": "date_of_birth", "standing": "status"}
    table = {"headings": headings, "columns": said}
    document = {"format": "caseload-mapping", "version": 1, "tables": [table]}
    mapping.write_text(json.dumps(document), encoding="utf-8")

    assert main(["inspect", str(caseload)]) != DONE
    found = columns(capsys, str(caseload), "--mapping", str(mapping))
    assert {heading: column["field"] for heading, column in found.items()} == {
        "Cod": "child_id",
        "Geni": "date_of_birth",
        "Standing": "status",
        "Lead": "",
        "Social worker": "worker",
    }
