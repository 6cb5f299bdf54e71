"""How often a child's worker changed, and how the last change was made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from allocation_app.domain.delays.judged import Judged, of_child, of_each_child, untold
from allocation_app.domain.delays.others import workers_in_year
from allocation_app.domain.findings import Finding, State
from allocation_app.domain.people import Child, EventKind, Gap, Involvement, Spell, WorkerId


def d7_many_workers(judged: Judged) -> Iterator[Finding]:
    """A child has had many workers in 12 months; one worker fewer is near.

    Workers are counted by the spells on record or by the import's own count, whichever is more; a
    worker whom the plan adds counts. Asked where the import counts, or tells of former workers.
    """
    return of_each_child(_many_workers, judged)


def _many_workers(judged: Judged, child: Child) -> Iterator[Finding]:
    count = child.workers_in_year
    if count is None and not judged.others.are_changes_known:
        return
    known, added = in_year(judged, child)
    workers = max(len(known | added), (count or 0) + len(added - known))
    many = judged.policy.many_workers
    if workers >= many:
        state = State.LATE
    elif count is None and Gap.WORKERS_IN_YEAR in judged.told:
        yield untold("D7", child.id, Gap.WORKERS_IN_YEAR)
        return
    else:
        state = State.DUE_SOON if workers == many - 1 else State.IN_TIME
    amounts = {"workers": workers}
    yield Finding(rule="D7", delay="D7", state=state, child=child.id, amounts=amounts)


def in_year(judged: Judged, child: Child) -> tuple[set[WorkerId], set[WorkerId]]:
    """Who held the case in the last 12 months by the import, and who does by the plan."""
    now = judged.held(child)
    return workers_in_year(judged.caseloads, child.id), set() if now is None else {now.worker}


def d14_abrupt_handover(judged: Judged) -> Iterator[Finding]:
    """A child went from one worker to the next without a day of overlap and without introduction.

    Looked at for some weeks after the change, where the import tells of former workers. A day of
    overlap, an introduction on record, or a time of working together before is no abrupt handover.
    What a plan moves is still to be handed over.
    """
    return of_each_child(_abrupt, judged)


def _abrupt(judged: Judged, child: Child) -> Iterator[Finding]:
    holder = judged.held(child)
    if holder is None or child.id in judged.caseloads.moves or not judged.others.past:
        return
    ends = [spell.end for spell in judged.former(child, holder) if spell.end is not None]
    if not ends and (child.workers_in_year or 0) < 2:  # noqa: PLR2004 - one before, one now
        return
    start, window = holder.start, judged.policy.handover_window
    if start is None:
        yield untold("D14", child.id, Gap.ALLOCATION_START)
        return
    if not start <= judged.as_at <= start + window or _worked_together(judged, child, holder):
        return
    facts = judged.facts(child)
    introduced = facts.events.get(EventKind.INTRODUCTION)
    if introduced is not None and introduced >= start - window:
        return
    if not ends:
        yield untold("D14", child.id, Gap.PREVIOUS_WORKER)
    elif max(ends) > start:
        return
    elif EventKind.INTRODUCTION in judged.told & facts.unknown:
        yield untold("D14", child.id, EventKind.INTRODUCTION)
    else:
        found = of_child("D14", State.LATE, child.id)
        yield replace(found, trigger=start, trigger_event=Gap.ALLOCATION_START)


def _worked_together(judged: Judged, child: Child, holder: Spell) -> bool:
    """Whether the worker was beside the child before it was theirs."""
    return any(
        spell.worker == holder.worker
        and spell.involvement is Involvement.CO_WORKER
        and (spell.start is None or holder.start is None or spell.start < holder.start)
        for spell in judged.caseloads.beside.get(child.id, ())
    )
