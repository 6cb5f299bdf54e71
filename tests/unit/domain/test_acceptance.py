"""A later import is taken whole or by kind, and a plan goes along as far as it still fits."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allocation_app.domain.acceptance import merged
from allocation_app.domain.carrying import carrying
from allocation_app.domain.difference import Aspect, Kind, difference
from allocation_app.domain.people import ChildId, FamilyId, Role, Status, Team, TeamId, WorkerId
from allocation_app.domain.plan import Mark, MarkKind, Move, Pin, Plan
from allocation_app.domain.snapshot import Snapshot, Source
from tests.unit.domain.builders import DAY_0, a_child, a_snapshot, a_worker
from tests.unit.domain.imports import facts, imports

DAY = timedelta(days=1)
KINDS = st.sets(st.sampled_from(Kind))


@given(imports(), imports())
def test_that_accepting_everything_is_the_later_import(before: Snapshot, after: Snapshot) -> None:
    assert merged(before, after, list(Kind)) == after


@given(imports(), imports())
def test_that_accepting_nothing_is_the_earlier_import(before: Snapshot, after: Snapshot) -> None:
    assert merged(before, after, []) == before


@given(imports(), imports(), KINDS)
def test_that_each_kind_is_taken_whole_or_not_at_all(
    before: Snapshot, after: Snapshot, kinds: set[Kind]
) -> None:
    """A merge that names a child or worker who is not there would be refused as it is made."""
    result = merged(before, after, kinds)

    shared = before.children.keys() & after.children.keys()
    later = after if Kind.ALLOCATIONS in kinds else before
    wanted = set(shared)
    wanted |= set() if Kind.GONE in kinds else before.children.keys() - shared
    wanted |= after.children.keys() - shared if Kind.NEW in kinds else set()
    assert result.children.keys() == wanted
    for child in shared:
        details = after if Kind.CHANGED in kinds else before
        assert result.children[child] == replace(
            details.children[child],
            is_holder_readable=later.children[child].is_holder_readable,
        )
        assert len([s for s in result.spells if s.child == child]) == len(
            [s for s in later.spells if s.child == child]
        )
    staff = after if Kind.STAFF in kinds else before
    assert all(result.workers[worker.id] == worker for worker in staff.workers.values())
    assert all(result.teams[team.id] == team for team in staff.teams.values())


@given(imports(), imports(), KINDS)
def test_that_a_part_is_as_at_the_later_day(
    before: Snapshot, after: Snapshot, kinds: set[Kind]
) -> None:
    result = merged(before, after, kinds)

    if kinds and kinds != set(Kind):
        assert result.as_at == max(before.as_at, after.as_at)
        assert set(result.sources) == {*before.sources, *after.sources}


@given(imports(), imports(), imports(), KINDS, KINDS)
def test_that_the_fingerprint_of_a_part_is_that_of_no_other(
    first: Snapshot, second: Snapshot, third: Snapshot, one: set[Kind], other: set[Kind]
) -> None:
    part = merged(first, second, one)
    further = merged(part, third, other)

    if one and one != set(Kind):
        assert part.fingerprint not in {first.fingerprint, second.fingerprint}
    if other and other != set(Kind):
        assert further.fingerprint not in {
            snapshot.fingerprint for snapshot in (first, second, third, part)
        }


@pytest.mark.parametrize("kind", Kind)
def test_that_what_was_accepted_is_no_difference_any_more(kind: Kind) -> None:
    before = a_snapshot(a_child(child="C1"), a_child(child="C2"), a_worker("W1"), held={"C1": "W1"})
    after = a_snapshot(
        a_child(Status.REGISTERED, child="C1"),
        a_child(child="C3"),
        a_worker("W1", fte=0.5),
        a_worker("W2"),
        held={"C1": "W2"},
    )
    assert set(difference(before, after).kinds) == set(Kind)

    rest = difference(merged(before, after, [kind]), after)

    assert kind not in [change.kind for change in rest.changes if not _is_needed(change.what)]


def _is_needed(what: object) -> bool:
    """A worker who came along with an allocation stands on the list before the list is taken."""
    return what is Aspect.STAFF_MEMBER


def test_that_a_worker_who_is_needed_by_an_accepted_allocation_comes_along() -> None:
    before = a_snapshot(a_child(), a_worker("W1"), held={"C1": "W1"})
    after = a_snapshot(a_child(), a_worker("W2"), held={"C1": "W2"})

    result = merged(before, after, [Kind.ALLOCATIONS])

    assert set(result.workers) == {"W1", "W2"}
    assert result.holding_spells()[ChildId("C1")].worker == "W2"


def test_that_a_worker_who_left_stays_for_an_allocation_that_was_declined() -> None:
    before = a_snapshot(a_child(), a_worker("W1"), held={"C1": "W1"})
    after = a_snapshot(a_child(), a_worker("W2"), held={"C1": "W2"})

    result = merged(before, after, [Kind.STAFF])

    assert set(result.workers) == {"W1", "W2"}
    assert result.holding_spells()[ChildId("C1")].worker == "W1"


LISTED = a_worker("W1", name="Jane Roe", fte=0.6)
NAMED = a_worker("Jane Roe", name="Jane Roe", fte=None, is_listed=False)


def test_that_declining_the_staff_keeps_hours_that_a_list_of_children_does_not_have() -> None:
    before = a_snapshot(a_child(child="C1"), LISTED, held={"C1": "W1"})
    after = a_snapshot(a_child(child="C2"), NAMED, held={"C2": "Jane Roe"})

    result = merged(before, after, [Kind.NEW, Kind.GONE, Kind.ALLOCATIONS])

    assert result.workers == {"W1": LISTED}
    assert result.holding_spells()[ChildId("C2")].worker == "W1"


def test_that_taking_the_staff_renames_the_holder_of_a_child_who_stays() -> None:
    before = a_snapshot(a_child(), NAMED, held={"C1": "Jane Roe"})
    after = a_snapshot(LISTED)

    result = merged(before, after, [Kind.STAFF])

    assert result.workers == {"W1": LISTED}
    assert result.holding_spells()[ChildId("C1")].worker == "W1"


def test_that_the_team_of_an_accepted_child_comes_along() -> None:
    team = Team(id=TeamId("T1"), name="East")
    after = replace(a_snapshot(a_child(team=team.id)), teams={team.id: team})

    assert merged(a_snapshot(), after, [Kind.NEW]).teams == {team.id: team}


def test_that_facts_accepted_one_after_another_are_those_accepted_at_once() -> None:
    before = a_snapshot(a_child(child="C1"), a_worker("W1"), held={"C1": "W1"})
    after = a_snapshot(a_child(child="C2"), a_worker("W1", fte=0.5), held={"C2": "W1"})

    by_steps = before
    for kind in Kind:
        by_steps = merged(by_steps, after, [kind])

    assert facts(by_steps) == facts(after)


# ---- a plan goes along


def an_import(held: dict[str, str], *more: object, as_at_later: int = 0) -> Snapshot:
    people = [a_child(child=f"C{n}") for n in (1, 2)] + [a_worker("W1"), a_worker("W2")]
    known = {each.id: each for each in (*people, *more)}
    return a_snapshot(*known.values(), held=held, as_at=DAY_0 + as_at_later * DAY)


def a_plan(snapshot: Snapshot, *moves: tuple[str, str | None]) -> Plan:
    return Plan(
        snapshot=snapshot,
        moves=tuple(
            Move(child=ChildId(child), to=None if to is None else WorkerId(to))
            for child, to in moves
        ),
        pins=(Pin(child=ChildId("C2")),),
        name="Monday",
    )


def test_that_moves_whose_child_and_worker_stand_as_before_go_along() -> None:
    before = an_import({"C1": "W1"})
    after = an_import({"C1": "W1"}, a_child(Status.REGISTERED, child="C2"), as_at_later=0)
    plan = a_plan(before, ("C1", None), ("C2", "W2"))

    carried = carrying(before, after)(plan)

    assert carried.plan == replace(plan, snapshot=after)
    assert (carried.came_true, carried.dropped) == ((), ())


def test_that_a_move_that_was_made_in_the_case_system_came_true() -> None:
    before, after = an_import({"C1": "W1"}), an_import({"C1": "W2"})
    plan = a_plan(before, ("C1", "W2"))

    carried = carrying(before, after)(plan)

    assert carried.plan.moves == ()
    assert carried.came_true == plan.moves


def test_that_taking_a_child_from_a_worker_came_true_when_nobody_has_it() -> None:
    before, after = an_import({"C1": "W1"}), an_import({})

    carried = carrying(before, after)(a_plan(before, ("C1", None)))

    assert len(carried.came_true) == 1


@pytest.mark.parametrize(
    "after",
    [
        a_snapshot(a_child(child="C2"), a_worker("W1"), a_worker("W2")),  # the child is gone
        an_import({"C1": "W3"}, a_worker("W3")),  # somebody else has it
        a_snapshot(a_child(child="C1"), a_worker("W1"), held={"C1": "W1"}),  # W2 is gone
        an_import({"C1": "W1"}, a_worker("W2", role=Role.MANAGER)),
        an_import({"C1": "W1"}, a_worker("W2", last_day=DAY_0 - DAY)),
    ],
)
def test_that_a_move_that_no_longer_fits_is_dropped(after: Snapshot) -> None:
    before = an_import({"C1": "W1"})
    plan = replace(a_plan(before, ("C1", "W2")), pins=(Pin(child=ChildId("C1")),))
    plan = plan.with_review(ChildId("C1"), DAY_0, "Seen by duty")

    carried = carrying(before, after)(plan)

    assert carried.plan.moves == ()
    assert carried.dropped == plan.moves
    kept = {"C1"} & after.children.keys()
    assert {pin.child for pin in carried.plan.pins} == kept
    assert carried.plan.oversight == (plan.oversight if kept else ())


def test_that_a_move_follows_a_worker_to_another_id() -> None:
    before = a_snapshot(a_child(), LISTED)
    after = a_snapshot(a_child(), NAMED)

    carried = carrying(before, after)(
        Plan(snapshot=before, moves=(Move(child=ChildId("C1"), to=LISTED.id),))
    )

    assert [move.to for move in carried.plan.moves] == [NAMED.id]


NO_WORKER_2 = Mark(kind=MarkKind.MUST_NOT, child=ChildId("C1"), worker=WorkerId("W2"))
APART = Mark(kind=MarkKind.KEEP_APART, child=ChildId("C1"), other=ChildId("C2"))
MARKS = (NO_WORKER_2, APART)


@pytest.mark.parametrize(
    ("after", "dropped"),
    [
        (an_import({}), ()),
        (a_snapshot(a_child(child="C1"), a_worker("W1"), a_worker("W2")), (APART,)),
        (a_snapshot(a_child(child="C1"), a_child(child="C2"), a_worker("W1")), (NO_WORKER_2,)),
        (a_snapshot(a_child(child="C2"), a_worker("W2")), MARKS),
    ],
)
def test_that_a_mark_goes_along_unless_somebody_whom_it_names_is_gone(
    after: Snapshot, dropped: tuple[Mark, ...]
) -> None:
    before = an_import({})

    carried = carrying(before, after)(Plan(snapshot=before, marks=MARKS))

    assert carried.plan.marks == tuple(mark for mark in MARKS if mark not in dropped)
    assert carried.dropped_marks == dropped


def test_that_a_mark_follows_a_worker_to_another_id() -> None:
    before, after = a_snapshot(a_child(), LISTED), a_snapshot(a_child(), NAMED)
    mark = Mark(kind=MarkKind.MUST_NOT, child=ChildId("C1"), worker=LISTED.id)

    carried = carrying(before, after)(Plan(snapshot=before, marks=(mark,)))

    assert carried.plan.marks == (replace(mark, worker=NAMED.id),)
    assert carried.dropped_marks == ()


# ---- the fingerprint


def test_that_a_part_has_another_fingerprint_and_a_whole_the_same_as_ever() -> None:
    whole = Snapshot(as_at=DAY_0, sources=(Source(name="a", sha256="1"),))
    child = replace(a_child(), family=FamilyId("F1"))

    part = replace(whole, accepted=("new of 1",))

    assert part.fingerprint != whole.fingerprint
    assert replace(whole, children={child.id: child}).fingerprint == whole.fingerprint


def test_that_parts_taken_in_other_steps_or_of_another_day_have_other_fingerprints() -> None:
    before = replace(a_snapshot(a_child(child="C1")), sources=(Source(name="a", sha256="1"),))
    after = replace(a_snapshot(a_child(child="C2")), sources=(Source(name="b", sha256="2"),))
    days = [replace(after, as_at=DAY_0 - n * DAY) for n in (1, 2)]

    by_steps = merged(merged(before, after, [Kind.NEW]), after, [Kind.GONE])
    at_once = merged(before, after, [Kind.GONE])
    one, other = (merged(before, day, [Kind.NEW]) for day in days)

    assert by_steps.fingerprint != at_once.fingerprint
    assert one.fingerprint != other.fingerprint
