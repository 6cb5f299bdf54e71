"""Trios of looked-after children and of young people leaving care."""

from datetime import date

from allocation_app.domain.findings import State
from allocation_app.domain.people import EventKind, LegalStatus, Placement, Status
from tests.unit.domain.builders import DAY_0, a_child, a_snapshot
from tests.unit.domain.cases_shape import Case, Kind
from tests.unit.domain.cases_trios import LONG_AGO, trio

_VISITED = {EventKind.PLACEMENT_START: date(2026, 3, 24), EventKind.VISIT: DAY_0}
CARE = [
    *trio(
        "W-CLA-01",
        Status.LOOKED_AFTER,
        date(2026, 4, 7),
        EventKind.VISIT,
        events={EventKind.PLACEMENT_START: DAY_0},
    ),
    *trio(
        "W-CLA-02",
        Status.LOOKED_AFTER,
        date(2026, 5, 12),
        EventKind.VISIT,
        events={EventKind.PLACEMENT_START: date(2026, 1, 5), EventKind.VISIT: DAY_0},
    ),
    *trio(
        "W-CLA-03",
        Status.LOOKED_AFTER,
        date(2026, 6, 30),
        EventKind.VISIT,
        events={EventKind.PLACEMENT_START: LONG_AGO, EventKind.VISIT: DAY_0},
        is_placement_long_term=True,
    ),
    *trio(
        "W-CLA-04",
        Status.LOOKED_AFTER,
        date(2026, 5, 12),
        EventKind.VISIT,
        events={EventKind.PLACEMENT_START: LONG_AGO, EventKind.VISIT: DAY_0},
        is_placement_long_term=False,
    ),
    *trio(
        "W-CLA-11",
        Status.LOOKED_AFTER,
        date(2026, 4, 30),
        EventKind.LOOKED_AFTER_START,
        events={EventKind.LOOKED_AFTER_START: DAY_0},
    ),
    *trio(
        "W-CLA-12",
        Status.LOOKED_AFTER,
        date(2026, 6, 30),
        EventKind.LOOKED_AFTER_REVIEW,
        events={
            EventKind.FIRST_LOOKED_AFTER_REVIEW: DAY_0,
            EventKind.LOOKED_AFTER_REVIEW: DAY_0,
        },
    ),
    *trio(
        "W-CLA-05",
        Status.LOOKED_AFTER,
        date(2026, 4, 7),
        EventKind.VISIT,
        events=_VISITED,
        placement=Placement.PARENT_UNASSESSED,
    ),
    *trio(
        "W-CLA-06",
        Status.LOOKED_AFTER,
        date(2026, 4, 7),
        EventKind.VISIT,
        events=_VISITED,
        placement=Placement.CONNECTED_TEMPORARY,
    ),
    *trio(
        "W-CLA-07",
        Status.LOOKED_AFTER,
        date(2026, 4, 7),
        EventKind.CARE_ORDER,
        events={
            EventKind.PLACEMENT_START: date(2026, 3, 2),
            EventKind.VISIT: date(2026, 3, 4),
            EventKind.CARE_ORDER: DAY_0,
        },
        placement=Placement.WITH_PARENT,
        legal_status=LegalStatus.CARE_ORDER,
    ),
    *trio(
        "W-CLA-09",
        Status.LOOKED_AFTER,
        date(2026, 4, 16),
        EventKind.CARE_PLAN,
        events={EventKind.LOOKED_AFTER_START: DAY_0},
    ),
    *trio(
        "W-CLA-10",
        Status.LOOKED_AFTER,
        date(2026, 4, 16),
        EventKind.PARENT_ASSESSMENT,
        events={EventKind.PLACEMENT_START: DAY_0},
        placement=Placement.PARENT_UNASSESSED,
    ),
    *trio(
        "W-CL-01",
        Status.LOOKED_AFTER,
        date(2026, 6, 30),
        EventKind.PATHWAY_ASSESSMENT,
        events={EventKind.LOOKED_AFTER_START: LONG_AGO},
        date_of_birth=date(2010, 3, 31),
    ),
    *trio(
        "W-CL-02",
        Status.CARE_LEAVER,
        date(2026, 6, 30),
        EventKind.LEFT_CARE,
        events={EventKind.LEFT_CARE: DAY_0},
    ),
    *trio(
        "W-CL-03",
        Status.CARE_LEAVER,
        date(2026, 9, 30),
        EventKind.PATHWAY_PLAN_REVIEW,
        events={EventKind.PATHWAY_PLAN: DAY_0},
    ),
    *trio(
        "W-HLT-01",
        Status.LOOKED_AFTER,
        date(2026, 4, 16),
        EventKind.GP_REGISTERED,
        events={EventKind.PLACEMENT_START: DAY_0},
    ),
    *trio(
        "W-HLT-02",
        Status.LOOKED_AFTER,
        date(2026, 6, 30),
        EventKind.DENTIST,
        events={EventKind.LOOKED_AFTER_START: DAY_0},
    ),
]
_LATER_REVIEW = {
    EventKind.FIRST_LOOKED_AFTER_REVIEW: date(2025, 12, 31),
    EventKind.LOOKED_AFTER_REVIEW: DAY_0,
}
CARE += [
    Case(
        rule="W-CLA-13",
        kind=kind,
        snapshot=a_snapshot(a_child(Status.LOOKED_AFTER, events=_LATER_REVIEW), as_at=as_at),
        state=state,
        due=date(2026, 9, 30),
        over=over,
    )
    for kind, as_at, state, over in (
        (Kind.BREAKS, date(2026, 10, 1), State.LATE, 1),
        (Kind.JUST_DOES_NOT, date(2026, 9, 30), State.DUE_SOON, 0),
    )
]
CARE.append(
    Case(  # a review nearly four months ago: late if it was the second, in time if a later one
        rule="W-CLA-12",
        kind=Kind.CANNOT_TELL,
        snapshot=a_snapshot(
            a_child(
                Status.LOOKED_AFTER,
                events={EventKind.LOOKED_AFTER_REVIEW: DAY_0},
                unrecorded=[EventKind.FIRST_LOOKED_AFTER_REVIEW],
            ),
            as_at=date(2026, 7, 28),
        ),
        state=State.CANNOT_TELL,
        missing=(EventKind.FIRST_LOOKED_AFTER_REVIEW,),
    )
)
ALTERNATIVES = {"W-CLA-13": "W-CLA-12", "E-CLA-10": "E-CLA-09"}
"""A rule whose doubt is told under another one's name: which of the two applies is not known."""
