"""What the window remembers from one day to the next: how it looks, never what it showed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

ORGANISATION = "caseload-allocation"
APPLICATION = "caseload-allocation"


def _settings() -> QSettings:
    return QSettings(
        QSettings.Format.IniFormat, QSettings.Scope.UserScope, ORGANISATION, APPLICATION
    )


def folder() -> Path:
    """Where the settings of all programs of this user are kept."""
    return Path(_settings().fileName()).parent.parent


def use_folder(where: Path) -> None:
    """Keep them elsewhere from now on."""
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(where))


def remember(key: str, value: str) -> None:
    """Keep a word under this key."""
    _settings().setValue(key, value)


def recall(key: str, default: str = "") -> str:
    """The word kept under this key."""
    return str(_settings().value(key, default))


def remember_list(key: str, values: list[str]) -> None:
    """Keep some words under this key; none is kept as such, not as never asked."""
    _settings().setValue(key, ",".join(values))


def recall_list(key: str) -> list[str] | None:
    """The words kept under this key, None where nothing was ever kept."""
    kept = _settings().value(key)
    if kept is None:
        return None
    words = kept if isinstance(kept, list) else str(kept).split(",")
    return [str(word) for word in words if word]


def forget(key: str) -> None:
    """Be as if nothing had ever been kept under this key."""
    _settings().remove(key)


def forget_all_of(name: str) -> None:
    """Forget whatever is kept under a key that ends so, whichever part of the window kept it."""
    kept = _settings()
    for key in kept.allKeys():
        if key.rpartition("/")[2] == name:
            kept.remove(key)


def remember_bytes(key: str, value: QByteArray) -> None:
    """Keep the state of a window or splitter."""
    _settings().setValue(key, value)


def recall_bytes(key: str) -> QByteArray:
    """The state kept under this key, empty where none was."""
    kept = _settings().value(key)
    return kept if isinstance(kept, QByteArray) else QByteArray()


def forget_all() -> None:
    """Begin as on the first day."""
    _settings().clear()
