"""What the figures rest on: weights, bands, capacity, every rule with its source, the import."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from textwrap import shorten
from urllib.parse import urlsplit

from allocation_app.domain.findings import Finding, State
from allocation_app.domain.policy import CaseType
from allocation_app.domain.rules import Rule
from allocation_app.errors import Severity
from allocation_app.report.facts import Facts
from allocation_app.report.listing import Column, Listing
from allocation_app.report.lists import UNITS, lead
from allocation_app.report.looks import Style
from allocation_app.report.values import Link, Value
from allocation_app.wording import delays, problems, terms, workload
from allocation_app.wording import findings as sentences
from allocation_app.wording.translate import mark, tr, trn
from allocation_app.wording.unchecked import not_recorded

MEASURES = (
    (mark("Variation"), mark("standard deviation over the average; 0 is equal")),
    (mark("Jain"), mark("(sum of u)² / (n × sum of u²); 1 is equal")),
    (mark("Gini"), mark("0 is equal; 1 would be everything on one worker")),
)
MOST_CHARACTERS = 24  # of a name at the foot of a page, where Excel has 255 for everything
Row = Sequence[Value]


def notes(facts: Facts) -> Listing:
    """One table: what is meant, its figure and unit, why, and where it comes from."""
    return Listing(
        title=tr("Notes"),
        table="Notes",
        lead=[lead(tr("What the figures rest on. Weights, bands and aims are the council's own."))],
        columns=[
            Column(heading=tr("Part"), style=Style.LONG, widest=16),
            Column(heading=tr("What"), style=Style.LONG, widest=36),
            Column(heading=tr("Figure"), style=Style.FIGURE),
            Column(heading=tr("Unit"), style=Style.LONG, widest=18),
            Column(heading=tr("Explanation"), style=Style.LONG, widest=44),
            Column(heading=tr("Source"), style=Style.LONG, widest=40),
            Column(heading=tr("Address"), widest=34),
            Column(heading=tr("Standing"), style=Style.LONG, widest=24),
        ],
        rows=[
            *_weights(facts),
            *_bands(facts),
            *_capacity(facts),
            *_aims(facts),
            *_rules(facts),
            *_delays(facts),
            *_unasked(facts),
            *_measures(),
            *_import(facts),
        ],
        nobody="",
        children=len(facts.loads.unreadable),
    )


def weights_name(facts: Facts) -> str:
    """The weights in force with their version; example weights say that they are examples."""
    policy = facts.review.policy
    name = tr(
        "{name}, version {version} ({fingerprint})",
        name=policy.name,
        version=policy.version,
        fingerprint=policy.fingerprint,
    )
    return f"{name}. {tr('Example weights - set your own')}." if policy.is_example else name


def no_record() -> str:
    """What every document is not: stands at its head and among its properties."""
    return tr("Planning copy, not the record")


def where_decisions_go() -> str:
    """The same as a sentence, for whoever is to act on it."""
    return tr("A planning copy, not the record: decisions go back into the case system.")


def naming(facts: Facts) -> str:
    """How children are called."""
    if facts.snapshot.is_coded:
        return tr("codes, of which the key stays in the tool; still personal data")
    return tr("initials, names left out") if facts.hide_names else tr("in full")


def only_team(facts: Facts) -> str:
    """Which team alone it is about; nothing where it is about all of them."""
    team = facts.review.team
    return "" if team is None else tr("{team} only", team=facts.team(team))


def by_codes(facts: Facts) -> str:
    """That codes stand in place of names and numbers; nothing where they do not."""
    return tr("By codes: still personal data") if facts.snapshot.is_coded else ""


def planned(facts: Facts) -> str:
    """That a plan counts as made, whatever its day; nothing where there is none."""
    changes = len(facts.loads.plan.child_steps) + len(facts.loads.plan.staffing)
    if not changes:
        return ""
    return trn(
        "As planned: {n} change that is not made yet counts as made.",
        "As planned: {n} changes that are not made yet count as made.",
        changes,
    )


def versions(facts: Facts) -> str:
    """By which rules and weights it is made, for the foot of every page."""
    rules, policy = facts.review.rules, facts.review.policy
    team = shorten(only_team(facts), MOST_CHARACTERS)
    told = tr(
        "Rules: {rules} {version} · Weights: {policy} {policy_version} ({fingerprint})",
        rules=shorten(rules.name, MOST_CHARACTERS),
        version=shorten(rules.version, MOST_CHARACTERS),
        policy=shorten(policy.name, MOST_CHARACTERS),
        policy_version=shorten(policy.version, MOST_CHARACTERS),
        fingerprint=policy.fingerprint,
    )
    return " · ".join(filter(None, (team, by_codes(facts), told)))


def _row(part: str, what: str, figure: float | None = None, unit: str = "", why: str = "") -> Row:
    return (part, what, figure, unit or None, why or None, None, None, None)


def _weights(facts: Facts) -> Iterator[Row]:
    weights, part = facts.review.policy.weights, tr("Weights")
    for case in CaseType:
        yield _row(part, terms.case_type(case), weights.cases[case], tr("points"))
    times = tr("times the weight")
    yield _row(part, tr("each further sibling with the same worker"), weights.sibling, times)
    yield _row(part, tr("co-worked"), weights.co_worked, times)
    yield _row(part, tr("out of area"), weights.out_of_area, tr("points more"))
    why = tr("in the first {n} days after a change of worker", n=weights.new_within.days)
    yield _row(part, tr("new to this worker"), weights.new, tr("points more"), why)
    yield _row(part, tr("Weights in force"), None, "", weights_name(facts))


def _bands(facts: Facts) -> Iterator[Row]:
    bands, part, unit = facts.review.policy.bands, tr("Bands"), tr("% of capacity")
    yield _row(part, tr("spare"), 0, unit, tr("and more, under the next"))
    yield _row(part, tr("full"), round(bands.full * 100, 1), unit, tr("and more, under the next"))
    yield _row(
        part, tr("stretched"), round(bands.stretched * 100, 1), unit, tr("and more, under the next")
    )
    yield _row(part, tr("over"), round(bands.over * 100, 1), unit, tr("and more"))


def _capacity(facts: Facts) -> Iterator[Row]:
    policy, part = facts.review.policy, tr("Capacity")
    yield _row(part, tr("a full-time post"), policy.points_full_time, tr("points"))
    stable = tr("duty, training and travel; taken off, times FTE")
    yield _row(part, tr("stable work"), policy.points_stable, tr("points"), stable)
    newly = tr("times a full-time post")
    yield _row(part, tr("newly qualified"), policy.newly_qualified_share, newly)
    yield _row(part, tr("FTE where no source gives one"), policy.assumed_fte, tr("FTE"))
    away = tr("an absence of this length, or without a return date, leaves no capacity")
    yield _row(part, tr("long absence"), policy.long_absence.days, tr("days"), away)
    rule = tr("full-time post × FTE × (1 - reductions) × newly qualified share - stable work × FTE")
    yield _row(part, tr("capacity for cases"), None, "", rule)
    unknown = policy.strangers(facts.review.snapshot.workers)
    if unknown:
        yield _row(part, tr("reductions"), len(unknown), "", workload.strangers(unknown))


def _aims(facts: Facts) -> Iterator[Row]:
    policy, part = facts.review.policy, tr("Unallocated")
    never = delays.listed(policy.ladder.never_unallocated)
    yield _row(part, tr("never to be without a worker"), 0, tr("working days"), never)
    yield _row(part, tr("any other child"), policy.ladder.allocate_within, tr("working days"))
    for rung in policy.ladder.rungs:
        yield _row(part, terms.escalation(rung.code), rung.days, tr("days of waiting"))


def _rules(facts: Facts) -> Iterator[Row]:
    for rule in facts.review.rules.rules:
        if rule.is_on:
            yield _ruled(facts, tr("Rule in force"), rule)


def _ruled(facts: Facts, part: str, rule: Rule) -> Row:
    asked = Finding(rule=rule.id, delay="D12", state=State.CANNOT_TELL)
    source = sentences.source(asked, facts.review)
    return (
        part,
        f"{rule.id} {tr(rule.name)}",
        rule.limit,
        tr(UNITS[rule.unit]),
        rule.note or None,
        source.citation,
        _link(source.link),
        source.standing,
    )


def _link(address: str) -> Link | None:
    """The host in words, with the whole address behind it: in full it would fill a column."""
    return Link(text=urlsplit(address).hostname or address, address=address) if address else None


def _delays(facts: Facts) -> Iterator[Row]:
    for code, name in sentences.DELAYS.items():
        if code in delays.SOURCES:
            asked = Finding(rule=code, delay=code, state=State.CANNOT_TELL)
            source = sentences.source(asked, facts.review)
            what = f"{code} {tr(name)}"
            part = tr("Delay")
            yield (
                part,
                what,
                None,
                None,
                None,
                source.citation,
                _link(source.link),
                source.standing,
            )


def _unasked(facts: Facts) -> Iterator[Row]:
    for each in facts.review.not_checked:
        what = sentences.rule_label(each.rule, facts.review)
        yield _row(tr("Not checked"), what, None, "", not_recorded(each))


def _measures() -> Iterator[Row]:
    for name, meaning in MEASURES:
        yield _row(tr("Measures"), tr(name), None, "", tr(meaning))


def _import(facts: Facts) -> Iterator[Row]:
    part = tr("Import")
    counted = Counter(problem.severity for problem in facts.problems)
    for severity in Severity:
        what = tr("problems of the kind “{kind}”", kind=tr(problems.SEVERITIES[severity]))
        yield _row(part, what, counted[severity], "", tr("The tool's Data page lists each."))
    for child in facts.loads.unreadable:
        why = terms.untold_holder(facts.child(child))
        yield _row(part, tr("child {child}", child=child), None, "", why)
    calendar = facts.review.calendar
    days = tr("bank holidays of England and Wales")
    known = tr(
        "known from {start} to {end}",
        start=terms.day(calendar.valid_from),
        end=terms.day(calendar.valid_to),
    )
    yield _row(part, days, None, "", known)
