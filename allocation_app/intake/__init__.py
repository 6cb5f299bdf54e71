"""Spreadsheets in, a Snapshot and Problems out; the only home of readers.

Its parts are imported when they are asked for: the process that opens a file passes through here,
too, and needs none of what understands one (measured: 0.1 s of its start).
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from allocation_app.intake.importing import open_books, read, survey, understand
    from allocation_app.intake.mapping import NO_MAPPING, Holding, Mapping, TableMapping
    from allocation_app.intake.opening.book import Book
    from allocation_app.intake.opening.limits import LARGE, USUAL, Limits
    from allocation_app.intake.problems import Code
    from allocation_app.intake.profiles import read_profile, write_profile
    from allocation_app.intake.reading import (
        ColumnReading,
        FileReading,
        Reading,
        SheetReading,
        WordReading,
    )

__all__ = [
    "LARGE",
    "NO_MAPPING",
    "USUAL",
    "Book",
    "Code",
    "ColumnReading",
    "FileReading",
    "Holding",
    "Limits",
    "Mapping",
    "Reading",
    "SheetReading",
    "TableMapping",
    "WordReading",
    "open_books",
    "read",
    "read_profile",
    "survey",
    "understand",
    "write_profile",
]

_HOMES = {
    **dict.fromkeys(("open_books", "read", "survey", "understand"), "importing"),
    **dict.fromkeys(("NO_MAPPING", "Holding", "Mapping", "TableMapping"), "mapping"),
    "Book": "opening.book",
    **dict.fromkeys(("LARGE", "USUAL", "Limits"), "opening.limits"),
    "Code": "problems",
    **dict.fromkeys(("read_profile", "write_profile"), "profiles"),
    **dict.fromkeys(
        ("ColumnReading", "FileReading", "Reading", "SheetReading", "WordReading"), "reading"
    ),
}


def __getattr__(name: str) -> object:
    """Import what is asked for from where it lives."""
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
