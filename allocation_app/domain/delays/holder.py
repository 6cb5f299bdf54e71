"""Whether whoever holds a child is the one to hold it: role, adviser, team."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from allocation_app.domain.delays.judged import Judged, of_child, of_each_child, untold
from allocation_app.domain.findings import Finding, State
from allocation_app.domain.people import Child, Gap, Involvement, Role, Status, Worker
from allocation_app.domain.remits import remit_of

ADVISED = frozenset({Status.CARE_LEAVER, Status.LOOKED_AFTER})
QUALIFIED = frozenset({Role.SOCIAL_WORKER, Role.SENIOR_SOCIAL_WORKER})


def d9_wrong_holder(judged: Judged) -> Iterator[Finding]:
    """A student holds a child, or somebody unqualified or new holds one who is not for them.

    A support worker holds a child whose status needs a qualified social worker; a newly qualified
    one holds a child who is not for them alone, with nobody experienced beside them. Which statuses
    those are the policy says. Where a worker's role is not given it is said once of the worker.
    """
    yield from of_each_child(_wrong_holder, judged)
    for worker, children in judged.holders():
        if worker.is_listed and worker.role in {None, Role.UNRECOGNISED}:
            needs = judged.policy.qualified_only | {Status.UNKNOWN}
            all_children = judged.caseloads.snapshot.children
            if any(needs & all_children[child].statuses for child in children):
                yield Finding(
                    rule="D9",
                    delay="D9",
                    state=State.CANNOT_TELL,
                    worker=worker.id,
                    missing=(Gap.HOLDER_ROLE,),
                )


def _wrong_holder(judged: Judged, child: Child) -> Iterator[Finding]:
    spell = judged.held(child)
    if spell is None:
        return
    worker, policy = judged.worker(spell), judged.policy
    if worker.role is Role.STUDENT:
        yield of_child("D9", State.LATE, child.id)
    elif worker.role is Role.SUPPORT_WORKER:
        yield from _unfit(judged, child, policy.qualified_only, ())
    elif worker.is_newly_qualified and not is_supported(judged, child):
        yield from _unfit(judged, child, policy.not_alone, doubt_beside(judged, child))


def _unfit(
    judged: Judged, child: Child, statuses: frozenset[Status], doubts: tuple[Gap, ...]
) -> Iterator[Finding]:
    """A child who is not for this worker if it has one of these statuses."""
    if statuses & _sure(judged, child):
        yield untold("D9", child.id, *doubts) if doubts else of_child("D9", State.LATE, child.id)
    elif statuses & child.statuses:
        yield untold("D9", child.id, Gap.CONTRADICTORY_STATUS, *doubts)
    elif Status.UNKNOWN in child.statuses:
        yield untold("D9", child.id, Gap.STATUS, *doubts)


def _sure(judged: Judged, child: Child) -> frozenset[Status]:
    """The child's statuses without those that contradict one another or its age."""
    return child.statuses - judged.facts(child).contradictory


def _beside(judged: Judged, child: Child, day: date | None = None) -> Iterator[Worker]:
    """Who works with the holder now, and will not have left by the day."""
    on = judged.as_at if day is None else day
    for spell in judged.caseloads.beside.get(child.id, ()):
        worker = judged.worker(spell)
        is_here = spell.is_open(judged.as_at) and not worker.has_left(on)
        if spell.involvement is Involvement.CO_WORKER and is_here:
            yield worker


def is_supported(judged: Judged, child: Child, day: date | None = None) -> bool:
    """Whether an experienced social worker works with the holder, and has not left by the day.

    Without a ``day`` that of the import is meant.
    """
    return any(
        worker.role in QUALIFIED and not worker.is_newly_qualified
        for worker in _beside(judged, child, day)
    )


def doubt_beside(judged: Judged, child: Child, day: date | None = None) -> tuple[Gap, ...]:
    """A co-worker of no known role may be an experienced one."""
    unknown = {None, Role.UNRECOGNISED}
    is_doubtful = any(worker.role in unknown for worker in _beside(judged, child, day))
    return (Gap.HOLDER_ROLE,) if is_doubtful else ()


def d10_no_adviser(judged: Judged) -> Iterator[Finding]:
    """A care leaver, or a looked-after child of 16 and more, has no personal adviser.

    Asked where the import tells of anybody's adviser. An adviser is one by an open involvement, or
    holds the case. From which age is the council's setting.
    """
    return of_each_child(_no_adviser, judged)


def _no_adviser(judged: Judged, child: Child) -> Iterator[Finding]:
    others, is_recorded = judged.others, Gap.ADVISER in judged.told
    if not others.are_advisers_known or not child.statuses & ADVISED:
        return
    age = child.age(judged.as_at)
    is_of_age = Status.CARE_LEAVER in child.statuses or (
        None if age is None else age >= judged.policy.adviser_from_age
    )
    if is_of_age is False or _has_adviser(judged, child):
        return
    if is_of_age is None:
        yield untold("D10", child.id, Gap.DATE_OF_BIRTH)
    elif not _sure(judged, child) & ADVISED:
        yield untold("D10", child.id, Gap.CONTRADICTORY_STATUS)
    elif Gap.ADVISER in child.told or (others.are_advisers_told and not is_recorded):
        yield of_child("D10", State.LATE, child.id)
    else:
        yield untold("D10", child.id, Gap.ADVISER)


def _has_adviser(judged: Judged, child: Child) -> bool:
    holder = judged.caseloads.holder(child.id)
    if holder is not None and _advises(holder, judged):
        return True
    return any(
        spell.involvement is Involvement.PERSONAL_ADVISER
        and spell.is_open(judged.as_at)
        and not judged.worker(spell).has_left(judged.as_at)
        for spell in judged.caseloads.beside.get(child.id, ())
    )


def _advises(worker: Worker, judged: Judged) -> bool:
    return worker.role is Role.PERSONAL_ADVISER and not worker.has_left(judged.as_at)


def d15_wrong_team(judged: Judged) -> Iterator[Finding]:
    """A child is in a team whose remit has none of the child's statuses.

    A remit is what the policy's file says a team takes; of a team without one nothing is said.
    """
    return of_each_child(_wrong_team, judged)


def _wrong_team(judged: Judged, child: Child) -> Iterator[Finding]:
    remit = _remit(judged, child)
    if remit is None or remit & _sure(judged, child):
        return
    if Status.UNKNOWN in child.statuses:
        yield untold("D15", child.id, Gap.STATUS)
    elif judged.facts(child).contradictory:
        yield untold("D15", child.id, Gap.CONTRADICTORY_STATUS)
    else:
        yield of_child("D15", State.LATE, child.id)


def _remit(judged: Judged, child: Child) -> frozenset[Status] | None:
    """What the child's team takes, by its name or its id; None where the policy does not say."""
    if child.team is None:
        return None
    teams = judged.caseloads.snapshot.teams
    return remit_of(judged.policy, child.team, teams.get(child.team))
