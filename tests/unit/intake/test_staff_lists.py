"""Staff lists and the workforce census: who is away, who holds no cases, what is no worker."""

from datetime import date
from pathlib import Path

import pytest
from books import AS_AT, BORN, a_text_file, a_workbook, at, found, holder

from allocation_app.domain.people import Absence, Reduction, Role, WorkerId
from allocation_app.intake import Code, Reading, read

CENSUS = (
    "AgencyWorker,SWENo,FTE,PersonBirthDate,OrgRole,RoleStartDate,RoleEndDate,Cases30,"
    "Absat30Sept,ReasonAbsence,CFKSSstatus"
)
CHILDREN = "Child ID,DOB,Status,Worker ID\nC1,04/03/2015,CP,SW1\n"
SEPTEMBER = date(2026, 9, 30)


def census_of(folder: Path, *rows: str, as_at: date = AS_AT) -> Reading:
    """What is read from a list of children and a census beside it."""
    census = a_text_file(folder / "census.csv", "\n".join((CENSUS, *rows)))
    return read([a_text_file(folder / "c.csv", CHILDREN), census], as_at=as_at)


@pytest.mark.parametrize(
    ("code", "role"),
    [
        ("1", Role.MANAGER),
        ("2", Role.MANAGER),
        ("3", Role.MANAGER),
        ("4", Role.SENIOR_SOCIAL_WORKER),
        ("5", Role.SOCIAL_WORKER),
        ("6", Role.SOCIAL_WORKER),
        ("9", Role.UNRECOGNISED),
    ],
)
def test_that_the_codes_of_a_census_are_roles(tmp_path: Path, code: str, role: Role) -> None:
    reading = census_of(tmp_path, f"1,SW1,0.8,1980-01-01,{code},2020-01-06,,12,0,,")
    worker = reading.snapshot.workers[WorkerId("SW1")]
    assert (worker.role, worker.fte, worker.is_agency) == (role, 0.8, True)
    assert (worker.first_day, worker.last_day) == (date(2020, 1, 6), None)
    assert len(found(reading, Code.ROLE_UNKNOWN)) == (role is Role.UNRECOGNISED)


def test_that_a_worker_without_cases_has_no_hours_for_any(tmp_path: Path) -> None:
    rows = [f"0,SW{code},1,,{code},,,0,0,," for code in (5, 6)]
    reading = census_of(tmp_path, *rows)
    assert reading.snapshot.workers[WorkerId("SW5")].reductions == ()
    reductions = reading.snapshot.workers[WorkerId("SW6")].reductions
    assert reductions == (Reduction(share=1, reason="OrgRole 6"),)
    assert [p.details["rows"] for p in found(reading, Code.STAFF_WITHOUT_CASES)] == ["1"]


@pytest.mark.parametrize(("status", "is_new"), [("1", True), ("2", False), ("", False)])
def test_that_an_asye_of_a_census_is_newly_qualified(
    tmp_path: Path, status: str, *, is_new: bool
) -> None:
    reading = census_of(tmp_path, f"0,SW1,1,,5,,,9,0,,{status}")
    assert reading.snapshot.workers[WorkerId("SW1")].is_newly_qualified is is_new
    assert found(reading, Code.YES_NO_UNREADABLE) == []


@pytest.mark.parametrize("as_at", [SEPTEMBER, AS_AT])
def test_that_an_absence_of_a_census_counts_on_its_own_day_alone(
    tmp_path: Path, as_at: date
) -> None:
    rows = ("0,SW1,1,,5,,,9,1,SIC,", "0,SW2,1,,5,,,9,0,,")
    reading = census_of(tmp_path, *rows, as_at=as_at)
    is_that_day = as_at == SEPTEMBER
    absences = reading.snapshot.workers[WorkerId("SW1")].absences
    assert absences == ((Absence(start=SEPTEMBER, reason="SIC"),) if is_that_day else ())
    assert reading.snapshot.workers[WorkerId("SW2")].absences == ()
    assert len(found(reading, Code.ABSENCE_OF_SEPTEMBER)) == (not is_that_day)
    assert found(reading, Code.ABSENCE_UNUSABLE) == []


CHILD_HEAD = ("Child ID", "DOB", "Status", "Social worker")


