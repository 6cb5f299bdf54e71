"""A file that can't be read says why, each in its own words, and is left as it is."""

import os
from errno import EIO
from pathlib import Path

import pytest

from allocation_app.errors import AppError
from allocation_app.wording.problems import error_message
from allocation_app.workspace import disk
from allocation_app.workspace.keys import Passphrase
from allocation_app.workspace.session import How, create, open_workspace

PASSPHRASE = Passphrase(text="a long walk")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A workspace that is closed."""
    found = tmp_path / "team.allocation"
    create(found, PASSPHRASE).close()
    return found


def words(path: Path, code: str) -> str:
    """What is said where a workspace can't be opened, neither to write nor to read."""
    said = set()
    for how in (How(), How(is_read_only=True)):
        with pytest.raises(AppError) as refused:
            open_workspace(path, PASSPHRASE, how)
        assert refused.value.code == code
        said.add(error_message(refused.value))
    (found,) = said
    return found


def test_that_a_workspace_that_is_not_there_says_so(tmp_path: Path) -> None:
    assert "is not there" in words(tmp_path / "team.allocation", "workspace_missing")


def test_that_a_folder_says_that_it_is_one(tmp_path: Path) -> None:
    assert "is a folder" in words(tmp_path, "workspace_none")


def test_that_another_kind_of_file_is_no_workspace(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("Child ID")

    assert "is not a workspace" in words(tmp_path / "list.csv", "workspace_none")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has none")
def test_that_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    assert "is not a workspace" in words(tmp_path / "pipe", "workspace_none")


def test_that_an_empty_file_was_not_synchronised(path: Path) -> None:
    path.write_bytes(b"")

    assert "is empty: it was not copied or synchronised" in words(path, "workspace_damaged")


def test_that_a_file_of_noughts_was_not_synchronised(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))

    assert "has its size but not its content" in words(path, "workspace_damaged")


def test_that_half_a_file_is_damaged_and_left_as_it_is(path: Path) -> None:
    half = path.read_bytes()[: path.stat().st_size // 2]
    path.write_bytes(half)

    assert "Go back to one of its backups" in words(path, "workspace_damaged")
    assert path.read_bytes() == half


def test_that_a_file_with_something_behind_it_is_damaged(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\0")

    assert "is damaged" in words(path, "workspace_damaged")


def test_that_a_huge_file_is_not_read_into_memory(tmp_path: Path) -> None:
    for beginning, code in ((b"CASELOAD", "workspace_damaged"), (b"PK", "workspace_none")):
        huge = tmp_path / "huge.allocation"
        huge.write_bytes(beginning)
        os.truncate(huge, disk.LARGEST + 1)
        words(huge, code)


@pytest.mark.parametrize("error", [PermissionError(13, "denied"), OSError(EIO, "i/o error")])
def test_that_a_file_that_can_not_be_read_says_why(
    path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError
) -> None:
    opens = Path.open

    def fails(self: Path, mode: str = "r", **others: str) -> object:
        if self == path:
            raise error
        return opens(self, mode, **others)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", fails)

    if isinstance(error, PermissionError):
        assert "you may not read it" in words(path, "workspace_locked")
    else:
        assert "can't be read (i/o error)" in words(path, "workspace_unreadable")


def test_that_a_machine_without_the_memory_for_it_says_so(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full:
        def __init__(self, **_: object) -> None: ...

        def derive(self, _: bytes) -> bytes:
            raise MemoryError

    monkeypatch.setattr("allocation_app.workspace.keys.Argon2id", Full)

    assert "not enough free memory" in words(path, "workspace_memory")
