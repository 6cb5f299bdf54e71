"""A list as it stands on a page: its sentences, then its table as far as it goes on paper."""

from __future__ import annotations

from dataclasses import replace

from allocation_app.report.facts import Facts
from allocation_app.report.listing import Line, Listing, printed
from allocation_app.report.lists import lead
from allocation_app.report.notes import only_team
from allocation_app.report.pages import Bars, Block, Grid, Page, Paper, Tone, Words
from allocation_app.report.printed import foot, said


def on_paper(made: Listing, facts: Facts) -> Paper:
    """A list as one page, however many sheets it takes."""
    return Paper(
        title=made.title,
        pages=(Page(title=made.title, blocks=blocks(made)),),
        foot=foot(facts),
        children=made.children,
        is_landscape=made.is_landscape,
    )


def with_team(made: Listing, facts: Facts) -> Listing:
    """The list with a line that says so where it is of one team."""
    team = only_team(facts)
    return replace(made, lead=[lead(team), *made.lead]) if team else made


def blocks(made: Listing, bars: Bars | None = None) -> tuple[Block, ...]:
    """What a list's page is made of; ``bars`` may stand in its table."""
    made = printed(made)
    texts = filter(None, map(_sentence, made.lead))
    grid = Grid(title="", columns=made.columns, rows=made.rows, nobody=made.nobody, bars=bars)
    return (*(Words(text=text, tone=Tone.LEAD) for text in texts), grid)


def _sentence(line: Line) -> str:
    """A row above a table as a paragraph."""
    return " ".join(filter(None, (said(value, style) for value, style in line)))
