"""An import that is added to a workspace says what became of the plan, and is kept with it."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from allocation_app.documents.workspace import added_document
from allocation_app.domain.desk_changes import DeskState, Staged, desk_change
from allocation_app.domain.journal import Deed
from allocation_app.domain.people import ChildId, Involvement, WorkerId
from allocation_app.domain.plan import InvolvementChange, Pin, Plan
from allocation_app.domain.reconciling import Outcome, reconciled
from allocation_app.domain.renumbering import numbers_of, proposals
from allocation_app.domain.snapshot import Snapshot
from allocation_app.errors import AppError
from allocation_app.wording.journal import summary
from allocation_app.wording.names import Names
from allocation_app.workspace.adding import Extra, add_import
from allocation_app.workspace.keys import LEAST, Passphrase
from allocation_app.workspace.reconciled import NUMBERS, ROWS, accepted, numbers_in, told
from allocation_app.workspace.session import How, Workspace, create, open_workspace
from tests.builders import AS_AT, a_child, a_snapshot, a_worker
from tests.unit.domain.builders import a_move, a_staff_change

WORD = Passphrase(text="correct horse")
ANN, BEN = a_worker("W1", name="Ann"), a_worker("W2", name="Ben")
JAC, MIA, EVA = (a_child(f"C{n}", name=name) for n, name in enumerate(("Jac", "Mia", "Eva")))
NEXT = AS_AT + timedelta(weeks=1)
STAGED = DeskState(
    plan=Staged(
        moves=(a_move("C0", "W2"), a_move("C1", "W2")),
        pins=(Pin(child=JAC.id, reason="TRUSTS"),),
    )
)


def an_import(*, week: int = 0, jac: str = "C0", mia: str = "W1") -> Snapshot:
    child = replace(JAC, id=ChildId(jac))
    held = {"W1": [child, EVA], "W2": []}
    held[mia].append(MIA)
    return a_snapshot(held, workers=[ANN, BEN], as_at=AS_AT + timedelta(weeks=week))


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """With an import, and two moves and a pin staged on it."""
    made = create(tmp_path / "team.allocation", WORD, cost=LEAST)
    add_import(made, an_import())
    made.record(Deed.STAGED, desk_change(DeskState(), STAGED))
    yield made
    made.close()


def test_that_the_entry_of_an_import_says_what_became_of_each_step(workspace: Workspace) -> None:
    added = add_import(workspace, an_import(week=1, mia="W2"))

    assert added.found is not None
    assert added.found.counts == {Outcome.NOT_YET: 1, Outcome.DONE: 1}
    entry = workspace.journal()[-1]
    assert entry.deed is Deed.IMPORTED
    assert {name: entry.detail[name] for name in ("done", "not_yet")} == {
        "done": "1",
        "not_yet": "1",
    }
    assert json.loads(entry.detail[ROWS]) == [
        {"outcome": "not_yet", "child": "C0", "what": "move", "to": "W2", "now": "W1"},
        {"outcome": "done", "child": "C1", "what": "move", "to": "W2", "now": "W2"},
    ]
    assert [move.child for move in workspace.plans().present.plan.moves] == ["C0"]


def test_that_pins_and_moves_follow_a_child_to_another_number_that_is_kept(
    workspace: Workspace,
) -> None:
    later = an_import(week=1, jac="N0")
    numbers = numbers_of(proposals(an_import(), later))

    added = add_import(workspace, later, Extra(numbers=numbers))

    assert added.found is not None
    assert {row.child.id for row in added.found.rows if row.child} == {"N0", "C1"}
    plan = workspace.plans().present.plan
    assert [each.child for each in (*plan.pins, *plan.moves)] == ["N0", "N0", "C1"]
    add_import(
        workspace, an_import(week=2, jac="P0"), Extra(numbers={ChildId("N0"): ChildId("P0")})
    )
    again = open_workspace(workspace.path, WORD, How(is_read_only=True))
    assert numbers_in(again.text(NUMBERS)) == {"C0": "P0", "N0": "P0"}
    assert again.plans().present.plan.pins[0].child == "P0"
    again.close()


def test_that_without_a_word_of_somebody_the_pin_of_a_child_under_another_number_is_gone(
    workspace: Workspace,
) -> None:
    added = add_import(workspace, an_import(week=1, jac="N0"))

    assert added.found is not None
    assert added.found.count(Outcome.CHILD_GONE) == 1
    assert workspace.plans().present.plan.pins == ()
    assert numbers_in(workspace.text(NUMBERS)) == {}


def test_that_an_earlier_day_says_nothing_of_the_plan(workspace: Workspace) -> None:
    assert add_import(workspace, an_import(week=-1)).found is None


def test_that_each_kind_of_step_is_told_in_ids_and_codes() -> None:
    gone = a_snapshot({"W1": [MIA]}, workers=[ANN], as_at=NEXT)
    steps = (
        a_move("C1", None),
        InvolvementChange(child=EVA.id, worker=WorkerId("W2"), involvement=Involvement.CO_WORKER),
        a_staff_change("leaves", "W2", NEXT + timedelta(weeks=1)),
        a_move("C0", "W2"),
    )
    plan = Plan(snapshot=an_import())
    for step in steps:
        plan = plan.with_step(step)

    assert sorted(told(reconciled(plan, gone)), key=str) == [
        {"outcome": "child_gone", "child": "C0", "what": "move", "to": "W2"},
        {"outcome": "child_gone", "child": "C2", "what": "co_worker", "to": "W2"},
        {"outcome": "not_possible", "what": "leaves", "to": "W2", "obstacle": "worker_gone"},
        {"outcome": "not_yet", "child": "C1", "what": "move", "to": None, "now": "W1"},
    ]
    assert told(reconciled(Plan(snapshot=an_import()), an_import(week=1, mia="W2"))) == [
        {"outcome": "unplanned", "child": "C1", "now": "W2"}
    ]


def test_that_who_may_be_the_same_is_told_and_only_they_can_be_said_to_be(
    workspace: Workspace,
) -> None:
    later = an_import(week=1, jac="N0")
    assert accepted(workspace, later, []) == {}
    for pair in ("C0=C1", "C1=N0", "C0", ""):
        with pytest.raises(AppError, match="same_child_none"):
            accepted(workspace, later, [pair])

    assert accepted(workspace, later, ["C0=N0"]) == {"C0": "N0"}

    told = added_document(add_import(workspace, later), 2, ())
    assert (told["same_child"], told["run_out"]) == ([{"old": "C0", "new": "N0"}], [])
    assert [row["outcome"] for row in told["reconciled"]] == ["child_gone", "not_yet"]


def test_that_the_journal_says_of_an_import_what_became_of_the_plan(workspace: Workspace) -> None:
    add_import(workspace, an_import(week=1, mia="W2"))

    said = summary(workspace.journal()[-1], Names(child=str, worker=str))

    assert said == "1 done, 1 not yet; 1 change taken along"
