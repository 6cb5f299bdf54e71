"""Workers: one person under many spellings, nobody, no person, and the staff list."""

from datetime import date
from pathlib import Path

import pytest
from books import AS_AT, at, child, found, holder, reading_of

from allocation_app.domain.people import Absence, Reduction, Role, Worker, WorkerId
from allocation_app.intake import Code, Reading
from allocation_app.intake.names import name_key

BORN = date(2015, 3, 4)
STAFF_HEAD = ("Worker ID", "Name", "Role", "Team", "FTE")
STAFF = (STAFF_HEAD, ("W1", "James Doe", "Social Worker", "North", 1.0))


def held_by(
    folder: Path, *names: object, staff: tuple[tuple[object, ...], ...] | None = None
) -> Reading:
    """Children C1, C2, ... with these in the worker's cell."""
    rows = [(f"C{n}", BORN, "CP", "North Team", name) for n, name in enumerate(names, 1)]
    head = ("Child ID", "DOB", "Status", "Team", "Social worker")
    return reading_of(folder, (head, *rows), staff)


def listed(folder: Path, headings: tuple[str, ...], *rows: tuple[object, ...]) -> list[Worker]:
    """The workers of a staff list with these columns."""
    reading = held_by(folder, "", staff=(headings, *rows))
    return [worker for worker in reading.snapshot.workers.values() if worker.is_listed]


@pytest.mark.parametrize(
    "text",
    [
        "James Doe",
        "Doe, James",
        "DOE JAMES",
        " james  doe ",
        "James\xa0Doe",
        "Mr James Doe",
        "James Doe (Agency)",
        "Jâmes Doe",
    ],
)
def test_that_every_spelling_of_a_name_is_one_worker(tmp_path: Path, text: str) -> None:
    reading = held_by(tmp_path, "James Doe", text, staff=STAFF)
    assert [holder(reading, c) == holder(reading) for c in ("C1", "C2")] == [True, True]
    worker = holder(reading)
    assert worker is not None
    assert (worker.id, worker.name) == ("W1", "James Doe")


def test_that_spellings_taken_as_one_are_said(tmp_path: Path) -> None:
    reading = held_by(tmp_path, "James Doe", "Doe, James", staff=STAFF)
    notes = found(reading, Code.WORKER_SPELLINGS)
    assert [(p.value, p.details["kept"]) for p in notes] == [("Doe, James", "James Doe")]


def test_that_names_that_differ_are_two_workers() -> None:
    assert len({name_key(name) for name in ("Jane Doe", "James Doe", "J Doe", "Jane Roe")}) == 4


def test_that_a_worker_without_a_staff_list_is_known_by_name_in_usual_order(tmp_path: Path) -> None:
    reading = held_by(tmp_path, "Doe, James")
    worker = holder(reading)
    assert worker is not None
    assert (worker.id, worker.role, worker.is_listed) == ("James Doe", None, False)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Unallocated",
        "UNALLOCATED ",
        "TBC",
        "None",
        "N/A",
        "-",
        "Heb ei ddyrannu",
        "Awaiting allocation",
    ],
)
def test_that_words_for_nobody_leave_a_child_without_worker(tmp_path: Path, text: str) -> None:
    reading = held_by(tmp_path, text)
    assert holder(reading) is None
    assert child(reading).is_holder_readable
    assert [p.value for p in found(reading, Code.WORKER_NOBODY)] == ([text.strip()] if text else [])


@pytest.mark.parametrize("text", ["Unknown", "not known", "?", "d/k"])
def test_that_a_worker_nobody_knows_is_not_nobody(tmp_path: Path, text: str) -> None:
    reading = held_by(tmp_path, text)
    assert not child(reading).is_holder_readable
    assert at(reading, Code.WORKER_UNKNOWN) == [(2, "E", text)]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Duty", Role.DUTY),
        ("Duty Worker", Role.DUTY),
        ("DUTY TRAY", Role.DUTY),
        ("Dyletswydd", Role.DUTY),
        ("Duty - Jane Roe", Role.DUTY),
        ("North Team", Role.TEAM),
        ("Assessment Team Inbox", Role.TEAM),
        ("Tîm y Gogledd", Role.TEAM),
        ("Safeguarding Team", Role.TEAM),
        ("Team Manager", Role.MANAGER),
        ("Ann Other (Team Manager)", Role.MANAGER),
    ],
)
def test_that_a_name_of_no_caseworker_has_its_role(tmp_path: Path, text: str, role: Role) -> None:
    worker = holder(held_by(tmp_path, text))
    assert worker is not None
    assert worker.role is role


def test_that_a_name_two_of_the_staff_share_is_not_guessed(tmp_path: Path) -> None:
    staff = (*STAFF, ("W2", "Doe, James", "Social Worker", "South", 0.5))
    reading = held_by(tmp_path, "James Doe", staff=staff)
    assert {w.id for w in reading.snapshot.workers.values()} == {"W1", "W2"}
    assert not child(reading).is_holder_readable
    assert [p.details["workers"] for p in found(reading, Code.WORKER_AMBIGUOUS)] == ["W1, W2"]


