"""What speaks against a worker: not there, not the one for this child, full."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from allocation_app.domain.delays.holder import doubt_beside, is_supported
from allocation_app.domain.facts import told_of_any
from allocation_app.domain.headroom import headroom_of
from allocation_app.domain.language import is_welsh, speaks_welsh
from allocation_app.domain.move_rules.asked import Asked, Given, Why
from allocation_app.domain.people import Child, Gap, Role, Status, Worker, WorkerId
from allocation_app.domain.plan import MarkKind
from allocation_app.domain.policy import Band, Policy


def has_left(given: Given) -> Iterator[Why]:
    """Nobody is given to a worker who has left by the day of the move.

    Whether somebody who is not on the staff list has left, nobody can tell.
    """
    worker = given.worker
    if worker is None:
        return
    if worker.last_day is not None and worker.has_left(given.day):
        yield Why(day=worker.last_day, amounts=_days(given.day - worker.last_day))
    elif given.snapshot.has_staff_list and not worker.is_listed:
        yield Why(missing=(Gap.HOLDER_LEAVING_DATE,))


def not_started(given: Given) -> Iterator[Why]:
    """Nobody is given to a worker before their first day in post."""
    worker = given.worker
    if worker is not None and worker.first_day is not None and not worker.has_begun(given.day):
        yield Why(day=worker.first_day, amounts=_days(worker.first_day - given.day))


def long_away(given: Given) -> Iterator[Why]:
    """Nobody is given to a worker who is away for long on the day of the move."""
    worker = given.worker
    absence = None if worker is None else worker.absence_on(given.day)
    if absence is not None and absence.lasts(given.policy.long_absence):
        yield Why(day=absence.start)


def not_case_holder(given: Given) -> Iterator[Why]:
    """A child is held by somebody who may hold it.

    No manager, duty desk, team or student; a personal adviser holds care leavers and nobody else; a
    support worker nobody whose status the policy keeps for the qualified.
    """
    worker, policy = given.worker, given.policy
    if worker is None:
        return
    is_closed = not policy.qualified_only.isdisjoint(given.child.statuses)
    if (
        worker.role is Role.STUDENT
        or not worker.holds_cases
        or (worker.role is Role.SUPPORT_WORKER and is_closed)
    ):
        yield Why()
    elif is_role_in_doubt(worker.role, given.child, policy):
        yield Why(missing=(Gap.STATUS if worker.role in LIMITED else Gap.HOLDER_ROLE,))
    elif not given.policy.is_allocated_to(given.child, worker):
        yield Why()


def is_role_in_doubt(role: Role | None, child: Child, policy: Policy) -> bool:
    """Whether nobody can tell if a role allows this child: one of both is not known."""
    if role is None or role is Role.UNRECOGNISED:
        return not (policy.qualified_only | {Status.UNKNOWN}).isdisjoint(child.statuses)
    return role in LIMITED and Status.UNKNOWN in child.statuses


def must_not(given: Given) -> Iterator[Why]:
    """A worker who is marked as one who must not hold the child does not."""
    if any(mark.worker == given.move.to for mark in given.marks(MarkKind.MUST_NOT)):
        yield Why()


def over(asked: Asked) -> Iterator[Why]:
    """Nobody carries more than the policy's uppermost line after the move.

    By the capacity on the day of the move. Somebody whose hours no list gives may be over it. Who
    has no capacity because they are not there is told by the rules for that.
    """
    worker, policy = asked.worker, asked.policy
    if worker is None:
        return
    capacity = policy.capacity_sum(worker, asked.day)
    if capacity.none_because is not None:
        return
    points = asked.loads.loads[worker.id].points
    utilisation = policy.utilisation(points, capacity.capacity)
    amounts = {"points": points, "capacity": capacity.capacity}
    if utilisation is not None:
        amounts["utilisation"] = utilisation
    if policy.bands.of(utilisation, points) is Band.OVER:
        yield Why(amounts=amounts)
    elif capacity.is_fte_assumed:
        yield Why(amounts=amounts, missing=(Gap.FTE,))


def newly_qualified_alone(asked: Asked) -> Iterator[Why]:
    """Somebody newly qualified holds no child alone whom the policy wants two for.

    Who works beside them now counts, unless they have left by the day of the move.
    """
    worker, statuses = asked.worker, asked.child.statuses
    if worker is None or not worker.is_newly_qualified:
        return
    if is_supported(asked.judged, asked.child, asked.day):
        return
    doubts = doubt_beside(asked.judged, asked.child, asked.day)
    if statuses & asked.policy.not_alone:
        yield Why(missing=doubts)
    elif Status.UNKNOWN in statuses:
        yield Why(missing=(Gap.STATUS, *doubts))


def away_soon(asked: Asked) -> Iterator[Why]:
    """Nobody is given to a worker who is away on the day, or will soon be away for long."""
    worker, policy = asked.worker, asked.policy
    if worker is None:
        return
    soon = asked.day + policy.leaving_soon
    starts = [
        away.start
        for away in worker.absences
        if (away.covers(asked.day) and not away.lasts(policy.long_absence))
        or (asked.day < away.start <= soon and away.lasts(policy.long_absence))
    ]
    if starts:
        yield Why(day=min(starts))


def leaving_soon(asked: Asked) -> Iterator[Why]:
    """Nobody is given to a worker who leaves soon after: the child would change again."""
    last = None if asked.worker is None else asked.worker.last_day
    if last is not None and asked.day <= last <= asked.day + asked.policy.leaving_soon:
        yield Why(day=last, amounts=_days(last - asked.day))


def language(asked: Asked) -> Iterator[Why]:
    """A Welsh-speaking child has a Welsh-speaking worker where one of the team has room.

    The Active Offer: without asking for it. A cell that is blank says that there is no such need;
    of a child without a readable cell, where others have one, nobody can tell.
    """
    worker, child = asked.worker, asked.child
    if worker is None or speaks_welsh(worker):
        return
    is_unknown = (
        not child.language
        and Gap.LANGUAGE not in child.told
        and Gap.LANGUAGE in told_of_any(asked.snapshot)
    )
    if not is_unknown and not is_welsh(child.language):
        return
    if any(_could_take(asked, other, worker) for other in asked.loads.case_holders):
        yield Why(missing=(Gap.LANGUAGE,) if is_unknown else ())


def _could_take(asked: Asked, other: Worker, worker: Worker) -> bool:
    """Whether a Welsh speaker of the same team has room for the child."""
    if other.team != worker.team or not speaks_welsh(other) or other.id in _barred(asked):
        return False
    room = headroom_of(asked.loads, other)
    case = asked.policy.case_type(asked.child, asked.snapshot.as_at)
    return room is not None and room.cases[case] > 0


def _barred(asked: Asked) -> set[WorkerId | None]:
    return {mark.worker for mark in asked.marks(MarkKind.MUST_NOT)}


def _days(span: timedelta) -> dict[str, float]:
    return {"days": span.days}


LIMITED = frozenset({Role.SUPPORT_WORKER, Role.PERSONAL_ADVISER})
"""The roles that hold some children and not others."""
