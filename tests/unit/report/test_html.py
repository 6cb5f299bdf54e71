"""Documents as HTML for the window's printer."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser

import pytest
from typing_extensions import override

from allocation_app.report.html import html
from allocation_app.report.listing import Column
from allocation_app.report.looks import LATE, Style
from allocation_app.report.pages import Bars, Block, Grid, Page, Paper, Said, Ticks, Tone, Words

MARKUP = '<script>alert(1)</script><img src="file:///etc/passwd"> & "quoted" </td></table>'


class Read(HTMLParser):
    """What a reader of HTML finds: which elements, with what texts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.texts: list[str] = []
        self.feed(text)

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    @override
    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def read(*blocks: Block, pages: int = 1) -> Read:
    made = [Page(title=MARKUP, blocks=blocks)] * pages
    return Read(html(Paper(title=MARKUP, pages=made, foot=MARKUP, children=1)))


def a_grid() -> Grid:
    return Grid(
        title=MARKUP,
        columns=[
            Column(heading=MARKUP, pairs={MARKUP: LATE}, widest=90),
            Column(heading="Load", style=Style.SHARE),
            Column(heading="Notes", style=Style.LONG),
        ],
        rows=[[MARKUP, 1.31, (MARKUP, "two")], ["plain", None, None]],
        bars=Bars(heading="of capacity", shares=[1.31, None], pairs=[LATE, LATE]),
    )


@pytest.mark.parametrize(
    "block",
    [
        *(Words(text=MARKUP, tone=tone) for tone in Tone),
        Said(lines=[(MARKUP, MARKUP), ("Last visit", date(2026, 11, 3))]),
        Grid(title="", columns=[Column(heading="x")], rows=[], nobody=MARKUP),
        Ticks(title=MARKUP, lines=[MARKUP]),
        a_grid(),
    ],
)
def test_that_markup_in_a_text_is_printed_and_never_done(block: Block) -> None:
    made = read(block)
    assert not {"script", "img"} & set(made.tags)
    assert "".join(made.texts).replace("\u200b", "").count(MARKUP) >= 2


def test_that_every_page_but_the_first_begins_on_a_new_sheet() -> None:
    made = html(Paper(title="", pages=[Page(title="", blocks=[])] * 3, foot="", children=1))
    assert made.count('<h1 style="page-break-before: always"') == 2


def test_that_headings_are_told_from_the_rows_so_that_they_repeat_on_each_sheet() -> None:
    made = read(a_grid())
    assert made.tags.count("thead") == 1
    assert made.tags.count("th") == 4


def test_that_a_blank_leaves_room_to_write() -> None:
    paper = Paper(
        title="",
        pages=[Page(title="", blocks=[Said(lines=[("Signed", None)])])],
        foot="",
        children=1,
    )
    assert "&nbsp;</span></td>" in html(paper)


def test_that_a_checklist_has_a_box_before_each_line() -> None:
    made = read(Ticks(title="", lines=["one", "two"]))
    assert made.texts.count("\u2610") == 2
