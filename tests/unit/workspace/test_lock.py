"""One writer at a time: who gets the lock, who is told what, and what is left of it."""

import errno
import fcntl
import json
import os
import socket
from pathlib import Path
from time import time

import pytest

from allocation_app.errors import AppError
from allocation_app.workspace.lock import Holder, Lock, held_by, is_held, take

NOW, LONG_AGO = "2026-11-22T10:00:00+00:00", "2026-11-21T09:00:00+00:00"


@pytest.fixture(params=["locks", "no locks"])
def kind(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """A file system with locks of the operating system, and one without."""
    if request.param == "no locks":
        without_locks(monkeypatch)
    return str(request.param)


def without_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refused)


def at(folder: Path) -> Path:
    return folder / ".team.allocation.lock"


def left_by(
    path: Path, *, host: str | None = None, since: str = LONG_AGO, pid: int = 4_000_000
) -> Holder:
    """A lock whose holder went without letting go of it."""
    told = {"user": "mary", "host": host or socket.gethostname(), "pid": pid, "since": since}
    path.write_text(json.dumps({**told, "token": "0" * 16}), "utf-8")
    holder = held_by(path)
    assert holder is not None
    return holder


def refusal(path: Path, *, over: bool = False) -> tuple[str, str]:
    with pytest.raises(AppError) as refused:
        take(path, NOW, over=over)
    return refused.value.code, refused.value.details["alive"]


@pytest.mark.usefixtures("kind")
def test_that_a_lock_that_is_let_go_leaves_nothing(tmp_path: Path) -> None:
    lock = take(at(tmp_path), NOW)
    assert is_held(at(tmp_path))
    lock.release()

    assert list(tmp_path.iterdir()) == []
    assert not is_held(at(tmp_path))
    take(at(tmp_path), NOW).release()


@pytest.mark.usefixtures("kind")
def test_that_a_lock_says_who_has_it_where_and_since_and_nothing_else(tmp_path: Path) -> None:
    lock = take(at(tmp_path), NOW)

    told = json.loads(at(tmp_path).read_text("utf-8"))
    assert set(told) == {"user", "host", "pid", "since", "token"}
    assert (told["host"], told["pid"], told["since"]) == (socket.gethostname(), os.getpid(), NOW)
    lock.release()


def test_that_who_holds_it_for_certain_is_never_taken_over(tmp_path: Path) -> None:
    lock = take(at(tmp_path), NOW)

    assert refusal(at(tmp_path)) == ("workspace_in_use", "yes")
    assert refusal(at(tmp_path), over=True) == ("workspace_in_use", "yes")
    assert not lock.is_lost
    lock.release()


def test_that_who_is_gone_is_taken_over_only_when_somebody_says_so(tmp_path: Path) -> None:
    holder = left_by(at(tmp_path))

    assert refusal(at(tmp_path)) == ("workspace_left_open", "no")
    assert held_by(at(tmp_path)) == holder
    assert not is_held(at(tmp_path))
    lock = take(at(tmp_path), NOW, over=True)
    assert lock.taken_from == holder
    assert refusal(at(tmp_path), over=True) == ("workspace_in_use", "yes")
    lock.release()


def test_that_nobody_can_tell_of_who_is_on_another_machine(tmp_path: Path) -> None:
    left_by(at(tmp_path), host="desk-17")

    assert refusal(at(tmp_path)) == ("workspace_in_use", "unknown")
    assert is_held(at(tmp_path))
    take(at(tmp_path), NOW, over=True).release()
    assert list(tmp_path.iterdir()) == []


def test_that_what_stands_in_the_file_counts_where_there_are_no_locks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_locks(monkeypatch)
    holder = left_by(at(tmp_path))

    assert refusal(at(tmp_path)) == ("workspace_in_use", "unknown")
    lock = take(at(tmp_path), NOW, over=True)
    assert (lock.taken_from, lock.handle) == (holder, -1)
    assert refusal(at(tmp_path)) == ("workspace_in_use", "unknown")
    lock.release()
    assert list(tmp_path.iterdir()) == []


def test_that_who_has_only_just_opened_it_is_not_taken_over_without_locks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_locks(monkeypatch)
    lock = take(at(tmp_path), NOW)

    assert refusal(at(tmp_path), over=True) == ("workspace_in_use", "yes")
    lock.release()


