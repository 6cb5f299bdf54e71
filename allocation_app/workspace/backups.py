"""Earlier states of a workspace beside it, thinned by age; each is a whole workspace file."""

from __future__ import annotations

from pathlib import Path


def folder_of(path: Path) -> Path:
    """Where the backups of a workspace are kept."""
    return path.with_name(f"{path.name}.backups")


def kept(path: Path) -> tuple[Path, ...]:
    """The backups of a workspace, the latest first."""
    return tuple(sorted(folder_of(path).glob(f"*{path.suffix}"), reverse=True))
