"""How far a percentage can be off is what the made-up facts allow, in any layout.

Worked out twice: by the product from the files, and by the generator from the facts.
"""

import json
from pathlib import Path

import pytest

from allocation_app import settings
from allocation_app.domain.doubt import doubt
from allocation_app.domain.plan import Plan
from allocation_app.domain.review import review
from allocation_app.intake import read
from sample_data import generate, generate_layout
from sample_data.generator.layouts import LAYOUTS
from tests.stories.comparing import AGREED, Document, differences

Ranges = list[tuple[str | None, float, float]]

DECIMALS = 5
"""Of shares whose sums are each rounded to six places."""


def _said(paths: list[Path], true: Document) -> Ranges:
    listed = {row["worker"] for row in true["workers"]}
    looked = review(
        Plan(snapshot=read(paths).snapshot),
        settings.policy(None),
        settings.rule_set("wales"),
        settings.calendar(),
        in_time=False,
    )
    return [
        (str(worker) if worker in listed else None, *_rounded(told.range.low, told.range.high))
        for worker, told in doubt(looked.caseloads).items()
    ]


def _true(true: Document) -> Ranges:
    return [(row["worker"], *_rounded(row["low"], row["high"])) for row in true["ranges"]]


def _rounded(low: float, high: float) -> tuple[float, float]:
    return round(low, DECIMALS), round(high, DECIMALS)


@pytest.mark.parametrize(
    ("size", "seed"), [("team", 1), ("team", 2), ("service", 1), ("service", 2), ("council", 1)]
)
def test_that_every_range_is_what_the_missing_facts_allow(
    size: str, seed: int, tmp_path: Path
) -> None:
    *paths, truth = generate(size, seed, tmp_path)
    true = json.loads(truth.read_text(encoding="utf-8"))
    assert true["ranges"]
    assert differences(_said(paths, true), _true(true)) == AGREED


@pytest.mark.timeout(600)
@pytest.mark.campaign(quick=1, ci=10)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_that_the_ranges_are_the_same_in_any_layout(
    layout: str, rounds: int, tmp_path: Path
) -> None:
    for seed in range(1, rounds + 1):
        *paths, truth = generate_layout(layout, "cy", seed, tmp_path / str(seed))
        true = json.loads(truth.read_text(encoding="utf-8"))
        assert differences(_said(paths, true), _true(true)) == AGREED, seed
