"""What a rule says of a child or a worker: a fact with its dates, never a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from allocation_app.domain.people import ChildId, EventKind, Gap, WorkerId
from allocation_app.domain.working_days import Unit


class State(StrEnum):
    """The four answers. What is missing is never "in time"."""

    LATE = "late"
    CANNOT_TELL = "cannot_tell"
    DUE_SOON = "due_soon"
    IN_TIME = "in_time"


class Told(StrEnum):
    """How a list tells a finding: a state without a due date is flagged, or near to it."""

    LATE = "late"
    FLAGGED = "flagged"
    CANNOT_TELL = "cannot_tell"
    DUE_SOON = "due_soon"
    NEAR = "near"
    IN_TIME = "in_time"


UNDATED: Mapping[State, Told] = {State.LATE: Told.FLAGGED, State.DUE_SOON: Told.NEAR}
_DATED: Mapping[State, Told] = {state: Told(state.value) for state in State}
_TOLD: Mapping[bool, Mapping[State, Told]] = {True: _DATED, False: {**_DATED, **UNDATED}}
STATE_ORDER: Mapping[State, int] = {state: rank for rank, state in enumerate(State)}
"""Worst first; an answer that nobody can give ranks above one that is only near."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One rule's answer for one child or worker.

    ``rule`` is an id of the rule set or the code of the delay itself; ``delay`` is D1 to D15.
    ``trigger`` is the date the clock starts at and ``trigger_event`` what happened then.
    ``over`` counts from ``due`` in ``unit``: positive when late, negative while there is time.
    ``limit`` in ``limit_unit`` is the time that was given: a rule can have several (see `Rule`).
    ``missing`` names what is not known when the answer is "cannot tell".
    ``worker`` is set where the finding is about a worker; whose child it is, the plan tells.
    ``is_undated`` tells that there is a date by which it is so, which is withheld.
    """

    rule: str
    delay: str
    state: State
    child: ChildId | None = None
    worker: WorkerId | None = None
    trigger: date | None = None
    trigger_event: EventKind | Gap | None = None
    due: date | None = None
    over: int | None = None
    unit: Unit = Unit.DAYS
    limit: int | None = None
    limit_unit: Unit | None = None
    missing: tuple[EventKind | Gap, ...] = ()
    amounts: Mapping[str, float] = field(default_factory=dict)
    is_undated: bool = False

    @property
    def told(self) -> Told:
        """How a list tells it: nothing is late or due that has no date for it."""
        return _TOLD[self.due is not None or self.is_undated][self.state]


def worst_first(finding: Finding) -> tuple[int, date, str]:
    """What to sort findings by: their state, then the earliest due date, none of them last."""
    return STATE_ORDER[finding.state], finding.due or date.max, finding.rule


def by_child(findings: Iterable[Finding]) -> dict[ChildId, tuple[Finding, ...]]:
    """Those of each child that has any, worst first; what is about a worker is left out."""
    found: dict[ChildId, list[Finding]] = {}
    for finding in findings:
        if finding.child is not None:
            found.setdefault(finding.child, []).append(finding)
    return {child: tuple(sorted(about, key=worst_first)) for child, about in found.items()}
