"""Whether the day or the month comes first: what settles it, what is said where nothing does."""

from datetime import date
from pathlib import Path

import pytest
from books import AS_AT, CHILDREN, Rows, a_workbook

from allocation_app.errors import Problem, Severity
from allocation_app.intake import Reading, read
from allocation_app.intake.date_orders import Evidence, evidence_in, settled
from allocation_app.intake.dates import Order
from allocation_app.intake.mapping import Mapping, TableMapping
from allocation_app.intake.reading import ColumnReading

DAY, MONTH, BOTH = Order.DAY_FIRST, Order.MONTH_FIRST, Order.CONTRADICTORY
OPEN = Evidence(either=3)
HEADINGS = ("Child ID", "Status", "Social worker", "Date of birth", "Last visit")
OPEN_DATES = ("03/04/2026", "05/06/2026", "07/08/2026")


def rows(births: tuple[str, ...], visits: tuple[str, ...] = ("",) * 3) -> Rows:
    cells = zip(births, visits, strict=True)
    return (HEADINGS, *((f"C{n}", "CIN", "James Doe", *pair) for n, pair in enumerate(cells)))


def reading_of(folder: Path, *sheets: Rows, mapping: Mapping | None = None) -> Reading:
    names = (f"Children_{n}" for n in range(len(sheets)))
    book = a_workbook(folder / "caseload.xlsx", **dict(zip(names, sheets, strict=True)))
    return read([book], as_at=AS_AT, mapping=mapping or Mapping())


def said(reading: Reading, code: str) -> list[Problem]:
    return [problem for problem in reading.problems if problem.code == code]


def visits(reading: Reading) -> list[date | None]:
    return [next(iter(child.events.values()), None) for child in reading.snapshot.children.values()]


def column(reading: Reading, heading: str) -> ColumnReading:
    return next(c for c in reading.files[0].sheets[0].columns if c.heading == heading)


def test_that_a_column_shows_its_order_by_what_can_be_read_in_one_way_only() -> None:
    assert evidence_in(["25/03/2026", "03/04/2026", "04/04/2026", "", 7]).order is DAY
    assert evidence_in(["03/25/2026", "03/04/2026"]).order is MONTH
    assert evidence_in(["03/25/2026", "25/03/2026"]).order is BOTH
    assert evidence_in(["03/04/2026", "2026-03-25", "25 March 2026"]) == Evidence(either=1)


@pytest.mark.parametrize(
    ("own", "decided", "others", "order"),
    [
        (Evidence(month_first=1), None, DAY, MONTH),
        (Evidence(month_first=1), MONTH, DAY, MONTH),
        (Evidence(month_first=1), DAY, None, BOTH),
        (Evidence(month_first=1, day_first=1), None, DAY, BOTH),
        (Evidence(month_first=1, day_first=1), DAY, None, DAY),
        (OPEN, MONTH, DAY, MONTH),
        (OPEN, None, MONTH, MONTH),
        (OPEN, None, None, DAY),
    ],
)
def test_that_own_dates_come_before_a_decision_and_that_before_other_columns(
    own: Evidence, decided: Order | None, others: Order | None, order: Order
) -> None:
    assert settled(own, decided=decided, others=others).order is order


def test_that_only_an_order_that_matters_and_that_nothing_settles_is_assumed() -> None:
    assert settled(OPEN).is_assumed
    for found in (
        settled(OPEN, decided=DAY),
        settled(OPEN, others=DAY),
        settled(OPEN, is_defined=True),
        settled(Evidence()),
        settled(Evidence(day_first=1, either=1)),
    ):
        assert not found.is_assumed


def test_that_a_decision_against_what_the_dates_show_is_said() -> None:
    assert settled(Evidence(day_first=1), decided=MONTH).is_against
    assert settled(OPEN, decided=MONTH, others=DAY).is_against
    assert not settled(Evidence(day_first=1), decided=DAY).is_against
    assert not settled(OPEN, decided=DAY, others=DAY).is_against
    assert not settled(OPEN, decided=DAY).is_against


