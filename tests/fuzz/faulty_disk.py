"""A disk that fails at the nth call of the system, or fills up, or a process cut off there."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from errno import EIO, ENOSPC

from allocation_app.errors import AppError

CALLS = ("open", "write", "fsync", "replace", "link", "unlink", "mkdir", "rmdir")
CUT, FAILS, FULL = "cut", "fails", "full"
KINDS = (CUT, FAILS, FULL)
DONE, REFUSED, NEVER_KEPT, ASTRAY = 0, 3, 4, 5
"""What a child ends with: it was kept, refused and kept the second time, never kept, or worse."""


@contextmanager
def failing(nth: int, kind: str) -> Iterator[list[str]]:
    """A disk whose nth call (from 0) fails, none for -1; yields what it was called for.

    A disk that is full, or a process that is cut off, leaves half of what it was to write.
    """
    counted: list[str] = []
    real = {name: getattr(os, name) for name in CALLS}

    def faulty(name: str) -> Callable[..., object]:
        def call(*arguments: object, **others: object) -> object:
            counted.append(name)
            if len(counted) - 1 != nth:
                return real[name](*arguments, **others)
            if name == "write" and kind != FAILS:
                handle, content = arguments
                real["write"](handle, bytes(content)[: len(content) // 2])  # type: ignore[arg-type]
            if kind == CUT:
                os._exit(9)
            raise OSError(*((ENOSPC, "No space left") if kind == FULL else (EIO, "I/O error")))

        return call

    for name in CALLS:
        setattr(os, name, faulty(name))
    try:
        yield counted
    finally:
        for name in CALLS:
            setattr(os, name, real[name])


@contextmanager
def full_after(room: int) -> Iterator[None]:
    """A disk on which there is room for so many bytes more."""
    real, left = os.write, room

    def write(handle: int, content: bytes) -> int:
        nonlocal left
        told = bytes(content)[: max(left, 0)]
        if not told and content:
            raise OSError(ENOSPC, "No space left on device")
        left -= real(handle, told)
        return len(told)

    os.write = write
    try:
        yield
    finally:
        os.write = real


def in_a_child(work: Callable[[], object]) -> int:
    """What a process of its own ended with that did this."""
    pid = os.fork()
    if pid == 0:
        try:
            work()
            os._exit(DONE)
        except AppError:
            os._exit(NEVER_KEPT)
        finally:
            os._exit(ASTRAY)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
