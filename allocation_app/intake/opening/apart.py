"""Reads a file in a process of its own, so that no file can crash, hang or fill this one.

The other process is bounded in memory by itself and in time from here, and is ended when somebody
cancels.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
from collections.abc import Callable
from dataclasses import asdict, dataclass
from time import monotonic
from typing import IO

from allocation_app.errors import InputError
from allocation_app.intake.opening.answers import Answer, decoded
from allocation_app.intake.opening.contents import read_content
from allocation_app.intake.opening.limits import USUAL, Limits
from allocation_app.processes import KILLED, Talk, started

CHILD = "allocation_app.intake.opening.child"
LAST_SECONDS = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A file to be read: its name (for what is said of it), bytes and password, and the limits."""

    name: str
    content: bytes
    password: str | None = None
    limits: Limits = USUAL


Tick = Callable[[], None]


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
    answer = bytearray()

    def ask(pipe: IO[bytes]) -> None:
        asked = {"name": task.name, "password": task.password, "limits": asdict(task.limits)}
        with pipe:
            pipe.write(json.dumps(asked).encode() + b"\n")
            pipe.write(task.content)

    def hear(block: bytes) -> None:
        if len(answer) <= task.limits.memory:
            answer.extend(block)

    with started(child) as process:
        talk = Talk(process, ask, hear)
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
    return _answer(task, bytes(answer), talk, process.returncode)


def _answer(task: Task, answer: bytes, talk: Talk, code: int) -> Answer:
    if answer:
        try:
            return decoded(answer)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is no answer
            return _refused(task, "file_damaged", why=f"answer_{type(error).__name__}")
    if code == KILLED or talk.ran_out_of_memory():
        return _refused(task, "file_too_big", what="memory")
    return _refused(task, "file_damaged", why=f"crash_{code}")


def _refused(task: Task, code: str, **details: str) -> Answer:
    return Answer(refusal=InputError(code, file=task.name, **details))
