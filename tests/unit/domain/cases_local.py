"""Trios of the rules of single councils, which stand beside a country's."""

from datetime import date

from allocation_app.domain.findings import State
from allocation_app.domain.people import EventKind, Gap, Status
from tests.unit.domain.builders import DAY_0, a_child, a_snapshot, a_worker
from tests.unit.domain.cases_shape import DAY, Case, Kind
from tests.unit.domain.cases_trios import LONG_AGO, dated_trio, trio

_SEEING = [EventKind.SEEN_ALONE, EventKind.HOME_VISIT, EventKind.VISIT]
_NEW = {
    "is_newly_qualified": True,
    "first_day": date(2026, 3, 2),
    "is_supervision_recorded": True,
}
_OTHER = a_worker("W2", is_supervision_recorded=True)


def _supervised(kind: Kind, as_at: date, state: State, **answer: object) -> Case:
    missing = {"is_supervision_recorded": False} if state is State.CANNOT_TELL else {}
    worker = a_worker(**_NEW | {"last_supervision": DAY_0} | missing)
    snapshot = a_snapshot(worker, _OTHER, as_at=as_at)
    return Case(rule="A-SUP-01", kind=kind, snapshot=snapshot, state=state, **answer)


_WEEK_ON = date(2026, 4, 7)
OF_LOCAL_RULES = [
    *trio(
        "A-ALL-01",
        Status.REFERRAL,
        date(2026, 4, 1),
        EventKind.ARRIVED_IN_TEAM,
        events={EventKind.ARRIVED_IN_TEAM: DAY_0},
    ),
    *trio(
        "A-ALL-02",
        Status.CARE_AND_SUPPORT,
        _WEEK_ON,
        EventKind.OVERSIGHT,
        events={EventKind.REFERRAL: LONG_AGO, EventKind.OVERSIGHT: DAY_0},
    ),
    *trio(
        "A-ALL-05",
        Status.CARE_AND_SUPPORT,
        date(2026, 4, 28),
        EventKind.SEEN,
        events={EventKind.REFERRAL: LONG_AGO, EventKind.SEEN: DAY_0},
        unrecorded=_SEEING,
    ),
    *dated_trio(
        "A-ALL-06",
        a_child(Status.PRIVATELY_FOSTERED, events={EventKind.REFERRAL: DAY_0}),
        DAY_0,
        a_child(Status.PRIVATELY_FOSTERED),
        Gap.LAST_ALLOCATION_ENDED,
    ),
    *trio(
        "A-TRF-01",
        Status.REGISTERED,
        date(2026, 4, 16),
        EventKind.ARRIVED_IN_TEAM,
        events={EventKind.INITIAL_CONFERENCE: DAY_0},
    ),
    *trio(
        "A-TRF-02",
        Status.LOOKED_AFTER,
        date(2026, 6, 30),
        EventKind.ARRIVED_IN_TEAM,
        events={EventKind.FIRST_LOOKED_AFTER_REVIEW: DAY_0},
    ),
    *trio(
        "A-TRF-03",
        Status.ASSESSMENT,
        date(2026, 7, 31),
        EventKind.ARRIVED_IN_TEAM,
        events={EventKind.ARRIVED_IN_TEAM: DAY_0},
    ),
    *trio(
        "A-TRF-04",
        Status.CARE_AND_SUPPORT,
        date(2026, 4, 14),
        EventKind.FILE_AUDITED,
        events={EventKind.ARRIVED_IN_TEAM: DAY_0},
    ),
    *trio(
        "A-SUP-02",
        Status.CARE_AND_SUPPORT,
        date(2026, 4, 30),
        EventKind.SUPERVISION,
        events={EventKind.SUPERVISION: DAY_0},
    ),
    *trio(
        "L-OUT-01",
        Status.CARE_AND_SUPPORT,
        date(2026, 9, 30),
        EventKind.OUTCOME_REVIEW,
        events={EventKind.PLAN: DAY_0},
    ),
    *trio(
        "E-CP-04",
        Status.REGISTERED,
        date(2026, 4, 10),
        Gap.DATE_OF_BIRTH,
        events={EventKind.INITIAL_CONFERENCE: date(2026, 2, 10)},
        date_of_birth=DAY_0,
    ),
    _supervised(Kind.BREAKS, _WEEK_ON + DAY, State.LATE, due=_WEEK_ON, over=1),
    _supervised(Kind.JUST_DOES_NOT, _WEEK_ON, State.DUE_SOON, due=_WEEK_ON, over=0),
    _supervised(Kind.CANNOT_TELL, _WEEK_ON, State.CANNOT_TELL, missing=(EventKind.SUPERVISION,)),
]
