"""Every child without a worker on any day of a period: how long, who was told, what was done.

As far as the open import tells, earlier ones, and the reviews that the plan records. What nobody
can tell is said. Nothing planned counts as done.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from allocation_app.domain.caseloads import Caseloads, Reason
from allocation_app.domain.facts import facts_of
from allocation_app.domain.findings import STATE_ORDER, State
from allocation_app.domain.given import told_in_order
from allocation_app.domain.move_rules.asked import day_of
from allocation_app.domain.people import Child, ChildId, WorkerId
from allocation_app.domain.period import DAY, Period
from allocation_app.domain.plan import Plan
from allocation_app.domain.policy import Ladder
from allocation_app.domain.reviewed import Reviews, reviews
from allocation_app.domain.snapshot import Snapshot
from allocation_app.domain.standing import Standing, Stretch, Told, standings
from allocation_app.domain.timescales import state_on
from allocation_app.domain.waiting import CONTACTS, Escalation
from allocation_app.domain.working_days import WorkingDays


class Ending(StrEnum):
    """What became of a wait, as far as anything tells."""

    STILL = "still"
    HELD = "held"
    GONE = "gone"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a wait ended: with whom and from when; or when the child was first not listed any more.

    Where it is not certain on which day, the day is the first of which it is told. Of a wait that
    is ``STILL`` there, ``worker`` and ``day`` are what the plan gives.
    """

    how: Ending
    worker: WorkerId | None = None
    day: date | None = None
    is_day_certain: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """When a child was seen: the days within the wait and the period, and the last one before."""

    days: tuple[date, ...]
    last_before: date | None
    is_told: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Waited:
    """One wait of a child, as far as it lies in the period; a child may have had several.

    ``within`` is from its first to its last day in the period, ``days`` how many of these are
    certain and ``untold`` those of which nobody can tell, at either end too. ``since`` is day 0 of
    the whole wait, None where nobody knows; ``working_days`` are those of the whole wait, beyond
    the period too. ``rungs`` are the steps of the ladder that it reached by the end of the period,
    with their days.
    """

    child: Child
    within: Period
    days: int
    untold: tuple[Period, ...]
    since: date | None
    working_days: int | None
    reasons: tuple[Reason, ...]
    state: State
    must_never_wait: bool
    rungs: tuple[tuple[str, date | None], ...]
    reviews: Reviews | None
    seen: Seen
    ended: Ended


