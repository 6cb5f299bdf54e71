"""Decisions about spreadsheets as a file: kept for the next import, and shared within a council.

The file holds headings and decided words in plain JSON, never a row of a child. Whatever a file
says that this version does not know is refused by name: a decision that is passed over in silence
would change what an import means.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from allocation_app.domain.people import Role, Status
from allocation_app.errors import AppError
from allocation_app.intake.dates import Order
from allocation_app.intake.fields import Field
from allocation_app.intake.layouts.named import layouts_by_name
from allocation_app.intake.mapping import (
    LEFT_OUT,
    NO_MAPPING,
    Holding,
    Mapping,
    TableMapping,
    combined,
)
from allocation_app.settings.writing import not_written, write_text

FORMAT, VERSION = "caseload-mapping", 1
MOST_BYTES = 5_000_000
WORDS_FILE = "words.json"
_STATUSES = frozenset({*map(str, Status), "open", "closed"})
_FIELDS = frozenset({*map(str, Field), LEFT_OUT})
_ORDERS = frozenset({Order.DAY_FIRST.value, Order.MONTH_FIRST.value})
_TOP = ("format", "version", "tables", "statuses", "roles", "workers")
_TABLE = ("headings", "layout", "columns", "dates", "is_grouped")
Table = Map[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalled:
    """What a folder of profiles says together, and why any of them could not be used."""

    mapping: Mapping
    refused: tuple[AppError, ...] = ()


def document(mapping: Mapping) -> dict[str, object]:
    """A mapping as a JSON document, always in the same order."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "tables": [
            {
                "headings": list(table.headings),
                "layout": table.layout,
                "columns": dict(sorted(table.columns.items())),
                "dates": dict(sorted(table.dates.items())),
                "is_grouped": table.is_grouped,
            }
            for table in sorted(mapping.tables, key=lambda table: sorted(table.keys))
        ],
        "statuses": dict(sorted(mapping.statuses.items())),
        "roles": dict(sorted(mapping.roles.items())),
        "workers": dict(sorted(mapping.workers.items())),
    }


def read_profile(path: Path) -> Mapping:
    """The mapping in a file.

    Raises `AppError`: ``file_missing``; ``mapping_unreadable`` (``file``, ``why``) where it is no
    mapping or says something that nobody knows; ``mapping_newer`` where a later version wrote it.
    """
    try:
        with path.open("rb") as file:
            text = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise AppError("file_missing", file=path.name) from None
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise AppError("mapping_unreadable", file=path.name, why=why) from None
    return parsed_profile(text, path.name)


def parsed_profile(text: bytes, name: str) -> Mapping:
    """The mapping in the text of a file of this name; raises `AppError` as `read_profile`."""
    try:
        return _mapping(_parsed(text))
    except _NewerError:
        raise AppError("mapping_newer", file=name) from None
    except (TypeError, ValueError) as error:
        raise AppError("mapping_unreadable", file=name, why=str(error)) from None


def write_profile(mapping: Mapping, path: Path) -> None:
    """Write a mapping, whole or not at all.

    Raises `AppError`: ``target_folder_missing``, ``target_locked`` or ``target_failed``.
    """
    write_text(path, _text(mapping))


def profile_texts(mapping: Mapping) -> dict[str, str]:
    """These decisions as texts by the names of their files (see `remember`)."""
    return {name: _text(part) for name, part in _parts(mapping)}


def _text(mapping: Mapping) -> str:
    return json.dumps(document(mapping), ensure_ascii=False, indent=1) + "\n"


