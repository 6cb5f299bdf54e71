"""D2, D3, D7: whatever the disk does while a workspace is written, the old or new one stands."""

import os
import resource
import shutil
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product
from pathlib import Path

import pytest
from faulty_disk import CUT, DONE, KINDS, REFUSED, failing, full_after, in_a_child

from allocation_app.domain.journal import Deed
from allocation_app.errors import AppError
from allocation_app.settings import writing
from allocation_app.wording.problems import error_message
from allocation_app.workspace import backups, container, disk, image
from allocation_app.workspace.keys import Passphrase
from allocation_app.workspace.session import How, Workspace, create, open_workspace

pytestmark = [
    pytest.mark.timeout(3_600),
    pytest.mark.skipif(not hasattr(os, "fork"), reason="starting a Python for each takes too long"),
]

PASSPHRASE = Passphrase(text="a long walk")
NEW, EXISTING, WITH_BACKUP = "new", "existing", "with backup"


def says(path: Path) -> str:
    """What the file says, proven from its first byte to its last; empty where there is none."""
    if not path.exists():
        return ""
    sealed = disk.read(path)
    database = image.load(container.opened(sealed, container.key_for(sealed.header, PASSPHRASE)))
    (found,) = database.execute("SELECT text FROM texts WHERE name = 'what'").fetchone() or ("",)
    database.close()
    return str(found)


def note(workspace: Workspace, text: str) -> None:
    workspace.record(Deed.NOTED, texts={"what": text})


def aged(path: Path) -> None:
    """Let the file be one that was written the day before yesterday: a backup is due."""
    sealed = disk.read(path)
    key = container.key_for(sealed.header, PASSPHRASE)
    before = datetime.fromisoformat(sealed.header.modified) - timedelta(days=2)
    header = replace(sealed.header, modified=before.isoformat())
    path.write_bytes(container.packed(header, key, container.opened(sealed, key)))


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """Folders by the kind of what stands in them before a save."""
    for kind in (NEW, EXISTING, WITH_BACKUP):
        (tmp_path / kind).mkdir()
        if kind != NEW:
            workspace = create(tmp_path / kind / "team.allocation", PASSPHRASE)
            note(workspace, "old")
            workspace.close()
    aged(tmp_path / WITH_BACKUP / "team.allocation")
    return tmp_path


def saved(path: Path, nth: int, kind: str) -> None:
    """Write the workspace anew on a disk whose nth call fails, and a second time where it did."""

    def act() -> None:
        if workspace is None:
            create(path, PASSPHRASE)
        else:
            workspace.save()

    workspace = open_workspace(path, PASSPHRASE) if path.exists() else None
    if workspace is not None:
        note(workspace, "new")
    with failing(nth, kind) as counted:
        try:
            act()
        except AppError:
            ended = REFUSED
        else:
            ended = DONE
    if ended == REFUSED and (workspace is not None or not path.exists()):
        act()
    if nth < 0:
        path.with_name("calls").write_text(" ".join(counted))
    os._exit(ended)


def leftovers(path: Path) -> list[str]:
    """What was begun and never took its place."""
    return [each.name for each in path.parent.rglob(f"{writing.PREFIX}*")]


