"""Planning on the command line: who could take a child, what a saved plan changes and breaks."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.stories.test_command_line import TEAM, document, run

FIGURES = {"max", "range", "unallocated", "late", "moves"}


@pytest.fixture(scope="module")
def looked() -> dict[str, Any]:
    """The review of the team, before any plan."""
    return document("review", *TEAM)


@pytest.fixture(scope="module")
def waiting(looked: dict[str, Any]) -> str:
    """A child who waits, and under nobody's name."""
    return next(str(each["child"]) for each in looked["unallocated"] if each["held_by"] is None)


@pytest.fixture(scope="module")
def fingerprint() -> str:
    """What a plan file of this import has to state."""
    from allocation_app.intake import open_books, understand  # noqa: PLC0415 - slow, and only here

    return understand(open_books([Path(path) for path in TEAM])).snapshot.fingerprint


def plan(folder: Path, fingerprint: str, *moves: tuple[str, str | None], **changes: object) -> str:
    """A plan in a file, as another tool may write it."""
    path = folder / "plan.json"
    told = {
        "format": "caseload-plan",
        "version": 1,
        "import": fingerprint,
        "as_at": "2026-11-20",
        "name": "A",
        "moves": [{"child": child, "to": to} for child, to in moves],
        "pins": [],
        "oversight": [],
    }
    path.write_text(json.dumps(told | changes), encoding="utf-8")
    return str(path)


def test_that_candidates_are_ranked_with_their_parts_and_a_reason(
    looked: dict[str, Any], waiting: str
) -> None:
    printed = document("candidates", *TEAM, "--child", waiting)

    assert set(printed) == {"child", "candidates", "excluded", "away"}
    assert printed["child"] == waiting
    shares = {each["worker"]: each["utilisation"] for each in looked["workers"]}
    scores = []
    for each in printed["candidates"]:
        assert {"worker", "before", "after", "parts", "reason"} <= set(each)
        assert each["before"] == shares[each["worker"]] < each["after"]
        assert each["score"] == pytest.approx(sum(each["parts"].values()), abs=1e-6)
        told = {"cases", "points", "days", "expected", "since", "first_import", "message"}
        assert set(each["recent"]) == told
        scores.append(each["score"])
    assert scores == sorted(scores, reverse=True)
    left = {"worker": "SW1012", "rule": "has_left", "message": "has left"}
    assert left in printed["excluded"]
    told = [*printed["candidates"], *printed["excluded"], *printed["away"]]
    assert {each["worker"] for each in told} == set(shares)


def test_that_candidates_are_said_in_words(waiting: str) -> None:
    done = run("candidates", *TEAM, "--child", waiting)

    assert done.returncode == 0
    assert f"Who could take {waiting}" in done.stdout
    assert "% of capacity to spare afterwards" in done.stdout
    assert "Hannah Foster                has left" in done.stdout


def test_that_a_child_whom_nobody_knows_is_wrong_usage() -> None:
    done = run("candidates", *TEAM, "--child", "nobody", "--json")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("No child of this import has the identifier nobody.")


def test_that_a_plan_without_a_broken_rule_is_ok(
    tmp_path: Path, fingerprint: str, waiting: str, looked: dict[str, Any]
) -> None:
    first = document("candidates", *TEAM, "--child", waiting)["candidates"][0]
    path = plan(tmp_path, fingerprint, (waiting, first["worker"]))

    printed = document("check", *TEAM, "--plan", path)

    assert set(printed) == {"ok", "violations", "warnings", "steps", "before", "after"}
    assert (printed["ok"], printed["violations"]) == (True, [])
    before, after = printed["before"], printed["after"]
    assert set(before) == set(after) == FIGURES
    assert (before["max"], before["range"]) == (
        looked["balance"]["max"],
        looked["balance"]["range"],
    )
    assert before["unallocated"] == len(looked["unallocated"])
    assert (after["unallocated"], after["moves"]) == (before["unallocated"] - 1, 1)
    assert before["moves"] == 0


def test_that_taking_the_first_loads_them_as_it_was_said(
    tmp_path: Path, fingerprint: str, waiting: str
) -> None:
    first = document("candidates", *TEAM, "--child", waiting)["candidates"][0]
    path = plan(tmp_path, fingerprint, (waiting, first["worker"]))

    again = document("candidates", *TEAM, "--child", waiting, "--plan", path)

    (taken,) = [each for each in again["candidates"] if each["worker"] == first["worker"]]
    assert taken["before"] == taken["after"] == first["after"]


def test_that_a_plan_that_breaks_a_rule_says_which(
    tmp_path: Path, fingerprint: str, waiting: str
) -> None:
    path = plan(tmp_path, fingerprint, (waiting, "SW1012"))

    printed, said = document("check", *TEAM, "--plan", path), run("check", *TEAM, "--plan", path)

    assert printed["ok"] is False
    (violation,) = printed["violations"]
    sentence = "Hannah Foster is no longer in post then: the last day is Fri 13 Nov 2026."
    named = {"rule": "has_left", "child": waiting, "worker": "SW1012", "message": sentence}
    assert named.items() <= violation.items()
    assert said.returncode == 0
    assert said.stdout.splitlines()[0] == "Hard rules broken: 1"
    assert f"  {waiting}      {sentence}" in said.stdout
    assert f"  {waiting}      nobody → Hannah Foster" in said.stdout
    assert "most loaded                     131 %    131 %" in said.stdout


