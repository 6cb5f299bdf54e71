"""A child is deleted everywhere: counted first, found nowhere afterwards, and nobody else is."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from allocation_app.domain.journal import Decided, Deed
from allocation_app.domain.people import ChildId, FamilyId, Involvement, WorkerId
from allocation_app.domain.plan import InvolvementChange, Mark, MarkKind, Move, Oversight, Pin
from allocation_app.domain.scenarios import Desk
from allocation_app.errors import AppError
from allocation_app.intake.reading import SourceCell, SourceRow
from allocation_app.plain import plain
from allocation_app.settings.plans import parsed_plan, plan_text
from allocation_app.workspace import backups
from allocation_app.workspace.adding import Extra, add_import
from allocation_app.workspace.erasing import Traces, erase, traces
from allocation_app.workspace.session import Workspace
from allocation_app.workspace.verifying import verified
from tests.builders import AS_AT, a_child, a_problem, a_reading, a_snapshot
from tests.unit.workspace.weeks import MARY, a_team, a_workspace, desk_of, do, opened, weeks_later

MARY_ID, ANNE, OWEN, CARI = (
    ChildId(each) for each in (MARY, "anne-0418", "owen-0419", "cari-0420")
)
W1, W2 = WorkerId("W1"), WorkerId("W2")


def rows_of_the_files() -> object:
    """Two rows with a problem each, one of them Mary's, and a problem that quotes her number."""
    problems = [replace(a_problem(), row=7), replace(a_problem(), row=8), a_problem(child=MARY)]
    place = ("caseload.xlsx", "Children")
    rows = {
        (*place, 7): SourceRow(child=MARY, cells=(cell("Mary Jones"),)),
        (*place, 8): SourceRow(child=OWEN, cells=(cell("Owen Rhys"),)),
        (*place, 9): SourceRow(child="", cells=(cell("sister of JONES, Mary"),)),
    }
    reading = replace(a_reading(problems=problems), rows=rows)
    return plain(replace(reading, snapshot=replace(reading.snapshot, children={}, spells=())))


