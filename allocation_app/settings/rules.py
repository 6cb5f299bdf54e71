"""Rule sets: those that ship under `resources/rules`, and the files of a council."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from typing import cast

from allocation_app.domain.conditions import Condition
from allocation_app.domain.people import EventKind, Status
from allocation_app.domain.rules import DUE_SOON_DAYS, AskedOf, Rule, RuleSet
from allocation_app.domain.working_days import Unit
from allocation_app.errors import AppError
from allocation_app.settings.tables import Table, text, whole, words


@lru_cache(maxsize=4)
def rule_set(name: str = "wales") -> RuleSet:
    """The rules that ship under this name; raises `AppError` where there is none."""
    if name not in RULE_SETS:
        raise AppError("no_such_rules", name=name, known=", ".join(RULE_SETS))
    table = tomllib.loads(text("rules", f"{name}.toml"))
    rules = cast("list[Table]", table["rule"])
    return RuleSet(
        name=str(table["name"]), version=str(table["version"]), rules=tuple(map(_rule, rules))
    )


RULE_SETS = ("wales",)


def _rule(table: Table) -> Rule:
    return Rule(
        id=str(table["id"]),
        name=str(table["name"]),
        statuses=frozenset(Status(status) for status in words(table, "statuses")),
        limit=whole(table["limit"]),
        unit=Unit(str(table["unit"])),
        source=str(table["source"]),
        verified=str(table["verified"]),
        triggers=tuple(EventKind(kind) for kind in words(table, "triggers")),
        every=tuple(EventKind(kind) for kind in words(table, "every")),
        met_by=tuple(EventKind(kind) for kind in words(table, "met_by")),
        asked_of=AskedOf(str(table.get("asked_of", AskedOf.CHILDREN))),
        conditions=tuple(Condition(condition) for condition in words(table, "conditions")),
        alternative=str(table.get("alternative", "")),
        earlier_counts=bool(table.get("earlier_counts", False)),
        earlier_is_other=bool(table.get("earlier_is_other", False)),
        due_soon_days=whole(table.get("due_soon_days", DUE_SOON_DAYS)),
        is_on=bool(table.get("is_on", True)),
        link=str(table.get("link", "")),
        note=str(table.get("note", "")),
    )
