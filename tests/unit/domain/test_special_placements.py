"""Visits that go by where the child lives and under which order: with parents, with relatives."""

from datetime import date, timedelta

import pytest

from allocation_app.domain.findings import Finding, State
from allocation_app.domain.people import Child, EventKind, Gap, LegalStatus, Placement, Status
from allocation_app.domain.timescales import timescale_findings
from allocation_app.domain.working_days import Unit
from tests.unit.domain.builders import CALENDAR, DAY_0, RULES, a_child, a_snapshot

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
PLACED, VISIT, ORDER = EventKind.PLACEMENT_START, EventKind.VISIT, EventKind.CARE_ORDER
FIRST, LAST = EventKind.FIRST_LOOKED_AFTER_REVIEW, EventKind.LOOKED_AFTER_REVIEW
STARTED = EventKind.LOOKED_AFTER_START
VISITING = {f"W-CLA-0{number}" for number in range(1, 8)}
IN_CARE = {PLACED: DAY_0 - 60 * DAY, STARTED: DAY_0 - 60 * DAY}
OTHER_CHILD = a_child(child="C2", told=frozenset({Gap.PLACEMENT, Gap.LEGAL_STATUS}))


def placed(
    placement: Placement | None,
    *,
    order: LegalStatus | None = None,
    events: dict[EventKind, date] | None = None,
    unrecorded: tuple[EventKind, ...] = (),
) -> Child:
    return a_child(
        Status.LOOKED_AFTER,
        placement=placement,
        legal_status=order,
        events=IN_CARE | (events or {}),
        unrecorded=unrecorded,
        told=frozenset({Gap.PLACEMENT, Gap.LEGAL_STATUS}),
    )


def visits(child: Child, *others: Child, as_at: date = DAY_0) -> list[Finding]:
    snapshot = a_snapshot(child, *others, as_at=as_at)
    findings = timescale_findings(snapshot, RULES, CALENDAR, in_time=True)
    return [each for each in findings if each.rule in VISITING and each.child == child.id]


@pytest.mark.parametrize(
    ("placement", "order", "held", "rule", "limit"),
    [
        (Placement.PARENT_UNASSESSED, None, False, "W-CLA-05", (1, Unit.WEEKS)),
        (Placement.PARENT_UNASSESSED, None, True, "W-CLA-05", (6, Unit.WEEKS)),
        (Placement.CONNECTED_TEMPORARY, None, False, "W-CLA-06", (1, Unit.WEEKS)),
        (Placement.CONNECTED_TEMPORARY, None, True, "W-CLA-06", (4, Unit.WEEKS)),
        (Placement.WITH_PARENT, LegalStatus.INTERIM_CARE_ORDER, False, "W-CLA-06", (1, Unit.WEEKS)),
        (Placement.WITH_PARENT, LegalStatus.INTERIM_CARE_ORDER, True, "W-CLA-06", (4, Unit.WEEKS)),
        (Placement.WITH_PARENT, LegalStatus.CARE_ORDER, True, "W-CLA-07", (6, Unit.WEEKS)),
        (Placement.WITH_PARENT, LegalStatus.OTHER, True, "W-CLA-02", (6, Unit.WEEKS)),
        (Placement.OTHER, None, False, "W-CLA-02", (6, Unit.WEEKS)),
    ],
)
def test_that_how_often_a_child_is_visited_goes_by_where_it_lives(
    placement: Placement,
    order: LegalStatus | None,
    held: bool,  # noqa: FBT001 - a parameter
    rule: str,
    limit: tuple[int, Unit],
) -> None:
    events = {VISIT: DAY_0, ORDER: DAY_0 - 30 * DAY} | ({FIRST: DAY_0 - 40 * DAY} if held else {})

    (finding,) = visits(placed(placement, order=order, events=events))

    assert (finding.rule, finding.limit, finding.limit_unit) == (rule, *limit)


@pytest.mark.parametrize("kind", [FIRST, LAST])
def test_that_a_review_of_a_former_time_in_care_does_not_stretch_the_visits(
    kind: EventKind,
) -> None:
    events = {VISIT: DAY_0, kind: DAY_0 - 200 * DAY}

    (finding,) = visits(placed(Placement.PARENT_UNASSESSED, events=events))

    assert (finding.limit, finding.limit_unit) == (1, Unit.WEEKS)


