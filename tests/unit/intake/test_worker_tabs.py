"""A tab per worker: whose name on a tab holds the children on it, and whose does not."""

from datetime import date
from pathlib import Path

import pytest
from books import AS_AT, CHILDREN, WORKERS, Rows, a_workbook, found, holder

from allocation_app.domain.people import Role
from allocation_app.intake import Code, Holding, Mapping, Reading, read
from allocation_app.intake.names import name_key

BORN = date(2015, 3, 4)


def rows_of(*ids: str) -> Rows:
    """A list of children without a column for the worker."""
    return (("Child ID", "DOB", "Status"), *((one, BORN, "CP") for one in ids))


def reading_of_tabs(folder: Path, tabs: dict[str, Rows]) -> Reading:
    """What is read from a workbook with these tabs."""
    return read([a_workbook(folder / "caseload.xlsx", **tabs)], as_at=AS_AT)


def names(reading: Reading) -> dict[str, str]:
    """The worker of each child, "-" for none, "?" where it can't be told."""
    told = {}
    for one in reading.snapshot.children.values():
        held = holder(reading, one.id)
        told[str(one.id)] = "?" if not one.is_holder_readable else held.name if held else "-"
    return told


def test_that_the_names_on_two_tabs_hold_the_children_on_them(tmp_path: Path) -> None:
    reading = reading_of_tabs(
        tmp_path, {"Jane Doe": rows_of("C1", "C2"), "Other, Ann": rows_of("C3")}
    )
    assert names(reading) == {"C1": "Jane Doe", "C2": "Jane Doe", "C3": "Ann Other"}
    noted = found(reading, Code.WORKER_FROM_TAB)
    assert [(p.sheet, p.value, p.details["rows"]) for p in noted] == [
        ("Jane Doe", "Jane Doe", "2"),
        ("Other, Ann", "Other, Ann", "1"),
    ]
    assert [s.worker_from for s in reading.files[0].sheets] == ["tab", "tab"]
    assert found(reading, Code.COLUMN_MISSING) == []


def test_that_a_column_of_advisers_does_not_take_the_children_from_the_worker_of_the_tab(
    tmp_path: Path,
) -> None:
    advised: Rows = (
        ("Child ID", "DOB", "Status", "Personal adviser"),
        ("C1", date(2009, 1, 2), "LAC", "Pat Lee"),
    )
    tabs = {"Jane Doe": advised, "Ann Other": rows_of("C2")}
    assert names(reading_of_tabs(tmp_path, tabs)) == {"C1": "Jane Doe", "C2": "Ann Other"}


def test_that_tabs_for_nobody_and_for_duty_stand_beside_those_of_people(tmp_path: Path) -> None:
    tabs = {
        "Jane Doe": rows_of("C1"),
        "Unallocated": rows_of("C2"),
        "Duty": rows_of("C3"),
        "Heb ei ddyrannu": rows_of("C4"),
    }
    assert names(reading_of_tabs(tmp_path, tabs)) == {
        "C1": "Jane Doe",
        "C2": "-",
        "C3": "Duty",
        "C4": "-",
    }


def test_that_one_tab_is_enough_where_the_staff_list_has_the_name(tmp_path: Path) -> None:
    reading = reading_of_tabs(tmp_path, {"James Doe": rows_of("C1"), "Staff": WORKERS})
    assert [spell.worker for spell in reading.snapshot.spells] == ["W1"]


def test_that_a_single_name_that_nobody_knows_is_not_enough(tmp_path: Path) -> None:
    assert names(reading_of_tabs(tmp_path, {"Jane Doe": rows_of("C1")})) == {"C1": "?"}


@pytest.mark.parametrize(
    "tabs",
    [
        ("Sheet1", "Sheet2"),
        ("November 2026", "October 2026"),
        ("Child Protection", "Looked After"),
        ("North Team", "South Team"),
        ("Children", "Care Leavers"),
        ("List 6", "Court Cases"),
    ],
)
def test_that_tabs_called_by_anything_else_hold_nobody(
    tmp_path: Path, tabs: tuple[str, str]
) -> None:
    reading = reading_of_tabs(tmp_path, {tabs[0]: rows_of("C1"), tabs[1]: rows_of("C2")})
    assert names(reading) == {"C1": "?", "C2": "?"}


def test_that_a_title_with_the_workers_name_stands_before_the_tabs(tmp_path: Path) -> None:
    tabs = {
        "Sheet1": (("Social worker: Jane Doe",), (), *rows_of("C1")),
        "Sheet2": (("Gweithiwr cymdeithasol:", "Siân Prŷs"), (), *rows_of("C2")),
    }
    assert names(reading_of_tabs(tmp_path, tabs)) == {"C1": "Jane Doe", "C2": "Siân Prŷs"}


def test_that_a_column_for_the_worker_stands_before_the_tabs_name(tmp_path: Path) -> None:
    reading = reading_of_tabs(tmp_path, {"Ann Other": CHILDREN, "Bo Third": rows_of("C1")})
    assert names(reading)["007"] == "James Doe"


def test_that_notes_on_a_workers_tab_are_no_children_without_an_identifier(tmp_path: Path) -> None:
    notes = (("",), ("", "", "", "a stray remark"))
    tabs = {"Jane Doe": (*rows_of("C1"), *notes), "Ann Other": rows_of("C2")}
    reading = reading_of_tabs(tmp_path, tabs)
    assert found(reading, Code.ROW_WITHOUT_ID) == []


def test_that_a_column_for_the_worker_that_is_blank_leaves_the_children_to_the_tab(
    tmp_path: Path,
) -> None:
    tabs = {
        name: ((*rows_of(one)[0], "Social worker"), (*rows_of(one)[1], None))
        for name, one in (("Jane Doe", "C1"), ("Ann Other", "C2"), ("Unallocated", "C3"))
    }
    assert names(reading_of_tabs(tmp_path, tabs)) == {
        "C1": "Jane Doe",
        "C2": "Ann Other",
        "C3": "-",
    }


def test_that_a_name_on_a_tab_means_what_a_person_said_it_means(tmp_path: Path) -> None:
    path = a_workbook(
        tmp_path / "caseload.xlsx", **{"Jane Doe": rows_of("C1"), "Pod seven": rows_of("C2")}
    )
    assert names(read([path], as_at=AS_AT)) == {"C1": "?", "C2": "?"}
    decided = Mapping(workers={name_key("Pod seven"): Holding.NOBODY})
    assert names(read([path], as_at=AS_AT, mapping=decided)) == {"C1": "Jane Doe", "C2": "-"}


def test_that_a_name_over_rows_means_what_a_person_said_it_means(tmp_path: Path) -> None:
    rows = (
        ("Child ID", "DOB", "Status"),
        ("Jane Doe",), ("C1", BORN, "CP"),
        ("Pod seven",), ("C2", BORN, "CP"),
    )  # fmt: skip
    path = a_workbook(tmp_path / "caseload.xlsx", Children=rows)
    assert names(read([path], as_at=AS_AT))["C2"] == "?"
    decided = Mapping(workers={name_key("Pod seven"): Holding.TEAM})
    reading = read([path], as_at=AS_AT, mapping=decided)
    assert names(reading) == {"C1": "Jane Doe", "C2": "Pod seven"}
    assert holder(reading, "C2").role is Role.TEAM
