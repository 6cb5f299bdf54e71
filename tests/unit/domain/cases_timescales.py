"""For every timescale a trio: it breaks, it just does not, and nobody can tell."""

from datetime import date

from allocation_app.domain.findings import State
from allocation_app.domain.people import Child, EventKind, Gap, Status
from tests.unit.domain.builders import DAY_0, a_child, a_snapshot, a_worker
from tests.unit.domain.cases_shape import DAY, Case, Kind


def _dated(rule: str, child: Child, due: date, unknown: Child, *missing: EventKind | Gap) -> list:
    """The trio of a timescale: the day after it was due, the day itself, a date that is missing."""
    held = {child.id: "W1"} if rule != "W-CP-09" else {}
    worker = a_worker()

    def case(kind: Kind, whose: Child, as_at: date, state: State, **answer: object) -> Case:
        snapshot = a_snapshot(whose, worker, held=held, as_at=as_at)
        return Case(rule=rule, kind=kind, snapshot=snapshot, state=state, **answer)

    return [
        case(Kind.BREAKS, child, due + DAY, State.LATE, due=due, over=1),
        case(Kind.JUST_DOES_NOT, child, due, State.DUE_SOON, due=due, over=0),
        case(Kind.CANNOT_TELL, unknown, due + DAY, State.CANNOT_TELL, missing=missing),
    ]


def _trio(
    rule: str,
    status: Status,
    due: date,
    missing: EventKind | Gap,
    *,
    events: dict[EventKind, date],
    **fields: object,
) -> list[Case]:
    """A timescale's trio of one child: on record, and with one fact not on record."""
    lacking = dict(fields)
    known = dict(events)
    unrecorded = []
    if isinstance(missing, EventKind):
        known.pop(missing, None)
        unrecorded = [missing]
    else:
        lacking[{Gap.CONFERENCE_NEEDED: "is_conference_needed"}[missing]] = None
    return _dated(
        rule,
        a_child(status, events=events, **fields),
        due,
        a_child(status, events=known, unrecorded=unrecorded, **lacking),
        missing,
    )


LONG_AGO = date(2025, 1, 6)

TIMESCALES = [
    *_trio(
        "W-REF-01",
        Status.REFERRAL,
        date(2026, 4, 1),
        EventKind.REFERRAL_DECISION,
        events={EventKind.REFERRAL: DAY_0},
    ),
    *_trio(
        "W-ASS-01",
        Status.ASSESSMENT,
        date(2026, 6, 3),
        EventKind.REFERRAL,
        events={EventKind.REFERRAL: DAY_0},
    ),
    *_trio(
        "W-S47-01",
        Status.ASSESSMENT,
        date(2026, 4, 23),
        Gap.CONFERENCE_NEEDED,
        events={EventKind.STRATEGY_DISCUSSION: DAY_0},
        is_conference_needed=True,
    ),
    *_trio(
        "W-CP-02",
        Status.REGISTERED,
        date(2026, 4, 16),
        EventKind.CORE_GROUP,
        events={EventKind.INITIAL_CONFERENCE: DAY_0},
    ),
    *_trio(
        "W-CP-04",
        Status.REGISTERED,
        date(2026, 6, 30),
        EventKind.INITIAL_CONFERENCE,
        events={EventKind.INITIAL_CONFERENCE: DAY_0},
    ),
    *_trio(
        "W-CP-05",
        Status.REGISTERED,
        date(2026, 9, 30),
        EventKind.REVIEW_CONFERENCE,
        events={EventKind.REVIEW_CONFERENCE: DAY_0},
    ),
    *_trio(
        "W-CP-06",
        Status.REGISTERED,
        date(2026, 4, 16),
        EventKind.SEEN_ALONE,
        events={EventKind.REGISTERED: LONG_AGO, EventKind.SEEN_ALONE: DAY_0},
    ),
    *_trio(
        "W-CP-07",
        Status.REGISTERED,
        date(2026, 4, 28),
        EventKind.HOME_VISIT,
        events={EventKind.REGISTERED: LONG_AGO, EventKind.HOME_VISIT: DAY_0},
    ),
    *_dated(
        "W-CP-09",
        a_child(Status.REGISTERED, events={EventKind.REGISTERED: DAY_0}),
        DAY_0,
        a_child(Status.REGISTERED),
        EventKind.INITIAL_CONFERENCE,
        EventKind.REGISTERED,
    ),
    *_trio(
        "W-CLA-01",
        Status.LOOKED_AFTER,
        date(2026, 4, 7),
        EventKind.VISIT,
        events={EventKind.PLACEMENT_START: DAY_0},
    ),
    *_trio(
        "W-CLA-02",
        Status.LOOKED_AFTER,
        date(2026, 5, 12),
        EventKind.VISIT,
        events={EventKind.PLACEMENT_START: date(2026, 1, 5), EventKind.VISIT: DAY_0},
    ),
    *_trio(
        "W-CLA-03",
        Status.LOOKED_AFTER,
        date(2026, 6, 30),
        EventKind.VISIT,
        events={EventKind.PLACEMENT_START: LONG_AGO, EventKind.VISIT: DAY_0},
        is_placement_long_term=True,
    ),
    *_trio(
        "W-CLA-04",
        Status.LOOKED_AFTER,
        date(2026, 5, 12),
        EventKind.VISIT,
        events={EventKind.PLACEMENT_START: LONG_AGO, EventKind.VISIT: DAY_0},
        is_placement_long_term=False,
    ),
    *_trio(
        "W-CLA-11",
        Status.LOOKED_AFTER,
        date(2026, 4, 30),
        EventKind.LOOKED_AFTER_START,
        events={EventKind.LOOKED_AFTER_START: DAY_0},
    ),
    *_trio(
        "W-CLA-12",
        Status.LOOKED_AFTER,
        date(2026, 6, 30),
        EventKind.LOOKED_AFTER_REVIEW,
        events={
            EventKind.FIRST_LOOKED_AFTER_REVIEW: DAY_0,
            EventKind.LOOKED_AFTER_REVIEW: DAY_0,
        },
    ),
]
_LATER_REVIEW = {
    EventKind.FIRST_LOOKED_AFTER_REVIEW: date(2025, 12, 31),
    EventKind.LOOKED_AFTER_REVIEW: DAY_0,
}
TIMESCALES += [
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
TIMESCALES.append(
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
ALTERNATIVES = {"W-CLA-13": "W-CLA-12"}
"""A rule whose doubt is told under another one's name: which of the two applies is not known."""
