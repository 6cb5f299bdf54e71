"""Children under a worker's name that stands once: when it counts for the rows below it."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from books import Rows, at, child, found, holder
from sheets import reading_of_sheet

from allocation_app.domain.people import Role
from allocation_app.errors import Severity
from allocation_app.intake import Code, Mapping, Reading, TableMapping
from allocation_app.intake.mapping import NO_MAPPING

BORN = date(2015, 3, 4)
HEADINGS = ("Social worker", "Child ID", "DOB", "Status")
NO_WORKER = HEADINGS[1:]


def holders(reading: Reading) -> list[str]:
    """The worker's name for each child, "-" for none, "?" where it can't be told."""
    return [
        "?"
        if not one.is_holder_readable
        else "-"
        if (held := holder(reading, one.id)) is None
        else str(held.name)
        for one in reading.snapshot.children.values()
    ]


def children(*names: str, first: int = 1) -> list[tuple[object, ...]]:
    """A row per child with these cells for the worker."""
    return [(name, f"C{n}", BORN, "CP") for n, name in enumerate(names, first)]


def read_rows(folder: Path, rows: Rows, mapping: Mapping = NO_MAPPING) -> Reading:
    """What is read of these rows, from B3 on."""
    return reading_of_sheet(folder, {"B3": rows}, mapping=mapping)


GROUPED = ("Jane Doe", "", "", "Ann Other", "", "Bo Third", "")


def test_that_names_left_of_the_child_count_for_the_blanks_below(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, [HEADINGS, *children(*GROUPED)])
    assert holders(reading) == [*["Jane Doe"] * 3, *["Ann Other"] * 2, *["Bo Third"] * 2]
    noted = found(reading, Code.WORKER_FILLED_DOWN)
    assert [(p.column, p.severity, p.details["rows"]) for p in noted] == [("B", Severity.NOTE, "4")]


def test_that_names_right_of_the_child_are_not_filled_down_and_not_unallocated(
    tmp_path: Path,
) -> None:
    rows = [HEADINGS, *children(*GROUPED)]
    reading = read_rows(tmp_path, [(*row[1:], row[0]) for row in rows])
    assert holders(reading) == ["Jane Doe", "?", "?", "Ann Other", "?", "Bo Third", "?"]
    told = found(reading, Code.GROUPING_UNCERTAIN)
    assert [(p.severity, p.details["rows"]) for p in told] == [(Severity.ERROR, "4")]


@pytest.mark.parametrize(
    ("is_grouped", "expected"),
    [(True, ["Jane Doe", "Jane Doe", "Ann Other", "Ann Other"]), (False, ["Jane Doe", "-"] * 0)],
)
def test_that_a_person_decides_what_a_blank_means(
    tmp_path: Path, *, is_grouped: bool, expected: Sequence[str]
) -> None:
    rows = [HEADINGS, *children("Jane Doe", "", "Ann Other", "")]
    decided = Mapping(tables=(TableMapping(headings=HEADINGS, is_grouped=is_grouped),))
    reading = read_rows(tmp_path, rows, decided)
    assert holders(reading) == (list(expected) or ["Jane Doe", "-", "Ann Other", "-"])
    assert found(reading, Code.GROUPING_UNCERTAIN) == []


def test_that_few_blanks_are_children_without_a_worker(tmp_path: Path) -> None:
    rows = [HEADINGS, *children("Jane Doe", "", "Jane Doe", "Ann Other", "Ann Other")]
    assert holders(read_rows(tmp_path, rows))[1] == "-"


def test_that_a_name_in_a_row_of_its_own_counts_for_the_rows_below(tmp_path: Path) -> None:
    rows = [
        NO_WORKER,
        ("Jane Doe",),
        ("C1", BORN, "CP"),
        ("C2", BORN, "CP"),
        ("Unallocated",),
        ("C3", BORN, "CP"),
        ("Duty",),
        ("C4", BORN, "CP"),
        ("Jane Doe",),
        ("C5", BORN, "CP"),
    ]
    reading = read_rows(tmp_path, rows)
    assert holders(reading) == ["Jane Doe", "Jane Doe", "-", "Duty", "Jane Doe"]
    duty = holder(reading, "C4")
    assert duty is not None
    assert duty.role is Role.DUTY
    assert not {p.code for p in reading.problems} & {Code.ROW_NOT_A_CHILD, Code.COLUMN_MISSING}


def test_that_a_welsh_sheet_is_grouped_in_the_same_way(tmp_path: Path) -> None:
    rows = [
        ("Rhif plentyn", "Dyddiad geni", "Statws"),
        ("Gweithiwr cymdeithasol: Siân Prŷs (2)",),
        ("C1", BORN, "CP"),
        ("C2", BORN, "CP"),
        ("Cyfanswm", 2),
        ("Heb ei ddyrannu",),
        ("C3", BORN, "CP"),
    ]
    reading = read_rows(tmp_path, rows)
    assert holders(reading) == ["Siân Prŷs", "Siân Prŷs", "-"]
    assert found(reading, Code.GROUP_COUNT_DIFFERS) == []


def test_that_a_heading_of_a_kind_of_case_is_no_worker(tmp_path: Path) -> None:
    rows = [
        NO_WORKER,
        ("Child Protection",),
        ("C1", BORN, "CP"),
        ("Looked After Children",),
        ("C2", BORN, "LAC"),
    ]
    reading = read_rows(tmp_path, rows)
    assert holders(reading) == ["?", "?"]
    assert reading.snapshot.workers == {}


def test_that_children_below_a_text_that_is_no_name_are_not_the_worker_aboves(
    tmp_path: Path,
) -> None:
    rows = [
        NO_WORKER,
        ("Jane Doe",),
        ("C1", BORN, "CP"),
        ("agency cover from monday",),
        ("C2", BORN, "CP"),
        ("Ann Other",),
        ("C3", BORN, "CP"),
    ]
    reading = read_rows(tmp_path, rows)
    assert holders(reading) == ["Jane Doe", "?", "Ann Other"]
    assert [p.details["rows"] for p in found(reading, Code.GROUPING_UNCERTAIN)] == ["1"]


@pytest.mark.parametrize(
    "count",
    [
        ("Jane Doe Total", "", 2),
        ("Jane Doe Total 2",),
        ("Jane Doe Count", "", 2),
        ("Total", "", 2),
        ("", 2),
        ("Count", 2),
    ],
)
def test_that_counts_between_groups_are_no_children(
    tmp_path: Path, count: tuple[object, ...]
) -> None:
    rows = [
        HEADINGS,
        *children("Jane Doe", ""),
        count,
        *children("Ann Other", "", first=3),
        ("Ann Other Total 2",),
        *children("Bo Third", first=5),
        ("Grand total", 5),
    ]
    reading = read_rows(tmp_path, rows)
    assert holders(reading) == [*["Jane Doe"] * 2, *["Ann Other"] * 2, "Bo Third"]
    assert found(reading, Code.GROUP_COUNT_DIFFERS) == []
    assert [row for row, _, _ in at(reading, Code.ROW_TOTAL)] == [6, 9, 11]


def test_that_a_count_that_differs_from_the_rows_is_a_warning_with_both(tmp_path: Path) -> None:
    rows = [NO_WORKER, ("Jane Doe (3)",), ("C1", BORN, "CP"), ("C2", BORN, "CP"), ("Total", 4)]
    reading = read_rows(tmp_path, rows)
    differs = found(reading, Code.GROUP_COUNT_DIFFERS)
    assert [(p.row, p.details["stated"], p.details["found"]) for p in differs] == [
        (4, "3", "2"),
        (7, "4", "2"),
    ]
    assert {p.severity for p in differs} == {Severity.WARNING}


def test_that_a_row_after_a_closed_group_without_a_name_has_no_known_holder(
    tmp_path: Path,
) -> None:
    rows: list[tuple[object, ...]] = [HEADINGS]
    for name, first in (("Jane Doe", 1), ("Ann Other", 3), ("Bo Third", 5), ("", 7)):
        rows += [*children(name, "", first=first), ()]
    reading = read_rows(tmp_path, rows)
    assert holders(reading)[-3:] == ["Bo Third", "?", "?"]


def test_that_a_problem_with_a_groups_worker_points_at_the_name(tmp_path: Path) -> None:
    rows = [NO_WORKER, ("Duty",), ("C1", BORN, "CP"), ("C2", BORN, "CP")]
    reading = read_rows(tmp_path, rows)
    assert [(p.row, p.column, p.value) for p in found(reading, Code.WORKER_NO_PERSON)] == [
        (4, "B", "Duty")
    ]


def test_that_every_child_of_a_group_is_in_it(tmp_path: Path) -> None:
    rows = [HEADINGS, *children(*(["Jane Doe", *[""] * 9] * 1), "Ann Other", "", "Bo Third")]
    reading = read_rows(tmp_path, rows)
    assert holders(reading).count("Jane Doe") == 10
    assert child(reading, "C13").id == "C13"


def test_that_a_merged_cell_counts_for_its_rows_and_no_other(tmp_path: Path) -> None:
    rows = [HEADINGS, *children("Jane Doe", "", "Ann Other", "", "")]
    right = [(*row[1:], row[0]) for row in rows]
    reading = reading_of_sheet(tmp_path, {"A1": right}, merges=("D2:D3", "D4:D5"))
    assert holders(reading) == ["Jane Doe", "Jane Doe", "Ann Other", "Ann Other", "-"]
    noted = found(reading, Code.WORKER_FILLED_DOWN)
    assert [(p.details["rows"], p.details["workers"]) for p in noted] == [("2", "2")]


@pytest.mark.parametrize("label", ["Jane Doe Total", "Jane Doe Cyfanswm", "Cyfanswm"])
@pytest.mark.parametrize("count", [3, "3"])
def test_that_a_count_under_the_identifiers_is_no_child(
    label: str, count: object, tmp_path: Path
) -> None:
    """A web page and a text file have numbers as text."""
    jane, others = children("Jane Doe", "", ""), children("Ann Other", "", "Bo Third", "", first=4)
    reading = read_rows(tmp_path, [HEADINGS, *jane, (label, count, None, None), *others])
    assert list(reading.snapshot.children) == [f"C{n}" for n in range(1, 8)]
    assert holders(reading) == [*["Jane Doe"] * 3, *["Ann Other"] * 2, *["Bo Third"] * 2]


def test_that_a_group_may_be_under_the_team_that_the_children_are_of(tmp_path: Path) -> None:
    team = "Family Support and Safeguarding Team"
    rows = [(*row[1:], team) for row in children("", "", "", "")]
    groups = [("Jane Doe",), *rows[:2], (team,), *rows[2:3], ("Please tell us, the team",), rows[3]]
    reading = read_rows(tmp_path, [(*NO_WORKER, "Team"), *groups])
    assert holders(reading) == ["Jane Doe", "Jane Doe", team, "?"]


@pytest.mark.parametrize("mark", ['"', "''", "do.", "as above", "Fel uchod"])
def test_that_a_mark_for_the_same_is_the_worker_above(tmp_path: Path, mark: str) -> None:
    rows = (HEADINGS, *children("Jane Roe", mark, mark, "James Doe", mark, "Unallocated", mark))
    reading = read_rows(tmp_path, rows)
    assert holders(reading) == [*["Jane Roe"] * 3, *["James Doe"] * 2, "-", "-"]


def test_that_a_mark_in_the_first_row_is_of_nobody_who_can_be_told(tmp_path: Path) -> None:
    assert holders(read_rows(tmp_path, (HEADINGS, *children('"', "Jane Roe")))) == ["?", "Jane Roe"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Social worker:", "Jane Roe"), ("Social worker:", "Unallocated")),
        (("Jane Roe", None, "Caseload:", 1), ("Unallocated", None, "Caseload:", 1)),
        (("Jane Roe's caseload",), ("Unallocated cases",)),
    ],
)
def test_that_a_name_with_words_for_what_it_is_heads_a_group(
    tmp_path: Path, one: tuple[object, ...], other: tuple[object, ...]
) -> None:
    rows = (NO_WORKER, one, ("C1", BORN, "CP"), other, ("C2", BORN, "CP"))
    assert holders(read_rows(tmp_path, rows)) == ["Jane Roe", "-"]


def test_that_a_name_above_the_headings_holds_the_rows_up_to_the_next_name(tmp_path: Path) -> None:
    blocks = (("Jane Roe",), NO_WORKER, ("C1", BORN, "CP"), ("James Doe",), NO_WORKER)
    reading = read_rows(tmp_path, (*blocks, ("C2", BORN, "CP")))
    assert holders(reading) == ["Jane Roe", "James Doe"]
