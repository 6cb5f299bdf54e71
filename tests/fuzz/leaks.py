"""Everything that stands in an exported file, and what of an import must not be found in it."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import zipfile
import zlib
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

from allocation_app.domain.people import Status
from allocation_app.domain.plan import Plan
from allocation_app.domain.policy import Policy
from allocation_app.domain.snapshot import Snapshot
from allocation_app.errors import Problem
from allocation_app.report.exports import LISTINGS, PAPERS, paper, write
from allocation_app.report.html import html as page_html
from allocation_app.report.naming import Source
from allocation_app.report.orders import FORMS, Form, Order, What

EXCEL_BEGAN = date(1899, 12, 30)
DAY = timedelta(days=1)
SHORTEST = 4
"""Shorter names and numbers ("7", "Jo") stand in any text."""
PDFTOTEXT = shutil.which("pdftotext")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_WORD = re.compile(r"\w+")
_DAY = re.compile(
    r"(?<!\w)(?=(\d{4}-\d\d-\d\d|\d\d?[/.-]\d\d?[/.-]\d{4}|\d\d? [a-z]+ \d{4}|\d{8}|\d{5})(?!\w))"
)
_TAG = re.compile(r"<[^>]*>")


def documents() -> Iterator[tuple[What, Form]]:
    """Every document that there is, in each of its forms."""
    for what in What:
        if what is What.WORKBOOK or what in {*LISTINGS, *PAPERS}:
            yield from ((what, form) for form in FORMS[what])


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What can be read in a file: what it says, and what else stands in it (offsets, fonts)."""

    said: str
    raw: str = ""


def written(order: Order, form: Form, source: Source, folder: Path) -> Told:
    """All that can be read in a document, with whatever tool; its file is gone then."""
    out = folder / f"out.{form}"
    write(order, source, out)
    content = out.read_bytes()
    plain = content.decode("utf-8", errors="ignore")
    if form is Form.XLSX:
        told = Told(said="\n".join(_parts(content)), raw=plain)
    elif form is Form.CSV:
        told = Told(said=plain)
    else:
        told = Told(said="\n".join(_pages(order, source, out)), raw="\n".join(_streams(content)))
    out.unlink()
    return told


def _pages(order: Order, source: Source, out: Path) -> Iterator[str]:
    """What a reader of PDF sees, where there is one; what it was made of, and what Qt prints."""
    if PDFTOTEXT is not None:
        done = subprocess.run([PDFTOTEXT, out, "-"], capture_output=True, check=True)
        yield done.stdout.decode("utf-8", errors="ignore")
    pages = paper(order, source)
    yield from strings(pages)
    yield html.unescape(_TAG.sub(" ", page_html(pages)))


def _parts(content: bytes) -> Iterator[str]:
    """Every part of a package with its name, what is packed in it unpacked too."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        yield package.comment.decode("utf-8", errors="ignore")
        for part in package.infolist():
            inside = package.read(part)
            yield f"{part.filename} {part.comment!r} {part.extra!r}"
            yield html.unescape(inside.decode("utf-8", errors="ignore"))
            if inside.startswith(b"PK"):
                yield from _parts(inside)


def _streams(content: bytes) -> Iterator[str]:
    yield content.decode("utf-8", errors="ignore")
    for stream in _STREAM.findall(content):
        try:
            plain = zlib.decompress(stream)
        except zlib.error:
            continue
        yield plain.decode("utf-8", errors="ignore")
        yield plain.decode("utf-16-be", errors="ignore")


def strings(value: object) -> Iterator[str]:
    """Every text and day in a value, however deep it stands."""
    if is_dataclass(value):
        for each in fields(value):
            yield from strings(getattr(value, each.name))
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from (*strings(key), *strings(each))
    elif isinstance(value, str):
        yield value
    elif isinstance(value, date):
        yield value.isoformat()
    elif isinstance(value, Iterable):
        for each in value:
            yield from strings(each)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """What must not be found. ``texts`` as they are, ``days`` as days are usually written."""

    texts: frozenset[str]
    days: frozenset[date]

    def found_in(self, told: Told) -> list[str]:
        """What of it stands in a file, in whatever letters; a number or name as whole words."""
        folded, raw = (" ".join(text.casefold().split()) for text in (told.said, told.raw))
        hits = set[str]()
        for text in (folded, raw):
            words = set(_WORD.findall(text))
            hits |= {each for each in self.texts if _stands(each, text, words)}
        met = set(_DAY.findall(folded))
        return sorted(hits | {s for day in self.days for s in usual(day) if s.casefold() in met})


def _stands(each: str, folded: str, words: Container[str]) -> bool:
    wanted = " ".join(each.casefold().split())
    if not all(own in words for own in _WORD.findall(wanted)):
        return False
    if wanted not in folded:
        return False
    return re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", folded) is not None


def usual(day: date) -> Iterator[str]:
    """How a day is usually written, and the number that Excel keeps it as."""
    yield from (f"{day:%Y-%m-%d}", f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day.year}")
    yield from (f"{day:%d.%m.%Y}", f"{day:%d-%m-%Y}", f"{day:%Y%m%d}", f"{day:%d%m%Y}")
    for month in (f"{day:%B}", f"{day:%b}"):
        yield from (f"{day.day} {month} {day.year}", f"{day:%d} {month} {day.year}")
    yield str((day - EXCEL_BEGAN).days)


def people(*imports: Snapshot) -> Iterator[str]:
    """Every name and identifier of children, families, workers and teams."""
    for each in imports:
        for child in each.children.values():
            yield from (child.id, child.name, child.family or "", child.team or "")
        for worker in each.workers.values():
            yield from (worker.id, worker.name, worker.team or "")
        for team in each.teams.values():
            yield from (team.id, team.name, team.service)


def children(*imports: Snapshot) -> Iterator[str]:
    """Every child's full name: of two words at least, since one may be a word of ours."""
    for each in imports:
        yield from (child.name for child in each.children.values() if len(child.name.split()) > 1)


def remarks(plan: Plan, policy: Policy, problems: Iterable[Problem]) -> Iterator[str]:
    """What somebody wrote in free text, and what stood in cells that could not be read."""
    imported = plan.snapshot
    yield from (plan.name, *plan.notes.splitlines())
    for child in imported.children.values():
        if Status.UNKNOWN in child.statuses:  # else it is a word of ours
            yield child.status_text
    for worker in imported.workers.values():
        yield from (each.reason for each in (*worker.absences, *worker.reductions))
    yield from (each.note for each in (*plan.moves, *plan.involvements, *plan.oversight))
    yield from (each.reason for each in plan.staffing)
    yield from (each.reason for some in policy.reductions.values() for each in some)
    yield from (each.value for each in problems)


def files(*imports: Snapshot) -> Iterator[str]:
    """The names of the source files."""
    for each in imports:
        yield from (source.name for source in each.sources)


def births(*imports: Snapshot) -> Iterator[date]:
    """Every date of birth, and the days on which a child turns 16 and 18."""
    for each in imports:
        for child in each.children.values():
            born = child.date_of_birth
            if born is not None:
                yield from (born, *(_turns(born, age) for age in (16, 18)))


def _turns(born: date, age: int) -> date:
    try:
        return born.replace(year=born.year + age)
    except ValueError:  # 29 February
        return born.replace(year=born.year + age, month=3, day=1)


def hidden(texts: Iterable[str], days: Iterable[date] = ()) -> Hidden:
    """What is long enough to be looked for."""
    told = frozenset(text for text in texts if len(text) >= SHORTEST)
    return Hidden(texts=told, days=frozenset(days))
