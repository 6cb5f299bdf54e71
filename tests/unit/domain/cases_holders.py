"""Trios of the delays about who holds a child, since when, and who visits it."""

from dataclasses import replace
from datetime import date

from allocation_app.domain.findings import State
from allocation_app.domain.people import Child, EventKind, Gap, Role, Spell, Status, Worker
from allocation_app.domain.policy import Policy
from allocation_app.domain.snapshot import Snapshot
from tests.unit.domain.builders import (
    DAY_0,
    POLICY,
    a_child,
    a_snapshot,
    a_spell,
    a_worker,
    co_work,
)
from tests.unit.domain.cases_shape import DAY, Case, Kind

_FIRST_CONTACT_BY = date(2026, 4, 16)
WITH_A_REMIT = replace(POLICY, remits={"Safeguarding": frozenset({Status.REGISTERED})})
"""The example weights, and one team whose remit is known."""
_VISITOR = frozenset({Gap.VISITOR})
_ADVISER = frozenset({Gap.ADVISER})
_COUNTED = frozenset({Gap.WORKERS_IN_YEAR})


def _taken_over(child: Child, *others: Child | Worker | Spell, as_at: date) -> Snapshot:
    """The child went from W1 to W2, who has it since day 0."""
    spells = (a_spell("C1", "W1", end=DAY_0), a_spell("C1", "W2", start=DAY_0))
    return a_snapshot(child, a_worker(), a_worker("W2"), *spells, *others, as_at=as_at)


def _held(child: Child, *others: Child | Worker | Spell, **worker: object) -> Snapshot:
    return a_snapshot(child, a_worker(**worker), *others, held={"C1": "W1"})


def _trio(
    rule: str,
    breaks: Snapshot,
    just: Snapshot,
    unknown: Snapshot,
    *missing: Gap,
    policy: Policy = POLICY,
) -> list:
    """The trio of a delay that is so or is not."""
    return [
        Case(rule=rule, kind=Kind.BREAKS, snapshot=breaks, state=State.LATE, policy=policy),
        Case(rule=rule, kind=Kind.JUST_DOES_NOT, snapshot=just, state=None, policy=policy),
        Case(
            policy=policy,
            rule=rule,
            kind=Kind.CANNOT_TELL,
            snapshot=unknown,
            state=State.CANNOT_TELL,
            missing=missing,
        ),
    ]


def _visited(**fields: object) -> Child:
    return a_child(events={EventKind.VISIT: DAY_0}, told=_VISITOR, **fields)


_SIXTEEN = date(2010, 3, 31)

HOLDERS = [
    Case(
        rule="D6",
        kind=Kind.BREAKS,
        snapshot=_taken_over(a_child(), as_at=_FIRST_CONTACT_BY + DAY),
        state=State.LATE,
        due=_FIRST_CONTACT_BY,
        over=1,
    ),
    Case(
        rule="D6",
        kind=Kind.JUST_DOES_NOT,
        snapshot=_taken_over(a_child(), as_at=_FIRST_CONTACT_BY),
        state=State.DUE_SOON,
        due=_FIRST_CONTACT_BY,
        over=0,
    ),
    Case(
        rule="D6",
        kind=Kind.CANNOT_TELL,
        snapshot=_taken_over(
            a_child(events={EventKind.VISIT: DAY_0}, told=_VISITOR), as_at=DAY_0 + DAY
        ),
        state=State.CANNOT_TELL,
        missing=(Gap.VISITOR,),
    ),
    Case(
        rule="D7",
        kind=Kind.BREAKS,
        snapshot=_held(a_child(workers_in_year=3)),
        state=State.LATE,
    ),
    Case(
        rule="D7",
        kind=Kind.JUST_DOES_NOT,
        snapshot=_held(a_child(workers_in_year=2)),
        state=State.DUE_SOON,
    ),
    Case(
        rule="D7",
        kind=Kind.CANNOT_TELL,
        snapshot=_held(a_child(told=_COUNTED)),
        state=State.CANNOT_TELL,
        missing=(Gap.WORKERS_IN_YEAR,),
    ),
    *_trio(
        "D8",
        _held(_visited(visited_by="W2")),
        _held(_visited(visited_by="W1")),
        _held(_visited()),
        Gap.VISITOR,
    ),
    *_trio(
        "D9",
        _held(a_child(Status.REGISTERED), is_newly_qualified=True),
        _held(
            a_child(Status.REGISTERED), a_worker("W2"), co_work("C1", "W2"), is_newly_qualified=True
        ),
        _held(a_child(Status.UNKNOWN), role=Role.SUPPORT_WORKER),
        Gap.STATUS,
    ),
    *_trio(  # 16 today, and 16 tomorrow
        "D10",
        _held(a_child(Status.LOOKED_AFTER, date_of_birth=_SIXTEEN, told=_ADVISER)),
        _held(a_child(Status.LOOKED_AFTER, date_of_birth=_SIXTEEN + DAY, told=_ADVISER)),
        _held(a_child(Status.CARE_LEAVER), a_child(child="C2", told=_ADVISER)),
        Gap.ADVISER,
    ),
    *_trio(  # no day together, and one
        "D14",
        _taken_over(a_child(), as_at=DAY_0),
        a_snapshot(
            a_child(),
            a_worker(),
            a_worker("W2"),
            a_spell("C1", "W1", end=DAY_0 + DAY),
            a_spell("C1", "W2", start=DAY_0),
            as_at=DAY_0 + DAY,
        ),
        a_snapshot(
            a_child(),
            a_worker(),
            a_worker("W2"),
            a_spell("C1", "W1", end=DAY_0),
            a_spell("C1", "W2"),
        ),
        Gap.ALLOCATION_START,
    ),
    *_trio(
        "D15",
        _held(a_child(Status.CARE_AND_SUPPORT, team="SAFEGUARDING")),
        _held(a_child(Status.CARE_AND_SUPPORT, Status.REGISTERED, team="SAFEGUARDING")),
        _held(a_child(Status.UNKNOWN, team="SAFEGUARDING")),
        Gap.STATUS,
        policy=WITH_A_REMIT,
    ),
]
