"""How much of a file is read: what no caseload needs is refused before it can fill the machine."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1_000_000
GIGABYTE = 1 << 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The most that is read of one file.

    ``megabytes`` is the file's size, ``unpacked`` what the parts of a workbook declare in total (in
    bytes), ``ratio`` how far one part may unpack (where it unpacks to ``ratio_from`` bytes or
    more). ``rows`` and ``columns`` bound the furthest cell that holds anything, ``cells`` the area
    that it spans, ``text`` the letters of one cell, ``expanded`` those of all cells of a sheet.
    ``merges`` is counted by the sheet, ``styles`` by the workbook. ``memory`` (bytes) and the
    seconds bound the process that reads: so many, and some more for each megabyte of the file.
    """

    megabytes: int = 50
    parts: int = 2_000
    unpacked: int = 300 * MEGABYTE
    ratio: int = 200
    ratio_from: int = 1 * MEGABYTE
    rows: int = 200_000
    columns: int = 512
    cells: int = 15_000_000
    text: int = 1 * MEGABYTE
    expanded: int = 250 * MEGABYTE
    merges: int = 100_000
    styles: int = 130_000
    memory: int = 1 * GIGABYTE
    seconds: float = 8.0
    seconds_per_megabyte: float = 2.0

    def seconds_for(self, size: int) -> float:
        """How long a file of so many bytes may take."""
        return self.seconds + self.seconds_per_megabyte * size / MEGABYTE


USUAL = Limits()
"""For a service or a council: 30,000 cases fit six times."""

LARGE = Limits(
    megabytes=250,
    unpacked=1_500 * MEGABYTE,
    rows=1_048_576,
    cells=60_000_000,
    expanded=1_000 * MEGABYTE,
    memory=6 * GIGABYTE,
    seconds=30.0,
)
"""For a nation's lists, where a bigger import was chosen."""
