"""The process that solves models: started for it, limited, and ended with who asked.

It takes from stdin, for each of them, a line of JSON (seed, memory) and then the model, and writes
to stdout a line of JSON for how far it is, for each better answer, and for the last one. It is
started by `apart`, opens no file, and ends as soon as its stdin is closed.
"""

from __future__ import annotations

import json
import os
import pickle
import signal
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Thread
from time import monotonic
from typing import NoReturn

from allocation_app.errors import AppError
from allocation_app.memory import limit_memory
from allocation_app.planner.apart import encoded
from allocation_app.planner.model import Model
from allocation_app.planner.solving import Solver, solve_here

REPORT_EVERY = 0.05  # seconds
Say = Callable[[str, object], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked: a model to be solved, and within how many bytes."""

    model: Model
    seed: int
    memory: int


def main(solver: Solver = solve_here) -> None:
    """Solve what is asked for, one model after another, until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for who asked: it ends this one
    questions: SimpleQueue[Question] = SimpleQueue()
    Thread(target=_listen, args=(questions,), daemon=True).start()
    try:
        _answer_all(questions, _saying(), solver)
    except BaseException:  # noqa: BLE001 - it ends here; an ordinary end would wait for the reader
        traceback.print_exc()
        os._exit(1)


def _answer_all(questions: SimpleQueue[Question], say: Say, solver: Solver) -> NoReturn:
    while True:
        question = questions.get()
        limit_memory(question.memory)
        try:
            answer = solver(
                question.model,
                question.seed,
                _reporting(say),
                lambda each: say("better", encoded(each)),
            )
        except AppError as error:
            say("refusal", (error.code, dict(error.details)))
        else:
            say("answer", encoded(answer))


def _listen(questions: SimpleQueue[Question]) -> None:
    """Take in what is asked; end this process, whatever it is at, once whoever asked is gone."""
    sent, code = sys.stdin.buffer, 1
    try:
        while line := sent.readline():
            model = pickle.load(sent)  # noqa: S301 - who sends it has started this process
            questions.put(Question(model=model, **json.loads(line)))
        code = 0
    finally:
        os._exit(code)


def _saying() -> Say:
    """How lines are said; whatever else is printed goes nowhere."""
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())

    def say(kind: str, content: object) -> None:
        out.write(json.dumps((kind, content)).encode() + b"\n")
        out.flush()

    return say


def _reporting(say: Say) -> Callable[[int, int], None]:
    told_at = 0.0

    def report(done: int, of: int) -> None:
        nonlocal told_at
        now = monotonic()
        if now - told_at >= REPORT_EVERY or done == of:
            told_at = now
            say("progress", (done, of))

    return report


if __name__ == "__main__":
    main()