def test_that_an_order_that_nothing_settles_is_day_first_with_a_question(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, rows(("", "", ""), OPEN_DATES))

    assert visits(reading)[0] == date(2026, 4, 3)
    (problem,) = said(reading, "date_order_assumed")
    assert (problem.column, problem.severity) == ("E", Severity.WARNING)
    assert problem.details["rows"] == "3"
    assert column(reading, "Last visit").date_order == "day_first"
    assert column(reading, "Last visit").is_order_assumed
    assert column(reading, "Date of birth").date_order == ""


@pytest.mark.parametrize(
    ("birth", "first"), [("25/12/2015", date(2026, 4, 3)), ("12/25/2015", date(2026, 3, 4))]
)
def test_that_another_column_of_the_file_settles_it(
    tmp_path: Path, birth: str, first: date
) -> None:
    reading = reading_of(tmp_path, rows((birth, "", ""), OPEN_DATES))

    assert visits(reading)[0] == first
    assert not said(reading, "date_order_assumed")
    assert not column(reading, "Last visit").is_order_assumed


def test_that_another_sheet_of_the_file_settles_it_too(tmp_path: Path) -> None:
    other = rows(("12/25/2015", "", ""))
    reading = reading_of(tmp_path, rows(("", "", ""), OPEN_DATES), other)

    assert visits(reading)[0] == date(2026, 3, 4)
    assert len(said(reading, "dates_month_first")) == 2


def test_that_columns_that_contradict_each_other_settle_nothing(tmp_path: Path) -> None:
    other = rows(("12/25/2015", "", ""))
    reading = reading_of(tmp_path, rows(("25/12/2015", "", ""), OPEN_DATES), other)

    assert visits(reading)[0] == date(2026, 4, 3)
    assert len(said(reading, "date_order_assumed")) == 1


def decided(order: str) -> Mapping:
    return Mapping(tables=(TableMapping(headings=HEADINGS, dates={"lastvisit": order}),))


def test_that_a_person_settles_it(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, rows(("", "", ""), OPEN_DATES), mapping=decided("month_first"))

    assert visits(reading)[0] == date(2026, 3, 4)
    assert not said(reading, "date_order_assumed")
    assert column(reading, "Last visit").date_order == "month_first"


def test_that_what_was_decided_against_the_dates_is_reported_and_refuses_what_is_open(
    tmp_path: Path,
) -> None:
    dates = ("25/03/2026", "03/04/2026", "07/07/2026")
    reading = reading_of(tmp_path, rows(("", "", ""), dates), mapping=decided("month_first"))

    assert visits(reading) == [date(2026, 3, 25), None, date(2026, 7, 7)]
    assert len(said(reading, "date_order_differs")) == 1
    assert len(said(reading, "date_ambiguous")) == 1


def test_that_a_return_is_day_first_by_its_definition(tmp_path: Path) -> None:
    headings = (
        "Child Unique ID", "Date of Birth", "Child Protection Plan Start Date",
        "Initial Category of Abuse", "Latest Category of Abuse",
        "Date of the Last Statutory Visit", "Was the Child Seen Alone?",
        "Date of latest review conference", "Allocated Team", "Allocated Worker",
    )  # fmt: skip
    row = (
        "7",
        date(2015, 3, 4),
        "03/04/2026",
        "",
        "",
        "05/06/2026",
        "Yes",
        "",
        "North",
        "Jane Roe",
    )
    reading = read([a_workbook(tmp_path / "a.xlsx", List_7=(headings, row))], as_at=AS_AT)

    assert reading.files[0].sheets[0].layout == "annex_a_list_7"
    assert not said(reading, "date_order_assumed")
    assert date(2026, 4, 3) in next(iter(reading.snapshot.children.values())).events.values()


def test_that_dates_in_cells_ask_nothing(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, CHILDREN)

    assert not said(reading, "date_order_assumed")
    assert column(reading, "Date of birth").date_order == ""
