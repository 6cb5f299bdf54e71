"""What an xlsx says of itself before its cells: its sheets, what they are, and how it counts days.

Raises `InputError` ``file_damaged``.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from xml.etree.ElementTree import Element

from allocation_app.errors import InputError
from allocation_app.intake.opening.packages import Package
from allocation_app.intake.sheets import EPOCH, EPOCH_1904

SHEET_KINDS = {
    "worksheet": "cells",
    "chartsheet": "chart",
    "dialogsheet": "dialog",
    "xlMacrosheet": "macro",
    "xlIntlMacrosheet": "macro",
}
HIDDEN = {"hidden": "hidden", "veryHidden": "very_hidden"}
TRUE = {"1", "true", "on"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPart:
    """A sheet: its name, the part that holds it ("" if none), what is on it, how it is hidden."""

    name: str
    part: str
    holds: str = "cells"
    hidden: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The sheets of a workbook in their order, and the day from which its dates are counted."""

    sheets: tuple[SheetPart, ...]
    strings: str = ""
    styles: str = ""
    has_macros: bool = False
    epoch: date = EPOCH

    def sheet(self, name: str) -> SheetPart | None:
        """A sheet by its name."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)


def outline_of(package: Package) -> Outline:
    """The outline of an xlsx or xlsm."""
    try:
        book_part = _book_part(package)
        links = dict(_links(package, book_part))
        book = _xml(package, book_part)
        return Outline(
            sheets=tuple(_sheets(book, links)),
            strings=_linked(links, package, "sharedStrings"),
            styles=_linked(links, package, "styles"),
            has_macros=any(part.endswith("vbaProject.bin") for part in package.parts),
            epoch=EPOCH_1904 if _counts_from_1904(book) else EPOCH,
        )
    except (InputError, MemoryError):
        raise
    except Exception as error:  # defusedxml's refusals and the parser's share no base class
        raise InputError("file_damaged", file=package.file, why=type(error).__name__) from error


def _book_part(package: Package) -> str:
    if "_rels/.rels" in package.parts:
        for kind, target in dict(_links(package, "")).values():
            if kind == "officeDocument" and target in package.parts:
                return target
    return next(name for name in package.parts if name.endswith("workbook.xml"))


def _links(package: Package, part: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """For each id, what kind of part is meant and where it is."""
    folder, base = posixpath.split(part)
    name = posixpath.join(folder, "_rels", f"{base}.rels")
    if name not in package.parts:
        return
    for link in _xml(package, name):
        target = link.get("Target", "").replace("\\", "/")
        whole = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        kind = link.get("Type", "").rpartition("/")[2]
        if link.get("TargetMode", "") != "External":
            yield link.get("Id", ""), (kind, whole)


def _linked(links: dict[str, tuple[str, str]], package: Package, wanted: str) -> str:
    found = (part for kind, part in links.values() if kind == wanted and part in package.parts)
    return next(found, "")


def _sheets(book: Element, links: dict[str, tuple[str, str]]) -> Iterator[SheetPart]:
    for element in book.iter():
        if tag(element) == "sheet":
            said = {name.rpartition("}")[2]: value for name, value in element.items()}
            kind, part = links.get(said.get("id", ""), ("worksheet", ""))
            yield SheetPart(
                name=said.get("name", ""),
                part=part,
                holds=SHEET_KINDS.get(kind, "cells"),
                hidden=HIDDEN.get(said.get("state", ""), ""),
            )


def _counts_from_1904(book: Element) -> bool:
    return any(
        element.get("date1904", "").lower() in TRUE
        for element in book.iter()
        if tag(element) == "workbookPr"
    )


def _xml(package: Package, part: str) -> Element:
    from defusedxml.ElementTree import fromstring

    root: Element = fromstring(package.read(part))
    return root


def tag(element: Element) -> str:
    """An element's name without its namespace."""
    return element.tag.rpartition("}")[2]
