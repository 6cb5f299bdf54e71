"""What can't be in a record is named by its cell, and every rule that needs it "cannot tell"."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook

from allocation_app import settings
from allocation_app.domain.findings import Finding, State
from allocation_app.domain.people import EventKind, Gap, Status, WorkerId
from allocation_app.domain.plan import Plan
from allocation_app.domain.review import Review, review
from allocation_app.errors import Problem, Severity
from allocation_app.intake import Reading, read
from allocation_app.wording.problems import message

AS_AT = date(2026, 11, 20)
BORN = date(2015, 3, 4)
CHILDREN = ("Child ID", "Date of birth", "Status", "Social worker")
STAFF = (
    ("Worker ID", "Name", "Role", "FTE"),
    ("W1", "James Doe", "Social Worker", 1),
    ("W2", "Jane Roe", "Social Worker", 1),
)
Rows = tuple[tuple[object, ...], ...]


def read_from(folder: Path, **sheets: Rows) -> Reading:
    """What is read from a workbook with these sheets."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    path = folder / "caseload.xlsx"
    book.save(path)
    return read([path], as_at=AS_AT)


def reviewed(reading: Reading) -> Review:
    return review(
        Plan(snapshot=reading.snapshot),
        settings.policy(None),
        settings.rule_set("wales"),
        settings.calendar(),
        in_time=True,
    )


def said(reading: Reading, rule: str) -> list[Finding]:
    return [finding for finding in reviewed(reading).findings if finding.rule == rule]


def the_error(reading: Reading, code: str, cell: str) -> Problem:
    """The one problem of a code: an error at this cell, with something to do about it."""
    (problem,) = (problem for problem in reading.problems if problem.code == code)
    where = f"{problem.sheet}!{problem.column}{problem.row}"
    assert (problem.severity, problem.file, where) == (Severity.ERROR, "caseload.xlsx", cell)
    assert "import again" in message(problem)
    return problem


def of_a_child(folder: Path, status: str, born: date = BORN, **more: object) -> Reading:
    """One child with these further columns."""
    head = (*CHILDREN, *(name.replace("_", " ").capitalize() for name in more))
    return read_from(
        folder, Children=(head, ("C1", born, status, "James Doe", *more.values())), Staff=STAFF
    )


@pytest.mark.parametrize(
    ("day", "kind"),
    [(BORN - timedelta(1), "before_birth"), (AS_AT + timedelta(1), "future")],
)
def test_that_a_visit_that_can_not_have_been_is_named_and_not_used(
    tmp_path: Path, day: date, kind: str
) -> None:
    reading = of_a_child(tmp_path, "CP", date_registered=AS_AT - timedelta(60), last_home_visit=day)
    problem = the_error(reading, "date_impossible", "Children!F2")
    assert (problem.details["kind"], problem.value) == (kind, day.isoformat())
    (finding,) = said(reading, "W-CP-07")
    assert finding.state is State.CANNOT_TELL
    assert EventKind.HOME_VISIT in finding.missing
    assert [f.missing for f in said(reading, "D13") if f.trigger == day] == [
        (EventKind.HOME_VISIT,)
    ]


def test_that_a_referral_to_come_is_named_and_not_used(tmp_path: Path) -> None:
    day = AS_AT + timedelta(3)
    reading = of_a_child(tmp_path, "Assessment", referral_date=day, assessment_completed="")
    the_error(reading, "date_impossible", "Children!E2")
    (finding,) = said(reading, "W-ASS-01")
    assert (finding.state, finding.missing) == (State.CANNOT_TELL, (EventKind.REFERRAL,))


def test_that_an_assessment_that_ends_before_it_starts_is_named_and_not_used(
    tmp_path: Path,
) -> None:
    start = AS_AT - timedelta(10)
    reading = of_a_child(
        tmp_path,
        "Assessment",
        referral_date=AS_AT - timedelta(30),
        assessment_start_date=start,
        assessment_completed=start - timedelta(1),
    )
    problem = the_error(reading, "date_impossible", "Children!G2")
    assert problem.details["against"] == start.isoformat()
    (finding,) = said(reading, "W-ASS-01")
    assert (finding.state, finding.missing) == (State.CANNOT_TELL, (EventKind.ASSESSMENT_END,))


@pytest.mark.parametrize(("children", "cells"), [(20, 20), (21, 1)])
def test_that_a_column_full_of_days_to_come_is_named_once(
    tmp_path: Path, children: int, cells: int
) -> None:
    head = (*CHILDREN, "Core group date")
    to_come = (
        (f"C{n}", BORN, "CP", "James Doe", AS_AT + timedelta(n)) for n in range(1, children + 1)
    )
    reading = read_from(tmp_path, Children=(head, *to_come), Staff=STAFF)
    named = [p for p in reading.problems if p.code in {"date_impossible", "dates_impossible"}]
    assert (len(named), {p.column for p in named}) == (cells, {"E"})
    assert all("import again" in message(p) for p in named)
    gaps = [f.missing for f in said(reading, "D13") if f.trigger is not None]
    assert gaps == [(EventKind.CORE_GROUP,)] * children


