"""What can go wrong: Problems (bad data, never raised) and AppErrors (expected failures)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem matters: lost or wrong, doubtful, or only worth knowing."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something in the input that could not be used as it stands, and what was done about it.

    ``row`` counts from 1 as the spreadsheet does; ``column`` is its letter. Both are empty where a
    whole sheet or file is meant. The sentence is made by `allocation_app.wording`; ``details`` are
    the amounts it needs.
    """

    code: str
    severity: Severity
    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""
    heading: str = ""
    value: str = ""
    details: Mapping[str, str] = field(default_factory=dict)


class AppError(Exception):
    """An expected failure: a code that wording turns into a sentence, and what it is about."""

    def __init__(self, code: str, **details: str) -> None:
        """Keep the code and details; nothing here is ever a child's name or a cell's value."""
        super().__init__(code)
        self.code = code
        self.details = details


class InputError(AppError):
    """The input could not be used at all: missing, locked, empty, damaged, no table in it."""
