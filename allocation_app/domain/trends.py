"""Lines over time: what each dated import comes to, and what changed since the one before.

All are counted by one policy and one set of rules, so that a line moves because the work did. An
import is a day that is known; what was between two of them nobody can tell, and a longer time than
ten days is a gap that is said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from itertools import groupby
from statistics import median

from allocation_app.domain.caseloads import Caseloads, caseloads
from allocation_app.domain.churn import Churn, churn
from allocation_app.domain.effects import Measured
from allocation_app.domain.findings import Told
from allocation_app.domain.one_team import narrowed
from allocation_app.domain.people import WorkerId
from allocation_app.domain.plan import Plan
from allocation_app.domain.policy import Band, Policy
from allocation_app.domain.review import Review, review
from allocation_app.domain.sides import latest_ids, names
from allocation_app.domain.snapshot import Snapshot
from allocation_app.domain.sustained import Dated, Sustained, gaps, sustained_overload


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """How many times one rule was answered so: see `Told`. Nobody is counted as in time."""

    late: int = 0
    flagged: int = 0
    cannot_tell: int = 0
    due_soon: int = 0
    near: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerFigures:
    """What one case holder carried; ``utilisation`` is None where there is no capacity."""

    name: str
    children: int
    families: int
    points: float
    capacity: float
    utilisation: float | None
    band: Band


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What one import comes to, before any plan. It names no child.

    ``source`` is the import's fingerprint. ``unreadable`` counts the children whose worker nobody
    could read. Waits are in working days, of the unallocated children of whom a day is known;
    ``waits_unknown`` counts the others. ``answers`` are by the rule's id or the delay's code; a
    rule in ``not_checked`` was put to nobody, since no source records what it needs.
    ``balance`` holds each measure (`balance.MEASURES`), None where nobody can hold a case.
    """

    as_at: date
    source: str
    children: int
    families: int
    unallocated: int
    unallocated_families: int
    unreadable: int
    longest_wait: int | None
    median_wait: float | None
    waits_unknown: int
    late_children: int
    answers: Mapping[str, Answers]
    not_checked: tuple[str, ...]
    workers: Mapping[WorkerId, WorkerFigures]
    balance: Mapping[str, float | None]

    def answer(self, rule: str) -> Answers | None:
        """How a rule was answered, None where nobody was asked: that is no nought."""
        return None if rule in self.not_checked else self.answers.get(rule, Answers())


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One import on the line, and what changed since the one before it, if there is one.

    ``called`` are the names of everybody in the import, by which somebody is known who goes by
    another id since: a manager of today is the case holder of last month, nobody new.
    """

    figures: Figures
    churn: Churn | None = None
    called: Mapping[WorkerId, str] = field(default_factory=dict)

    @property
    def as_at(self) -> date:
        """The day that the import tells of."""
        return self.figures.as_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """The imports in the order of their days; workers go by the ids that the latest import has.

    ``names`` are what all of them were called last, those who are gone among them.
    """

    points: tuple[Point, ...] = ()
    names: Mapping[WorkerId, str] = field(default_factory=dict)

    @property
    def gaps(self) -> tuple[tuple[date, date], ...]:
        """The pairs of days between which more than ten days went by without an import."""
        return gaps(point.as_at for point in self.points)

    @property
    def rules(self) -> tuple[str, ...]:
        """Every rule that any import answers, those most often late first."""
        late: Counter[str] = Counter()
        for point in self.points:
            for rule, answers in point.figures.answers.items():
                late[rule] += answers.late + answers.flagged
        return tuple(sorted(late, key=lambda rule: (-late[rule], rule)))

    @property
    def uneven(self) -> tuple[str, ...]:
        """The rules that only some of the imports could be asked: see `unevenly_asked`."""
        return unevenly_asked(self.points)

    def carried(self, worker: WorkerId) -> tuple[tuple[date, WorkerFigures | None], ...]:
        """What a worker carried by each import, None where they were no case holder in it."""
        return tuple((point.as_at, point.figures.workers.get(worker)) for point in self.points)

    def overloads(self, policy: Policy) -> tuple[Sustained, ...]:
        """Who was over the line for weeks up to the latest import, whatever id they went by."""
        return sustained_overload([dated_by(point.figures) for point in self.points], policy)


class Series(StrEnum):
    """A line that can be drawn, by its name; see `SERIES`."""

    CHILDREN = "children"
    FAMILIES = "families"
    UNALLOCATED = "unallocated"
    UNALLOCATED_FAMILIES = "unallocated_families"
    LONGEST_WAIT = "longest_wait"
    MEDIAN_WAIT = "median_wait"
    LATE_CHILDREN = "late_children"
    LATE = "late"
    DUE_SOON = "due_soon"
    CANNOT_TELL = "cannot_tell"
    MAX = "max"
    MEAN = "mean"
    MIN = "min"
    RANGE = "range"
    CV = "cv"
    JAIN = "jain"
    GINI = "gini"
    WORKERS = "workers"
    CHANGES = "changes"
    CHILDREN_NEW = "children_new"
    CHILDREN_GONE = "children_gone"
    WORKERS_NEW = "workers_new"
    WORKERS_GONE = "workers_gone"


def _total(answer: Callable[[Answers], int]) -> Callable[[Point], float | None]:
    return lambda point: sum(map(answer, point.figures.answers.values()))


def _measure(name: str) -> Callable[[Point], float | None]:
    return lambda point: point.figures.balance[name]


def _since(count: Callable[[Churn], int]) -> Callable[[Point], float | None]:
    return lambda point: None if point.churn is None else count(point.churn)


SERIES: Mapping[Series, Callable[[Point], float | None]] = {
    Series.CHILDREN: lambda point: point.figures.children,
    Series.FAMILIES: lambda point: point.figures.families,
    Series.UNALLOCATED: lambda point: point.figures.unallocated,
    Series.UNALLOCATED_FAMILIES: lambda point: point.figures.unallocated_families,
    Series.LONGEST_WAIT: lambda point: point.figures.longest_wait,
    Series.MEDIAN_WAIT: lambda point: point.figures.median_wait,
    Series.LATE_CHILDREN: lambda point: point.figures.late_children,
    Series.LATE: _total(lambda answers: answers.late),
    Series.DUE_SOON: _total(lambda answers: answers.due_soon),
    Series.CANNOT_TELL: _total(lambda answers: answers.cannot_tell),
    **{Series(name): _measure(name) for name in ("max", "mean", "min", "range", "cv")},
    **{Series(name): _measure(name) for name in ("jain", "gini")},
    Series.WORKERS: lambda point: len(point.figures.workers),
    Series.CHANGES: _since(lambda since: len(since.changed)),
    Series.CHILDREN_NEW: _since(lambda since: len(since.new)),
    Series.CHILDREN_GONE: _since(lambda since: len(since.gone)),
    Series.WORKERS_NEW: _since(lambda since: len(since.workers_new)),
    Series.WORKERS_GONE: _since(lambda since: len(since.workers_gone)),
}
"""The value of each line at a point; None where there is none to tell, which is no nought."""


def figures(looked: Review) -> Figures:
    """What an import comes to: of a review without a plan, of everybody or of one team."""
    loads = looked.caseloads
    waits = [wait.working_days for wait in looked.waits if wait.working_days is not None]
    told: dict[str, Counter[Told]] = {}
    for finding in looked.findings:
        told.setdefault(finding.rule, Counter())[finding.told] += 1
    return Figures(
        as_at=looked.snapshot.as_at,
        source=looked.snapshot.fingerprint,
        children=len(looked.children),
        families=looked.families,
        unallocated=len(looked.waits),
        unallocated_families=loads.families(wait.child for wait in looked.waits),
        unreadable=len(loads.unreadable),
        longest_wait=max(waits, default=None),
        median_wait=float(median(waits)) if waits else None,
        waits_unknown=len(looked.waits) - len(waits),
        late_children=len(looked.late_children),
        answers={rule: _answers(told[rule]) for rule in sorted(told)},
        not_checked=tuple(each.rule for each in looked.not_checked),
        workers=_workers(loads),
        balance=looked.balance,
    )


def _answers(told: Counter[Told]) -> Answers:
    return Answers(
        late=told[Told.LATE],
        flagged=told[Told.FLAGGED],
        cannot_tell=told[Told.CANNOT_TELL],
        due_soon=told[Told.DUE_SOON],
        near=told[Told.NEAR],
    )


def _workers(loads: Caseloads) -> dict[WorkerId, WorkerFigures]:
    found = {}
    for worker in loads.case_holders:
        load = loads.loads[worker.id]
        found[worker.id] = WorkerFigures(
            name=worker.name,
            children=len(load.children),
            families=load.families,
            points=load.points,
            capacity=load.capacity,
            utilisation=load.utilisation,
            band=load.band,
        )
    return found


def points(
    imports: Iterable[Snapshot], by: Measured, known: Mapping[str, Figures] | None = None
) -> Iterator[Point]:
    """A point for each day, one after the other, so that whoever waits can be told how far it is.

    ``imports`` come in the order of their days; of several of one day the last counts. ``known``
    are figures that were counted by the same policy, rules, calendar and team, by the fingerprint
    of their import: they are not counted again.
    """
    before: Caseloads | None = None
    for _, of_day in groupby(imports, key=lambda each: each.as_at):
        *_, snapshot = of_day
        counted = (known or {}).get(snapshot.fingerprint)
        now = caseloads(Plan(snapshot=snapshot), by.policy)
        if counted is None:
            looked = review(now.plan, by.policy, by.rules, by.calendar)
            counted = figures(looked if by.team is None else narrowed(looked, by.team))
        since = None if before is None else churn(before, now, by.team)
        yield Point(figures=counted, churn=since, called=names(snapshot))
        before = now


def trend(found: Iterable[Point]) -> Trend:
    """The line through these points, with each worker by the id that the latest import has."""
    made = tuple(found)
    ids = latest_ids([point.called for point in made])
    called = {
        ids.get(key, key): each.name
        for point in made
        for key, each in point.figures.workers.items()
    }
    return Trend(points=tuple(_by_ids(point, ids) for point in made), names=called)


def _by_ids(point: Point, ids: Mapping[WorkerId, WorkerId]) -> Point:
    if not ids:
        return point
    of = point.figures
    workers = {ids.get(key, key): each for key, each in of.workers.items()}
    since = None if point.churn is None else point.churn.by_ids(ids)
    return replace(point, figures=replace(of, workers=workers), churn=since)


def unevenly_asked(found: Iterable[Point]) -> tuple[str, ...]:
    """The rules that some of these imports were asked and others have no column for.

    What is late by all rules together is less where fewer were asked, though nothing got better.
    """
    unasked = [frozenset(point.figures.not_checked) for point in found]
    anywhere = frozenset().union(*unasked)
    return tuple(rule for rule in sorted(anywhere) if any(rule not in each for each in unasked))


def dated_by(of: Figures) -> Dated:
    """What an import says of each worker's utilisation, for what lasts."""
    held = {key: each.utilisation for key, each in of.workers.items()}
    return Dated(as_at=of.as_at, utilisation={key: u for key, u in held.items() if u is not None})


def values(of: Trend, series: Series) -> Sequence[tuple[date, float | None]]:
    """A line as days and values, None where there is none to tell."""
    return [(point.as_at, SERIES[series](point)) for point in of.points]
