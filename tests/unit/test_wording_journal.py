"""An entry of the journal reads as a sentence: what was done, with whom, and why."""

from dataclasses import replace
from datetime import date

import pytest

from allocation_app.domain.desk_changes import (
    NOTHING,
    DeskChange,
    DeskState,
    KeptChange,
    PlanChange,
    Staged,
    desk_change,
)
from allocation_app.domain.journal import Decided, Deed, Entry
from allocation_app.domain.people import ChildId, Involvement, WorkerId
from allocation_app.domain.plan import InvolvementChange, Mark, MarkKind, Move, Oversight, Pin
from allocation_app.domain.staffing import StaffChange, StaffChangeKind
from allocation_app.wording import journal, terms
from allocation_app.wording.names import Names

NAMES = Names(
    child={"C1": "Mary Jones", "C2": "Jac Thomas"}.__getitem__,
    worker={"W1": "Sam Hall", "W2": "Nia Griffiths"}.__getitem__,
)
C1, C2, W1, W2 = ChildId("C1"), ChildId("C2"), WorkerId("W1"), WorkerId("W2")
MONDAY = date(2026, 11, 23)
MOVE = Move(child=C1, to=W1, effective=MONDAY, reason="MANAGE")
FROM_NIA = Decided(child=C1, was=W2, to=W1, waited=14, giver=(1.314, 1.226), taker=(0.8, 0.95))


def an_entry(
    deed: Deed = Deed.STAGED,
    before: Staged = NOTHING,
    after: Staged = NOTHING,
    **of: object,
) -> Entry:
    change = desk_change(DeskState(plan=before), DeskState(plan=after))
    given = {"seq": 1, "at": "2026-11-23T09:12:30+00:00", "by": "a.manager", "change": change}
    return Entry(deed=deed, **{**given, **of})  # type: ignore[arg-type]


def test_that_every_deed_has_its_word() -> None:
    assert set(journal.DEEDS) == set(Deed)
    assert all(journal.deed(each) for each in Deed)


def test_that_a_staged_move_reads_who_from_whom_to_whom_when_and_why() -> None:
    entry = an_entry(after=Staged(moves=(MOVE,)), decided=(FROM_NIA,))

    assert journal.said(entry, NAMES) == (
        "Staged: Mary Jones from Nia Griffiths to Sam Hall, from Mon 23 Nov, "
        "because: managing caseloads"
    )


def test_that_without_the_facts_of_then_nothing_is_said_of_whom_the_child_came_from() -> None:
    entry = an_entry(after=Staged(moves=(Move(child=C1, to=None),)))

    assert journal.said(entry, NAMES) == "Staged: Mary Jones to nobody"


def test_that_a_rule_that_was_set_aside_stands_with_its_reason() -> None:
    move = Move(child=C1, to=W1, overrides=("R1", "R2"), override_reason="KNOWS")

    assert journal.summary(an_entry(after=Staged(moves=(move,))), NAMES) == (
        "Mary Jones to Sam Hall; rule R1 and R2 set aside: the worker knows the child or the family"
    )


def test_that_a_note_is_never_among_the_words() -> None:
    move = Move(child=C1, to=W1, note="a private matter")

    assert "private" not in journal.said(an_entry(after=Staged(moves=(move,))), NAMES)


def test_that_an_undo_says_what_it_took_back() -> None:
    entry = an_entry(Deed.UNDONE, before=Staged(moves=(MOVE,)))

    assert journal.said(entry, NAMES).startswith("Undone: Mary Jones to Sam Hall")


def test_that_what_changes_of_a_plan_reads_as_a_line_each() -> None:
    old = Staged(
        moves=(Move(child=C2, to=W2),),
        pins=(Pin(child=C2),),
        marks=(Mark(kind=MarkKind.MUST_NOT, child=C2, worker=W1),),
        unpinned=(C2,),
        oversight=(Oversight(child=C2, day=MONDAY),),
        staffing=(StaffChange(kind=StaffChangeKind.LEAVES, worker=W2, day=MONDAY),),
        involvements=(InvolvementChange(child=C2, worker=W1, involvement=Involvement.CO_WORKER),),
    )
    new = Staged(
        pins=(Pin(child=C1, reason="TRUSTS"),),
        marks=(Mark(kind=MarkKind.KEEP_TOGETHER, child=C1, other=C2),),
        unpinned=(C1,),
        oversight=(Oversight(child=C1, day=MONDAY),),
        staffing=(StaffChange(kind=StaffChangeKind.LEAVES, worker=W1, day=MONDAY),),
        involvements=(InvolvementChange(child=C1, worker=W2, involvement=Involvement.CO_WORKER),),
        name="Plan A",
    )

    assert journal.lines(an_entry(before=old, after=new), NAMES) == (
        "Sam Hall leaves, last day Mon 23 Nov 2026",
        "taken back: Nia Griffiths leaves, last day Mon 23 Nov 2026",
        "Jac Thomas: move to Nia Griffiths taken back",
        "Mary Jones: Nia Griffiths becomes co-worker",
        "Jac Thomas: Sam Hall becomes co-worker, taken back",
        "Mary Jones pinned until it is lifted: the child trusts this worker",
        "Jac Thomas: pin lifted",
        "Mary Jones: pin by default lifted",
        "Jac Thomas: pinned by default again",
        "Mary Jones and Jac Thomas are kept with one worker",
        "mark taken off: Sam Hall must not hold Jac Thomas",
        "Mary Jones reviewed while waiting, Mon 23 Nov 2026",
        "taken back: Jac Thomas reviewed while waiting, Mon 23 Nov 2026",
        "the plan is called “Plan A”",
    )
    assert journal.summary(an_entry(before=old, after=new), NAMES) == (
        "1 change of staff, 1 move taken back, 2 co-workers or advisers, 1 pin set, "
        "2 pins lifted, 1 mark set, 1 mark taken off, 1 review"
    )


