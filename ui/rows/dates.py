"""Findings as a list that can be narrowed by what they are about, and in which state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from allocation_app.domain.findings import Finding, State, Told, worst_first
from allocation_app.domain.people import WorkerId
from allocation_app.domain.review import Review
from allocation_app.wording import terms
from allocation_app.wording.findings import rule_name, sentence
from allocation_app.wording.translate import mark, tr, trn
from ui.rows.people import Shown, called, holder_name


class Kind(StrEnum):
    """What a finding is about: a timescale of law or guidance, who has the case, the record."""

    STATUTORY = "statutory"
    ALLOCATION = "allocation"
    RECORD = "record"


KINDS: Mapping[Kind, str] = {
    Kind.STATUTORY: mark("Statutory timescales"),
    Kind.ALLOCATION: mark("Allocation and workload"),
    Kind.RECORD: mark("Gaps in the record"),
}
COUNTRIES = frozenset({"", "Wales", "England"})


def kind(finding: Finding, review: Review) -> Kind:
    """What a finding is about; a council's own timescale is about allocation."""
    if finding.delay == "D13":
        return Kind.RECORD
    rule = review.rules.rule(finding.rule)
    is_statutory = rule is not None and rule.jurisdiction in COUNTRIES
    return Kind.STATUTORY if is_statutory else Kind.ALLOCATION


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which findings are listed; empty means all. ``rule`` is a rule's id or a delay's code."""

    states: frozenset[Told] = frozenset()
    kind: Kind | None = None
    rule: str = ""
    worker: WorkerId | None = None


def looked_at(review: Review, shown: Shown) -> tuple[Finding, ...]:
    """The findings of those who are looked at, worst first, the earliest date first."""
    return tuple(sorted(seen(review, shown), key=worst_first))


def late(review: Review, shown: Shown) -> int:
    """How many dates have passed: asked after every change, so nothing is sorted for it."""
    return sum(finding.told is Told.LATE for finding in seen(review, shown))


def seen(review: Review, shown: Shown) -> Iterable[Finding]:
    """The findings of those who are looked at, of children and of workers."""
    if shown.team is None:
        return review.findings
    return (finding for finding in review.findings if is_of_shown(finding, review, shown))


def is_of_shown(finding: Finding, review: Review, shown: Shown) -> bool:
    """Whether it is about a child or a worker who is looked at."""
    if finding.child is not None:
        return shown.is_shown(review.snapshot.children[finding.child])
    worker = finding.worker
    return worker is not None and shown.is_shown_worker(review.snapshot.workers[worker])


LAST = 10**7


def narrowed(review: Review, findings: Iterable[Finding], wanted: Wanted) -> tuple[Finding, ...]:
    """Those of the findings that are wanted."""
    if wanted == Wanted():
        return tuple(findings)
    return tuple(finding for finding in findings if _fits(review, finding, wanted))


def _fits(review: Review, finding: Finding, wanted: Wanted) -> bool:
    if wanted.states and finding.told not in wanted.states:
        return False
    if not fits_rule(review, finding, wanted):
        return False
    if wanted.worker is None or finding.worker == wanted.worker:
        return True
    spell = None if finding.child is None else review.caseloads.spells.get(finding.child)
    return spell is not None and spell.worker == wanted.worker


def fits_rule(review: Review, finding: Finding, wanted: Wanted) -> bool:
    """Whether a finding is of the rule and the kind that are wanted."""
    if wanted.rule and wanted.rule not in {finding.rule, finding.delay}:
        return False
    return wanted.kind is None or kind(finding, review) is wanted.kind


def subject(finding: Finding, review: Review, *, hide_names: bool) -> str:
    """Whom a finding is about: a child with its id, or a worker."""
    if finding.child is not None:
        return called(review.snapshot.children[finding.child], hide_names=hide_names)
    if finding.worker is not None:
        return review.snapshot.workers[finding.worker].name
    return ""


def whose(finding: Finding, review: Review) -> str:
    """Who holds the child that a finding is about, or the worker himself."""
    if finding.child is not None:
        return holder_name(review, finding.child)
    return "" if finding.worker is None else review.snapshot.workers[finding.worker].name


def due_words(finding: Finding, review: Review) -> str:
    """The due date; with its year where that is not the one of the data."""
    due = finding.due
    is_this_year = due is None or due.year == review.snapshot.as_at.year
    return terms.short_day(due) if is_this_year else terms.day(due)


def over_words(finding: Finding) -> str:
    """How far past due in the rule's own unit, or how much time is left."""
    if finding.over is None or finding.due is None:
        return ""
    if finding.over >= 0 and finding.state is State.LATE:
        return tr("{amount} over", amount=terms.amount(finding.over, finding.unit))
    return tr("{amount} left", amount=terms.amount(max(0, -finding.over), finding.unit))


def what(finding: Finding, review: Review) -> str:
    """The finding in a sentence that stands beside its rule, and so does not name it again."""
    said = sentence(finding, review).removeprefix(f"{rule_name(finding, review)}: ")
    return terms.first_up(said)


def rules(review: Review, findings: Iterable[Finding]) -> list[tuple[str, str]]:
    """The rules that say anything here, by id and name, in the order of their delays."""
    names: dict[str, str] = {}
    for finding in findings:
        if finding.rule not in names:
            names[finding.rule] = rule_name(finding, review)
    return sorted(names.items(), key=lambda pair: (_number(pair[0]), pair[1]))


def _number(rule: str) -> int:
    """Delays by their number, timescales (which have ids of their own) after them."""
    digits = rule.removeprefix("D")
    return int(digits) if digits.isdigit() else LAST


def summary(findings: Iterable[Finding]) -> str:
    """How many are in each state: "38 late, 4 flagged, 28 due soon, 5 can’t be told"."""
    counts = Counter(finding.told for finding in findings)
    said = [trn("{n} late", "{n} late", counts[Told.LATE])]
    if counts[Told.FLAGGED]:
        said.append(trn("{n} flagged", "{n} flagged", counts[Told.FLAGGED]))
    said.append(trn("{n} due soon", "{n} due soon", counts[Told.DUE_SOON]))
    if counts[Told.NEAR]:
        said.append(trn("{n} near", "{n} near", counts[Told.NEAR]))
    said.append(trn("{n} can’t be told", "{n} can’t be told", counts[Told.CANNOT_TELL]))
    return ", ".join(said)
