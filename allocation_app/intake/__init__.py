"""Spreadsheets in, a Snapshot and Problems out; the only home of readers."""

from allocation_app.intake.importing import read
from allocation_app.intake.problems import Code
from allocation_app.intake.reading import ColumnReading, FileReading, Reading, SheetReading

__all__ = ["Code", "ColumnReading", "FileReading", "Reading", "SheetReading", "read"]
