"""What a person decides about a table counts before anything that the tool sees for itself."""

from datetime import date
from pathlib import Path

import pytest
from books import AS_AT, a_workbook, child, found, holder

from allocation_app.errors import InputError
from allocation_app.intake import Code, Mapping, Reading, TableMapping, read
from allocation_app.intake.mapping import (
    LEFT_OUT,
    NO_MAPPING,
    changed,
    combined,
    confirmed,
    decide_column,
    decide_dates,
    decided_for,
    undecide_column,
)
from allocation_app.intake.reading import ColumnReading, SheetReading

HEADINGS = ("Cod", "Born", "Standing", "Lead", "Social worker")
ROWS = (
    HEADINGS,
    ("C1", date(2015, 3, 4), "CP", "Ann Lee", "James Doe"),
    ("C2", date(2016, 3, 4), "CIN", "Bob Orr", "Jane Roe"),
)
COLUMNS = {"cod": "child_id", "born": "date_of_birth", "standing": "status", "lead": "worker"}
DECIDED = Mapping(tables=(TableMapping(headings=HEADINGS, columns=COLUMNS),))


def decided_reading(
    folder: Path, mapping: Mapping, rows: tuple[tuple[object, ...], ...] = ROWS
) -> Reading:
    return read([a_workbook(folder / "a.xlsx", List=rows)], as_at=AS_AT, mapping=mapping)


def by_heading(reading: Reading) -> dict[str, ColumnReading]:
    return {column.heading: column for column in reading.files[0].sheets[0].columns}


def test_that_a_decided_column_counts_before_a_known_heading(tmp_path: Path) -> None:
    reading = decided_reading(tmp_path, DECIDED)

    assert child(reading).date_of_birth == date(2015, 3, 4)
    worker = holder(reading)
    assert worker is not None
    assert worker.name == "Ann Lee"
    columns = by_heading(reading)
    assert [(columns[h].field, columns[h].how) for h in ("Cod", "Lead", "Social worker")] == [
        ("child_id", "profile"),
        ("worker", "profile"),
        ("", "unused"),
    ]
    duplicate = found(reading, Code.COLUMN_DUPLICATE)
    assert [(p.heading, p.details["kept"]) for p in duplicate] == [("Social worker", "Lead")]


def test_that_a_column_left_out_brings_nothing_and_is_named(tmp_path: Path) -> None:
    left = TableMapping(headings=HEADINGS, columns={**COLUMNS, "socialworker": LEFT_OUT})
    reading = decided_reading(tmp_path, Mapping(tables=(left,)))

    assert (by_heading(reading)["Social worker"].field, found(reading, Code.COLUMN_DUPLICATE)) == (
        "",
        [],
    )
    assert found(reading, Code.COLUMNS_UNUSED)[0].details["headings"] == "Social worker"


def test_that_the_same_headings_in_another_order_are_known(tmp_path: Path) -> None:
    turned = tuple(tuple(reversed(row)) for row in ROWS)
    reading = decided_reading(tmp_path, DECIDED, turned)

    assert by_heading(reading)["Cod"].field == "child_id"
    assert found(reading, Code.HEADINGS_CHANGED) == []


def test_that_changed_headings_are_named_and_the_decisions_still_count(tmp_path: Path) -> None:
    rows = (("Cod", "Born", "Standing", "Lead", "Shoe size"), *ROWS[1:])
    reading = decided_reading(tmp_path, DECIDED, rows)

    assert by_heading(reading)["Lead"].field == "worker"
    (problem,) = found(reading, Code.HEADINGS_CHANGED)
    assert problem.details == {"new": "Shoe size", "gone": "Social worker"}


@pytest.mark.parametrize(("shared", "is_known"), [(3, True), (2, False)])
def test_that_three_of_five_headings_make_a_table_known_and_two_do_not(
    shared: int, *, is_known: bool
) -> None:
    others = (*HEADINGS[:shared], *("X", "Y", "Z")[: 5 - shared])
    assert (decided_for(others, DECIDED) is not None) is is_known


