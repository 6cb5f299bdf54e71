"""The balance on paper has the figures of the review, each under a heading of its own."""

from allocation_app.report.balance_sheet import MEASURES
from allocation_app.report.exports import Order, Source, What, paper
from allocation_app.report.pages import Grid, Words
from allocation_app.report.values import Formula, Value
from tests.unit.report.test_changes import PLAN, looked

LOOKED = looked(PLAN)
PAPER = paper(Order(what=What.BALANCE), Source(review=LOOKED))


def grids(page: int) -> list[Grid]:
    return [block for block in PAPER.pages[page].blocks if isinstance(block, Grid)]


def plain(value: Value) -> Value:
    return value.result if isinstance(value, Formula) else value


def by_heading(grid: Grid, row: int) -> dict[str, Value]:
    headings = [column.heading for column in grid.columns]
    return dict(zip(headings, map(plain, grid.rows[row]), strict=True))


def test_that_each_measure_stands_under_its_name_with_the_plan_and_before() -> None:
    measures, _, _ = grids(0)

    now, before = by_heading(measures, 0), by_heading(measures, 1)

    for name, (heading, _, _) in MEASURES.items():
        assert now[heading] == LOOKED.balance[name]
    assert now["Over those with capacity"] == "With the plan"
    assert before["Over those with capacity"] == "Before the plan"


def test_that_each_load_has_its_bar() -> None:
    _, loads, _ = grids(0)
    held = [LOOKED.caseloads.loads[worker.id] for worker in LOOKED.caseloads.case_holders]

    assert len(loads.rows) == len(held)
    assert loads.bars is not None
    assert [share for share in loads.bars.shares if share is not None] == sorted(
        (load.utilisation for load in held if load.utilisation is not None), reverse=True
    )


def test_that_the_sums_stand_under_headings_of_their_own() -> None:
    *_, sums = grids(0)
    held = [LOOKED.caseloads.loads[worker.id] for worker in LOOKED.caseloads.case_holders]

    together, beside = by_heading(sums, 0), by_heading(sums, 1)

    assert together["Children"] == sum(len(load.children) for load in held)
    assert together["Capacity"] == sum(load.capacity for load in held)
    assert beside["Children"] == len(LOOKED.waits)


def test_that_it_says_that_a_plan_counts_as_made() -> None:
    first = PAPER.pages[0].blocks[0]

    assert isinstance(first, Words)
    assert first.text.startswith("As planned: ")


def test_that_the_kinds_of_case_have_a_sheet_of_their_own() -> None:
    (kinds,) = grids(1)

    assert PAPER.pages[1].title == "Kinds of case"
    assert kinds.columns[0].heading == "Worker"
    assert len(kinds.rows) == len(LOOKED.caseloads.case_holders)
