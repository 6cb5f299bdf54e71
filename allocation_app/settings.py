"""What ships in `resources` and what a council may replace: calendar, rule sets, policy."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from importlib import resources
from math import isfinite
from pathlib import Path
from typing import cast

from allocation_app.domain.conditions import Condition
from allocation_app.domain.people import EventKind, Status
from allocation_app.domain.policy import Bands, CaseType, Policy, Weights
from allocation_app.domain.timescales import DUE_SOON_DAYS, Rule, RuleSet
from allocation_app.domain.working_days import Holiday, Unit, WorkingDays
from allocation_app.errors import AppError

APPLICATION = "caseload-allocation"
Table = Mapping[str, object]


@lru_cache(maxsize=1)
def calendar() -> WorkingDays:
    """The working days of England and Wales, from the bank holidays published by GOV.UK."""
    text = _text("bank_holidays.csv")
    holidays = tuple(
        Holiday(day=date.fromisoformat(row["date"]), name=row["name"], name_cy=row["name_cy"])
        for row in csv.DictReader(text.splitlines())
    )
    return WorkingDays(
        holidays=holidays,
        valid_from=date(holidays[0].day.year, 1, 1),
        valid_to=date(holidays[-1].day.year, 12, 31),
    )


@lru_cache(maxsize=4)
def rule_set(name: str = "wales") -> RuleSet:
    """The rules that ship under this name; raises `AppError` where there is none."""
    if name not in RULE_SETS:
        raise AppError("no_such_rules", name=name, known=", ".join(RULE_SETS))
    table = tomllib.loads(_text("rules", f"{name}.toml"))
    rules = cast("list[Table]", table["rule"])
    return RuleSet(
        name=str(table["name"]), version=str(table["version"]), rules=tuple(map(_rule, rules))
    )


RULE_SETS = ("wales",)


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
    return _policy(tomllib.loads(_text("weights", "example.toml")))


def _policy(table: Table) -> Policy:
    cases, multiply = _table(table, "cases"), _table(table, "multiply")
    add, capacity = _table(table, "add"), _table(table, "capacity")
    bands, allocation = _table(table, "bands"), _table(table, "allocation")
    return Policy(
        name=str(_given(table, "name")),
        version=str(_given(table, "version")),
        is_example=table.get("is_example") is True,
        weights=Weights(
            cases={CaseType(case): _number(points) for case, points in cases.items()},
            sibling=_number(_given(multiply, "sibling")),
            co_worked=_number(_given(multiply, "co_worked")),
            out_of_area=_number(_given(add, "out_of_area")),
            new=_number(_given(add, "new")),
            new_within=_span(7 * _number(_given(add, "new_within_weeks"))),
        ),
        bands=Bands(
            full=_number(_given(bands, "full")),
            stretched=_number(_given(bands, "stretched")),
            over=_number(_given(bands, "over")),
        ),
        points_full_time=_number(_given(capacity, "points_full_time")),
        points_stable=_number(_given(capacity, "points_stable")),
        newly_qualified_share=_number(_given(capacity, "newly_qualified_share")),
        long_absence=_span(_whole(_given(capacity, "long_absence_days"))),
        leaving_soon=_span(_whole(_given(capacity, "leaving_soon_days"))),
        allocate_within=_whole(_given(allocation, "allocate_within_working_days")),
    )


def _rule(table: Table) -> Rule:
    every = table.get("every")
    return Rule(
        id=str(table["id"]),
        name=str(table["name"]),
        statuses=frozenset(Status(status) for status in _words(table, "statuses")),
        limit=_whole(table["limit"]),
        unit=Unit(str(table["unit"])),
        source=str(table["source"]),
        verified=str(table["verified"]),
        triggers=tuple(EventKind(kind) for kind in _words(table, "triggers")),
        every=None if every is None else EventKind(str(every)),
        met_by=tuple(EventKind(kind) for kind in _words(table, "met_by")),
        needs_holder=bool(table.get("needs_holder", False)),
        conditions=tuple(Condition(condition) for condition in _words(table, "conditions")),
        alternative=str(table.get("alternative", "")),
        earlier_is_other=bool(table.get("earlier_is_other", False)),
        due_soon_days=_whole(table.get("due_soon_days", DUE_SOON_DAYS)),
        is_on=bool(table.get("is_on", True)),
        link=str(table.get("link", "")),
        note=str(table.get("note", "")),
    )


def profiles_folder() -> Path:
    """Where this user's decisions about spreadsheets are kept: headings and words, no children."""
    from platformdirs import user_config_path  # noqa: PLC0415 - only when a profile is used

    return user_config_path(APPLICATION, appauthor=False) / "profiles"


def _text(*path: str) -> str:
    return resources.files("resources").joinpath(*path).read_text(encoding="utf-8")


def _given(table: Table, key: str) -> object:
    if key not in table:
        raise ValueError(f"{key} is missing")
    return table[key]


def _table(table: Table, key: str) -> Table:
    found = _given(table, key)
    if not isinstance(found, Mapping):
        raise TypeError(f"[{key}] is a table")
    return found


def _words(table: Table, key: str) -> list[str]:
    return [str(word) for word in cast("list[object]", table.get(key, []))]


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"{value!r} is not a number")
    if not isfinite(value):
        raise ValueError(f"{value} is no number to count with")
    return float(value)


def _whole(value: object) -> int:
    number = _number(value)
    if not number.is_integer():
        raise ValueError(f"{value} is not a whole number")
    return int(number)


def _span(days: float) -> timedelta:
    if abs(days) > MOST_DAYS:
        raise ValueError(f"{days:g} days is too long to plan with")
    return timedelta(days=days)


MOST_DAYS = 3650  # nobody plans ten years ahead; a slip of the finger does
