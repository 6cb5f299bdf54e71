"""Every version that was ever written opens with the same content; a later one is left alone."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from allocation_app.domain.people import ChildId, EventKind, Gap
from allocation_app.errors import AppError
from allocation_app.workspace import backups, container, disk, image, imports, migrations
from allocation_app.workspace.kept_settings import kept_settings
from allocation_app.workspace.session import Workspace
from allocation_app.workspace.verifying import verified
from tests.unit.workspace.weeks import PASSPHRASE, a_team, a_workspace, desk_of, opened

HERE = Path(__file__).parent
VERSIONS = range(1, image.VERSION)
EARLIER = [HERE / f"version-{number}.allocation" for number in VERSIONS]


def earlier(number: int, folder: Path) -> Path:
    return Path(shutil.copy(HERE / f"version-{number}.allocation", folder / "team.allocation"))


def test_that_there_is_a_file_and_a_step_for_each_earlier_version() -> None:
    assert all(file.is_file() for file in EARLIER)
    assert len(migrations.STEPS) == len(VERSIONS)


@pytest.mark.parametrize("number", VERSIONS)
def test_that_a_file_of_an_earlier_version_says_what_it_said(number: int, tmp_path: Path) -> None:
    workspace = opened(earlier(number, tmp_path))
    says_what_it_said(workspace)
    assert image.version_in(workspace.copied().serialize()) == image.VERSION
    workspace.save()
    workspace.close()
    says_what_it_said(opened(workspace.path, is_read_only=True))


def says_what_it_said(workspace: Workspace) -> None:
    assert verified(workspace).is_whole
    first, second = (workspace.snapshot(each.number) for each in workspace.imports)
    assert [*first.children] == ["41005", *(f"4100{n}" for n in range(5))]
    child = first.children[ChildId("41001")]
    assert (child.name, child.told) == ("Siân Ŵyn-1", frozenset({Gap.LANGUAGE}))
    assert child.recorded == frozenset({EventKind.VISIT})
    assert [str(each.children[child.id].events[EventKind.VISIT]) for each in (first, second)] == [
        "2026-11-02",
        "2026-11-26",
    ]
    plan = desk_of(workspace).plan
    assert [(move.child, move.to, move.note) for move in plan.moves] == [
        ("41005", "W1", "Asked for")
    ]
    assert [plan.name for plan in desk_of(workspace).kept] == ["Friday"]
    assert kept_settings(workspace).months == 6
    assert len(workspace.journal()) == 9
    assert isinstance(workspace.details(2), dict)


def test_that_what_was_opened_is_kept_among_the_backups_before_it_is_brought_along(
    tmp_path: Path,
) -> None:
    path = earlier(1, tmp_path)
    was = path.read_bytes()
    reader = opened(path, is_read_only=True)
    assert (backups.kept(path), path.read_bytes()) == ((), was)
    reader.close()
    workspace = opened(path)
    (kept,) = backups.kept(path)
    assert kept.path.read_bytes() == was
    workspace.close()


def newer(folder: Path) -> tuple[Path, bytes]:
    """A workspace whose tables a later version has written."""
    workspace = a_workspace(folder)
    path = workspace.path
    workspace.close()
    sealed = disk.read(path)
    key = container.key_for(sealed.header, PASSPHRASE)
    data = image.new()
    data.execute(f"PRAGMA user_version = {image.VERSION + 1}")
    path.write_bytes(container.packed(sealed.header, key, data.serialize()))
    return path, path.read_bytes()


@pytest.mark.parametrize("is_read_only", [True, False])
def test_that_a_later_versions_file_is_refused_before_anything_is_touched(
    *, is_read_only: bool, tmp_path: Path
) -> None:
    path, was = newer(tmp_path)
    with pytest.raises(AppError) as refused:
        opened(path, is_read_only=is_read_only)
    assert refused.value.code == "workspace_newer"
    assert path.read_bytes() == was
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def changed(*statements: str) -> bytes:
    data = image.new()
    data.execute("PRAGMA foreign_keys = OFF")
    for each in statements:
        data.execute(each)
    data.commit()
    return data.serialize()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no database at all",
        changed("INSERT INTO held VALUES (1, 0, 1)"),
        changed("PRAGMA user_version = 0"),
        image.new().serialize()[: 4096 * 3],
    ],
    ids=["nothing", "no database", "rows of nobody", "no version", "cut"],
)
def test_that_a_database_that_is_not_whole_is_said_to_be_damaged(content: bytes) -> None:
    with pytest.raises(AppError) as refused:
        image.load(content, file="team.allocation")
    assert refused.value.code == "workspace_damaged"


def test_that_what_one_import_says_twice_over_time_is_kept_once() -> None:
    data = image.new()

    team = a_team()
    imports.add(data, team, at="", by="")
    once = facts(data)
    imports.add(data, team, at="", by="")
    assert facts(data) == once


def facts(data: sqlite3.Connection) -> int:
    (n,) = data.execute("SELECT count(*) FROM facts").fetchone()
    return int(n)
