"""Makes up heading sets as teams would write them, with content, and knows what each column is.

Headings come from heading_words.toml, which knows nothing of the tool's own lists, and are then
disturbed: case, joined words, punctuation, abbreviations, word order, slips of the finger, words
that add nothing.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

Words = dict[str, list[str]]
_WORDS = tomllib.loads(Path(__file__).with_name("heading_words.toml").read_text("utf-8"))
CHILDREN: Words = _WORDS["children"]
STAFF: Words = _WORDS["staff"]
DECOYS: Words = _WORDS["decoys"]
STAFF_DECOYS: Words = _WORDS["staff_decoys"]

DAY = date(2026, 11, 20)
ABBREVIATIONS = {
    "date": "dt",
    "number": "no",
    "social worker": "sw",
    "assessment": "assmt",
    "allocated": "alloc",
    "reference": "ref",
    "statutory": "stat",
    "conference": "conf",
    "looked after": "lac",
    "child protection": "cp",
    "identifier": "id",
    "review": "rev",
    "months": "mths",
    "manager": "mgr",
    "previous": "prev",
    "address": "addr",
    "placement": "plcmt",
    "current": "curr",
    "discussion": "disc",
}
ADDED_BEFORE = ("child's", "current", "*", "lcs", "mosaic:", "case")
ADDED_AFTER = (
    "(dd/mm/yyyy)",
    "*",
    "(if known)",
    "- lcs",
    ":",
    "(from mosaic)",
    "(see guidance)",
    "?",
)
FORENAMES = ("Ann", "Bob", "Carys", "Dafydd", "Eleri", "Farid", "Gwen", "Hassan", "Ines", "Jo")
SURNAMES = ("Lee", "Orr", "Pritchard", "Roe", "Singh", "Tudor", "Vaughan", "Walsh", "Young", "Ali")
TEAMS = ("North", "South", "East", "Looked After Team", "Assessment Team", "Disability")
STATUSES = ("CIN", "CP", "LAC", "Care and support", "Care leaver")
PROSE = (
    "Mother reports that the visits are going well and asks for help with the school place.",
    "The family moved in the summer; a new assessment is to follow when the school has replied.",
)
Column = tuple[str, tuple[object, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A table: for each heading its cells, and the field that it brings (None: it is a decoy)."""

    columns: tuple[Column, ...]
    truth: tuple[str | None, ...]


def children_table(random: Random) -> Made:
    """A table of children with the facts that most have, some others, and decoys among them."""
    always = ["child_id", "worker", "date_of_birth", "status"]
    others = [field for field in CHILDREN if field not in always]
    fields = [*always, *random.sample(others, random.randint(2, 12))]
    return _table(random, CHILDREN, fields, DECOYS, random.randint(2, 10))


def staff_table(random: Random) -> Made:
    """A staff list with decoys."""
    always = ["worker", "role", "fte"]
    others = [field for field in STAFF if field not in always]
    fields = [*always, *random.sample(others, random.randint(1, 6))]
    return _table(random, STAFF, fields, STAFF_DECOYS, random.randint(1, 4))


def _table(
    random: Random,
    names: Words,
    fields: list[str],
    decoys: Words,
    most: int,
) -> Made:
    rows = random.randint(12, 30)
    style = random.choice(STYLES)
    plain = {field: random.choice(names[field]) for field in fields}
    found: list[tuple[Column, str | None]] = [
        ((disturbed(plain[field], random, style), content(field, rows, random)), field)
        for field in fields
    ]
    every = [(kind, heading) for kind, headings in decoys.items() for heading in headings]
    for kind, heading in random.sample(every, most):
        found.append(((disturbed(heading, random, style), content(kind, rows, random)), None))
    random.shuffle(found)
    return Made(columns=tuple(c for c, _ in found), truth=tuple(t for _, t in found))


STYLES: tuple[Callable[[str], str], ...] = (
    str.capitalize,
    str.capitalize,
    str.title,
    str.upper,
    str.lower,
    lambda text: "".join(word[:1].upper() + word[1:] for word in re.split(r"[ '.]+", text)),
    lambda text: "_".join(re.split(r"[ '.]+", text)).upper(),
    lambda text: "_".join(re.split(r"[ '.]+", text)).lower(),
)
JOINED = STYLES[5:]


def disturbed(heading: str, random: Random, style: Callable[[str], str]) -> str:
    """A heading as somebody else would have written it."""
    text = heading
    if random.random() < 0.2:
        text = _turned(text)
    if random.random() < 0.25:
        text = _abbreviated(text, random)
    if random.random() < 0.2:
        text = _slipped(text, random)
    if style in JOINED:
        return style(text)
    if random.random() < 0.1:
        text = f"{random.choice(ADDED_BEFORE)} {text}"
    if random.random() < 0.15:
        text = f"{text} {random.choice(ADDED_AFTER)}"
    text = style(text)
    spaces = random.choice((" ", " ", " ", " ", "  ", "\xa0", "\n", "-", "/"))
    return text.replace(" ", spaces) if random.random() < 0.2 else text