@dataclass(frozen=True, slots=True, kw_only=True)
class Untold:
    """A child of whom nobody can tell whether it waited on some days of the period."""

    child: Child
    days: tuple[Period, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The waits of a period, the gravest first, and the children of whom nobody can tell.

    ``told`` is how much of the period any import tells of; None where it begins after the last.
    """

    period: Period
    told: Period | None
    imports: tuple[date, ...]
    waits: tuple[Waited, ...]
    untold: tuple[Untold, ...]

    @property
    def children(self) -> frozenset[ChildId]:
        """The children who waited on a day of it at least."""
        return frozenset(wait.child.id for wait in self.waits)


def evidence(
    loads: Caseloads, period: Period, calendar: WorkingDays, earlier: Sequence[Snapshot] = ()
) -> Evidence:
    """Look at a period through the open import, those before it, and the plan's reviews."""
    imports = told_in_order(loads.plan.snapshot, earlier)
    told = period.shared(period.first, loads.snapshot.as_at)
    waited: list[Waited] = []
    untold: list[Untold] = []
    if told is not None:
        looked = _Looked(
            loads=loads,
            period=told,
            calendar=calendar,
            imports=tuple(
                Told(snapshot=each, policy=loads.policy, calendar=calendar) for each in imports
            ),
        )
        for child in looked.children.values():
            stretches = standings(looked.imports, child.id)
            own = [*looked.waits(child, stretches)]
            waited += own
            days = [] if own else looked.within(stretches, Standing.CANNOT_TELL)
            if days:
                untold.append(Untold(child=child, days=tuple(days)))
    return Evidence(
        period=period,
        told=told,
        imports=tuple(each.as_at for each in imports),
        waits=tuple(sorted(waited, key=_gravest)),
        untold=tuple(sorted(untold, key=lambda each: each.child.id)),
    )


def _gravest(wait: Waited) -> tuple[bool, int, float, date, str]:
    days = float("-inf") if wait.working_days is None else -wait.working_days
    return (
        not wait.must_never_wait,
        STATE_ORDER[wait.state],
        days,
        wait.within.first,
        wait.child.id,
    )


@dataclass(frozen=True, kw_only=True)
class _Looked:
    """What every wait is told by; ``period`` is the part of it that lies behind."""

    loads: Caseloads
    period: Period
    calendar: WorkingDays
    imports: tuple[Told, ...]

    @property
    def plan(self) -> Plan:
        return self.loads.plan

    @property
    def as_at(self) -> date:
        return self.imports[-1].as_at

    @property
    def children(self) -> Mapping[ChildId, Child]:
        """Every child of any import, as the last one has it."""
        return {
            key: child for each in self.imports for key, child in each.snapshot.children.items()
        }

    def within(self, stretches: Sequence[Stretch], standing: Standing) -> list[Period]:
        """The days of the period on which a child stood so."""
        found = (
            self.period.shared(each.first, each.last)
            for each in stretches
            if each.standing is standing
        )
        return [each for each in found if each is not None]

    def waits(self, child: Child, stretches: Sequence[Stretch]) -> Iterator[Waited]:
        """Every wait of a child that has a day in the period."""
        for first, last in _runs(stretches):
            own = stretches[first : last + 1]
            waiting = self.within(own, Standing.WAITING)
            if waiting:
                around = stretches[max(0, first - 1) : last + 2]
                yield self._wait(
                    child, own, waiting, self._ended(child.id, stretches, last), around
                )

    def _wait(
        self,
        child: Child,
        own: Sequence[Stretch],
        waiting: Sequence[Period],
        ended: Ended,
        around: Sequence[Stretch],
    ) -> Waited:
        ladder = self.loads.policy.ladder
        since, until = own[0].since, self._until(own, ended)
        never = self.loads.policy.must_never_wait(child)
        within = Period(first=waiting[0].first, last=waiting[-1].last)
        return Waited(
            child=child,
            within=within,
            days=sum(each.days for each in waiting),
            untold=tuple(self.within(around, Standing.CANNOT_TELL)),
            since=since,
            working_days=None if since is None else self.calendar.between(since, until),
            reasons=self._reasons(own),
            state=self._state(self._judged_on(within, ended), since, never=never),
            must_never_wait=never,
            rungs=_rungs(ladder, since, within.last, never=never),
            reviews=self._reviews(child.id, since, until),
            seen=self._seen(child.id, own[0].first, within.last),
            ended=ended,
        )

    def _until(self, own: Sequence[Stretch], ended: Ended) -> date:
        """The day that ends a wait, as its day 0 begins it: the first with a worker, or today."""
        if ended.how is Ending.STILL:
            return self.as_at
        return own[-1].last + DAY

    def _reasons(self, own: Sequence[Stretch]) -> tuple[Reason, ...]:
        """Why the child waited in the period, each reason once, as they came."""
        found = (
            each.reason
            for each in own
            if each.reason is not None and self.period.shared(each.first, each.last) is not None
        )
        return tuple(dict.fromkeys(found))

    def _judged_on(self, within: Period, ended: Ended) -> date:
        """The day a worker came, where that is in the period; else the last one of the wait."""
        came = ended.day if ended.how is Ending.HELD and ended.is_day_certain else None
        return within.last if came is None or came not in self.period else came

    def _state(self, day: date, since: date | None, *, never: bool) -> State:
        """Whether the wait was late on a day; only today's is due soon."""
        if since is None:
            return State.CANNOT_TELL
        within = self.loads.policy.ladder.allocate_within
        found = state_on(day, since, since if never else self.calendar.add(since, within))
        return State.IN_TIME if found is State.DUE_SOON and day < self.as_at else found

    def _reviews(self, child: ChildId, since: date | None, until: date) -> Reviews | None:
        """The reviews of a wait that fall in the period; None where its first day is not known."""
        if since is None:
            return None
        found = reviews(
            [each.snapshot for each in self.imports],
            self.plan.oversight,
            child,
            since=since,
            until=until,
            every=self.loads.policy.ladder.review_days,
            waited_on=[
                each.as_at for each in self.imports if each.shown(child) is Standing.WAITING
            ],
        )
        return Reviews(
            held=self._of_period(found.held),
            missed=self._of_period(found.missed),
            untold=self._of_period(found.untold),
        )

    def _of_period(self, days: Sequence[date]) -> tuple[date, ...]:
        return tuple(day for day in days if day in self.period)

    def _seen(self, child: ChildId, first: date, last: date) -> Seen:
        told = [
            facts_of(each.snapshot.children[child], each.as_at)
            for each in self.imports
            if child in each.snapshot.children
        ]
        days = sorted(
            {facts.events[kind] for facts in told for kind in CONTACTS if kind in facts.events}
        )
        start = max(first, self.period.first)
        return Seen(
            days=tuple(day for day in days if start <= day <= last),
            last_before=max((day for day in days if day < start), default=None),
            is_told=bool(days) or not all(facts.unknown.issuperset(CONTACTS) for facts in told),
        )

    def _ended(self, child: ChildId, stretches: Sequence[Stretch], last: int) -> Ended:
        """What comes after a wait; a day in between of which nobody can tell makes it uncertain."""
        after = stretches[last + 1 :]
        if not after:
            move = self.loads.moves.get(child)
            if move is None or move.to is None:
                return Ended(how=Ending.STILL)
            return Ended(how=Ending.STILL, worker=move.to, day=day_of(move, self.loads.snapshot))
        is_certain = after[0].standing is not Standing.CANNOT_TELL
        following = after[0] if is_certain or len(after) == 1 else after[1]
        match following.standing:
            case Standing.HELD:
                how = Ending.HELD
            case Standing.NOT_OPEN:
                how = Ending.GONE
            case _:
                return Ended(how=Ending.CANNOT_TELL)
        return Ended(
            how=how, worker=following.worker, day=following.first, is_day_certain=is_certain
        )


def _runs(stretches: Sequence[Stretch]) -> Iterator[tuple[int, int]]:
    """Where each wait begins and ends.

    Days of which nobody can tell between two waiting ones are part of it, but not where the later
    ones are told to have begun only then.
    """
    run: tuple[int, int] | None = None
    for at, each in enumerate(stretches):
        is_new = run is not None and each.since is not None and each.since > stretches[run[1]].last
        if run is not None and (
            is_new or each.standing not in {Standing.WAITING, Standing.CANNOT_TELL}
        ):
            yield run
            run = None
        if each.standing is Standing.WAITING:
            run = (at if run is None else run[0], at)
    if run is not None:
        yield run


def _rungs(
    ladder: Ladder, since: date | None, day: date, *, never: bool
) -> tuple[tuple[str, date | None], ...]:
    """The steps that a wait had reached by a day, each with its own."""
    if never:
        return ((Escalation.NOW, since),)
    if since is None:
        return ()
    reached = ((rung.code, since + timedelta(days=rung.days)) for rung in ladder.rungs)
    return tuple((code, when) for code, when in reached if when <= day)
