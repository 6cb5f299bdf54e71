"""Plausible dates for each kind of case: most duties in time, some due soon, a few late."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from random import Random

from sample_data.generator import days
from sample_data.generator.days import MONTHS, WEEKS, WORKING_DAYS

Limit = tuple[int, str]

SEEN_ALONE: Limit = (10, WORKING_DAYS)
AT_HOME: Limit = (4, WEEKS)
ASSESSED: Limit = (42, WORKING_DAYS)
CONFERRED: Limit = (15, WORKING_DAYS)
REVIEWED: Limit = (6, MONTHS)
VISITED: Limit = (6, WEEKS)
VISITED_LONG_TERM: Limit = (3, MONTHS)

STATES = (days.IN_TIME, days.DUE_SOON, days.LATE)
MOST_OVER = 24
KNOWN_BEFORE = 280
"""Days before birth from which a child can be known to a team."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """Of a hundred duties, how many are in time, due soon, late."""

    in_time: float = 84.0
    due_soon: float = 10.5
    late: float = 5.5


@dataclass(slots=True, kw_only=True)
class Past:
    """What has happened to a child, and what else the sheet says of it."""

    events: dict[str, date] = field(default_factory=dict)
    conference_needed: bool | None = None
    long_term: bool | None = None
    out_of_area: bool | None = None
    placements: int | None = None


@cache
def _pool(limit: Limit, state: str, as_at: date) -> tuple[date, ...]:
    """The working days on which a clock of this limit started if its duty has this state."""
    number, unit = limit
    longest = (as_at - days.months_after(as_at, -number)).days if unit == MONTHS else number * 7
    found = []
    for back in range(longest + MOST_OVER + 14):
        start = as_at - timedelta(days=back)
        due = days.due_date(start, number, unit)
        near = (as_at - due).days <= MOST_OVER
        if near and days.is_working(start) and days.state_on(as_at, start, due) == state:
            found.append(start)
    return tuple(found)


class Life:
    """Writes the past of one child: same random state and same birthday, same past."""

    def __init__(self, rng: Random, as_at: date, pace: Pace, born: date) -> None:
        self._rng = rng
        self._as_at = as_at
        self._pace = pace
        self._is_unborn = born > as_at
        self._earliest = born - timedelta(days=KNOWN_BEFORE) if self._is_unborn else born
        self._past = Past()

    def past(self, statuses: frozenset[str], referred: date | None = None) -> Past:
        """The past of a child with these statuses; ``referred`` fixes the day of a new case."""
        events = self._past.events
        if "registered" in statuses:
            self._registered()
        if "looked_after" in statuses:
            self._looked_after()
        for status in statuses - {"registered", "looked_after"}:
            if status == "referral":
                self._referral(referred)
            elif status == "assessment":
                self._assessment(referred)
            else:
                self._open_case(status)
        if "arrived_in_team" not in events and self._chance(0.35):
            events["arrived_in_team"] = self._between(events["referral"], self._ago(30))
        self._see()
        return self._past

    def _chance(self, share: float) -> bool:
        return self._rng.random() < share

    def _ago(self, number: int) -> date:
        return self._as_at - timedelta(days=number)

    def _working(self, day: date, floor: date) -> date:
        """The last working day up to this one, but not before the floor."""
        while day > floor and not days.is_working(day):
            day -= days.ONE_DAY
        return max(day, floor)

    def _between(self, first: date, last: date) -> date:
        """A working day of this span, never in the future and never before the child's time."""
        last = min(last, self._as_at)
        first = min(max(first, self._earliest), self._as_at)
        if last <= first:
            return first
        day = first + timedelta(days=self._rng.randint(0, (last - first).days))
        return self._working(day, first)

    def _clock(self, limit: Limit, floor: date) -> date:
        """When a duty was last done, by the pace; after the floor."""
        pace = self._pace
        state = self._rng.choices(STATES, (pace.in_time, pace.due_soon, pace.late))[0]
        pool = [day for day in _pool(limit, state, self._as_at) if day > floor]
        return self._rng.choice(pool) if pool else self._between(floor, self._as_at)

    def _referral(self, referred: date | None) -> None:
        events = self._past.events
        if referred is None and self._chance(0.3):
            back = self._rng.choices((0, 1, 2, 3), (5, 4, 1, 1))[0]
            events["referral"] = max(
                days.working_days_before(self._as_at, back), self._earliest
            )  # not yet decided on
            return
        start = referred or days.working_days_before(self._as_at, self._rng.randint(1, 9))
        start = events["referral"] = max(start, self._earliest)
        self._decide(start)

    def _decide(self, referred: date) -> None:
        decided = days.working_days_after(referred, self._rng.choice((0, 0, 1)))
        self._past.events["referral_decision"] = min(decided, self._as_at)

    def _assessment(self, referred: date | None) -> None:
        events = self._past.events
        is_done = referred is None and self._chance(0.15)
        if is_done:
            start = days.working_days_before(self._as_at, self._rng.randint(28, 50))
        else:
            start = referred or self._clock(ASSESSED, self._earliest)
        start = events["referral"] = max(start, self._earliest)
        self._decide(start)
        events["arrived_in_team"] = events["referral_decision"]
        if is_done:
            done = days.working_days_after(start, self._rng.randint(22, 41))
            events["assessment_end"] = min(done, self._as_at)
        elif self._chance(0.14):
            strategy = self._clock(CONFERRED, start)
            events["strategy_discussion"] = max(strategy, start)
            self._past.conference_needed = self._chance(0.5)

    def _open_case(self, status: str) -> None:
        events = self._past.events
        longest = {"care_leaver": 2500, "disabled": 2200, "proceedings": 500}.get(status, 800)
        if "referral" not in events:
            events["referral"] = self._between(self._ago(longest), self._ago(75))
            self._decide(events["referral"])
            done = self._rng.randint(20, 42)
            assessed = days.working_days_after(events["referral"], done)
            events["assessment_end"] = min(assessed, self._as_at)
        if status == "proceedings" and "initial_conference" not in events and self._chance(0.6):
            strategy = self._between(events["referral"], self._ago(40))
            conference = days.working_days_after(strategy, self._rng.randint(8, 15))
            events["strategy_discussion"] = strategy
            events["initial_conference"] = min(conference, self._as_at)
            self._past.conference_needed = True
        elif status == "care_and_support" and self._chance(0.05):
            events["strategy_discussion"] = self._between(events["referral"], self._ago(2))
            self._past.conference_needed = False

    def _registered(self) -> None:
        events = self._past.events
        back = self._rng.choices(
            (self._rng.randint(3, 30), self._rng.randint(31, 85), self._rng.randint(95, 560)),
            (1.5, 2, 6.5),
        )[0]
        conference = self._between(self._ago(back + 4), self._ago(back))
        strategy = days.working_days_before(conference, self._rng.randint(6, 15))
        strategy = max(strategy, self._earliest)
        referral = self._between(strategy - timedelta(days=60), strategy)
        events["referral"] = referral
        self._decide(referral)
        events["strategy_discussion"] = strategy
        assessed = days.working_days_after(referral, self._rng.randint(20, 42))
        if assessed <= self._as_at:
            events["assessment_end"] = assessed
        events["initial_conference"] = events["registered"] = conference
        self._past.conference_needed = True
        self._meet_after(conference)
        if not self._is_unborn:
            events["seen_alone"] = self._clock(SEEN_ALONE, conference)
            events["home_visit"] = self._clock(AT_HOME, conference)

    def _meet_after(self, conference: date) -> None:
        """Core group and review conference after the first one."""
        events = self._past.events
        since = days.count(self._as_at) - days.count(conference)
        if since > self._rng.randint(4, 11):
            first = days.working_days_after(conference, 4)
            events["core_group"] = self._between(max(first, self._ago(40)), self._as_at)
        first_due = days.months_after(conference, 3)
        if first_due < self._as_at:
            earliest = conference + timedelta(days=60)
            if days.months_after(first_due, 5) > self._as_at:
                events["review_conference"] = self._between(earliest, first_due)
            else:
                events["review_conference"] = self._clock(REVIEWED, earliest)

    def _looked_after(self) -> None:
        events, past = self._past.events, self._past
        if "referral" in events:
            start = self._between(events["strategy_discussion"], self._ago(3))
        elif self._chance(0.3):
            start = self._between(self._ago(364), self._ago(4))
        else:
            start = self._between(self._ago(3200), self._ago(380))
        events["looked_after_start"] = start
        if "referral" not in events:
            events["referral"] = self._between(start - timedelta(days=400), start)
            self._decide(events["referral"])
            assessed = days.working_days_after(events["referral"], self._rng.randint(20, 42))
            if assessed <= self._as_at:
                events["assessment_end"] = assessed
        placed = start if self._chance(0.5) else self._between(start, self._ago(10))
        events["placement_start"] = placed
        in_first_year = self._as_at < days.months_after(placed, 12)
        past.long_term = self._chance(0.1 if in_first_year else 0.65)
        past.placements = self._rng.choices((1, 2, 3, 4), (80, 14, 5, 1))[0]
        if not in_first_year:
            past.placements = 1
        past.out_of_area = self._chance(0.15)
        limit = VISITED_LONG_TERM if past.long_term and not in_first_year else VISITED
        visit = self._clock(limit, start)
        if visit < placed and self._ago(7) > placed:
            visit = self._between(placed, placed + timedelta(days=7))
        events["visit"] = visit
        self._review(start)

    def _review(self, start: date) -> None:
        events = self._past.events
        first = days.working_days_after(start, self._rng.randint(9, 20))
        if first > self._as_at:
            return
        events["first_looked_after_review"] = first
        if days.months_after(first, 3) >= self._as_at:
            events["looked_after_review"] = first
        elif days.months_after(first, 6) >= self._as_at:
            second_due = days.months_after(first, 3)
            earliest = second_due - timedelta(days=21)
            events["looked_after_review"] = self._between(earliest, second_due)
        else:
            earliest = first + timedelta(days=75)
            events["looked_after_review"] = self._clock(REVIEWED, earliest)

    def _see(self) -> None:
        """When the child was last seen, by whoever it was."""
        events = self._past.events
        if self._is_unborn:
            return
        start = events["referral"]
        known = [events[kind] for kind in ("seen_alone", "home_visit", "visit") if kind in events]
        if known:
            events["seen"] = max(known)
            if "visit" in events and "seen_alone" not in events and self._chance(0.6):
                events["seen_alone"] = events["visit"]
        elif days.working_days_after(start, 4) <= self._as_at:
            events["seen"] = self._between(max(start, self._ago(50)), self._as_at)
            if self._chance(0.6):
                events["home_visit"] = self._between(max(start, self._ago(60)), events["seen"])
