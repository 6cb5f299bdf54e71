"""Blocks of bytes as a file, for parsers that read one from front to back."""

from __future__ import annotations

from collections.abc import Iterator


class Stream:
    """What a part unpacks to, never all of it at once."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks = blocks
        self._rest = b""

    def read(self, size: int = -1) -> bytes:
        """At most so many bytes; none at the end."""
        if not self._rest:
            self._rest = next(self._blocks, b"")
        size = len(self._rest) if size < 0 else size
        found, self._rest = self._rest[:size], self._rest[size:]
        return found
