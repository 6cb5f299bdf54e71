"""No text of an import or a plan becomes a formula, a link or markup, in whatever form it leaves.

Each payload stands in every field of text. What is made is read again by other programs than wrote
it, and judged by other code.
"""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser
from io import BytesIO, StringIO
from itertools import pairwise
from pathlib import Path
from unicodedata import category, normalize
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pandas as pd
import pytest
from payloads import payloads
from poisoned import AS_AT, MARK, a_poisoned_plan, problems
from typing_extensions import override

from allocation_app import settings
from allocation_app.domain.desk_changes import EMPTY, DeskChange, desk_change, state_of
from allocation_app.domain.journal import Deed, Entry
from allocation_app.domain.past import Past
from allocation_app.domain.review import review
from allocation_app.domain.scenarios import Desk
from allocation_app.report.clipboard import copied
from allocation_app.report.csv_file import csv_text
from allocation_app.report.exports import (
    FORMS,
    LISTINGS,
    Form,
    Naming,
    Order,
    Source,
    What,
    listing,
    paper,
    write,
)
from allocation_app.report.html import html
from allocation_app.report.listing import shown
from allocation_app.report.orders import OF_PERIODS
from allocation_app.report.problem_list import write as write_problems
from allocation_app.report.tagged_pdf import pdf
from allocation_app.report.values import LONGEST_TEXT, printable, visible