def test_that_a_rule_that_warns_is_said_in_words_and_why_it_is_set_aside(
    tmp_path: Path, fingerprint: str
) -> None:
    """Sioned Hughes carries most; whoever else she gets, she is over capacity."""
    told = {"child": "4100010", "to": "SW1002", "effective": "2026-11-23"}
    aside = {"overrides": ["over"], "override_reason": "SHORTLY"}
    path = plan(tmp_path, fingerprint, moves=[told | aside])

    printed, said = document("check", *TEAM, "--plan", path), run("check", *TEAM, "--plan", path)

    over = next(each for each in printed["warnings"] if each["rule"] == "over")
    assert over["is_set_aside"] is True
    assert over["amounts"]["utilisation"] > 1.1
    assert " would carry " in over["message"]
    assert f"{over['message']} Set aside: for a short time only." in said.stdout
    assert printed["ok"] is True


def test_that_somebody_who_joins_by_a_plan_can_be_asked_and_given_a_child(
    tmp_path: Path, fingerprint: str, waiting: str
) -> None:
    joins = {
        "kind": "joins",
        "worker": "N1",
        "day": "2026-11-20",
        "joiner": {"name": "Ann Other", "fte": 0.5},
    }
    path = plan(tmp_path, fingerprint, (waiting, "N1"), staffing=[joins])

    printed = document("check", *TEAM, "--plan", path)
    ranked = document("candidates", *TEAM, "--child", waiting, "--plan", path)["candidates"]

    assert printed["ok"] is True
    joining, moving = printed["steps"]
    assert joining["message"] == "joins on Fri 20 Nov 2026: social worker, 0.5 FTE"
    assert (moving["about"], moving["message"]) == (waiting, "nobody → Ann Other")
    assert (joining["about"], moving["day"]) == ("N1", "2026-11-20")
    assert moving["effect"].startswith("Ann Other 0 → ")
    assert "N1" in {each["worker"] for each in ranked}
    assert " Ann Other " in run("candidates", *TEAM, "--child", waiting, "--plan", path).stdout


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"import": "0" * 16, "as_at": "2026-11-13"}, "was made on other facts, as at 2026-11-13"),
        ({"version": 2}, "was saved by a later version"),
        ({"format": "shopping"}, "is not a plan"),
        ({"moves": [{"child": "nobody", "to": "SW1002"}]}, "nobody (plan.moves[1].child)"),
        ({"moves": [{"child": "4100056", "to": "SW9"}]}, "SW9 (plan.moves[1].to)"),
    ],
)
def test_that_a_plan_that_can_not_be_used_is_refused_in_one_line(
    tmp_path: Path, fingerprint: str, changes: dict[str, object], words: str
) -> None:
    path = plan(tmp_path, fingerprint, **changes)

    said, printed = (
        run("check", *TEAM, "--plan", path),
        run("check", *TEAM, "--plan", path, "--json"),
    )

    assert (said.returncode, said.stdout) == (1, "")
    assert words in said.stderr
    assert len(said.stderr.splitlines()) == 1
    assert printed.returncode == 1
    (problem,) = json.loads(printed.stdout)["problems"]
    assert words in problem["message"]


ODD = pytest.param(
    os.fsdecode(b"pl\xe2n.json"),
    marks=pytest.mark.skipif(sys.platform != "linux", reason="names of files are text there"),
    id="odd",
)


@pytest.mark.parametrize("name", [ODD, "plan.json"])
@pytest.mark.parametrize("flag", [(), ("--json",)])
def test_that_half_a_letter_is_told_of_and_stops_nothing(
    tmp_path: Path, name: str, flag: tuple[str, ...]
) -> None:
    path = tmp_path / name
    path.write_text('{"format": "caseload-plan", "version": 1, "import": "", "as_at": "\\ud800"}')

    done = run("check", *TEAM, "--plan", str(path), *flag)

    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "made on other facts, as at" in done.stderr
    if flag:
        assert json.loads(done.stdout)["problems"][0]["code"] == "plan_other_import"


def test_that_the_workbook_shows_what_the_plan_says(
    tmp_path: Path, fingerprint: str, waiting: str
) -> None:
    from openpyxl import load_workbook  # noqa: PLC0415 - slow, and only here

    path = plan(tmp_path, fingerprint, (waiting, "SW1010"))
    plain, planned = tmp_path / "plain.xlsx", tmp_path / "planned.xlsx"

    document("export", *TEAM, "--out", str(plain))
    document("export", *TEAM, "--out", str(planned), "--plan", path)

    def listed(book: Path) -> set[object]:
        rows = load_workbook(book, read_only=True)["Unallocated"].iter_rows(values_only=True)
        return {cell for row in rows for cell in row}

    assert waiting in listed(plain)
    assert waiting not in listed(planned)
