"""A journal shown to others: nothing that somebody wrote, and by codes nobody at all."""

from dataclasses import replace
from datetime import date

from allocation_app.domain.desk_changes import (
    DeskChange,
    KeptChange,
    PlanChange,
    Staged,
)
from allocation_app.domain.holders import holders
from allocation_app.domain.journal import Decided, Deed, Entry
from allocation_app.domain.journal_named import coded_past, past_without_words, with_everybody
from allocation_app.domain.past import Past
from allocation_app.domain.people import ChildId, Involvement, WorkerId
from allocation_app.domain.plan import InvolvementChange, Mark, MarkKind, Oversight, Pin, Plan
from allocation_app.domain.pseudonyms import Codes, code_book
from tests.unit.domain.builders import a_child, a_move, a_staff_change, a_worker
from tests.unit.domain.pasts import Journal, an_import, week

CODES = Codes(key=b"k" * 32)
C1, W1 = ChildId("CHILD-1"), WorkerId("WORKER-1")
EVERYTHING = Staged(
    moves=(a_move("CHILD-1", "WORKER-1", note="secret"), a_move("CHILD-1", None)),
    pins=(Pin(child=ChildId("CHILD-2")),),
    oversight=(Oversight(child=ChildId("CHILD-3"), day=date(2026, 4, 1), note="secret"),),
    marks=(
        Mark(kind=MarkKind.MUST_NOT, child=ChildId("CHILD-4"), worker=WorkerId("WORKER-2")),
        Mark(kind=MarkKind.KEEP_APART, child=ChildId("CHILD-5"), other=ChildId("CHILD-6")),
    ),
    involvements=(
        InvolvementChange(
            child=ChildId("CHILD-7"),
            worker=WorkerId("WORKER-3"),
            involvement=Involvement.CO_WORKER,
            note="secret",
        ),
    ),
    staffing=(a_staff_change("leaves", "WORKER-4", week(2), reason="secret"),),
    unpinned=(ChildId("CHILD-8"),),
    name="secret",
    notes="secret",
)
ENTRY = Entry(
    seq=1,
    at="2026-04-01T09:00:00+01:00",
    by="asmith",
    deed=Deed.STAGED,
    about=1,
    change=DeskChange(
        plan=PlanChange(come=EVERYTHING, gone=EVERYTHING, name="secret", notes="secret"),
        kept=(KeptChange(name="secret"),),
    ),
    decided=(
        Decided(child=ChildId("CHILD-9"), was=WorkerId("WORKER-5"), to=None, waited=3),
        Decided(child=C1, was=None, to=W1),
    ),
    detail={"n": "3", "reconciled": "CHILD-1", "text:notes": "secret"},
)
IMPORT = an_import(
    0,
    {"CHILD-1": "WORKER-1"},
    a_child(child="CHILD-1", name="Mary Jones"),
    a_worker("WORKER-1", name="Ann Lee"),
)
PAST = Past(
    imports={1: IMPORT},
    journal=(ENTRY, replace(ENTRY, seq=2, deed=Deed.UNLOCKED, change=None, decided=())),
    same_children={ChildId("OLD-1"): C1},
)


def by_codes(past: Past) -> Past:
    *_, last = past.imports.values()
    book = code_book(CODES, Plan(snapshot=last), None, past.imports.values())
    return coded_past(past, with_everybody(book, CODES, past))


def test_that_by_codes_nobody_is_named_and_nothing_is_left_that_somebody_wrote() -> None:
    told = repr(by_codes(PAST))
    for word in ("CHILD-", "WORKER-", "OLD-", "secret", "asmith", "Mary", "Lee"):
        assert word not in told, word


def test_that_without_words_ids_stay_and_nothing_that_somebody_wrote() -> None:
    found = past_without_words(PAST, lambda snapshot: replace(snapshot, workers={}, spells=()))
    told = repr(found)
    assert "secret" not in told
    assert "CHILD-9" in told
    assert found.imports[1].workers == {}
    assert found.journal[0].detail == {"n": "3"}
    assert found.journal[0].by == "asmith"


def test_that_by_codes_the_same_is_told_as_by_names() -> None:
    journal = Journal()
    journal.imported(1)
    journal.staged(a_move("C1", "W2", reason="MANAGE"))
    journal.imported(2)
    past = Past(
        imports={1: an_import(0, {"OLD": "W1"}, a_worker("W2")), 2: an_import(1, {"C1": "W2"})},
        journal=tuple(journal.entries),
        same_children={ChildId("OLD"): ChildId("C1")},
    )
    (told,) = holders(past).times.values()
    (coded,) = holders(by_codes(past)).times.values()
    assert len(told) == len(coded) == 2
    assert [each.start for each in told] == [each.start for each in coded]
    for made in (told[1].made, coded[1].made):
        assert made is not None
        assert made.move.reason == "MANAGE"


def test_that_whoever_wrote_an_entry_has_another_code_than_a_worker_of_that_id() -> None:
    journal = Journal()
    journal.imported(1, a_move("C1", "ann"))
    past = Past(imports={1: an_import(0, {"C1": "ann"})}, journal=tuple(journal.entries))
    (entry,) = by_codes(past).journal
    assert entry.change is not None
    assert entry.by != entry.change.plan.come.moves[0].to
