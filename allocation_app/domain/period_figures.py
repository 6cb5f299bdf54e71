"""A time looked back at: how it began and ended, the highest and the lowest, what was done in it.

Told are the imports within the time and the last before it. What was between two of them, and what
was done where no journal was kept, is not counted and not guessed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from allocation_app.domain.churn import Churn
from allocation_app.domain.holders import Holders
from allocation_app.domain.journal import Deed, Entry
from allocation_app.domain.period import Period
from allocation_app.domain.plan import Move
from allocation_app.domain.policy import Policy
from allocation_app.domain.sustained import Sustained, sustained_overload
from allocation_app.domain.trends import SERIES, Point, Series, Trend, dated_by, unevenly_asked

Dated = tuple[date, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One figure over the time: at its start and end, its lowest and highest, each with its day.

    Of several days with the same value the first is named. None where no import tells it.
    """

    start: Dated | None
    end: Dated | None
    lowest: Dated | None
    highest: Dated | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What the journal has of the time: moves staged by reason, rules set aside, what left.

    A move that was staged anew counts each time. A reason that nobody gave is "".
    """

    staged: Mapping[str, int] = field(default_factory=dict)
    overrides: Mapping[str, int] = field(default_factory=dict)
    exports: Mapping[str, int] = field(default_factory=dict)
    undone: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodFigures:
    """A time looked back at. ``imports`` are the days that tell of it, the one before it first.

    ``churns`` lead from one of them to the next. ``made`` counts, by reason, the changes of case
    holder that the plan had; ``unexplained`` the others, of which nobody has said a reason.
    ``since`` is the day of the first entry of the journal, None where none is kept. ``uneven`` are
    the rules that only some of the imports could be asked (`trends.unevenly_asked`).
    ``late`` counts by rule what was late at its start and at its end, None where it could not be
    asked; a rule with nothing late at either is left out. ``lasting`` are those who were over the
    line for weeks up to its last import, as far as the imports go back, to ``known_since``.
    """

    period: Period
    imports: tuple[date, ...]
    lines: Mapping[Series, Line]
    churns: tuple[Churn, ...]
    made: Mapping[str, int]
    unexplained: int
    done: Done
    since: date | None
    uneven: tuple[str, ...] = ()
    late: Mapping[str, tuple[int | None, int | None]] = field(default_factory=dict)
    lasting: tuple[Sustained, ...] = ()
    known_since: date | None = None

    @property
    def gaps(self) -> tuple[tuple[date, date], ...]:
        """The pairs of days between which more than ten days went by without an import."""
        return tuple((each.since, each.until) for each in self.churns if each.is_gap)

    def total(self, of: str) -> int:
        """How many of one kind of change there were: a name of a list of `Churn`."""
        return sum(len(getattr(each, of)) for each in self.churns)


def period_figures(
    trend: Trend, held: Holders, journal: Sequence[Entry], period: Period, policy: Policy
) -> PeriodFigures:
    """Look back at a time, as far as the imports and the journal tell of it."""
    points = _points(trend, period)
    known = [point for point in trend.points if points and point.as_at <= points[-1].as_at]
    churns = tuple(point.churn for point in points[1:] if point.churn is not None)
    reasons = Counter(_reasons(held, churns))
    unexplained = reasons.pop(None, 0)
    days = [_day(entry) for entry in journal]
    within = [entry for entry in journal if _day(entry) in period]
    return PeriodFigures(
        period=period,
        imports=tuple(point.as_at for point in points),
        lines={series: _line(points, series) for series in SERIES},
        churns=churns,
        made={reason: n for reason, n in reasons.items() if reason is not None},
        unexplained=unexplained,
        done=_done(within),
        since=min(days, default=None),
        uneven=unevenly_asked(points),
        late=dict(_late(points)),
        lasting=sustained_overload([dated_by(point.figures) for point in known], policy),
        known_since=known[0].as_at if known else None,
    )


def _points(trend: Trend, period: Period) -> Sequence[Point]:
    """The last import up to the first day, and those within the time."""
    before = [point for point in trend.points if point.as_at <= period.first]
    later = [point for point in trend.points if period.first < point.as_at <= period.last]
    return [*before[-1:], *later]


def _late(points: Sequence[Point]) -> Iterator[tuple[str, tuple[int | None, int | None]]]:
    """The rules by how much of each is late at the end, then at the start, the most first."""
    ends = [each.figures for each in (*points[:1], *points[-1:])]
    found = {}
    for rule in {rule for of in ends for rule in of.answers}:
        start, end = (None if (told := of.answer(rule)) is None else told.late for of in ends)
        if start or end:
            found[rule] = start, end
    yield from sorted(
        found.items(), key=lambda each: (-(each[1][1] or 0), -(each[1][0] or 0), each[0])
    )


def _line(points: Sequence[Point], series: Series) -> Line:
    told = [(point.as_at, SERIES[series](point)) for point in points]
    known = [(day, value) for day, value in told if value is not None]
    if not known:
        return Line(start=None, end=None, lowest=None, highest=None)
    first, last = told[0], told[-1]
    return Line(
        start=None if first[1] is None else (first[0], first[1]),
        end=None if last[1] is None else (last[0], last[1]),
        lowest=min(known, key=lambda each: each[1]),
        highest=max(known, key=lambda each: each[1]),
    )


def _reasons(held: Holders, churns: Iterable[Churn]) -> Iterator[str | None]:
    """Why each case holder changed: the plan's reason, None where it was no move of the plan."""
    for churn in churns:
        for change in churn.changed:
            seen = (time for time in held.of(change.child) if time.first_seen == churn.until)
            made = next((time.made for time in seen), None)
            yield None if made is None else made.move.reason


def _done(journal: Iterable[Entry]) -> Done:
    staged, overrides, exports = Counter[str](), Counter[str](), Counter[str]()
    undone = 0
    for entry in journal:
        if entry.deed is Deed.STAGED:
            moves = _staged(entry)
            staged.update(move.reason for move in moves)
            overrides.update(rule for move in moves for rule in move.overrides)
        elif entry.deed is Deed.EXPORTED:
            exports[entry.detail.get("what", "")] += 1
        undone += entry.deed is Deed.UNDONE
    return Done(staged=staged, overrides=overrides, exports=exports, undone=undone)


def _staged(entry: Entry) -> Sequence[Move]:
    if entry.change is None:
        return ()
    gone = frozenset(entry.change.plan.gone.moves)
    return [move for move in entry.change.plan.come.moves if move not in gone]


def _day(entry: Entry) -> date:
    return date.fromisoformat(entry.at[:10])
