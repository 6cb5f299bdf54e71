"""Who can open a workspace, and from when on: its passphrase, a new one, the council's key."""

import os
from pathlib import Path

import pytest

from allocation_app.domain.journal import Deed
from allocation_app.errors import AppError
from allocation_app.workspace import backups, container, disk, keys
from allocation_app.workspace.container import Header
from allocation_app.workspace.keys import LEAST, Cost, Passphrase, RecoveryKey
from allocation_app.workspace.session import How, create, open_workspace

OLD, NEW = Passphrase(text="a long walk"), Passphrase(text="a longer walk")
DEARER = Cost(memory=LEAST.memory, passes=3, lanes=1)


@pytest.fixture
def recovery() -> tuple[bytes, bytes]:
    """The two parts of a council's recovery key, as PEM files."""
    return keys.recovery_pair()


@pytest.fixture
def path(tmp_path: Path, recovery: tuple[bytes, bytes]) -> Path:
    """A workspace that its passphrase and the council's key open; one thing was noted in it."""
    found = tmp_path / "team.allocation"
    workspace = create(found, OLD, recovery=keys.public_part(recovery[1]))
    workspace.record(Deed.NOTED, texts={"what": "noted"})
    workspace.save()
    backups.make(found)
    workspace.close()
    return found


def opens(path: Path, by: Passphrase | RecoveryKey) -> str:
    """What was noted, or the code with which it is refused."""
    try:
        workspace = open_workspace(path, by)
    except AppError as refused:
        return refused.code
    try:
        return workspace.text("what")
    finally:
        workspace.close()


def test_that_the_passphrase_and_the_councils_key_open_it_and_nothing_else(
    path: Path, recovery: tuple[bytes, bytes]
) -> None:
    other = keys.recovery_pair()[0]

    assert opens(path, OLD) == opens(path, keys.private_part(recovery[0])) == "noted"
    assert opens(path, NEW) == "passphrase_wrong"
    assert opens(path, keys.private_part(other)) == "recovery_wrong"


def test_that_only_the_new_passphrase_opens_it_and_no_backup_by_the_old_one_is_left(
    path: Path, recovery: tuple[bytes, bytes]
) -> None:
    workspace = open_workspace(path, OLD)
    workspace.change_passphrase(NEW)
    workspace.record(Deed.NOTED, texts={"what": "later"})
    workspace.close()

    assert opens(path, OLD) == "passphrase_wrong"
    assert opens(path, NEW) == opens(path, keys.private_part(recovery[0])) == "later"
    assert not backups.folder_of(path).exists()


def test_that_a_new_council_key_takes_the_place_of_the_former_one(
    path: Path, recovery: tuple[bytes, bytes]
) -> None:
    private, public = keys.recovery_pair()
    workspace = open_workspace(path, OLD)
    workspace.change_passphrase(NEW, recovery=keys.public_part(public))
    workspace.close()

    assert opens(path, keys.private_part(private)) == "noted"
    assert opens(path, keys.private_part(recovery[0])) == "recovery_wrong"


@pytest.mark.skipif(os.name == "nt", reason="not everybody may make links there")
def test_that_whoever_opens_a_link_works_in_the_file_itself(path: Path) -> None:
    link = path.parent / "desktop" / "ours.allocation"
    link.parent.mkdir()
    link.symlink_to(path)
    workspace = open_workspace(link, OLD)
    workspace.record(Deed.NOTED, texts={"what": "through a link"})
    with pytest.raises(AppError) as refused:
        open_workspace(path, OLD)
    workspace.close()

    assert refused.value.code == "workspace_in_use"
    assert opens(path, OLD) == "through a link"
    assert [each.name for each in link.parent.iterdir()] == [link.name]
    assert link.is_symlink()


def test_that_the_key_of_the_data_is_another_one_after_the_passphrase(path: Path) -> None:
    before = disk.read(path).header
    workspace = open_workspace(path, OLD)
    workspace.change_passphrase(NEW)
    workspace.close()
    after = disk.read(path).header

    assert before.id == after.id
    assert before.salt != after.salt
    assert (before.recovery_key, before.recovery) != (after.recovery_key, after.recovery)
    old = keys.unwrapped(before.passphrase, OLD.key(before.salt, before.cost), bound(before))
    new = keys.unwrapped(after.passphrase, NEW.key(after.salt, after.cost), bound(after))
    assert old != new


def bound(header: Header) -> bytes:
    return container.bound_to(header)


def test_that_a_change_of_the_passphrase_stands_in_the_journal(path: Path) -> None:
    workspace = open_workspace(path, OLD)
    workspace.change_passphrase(NEW)
    workspace.close()

    workspace = open_workspace(path, NEW)
    assert [each.deed for each in workspace.journal()][-1] is Deed.PASSPHRASE
    workspace.close()


def test_that_the_old_passphrase_holds_where_the_new_one_could_not_be_written(path: Path) -> None:
    workspace = open_workspace(path, OLD)
    path.chmod(0o400)
    with pytest.raises(AppError) as refused:
        workspace.change_passphrase(NEW)
    path.chmod(0o600)
    workspace.record(Deed.NOTED, texts={"what": "later"})
    workspace.close()

    assert refused.value.code == "target_locked"
    assert opens(path, OLD) == "later"
    assert len(backups.kept(path)) == 1


def test_that_a_workspace_that_is_read_only_keeps_its_passphrase(path: Path) -> None:
    workspace = open_workspace(path, OLD, How(is_read_only=True))
    with pytest.raises(AppError) as refused:
        workspace.change_passphrase(NEW)
    workspace.close()

    assert refused.value.code == "workspace_read_only"
    assert opens(path, OLD) == "noted"


def test_that_a_backup_that_can_not_be_deleted_is_said(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = open_workspace(path, OLD)

    unlink = os.unlink

    def held(left: Path) -> None:
        if left.parent == backups.folder_of(path):
            raise PermissionError(13, "denied")
        unlink(left)

    with monkeypatch.context() as patched:
        patched.setattr(os, "unlink", held)
        with pytest.raises(AppError) as refused:
            workspace.change_passphrase(NEW)
    workspace.close()

    assert refused.value.code == "backups_left"
    assert refused.value.details["n"] == "1"
    assert opens(path, NEW) == "noted"


def test_that_a_passphrase_that_is_cheap_to_guess_is_protected_better_at_the_next_save(
    path: Path,
) -> None:
    workspace = open_workspace(path, OLD, How(cost=DEARER))
    assert disk.read(path).header.cost == LEAST
    workspace.record(Deed.NOTED, texts={"what": "later"})
    workspace.close()

    assert disk.read(path).header.cost == DEARER
    assert opens(path, OLD) == "later"
    assert disk.read(path).header.cost == DEARER


def test_that_nothing_is_protected_anew_where_it_is_only_read(path: Path) -> None:
    before = path.read_bytes()

    open_workspace(path, OLD, How(cost=DEARER, is_read_only=True)).close()

    assert path.read_bytes() == before


def test_that_the_journal_after_a_crash_opens_by_a_passphrase_that_was_changed(path: Path) -> None:
    workspace = open_workspace(path, OLD)
    workspace.change_passphrase(NEW)
    workspace.record(Deed.NOTED, texts={"what": "later"})
    workspace.close(saves=False)

    workspace = open_workspace(path, NEW)
    assert [each.deed for each in workspace.recovered] == [Deed.PASSPHRASE, Deed.NOTED]
    workspace.take_recovered()
    workspace.close()
    assert opens(path, NEW) == "later"
