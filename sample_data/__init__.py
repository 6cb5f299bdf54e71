"""Synthetic caseloads to try the tool with and to test it against; no real child is in them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

AS_AT = date(2026, 11, 20)
"""The day of the committed team set, and of any other unless asked otherwise."""

TEAM = Path(__file__).parent / "team"
"""The folder of the committed set: a team of 150 children, seed 1."""


def _silent(_done: int, _of: int) -> None:
    """Tell nobody."""


def generate(
    size: str,
    seed: int,
    out: Path,
    *,
    as_at: date = AS_AT,
    progress: Callable[[int, int], None] = _silent,
) -> list[Path]:
    """Write a set of this size (team, service, council, county, national) into a folder.

    The paths come back in this order: the children's sheet, the staff list, ``truth.json``. The
    same size, seed and date give the same bytes. ``progress`` is called with (children written, of
    all) and may raise to stop. Raises KeyError for a size that is none.
    """
    from sample_data import generator  # noqa: PLC0415 - openpyxl takes half a second, TEAM none

    return generator.generate(size, seed, out, as_at=as_at, progress=progress)


def generate_layout(
    layout: str, language: str, seed: int, out: Path, *, as_at: date = AS_AT
) -> list[Path]:
    """Write the team set of this seed in a layout that people keep, untidily, and its truth.

    ``layout`` is from "a" to "g" (`sample_data.generator.layouts`), ``language`` "en" or "cy". The
    last path is that of ``truth.json``: what a review must say of the facts that this layout
    carries. The same arguments give the same bytes. Raises KeyError for a layout or language that
    is none.
    """
    from sample_data.generator.layouts import write_layout  # noqa: PLC0415 - as above

    return write_layout(layout, language, seed, out, as_at=as_at)
