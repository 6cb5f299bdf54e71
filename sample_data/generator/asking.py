"""How a published rule is asked of one child on one day: written from `working-days.md` alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sample_data.generator import days
from sample_data.generator.days import DAYS, WORKING_DAYS
from sample_data.generator.records import Child
from sample_data.generator.waiting import latest

Limit = tuple[int, str]
SEEING = frozenset({"seen_alone", "home_visit", "visit"})

SLIP, OTHER, COUNTS = "slip", "other", "counts"
"""What it means that a duty was met before its clock started: a slip in the record, something that
belongs to an earlier one, or that it was met in good time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a rule says; ``about`` tells one record gap of a child from another."""

    rule: str
    state: str
    trigger: date | None = None
    due: date | None = None
    over: int | None = None
    unit: str = DAYS
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """Which rules are in force: ids by those of Wales, and how long an assessment may take.

    ``recorded`` names the kinds of events and other facts of which the import has a cell of
    anybody: a rule that needs another is not asked.
    """

    ids: Mapping[str, str]
    assessed_within: int
    recorded: frozenset[str]

    def named(self, finding: Finding) -> Finding:
        """The finding under the rule's own id."""
        own = self.ids.get(finding.rule, finding.rule)
        return finding if own == finding.rule else replace(finding, rule=own)


def dated(rule: str, trigger: date, due: date, unit: str, as_at: date) -> Finding:
    """The answer of a rule whose dates are all known; everything but working days is in days."""
    counted = unit if unit == WORKING_DAYS else DAYS
    return Finding(
        rule=rule,
        state=days.state_on(as_at, trigger, due),
        trigger=trigger,
        due=due,
        over=days.over(as_at, due, counted),
        unit=counted,
    )


def untold(rule: str, about: str = "") -> Finding:
    """The answer of a rule that misses a date."""
    return Finding(rule=rule, state=days.CANNOT_TELL, about=about)


class Asked:
    """The rules of a country as asked of one child on one day.

    ``is_doubtful`` says that the child's statuses contradict each other, so that nobody can tell.
    """

    def __init__(self, child: Child, country: Country, as_at: date) -> None:
        self.child = child
        self.country = country
        self.as_at = as_at
        self.is_doubtful = False

    def known(self, kind: str) -> date | None:
        """The event's date if it can be used."""
        return self.child.known(kind, self.as_at)

    def is_recorded(self, kind: str) -> bool:
        """Whether it is known that, or that it has not, happened."""
        return self.child.is_recorded(kind, self.as_at)

    def once(
        self,
        rule: str,
        triggers: Sequence[str],
        met_kinds: Sequence[str],
        within: Limit,
        *,
        earlier: str = SLIP,
    ) -> Iterator[Finding]:
        """A duty that is over once it is met."""
        met = [kind for kind in met_kinds if self.known(kind) is not None]
        if met and earlier == COUNTS:
            return
        trigger = latest(map(self.known, triggers))
        if trigger is None or any(self.child.is_impossible(one, self.as_at) for one in triggers):
            yield untold(rule)
            return
        if any(day >= trigger for kind in met if (day := self.known(kind))):
            return
        if met and earlier == SLIP:
            yield untold(rule)
            yield from (untold("D13", kind) for kind in met)
        elif not met and not any(map(self.is_recorded, met_kinds)):
            yield untold(rule)
        else:
            yield dated(rule, trigger, days.due_date(trigger, *within), within[1], self.as_at)

    def repeating(self, rule: str, every: str, starts: Sequence[str], within: Limit) -> Finding:
        """A duty that comes again; the clock is the last time, or what started it."""
        clock = latest([self.known(kind) for kind in (every, *starts)])
        if clock is None or not self.is_recorded(every):
            return untold(rule)
        if self.child.born is not None and every in SEEING:
            clock = max(clock, self.child.born)  # nobody is seen before birth
        return dated(rule, clock, days.due_date(clock, *within), within[1], self.as_at)

    def one_of(self, answers: Sequence[Finding]) -> Finding:
        """One answer where it is not known which of several rules is the child's."""
        states = {answer.state for answer in answers}
        if self.is_doubtful or len(states) > 1 or days.CANNOT_TELL in states:
            return untold(answers[0].rule)
        return max(answers, key=lambda answer: answer.due or date.min)