def cell(text: str) -> SourceCell:
    return SourceCell(column="B", heading="Name", text=text)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Two weeks of a team, in which everything that can be said of a child is said of Mary."""
    found = a_workspace(tmp_path)
    team = a_team()
    sister = replace(team.children[ANNE], family=FamilyId(MARY), status_text="as MARY  JONES")
    team = replace(team, children={**team.children, ANNE: sister})
    add_import(found, team)
    add_import(found, weeks_later(team, 1), Extra(details=rows_of_the_files()))
    do(found, lambda desk: desk.with_plan(desk.plan.with_move(Move(child=CARI, to=W1))))
    note = f"before {MARY} comes"
    move = Move(child=MARY_ID, to=W2, reason="MANAGE", note="Mary asked")
    facts = Decided(child=MARY_ID, was=W1, to=W2)
    do(found, lambda desk: desk.with_plan(desk.plan.with_move(move)))
    found.record(Deed.STAGED, decided=(facts, Decided(child=CARI, was=None, to=W1)))
    do(found, lambda desk: desk.with_plan(desk.plan.with_pin(Pin(child=MARY_ID))))
    do(found, lambda desk: desk.with_plan(desk.plan.with_pin(Pin(child=OWEN))))
    apart = Mark(kind=MarkKind.KEEP_APART, child=OWEN, other=MARY_ID)
    do(found, lambda desk: desk.with_plan(desk.plan.with_mark(apart)))
    beside = InvolvementChange(child=MARY_ID, worker=W2, involvement=Involvement.CO_WORKER)
    do(found, lambda desk: desk.with_plan(desk.plan.with_step(beside)))
    review = Oversight(child=CARI, day=AS_AT, note=note)
    with_review = desk_of(found).plan.with_review(CARI, review.day, review.note)
    do(found, lambda desk: desk.with_plan(with_review))
    do(found, lambda desk: desk.with_kept("Mary Jones to Sam"))
    do(found, lambda desk: desk.with_kept("mary jones to Sam"))
    do(found, lambda desk: desk.with_plan(replace(desk.plan, unpinned=(MARY_ID, CARI))))
    found.record(Deed.EXPORTED, detail={"child": MARY, "what": "handover"})
    found.record(Deed.SETTINGS, texts={"cached": f'{{"{MARY}": 3, "{OWEN}": 4}}'})
    backups.make(found.path)
    yield found
    found.close()


def noted(desk: Desk, text: str) -> Desk:
    return desk.with_plan(replace(desk.plan, notes=text))


def found_in(told: bytes) -> bool:
    folded = told.decode("utf-8", "replace").casefold()
    return any(each in folded for each in (MARY, "mary jones", "jones, mary", "mary  jones"))


def test_that_a_child_is_found_nowhere_afterwards(workspace: Workspace) -> None:
    assert found_in(workspace.copied().serialize())
    erase(workspace, MARY_ID)
    assert not found_in(workspace.copied().serialize())
    assert traces(workspace, MARY_ID).is_none
    for file in workspace.path.parent.rglob("*"):
        assert MARY not in file.name
        assert file.is_dir() or not found_in(file.read_bytes())
    assert backups.kept(workspace.path) == ()


def test_that_what_is_counted_first_is_what_is_deleted(workspace: Workspace) -> None:
    before = workspace.copied().serialize()
    counted = traces(workspace, MARY_ID)
    assert workspace.copied().serialize() == before
    assert counted == Traces(
        imports=2, spells=1, planned=15, entries=11, rows=4, texts=1, backups=1
    )
    assert erase(workspace, MARY_ID) == counted


def test_that_nothing_of_anybody_else_is_lost(workspace: Workspace) -> None:
    before, deeds = desk_of(workspace).plan, [each.deed for each in workspace.journal()]
    erase(workspace, MARY_ID)
    assert verified(workspace).is_whole
    desk = desk_of(workspace)
    assert [*desk.plan.snapshot.children] == [CARI, ANNE, OWEN]
    assert desk.plan.moves == tuple(each for each in before.moves if each.child != MARY_ID)
    assert ([pin.child for pin in desk.plan.pins], desk.plan.unpinned) == ([OWEN], (CARI,))
    assert (desk.plan.marks, desk.plan.involvements) == ((), ())
    (review,) = desk.plan.oversight
    assert (review.note, len({plan.name for plan in desk.kept})) == ("before …1 comes", 2)
    assert [each.deed for each in workspace.journal()] == [*deeds, Deed.ERASED]
    assert [each.child for e in workspace.journal() for each in e.decided] == [CARI]
    assert workspace.text("cached") == f'{{"{OWEN}": 4}}'
    told = workspace.details(workspace.present or 0)
    assert isinstance(told, dict)
    assert ([row[1]["child"] for row in told["rows"]], len(told["problems"])) == ([OWEN], 1)


def test_that_what_is_left_is_there_at_the_next_opening(workspace: Workspace) -> None:
    erase(workspace, MARY_ID)
    again = opened(workspace.path, is_read_only=True)
    assert (again.plans(), again.snapshot(1)) == (workspace.plans(), workspace.snapshot(1))


def test_that_undo_reaches_no_step_that_was_about_the_child_alone(workspace: Workspace) -> None:
    steps = len(workspace.plans().past)
    erase(workspace, MARY_ID)
    past = workspace.plans().past
    assert len(past) == steps - 4  # her move, her pin, the mark on her, who works beside
    assert all(a != b for a, b in pairwise(past))


def test_that_siblings_stay_a_family_that_was_called_by_the_childs_number(
    workspace: Workspace,
) -> None:
    erase(workspace, MARY_ID)
    sisters = [workspace.snapshot(each.number).children[ANNE] for each in workspace.imports]
    assert len({each.family for each in sisters}) == 1
    assert sisters[0].family not in {None, MARY}


def test_that_a_plan_file_from_before_does_not_silently_fit(workspace: Workspace) -> None:
    text = plan_text(replace(desk_of(workspace).plan, moves=(), pins=(), marks=()))
    erase(workspace, MARY_ID)
    with pytest.raises(AppError) as refused:
        parsed_plan(text, workspace.snapshot(workspace.present or 0))
    assert refused.value.code in {"plan_same_day", "plan_other_import"}


def test_that_a_child_under_an_earlier_number_is_deleted_with_the_present_one(
    workspace: Workspace,
) -> None:
    workspace.record(Deed.IMPORTED, texts={"renumbered": f'{{"former-0001": "{MARY}"}}'})
    erase(workspace, ChildId("former-0001"))
    assert not found_in(workspace.copied().serialize())
    assert b"former-0001" not in workspace.copied().serialize()


def test_that_nothing_is_deleted_where_it_could_not_be_saved(workspace: Workspace) -> None:
    reader = opened(workspace.path, is_read_only=True)
    with pytest.raises(AppError) as refused:
        erase(reader, MARY_ID)
    assert refused.value.code == "workspace_read_only"
    assert not traces(reader, MARY_ID).is_none
    assert len(backups.kept(workspace.path)) == 1


def test_that_what_may_mean_the_child_is_a_passage_and_stays_unless_somebody_says_so(
    workspace: Workspace,
) -> None:
    for note in ("mary first", "M.J. again", "am Jones Street", "MJs", "rosemary"):
        do(workspace, lambda desk, said=note: noted(desk, said))
    told = traces(workspace, MARY_ID).passages
    assert told == ("M.J. again", "am Jones Street", "mary first")

    erase(workspace, MARY_ID, ("mary first",))

    written = workspace.copied().serialize()
    assert b"mary first" not in written
    assert b"M.J. again" in written


def test_that_a_short_number_is_left_to_a_person_where_it_stands_in_a_text(tmp_path: Path) -> None:
    found = a_workspace(tmp_path)
    add_import(found, a_snapshot({"W1": [a_child("7", name="Al Bo")]}))
    notes = ("7 days", "see 7", "77 …7")
    for note in notes:
        do(found, lambda desk, said=note: noted(desk, said))
    told = traces(found, ChildId("7")).passages
    erase(found, ChildId("7"), ["see 7"])
    assert told == notes[:2]
    assert desk_of(found).plan.notes == "77 …7"
    found.close()


def test_that_a_passage_in_steps_that_were_declined_is_found_and_struck(tmp_path: Path) -> None:
    found = a_workspace(tmp_path)
    add_import(found, a_team())
    told = '[{"change": {"plan": {"notes": "as Mary said"}}}]'
    found.record(Deed.DECLINED, detail={"n": "1", "entries": told})
    assert traces(found, MARY_ID).passages == ("as Mary said",)
    erase(found, MARY_ID, ["as Mary said"])
    assert found.journal()[-2].detail["entries"] == told.replace("Mary", "…1")
    found.close()


def test_that_a_child_nobody_knows_leaves_no_traces(workspace: Workspace) -> None:
    assert traces(workspace, ChildId("nobody-0001")).is_none


def test_that_a_step_about_the_child_that_was_undone_takes_no_other_step_with_it(
    workspace: Workspace,
) -> None:
    do(workspace, lambda desk: desk.with_plan(desk.plan.with_move(Move(child=OWEN, to=W1))))
    past, before = workspace.plans().past, desk_of(workspace)
    do(workspace, lambda desk: desk.with_plan(desk.plan.without_pin(MARY_ID)))
    do(workspace, lambda _: before, Deed.UNDONE)
    assert workspace.plans().past == past
    erase(workspace, MARY_ID)
    plans = workspace.plans()
    without = tuple(each for each in plans.present.plan.moves if each.child != OWEN)
    assert len(without) < len(plans.present.plan.moves)
    assert plans.past[-1].plan == replace(plans.present.plan, moves=without)


def test_that_two_remarks_that_differed_in_the_childs_name_are_one_fact(tmp_path: Path) -> None:
    found = a_workspace(tmp_path)
    team = a_team()
    for week, remark in enumerate(["like Mary Jones", "like …1"]):
        anne = replace(team.children[ANNE], status_text=remark)
        told = replace(weeks_later(team, week), children={**team.children, ANNE: anne})
        add_import(found, told)
    erase(found, MARY_ID)
    texts = [found.snapshot(each.number).children[ANNE].status_text for each in found.imports]
    assert texts == ["like …1", "like …1"]
    assert verified(found).is_whole
    found.close()