def test_that_a_move_in_place_of_another_is_one_line() -> None:
    entry = an_entry(
        before=Staged(moves=(MOVE,)), after=Staged(moves=(Move(child=C1, to=W2, reason="OTHERS"),))
    )

    assert journal.lines(entry, NAMES) == ("Mary Jones to Nia Griffiths, because: another reason",)


def test_that_another_order_of_the_same_is_no_change_in_words() -> None:
    moves = (MOVE, Move(child=C2, to=W1))
    entry = an_entry(before=Staged(moves=moves), after=Staged(moves=moves[::-1]))

    assert entry.change is not None
    assert entry.change.plan.is_whole
    assert journal.said(entry, NAMES) == "Staged"
    assert journal.concerned(entry) == ()


def test_that_scenarios_are_said_by_their_names() -> None:
    kept = DeskChange(kept=(KeptChange(name="Plan A"), KeptChange(name="Plan B")))

    assert journal.summary(an_entry(change=kept), NAMES) == "scenarios kept: “Plan A” and “Plan B”"
    assert journal.summary(an_entry(change=DeskChange(kept=())), NAMES) == "no scenario is kept"


def test_that_an_import_reads_its_day_and_how_much_came_along() -> None:
    entry = an_entry(Deed.IMPORTED, after=Staged(moves=(MOVE,)))

    said = journal.said(entry, NAMES, day=date(2026, 11, 20))

    assert said == "Import added: as at Fri 20 Nov 2026; 1 change taken along"
    assert journal.concerned(entry) == ()


@pytest.mark.parametrize(
    ("detail", "said"),
    [
        ({"what": "board", "to": "pdf", "children": "0"}, "Exported: Team board, as a PDF"),
        ({"what": "other", "to": "odt", "children": "3"}, "Exported: other, odt; 3 children"),
        ({"what": "other"}, "Exported: other"),
        ({}, "Exported"),
    ],
)
def test_that_an_export_reads_what_and_how(detail: dict[str, str], said: str) -> None:
    entry = an_entry(Deed.EXPORTED, change=None, detail=detail)

    assert journal.said(entry, NAMES, documents={"board": "Team board"}) == said


@pytest.mark.parametrize(
    ("deed", "said"),
    [
        (Deed.RECOVERED, "Recovered: 2 entries that a crash had left"),
        (Deed.DECLINED, "Left out: 2 entries that a crash had left"),
        (Deed.PRUNED, "Imports deleted: 2 imports"),
        (Deed.ERASED, "Child deleted"),
        (Deed.SETTINGS, "Settings changed"),
        (Deed.POLICY, "Weights changed"),
    ],
)
def test_that_the_other_deeds_say_how_many(deed: Deed, said: str) -> None:
    assert journal.said(an_entry(deed, detail={"n": "2"}), NAMES) == said


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ("2026-11-13", "Imports deleted: 1 import; as at Fri 13 Nov 2026"),
        ("soon,2026-11-13,", "Imports deleted: 1 import; as at Fri 13 Nov 2026"),
        ("soon", "Imports deleted: 1 import"),
    ],
)
def test_that_a_deleted_import_is_told_by_its_day(days: str, said: str) -> None:
    entry = an_entry(Deed.PRUNED, detail={"n": "1", "days": days})
    assert journal.said(entry, NAMES) == said


def test_that_what_was_put_in_force_is_not_shown() -> None:
    entry = an_entry(Deed.POLICY, detail={"text:policy": "weights = 1", "n": "many"})

    assert journal.said(entry, NAMES) == "Weights changed"


def test_that_whom_an_entry_concerns_is_named_once() -> None:
    entry = an_entry(
        before=Staged(pins=(Pin(child=C1),), unpinned=(C1,)),
        after=Staged(
            moves=(MOVE,),
            marks=(Mark(kind=MarkKind.KEEP_APART, child=C2, other=C1),),
            oversight=(Oversight(child=C2, day=MONDAY),),
            involvements=(
                InvolvementChange(child=C2, worker=W1, involvement=Involvement.CO_WORKER),
            ),
        ),
        decided=(FROM_NIA,),
    )

    assert journal.concerned(entry) == (C1, C2)


def test_that_the_facts_at_the_moment_of_decision_are_the_wait_and_both_loads() -> None:
    assert journal.decided(FROM_NIA, NAMES) == (
        "waited 14 working days; Nia Griffiths 131 % → 122 %; Sam Hall 80 % → 95 %"
    )
    assert journal.decided(replace(FROM_NIA, is_later=True), NAMES) == (
        "waited 14 working days; Nia Griffiths 131 % → 122 %; Sam Hall 80 % → 95 %"
        " (staged before; worked out when the workspace was made)"
    )
    assert journal.decided(Decided(child=C1, was=None, to=None, is_later=True), NAMES) == ""


def test_that_the_time_is_the_local_one_to_the_minute_and_nothing_is_made_up() -> None:
    assert terms.moment("2026-11-23T09:12:30+00:00") == "Mon 23 Nov 2026, 09:12"
    assert terms.moment("once") == "once"


def test_that_a_plan_without_a_name_says_none() -> None:
    change = DeskChange(plan=PlanChange(name=""))

    assert journal.summary(an_entry(change=change), NAMES) == ""