AT_A_TIME = 30  # payloads in one import
PAPERS = [what for what, forms in FORMS.items() if Form.PDF in forms]
ALL = frozenset("=+-@|")
TAGS = frozenset(
    {"html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "b", "br", "a", "span"}
    | {"table", "thead", "tbody", "tr", "th", "td"}
)
ATTRIBUTES = frozenset(
    {"lang", "charset", "style", "class", "width", "name"}
    | {"cellpadding", "cellspacing", "align", "valign", "bgcolor"}
)
NOBODY_NAMED = {What.TRENDS, What.PERIOD}
"""What tells of numbers alone."""
NOTHING = DeskChange()
pytestmark = [pytest.mark.campaign(quick=30, ci=300), pytest.mark.timeout(900)]


def source(texts: tuple[str, ...]) -> Source:
    """A plan with these texts everywhere, looked at."""
    plan = a_poisoned_plan(texts)
    looked = review(plan, settings.policy(), settings.rule_set(), settings.calendar())
    past = Past(
        imports={1: replace(plan.snapshot, as_at=AS_AT - timedelta(days=7)), 2: plan.snapshot},
        journal=(
            entry(1, Deed.IMPORTED, 1, texts[0]),
            entry(2, Deed.STAGED, 1, texts[0], desk_change(EMPTY, state_of(Desk(plan=plan)))),
            entry(3, Deed.IMPORTED, 2, texts[0]),
        ),
    )
    return Source(review=looked, problems=problems(texts), past=past)


def entry(seq: int, deed: Deed, about: int, by: str, change: DeskChange = NOTHING) -> Entry:
    at = f"2026-04-{14 + seq}T10:00:00+01:00"
    return Entry(seq=seq, at=at, by=by, deed=deed, about=about, change=change)


@pytest.fixture(scope="module")
def sources() -> dict[int, list[tuple[tuple[str, ...], Source]]]:
    return {}


@pytest.fixture
def chosen(
    rounds: int, sources: dict[int, list[tuple[tuple[str, ...], Source]]]
) -> list[tuple[tuple[str, ...], Source]]:
    """The payloads some at a time, each lot with its plan."""
    if rounds not in sources:
        texts = payloads()[:rounds]
        lots = [texts[at : at + AT_A_TIME] for at in range(0, len(texts), AT_A_TIME)]
        sources[rounds] = [(lot, source(lot)) for lot in lots]
    return sources[rounds]


def order(what: What) -> Order:
    period = (AS_AT - timedelta(days=30), AS_AT) if what in OF_PERIODS else (None, None)
    return Order(
        what=what,
        naming=Naming.NAMES,
        first=period[0],
        last=period[1],
        are_workers_named=True,
    )


def begins_a_formula(text: str) -> bool:
    """Whether any spreadsheet could: nothing that is not seen, and no quote, saves it."""
    seen = [sign for sign in text if category(sign)[0] not in "ZC" and sign != '"']
    sign = normalize("NFKC", seen[0])[:1] if seen else ""
    return sign in ALL or sign == "\u2212" or (text[:1] in "\t\r\n\0" and bool(text))


def is_number(text: str) -> bool:
    return re.fullmatch(r"-?[0-9.]+(e[-+]?[0-9]+)?%?", text) is not None


def name(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def texts_of(book: ZipFile) -> Iterator[tuple[str, str]]:
    """Every text of a workbook with the kind of element in which it stands."""
    for part in book.namelist():
        if part.endswith((".xml", ".rels")):
            for element in ET.fromstring(book.read(part)).iter():  # noqa: S314 - our own file
                yield name(element), element.text or ""
                for key, value in element.attrib.items():
                    yield f"@{key}", value


COMPUTED = {"f", "formula", "formula1", "formula2", "definedName", "oddHeader", "oddFooter"}


QUOTED_SHEET = re.compile(r"'(?:[^']|'')+'(?=!)")
"""A sheet may bear a worker's name: in quotes, no sign of it means anything."""


def check_book(content: bytes) -> set[str]:
    """No text of ours-to-guard is computed or leads anywhere; gives the texts of its cells."""
    with ZipFile(BytesIO(content)) as book:
        found = list(texts_of(book))
        for kind, text in found:
            if kind in COMPUTED or kind == "@Target":
                assert MARK not in QUOTED_SHEET.sub("", text), (kind, text)
        cells = "".join(
            book.read(part).decode() for part in book.namelist() if "worksheets/sheet" in part
        )
        assert 't="e"' not in cells
    return {text for kind, text in found if kind in {"t", "v"}}


def test_that_the_workbook_computes_no_text_and_loses_none(
    chosen: list[tuple[tuple[str, ...], Source]], tmp_path: Path
) -> None:
    for lot, made in chosen:
        write(order(What.WORKBOOK), made, tmp_path / "book.xlsx")
        cells = check_book((tmp_path / "book.xlsx").read_bytes())
        children = made.review.snapshot.children.values()
        for text in (text for child in children for text in (child.id, child.name, child.family)):
            assert printable(text or "") in cells, text
        assert len(lot) == len(children)


def test_that_no_more_is_computed_than_without_them(tmp_path: Path) -> None:
    def formulas(texts: tuple[str, ...]) -> Counter[str]:
        write(order(What.WORKBOOK), source(texts), tmp_path / "book.xlsx")
        with ZipFile(tmp_path / "book.xlsx") as book:
            return Counter(text for kind, text in texts_of(book) if kind == "f")

    harmless = tuple(f"plain {number}" for number in range(AT_A_TIME))
    assert formulas(payloads()[:AT_A_TIME]).total() == formulas(harmless).total() > 0


@pytest.mark.parametrize("what", LISTINGS)
def test_that_a_list_as_a_workbook_computes_no_text(
    what: What, chosen: list[tuple[tuple[str, ...], Source]], tmp_path: Path
) -> None:
    for _, made in chosen:
        write(order(what), made, tmp_path / "list.xlsx")
        check_book((tmp_path / "list.xlsx").read_bytes())


def test_that_the_problems_of_an_import_compute_nothing(
    chosen: list[tuple[tuple[str, ...], Source]], tmp_path: Path
) -> None:
    for _, made in chosen:
        write_problems(made.review, made.problems, tmp_path / "list.xlsx")
        cells = check_book((tmp_path / "list.xlsx").read_bytes())
        for problem in made.problems:
            assert {printable(problem.value), printable(problem.heading)} <= cells


@pytest.mark.parametrize("what", LISTINGS)
def test_that_csv_and_what_is_copied_begin_no_formula(
    what: What, chosen: list[tuple[tuple[str, ...], Source]]
) -> None:
    for _, made in chosen:
        table = shown(listing(order(what), made))
        rows = list(csv.reader(StringIO(csv_text(table), newline="")))
        pasted = copied(table)
        lines = [line.split("\t") for line in pasted.text.split("\n")]
        for read in (rows, lines, Read(pasted.html).rows):
            assert len(read) == len(table.rows) + 1
            for row in read:
                assert len(row) == len(table.columns)
                for cell in row:
                    assert is_number(cell) or not begins_a_formula(cell), cell
        for row in rows:
            for part in (part for cell in row for part in cell.split(";")[1:]):
                assert not begins_a_formula(part.lstrip(" \"'")) or "'" in part, part
        assert set(Read(pasted.html).tags) <= {"meta", "table", "thead", "tbody", "tr", "th", "td"}
        again = pd.read_csv(StringIO(csv_text(table)), dtype=str, keep_default_na=False)
        assert again.shape == (len(table.rows), len(table.columns))


def test_that_csv_loses_no_name(chosen: list[tuple[tuple[str, ...], Source]]) -> None:
    for _, made in chosen:
        text = csv_text(listing(order(What.ALLOCATIONS), made))
        cells = {cell.replace("'", "") for row in csv.reader(StringIO(text)) for cell in row}
        for child in made.review.snapshot.children.values():
            whole = visible(child.name)
            kept = whole if len(whole) <= LONGEST_TEXT else whole[: LONGEST_TEXT - 1] + "…"
            assert kept.replace("'", "") in cells


class Read(HTMLParser):
    """What a reader of HTML finds."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[str] = []
        self.rows: list[list[str]] = []
        self.text = ""
        self.feed(text)

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [key for key, _ in attrs]
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"} and self.rows:
            self.rows[-1].append("")

    @override
    def handle_data(self, data: str) -> None:
        self.text += data
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


@pytest.mark.parametrize("what", PAPERS)
def test_that_what_is_printed_has_no_markup_of_theirs(
    what: What, chosen: list[tuple[tuple[str, ...], Source]]
) -> None:
    for _, made in chosen:
        read = Read(html(paper(order(what), made)).replace("\u200b", ""))  # breaks long words
        assert set(read.tags) <= TAGS
        assert set(read.attributes) <= ATTRIBUTES
        assert (MARK in read.text) is (what not in NOBODY_NAMED)


def streams(content: bytes) -> bytes:
    """A PDF with everything in it unpacked."""
    found = [content]
    for packed in re.findall(rb"stream\r?\n(.*?)endstream", content, re.DOTALL):
        try:
            found.append(zlib.decompressobj().decompress(packed))
        except zlib.error:
            continue
    return b"\n".join(found)


@pytest.mark.parametrize("what", PAPERS)
def test_that_a_pdf_does_nothing_and_says_everything(
    what: What, chosen: list[tuple[tuple[str, ...], Source]], tmp_path: Path
) -> None:
    program = shutil.which("pdftotext")
    for _, made in chosen:
        document = paper(order(what), made)
        content = pdf(document)
        inside = streams(content)
        for doing in (b"/JavaScript", b"/JS ", b"/Launch", b"/GoToR", b"/EmbeddedFile", b"/URI"):
            assert doing not in inside
        if program is None:
            continue
        (tmp_path / "made.pdf").write_bytes(content)
        command = [program, "-raw", "-q", str(tmp_path / "made.pdf"), "-"]
        done = subprocess.run(command, check=True, capture_output=True, timeout=120)
        said = done.stdout.decode()
        written = marks(Read(html(document)).text)
        turned = marks(said[::-1])  # right to left
        lost = written - marks(said) - turned
        assert {mark for mark in lost if not goes_over_a_page(mark, said)} == set()


def marks(text: str) -> set[str]:
    return set(re.findall(rf"{MARK}[0-9]+[a-z]+Z", squeezed(text)))


def goes_over_a_page(mark: str, text: str) -> bool:
    """Whether a page ends within this mark: one part ends a line of it, the rest begins one."""
    pages = [[squeezed(line) for line in page.splitlines()] for page in text.split("\f")]
    return any(
        any(line.endswith(mark[:at]) for line in one)
        and any(line.startswith(mark[at:]) for line in after)
        for one, after in pairwise(pages)
        for at in range(1, len(mark))
    )


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b]", "", text)


SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("separator", [44, 59], ids=["comma", "semicolon"])
def test_that_libreoffice_computes_nothing_of_csv(
    separator: int, chosen: list[tuple[tuple[str, ...], Source]], tmp_path: Path
) -> None:
    """It is asked to compute what looks like a formula, and to drop blanks at the ends."""
    files = []
    for number, (_, made) in enumerate(chosen):
        for what in LISTINGS:
            file = tmp_path / f"{what}{number}.csv"
            file.write_bytes(csv_text(listing(order(what), made)).encode("utf-8-sig"))
            files.append(file)
    options = f"{separator},34,76,1,,0,false,true,false,false,true,-1,true"
    subprocess.run(
        [
            str(SOFFICE),
            "--headless",
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            f"--infilter=CSV:{options}",
            "--convert-to",
            "xlsx",
            "--outdir",
            str(tmp_path / "out"),
            *map(str, files),
        ],
        check=True,
        capture_output=True,
        timeout=600,
    )
    made_files = sorted((tmp_path / "out").glob("*.xlsx"))
    assert len(made_files) == len(files)
    for file in made_files:
        with ZipFile(file) as book:
            assert not [text for kind, text in texts_of(book) if kind == "f"]
