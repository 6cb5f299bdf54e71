"""What is past its time goes, with what the journal said of it; the plan stays as it is."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from allocation_app.domain.journal import Decided, Deed
from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.plan import Move
from allocation_app.errors import AppError
from allocation_app.workspace import backups
from allocation_app.workspace.adding import Extra, add_import
from allocation_app.workspace.retention import due, going, is_present_due, prune
from allocation_app.workspace.session import Workspace
from allocation_app.workspace.verifying import verified
from tests.builders import AS_AT, a_child, a_snapshot
from tests.unit.workspace.weeks import a_team, a_workspace, do, opened, weeks_later

CARI, W1, W2 = ChildId("cari-0420"), WorkerId("W1"), WorkerId("W2")
OLD = "bygone-0999"


def half_a_year(folder: Path) -> Workspace:
    """Four imports, of which the first two have a child whom no later one has."""
    workspace = a_workspace(folder)
    early = a_snapshot({"W1": [a_child(OLD, name="Long Ago"), a_child("mary-0417")]}, as_at=AS_AT)
    add_import(workspace, early)
    add_import(workspace, weeks_later(early, 1))
    move = Move(child=ChildId(OLD), to=None, note="closes soon")
    workspace.record(Deed.EXPORTED, detail={"what": "balance", "n": "2"})
    do(workspace, lambda desk: desk.with_plan(desk.plan.with_move(move)))
    workspace.record(Deed.POLICY, texts={"set:policy": '"ours"'})
    add_import(workspace, weeks_later(a_team(), 24))
    do(workspace, lambda desk: desk.with_plan(desk.plan.with_move(Move(child=CARI, to=W1))))
    add_import(workspace, weeks_later(a_team(), 26))
    do(workspace, lambda desk: desk.with_plan(desk.plan.with_move(Move(child=CARI, to=W2))))
    return workspace


def test_that_an_import_is_due_on_the_day_after_its_months_and_not_before(tmp_path: Path) -> None:
    workspace = half_a_year(tmp_path)
    known, first = workspace.imports, workspace.imports[0].as_at
    assert due(workspace, 6, date(first.year + 1, 5, first.day)) == ()
    on_time = date(first.year + 1, 5, first.day) + timedelta(days=1)
    assert due(workspace, 6, on_time) == known[:1]
    workspace.close()


def test_that_the_import_that_the_plan_is_made_on_is_told_and_not_deleted(tmp_path: Path) -> None:
    workspace = half_a_year(tmp_path)
    late = AS_AT + timedelta(days=2_000)
    assert due(workspace, 6, late) == workspace.imports[:3]
    assert is_present_due(workspace, 6, late)
    assert not is_present_due(workspace, 6, workspace.imports[-1].as_at)
    for number, code in ((workspace.present or 0, "import_present"), (99, "import_missing")):
        for do_it in (prune, going):
            with pytest.raises(AppError) as refused:
                do_it(workspace, [1, number])
            assert refused.value.code == code
    assert len(workspace.imports) == 4
    workspace.close()


def test_that_nothing_due_deletes_and_writes_nothing(tmp_path: Path) -> None:
    workspace = half_a_year(tmp_path)
    last = workspace.last
    prune(workspace, ())
    assert workspace.last == last
    workspace.close()


def test_that_what_is_deleted_is_found_nowhere_and_the_plan_and_undo_are_as_before(
    tmp_path: Path,
) -> None:
    workspace = half_a_year(tmp_path)
    plans, kept = workspace.plans(), workspace.snapshot(3)
    before = going(workspace, [2, 1])
    assert [(each.imported.number, each.children, each.entries) for each in before] == [
        (2, 2, 2),
        (1, 2, 0),
    ]
    deeds = [(each.seq, each.at, each.by, each.deed) for each in workspace.journal()]
    prune(workspace, [1, 2])
    assert workspace.plans() == plans
    assert (workspace.snapshot(3), workspace.text("set:policy")) == (kept, '"ours"')
    entries = workspace.journal()
    assert [(each.seq, each.at, each.by, each.deed) for each in entries[:-1]] == deeds
    days = ",".join(str(each.imported.as_at) for each in reversed(before))
    assert (entries[-1].deed, entries[-1].facts) == (Deed.PRUNED, {"n": "2", "days": days})
    exported = next(each for each in entries if each.deed is Deed.EXPORTED)
    assert exported.facts == {"n": "2", "pruned": "1"}
    raw = workspace.copied().serialize()
    assert OLD.encode() not in raw
    assert b"Long Ago" not in raw
    workspace.close()
    assert opened(workspace.path, is_read_only=True).plans() == plans


def test_that_an_import_that_was_a_mistake_goes_whatever_its_age_and_the_right_one_stays(
    tmp_path: Path,
) -> None:
    workspace = half_a_year(tmp_path)
    day, right = workspace.imports[-1].as_at, workspace.snapshot(4)
    wrong = replace(a_snapshot({"W9": [a_child("stranger-7", name="Not Ours")]}), as_at=day)
    add_import(workspace, wrong, Extra(is_other_team=True))
    again = replace(right, sources=(replace(right.sources[0], name="right.xlsx"),))
    add_import(workspace, replace(again, accepted=("again",)), Extra(is_other_team=True))
    plans, present = workspace.plans(), workspace.present

    prune(workspace, [5])

    assert b"stranger-7" not in workspace.copied().serialize()
    assert [each.number for each in workspace.imports] == [1, 2, 3, 4, present]
    assert verified(workspace).is_whole
    workspace.close()
    reader = opened(workspace.path, is_read_only=True)
    assert (reader.plans(), verified(reader).is_whole) == (plans, True)


def test_that_facts_at_the_moment_of_a_decision_go_with_their_import(tmp_path: Path) -> None:
    workspace = half_a_year(tmp_path)
    facts = Decided(child=CARI, was=None, to=W2, waited=12, taker=(0.8, 0.9))
    workspace.record(Deed.STAGED, decided=(facts,))
    add_import(workspace, weeks_later(a_team(), 27))
    prune(workspace, [4])
    assert not any(each.decided for each in workspace.journal())
    workspace.close()


def test_that_the_file_is_smaller_by_what_was_deleted(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    add_import(workspace, a_snapshot({"W1": [a_child(name="x" * 500) for _ in range(200)]}))
    add_import(workspace, weeks_later(a_team(), 1), Extra(is_other_team=True))
    before = workspace.path.stat().st_size
    prune(workspace, [1])
    assert workspace.path.stat().st_size < before - 100_000
    workspace.close()


def test_that_nothing_is_deleted_where_it_could_not_be_saved(tmp_path: Path) -> None:
    workspace = half_a_year(tmp_path)
    workspace.close()
    reader = opened(workspace.path, is_read_only=True)
    with pytest.raises(AppError) as refused:
        prune(reader, [1])
    assert refused.value.code == "workspace_read_only"
    assert len(reader.imports) == 4
    assert reader.snapshot(1).children[ChildId(OLD)].name == "Long Ago"


def test_that_what_was_deleted_for_its_age_stands_in_a_backup_and_never_without_one(
    tmp_path: Path,
) -> None:
    workspace = half_a_year(tmp_path)
    number = workspace.imports[0].number
    folder = backups.folder_of(workspace.path)
    backups.take_away(workspace.path, backups.to_go(workspace.path, workspace.header))
    folder.write_text("a file, where the folder would be")
    with pytest.raises(AppError) as refused:
        prune(workspace, [number])
    assert refused.value.code == "backup_failed"
    assert workspace.imports[0].number == number

    folder.unlink()
    prune(workspace, [number])
    (backup,) = backups.kept(workspace.path)
    beside = backups.restore(workspace.path, backup.path)
    again = opened(beside)

    assert number in {each.number for each in again.imports}
    assert number not in {each.number for each in workspace.imports}
    assert workspace.pruned == datetime.fromisoformat(workspace.journal()[-1].at)
    assert again.pruned is None
    again.close()
    workspace.close()
