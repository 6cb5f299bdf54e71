"""Lays out rows of cells as a table on a sheet, with all that stands around one in real files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sample_data.generator.chance import happens
from sample_data.generator.columns import Cell
from sample_data.generator.layouts.cells import GROUPS, Cells
from sample_data.generator.layouts.grid import Grid, Merge, Row
from sample_data.generator.layouts.headings import DECOYS_CY, DECOYS_EN
from sample_data.generator.layouts.voice import Voice

MOST_DECOYS = 6
NOTE = "Mother has asked for visits after 4pm; see case note of last week. Two dogs at the house."


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the field that it brings ("" if it is unnamed), and its heading."""

    field: str
    heading: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mess:
    """What stands around and among the rows of a table."""

    titles: tuple[str, ...] = ()
    has_group_row: bool = False
    down: int = 0
    right: int = 0
    blank_after: frozenset[int] = frozenset()
    headings_after: frozenset[int] = frozenset()
    twice: frozenset[int] = frozenset()
    total: str = ""
    notes: tuple[str, ...] = ()


TIDY = Mess()


def lay_out(name: str, columns: Sequence[Column], rows: Sequence[Cells], mess: Mess) -> Grid:
    """The sheet of a table."""
    grid = Grid(name=name)
    for title in mess.titles:
        grid.add([title], is_bold=True)
    grid.rows += [[]] * bool(mess.titles)
    if mess.has_group_row:
        add_group_row(grid, columns)
    headings: Row = [column.heading or None for column in columns]
    grid.add(headings, is_bold=True)
    for number, cells in enumerate(rows):
        row = [cells.get(column.field) for column in columns]
        for _ in range(2 if number in mess.twice else 1):
            grid.add(row)
        if number in mess.blank_after:
            grid.add([None] * len(columns))
        if number in mess.headings_after:
            grid.add(headings, is_bold=True)
    if mess.total:
        grid.add([mess.total, len(rows), *[None] * (len(columns) - 2)])
    for note in ("", *mess.notes) if mess.notes else ():
        grid.add([note or None])
    return grid.moved(mess.down, mess.right)


def add_group_row(grid: Grid, columns: Sequence[Column]) -> None:
    """A row above the headings that names what the columns under it are about, merged over them."""
    labels: Row = []
    row = len(grid.rows)
    for start, end, label in _spans(columns):
        labels += [label] + [None] * (end - start)
        if end > start:
            grid.merges.append(Merge(row, start, row, end))
    grid.add(labels, is_bold=True)


def _spans(columns: Sequence[Column]) -> Iterator[tuple[int, int, str]]:
    groups = [_group(column.field) for column in columns]
    start = 0
    for place in range(1, len(groups) + 1):
        if place == len(groups) or groups[place] != groups[start]:
            yield start, place - 1, groups[start]
            start = place


def _group(field: str) -> str:
    field = {"forename": "name", "surname": "name"}.get(field, field)
    return next((group for group, fields in GROUPS.items() if field in fields), "other")


def named_groups(grid: Grid, names: Mapping[str, str]) -> Grid:
    """The same sheet, the names of its groups in its own language."""
    for number in grid.bold:
        row = grid.rows[number]
        if all(value is None or value in names for value in row):
            grid.rows[number] = [names.get(str(value)) if value else None for value in row]
    return grid


def any_mess(voice: Voice, as_at: date, rows: int, *, can_merge: bool) -> Mess:
    """A mess by chance; ``rows`` is how many rows the table has."""
    rng, words = voice.rng, voice.words
    places = range(3, max(4, rows - 2))
    titles = [f"{words.title} {voice.day_in_words(as_at)}", *rng.sample(words.notes, 1)]
    return Mess(
        titles=tuple(titles[: rng.choice((0, 1, 2))]),
        has_group_row=can_merge and happens(rng, 0.4),
        down=rng.choice((0, 0, 1, 3)) if can_merge else 0,
        right=rng.choice((0, 0, 1, 2)) if can_merge else 0,
        blank_after=frozenset(rng.sample(places, min(len(places), rng.choice((0, 1, 4))))),
        headings_after=frozenset(rng.sample(places, min(len(places), rng.choice((0, 0, 2))))),
        twice=frozenset(rng.sample(places, min(len(places), rng.choice((0, 1, 2))))),
        total=rng.choice(("", words.total, words.count)),
        notes=tuple(rng.sample(words.notes, rng.choice((0, 0, 1)))),
    )


def child_columns(voice: Voice, fields: Sequence[str]) -> list[Column]:
    """Columns of children; the name may be one or two of them."""
    found: list[str] = []
    for field in fields:
        is_split = field == "name" and happens(voice.rng, 0.35)
        found += ["forename", "surname"] if is_split else [field]
    return [Column(field, voice.heading("child", field)) for field in found]


def add_decoys(columns: list[Column], rows: Sequence[Cells], voice: Voice, as_at: date) -> None:
    """Put columns among the others that nobody needs, and what stands in them."""
    rng = voice.rng
    options = DECOYS_CY if voice.is_welsh else DECOYS_EN
    for place in sorted(rng.sample(range(len(options)), rng.randint(0, MOST_DECOYS))):
        field = f"decoy {place}"
        columns.insert(rng.randint(1, len(columns)), Column(field, options[place]))
        for cells in rows:
            cells[field] = _decoy(place, voice, as_at)
    if happens(rng, 0.3):
        columns.append(Column("", ""))
        for cells in rows:
            cells[""] = rng.choice((None, None, None, "x", "?"))
    if happens(rng, 0.3):
        again = rng.choice([column for column in columns if column.field in {"born", "team"}])
        columns.append(again)


def _decoy(place: int, voice: Voice, as_at: date) -> Cell:
    rng = voice.rng
    if place in {0, 1}:
        return rng.choice((None, as_at + timedelta(days=rng.randint(1, 90))))
    options: tuple[Cell, ...] = {
        2: ("Delyth Marsh-Ellis",),
        3: ("Kit Ambrose", "Nerys Tate-Owen", None),
        4: ("Ysgol Bryn Coch", "St Anne's Primary School", None),
        5: ("Dr A Marsh", "Hillcrest Surgery", None),
        6: (None, None, NOTE, "Visit overdue, rebooked"),
        7: ("12 Ash Grove, Llanfair", "Flat 3, 40 High Street", None),
        8: ("M", "F", None),
        9: ("R", "A", "G", None),
    }[place]
    return rng.choice(options)
