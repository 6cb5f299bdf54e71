"""What an IT department sets for everybody on a machine: read, never written, by this tool.

A TOML file in the folder of settings that belongs to the machine (see `defaults_file`). It has
``[defaults]``, what the tool begins with; ``[fixed]``, what nobody can change; ``[most]``, how
high something can be set; ``[protection]``, what a guess at a passphrase costs. All of it may be
left out. Where anything in it is wrong, all of it is refused with its line: a slip must not leave a
machine without what was meant to hold for it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from allocation_app.errors import AppError
from allocation_app.settings import APPLICATION
from allocation_app.settings.entries import (
    Entries,
    WrongEntryError,
    line_of,
    line_of_slip,
    standing_at,
    words,
)
from allocation_app.settings.tables import whole

FILE = "defaults.toml"
IDLE_MINUTES, MOST_IDLE_MINUTES = 15, 240
MONTHS, MOST_MONTHS = 12, 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Protection:
    """What a guess at a passphrase costs: memory in MiB, passes over it, lanes (RFC 9106)."""

    memory_mib: int
    passes: int
    lanes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Defaults:
    """What holds on this machine.

    ``idle_minutes`` after which the window locks, ``retention_months`` that imports are kept;
    ``most_…`` how high either can be set. ``folder`` is where workspaces are offered to be kept,
    ``recovery_key`` the public part of the council's key as it was written, None where there is
    none. ``fixed`` are the names of what nobody can change here.
    """

    language: str | None = None
    idle_minutes: int = IDLE_MINUTES
    retention_months: int = MONTHS
    folder: Path | None = None
    recovery_key: str | None = None
    most_idle_minutes: int = MOST_IDLE_MINUTES
    most_retention_months: int = MOST_MONTHS
    protection: Protection | None = None
    fixed: frozenset[str] = field(default_factory=frozenset)

    def months_kept(self, told: int | None) -> int:
        """How long imports and backups are kept where a workspace says ``told``, None for nothing.

        The one place that decides it: nowhere longer than is allowed on this machine.
        """
        if told is None or "retention_months" in self.fixed:
            return self.retention_months
        return min(told, self.most_retention_months)


NONE_SET = Defaults()
"""What holds where no IT department has set anything."""


def defaults_file() -> Path:
    """Where the file stands: below ``/etc/xdg`` on Linux, below ``ProgramData`` on Windows."""
    from platformdirs import site_config_path  # noqa: PLC0415 - only when it is asked for

    return site_config_path(APPLICATION, appauthor=False) / FILE


def defaults(path: Path | None = None) -> Defaults:
    """What the IT department has set, `NONE_SET` where there is no file.

    Raises `AppError` (``defaults_unreadable``, ``defaults_broken``, ``defaults_line_broken``).
    """
    path = path or defaults_file()
    try:
        written = path.read_text(encoding="utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return NONE_SET
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise AppError("defaults_unreadable", file=str(path), why=why) from None
    except UnicodeDecodeError as error:
        raise AppError("defaults_broken", file=str(path), why=str(error)) from None
    try:
        return _defaults(Entries(tomllib.loads(written)))
    except tomllib.TOMLDecodeError as error:
        line, why = line_of_slip(error)
    except WrongEntryError as error:
        line, why = line_of(written, error.place), str(error)
    except (ValueError, RecursionError) as error:
        line, why = None, str(error)
    if line is None:
        raise AppError("defaults_broken", file=str(path), why=why)
    raise AppError("defaults_line_broken", file=str(path), line=str(line), why=why)


def _defaults(of: Entries) -> Defaults:
    most = of.table_or_empty("most")
    most_idle = most.read_or("idle_minutes", _count(MOST_IDLE_MINUTES), MOST_IDLE_MINUTES)
    most_months = most.read_or("retention_months", _count(MOST_MONTHS), MOST_MONTHS)
    kinds: Mapping[str, Callable[[object], object]] = {
        "language": _language,
        "idle_minutes": _count(most_idle),
        "retention_months": _count(most_months),
        "folder": _folder,
        "recovery_key": _text,
    }
    begun, fixed = of.table_or_empty("defaults"), of.table_or_empty("fixed")
    found: dict[str, object] = {
        "idle_minutes": min(IDLE_MINUTES, most_idle),
        "retention_months": min(MONTHS, most_months),
    }
    held = set()
    for key, kind in kinds.items():
        for table in (begun, fixed):
            if table.has(key):
                found[key] = table.read(key, kind)
                held |= {key} if table is fixed else set()
    both = next((key for key in kinds if begun.has(key) and fixed.has(key)), None)
    if both is not None:
        with standing_at("fixed", both):
            raise ValueError(f"{both} stands in [defaults] too")
    protection = _protection(of)
    for each in (most, begun, fixed, of):
        each.all_read()
    return Defaults(
        **found,  # type: ignore[arg-type]  # each was read as its kind
        most_idle_minutes=most_idle,
        most_retention_months=most_months,
        protection=protection,
        fixed=frozenset(held),
    )


def _protection(of: Entries) -> Protection | None:
    if not of.has("protection"):
        return None
    told = of.table("protection")
    found = Protection(
        memory_mib=told.read("memory_mib", _count(2 * 1024, least=19)),
        passes=told.read("passes", _count(64, least=2)),
        lanes=told.read("lanes", _count(64)),
    )
    told.all_read()
    return found


def _count(most: int, least: int = 1) -> Callable[[object], int]:
    def read(value: object) -> int:
        found = whole(value)
        if not least <= found <= most:
            raise ValueError(f"{found} is not from {least} to {most}")
        return found

    return read


def _text(value: object) -> str:
    found = words(value).strip()
    if not found:
        raise ValueError("nothing stands between the quotation marks")
    return found


def _language(value: object) -> str:
    found = words(value)
    if found not in {"en", "cy"}:
        raise ValueError(f"{found!r} is neither en nor cy")
    return found


def _folder(value: object) -> Path:
    found = Path(_text(value)).expanduser()
    if not found.is_absolute():
        raise ValueError(f"{found} is no whole path")
    return found