def test_that_an_identifier_decides_between_two_of_one_name(tmp_path: Path) -> None:
    staff = (*STAFF, ("W2", "James Doe", "Social Worker", "South", 0.5))
    head = ("Child ID", "DOB", "Status", "Social worker", "Worker ID")
    rows = (head, ("C1", BORN, "CP", "James Doe", "W2"), ("C2", BORN, "CP", "Jane Roe", "W1"))
    reading = reading_of(tmp_path, rows, staff)
    workers = [holder(reading, given) for given in ("C1", "C2")]
    assert [worker.id for worker in workers if worker is not None] == ["W2", "W1"]
    conflicts = found(reading, Code.WORKER_CONFLICT)
    assert [(p.row, p.value, p.details["kept"]) for p in conflicts] == [
        (3, "Jane Roe", "James Doe")
    ]


def test_that_a_name_missing_from_the_staff_list_is_said_once(tmp_path: Path) -> None:
    reading = held_by(tmp_path, "Jane Roe", "Roe, Jane", "James Doe", staff=STAFF)
    missing = found(reading, Code.WORKER_NOT_LISTED)
    assert [(p.value, p.row) for p in missing] == [("Jane Roe", 2)]
    assert missing[0].details["rows"] == "2"


def test_that_a_child_of_an_adviser_without_worker_is_the_advisers(tmp_path: Path) -> None:
    head = ("Child ID", "DOB", "Status", "Social worker", "Personal adviser")
    reading = reading_of(tmp_path, (head, ("C1", BORN, "Care leaver", "", "Ann Other")))
    worker = holder(reading)
    assert worker is not None
    assert worker.role is Role.PERSONAL_ADVISER


@pytest.mark.parametrize(
    ("title", "role", "is_new"),
    [
        ("Social Worker", Role.SOCIAL_WORKER, False),
        ("Gweithiwr Cymdeithasol", Role.SOCIAL_WORKER, False),
        ("NQSW", Role.SOCIAL_WORKER, True),
        ("Social Worker (ASYE)", Role.SOCIAL_WORKER, True),
        ("Agency Social Worker", Role.SOCIAL_WORKER, False),
        ("Senior Practitioner", Role.SENIOR_SOCIAL_WORKER, False),
        ("Personal Advisor", Role.PERSONAL_ADVISER, False),
        ("Family Support Worker", Role.SUPPORT_WORKER, False),
        ("Student social worker", Role.STUDENT, False),
        ("Deputy Team Manager", Role.MANAGER, False),
        ("Duty", Role.DUTY, False),
        ("", None, False),
        ("Family Time Coordinator", Role.UNRECOGNISED, False),
    ],
)
def test_that_a_job_title_has_its_role(
    tmp_path: Path, title: str, role: Role | None, is_new: object
) -> None:
    worker = listed(tmp_path, STAFF_HEAD, ("W1", "James Doe", title, "North", 1))[0]
    assert (worker.role, worker.is_newly_qualified) == (role, is_new)


def test_that_a_strange_job_title_is_said_once(tmp_path: Path) -> None:
    rows = (STAFF_HEAD, ("W1", "A B", "Wizard", "N", 1), ("W2", "C D", "Wizard", "N", 1))
    problems = found(held_by(tmp_path, "A B", staff=rows), Code.ROLE_UNKNOWN)
    assert [(p.row, p.value, p.details["rows"]) for p in problems] == [(2, "Wizard", "2")]


@pytest.mark.parametrize(
    ("heading", "cell", "fte"),
    [
        ("FTE", 0.8, 0.8),
        ("WTE", "0.6", 0.6),
        ("FTE", "80%", 0.8),
        ("FTE", "", None),
        ("FTE", "tbc", None),
        ("Hours (contracted, /37)", 22.2, 0.6),
        ("Hours", "37 hrs", 1.0),
    ],
)
def test_that_hours_are_a_share_of_full_time(
    tmp_path: Path, heading: str, cell: object, fte: float | None
) -> None:
    head = ("Worker ID", "Name", "Role", heading)
    assert listed(tmp_path, head, ("W1", "James Doe", "SW", cell))[0].fte == fte


def test_that_hours_in_the_column_for_fte_are_not_guessed_at(tmp_path: Path) -> None:
    head = ("Worker ID", "Name", "Role", "FTE")
    reading = held_by(tmp_path, "James Doe", staff=(head, ("W1", "James Doe", "SW", 37)))
    assert reading.snapshot.workers[WorkerId("W1")].fte is None
    assert at(reading, Code.NUMBER_UNREADABLE) == [(2, "D", "37")]


