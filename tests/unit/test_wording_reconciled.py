"""What the next export says of a plan, in words."""

from datetime import date, timedelta

import pytest

from allocation_app.domain.people import Child, ChildId, Involvement, Spell, Worker, WorkerId
from allocation_app.domain.plan import InvolvementChange, Plan, Step
from allocation_app.domain.reconciling import Outcome, Reconciled, reconciled
from allocation_app.domain.renumbering import proposals
from allocation_app.domain.snapshot import Snapshot
from allocation_app.wording import reconciled as wording
from tests.unit.domain.builders import (
    DAY_0,
    a_child,
    a_move,
    a_snapshot,
    a_staff_change,
    a_worker,
    co_work,
)

NEXT = DAY_0 + timedelta(weeks=1)
SOON = DAY_0 + timedelta(days=3)
BEN = a_worker("Ben")


def an_import(
    *people: Child | Worker | Spell, held: str | None = "Ann", as_at: date = DAY_0
) -> Snapshot:
    usual = (a_child(), a_worker("Ann"), BEN, a_worker("Cat"))
    spells = [each for each in people if isinstance(each, Spell)]
    known = {each.id: each for each in (*usual, *people) if not isinstance(each, Spell)}
    return a_snapshot(
        *known.values(), *spells, held={} if held is None else {"C1": held}, as_at=as_at
    )


def the_row(step: Step, after: Snapshot) -> Reconciled:
    return reconciled(Plan(snapshot=an_import()).with_step(step), after).rows[0]


def said(step: Step, *people: Child | Worker | Spell, held: str | None = "Ann") -> list[str]:
    """What was planned, what came of it, and what the new files say."""
    row = the_row(step, an_import(*people, held=held, as_at=NEXT))
    return [
        wording.planned(row),
        wording.outcome(row.outcome),
        wording.said(row),
        wording.becomes(row),
    ]


MOVE = a_move("C1", "Ben", reason="MANAGE", effective=SOON)
PLANNED = "Ann → Ben, from Fri 3 Apr"


def test_that_a_move_is_told_with_whose_the_child_is_now() -> None:
    assert said(MOVE, held="Ben") == [PLANNED, "done", "Ben", "leaves it"]
    assert said(MOVE) == [PLANNED, "not yet", "Ann", "stays"]
    assert said(MOVE, held="Cat") == [PLANNED, "done differently", "Cat", "leaves it"]
    assert said(MOVE, held=None)[1:3] == ["done differently", "no social worker"]
    assert wording.reason(the_row(MOVE, an_import(as_at=NEXT))) == "managing caseloads"


def test_that_a_move_that_is_to_come_says_that_its_day_lies_ahead() -> None:
    later = a_move("C1", None, effective=NEXT + timedelta(days=1))

    assert said(later) == [
        "Ann → nobody, from Wed 8 Apr",
        "not yet",
        "Ann",
        "stays, its day lies ahead",
    ]


def test_that_an_obstacle_names_whom_the_plan_names() -> None:
    left = said(MOVE, a_worker("Ben", last_day=DAY_0))

    assert left == [PLANNED, "no longer possible", "Ben has left", "leaves it"]
    gone = the_row(MOVE, a_snapshot(a_child(), a_worker("Ann"), held={"C1": "Ann"}))
    assert wording.said(gone) == "Ben is not in the new files"


def test_that_a_child_who_is_gone_or_cannot_be_read_is_said_to_be() -> None:
    gone = the_row(MOVE, a_snapshot(a_worker("Ann"), BEN, as_at=NEXT))
    unread = said(MOVE, a_child(is_holder_readable=False), held=None)

    assert [wording.outcome(gone.outcome), wording.said(gone)] == [
        "child gone",
        "not in the new files",
    ]
    assert unread[1:] == ["cannot tell", "could not be read", "stays"]


def test_that_who_comes_or_goes_beside_a_case_holder_is_told() -> None:
    comes = InvolvementChange(
        child=ChildId("C1"), worker=WorkerId("Ben"), involvement=Involvement.CO_WORKER
    )

    assert said(comes, co_work("C1", "Ben"))[1:3] == ["done", "is co-worker"]
    assert said(comes, co_work("C1", "Cat"))[1:3] == ["not yet", "is not co-worker"]
    assert said(comes)[1:3] == ["cannot tell", "they name no co-worker of anybody"]


@pytest.mark.parametrize(
    ("now", "step", "words"),
    [
        (a_worker("Ben", last_day=NEXT), ("leaves", {}), "the same"),
        (a_worker("Ben", last_day=SOON), ("leaves", {}), "last day Fri 3 Apr 2026"),
        (a_worker("Ben"), ("leaves", {}), "nothing of it"),
        (a_worker("Ben", is_listed=False), ("leaves", {}), "no staff list says so or otherwise"),
        (a_worker("Ben", fte=0.4), ("hours", {"fte": 0.5}), "0.4 FTE"),
    ],
)
def test_that_a_change_of_staff_is_told_with_what_the_staff_list_says(
    now: Worker, step: tuple[str, dict[str, float]], words: str
) -> None:
    kind, fields = step

    assert said(a_staff_change(kind, "Ben", NEXT, **fields), now)[2] == words


def test_that_who_is_gone_after_the_last_day_is_said_not_to_be_listed() -> None:
    leaves = a_staff_change("leaves", "Ben", DAY_0)
    after = a_snapshot(a_child(), a_worker("Ann"), as_at=NEXT)

    rows = reconciled(Plan(snapshot=an_import(held=None)).with_step(leaves), after).rows
    assert wording.said(rows[0]) == "not on the staff list any more"


def test_that_a_change_nobody_planned_says_whose_the_child_was() -> None:
    found = reconciled(Plan(snapshot=an_import()), an_import(held="Cat", as_at=NEXT))
    (row,) = found.rows

    assert [wording.planned(row), wording.said(row), wording.becomes(row), wording.reason(row)] == [
        "was: Ann",
        "Cat",
        "",
        "",
    ]
    assert wording.headline(found) == "1 child has changed worker without the plan saying so."


def test_that_all_steps_are_counted_in_a_sentence_and_each_outcome_has_its_words() -> None:
    found = reconciled(
        Plan(snapshot=an_import()).with_step(MOVE), an_import(held="Ben", as_at=NEXT)
    )

    assert wording.headline(found) == "The one step of the plan: 1 done."
    assert wording.amounts(dict.fromkeys(Outcome, 2)) == (
        "2 done, 2 not yet, 2 of which nobody can tell, 2 changes not planned, 2 whose children are"
        " gone, 2 no longer possible, 2 done differently"
    )
    assert all(wording.meaning(code).endswith(".") for code in Outcome)


def test_that_a_child_under_another_number_is_proposed_by_both_numbers() -> None:
    before = a_snapshot(a_child(name="Jac"))
    (each,) = proposals(before, a_snapshot(a_child(child="C9", name="Jac")))

    assert wording.same_child(each) == "C1 → C9"
    assert wording.proposed(1).startswith("1 child who is open is not in the new files")
