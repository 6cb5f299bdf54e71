"""Rule sets: those that ship under `resources/rules`, and the files of a council."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from functools import lru_cache, partial
from pathlib import Path
from typing import TypeVar

from allocation_app.domain.conditions import Condition
from allocation_app.domain.people import EventKind, Gap, Status
from allocation_app.domain.rules import DUE_SOON_DAYS, AskedOf, LeftOut, Rule, RuleSet
from allocation_app.domain.working_days import Unit
from allocation_app.errors import AppError
from allocation_app.settings.entries import (
    Entries,
    WrongEntryError,
    line_of,
    line_of_slip,
    standing_at,
    truth,
    words,
)
from allocation_app.settings.ladders import ladder_of
from allocation_app.settings.tables import text, whole

RULE_SETS = ("wales", "england")
LOCAL = (
    "bexley",
    "bromley",
    "cumberland",
    "dudley",
    "general",
    "liverpool",
    "suffolk",
    "walsall",
)

Value = TypeVar("Value")
Word = TypeVar("Word", bound=StrEnum)
Happening = EventKind | Gap
NO_EVENT: tuple[EventKind, ...] = ()
NOTHING: tuple[Happening, ...] = ()


class Standing(StrEnum):
    """How well a rule is verified; one that is not is off until a council switches it on."""

    VERIFIED = "verified"
    SECONDARY = "secondary"
    UNVERIFIED = "unverified"


def rule_set(name: str | Path = "wales") -> RuleSet:
    """The rules of a country that ship under this name, or those in a council's own file.

    Raises `AppError` where there are none of this name, and with line and reason where a file can't
    be read as rules.
    """
    return _named(name, RULE_SETS)


def parsed_rules(written: str) -> RuleSet:
    """The rules that a text says, as a council's own file has them; raises as `rule_set` does."""
    return _rule_set(written.encode(), "")


def local_rules(name: str | Path) -> RuleSet:
    """The rules of one council, to stand beside a country's; raises as `rule_set` does."""
    return _named(name, LOCAL, "local")


def written_rules(country: str = "", local: Iterable[str] = (), written: str = "") -> RuleSet:
    """A choice of rules as their files have them: a country's set or file, "" for the first one.

    In its place stands what ``written`` says, if it says anything. Raises as `rule_set` does.
    """
    first = country or RULE_SETS[0]
    if written:
        named = parsed_rules(written)
    else:
        named = rule_set(first if first in RULE_SETS else Path(first))
    return named.with_local(*(local_rules(name) for name in local))


def _named(name: str | Path, known: tuple[str, ...], *folder: str) -> RuleSet:
    if isinstance(name, str) and name in known:
        return _shipped(*folder, f"{name}.toml")
    if isinstance(name, str) and not name.endswith(".toml"):
        raise AppError("no_such_rules", name=name, known=", ".join(known))
    path = Path(name)
    try:
        with path.open("rb") as file:
            read = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise AppError("rules_unreadable", file=path.name, why=error.strerror or "") from error
    return _rule_set(read, path.name)


@lru_cache(maxsize=16)
def _shipped(*path: str) -> RuleSet:
    return _rule_set(text("rules", *path).encode(), path[-1])


def _rule_set(read: bytes, file: str) -> RuleSet:
    if len(read) > MOST_BYTES:
        raise AppError("rules_broken", file=file, why="it is far too long")
    try:
        written = read.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = read.count(b"\n", 0, error.start) + 1
        raise _broken(file, line, "a letter that is not UTF-8") from error
    try:
        table = tomllib.loads(written)
    except tomllib.TOMLDecodeError as error:
        slip, why = line_of_slip(error)
        raise _broken(file, slip or written.count("\n") + 1, why) from error
    except (RecursionError, ValueError) as error:
        raise AppError(
            "rules_broken", file=file, why="it is nested too deep or has a number too long"
        ) from error
    try:
        return _rules_of(Entries(table))
    except WrongEntryError as error:
        raise _broken(file, line_of(written, error.place), str(error)) from error


def _broken(file: str, line: int | None, why: str) -> AppError:
    if line is None:
        return AppError("rules_broken", file=file, why=why)
    return AppError("rules_line_broken", file=file, line=str(line), why=why)


MOST_BYTES = 1_000_000  # the longest set that ships has 20,000


def _rules_of(of: Entries) -> RuleSet:
    jurisdiction = of.read_or("jurisdiction", words, "")
    rules: list[Rule] = []
    ids: set[str] = set()
    for entries in of.tables("rule"):
        rules.extend(_rule(entries, jurisdiction, ids))
    left_out = tuple(_left_out(entries, ids) for entries in of.tables("left_out"))
    if of.has("ladder"):
        ladder_of(of.table("ladder"))
    found = RuleSet(
        name=of.read("name", _told),
        version=of.read("version", _told),
        rules=tuple(rules),
        left_out=left_out,
    )
    of.all_read()
    if not ids:
        raise WrongEntryError("there is no [[rule]] in it", ())
    return found


def _left_out(of: Entries, ids: set[str]) -> LeftOut:
    row = LeftOut(id=_id(of, ids), name=of.read("name", _told), why=of.read("why", _told))
    of.all_read()
    return row


