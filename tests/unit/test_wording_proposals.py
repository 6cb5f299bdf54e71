"""Plans side by side, children shared out and given back: what is proposed is said in numbers."""

from dataclasses import replace
from datetime import date

import pytest

from allocation_app.domain.give_back import GiveBack, Kept, WhyKept
from allocation_app.domain.people import Absence, ChildId, WorkerId
from allocation_app.wording import scenarios, sharing
from allocation_app.wording.names import Names
from allocation_app.wording.scenarios import Row

NAMES = Names(child=lambda child: f"Child {child}", worker=lambda worker: f"Worker {worker}")
W1 = WorkerId("W1")
MONDAY = date(2026, 11, 2)
AWAY = Absence(start=date(2026, 6, 1), end=date(2026, 11, 1))


def test_that_every_figure_of_a_comparison_has_a_name_and_an_amount() -> None:
    assert {scenarios.row_name(row) for row in Row} == set(scenarios.ROWS.values())
    assert scenarios.amount(Row.WORST, 1.0999) == "109 %"
    assert scenarios.amount(Row.SPREAD, None) == "–"
    assert scenarios.amount(Row.MOVES, 3) == "3"


def test_that_the_plans_beside_each_other_are_told_apart() -> None:
    assert scenarios.import_name() == "Import"
    assert scenarios.present_name("", is_changed=False) == "Present plan"
    assert scenarios.present_name("Plan B", is_changed=False) == "Present: Plan B"
    assert scenarios.present_name("Plan B", is_changed=True) == "Present: Plan B, changed"


def test_that_the_next_plan_is_offered_a_name_that_is_free() -> None:
    letters = [f"Plan {letter}" for letter in scenarios.LETTERS]

    assert scenarios.next_name(()) == "Plan A"
    assert scenarios.next_name(("Plan A", "Monday")) == "Plan B"
    assert scenarios.next_name(letters) == "Plan 1"


def test_that_what_happens_to_a_kept_plan_is_said() -> None:
    assert scenarios.kept("Plan A") == "Kept as “Plan A”."
    assert scenarios.applied("Plan A") == "“Plan A” is now the present plan."
    assert scenarios.renamed("Plan A", "B") == "“Plan A” is now called “B”."
    assert scenarios.dropped("Plan A") == "“Plan A” is no longer kept."
    assert scenarios.differing(0) == "Every child has the same worker in all of them."
    assert scenarios.differing(1).startswith("1 child does not have the same worker")
    assert scenarios.differing(3).startswith("3 children do not have the same worker")


def test_that_sharing_out_says_how_many_go_and_how_many_have_no_place() -> None:
    assert sharing.proposed(16, 5, 0) == "16 children to 5 workers."
    assert sharing.proposed(1, 1, 2) == "1 child to 1 worker; 2 children without a place."
    assert sharing.proposed(0, 0, 2) == "Nobody was placed; 2 children without a place."
    assert sharing.untold() == "Cannot tell who has the child now."


def test_that_giving_back_says_how_many_go_and_how_many_stay() -> None:
    assert sharing.going_back(12, 1, 0) == "12 children to 1 worker."
    assert sharing.going_back(1, 1, 2) == "1 child to 1 worker; 2 children stay."
    assert sharing.going_back(0, 0, 1) == "Nobody goes back; 1 child stays."


def test_that_it_is_said_why_nobody_is_given_back() -> None:
    nobody = GiveBack(worker=W1, day=MONDAY, away=AWAY)

    assert sharing.nobody_back(nobody, NAMES) == (
        "None of Worker W1’s children went to somebody else."
    )
    assert sharing.nobody_back(replace(nobody, away=None), NAMES) == (
        "No absence of Worker W1 ends, so nobody goes back."
    )


@pytest.mark.parametrize(
    ("why", "sentence"),
    [
        (
            WhyKept.SECOND_CHANGE,
            "the worker changed on Mon 2 Nov 2026, and it would be a second change within 12 weeks",
        ),
        (WhyKept.SINCE_UNKNOWN, "not said since when the present worker has the child"),
        (WhyKept.PLANNED_MOVE, "the plan moves the child on Mon 2 Nov 2026, before the return"),
        (WhyKept.RULE, "a rule stops the return (must not hold the child, pinned)"),
    ],
)
def test_that_a_child_who_stays_is_told_why(why: WhyKept, sentence: str) -> None:
    kept = Kept(child=ChildId("C1"), why=why, since=MONDAY, rules=("must_not", "pinned"))

    assert sharing.kept(kept, 12) == f"Stays: {sentence}."


def test_that_every_reason_to_stay_has_its_words() -> None:
    kept = [Kept(child=ChildId("C1"), why=why, since=MONDAY) for why in WhyKept]

    assert len({sharing.kept(each, 1) for each in kept}) == len(WhyKept)
    assert sharing.was_theirs(None) == "Theirs before the absence."
    assert sharing.was_theirs(MONDAY) == "Theirs until Mon 2 Nov 2026."
