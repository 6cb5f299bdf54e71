"""Policies: the example weights that ship, and the file of a council."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

from allocation_app.domain.policy import Bands, CaseType, Ladder, Policy, Weights
from allocation_app.errors import AppError
from allocation_app.settings.tables import Table, given, number, span, table, text, whole


def policy(path: Path | None = None) -> Policy:
    """The policy in a council's own file, or the example weights that ship.

    Raises `AppError` with the reason where the file can't be read as a policy.
    """
    if path is None:
        return _example_policy()
    try:
        return _policy(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise AppError("policy_unreadable", file=path.name, why=error.strerror or "") from error
    except (TypeError, ValueError) as error:
        raise AppError("policy_broken", file=path.name, why=str(error)) from error


@lru_cache(maxsize=1)
def _example_policy() -> Policy:
    return _policy(tomllib.loads(text("weights", "example.toml")))


def _policy(of: Table) -> Policy:
    cases, multiply = table(of, "cases"), table(of, "multiply")
    add, capacity = table(of, "add"), table(of, "capacity")
    bands, allocation = table(of, "bands"), table(of, "allocation")
    return Policy(
        name=str(given(of, "name")),
        version=str(given(of, "version")),
        is_example=of.get("is_example") is True,
        weights=Weights(
            cases={CaseType(case): number(points) for case, points in cases.items()},
            sibling=number(given(multiply, "sibling")),
            co_worked=number(given(multiply, "co_worked")),
            out_of_area=number(given(add, "out_of_area")),
            new=number(given(add, "new")),
            new_within=span(7 * number(given(add, "new_within_weeks"))),
        ),
        bands=Bands(
            full=number(given(bands, "full")),
            stretched=number(given(bands, "stretched")),
            over=number(given(bands, "over")),
        ),
        points_full_time=number(given(capacity, "points_full_time")),
        points_stable=number(given(capacity, "points_stable")),
        newly_qualified_share=number(given(capacity, "newly_qualified_share")),
        long_absence=span(whole(given(capacity, "long_absence_days"))),
        leaving_soon=span(whole(given(capacity, "leaving_soon_days"))),
        ladder=Ladder(allocate_within=whole(given(allocation, "allocate_within_working_days"))),
    )
