"""What a later import would change is said, all of it, the gravest first."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given

from allocation_app.domain.caseloads import Reason
from allocation_app.domain.difference import (
    Aspect,
    Case,
    Change,
    EventDate,
    Kind,
    Value,
    difference,
)
from allocation_app.domain.people import (
    ChildId,
    EventKind,
    FamilyId,
    Role,
    Status,
    Team,
    TeamId,
    WorkerId,
)
from allocation_app.domain.sides import Holding
from allocation_app.domain.snapshot import Snapshot
from tests.unit.domain.builders import DAY_0, a_child, a_snapshot, a_spell, a_worker, co_work
from tests.unit.domain.imports import facts, imports

DAY = timedelta(days=1)
REGISTERED, CARE = Status.REGISTERED, Status.CARE_AND_SUPPORT


def said(before: Snapshot, after: Snapshot) -> list[tuple[Kind, object, Value, Value]]:
    """Kind, aspect, before and after of every change."""
    return [(c.kind, c.what, c.before, c.after) for c in difference(before, after).changes]


def only(before: Snapshot, after: Snapshot) -> Change:
    (change,) = difference(before, after).changes
    return change


@given(imports(), imports())
def test_that_no_change_is_said_exactly_where_the_facts_are_the_same(
    before: Snapshot, after: Snapshot
) -> None:
    found = difference(before, after)

    if facts(before) != facts(after):
        assert not found.is_empty
    elif before.as_at == after.as_at and before.spells == after.spells:
        assert found.is_empty


@given(imports())
def test_that_the_same_import_changes_nothing(snapshot: Snapshot) -> None:
    again = replace(snapshot, sources=())

    assert difference(snapshot, again).is_empty


@given(imports(), imports())
def test_that_grave_changes_stand_first_and_kinds_in_their_order(
    before: Snapshot, after: Snapshot
) -> None:
    changes = difference(before, after).changes

    ranks = [(not change.is_grave, list(Kind).index(change.kind)) for change in changes]
    assert ranks == sorted(ranks)


def test_that_a_new_child_comes_with_whom_it_stands_under() -> None:
    child, worker = a_child(), a_worker()
    before, after = a_snapshot(worker), a_snapshot(child, worker, held={"C1": "W1"})

    change = only(before, after)

    holding = Holding(worker=worker, is_readable=True, reason=None)
    assert (change.kind, change.what, change.before) == (Kind.NEW, Aspect.CHILD, None)
    assert change.after == Case(child=child, holding=holding)
    assert not change.is_grave


def test_that_a_new_registered_child_without_a_worker_is_grave() -> None:
    change = only(a_snapshot(), a_snapshot(a_child(REGISTERED)))

    assert change.is_grave


def test_that_a_child_on_the_register_who_is_gone_stands_before_others_who_are() -> None:
    before = a_snapshot(a_child(child="C1"), a_child(REGISTERED, child="C2"))

    found = difference(before, a_snapshot())

    assert [(c.child.id, c.is_grave) for c in found.changes if c.child is not None] == [
        ("C2", True),
        ("C1", False),
    ]
    assert found.children(Kind.GONE) == 2
    assert [change.child for change in found.grave] == [before.children[ChildId("C2")]]


def test_that_each_field_of_a_child_is_said_with_before_and_after() -> None:
    was = a_child(CARE, events={EventKind.VISIT: DAY_0}, unrecorded=[EventKind.SEEN])
    now = a_child(
        REGISTERED,
        name="Jac Thomas",
        family="F1",
        events={EventKind.VISIT: DAY_0 + DAY},
        date_of_birth=date(2014, 1, 2),
        is_out_of_area=True,
        workers_in_year=3,
        language="Welsh",
    )
    before = replace(a_snapshot(was), teams={TeamId("T1"): Team(id=TeamId("T1"), name="East")})
    after = replace(
        a_snapshot(replace(now, team=TeamId("T1"))),
        teams={TeamId("T1"): Team(id=TeamId("T1"), name="East")},
    )

    assert [(what, old, new) for _, what, old, new in said(before, after)] == [
        (Aspect.NAME, "", "Jac Thomas"),
        (Aspect.DATE_OF_BIRTH, date(2015, 5, 1), date(2014, 1, 2)),
        (Aspect.FAMILY, None, FamilyId("F1")),
        (Aspect.STATUS, frozenset({CARE}), frozenset({REGISTERED})),
        (Aspect.LANGUAGE, "", "Welsh"),
        (Aspect.OUT_OF_AREA, None, True),
        (Aspect.WORKERS_IN_YEAR, None, 3),
        (Aspect.TEAM, None, "East"),
        (
            EventKind.SEEN,
            EventDate(day=None, is_recorded=False),
            EventDate(day=None, is_recorded=True),
        ),
        (
            EventKind.VISIT,
            EventDate(day=DAY_0, is_recorded=True),
            EventDate(day=DAY_0 + DAY, is_recorded=True),
        ),
    ]


def test_that_a_team_that_no_list_names_goes_by_its_id() -> None:
    change = only(a_snapshot(a_child(team=TeamId("T1"))), a_snapshot(a_child()))

    assert (change.what, change.before, change.after) == (Aspect.TEAM, "T1", None)


STAFF = (a_worker("W1"), a_worker("W2"), a_worker("DUTY", role=Role.DUTY))


@pytest.mark.parametrize(
    ("then", "now", "grave"),
    [
        ("W1", "W2", ""),
        ("W1", None, "grave"),
        ("W1", "DUTY", "grave"),
        ("DUTY", None, ""),
        (None, "W1", ""),
    ],
)
def test_that_a_child_who_loses_its_worker_is_grave(
    then: str | None, now: str | None, grave: str
) -> None:
    before = a_snapshot(a_child(), *STAFF, held={} if then is None else {"C1": then})
    after = a_snapshot(a_child(), *STAFF, held={} if now is None else {"C1": now})

    change = only(before, after)

    assert (change.kind, change.what, change.is_grave) == (
        Kind.ALLOCATIONS,
        Aspect.HOLDER,
        bool(grave),
    )
    assert isinstance(change.before, Holding)
    assert isinstance(change.after, Holding)
    assert [None if h.worker is None else h.worker.id for h in (change.before, change.after)] == [
        then,
        now,
    ]


def test_that_a_worker_who_can_no_longer_be_read_is_grave() -> None:
    unreadable = a_child(is_holder_readable=False)

    found = difference(
        a_snapshot(a_child(), *STAFF, held={"C1": "W1"}), a_snapshot(unreadable, *STAFF)
    )

    (change,) = found.changes
    assert change.after == Holding(worker=None, is_readable=False, reason=None)
    assert change.is_grave


def test_that_a_child_whose_worker_left_is_said_beside_the_worker() -> None:
    gone = a_worker("W1", last_day=DAY_0 - DAY)
    before = a_snapshot(a_child(), a_worker("W1"), held={"C1": "W1"})
    after = a_snapshot(a_child(), gone, held={"C1": "W1"})

    child, worker = difference(before, after).changes

    assert (child.kind, child.what, child.is_grave) == (Kind.STAFF, Aspect.HOLDER, True)
    assert child.after == Holding(worker=gone, is_readable=True, reason=Reason.LEAVER)
    assert (worker.kind, worker.what, worker.after) == (
        Kind.STAFF,
        Aspect.LAST_DAY,
        DAY_0 - DAY,
    )


def test_that_an_adviser_who_is_no_holder_for_the_childs_new_status_is_said_with_the_child() -> (
    None
):
    adviser = a_worker("W1", role=Role.PERSONAL_ADVISER)
    before = a_snapshot(a_child(Status.CARE_LEAVER), adviser, held={"C1": "W1"})
    after = a_snapshot(a_child(REGISTERED), adviser, held={"C1": "W1"})

    holder, status = difference(before, after).changes

    assert (holder.kind, holder.what, holder.is_grave) == (Kind.CHANGED, Aspect.HOLDER, True)
    assert status.what is Aspect.STATUS


def test_that_another_beginning_with_the_same_worker_is_said() -> None:
    spell = a_spell("C1", "W1", start=DAY_0)
    before = a_snapshot(a_child(), a_worker(), spell)
    after = a_snapshot(a_child(), a_worker(), replace(spell, start=DAY_0 - DAY))

    assert said(before, after) == [(Kind.ALLOCATIONS, Aspect.SINCE, DAY_0, DAY_0 - DAY)]


def test_that_co_workers_who_come_and_go_are_said_by_name() -> None:
    w1, w2, w3 = STAFF
    before = a_snapshot(a_child(), *STAFF, co_work("C1", "W2"))
    after = a_snapshot(a_child(), *STAFF, co_work("C1", "W1"), co_work("C1", "DUTY"))

    assert said(before, after) == [(Kind.ALLOCATIONS, Aspect.CO_WORKERS, (w2,), (w3, w1))]


def test_that_an_earlier_worker_is_said_where_nothing_else_tells_of_it() -> None:
    past = a_spell("C1", "W2", start=DAY_0 - 9 * DAY, end=DAY_0 - DAY)
    before = a_snapshot(a_child(), *STAFF, held={"C1": "W1"})
    after = a_snapshot(a_child(), *STAFF, past, held={"C1": "W1"})

    change = only(before, after)

    assert (change.kind, change.what) == (Kind.ALLOCATIONS, Aspect.OTHER_SPELLS)
    assert change.after == after.spells


def test_that_rows_in_another_order_are_no_change() -> None:
    past = a_spell("C1", "W2", end=DAY_0 - DAY)
    open_ = a_spell("C1", "W1", start=DAY_0)

    assert (
        said(a_snapshot(a_child(), *STAFF, past, open_), a_snapshot(a_child(), *STAFF, open_, past))
        == []
    )


def test_that_who_joined_and_who_is_on_no_list_any_more_is_said() -> None:
    before, after = a_snapshot(a_worker("W1")), a_snapshot(a_worker("W2"))

    assert said(before, after) == [
        (Kind.STAFF, Aspect.STAFF_MEMBER, a_worker("W1"), None),
        (Kind.STAFF, Aspect.STAFF_MEMBER, None, a_worker("W2")),
    ]


def test_that_a_worker_known_by_number_and_later_by_name_only_is_the_same() -> None:
    listed = a_worker("W1", name="Jane Roe")
    named = a_worker("jane roe", name="Jane  roe", fte=None, is_listed=False)
    before = a_snapshot(a_child(), listed, held={"C1": "W1"})
    after = a_snapshot(a_child(), named, held={"C1": "jane roe"})

    found = difference(before, after)

    assert {change.what for change in found.changes} == {
        Aspect.WORKER_ID,
        Aspect.WORKER_NAME,
        Aspect.FTE,
        Aspect.LISTED,
    }
    assert found.kinds == (Kind.STAFF,)
    assert found.loses_staff_list


def test_that_of_two_workers_with_one_name_neither_is_taken_for_another() -> None:
    before = a_snapshot(a_worker("W1", name="Jane Roe"), a_worker("W2", name="Jane Roe"))
    after = a_snapshot(a_worker("W3", name="Jane Roe"))

    whats = [change.what for change in difference(before, after).changes]

    assert whats == [Aspect.STAFF_MEMBER] * 3


def test_that_a_worker_in_another_team_and_a_team_of_another_name_are_said() -> None:
    east, west = Team(id=TeamId("T1"), name="East"), Team(id=TeamId("T1"), name="West")
    before = replace(a_snapshot(a_worker()), teams={TeamId("T1"): east})
    after = replace(a_snapshot(a_worker(team=TeamId("T1"))), teams={TeamId("T1"): west})

    assert said(before, after) == [
        (Kind.STAFF, Aspect.TEAM, None, "West"),
        (Kind.STAFF, Aspect.TEAM_ITSELF, east, west),
    ]


def test_that_imports_without_a_child_in_common_are_other_data() -> None:
    one, other = a_snapshot(a_child(child="C1")), a_snapshot(a_child(child="C2"))

    assert difference(one, other).is_other
    assert not difference(one, one).is_other
    assert not difference(one, a_snapshot()).is_other


def test_that_another_day_alone_is_no_change_but_is_kept() -> None:
    before = a_snapshot(a_child(), a_worker(), held={"C1": "W1"})

    found = difference(before, replace(before, as_at=DAY_0 + DAY))

    assert found.is_empty
    assert (found.before, found.after) == (DAY_0, DAY_0 + DAY)


def test_that_a_worker_is_the_one_of_the_later_import() -> None:
    change = only(a_snapshot(a_worker(fte=1.0)), a_snapshot(a_worker(fte=0.6)))

    assert change.worker == a_worker(fte=0.6)
    assert change.worker.id == WorkerId("W1")


def test_that_a_worker_cell_that_can_be_read_now_is_said_though_the_holder_is_the_same() -> None:
    before = a_snapshot(a_child(is_holder_readable=False), *STAFF, held={"C1": "W1"})
    after = a_snapshot(a_child(), *STAFF, held={"C1": "W1"})

    change = only(before, after)

    assert (change.kind, change.what) == (Kind.ALLOCATIONS, Aspect.OTHER_SPELLS)
