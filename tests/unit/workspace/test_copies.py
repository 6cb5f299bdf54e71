"""Copies beside a workspace are known by their beginning, whatever they are called."""

import os
from pathlib import Path

import pytest

from allocation_app.workspace import backups, journal_file
from allocation_app.workspace.copies import copies
from allocation_app.workspace.places import journal_path
from tests.unit.workspace.builders import a_workspace, noted


def test_that_what_is_the_same_workspace_is_named_and_nothing_else(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    noted(workspace, 1)
    path, header = workspace.path, workspace.header
    backups.make(path)
    backup = backups.kept(path)[0].path
    journal_file.set_aside(journal_path(path), journal_path(path).read_bytes())
    backups.restore(path, backup)
    workspace.save_copy(tmp_path / "copy.allocation")
    (tmp_path / "copy.allocation.journal").write_bytes(journal_path(path).read_bytes())
    (tmp_path / "team.allocation~").write_bytes(path.read_bytes())
    moved = tmp_path / "before.allocation.backups"
    moved.mkdir()
    (moved / backup.name).write_bytes(backup.read_bytes())
    (tmp_path / "empty.allocation").write_bytes(b"")
    (tmp_path / "cut.allocation").write_bytes(path.read_bytes()[:20])
    (tmp_path / "folder.allocation").mkdir()
    a_workspace(tmp_path, "another.allocation").close()

    assert copies(path, header.id) == (
        "before.allocation.backups",
        "copy.allocation",
        "copy.allocation.journal",
        "team (" + header.modified[:10] + ").allocation",
        "team.allocation~",
    )
    workspace.close()


@pytest.mark.skipif(os.name == "nt", reason="there are none there")
def test_that_nobody_waits_for_what_is_no_file(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    os.mkfifo(tmp_path / "pipe.allocation")
    assert copies(workspace.path, workspace.header.id) == ()
    workspace.close()
