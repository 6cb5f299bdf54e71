"""The truth about workers who change: first contact, churn, who visits, how it was handed over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sample_data.generator import days
from sample_data.generator.asking import Finding, dated, untold
from sample_data.generator.records import VISIT_KINDS, Child, Worker
from sample_data.generator.waiting import last_worker_ended, latest, why_unallocated

NEW_CASES = frozenset({"referral", "assessment"})
STEPS = ("arrived_in_team", "assessment_end", "initial_conference")
"""With each of these one team has finished, and the next begins."""
ALLOCATED_WITHIN = 1
"""Working days, an aim of the council's own."""

FIRST_CONTACT_WITHIN = 10
"""Working days, an aim of the council's own."""
MANY_WORKERS = 3
MONTHS_LOOKED_BACK = 12
HANDOVER_LOOKED_AT = timedelta(weeks=12)


def handovers(child: Child, recorded: frozenset[str], as_at: date) -> Iterator[Finding]:
    """D6, D7, D8 and D14 (D4 is asked where a child waits)."""
    yield from _churn(child, recorded, as_at)
    holder = holder_of(child, as_at)
    if holder is not None:
        yield from _first_contact(child, holder, recorded, as_at)
        yield from _visitor(child, holder, recorded, as_at)
        yield from _abrupt(child, recorded, as_at)


def holder_of(child: Child, as_at: date) -> Worker | None:
    """The worker who holds this child; nobody for one who waits or of whom nobody can tell."""
    return child.worker if why_unallocated(child, as_at) is None else None


def held_before(child: Child) -> list[tuple[Worker, date]]:
    """Each case holder that the record tells of, with the last day; duty is none."""
    found = list(child.earlier)
    if child.previous is not None and child.previous_ended is not None:
        found += [] if child.previous_is_duty else [(child.previous, child.previous_ended)]
    return found


def former(child: Child) -> date | None:
    """When the last case holder but the present one ended, if there was another."""
    return latest(ended for worker, ended in held_before(child) if worker is not child.worker)


def _contacts(child: Child, as_at: date) -> list[date]:
    return [day for kind in VISIT_KINDS if (day := child.known(kind, as_at)) is not None]


def _has_changed(child: Child) -> bool:
    return former(child) is not None or (child.workers_in_year or 0) > 1


def _first_contact(
    child: Child, holder: Worker, recorded: frozenset[str], as_at: date
) -> Iterator[Finding]:
    """D6: who took the child over has not seen it; of earlier visits nobody says who made them."""
    start = child.allocated
    if not _has_changed(child):
        return
    if start is None:
        yield untold("D6")
        return
    is_unborn = child.born is not None and child.born > as_at
    if start > as_at or is_unborn:
        return
    is_doubtful = not any(child.is_recorded(kind, as_at) for kind in VISIT_KINDS)
    if any(day >= start for day in _contacts(child, as_at)):
        if "visitor" not in recorded or child.visitor is holder:
            return
        is_doubtful = True
    if is_doubtful:
        yield untold("D6")
    else:
        due = days.working_days_after(start, FIRST_CONTACT_WITHIN)
        yield dated("D6", start, due, days.WORKING_DAYS, as_at)


def _churn(child: Child, recorded: frozenset[str], as_at: date) -> Iterator[Finding]:
    """D7, by the count that the sheet gives or by the workers that it names, whichever is more."""
    if not recorded & {"workers_in_year", "previous"}:
        return
    since = days.months_after(as_at, -MONTHS_LOOKED_BACK)
    named = {worker.id for worker, ended in held_before(child) if ended > since}
    if child.worker is not None and not child.worker.is_manager:
        named.add(child.worker.id)
    workers = max(len(named), child.workers_in_year or 0)
    if workers >= MANY_WORKERS:
        yield Finding(rule="D7", state=days.LATE)
    elif "workers_in_year" in recorded and child.workers_in_year is None:
        yield untold("D7")
    elif workers == MANY_WORKERS - 1:
        yield Finding(rule="D7", state=days.DUE_SOON)


def _visitor(
    child: Child, holder: Worker, recorded: frozenset[str], as_at: date
) -> Iterator[Finding]:
    """D8: somebody else made the last visit since the child is with this worker."""
    seen = latest(_contacts(child, as_at))
    if "visitor" not in recorded or seen is None or child.visitor is holder:
        return
    if child.allocated is not None and seen < child.allocated:
        return
    if (child.visitor is None and not child.visited_by_duty) or child.allocated is None:
        yield untold("D8")
    else:
        yield Finding(rule="D8", state=days.LATE, trigger=seen)


def _abrupt(child: Child, recorded: frozenset[str], as_at: date) -> Iterator[Finding]:
    """D14: no day on which both had the child, and no introduction; looked at for a while."""
    start, ended = child.allocated, former(child)
    if "previous" not in recorded or not _has_changed(child):
        return
    if start is None:
        yield untold("D14")
        return
    if not start <= as_at <= start + HANDOVER_LOOKED_AT:
        return
    introduced = child.known("introduction", as_at)
    if introduced is not None and introduced >= start - HANDOVER_LOOKED_AT:
        return
    if ended is None:
        yield untold("D14")
    elif ended <= start:
        is_blank = child.is_recorded("introduction", as_at) or "introduction" not in recorded
        yield Finding(rule="D14", state=days.LATE, trigger=start) if is_blank else untold("D14")


def transfer_gap(child: Child, recorded: frozenset[str], as_at: date) -> Iterator[Finding]:
    """D4 of a child who waits: one team has finished, and nobody has taken the child since.

    A new case that never had a worker is D3; of any other without one a worker in between must be
    possible to see.
    """
    ended = last_worker_ended(child, as_at)
    if ended is None and (child.statuses & NEW_CASES or "previous" not in recorded):
        return
    step = latest(child.known(kind, as_at) for kind in STEPS)
    if step is not None and (ended is None or step >= ended):
        if ended is None and "unknown" in child.statuses:
            yield untold("D4")
        else:
            due = days.working_days_after(step, ALLOCATED_WITHIN)
            yield dated("D4", step, due, days.WORKING_DAYS, as_at)
    elif any(kind in recorded and not child.is_recorded(kind, as_at) for kind in STEPS):
        yield untold("D4")
