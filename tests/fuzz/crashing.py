"""Processes that work in a workspace and are killed, and what they said before.

They are forked, so that each costs milliseconds. What they acknowledge comes through a pipe: what
stood in it when they were killed had been promised.
"""

import os
import signal
import warnings
from collections.abc import Callable
from pathlib import Path
from time import sleep

from allocation_app.domain.snapshot import Snapshot
from allocation_app.workspace.session import Workspace
from tests.builders import a_child, a_snapshot
from tests.unit.workspace.builders import opened

MARK = "Zebedee"
"""Stands in what is kept, and never in clear on the disk."""


class Spoken(list[str]):
    """What a process has said, word by word."""

    def numbers(self, word: str) -> list[int]:
        """The numbers that it said after this word."""
        return [int(each.partition(" ")[2]) for each in self if each.startswith(f"{word} ")]


class Worker:
    """A process of this test's own, at work until it ends or is killed."""

    def __init__(self, work: Callable[[Callable[[str], None]], None]) -> None:
        """Begin ``work``, which is given what it can speak with."""
        self._hears, speaks = os.pipe()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # of forking beside threads
            self.pid = os.fork()
        if self.pid:
            os.close(speaks)
            return
        code = 1
        try:
            work(lambda word: _say(speaks, word))
            code = 0
        except BaseException as error:  # noqa: BLE001 - nothing of it may reach pytest
            _say(speaks, f"failed {type(error).__name__} {error}")
        finally:
            os._exit(code)

    def hear(self) -> str:
        """What it says next; raises `AssertionError` where it ends before."""
        told = b""
        while not told.endswith(b"\n"):
            block = os.read(self._hears, 1)
            assert block, told.decode()
            told += block
        return told.decode().strip()

    def killed(self, after: float) -> Spoken:
        """Kill it after so many seconds; what it had said by then, since it was last heard."""
        sleep(after)
        os.kill(self.pid, signal.SIGKILL)
        return self.ended()

    def ended(self) -> Spoken:
        """Wait for its end; what it had said, since it was last heard."""
        told = b""
        while block := os.read(self._hears, 1 << 16):
            told += block
        os.close(self._hears)
        os.waitpid(self.pid, 0)
        lines = told.decode().split("\n")
        assert not any(each.startswith("failed") for each in lines), lines
        return Spoken(lines[:-1])


def a_team() -> Snapshot:
    """An import of some size, whose children have a name to look for."""
    children = [a_child(f"C{n:04}", name=f"{MARK} Jones {n}") for n in range(60)]
    return a_snapshot({"W1": children[:20], "W2": children[20:40]}, waiting=children[40:])


def settled(path: Path) -> Workspace:
    """The workspace that a crash left, with what it left taken."""
    workspace = opened(path, over=True)
    if workspace.recovered:
        workspace.take_recovered()
    return workspace


def in_clear(folder: Path) -> list[str]:
    """The files in which a name can be read."""
    word = MARK.encode()
    return [each.name for each in folder.rglob("*") if each.is_file() and word in each.read_bytes()]


class Gate:
    """Where processes wait until so many are let through."""

    def __init__(self) -> None:
        """A gate that is shut."""
        self._waits, self._opens = os.pipe()

    def wait(self) -> None:
        """Wait to be let through."""
        os.read(self._waits, 1)

    def let(self, n: int) -> None:
        """Let so many through."""
        os.write(self._opens, b"." * n)

    def close(self) -> None:
        """Nobody is let through any more."""
        os.close(self._waits)
        os.close(self._opens)


def _say(speaks: int, word: str) -> None:
    os.write(speaks, f"{word}\n".encode())