def remember(mapping: Mapping, folder: Path, *, is_whole: bool = False) -> None:
    """Keep these decisions in a folder, one file per set of headings and one for words.

    What was decided before about the same headings stays where nothing new was decided, unless the
    mapping is all that is to be kept of them (``is_whole``): a decision was taken back. Raises
    `AppError` where a file can't be written, or one that is there can't be read: it would be lost.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise not_written(folder, error) from None
    for name, part in _parts(mapping):
        path = folder / name
        before = read_profile(path) if path.exists() and not is_whole else NO_MAPPING
        write_profile(combined(before, part), path)


def _parts(mapping: Mapping) -> Iterator[tuple[str, Mapping]]:
    """A mapping by file: each table, then the words."""
    for table in mapping.tables:
        digest = sha256("\n".join(sorted(table.keys)).encode()).hexdigest()
        yield f"table-{digest[:16]}.json", Mapping(tables=(table,))
    words = replace(mapping, tables=())
    if words != NO_MAPPING:
        yield WORDS_FILE, words


def recalled(folder: Path | None, kept: Map[str, str] | None = None) -> Recalled:
    """All that is kept in a folder (if any). A profile that can't be used is named and left aside.

    ``kept`` are the texts of profiles by their names, each in place of the folder's of that name.
    """
    mapping, refused, texts = NO_MAPPING, [], kept or {}
    paths = {} if folder is None else {path.name: path for path in folder.glob("*.json")}
    for name in sorted({*paths, *texts}):
        try:
            found = (
                parsed_profile(texts[name].encode(), name)
                if name in texts
                else read_profile(paths[name])
            )
            mapping = combined(mapping, found)
        except AppError as error:
            refused.append(error)
    return Recalled(mapping=mapping, refused=tuple(refused))


class _NewerError(Exception):
    """The file is of a version that came after this one."""


def _parsed(text: bytes) -> Table:
    if len(text) > MOST_BYTES:
        raise ValueError("it is too long")
    try:
        found = json.loads(text, object_pairs_hook=_once)
    except UnicodeDecodeError:
        raise ValueError("it is no text") from None
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"line {error.lineno} is no JSON") from None
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise ValueError("it is not a mapping of this tool")
    return found


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """A JSON object in which nothing is said twice."""
    found: dict[str, object] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(f"“{name}” stands there twice")
        found[name] = value
    return found


def _mapping(table: Table) -> Mapping:
    version = table.get("version")
    if type(version) is not int:
        raise ValueError("its version is missing")
    if version > VERSION:
        raise _NewerError
    _only(table, _TOP)
    tables = table.get("tables", [])
    if not isinstance(tables, list):
        raise TypeError("“tables” is no list")
    return Mapping(
        tables=tuple(map(_table, tables)),
        statuses=_words(table, "statuses", _STATUSES),
        roles=_words(table, "roles", frozenset(map(str, Role))),
        workers=_words(table, "workers", frozenset(map(str, Holding))),
    )


def _table(table: object) -> TableMapping:
    if not isinstance(table, dict):
        raise TypeError("a table is no object")
    _only(table, _TABLE)
    headings, layout = table.get("headings"), table.get("layout", "")
    is_grouped = table.get("is_grouped")
    if not isinstance(headings, list) or not all(isinstance(h, str) for h in headings):
        raise TypeError("“headings” is no list of texts")
    if not isinstance(layout, str) or layout not in {"", *layouts_by_name()}:
        raise ValueError(f"{layout!r} is no “layout”")
    if is_grouped is not None and not isinstance(is_grouped, bool):
        raise TypeError("“is_grouped” is neither true nor false")
    return TableMapping(
        headings=tuple(headings),
        layout=layout,
        columns=_words(table, "columns", _FIELDS),
        dates=_words(table, "dates", _ORDERS),
        is_grouped=is_grouped,
    )


def _only(table: Table, known: tuple[str, ...]) -> None:
    for name in table:
        if name not in known:
            raise ValueError(f"“{name}” is not known")


def _words(table: Table, name: str, known: frozenset[str]) -> dict[str, str]:
    """Words and what each means, as long as the meaning is one that we know."""
    found = table.get(name, {})
    if not isinstance(found, dict):
        raise TypeError(f"“{name}” is no object")
    for word, meaning in found.items():
        if not isinstance(meaning, str) or meaning not in known:
            raise ValueError(f"“{meaning}” is no meaning for “{word}” in “{name}”")
    return {str(word): str(meaning) for word, meaning in found.items()}
