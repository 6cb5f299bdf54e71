"""Another process of this interpreter, for what could crash, hang or fill this one.

It is talked to through pipes, each served by a thread, bounded in memory by itself (see `memory`),
and ended from here. What it writes to stderr is looked at for one thing, whether memory ran out,
and never shown.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from io import BufferedReader
from pathlib import Path
from threading import Thread
from typing import IO, cast

import allocation_app

ROOT = Path(allocation_app.__file__).resolve().parents[1]
POLL_SECONDS = 0.05
BLOCK = 1 << 20
MOST_OF_STDERR = 20_000
KILLED = -9
OUT_OF_MEMORY = (
    b"memory allocation of",
    b"MemoryError",
    b"out of memory",
    b"capacity overflow",
    b"bad_alloc",
    b"failed to map segment",  # where there is none left to load a library into
)


def started(module: str, env: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
    """A module of ours as a process of its own; ``env`` is put on top of this one's."""
    return subprocess.Popen(  # noqa: S603 - the same interpreter, a module of ours
        [sys.executable, "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env=None if env is None else {**os.environ, **env},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # no console flashes up
    )


class Talk:
    """What is said to the other process and what it says, each pipe served by a thread.

    ``ask`` is given its stdin to write to, ``hear`` each block of its stdout, both on threads of
    their own. It may be gone before it heard all.
    """

    def __init__(
        self,
        process: subprocess.Popen[bytes],
        ask: Callable[[IO[bytes]], None],
        hear: Callable[[bytes], None],
    ) -> None:
        self._complaint = bytearray()
        self._stdin = cast("IO[bytes]", process.stdin)
        self._hearing = Thread(target=self._hear, args=(process.stdout, hear), daemon=True)
        self._threads = (
            Thread(target=self._ask, args=(self._stdin, ask), daemon=True),
            self._hearing,
            Thread(target=self._hear, args=(process.stderr, self._mind), daemon=True),
        )
        for thread in self._threads:
            thread.start()

    def is_going(self, wait: float = POLL_SECONDS) -> bool:
        """Whether more is still to come, after waiting so many seconds for the end."""
        self._hearing.join(wait)
        return self._hearing.is_alive()

    def end(self) -> None:
        """Wait until all is said, once the other process has ended; what it never heard is lost."""
        for thread in self._threads:
            thread.join()
        with contextlib.suppress(OSError):  # closing says what is still to be said
            self._stdin.close()

    def ran_out_of_memory(self) -> bool:
        """Whether it complained, before it ended, that there was no more memory."""
        return any(words in self._complaint for words in OUT_OF_MEMORY)

    def _ask(self, pipe: IO[bytes], ask: Callable[[IO[bytes]], None]) -> None:
        with contextlib.suppress(OSError, ValueError):
            ask(pipe)

    def _hear(self, pipe: IO[bytes], hear: Callable[[bytes], None]) -> None:
        with contextlib.suppress(OSError, ValueError):
            while block := cast("BufferedReader", pipe).read1(BLOCK):
                hear(block)

    def _mind(self, block: bytes) -> None:
        self._complaint += block[-MOST_OF_STDERR:]
        del self._complaint[:-MOST_OF_STDERR]