def test_that_absences_and_reductions_are_read_from_every_row_of_a_worker(tmp_path: Path) -> None:
    head = (
        *("Worker ID", "Name", "Role", "Absent from", "Absent to", "Absence reason"),
        *("Reduction %", "Reduction reason", "Reduction from", "Reduction to"),
    )
    first = ("W1", "James Doe", "SW", AS_AT, "", "Sick", 20, "Training", AS_AT, "")
    again = ("W1", "James Doe", "SW", date(2027, 1, 4), date(2027, 1, 8), "Leave", "", "", "", "")
    worker = listed(tmp_path, head, first, again)[0]
    assert worker.absences == (
        Absence(start=AS_AT, reason="Sick"),
        Absence(start=date(2027, 1, 4), end=date(2027, 1, 8), reason="Leave"),
    )
    assert worker.reductions == (Reduction(share=0.2, reason="Training", start=AS_AT),)


def test_that_an_absence_that_runs_backwards_or_has_no_start_is_named(tmp_path: Path) -> None:
    head = ("Worker ID", "Name", "Role", "Absent from", "Absent to", "Absence reason")
    staff = (
        head,
        ("W1", "A B", "SW", AS_AT, date(2026, 1, 1), ""),
        ("W2", "C D", "SW", "", "", "Maternity"),
    )
    reading = held_by(tmp_path, "A B", staff=staff)
    assert [row for row, _, _ in at(reading, Code.DATES_BACKWARDS)] == [2]
    assert at(reading, Code.ABSENCE_UNUSABLE) == [(3, "D", "Maternity")]


def test_that_the_other_facts_of_a_worker_are_read(tmp_path: Path) -> None:
    head = (
        *("Staff ID", "Surname", "First name", "Job title", "Team", "NQSW/ASYE (Y/N)", "Agency"),
        *("Start date", "Last day", "Welsh speaker", "Languages"),
    )
    row = (17.0, "Doe", "James", "SW", "North", "Y", "Locum", "01/02/2026", AS_AT, "Ydy", "Polish")
    worker = listed(tmp_path, head, row)[0]
    assert worker == Worker(
        id=WorkerId("17"),
        name="James Doe",
        role=Role.SOCIAL_WORKER,
        team=worker.team,
        is_newly_qualified=True,
        is_agency=True,
        is_listed=True,
        first_day=date(2026, 2, 1),
        last_day=AS_AT,
        languages=frozenset({"Welsh", "Polish"}),
    )
    assert worker.team == "North"


def test_that_a_worker_listed_twice_otherwise_keeps_the_first_and_says_so(tmp_path: Path) -> None:
    staff = (*STAFF, ("W1", "James Doe", "Social Worker", "North", 0.5), STAFF[1])
    reading = held_by(tmp_path, "James Doe", staff=staff)
    assert reading.snapshot.workers[WorkerId("W1")].fte == 1.0
    conflicts = found(reading, Code.STAFF_CONFLICT)
    assert [(p.row, p.value, p.details["field"], p.details["kept"]) for p in conflicts] == [
        (3, "0.5", "fte", "1.0")
    ]
    assert [p.row for p in found(reading, Code.STAFF_REPEATED)] == [4]


def test_that_teams_that_differ_in_case_and_spaces_are_one(tmp_path: Path) -> None:
    staff = (*STAFF, ("W2", "Jane Roe", "SW", "north ", 1), ("W3", "Ann Other", "SW", "South", 1))
    assert list(held_by(tmp_path, "", staff=staff).snapshot.teams) == [
        "North",
        "South",
        "North Team",
    ]


ENDS = (
    "Child ID",
    "DOB",
    "Status",
    "Social worker",
    "Allocation start date",
    "Allocation end date",
)


@pytest.mark.parametrize("end", [None, date(2300, 1, 1), date(1900, 1, 1), date(2026, 12, 1)])
def test_that_an_allocation_without_an_end_that_has_come_is_open(
    tmp_path: Path, end: date | None
) -> None:
    reading = reading_of(tmp_path, (ENDS, ("C1", BORN, "CP", "James Doe", BORN, end)))
    worker = holder(reading)
    assert worker is not None
    assert worker.name == "James Doe"


def test_that_a_worker_whose_allocation_has_ended_holds_nobody(tmp_path: Path) -> None:
    ended = date(2026, 11, 2)
    reading = reading_of(tmp_path, (ENDS, ("C1", BORN, "CP", "James Doe", BORN, ended)))
    assert holder(reading) is None
    assert [spell.end for spell in reading.snapshot.spells] == [ended]
    assert child(reading).is_holder_readable


def test_that_of_several_allocations_the_open_one_counts(tmp_path: Path) -> None:
    past = ("C1", BORN, "CP", "James Doe", BORN, date(2026, 11, 2))
    present = ("C1", BORN, "CP", "Jane Roe", date(2026, 11, 2), None)
    for rows in ((past, present), (present, past)):
        reading = reading_of(tmp_path, (ENDS, *rows))
        worker = holder(reading)
        assert worker is not None
        assert worker.name == "Jane Roe"
        assert found(reading, Code.CHILD_CONFLICT) == []


def test_that_an_end_that_can_not_be_read_leaves_the_holder_unknown(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, (ENDS, ("C1", BORN, "CP", "James Doe", BORN, "May be today")))
    assert holder(reading) is None
    assert not child(reading).is_holder_readable
