"""What stands beside a workspace, and by which names: none of them tells more than the file's."""

from __future__ import annotations

from pathlib import Path

SUFFIX = ".allocation"


def is_there(path: Path) -> bool:
    """Whether something stands there; nothing does where the system knows no such path."""
    try:
        return path.exists()
    except (OSError, ValueError):  # longer than a path can be, a NUL in it
        return False


def lock_path(path: Path) -> Path:
    """Where the lock of a workspace stands."""
    return path.with_name(f".{path.name}.lock")


def journal_path(path: Path) -> Path:
    """Where the journal of a workspace stands."""
    return path.with_name(f"{path.name}.journal")


def aside_path(journal: Path, mark: str) -> Path:
    """Where lines of a journal are set aside that can't be used; ``mark`` tells them apart."""
    return journal.with_name(f"{journal.name}.{mark}.aside")


def asides(path: Path) -> tuple[Path, ...]:
    """What was set aside of journals of a workspace: encrypted, as they were."""
    start = f"{path.name}.journal."
    if not path.parent.is_dir():
        return ()
    return tuple(
        sorted(
            each
            for each in path.parent.iterdir()
            if each.name.startswith(start) and each.name.endswith(".aside")
        )
    )
