"""What ships in `resources` and what a council may replace: calendar, rule sets, policy."""

from __future__ import annotations

import csv
from datetime import date
from functools import lru_cache
from pathlib import Path

from allocation_app.domain.working_days import Holiday, WorkingDays
from allocation_app.settings.ladders import ladders
from allocation_app.settings.policies import policy
from allocation_app.settings.rules import LOCAL, RULE_SETS, local_rules, rule_set, written_rules
from allocation_app.settings.tables import text

__all__ = [
    "APPLICATION",
    "LOCAL",
    "RULE_SETS",
    "VERSION",
    "calendar",
    "ladders",
    "local_rules",
    "policy",
    "profiles_folder",
    "rule_set",
    "written_rules",
]

APPLICATION = "caseload-allocation"
VERSION = "0.1.0"


@lru_cache(maxsize=1)
def calendar() -> WorkingDays:
    """The working days of England and Wales, from the bank holidays published by GOV.UK."""
    lines = text("bank_holidays.csv")
    holidays = tuple(
        Holiday(day=date.fromisoformat(row["date"]), name=row["name"], name_cy=row["name_cy"])
        for row in csv.DictReader(lines.splitlines())
    )
    return WorkingDays(
        holidays=holidays,
        valid_from=date(holidays[0].day.year, 1, 1),
        valid_to=date(holidays[-1].day.year, 12, 31),
    )


def profiles_folder() -> Path:
    """Where this user's decisions about spreadsheets are kept: headings and words, no children."""
    from platformdirs import user_config_path  # noqa: PLC0415 - only when a profile is used

    return user_config_path(APPLICATION, appauthor=False) / "profiles"
