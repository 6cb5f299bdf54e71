"""What the imports come to over time, as lines of small pictures and as tables of the same."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from allocation_app.domain.sustained import is_gap
from allocation_app.domain.trends import SERIES, Answers, Point, Series, Trend
from allocation_app.wording import terms
from allocation_app.wording.translate import mark, tr, trn

NICE = (1, 2, 2.5, 5, 10)
MOST_MARKS = 4
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One import on a line; ``value`` is None where there is none to tell, which is no nought."""

    day: date
    value: float | None
    figure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a picture, with a dot for each import."""

    name: str
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """What a picture shows from its foot to its top, with a mark at each rounded value."""

    low: float
    high: float
    marks: tuple[float, ...]

    def part(self, value: float) -> float:
        """How far up a value stands, from 0 at the foot to 1 at the top."""
        return (value - self.low) / (self.high - self.low)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A small picture: its lines, how their values are printed, what it shows in a sentence."""

    name: str
    title: str
    about: str
    lines: tuple[Line, ...]
    printed: Callable[[float | None], str]
    least: float = 4.0

    @property
    def days(self) -> tuple[date, ...]:
        """The days of the imports."""
        return tuple(dot.day for dot in self.lines[0].dots) if self.lines else ()

    @property
    def scale(self) -> Scale:
        """From nought to a round value over the highest."""
        known = (dot.value for line in self.lines for dot in line.dots if dot.value is not None)
        return scale(max(known, default=0.0), self.least)

    def told(self, place: int) -> tuple[str, ...]:
        """What each line says at an import: "children 6", "families 4"."""
        return tuple(
            tr("{name}: {figure}", name=line.name, figure=line.dots[place].figure)
            for line in self.lines
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A row of the picture as a table: a day and what each line says."""

    day: date
    figures: tuple[str, ...]


def scale(most: float, least: float = 4.0) -> Scale:
    """From nought up to a round value that is no lower than the most; ``least`` is its least."""
    most = max(most, least)
    step = next(
        unit * 10**power
        for power in range(-2, 9)
        for unit in NICE
        if most / (unit * 10**power) <= MOST_MARKS
    )
    n = max(1, math.ceil(most / step - 1e-9))
    return Scale(low=0.0, high=step * n, marks=tuple(step * each for each in range(n + 1)))


def runs(line: Line) -> Iterator[tuple[Dot, ...]]:
    """The pieces of a line: it breaks where nothing is known, and over a gap of imports."""
    piece: list[Dot] = []
    for dot in line.dots:
        is_far = bool(piece) and is_gap(piece[-1].day, dot.day)
        if piece and (dot.value is None or is_far):
            yield tuple(piece)
            piece = []
        if dot.value is not None:
            piece.append(dot)
    if piece:
        yield tuple(piece)


def told(chart: Chart) -> tuple[Told, ...]:
    """The picture as a table, the latest import first."""
    rows = [
        Told(day=day, figures=tuple(line.dots[place].figure for line in chart.lines))
        for place, day in enumerate(chart.days)
    ]
    return tuple(rows[::-1])


def whole(value: float | None) -> str:
    """A count; a dash where there is none to tell."""
    return "–" if value is None else f"{value:.1f}".removesuffix(".0")


UNALLOCATED, WAITS, LATE, UNTOLD, LOADS, SPREAD, CHURN, ALL = (
    "unallocated",
    "waits",
    "late",
    "untold",
    "loads",
    "spread",
    "churn",
    "all",
)
FLAGGED = "flagged"
DRAWN: Mapping[str, tuple[str, str, tuple[tuple[str, str], ...]]] = {
    UNALLOCATED: (
        mark("Unallocated"),
        mark("Children without a case-holding social worker, and their families"),
        (
            (Series.UNALLOCATED, mark("children")),
            (Series.UNALLOCATED_FAMILIES, mark("families")),
        ),
    ),
    WAITS: (
        mark("Waiting, in working days"),
        mark("Of the unallocated children of whom it is known since when they wait"),
        ((Series.LONGEST_WAIT, mark("longest")), (Series.MEDIAN_WAIT, mark("median"))),
    ),
    LATE: (
        mark("Late"),
        mark("Findings past their date, by the rules in force now; a child can have several"),
        (
            (Series.LATE, mark("late")),
            (FLAGGED, mark("flagged")),
            (Series.DUE_SOON, mark("due soon")),
        ),
    ),
    UNTOLD: (
        mark("Cannot tell"),
        mark("What nobody can judge, since a date or a fact is missing: it is not in time"),
        ((Series.CANNOT_TELL, mark("findings")),),
    ),
    LOADS: (
        mark("Load"),
        mark("Points as a share of capacity, by the weights in force now"),
        (
            (Series.MAX, mark("heaviest")),
            (Series.MEAN, mark("mean")),
            (Series.MIN, mark("least")),
        ),
    ),
    SPREAD: (
        mark("Spread"),
        mark("How far apart the least and the most loaded worker are"),
        ((Series.RANGE, mark("range")),),
    ),
    CHURN: (
        mark("Since the import before"),
        mark("Children in both imports who have another case holder; children new and gone"),
        (
            (Series.CHANGES, mark("another worker")),
            (Series.CHILDREN_NEW, mark("new")),
            (Series.CHILDREN_GONE, mark("gone")),
        ),
    ),
    ALL: (
        mark("Children and workers"),
        mark("Everybody in the import; workers who hold cases"),
        (
            (Series.CHILDREN, mark("children")),
            (Series.FAMILIES, mark("families")),
            (Series.WORKERS, mark("workers")),
        ),
    ),
}
SHARES = frozenset({LOADS, SPREAD})
OF_RULES = frozenset({LATE, UNTOLD})


def charts(of: Trend, rule: str = "") -> tuple[Chart, ...]:
    """Every picture of these imports; those of `OF_RULES` are of one rule where one is given."""
    return tuple(_chart(name, of, rule) for name in DRAWN)


def _chart(name: str, of: Trend, rule: str) -> Chart:
    title, about, drawn = DRAWN[name]
    printed = terms.percent if name in SHARES else whole
    lines = []
    for series, word in drawn:
        value = _of_rule(rule, series) if name in OF_RULES else SERIES[Series(series)]
        dots = []
        for point in of.points:
            found = value(point)
            dots.append(Dot(day=point.as_at, value=found, figure=printed(found)))
        lines.append(Line(name=tr(word), dots=tuple(dots)))
    return Chart(
        name=name,
        title=tr(title),
        about=tr(about),
        lines=tuple(lines),
        printed=printed,
        least=0.5 if name in SHARES else 4.0,
    )


def _of_rule(rule: str, series: str) -> Callable[[Point], float | None]:
    """How often a rule (empty: any) was answered so; None where no source tells of that rule."""

    def value(point: Point) -> float | None:
        if not rule:
            return sum(_answer(each, series) for each in point.figures.answers.values())
        answer = point.figures.answer(rule)
        return None if answer is None else _answer(answer, series)

    return value


def _answer(of: Answers, series: str) -> int:
    return {
        Series.LATE: of.late,
        FLAGGED: of.flagged,
        Series.DUE_SOON: of.due_soon,
        Series.CANNOT_TELL: of.cannot_tell,
    }[series]


def since(of: Trend) -> str:
    """How many imports there are, from when, and with which gaps: what every line rests on."""
    n = len(of.points)
    if not n:
        return tr("no import yet")
    first, last = terms.day(of.points[0].as_at), terms.day(of.points[-1].as_at)
    if n == 1:
        return tr("one import, as at {day}", day=first)
    said = trn(
        "{n} import, {first} to {last}", "{n} imports, {first} to {last}", n, first=first, last=last
    )
    gaps, uneven = len(of.gaps), len(of.uneven)
    if gaps:
        words = trn("{n} gap of more than ten days", "{n} gaps of more than ten days", gaps)
        said = tr("{imports}, {gaps}", imports=said, gaps=words)
    if uneven:
        words = trn(
            "{n} rule not counted in all of them", "{n} rules not counted in all of them", uneven
        )
        said = tr("{imports}, {rules}", imports=said, rules=words)
    return said


def places(days: Sequence[date]) -> tuple[float, ...]:
    """How far across each day lies, from 0 for the first to 1 for the last: time as it went by."""
    if len(days) < 2:  # noqa: PLR2004 - one day has no way to go
        return tuple(0.5 for _ in days)
    whole_time = (days[-1] - days[0]) / DAY
    return tuple((day - days[0]) / DAY / whole_time for day in days)
