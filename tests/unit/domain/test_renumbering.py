"""Children under another number: proposed by name and date of birth, and taken over when ticked."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allocation_app.domain.carrying import carrying
from allocation_app.domain.people import Child, ChildId, Involvement, WorkerId
from allocation_app.domain.plan import InvolvementChange, Mark, MarkKind, Oversight, Pin, Plan
from allocation_app.domain.reconciling import Outcome, reconciled
from allocation_app.domain.renumbering import (
    SAME,
    followed,
    numbers_of,
    proposals,
    renumbered,
    renumbered_plan,
)
from allocation_app.domain.snapshot import Snapshot
from tests.unit.domain.builders import DAY_0, a_child, a_move, a_snapshot, a_worker

NEXT = DAY_0 + timedelta(weeks=1)
C1, C2, C9, W2 = ChildId("C1"), ChildId("C2"), ChildId("C9"), WorkerId("W2")
TO_C9 = {C1: C9}


def jac(child: str = "C1", **fields: object) -> Child:
    return a_child(
        child=child, **{"name": "Jac Thomas", "date_of_birth": date(2016, 2, 3)} | fields
    )


def an_import(*children: Child, as_at: date = DAY_0) -> Snapshot:
    """These children, all with one worker, and another child whom nothing is asked of."""
    held = {child.id: "W1" for child in children}
    people = (*children, a_child(child="C2", name="Mia Rees"), a_worker(), a_worker("W2"))
    return a_snapshot(*people, held=held, as_at=as_at)


def proposed(before: Snapshot, after: Snapshot) -> list[tuple[str, str]]:
    return [(each.old.id, each.new.id) for each in proposals(before, after)]


def test_that_a_gone_child_and_a_new_one_of_one_name_and_date_of_birth_are_proposed() -> None:
    spaced = jac("C9", name="  JAC   thomas ")

    assert proposed(an_import(jac()), an_import(spaced, as_at=NEXT)) == [("C1", "C9")]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([jac()], [jac("C9", name="Jack Thomas")]),
        ([jac()], [jac("C9", date_of_birth=date(2016, 3, 2))]),
        ([jac(date_of_birth=None)], [jac("C9", date_of_birth=None)]),
        ([jac(name=" ")], [jac("C9", name=" ")]),
        ([jac()], [jac("C8"), jac("C9")]),
        ([jac(), jac("C3")], [jac("C9")]),
        ([jac()], [jac(), jac("C9")]),
        ([jac(), jac("C9")], [jac("C9")]),
        ([jac()], [jac(name="Somebody else"), jac("C9")]),
        ([jac(), jac("C9", name="Somebody else")], [jac("C9")]),
        ([jac()], [jac()]),
        ([jac()], []),
        ([], [jac("C9")]),
    ],
)
def test_that_nobody_is_proposed_by_one_of_the_two_or_where_a_second_child_has_both(
    before: list[Child], after: list[Child]
) -> None:
    assert proposed(an_import(*before), an_import(*after, as_at=NEXT)) == []


def test_that_nobody_is_proposed_where_codes_stand_in_place_of_names() -> None:
    before, after = an_import(jac()), an_import(jac("C9"), as_at=NEXT)

    assert proposed(replace(before, is_coded=True), after) == []
    assert proposed(before, replace(after, is_coded=True)) == []


def a_plan(snapshot: Snapshot) -> Plan:
    """Everything that can name a child names C1."""
    return Plan(
        snapshot=snapshot,
        moves=(a_move("C1", "W2", reason="MANAGE"),),
        pins=(Pin(child=C1, reason="TRUSTS"),),
        oversight=(Oversight(child=C1, day=DAY_0, note="seen"),),
        marks=(
            Mark(kind=MarkKind.MUST_NOT, child=C1, worker=WorkerId("W1")),
            Mark(kind=MarkKind.KEEP_APART, child=C2, other=C1),
        ),
        involvements=(InvolvementChange(child=C1, worker=W2, involvement=Involvement.CO_WORKER),),
        unpinned=(C1,),
        notes="n",
    )


def test_that_an_accepted_number_takes_over_everything_the_plan_says_of_the_child() -> None:
    before, after = an_import(jac()), an_import(jac("C9"), as_at=NEXT)
    numbers = numbers_of(proposals(before, after))

    found = reconciled(a_plan(before), after, numbers)

    assert numbers == TO_C9
    assert {row.outcome for row in found.rows} == {Outcome.NOT_YET, Outcome.CANNOT_TELL}
    plan = found.carried.plan
    assert plan == carrying(before, after, numbers)(a_plan(before)).plan
    assert plan == renumbered_plan(a_plan(before), after, TO_C9)
    assert "C1" not in repr(replace(plan, snapshot=after)).replace(repr(after), "")
    assert (plan.moves[0].child, plan.marks[1].child, plan.marks[1].other) == (C9, C2, C9)


def test_that_without_it_the_child_is_gone_and_the_plan_loses_what_it_says_of_it() -> None:
    before, after = an_import(jac()), an_import(jac("C9"), as_at=NEXT)

    found = reconciled(a_plan(before), after)

    assert {row.outcome for row in found.rows} == {Outcome.CHILD_GONE}
    assert (found.carried.plan.pins, len(found.carried.dropped_marks)) == ((), 2)


def test_that_an_import_renumbered_has_the_same_children_with_whom_they_are() -> None:
    before = an_import(jac())
    made = renumbered(before, TO_C9)

    assert [*made.children] == ["C9", "C2"]
    assert made.children[C9] == replace(before.children[C1], id=C9)
    assert made.holding_spells()[C9].worker == "W1"
    assert renumbered(before, SAME) is before


def test_that_two_children_never_come_under_one_number() -> None:
    before = an_import(jac())

    for numbers in ({C1: C2}, {C1: C9, C2: C9}):
        with pytest.raises(ValueError, match="one number"):
            renumbered(before, numbers)
    with pytest.raises(KeyError):
        renumbered(before, {C9: C1})


def test_that_numbers_over_several_imports_lead_to_the_latest() -> None:
    known = followed(SAME, TO_C9)

    assert followed(known, {C9: C2}) == {C1: C2, C9: C2}
    assert followed(known, {C9: C1}) == {C9: C1}


@given(st.lists(st.permutations("abcd").map(lambda each: (each[0], each[1])), max_size=5))
def test_that_no_number_leads_to_one_that_leads_on(steps: list[tuple[str, str]]) -> None:
    known = SAME
    for old, new in steps:
        known = followed(known, {ChildId(old): ChildId(new)})
    assert not set(known) & set(known.values())
