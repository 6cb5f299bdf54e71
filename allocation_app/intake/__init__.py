"""Spreadsheets in, a Snapshot and Problems out; the only home of readers."""

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
