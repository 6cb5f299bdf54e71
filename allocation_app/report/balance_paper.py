"""The balance on paper: the measures, the loads with a bar each, then the kinds of case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from allocation_app.report.balance_chart import fullest_first
from allocation_app.report.balance_sheet import (
    UTILISATION,
    balance,
    case_types,
    measures,
    together,
)
from allocation_app.report.facts import Facts
from allocation_app.report.listing import Column, Line, Listing, printed
from allocation_app.report.looks import BANDS
from allocation_app.report.notes import only_team, planned
from allocation_app.report.pages import Bars, Block, Grid, Page, Paper, Tone, Words
from allocation_app.report.printed import foot
from allocation_app.wording.translate import tr


def balance_on_paper(facts: Facts) -> Paper:
    """The loads as the screen has them; a table too wide for a sheet is two, with the same rows."""
    made, many = balance(facts), len(case_types(facts))
    words = [only_team(facts), planned(facts), str(made.lead[0][0][0])]
    blocks: tuple[Block, ...] = (
        *(Words(text=text, tone=Tone.LEAD) for text in words if text),
        _figures(measures(facts, has_workers=bool(facts.case_workers))),
        _loads(made, facts),
        _figures(together(facts, fullest_first(facts), ())),
    )
    first, second = Page(title=made.title, blocks=blocks), _kinds(made, many)
    return Paper(
        title=made.title,
        pages=(first, second) if many else (first,),
        foot=foot(facts),
        children=made.children,
        is_landscape=True,
    )


def _figures(lines: Sequence[Line]) -> Grid:
    """Headings and the figures below them, as they stand above the table in Excel."""
    headings, *figures = lines
    return Grid(
        title="",
        columns=[
            Column(heading=str(heading), style=style, narrowest=len(str(heading)))
            for (heading, _), (_, style) in zip(headings, figures[0], strict=True)
        ],
        rows=[
            [*(value for value, _ in line), *[None] * (len(headings) - len(line))]
            for line in figures
        ],
    )


def _loads(made: Listing, facts: Facts) -> Grid:
    """The table with a bar for each load."""
    narrow = printed(made)
    loads = [facts.load(worker.id) for worker in fullest_first(facts)]
    bars = Bars(
        heading=tr("Line at 100 %"),
        shares=[load.utilisation for load in loads],
        pairs=[BANDS[load.band] for load in loads],
        before=[column.heading for column in narrow.columns].index(tr(UTILISATION)),
    )
    return Grid(
        title="",
        columns=narrow.columns,
        rows=narrow.rows,
        nobody=made.nobody,
        bars=bars if loads else None,
    )


def _kinds(made: Listing, many: int) -> Page:
    """How many of each kind everybody holds, on a sheet of its own."""
    kinds = made.columns[-many:]
    grid = Grid(
        title="",
        columns=[made.columns[0], *(replace(each, is_printed=True) for each in kinds)],
        rows=[[row[0], *row[-many:]] for row in made.rows],
    )
    return Page(title=tr("Kinds of case"), blocks=(grid,))