def test_that_the_same_headings_count_before_nearly_the_same() -> None:
    near = TableMapping(headings=(*HEADINGS, "More"), columns={"cod": LEFT_OUT})
    later = Mapping(tables=(*DECIDED.tables, near))

    assert decided_for(HEADINGS, later) is DECIDED.tables[0]
    assert decided_for((*HEADINGS, "More"), later) is near


def test_that_columns_without_a_heading_do_not_make_another_table() -> None:
    assert decided_for((*HEADINGS, "", ""), DECIDED) is DECIDED.tables[0]
    assert changed((*HEADINGS, "", ""), DECIDED.tables[0]) == ((), ())
    assert decided_for(("", ""), DECIDED) is None


def test_that_a_table_can_be_said_to_be_a_staff_list(tmp_path: Path) -> None:
    staff = (("Ref", "Name", "Team"), ("W1", "James Doe", "North"), ("W2", "Jane Roe", "North"))
    decided = TableMapping(headings=("Ref", "Name", "Team"), layout="workers")
    path = a_workbook(tmp_path / "a.xlsx", List=ROWS, People=staff)
    mapping = Mapping(tables=(*DECIDED.tables, decided))
    reading = read([path], as_at=AS_AT, mapping=mapping)

    assert reading.files[0].sheets[1].layout == "workers"
    assert {"W1", "W2"} <= set(reading.snapshot.workers)


def test_that_what_a_table_cannot_have_is_not_taken(tmp_path: Path) -> None:
    wrong = TableMapping(headings=HEADINGS, columns={**COLUMNS, "socialworker": "fte"})
    column = by_heading(decided_reading(tmp_path, Mapping(tables=(wrong,))))["Social worker"]

    assert (column.field, column.how) == ("", "profile")


def test_that_children_without_an_identifier_are_refused_by_the_sheets_name(
    tmp_path: Path,
) -> None:
    left = TableMapping(headings=HEADINGS, columns={**COLUMNS, "cod": LEFT_OUT}, layout="children")
    with pytest.raises(InputError) as refused:
        decided_reading(tmp_path, Mapping(tables=(left,)))
    assert (refused.value.code, refused.value.details["sheet"]) == ("no_child_id", "List")


def a_sheet() -> SheetReading:
    columns = (
        ColumnReading(heading="Lead", field="worker", how="alias", confidence=1, key="lead"),
        ColumnReading(heading="Holder", field="", how="unused", confidence=0, key="holder"),
    )
    return SheetReading(name="S", header_row=1, rows=2, layout="children", columns=columns)


def test_that_a_field_given_to_one_column_is_taken_from_the_other() -> None:
    mapping = decide_column(NO_MAPPING, a_sheet(), "holder", "worker")
    assert mapping.tables[0].columns == {"lead": LEFT_OUT, "holder": "worker"}

    back = decide_column(mapping, a_sheet(), "lead", "worker")
    assert back.tables[0].columns == {"lead": "worker", "holder": LEFT_OUT}

    undecided = undecide_column(back, a_sheet(), "holder")
    assert undecided.tables[0].columns == {"lead": "worker"}


def test_that_leaving_a_column_out_says_nothing_of_the_others() -> None:
    mapping = decide_column(NO_MAPPING, a_sheet(), "lead", LEFT_OUT)
    assert mapping.tables[0].columns == {"lead": LEFT_OUT}


def test_that_what_is_confirmed_fixes_every_column() -> None:
    assert confirmed(a_sheet()) == TableMapping(
        headings=("Lead", "Holder"), layout="children", columns={"lead": "worker", "holder": ""}
    )


def test_that_decisions_add_up_and_the_later_counts() -> None:
    mapping = decide_dates(NO_MAPPING, a_sheet(), "holder", "month_first")
    mapping = decide_dates(mapping, a_sheet(), "lead", "day_first")
    mapping = decide_dates(mapping, a_sheet(), "holder", "day_first")

    (table,) = mapping.tables
    assert table.dates == {"holder": "day_first", "lead": "day_first"}
    words = combined(Mapping(roles={"a": "manager"}), Mapping(roles={"a": "duty"}))
    assert words.roles == {"a": "duty"}
