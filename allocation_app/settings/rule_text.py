"""The files of rules that ship, as they are written: what a council copies and edits."""

from __future__ import annotations

from pathlib import Path

from allocation_app.errors import AppError
from allocation_app.settings.rules import LOCAL, RULE_SETS
from allocation_app.settings.tables import text


def rules_text(name: str) -> str:
    """The text of the rules of this name, a country's or a council's, or of this file.

    Raises `AppError` where there are none, or the file can't be opened.
    """
    if name in RULE_SETS:
        return text("rules", f"{name}.toml")
    if name in LOCAL:
        return text("rules", "local", f"{name}.toml")
    path = Path(name)
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise AppError("rules_unreadable", file=path.name, why=error.strerror or "") from error
