"""The command line as an IT department uses it: its JSON is an interface, its failures a line."""

import json
import os
import subprocess
import sys
import zipfile
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from allocation_app.cli import main

ROOT = Path(__file__).resolve().parents[2]
TEAM = sorted(str(path) for path in (ROOT / "sample_data" / "team").glob("*.xlsx"))

PATIENCE = 240  # seconds: a planner beside others on two cores takes its time


def run(*words: str, **environment: str) -> CompletedProcess[str]:
    """Do what `./run WORDS` does: in this process, or in one of its own with this environment."""
    if environment:
        return apart(*words, **environment)
    with chdir(ROOT):
        return here(*words)


def apart(*words: str, **environment: str) -> CompletedProcess[str]:
    """Start it as `./run WORDS` does."""
    return subprocess.run(
        [sys.executable, "-m", "allocation_app", *words],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=PATIENCE,
    )


def here(*words: str, stdin: str = "") -> CompletedProcess[str]:
    """Run the command in this process: a start of its own takes longer than most of them."""
    out, err = (TextIOWrapper(BytesIO(), "utf-8", "backslashreplace") for _ in range(2))
    with (
        pytest.MonkeyPatch.context() as patched,
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        patched.setattr(sys, "stdin", StringIO(stdin))
        try:
            code = main(words)
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 1
    for each in (out, err):
        each.seek(0)
    return CompletedProcess(words, code, out.read(), err.read())


def document(*words: str) -> dict[str, Any]:
    """The one JSON document that a command prints."""
    done = run(*words, "--json")
    assert done.returncode == 0, done.stderr
    printed: dict[str, Any] = json.loads(done.stdout)
    return printed


def test_that_inspect_says_how_each_column_was_read() -> None:
    printed = document("inspect", *TEAM)

    assert set(printed) == {"files", "problems"}
    children, staff = printed["files"]
    assert set(children) == {"path", "kind", "sheets"}
    (sheet,) = children["sheets"]
    assert set(sheet) == {"name", "header_row", "rows", "layout", "worker_from", "columns"}
    assert (sheet["name"], sheet["header_row"]) == ("Children", 3)
    words = "heading field how confidence samples suggestion key date_order is_order_assumed"
    assert set(sheet["columns"][0]) == set(words.split())
    assert sheet["columns"][0]["field"] == "child_id"
    assert staff["sheets"][0]["name"] == "Workers"


def test_that_inspect_shows_the_columns_of_a_file_that_can_not_be_used(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("No.,Born,Who\n1,2015-03-04,Jane Doe\n2,2016-03-04,Ann Other\n")

    said, printed = run("inspect", str(path)), run("inspect", str(path), "--json")

    assert (said.returncode, printed.returncode) == (1, 1)
    assert "Born -> " in said.stdout
    assert said.stderr.startswith("No table was found in list.csv")
    shown = json.loads(printed.stdout)
    (sheet,) = shown["files"][0]["sheets"]
    assert (sheet["layout"], [c["heading"] for c in sheet["columns"]]) == (
        "unknown",
        ["No.", "Born", "Who"],
    )
    assert [problem["code"] for problem in shown["problems"]] == ["no_table"]


def test_that_review_has_the_words_of_the_interface() -> None:
    printed = document("review", *TEAM)

    words = "as_at rules children families unallocated findings workers balance problems"
    assert set(words.split()) <= set(printed)
    waiting = "child family since working_days reason state escalation"
    assert set(waiting.split()) <= set(printed["unallocated"][0])
    finding = "rule child worker state trigger due over unit message"
    assert set(finding.split()) <= set(printed["findings"][0])
    worker = "worker name team role fte children families points capacity utilisation band"
    assert set(worker.split()) <= set(printed["workers"][0])
    assert set(printed["balance"]) == {"max", "min", "range", "mean", "cv", "jain", "gini"}
    problem = "file sheet row column heading value code severity message"
    assert set(problem.split()) <= set(printed["problems"][0])
    assert {finding["state"] for finding in printed["findings"]} <= {
        "late",
        "due_soon",
        "cannot_tell",
    }


def test_that_review_says_what_is_behind_each_wait_finding_and_caseload() -> None:
    printed = document("review", *TEAM)

    assert set(printed["unallocated"][0]) >= {
        "since_referral", "working_days_since_referral", "last_worker_ended", "ladder",
        "next_rung", "next_rung_on", "must_never_wait", "held_by", "last_reviewed", "review_due",
        "missed_reviews", "seen_due",
    }  # fmt: skip
    behind = {"limit", "limit_unit", "source", "link", "standing", "explanation"}
    late = [each for each in printed["findings"] if each["state"] == "late"]
    assert set(late[0]) >= behind
    assert all(each["source"] and each["standing"] for each in printed["findings"])
    for worker in printed["workers"]:
        assert round(sum(line["points"] for line in worker["sum"]), 6) == worker["points"]
        mix = worker["case_mix"].values()
        assert sum(kind["children"] for kind in mix) == worker["children"]
        low, high = worker["range"] or [worker["utilisation"]] * 2
        assert worker["utilisation"] is None or low <= worker["utilisation"] <= high
        assert bool(worker["doubt"]) == (worker["range"] is not None)
        steps = worker["capacity_sum"]["lines"]
        assert round(sum(step["points"] for step in steps), 6) == worker["capacity"]
        assert all(step["points"] == round(step["points"], 9) for step in steps)
        assert worker["new_7"] <= worker["new_28"] <= worker["children"]


def test_that_a_reduction_for_nobody_of_the_import_is_said(tmp_path: Path) -> None:
    """A slip in an id must not leave somebody with more hours than the council meant."""
    own = tmp_path / "own.toml"
    reduction = '\n[[reduction]]\nworker = "SW10O2"\nshare = 0.5\n'
    own.write_text(run("policy").stdout + reduction, encoding="utf-8")

    assert document("review", *TEAM)["policy"]["unknown_workers"] == []
    judged = ("review", *TEAM, "--policy", str(own))
    assert document(*judged)["policy"]["unknown_workers"] == ["SW10O2"]
    assert "for nobody of this import: SW10O2." in run(*judged).stdout


def test_that_review_says_what_is_coming_and_by_when_to_act() -> None:
    printed = document("review", *TEAM)

    coming = printed["coming"]
    words = "rule child worker due breaches_on act_by why message week"
    assert all(set(words.split()) <= set(each) for each in coming)
    assert {each["week"] for each in coming} == {1, 2, 3, 4}
    waiting = {each["child"] for each in printed["unallocated"]}
    assert {each["child"] for each in coming if each["why"] == "unallocated"} <= waiting
    for each in coming:
        assert each["breaches_on"] is None or each["breaches_on"] > printed["as_at"]
        assert (each["act_by"] is None) == (each["why"] == "")


def test_that_what_no_source_records_is_said_once() -> None:
    printed = document("review", *TEAM)
    said = run("review", *TEAM).stdout

    asked = {each["rule"] for each in printed["findings"]}
    for each in printed["not_checked"]:
        assert each["rule"] not in asked
        assert each["missing"]
        assert f"  {each['message']}\n" in said


def test_that_rules_of_another_country_and_local_ones_can_be_asked() -> None:
    printed = document("review", *TEAM, "--rules", "england", "--local", "cumberland")

    assert (printed["rules"], printed["local"]) == ("england+cumberland", ["cumberland"])
    rules = {each["rule"] for each in printed["findings"]}
    assert "A-ALL-06" in rules
    assert not any(rule.startswith("W-") for rule in rules)


def test_that_the_forecast_looks_as_far_ahead_as_it_is_asked() -> None:
    four = document("review", *TEAM)["coming"]

    assert document("review", *TEAM, "--weeks", "0")["coming"] == []
    assert document("review", *TEAM, "--weeks", "1")["coming"] == [
        each for each in four if each["week"] == 1
    ]


def test_that_review_prints_both_clocks_the_next_step_and_the_weeks_ahead() -> None:
    done = run("review", *TEAM)

    assert "referred Mon 6 Oct 2025, 286 working days ago; last worker ended Fri 13" in done.stdout
    assert "senior manager on Tue 24 Nov 2026" in done.stdout
    assert "  Sat 21 Nov to Fri 27 Nov\n" in done.stdout
    assert " unless allocated by " in done.stdout


def test_that_overload_that_lasts_is_told_by_earlier_imports(tmp_path: Path) -> None:
    earlier = []
    for day in ("2026-10-23", "2026-11-06"):
        made = document("sample", "--as-at", day, "--out", str(tmp_path / day))["files"]
        earlier += ["--earlier", *(file for file in made if file.endswith(".xlsx"))]

    alone, known = document("review", *TEAM), document("review", *TEAM, *earlier)

    assert alone["sustained"] == []
    over = {each["worker"] for each in known["workers"] if each["band"] == "over"}
    assert known["sustained"]
    for each in known["sustained"]:
        assert each["worker"] in over
        assert (each["since"], each["weeks"], each["imports"]) == ("2026-10-23", 4, 3)
        assert each["gaps"] == [["2026-10-23", "2026-11-06"], ["2026-11-06", "2026-11-20"]]
    said = run("review", *TEAM, *earlier).stdout
    assert "At 110 % or more since Fri 23 Oct 2026: 3 imports." in said


def test_that_an_import_that_is_not_earlier_is_refused_in_a_line() -> None:
    done = run("review", *TEAM, "--earlier", *TEAM)

    assert (done.returncode, done.stdout) == (2, "")
    assert "is as at 2026-11-20, which is not earlier" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_that_what_is_in_time_is_printed_when_asked_for() -> None:
    found = document("review", *TEAM, "--all")["findings"]

    assert "in_time" in {finding["state"] for finding in found}


def test_that_another_day_can_be_looked_at() -> None:
    later = document("review", *TEAM, "--as-at", "2026-12-20")

    assert later["as_at"] == "2026-12-20"
    assert len(later["findings"]) > len(document("review", *TEAM)["findings"])


def test_that_export_writes_the_workbook_it_names(tmp_path: Path) -> None:
    out = tmp_path / "allocation.xlsx"

    printed = document("export", *TEAM, "--out", str(out))

    assert printed["out"] == str(out)
    assert printed["sheets"][:4] == ["Cover", "Contents", "Changes", "Allocations"]
    assert printed["sheets"][4:8] == ["Unallocated", "Findings", "Balance", "Forecast"]
    assert zipfile.is_zipfile(out)


def test_that_an_export_without_names_has_no_childs_name(tmp_path: Path) -> None:
    out = tmp_path / "allocation.xlsx"
    review = document("review", *TEAM)
    from openpyxl import load_workbook  # noqa: PLC0415 - slow, and only here

    sheet = load_workbook(TEAM[0])["Children"]
    cells = [row[1] for row in sheet.iter_rows(min_row=4, values_only=True)]
    names = {name for name in cells if isinstance(name, str) and " " in name}

    document("export", *TEAM, "--out", str(out), "--hide-names")

    with zipfile.ZipFile(out) as book:
        text = "".join(book.read(part).decode("utf-8", "replace") for part in book.namelist())
    assert len(names) > review["children"] / 2
    assert [name for name in names if name in text] == []


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.xlsx", b"", "is empty"),
        ("broken.xlsx", b"PK\x03\x04 cut short", "damaged"),
        ("letter.xlsx", b"%PDF-1.7 a letter", "not a spreadsheet"),
        ("page.xls", b"<html><p>You are logged out.</p></html>", "web page"),
        ("notes.csv", b"remember the milk\n", "No table"),
    ],
)
def test_that_a_file_that_can_not_be_used_is_refused_in_one_line(
    tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    said, printed = run("review", str(path)), run("review", str(path), "--json")

    assert (said.returncode, said.stdout) == (1, "")
    assert name in said.stderr
    assert words in said.stderr
    assert len(said.stderr.splitlines()) == 1
    assert printed.returncode == 1
    (problem,) = json.loads(printed.stdout)["problems"]
    assert words in problem["message"]


def test_that_a_file_that_is_not_there_is_refused_in_one_line(tmp_path: Path) -> None:
    done = run("export", str(tmp_path / "none.xlsx"), "--out", str(tmp_path / "out.xlsx"))

    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "none.xlsx is not there. Check the name and the folder, then open it again."
    ]
    assert list(tmp_path.iterdir()) == []


def test_that_welsh_names_are_printed_on_a_console_that_knows_none(tmp_path: Path) -> None:
    path = tmp_path / "caseload.csv"
    path.write_text("Child ID,Status,Social worker\n7,CPR,Siân Llŷr\n", encoding="utf-8")

    done = run("review", str(path), PYTHONIOENCODING="ascii")

    assert done.returncode == 0
    assert "Siân Llŷr" in done.stdout
