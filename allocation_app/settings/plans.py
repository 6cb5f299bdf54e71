"""A plan as a file: JSON with a version and the fingerprint of the import that it was made on.

It holds identifiers, codes, dates and what the manager wrote (a joiner's name too), never a child's
name. Every field of a plan and of what stands in it is written under its own name, what is as it
stands by default left out; so that a field that is added to a plan needs nothing here, and an older
file still opens.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, is_dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from reprlib import repr as brief
from types import NoneType, UnionType
from typing import NewType, NoReturn, TypeVar, Union, get_args, get_origin, get_type_hints

from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.plan import Plan
from allocation_app.domain.pseudonyms import Codes
from allocation_app.domain.snapshot import Snapshot
from allocation_app.domain.staffing import StaffChangeKind, staffed
from allocation_app.errors import InputError
from allocation_app.plain import plain, standing
from allocation_app.settings.writing import write_text

FORMAT, VERSION = "caseload-plan", 1
ALWAYS = ("name", "moves", "pins", "oversight")
"""Written even where there is none, so that a reader sees where they would stand."""
MOST_NAMED = 10  # of the unknown, in one sentence
MOST_SHOWN, MOST_DIGITS = 80, 18
Made = TypeVar("Made")


def plan_text(plan: Plan) -> str:
    """A plan as the text of its file; the same plan gives the same text."""
    snapshot = plan.snapshot
    head = {
        "format": FORMAT,
        "version": VERSION,
        "import": snapshot.fingerprint,
        "as_at": snapshot.as_at.isoformat(),
    }
    told = {
        name: plain(getattr(plan, name))
        for name, usual in standing(Plan)
        if name != "snapshot" and (name in ALWAYS or getattr(plan, name) != usual)
    }
    return json.dumps({**head, **told}, ensure_ascii=False, indent=1) + "\n"


def plan_fingerprint(plan: Plan) -> str:
    """Stands for a plan: equal when the same is staged, pinned, marked and noted on one import."""
    return sha256(plan_text(plan).encode()).hexdigest()[:16]


def plan_of(fingerprint: str, known: Iterable[Plan], codes: Codes | None = None) -> Plan | None:
    """The plan that a fingerprint stands for, sealed or not; None where it is none of these."""
    for plan in known:
        own = plan_fingerprint(plan)
        if fingerprint == own or (codes is not None and fingerprint == codes.sealed(own)):
            return plan
    return None


def save_plan(plan: Plan, path: Path) -> None:
    """Write a plan, whole or not at all; raises `AppError` as `write_text`."""
    write_text(path, plan_text(plan))


def read_plan(path: Path, snapshot: Snapshot) -> Plan:
    """The plan in a file, on the import that it was made on.

    Raises `InputError` with the reason where it is no plan, is broken, was written by a later
    version, or rests on another import: no part of it is ever left out silently.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError("plan_unreadable", file=path.name, why=error.strerror or "") from error
    except UnicodeDecodeError:
        raise InputError("plan_none", file=path.name) from None
    return parsed_plan(text, snapshot, file=path.name)


def parsed_plan(text: str, snapshot: Snapshot, *, file: str = "") -> Plan:
    """The plan that a text says; raises as `read_plan`, naming ``file``."""
    told = _loaded(text, file)
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise InputError("plan_none", file=file)
    version = told.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise InputError("plan_broken", file=file, why="version is no whole number from 1")
    if version > VERSION:
        raise InputError("plan_newer", file=file)
    if told.get("import") != snapshot.fingerprint:
        then, now = _cut(str(told.get("as_at", "–"))), snapshot.as_at.isoformat()
        code = "plan_same_day" if then == now else "plan_other_import"
        raise InputError(code, file=file, then=then, now=now)
    entries = {key: value for key, value in told.items() if key not in HEAD}
    reader = _Reader(snapshot, _joining(entries.get("staffing")))
    try:
        values = reader.values(Plan, entries, "plan", given=("snapshot",))
        if not reader.unknown:
            return _coherent(snapshot, values)
    except (TypeError, ValueError) as error:
        raise InputError("plan_broken", file=file, why=str(error)) from None
    named = [*reader.unknown.values()]
    who = ", ".join(named[:MOST_NAMED]) + (", …" if len(named) > MOST_NAMED else "")
    raise InputError("plan_unknown", file=file, who=who, n=str(len(named)))


def _loaded(text: str, file: str) -> object:
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_refuse, parse_int=_whole)
    except json.JSONDecodeError as error:
        if FORMAT not in text:
            raise InputError("plan_none", file=file) from None
        line = str(error.lineno)
        raise InputError("plan_line_broken", file=file, line=line, why=error.msg) from None
    except ValueError as error:
        raise InputError("plan_broken", file=file, why=str(error)) from None
    except RecursionError:
        raise InputError("plan_broken", file=file, why=TOO_DEEP) from None


HEAD = frozenset({"format", "version", "import", "as_at"})
TOO_DEEP = "lists and tables stand too deep in one another"
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
"""Days outside these are slips, and could not be counted on from."""


def _joining(staffing: object) -> frozenset[str]:
    """Who joins by the file itself; what is no entry at all is refused where it is read."""
    told = staffing if isinstance(staffing, list) else []
    found = (each for each in told if isinstance(each, dict))
    workers = (each.get("worker") for each in found if each.get("kind") == StaffChangeKind.JOINS)
    return frozenset(worker for worker in workers if isinstance(worker, str))


