"""Rules as data: when they apply, what starts and stops their clock, where they come from."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from allocation_app.domain.conditions import OF_WORKERS, Condition
from allocation_app.domain.facts import BEFORE_BIRTH_TOO
from allocation_app.domain.people import EventKind, Gap, Status
from allocation_app.domain.working_days import Unit

DUE_SOON_DAYS = 14
JOINED_BY = "+"


class AskedOf(StrEnum):
    """Of whom a rule is asked: every child, each unallocated child, or workers."""

    CHILDREN = "children"
    UNALLOCATED = "unallocated"
    WORKERS = "workers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One timescale, as data.

    A rule with ``met_by`` runs once, from the latest of ``triggers`` that is known. A rule with
    ``every`` repeats: it runs from the last event of these kinds, before the first one from
    ``triggers``. A rule ``asked_of`` unallocated children needs neither: a named social worker
    meets it. Without ``triggers`` it runs from the day on which the wait began, else from the end
    of the last allocation too. One asked of workers is about their supervision (see `supervision`).

    ``earlier_is_other`` says that an event before the trigger belongs to something earlier (a visit
    in the last placement), ``earlier_counts`` that it is good (a plan made before placement);
    otherwise such an event is a gap in the record.
    Rules that share ``alternative`` exclude one another: one of them applies. The stages of one
    rule are alternatives with one id.
    ``where_recorded`` names what the import must record of anybody for the rule to be asked; else
    it is said once that the rule can't be checked. ``text`` is the rule in plain words.
    """

    id: str
    name: str
    limit: int
    unit: Unit
    source: str
    verified: str
    statuses: frozenset[Status] = frozenset(Status)
    asked_of: AskedOf = AskedOf.CHILDREN
    triggers: tuple[EventKind | Gap, ...] = ()
    every: tuple[EventKind, ...] = ()
    met_by: tuple[EventKind, ...] = ()
    conditions: tuple[Condition, ...] = ()
    alternative: str = ""
    earlier_is_other: bool = False
    earlier_counts: bool = False
    due_soon_days: int = DUE_SOON_DAYS
    jurisdiction: str = ""
    link: str = ""
    note: str = ""
    text: str = ""
    where_recorded: tuple[EventKind | Gap, ...] = ()
    is_on: bool = True

    def __post_init__(self) -> None:
        """Refuse a rule whose clock can't start or stop, or that mixes whom it asks of."""
        if self.every and self.met_by:
            raise ValueError("a rule is met once (met_by) or comes again (every), not both")
        if self.earlier_is_other and self.earlier_counts:
            raise ValueError("what came earlier is something other, or counts: not both")
        if self.asked_of is AskedOf.UNALLOCATED and self.alternative:
            raise ValueError("a rule asked of the unallocated has no stages and no alternative")
        is_of_workers = self.asked_of is AskedOf.WORKERS
        if is_of_workers and self.every != (EventKind.SUPERVISION,):
            raise ValueError('a rule asked of workers has every = ["supervision"]')
        if any((condition in OF_WORKERS) is not is_of_workers for condition in self.conditions):
            raise ValueError("conditions of a worker and of a child do not go together")
        if self.asked_of is AskedOf.CHILDREN and not self.every:
            if not self.met_by:
                raise ValueError("nothing meets this duty; say so with met_by or every")
            if not self.triggers:
                raise ValueError("nothing starts the clock; say so with triggers")

    @property
    def clocks(self) -> tuple[EventKind | Gap, ...]:
        """The events that can start the clock; the latest of them does."""
        return (*self.every, *self.triggers)

    @property
    def begins_at_birth(self) -> bool:
        """Whether the duty is to see or treat the child, which nobody does before birth."""
        acts = self.every or self.met_by
        return bool(acts) and BEFORE_BIRTH_TOO.isdisjoint(acts)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A published rule that no spreadsheet decides, with the reason; said, never asked."""

    id: str
    name: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSet:
    """The rules of one country, or of one council, with their version."""

    name: str
    version: str
    rules: tuple[Rule, ...] = field(hash=False)
    left_out: tuple[LeftOut, ...] = field(default=(), hash=False)

    @property
    def names(self) -> tuple[str, ...]:
        """The name of each set in it: the country's, then those of the local ones."""
        return tuple(self.name.split(JOINED_BY))

    def rule(self, rule_id: str) -> Rule | None:
        """The rule with this id, of several stages the first."""
        return next((rule for rule in self.rules if rule.id == rule_id), None)

    def with_local(self, *others: RuleSet) -> RuleSet:
        """These rules with a council's beside them; of two with one id the first one stands."""
        joined = self
        for other in others:
            rules, left_out = ({each.id for each in s} for s in (joined.rules, joined.left_out))
            joined = RuleSet(
                name=f"{joined.name}{JOINED_BY}{other.name}",
                version=f"{joined.version}{JOINED_BY}{other.version}",
                rules=(*joined.rules, *(rule for rule in other.rules if rule.id not in rules)),
                left_out=(
                    *joined.left_out,
                    *(row for row in other.left_out if row.id not in left_out),
                ),
            )
        return joined

    def asked_of(
        self, whom: AskedOf, told: frozenset[EventKind | Gap]
    ) -> tuple[tuple[Rule, ...], ...]:
        """The rules that are on, alternatives together, save those that need what nobody told."""
        groups: dict[str, list[Rule]] = {}
        for rule in self.rules:
            if rule.is_on and rule.asked_of is whom and told.issuperset(rule.where_recorded):
                groups.setdefault(rule.alternative or rule.id, []).append(rule)
        return tuple(tuple(group) for group in groups.values())
