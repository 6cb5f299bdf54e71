"""Compares what a review says with what is true, part by part; the truth is the generator's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import pytest

Document = Mapping[str, Any]
Differences = dict[str, list[tuple[Any, ...]]]

WAIT = (
    "child",
    "family",
    "reason",
    "since",
    "working_days",
    "state",
    "escalation",
    "since_referral",
    "working_days_since_referral",
    "last_worker_ended",
    "due",
    "next_rung",
    "next_rung_on",
    "must_never_wait",
    "last_reviewed",
    "review_due",
    "missed_reviews",
    "seen_due",
)
DATED = ("rule", "child", "state", "trigger", "due", "over", "unit")
LOAD = ("children", "families", "band")
FIGURES = ("points", "capacity", "utilisation")
CLOSE = 2e-6
"""What two sums of the same points, each rounded to six places, can lie apart."""
UNTIMED = frozenset({"D11"})
"""Findings without a clock: a share of capacity is not over by days."""
AGREED: Differences = {"said, but not true": [], "true, but not said": []}


def differences(said: Iterable[tuple[Any, ...]], true: Iterable[tuple[Any, ...]]) -> Differences:
    """What is said and not true, and what is true and not said; empty lists where they agree."""
    says, holds = Counter(said), Counter(true)
    return {
        "said, but not true": sorted((says - holds).elements(), key=repr),
        "true, but not said": sorted((holds - says).elements(), key=repr),
    }


def rows_of(rows: Iterable[Document], keys: Iterable[str]) -> list[tuple[Any, ...]]:
    """The same parts of each row."""
    return [tuple(row[key] for key in keys) for row in rows]


def dated(findings: Iterable[Document]) -> list[tuple[Any, ...]]:
    """Findings with a clock that runs."""
    rows = [row for row in findings if row["rule"] not in UNTIMED]
    return rows_of((row for row in rows if row["state"] != "cannot_tell"), DATED)


def untold(findings: Iterable[Document]) -> list[tuple[Any, ...]]:
    """Which dates an answer lacks is for its sentence; here it counts that there is none."""
    rows = [row for row in findings if row["rule"] not in UNTIMED]
    return rows_of((row for row in rows if row["state"] == "cannot_tell"), ("rule", "child"))


def listed(true: Document) -> set[str]:
    """Who is on the staff list; the id of anybody else is the product's own, and any will do."""
    return {row["worker"] for row in true["workers"]} - {None}


def overloads(document: Document, listed: set[str]) -> list[tuple[Any, ...]]:
    """Who is said to carry too much (D11)."""
    return [
        (row["worker"] if row["worker"] in listed else None, row["state"])
        for row in document["findings"]
        if row["rule"] == "D11"
    ]


def named(document: Document, listed: set[str]) -> list[tuple[Any, ...]]:
    """Which finding names whom for which child."""
    return [
        (row["rule"], row["child"], row["worker"])
        for row in document["findings"]
        if row["child"] is not None and row["worker"] in listed
    ]


def unasked(document: Document) -> list[tuple[Any, ...]]:
    """Which rules are asked of nobody, since nobody records what they need."""
    return [(row["rule"], *sorted(row["missing"])) for row in document["not_checked"]]


def loads(document: Document, listed: set[str]) -> list[tuple[Any, ...]]:
    """What each worker holds."""
    return [
        (row["worker"] if row["worker"] in listed else None, *rows_of([row], LOAD)[0])
        for row in document["workers"]
    ]


def figures(document: Document, listed: set[str]) -> list[float]:
    """Each worker's figures, in one order; no utilisation is less than any."""
    ordered = sorted(
        document["workers"],
        key=lambda row: (row["worker"] if row["worker"] in listed else "", row["points"]),
    )
    return [-1 if row[key] is None else row[key] for row in ordered for key in FIGURES]


def disagreements(said: Document, true: Document) -> Document:
    """Everything in which a review is not the truth; empty if it is the truth.

    Points and shares may lie apart by what rounding leaves.
    """
    known = listed(true)
    pairs = {
        "as at": ([(said["as_at"],)], [(true["as_at"],)]),
        "children": ([(said["children"],)], [(true["children"],)]),
        "families": ([(said["families"],)], [(true["families"],)]),
        "unallocated": (rows_of(said["unallocated"], WAIT), rows_of(true["unallocated"], WAIT)),
        "dated": (dated(said["findings"]), dated(true["findings"])),
        "untold": (untold(said["findings"]), untold(true["findings"])),
        "overloads": (overloads(said, known), overloads(true, known)),
        "named": (named(said, known), named(true, known)),
        "not checked": (unasked(said), unasked(true)),
        "loads": (loads(said, known), loads(true, known)),
    }
    found: dict[str, object] = {
        part: difference
        for part, (says, holds) in pairs.items()
        if (difference := differences(says, holds)) != AGREED
    }
    alone = {row["child"] for row in true["unallocated"] if row["reason"] == "no_worker"}
    alone |= set(true["unreadable_holders"])
    if held := [row for row in said["findings"] if row["child"] in alone and row["worker"]]:
        found["held by nobody"] = held
    if figures(said, known) != pytest.approx(figures(true, known), abs=CLOSE):
        found["figures"] = (figures(said, known), figures(true, known))
    if said["balance"] != pytest.approx(true["balance"], abs=CLOSE):
        found["balance"] = (said["balance"], true["balance"])
    return found
