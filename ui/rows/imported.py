"""What was read from where, and by which weights it is counted: rows for the Data page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from allocation_app.domain.policy import Policy
from allocation_app.wording import fields
from allocation_app.wording.translate import mark, tr
from ui.rows.problems import HIDDEN

if TYPE_CHECKING:  # intake imports pandas, which the window does not wait for
    from allocation_app.intake import FileReading

HOW = {
    "layout": mark("by the layout of the return"),
    "alias": mark("by its heading"),
    "similar": mark("by a similar heading: please check"),
    "profile": mark("by an earlier correction"),
    "withheld": mark("left out on purpose: should not be in a planning copy"),
    "unused": mark("nothing is taken from it"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One table of one file, or a sheet without: what it was taken for. ``number`` counts them."""

    number: int
    file: str
    kind: str
    sheet: str
    layout: str
    header_row: int | None
    rows: int
    columns_used: int
    columns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnRow:
    """One column: its heading, the field it was read as, and how that was decided."""

    file: str
    sheet: str
    heading: str
    field: str
    how: str
    samples: str


def sheet_rows(files: Iterable[FileReading]) -> tuple[SheetRow, ...]:
    """A row per sheet."""
    return tuple(
        SheetRow(
            number=number,
            file=file.path.name,
            kind=file.kind,
            sheet=sheet.name,
            layout=sheet.layout,
            header_row=sheet.header_row,
            rows=sheet.rows,
            columns_used=sum(bool(column.field) for column in sheet.columns),
            columns=len(sheet.columns),
        )
        for file in files
        for number, sheet in enumerate(file.sheets)
    )


def column_rows(files: Iterable[FileReading], *, hide_names: bool) -> tuple[ColumnRow, ...]:
    """A row per column; samples may hold names, so they are hidden with them."""
    return tuple(
        ColumnRow(
            file=file.path.name,
            sheet=sheet.name,
            heading=column.heading,
            field=fields.field(column.field) if column.field else "",
            how=tr(HOW.get(column.how, column.how)),
            samples=HIDDEN if hide_names and column.samples else ", ".join(column.samples),
        )
        for file in files
        for sheet in file.sheets
        for column in sheet.columns
    )


def policy_name(policy: Policy) -> str:
    """The name and version of the scheme."""
    return tr("{name}, version {version}", name=policy.name, version=policy.version)
