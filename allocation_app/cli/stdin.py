"""What a command is told on stdin, so that it stands in no list of processes: secrets, by lines."""

from __future__ import annotations

import sys

from allocation_app.errors import AppError


def line() -> str | None:
    """The next line of stdin as it was typed, None where there is none.

    Raises `AppError` (``password_unreadable``) for bytes that are no text: nobody could type them.
    """
    if sys.stdin is None:  # started without any, as by a scheduler
        return None
    try:
        told = sys.stdin.readline()
        told.encode()
    except UnicodeError:
        raise AppError("password_unreadable") from None
    return told.removeprefix("\ufeff").rstrip("\r\n") if told else None
