"""A period's waits in words: what was done, what is missing, what nobody can tell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from allocation_app.domain.evidence import Ended, Ending, Evidence, Seen, Waited
from allocation_app.domain.people import WorkerId
from allocation_app.domain.period import Period
from allocation_app.domain.policy import Ladder
from allocation_app.domain.reviewed import Reviews
from allocation_app.domain.working_days import Unit
from allocation_app.wording import delays, given, terms
from allocation_app.wording.translate import tr, trn


def summary(of: Evidence, families: int) -> Iterator[str]:
    """What stands above the waits, a sentence or two each."""
    when = _when(of.period)
    if of.told is None:
        yield tr("The imports end before this time: cannot tell.")
        return
    if not of.waits:
        yield tr("No child is known to have had no named social worker {when}.", when=when)
        return
    yield tr(
        "{children} of {families} had no named social worker {when}.",
        children=terms.children(len(of.children)),
        families=terms.families(families),
        when=when,
    ) + _longest(of)
    yield _reviews(of)


def _when(of: Period) -> str:
    first, last = terms.plain_day(of.first), terms.plain_day(of.last)
    if of.days == 1:
        return tr("on {day}", day=first)
    return tr("on at least one day from {first} to {last}", first=first, last=last)


def _longest(of: Evidence) -> str:
    known = [wait.working_days for wait in of.waits if wait.working_days is not None]
    said = ""
    if known:
        days = terms.amount(max(known), Unit.WORKING_DAYS)
        said += " " + tr("Longest wait: {days}.", days=days)
    unknown = len(of.waits) - len(known)
    if unknown:
        said += " " + trn(
            "Of {n} wait nobody can tell when it began.",
            "Of {n} waits nobody can tell when they began.",
            unknown,
        )
    return said


def _reviews(of: Evidence) -> str:
    known = [wait.reviews for wait in of.waits if wait.reviews is not None]
    held = sum(len(each.held) for each in known)
    missed = sum(len(each.missed) for each in known)
    untold = sum(len(each.untold) for each in known)
    said = tr(
        "Management reviews in that time: {held} held, {missed} missing.", held=held, missed=missed
    )
    if untold:
        said += " " + trn(
            "Of {n} more that fell due nobody can tell.",
            "Of {n} more that fell due nobody can tell.",
            untold,
        )
    return said


def limits(of: Evidence) -> Iterator[str]:
    """What it is made of, and of what nobody can tell."""
    first = terms.plain_day(of.imports[0])
    yield tr(
        "Told by {imports}, and by the reviews that the plan records.",
        imports=given.imports(of.imports),
    )
    if of.period.first < of.imports[0]:
        yield tr(
            "Of the time before {day} only the past that its children have on record is known; of"
            " cases closed by then, cannot tell.",
            day=first,
        )
    if of.told is None or of.told.last < of.period.last:
        yield tr("After {day}: cannot tell.", day=terms.plain_day(of.imports[-1]))
    if of.untold:
        yield trn(
            "Of {n} more child it cannot be told whether there was a worker on every day.",
            "Of {n} more children it cannot be told whether there was a worker on every day.",
            len(of.untold),
        )


def definitions(ladder: Ladder) -> Iterator[str]:
    """From when a wait counts, what ends it, and that nobody has judged it."""
    yield tr(
        "A wait counts from the last worker’s end, or from a referral after it, to the first day"
        " with another worker."
    )
    yield tr(
        "Where no worker is on record it counts from the referral, or from a later arrival in the"
        " team unless the case is new."
    )
    yield tr(
        "The list of the unallocated counts who must be told from the referral even then, to be on"
        " the safe side."
    )
    yield tr("Duty, a team’s name and a manager are no worker.")
    yield tr(
        "The state is that of the day a worker came, else of the last day in this time, by the"
        " council’s own aim."
    )
    yield tr(
        "The aim to allocate: {aim}; at once whoever must never wait.",
        aim=delays.working_days(ladder.allocate_within),
    )
    yield tr("Who must be told and when: {ladder}.", ladder=ladder.name)
    yield tr(
        "It says what the records show, no more: no inspectorate has found any of it or set its"
        " form."
    )


def days(periods: Sequence[Period]) -> tuple[str, ...]:
    """Days in a row, a line each: "3 Nov 2026 to 9 Nov 2026"."""
    return tuple(given.period(each) for each in periods)


def rungs(of: Waited, period: Period) -> tuple[str, ...]:
    """Who was to be told, and from which day."""
    if not of.rungs:
        return (terms.escalation("cannot_tell" if of.since is None else "none"),)
    return tuple(
        terms.escalation(code)
        if day is None
        else tr("{who}: {day}", who=terms.escalation(code), day=_brief(day, period))
        for code, day in of.rungs
    )


def held(of: Reviews | None, period: Period) -> tuple[str, ...]:
    """The reviews that are on record."""
    if of is None:
        return (tr("cannot tell"),)
    return _dates(of.held, period) or (tr("none on record"),)


def missed(of: Reviews | None, period: Period) -> tuple[str, ...]:
    """The reviews that fell due and were not held, each by the day it fell due."""
    if of is None:
        return (tr("cannot tell"),)
    told = _dates(of.missed, period)
    if of.untold:
        untold = trn("{n} due: cannot tell", "{n} due: cannot tell", len(of.untold))
        return (*told, untold)
    return told or (tr("none"),)


def seen(of: Seen, period: Period) -> tuple[str, ...]:
    """When a child was seen while it waited, and when last before."""
    if not of.is_told:
        return (tr("cannot tell"),)
    if of.days:
        return _dates(of.days, period)
    if of.last_before is None:
        return (tr("no date on record"),)
    return (
        tr("not in this time"),
        tr("last on {day}", day=_brief(of.last_before, period)),
    )


def ended(of: Ended, within: Evidence, named: Callable[[WorkerId], str]) -> tuple[str, ...]:
    """What became of a wait: who got the child, or that it still waits."""
    day = "" if of.day is None else _brief(of.day, within.period)
    match of.how:
        case Ending.STILL:
            still = tr("still waiting on {day}", day=_brief(within.imports[-1], within.period))
            if of.worker is None:
                return (still,)
            return still, tr("planned: {worker} from {day}", worker=named(of.worker), day=day)
        case Ending.HELD if of.worker is not None:
            if of.is_day_certain:
                return (tr("{worker} from {day}", worker=named(of.worker), day=day),)
            return (tr("{worker}, on or before {day}", worker=named(of.worker), day=day),)
        case Ending.GONE:
            return (tr("not listed any more on {day}", day=day),)
        case _:
            return (tr("cannot tell"),)


def _dates(found: Sequence[date], period: Period) -> tuple[str, ...]:
    return tuple(_brief(day, period) for day in found)


def _brief(day: date, period: Period) -> str:
    """A day without its year where that is the period's."""
    if {day.year} != {period.first.year, period.last.year}:
        return terms.plain_day(day)
    return tr("{day} {month}", day=day.day, month=tr(terms.MONTHS[day.month - 1]))
