"""An edited workbook asks for exactly what was changed in it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from allocation_app.domain.edited import Cell, Difference, EditedRow, Heading, Trouble
from allocation_app.domain.edited import differences as differences_of
from allocation_app.domain.people import Involvement, Role, WorkerId
from allocation_app.domain.plan import InvolvementChange, Mark, MarkKind, Move, Plan
from allocation_app.wording.sheets import meanings
from tests.unit.domain.builders import (
    DAY_0,
    a_child,
    a_move,
    a_snapshot,
    a_spell,
    a_staff_change,
    a_worker,
    co_work,
)
from tests.unit.domain.edited_books import (
    BY,
    a_change,
    a_row,
    as_written,
    done,
    edits_of,
    troubles,
    with_cell,
    without,
)

LATER = DAY_0 + timedelta(days=9)
DUTY = a_worker("D", name="Duty", role=Role.DUTY)
SNAPSHOT = a_snapshot(
    *(a_child(child=f"00{n}") for n in range(1, 8)),
    a_child(child="X-8"),
    a_worker("W1", name="Sian Jones"),
    a_worker("W2", name="Tom Price"),
    a_worker("W3", name="Nia Rees"),
    a_worker("W4", name="Sam Hall"),
    a_worker("W5", name="Sam Hall"),
    a_worker("W6", name="Gone Away", last_day=DAY_0 - timedelta(days=3)),
    DUTY,
    co_work("001", "W3", start=DAY_0 - timedelta(days=30)),
    held={"001": "W1", "002": "W1", "003": "W2", "004": "W4", "005": "D", "006": "W3"},
)
MOVED = a_move("001", "W2", reason="MANAGE", note="Told them.", effective=LATER)
COMES = InvolvementChange(
    child=a_child(child="002").id, worker=WorkerId("W2"), involvement=Involvement.CO_WORKER
)
GOES = InvolvementChange(
    child=a_child(child="001").id,
    worker=WorkerId("W3"),
    involvement=Involvement.CO_WORKER,
    is_end=True,
)
BARE = Plan(snapshot=SNAPSHOT)
PLAN = Plan(snapshot=SNAPSHOT, moves=(MOVED,), involvements=(COMES, GOES))


def added(plan: Plan, row: EditedRow, *more: EditedRow) -> Plan:
    book = as_written(plan)
    return done(replace(book, changes=(*(book.changes or ()), row, *more)), plan)


def of_added(plan: Plan, row: EditedRow, *more: EditedRow) -> list[tuple[str, str]]:
    book = as_written(plan)
    found = edits_of(replace(book, changes=(*(book.changes or ()), row, *more)), plan)
    assert not found.differences
    return troubles(found)


def reallocated(plan: Plan, child: str, worker: str | None) -> Plan:
    book = as_written(plan)
    return done(replace(book, allocations=with_cell(book.allocations, child, worker=worker)), plan)


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
    assert done(replace(book, changes=(), allocations=None), PLAN) == PLAN
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
    assert [cell.at for cell in found.unclear[0].cells] == ["I5", "D5", "A5"]
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


def test_that_a_rule_that_stops_a_move_stops_it_and_not_the_others() -> None:
    book = as_written(BARE)
    rows = a_change("003", to="Gone Away"), a_change("002", 21, to="Tom Price")
    found = edits_of(replace(book, changes=rows), BARE)
    assert troubles(found) == [("rule", "D20")]
    (broken,) = found.unclear
    assert broken.broken is not None
    assert (broken.broken.rule, broken.broken.is_hard) == ("has_left", True)
    assert broken.difference is not None
    assert [each.step.child for each in found.differences] == ["002"]


def test_that_a_rule_that_warns_asks_for_a_reason_and_is_set_aside_with_one() -> None:
    mark = Mark(
        kind=MarkKind.KEEP_TOGETHER, child=a_child(child="001").id, other=a_child(child="002").id
    )
    plan = replace(BARE, marks=(mark,))
    assert of_added(plan, a_change("002", to="Tom Price")) == [("rule_unexplained", "D20")]
    (move,) = added(plan, a_change("002", to="Tom Price", override="KNOWS")).moves
    assert (move.overrides, move.override_reason) == (("keep_together",), "KNOWS")
    (move,) = added(BARE, a_change("002", to="Tom Price", override="KNOWS")).moves
    assert (move.overrides, move.override_reason) == ((), "")


def test_that_what_rested_on_a_refused_move_is_asked_again() -> None:
    mark = Mark(
        kind=MarkKind.KEEP_TOGETHER, child=a_child(child="001").id, other=a_child(child="002").id
    )
    plan = replace(
        BARE,
        marks=(
            mark,
            Mark(kind=MarkKind.MUST_NOT, child=a_child(child="001").id, worker=WorkerId("W2")),
        ),
    )
    rows = a_change("001", to="Tom Price"), a_change("002", 21, to="Tom Price")
    assert of_added(plan, *rows) == [("rule", "D20"), ("rule_unexplained", "D21")]


def explained(plan: Plan) -> Plan:
    return replace(
        plan,
        moves=(replace(MOVED, overrides=("keep_together",), override_reason="KNOWS"),),
        marks=(
            Mark(
                kind=MarkKind.KEEP_TOGETHER,
                child=a_child(child="001").id,
                other=a_child(child="002").id,
            ),
        ),
    )


def test_that_another_note_leaves_what_was_set_aside_as_it_was() -> None:
    plan = explained(BARE)
    book = as_written(plan)
    changed = replace(book, changes=with_cell(book.changes, "001", note=None))
    assert done(changed, plan).moves == (replace(plan.moves[0], note=""),)


def test_that_another_reason_for_setting_aside_is_taken_and_none_is_asked_about() -> None:
    plan = explained(BARE)
    book = as_written(plan)
    changed = replace(book, changes=with_cell(book.changes, "001", override="SENIOR"))
    assert done(changed, plan).moves == (replace(plan.moves[0], override_reason="SENIOR"),)
    changed = replace(book, changes=with_cell(book.changes, "001", override=None))
    assert troubles(edits_of(changed, plan)) == [("rule_unexplained", "D5")]


def test_that_columns_that_are_not_there_leave_what_was_staged() -> None:
    plan = explained(PLAN)
    only = {Heading.CHILD, Heading.ROLE, Heading.FROM, Heading.TO}
    book = as_written(plan)
    rows = tuple({k: v for k, v in row.items() if k in only} for row in book.changes or ())
    assert done(replace(book, changes=rows), plan) == plan
    rows = with_cell(rows, "001", to="Nia Rees")
    (move,) = done(replace(book, changes=rows), plan).moves
    assert (move.reason, move.note, move.effective) == ("MANAGE", "Told them.", LATER)
    bare = {Heading.CHILD: "003", Heading.TO: "Nia Rees"}
    assert added(BARE, a_row("Changes", 30, bare)).moves == (a_move("003", "W3"),)


def test_that_a_workbook_of_another_import_asks_for_nothing() -> None:
    book = replace(as_written(PLAN), source="0" * 16)
    found = edits_of(book, BARE)
    assert [each.trouble for each in found.unclear] == [Trouble.OTHER_IMPORT]
    assert not found.differences


def test_that_what_was_staged_since_the_export_stands() -> None:
    later = replace(PLAN, moves=(*PLAN.moves, a_move("003", "W3")))
    found = edits_of(as_written(PLAN), later, PLAN)
    assert (found.differences, found.unclear) == ((), ())
    assert found.is_plan_changed


def test_that_what_was_changed_on_both_sides_is_asked_about_unless_it_is_the_same() -> None:
    book = as_written(PLAN)
    changed = replace(book, changes=with_cell(book.changes, "001", to="Nia Rees"))
    otherwise = replace(PLAN, moves=(replace(MOVED, to=WorkerId("W4")),))
    assert troubles(edits_of(changed, otherwise, PLAN)) == [("staged_since", "D5")]
    same = replace(PLAN, moves=(replace(MOVED, to=WorkerId("W3")),))
    found = edits_of(changed, same, PLAN)
    assert (found.differences, found.unclear) == ((), ())


def test_that_rows_are_compared_with_the_plan_where_nobody_knows_that_of_the_workbook() -> None:
    book = replace(as_written(PLAN), changes=())
    found = differences_of(book, PLAN, meanings(PLAN.facts), BY, None)
    assert (found.differences, found.is_plan_known, found.is_plan_changed) == ((), False, True)


def test_that_codes_stand_for_whom_they_stand_for() -> None:
    words = meanings(SNAPSHOT)
    words = replace(
        words,
        children={"cxyz": a_child(child="003").id},
        workers={**words.workers, "wxyz": (WorkerId("W3"),)},
    )
    book = replace(as_written(BARE), changes=(a_change("CXYZ", to="WXYZ"),))
    found = differences_of(book, BARE, words, BY, BARE)
    assert [each.after for each in found.differences] == [a_move("003", "W3")]


def test_that_somebody_who_joins_no_longer_is_not_known() -> None:
    joins = a_staff_change("joins", "new", LATER)
    base = Plan(snapshot=SNAPSHOT, staffing=(joins,), moves=(a_move("003", "new"),))
    rows = tuple(as_written(base).allocations or ())
    found = differences_of(
        replace(as_written(base), changes=None, allocations=rows),
        BARE,
        meanings(SNAPSHOT),
        BY,
        base,
    )
    assert (found.differences, troubles(found)) == ((), [("unknown_worker", "I7")])


def test_that_a_difference_of_nothing_is_none() -> None:
    with pytest.raises(ValueError, match="before or after"):
        _ = Difference(before=None, after=None).step


def test_that_a_day_in_another_cell_is_read_as_it_is_written() -> None:
    assert Cell(sheet="Changes", at="A1", value=date(2026, 5, 4)).text == "2026-05-04"


def test_that_a_co_worker_s_row_may_be_taken_out_by_its_own_end() -> None:
    spell = a_spell("003", "W3", involvement=Involvement.PERSONAL_ADVISER)
    plan = Plan(snapshot=replace(SNAPSHOT, spells=(*SNAPSHOT.spells, spell)))
    row = a_change("003", role="Personal Adviser", **{"from": "Nia Rees"})
    (ends,) = added(plan, row).involvements
    assert isinstance(ends, InvolvementChange)
    assert (ends.is_end, ends.involvement) == (True, Involvement.PERSONAL_ADVISER)
    assert of_added(BARE, row) == [("rule", "C20")]
    assert isinstance(a_move("003", "W3"), Move)