def test_that_it_is_a_doubt_whether_weekly_visits_go_on_where_nobody_records_reviews() -> None:
    child = placed(
        Placement.PARENT_UNASSESSED, events={VISIT: DAY_0 - 2 * WEEK}, unrecorded=(FIRST, LAST)
    )

    (finding,) = visits(child)

    assert (finding.state, finding.missing) == (State.CANNOT_TELL, (LAST,))


def test_that_a_child_on_a_care_order_is_visited_within_a_week_of_the_order() -> None:
    order = {"placement": Placement.WITH_PARENT, "order": LegalStatus.CARE_ORDER}
    made = {ORDER: DAY_0 - 9 * DAY}

    (late,) = visits(placed(**order, events=made | {VISIT: DAY_0 - 20 * DAY}))
    (met,) = visits(placed(**order, events=made | {VISIT: DAY_0 - 2 * DAY}))
    (no_order,) = visits(placed(**order, events={VISIT: DAY_0 - 2 * DAY}))
    (no_visit, _) = visits(placed(**order, events=made, unrecorded=(VISIT,)))

    assert (late.rule, late.state, late.trigger) == ("W-CLA-07", State.LATE, DAY_0 - 9 * DAY)
    assert (met.state, met.limit, met.limit_unit) == (State.IN_TIME, 6, Unit.WEEKS)
    assert (no_order.state, no_order.missing) == (State.CANNOT_TELL, (ORDER,))
    assert (no_visit.state, no_visit.missing) == (State.CANNOT_TELL, (VISIT,))


@pytest.mark.parametrize(
    ("placement", "rule", "weeks"),
    [
        (Placement.OTHER, "W-CLA-02", 6),
        (Placement.PARENT_UNASSESSED, "W-CLA-05", 1),
        (Placement.CONNECTED_TEMPORARY, "W-CLA-06", 1),
    ],
)
def test_that_until_a_placement_has_been_visited_both_rhythms_count_from_its_start(
    placement: Placement, rule: str, weeks: int
) -> None:
    start = IN_CARE[PLACED]
    for earlier in ({}, {VISIT: start - DAY}):
        first, later = visits(placed(placement, events=earlier))
        assert (first.rule, first.due) == ("W-CLA-01", start + WEEK)
        assert (later.rule, later.trigger) == (rule, start)
        assert later.due == start + weeks * WEEK


def test_that_a_child_in_short_breaks_is_visited_as_agreed() -> None:
    assert visits(placed(Placement.SHORT_BREAKS)) == []
    assert visits(placed(Placement.SHORT_BREAKS, events={VISIT: DAY_0 - 59 * DAY})) == []


def test_that_every_placement_is_ordinary_where_nobody_tells_of_any() -> None:
    child = a_child(Status.LOOKED_AFTER, events=IN_CARE | {VISIT: DAY_0})

    (ordinary,) = visits(child)
    (doubt,) = visits(child, OTHER_CHILD, as_at=DAY_0 + 3 * WEEK)
    (all_late,) = visits(
        a_child(
            Status.LOOKED_AFTER,
            events=IN_CARE | {VISIT: DAY_0},
            legal_status=LegalStatus.OTHER,
        ),
        OTHER_CHILD,
        as_at=DAY_0 + 7 * WEEK,
    )

    assert (ordinary.rule, ordinary.state) == ("W-CLA-02", State.IN_TIME)
    assert (doubt.rule, doubt.state, doubt.missing) == (
        "W-CLA-02",
        State.CANNOT_TELL,
        (Gap.PLACEMENT, ORDER),
    )
    assert (all_late.rule, all_late.state) == ("W-CLA-02", State.LATE)


def test_that_the_order_is_what_is_missing_of_a_child_who_lives_with_a_parent() -> None:
    child = placed(Placement.WITH_PARENT, events={VISIT: DAY_0 - 2 * WEEK})

    (finding,) = visits(child)

    assert finding.state is State.CANNOT_TELL
    assert finding.missing[0] is Gap.LEGAL_STATUS
