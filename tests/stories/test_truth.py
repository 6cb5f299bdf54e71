"""The review says what is true: counts, loads, waits and findings of made-up services.

The truth is worked out by `sample_data.generator`, from the facts and not from the files. It shares
no code with the product.
"""

import json
import subprocess
import sys
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest

from sample_data import generate
from tests.stories.comparing import (
    AGREED,
    CLOSE,
    WAIT,
    Document,
    dated,
    differences,
    disagreements,
    figures,
    listed,
    loads,
    named,
    overloads,
    rows_of,
    unasked,
    untold,
)

ROOT = Path(__file__).parents[2]

Both = tuple[Document, Document]

SETS = [
    *(("team", seed) for seed in (1, 2, 3)),
    *(("service", seed) for seed in (1, 2, 3)),
    *(("council", seed) for seed in (1, 2, 3)),
]


@pytest.fixture(scope="module", params=SETS, ids=lambda one: f"{one[0]}-{one[1]}")
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Both:
    """What the command line says of a set, and the truth about it."""
    size, seed = request.param
    *sheets, truth = generate(size, seed, tmp_path_factory.mktemp(f"{size}-{seed}"))
    return _review(sheets), json.loads(truth.read_text(encoding="utf-8"))


def _review(sheets: Iterable[Path], *options: str) -> Document:
    command = [sys.executable, "-m", "allocation_app", "review", *map(str, sheets), "--json"]
    command += options
    ended = subprocess.run(  # noqa: PLW1510 - the code is asserted with what was said
        command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=60
    )
    assert ended.returncode == 0, ended.stderr
    document: Document = json.loads(ended.stdout)
    return document


def test_that_the_review_is_as_at_the_day_of_the_file(both: Both) -> None:
    said, true = both
    assert said["as_at"] == true["as_at"]


def test_that_every_child_and_family_counts_once(both: Both) -> None:
    said, true = both
    assert (said["children"], said["families"]) == (true["children"], true["families"])


def test_that_every_child_without_a_worker_is_found_and_nobody_else(both: Both) -> None:
    said, true = both
    assert (
        differences(rows_of(said["unallocated"], WAIT), rows_of(true["unallocated"], WAIT))
        == AGREED
    )


def test_that_every_finding_with_dates_is_the_true_one(both: Both) -> None:
    said, true = both
    assert differences(dated(said["findings"]), dated(true["findings"])) == AGREED


def test_that_what_cannot_be_told_is_said_and_nothing_else(both: Both) -> None:
    said, true = both
    assert differences(untold(said["findings"]), untold(true["findings"])) == AGREED


def test_that_every_overload_is_found(both: Both) -> None:
    said, true = both
    known = listed(true)
    assert differences(overloads(said, known), overloads(true, known)) == AGREED


def test_that_a_finding_names_whoever_the_child_stands_under(both: Both) -> None:
    said, true = both
    known = listed(true)
    assert differences(named(said, known), named(true, known)) == AGREED


def test_that_no_finding_names_anybody_for_a_child_whom_nobody_holds(both: Both) -> None:
    said, true = both
    alone = {row["child"] for row in true["unallocated"] if row["reason"] == "no_worker"}
    alone |= set(true["unreadable_holders"])
    named_rows = [row for row in said["findings"] if row["child"] in alone and row["worker"]]
    assert named_rows == []


def test_that_what_nobody_records_is_said_once(both: Both) -> None:
    said, true = both
    assert differences(unasked(said), unasked(true)) == AGREED


def test_that_every_load_is_the_true_one(both: Both) -> None:
    said, true = both
    known = listed(true)
    assert differences(loads(said, known), loads(true, known)) == AGREED
    assert figures(said, known) == pytest.approx(figures(true, known), abs=CLOSE)


def test_that_the_balance_is_the_true_one(both: Both) -> None:
    said, true = both
    assert said["balance"] == pytest.approx(true["balance"], abs=CLOSE)


@pytest.mark.parametrize(
    ("size", "seed"), [*(("team", n) for n in (1, 2, 3)), *(("service", n) for n in (1, 2, 3))]
)
def test_that_the_rules_of_england_say_what_is_true(size: str, seed: int, tmp_path: Path) -> None:
    *sheets, truth = generate(size, seed, tmp_path)
    true = json.loads(truth.read_text(encoding="utf-8"))
    said = _review(sheets, "--rules", "england")
    assert said["rules"].startswith("england")
    assert disagreements(said, true | true["england"]) == {}


@pytest.mark.timeout(900)
@pytest.mark.campaign(quick=2, ci=40)
def test_that_the_truth_holds_on_any_day(rounds: int, tmp_path: Path) -> None:
    """Weekends, bank holidays and the ends of months among them."""
    for number in range(rounds):
        as_at = date(2026, 11, 15) - timedelta(days=47 * number)
        *sheets, truth = generate("service", 100 + number, tmp_path / str(number), as_at=as_at)
        said, true = _review(sheets), json.loads(truth.read_text(encoding="utf-8"))
        assert said["as_at"] == as_at.isoformat()
        assert disagreements(said, true) == {}
