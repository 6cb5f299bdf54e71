"""A plan in a file comes back as it was, or is refused in words; nothing is dropped silently."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allocation_app.domain.people import Involvement, WorkerId
from allocation_app.domain.plan import (
    LONGEST_NOTE,
    InvolvementChange,
    Mark,
    MarkKind,
    Move,
    Oversight,
    Pin,
    Plan,
)
from allocation_app.domain.staffing import StaffChange
from allocation_app.domain.staffing import StaffChangeKind as Kind
from allocation_app.errors import AppError, InputError
from allocation_app.settings.plans import (
    EARLIEST,
    LATEST,
    parsed_plan,
    plan_text,
    read_plan,
    save_plan,
)
from allocation_app.wording.problems import error_message
from tests.unit.domain.builders import DAY_0, a_child, a_move, a_snapshot, a_worker

SNAPSHOT = a_snapshot(
    *(a_child(child=child, name=f"Nia Bevan {child}") for child in ("C1", "C2", "C3")),
    *(a_worker(worker, name=f"Siân Llŷr {worker}") for worker in ("W1", "W2")),
    held={"C1": "W1"},
)
PLAN = Plan(
    snapshot=SNAPSHOT,
    name="Monday",
    moves=(a_move("C1", "W2", reason="MANAGE", effective=DAY_0), a_move("C2", None)),
    pins=(Pin(child=SNAPSHOT.children["C3"].id, reason="TRUSTS", until=date(2026, 5, 1)),),
    oversight=(Oversight(child=SNAPSHOT.children["C2"].id, day=DAY_0, note="tŷ"),),
)

children, workers = st.sampled_from([*SNAPSHOT.children]), st.sampled_from([*SNAPSHOT.workers])
days = st.dates(EARLIEST, LATEST)
notes = st.text("aŷ ,", max_size=LONGEST_NOTE)
overridden = st.tuples(
    st.lists(st.text(), min_size=1, max_size=3).map(tuple), st.sampled_from(["KNOWS", "SENIOR"])
) | st.just(((), ""))
two = st.lists(children, min_size=2, max_size=2, unique=True)
plans = st.builds(
    Plan,
    snapshot=st.just(SNAPSHOT),
    name=st.text(),
    notes=st.text(),
    moves=st.lists(
        st.builds(
            lambda set_aside, **fields: Move(
                **fields, overrides=set_aside[0], override_reason=set_aside[1]
            ),
            set_aside=overridden,
            child=children,
            to=st.none() | workers,
            reason=st.sampled_from(["", "MANAGE", "LEFTRL"]),
            effective=st.none() | days,
            note=notes,
        ),
        unique_by=lambda each: each.child,
    ).map(tuple),
    marks=st.lists(
        st.builds(Mark, kind=st.just(MarkKind.MUST_NOT), child=children, worker=workers)
        | st.builds(
            lambda kind, pair: Mark(kind=kind, child=pair[0], other=pair[1]),
            st.sampled_from([MarkKind.KEEP_APART, MarkKind.KEEP_TOGETHER]),
            two,
        ),
        unique_by=lambda each: each.about,
    ).map(tuple),
    pins=st.lists(
        st.builds(
            Pin,
            child=children,
            reason=st.sampled_from(["", "TRUSTS"]),
            until=st.none() | days,
        ),
        unique_by=lambda each: each.child,
    ).map(tuple),
    oversight=st.lists(
        st.builds(Oversight, child=children, day=days, note=notes),
        unique_by=lambda each: (each.child, each.day),
    ).map(tuple),
    involvements=st.lists(
        st.builds(
            InvolvementChange,
            child=children,
            worker=workers,
            involvement=st.sampled_from([Involvement.CO_WORKER, Involvement.PERSONAL_ADVISER]),
            is_end=st.booleans(),
            effective=st.none() | days,
            note=notes,
        ),
        unique_by=lambda each: each.about,
    ).map(tuple),
    staffing=st.lists(
        st.builds(StaffChange, kind=st.just(Kind.LEAVES), worker=workers, day=days)
        | st.builds(StaffChange, kind=st.just(Kind.RETURNS), worker=workers, day=days)
        | st.builds(
            StaffChange, kind=st.just(Kind.HOURS), worker=workers, day=days, fte=st.floats(0, 1.5)
        )
        | st.builds(
            StaffChange, kind=st.just(Kind.AWAY), worker=workers, day=days, reason=st.text()
        ),
        unique_by=lambda each: each.about,
    ).map(tuple),
    unpinned=st.lists(children, unique=True).map(tuple),
)
JOINS = {
    "kind": "joins",
    "worker": "N1",
    "day": "2026-04-13",
    "joiner": {
        "name": "Ann Other",
        "fte": 0.8,
        "is_newly_qualified": True,
        "languages": ["Welsh"],
        "protected": [{"share": 0.5, "end": "2026-07-31"}],
    },
}
"""Somebody who joins, as a file says it."""


def told(**changes: object) -> str:
    """The text of a plan with these entries in place of what stands there."""
    return json.dumps({**json.loads(plan_text(PLAN)), **changes})


def refusal(text: str) -> str:
    """In which words a text is refused as a plan."""
    with pytest.raises(InputError) as raised:
        parsed_plan(text, SNAPSHOT, file="plan.json")
    return error_message(raised.value)


@given(plan=plans)
def test_that_any_plan_comes_back_as_it_was(plan: Plan) -> None:
    text = plan_text(plan)

    assert parsed_plan(text, SNAPSHOT) == plan
    assert plan_text(parsed_plan(text, SNAPSHOT)) == text


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["child", "to", "day", "note", "x"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(text=st.text())
def test_that_any_text_is_a_plan_or_refused(text: str) -> None:
    assert refusal(text)


@given(changes=st.dictionaries(st.sampled_from([*json.loads(plan_text(PLAN)), "x"]), anything))
def test_that_a_plan_with_anything_in_it_is_a_plan_or_refused(
    changes: Mapping[str, object],
) -> None:
    text = told(**changes)
    try:
        plan = parsed_plan(text, SNAPSHOT)
    except InputError as error:
        assert error_message(error) != error.code  # noqa: PT017 - both ends are right
    else:
        assert parsed_plan(plan_text(plan), SNAPSHOT) == plan


def test_that_somebody_who_joins_by_the_plan_comes_back_with_what_is_staged_for_them() -> None:
    moves, marks = (
        [{"child": "C1", "to": "N1"}],
        [{"kind": "must_not", "child": "C2", "worker": "N1"}],
    )
    plan = parsed_plan(told(staffing=[JOINS], moves=moves, marks=marks), SNAPSHOT)

    assert plan.facts.workers[WorkerId("N1")].fte == 0.8
    assert plan.moves[0].to == plan.marks[0].worker == "N1"
    assert parsed_plan(plan_text(plan), SNAPSHOT) == plan


def test_that_the_file_says_what_it_is_and_names_no_child() -> None:
    text = plan_text(PLAN)

    head = {key: json.loads(text)[key] for key in ("format", "version", "import", "as_at", "name")}
    assert head == {
        "format": "caseload-plan",
        "version": 1,
        "import": SNAPSHOT.fingerprint,
        "as_at": "2026-03-31",
        "name": "Monday",
    }
    assert "Bevan" not in text
    assert "Llŷr" not in text
    assert "tŷ" in text


def test_that_a_plan_is_saved_and_opened(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    save_plan(PLAN, path)

    assert read_plan(path, SNAPSHOT) == PLAN
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert read_plan(path, SNAPSHOT) == PLAN


def test_that_an_empty_plan_shows_where_things_would_stand() -> None:
    empty = Plan(snapshot=SNAPSHOT)

    assert {"moves", "pins", "oversight", "name"} < set(json.loads(plan_text(empty)))
    assert parsed_plan(plan_text(empty), SNAPSHOT) == empty


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is not a plan"),
        ("{}", "is not a plan"),
        ("[1]", "is not a plan"),
        ("Child,Worker\n1,2\n", "is not a plan"),
        ('{"format": "caseload-plan",\n "version": 1,\n "moves": [}\n', "line 3: "),
        (told(version=2), "saved by a later version"),
        (told(version="1"), "version is no whole number"),
        (told(version=0), "version is no whole number"),
        (told(version=True), "version is no whole number"),
        (told(**{"import": "0" * 16, "as_at": "2026-01-05"}), "made on other facts"),
        (told(**{"import": "0" * 16, "as_at": "2026-01-05"}), "2026-01-05"),
        (
            told(**{"import": "0" * 16, "as_at": SNAPSHOT.as_at.isoformat()}),
            "made on another import of the same day",
        ),
        (told(x=1), "x is not known in plan"),
        (told(snapshot={}), "snapshot is not known in plan"),
        (told(moves={}), "plan.moves is no list"),
        (told(moves=[1]), "plan.moves[1] is no table"),
        (told(moves=[{"to": None}]), "child is missing in plan.moves[1]"),
        (told(moves=[{"child": "C1"}]), "to is missing in plan.moves[1]"),
        (told(moves=[{"child": 1, "to": None}]), "plan.moves[1].child: 1 can't be read"),
        (told(moves=[{"child": "C1", "to": 1}]), "plan.moves[1].to: 1 can't be read"),
        (
            told(oversight=[{"child": "C1", "day": "31/3/2026"}]),
            "plan.oversight[1].day: '31/3/2026' can't be read",
        ),
        (told(oversight=[{"child": "C1", "day": 5}]), "plan.oversight[1].day: 5 can't be read"),
        (
            told(oversight=[{"child": "C1", "day": "2026-03-31", "note": "a\nb"}]),
            "plan.oversight[1]: a note is one line",
        ),
        (told(moves=[{"child": "C1", "to": None, "reason": "X"}]), "plan.moves[1]: X is no reason"),
        (told(marks=[{"kind": "x", "child": "C1"}]), "plan.marks[1].kind: 'x' can't be read"),
        (told(staffing=[JOINS, JOINS]), "plan.staffing: N1 can't joins"),
        (told(staffing=[{**JOINS, "worker": "W1"}]), "plan.staffing: somebody joins who is there"),
        (told(staffing=[{**JOINS, "joiner": {"name": "", "fte": 7}}]), "FTE is from 0 to 1.5"),
        (
            told(staffing=[{**JOINS, "kind": "leaves", "worker": "W1"}]),
            "a joiner is told for who joins",
        ),
        (told(staffing=[{**JOINS, "worker": 5}]), "plan.staffing[1].worker: 5 can't be read"),
        (told(staffing={"worker": "N1"}), "plan.staffing is no list"),
        (told(staffing=[1]), "plan.staffing[1] is no table"),
        (told(staffing=[{**JOINS, "day": "9999-12-31"}]), "day: '9999-12-31' can't be read"),
        (told(moves=[{"child": "C1", "to": "N1"}]), "N1 (plan.moves[1].to)"),
        (told(involvements=[{"child": "C1", "worker": "N1"}]), "involvement is missing"),
        (told(name="\ud800"), "plan.name: '\\ud800' can't be read"),
        (told(name=float("nan")), "NaN is no number"),
        ('{"format": "caseload-plan", "format": ""}', "format stands twice in one table"),
        (
            '{"format": "caseload-plan", "version": ' + "9" * 5000 + "}",
            "999… is no number to count with",
        ),
        ("[" * 100_000, "lists and tables stand too deep in one another"),
        (told(**{"\ud800x\n": 1}), "can't be read: \\ud800x\\n is not known in plan"),
        (told(**{"import": "0" * 16, "as_at": "\ud800"}), "as at \\ud800; these"),
        (told(name=["x" * 9000]), "plan.name: ['xxx"),
        (told(moves=[{"child": "C1", "to": None}] * 2), "plan.moves[2] is about the same"),
        (told(pins=[{"child": "C1"}, {"child": "C2"}, {"child": "C1"}]), "plan.pins[3] is about"),
        (told(unpinned=["C1", "C1"]), "plan.unpinned[2] is about the same"),
        (told(oversight=[{"child": "C1", "day": "2026-03-31"}] * 2), "plan.oversight[2] is about"),
        (
            told(
                marks=[
                    {"kind": "keep_apart", "child": "C1", "other": "C2"},
                    {"kind": "keep_together", "child": "C2", "other": "C1"},
                ]
            ),
            "plan.marks[2] is about the same",
        ),
        (
            told(involvements=[{"child": "C1", "worker": "W1", "involvement": "co_worker"}] * 2),
            "plan.involvements[2] is about the same",
        ),
        (
            told(
                staffing=[
                    {"kind": "leaves", "worker": "W1", "day": "2026-04-13"},
                    {"kind": "leaves", "worker": "W1", "day": "2026-05-13"},
                ]
            ),
            "plan.staffing[2] is about the same",
        ),
    ],
)
def test_that_what_is_no_plan_of_this_import_is_refused_in_words(text: str, words: str) -> None:
    assert words in refusal(text)


@pytest.mark.parametrize(
    "changes",
    [
        {"x" * 100_000: 1},
        {"name": ["x" * 100_000]},
        {"name": 10**17},
        {"moves": [{"child": "x" * 100_000, "to": None}]},
        {"moves": [{"child": "C1", "to": None, "reason": "x" * 100_000}]},
        {"import": "0", "as_at": "x" * 100_000},
    ],
)
def test_that_a_refusal_is_a_sentence_and_not_a_page(changes: Mapping[str, object]) -> None:
    assert len(refusal(told(**changes))) < 400


def test_that_whom_the_import_does_not_have_is_named_and_nothing_taken_over() -> None:
    said = refusal(
        told(
            moves=[
                {"child": "C9", "to": "W9"},
                {"child": "C1", "to": "W2"},
                {"child": "C1", "to": "W8", "effective": None},
            ],
            pins=[{"child": "C8"}],
        )
    )

    assert "names 4 whom" in said
    for who in ("C9 (plan.moves[1].child)", "W9 (plan.moves[1].to)", "W8 (", "C8 (plan.pins[1]"):
        assert who in said


def test_that_of_many_unknown_the_first_are_named_and_all_are_counted() -> None:
    said = refusal(told(pins=[{"child": f"D{n}"} for n in range(12)]))

    assert "names 12 whom" in said
    assert "D9 (" in said
    assert "D10" not in said


def test_that_a_file_that_can_not_be_opened_is_refused_in_words(tmp_path: Path) -> None:
    binary = tmp_path / "plan.json"
    binary.write_bytes(b"\xff\xfe\x00")

    for path, words in ((tmp_path / "none.json", "could not be opened"), (binary, "not a plan")):
        with pytest.raises(InputError) as raised:
            read_plan(path, SNAPSHOT)
        assert words in error_message(raised.value)


def test_that_a_plan_is_not_saved_where_there_is_no_folder(tmp_path: Path) -> None:
    with pytest.raises(AppError, match="target_folder_missing"):
        save_plan(PLAN, tmp_path / "none" / "plan.json")


def test_that_a_plan_opens_on_the_same_facts_read_again() -> None:
    again = replace(SNAPSHOT)

    assert parsed_plan(plan_text(PLAN), again).snapshot is again