def _coherent(snapshot: Snapshot, values: Mapping[str, object]) -> Plan:
    """The plan of these values; ValueError where one of two would not count, or nobody could.

    Of two moves of one child only one is made: which was meant, the file does not say.
    """
    try:
        plan = Plan(snapshot=snapshot, **values)  # type: ignore[arg-type]
        staffed(snapshot, plan.staffing)  # finds who works thrice full time
    except ValueError as error:
        raise ValueError(f"plan.staffing: {error}") from None
    about: Mapping[str, Iterable[object]] = {
        "moves": (each.child for each in plan.moves),
        "pins": (each.child for each in plan.pins),
        "oversight": ((each.child, each.day) for each in plan.oversight),
        "marks": (each.about for each in plan.marks),
        "involvements": (each.about for each in plan.involvements),
        "staffing": (each.about for each in plan.staffing),
        "unpinned": plan.unpinned,
    }
    for name, told in about.items():
        met = set[object]()
        for n, each in enumerate(told, start=1):
            if each in met:
                raise ValueError(f"plan.{name}[{n}] is about the same as another before it")
            met.add(each)
    return plan


class _Reader:
    """Makes values of the domain of what stands in a file; keeps whom nobody knows."""

    def __init__(self, snapshot: Snapshot, joining: Iterable[str]) -> None:
        self._known: Mapping[object, Mapping[str, object]] = {
            ChildId: {str(each): None for each in snapshot.children},
            WorkerId: {str(each): None for each in (*snapshot.workers, *joining)},
        }
        self.unknown: dict[str, str] = {}

    def values(
        self, kind: type, told: object, place: str, given: tuple[str, ...] = ()
    ) -> dict[str, object]:
        """The fields of a dataclass, by name; raises ValueError or TypeError with the place."""
        if not isinstance(told, dict):
            raise TypeError(f"{place} is no table")
        hints = get_type_hints(kind)
        expected = {name: usual for name, usual in standing(kind) if name not in given}
        for key in told:
            if key not in expected:
                raise ValueError(f"{_cut(key)} is not known in {place}")
        for name, usual in expected.items():
            if name not in told and usual is MISSING:
                raise ValueError(f"{name} is missing in {place}")
        return {
            name: self._read(hints[name], value, f"{place}.{name}") for name, value in told.items()
        }

    def _read(self, hint: object, told: object, place: str) -> object:
        if isinstance(hint, NewType):
            word = self._read(hint.__supertype__, told, place)
            if hint in self._known and word not in self._known[hint]:
                self.unknown[place] = f"{_cut(str(word))} ({place})"
            return word
        if get_origin(hint) in {Union, UnionType}:
            return self._read_one_of(get_args(hint), told, place)
        if get_origin(hint) in {tuple, frozenset}:
            return self._read_all(hint, told, place)
        if not isinstance(hint, type):
            raise TypeError(f"{place} can't be read from a file")
        if is_dataclass(hint):
            values = self.values(hint, told, place)
            if any(each.startswith(f"{place}.") for each in self.unknown):
                return None  # refused as a whole, once all the unknown are known
            return _made(hint, values, place)
        return _scalar(hint, told, place)

    def _read_one_of(self, hints: tuple[object, ...], told: object, place: str) -> object:
        """None, or the one kind beside it."""
        if told is None and NoneType in hints:
            return None
        (kind,) = (hint for hint in hints if hint is not NoneType)
        return self._read(kind, told, place)

    def _read_all(self, hint: object, told: object, place: str) -> object:
        if not isinstance(told, list):
            raise TypeError(f"{place} is no list")
        kind = get_args(hint)[0]
        read = [self._read(kind, each, f"{place}[{n}]") for n, each in enumerate(told, start=1)]
        return frozenset(read) if get_origin(hint) is frozenset else tuple(read)


def _made(kind: type[Made], values: Mapping[str, object], place: str) -> Made:
    try:
        return kind(**values)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{place}: {_cut(str(error))}") from None


def _scalar(kind: type, told: object, place: str) -> object:
    try:
        if isinstance(told, str) and kind is date:
            return _day(told)
        if isinstance(told, str) and issubclass(kind, StrEnum):
            return kind(told)
        if kind is float and type(told) is int:
            return float(told)
        if isinstance(told, str):
            told.encode()  # half a letter can't be written again
    except (ValueError, OverflowError):
        raise ValueError(f"{place}: {_cut(brief(told))} can't be read") from None
    if type(told) is not kind:
        raise TypeError(f"{place}: {_cut(brief(told))} can't be read")
    return told


def _day(told: str) -> date:
    day = date.fromisoformat(told)
    if not EARLIEST <= day <= LATEST:
        raise ValueError(f"{told} lies too far away")
    return day


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """A table whose keys stand in it once each: of two the reader would not see which counts."""
    table = dict[str, object]()
    for key, value in pairs:
        if key in table:
            raise ValueError(f"{_cut(key)} stands twice in one table")
        table[key] = value
    return table


def _refuse(word: str) -> NoReturn:
    raise ValueError(f"{_cut(word)} is no number to count with")


def _whole(word: str) -> int:
    if len(word) > MOST_DIGITS:
        _refuse(word)
    return int(word)


def _cut(word: str) -> str:
    """What stands in a file, as it can be shown in one line: no half letter, no page of it."""
    shown = "".join(
        each if each.isprintable() else each.encode("unicode_escape").decode()
        for each in word[:MOST_SHOWN]
    )
    return shown if len(word) <= MOST_SHOWN else f"{shown}…"
