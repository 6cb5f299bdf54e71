"""A period report: how it began and ended, what changed, what was done; one page, nobody named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from allocation_app.domain.period import Period
from allocation_app.domain.period_figures import Dated, PeriodFigures, period_figures
from allocation_app.domain.trends import Series
from allocation_app.report.facts import Facts
from allocation_app.report.listing import Column
from allocation_app.report.looks import Style
from allocation_app.report.notes import only_team
from allocation_app.report.pages import Block, Grid, Page, Paper, Tone, Words
from allocation_app.report.printed import foot
from allocation_app.report.values import Value
from allocation_app.wording import given as periods
from allocation_app.wording import history as sentences
from allocation_app.wording import terms
from allocation_app.wording.findings import rule_label
from allocation_app.wording.translate import mark, tr

RULES = 10
"""So many are told one by one: there is one page."""
TOLD = (
    Series.CHILDREN,
    Series.FAMILIES,
    Series.UNALLOCATED,
    Series.UNALLOCATED_FAMILIES,
    Series.LONGEST_WAIT,
    Series.MEDIAN_WAIT,
    Series.LATE_CHILDREN,
    Series.CANNOT_TELL,
    Series.WORKERS,
    Series.MAX,
    Series.MEAN,
    Series.RANGE,
)
COUNTED = (
    (mark("Became unallocated"), "unallocated"),
    (mark("Became allocated"), "allocated"),
    (mark("Changes of case holder"), "changed"),
    (mark("Children new"), "new"),
    (mark("Children gone"), "gone"),
    (mark("Case holders new"), "workers_new"),
    (mark("Case holders gone"), "workers_gone"),
)


def period_on_paper(facts: Facts, period: Period) -> Paper:
    """One page for a month, a quarter or any time."""
    found = period_figures(
        facts.trend, facts.holders, facts.known_past.journal, period, facts.review.policy
    )
    title = tr("Period report: {period}", period=periods.period(period))
    team = only_team(facts)
    blocks: list[Block] = [Words(text=team, tone=Tone.LEAD)] if team else []
    blocks.append(Words(text=" ".join(sentences.limits(found)), tone=Tone.LEAD))
    if found.imports:
        lasting = Words(text=sentences.lasting(found, facts.review.policy))
        blocks += [_figures(found), lasting, *_late(facts, found), *_changes(found)]
    journal = tr("By the journal, of all teams") if team else tr("By the journal")
    blocks += [
        Words(text=journal, tone=Tone.SECTION),
        *(Words(text=each) for each in sentences.done(found, {})),
    ]
    return Paper(
        title=tr("Period report"),
        pages=(Page(title=title, blocks=tuple(blocks)),),
        foot=foot(facts),
        children=None,
    )


def _figures(found: PeriodFigures) -> Grid:
    return Grid(
        title="",
        columns=[
            Column(heading=tr("Figure"), style=Style.LONG, narrowest=24, widest=34),
            Column(heading=tr("At the start"), style=Style.FIGURE, narrowest=11),
            Column(heading=tr("At the end"), style=Style.FIGURE, narrowest=11),
            Column(heading=tr("Lowest"), style=Style.FIGURE, narrowest=11),
            Column(heading=tr("Lowest on"), narrowest=14),
            Column(heading=tr("Highest"), style=Style.FIGURE, narrowest=11),
            Column(heading=tr("Highest on"), narrowest=14),
        ],
        rows=[*_rows(found)],
    )


def _rows(found: PeriodFigures) -> Iterator[Sequence[Value]]:
    for series in TOLD:
        line = found.lines[series]
        dated = (line.start, line.end, line.lowest, line.highest)
        start, end, lowest, highest = (_value(series, each) for each in dated)
        yield (
            sentences.name(series),
            *(start, end),
            *(lowest, _day(line.lowest)),
            *(highest, _day(line.highest)),
        )


def _value(series: Series, dated: Dated | None) -> str:
    return sentences.value(series, None if dated is None else dated[1])


def _day(dated: Dated | None) -> str:
    return "" if dated is None else terms.plain_day(dated[0])


def _late(facts: Facts, found: PeriodFigures) -> Iterator[Block]:
    """What is late by rule, those with the most late at the end first."""
    yield Words(text=tr("Late by rule"), tone=Tone.SECTION)
    if not found.late:
        yield Words(text=tr("Nothing was late, at the start or at the end."))
        return
    told = [*found.late.items()]
    yield Grid(
        title="",
        columns=[
            Column(heading=tr("Rule"), style=Style.LONG, narrowest=34, widest=60),
            Column(heading=tr("At the start"), style=Style.FIGURE, narrowest=11),
            Column(heading=tr("At the end"), style=Style.FIGURE, narrowest=11),
        ],
        rows=[
            (rule_label(rule, facts.review), sentences.late(start), sentences.late(end))
            for rule, (start, end) in told[:RULES]
        ],
    )
    if len(told) > RULES:
        yield Words(text=sentences.fewer_late(len(told) - RULES))


def _changes(found: PeriodFigures) -> Iterator[Block]:
    """What changed between its imports; of one import alone nothing did that anybody can tell."""
    yield Words(text=tr("Changes between its imports"), tone=Tone.SECTION)
    if not found.churns:
        yield Words(text=tr("There is one import alone: cannot tell."))
        return
    counted = [(tr(name), found.total(of)) for name, of in COUNTED]
    untold = found.total("cannot_tell")
    if untold:
        counted.append((tr("Children of whom one import does not say"), untold))
    yield Grid(
        title="",
        columns=[
            Column(heading=tr("Change"), style=Style.LONG, narrowest=24, widest=46),
            Column(heading=tr("How many"), style=Style.COUNT, narrowest=11),
        ],
        rows=counted,
    )
    reasons = tuple(sentences.reasons(found))
    if reasons:
        yield Words(text=tr("Why case holders changed"), tone=Tone.SECTION)
        yield from (Words(text=each) for each in reasons)
