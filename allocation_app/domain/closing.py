"""Before anybody is moved: children of whom a record says that something has ended.

A prompt to ask what was decided, never a recommendation to close. Why it is asked: of the 49 cases
of which one social worker told (the blog Fighting Monsters), 20 only needed to be closed.

Never looked at: children who wait without a worker, those not born yet, and those who are to be
kept safe (`KEPT_SAFE` whatever their age, a conference that is needed, a hearing that lies ahead).
What is late for a child, and that it was not seen, comes before any such question: so it is told
first (`First`). Nobody is asked about a referral on which was decided, but that has no assessment:
that child may wait for one. No list tells the outcome of a review.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from allocation_app.domain.capacity import DECIMALS
from allocation_app.domain.caseloads import Caseloads
from allocation_app.domain.facts import (
    ADULT,
    Facts,
    are_births_told,
    facts_of,
    told_of_any,
)
from allocation_app.domain.people import (
    Child,
    ChildId,
    EventKind,
    Gap,
    Spell,
    Status,
    TeamId,
    WorkerId,
)
from allocation_app.domain.waiting import CONTACTS
from allocation_app.domain.working_days import add_months


class Sign(StrEnum):
    """What the record says that raises the question."""

    PLAN_ENDED = "plan_ended"
    ASSESSED = "assessed"
    TURNED_18 = "turned_18"
    TURNED_25 = "turned_25"
    QUIET = "quiet"


class First(StrEnum):
    """What comes before the question: it is a delay, or may be one."""

    LATE = "late"
    NOT_SEEN = "not_seen"
    SEEN_UNKNOWN = "seen_unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """A sign with its day and the whole weeks since; both are None where the day is withheld."""

    sign: Sign
    day: date | None
    weeks: int | None


Answer = Why | EventKind | Gap
"""A sign, or a fact without which nobody can tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """A child to ask about: with whom, what it counts there now, why, and what comes first.

    ``last_seen`` is None where no day is on record.
    """

    child: ChildId
    worker: WorkerId
    points: float
    whys: tuple[Why, ...]
    first: tuple[First, ...]
    last_seen: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Untold:
    """A child of whom nobody can tell whether anything has ended, and for want of what."""

    child: ChildId
    missing: tuple[EventKind | Gap, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """How many of somebody's children are listed, how many have something that comes first, points.

    The points are what the children count now. A brother or sister who stays may count more then.
    """

    children: int
    with_first: int
    points: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """The children to ask about, those first for whom nothing comes before the question.

    ``untold`` are those of whom nobody can tell; ``not_asked`` the signs that the import has no
    column for, or the policy no number. ``kept_safe`` counts who was not looked at because of that,
    ``not_held`` those who wait, or whose worker can't be read.
    """

    prompts: tuple[Prompt, ...]
    untold: tuple[Untold, ...]
    not_asked: tuple[Sign, ...]
    kept_safe: int
    not_held: int

    @property
    def total(self) -> Total:
        """All who are listed, each once."""
        return _total(self.prompts)

    @property
    def by_worker(self) -> Mapping[WorkerId, Total]:
        """The same for each worker who has one of them, most points first."""
        return _totals(self.prompts, lambda each: each.worker)

    def by_team(self, loads: Caseloads) -> Mapping[TeamId | None, Total]:
        """The same by the team of the worker; None for those whose team nobody tells."""
        workers = loads.snapshot.workers
        return _totals(self.prompts, lambda each: workers[each.worker].team)


def closing(loads: Caseloads, late: Container[ChildId], children: Iterable[Child]) -> Closing:
    """Ask of these children, as the plan has them, what has ended; ``late`` have something late."""
    weeks, asked = loads.policy.quiet_weeks, _asked(loads)
    found: list[tuple[Spell, Facts, tuple[Why, ...]]] = []
    untold: list[Untold] = []
    kept_safe = not_held = 0
    for child in children:
        spell = loads.spells.get(child.id)
        if spell is None or child.id in loads.unallocated:
            not_held += 1
            continue
        facts = facts_of(child, loads.snapshot.as_at)
        if is_kept_safe(facts):
            kept_safe += 1
            continue
        if Status.UNKNOWN in child.statuses:
            untold.append(Untold(child=child.id, missing=(Gap.STATUS,)))
            continue
        answers = [*_answers(facts, spell, asked, weeks)]
        whys = tuple(each for each in answers if isinstance(each, Why))
        missing = tuple(each for each in answers if not isinstance(each, Why))
        if whys:
            found.append((spell, facts, whys))
        elif missing:
            untold.append(Untold(child=child.id, missing=missing))
    points = _points(loads, {spell.worker for spell, _, _ in found})
    prompts = (
        Prompt(
            child=spell.child,
            worker=spell.worker,
            points=points[spell.child],
            whys=whys,
            first=tuple(_first(facts, weeks, is_late=spell.child in late)),
            last_seen=_last_seen(facts),
        )
        for spell, facts, whys in found
    )
    return Closing(
        prompts=tuple(sorted(prompts, key=_order)),
        untold=tuple(untold),
        not_asked=tuple(sign for sign in Sign if sign not in asked),
        kept_safe=kept_safe,
        not_held=not_held,
    )


def _asked(loads: Caseloads) -> frozenset[Sign]:
    """The signs that the import has the columns for, and the policy a number."""
    told = told_of_any(loads.snapshot)
    asked = {sign for sign, needed in NEEDS.items() if needed <= told}
    if are_births_told(loads.snapshot):
        asked |= {Sign.TURNED_18, Sign.TURNED_25}
    if loads.policy.quiet_weeks is not None and not told.isdisjoint(CONTACTS):
        asked.add(Sign.QUIET)
    return frozenset(asked)


def is_kept_safe(facts: Facts) -> bool:
    """Whether nobody asks about closing: not born yet, a status, a conference, a hearing to come.

    Who is 18 and still listed as looked after counts as well: the date of birth may be wrong.
    """
    hearing = facts.events.get(EventKind.COURT_HEARING)
    return (
        facts.is_unborn
        or not facts.child.statuses.isdisjoint(KEPT_SAFE)
        or facts.child.is_conference_needed is True
        or (hearing is not None and hearing >= facts.as_at)
    )


def _answers(
    facts: Facts, spell: Spell, asked: frozenset[Sign], weeks: int | None
) -> Iterator[Answer]:
    """What has ended for this child, and what would have to be known to tell."""
    statuses = facts.child.statuses
    is_leaver = Status.CARE_LEAVER in statuses
    if Sign.PLAN_ENDED in asked and not is_leaver and not statuses.isdisjoint(PLANNED):
        yield from _ended(Sign.PLAN_ENDED, EventKind.PLAN_ENDED, facts)
    if Sign.ASSESSED in asked and statuses <= ASSESSING:
        yield from _ended(Sign.ASSESSED, EventKind.ASSESSMENT_END, facts)
    if Sign.TURNED_18 in asked:
        yield from _turned(facts, *((Sign.TURNED_25, 25) if is_leaver else (Sign.TURNED_18, ADULT)))
    if Sign.QUIET in asked and weeks is not None:
        yield from _quiet(facts, spell.start, weeks)


def _ended(sign: Sign, kind: EventKind, facts: Facts) -> Iterator[Answer]:
    """That it ended before today, and that no plan or anything else has begun since."""
    day = facts.events.get(kind)
    if day is None:
        if kind in facts.unknown:
            yield kind
    elif day < facts.as_at and not _has_begun(facts, day):
        if EventKind.PLAN in facts.unknown:
            yield EventKind.PLAN
        else:
            yield Why(sign=sign, day=day, weeks=_weeks(day, facts.as_at))


def _turned(facts: Facts, sign: Sign, age: int) -> Iterator[Answer]:
    """That a birthday has come; which day it was is not told where the date of birth is not."""
    born = facts.child.born
    if born is None:
        yield Gap.DATE_OF_BIRTH
    elif (day := add_months(born, 12 * age)) <= facts.as_at:
        is_shown = facts.child.date_of_birth is not None
        weeks = _weeks(day, facts.as_at) if is_shown else None
        yield Why(sign=sign, day=day if is_shown else None, weeks=weeks)


def _has_begun(facts: Facts, since: date) -> bool:
    """Whether anything began on this day or after it, or the plan was reviewed after it."""
    reviewed = facts.events.get(EventKind.PLAN_REVIEW)
    if reviewed is not None and reviewed > since:
        return True
    return any(kind in BEGINNINGS and day >= since for kind, day in facts.events.items())


def _quiet(facts: Facts, allocated: date | None, weeks: int) -> Iterator[Answer]:
    """That nothing is on record for so many weeks: nobody may have seen the child."""
    if facts.unknown.issuperset(CONTACTS):
        yield EventKind.VISIT
        return
    days = (
        day for kind, day in facts.events.items() if kind not in NO_ACTIVITY and day <= facts.as_at
    )
    last = max(days, default=allocated)
    if last is None:
        yield Gap.ALLOCATION_START
    elif _weeks(last, facts.as_at) >= weeks:
        yield Why(sign=Sign.QUIET, day=last, weeks=_weeks(last, facts.as_at))


def _first(facts: Facts, weeks: int | None, *, is_late: bool) -> Iterator[First]:
    if is_late:
        yield First.LATE
    seen = _last_seen(facts)
    if seen is None:
        is_unknown = facts.unknown.issuperset(CONTACTS)
        yield First.SEEN_UNKNOWN if is_unknown else First.NOT_SEEN
    elif weeks is not None and _weeks(seen, facts.as_at) >= weeks:
        yield First.NOT_SEEN


def _last_seen(facts: Facts) -> date | None:
    return max((facts.events[kind] for kind in CONTACTS if kind in facts.events), default=None)


def _weeks(day: date, today: date) -> int:
    return (today - day).days // 7


def _points(loads: Caseloads, workers: Iterable[WorkerId]) -> Mapping[ChildId, float]:
    """What each child of these workers counts for with them."""
    return {
        line.child: line.points
        for worker in workers
        for line in loads.case_points(worker)
        if line.is_held
    }


def _order(of: Prompt) -> tuple[bool, float, int, str]:
    longest = max(why.weeks or 0 for why in of.whys)
    return bool(of.first), -of.points, -longest, of.child


Key = TypeVar("Key")


def _totals(prompts: Iterable[Prompt], key: Callable[[Prompt], Key]) -> Mapping[Key, Total]:
    found: dict[Key, list[Prompt]] = {}
    for each in prompts:
        found.setdefault(key(each), []).append(each)
    totals = {whose: _total(own) for whose, own in found.items()}
    return dict(sorted(totals.items(), key=lambda pair: (-pair[1].points, str(pair[0]))))


def _total(prompts: Sequence[Prompt]) -> Total:
    return Total(
        children=len(prompts),
        with_first=sum(bool(each.first) for each in prompts),
        points=round(sum(each.points for each in prompts), DECIMALS),
    )


KEPT_SAFE = frozenset(
    {Status.REGISTERED, Status.PROCEEDINGS, Status.LOOKED_AFTER, Status.PRIVATELY_FOSTERED}
)
PLANNED = frozenset({Status.CARE_AND_SUPPORT, Status.DISABLED})
ASSESSING = frozenset({Status.REFERRAL, Status.ASSESSMENT})
NEEDS: Mapping[Sign, frozenset[EventKind]] = {
    Sign.PLAN_ENDED: frozenset({EventKind.PLAN_ENDED, EventKind.PLAN}),
    Sign.ASSESSED: frozenset({EventKind.ASSESSMENT_END, EventKind.PLAN}),
}
"""What an import must have a column for, or nobody is asked."""
BEGINNINGS = frozenset(
    {
        EventKind.REFERRAL,
        EventKind.ASSESSMENT_START,
        EventKind.STRATEGY_DISCUSSION,
        EventKind.SECTION_47_DECISION,
        EventKind.SECTION_47_START,
        EventKind.INITIAL_CONFERENCE,
        EventKind.REGISTERED,
        EventKind.LOOKED_AFTER_START,
        EventKind.PLAN,
        EventKind.CARE_PLAN,
        EventKind.PATHWAY_ASSESSMENT,
        EventKind.PATHWAY_PLAN,
    }
)
"""What shows that a case went on after something ended."""
NO_ACTIVITY = frozenset(
    {
        EventKind.PLAN_ENDED,
        EventKind.COURT_HEARING,
        EventKind.GP_REGISTERED,
        EventKind.DENTIST,
        EventKind.FILE_AUDITED,
        EventKind.CATEGORY_1_START,
    }
)
"""Dates that tell nothing of work with the child."""
