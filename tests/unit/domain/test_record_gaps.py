"""D13: what is missing from the record, or impossible in it."""

from datetime import date, timedelta

import pytest

from allocation_app.domain.facts import MAY_LIE_AHEAD
from allocation_app.domain.findings import Finding
from allocation_app.domain.people import EventKind, Gap, Role, Status
from tests.unit.domain.builders import (
    DAY_0,
    EVERY_KIND,
    a_child,
    a_snapshot,
    a_spell,
    a_worker,
    found,
)

DAY = timedelta(days=1)
REFERRAL = EventKind.REFERRAL


def one(code: str, *people: object, held: dict[str, str] | None = None) -> Finding:
    (finding,) = found(a_snapshot(*people, held=held), code)
    return finding


# ---- D13: gaps in the record


@pytest.mark.parametrize("status", [Status.REGISTERED, Status.LOOKED_AFTER])
def test_that_a_child_to_be_visited_without_any_visit_is_a_gap(status: Status) -> None:
    gap = one("D13", a_child(status))

    assert gap.missing == (EventKind.VISIT,)
    assert (gap.trigger, gap.trigger_event) == (None, None)


def test_that_a_duty_met_on_the_day_it_began_is_no_gap() -> None:
    same_day = {REFERRAL: DAY_0, EventKind.REFERRAL_DECISION: DAY_0}

    assert found(a_snapshot(a_child(Status.REFERRAL, events=same_day)), "D13") == []


@pytest.mark.parametrize(
    "kind", [EventKind.SEEN, EventKind.SEEN_ALONE, EventKind.HOME_VISIT, EventKind.VISIT]
)
def test_that_a_visit_of_any_kind_is_a_visit(kind: EventKind) -> None:
    child = a_child(Status.REGISTERED, events={kind: DAY_0})

    assert found(a_snapshot(child), "D13") == []


def test_that_a_child_nobody_has_to_visit_needs_no_visit() -> None:
    assert found(a_snapshot(a_child(Status.REFERRAL)), "D13") == []


def test_that_an_impossible_visit_is_one_gap_and_keeps_its_date() -> None:
    child = a_child(Status.LOOKED_AFTER, events={EventKind.VISIT: DAY_0 + DAY})
    finding = one("D13", child)

    assert (finding.missing, finding.trigger) == ((EventKind.VISIT,), DAY_0 + DAY)
    assert finding.trigger_event is EventKind.VISIT


def test_that_each_impossible_date_is_a_gap_of_its_own() -> None:
    child = a_child(events=dict.fromkeys(EVERY_KIND, DAY_0 + DAY))
    gaps = found(a_snapshot(child), "D13")

    impossible = EVERY_KIND - MAY_LIE_AHEAD
    assert {gap.missing for gap in gaps} == {(kind,) for kind in impossible}
    assert len(gaps) == len(impossible)


@pytest.mark.parametrize(
    ("status", "began", "earlier"),
    [
        (Status.LOOKED_AFTER, EventKind.LOOKED_AFTER_START, EventKind.FIRST_LOOKED_AFTER_REVIEW),
        (Status.REGISTERED, EventKind.INITIAL_CONFERENCE, EventKind.CORE_GROUP),
        (Status.REGISTERED, EventKind.INITIAL_CONFERENCE, EventKind.REVIEW_CONFERENCE),
    ],
)
def test_that_what_comes_before_its_own_trigger_is_a_gap_and_meets_nothing(
    status: Status, began: EventKind, earlier: EventKind
) -> None:
    child = a_child(
        status, events={began: DAY_0, EventKind.VISIT: DAY_0, earlier: date(2025, 1, 7)}
    )

    assert [gap.missing for gap in found(a_snapshot(child), "D13")] == [(earlier,)]


def test_that_a_review_before_the_child_was_looked_after_is_no_gap_when_a_later_one_is_not() -> (
    None
):
    child = a_child(
        Status.LOOKED_AFTER,
        events={
            EventKind.LOOKED_AFTER_START: DAY_0 - 9 * DAY,
            EventKind.FIRST_LOOKED_AFTER_REVIEW: date(2025, 1, 7),
            EventKind.LOOKED_AFTER_REVIEW: DAY_0,
            EventKind.VISIT: DAY_0,
        },
    )

    assert found(a_snapshot(child), "D13") == []


def test_that_a_list_without_any_date_of_birth_is_no_gap_of_each_child() -> None:
    untold = [a_child(child=f"C{n}", date_of_birth=None, told=frozenset()) for n in range(2)]
    born = a_child(child="C9")

    assert found(a_snapshot(*untold), "D13") == []
    gaps = found(a_snapshot(*untold, born), "D13")
    assert [(gap.child, gap.missing) for gap in gaps] == [
        ("C0", (Gap.DATE_OF_BIRTH,)),
        ("C1", (Gap.DATE_OF_BIRTH,)),
    ]


@pytest.mark.parametrize(
    ("role", "supervised", "is_recorded", "is_gap"),
    [
        (Role.SOCIAL_WORKER, False, True, True),
        (Role.SOCIAL_WORKER, True, True, False),
        (Role.SOCIAL_WORKER, False, False, False),
        (Role.DUTY, False, True, False),
        (None, False, True, False),
    ],
)
def test_that_a_child_who_is_held_and_was_never_discussed_in_supervision_is_a_gap(
    *, role: Role | None, supervised: bool, is_recorded: bool, is_gap: bool
) -> None:
    kind = EventKind.SUPERVISION
    child = a_child(
        events={kind: DAY_0} if supervised else {}, unrecorded=() if is_recorded else (kind,)
    )
    people = [child] if role is None else [child, a_worker(role=role), a_spell("C1", "W1")]

    gaps = found(a_snapshot(*people), "D13")

    assert [gap.missing for gap in gaps] == [(kind,)] * is_gap


@pytest.mark.parametrize(("days", "is_gap"), [(0, False), (1, True)])
def test_that_an_allocation_that_ends_before_it_begins_is_a_gap(*, days: int, is_gap: bool) -> None:
    spell = a_spell("C1", "W1", start=DAY_0 - 9 * DAY, end=DAY_0 - 9 * DAY - days * DAY)

    gaps = found(a_snapshot(a_child(), a_worker(), spell), "D13")

    assert [(gap.missing, gap.trigger) for gap in gaps] == [
        ((Gap.ALLOCATION_START,), DAY_0 - 10 * DAY)
    ] * is_gap
