"""Writes sheets as the files that people have; the same sheets give the same bytes."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from html import escape as escape_html
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from sample_data.generator.columns import NOT_AVAILABLE, Cell
from sample_data.generator.layouts.grid import Grid, Merge
from sample_data.generator.sheets import STAMP, save_without_time

FILL = PatternFill("solid", fgColor="FFD9E2EC")
TOP = Alignment(wrap_text=True, vertical="top")
NARROW, WIDE = 9, 32
LINE = Border(bottom=Side(style="thin", color="FF9AA5B1"))

SPREADSHEET = "urn:schemas-microsoft-com:office:spreadsheet"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
ODS = "application/vnd.oasis.opendocument.spreadsheet"


def write(path: Path, grids: Sequence[Grid], kind: str) -> Path:
    """Write the sheets as this kind of file; only a workbook can hold more than one."""
    _WRITERS[kind](path, grids)
    return path


def _workbook(path: Path, grids: Sequence[Grid]) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    for grid in grids:
        sheet = book.create_sheet(grid.name)
        for number, row in enumerate(grid.rows, start=1):
            for column, value in enumerate(row, start=1):
                if value is None:
                    continue
                cell = sheet.cell(number, column, value)
                if isinstance(value, date):
                    cell.number_format = "dd/mm/yyyy"
                if number - 1 in grid.bold:
                    cell.font = Font(bold=True)
                    if len(row) > 1:
                        cell.fill, cell.alignment, cell.border = FILL, TOP, LINE
        for merge in grid.merges:
            sheet.merge_cells(
                None, merge.top + 1, merge.left + 1, merge.bottom + 1, merge.right + 1
            )
            sheet.cell(merge.top + 1, merge.left + 1).alignment = TOP
        for column, width in enumerate(_widths(grid), start=1):
            sheet.column_dimensions[get_column_letter(column)].width = width
    save_without_time(book, path)


def _widths(grid: Grid) -> Iterator[int]:
    for column in range(grid.width):
        texts = [_shown(row[column]) for row in grid.rows if len(row) > max(column, 1)]
        yield min(WIDE, max(NARROW, *map(len, texts)) + 2)


def _shown(value: Cell, form: str = "%d/%m/%Y") -> str:
    if isinstance(value, date):
        return value.strftime(form)
    return "" if value is None else str(value)


def _separated(separator: str, encoding: str, form: str) -> Callable[[Path, Sequence[Grid]], None]:
    def write_text(path: Path, grids: Sequence[Grid]) -> None:
        (grid,) = grids
        with path.open("w", encoding=encoding, newline="") as file:
            writer = csv.writer(file, delimiter=separator)
            for row in grid.rows:
                cells = [_shown(value, form) for value in row]
                writer.writerow(cells + [""] * (grid.width - len(cells)))

    return write_text


def _web_page(path: Path, grids: Sequence[Grid]) -> None:
    """The table of a web page, as case systems export it under the name of a workbook."""
    (grid,) = grids
    lines = ["<html><head><meta charset='utf-8'></head><body><table border='1'>"]
    for number, cells in _placed(grid):
        tag = "th" if number in grid.bold else "td"
        row = "".join(
            f"<{tag}{_spans(merge)}>{escape_html(_shown(value)) or '&nbsp;'}</{tag}>"
            for value, merge in cells
        )
        lines.append(f"<tr>{row}</tr>")
    lines.append("</table></body></html>")
    path.write_text("\n".join(lines), encoding="utf-8", newline="\n")


def _spans(merge: Merge | None) -> str:
    if merge is None:
        return ""
    down, across = merge.bottom - merge.top + 1, merge.right - merge.left + 1
    return f" rowspan='{down}' colspan='{across}'"


def _placed(grid: Grid) -> Iterator[tuple[int, list[tuple[Cell, Merge | None]]]]:
    """Each row's cells with the merge that begins in them, without those that it covers."""
    begun = {(one.top, one.left): one for one in grid.merges}
    covered = {
        (row, column)
        for one in grid.merges
        for row in range(one.top, one.bottom + 1)
        for column in range(one.left, one.right + 1)
    } - set(begun)
    for number, row in enumerate(grid.rows):
        cells = row + [None] * (grid.width - len(row))
        yield (
            number,
            [
                (value, begun.get((number, column)))
                for column, value in enumerate(cells)
                if (number, column) not in covered
            ],
        )


