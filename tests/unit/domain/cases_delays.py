"""Trios of the delays about children without a worker, about loads and about the record."""

from datetime import date

from allocation_app.domain.findings import State
from allocation_app.domain.people import Absence, Child, EventKind, Gap, Role, Status
from allocation_app.domain.snapshot import Snapshot
from tests.unit.domain.builders import DAY_0, a_child, a_snapshot, a_spell, a_worker
from tests.unit.domain.cases_shape import DAY, Case, Kind

_WAITING = a_child(Status.REFERRAL, events={EventKind.REFERRAL: DAY_0})
_DUE = date(2026, 4, 1)
_DUTY = a_worker("DUTY", role=Role.DUTY)


def _waiting(rule: str, unknown: Snapshot, missing: EventKind | Gap, holder: str = "") -> list:
    held = {"C1": holder} if holder else {}
    people = (_WAITING, a_worker(), _DUTY)
    return [
        Case(
            rule=rule,
            kind=Kind.BREAKS,
            snapshot=a_snapshot(*people, held=held, as_at=_DUE + DAY),
            state=State.LATE,
            due=_DUE,
            over=1,
        ),
        Case(
            rule=rule,
            kind=Kind.JUST_DOES_NOT,
            snapshot=a_snapshot(*people, held=held, as_at=_DUE),
            state=State.DUE_SOON,
            due=_DUE,
            over=0,
        ),
        Case(
            rule=rule,
            kind=Kind.CANNOT_TELL,
            snapshot=unknown,
            state=State.CANNOT_TELL,
            missing=(missing,),
        ),
    ]


def _caseload(children: int, **fields: object) -> Snapshot:
    """So many registered children, each of a family of its own, with one worker."""
    people = [a_child(Status.REGISTERED, child=f"C{n}") for n in range(children)]
    return a_snapshot(*people, a_worker(**fields), held={child.id: "W1" for child in people})


_MOVED_ON = a_child(
    Status.ASSESSMENT,
    events={EventKind.REFERRAL: DAY_0 - 40 * DAY, EventKind.ASSESSMENT_END: DAY_0},
)
"""One team has finished with this child."""


def _transfer(child: Child, as_at: date) -> Snapshot:
    """The child without a worker since the day on which its last one ended."""
    return a_snapshot(child, a_worker(), a_spell("C1", "W1", end=DAY_0), as_at=as_at)


WITHOUT_WORKER = [
    *_waiting("D1", a_snapshot(a_child(is_holder_readable=False)), Gap.HOLDER),
    *_waiting(
        "D2",
        a_snapshot(_WAITING, a_worker(role=Role.UNRECOGNISED), held={"C1": "W1"}),
        Gap.HOLDER_ROLE,
        holder="DUTY",
    ),
    *_waiting(
        "D3",
        a_snapshot(a_child(Status.REFERRAL, events={EventKind.ARRIVED_IN_TEAM: DAY_0})),
        EventKind.REFERRAL,
    ),
    Case(
        rule="D4",
        kind=Kind.BREAKS,
        snapshot=_transfer(_MOVED_ON, _DUE + DAY),
        state=State.LATE,
        due=_DUE,
        over=1,
    ),
    Case(
        rule="D4",
        kind=Kind.JUST_DOES_NOT,
        snapshot=_transfer(_MOVED_ON, _DUE),
        state=State.DUE_SOON,
        due=_DUE,
        over=0,
    ),
    Case(  # another child's arrival is on record; this one's cell can't be read
        rule="D4",
        kind=Kind.CANNOT_TELL,
        snapshot=a_snapshot(
            a_child(unrecorded=[EventKind.ARRIVED_IN_TEAM]),
            a_child(child="C2"),
            a_worker(),
            a_spell("C1", "W1", end=DAY_0),
            held={"C2": "W1"},
        ),
        state=State.CANNOT_TELL,
        missing=(EventKind.ARRIVED_IN_TEAM,),
    ),
    Case(
        rule="D5",
        kind=Kind.BREAKS,
        snapshot=a_snapshot(
            a_child(), a_worker(absences=(Absence(start=DAY_0),)), held={"C1": "W1"}, as_at=_DUE
        ),
        state=State.LATE,
        due=DAY_0,
        over=1,
    ),
    Case(
        rule="D5",
        kind=Kind.JUST_DOES_NOT,
        snapshot=a_snapshot(a_child(), a_worker(last_day=DAY_0), held={"C1": "W1"}),
        state=State.DUE_SOON,
        due=DAY_0,
        over=0,
    ),
    Case(
        rule="D5",
        kind=Kind.CANNOT_TELL,
        snapshot=a_snapshot(
            a_child(), a_worker(is_listed=False), a_worker("W2"), held={"C1": "W1"}
        ),
        state=State.CANNOT_TELL,
        missing=(Gap.HOLDER_LEAVING_DATE,),
    ),
    Case(  # 6 registered children are 48 points; 0.5 FTE carries 42.5
        rule="D11", kind=Kind.BREAKS, snapshot=_caseload(6, fte=0.5), state=State.LATE
    ),
    Case(  # 0.52 FTE carries 44.2: 108.6 %
        rule="D11", kind=Kind.JUST_DOES_NOT, snapshot=_caseload(6, fte=0.52), state=State.DUE_SOON
    ),
    Case(
        rule="D11",
        kind=Kind.CANNOT_TELL,
        snapshot=_caseload(6, fte=None),
        state=State.CANNOT_TELL,
        missing=(Gap.FTE,),
    ),
    Case(
        rule="D13",
        kind=Kind.BREAKS,
        snapshot=a_snapshot(a_child(events={EventKind.REFERRAL: DAY_0 + DAY})),
        state=State.CANNOT_TELL,
        missing=(EventKind.REFERRAL,),
    ),
    Case(
        rule="D13",
        kind=Kind.JUST_DOES_NOT,
        snapshot=a_snapshot(a_child(events={EventKind.REFERRAL: DAY_0})),
        state=None,
    ),
    Case(
        rule="D13",
        kind=Kind.CANNOT_TELL,
        snapshot=a_snapshot(a_child(date_of_birth=None)),
        state=State.CANNOT_TELL,
        missing=(Gap.DATE_OF_BIRTH,),
    ),
]
