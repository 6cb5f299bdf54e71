"""What stands beside a workspace and is not as we left it: nothing of anybody’s is lost."""

import os
from pathlib import Path

import pytest

from allocation_app.domain.people import ChildId
from allocation_app.errors import AppError
from allocation_app.wording.problems import error_message
from allocation_app.workspace import backups, disk, journal_file
from allocation_app.workspace.copies import copies
from allocation_app.workspace.erasing import erase
from allocation_app.workspace.places import asides, journal_path, lock_path
from tests.unit.workspace.builders import a_workspace, left, noted, opened


def closed(folder: Path) -> Path:
    workspace = a_workspace(folder)
    workspace.close()
    return workspace.path


def recovered(path: Path) -> tuple[list[str], str]:
    workspace = opened(path, over=True)
    return [each.detail["n"] for each in workspace.recovered], workspace.journal_problem


def test_that_a_link_in_the_place_of_the_lock_costs_nobody_the_file_behind_it(
    tmp_path: Path,
) -> None:
    path, own = closed(tmp_path), tmp_path / "own.txt"
    own.write_text("precious", "utf-8")
    lock_path(path).symlink_to(own)
    with pytest.raises(AppError) as refused:
        opened(path)
    assert refused.value.code == "workspace_not_writable"
    assert own.read_text("utf-8") == "precious"


def test_that_what_is_not_there_yet_is_not_said_to_be_readable_where_nobody_may_write(
    tmp_path: Path,
) -> None:
    (tmp_path / "full").mkdir()
    new = tmp_path / "full" / "team.allocation"
    lock_path(new).symlink_to(tmp_path)
    workspace = a_workspace(tmp_path)
    for begin in (lambda: a_workspace(new.parent), lambda: workspace.go_on_in(new)):
        with pytest.raises(AppError) as refused:
            begin()
        assert refused.value.code == "target_failed"
        assert refused.value.details["file"] == "team.allocation"
    workspace.close()


def test_that_one_made_where_a_link_leads_has_one_lock(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "team.allocation").symlink_to(tmp_path / "real" / "team.allocation")
    workspace = a_workspace(tmp_path)
    with pytest.raises(AppError) as refused:
        opened(tmp_path / "team.allocation")
    assert refused.value.code == "workspace_in_use"
    workspace.close()


def test_that_a_journal_that_is_no_file_is_said_and_not_waited_for(tmp_path: Path) -> None:
    path = closed(tmp_path)
    os.mkfifo(journal_path(path))
    with pytest.raises(AppError) as refused:
        opened(path)
    assert (refused.value.code, refused.value.details["why"]) == ("target_failed", "it is no file")


def test_that_a_journal_larger_than_any_does_not_fill_the_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = a_workspace(tmp_path)
    noted(workspace, 1)
    path = left(workspace)
    monkeypatch.setattr(journal_file, "LARGEST", 10)
    with pytest.raises(AppError) as refused:
        opened(path, over=True)
    assert refused.value.code == "target_failed"


def test_that_a_journal_brought_back_as_it_was_before_loses_nothing(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    noted(workspace, 1)
    before = journal_path(workspace.path).read_bytes()
    noted(workspace, 2)
    journal_path(workspace.path).write_bytes(before)
    noted(workspace, 3)
    assert workspace.unsaved == 0
    assert asides(workspace.path) == ()
    assert recovered(left(workspace)) == (["1", "2", "3"], "")


def test_that_a_journal_that_somebody_deleted_is_written_anew(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    noted(workspace, 1)
    journal_path(workspace.path).unlink()
    noted(workspace, 2)
    assert recovered(left(workspace)) == (["1", "2"], "")


def test_that_another_name_of_the_file_is_said_and_holds_what_it_held(tmp_path: Path) -> None:
    path = closed(tmp_path)
    other = tmp_path / "ours.allocation"
    other.hardlink_to(path)
    before = path.read_bytes()
    workspace = opened(path)
    assert workspace.link_problem is not None
    assert "another name on this disk" in error_message(workspace.link_problem)
    assert copies(path, workspace.header.id) == (other.name,)
    noted(workspace, 1)
    workspace.close()
    assert other.read_bytes() == before
    again = opened(path)
    assert again.link_problem is None
    again.close()


def test_that_what_is_no_backup_stays_where_the_backups_are_taken_away(tmp_path: Path) -> None:
    path = closed(tmp_path)
    backups.make(path)
    folder = backups.folder_of(path)
    (folder / "notes.txt").write_text("mine", "utf-8")
    (folder / "team (a colleague’s copy).allocation").write_bytes(path.read_bytes())
    (folder / "folder").mkdir()
    backups.take_away(path, backups.to_go(path, disk.header(path)))
    assert sorted(each.name for each in folder.iterdir()) == ["folder", "notes.txt"]


def test_that_what_can_not_be_deleted_of_a_child_is_said_and_the_rest_goes(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    backups.make(workspace.path)
    (tmp_path / "team.allocation.journal.0.aside").mkdir()
    with pytest.raises(AppError) as refused:
        erase(workspace, ChildId("C01"))
    assert (refused.value.code, refused.value.details["n"]) == ("backups_left", "1")
    assert backups.kept(workspace.path) == ()


def test_that_a_workspace_renamed_after_a_crash_finds_its_journal(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    noted(workspace, 1)
    path = left(workspace)
    other = path.rename(tmp_path / "north.allocation")
    assert recovered(other) == (["1"], "")
    assert not journal_path(path).exists()


def test_that_a_copy_takes_no_journal_from_the_workspace_that_it_was_made_of(
    tmp_path: Path,
) -> None:
    workspace = a_workspace(tmp_path)
    noted(workspace, 1)
    path = left(workspace)
    copy = tmp_path / "north.allocation"
    copy.write_bytes(path.read_bytes())
    assert recovered(copy) == ([], "")
    assert recovered(path) == (["1"], "")
