"""What an edited workbook asks for is said with its cells, and every problem has a sentence."""

from dataclasses import replace
from datetime import date

import pytest

from allocation_app.domain.caseloads import caseloads
from allocation_app.domain.edited import Cell, Difference, Edits, Trouble, Unclear
from allocation_app.domain.plan import Plan
from allocation_app.wording import edited as sentences
from allocation_app.wording.moves import donors
from allocation_app.wording.names import names_by_id
from tests.unit.domain.builders import POLICY, a_child, a_move, a_snapshot, a_worker

SNAPSHOT = a_snapshot(
    a_child(child="C1"),
    a_worker("W1", name="Jo Ash"),
    a_worker("W2", name="Sam Hall"),
    held={"C1": "W1"},
)
MOVE = a_move("C1", "W2", reason="MANAGE", note="Told.")
NAMES = names_by_id(SNAPSHOT)
BEFORE = donors(caseloads(Plan(snapshot=SNAPSHOT, moves=(MOVE,)), POLICY))
CELL = Cell(sheet="Changes", at="F7", value="Sam\u202eHall" + "l" * 80)


@pytest.mark.parametrize("trouble", sorted(set(Trouble) - {Trouble.RULE, Trouble.RULE_UNEXPLAINED}))
def test_that_every_problem_has_a_sentence(trouble: Trouble) -> None:
    said = sentences.sentence(
        Unclear(trouble=trouble, cells=(CELL,), child=MOVE.child, workers=(MOVE.to or "",)), NAMES
    )
    assert said.endswith(".")
    assert "{" not in said
    assert "\u202e" not in said
    assert len(said) < 250


def test_that_a_problem_without_a_cell_is_said_too() -> None:
    unclear = Unclear(trouble=Trouble.OTHER_IMPORT)
    assert sentences.sentence(unclear, NAMES).startswith("The workbook was made of another import")
    assert sentences.where(unclear) == ""
    assert sentences.where(replace(unclear, cells=(CELL,))) == "Changes, F7"


def test_that_a_difference_is_said_with_what_was_staged() -> None:
    new = Difference(before=None, after=MOVE, cells=(CELL,))
    line = "C1: Jo Ash → Sam Hall; managing caseloads; note: Told."
    assert sentences.line(new, BEFORE, NAMES) == line
    explained = replace(MOVE, note="", overrides=("over",), override_reason="KNOWS")
    changed = Difference(before=MOVE, after=explained)
    assert sentences.line(changed, BEFORE, NAMES) == (
        "C1: Jo Ash → Sam Hall; managing caseloads; set aside: over capacity (the worker knows the"
        " child or the family) (staged was: Jo Ash → Sam Hall)"
    )
    back = Difference(before=MOVE, after=None)
    assert sentences.line(back, BEFORE, NAMES) == ("C1: taken back (staged was: Jo Ash → Sam Hall)")


def test_that_a_day_is_shown_as_a_day() -> None:
    cell = Cell(sheet="Changes", at="G7", value=date(2026, 11, 2))
    unclear = Unclear(trouble=Trouble.PAST_DAY, cells=(cell,))
    assert "2 Nov 2026 lies before" in sentences.sentence(unclear, NAMES)


def test_that_what_is_to_be_known_beside_it_is_said() -> None:
    assert sentences.remarks(Edits()) == []
    (changed, missing) = sentences.remarks(Edits(is_plan_changed=True, missing=(MOVE.child,)))
    assert changed == "The plan was changed in the tool since the workbook was exported."
    assert missing.startswith("1 child is not on the Allocations sheet")
    (hidden,) = sentences.remarks(Edits(has_changes=False))
    assert hidden == "The sheet Changes is not there, or hidden: nothing was read of it."
    (unknown,) = sentences.remarks(Edits(is_plan_changed=True, is_plan_known=False))
    assert unknown.startswith("It is not known of which plan")


def test_that_what_comes_of_it_is_counted() -> None:
    change, problem = Difference(before=None, after=MOVE), Unclear(trouble=Trouble.NO_CHILD)
    assert sentences.counted(Edits()) == "The workbook says the same as the plan."
    assert sentences.counted(Edits(differences=(change,))) == "1 change can be staged."
    both = Edits(differences=(change, change), unclear=(problem,))
    assert sentences.counted(both) == "2 changes can be staged; 1 problem."
