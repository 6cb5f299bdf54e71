"""Real Annex A files, unchanged, are recognised without a mapping; what is odd in them is said.

They lie beside the checkout (../shared/spreadsheets/real) or where SHARED_SPREADSHEETS says.
"""

import csv
import os
from collections import Counter
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

import pytest

from allocation_app.domain.people import ChildId, EventKind, Status
from allocation_app.errors import InputError, Problem
from allocation_app.intake import Code, Reading, read

ROOT = Path(__file__).resolve().parents[2]
REAL = Path(os.environ.get("SHARED_SPREADSHEETS", ROOT.parent / "shared/spreadsheets")) / "real"

LIIA = "liia-tools__Annex_A.xlsx"
CSCDP_2015 = "AnnexA_CiNCensus_Cleaner__2015-01-sample.xlsx"
CSCDP_A = "AnnexA_CiNCensus_Cleaner__example-A-2005.xls"
CSCDP_B = "AnnexA_CiNCensus_Cleaner__example-B-2004.xlsx"
FILES = (LIIA, CSCDP_2015, CSCDP_A, CSCDP_B)
AS_AT = date(2021, 3, 31)
UNKNOWN = ("", "unknown")

pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason=f"{REAL} is not here")

ROWS = {
    LIIA: {1: 5, 2: 5, 3: 6, 4: 5, 5: 5, 6: 5, 7: 7, 8: 5, 9: 6, 10: 5, 11: 5},
    CSCDP_2015: {3: 5},
    CSCDP_A: {1: 1, 2: 12},
    CSCDP_B: {1: 1, 2: 10},
}
"""How many rows each list has; the others have none."""


@lru_cache(maxsize=8)
def reading(name: str) -> Reading:
    """What is read from a file, once for all tests."""
    return read([REAL / name], as_at=AS_AT)


def problems(name: str, code: Code) -> list[Problem]:
    """The problems of one code in a file."""
    return [problem for problem in reading(name).problems if problem.code == code]


@pytest.mark.parametrize("name", FILES)
def test_that_all_eleven_lists_are_recognised_and_nothing_else_is(name: str) -> None:
    sheets = reading(name).files[0].sheets
    layouts = [sheet.layout for sheet in sheets if sheet.layout not in UNKNOWN]
    assert layouts == [f"annex_a_list_{number}" for number in range(1, 12)]
    assert {sheet.name for sheet in sheets if sheet.layout in UNKNOWN} <= {
        "Front_Sheet",
        "FAQ_and_changes",
        "Guidance",
        "Codes_used",
    }


@pytest.mark.parametrize("name", FILES)
def test_that_the_rows_of_every_list_are_counted(name: str) -> None:
    sheets = [s for s in reading(name).files[0].sheets if s.layout not in UNKNOWN]
    assert {n: sheet.rows for n, sheet in enumerate(sheets, 1) if sheet.rows} == ROWS[name]
    assert {sheet.header_row for sheet in sheets} == {1 if name == LIIA else 2}


@pytest.mark.parametrize("name", FILES)
def test_that_lists_of_the_past_are_set_aside_and_say_so(name: str) -> None:
    lists = [problem.details["list"] for problem in problems(name, Code.SHEET_SET_ASIDE)]
    assert sorted(map(int, lists)) == [1, 2, 3, 4, 5, 10, 11]


@pytest.mark.parametrize("name", [CSCDP_2015, CSCDP_A, CSCDP_B])
def test_that_lists_without_rows_give_no_children_and_say_so(name: str) -> None:
    assert not reading(name).snapshot.children
    assert len(problems(name, Code.NO_CHILDREN)) == 1
    assert len(problems(name, Code.TABLE_EMPTY)) == 4


def test_that_the_caseload_is_the_union_of_lists_6_to_9_without_closed_rows() -> None:
    children = reading(LIIA).snapshot.children
    assert Counter(status for child in children.values() for status in child.statuses) == {
        Status.CARE_AND_SUPPORT: 5,
        Status.REGISTERED: 2,
        Status.LOOKED_AFTER: 4,
        Status.CARE_LEAVER: 6,
    }
    closed = {
        problem.sheet: problem.details["rows"] for problem in problems(LIIA, Code.ROWS_CLOSED)
    }
    assert closed == {"List 7": "5", "List 8": "1"}


def test_that_workers_who_could_not_be_looked_up_are_not_unallocated() -> None:
    cells = [
        (problem.sheet, problem.row, problem.column, problem.value)
        for problem in problems(LIIA, Code.CELL_ERROR)
    ]
    assert cells == [("List 6", row, column, "#N/A") for row in range(2, 7) for column in "MN"]
    unreadable = [c for c in reading(LIIA).snapshot.children.values() if not c.is_holder_readable]
    assert len(unreadable) == 5
    held = {spell.child for spell in reading(LIIA).snapshot.spells}
    assert held == set(reading(LIIA).snapshot.children) - {child.id for child in unreadable}


def test_that_children_of_past_lists_only_are_in_nobodys_caseload() -> None:
    assert ChildId("6537810") not in reading(LIIA).snapshot.children


def test_that_dates_of_birth_that_differ_between_lists_are_said_and_not_merged() -> None:
    conflicts = problems(LIIA, Code.CHILD_CONFLICT)
    assert len(conflicts) == 5
    one = next(problem for problem in conflicts if problem.details["child"] == "7961370")
    assert (one.sheet, one.value, one.details["kept"]) == ("List 10", "2002-02-13", "2002-08-07")
    child = reading(LIIA).snapshot.children[ChildId("7961370")]
    assert child.date_of_birth == date(2002, 8, 7)


