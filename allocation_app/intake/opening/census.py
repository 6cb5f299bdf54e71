"""The children's social work workforce census (CSWW): XML, an element for each worker.

Each worker is a row and each element's name a heading, as if a council had exported a table.
Raises `InputError`: ``file_damaged``, ``file_kind`` (``found`` "xml"), ``file_too_big``.
"""

from __future__ import annotations

import io

from allocation_app.errors import InputError
from allocation_app.intake.opening.grids import Grid, grid_of
from allocation_app.intake.opening.limits import Limits

WORKER, VACANCIES = "CSWWWorker", "LALevelVacancies"
SEVERAL = "; "


def read_census(file: str, content: bytes, limits: Limits) -> list[Grid]:
    """The workers, and beside them what the return says of the authority."""
    from defusedxml.ElementTree import iterparse

    found: dict[str, list[dict[str, str]]] = {WORKER: [], VACANCIES: []}
    try:
        for _, element in iterparse(io.BytesIO(content), ("end",), forbid_dtd=True):
            name = str(element.tag).rpartition("}")[2]
            if name not in found:
                continue
            row: dict[str, str] = {}
            for part in element:
                heading = str(part.tag).rpartition("}")[2]
                text = " ".join("".join(part.itertext()).split())
                row[heading] = SEVERAL.join(filter(None, (row.get(heading), text)))
            found[name].append(row)
            element.clear()
    except MemoryError:
        raise
    except Exception as error:  # defusedxml's refusals and the parser's share no base class
        raise InputError("file_damaged", file=file, why=type(error).__name__) from error
    if not found[WORKER]:
        raise InputError("file_kind", file=file, found="xml")
    for rows in found.values():
        if len(rows) > limits.rows:
            raise InputError("file_too_big", file=file, what="rows", limit=str(limits.rows))
    return [_grid(name, rows, file, limits) for name, rows in found.items() if rows]


def _grid(name: str, rows: list[dict[str, str]], file: str, limits: Limits) -> Grid:
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    if len(headings) > limits.columns:
        raise InputError("file_too_big", file=file, what="columns", limit=str(limits.columns))
    cells = [[row.get(heading, "") for heading in headings] for row in rows]
    return grid_of(name, [headings, *cells])