def _xml_workbook(path: Path, grids: Sequence[Grid]) -> None:
    """SpreadsheetML 2003, which Excel opens under the name of a workbook."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<?mso-application progid="Excel.Sheet"?>',
        f'<Workbook xmlns="{SPREADSHEET}" xmlns:ss="{SPREADSHEET}">',
        '<Styles><Style ss:ID="d"><NumberFormat ss:Format="dd/mm/yyyy"/></Style></Styles>',
    ]
    for grid in grids:
        lines.append(f"<Worksheet ss:Name={quoteattr(grid.name)}><Table>")
        lines.extend(map(_xml_row, grid.rows))
        lines.append("</Table></Worksheet>")
    lines.append("</Workbook>")
    path.write_text("\n".join(lines), encoding="utf-8", newline="\n")


def _xml_row(row: Sequence[Cell]) -> str:
    found = []
    skipped = False
    for column, value in enumerate(row, start=1):
        if value is None:
            skipped = True
            continue
        index = f' ss:Index="{column}"' if skipped else ""
        style = ' ss:StyleID="d"' if isinstance(value, date) else ""
        kind, text = _xml_value(value)
        found.append(f'<Cell{index}{style}><Data ss:Type="{kind}">{escape(text)}</Data></Cell>')
        skipped = False
    return f"<Row>{''.join(found)}</Row>"


def _xml_value(value: Cell) -> tuple[str, str]:
    if isinstance(value, date):
        return "DateTime", f"{value.isoformat()}T00:00:00.000"
    if isinstance(value, int | float):
        return "Number", str(value)
    return ("Error" if value == NOT_AVAILABLE else "String"), str(value)


def _open_document(path: Path, grids: Sequence[Grid]) -> None:
    body = "".join(
        f"<table:table table:name={quoteattr(grid.name)}>"
        + "".join(map(_ods_row, grid.rows))
        + "</table:table>"
        for grid in grids
    )
    content = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<office:document-content xmlns:office="{OFFICE}" xmlns:table="{TABLE}"'
        f' xmlns:text="{TEXT}" office:version="1.2"><office:body><office:spreadsheet>'
        f"{body}</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<manifest:manifest xmlns:manifest="{MANIFEST}" manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    parts = {"mimetype": ODS, "content.xml": content, "META-INF/manifest.xml": manifest}
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as target:
        for name, text in parts.items():
            packed = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            target.writestr(zipfile.ZipInfo(name, STAMP), text.encode(), packed)
    path.write_bytes(written.getvalue())


def _ods_row(row: Sequence[Cell]) -> str:
    return f"<table:table-row>{''.join(map(_ods_cell, row or [None]))}</table:table-row>"


def _ods_cell(value: Cell) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, date):
        given = f'office:value-type="date" office:date-value="{value.isoformat()}"'
    elif isinstance(value, int | float):
        given = f'office:value-type="float" office:value="{value}"'
    else:
        given = 'office:value-type="string"'
    shown = escape(_shown(value)).replace("  ", "<text:s text:c='2'/>")
    return f"<table:table-cell {given}><text:p>{shown}</text:p></table:table-cell>"


_WRITERS: Mapping[str, Callable[[Path, Sequence[Grid]], None]] = {
    "xlsx": _workbook,
    "ods": _open_document,
    "xml": _xml_workbook,
    "html": _web_page,
    "csv": _separated(",", "utf-8-sig", "%d/%m/%Y"),
    "semicolon": _separated(";", "utf-8-sig", "%d/%m/%Y"),
    "tab": _separated("\t", "utf-16", "%d/%m/%Y"),
    "iso": _separated(",", "utf-8", "%Y-%m-%d"),
}
ENDINGS: Mapping[str, str] = {
    "xlsx": "xlsx",
    "ods": "ods",
    "xml": "xls",
    "html": "xls",
    "csv": "csv",
    "semicolon": "csv",
    "tab": "txt",
    "iso": "csv",
}
"""Kind of file -> how its name ends."""
