"""How long work tells how far it is, and is stopped."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Called with (done, of all). It raises `Cancelled` when the work is to stop."""


class Cancelled(Exception):  # noqa: N818 - stopping on request is no error
    """Raised out of a progress call by somebody who asked for the work to stop."""


def no_progress(_done: int, _of: int) -> None:
    """Tell nobody, never stop."""
