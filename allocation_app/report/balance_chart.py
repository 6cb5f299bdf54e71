"""The chart of the balance: a bar for each worker, before the plan and with it."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.marker import DataPoint
from openpyxl.chart.series import Series
from openpyxl.chart.series_factory import SeriesFactory
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.worksheet.worksheet import Worksheet

from allocation_app.domain.people import Worker
from allocation_app.report.facts import Facts
from allocation_app.report.layout import (
    PAGE_HEIGHT,
    PAGE_WIDTH,
    Book,
    Placed,
    keep_together,
    print_to,
)
from allocation_app.report.looks import BANDS, HEADING, QUIET, RULE_LINE
from allocation_app.wording import effects, terms
from allocation_app.wording.translate import mark, tr

POINTS_A_CM = 72 / 2.54
BESIDE_BARS, ONE_BAR, TWO_BARS = 2.5, 0.6, 0.9  # centimetres: title, axis and legend; a worker
HEADINGS = 60  # points: they are repeated above a chart that has a page of its own
WIDEST = 32  # centimetres
EXCELS_ROW = 12.75  # points, where no height is set
NAMES, SHARES, BEFORE = mark("Worker"), mark("Utilisation"), mark("Before the plan")
"""The columns that it shows."""


def fullest_first(facts: Facts) -> list[Worker]:
    """Those who can hold cases, by their load; who has no capacity comes last."""
    return sorted(facts.case_workers, key=lambda worker: _fullest(facts, worker))


def _fullest(facts: Facts, worker: Worker) -> tuple[bool, float, float, str]:
    load = facts.load(worker.id)
    share = load.utilisation
    return (share is None, -(share or 0), -load.points, worker.name)


def add_balance_chart(book: Book, sheet: Worksheet, facts: Facts, place: Placed) -> None:
    """A bar for each of the fullest workers, with its percentage in figures, below the table."""
    able = [w for w in fullest_first(facts) if facts.load(w.id).utilisation is not None]
    each = ONE_BAR if facts.before is None else TWO_BARS
    charted = able[: _most(place, each)]
    if not charted:
        return
    chart = BarChart()
    chart.type, chart.style, chart.gapWidth = "bar", 10, 35
    title = tr("Points as a share of capacity")
    if len(charted) < len(able):
        title = tr("Points as a share of capacity: the {n} fullest", n=len(charted))
    chart.title = title
    for heading in (SHARES,) if facts.before is None else (BEFORE, SHARES):
        bars = _series(sheet, place, heading, len(charted))
        chart.series.append(bars)
    chart.set_categories(_cells(sheet, place, NAMES, len(charted)))
    if facts.before is None:
        chart.legend = None
    else:
        chart.legend.position = "t"
        _in_grey(chart.series[0])
        chart.series[1].graphicalProperties = GraphicalProperties(solidFill=HEADING.paper)
    for index, worker in enumerate(charted):
        ink = BANDS[facts.load(worker.id).band].ink
        point = DataPoint(idx=index, spPr=GraphicalProperties(solidFill=ink))
        chart.series[-1].dPt.append(point)
    _axes(chart)
    chart.width = min(WIDEST, 0.97 * place.wide / POINTS_A_CM)  # type: ignore[assignment]
    chart.height = BESIDE_BARS + each * len(charted)
    book.add_chart(sheet, chart, f"A{place.end + 3}", _in_words(facts, title, charted))
    high = float(chart.height) * POINTS_A_CM
    print_to(sheet, place, place.end + 3 + ceil(high / EXCELS_ROW))
    keep_together(sheet, place.end + 2, place.tall + high, place.wide)


def _most(place: Placed, each: float) -> int:
    """How many workers can be read on one page, each so many centimetres high."""
    high = PAGE_HEIGHT / min(1.0, PAGE_WIDTH / place.wide) - HEADINGS
    return int((high / POINTS_A_CM - BESIDE_BARS) / each)


def _cells(sheet: Worksheet, place: Placed, heading: str, rows: int) -> Reference:
    first = place.header + 1
    headings = [column.heading for column in place.listing.columns]
    column = headings.index(tr(heading)) + 1
    return Reference(
        sheet, min_col=column, max_col=column, min_row=first, max_row=place.header + rows
    )


def _series(sheet: Worksheet, place: Placed, heading: str, rows: int) -> Series:
    bars: Series = SeriesFactory(
        _cells(sheet, place, heading, rows),
        title=tr(BEFORE) if heading == BEFORE else tr("With the plan"),
    )
    bars.dLbls = DataLabelList(showVal=True, showSerName=False, showCatName=False)
    bars.dLbls.showLegendKey = bars.dLbls.showPercent = False
    return bars


def _in_grey(bars: Series) -> None:
    bars.graphicalProperties = GraphicalProperties(solidFill=RULE_LINE)
    bars.graphicalProperties.line.solidFill = QUIET.ink


def _axes(chart: BarChart) -> None:
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.x_axis.scaling.orientation = "maxMin"
    chart.y_axis.scaling.min = 0
    chart.y_axis.crosses = "max"  # at the foot, though the names run downwards
    chart.y_axis.number_format = "0%"
    chart.y_axis.title = chart.x_axis.title = None
    chart.y_axis.majorGridlines = None  # each bar has its figure


def _in_words(facts: Facts, title: str, charted: Sequence[Worker]) -> str:
    """The chart for whoever can't see it: each bar, before the plan where that was otherwise."""
    bars = (_bar(facts, worker) for worker in charted)
    return tr("{title}: {bars}.", title=title, bars="; ".join(bars))


def _bar(facts: Facts, worker: Worker) -> str:
    load = facts.load(worker.id)
    share, was = load.utilisation, facts.before and facts.before.loads.get(worker.id)
    said = terms.percent(share) if not was else effects.shares(was.utilisation, share)
    return tr(
        "{worker} {share}, {band}",
        worker=worker.name or worker.id,
        share=said,
        band=terms.term(load.band),
    )
