"""Values of the domain as what JSON can hold: what is written is what is read."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from allocation_app.domain.desk_changes import DeskChange, KeptChange, PlanChange, Staged
from allocation_app.domain.journal import Decided, Deed, Entry
from allocation_app.domain.people import (
    Absence,
    Child,
    ChildId,
    EventKind,
    Gap,
    Hours,
    Reduction,
    Spell,
    Worker,
    WorkerId,
)
from allocation_app.domain.plan import Move
from allocation_app.domain.staffing import Joiner, StaffChange, StaffChangeKind
from allocation_app.intake.reading import Reading, SourceCell, SourceRow
from allocation_app.plain import made, plain
from tests.builders import AS_AT, a_child, a_problem, a_reading, a_worker

CHILD = replace(
    a_child("C1", name="Siân Ŵyn", events={EventKind.VISIT: AS_AT}, is_out_of_area=False),
    rivals=(WorkerId("W1"),),
    told=frozenset({Gap.LANGUAGE, Gap.PLACEMENT}),
)
WORKER = replace(
    a_worker("W1", fte=0.6, absences=(Absence(start=AS_AT),)),
    reductions=(Reduction(share=0.5, end=AS_AT),),
    languages=frozenset({"Welsh"}),
    hours=(Hours(start=AS_AT, fte=0.8),),
)
READING = replace(
    a_reading(problems=[a_problem(n="3")]),
    rows={
        ("a.xlsx", "Children", 7): SourceRow(
            child="C1", cells=(SourceCell(column="B", heading="Name", text="Siân"),)
        )
    },
)
JOINS = StaffChange(
    kind=StaffChangeKind.JOINS, worker=WorkerId("W9"), day=AS_AT, joiner=Joiner(name="Jo", fte=0.5)
)
STAGED = Staged(
    moves=(Move(child=ChildId("C1"), to=None, overrides=("WIP",), override_reason="AGREED"),),
    staffing=(JOINS,),
    unpinned=(ChildId("C2"),),
)
ENTRY = Entry(
    seq=3,
    at="2026-11-22T22:00:00+00:00",
    by="sam",
    deed=Deed.STAGED,
    about=2,
    change=DeskChange(
        plan=PlanChange(come=STAGED, name=""),
        kept=(KeptChange(name="A", change=PlanChange(gone=STAGED, is_whole=True)),),
    ),
    decided=(Decided(child=ChildId("C1"), was=None, to=WorkerId("W1"), taker=(0.9, 1.0)),),
    detail={"n": "3"},
)


@pytest.mark.parametrize(
    "value",
    [
        CHILD,
        WORKER,
        Child(id=ChildId("C1")),
        Spell(child=ChildId("C1"), worker=WorkerId("W1"), end=AS_AT),
        ENTRY,
        replace(ENTRY, change=DeskChange()),
        replace(READING, snapshot=replace(READING.snapshot, children={}, spells=())),
    ],
    ids=lambda value: type(value).__name__,
)
def test_that_what_is_written_as_json_is_what_is_read(value: object) -> None:
    assert made(type(value), json.loads(json.dumps(plain(value)))) == value


def test_that_what_stands_by_default_is_not_written() -> None:
    assert plain(Child(id=ChildId("C1"))) == {"id": "C1"}
    assert made(Child, {"id": "C1"}) == Child(id=ChildId("C1"))


def test_that_the_same_value_is_written_the_same_way() -> None:
    told = [plain(frozenset(each)) for each in (["b", "a", "c"], ["c", "b", "a"])]
    assert told == [["a", "b", "c"]] * 2


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (Child, {"name": "no number"}),
        (Child, {"id": 7}),
        (Child, {"id": "C1", "nothing": "of ours"}),
        (Child, {"id": "C1", "date_of_birth": "31.12.2019"}),
        (Child, {"id": "C1", "date_of_birth": 2019}),
        (Child, {"id": "C1", "statuses": []}),
        (Child, {"id": "C1", "statuses": ["sad"]}),
        (Child, {"id": "C1", "events": ["visit"]}),
        (Child, ["id"]),
        (Child, None),
        (Worker, {"id": "W1", "name": "Jo", "is_listed": 1}),
        (Decided, {"child": "C1", "was": None, "to": None, "taker": 3}),
        (Reading, {"snapshot": {"as_at": "2026-11-20"}, "problems": [], "files": [], "rows": [[]]}),
    ],
)
def test_that_what_is_no_such_value_is_refused(kind: type, told: object) -> None:
    with pytest.raises((ValueError, TypeError, KeyError)):
        made(kind, told)


def test_that_nothing_is_written_that_could_not_be_read() -> None:
    with pytest.raises(TypeError, match="has no plain form"):
        plain(object())
    assert (plain(Path("a.xlsx")), plain(date(2026, 11, 20))) == ("a.xlsx", "2026-11-20")
