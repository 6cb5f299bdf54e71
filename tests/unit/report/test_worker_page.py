"""A worker's pages: the sums behind the percentage are the board's, and so are the next dates."""

from dataclasses import replace

import pytest

from allocation_app.domain.people import ChildId, TeamId, Worker, WorkerId
from allocation_app.domain.plan import Move
from allocation_app.domain.review import review
from allocation_app.report.exports import Naming, Order, Source, What, listing, paper
from allocation_app.report.pages import Grid, Page, Said, Words
from allocation_app.report.values import words
from allocation_app.wording import terms
from tests.unit.report.examples import WORKERS, a_review, a_snapshot

REVIEW = a_review()
LOADS = REVIEW.caseloads


def sheets(worker: str, naming: Naming = Naming.INITIALS) -> tuple[Page, ...]:
    order = Order(what=What.WORKER, naming=naming, workers=(WorkerId(worker),))
    return tuple(paper(order, Source(review=REVIEW)).pages)


def grid(page: Page, title: str) -> Grid:
    (found,) = [each for each in page.blocks if isinstance(each, Grid) and title in each.title]
    return found


def text(page: Page) -> str:
    said: list[str] = []
    for block in page.blocks:
        match block:
            case Words(text=words_said):
                said.append(words_said)
            case Said(lines=lines):
                said += [f"{label}: {words(value)}" for label, value in lines]
            case Grid(rows=rows):
                said += [words(value) for row in rows for value in row]
            case _:
                pass
    return "\n".join(said)


BUSY = [worker for worker in WORKERS if worker.holds_cases and LOADS.loads[worker.id].has_cases]
WITH_CAPACITY = [worker for worker in BUSY if LOADS.loads[worker.id].utilisation is not None]


@pytest.mark.parametrize("worker", BUSY, ids=lambda worker: worker.id)
def test_that_the_points_of_the_children_add_up_to_the_load_of_the_board(worker: Worker) -> None:
    load = LOADS.loads[worker.id]
    *lines, total = grid(sheets(worker.id)[0], "their points").rows
    assert {line[0] for line in lines} == {*load.children, *load.co_worked}
    assert sum(line[-1] for line in lines) == pytest.approx(load.points)
    assert total[-1] == load.points
    for line in lines:
        assert line[-1] == pytest.approx(sum(each or 0 for each in line[3:-1]))


@pytest.mark.parametrize("worker", WITH_CAPACITY, ids=lambda worker: worker.id)
def test_that_the_steps_add_up_to_the_capacity_and_the_share_of_the_board(worker: Worker) -> None:
    load, first = LOADS.loads[worker.id], sheets(worker.id)[0]
    *steps, capacity = grid(first, "step by step").rows
    assert sum(step[-1] for step in steps) == pytest.approx(load.capacity)
    assert capacity[-1] == load.capacity
    assert load.utilisation == pytest.approx(load.points / load.capacity, abs=1e-6)
    assert f"shown as {terms.percent(load.utilisation)}" in text(first)


def test_that_a_worker_without_capacity_has_no_percentage_and_is_told_why() -> None:
    said = text(sheets("w6")[0])
    assert "no percentage" in said
    assert "Away since" in said
    assert "÷" not in said


def test_that_a_range_is_said_with_what_is_missing() -> None:
    assert "How sure" in text(sheets("w4")[0])  # no FTE on the staff list


def test_that_what_somebody_wrote_of_a_reduction_stands_beside_names_only() -> None:
    assert "lead role" not in "".join(map(text, sheets("w2")))
    assert "lead role" in text(sheets("w2", Naming.NAMES)[0])


def test_that_the_second_sheet_has_every_child_with_its_next_date() -> None:
    load, (_, second) = LOADS.loads[WorkerId("w1")], sheets("w1")
    rows = grid(second, "next dates").rows
    assert [row[0] for row in rows] == [line.child for line in LOADS.case_points(load.worker)]
    assert not any("see Findings" in words(row[-1]) for row in rows)


def test_that_everybody_who_is_there_or_has_children_has_both_sheets() -> None:
    made = paper(Order(what=What.WORKER), Source(review=REVIEW))
    there = [
        each
        for each in LOADS.case_holders
        if LOADS.loads[each.id].has_cases or not each.has_left(REVIEW.snapshot.as_at)
    ]
    assert len(made.pages) == 2 * len(there)


def test_that_an_import_without_case_holders_says_so() -> None:
    nobody = a_review(a_snapshot(0, workers=()))
    (page,) = paper(Order(what=What.WORKER), Source(review=nobody)).pages
    assert text(page) == "Nobody here can hold cases."


def test_that_the_worker_history_has_a_row_for_each_time_with_a_worker() -> None:
    made = listing(Order(what=What.HISTORY), Source(review=REVIEW))
    spells = [each for each in REVIEW.snapshot.spells if each.involvement == "case_holder"]
    unread = [row for row in made.rows if "cannot tell" in row]
    assert {row[0] for row in unread} == {*REVIEW.caseloads.unreadable}
    assert {row[-1] for row in unread} == {"cannot tell: the worker's name could not be read"}
    assert len(made.rows) == len(spells) + len(unread) > len(spells)
    (past,) = [row for row in made.rows if "Gone Before" in row]
    assert past[-1] == "why it ended is not recorded"


def test_that_for_one_team_a_workers_page_is_the_same_and_the_history_its_childrens() -> None:
    south = TeamId("south")
    child = replace(REVIEW.snapshot.children[ChildId("000001")], team=south)
    children = {**REVIEW.snapshot.children, child.id: child}
    source = Source(review=a_review(replace(REVIEW.snapshot, children=children)))
    ours, all_of_them = (
        paper(Order(what=What.WORKER, workers=(WorkerId("w1"),), team=team), source).pages
        for team in (TeamId("north"), None)
    )
    assert ours == all_of_them
    history = listing(Order(what=What.HISTORY, team=south), source)
    assert {row[0] for row in history.rows} == {child.id}


def test_that_both_sheets_say_that_a_plan_counts_as_made() -> None:
    move = Move(child=ChildId("000001"), to=WorkerId("w3"))
    plan = replace(REVIEW.caseloads.plan, moves=(move,))
    source = Source(review=review(plan, REVIEW.policy, REVIEW.rules, REVIEW.calendar))
    made = paper(Order(what=What.WORKER, workers=(WorkerId("w3"),)), source)
    assert all("not made yet counts as made" in text(page) for page in made.pages)
    assert not any("not made yet" in text(page) for page in sheets("w3"))
