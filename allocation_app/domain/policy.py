"""Every number that a council may change: weights, capacity, bands, windows.

The figures that ship are examples within the range that councils have published (Slough: 4 to 10
points a case; Wirral: 100 points a full-time post, 15 of them for stable work). They inform a
manager's judgement and never replace it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from allocation_app.domain.capacity import DECIMALS, CapacitySum, NoCapacity
from allocation_app.domain.facts import is_possible
from allocation_app.domain.people import (
    MOST_FTE,
    Child,
    EventKind,
    Reduction,
    Role,
    Status,
    Worker,
    WorkerId,
)
from allocation_app.domain.preferences import Preferences
from allocation_app.domain.working_days import Holiday


class Band(StrEnum):
    """How full a worker is; the one rule for it is `Bands.of`."""

    SPARE = "spare"
    FULL = "full"
    STRETCHED = "stretched"
    OVER = "over"


class CaseType(StrEnum):
    """What a case weighs by: the status, with looked-after children told apart."""

    REFERRAL = "referral"
    ASSESSMENT = "assessment"
    CARE_AND_SUPPORT = "care_and_support"
    REGISTERED = "registered"
    PROCEEDINGS = "proceedings"
    LOOKED_AFTER_NEW = "looked_after_new"
    LOOKED_AFTER_SETTLED = "looked_after_settled"
    CARE_LEAVER = "care_leaver"
    DISABLED = "disabled"
    PRIVATELY_FOSTERED = "privately_fostered"
    UNKNOWN = "unknown"


class Part(StrEnum):
    """Why a child counts for more or less than the weight of the case."""

    SIBLING = "sibling"
    CO_WORKED = "co_worked"
    OUT_OF_AREA = "out_of_area"
    NEW = "new"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bands:
    """Where the bands begin, as ratios of points to capacity; each includes its lower end.

    After the Ministry of Justice's traffic light: 110 % and over, 100, 95, under 95.
    """

    full: float = 0.95
    stretched: float = 1.00
    over: float = 1.10

    def __post_init__(self) -> None:
        """Refuse bands that overlap."""
        if not 0 < self.full < self.stretched < self.over:
            message = f"bands must rise: {self.full}, {self.stretched}, {self.over}"
            raise ValueError(message)

    def of(self, utilisation: float | None, points: float) -> Band:
        """The band of a worker; without capacity, what is held is over and nothing may be added."""
        if utilisation is None:
            return Band.OVER if points > 0 else Band.FULL
        if utilisation >= self.over:
            return Band.OVER
        if utilisation >= self.stretched:
            return Band.STRETCHED
        return Band.FULL if utilisation >= self.full else Band.SPARE


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Points a case. ``sibling`` and ``co_worked`` multiply the case's weight; others add to it."""

    cases: Mapping[CaseType, float]
    sibling: float = 0.6
    co_worked: float = 0.5
    out_of_area: float = 2.0
    new: float = 1.0
    new_within: timedelta = timedelta(weeks=3)

    def __post_init__(self) -> None:
        """Refuse a scheme that leaves a kind of case without a weight."""
        missing = [case.value for case in CaseType if case not in self.cases]
        if missing:
            raise ValueError(f"no weight for {', '.join(missing)}")
        if min(*self.cases.values(), self.out_of_area, self.new) < 0:
            raise ValueError("a case can't weigh less than nothing")
        if max(*self.cases.values(), self.out_of_area, self.new) > MOST_POINTS:
            raise ValueError(f"a case can't weigh more than {MOST_POINTS:,.0f} points")
        if not (0 <= self.sibling <= 1 and 0 <= self.co_worked <= 1):
            raise ValueError(f"shares are from 0 to 1, not {self.sibling}, {self.co_worked}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One step of the escalation ladder: after so many calendar days, who must be told."""

    code: str
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """A council's escalation of unallocated children: its rungs, and what is done while they wait.

    ``allocate_within`` is a local aim in working days (Liverpool: 24 hours), not law.
    ``review_days`` is how often a manager reviews each of them, ``seen_weeks`` how often each is to
    be seen, None where the policy says nothing. ``never_unallocated`` after Cumberland, Walsall and
    Milton Keynes: the statuses with which a child is never to wait.
    """

    code: str = "cumberland"
    name: str = "Cumberland"
    source: str = "Cumberland, The Management of Unallocated Cases"
    link: str = (
        "https://cumberlandcs.trixonline.co.uk/chapter/"
        "the-management-of-unallocated-cases-in-assessment-support"
    )
    rungs: tuple[Rung, ...] = (
        Rung(code="weekly_review", days=7),
        Rung(code="senior_manager", days=14),
    )
    review_days: int = 7
    seen_weeks: int | None = 4
    allocate_within: int = 1
    never_unallocated: frozenset[Status] = frozenset(
        {Status.REGISTERED, Status.LOOKED_AFTER, Status.PRIVATELY_FOSTERED}
    )

    def __post_init__(self) -> None:
        """Refuse an aim beyond a year, and a ladder out of order."""
        if not 0 <= self.allocate_within <= MOST_WORKING_DAYS:
            raise ValueError("an aim or a window is from no time to a year")
        if not 0 < self.review_days <= MOST_WORKING_DAYS:
            raise ValueError("reviews come again after one day to a year")
        if self.seen_weeks is not None and not 0 < self.seen_weeks <= MOST_WORKING_DAYS:
            raise ValueError("a child is seen again after one week or more")
        if sorted(self.rungs, key=lambda rung: rung.days) != list(self.rungs):
            raise ValueError("the rungs of escalation must rise")


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What a council has decided: the weights, what a post can carry, and local aims.

    ``source`` and ``link`` say where the figures come from. ``reductions`` are added to those that
    the staff list gives, ``holidays`` to the published bank holidays. Windows and aims
    (``first_contact_within`` in working days, ...) are the council's own, not law; so is what
    ``preferences`` count for and against candidates, and after how many ``quiet_weeks`` without a
    date on record it is asked why (None: never, since no source gives a number). ``known_as`` is
    the fingerprint of the policy that this one was before words about workers were taken out of it
    (see `wordless`).
    """

    name: str
    version: str
    is_example: bool
    weights: Weights = field(hash=False)
    bands: Bands = field(default_factory=Bands)
    points_full_time: float = 100.0
    points_stable: float = 15.0
    newly_qualified_share: float = 0.9
    assumed_fte: float = 1.0
    long_absence: timedelta = timedelta(days=28)
    leaving_soon: timedelta = timedelta(days=14)
    source: str = ""
    link: str = ""
    ladder: Ladder = field(default_factory=Ladder)
    reductions: Mapping[WorkerId, tuple[Reduction, ...]] = field(default_factory=dict, hash=False)
    unstable_placements: int = 3
    first_contact_within: int = 10
    many_workers: int = 3
    adviser_from_age: int = 16
    handover_window: timedelta = timedelta(weeks=12)
    key_event_window: timedelta = timedelta(days=14)
    second_change_within: timedelta = timedelta(weeks=12)
    act_before: int = 2
    least_fte: float = 0.2
    headroom_to: float = 1.0
    sustained: timedelta = timedelta(weeks=4)
    quiet_weeks: int | None = None
    qualified_only: frozenset[Status] = frozenset(
        {Status.ASSESSMENT, Status.REGISTERED, Status.PROCEEDINGS, Status.LOOKED_AFTER}
    )
    not_alone: frozenset[Status] = frozenset({Status.REGISTERED, Status.PROCEEDINGS})
    remits: Mapping[str, frozenset[Status]] = field(default_factory=dict, hash=False)
    holidays: tuple[Holiday, ...] = ()
    preferences: Preferences = field(default_factory=Preferences)
    known_as: str = ""

    def __post_init__(self) -> None:
        """Refuse figures by which nobody could carry anything, and aims that never come."""
        if not 0 <= self.points_stable < self.points_full_time:
            raise ValueError(f"{self.points_stable} stable points of {self.points_full_time}")
        if self.points_full_time > MOST_POINTS:
            raise ValueError(f"a full-time post has {MOST_POINTS:,.0f} points at most")
        if not 0 < self.newly_qualified_share <= 1:
            raise ValueError(f"a share is from 0 to 1, not {self.newly_qualified_share}")
        for fte in (self.assumed_fte, self.least_fte):
            if not 0 < fte <= MOST_FTE:
                raise ValueError(f"an FTE that nobody gives is above 0 to {MOST_FTE}, not {fte}")
        if not 0 < self.headroom_to <= MOST_UTILISATION:
            raise ValueError(f"there is room up to a share of capacity, not {self.headroom_to}")
        windows = (
            self.long_absence,
            self.leaving_soon,
            self.handover_window,
            self.key_event_window,
            self.second_change_within,
            self.sustained,
            self.weights.new_within,
        )
        aims = (self.first_contact_within, self.act_before)
        if min(windows) < timedelta(0) or min(aims) < 0 or max(aims) > MOST_WORKING_DAYS:
            raise ValueError("an aim or a window is from no time to a year")
        counts = (self.many_workers, self.unstable_placements, self.adviser_from_age)
        if min(*counts, 1 if self.quiet_weeks is None else self.quiet_weeks) < 1:
            raise ValueError("a count or an age begins with 1")

    @property
    def fingerprint(self) -> str:
        """Stands for every figure: two policies of one version that differ show it beside it."""
        told = json.dumps(_plain(self), sort_keys=True, ensure_ascii=False)
        return self.known_as or hashlib.sha256(told.encode(errors="surrogatepass")).hexdigest()[:8]

    def case_type(self, child: Child, as_at: date) -> CaseType:
        """What the case weighs by: of several statuses the heaviest."""
        types = [self._case_type(child, status, as_at) for status in child.statuses]
        if len(types) == 1:
            return types[0]
        return max(types, key=lambda case: (self.weights.cases[case], case.value))

    def _case_type(self, child: Child, status: Status, as_at: date) -> CaseType:
        if status is not Status.LOOKED_AFTER:
            return CaseType(status.value)
        # Settled is said only where a date shows it: what is missing never makes a case lighter.
        began = child.events.get(EventKind.LOOKED_AFTER_START)
        settled = (
            began is not None
            and is_possible(child, EventKind.LOOKED_AFTER_START, began, as_at)
            and as_at - began >= FIRST_YEAR
            and (child.placements_in_year or 0) < self.unstable_placements
        )
        return CaseType.LOOKED_AFTER_SETTLED if settled else CaseType.LOOKED_AFTER_NEW

    def capacity(self, worker: Worker, as_at: date) -> float:
        """Points for cases: 100 x FTE x (1 - reductions) x (0.9 if newly qualified) - 15 x FTE.

        0 for somebody who has left, is not a case holder, has not begun, or is away for long: then
        nothing may be added. Reductions that overlap add up, to the whole at most. An FTE that no
        source gives is taken as ``assumed_fte``; `Load.is_fte_assumed` says so beside the figure.
        """
        return self.capacity_sum(worker, as_at).capacity

    def capacity_sum(self, worker: Worker, as_at: date) -> CapacitySum:
        """The sum behind `capacity`, so that it can be opened."""
        fte = worker.fte_on(as_at)
        return CapacitySum(
            full_time=self.points_full_time,
            fte=self.assumed_fte if fte is None else fte,
            is_fte_assumed=fte is None,
            reductions=tuple(
                reduction for reduction in self.reductions_of(worker) if reduction.covers(as_at)
            ),
            newly_qualified=self.newly_qualified_share if worker.is_newly_qualified else 1.0,
            stable=self.points_stable,
            none_because=self._no_capacity(worker, as_at),
        )

    def reductions_of(self, worker: Worker) -> tuple[Reduction, ...]:
        """A worker's reductions: those of the staff list, then those that the policy adds."""
        return worker.reductions + self.reductions.get(worker.id, ())

    def strangers(self, workers: Container[WorkerId]) -> tuple[WorkerId, ...]:
        """Whom the policy gives reductions, and who is none of these workers."""
        return tuple(worker for worker in self.reductions if worker not in workers)

    def _no_capacity(self, worker: Worker, as_at: date) -> NoCapacity | None:
        if not worker.holds_cases:
            return NoCapacity.HOLDS_NO_CASES
        if worker.has_left(as_at):
            return NoCapacity.LEFT
        if worker.first_day is not None and worker.first_day > as_at:
            return NoCapacity.NOT_BEGUN
        return NoCapacity.LONG_AWAY if self.is_long_away(worker, as_at) else None

    def is_long_away(self, worker: Worker, as_at: date) -> bool:
        """Whether the worker is away now, without a planned return or for ``long_absence``."""
        absence = worker.absence_on(as_at)
        return absence is not None and absence.lasts(self.long_absence)

    def utilisation(self, points: float, capacity: float) -> float | None:
        """Points as a share of capacity, None without capacity (never a ratio of 0)."""
        return round(points / capacity, DECIMALS) if capacity > 0 else None

    def must_never_wait(self, child: Child) -> bool:
        """Whether a child like this is never to be without a named social worker."""
        return not self.ladder.never_unallocated.isdisjoint(child.statuses)

    @staticmethod
    def is_allocated_to(child: Child, worker: Worker) -> bool:
        """Whether this worker is a case holder for this child.

        A personal adviser is one for a care leaver, and for nobody else.
        """
        if worker.role is Role.PERSONAL_ADVISER:
            return child.statuses == CARE_LEAVER_ONLY
        return worker.holds_cases


def edited(policy: Policy, **changes: object) -> Policy:
    """A council's own policy after these changes of fields: the next version, no example any more.

    ``source`` and ``link`` are let go of where one of the figures changes that they are given for
    (see `SOURCED`), unless they are given anew: nobody has published the figure that was entered.
    A change that changes nothing gives the same policy. Raises as `Policy` does.
    """
    changed: Policy = replace(policy, **changes)  # type: ignore[arg-type]
    if changed == policy:
        return policy
    is_published = SOURCED.isdisjoint(changes)
    return replace(
        changed,
        version=changed.version if "version" in changes else next_version(policy.version),
        is_example=False,
        source=changed.source if is_published or "source" in changes else "",
        link=changed.link if is_published or "link" in changes else "",
    )


def next_version(version: str) -> str:
    """The version after this one: its last number and one more, or a 2 where it has none."""
    numbers = [*re.finditer("[0-9]+", version)]
    if not numbers:
        return f"{version} 2".strip()
    last = numbers[-1]
    return f"{version[: last.start()]}{int(last[0]) + 1}{version[last.end() :]}"


MOST_WORKING_DAYS = 250
MOST_POINTS = 1e9  # beyond it a sum of points is no number any more
MOST_UTILISATION = 2.0  # room is looked for up to twice the capacity, no further
FIRST_YEAR = timedelta(days=365)
CARE_LEAVER_ONLY = frozenset({Status.CARE_LEAVER})
SOURCED = frozenset(
    {
        "weights",
        "bands",
        "points_full_time",
        "points_stable",
        "newly_qualified_share",
        "sustained",
    }
)
"""The figures that a policy's source gives; a ladder has its own, aims and windows have none."""


def _plain(value: object) -> object:
    """The same in words, numbers, lists and tables, in an order that does not depend on chance."""
    if is_dataclass(value):
        told = (each.name for each in fields(value) if each.name != "known_as")
        return {name: _plain(getattr(value, name)) for name in told}
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, frozenset):
        return sorted(map(str, value))
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return float(value) if isinstance(value, float | int) else str(value)
