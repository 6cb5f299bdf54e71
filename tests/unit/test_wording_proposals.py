"""Plans side by side, children shared out and given back: what is proposed is said in numbers."""

from datetime import date

from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.wording import scenarios, sharing
from allocation_app.wording.names import Names
from allocation_app.wording.scenarios import Row

NAMES = Names(child=lambda child: f"Child {child}", worker=lambda worker: f"Worker {worker}")
W1 = WorkerId("W1")


def test_that_every_figure_of_a_comparison_has_a_name_and_an_amount() -> None:
    assert {scenarios.row_name(row) for row in Row} == set(scenarios.ROWS.values())
    assert scenarios.amount(Row.WORST, 1.0999) == "109 %"
    assert scenarios.amount(Row.SPREAD, None) == "–"
    assert scenarios.amount(Row.MOVES, 3) == "3"


def test_that_the_plans_beside_each_other_are_told_apart() -> None:
    assert scenarios.import_name() == "Import"
    assert scenarios.present_name("") == "Present plan"
    assert scenarios.present_name("Plan B") == "Present: Plan B"


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
    assert sharing.nobody_for(ChildId("C1"), NAMES).startswith("Nobody can take Child C1: ")


def test_that_giving_back_says_who_goes_who_stays_and_why() -> None:
    assert sharing.given_back(12, 0, W1, NAMES) == "12 children back to Worker W1."
    assert sharing.given_back(1, 3, W1, NAMES) == "1 child back to Worker W1; 3 children stay."
    assert sharing.given_back(0, 1, W1, NAMES) == "Nobody goes back to Worker W1; 1 child stays."
    assert sharing.was_theirs(None) == "Theirs before the absence."
    assert sharing.was_theirs(date(2026, 9, 4)) == "Theirs until Fri 4 Sep 2026."
    assert sharing.stays(None, 1).endswith("a second change of worker within 1 week.")
    assert sharing.stays(date(2026, 11, 2), 12) == (
        "Stays: the worker changed on Mon 2 Nov 2026, and it would be a second change within"
        " 12 weeks."
    )
