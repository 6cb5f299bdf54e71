"""What speaks against an edit stops it; a plan that went on since stands."""

from dataclasses import replace
from datetime import date

import pytest

from allocation_app.domain.edited import Cell, Difference, Heading, Trouble
from allocation_app.domain.edited import differences as differences_of
from allocation_app.domain.people import Involvement, WorkerId
from allocation_app.domain.plan import InvolvementChange, Mark, MarkKind, Plan
from allocation_app.domain.staffing import Joiner
from allocation_app.wording.sheets import meanings
from tests.unit.domain.builders import (
    a_child,
    a_move,
    a_spell,
    a_staff_change,
)
from tests.unit.domain.edited_books import (
    BARE,
    BY,
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
    troubles,
    with_cell,
)


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
    joins = a_staff_change("joins", "new", LATER, joiner=Joiner(name="New One"))
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
