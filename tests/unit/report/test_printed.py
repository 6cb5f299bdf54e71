"""How documents come to stand on paper."""

from __future__ import annotations

from datetime import date

import pytest

from allocation_app.errors import AppError
from allocation_app.report import printed
from allocation_app.report.listing import Column
from allocation_app.report.looks import LATE, Style
from allocation_app.report.pages import Bars, Grid, Page, Paper, Size
from allocation_app.report.values import Formula, Link, Value


def a_paper(*, size: Size = Size.A4, is_landscape: bool = False) -> Paper:
    return Paper(
        title="Packs",
        pages=[Page(title="One", blocks=[])],
        foot="As at 13/05/2026",
        children=2,
        size=size,
        is_landscape=is_landscape,
    )


@pytest.mark.parametrize(
    ("value", "style", "text"),
    [
        (None, Style.TEXT, ""),
        (date(2026, 11, 3), Style.DAY, "03/11/2026"),
        (1.3104, Style.SHARE, "131.0\u00a0%"),
        (-0.5, Style.SHARE, "-50.0\u00a0%"),
        (8, Style.POINTS, "8.0"),
        (0.12345, Style.INDEX, "0.123"),
        (1_234_567, Style.COUNT, "1234567"),
        (0.8, Style.FIGURE, "0.8"),
        (Formula(text="=1+1", result=2.25), Style.POINTS, "2.2"),
        (Link(text="Sian", sheet="Sian"), Style.TEXT, "Sian"),
        (("one", "two"), Style.LONG, "one\ntwo"),
        ("=1+1", Style.TEXT, "=1+1"),
        ("Tab\there", Style.TEXT, "Tab␉here"),
    ],
)
def test_that_a_value_stands_on_paper_as_its_style_says(
    value: Value, style: Style, text: str
) -> None:
    assert printed.said(value, style) == text


def a_grid(columns: int, words: str = "some words here") -> Grid:
    return Grid(
        title="",
        columns=[Column(heading="Heading", style=Style.LONG, widest=20) for _ in range(columns)],
        rows=[[words] * columns],
    )


@pytest.mark.parametrize("columns", [1, 5, 9, 14, 30])
def test_that_a_table_is_never_wider_than_the_paper(columns: int) -> None:
    paper = a_paper()
    made = printed.table(a_grid(columns), paper)
    assert sum(made.rooms) <= printed.room(paper) + 0.01
    assert printed.SMALLEST <= made.size <= printed.LARGEST[Size.A4]


def test_that_a_table_of_few_columns_is_not_stretched_over_the_paper() -> None:
    made = printed.table(a_grid(2), a_paper(is_landscape=True))
    assert sum(made.rooms) < printed.room(a_paper(is_landscape=True)) / 2


def test_that_a_word_wider_than_its_column_may_be_broken_and_no_other() -> None:
    made = printed.table(a_grid(12, "short " + "x" * 200), a_paper())
    text = made.rows[0][0].text
    assert text.startswith("short x\u200bx")
    assert text.replace("\u200b", "") == "short " + "x" * 200


def test_that_a_double_barrelled_name_breaks_at_its_hyphens() -> None:
    name = "Maximilian-Alexander Featherston-Cholmondeley"
    made = printed.table(a_grid(12, name), a_paper())

    assert made.rows[0][0].text.replace("\u200b", "") == name
    for part in ("Maximilian-", "Alexander"):
        assert part in made.rows[0][0].text


def test_that_letters_on_larger_paper_are_larger() -> None:
    small = printed.table(a_grid(2), a_paper())
    large = printed.table(a_grid(2), a_paper(size=Size.A3))
    assert large.size > small.size


def test_that_bars_stand_in_a_column_of_their_own_and_leave_room_beyond_what_is_full() -> None:
    grid = Grid(
        title="",
        columns=[Column(heading="Worker"), Column(heading="Load", style=Style.SHARE)],
        rows=[["S.J.", 1.5], ["T.B.", None]],
        bars=Bars(heading="of capacity", shares=[1.5, None], pairs=[LATE, LATE]),
    )
    made = printed.table(grid, a_paper())
    assert made.headings == ["Worker", "of capacity", "Load"]
    assert [[cell.text for cell in row] for row in made.rows] == [
        ["S.J.", "", "150.0\u00a0%"],
        ["T.B.", "", ""],
    ]
    assert made.drawn.shares == [1.0, None]
    assert made.drawn.full == pytest.approx(1 / 1.5)


def test_that_a_board_of_nobody_is_printed() -> None:
    bars = Bars(heading="of capacity", shares=[], pairs=[])
    made = printed.table(
        Grid(title="", columns=[Column(heading="Load")], rows=[], bars=bars), a_paper()
    )
    assert (made.rows, made.drawn.shares) == ([], [])


def test_that_a_word_with_a_colour_has_it_on_paper() -> None:
    column = Column(heading="State", pairs={"late": LATE})
    made = printed.table(Grid(title="", columns=[column], rows=[["late"], ["no"]]), a_paper())
    assert [row[0].pair for row in made.rows] == [LATE, None]


def test_that_the_foot_counts_the_children_before_all_else() -> None:
    assert printed.foot_line(a_paper()) == "2 children · As at 13/05/2026"
    assert printed.page_line(1, 3) == "Page 1 of 3"


def test_that_the_line_above_a_sheet_says_once_what_it_is_of() -> None:
    said = [printed.running(a_paper(), goes_on) for goes_on in ("", "One", "Packs")]

    assert said == ["Packs", "Packs · One", "Packs"]


def test_that_what_nobody_would_print_is_refused_in_words() -> None:
    rows = [["000123"]] * (printed.MOST_ROWS + 1)
    grid = Grid(title="", columns=[Column(heading="Case")], rows=rows)
    page = Page(title="", blocks=[grid])
    with pytest.raises(AppError) as refused:
        printed.not_too_long(Paper(title="", pages=[page], foot="", children=None))
    assert refused.value.code == "too_long_for_paper"
    assert refused.value.details == {"rows": "6,001", "most": "6,000"}
    assert printed.not_too_long(a_paper()) == a_paper()