def test_that_a_birth_far_ahead_is_left_out(tmp_path: Path) -> None:
    far = ("C1", AS_AT + timedelta(400), "CP", "James Doe")
    children = (CHILDREN, far, ("C2", BORN, "CP", "James Doe"))
    reading = read_from(tmp_path, Children=children, Staff=STAFF)
    the_error(reading, "date_impossible", "Children!B2")
    doubtful = [f.child for f in said(reading, "D13") if f.missing == (Gap.DATE_OF_BIRTH,)]
    assert doubtful == ["C1"]


def test_that_an_allocation_to_come_is_left_out(tmp_path: Path) -> None:
    reading = of_a_child(tmp_path, "CP", date_allocated=AS_AT + timedelta(1))
    the_error(reading, "date_impossible", "Children!E2")
    (spell,) = reading.snapshot.spells
    assert (spell.worker, spell.start) == ("W1", None)
    (child,) = reading.snapshot.children.values()
    assert Gap.ALLOCATION_START not in child.told


@pytest.mark.parametrize(
    ("born", "status", "statuses"),
    [
        (date(2008, 11, 20), "CP", {Status.REGISTERED}),
        (date(2006, 1, 1), "LAC", {Status.LOOKED_AFTER}),
        (BORN, "LAC / private fostering", {Status.LOOKED_AFTER, Status.PRIVATELY_FOSTERED}),
    ],
)
def test_that_statuses_that_can_not_be_are_named_and_their_rules_can_not_tell(
    tmp_path: Path, born: date, status: str, statuses: set[Status]
) -> None:
    reading = of_a_child(tmp_path, status, born, last_visit=AS_AT - timedelta(1))
    the_error(reading, "status_contradictory", "Children!C2")
    (child,) = reading.snapshot.children.values()
    assert child.statuses == statuses
    hinged = [f for f in reviewed(reading).findings if f.rule.startswith(("W-CP", "W-CLA"))]
    assert hinged
    assert {finding.state for finding in hinged} == {State.CANNOT_TELL}
    assert all(Gap.CONTRADICTORY_STATUS in finding.missing for finding in hinged)


def test_that_a_care_leaver_of_eighteen_is_no_contradiction(tmp_path: Path) -> None:
    reading = of_a_child(tmp_path, "Care leaver", date(2006, 1, 1))
    assert [p for p in reading.problems if p.code == "status_contradictory"] == []


def test_that_a_negative_fte_is_named_and_the_load_can_not_be_told(tmp_path: Path) -> None:
    staff = (*STAFF[:1], ("W1", "James Doe", "Social Worker", -0.5), STAFF[2])
    reading = read_from(tmp_path, Children=(CHILDREN, ("C1", BORN, "CP", "James Doe")), Staff=staff)
    (problem,) = (p for p in reading.problems if p.code == "number_unreadable")
    assert (problem.sheet, problem.column, problem.row, problem.value) == ("Staff", "D", 2, "-0.5")
    assert "import again" in message(problem)
    assert reading.snapshot.workers[WorkerId("W1")].fte is None
    (finding,) = (f for f in said(reading, "D11") if f.worker == "W1")
    assert (finding.state, finding.missing) == (State.CANNOT_TELL, (Gap.FTE,))


def test_that_two_open_holders_are_named_and_nobody_knows_who_holds(tmp_path: Path) -> None:
    spells = (
        ("Child ID", "Worker", "Involvement", "Start date", "End date"),
        ("C1", "James Doe", "Case holder", AS_AT - timedelta(90), ""),
        ("C1", "Jane Roe", "Case holder", AS_AT - timedelta(30), ""),
    )
    children = (CHILDREN[:3], ("C1", BORN, "CP"))
    reading = read_from(tmp_path, Children=children, Spells=spells, Staff=STAFF)
    problem = the_error(reading, "spells_both_open", "Spells!B2")
    assert problem.details["cells"] == "Spells!B3"
    (child,) = reading.snapshot.children.values()
    assert (child.is_holder_readable, set(child.rivals)) == (False, {"W1", "W2"})
    (finding,) = said(reading, "D1")
    assert (finding.state, finding.missing) == (State.CANNOT_TELL, (Gap.RIVAL_HOLDERS,))


def test_that_an_absence_that_ends_before_it_starts_is_named_and_left_out(tmp_path: Path) -> None:
    head = (*STAFF[0], "Absent from", "Absent to", "Last supervision")
    worker = (
        "W1",
        "James Doe",
        "Social Worker",
        1,
        AS_AT,
        AS_AT - timedelta(2),
        AS_AT + timedelta(9),
    )
    reading = read_from(
        tmp_path, Children=(CHILDREN, ("C1", BORN, "CP", "James Doe")), Staff=(head, worker)
    )
    the_error(reading, "dates_backwards", "Staff!F2")
    the_error(reading, "date_impossible", "Staff!G2")
    known = reading.snapshot.workers[WorkerId("W1")]
    assert (known.absences, known.last_supervision, known.is_supervision_recorded) == (
        (),
        None,
        False,
    )


def test_that_a_worker_who_left_before_the_first_day_counts_as_left(tmp_path: Path) -> None:
    head = (*STAFF[0], "Start date", "Leaving date")
    worker = ("W1", "James Doe", "Social Worker", 1, AS_AT - timedelta(5), AS_AT - timedelta(9))
    reading = read_from(
        tmp_path, Children=(CHILDREN, ("C1", BORN, "CP", "James Doe")), Staff=(head, worker)
    )
    the_error(reading, "dates_backwards", "Staff!F2")
    assert [finding.state for finding in said(reading, "D5")] == [State.LATE]
