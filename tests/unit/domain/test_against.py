"""What each import said of the plan when it came, replayed from what is kept."""

from dataclasses import replace

from allocation_app.domain.against import against_plan, past_of
from allocation_app.domain.journal import Deed, Entry
from allocation_app.domain.past import Past
from allocation_app.domain.people import ChildId
from allocation_app.domain.plan import Plan
from allocation_app.domain.reconciling import Outcome, Reconciliation, reconciled
from allocation_app.domain.snapshot import Snapshot
from tests.unit.domain.builders import a_child, a_move, a_worker
from tests.unit.domain.pasts import Journal, an_import

STAFF = (a_worker("W1"), a_worker("W2"), a_worker("W3"))
FIRST = an_import(0, {"C1": "W1", "C2": "W1"}, *STAFF)
SECOND = an_import(1, {"C1": "W2", "C2": "W3"}, *STAFF)
THIRD = an_import(2, {"C1": "W1", "C2": "W3"}, *STAFF)


def a_past(*imports: Snapshot, journal: Journal, **fields: object) -> Past:
    numbered = dict(enumerate(imports, start=1))
    return Past(imports=numbered, journal=tuple(journal.entries), **fields)


def told(past: Past) -> list[tuple[int, dict[Outcome, int]]]:
    return [(number, dict(of.counts)) for number, of in against_plan(past)]


def planned(*moves: str) -> Journal:
    """The first import, with a move of each of these children to the second worker."""
    journal = Journal()
    journal.imported(1)
    for child in moves:
        journal.staged(a_move(child, "W2"))
    return journal


def test_that_each_import_stands_beside_the_plan_as_it_came_upon_it() -> None:
    journal = planned("C1", "C2")
    journal.imported(2)
    journal.done(Deed.UNLOCKED)
    journal.staged(a_move("C1", "W3"))
    journal.imported(3, a_move("C1", "W3"))

    assert told(a_past(FIRST, SECOND, THIRD, journal=journal)) == [
        (2, {Outcome.DIFFERENTLY: 1, Outcome.DONE: 1}),
        (3, {Outcome.DIFFERENTLY: 1}),
    ]


def test_that_what_was_undone_before_the_import_was_no_plan_any_more() -> None:
    journal = planned("C1")
    journal.undone()
    journal.imported(2)

    assert told(a_past(FIRST, SECOND, journal=journal)) == [(2, {Outcome.UNPLANNED: 2})]


def test_that_an_import_behind_the_present_one_or_read_anew_says_nothing_of_the_plan() -> None:
    journal = planned("C1")
    journal.done(Deed.IMPORTED)  # an older one: it touches no plan
    journal.imported(1, a_move("C1", "W2"))
    journal.imported(2)

    assert told(a_past(FIRST, SECOND, journal=journal)) == [
        (2, {Outcome.UNPLANNED: 1, Outcome.DONE: 1})
    ]


def test_that_nobody_can_tell_once_one_of_the_two_is_deleted_or_read_otherwise() -> None:
    journal = planned("C1")
    journal.imported(2)
    whole = a_past(FIRST, SECOND, journal=journal)
    without = an_import(0, {"C1": "W1"}, STAFF[0])

    for imports in ({1: FIRST}, {2: SECOND}, {1: without, 2: SECOND}):
        assert told(replace(whole, imports=imports)) == []
    assert len(told(whole)) == 1


def test_that_a_child_under_another_number_is_the_same_child_at_every_step() -> None:
    """C1 was N1 in the second import and is M1 since: what the second said is told of N1."""
    second = an_import(1, {"N1": "W2", "C2": "W1"}, *STAFF)
    third = an_import(2, {"M1": "W2", "C2": "W1"}, *STAFF)
    journal = planned("C1")
    journal.imported(2)
    journal.staged(a_move("N1", "W3"))
    journal.imported(3, a_move("M1", "W3"))
    numbers = {ChildId(old): ChildId("M1") for old in ("C1", "N1")}

    found = dict(against_plan(a_past(FIRST, second, third, journal=journal, same_children=numbers)))

    assert [(row.outcome, row.child and row.child.id) for row in found[2].rows] == [
        (Outcome.DONE, "N1")
    ]
    assert [(row.outcome, row.child and row.child.id) for row in found[3].rows] == [
        (Outcome.NOT_YET, "M1")
    ]


def test_that_two_children_of_one_import_are_never_made_one() -> None:
    before = an_import(0, {"C1": "W1", "N1": "W1"}, *STAFF)
    after = an_import(1, {"N1": "W1"}, *STAFF)
    numbers = {ChildId("C1"): ChildId("N1")}

    ((_, found),) = against_plan(
        a_past(before, after, journal=_imported_twice(), same_children=numbers)
    )

    assert found.is_empty


def test_that_what_an_import_would_say_is_told_before_it_is_taken() -> None:
    plan = Plan(snapshot=FIRST, moves=(a_move("C1", "W2"),))
    later = an_import(1, {"N1": "W2", "C2": "W1"}, a_child(child="N1"), *STAFF)
    numbers = {ChildId("C1"): ChildId("N1")}

    ((_, found),) = against_plan(past_of(plan, later, numbers))

    assert found == reconciled(plan, later, numbers)
    assert isinstance(found, Reconciliation)
    assert found.counts == {Outcome.DONE: 1}


def _imported_twice() -> Journal:
    journal = planned()
    journal.imported(2)
    return journal


def test_that_an_entry_about_no_import_changes_the_plan_alone() -> None:
    entry = Entry(seq=1, at="", by="", deed=Deed.IMPORTED, change=planned("C1").entries[-1].change)
    assert told(Past(imports={1: FIRST}, journal=(entry,))) == []
