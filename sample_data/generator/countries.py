"""The rules in force in Wales and in England, by what the truth calls them."""

from __future__ import annotations

from sample_data.generator.asking import Country

IN_WALES = (
    "W-REF-01",
    "W-ASS-01",
    "W-S47-01",
    "W-CP-02",
    "W-CP-03",
    "W-CP-04",
    "W-CP-05",
    "W-CP-06",
    "W-CP-07",
    "W-CP-08",
    "W-CP-09",
    "W-CLA-01",
    "W-CLA-02",
    "W-CLA-03",
    "W-CLA-04",
    "W-CLA-05",
    "W-CLA-06",
    "W-CLA-07",
    "W-CLA-09",
    "W-CLA-11",
    "W-CLA-12",
    "W-CLA-13",
    "W-CL-01",
    "W-CL-02",
    "W-HLT-01",
    "W-HLT-02",
)
"""Those that are verified or secondary, so that they are on, and that a sheet can answer."""

IN_ENGLAND = {
    "W-REF-01": "E-REF-01",
    "W-ASS-01": "E-ASS-01",
    "W-S47-01": "E-S47-01",
    "W-CP-02": "E-CP-01",
    "W-CP-04": "E-CP-02",
    "W-CP-05": "E-CP-03",
    "W-CLA-01": "E-CLA-01",
    "W-CLA-02": "E-CLA-02",
    "W-CLA-03": "E-CLA-03",
    "W-CLA-04": "E-CLA-04",
    "W-CLA-05": "E-CLA-05",
    "W-CLA-06": "E-CLA-06",
    "W-CLA-07": "E-CLA-07",
    "W-CLA-11": "E-CLA-08",
    "W-CLA-12": "E-CLA-09",
    "W-CLA-13": "E-CLA-10",
}
"""The rules of England that say the same as one of Wales."""


def wales(recorded: frozenset[str]) -> Country:
    """The rules of Wales; ``recorded`` as in `Country`."""
    return Country(
        ids={rule: rule for rule in IN_WALES},
        assessed_within=42,
        recorded=recorded,
    )


def england(recorded: frozenset[str]) -> Country:
    """The rules of England; ``recorded`` as in `Country`."""
    return Country(ids=IN_ENGLAND, assessed_within=45, recorded=recorded)