def _turned(text: str) -> str:
    """Put "date of last visit" as "last visit date", and the other way round."""
    match = re.fullmatch(r"(date|number|name|id) of (?:the )?(.+)", text)
    if match is not None:
        return f"{match[2]} {match[1]}"
    match = re.fullmatch(r"(.+) (date|number|name)", text)
    if match is not None:
        return f"{match[2]} of {match[1]}" if len(text) % 2 else f"{match[2]} - {match[1]}"
    return text


def _abbreviated(text: str, random: Random) -> str:
    known = [word for word in ABBREVIATIONS if re.search(rf"\b{word}\b", text)]
    if not known:
        return text
    word = random.choice(known)
    return re.sub(rf"\b{word}\b", ABBREVIATIONS[word], text, count=1)


def _slipped(text: str, random: Random) -> str:
    """One slip of the finger inside a word of five letters or more."""
    places = [match.start() for match in re.finditer(r"(?<=\w\w)\w(?=\w\w)", text)]
    if not places:
        return text
    at = random.choice(places)
    return random.choice(
        (
            text[:at] + text[at + 1 :],
            text[:at] + text[at] + text[at:],
            text[:at] + text[at + 1] + text[at] + text[at + 2 :],
            text[:at] + random.choice("aeionrst") + text[at + 1 :],
        )
    )


def content(kind: str, rows: int, random: Random) -> tuple[object, ...]:
    """What stands under a heading of this kind; some cells are blank but for ids."""
    made = [_cell(kind, row, random) for row in range(rows)]
    if kind in {"child_id", "worker"}:
        return tuple(made)
    blank = random.choice((0.0, 0.1, 0.5))
    return tuple("" if random.random() < blank else cell for cell in made)


def _cell(kind: str, row: int, random: Random) -> object:
    return _MADE.get(kind, _date)(row, random)


def _date(_row: int, random: Random) -> object:
    day = DAY - timedelta(days=random.randint(1, 700))
    return day if _row % 7 else f"{day:%d/%m/%Y}"


def _born(_row: int, random: Random) -> object:
    return DAY - timedelta(days=random.randint(30, 6400))


def _person(_row: int, random: Random) -> object:
    return f"{random.choice(FORENAMES)} {random.choice(SURNAMES)}"


def _one_of(*values: object) -> Callable[[int, Random], object]:
    return lambda _row, random: random.choice(values)


def _number(least: int, most: int) -> Callable[[int, Random], object]:
    return lambda _row, random: random.randint(least, most)


_flag = _one_of("Yes", "No", "Y", "N")
_MADE: dict[str, Callable[[int, Random], object]] = {
    "child_id": lambda row, _random: 100_000 + 37 * row,
    "child_name": _person,
    "date_of_birth": _born,
    "age": _number(0, 17),
    "family": lambda row, _random: f"F{row // 2:03}",
    "team": _one_of(*TEAMS),
    "status": _one_of(*STATUSES),
    "case_type": _one_of(*STATUSES),
    "worker": _person,
    "worker_id": lambda _row, random: f"SW{random.randint(100, 120)}",
    "previous_worker": _person,
    "co_worker": _person,
    "personal_adviser": _person,
    "language": _one_of("English", "Welsh", "Polish"),
    "placements_in_year": _number(0, 4),
    "workers_in_year": _number(1, 4),
    "out_of_area": _flag,
    "was_seen_alone": _flag,
    "role": _one_of("Social Worker", "Senior Social Worker", "Team Manager"),
    "fte": _one_of(1.0, 0.8, 0.5),
    "hours": _one_of(37, 30, 18.5),
    "newly_qualified": _flag,
    "agency": _flag,
    "absence_reason": _one_of("Sick", "Maternity", "Leave"),
    "welsh_speaker": _flag,
    "legal_status": _one_of("C1", "C2: Full care order", "V2", "Interim care order", "Section 76"),
    "placement_type": _one_of(
        "Foster care", "P1", "U4: Foster placement", "Kinship", "Residential"
    ),
    "visited_by": _person,
    "person": _person,
    "email": lambda _row, random: f"{random.choice(FORENAMES).lower()}@council.example",
    "phone": lambda _row, random: f"01978 {random.randint(100000, 999999)}",
    "number": _number(1, 9000),
    "text": _one_of("Medium", "High", "See file", "Other", "N1", "Foster home", *PROSE),
    "flag": _flag,
}
