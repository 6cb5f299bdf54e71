"""The figures of what is handed round are those of the review: each document, beside its JSON."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from allocation_app.cli import DONE, main
from allocation_app.domain.findings import Told
from allocation_app.domain.review import Review
from allocation_app.intake import read
from allocation_app.report.exports import Source, listing
from allocation_app.report.orders import Order, What
from allocation_app.settings.plans import read_plan
from allocation_app.wording import terms
from tests.builders import a_review
from tests.stories.test_command_line import TEAM, document

Rows = Sequence[Mapping[str, str]]


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A plan in which the queue of the team gets workers."""
    path = tmp_path_factory.mktemp("plan") / "plan.json"
    document("suggest", *TEAM, "--only-unallocated", "--plan", str(path))
    return str(path)


@pytest.fixture(scope="module", params=["import", "plan"])
def asked(request: pytest.FixtureRequest, plan: str) -> list[str]:
    """What is looked at: the import alone, or with the plan on it."""
    return [*TEAM, "--plan", plan] if request.param == "plan" else TEAM


@pytest.fixture(scope="module")
def looked(asked: list[str]) -> dict[str, Any]:
    """What the review says of it."""
    return document("review", *asked)


def listed(
    asked: list[str], what: What, folder: Path, capsys: pytest.CaptureFixture[str]
) -> tuple[Rows, int]:
    """The rows of an exported list by its headings, and how many children it says it names."""
    out = folder / "list.csv"
    capsys.readouterr()
    words = ["export", *asked, "--names", "names", "--what", what, "--out", str(out), "--json"]
    assert main(words) == DONE
    said = json.loads(capsys.readouterr().out)
    return list(csv.DictReader(io.StringIO(out.read_text("utf-8-sig")))), said["children"]


def test_that_allocations_add_up_to_what_every_worker_holds(
    asked: list[str],
    looked: dict[str, Any],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    rows, children = listed(asked, What.ALLOCATIONS, tmp_path, capsys)
    points: Counter[str] = Counter()
    held: Counter[str] = Counter()
    for row in rows:
        points[row["Worker"]] += round(float(row["Points"] or 0) * 1000)
        held[row["Worker"]] += 1

    assert len(rows) == children == looked["children"]
    assert len({row["Family"] for row in rows if row["Family"]}) <= looked["families"]
    for worker in looked["workers"]:
        assert held[worker["name"]] == worker["children"]
        held_by = sum(line["points"] for line in worker["sum"] if line["is_held"])
        assert points[worker["name"]] == pytest.approx(held_by * 1000, abs=1)
    assert sum(bool(row["Why unallocated"]) for row in rows) >= len(looked["unallocated"])
    for told, heading in ((Told.LATE, "Late"), (Told.DUE_SOON, "Due soon")):
        dated = [each for each in looked["findings"] if each["child"] and each["due"]]
        counted = sum(each["state"] == told for each in dated)
        assert sum(int(row[heading] or 0) for row in rows) == counted


def test_that_who_waits_waits_as_long_as_the_review_says(
    asked: list[str],
    looked: dict[str, Any],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    rows, children = listed(asked, What.UNALLOCATED, tmp_path, capsys)

    assert children == len(looked["unallocated"])
    assert [(row["Child ID"], row["Working days waiting"]) for row in rows] == [
        (each["child"], "" if each["working_days"] is None else str(each["working_days"]))
        for each in looked["unallocated"]
    ]


def test_that_each_finding_of_the_review_has_its_row(
    asked: list[str],
    looked: dict[str, Any],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    rows, children = listed(asked, What.FINDINGS, tmp_path, capsys)
    states = Counter(row["State"] for row in rows)

    assert len(rows) == len(looked["findings"])
    assert children == len({each["child"] for each in looked["findings"]} - {None})
    assert {(row["Rule"], row["Child ID"] or None) for row in rows} == {
        (each["rule"], each["child"]) for each in looked["findings"]
    }
    late = sum(each["state"] == "late" for each in looked["findings"])
    assert states[terms.told(Told.LATE)] + states[terms.told(Told.FLAGGED)] == late


def test_that_what_is_coming_is_what_the_review_says(
    asked: list[str],
    looked: dict[str, Any],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    rows, _ = listed(asked, What.FORECAST, tmp_path, capsys)

    assert len(rows) == len(looked["coming"])


def test_that_the_board_has_each_worker_at_the_load_of_the_review(
    asked: list[str],
    looked: dict[str, Any],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    rows, children = listed(asked, What.BOARD, tmp_path, capsys)

    assert children == 0
    # Who has neither capacity nor a case is left out once they have left.
    nothing = ("no capacity", 0, 0)
    shown = [
        (row["Load"].split(" (")[0], int(row["Children"]), int(row["Families"])) for row in rows
    ]
    known = [
        (percent(each["utilisation"]), each["children"], each["families"])
        for each in looked["workers"]
    ]
    assert Counter(each for each in shown if each != nothing) == Counter(
        each for each in known if each != nothing
    )
    assert shown.count(nothing) <= known.count(nothing)


def percent(share: float | None) -> str:
    """A load as the board has it."""
    return "no capacity" if share is None else terms.percent(share)


def test_that_the_shares_of_a_period_add_up_to_the_cases_given_in_it(
    asked: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given, children = listed(asked, What.GIVEN, tmp_path, capsys)
    shares, _ = listed(asked, What.SHARES, tmp_path, capsys)

    assert len(given) == sum(int(row["Cases given"]) for row in shares) > 20
    assert children == len({row["Child ID"] for row in given})
    for row in shares:
        points = [float(each["Points"]) for each in given if each["To"] == row["Worker"]]
        assert float(row["Points given"]) == pytest.approx(sum(points))


@pytest.mark.parametrize("what", [What.ALLOCATIONS, What.UNALLOCATED, What.FINDINGS, What.BOARD])
def test_that_what_is_only_planned_is_never_told_as_if_it_were_so(plan: str, what: What) -> None:
    snapshot = read([Path(path) for path in TEAM]).snapshot
    moves = read_plan(Path(plan), snapshot).moves

    assert first_line(what, a_review(snapshot, moves=moves)) == (
        f"As planned: {len(moves)} changes that are not made yet count as made."
    )
    assert "planned" not in first_line(what, a_review(snapshot))


def first_line(what: What, looked: Review) -> str:
    """What a list says first."""
    line, *_ = listing(Order(what=what), Source(review=looked)).lead
    return str(line[0][0])
