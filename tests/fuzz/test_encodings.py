"""I7: the same rows, whatever the encoding, the separator and the line ends of a text file."""

import csv
import io
from itertools import product
from random import Random

import pytest

from allocation_app.intake.opening.apart import Task, read_here
from allocation_app.intake.opening.grids import sheet_of

pytestmark = pytest.mark.timeout(3_600)  # a campaign at its full counts is long

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-16-be-mark", "cp1252")
SEPARATORS = (",", ";", "\t", "|")
ENDS = ("\n", "\r\n", "\r")
WAYS = list(product(ENCODINGS, SEPARATORS, ENDS, (False, True)))
TEXTS = (
    "007", "None", "NA", "Siân Ó Briain", "O'Brien-Smith", "a, b; c", "two\nlines", 'said "no"',
    "", "  spaced  ", "½ day", "#N/A", "1.5", "04/03/2015", "x|y", "tab\there", "é" * 40,
)  # fmt: skip
HEADINGS = ["Child ID", "Child name", "Status", "Notes"]


def a_table(chance: Random) -> list[list[str]]:
    """Headings and some rows, each with something in it."""
    rows = [[f"C{n:03}", *chance.choices(TEXTS, k=3)] for n in range(chance.randrange(1, 30))]
    return [HEADINGS, *rows]


def written(rows: list[list[str]], way: tuple[str, str, str, bool], chance: Random) -> bytes:
    """The rows as a program would write them in this way."""
    encoding, separator, end, has_line = way
    text = io.StringIO()
    quoting = chance.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL))
    if end == "\r":  # Python's writer would leave other line breaks without quotation marks
        quoting = csv.QUOTE_ALL
    writer = csv.writer(text, delimiter=separator, lineterminator=end, quoting=quoting)
    writer.writerows(rows)
    whole = (f"sep={separator}{end}" if has_line else "") + text.getvalue()
    if encoding == "utf-16-be-mark":
        return b"\xfe\xff" + whole.encode("utf-16-be")
    return whole.encode(encoding)


@pytest.mark.campaign(quick=168, ci=1_000)
def test_that_a_table_is_the_same_in_every_encoding(rounds: int) -> None:
    for number in range(rounds):
        chance = Random(number)  # noqa: S311 - seeded to be repeated
        rows, way = a_table(chance), WAYS[number % len(WAYS)]
        content = written(rows, way, chance)
        answer = read_here(Task(name="a.csv", content=content), lambda: None)
        assert answer.refusal is None, f"{way}: {answer.refusal}"
        (grid,) = answer.grids
        found = [cells for _, cells in sheet_of("a.csv", grid).rows(99)]
        assert found == rows, way
        assert grid.widths == ()
