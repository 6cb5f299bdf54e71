"""What the commands print: what was asked for on stdout, messages on stderr."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from allocation_app.errors import AppError, Problem, Severity
from allocation_app.wording import problems as sentences


def print_json(document: object) -> None:
    """One JSON document on stdout."""
    json.dump(document, sys.stdout, ensure_ascii=False, indent=1)
    print()


def drop_output() -> None:
    """Let what could not be written go, so that nobody tries again when the process ends."""
    with suppress(OSError):  # there may be no file below it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def print_problems(problems: Sequence[Problem]) -> None:
    """What is wrong or doubtful in the input, a line each."""
    for problem in problems:
        if problem.severity is not Severity.NOTE:
            print(sentences.line(problem), file=sys.stderr)


def fail(error: AppError, code: int) -> int:
    """Say in a line what failed; returns the exit code."""
    print(sentences.error_message(error), file=sys.stderr)
    return code
