"""Findings as a list that can be narrowed, and the days on which dates fall due."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from allocation_app.domain.findings import STATE_ORDER, Finding, State
from allocation_app.domain.people import WorkerId
from allocation_app.domain.review import Review
from allocation_app.wording import terms
from allocation_app.wording.findings import rule_name, sentence
from allocation_app.wording.translate import tr, trn
from ui.rows.people import Shown, called, holder_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which findings are listed; empty means all. ``rule`` is a rule's id or a delay's code."""

    states: frozenset[State] = frozenset()
    rule: str = ""
    worker: WorkerId | None = None
    due: date | None = None


def looked_at(review: Review, shown: Shown) -> tuple[Finding, ...]:
    """The findings of those who are looked at, worst first, the earliest date first."""
    return tuple(sorted(seen(review, shown), key=_worst_first))


def late(review: Review, shown: Shown) -> int:
    """How many of them are late: asked after every change, so nothing is sorted for it."""
    return sum(finding.state is State.LATE for finding in seen(review, shown))


def seen(review: Review, shown: Shown) -> Iterator[Finding]:
    """The findings of those who are looked at, of children and of workers."""
    children, workers = review.snapshot.children, review.snapshot.workers
    for finding in review.findings:
        if finding.child is not None:
            if shown.is_shown(children[finding.child]):
                yield finding
        elif finding.worker is not None and shown.is_shown_worker(workers[finding.worker]):
            yield finding


def _worst_first(finding: Finding) -> tuple[int, int]:
    due = finding.due
    return STATE_ORDER[finding.state], due.toordinal() if due is not None else NO_DATE


NO_DATE = 10**7


def narrowed(review: Review, findings: Iterable[Finding], wanted: Wanted) -> tuple[Finding, ...]:
    """Those of the findings that are wanted."""
    return tuple(finding for finding in findings if _fits(review, finding, wanted))


def _fits(review: Review, finding: Finding, wanted: Wanted) -> bool:
    if wanted.states and finding.state not in wanted.states:
        return False
    if wanted.rule and wanted.rule not in {finding.rule, finding.delay}:
        return False
    if wanted.due is not None and finding.due != wanted.due:
        return False
    if wanted.worker is None or finding.worker == wanted.worker:
        return True
    spell = None if finding.child is None else review.caseloads.spells.get(finding.child)
    return spell is not None and spell.worker == wanted.worker


def due_counts(findings: Iterable[Finding]) -> dict[date, int]:
    """How many of these findings fall due on each day."""
    return Counter(finding.due for finding in findings if finding.due is not None)


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
    return said[:1].upper() + said[1:]


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
    return int(digits) if digits.isdigit() else NO_DATE


def summary(findings: Iterable[Finding]) -> str:
    """How many are in each state: "38 late, 28 due soon, 5 can’t be told"."""
    counts = Counter(finding.state for finding in findings)
    return ", ".join(
        (
            trn("{n} late", "{n} late", counts[State.LATE]),
            trn("{n} due soon", "{n} due soon", counts[State.DUE_SOON]),
            trn("{n} can’t be told", "{n} can’t be told", counts[State.CANNOT_TELL]),
        )
    )
