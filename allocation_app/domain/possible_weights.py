"""What a case can weigh where its status or its dates do not tell, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from allocation_app.domain.facts import ADULT, contradictory_statuses, is_possible
from allocation_app.domain.people import Child, ChildId, EventKind, Gap, Status
from allocation_app.domain.policy import CaseType, Policy
from allocation_app.domain.snapshot import IMPORTS_KEPT, Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Possible:
    """The least and the most points that a case can weigh, and why it is not one number."""

    low: float
    high: float
    gaps: tuple[EventKind | Gap, ...]


@lru_cache(maxsize=IMPORTS_KEPT)
def doubtful_weights(snapshot: Snapshot, policy: Policy) -> Mapping[ChildId, Possible]:
    """The children whose weight is in doubt: that depends on the import, not on who holds them.

    A status that no source gives can be any; so can one that can't be at the child's age. Of
    statuses that exclude one another either is possible. A child who is looked after without a
    usable start is settled or not.
    """
    found: dict[ChildId, Possible] = {}
    for child in snapshot.children.values():
        if not child.statuses.isdisjoint(MAY_BE_DOUBTFUL):
            possible = _possible(child, snapshot, policy)
            if possible.low < possible.high:
                found[child.id] = possible
    return found


MAY_BE_DOUBTFUL = frozenset(
    {Status.UNKNOWN, Status.LOOKED_AFTER, Status.REGISTERED, Status.PRIVATELY_FOSTERED}
)


def _possible(child: Child, snapshot: Snapshot, policy: Policy) -> Possible:
    """The heaviest of what the child is for certain and of what it may be."""
    is_unknown = Status.UNKNOWN in child.statuses
    contradictory = contradictory_statuses(child, snapshot.as_at)
    weights = {
        status: _weights(child, status, snapshot, policy)
        for status in child.statuses - {Status.UNKNOWN}
    }
    certain = [weights[status] for status in weights.keys() - contradictory]
    either: list[float] = []
    if is_unknown or (contradictory and (child.age(snapshot.as_at) or 0) >= ADULT):
        either = [*policy.weights.cases.values()]
    elif contradictory:
        either = [weight for status in contradictory for weight in weights[status]]
    options = [*certain, either] if either else certain
    gaps: list[EventKind | Gap] = [Gap.STATUS] * is_unknown
    gaps += [Gap.CONTRADICTORY_STATUS] * bool(contradictory)
    gaps += [EventKind.LOOKED_AFTER_START] * any(len(each) > 1 for each in weights.values())
    return Possible(
        low=max(min(each) for each in options),
        high=max(max(each) for each in options),
        gaps=tuple(gaps),
    )


def _weights(child: Child, status: Status, snapshot: Snapshot, policy: Policy) -> list[float]:
    """What a case of this status weighs: two numbers for one looked after since nobody knows when.

    A child who was placed too often is unstable whenever that began.
    """
    cases = policy.weights.cases
    if status is not Status.LOOKED_AFTER:
        return [cases[CaseType(status.value)]]
    began = child.events.get(EventKind.LOOKED_AFTER_START)
    is_known = began is not None and is_possible(
        child, EventKind.LOOKED_AFTER_START, began, snapshot.as_at
    )
    if is_known or (child.placements_in_year or 0) >= policy.unstable_placements:
        alone = replace(child, statuses=frozenset({status}))
        return [cases[policy.case_type(alone, snapshot.as_at)]]
    return [cases[CaseType.LOOKED_AFTER_SETTLED], cases[CaseType.LOOKED_AFTER_NEW]]
