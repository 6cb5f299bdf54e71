"""The truth about statutory dates: each rule written out, none read from the rules file.

Rules go by their ids in Wales; `Country` says what they are called elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from sample_data.generator import days
from sample_data.generator.asking import COUNTS, OTHER, Asked, Country, Finding, untold
from sample_data.generator.asking import dated as at_dates
from sample_data.generator.days import DAYS, MONTHS, WEEKS, WORKING_DAYS
from sample_data.generator.placements import REVIEWS, ordinary_rules, visiting
from sample_data.generator.records import Child, Holder
from sample_data.generator.waiting import Wait, last_worker_ended, latest

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
SIXTEEN, FOURTEEN = 16 * 12, 14 * 12
LOOKED_AFTER_FOR = timedelta(weeks=13)
"""Months of age, and the time in care since 14, that make a young person of category 1."""


def duties(child: Child, wait: Wait | None, country: Country, as_at: date) -> Iterator[Finding]:
    """Each duty that is not met, whatever its state."""
    rules = _Rules(child, country, as_at)
    for finding in rules.all(wait):
        if finding.rule == "D13" or finding.rule in country.ids:
            yield country.named(finding)


class _Rules(Asked):
    """The rules as asked of one child on one day."""

    def all(self, wait: Wait | None) -> Iterator[Finding]:
        if "unknown" in self.child.statuses:
            yield from self.of_an_unknown_status()
            yield from self.of_nobody_knows_whom(wait)
            return
        within = self.country.assessed_within
        yield from self.of(
            {"referral"},
            self.once("W-REF-01", ["referral"], ["referral_decision"], (1, WORKING_DAYS)),
        )
        yield from self.of(
            {"assessment"},
            self.once("W-ASS-01", ["referral"], ["assessment_end"], (within, WORKING_DAYS)),
        )
        yield from self.of(STRATEGY_STATUSES, self.initial_conference())
        yield from self.of({"registered"}, self.on_the_register())
        yield from self.of({"registered"}, self.named_worker(wait))
        yield from self.of({"looked_after"}, self.looked_after())
        yield from self.of({"looked_after"}, self.grown())
        yield from self.of({"care_leaver"}, self.left())

    def of(self, statuses: Iterable[str], answers: Iterator[Finding]) -> Iterator[Finding]:
        """What is said of a child with any of these statuses.

        Where they contradict each other nobody can tell, save that what has been met is met.
        """
        hinges = self.child.statuses & set(statuses)
        if not hinges:
            return
        self.is_doubtful = hinges <= self.child.contradictory(self.as_at)
        for answer in answers:
            is_slip = answer.rule == "D13"
            yield untold(answer.rule) if self.is_doubtful and not is_slip else answer

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
            kinds = ["strategy_discussion"], ["initial_conference"]
            yield from self.once("W-S47-01", *kinds, (15, WORKING_DAYS), earlier=OTHER)

    def on_the_register(self) -> Iterator[Finding]:
        """The W-CP rules."""
        met = ["initial_conference"]
        yield from self.once("W-CP-02", met, ["core_group"], (10, WORKING_DAYS))
        if self.may_have_been("core_group"):
            yield self.repeating("W-CP-03", "core_group", [], (6, WEEKS))
        yield from self.once("W-CP-04", met, ["review_conference"], (3, MONTHS))
        if self.may_have_been("review_conference"):
            yield self.repeating("W-CP-05", "review_conference", [], (6, MONTHS))
        starts = ["initial_conference", "registered"]
        yield self.repeating("W-CP-06", "seen_alone", starts, (10, WORKING_DAYS))
        yield self.repeating("W-CP-07", "home_visit", starts, (4, WEEKS))
        if "bedroom_seen" in self.country.recorded:
            yield from self.bedroom()

    def may_have_been(self, kind: str) -> bool:
        """Whether it has happened since the present registration, or nobody can tell."""
        if not self.is_recorded(kind):
            return True
        last, began = self.known(kind), self.known("initial_conference") or self.known("registered")
        return last is not None and (began is None or last >= began)

    def bedroom(self) -> Iterator[Finding]:
        """W-CP-08: once between two conferences; the next one's date is the last day for it."""
        if not self.is_recorded("review_conference"):
            yield untold("W-CP-08")
        elif not self.may_have_been("review_conference"):
            conference = ["initial_conference"]
            yield from self.once(
                "W-CP-08", conference, ["bedroom_seen"], (3, MONTHS), earlier=OTHER
            )
        else:
            conference = ["review_conference"]
            yield from self.once(
                "W-CP-08", conference, ["bedroom_seen"], (6, MONTHS), earlier=OTHER
            )

    def named_worker(self, wait: Wait | None) -> Iterator[Finding]:
        """W-CP-09."""
        if self.child.holder is Holder.UNREADABLE:
            yield untold("W-CP-09")
        if wait is None:
            return
        ended = last_worker_ended(self.child, self.as_at)
        trigger = latest([self.known("initial_conference"), self.known("registered"), ended])
        if trigger is None:
            yield untold("W-CP-09")
        else:
            yield at_dates("W-CP-09", trigger, trigger, DAYS, self.as_at)

    def looked_after(self) -> Iterator[Finding]:
        """The W-CLA rules, and health."""
        yield from visiting(self)
        start = ["looked_after_start"]
        if "care_plan" in self.country.recorded:
            yield from self.once(
                "W-CLA-09", start, ["care_plan"], (10, WORKING_DAYS), earlier=COUNTS
            )
        yield from self.once("W-CLA-11", start, REVIEWS, (20, WORKING_DAYS))
        if review_rules := self.review_rules():
            yield self.one_of(
                [
                    self.repeating(rule, "looked_after_review", [], (months, MONTHS))
                    for rule, months in review_rules
                ]
            )
        if "gp_registered" in self.country.recorded:
            placed, doctor = ["placement_start"], ["gp_registered"]
            yield from self.once("W-HLT-01", placed, doctor, (10, WORKING_DAYS), earlier=COUNTS)
        if "dentist" in self.country.recorded:
            yield from self.once("W-HLT-02", start, ["dentist"], (3, MONTHS), earlier=OTHER)

    def review_rules(self) -> list[tuple[str, int]]:
        """Which review rule can be the child's; none before the first review was held."""
        second, later = ("W-CLA-12", 3), ("W-CLA-13", 6)
        first, last = self.in_care("first_looked_after_review"), self.in_care("looked_after_review")
        if not self.is_recorded("looked_after_review"):
            return [second, later]
        if last is None:
            return []
        if first is None:
            return [later] if self.is_recorded("first_looked_after_review") else [second, later]
        return [second] if first == last else [later]

    def in_care(self, kind: str) -> date | None:
        """The last one in the present time in care."""
        day, began = self.known(kind), self.known("looked_after_start")
        return None if day is not None and began is not None and day < began else day

    def grown(self) -> Iterator[Finding]:
        """W-CL-01: from 16 on, once the child has been in care for 13 weeks since 14."""
        born, began = self.child.born, self.known("looked_after_start")
        if "pathway_assessment" not in self.country.recorded:
            return
        if born is None:
            yield untold("W-CL-01")
            return
        sixteen, fourteen = (days.months_after(born, age) for age in (SIXTEEN, FOURTEEN))
        if sixteen > self.as_at or self.known("pathway_assessment") is not None:
            return
        if began is None or not self.is_recorded("pathway_assessment"):
            yield untold("W-CL-01")
            return
        trigger = max(sixteen, max(began, fourteen) + LOOKED_AFTER_FOR)
        if trigger <= self.as_at:
            due = days.due_date(trigger, 3, MONTHS)
            yield at_dates("W-CL-01", trigger, due, MONTHS, self.as_at)

    def left(self) -> Iterator[Finding]:
        """W-CL-02: whoever left care without a pathway plan."""
        if self.country.recorded.issuperset({"left_care", "pathway_assessment"}):
            made = ["pathway_assessment", "pathway_plan"]
            yield from self.once("W-CL-02", ["left_care"], made, (3, MONTHS), earlier=COUNTS)

    def of_nobody_knows_whom(self, wait: Wait | None) -> Iterator[Finding]:
        """W-CP-09 of a child who may be registered: nobody has it, or nobody knows who does."""
        was_conferred = self.known("initial_conference") or self.known("registered")
        if was_conferred and (wait is not None or self.child.holder is Holder.UNREADABLE):
            yield untold("W-CP-09")

    def if_since(self, kind: str) -> list[str]:
        """The kind, if one may have been since the present registration."""
        return [kind] if self.may_have_been(kind) else []

    def of_an_unknown_status(self) -> Iterator[Finding]:
        """A status that nobody knows: each rule whose clock could run cannot tell."""
        clocks = (
            ("W-REF-01", ["referral"]),
            ("W-ASS-01", ["referral"]),
            ("W-S47-01", ["strategy_discussion"]),
            ("W-CP-02", ["initial_conference"]),
            ("W-CP-03", self.if_since("core_group")),
            ("W-CP-04", ["initial_conference"]),
            ("W-CP-05", self.if_since("review_conference")),
            ("W-CP-06", ["initial_conference", "registered", "seen_alone"]),
            ("W-CP-07", ["initial_conference", "registered", "home_visit"]),
            ("W-CLA-01", ["placement_start"]),
            (ordinary_rules(self)[0], ["placement_start", "visit"]),
            ("W-CLA-11", ["looked_after_start"]),
            ("W-CLA-12", ["looked_after_review"] if self.in_care("looked_after_review") else []),
        )
        for rule, kinds in clocks:
            if any(self.known(kind) is not None for kind in kinds):
                yield untold(rule)
