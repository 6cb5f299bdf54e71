"""Packs a workbook as the bytes of its file, with some things that openpyxl leaves out.

Sheets are made in memory (openpyxl writes them to the temporary folder, where names would stay if
it were killed); a formula carries its result, so that a preview and Excel's protected view show
figures; a chart has words for whoever can't see it; and identifiers that are text get no green
corner in every cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.drawing.graphic import GraphicFrame
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.dimensions import SheetDimension
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.constants import ARC_SHARED_STRINGS, ARC_WORKBOOK_RELS, REL_NS, SHARED_STRINGS
from openpyxl.xml.functions import Element
from typing_extensions import override

from allocation_app.report.rows import Pen, Row

if TYPE_CHECKING:
    from _typeshed import SizedBuffer

_ROWS = re.compile(rb"<sheetData ?/>|<sheetData></sheetData>")
_AFTER_IGNORED = re.compile(rb"<drawing |<legacyDrawing |<tableParts |</worksheet>")
_SHARED = (
    f'<Relationship Id="texts" Type="{REL_NS}/sharedStrings" Target="sharedStrings.xml"/>'
).encode()
AT_A_TIME = 500  # rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What stands on a sheet: its rows, the cells that they take, its charts in words."""

    rows: Iterable[Row]
    extent: str
    described: Sequence[str] = ()


def packed(book: Workbook, made: Mapping[str, Made], pen: Pen) -> bytes:
    """The workbook as the bytes of its file; ``made`` has what is on each sheet, by its name."""
    packed = BytesIO()
    _Writer(book, _Parts(packed, "w", ZIP_DEFLATED), made, pen).save()
    return packed.getvalue()


class _Parts(ZipFile):
    """The parts of a workbook, whose list names the shared texts, which openpyxl never writes."""

    @override
    def writestr(
        self,
        zinfo_or_arcname: str | ZipInfo,
        data: SizedBuffer | str,
        compress_type: int | None = None,
        compresslevel: int | None = None,
    ) -> None:
        if zinfo_or_arcname == ARC_WORKBOOK_RELS and isinstance(data, bytes):
            data = data.replace(b"</Relationships>", _SHARED + b"</Relationships>")
        super().writestr(zinfo_or_arcname, data, compress_type, compresslevel)


class _Writer(ExcelWriter):
    """openpyxl's writer, but for sheets and texts; the rest of the package is as it makes it."""

    def __init__(
        self, workbook: Workbook, archive: ZipFile, made: Mapping[str, Made], pen: Pen
    ) -> None:
        super().__init__(workbook, archive)
        self._made, self._pen = made, pen
        self._zip = archive

    @override
    def write_worksheet(self, ws: Worksheet) -> None:
        # As the method that this stands in for, but for where the sheet is made, and its rows.
        made = self._made[ws.title]
        drawing = _Drawing(made.described)
        drawing.charts = ws._charts  # type: ignore[attr-defined]  # noqa: SLF001
        ws._drawing = drawing  # type: ignore[attr-defined]  # noqa: SLF001
        self._pen.links = []
        head, tail = _framed(ws, made.extent, ())
        with self._zip.open(ws.path[1:], "w") as part:
            part.write(head + b"<sheetData>")
            for some in _batched(self._pen.rows(made.rows)):
                part.write(some)
            if self._pen.links:  # which are known only now
                _, tail = _framed(ws, made.extent, self._pen.links)
            part.write(b"</sheetData>" + tail)
        self.manifest.append(ws)

    def _write_charts(self) -> None:
        # The texts come after all sheets, and before the list of all parts.
        super()._write_charts()  # type: ignore[misc]
        with self._zip.open(ARC_SHARED_STRINGS, "w") as part:
            for some in _batched(self._pen.texts.xml()):
                part.write(some)
        self.manifest.append(_SharedTexts())


class _SharedTexts:
    """The texts as the list of all parts names them."""

    path = "/" + ARC_SHARED_STRINGS
    mime_type = SHARED_STRINGS


class _Drawing(SpreadsheetDrawing):
    """The charts of a sheet, each with words for whoever can't see it."""

    __elements__ = SpreadsheetDrawing.__elements__  # no class of openpyxl's inherits them

    def __init__(self, described: Sequence[str]) -> None:
        super().__init__()
        self._described = described

    def _chart_frame(self, idx: int) -> GraphicFrame:
        frame: GraphicFrame = super()._chart_frame(idx)  # type: ignore[misc]
        about = frame.nvGraphicFramePr.cNvPr
        about.descr = self._described[idx - 1]  # type: ignore[attr-defined]
        return frame


class _Frame(WorksheetWriter):
    """A sheet without its rows."""

    def __init__(
        self, ws: Worksheet, out: BytesIO, extent: str, links: Sequence[Hyperlink]
    ) -> None:
        super().__init__(ws, out)
        ws._hyperlinks = list(links)  # type: ignore[attr-defined]  # noqa: SLF001
        self._extent = extent

    @override
    def write_dimensions(self) -> None:
        self.xf.send(SheetDimension(self._extent).to_tree())

    @override
    def write_rows(self) -> None:
        self.xf.send(Element("sheetData"))


def _framed(sheet: Worksheet, extent: str, links: Sequence[Hyperlink]) -> tuple[bytes, bytes]:
    """What stands before the rows and after them, with no green corner on numbers that are text."""
    out = BytesIO()
    writer = _Frame(sheet, out, extent, links)
    writer.write()
    sheet._rels = writer._rels  # type: ignore[attr-defined]  # noqa: SLF001
    frame = out.getvalue()
    place, rest = _ROWS.search(frame), _AFTER_IGNORED.search(frame)
    if place is None or rest is None:
        message = "openpyxl writes its sheets in another way than it used to"
        raise ValueError(message)
    ignored = (
        f'<ignoredErrors><ignoredError sqref="{extent}" numberStoredAsText="1"/></ignoredErrors>'
    )
    tail = (frame[place.end() : rest.start()], ignored.encode(), frame[rest.start() :])
    return frame[: place.start()], b"".join(tail)


def _batched(pieces: Iterable[str]) -> Iterator[bytes]:
    """The pieces a good many at a time: each by itself would cost more to compress."""
    pieces = iter(pieces)
    while some := "".join(islice(pieces, AT_A_TIME)):
        yield some.encode()
