"""Solves models in a process of its own: it is ended at once when somebody cancels.

Whatever happens to that process, the plan is as it was. Better answers are heard as they are found;
the best of them is what a stop keeps. A model carries numbers and identifiers, never a name.
"""

from __future__ import annotations

import contextlib
import json
import pickle
import subprocess
from collections.abc import Iterator
from dataclasses import asdict, replace
from queue import SimpleQueue
from threading import Event, Lock
from typing import IO, cast

from allocation_app.errors import AppError
from allocation_app.planner.model import Answer, Choice, Model, Way
from allocation_app.planner.solving import Solver, Told
from allocation_app.processes import POLL_SECONDS, Talk, started
from allocation_app.progress import Cancelled, Progress

CHILD = "allocation_app.planner.child"
MEMORY = 3 << 30
"""How much memory the solver may use, in bytes: a county takes a sixth of it."""
LAST_SECONDS = 2.0
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
"""Sums in one order give the same bytes; and threads ask for address space that is bounded."""


def solve(model: Model, seed: int, progress: Progress, told: Told) -> Answer:
    """What the solver answers, worked out in another process: a `Solver`.

    ``progress`` is called about every 50 ms. When it raises `Cancelled`, the best answer so far is
    returned as stopped, or there being none, it is raised again. Raises `AppError` where the other
    process ends without an answer.
    """
    with solver() as solve_apart:
        return solve_apart(model, seed, progress, told)


@contextlib.contextmanager
def solver(*, child: str = CHILD, memory: int = MEMORY) -> Iterator[Solver]:
    """The same for several models in turn: the other process is kept as long as it is whole.

    ``child`` is the module that solves.
    """
    kept: list[_Process] = []

    def solve_apart(model: Model, seed: int, progress: Progress, told: Told) -> Answer:
        progress(0, 1)
        process = kept.pop() if kept else _Process(child, memory)
        try:
            answer = process.answer(model, seed, progress, told)
            if not answer.is_stopped:
                kept.append(process)
            return answer
        finally:
            if process not in kept:
                process.end()

    try:
        yield solve_apart
    finally:
        for process in kept:
            process.end()


class _Process:
    """The other process, and what is said to it and by it."""

    def __init__(self, child: str, memory: int) -> None:
        self._memory = memory
        self._said: SimpleQueue[bytes | None] = SimpleQueue()
        self._heard = _Heard()
        self._process = started(child, ONE_THREAD)
        self._talk = Talk(self._process, self._say, self._heard.hear)

    def answer(self, model: Model, seed: int, progress: Progress, told: Told) -> Answer:
        """Ask and wait for the answer; or for as good a one as there is when it is stopped."""
        asked = json.dumps({"seed": seed, "memory": self._memory}).encode()
        self._said.put(asked + b"\n" + pickle.dumps(model, pickle.HIGHEST_PROTOCOL))
        best: Answer | None = None
        try:
            for kind, content in self._messages(progress):
                if kind == "answer":
                    return _decoded(content)
                if kind == "refusal":
                    raise _refusal(content)
                best = _decoded(content)
                told(best)
        except Cancelled:
            if best is None:
                raise
            return replace(best, is_stopped=True)
        raise self._failure()

    def end(self) -> None:
        """End it, whatever it is at."""
        with self._process:
            self._process.kill()
            self._said.put(None)
            self._talk.end()

    def _messages(self, progress: Progress) -> Iterator[tuple[str, object]]:
        """What it says, until it is gone; of several better answers at once the last."""
        is_going = True
        done: tuple[int, int] = (0, 1)
        while is_going:
            is_going = self._talk.is_going(0)
            better = None
            for kind, content in self._heard.messages(POLL_SECONDS if is_going else 0):
                if kind == "progress":
                    done = cast("tuple[int, int]", content)
                elif kind == "better":
                    better = content
                else:
                    yield kind, content
            if better is not None:
                yield "better", better
            progress(*done)

    def _say(self, pipe: IO[bytes]) -> None:
        while (content := self._said.get()) is not None:
            pipe.write(content)
            pipe.flush()

    def _failure(self) -> AppError:
        """Why there is no answer."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(LAST_SECONDS)
        ended = str(self._process.poll())
        self.end()
        if self._talk.ran_out_of_memory():
            return AppError("planner_memory")
        return AppError("planner_ended", ended=ended)


class _Heard:
    """What is said line by line, heard on one thread and read on another."""

    def __init__(self) -> None:
        self._lock, self._more = Lock(), Event()
        self._lines: list[bytes] = []
        self._begun = bytearray()

    def hear(self, block: bytes) -> None:
        """Take in a block of bytes."""
        self._begun += block
        *lines, rest = bytes(self._begun).split(b"\n")
        self._begun = bytearray(rest)
        if lines:
            with self._lock:
                self._lines += lines
                self._more.set()

    def messages(self, wait: float) -> list[tuple[str, object]]:
        """What was said since this was asked last, after waiting at most so many seconds."""
        self._more.wait(wait)
        with self._lock:
            lines, self._lines = self._lines, []
            self._more.clear()
        return [tuple(json.loads(line)) for line in lines]


def encoded(answer: Answer) -> dict[str, object]:
    """An answer as JSON has it."""
    plain = asdict(replace(answer, choices=()))
    return plain | {"choices": [[each.way, each.worker] for each in answer.choices]}


def _decoded(content: object) -> Answer:
    fields = dict(cast("dict[str, object]", content))
    choices = cast("list[tuple[int, int]]", fields.pop("choices"))
    made = tuple(Choice(Way(way), worker) for way, worker in choices)
    return replace(Answer(choices=made), **fields)  # type: ignore[arg-type] # as `encoded` has it


def _refusal(content: object) -> AppError:
    code, details = cast("tuple[str, dict[str, str]]", content)
    return AppError(code, **details)
