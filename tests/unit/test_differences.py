"""A difference reads as a manager would say it, and no name is said where names are hidden."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given

from allocation_app.domain.difference import (
    Aspect,
    Change,
    Difference,
    Kind,
    Value,
    difference,
)
from allocation_app.domain.people import (
    Absence,
    Child,
    EventKind,
    FamilyId,
    Reduction,
    Role,
    Status,
    Team,
    TeamId,
)
from allocation_app.domain.snapshot import Snapshot
from allocation_app.wording import differences as wording
from tests.unit.domain.builders import DAY_0, a_child, a_snapshot, a_spell, a_worker, co_work
from tests.unit.domain.imports import imports

DAY = timedelta(days=1)
JANE, JOHN = a_worker("W1", name="Jane Roe"), a_worker("W2", name="John Doe")
DUTY = a_worker("D", name="Duty", role=Role.DUTY)


def lines(before: Snapshot, after: Snapshot, *, hide_names: bool = False) -> list[str]:
    found = difference(before, after)
    return [wording.line(change, hide_names=hide_names) for change in found.changes]


def with_child(child: Child, *more: object, **held: str) -> Snapshot:
    return a_snapshot(child, JANE, JOHN, DUTY, *more, held=held)


@pytest.mark.parametrize("aspect", Aspect)
def test_that_every_aspect_has_a_word(aspect: Aspect) -> None:
    change = Change(kind=Kind.CHANGED, what=aspect, before=None, after=None)

    assert wording.what(change) != aspect.value or aspect.value in PLAIN


PLAIN = {"child", "team", "status", "role", "languages"}
"""Codes that are words."""


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        (
            a_child(Status.CARE_AND_SUPPORT),
            a_child(Status.REGISTERED, Status.PROCEEDINGS),
            "status: care and support plan → on the register, proceedings",
        ),
        (a_child(), a_child(name="Jac Thomas"), "child's name: – → Jac Thomas"),
        (
            a_child(date_of_birth=None),
            a_child(date_of_birth=date(2026, 5, 1)),
            "date of birth: – → Fri 1 May 2026",
        ),
        (a_child(is_out_of_area=False), a_child(is_out_of_area=True), "out of area: no → yes"),
        (a_child(workers_in_year=2), a_child(workers_in_year=3), "workers in 12 months: 2 → 3"),
        (
            a_child(unrecorded=[EventKind.SEEN]),
            a_child(),
            "last time seen: not known → no date",
        ),
        (
            a_child(events={EventKind.SEEN: date(2026, 3, 2)}),
            a_child(events={EventKind.SEEN: date(2026, 3, 30)}),
            "last time seen: Mon 2 Mar 2026 → Mon 30 Mar 2026",
        ),
    ],
)
def test_that_a_field_of_a_child_reads_as_before_and_after(
    was: Child, now: Child, said: str
) -> None:
    assert lines(a_snapshot(was), a_snapshot(now)) == [said]


@pytest.mark.parametrize(
    ("then", "now", "said"),
    [
        ({"C1": "W1"}, {"C1": "W2"}, "social worker: Jane Roe → John Doe"),
        ({"C1": "W1"}, {}, "social worker: Jane Roe → no social worker"),
        ({}, {"C1": "D"}, "social worker: no social worker → Duty (held by duty)"),
    ],
)
def test_that_a_change_of_worker_says_who_and_who(
    then: dict[str, str], now: dict[str, str], said: str
) -> None:
    assert lines(with_child(a_child(), **then), with_child(a_child(), **now)) == [said]


def test_that_a_worker_who_cannot_be_read_is_said_so() -> None:
    unreadable = with_child(a_child(is_holder_readable=False))

    assert lines(with_child(a_child(), C1="W1"), unreadable) == [
        "social worker: Jane Roe → could not be read"
    ]


def test_that_co_workers_are_named_and_earlier_ones_counted() -> None:
    past = a_spell("C1", "W2", start=DAY_0 - 9 * DAY, end=DAY_0 - DAY)
    open_ = a_spell("C1", "W1", start=DAY_0)

    assert lines(with_child(a_child()), with_child(a_child(), co_work("C1", "W1"))) == [
        "co-worker: none → Jane Roe"
    ]
    assert lines(with_child(a_child(), open_), with_child(a_child(), past, open_)) == [
        "earlier workers and dates: 1 allocation on record → 2 allocations on record"
    ]


def test_that_who_comes_and_goes_is_said_with_status_and_worker() -> None:
    here = with_child(a_child(Status.REGISTERED), C1="W1")
    empty = a_snapshot(JANE, JOHN, DUTY)

    assert lines(here, empty) == ["child: on the register · Jane Roe → not in the new files"]
    assert lines(empty, here) == ["child: – → on the register · Jane Roe"]


def test_that_staff_are_said_with_role_and_hours() -> None:
    away = Absence(start=date(2026, 5, 1), end=date(2026, 6, 1))
    less = Reduction(share=0.2, end=date(2026, 5, 1))
    before = a_snapshot(a_worker("W1", fte=1.0), a_worker("W2", fte=None))
    after = a_snapshot(
        a_worker("W1", fte=0.6, absences=(away,), reductions=(less,), role=Role.MANAGER),
        a_worker("W3", is_listed=False),
        a_worker("W4", fte=0.8),
    )

    assert lines(before, after) == [
        "worker: social worker → not in the new files",
        "role: social worker → manager",
        "FTE: 1 → 0.6",
        "times away: none → Fri 1 May 2026 to Mon 1 Jun 2026",
        "reduction of the caseload: none → 20 % until Fri 1 May 2026",
        "worker: – → named beside children, on no staff list",
        "worker: – → social worker, 0.8 FTE",
    ]


def test_that_open_ends_and_a_reduction_without_dates_are_said() -> None:
    before = a_snapshot(a_worker(absences=(Absence(start=date(2026, 5, 1)),)))
    after = a_snapshot(a_worker(reductions=(Reduction(share=0.5),)))

    assert lines(before, after) == [
        "times away: from Fri 1 May 2026 → none",
        "reduction of the caseload: none → 50 %",
    ]


def test_that_a_team_is_said_by_its_name() -> None:
    east, west = Team(id=TeamId("T"), name="East"), Team(id=TeamId("T"), name="West")
    before = replace(a_snapshot(), teams={TeamId("T"): east})

    assert lines(before, replace(before, teams={TeamId("T"): west})) == ["team: East → West"]


def test_that_what_reads_the_same_is_said_to_differ_in_a_detail() -> None:
    before = a_snapshot(a_worker(absences=(Absence(start=DAY_0, reason="a"),)))
    after = a_snapshot(a_worker(absences=(Absence(start=DAY_0, reason="b"),)))

    assert lines(before, after) == [
        "times away: from Tue 31 Mar 2026 → from Tue 31 Mar 2026 (differs in a detail)"
    ]


def test_that_hidden_names_are_initials_and_families_and_cells_are_dots() -> None:
    was = a_child(name="Jac Thomas", family="Thomas", status_text="CP Jac")
    now = replace(was, name="Jack Tomos", family=FamilyId("Tomos"), status_text="CP")

    assert lines(a_snapshot(was), a_snapshot(now), hide_names=True) == [
        "child's name: J.T. → J.T. (differs in a detail)",
        "family identifier: ••• → ••• (differs in a detail)",
        "status as written: ••• → ••• (differs in a detail)",
    ]


@given(imports(), imports())
def test_that_any_difference_can_be_said_and_hides_names(before: Snapshot, after: Snapshot) -> None:
    found = difference(before, after)

    said = "\n".join(
        [
            wording.headline(found),
            *wording.alarms(found),
            *wording.doubts(found),
            *lines(before, after, hide_names=True),
        ]
    )

    assert bool(wording.headline(found)) is not found.is_empty
    assert "Jac" not in said
    assert "Aspect" not in said + repr([wording.count(found, kind) for kind in found.kinds])


# ---- the headline and what stands out


def found_between(before: Snapshot, after: Snapshot) -> Difference:
    return difference(before, after)


def test_that_the_headline_gives_all_changes_in_figures() -> None:
    before = a_snapshot(*[a_child(child=f"C{n}") for n in range(5)], JANE, JOHN, held={"C0": "W1"})
    after = a_snapshot(
        *[a_child(Status.REGISTERED, child=f"C{n}") for n in range(2)],
        *[a_child(child=f"N{n}") for n in range(3)],
        JANE,
        a_worker("W3"),
        DUTY,
        held={"C0": "W3"},
    )

    found = found_between(before, after)

    assert wording.headline(found) == (
        "3 new, 3 gone, 2 changed, 1 allocation changed, 1 worker joined, 1 worker left,"
        " 1 change of staff"
    )
    assert [wording.count(found, kind) for kind in found.kinds] == [
        "3 children gone",
        "1 allocation changed",
        "3 new children",
        "2 children changed",
        "staff: 1 worker joined, 1 worker left, 1 change of staff",
    ]


def test_that_children_at_risk_are_counted_in_words() -> None:
    risk = [a_child(Status.LOOKED_AFTER, child=f"C{n}") for n in range(4)]
    unread = replace(risk[1], is_holder_readable=False)
    before = a_snapshot(*risk[:3], JANE, held={"C0": "W1", "C1": "W1"})
    after = a_snapshot(risk[0], unread, risk[3], JANE)

    assert wording.alarms(found_between(before, after)) == [
        "1 child on the register, in proceedings or looked after is not in the new files.",
        "1 child who had a social worker has none now.",
        "Of 1 child it can no longer be read who the social worker is.",
        "1 new child on the register, in proceedings or looked after has no social worker.",
    ]


def test_that_other_data_and_a_part_of_a_list_are_called_so() -> None:
    many = a_snapshot(*[a_child(child=f"C{n}") for n in range(5)])
    part, other = a_snapshot(a_child(child="C1")), a_snapshot(a_child(Status.REGISTERED, child="X"))

    assert wording.doubts(found_between(many, part)) == [
        "Only 1 of the 5 children who are open are in the new files: is a part of the list missing?"
    ]
    assert wording.doubts(found_between(many, other)) == [
        "This is other data: none of the 5 children who are open is in the new files."
    ]
    assert wording.alarms(found_between(many, other)) == []
    assert wording.doubts(found_between(many, many)) == []


def test_that_losing_the_staff_list_is_said_with_what_to_do() -> None:
    (said,) = wording.doubts(found_between(a_snapshot(a_child(), JANE), a_snapshot(a_child())))

    assert "no staff list" in said
    assert "“staff”" in said


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "As at Tue 31 Mar 2026, as what is open"),
        (1, "As at Wed 1 Apr 2026; what is open is as at Tue 31 Mar 2026"),
        (-1, "As at Mon 30 Mar 2026: older than what is open, which is as at Tue 31 Mar 2026"),
    ],
)
def test_that_the_days_of_both_are_said(days: int, said: str) -> None:
    found = found_between(a_snapshot(), a_snapshot(as_at=DAY_0 + days * DAY))

    assert wording.days(found) == said


def test_that_no_value_reads_as_nothing() -> None:
    nothing: list[Value] = [None, ""]

    for value in nothing:
        change = Change(kind=Kind.CHANGED, what=Aspect.NAME, before=value, after="a")
        assert wording.values(change, hide_names=False) == ("–", "a")
