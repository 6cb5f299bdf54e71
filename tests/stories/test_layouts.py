"""The team set says the same in every layout that people keep, in English and in Welsh.

The generator writes the facts of one team in layout after layout, untidily; the review must give
the truth each time. What a layout can't carry is taken from the facts before the truth is worked
out (`sample_data.generator.layouts`), never from the comparison.
"""

import json
from pathlib import Path

import pytest

from allocation_app import settings
from allocation_app.documents import review_document
from allocation_app.domain.plan import Plan
from allocation_app.domain.review import review
from allocation_app.intake import Reading, read
from sample_data import generate_layout
from sample_data.generator.layouts import LAYOUTS
from tests.stories.comparing import Document, disagreements


def _reviewed(reading: Reading, country: str) -> Document:
    """What `review --json` says of these files, without a process for each of them."""
    looked = review(
        Plan(snapshot=reading.snapshot),
        settings.policy(None),
        settings.rule_set(country),
        settings.calendar(),
        in_time=False,
    )
    document: Document = json.loads(json.dumps(review_document(looked, reading.problems)))
    return document


@pytest.mark.timeout(600)
@pytest.mark.campaign(quick=1, ci=20)
@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_that_the_review_says_what_is_true_whatever_the_layout(
    layout: str, language: str, rounds: int, tmp_path: Path
) -> None:
    wrong = {}
    for seed in range(1, rounds + 1):
        *paths, truth = generate_layout(layout, language, seed, tmp_path / str(seed))
        true = json.loads(truth.read_text(encoding="utf-8"))
        reading = read(paths)
        for country, holds in (("wales", true), ("england", true | true["england"])):
            if found := disagreements(_reviewed(reading, country), holds):
                wrong[seed, country] = found
    assert wrong == {}
