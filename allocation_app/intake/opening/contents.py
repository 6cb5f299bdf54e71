"""From the bytes of a file to the cells of its sheets: unlocks it, tells its kind, reads it."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping

from allocation_app.intake.opening.answers import Answer
from allocation_app.intake.opening.census import read_census
from allocation_app.intake.opening.grids import Grid
from allocation_app.intake.opening.kinds import Kind, kind_of
from allocation_app.intake.opening.limits import Limits
from allocation_app.intake.opening.open_documents import read_document
from allocation_app.intake.opening.packages import package_of
from allocation_app.intake.opening.passwords import unlocked
from allocation_app.intake.opening.text_files import read_text
from allocation_app.intake.opening.web_pages import read_page
from allocation_app.intake.opening.workbooks import read_ods, read_xls, read_xlsx
from allocation_app.intake.opening.xlsb import read_xlsb
from allocation_app.intake.opening.xml_2003 import read_xml_2003
from allocation_app.intake.problems import Code, Place, ProblemLog


def read_content(name: str, content: bytes, password: str | None, limits: Limits) -> Answer:
    """Everything that is in a file. Raises `InputError` with the codes of `kinds`."""
    log = ProblemLog()
    content = unlocked(name, content, password, limits)
    kind = kind_of(name, content, limits)
    grids = _READERS[kind](name, content, limits, log)
    _say_what_is_empty(name, grids, log)
    return Answer(
        kind=kind.value,
        grids=tuple(grids),
        sheet_names=tuple(grid.name for grid in grids),
        problems=log.sorted(),
    )


_READERS: Mapping[Kind, Callable[[str, bytes, Limits, ProblemLog], list[Grid]]] = {
    Kind.XLSX: read_xlsx,
    Kind.XLSM: read_xlsx,
    Kind.XLS: read_xls,
    Kind.ODS: read_ods,
    Kind.XLSB: lambda file, content, limits, log: read_xlsb(
        package_of(file, content, limits), limits, log
    ),
    Kind.FODS: lambda file, content, limits, log: read_document(
        file, io.BytesIO(content), limits, log
    ),
    Kind.CSV: lambda file, content, limits, log: [read_text(file, content, limits, log)],
    Kind.XML_2003: read_xml_2003,
    Kind.HTML: read_page,
    Kind.CENSUS: lambda file, content, limits, _: read_census(file, content, limits),
}


def _say_what_is_empty(name: str, grids: list[Grid], log: ProblemLog) -> None:
    for grid in grids:
        if grid.name and not grid.numbers:
            log.add(Code.SHEET_EMPTY, Place(file=name, sheet=grid.name))
