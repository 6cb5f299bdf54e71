"""What each import comes to: a row for each, the figures that a line over months is drawn by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from allocation_app.domain.trends import SERIES, Point, Series
from allocation_app.report.facts import Facts
from allocation_app.report.listing import Column, Listing
from allocation_app.report.lists import lead
from allocation_app.report.looks import Style
from allocation_app.report.values import Value
from allocation_app.wording import history as sentences
from allocation_app.wording.translate import tr

STYLES = {
    **dict.fromkeys(sentences.SHARES, Style.SHARE),
    **dict.fromkeys((Series.CV, Series.JAIN, Series.GINI), Style.INDEX),
    Series.MEDIAN_WAIT: Style.POINTS,
}
PRINTED = (
    Series.CHILDREN,
    Series.UNALLOCATED,
    Series.UNALLOCATED_FAMILIES,
    Series.LONGEST_WAIT,
    Series.MEDIAN_WAIT,
    Series.LATE_CHILDREN,
    Series.MAX,
    Series.MEAN,
    Series.RANGE,
    Series.WORKERS,
    Series.CHANGES,
    Series.CHILDREN_NEW,
    Series.CHILDREN_GONE,
)
"""What there is room for on paper; a file has them all, and each rule's late answers."""


def trends(facts: Facts) -> Listing:
    """A row for each import, the earliest first; the changes are those since the one before it."""
    found = facts.trend
    return Listing(
        title=tr("Trends"),
        table="Trends",
        lead=[*map(lead, _lead(len(found.uneven)))],
        columns=[
            Column(heading=tr("As at"), style=Style.DAY),
            *(
                Column(
                    heading=sentences.name(series),
                    style=STYLES.get(series, Style.COUNT),
                    narrowest=12,
                    is_printed=series in PRINTED,
                )
                for series in Series
            ),
            *(
                Column(
                    heading=tr("Late: {rule}", rule=rule),
                    style=Style.COUNT,
                    narrowest=10,
                    is_printed=False,
                )
                for rule in found.rules
            ),
            Column(heading=tr("What is not known"), style=Style.LONG, widest=26),
            Column(heading=tr("Import"), style=Style.TEXT, narrowest=16, is_printed=False),
        ],
        rows=[_row(facts, point) for point in found.points],
        nobody="",
        children=None,
    )


def _row(facts: Facts, point: Point) -> Sequence[Value]:
    of = point.figures
    answers = (of.answer(rule) for rule in facts.trend.rules)
    return (
        point.as_at,
        *(SERIES[series](point) for series in Series),
        *(None if each is None else each.late for each in answers),
        tuple(sentences.unknown(point)) or None,
        of.source,
    )


def _lead(uneven: int) -> Iterator[str]:
    yield tr(
        "What each import comes to, before any plan, all counted by the same rules and weights."
        " Loads are shares of capacity."
    )
    yield tr(
        "Changes, new and gone are since the import before. An empty figure is one that nobody can"
        " tell, and no nought. Rules stand by their codes."
    )
    if uneven:
        yield sentences.uneven(uneven)