def _id(of: Entries, ids: set[str]) -> str:
    """The id of a rule; raises `WrongEntryError` for one that is taken."""
    found = of.read("id", _told)
    with standing_at(*of.place, "id"):
        if found in ids:
            raise ValueError(f"{found} stands here twice; an id is given once")
        if found.startswith("D") and found[1:].isdigit():
            raise ValueError(f"{found} is the code of a delay; give the rule another id")
    ids.add(found)
    return found


def _rule(of: Entries, jurisdiction: str, ids: set[str]) -> list[Rule]:
    """A rule, or one for each of its stages: alternatives with one id."""
    rule_id = _id(of, ids)
    stages = of.tables("stage")
    alternative = of.read_or("alternative", words, rule_id if stages else "")
    makers = [
        (stage.place, _stage(of, stage, rule_id, jurisdiction, alternative))
        for stage in stages or [Entries({}, *of.place)]
    ]
    for entries in (of, *stages):
        entries.all_read()  # a slip in a key is said first: the rule can lack just that
    found: list[Rule] = []
    for place, make in makers:
        with standing_at(*place):
            found.append(make())
    return found


def _stage(
    of: Entries, stage: Entries, rule_id: str, jurisdiction: str, alternative: str
) -> Callable[[], Rule]:
    """How to make a rule, with what one of its stages adds or says instead."""

    def own(key: str, kind: Callable[[object], Value], standing: Value) -> Value:
        return stage.read_or(key, kind, of.read_or(key, kind, standing))

    verified = of.read("verified", _word(Standing))
    unit = (stage if stage.has("unit") else of).read("unit", _word(Unit))
    conditions = [
        condition
        for entries in (of, stage)
        if entries.has("conditions")
        for condition in entries.read("conditions", _words(Condition))
    ]
    return partial(
        Rule,
        id=rule_id,
        name=of.read("name", _told),
        text=of.read_or("text", words, ""),
        source=of.read("source", _told),
        link=of.read_or("link", words, ""),
        note=of.read_or("note", words, ""),
        verified=str(verified),
        jurisdiction=of.read_or("jurisdiction", words, jurisdiction),
        statuses=frozenset(of.read_or("statuses", _statuses, tuple(Status))),
        asked_of=of.read_or("asked_of", _word(AskedOf), AskedOf.CHILDREN),
        triggers=own("triggers", _triggers, NOTHING),
        every=own("every", _words(EventKind), NO_EVENT),
        met_by=own("met_by", _words(EventKind), NO_EVENT),
        conditions=tuple(conditions),
        alternative=alternative,
        earlier_is_other=own("earlier_is_other", truth, standing=False),
        earlier_counts=own("earlier_counts", truth, standing=False),
        limit=(stage if stage.has("limit") else of).read("limit", _limit(unit)),
        unit=unit,
        due_soon_days=own("due_soon_days", _limit(Unit.DAYS), DUE_SOON_DAYS),
        where_recorded=of.read_or("where_recorded", _needed, NOTHING),
        is_on=of.read_or("is_on", truth, verified is not Standing.UNVERIFIED),
    )


def _told(value: object) -> str:
    """A text with something in it; raises `ValueError` or `TypeError` for anything else."""
    found = words(value)
    if not found.strip():
        raise ValueError("there is nothing between the quotation marks")
    return found


def _word(kind: type[Word]) -> Callable[[object], Word]:
    """A word of this kind; what is none is refused with those that there are."""
    return lambda value: _among(value, {str(word): word for word in kind})


def _words(kind: type[Word]) -> Callable[[object], tuple[Word, ...]]:
    """A list of words of this kind."""
    return lambda value: _all_among(value, {str(word): word for word in kind})


def _statuses(value: object) -> tuple[Status, ...]:
    known = {str(status): status for status in Status if status is not Status.UNKNOWN}
    return _all_among(value, known)


def _triggers(value: object) -> tuple[Happening, ...]:
    return _all_among(value, {**EVENTS, str(Gap.DATE_OF_BIRTH): Gap.DATE_OF_BIRTH})


def _needed(value: object) -> tuple[Happening, ...]:
    return _all_among(value, {**EVENTS, **{str(gap): gap for gap in TOLD}})


EVENTS: Mapping[str, Happening] = {str(kind): kind for kind in EventKind}
TOLD = (
    Gap.ADVISER,
    Gap.LEGAL_STATUS,
    Gap.PLACEMENT,
    Gap.VISITOR,
    Gap.WORKERS_IN_YEAR,
)
"""Facts other than dates that an import can tell of a child."""


def _all_among(value: object, known: Mapping[str, Value]) -> tuple[Value, ...]:
    if not isinstance(value, list):
        raise TypeError(f'{value!r} is no list such as ["{next(iter(known))}"]')
    return tuple(_among(each, known) for each in value)


def _among(value: object, known: Mapping[str, Value]) -> Value:
    if not isinstance(value, str) or value not in known:
        raise ValueError(f"{value!r} is not known here; known: {', '.join(sorted(known))}")
    return known[value]


def _limit(unit: Unit) -> Callable[[object], int]:
    """A limit in this unit: from none to ten years."""

    def limit(value: object) -> int:
        found = whole(value)
        if not 0 <= found <= MOST[unit]:
            raise ValueError(f"{found} {unit} is out of range: 0 to {MOST[unit]}")
        return found

    return limit


MOST: Mapping[Unit, int] = {
    Unit.WORKING_DAYS: 2500,
    Unit.DAYS: 3650,
    Unit.WEEKS: 520,
    Unit.MONTHS: 120,
}
"""Ten years: nobody waits longer; a slip of the finger does."""
