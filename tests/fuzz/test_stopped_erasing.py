"""Whoever is stopped while erasing a child, or changing a passphrase, leaves nothing half done."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from faulty_disk import CUT, failing, in_a_child

from allocation_app.domain.journal import Deed
from allocation_app.domain.people import ChildId
from allocation_app.workspace import backups, disk, journal_file
from allocation_app.workspace.adding import add_import
from allocation_app.workspace.erasing import erase, traces
from allocation_app.workspace.keys import LEAST, Passphrase
from allocation_app.workspace.places import asides, journal_path, lock_path
from allocation_app.workspace.session import Workspace
from tests.unit.workspace.builders import a_workspace, opened
from tests.unit.workspace.weeks import MARY, a_team

STOPPED = 9
MARY_ID = ChildId(MARY)


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """A workspace with Mary, and all that may stand beside it."""
    folder = tmp_path / "before"
    folder.mkdir()
    workspace = a_workspace(folder)
    add_import(workspace, a_team())
    backups.make(workspace.path)
    workspace.close()
    journal_file.set_aside(journal_path(workspace.path), b"a line that nobody could read")
    return workspace.path


def erased(workspace: Workspace) -> None:
    erase(workspace, MARY_ID)


def changed(workspace: Workspace) -> None:
    workspace.change_passphrase(Passphrase(text="another long way to the sea"), cost=LEAST)


def stopped(path: Path, work: Callable[[Workspace], None], nth: int) -> bool:
    """Whether a process was cut off at its nth call of the system, while it did this."""

    def act() -> None:
        workspace = opened(path)
        workspace.record(Deed.NOTED, detail={"child": MARY})
        with failing(nth, CUT):
            work(workspace)

    return in_a_child(act) == STOPPED


def journal_of(workspace: Workspace) -> bytes:
    """The state that the journal beside it goes on from, empty where there is none."""
    place = journal_path(workspace.path)
    return place.read_bytes().splitlines()[0].split()[-1] if place.exists() else b""


@pytest.mark.parametrize("work", [erased, changed])
def test_that_what_was_to_go_is_gone_once_it_is_opened_wherever_the_machine_stopped(
    before: Path, tmp_path: Path, work: Callable[[Workspace], None]
) -> None:
    known, nth, found, is_stopped = disk.header(before), 0, list[bool](), True
    while is_stopped:
        path = Path(shutil.copytree(before.parent, tmp_path / str(nth))) / before.name
        is_stopped = stopped(path, work, nth)
        lock_path(path).unlink(missing_ok=True)  # a person did: nothing is noted at opening
        again = opened(path)
        if work is erased:
            is_done = traces(again, MARY_ID).is_none
        else:
            is_done = again.header.passphrase != known.passphrase
        found.append(is_done)
        if is_done:
            assert (backups.kept(path), asides(path)) == ((), ()), nth
            assert journal_of(again) in {b"", again.header.state.encode()}, nth
        else:
            assert backups.kept(path), nth
            assert asides(path), nth
        again.close()
        nth += 1
    assert found == sorted(found)
    assert found.count(True) > 5  # it was stopped at each of them
