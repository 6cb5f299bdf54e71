"""For every timescale a trio: it breaks, it just does not, and nobody can tell."""

from dataclasses import replace
from datetime import date

from allocation_app.domain.people import EventKind, Gap, Status
from tests.unit.domain.builders import DAY_0, ENGLAND, a_child
from tests.unit.domain.cases_care import ALTERNATIVES, CARE
from tests.unit.domain.cases_local import OF_LOCAL_RULES
from tests.unit.domain.cases_trios import LONG_AGO, dated_trio, trio

__all__ = ["ALTERNATIVES", "TIMESCALES"]

OF_WALES = [
    *trio(
        "W-REF-01",
        Status.REFERRAL,
        date(2026, 4, 1),
        EventKind.REFERRAL_DECISION,
        events={EventKind.REFERRAL: DAY_0},
    ),
    *trio(
        "W-ASS-01",
        Status.ASSESSMENT,
        date(2026, 6, 3),
        EventKind.REFERRAL,
        events={EventKind.REFERRAL: DAY_0},
    ),
    *trio(
        "W-S47-01",
        Status.ASSESSMENT,
        date(2026, 4, 23),
        Gap.CONFERENCE_NEEDED,
        events={EventKind.STRATEGY_DISCUSSION: DAY_0},
        is_conference_needed=True,
    ),
    *trio(
        "W-CP-02",
        Status.REGISTERED,
        date(2026, 4, 16),
        EventKind.CORE_GROUP,
        events={EventKind.INITIAL_CONFERENCE: DAY_0},
    ),
    *trio(
        "W-CP-04",
        Status.REGISTERED,
        date(2026, 6, 30),
        EventKind.INITIAL_CONFERENCE,
        events={EventKind.INITIAL_CONFERENCE: DAY_0},
    ),
    *trio(
        "W-CP-05",
        Status.REGISTERED,
        date(2026, 9, 30),
        EventKind.REVIEW_CONFERENCE,
        events={EventKind.REVIEW_CONFERENCE: DAY_0},
    ),
    *trio(
        "W-CP-06",
        Status.REGISTERED,
        date(2026, 4, 16),
        EventKind.SEEN_ALONE,
        events={EventKind.REGISTERED: LONG_AGO, EventKind.SEEN_ALONE: DAY_0},
    ),
    *trio(
        "W-CP-07",
        Status.REGISTERED,
        date(2026, 4, 28),
        EventKind.HOME_VISIT,
        events={EventKind.REGISTERED: LONG_AGO, EventKind.HOME_VISIT: DAY_0},
    ),
    *dated_trio(
        "W-CP-09",
        a_child(Status.REGISTERED, events={EventKind.REGISTERED: DAY_0}),
        DAY_0,
        a_child(Status.REGISTERED),
        EventKind.INITIAL_CONFERENCE,
        EventKind.REGISTERED,
    ),
    *trio(
        "W-REF-02",
        Status.REFERRAL,
        date(2026, 4, 13),
        EventKind.REFERRAL_ACKNOWLEDGED,
        events={EventKind.REFERRAL: DAY_0},
    ),
    *trio(
        "W-ASS-02",
        Status.REGISTERED,
        date(2026, 6, 3),
        EventKind.SECTION_47_START,
        events={EventKind.SECTION_47_START: DAY_0},
    ),
    *trio(
        "W-STR-01",
        Status.ASSESSMENT,
        date(2026, 4, 1),
        EventKind.STRATEGY_DISCUSSION,
        events={EventKind.SECTION_47_DECISION: DAY_0},
    ),
    *trio(
        "W-CP-01",
        Status.REGISTERED,
        date(2026, 4, 9),
        EventKind.PLAN_CIRCULATED,
        events={EventKind.INITIAL_CONFERENCE: DAY_0},
    ),
    *trio(
        "W-CP-03",
        Status.REGISTERED,
        date(2026, 5, 12),
        EventKind.CORE_GROUP,
        events={EventKind.INITIAL_CONFERENCE: LONG_AGO, EventKind.CORE_GROUP: DAY_0},
    ),
    *trio(
        "W-CP-08",
        Status.REGISTERED,
        date(2026, 6, 30),
        EventKind.BEDROOM_SEEN,
        events={EventKind.INITIAL_CONFERENCE: DAY_0},
    ),
    *trio(
        "W-PLN-01",
        Status.CARE_AND_SUPPORT,
        date(2026, 9, 30),
        EventKind.PLAN_REVIEW,
        events={EventKind.PLAN: DAY_0},
    ),
    *trio(
        "W-VIS-01",
        Status.CARE_AND_SUPPORT,
        date(2026, 5, 12),
        EventKind.VISIT,
        events={EventKind.REFERRAL: LONG_AGO, EventKind.VISIT: DAY_0},
        unrecorded=[EventKind.SEEN, EventKind.SEEN_ALONE, EventKind.HOME_VISIT],
    ),
    *CARE,
]
MIRRORED = {
    "W-REF-01": "E-REF-01",
    "W-S47-01": "E-S47-01",
    "W-CP-02": "E-CP-01",
    "W-CP-04": "E-CP-02",
    "W-CP-05": "E-CP-03",
    "W-CLA-01": "E-CLA-01",
    "W-CLA-02": "E-CLA-02",
    "W-CLA-03": "E-CLA-03",
    "W-CLA-04": "E-CLA-04",
    "W-CLA-05": "E-CLA-05",
    "W-CLA-06": "E-CLA-06",
    "W-CLA-07": "E-CLA-07",
    "W-CLA-11": "E-CLA-08",
    "W-CLA-12": "E-CLA-09",
    "W-CLA-13": "E-CLA-10",
}
"""England's rules that say what Wales's say."""
OF_ENGLAND = [
    *(
        replace(case, rule=MIRRORED[case.rule], rules=ENGLAND)
        for case in OF_WALES
        if case.rule in MIRRORED
    ),
    *trio(
        "E-ASS-01",
        Status.ASSESSMENT,
        date(2026, 6, 8),
        EventKind.REFERRAL,
        events={EventKind.REFERRAL: DAY_0},
        rules=ENGLAND,
    ),
    *trio(
        "E-CP-05",
        Status.REGISTERED,
        date(2026, 4, 16),
        EventKind.VISIT,
        events={EventKind.REGISTERED: LONG_AGO, EventKind.HOME_VISIT: DAY_0},
        unrecorded=[EventKind.SEEN, EventKind.SEEN_ALONE, EventKind.HOME_VISIT],
        rules=ENGLAND,
    ),
]
TIMESCALES = [*OF_WALES, *OF_ENGLAND, *OF_LOCAL_RULES]
