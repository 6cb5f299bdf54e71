"""Values of the domain as plain words, numbers, lists and tables, and back: what JSON can hold.

A field that is as it stands by default is left out, so that an older file opens after a field was
added. Types are looked at once each: a council's import has a hundred thousand values.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from pathlib import Path, PurePath
from types import NoneType, UnionType
from typing import Any, NewType, TypeVar, Union, get_args, get_origin, get_type_hints

Made = TypeVar("Made")
Read = Callable[[Any], Any]


def plain(value: object) -> Any:  # noqa: ANN401, C901, PLR0911 - one way for each kind of value
    """A value as words, numbers, lists and tables."""
    if value is None or type(value) in {str, int, float, bool}:
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, PurePath):
        return str(value)
    if is_dataclass(value) and not isinstance(value, type):
        told = {}
        for name, usual in standing(value.__class__):
            own = getattr(value, name)
            if own != usual:
                told[name] = plain(own)
        return told
    if isinstance(value, Mapping):
        if any(isinstance(key, tuple) for key in value):
            return [[plain(key), plain(each)] for key, each in value.items()]
        return {str(plain(key)): plain(each) for key, each in value.items()}
    if isinstance(value, frozenset):
        return sorted((plain(each) for each in value), key=str)
    if isinstance(value, (tuple, list)):
        return [plain(each) for each in value]
    raise TypeError(f"{type(value).__name__} has no plain form")


def made(kind: type[Made], told: object) -> Made:
    """A value of what stands in a file; raises ValueError, TypeError or KeyError where it can't."""
    try:
        value: Made = _reader(kind)(told)  # type: ignore[arg-type]  # a type is hashable
    except AttributeError:
        raise TypeError(f"{kind.__name__}: no table where one should be") from None
    return value


@cache
def standing(kind: type) -> tuple[tuple[str, object], ...]:
    """Each field of a dataclass with what it has where nobody says otherwise, MISSING for none."""
    return tuple(
        (
            each.name,
            each.default_factory() if each.default_factory is not MISSING else each.default,
        )
        for each in fields(kind)
    )


@cache
def _reader(hint: Any) -> Read:  # noqa: ANN401, C901, PLR0911 - one way for each kind of type
    if isinstance(hint, NewType):
        return _reader(hint.__supertype__)
    origin, parts = get_origin(hint), get_args(hint)
    if origin in {Union, UnionType}:
        (part,) = (each for each in parts if each is not NoneType)
        inner = _reader(part)
        return lambda told: None if told is None else inner(told)
    if origin in {tuple, frozenset}:
        if origin is tuple and parts[-1:] != (Ellipsis,):
            each_of = [_reader(part) for part in parts]
            return lambda told: tuple(read(each) for read, each in zip(each_of, told, strict=True))
        item = _reader(parts[0])
        gather: Callable[[Any], Any] = tuple if origin is tuple else frozenset
        return lambda told: gather(item(each) for each in told)
    if origin is not None and issubclass(origin, Mapping):
        key, value = _reader(parts[0]), _reader(parts[1])
        if get_origin(parts[0]) is tuple:
            return lambda told: {key(k): value(v) for k, v in told}
        return lambda told: {key(k): value(v) for k, v in told.items()}
    if hint is date:
        return date.fromisoformat
    if is_dataclass(hint):
        return _dataclass(hint)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    if hint is Path:
        return Path
    if hint is float:
        return float
    if hint in {str, int, bool}:
        return lambda told: _scalar(hint, told)
    raise TypeError(f"{hint} can't be read from a file")


def _dataclass(kind: Any) -> Read:  # noqa: ANN401
    hints = get_type_hints(kind)
    readers = {each.name: _reader(hints[each.name]) for each in fields(kind)}
    return lambda told: kind(**{name: readers[name](each) for name, each in told.items()})


def _scalar(kind: type, told: object) -> object:
    if type(told) is not kind:
        raise TypeError(f"{kind.__name__} expected")
    return told