def with_staff(folder: Path, *staff: tuple[object, ...], worker: str = "James Doe") -> Reading:
    """What is read from a list of children and a staff list in two files, the staff first."""
    rows = (CHILD_HEAD, ("C1", BORN, "CP", worker))
    files = [
        a_workbook(folder / "staff.xlsx", Staff=staff),
        a_workbook(folder / "children.xlsx", Children=rows),
    ]
    return read(files, as_at=AS_AT)


def test_that_a_vacant_post_and_a_tray_are_no_workers_with_hours(tmp_path: Path) -> None:
    head = ("Worker ID", "Name", "Role", "FTE")
    staff = (
        head,
        ("W1", "Vacant post", "Social Worker", 1),
        ("W2", "Duty", "", ""),
        ("W3", "James Doe", "Social Worker", 1),
    )
    reading = with_staff(tmp_path, *staff)
    assert {w.id: w.role for w in reading.snapshot.workers.values()} == {
        "W2": Role.DUTY,
        "W3": Role.SOCIAL_WORKER,
    }
    assert at(reading, Code.STAFF_VACANCY) == [(2, "B", "Vacant post")]


@pytest.mark.parametrize(
    ("head", "row"),
    [
        (("Worker ID", "Name", "FTE"), ("W1", "Doe, James", 0.8)),
        (("Worker ID", "Surname", "Forename", "FTE"), ("W1", "Doe", "James", 0.8)),
        (("Rhif gweithiwr", "Enw'r gweithiwr", "CAG"), ("W1", "DOE JAMES", 0.8)),
        (("Worker ID", "Name", "Hours"), ("W1", "James Doe", 29.6)),
    ],
)
def test_that_a_name_is_one_however_the_staff_list_writes_it(
    tmp_path: Path, head: tuple[str, ...], row: tuple[object, ...]
) -> None:
    worker = holder(with_staff(tmp_path, head, row))
    assert worker is not None
    assert (worker.id, worker.fte) == ("W1", 0.8)


@pytest.mark.parametrize("is_staff_first", [True, False])
@pytest.mark.parametrize(
    ("heading", "cell"), [("Social worker", "Doe, James"), ("Worker ID", "W1")]
)
def test_that_children_and_staff_may_stand_in_two_files_in_either_order(
    tmp_path: Path, heading: str, cell: str, *, is_staff_first: bool
) -> None:
    rows = (("Child ID", "DOB", "Status", heading), ("C1", BORN, "CP", cell))
    staff = (("Worker ID", "Name", "Role"), ("W1", "James Doe", "Social Worker"))
    files = [
        a_workbook(tmp_path / "staff.xlsx", Staff=staff),
        a_workbook(tmp_path / "children.xlsx", Children=rows),
    ]
    reading = read(files if is_staff_first else files[::-1], as_at=AS_AT)
    worker = holder(reading)
    assert worker is not None
    assert (worker.id, worker.name, worker.is_listed) == ("W1", "James Doe", True)


def test_that_lists_of_children_that_overlap_are_joined(tmp_path: Path) -> None:
    one = (CHILD_HEAD, ("C1", BORN, "CP", "James Doe"), ("C2", BORN, "CP", "James Doe"))
    two = (CHILD_HEAD, ("C2", BORN, "CP", "Doe, James"), ("C3", BORN, "CP", "Jane Roe"))
    files = [a_workbook(tmp_path / f"{n}.xlsx", Sheet=rows) for n, rows in enumerate((one, two))]
    reading = read(files, as_at=AS_AT)
    assert list(reading.snapshot.children) == ["C1", "C2", "C3"]
    assert len(found(reading, Code.CHILD_REPEATED)) == 1
    assert found(reading, Code.CHILD_CONFLICT) == []


@pytest.mark.parametrize(("cell", "is_away"), [("Y", True), ("N", False)])
def test_that_a_worker_who_is_away_without_dates_is_away_today(
    tmp_path: Path, cell: str, *, is_away: bool
) -> None:
    staff = (("Worker ID", "Name", "Role", "Absent"), ("W1", "James Doe", "SW", cell))
    reading = with_staff(tmp_path, *staff)
    absences = reading.snapshot.workers[WorkerId("W1")].absences
    assert absences == ((Absence(start=AS_AT),) if is_away else ())
    assert len(found(reading, Code.ABSENCE_SINCE_UNKNOWN)) == is_away
