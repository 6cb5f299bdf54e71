"""Many open one workspace at once: one of them writes, and nobody's work is lost unsaid (D6)."""

import errno
import fcntl
import json
import socket
from collections.abc import Callable
from pathlib import Path
from random import Random
from threading import Barrier, Thread

import pytest

from allocation_app.errors import AppError
from allocation_app.workspace.places import lock_path
from tests.fuzz.crashing import Gate, Spoken, Worker
from tests.unit.workspace.builders import a_workspace, beside, noted, numbers, opened

Say = Callable[[str], None]
PROCESSES, THREADS = 3, 2
EXPECTED = {"workspace_in_use", "workspace_left_open"}


def without_locks() -> None:
    """Make this process one of a file system without locks; only in one that was forked."""

    def refused(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    fcntl.flock = refused  # type: ignore[assignment]


@pytest.mark.campaign(quick=8, ci=100)
@pytest.mark.timeout(3_600)
def test_that_one_alone_of_many_who_open_it_may_write(tmp_path: Path, rounds: int) -> None:
    chance = Random(9)  # noqa: S311 - seeded to be repeated
    workspace = a_workspace(tmp_path)
    workspace.close()
    path = workspace.path
    written = 0
    for turn in range(rounds):
        is_stale, is_over, has_locks = (chance.random() < 0.5 for _ in range(3))
        if is_stale:
            _leave_lock(path)
        spoken = _race(path, turn, is_over=is_over, has_locks=has_locks)
        won = spoken.numbers("writes")

        assert {each for each in spoken if not each.startswith("writes")} <= EXPECTED
        assert len(won) == (0 if is_stale and not is_over else 1), (turn, spoken)
        assert len(spoken) == PROCESSES * THREADS
        written += len(won)
        if is_stale and not is_over:
            lock_path(path).unlink()
        assert beside(path) == []
        assert len(numbers(opened(path, reads=True))) == written


def _race(path: Path, turn: int, *, is_over: bool, has_locks: bool) -> Spoken:
    """What they said who tried to open it at the same moment."""
    begins, ends = Gate(), Gate()

    def attempt(tries: Barrier, say: Say) -> None:
        tries.wait()
        try:
            workspace = opened(path, over=is_over)
        except AppError as error:
            say(error.code)
            return
        say(f"writes {turn}")
        ends.wait()
        noted(workspace, turn)
        workspace.close()

    def work(say: Say) -> None:
        if not has_locks:
            without_locks()
        begins.wait()
        tries = Barrier(THREADS)
        threads = [Thread(target=attempt, args=(tries, say)) for _ in range(THREADS)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()

    workers = [Worker(work) for _ in range(PROCESSES)]
    begins.let(PROCESSES)
    heard = Spoken(each.hear() for each in workers for _ in range(THREADS))
    ends.let(PROCESSES * THREADS)
    for each in workers:
        each.ended()
    begins.close()
    ends.close()
    return heard


def _leave_lock(path: Path) -> None:
    told = {"user": "mary", "host": socket.gethostname(), "pid": 4_000_000, "token": "0" * 16}
    since = "2026-11-01T09:00:00+00:00"
    lock_path(path).write_text(json.dumps({**told, "since": since}), "utf-8")


@pytest.mark.campaign(quick=4, ci=100)
@pytest.mark.timeout(3_600)
def test_that_two_who_both_believe_that_it_is_theirs_lose_nothing_that_was_saved(
    tmp_path: Path, rounds: int
) -> None:
    for turn in range(rounds):
        folder = tmp_path / f"{turn}"
        folder.mkdir()
        workspace = a_workspace(folder)
        workspace.close()
        path, begins = workspace.path, Gate()
        workers = [_an_opener(path, begins, first) for first in (100, 200, 300)]
        begins.let(len(workers))
        said = [each.ended() for each in workers]

        saved = {number for each in said for number in each.numbers("saved")}
        stands = numbers(opened(path, reads=True))
        assert saved
        assert saved <= set(stands)
        assert len({number // 100 for number in stands}) == 1
        refused = [word for each in said for word in each if not word.startswith("saved")]
        assert refused == ["workspace_changed"] * 2


def _an_opener(path: Path, begins: Gate, first: int) -> Worker:
    """One who opened it and has the lock cleared away: nothing holds them apart from the others."""
    worker = Worker(lambda say: _save_on(path, begins, say, first))
    assert worker.hear() == "open"
    lock_path(path).unlink()
    return worker


def _save_on(path: Path, begins: Gate, say: Say, first: int) -> None:
    workspace = opened(path)
    say("open")
    begins.wait()
    for number in range(first, first + 5):
        try:
            noted(workspace, number)
            workspace.save()
        except AppError as error:
            say(" ".join([error.code, error.details.get("why", "")]).strip())
            return
        say(f"saved {number}")
