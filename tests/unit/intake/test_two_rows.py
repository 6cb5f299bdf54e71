"""Headings in two rows: groups over columns, merged or not."""

from datetime import date
from pathlib import Path

from books import Rows, child, found, holder
from sheets import reading_of_sheet, tables_of

from allocation_app.domain.people import EventKind
from allocation_app.intake import Code

BORN, LAST, NEXT = date(2015, 3, 4), date(2026, 11, 2), date(2026, 12, 2)
ROW = ("C1", BORN, "CP", "Jane Roe", LAST, NEXT, date(2026, 10, 1), date(2027, 1, 1))
SINGLE = ("Child ID", "DOB", "Status", "Social worker")
BLANK = ("", "", "", "")
GROUPS = ("Statutory visit", "", "Core group", "")
SUBS = ("Last", "Next", "Last", "Next")


def events(folder: Path, rows: Rows, merges: tuple[str, ...] = ()) -> dict[EventKind, date]:
    """The events of the one child on a sheet."""
    return dict(child(reading_of_sheet(folder, {"B2": rows}, merges)).events)


def test_that_groups_over_columns_tell_last_from_next(tmp_path: Path) -> None:
    rows = ((*SINGLE, *GROUPS), (*BLANK, *SUBS), ROW)
    assert events(tmp_path, rows) == {
        EventKind.VISIT: LAST,
        EventKind.CORE_GROUP: date(2026, 10, 1),
    }


def test_that_single_headings_may_stand_beside_the_lower_row(tmp_path: Path) -> None:
    rows = ((*BLANK, *GROUPS), (*SINGLE, *SUBS), ROW)
    reading = reading_of_sheet(tmp_path, {"B2": rows})
    assert child(reading).events[EventKind.VISIT] == LAST
    assert tables_of(reading) == [("children", 3, 1)]


def test_that_what_stands_under_next_is_never_taken_for_the_last(tmp_path: Path) -> None:
    row = (*ROW[:4], "", NEXT, "", date(2027, 1, 1))
    assert events(tmp_path, ((*SINGLE, *GROUPS), (*BLANK, *SUBS), row)) == {}


def test_that_details_of_a_child_are_the_childs(tmp_path: Path) -> None:
    rows = (
        ("Child details", "", "", "", "Worker details", ""),
        ("ID", "Name", "DOB", "Status", "Name", "Start date"),
        ("C1", "Ann Example", BORN, "CP", "Jane Roe", LAST),
    )
    reading = reading_of_sheet(tmp_path, {"A1": rows})
    assert child(reading).name == "Ann Example"
    assert str(holder(reading).name) == "Jane Roe"


def test_that_a_parents_name_and_birth_are_not_the_childs(tmp_path: Path) -> None:
    rows = (
        ("Child", "", "Mother", "", "", "Case", ""),
        ("ID", "Status", "Name", "DOB", "Preferred language", "Type", "Social worker"),
        ("C1", "CP", "Mary Example", date(1990, 1, 1), "Welsh", "CP", "Jane Roe"),
    )
    reading = reading_of_sheet(tmp_path, {"A1": rows})
    one = child(reading)
    assert (one.name, one.date_of_birth, one.language) == ("", None, "")


def test_that_a_title_over_the_headings_is_no_group(tmp_path: Path) -> None:
    rows = (("Caseload of the North team",), (*SINGLE, "Last seen"), ROW[:5])
    reading = reading_of_sheet(tmp_path, {"A1": rows})
    assert [c.heading for c in reading.files[0].sheets[0].columns][:2] == ["Child ID", "DOB"]
    assert len(found(reading, Code.TEXT_OUTSIDE)) == 1


def test_that_two_rows_of_headings_repeated_are_passed_over(tmp_path: Path) -> None:
    top = ((*SINGLE, *GROUPS), (*BLANK, *SUBS))
    reading = reading_of_sheet(tmp_path, {"A1": (*top, ROW, *top, ("C2", *ROW[1:]))})
    assert list(reading.snapshot.children) == ["C1", "C2"]
    assert [p.row for p in found(reading, Code.HEADER_REPEATED)] == [4, 5]


def test_that_merged_cells_say_how_far_a_group_goes(tmp_path: Path) -> None:
    top = ((*SINGLE, "Statutory visit", "", "Team"), (*BLANK, "Last", "Next", ""))
    row = (*ROW[:6], "North")
    reading = reading_of_sheet(tmp_path, {"B3": (*top, row)}, ("F3:G3", "B3:B4", "H3:H4"))
    assert child(reading).events == {EventKind.VISIT: LAST}
    assert child(reading).team == "North"
