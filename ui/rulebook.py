"""Which rules are in force: a country's, local ones beside them, single ones switched by hand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from allocation_app import settings
from allocation_app.domain.rules import RuleSet
from allocation_app.errors import AppError
from allocation_app.settings.rule_text import rules_text
from allocation_app.wording.switched import switched
from ui import preferences

if TYPE_CHECKING:  # it brings cryptography
    from allocation_app.workspace.kept_settings import KeptRules

COUNTRY, LOCAL, ON, OFF = "rules/country", "rules/local", "rules/on", "rules/off"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulebook:
    """A choice of rules. ``country`` is the name of a set that ships, or a council's own file.

    ``on`` and ``off`` are the ids of rules that stand otherwise than their file has them. ``text``
    is what a council's own file says, where a workspace keeps it, in place of ``country``.
    """

    country: str = settings.RULE_SETS[0]
    local: tuple[str, ...] = ()
    on: frozenset[str] = frozenset()
    off: frozenset[str] = frozenset()
    text: str = ""

    @property
    def is_file(self) -> bool:
        """Whether the rules are none of those that ship."""
        return bool(self.text) or self.country not in settings.RULE_SETS

    def read_text(self) -> str:
        """What its file says; raises `AppError` where it can't be read."""
        return self.text or rules_text(self.country)

    def as_written(self) -> RuleSet:
        """The rules as their files have them; raises `AppError` where one can't be read."""
        return settings.written_rules(self.country, self.local, self.text)

    def rules(self) -> RuleSet:
        """The rules in force; how many are switched by hand stands in their version."""
        return switched(self.as_written(), self.on, self.off)

    def switched(self, rule_id: str) -> Rulebook:
        """The same with one rule on that was off, or off that was on."""
        rule = self.rules().rule(rule_id)
        if rule is None:
            return self
        if rule.is_on:
            return replace(self, on=self.on - {rule_id}, off=self.off | {rule_id})
        return replace(self, on=self.on | {rule_id}, off=self.off - {rule_id})

    def with_local(self, name: str, *, wanted: bool) -> Rulebook:
        """The same with the rules of one council, or without them."""
        kept = [known for known in self.local if known != name]
        return replace(self, local=tuple([*kept, name] if wanted else kept))

    def keep(self) -> None:
        """Remember the choice; it names files and rules, never a child."""
        preferences.remember(COUNTRY, self.country)
        preferences.remember_list(LOCAL, list(self.local))
        preferences.remember_list(ON, sorted(self.on))
        preferences.remember_list(OFF, sorted(self.off))


def kept_rulebook() -> tuple[Rulebook, AppError | None]:
    """The choice of the last time, or what ships where it can't be read, with the reason why."""
    local = preferences.recall_list(LOCAL) or []
    book = Rulebook(
        country=preferences.recall(COUNTRY, settings.RULE_SETS[0]),
        local=tuple(name for name in local if name in settings.LOCAL),
        on=frozenset(preferences.recall_list(ON) or ()),
        off=frozenset(preferences.recall_list(OFF) or ()),
    )
    try:
        book.rules()
    except AppError as error:
        return Rulebook(), error
    return book, None


def kept_rules(book: Rulebook) -> KeptRules:
    """A choice of rules as a workspace keeps it; raises `AppError` where its file is gone."""
    from allocation_app.workspace.kept_settings import KeptRules

    is_file = book.is_file
    return KeptRules(
        country="" if is_file else book.country,
        text=book.read_text() if is_file else "",
        local=book.local,
        on=tuple(sorted(book.on)),
        off=tuple(sorted(book.off)),
    )


def book_of(told: KeptRules) -> Rulebook:
    """The same as the window uses it."""
    base = Rulebook(
        local=told.local, on=frozenset(told.on), off=frozenset(told.off), text=told.text
    )
    return base if told.text else replace(base, country=told.country or base.country)