@pytest.mark.campaign(quick=18, ci=1_000)
def test_that_a_fault_at_any_call_leaves_the_old_or_the_new_workspace(
    rounds: int, before: Path, tmp_path: Path
) -> None:
    cases = []
    for stood in (NEW, EXISTING, WITH_BACKUP):
        folder = Path(shutil.copytree(before / stood, tmp_path / "counted" / stood))
        assert in_a_child(lambda at=folder: saved(at / "team.allocation", -1, "")) == DONE
        calls = (folder / "calls").read_text()
        assert "write fsync replace open fsync" in calls, calls  # the folder is on the disk, too
        cases += list(product((stood,), range(len(calls.split())), KINDS))

    for number, case in enumerate(cases[:: max(1, len(cases) // rounds)]):
        stood, nth, kind = case
        folder = Path(shutil.copytree(before / stood, tmp_path / "tried" / str(number)))
        path = folder / "team.allocation"
        ended = in_a_child(lambda at=path, n=nth, how=kind: saved(at, n, how))

        found = says(path)
        if stood == NEW:
            assert path.exists() or ended == 9, (case, ended)
        else:
            assert found == "new" if ended in {DONE, REFUSED} else found in {"old", "new"}, case
            again = open_workspace(path, PASSPHRASE, How(takes_over=True))
            if again.recovered:
                again.take_recovered()
            assert again.text("what") == "new", case  # it was acknowledged by the journal
            again.close()
            assert not leftovers(path), case
        assert ended in ({9} if kind == CUT else {DONE, REFUSED}), (case, ended)
        for each in backups.kept(path):
            assert says(each.path) in {"old", "new"}, case
        shutil.rmtree(folder)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A workspace that was saved, and in which something was done since."""
    opened = create(tmp_path / "team.allocation", PASSPHRASE)
    note(opened, "old")
    opened.save()
    note(opened, "new")
    yield opened
    opened.close()


def unkept(workspace: Workspace) -> str:
    """Save, be refused, and return what is said; the old file stands and nothing beside it."""
    before = workspace.path.read_bytes()
    with pytest.raises(AppError) as refused:
        workspace.save()
    assert workspace.path.read_bytes() == before
    assert not leftovers(workspace.path)
    return error_message(refused.value)


@pytest.mark.campaign(quick=20, ci=50)
def test_that_a_disk_that_fills_up_leaves_the_old_workspace(
    rounds: int, workspace: Workspace
) -> None:
    size = workspace.path.stat().st_size

    for number in range(rounds):
        with full_after(size * number // rounds):
            assert "No space left on device" in unkept(workspace)
    workspace.save()

    assert says(workspace.path) == "new"


@pytest.mark.campaign(quick=10, ci=50)
def test_that_the_limit_of_the_system_itself_leaves_the_old_workspace(
    rounds: int, workspace: Workspace
) -> None:
    size = workspace.path.stat().st_size

    def limited(room: int) -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
        assert "File too large" in unkept(workspace)
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
        workspace.save()

    for number in range(rounds):
        stood = workspace.path.read_bytes()
        journal = {each: each.read_bytes() for each in workspace.path.parent.glob("*.journal")}
        assert in_a_child(lambda room=size * number // rounds: limited(room)) == DONE
        assert says(workspace.path) == "new"
        workspace.path.write_bytes(stood)
        for each, told in journal.items():
            each.write_bytes(told)


class Clock:
    """A clock that goes on only while somebody waits."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 0.0
        monkeypatch.setattr(writing, "monotonic", lambda: self.now)
        monkeypatch.setattr(writing, "sleep", self.wait)

    def wait(self, seconds: float) -> None:
        self.now += seconds


def held(monkeypatch: pytest.MonkeyPatch, error: int, lets_go: Callable[[], bool]) -> None:
    """Let another program hold the workspace, as Windows says it, until it lets go."""
    real = os.replace

    def call(begun: Path, place: Path) -> None:
        if lets_go() or Path(place).suffix != ".allocation":
            return real(begun, place)
        refused = PermissionError(13, "Access is denied")
        refused.winerror = error  # type: ignore[attr-defined]
        raise refused

    monkeypatch.setattr(os, "replace", call)


@pytest.mark.parametrize("error", [5, 32, 33])
@pytest.mark.parametrize("seconds", [each / 8 for each in range(20)])
def test_that_a_file_that_is_held_for_a_while_is_written_within_three_seconds(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, error: int, seconds: float
) -> None:
    clock = Clock(monkeypatch)
    held(monkeypatch, error, lambda: clock.now >= seconds)

    workspace.save()

    assert seconds <= clock.now <= 3
    assert says(workspace.path) == "new"


@pytest.mark.parametrize("error", [5, 32, 33])
def test_that_a_file_that_stays_held_is_refused_within_three_seconds_and_a_copy_can_be_kept(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    clock, real = Clock(monkeypatch), os.replace
    with monkeypatch.context() as patched:
        held(patched, error, lambda: False)
        assert "another program holds it" in unkept(workspace)
        assert 2 <= clock.now <= 3
        patched.setattr(os, "replace", real)
        copy = workspace.path.with_name("copy.allocation")
        workspace.save_copy(copy)

    assert says(copy) == "new"
    workspace.save()
    assert says(workspace.path) == "new"


def test_that_what_another_system_refuses_is_not_waited_for(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock(monkeypatch)
    with monkeypatch.context() as patched:
        held(patched, 0, lambda: False)
        unkept(workspace)

    assert clock.now == 0
