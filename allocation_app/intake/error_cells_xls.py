"""Finds cells of an xls that show an error, by a walk over the records of its stream."""
from __future__ import annotations
from allocation_app.intake.cells import ErrorCell

def error_cells(file: str, content: bytes) -> dict[str, dict[tuple[int, int], ErrorCell]]:
    """For each sheet, its error cells by row and column from 0."""
    return {}
