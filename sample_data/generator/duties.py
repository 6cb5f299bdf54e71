"""The truth about statutory dates: each rule written out, none read from the rules file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sample_data.generator import days
from sample_data.generator.days import DAYS, MONTHS, WEEKS, WORKING_DAYS
from sample_data.generator.records import Child, Holder
from sample_data.generator.waiting import Wait, last_worker_ended, latest

SEEING = frozenset({"seen_alone", "home_visit", "visit"})
STRATEGY_STATUSES = frozenset(
    {
        "referral",
        "assessment",
        "care_and_support",
        "registered",
        "proceedings",
        "looked_after",
        "disabled",
        "privately_fostered",
    }
)


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


def duties(child: Child, wait: Wait | None, as_at: date) -> Iterator[Finding]:
    """Each duty that is not met, whatever its state."""
    rules = _Rules(child, as_at)
    if "unknown" in child.statuses:
        yield from rules.of_an_unknown_status()
        yield from rules.of_nobody_knows_whom(wait)
        return
    if "referral" in child.statuses:
        yield from rules.once("W-REF-01", "referral", ["referral_decision"], 1, WORKING_DAYS)
    if "assessment" in child.statuses:
        yield from rules.once("W-ASS-01", "referral", ["assessment_end"], 42, WORKING_DAYS)
    if child.statuses & STRATEGY_STATUSES:
        yield from rules.initial_conference()
    if "registered" in child.statuses:
        yield from rules.on_the_register(wait)
    if "looked_after" in child.statuses:
        yield from rules.looked_after()


class _Rules:
    """The rules as asked of one child on one day."""

    def __init__(self, child: Child, as_at: date) -> None:
        self.child = child
        self.as_at = as_at

    def known(self, kind: str) -> date | None:
        return self.child.known(kind, self.as_at)

    def is_recorded(self, kind: str) -> bool:
        return self.child.is_recorded(kind, self.as_at)

    def once(
        self, rule: str, trigger_kind: str, met_kinds: Sequence[str], limit: int, unit: str
    ) -> Iterator[Finding]:
        """A duty that is over once it is met; met before its trigger is a slip in the record."""
        trigger = self.known(trigger_kind)
        if trigger is None:
            yield untold(rule)
            return
        met = [day for kind in met_kinds if (day := self.known(kind)) is not None]
        if any(day >= trigger for day in met):
            return
        if met:
            yield untold(rule)
            for kind in met_kinds:
                if self.known(kind) is not None:
                    yield untold("D13", kind)
            return
        yield from self.not_met(rule, trigger, met_kinds, limit, unit)

    def not_met(
        self, rule: str, trigger: date, met_kinds: Sequence[str], limit: int, unit: str
    ) -> Iterator[Finding]:
        if not any(self.is_recorded(kind) for kind in met_kinds):
            yield untold(rule)
        else:
            yield dated(rule, trigger, days.due_date(trigger, limit, unit), unit, self.as_at)

    def repeating(
        self, rule: str, every: str, starts: Sequence[str], limit: int, unit: str
    ) -> Finding:
        """A duty that comes again; the clock is the last time, or what started it."""
        clock = latest([self.known(kind) for kind in (every, *starts)])
        if clock is None or not self.is_recorded(every):
            return untold(rule)
        if self.child.born is not None and every in SEEING:
            clock = max(clock, self.child.born)  # nobody is seen before birth
        return dated(rule, clock, days.due_date(clock, limit, unit), unit, self.as_at)

    def initial_conference(self) -> Iterator[Finding]:
        """W-S47-01. An earlier conference is another one, not a slip."""
        strategy, conference = self.known("strategy_discussion"), self.known("initial_conference")
        if strategy is None or self.child.conference_needed is False:
            return
        if conference is not None and conference >= strategy:
            return
        if self.child.conference_needed is None:
            yield untold("W-S47-01")
        else:
            met = ["initial_conference"]
            yield from self.not_met("W-S47-01", strategy, met, 15, WORKING_DAYS)

    def on_the_register(self, wait: Wait | None) -> Iterator[Finding]:
        """The W-CP rules."""
        yield from self.once("W-CP-02", "initial_conference", ["core_group"], 10, WORKING_DAYS)
        yield from self.once("W-CP-04", "initial_conference", ["review_conference"], 3, MONTHS)
        if "review_conference" in self.child.events or not self.is_recorded("review_conference"):
            yield self.repeating("W-CP-05", "review_conference", [], 6, MONTHS)
        starts = ["initial_conference", "registered"]
        yield self.repeating("W-CP-06", "seen_alone", starts, 10, WORKING_DAYS)
        yield self.repeating("W-CP-07", "home_visit", starts, 4, WEEKS)
        if self.child.holder is Holder.UNREADABLE:
            yield untold("W-CP-09")
        if wait is not None:
            ended = last_worker_ended(self.child, self.as_at)
            trigger = latest([*(self.known(kind) for kind in starts), ended])
            if trigger is None:
                yield untold("W-CP-09")
            else:
                yield dated("W-CP-09", trigger, trigger, DAYS, self.as_at)

    def looked_after(self) -> Iterator[Finding]:
        """The W-CLA rules."""
        start, visit = self.known("placement_start"), self.known("visit")
        if start is None:
            yield untold("W-CLA-01")
        elif visit is None or visit < start:
            yield from self.not_met("W-CLA-01", start, ["visit"], 1, WEEKS)
        yield self.one_of([self.visit_rule(rule) for rule in self.visit_rules()])
        reviews = ["first_looked_after_review", "looked_after_review"]
        yield from self.once("W-CLA-11", "looked_after_start", reviews, 20, WORKING_DAYS)
        if review_rules := self.review_rules():
            yield self.one_of(
                [
                    self.repeating(rule, "looked_after_review", [], months, MONTHS)
                    for rule, months in review_rules
                ]
            )

    def visit_rules(self) -> list[str]:
        """Which visiting rule can be the child's: by the placement's age and its purpose."""
        start = self.known("placement_start")
        in_first_year = None if start is None else self.as_at < days.months_after(start, 12)
        found = []
        if in_first_year is not False:
            found.append("W-CLA-02")
        if in_first_year is not True and self.child.long_term is not False:
            found.append("W-CLA-03")
        if in_first_year is not True and self.child.long_term is not True:
            found.append("W-CLA-04")
        return found

    def visit_rule(self, rule: str) -> Finding:
        limit, unit = (3, MONTHS) if rule == "W-CLA-03" else (6, WEEKS)
        return self.repeating(rule, "visit", ["placement_start"], limit, unit)

    def review_rules(self) -> list[tuple[str, int]]:
        """Which review rule can be the child's; none before the first review was held."""
        second, later = ("W-CLA-12", 3), ("W-CLA-13", 6)
        first, last = self.known("first_looked_after_review"), self.known("looked_after_review")
        if not self.is_recorded("looked_after_review"):
            return [second, later]
        if last is None:
            return []
        if first is None:
            return [later] if self.is_recorded("first_looked_after_review") else [second, later]
        return [second] if first == last else [later]

    def one_of(self, answers: Sequence[Finding]) -> Finding:
        """One answer where it is not known which of several rules is the child's."""
        states = {answer.state for answer in answers}
        if len(states) > 1 or days.CANNOT_TELL in states:
            return untold(answers[0].rule)
        return max(answers, key=lambda answer: answer.due or date.min)

    def of_nobody_knows_whom(self, wait: Wait | None) -> Iterator[Finding]:
        """W-CP-09 of a child who may be registered: nobody has it, or nobody knows who does."""
        was_conferred = self.known("initial_conference") or self.known("registered")
        if was_conferred and (wait is not None or self.child.holder is Holder.UNREADABLE):
            yield untold("W-CP-09")

    def of_an_unknown_status(self) -> Iterator[Finding]:
        """A status that nobody knows: each rule whose clock could run cannot tell."""
        clocks = (
            ("W-REF-01", ["referral"]),
            ("W-ASS-01", ["referral"]),
            ("W-S47-01", ["strategy_discussion"]),
            ("W-CP-02", ["initial_conference"]),
            ("W-CP-04", ["initial_conference"]),
            ("W-CP-05", ["review_conference"]),
            ("W-CP-06", ["initial_conference", "registered", "seen_alone"]),
            ("W-CP-07", ["initial_conference", "registered", "home_visit"]),
            ("W-CLA-01", ["placement_start"]),
            (self.visit_rules()[0], ["placement_start", "visit"]),
            ("W-CLA-11", ["looked_after_start"]),
            ("W-CLA-12", ["looked_after_review"]),
        )
        for rule, kinds in clocks:
            if any(self.known(kind) is not None for kind in kinds):
                yield untold(rule)
