"""What the mapping panel shows: tables, columns and words, as read and as corrected since."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from allocation_app.intake.columns import How
from allocation_app.intake.mapping import Mapping
from allocation_app.intake.reading import ColumnReading, FileReading, SheetReading, WordReading
from allocation_app.intake.sheets import letter
from allocation_app.wording import terms
from allocation_app.wording.fields import field
from allocation_app.wording.translate import mark, tr, trn
from ui.rows import staging
from ui.rows.problems import HIDDEN

SAMPLE = "03/04/2026"
"""What the question for the order of dates is asked with where no cell may be shown."""
_TWO_WAYS = re.compile(r"^\s*(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})\b")
MONTHS_IN_YEAR = 12


class Why(StrEnum):
    """Why a column was taken for what it was."""

    NOW = "now"
    PROFILE = "profile"
    LAYOUT = "layout"
    ALIAS = "alias"
    SIMILAR = "similar"
    WITHHELD = "withheld"
    LOSES = "loses"
    UNUSED = "unused"


WHY = {
    Why.NOW: mark("you said so just now"),
    Why.PROFILE: mark("by an earlier correction"),
    Why.LAYOUT: mark("by the layout of the return"),
    Why.ALIAS: mark("by its heading"),
    Why.SIMILAR: mark("by a similar heading: please check"),
    Why.WITHHELD: mark("left out on purpose: should not be in a planning copy"),
    Why.LOSES: mark("“{rival}” gives the same and was taken"),
    Why.UNUSED: mark("not used"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """A table of the files. ``number`` counts all in their order.

    ``is_grouped`` is what was decided about the worker's name, ``is_alone`` whether no other table
    stands on the sheet.
    """

    number: int
    file: str
    sheet: SheetReading
    layout: str
    to_check: int
    is_grouped: bool | None = None
    is_alone: bool = True

    @property
    def label(self) -> str:
        """File and sheet, and how many columns are to be looked at."""
        sheet = self.sheet.name
        place = tr("{file} · {sheet}", file=self.file, sheet=sheet) if sheet else self.file
        if not self.is_alone:
            place = tr("{place}, row {row}", place=place, row=self.sheet.header_row)
        if not self.to_check:
            return place
        check = trn("{n} to check", "{n} to check", self.to_check)
        return tr("{table} ({check})", table=place, check=check)


@dataclass(frozen=True, slots=True, kw_only=True)
class MappedColumn:
    """A column as it is read, with what was decided about it since.

    ``rival`` is the heading of another column that gives the same. ``order`` is how somebody said
    that its dates are written; ``is_asked`` whether somebody should, with ``example`` to ask by.
    """

    key: str
    letter: str
    heading: str
    samples: tuple[str, ...]
    field: str
    why: Why
    suggestion: str
    rival: str = ""
    order: str = ""
    is_asked: bool = False
    example: str = ""

    @property
    def name(self) -> str:
        """The heading, or where the column stands if it has none."""
        return self.heading or tr("column {letter}", letter=self.letter)

    @property
    def is_to_check(self) -> bool:
        """Whether a person should look."""
        return self.why is Why.SIMILAR or bool(self.suggestion or self.rival or self.is_asked)

    @property
    def taken_for(self) -> str:
        """The field in words, or what it perhaps is."""
        if self.field:
            return field(self.field)
        if self.suggestion:
            return tr("perhaps: {field}", field=field(self.suggestion))
        return tr("left out") if self.why in {Why.NOW, Why.PROFILE, Why.WITHHELD} else "–"

    @property
    def reason(self) -> str:
        """Why, and what is to be decided."""
        if self.rival and self.why is not Why.LOSES:
            return tr("“{rival}” is taken for the same: please decide", rival=self.rival)
        if self.is_asked:
            return tr("day first or month first? please say")
        if self.suggestion:
            return tr("perhaps by its heading: please say")
        return tr(WHY[self.why], rival=self.rival)


@dataclass(frozen=True, slots=True, kw_only=True)
class MappedWord:
    """A status, job title or name with its meaning, and whether somebody said so.

    ``shown`` is the text as it may be shown.
    """

    kind: str
    text: str
    shown: str
    meaning: str
    rows: int
    is_decided: bool
    is_changed: bool


def table_rows(files: Iterable[FileReading], mapping: Mapping, base: Mapping) -> list[TableRow]:
    """Every sheet with columns, in the order of the files."""
    sheets = [(file, sheet) for file in files for sheet in file.sheets if sheet.columns]
    places = Counter((file.path, sheet.name) for file, sheet in sheets)
    found = []
    for number, (file, sheet) in enumerate(sheets):
        said = staging.decided(mapping, sheet)
        columns = mapped_columns(sheet, mapping, base, hide_names=True)
        layout = sheet.layout if said is None or not said.layout else said.layout
        found.append(
            TableRow(
                number=number,
                file=file.path.name,
                sheet=sheet,
                layout=staging.NOTHING if staging.is_left_out(said, sheet) else layout,
                to_check=sum(column.is_to_check for column in columns),
                is_grouped=None if said is None else said.is_grouped,
                is_alone=places[file.path, sheet.name] == 1,
            )
        )
    return found


def mapped_columns(
    sheet: SheetReading, mapping: Mapping, base: Mapping, *, hide_names: bool
) -> list[MappedColumn]:
    """The columns of a table, with what the mapping has decided since it was read."""
    said = staging.decided(mapping, sheet)
    columns, dates = (said.columns, said.dates) if said else ({}, {})
    before = staging.nearest(base, sheet)
    old = before.columns if before else {}
    headings = {column.key: column.heading for column in sheet.columns}
    fields = {column.key: columns.get(column.key, column.field) for column in sheet.columns}
    made = []
    for place, column in enumerate(sheet.columns):
        own = fields[column.key]
        is_new = column.key in columns and columns.get(column.key) != old.get(column.key)
        rivals = [key for key, other in fields.items() if other == own and key != column.key]
        why, rival = _why(column, is_new=is_new, is_decided=column.key in columns), ""
        if why is Why.LOSES:
            rival = headings.get(column.loses_to, "")
        elif own and rivals:
            rival = headings[rivals[0]] or rivals[0]
        is_known = bool(own) or is_new
        example = _example(column.samples, hide_names=hide_names)
        made.append(
            MappedColumn(
                key=column.key,
                letter=letter(place),
                heading=column.heading,
                samples=_samples(column, hide_names=hide_names),
                field=own,
                why=why,
                suggestion="" if is_known or why is Why.PROFILE else column.suggestion,
                rival=rival,
                order=dates.get(column.key, ""),
                is_asked=column.is_order_assumed and column.key not in dates and bool(own),
                example=example,
            )
        )
    return made


def _why(column: ColumnReading, *, is_new: bool, is_decided: bool) -> Why:
    if is_new:
        return Why.NOW
    if is_decided:
        return Why.PROFILE
    if column.loses_to:
        return Why.LOSES
    return Why(How(column.how).value)


def _samples(column: ColumnReading, *, hide_names: bool) -> tuple[str, ...]:
    if column.how == How.WITHHELD:
        return ()
    return (HIDDEN,) if hide_names and column.samples else column.samples


def _example(samples: Sequence[str], *, hide_names: bool) -> str:
    """A date of the column that can be read both ways; one of ours while names are hidden."""
    if hide_names:
        return SAMPLE
    return next((text for text in samples if len(set(both_ways(text))) > 1), SAMPLE)


def both_ways(text: str) -> tuple[str, ...]:
    """A date of three numbers in words: day first, then month first; nothing if it is none."""
    match = _TWO_WAYS.match(text)
    if match is None:
        return ()
    first, second, year = (int(part) for part in match.groups())
    if not (0 < first <= MONTHS_IN_YEAR and 0 < second <= MONTHS_IN_YEAR):
        return ()
    return terms.plain_day(date(year, second, first)), terms.plain_day(date(year, first, second))


def chosen(column: MappedColumn) -> str | None:
    """Which of the choices stands for a column now; None where nothing was decided."""
    is_decided = column.why in {Why.NOW, Why.PROFILE, Why.WITHHELD}
    return column.field if column.field or is_decided else None


def mapped_words(
    words: Iterable[WordReading], mapping: Mapping, base: Mapping, *, hide_names: bool
) -> list[MappedWord]:
    """Every word with its meaning: unknown ones first, then by how often they stand there."""
    made = []
    for word in words:
        said = staging.word_decided(mapping, word.kind, word.text)
        meaning = said or word.meaning
        made.append(
            MappedWord(
                kind=word.kind,
                text=word.text,
                shown=_word(word) if hide_names else word.text,
                meaning=meaning,
                rows=word.rows,
                is_decided=bool(said) or word.is_decided,
                is_changed=said != staging.word_decided(base, word.kind, word.text),
            )
        )
    # By what was read, not by what was said since: a row does not jump away under her hand.
    known = {(word.kind, word.text): bool(word.meaning) for word in words}
    return sorted(made, key=lambda word: (known[word.kind, word.text], -word.rows))


def _word(word: WordReading) -> str:
    """A word while names are hidden: what no vocabulary knows may be anybody's name."""
    is_vocabulary = word.kind != staging.WORKER and bool(word.meaning) and not word.is_decided
    return word.text if is_vocabulary else terms.initials(word.text) or HIDDEN
