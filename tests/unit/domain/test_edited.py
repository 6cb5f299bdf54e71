"""An edited workbook asks for exactly what was changed in it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from allocation_app.domain.edited import Cell, Heading, Trouble
from allocation_app.domain.people import Involvement, WorkerId
from allocation_app.domain.plan import InvolvementChange, Plan
from tests.unit.domain.builders import (
    DAY_0,
    a_child,
    a_move,
)
from tests.unit.domain.edited_books import (
    BARE,
    COMES,
    LATER,
    MOVED,
    PLAN,
    SNAPSHOT,
    a_change,
    a_row,
    added,
    as_written,
    done,
    edits_of,
    of_added,
    reallocated,
    troubles,
    with_cell,
    without,
)


@pytest.mark.parametrize("plan", [BARE, PLAN])
def test_that_a_workbook_that_nobody_edited_asks_for_nothing(plan: Plan) -> None:
    found = edits_of(as_written(plan), plan)
    assert (found.differences, found.unclear, found.missing) == ((), (), ())
    assert found.is_plan_known
    assert not found.is_plan_changed


def test_that_an_added_row_is_a_move() -> None:
    row = a_change("003", to="nia  REES", day=LATER, reason="covers", note="Why not.")
    assert of_added(BARE, row) == [("unknown_reason", "F20")]
    row = a_change("003", to="nia  REES", day=LATER, reason="ABSENC", note="Why not.")
    move = a_move("003", "W3", effective=LATER, reason="ABSENC", note="Why not.")
    assert added(BARE, row).moves == (move,)


def test_that_a_number_that_lost_its_noughts_in_excel_is_still_the_child() -> None:
    assert added(BARE, a_change("3", to="Nia Rees")).moves == (a_move("003", "W3"),)


def test_that_a_child_goes_to_nobody_by_that_word_only() -> None:
    assert added(BARE, a_change("003", to="nobody")).moves == (a_move("003", None),)
    assert of_added(BARE, a_change("003", day=LATER)) == [("nobody_named", "D20")]
    assert of_added(BARE, a_change("003")) == [("nobody_named", "D20")]


def test_that_a_changed_cell_changes_the_move_and_nothing_else() -> None:
    book = as_written(PLAN)
    for told, after in (
        ({"to": "Nia Rees"}, replace(MOVED, to=WorkerId("W3"))),
        ({"day": None}, replace(MOVED, effective=None)),
        ({"day": DAY_0}, replace(MOVED, effective=DAY_0)),
        ({"reason": None}, replace(MOVED, reason="")),
        ({"note": None}, replace(MOVED, note="")),
        ({"note": "Other."}, replace(MOVED, note="Other.")),
    ):
        changed = replace(book, changes=with_cell(book.changes, "001", **told))
        assert done(changed, PLAN) == replace(PLAN, moves=(after,))


def test_that_a_deleted_row_takes_its_change_back() -> None:
    book = as_written(PLAN)
    assert done(replace(book, changes=()), PLAN) == BARE
    assert done(replace(book, changes=(book.changes or ())[1:]), PLAN).moves == ()


def test_that_a_move_back_to_the_worker_of_the_import_is_taken_back() -> None:
    book = as_written(PLAN)
    changed = replace(book, changes=with_cell(book.changes, "001", to="Sian Jones"))
    assert done(changed, PLAN).moves == ()
    assert reallocated(PLAN, "001", "Sian Jones").moves == ()


def test_that_nothing_counts_as_deleted_where_a_sheet_or_the_child_is_not_there() -> None:
    book = as_written(PLAN)
    assert done(replace(book, changes=None), PLAN) == PLAN
    assert not edits_of(replace(book, changes=None), PLAN).has_changes
    assert not edits_of(replace(book, allocations=None), PLAN).has_allocations
    alone = edits_of(replace(book, changes=(), allocations=None), PLAN)
    assert alone.differences == ()
    assert [(each.trouble, each.child) for each in alone.unclear] == [
        (Trouble.NO_ROW, step.child) for step in PLAN.child_steps
    ]
    found = edits_of(replace(book, changes=(), allocations=without(book.allocations, "001")), PLAN)
    assert [each.before for each in found.differences] == [COMES]
    assert found.missing == ("001",)


def test_that_nothing_counts_as_deleted_while_a_row_is_of_no_known_child() -> None:
    book = as_written(PLAN)
    rows = with_cell(book.changes, "001", child="junk")
    found = edits_of(replace(book, changes=rows), PLAN)
    assert found.differences == ()
    assert troubles(found) == [("unknown_child", "A5"), ("rows_unclear", "A5")]
    rows = with_cell(book.changes, "001", child=None)
    assert troubles(edits_of(replace(book, changes=rows), PLAN))[0] == ("no_child", "A5")


def test_that_a_remark_below_the_table_is_no_row() -> None:
    assert added(PLAN, a_change("Checked with Jo on Monday.")) == PLAN
    book = as_written(PLAN)
    remark = a_row("Allocations", 60, {Heading.CHILD: "Jo", Heading.WORKER: None})
    stray = a_row("Allocations", 61, {Heading.CHILD: "Jo", Heading.WORKER: "Nia Rees"})
    rows = (*(book.allocations or ()), remark, stray)
    assert troubles(edits_of(replace(book, allocations=rows), PLAN)) == [("unknown_child", "A61")]


def test_that_a_worker_of_the_allocations_sheet_is_a_move_with_a_likely_reason() -> None:
    assert reallocated(BARE, "002", "Tom Price").moves == (a_move("002", "W2", reason="MANAGE"),)
    assert reallocated(BARE, "007", "W2").moves == (a_move("007", "W2", reason="FCONTA"),)
    assert reallocated(BARE, "002", "nobody").moves == (a_move("002", None, reason="MANAGE"),)
    assert reallocated(BARE, "007", "nobody").moves == ()
    assert reallocated(PLAN, "001", "Nia Rees").moves == (replace(MOVED, to=WorkerId("W3")),)


def test_that_a_worker_who_is_taken_out_of_the_allocations_sheet_is_asked_about() -> None:
    book = as_written(BARE)
    rows = with_cell(book.allocations, "002", worker=None)
    assert troubles(edits_of(replace(book, allocations=rows), BARE)) == [("nobody_named", "I6")]


def test_that_both_sheets_may_say_the_same_and_not_otherwise() -> None:
    book = as_written(PLAN)
    both = replace(
        book,
        changes=with_cell(book.changes, "001", to="Nia Rees"),
        allocations=with_cell(book.allocations, "001", worker="Nia Rees"),
    )
    assert done(both, PLAN).moves == (replace(MOVED, to=WorkerId("W3")),)
    other = replace(both, allocations=with_cell(book.allocations, "001", worker="W4"))
    found = edits_of(other, PLAN)
    assert troubles(found) == [("two_sheets", "I5")]
    assert [cell.at for cell in found.unclear[0].cells] == ["I5", "D5"]
    deleted = replace(other, changes=without(book.changes, "001"))
    assert ("two_sheets", "I5") in troubles(edits_of(deleted, PLAN))


def test_that_names_that_two_share_are_asked_about() -> None:
    assert of_added(BARE, a_change("003", to="Sam Hall")) == [("several_workers", "D20")]
    assert added(BARE, a_change("003", to="Sam Hall (W5)")).moves == (a_move("003", "W5"),)
    book = as_written(BARE)
    rows = with_cell(book.allocations, "004", worker="Sam Hall")
    found = edits_of(replace(book, allocations=rows), BARE)
    assert troubles(found) == [("several_workers", "I8")]
    assert found.unclear[0].workers == ("W4", "W5")


def test_that_every_cell_that_can_t_be_read_is_named() -> None:
    row = a_change(
        "003",
        role="friend",
        to="Nobody Known",
        day="soon",
        reason="?",
        override="because",
        note="n" * 121,
    )
    assert of_added(BARE, row) == [("unknown_role", "B20")]
    row = {**row, Heading.ROLE: Cell(sheet="Changes", at="B20")}
    assert of_added(BARE, row) == [
        ("unknown_worker", "D20"),
        ("unknown_day", "E20"),
        ("unknown_reason", "F20"),
        ("long_note", "H20"),
        ("unknown_override", "G20"),
    ]
    assert of_added(BARE, a_change("003", to="Nia Rees", day=DAY_0 - timedelta(days=1))) == [
        ("past_day", "E20")
    ]
    assert of_added(BARE, a_change("099", to="Nia Rees")) == [("unknown_child", "A20")]


def test_that_a_past_day_that_was_staged_so_stands() -> None:
    move = a_move("003", "W3", effective=DAY_0 - timedelta(days=9))
    plan = Plan(snapshot=SNAPSHOT, moves=(move,))
    assert done(as_written(plan), plan) == plan


def test_that_who_has_the_child_by_the_import_must_be_so() -> None:
    told = {"to": "Nia Rees", "from": "Tom Price"}
    assert added(BARE, a_change("003", **told)).moves == (a_move("003", "W3"),)
    assert of_added(BARE, a_change("002", **told)) == [("other_holder", "C20")]
    assert of_added(BARE, a_change("007", **told)) == [("other_holder", "C20")]
    shared = a_change("004", to="Nia Rees", **{"from": "Sam Hall"})
    assert added(BARE, shared).moves == (a_move("004", "W3"),)


def test_that_who_gives_may_be_whom_nobody_can_tell() -> None:
    """As the workbook is written where the import names nobody who can be read."""
    told = {"to": "Nia Rees", "from": "cannot tell: the worker's name could not be read"}
    assert added(BARE, a_change("003", **told)).moves == (a_move("003", "W3"),)
    assert of_added(BARE, a_change("003", to=told["from"])) == [("unknown_worker", "D20")]


def test_that_a_child_who_is_there_already_is_not_moved() -> None:
    assert of_added(BARE, a_change("003", to="Tom Price")) == [("nowhere", "D20")]
    assert of_added(BARE, a_change("007", to="nobody")) == [("nowhere", "D20")]


def test_that_a_child_in_two_rows_is_not_moved_at_all() -> None:
    rows = a_change("003", to="Nia Rees"), a_change("003", 21, to="Sian Jones")
    assert of_added(BARE, *rows) == [("twice", "A20")]
    book = as_written(BARE)
    twice = [
        a_row("Allocations", 40 + n, {Heading.CHILD: "003", Heading.WORKER: name})
        for n, name in enumerate(("Nia Rees", "Sian Jones"))
    ]
    found = edits_of(replace(book, allocations=(*(book.allocations or ()), *twice)), BARE)
    assert troubles(found) == [("twice", "I40")]
    assert not found.differences


def test_that_a_child_who_moves_by_one_row_and_stays_by_another_is_asked_about() -> None:
    """As where an identifier was pasted over that of the row above."""
    book = as_written(BARE)
    rows = with_cell(book.allocations, "003", child="002")

    found = edits_of(replace(book, allocations=rows), BARE)

    assert [(each.trouble, each.child) for each in found.unclear] == [(Trouble.TWICE, "002")]
    assert len(found.unclear[0].cells) == 2
    assert not found.differences


def test_that_co_workers_come_go_and_follow_one_another() -> None:
    row = a_change("003", role="co-worker", to="Nia Rees")
    assert added(BARE, row).involvements == (
        InvolvementChange(
            child=a_child(child="003").id,
            worker=WorkerId("W3"),
            involvement=Involvement.CO_WORKER,
        ),
    )
    row = a_change("001", role="co-worker", to="Tom Price", **{"from": "Nia Rees"})
    ends, begins = added(BARE, row).involvements
    assert (ends.worker, ends.is_end, begins.worker, begins.is_end) == ("W3", True, "W2", False)
    assert of_added(BARE, a_change("003", role="co-worker", reason="MANAGE")) == [
        ("nobody_named", "D20")
    ]
    assert of_added(BARE, a_change("003", role="co-worker", to="Who")) == [
        ("unknown_worker", "D20")
    ]


def test_that_a_row_without_a_role_is_of_the_case_holder_unless_somebody_else_may_be_meant() -> (
    None
):
    book = as_written(PLAN)
    found = edits_of(replace(book, changes=with_cell(book.changes, "002", role=None)), PLAN)
    assert troubles(found) == [("no_role", "B6")]
    assert found.unclear[0].child == "002"
    assert not found.differences
