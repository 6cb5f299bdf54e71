"""The workbook of a plan lists what is staged: who goes where, why, and what was set aside."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from allocation_app import settings
from allocation_app.domain.people import ChildId, Involvement, WorkerId
from allocation_app.domain.plan import InvolvementChange, Move, Plan
from allocation_app.domain.review import Review, review
from allocation_app.domain.staffing import Joiner, StaffChange, StaffChangeKind
from tests.builders import write_workbook
from tests.unit.report.examples import AS_AT, a_snapshot

LATER = AS_AT + timedelta(days=12)
SNAPSHOT = a_snapshot()
HELD = next(spell.child for spell in SNAPSHOT.spells if spell.worker == "w1" and spell.end is None)
OTHER = next(
    spell.child
    for spell in SNAPSHOT.spells
    if spell.worker == "w2" and spell.end is None and spell.child != HELD
)
MOVE = Move(
    child=HELD,
    to=WorkerId("n1"),
    reason="MANAGE",
    effective=LATER,
    note="=handover booked",
    overrides=("over", "siblings"),
    override_reason="SENIOR",
)
COMES = InvolvementChange(
    child=OTHER, worker=WorkerId("w3"), involvement=Involvement.CO_WORKER, effective=LATER
)
GOES = InvolvementChange(
    child=OTHER, worker=WorkerId("w1"), involvement=Involvement.PERSONAL_ADVISER, is_end=True
)
JOINS = StaffChange(
    kind=StaffChangeKind.JOINS,
    worker=WorkerId("n1"),
    day=AS_AT,
    joiner=Joiner(name="Ann Other", fte=0.5),
)
LEAVES = StaffChange(kind=StaffChangeKind.LEAVES, worker=WorkerId("w2"), day=date(2026, 7, 31))
PLAN = Plan(
    snapshot=SNAPSHOT,
    name="Monday",
    notes="Group manager told.\n" + "and " * 80,
    moves=(MOVE,),
    involvements=(COMES, GOES),
    staffing=(LEAVES, JOINS),
)


def looked(plan: Plan) -> Review:
    return review(plan, settings.policy(), settings.rule_set(), settings.calendar())


def book_of(plan: Plan, folder: Path, *, hide_names: bool = False) -> Workbook:
    write_workbook(looked(plan), (), folder / "book.xlsx", hide_names=hide_names)
    return load_workbook(folder / "book.xlsx", data_only=True)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    """The workbook of a plan with every kind of change."""
    return book_of(PLAN, tmp_path_factory.mktemp("planned"))


def rows(book: Workbook, sheet: str) -> list[dict[str, object]]:
    (table,) = book[sheet].tables.values()
    headings, *body = [[cell.value for cell in row] for row in book[sheet][table.ref]]
    return [dict(zip(map(str, headings), row, strict=True)) for row in body]


def test_that_without_a_plan_there_is_a_row_to_begin_with_and_no_sheet_of_staff(
    tmp_path: Path,
) -> None:
    book = book_of(Plan(snapshot=SNAPSHOT), tmp_path)

    assert "Staff changes" not in book.sheetnames
    assert [set(row.values()) for row in rows(book, "Changes")] == [{None}]
    assert book["Changes"]["A2"].value == "Nobody: the plan changes no child’s worker."
    assert book.active is book["Cover"]


def test_that_the_changes_come_first_and_are_what_the_workbook_opens_on(book: Workbook) -> None:
    assert book.sheetnames[:4] == ["Cover", "Contents", "Changes", "Allocations"]
    assert book.active is book["Changes"]
    assert [sheet.title for sheet in book if sheet.sheet_view.tabSelected] == ["Changes"]
    said = {row["Sheet"]: (row["What it holds"], row["Rows"]) for row in rows(book, "Contents")}
    assert said["Changes"] == (
        "What the plan changes: who goes from whom to whom, why, what speaks against it",
        3,
    )
    assert list(said) == book.sheetnames[:1] + book.sheetnames[2:]


def test_that_a_move_is_listed_with_its_reason_its_day_and_what_was_set_aside(
    book: Workbook,
) -> None:
    (move,) = [row for row in rows(book, "Changes") if row["Who changes"] == "case holder"]

    assert (move["Child ID"], move["From"], move["To"]) == (HELD, "Sian Jones", "Ann Other")
    assert str(move["From the day"]).startswith(LATER.isoformat())
    assert move["Reason"] == "managing caseloads"
    assert move["Rules set aside"] == "over capacity, siblings apart"
    assert move["Rules set aside because"] == "decided by a senior manager"
    assert move["Note"] == "=handover booked"


def test_that_a_co_worker_who_comes_and_an_adviser_who_goes_are_listed(book: Workbook) -> None:
    comes, goes = [row for row in rows(book, "Changes") if row["Who changes"] != "case holder"]

    assert (comes["Who changes"], comes["From"], comes["To"]) == ("co-worker", None, "Nia Rees")
    assert (goes["Who changes"], goes["From"], goes["To"]) == (
        "personal adviser",
        "Sian Jones",
        None,
    )
    assert str(goes["From the day"]).startswith(AS_AT.isoformat())
    assert comes["What speaks against it"] is None
    assert "is not with" in str(goes["What speaks against it"])


def test_that_what_the_plan_comes_to_and_its_notes_stand_above(book: Workbook) -> None:
    above = [
        str(row[0]) for row in book["Changes"].iter_rows(max_row=7, max_col=1, values_only=True)
    ]

    assert above[0] == "Changes: Monday, as at 13/05/2026"
    assert above[1].startswith("What it changes: ")
    assert above[3] == "Notes: Group manager told."
    assert above[4].startswith("Notes: and and")
    assert all(len(line) < 170 for line in above)


def test_that_a_rule_that_is_broken_is_said_beside_the_move(tmp_path: Path) -> None:
    gone = Move(child=HELD, to=WorkerId("w5"))
    (row,) = rows(book_of(Plan(snapshot=SNAPSHOT, moves=(gone,)), tmp_path), "Changes")

    assert "is no longer in post then" in str(row["What speaks against it"])
    assert row["Rules set aside because"] is None


def test_that_changes_of_staff_are_listed_by_their_day(book: Workbook) -> None:
    told = [(row["Worker"], row["What happens"]) for row in rows(book, "Staff changes")]

    assert told == [
        ("Ann Other", "joins on Wed 13 May 2026: social worker, 0.5 FTE"),
        ("Tom O'Brien [agency]", "leaves, last day Fri 31 Jul 2026"),
    ]


def test_that_with_names_hidden_the_plan_names_no_child(tmp_path: Path) -> None:
    child = replace(SNAPSHOT.children[ChildId(HELD)], name="Blodwen Marged")
    snapshot = replace(SNAPSHOT, children={**SNAPSHOT.children, HELD: child})
    move = Move(child=HELD, to=WorkerId("mgr"), note="Blodwen knows")
    plan = Plan(snapshot=snapshot, moves=(move,), notes="Blodwen first")

    book = book_of(plan, tmp_path, hide_names=True)

    text = "\n".join(str(cell) for row in book["Changes"].values for cell in row)
    assert "can hold B.M.’s case" in text
    assert "Notes are left out with the names" in text
    assert "Blodwen" not in text


def test_that_a_child_whose_worker_cannot_be_read_comes_from_nobody_can_tell_whom(
    tmp_path: Path,
) -> None:
    unread = next(child for child in SNAPSHOT.children.values() if not child.is_holder_readable)
    waiting = looked(Plan(snapshot=SNAPSHOT))
    none = next(
        each.child for each in waiting.waits if each.child not in waiting.caseloads.imported
    )
    moves = tuple(Move(child=child, to=WorkerId("w3")) for child in (unread.id, none))

    told = rows(book_of(Plan(snapshot=SNAPSHOT, moves=moves), tmp_path), "Changes")

    assert {row["Child ID"]: row["From"] for row in told} == {
        unread.id: "cannot tell: the worker's name could not be read",
        none: "nobody",
    }