def test_that_who_was_taken_over_finds_out_and_leaves_the_lock_to_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_locks(monkeypatch)
    first = take(at(tmp_path), LONG_AGO)
    second = take(at(tmp_path), NOW, over=True)

    assert (first.is_lost, second.is_lost) == (True, False)
    first.release()
    assert held_by(at(tmp_path)) == second.holder
    second.release()


@pytest.mark.usefixtures("kind")
@pytest.mark.parametrize("told", ["", "{", "[]", '{"user": "x"}', "\0" * 50])
def test_that_a_lock_that_says_nothing_can_be_taken(tmp_path: Path, kind: str, told: str) -> None:
    at(tmp_path).write_text(told, "utf-8")
    os.utime(at(tmp_path), (time(), time()))  # by the clock of the test, whichever it is
    if kind == "no locks":
        assert refusal(at(tmp_path)) == ("workspace_in_use", "unknown")
        assert refusal(at(tmp_path), over=True) == ("workspace_in_use", "yes")  # being written
        os.utime(at(tmp_path), (0, 0))

    take(at(tmp_path), NOW, over=kind == "no locks").release()
    assert list(tmp_path.iterdir()) == []


def test_that_a_takeover_that_was_never_finished_hinders_nobody_for_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_locks(monkeypatch)
    left_by(at(tmp_path))
    begun = at(tmp_path).with_name(f"{at(tmp_path).name}.taking")
    begun.write_text("", "utf-8")
    os.utime(begun, (time(), time()))

    assert refusal(at(tmp_path), over=True) == ("workspace_in_use", "unknown")
    os.utime(begun, (0, 0))
    take(at(tmp_path), NOW, over=True).release()
    assert list(tmp_path.iterdir()) == []


def test_that_a_lock_that_somebody_deleted_is_still_ours(tmp_path: Path) -> None:
    lock = take(at(tmp_path), NOW)
    at(tmp_path).unlink()

    assert not lock.is_lost
    other = take(at(tmp_path), NOW)
    assert lock.is_lost
    lock.release()
    assert not other.is_lost
    other.release()


def test_that_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(AppError, match="target_folder_missing"):
        take(tmp_path / "gone" / ".x.lock", NOW)


def test_that_a_folder_that_lets_nobody_write_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> int:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(os, "open", refused)
    with pytest.raises(AppError, match="workspace_not_writable"):
        take(at(tmp_path), NOW)


def test_that_a_lock_that_could_not_be_written_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "write", full)
        with pytest.raises(AppError, match="workspace_not_writable"):
            take(at(tmp_path), NOW)
    assert list(tmp_path.iterdir()) == []


def test_that_the_lock_of_another_user_can_be_read_and_taken_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    holder = left_by(at(tmp_path))
    real = os.open

    def of_another(path: Path, flags: int, mode: int = 0o777) -> int:
        if Path(path) == at(tmp_path) and flags & os.O_RDWR and not flags & os.O_CREAT:
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(path, flags, mode)

    monkeypatch.setattr(os, "open", of_another)
    assert refusal(at(tmp_path)) == ("workspace_left_open", "no")
    lock: Lock = take(at(tmp_path), NOW, over=True)
    assert lock.taken_from == holder
    assert refusal(at(tmp_path), over=True) == ("workspace_in_use", "yes")
    lock.release()


def test_that_a_lock_that_its_holder_lets_go_while_it_is_looked_at_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left_by(at(tmp_path))
    real, looks = fcntl.flock, iter([True])

    def let_go_meanwhile(handle: int, how: int) -> None:
        if next(looks, False):
            at(tmp_path).unlink()
        real(handle, how)

    monkeypatch.setattr(fcntl, "flock", let_go_meanwhile)
    lock = take(at(tmp_path), NOW)
    assert held_by(at(tmp_path)) == lock.holder
    assert refusal(at(tmp_path)) == ("workspace_in_use", "yes")
    lock.release()


def test_that_who_takes_over_a_moment_later_finds_that_somebody_else_did(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_locks(monkeypatch)
    left_by(at(tmp_path))
    real = os.open

    def a_moment_later(path: Path, flags: int, mode: int = 0o777) -> int:
        if Path(path).name.endswith(".taking"):
            left_by(at(tmp_path), host="desk-17", since=NOW)
        return real(path, flags, mode)

    monkeypatch.setattr(os, "open", a_moment_later)
    assert refusal(at(tmp_path), over=True) == ("workspace_in_use", "yes")
    holder = held_by(at(tmp_path))
    assert holder is not None
    assert holder.host == "desk-17"
    assert [each.name for each in tmp_path.iterdir()] == [at(tmp_path).name]
