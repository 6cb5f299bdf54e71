"""I8: a name is shown as it was written, and found however it is typed."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

import pytest
import xlsxwriter

from allocation_app.intake import Reading, read
from tests.builders import a_review
from ui.search import entries, hits

AS_AT = date(2026, 11, 20)
ROWS = 500
HEADINGS = ("Child ID", "Child name", "Date of birth", "Status", "Social worker")
PLAIN = ("Jones", "Davies", "Smith", "Ann", "Lowri", "Gwen", "Price", "Bevan", "Hughes", "Mair")
WORDS = ("NA", "None", "Null", "True", "False", "nan", "inf", "Mawrth", "May", "April", "Total1")
ACCENTED = (
    ("Siân", "Sian"), ("Gŵyn", "Gwyn"), ("Llŷr", "Llyr"), ("Zoë", "Zoe"), ("Łukasz", "Lukasz"),
    ("Søren", "Soren"), ("Nuñez", "Nunez"), ("Đặng", "Dang"), ("Žižek", "Zizek"), ("Þór", "Thor"),
    ("Ægir", "Aegir"), ("Çelik", "Celik"), ("İpek", "Ipek"), ("Groß", "Gross"), ("Ŵŷn", "Wyn"),
)  # fmt: skip
APOSTROPHES = (
    ("O'Neill", "ONeill"), ("O’Neill", "O'Neill"), ("D'Arcy", "D’Arcy"), ("N`Dour", "N'Dour"),
    ("Smith-Jones", "Smith-Jones"), ("Smith–Jones", "Smith-Jones"), ("van der Berg", "berg"),
    ("ap Rhys", "rhys"), ("Mac  Donald", "Mac Donald"), ("De\xa0Souza", "de souza"),
)  # fmt: skip
OTHER_SCRIPTS = ("محمد", "דוד", "Олена", "Νίκος", "张伟", "山田", "अनिता", "ಅನು")
ODD = (
    "\U0001f600", "\U0001f469\u200d\U0001f467", "\u200f", "\u200b", "\x07", "\x1b", "\x7f",
    "\u202e", "\U0001f1e8\U0001f1fe",
)  # fmt: skip
Pair = tuple[str, str]
"""A part of a name, and another way in which somebody may type it."""


def _plain(chance: Random) -> Pair:
    word = chance.choice(PLAIN)
    return word, word.upper()


def _odd(chance: Random) -> Pair:
    word = chance.choice(PLAIN)
    return word + chance.choice(ODD), word.lower()


def _unaccented(chance: Random) -> Pair:
    written, plain = chance.choice(ACCENTED)
    return unicodedata.normalize(chance.choice(("NFC", "NFD")), written), plain


def _same(words: tuple[str, ...]) -> Callable[[Random], Pair]:
    def part(chance: Random) -> Pair:
        word = chance.choice(words)
        return word, unicodedata.normalize(chance.choice(("NFC", "NFD")), word)

    return part


PARTS: tuple[Callable[[Random], Pair], ...] = (
    _plain, _unaccented, _unaccented, _odd, _same(OTHER_SCRIPTS), _same(WORDS),
    lambda chance: chance.choice(APOSTROPHES),
)  # fmt: skip


def a_name(number: int, chance: Random) -> Pair:
    """A name of its own, and how somebody may look for it."""
    own = "".join(chr(ord("a") + int(digit)) for digit in f"{number:05}")
    parts = [chance.choice(PARTS)(chance) for _ in range(chance.randint(1, 3))]
    written, typed = (" ".join(part) for part in zip(*parts, (own, own), strict=True))
    if chance.random() < 0.03:
        written = f"{written} {'long' * 80}"[:300]
    return written, typed


def _rows(names: list[Pair]) -> list[tuple[str, ...]]:
    born = ("2015-03-04", "CIN", "Jane Roe")
    return [(f"{n:06}", written, *born) for n, (written, _) in enumerate(names)]


def _as_text(path: Path, rows: list[tuple[str, ...]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADINGS, *rows])
    return path


def _as_workbook(path: Path, rows: list[tuple[str, ...]]) -> Path:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Children")
    for number, row in enumerate([HEADINGS, *rows]):
        for column, text in enumerate(row):
            sheet.write_string(number, column, text)
    book.close()
    return path


def _faults(reading: Reading, names: list[Pair]) -> list[str]:
    """Names that came out otherwise, or that a search does not find."""
    children = reading.snapshot.children
    people = entries(a_review(reading.snapshot), hide_names=False)
    faults = []
    for given, child in children.items():
        written, typed = names[int(given)]
        if child.name != written:
            faults.append(f"{written!a} was read as {child.name!a}")
        forms = (written, typed, unicodedata.normalize("NFD", written), written.upper(), given)
        faults += [
            f"{written!a} is not found by {form!a}"
            for form in forms
            if given not in {hit.child for hit in hits(form, people, ())}
        ]
    if len(children) != len(names):
        faults.append(f"{len(children)} children of {len(names)}")
    return faults


@pytest.mark.campaign(quick=100, ci=500)
@pytest.mark.timeout(900)
@pytest.mark.parametrize("write", [_as_text, _as_workbook], ids=["csv", "xlsx"])
def test_that_a_name_is_kept_as_written_and_found_as_typed(
    rounds: int, tmp_path: Path, write: Callable[[Path, list[tuple[str, ...]]], Path]
) -> None:
    done, seed = 0, 0
    while done < rounds:
        seed += 1
        chance = Random(seed)  # noqa: S311 - seeded to be repeated
        names = [a_name(number, chance) for number in range(min(ROWS, rounds - done))]
        path = tmp_path / ("names.csv" if write is _as_text else "names.xlsx")
        faults = _faults(read([write(path, _rows(names))], as_at=AS_AT), names)
        assert not faults, f"seed {seed}, {len(faults)} faults:\n" + "\n".join(faults[:20])
        done += len(names)
