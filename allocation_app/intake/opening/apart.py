"""Reads a file in a process of its own, so that no file can crash, hang or fill this one.

The other process is bounded in memory by itself and in time from here, and is ended when somebody
cancels. What it writes to stderr (a reader that panics prints there) is looked at for one thing,
whether memory ran out, and never shown.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import IO

import allocation_app
from allocation_app.errors import InputError
from allocation_app.intake.opening.answers import Answer, decoded
from allocation_app.intake.opening.contents import read_content
from allocation_app.intake.opening.limits import USUAL, Limits

CHILD = "allocation_app.intake.opening.child"
ROOT = Path(allocation_app.__file__).resolve().parents[1]
POLL_SECONDS = 0.05
LAST_SECONDS = 2.0
BLOCK = 1 << 20
MOST_OF_STDERR = 20_000
KILLED = -9
OUT_OF_MEMORY = (b"memory allocation of", b"MemoryError", b"out of memory", b"capacity overflow")


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A file to be read: its name (for what is said of it), bytes and password, and the limits."""

    name: str
    content: bytes
    password: str | None = None
    limits: Limits = USUAL


Tick = Callable[[], None]
Opener = Callable[[Task, Tick], Answer]


def read_here(task: Task, tick: Tick) -> Answer:
    """Read it in this process: for tests, which know what they give."""
    tick()
    try:
        return read_content(task.name, task.content, task.password, task.limits)
    except InputError as error:
        return Answer(refusal=error)


def read_apart(task: Task, tick: Tick, *, child: str = CHILD) -> Answer:
    """Read it in another process; whatever happens to that one, there is an answer.

    ``tick`` is called about every 50 ms; what it raises (`Cancelled`) ends the other process.
    ``child`` is the module that reads.
    """
    seconds = task.limits.seconds_for(len(task.content))
    end = monotonic() + seconds
    with _started(child) as process:
        talk = _Talk(process, task)
        try:
            while talk.is_going():
                tick()
                if monotonic() > end:
                    return _refused(task, "file_too_big", what="time", limit=str(round(seconds)))
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(LAST_SECONDS)
        finally:
            process.kill()
            talk.end()
    return _answer(task, talk, process.returncode)


def _started(module: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - the same interpreter, a module of ours
        [sys.executable, "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # no console flashes up
    )


class _Talk:
    """What is said to the other process and what it says, each pipe served by a thread."""

    def __init__(self, child: subprocess.Popen[bytes], task: Task) -> None:
        self.answer = bytearray()
        self.complaint = bytearray()
        self._most = task.limits.memory
        self._asking = Thread(target=self._ask, args=(child.stdin, task), daemon=True)
        self._hearing = Thread(target=self._hear, args=(child.stdout,), daemon=True)
        self._minding = Thread(target=self._mind, args=(child.stderr,), daemon=True)
        for thread in (self._asking, self._hearing, self._minding):
            thread.start()

    def is_going(self) -> bool:
        """Whether the answer is still to come, after waiting a moment for it."""
        self._hearing.join(POLL_SECONDS)
        return self._hearing.is_alive()

    def end(self) -> None:
        """Wait until all is said, once the other process has ended."""
        for thread in (self._asking, self._hearing, self._minding):
            thread.join()

    def _ask(self, pipe: IO[bytes], task: Task) -> None:
        asked = {"name": task.name, "password": task.password, "limits": asdict(task.limits)}
        with contextlib.suppress(OSError, ValueError), pipe:  # it may be gone before it heard all
            pipe.write(json.dumps(asked).encode() + b"\n")
            pipe.write(task.content)

    def _hear(self, pipe: IO[bytes]) -> None:
        with contextlib.suppress(OSError, ValueError):
            while (block := pipe.read(BLOCK)) and len(self.answer) <= self._most:
                self.answer += block

    def _mind(self, pipe: IO[bytes]) -> None:
        with contextlib.suppress(OSError, ValueError):
            while block := pipe.read(BLOCK):
                self.complaint += block[:MOST_OF_STDERR]
                del self.complaint[:-MOST_OF_STDERR]


def _answer(task: Task, talk: _Talk, code: int) -> Answer:
    if talk.answer:
        try:
            return decoded(bytes(talk.answer))
        except Exception as error:  # noqa: BLE001 - whatever it is, it is no answer
            return _refused(task, "file_damaged", why=f"answer_{type(error).__name__}")
    if code == KILLED or any(words in talk.complaint for words in OUT_OF_MEMORY):
        return _refused(task, "file_too_big", what="memory")
    return _refused(task, "file_damaged", why=f"crash_{code}")


def _refused(task: Task, code: str, **details: str) -> Answer:
    return Answer(refusal=InputError(code, file=task.name, **details))
