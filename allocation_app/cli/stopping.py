"""How work on the command line is stopped with what it has: by Ctrl+C, or when its time is up."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from types import FrameType

from allocation_app.progress import Cancelled, Progress


@contextmanager
def stopping(seconds: float | None) -> Iterator[Progress]:
    """A progress that raises `Cancelled` after the first Ctrl+C, or after so many seconds.

    The second Ctrl+C ends the command as ever.
    """
    end = None if seconds is None else monotonic() + seconds
    is_asked = False

    def ask(_number: int, _frame: FrameType | None) -> None:
        nonlocal is_asked
        is_asked = True
        signal.signal(signal.SIGINT, usual)

    def progress(_done: int, _of: int) -> None:
        if is_asked or (end is not None and monotonic() > end):
            raise Cancelled

    usual = signal.signal(signal.SIGINT, ask)
    try:
        yield progress
    finally:
        signal.signal(signal.SIGINT, usual)