def test_that_children_missing_from_list_6_are_said() -> None:
    missing = {
        p.details["list"]: p.details["rows"] for p in problems(LIIA, Code.CHILDREN_NOT_ON_LIST_6)
    }
    assert missing == {"7": "2", "8": "4"}


def test_that_codes_of_another_service_are_said() -> None:
    codes = [
        (p.sheet, p.row, p.value, p.details["rows"]) for p in problems(LIIA, Code.CODE_UNKNOWN)
    ]
    assert codes == [
        ("List 4", 2, "CS Assessment Updated", "5"),
        ("List 6", 2, "PSRMEM - Support with memory and cognition", "1"),
    ]


def test_that_the_dates_of_a_looked_after_child_are_those_of_list_8() -> None:
    child = reading(LIIA).snapshot.children[ChildId("2529037")]
    assert child.events == {
        EventKind.LOOKED_AFTER_START: date(2010, 2, 24),
        EventKind.LOOKED_AFTER_REVIEW: date(2021, 2, 26),
        EventKind.VISIT: date(2021, 2, 22),
        EventKind.PLACEMENT_START: date(2020, 6, 11),
        EventKind.CARE_ORDER: date(2012, 9, 17),
        EventKind.DENTIST: date(2019, 12, 16),
    }
    assert (child.placements_in_year, child.is_placement_long_term) == (2, False)


def test_that_a_child_last_seen_alone_on_a_visit_has_both_dates() -> None:
    child = reading(LIIA).snapshot.children[ChildId("5358472")]
    assert child.events[EventKind.SEEN_ALONE] == child.events[EventKind.VISIT] == date(2021, 3, 2)


def test_that_words_among_dates_are_shown_and_not_guessed() -> None:
    unreadable = [(p.sheet, p.row, p.value) for p in problems(CSCDP_B, Code.DATE_UNREADABLE)]
    assert unreadable == [("List_2", 10, "May be 8 Jan 2000")]


def test_that_text_among_dates_is_converted_and_said() -> None:
    sheets = {problem.sheet for problem in problems(CSCDP_A, Code.DATES_FROM_TEXT)}
    assert sheets == {"List_2"}


def test_that_what_is_taken_from_no_column_is_shown_nowhere() -> None:
    assert "28 2WB" not in repr(reading(LIIA))
    assert "Physical abuse" not in repr(reading(LIIA))


SET_903 = tuple(
    f"csc-validator-be-903__{name}.csv" for name in ("sw_episodes", "header", "reviews", "episodes")
)
CIN_DETAILS = "D2I-Jupyter-Notebook-Tools__CINdetails.csv"


@lru_cache(maxsize=1)
def returned() -> Reading:
    """The SSDA903 set, read together."""
    return read([REAL / name for name in SET_903], as_at=AS_AT)


def counted(code: Code) -> list[str]:
    """How many rows or children the problems of a code in the SSDA903 set are about."""
    return [p.details["rows"] for p in returned().problems if p.code == code]


def test_that_the_children_of_a_903_return_are_those_with_an_open_episode() -> None:
    with (REAL / SET_903[3]).open(encoding="utf-8") as file:
        expected = {row["CHILD"] for row in csv.DictReader(file) if not row["DEC"]}
    assert set(returned().snapshot.children) == expected
    assert len(expected) == 1408
    assert counted(Code.EPISODES_ENDED) == [str(2123 - 1408)]
    assert counted(Code.EPISODES_NONE) == [str(2675 - 2123)]
    assert counted(Code.CHILDREN_ENDED) == ["1"]


def test_that_the_births_of_a_903_return_come_from_its_header() -> None:
    children = returned().snapshot.children.values()
    assert all(child.statuses == {Status.LOOKED_AFTER} for child in children)
    assert all(child.date_of_birth is not None for child in children)
    assert children
    assert not any(child.is_holder_readable for child in children)
    assert counted(Code.CHILDREN_OF_OTHER_SPELLS) == ["1408"]


def test_that_the_dates_of_a_903_child_are_those_of_its_episodes_and_reviews() -> None:
    child = returned().snapshot.children[ChildId("566910")]
    assert child.date_of_birth == date(2008, 3, 27)
    assert child.events[EventKind.PLACEMENT_START] == date(2017, 8, 14)
    assert EventKind.LOOKED_AFTER_START not in child.recorded


def test_that_open_details_of_a_cin_census_are_cases_of_whom_nobody_knows_the_worker() -> None:
    with (REAL / CIN_DETAILS).open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    is_open = {
        row["LAchildID"]
        for row in rows
        if not row["CINclosureDate"]
        or datetime.strptime(row["CINclosureDate"], "%d/%m/%Y").date() > AS_AT  # noqa: DTZ007
    }
    children = reading(CIN_DETAILS).snapshot.children
    assert set(children) == is_open
    assert not any(child.is_holder_readable for child in children.values())
    missing = {p.details["field"] for p in problems(CIN_DETAILS, Code.COLUMN_MISSING)}
    assert missing == {"worker", "status", "date_of_birth"}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("liia-tools__social_work_workforce_2022.xml", "no_table"),
        ("csc-validator-be-903__header.csv", "no_table"),
        ("csc-validator-be-903__reviews.csv", "no_table"),
    ],
)
def test_that_files_without_a_caseload_are_refused(name: str, code: str) -> None:
    with pytest.raises(InputError, match=code):
        read([REAL / name])
