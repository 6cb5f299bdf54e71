"""The README's curve is that of the sample team.

`RENEW_README=1 ./run-tests tests/stories/test_readme_curve.py` writes it anew.
"""

import os
from collections.abc import Iterator, Mapping
from itertools import pairwise
from textwrap import wrap
from typing import Any

import pytest

from allocation_app.wording import effects, terms
from tests.stories.test_command_line import ROOT, TEAM, document

README = ROOT / "README.md"
BEGIN = "<!-- curve: RENEW_README=1 ./run-tests tests/stories/test_readme_curve.py -->"
END = "<!-- end of the curve -->"
CHANGES = "0,1,2,3,5,8"


def table(curve: Mapping[str, Any], safe: Mapping[str, Any]) -> str:
    """The curve as a table, what it says to a manager in a sentence, and what is short."""
    said = f"Of the sample team: {_said(curve)}"
    short = f"To make it safe: “{safe['shortage']['message']}”"
    return "\n".join(
        [BEGIN, "", *_rows(curve), "", *wrap(said, 100), "", *wrap(short, 100), "", END]
    )


def _rows(curve: Mapping[str, Any]) -> Iterator[str]:
    yield "| children who change worker | most loaded | from least to most loaded | |"
    yield "|---|---|---|---|"
    before = curve["before"]
    yield (
        f"| as it is, {terms.children(int(before['unallocated']))} unallocated"
        f" | {_share(before['max'])} | {_share(before['range'])} | |"
    )
    for point in curve["points"]:
        yield (
            f"| {point['moves']} | {_share(point['max'])}"
            f" | {_share(point['range'])} | {point['message']} |"
        )


def _share(share: float) -> str:
    return f"{effects.tenths(share)} %"


def _said(curve: Mapping[str, Any]) -> str:
    """Of the fewest changes of which the next brings the worst load no whole per cent lower."""
    points = [point for point in curve["points"] if point["moves"]]
    few = next(
        point
        for point, more in pairwise(points)
        if terms.percent(point["max"]) == terms.percent(more["max"])
    )
    assert few["proven"]
    return (
        f"{terms.children(few['placed'])} who wait, or whose worker is not there, get a worker and"
        f" {few['changes']} others change theirs; the worst load falls from"
        f" {terms.percent(curve['before']['max'])} to {terms.percent(few['max'])}, and no plan with"
        " as few changes does better."
    )


@pytest.mark.timeout(480)
def test_that_the_curve_of_the_readme_is_that_of_the_sample() -> None:
    before, rest = README.read_text(encoding="utf-8").split(BEGIN)
    between, after = rest.split(END)
    written = f"{BEGIN}{between}{END}"
    found = table(document("frontier", *TEAM, "--moves", CHANGES), document("suggest", *TEAM))
    if os.environ.get("RENEW_README"):
        written = found
        README.write_text(f"{before}{written}{after}", encoding="utf-8")

    assert written == found
