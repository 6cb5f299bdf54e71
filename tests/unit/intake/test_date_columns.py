"""Columns of dates: what Excel turned round, what stands for no date, other days 0."""

from collections.abc import Sequence
from datetime import date
from itertools import product

import pytest

from allocation_app.intake.cells import NOT_KNOWN
from allocation_app.intake.date_columns import Column, date_facts
from allocation_app.intake.date_orders import Settled
from allocation_app.intake.dates import Order
from allocation_app.intake.fields import Field
from allocation_app.intake.problems import Place, ProblemLog
from allocation_app.intake.sheets import EPOCH, EPOCH_1904
from allocation_app.intake.swaps import Swap, swap_in

AS_AT = date(2026, 11, 20)
EARLY = [date(2026, month, day) for month, day in product((1, 4, 7), (3, 9))]
LATE = ["25/03/2026", "13/04/2026", "30/06/2026", "17/02/2026", "28/10/2026", "19/09/2026"]


def facts(
    cells: Sequence[object],
    field: Field = Field.VISIT,
    order: Settled | None = None,
    epoch: date = EPOCH,
) -> tuple[list[object], list[tuple[str, int | None]]]:
    """What a column comes to, and what is said of it."""
    log = ProblemLog()
    rows = tuple(range(2, len(cells) + 2))
    column = Column(list(cells), rows, field, Place(sheet="a", column="D"), order, epoch)
    found = date_facts(column, AS_AT, log.add)
    return found, [(problem.code, problem.row) for problem in log.sorted()]


def test_that_dates_that_excel_turned_round_are_refused_and_the_text_is_kept() -> None:
    found, said = facts([*EARLY, *LATE, "", "tbc"])

    assert found[: len(EARLY)] == [NOT_KNOWN] * len(EARLY)
    assert found[len(EARLY)] == date(2026, 3, 25)
    assert found[-2:] == [None, NOT_KNOWN]
    assert ("dates_maybe_swapped", None) in said


def test_that_a_few_dates_that_look_turned_round_are_kept_with_a_warning() -> None:
    found, said = facts([*EARLY[:4], *LATE])

    assert found[:4] == EARLY[:4]
    assert ("dates_perhaps_swapped", None) in said


def test_that_a_person_who_decided_keeps_the_dates_with_a_warning() -> None:
    order = Settled(order=Order.DAY_FIRST, has_numbers=True, is_decided=True)
    found, said = facts([*EARLY, *LATE], order=order)

    assert found[: len(EARLY)] == EARLY
    assert ("dates_perhaps_swapped", None) in said


@pytest.mark.parametrize(
    "one_more", [date(2026, 4, 13), "03/04/2026", "04/25/2026"], ids=["late", "open", "other"]
)
def test_that_one_cell_that_excel_would_have_left_otherwise_clears_the_column(
    one_more: object,
) -> None:
    assert swap_in([*EARLY, *LATE])[0] is Swap.SURE
    assert swap_in([*EARLY, *LATE, one_more])[0] is Swap.NONE


def test_that_dates_alone_and_text_alone_are_not_suspected() -> None:
    assert swap_in(EARLY)[0] is Swap.NONE
    assert swap_in(LATE)[0] is Swap.NONE
    assert swap_in([EARLY[0], *LATE[:1]])[0] is Swap.NONE


PLACEHOLDERS = [
    date(1900, 1, 1), date(1899, 12, 30), date(9999, 12, 31), date(2300, 1, 1),
    "01/01/1900", "2300-01-01", "31/12/9999",
]  # fmt: skip


@pytest.mark.parametrize("cell", PLACEHOLDERS)
def test_that_what_stands_for_no_date_is_not_known_in_events_and_births(cell: object) -> None:
    for field in (Field.VISIT, Field.DATE_OF_BIRTH, Field.ALLOCATED):
        found, said = facts([cell, date(2026, 4, 3)], field)
        assert found == [NOT_KNOWN, date(2026, 4, 3)]
        assert ("date_placeholder", 2) in said


@pytest.mark.parametrize("cell", PLACEHOLDERS)
def test_that_what_stands_for_no_end_is_open(cell: object) -> None:
    for field in (Field.CLOSED, Field.LAST_DAY, Field.ABSENT_TO):
        found, said = facts([cell], field)
        assert found == [None]
        assert ("date_placeholder", 2) in said


def test_that_the_end_of_an_allocation_is_left_to_those_who_read_spells() -> None:
    assert facts([date(9999, 12, 31)], Field.ALLOCATION_ENDED) == ([date(9999, 12, 31)], [])


@pytest.mark.parametrize("cell", [date(1899, 12, 29), date(206, 4, 3), "25/04/0206", "25/04/2206"])
def test_that_a_year_that_nobody_lives_in_is_refused(cell: object) -> None:
    assert facts([cell]) == ([NOT_KNOWN], [("date_unreadable", 2)])


def test_that_a_day_next_to_one_that_stands_for_none_is_a_date() -> None:
    assert facts([date(1900, 1, 2), date(2099, 12, 30)])[0] == [
        date(1900, 1, 2),
        date(2099, 12, 30),
    ]


def test_that_numbers_count_from_day_0_of_their_workbook() -> None:
    assert facts([46115, "46115"])[0] == [date(2026, 4, 3)] * 2
    assert facts([46115 - 1462, "44653"], epoch=EPOCH_1904)[0] == [date(2026, 4, 3)] * 2


@pytest.mark.parametrize("cell", [60, 59.5, 0, -1, 1e300, float("nan"), float("inf"), 13_000])
def test_that_a_number_of_no_living_persons_day_is_refused(cell: float) -> None:
    assert facts([cell])[0] == [NOT_KNOWN]
