"""The review says what is true: counts, loads, waits and findings of made-up services.

The truth is worked out by `sample_data.generator`, from the facts and not from the files. It shares
no code with the product.
"""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from sample_data import generate

ROOT = Path(__file__).parents[2]

Document = Mapping[str, Any]
Both = tuple[Document, Document]

SETS = [
    *(("team", seed) for seed in (1, 2, 3)),
    *(("service", seed) for seed in (1, 2, 3)),
    *(("council", seed) for seed in (1, 2, 3)),
]

WAIT = ("child", "family", "reason", "since", "working_days", "state", "escalation")
DATED = ("rule", "child", "state", "trigger", "due", "over", "unit")
LOAD = ("children", "families", "band")
FIGURES = ("points", "capacity", "utilisation")
CLOSE = 2e-6
"""What two sums of the same points, each rounded to six places, can lie apart."""
UNTIMED = frozenset({"D11"})
"""Findings without a clock: a share of capacity is not over by days."""


@pytest.fixture(scope="module", params=SETS, ids=lambda one: f"{one[0]}-{one[1]}")
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Both:
    """What the command line says of a set, and the truth about it."""
    size, seed = request.param
    *sheets, truth = generate(size, seed, tmp_path_factory.mktemp(f"{size}-{seed}"))
    return _review(sheets), json.loads(truth.read_text(encoding="utf-8"))


def _review(sheets: Iterable[Path]) -> Document:
    command = [sys.executable, "-m", "allocation_app", "review", *map(str, sheets), "--json"]
    ended = subprocess.run(  # noqa: PLW1510 - the code is asserted with what was said
        command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=60
    )
    assert ended.returncode == 0, ended.stderr
    document: Document = json.loads(ended.stdout)
    return document


def differences(
    said: Iterable[tuple[Any, ...]], true: Iterable[tuple[Any, ...]]
) -> dict[str, list[tuple[Any, ...]]]:
    """What is said and not true, and what is true and not said; empty lists where they agree."""
    says, holds = Counter(said), Counter(true)
    return {
        "said, but not true": sorted((says - holds).elements(), key=repr),
        "true, but not said": sorted((holds - says).elements(), key=repr),
    }


AGREED: dict[str, list[tuple[Any, ...]]] = {"said, but not true": [], "true, but not said": []}


def test_that_the_review_is_as_at_the_day_of_the_file(both: Both) -> None:
    said, true = both
    assert said["as_at"] == true["as_at"]


def test_that_every_child_and_family_counts_once(both: Both) -> None:
    said, true = both
    assert (said["children"], said["families"]) == (true["children"], true["families"])


def test_that_every_child_without_a_worker_is_found_and_nobody_else(both: Both) -> None:
    said, true = both
    assert differences(_rows(said["unallocated"], WAIT), _rows(true["unallocated"], WAIT)) == AGREED


def test_that_every_finding_with_dates_is_the_true_one(both: Both) -> None:
    said, true = both
    assert differences(_dated(said["findings"]), _dated(true["findings"])) == AGREED


def test_that_what_cannot_be_told_is_said_and_nothing_else(both: Both) -> None:
    said, true = both
    assert differences(_untold(said["findings"]), _untold(true["findings"])) == AGREED


def test_that_every_overload_is_found(both: Both) -> None:
    said, true = both
    listed = _listed(true)
    assert differences(_overloads(said, listed), _overloads(true, listed)) == AGREED


def test_that_a_finding_names_whoever_the_child_stands_under(both: Both) -> None:
    said, true = both
    listed = _listed(true)
    assert differences(_named(said, listed), _named(true, listed)) == AGREED


def test_that_no_finding_names_anybody_for_a_child_whom_nobody_holds(both: Both) -> None:
    said, true = both
    alone = {row["child"] for row in true["unallocated"] if row["reason"] == "no_worker"}
    alone |= set(true["unreadable_holders"])
    named = [row for row in said["findings"] if row["child"] in alone and row["worker"]]
    assert named == []


def test_that_every_load_is_the_true_one(both: Both) -> None:
    said, true = both
    listed = _listed(true)
    assert differences(_loads(said, listed), _loads(true, listed)) == AGREED
    assert _figures(said, listed) == pytest.approx(_figures(true, listed), abs=CLOSE)


def test_that_the_balance_is_the_true_one(both: Both) -> None:
    said, true = both
    assert said["balance"] == pytest.approx(true["balance"], abs=CLOSE)


@pytest.mark.campaign(quick=2, ci=40)
def test_that_the_truth_holds_on_any_day(rounds: int, tmp_path: Path) -> None:
    """Weekends, bank holidays and the ends of months among them."""
    for number in range(rounds):
        as_at = date(2026, 11, 15) - timedelta(days=47 * number)
        *sheets, truth = generate("service", 100 + number, tmp_path / str(number), as_at=as_at)
        said, true = _review(sheets), json.loads(truth.read_text(encoding="utf-8"))
        listed = _listed(true)
        assert said["as_at"] == as_at.isoformat()
        assert differences(_dated(said["findings"]), _dated(true["findings"])) == AGREED
        assert differences(_untold(said["findings"]), _untold(true["findings"])) == AGREED
        assert differences(_loads(said, listed), _loads(true, listed)) == AGREED
        waits = _rows(said["unallocated"], WAIT), _rows(true["unallocated"], WAIT)
        assert differences(*waits) == AGREED


def _rows(rows: Iterable[Document], keys: Iterable[str]) -> list[tuple[Any, ...]]:
    return [tuple(row[key] for key in keys) for row in rows]


def _dated(findings: Iterable[Document]) -> list[tuple[Any, ...]]:
    rows = [row for row in findings if row["rule"] not in UNTIMED]
    return _rows((row for row in rows if row["state"] != "cannot_tell"), DATED)


def _untold(findings: Iterable[Document]) -> list[tuple[Any, ...]]:
    """Which dates an answer lacks is for its sentence; here it counts that there is none."""
    rows = [row for row in findings if row["rule"] not in UNTIMED]
    return _rows((row for row in rows if row["state"] == "cannot_tell"), ("rule", "child"))


def _listed(true: Document) -> set[str]:
    """Who is on the staff list; the id of anybody else is the product's own, and any will do."""
    return {row["worker"] for row in true["workers"]} - {None}


def _overloads(document: Document, listed: set[str]) -> list[tuple[Any, ...]]:
    return [
        (row["worker"] if row["worker"] in listed else None, row["state"])
        for row in document["findings"]
        if row["rule"] == "D11"
    ]


def _named(document: Document, listed: set[str]) -> list[tuple[Any, ...]]:
    return [
        (row["rule"], row["child"], row["worker"])
        for row in document["findings"]
        if row["child"] is not None and row["worker"] in listed
    ]


def _loads(document: Document, listed: set[str]) -> list[tuple[Any, ...]]:
    return [
        (row["worker"] if row["worker"] in listed else None, *_rows([row], LOAD)[0])
        for row in document["workers"]
    ]


def _figures(document: Document, listed: set[str]) -> list[float]:
    """Each worker's figures, in one order; no utilisation is less than any."""
    ordered = sorted(
        document["workers"],
        key=lambda row: (row["worker"] if row["worker"] in listed else "", row["points"]),
    )
    return [-1 if row[key] is None else row[key] for row in ordered for key in FIGURES]
