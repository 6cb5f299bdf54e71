"""A review in words, for somebody who reads it on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from allocation_app.domain.forecast import Coming
from allocation_app.domain.headroom import headroom
from allocation_app.domain.review import Review
from allocation_app.domain.rules import RuleSet
from allocation_app.domain.sensitivity import sensitivity
from allocation_app.domain.sustained import Sustained
from allocation_app.domain.waiting import Wait
from allocation_app.domain.working_days import Unit
from allocation_app.wording import closing, terms, workload
from allocation_app.wording import findings as sentences
from allocation_app.wording import forecast as coming_sentences
from allocation_app.wording.translate import tr, trn
from allocation_app.wording.unchecked import not_checked


def review_text(
    looked: Review, ahead: Sequence[Coming], overloads: Sequence[Sustained] = ()
) -> Iterator[str]:
    """Who waits, how the load lies, what each rule says, what is coming; a line at a time."""
    yield _what(looked)
    unknown = workload.strangers(looked.policy.strangers(looked.snapshot.workers))
    if unknown:
        yield unknown
    yield ""
    yield tr("No social worker: {children}", children=terms.children(len(looked.waits)))
    for wait in looked.waits:
        yield from _waiting(wait)
    yield ""
    yield from _caseloads(looked)
    yield ""
    yield from _rooms(looked)
    yield ""
    if overloads:
        yield from _overloads(overloads, looked)
        yield ""
    yield from _before_moving(looked)
    yield ""
    yield tr("Findings: {n}", n=len(looked.findings))
    for finding in looked.findings:
        about = finding.child or finding.worker or ""
        said = sentences.sentence(finding, looked)
        yield f"  {terms.told(finding.told):12} {finding.rule:9} {about:12} {said}"
    yield ""
    yield tr("Coming: {n}", n=len(ahead))
    yield from _coming(ahead, looked)
    yield ""
    yield tr("Not checked, for want of a column: {n}", n=len(looked.not_checked))
    for each in looked.not_checked:
        yield f"  {not_checked(each, looked)}"


def _what(looked: Review) -> str:
    snapshot = looked.snapshot
    return tr(
        "As at {day}: {children}, {families}; rules: {rules} {version}; weights: {policy}",
        day=terms.day(snapshot.as_at),
        children=terms.children(len(snapshot.children)),
        families=terms.families(looked.families),
        rules=looked.rules.name,
        version=looked.rules.version,
        policy=looked.policy.name,
    )


def _waiting(wait: Wait) -> Iterator[str]:
    """Two lines a child: how long and who is told; then both clocks and the next step."""
    days = "–" if wait.working_days is None else wait.working_days
    yield (
        f"  {wait.child:12} {days!s:>5} {terms.term(wait.state):12}"
        f" {terms.reason(wait.reason)}; {terms.escalation(wait.escalation)}"
    )
    clocks = []
    if wait.referred is not None and wait.working_days_since_referral is not None:
        since = terms.amount(wait.working_days_since_referral, Unit.WORKING_DAYS)
        clocks.append(tr("referred {day}, {n} ago", day=terms.day(wait.referred), n=since))
    if wait.last_worker_ended is not None:
        clocks.append(tr("last worker ended {day}", day=terms.day(wait.last_worker_ended)))
    if wait.next_rung:
        step = terms.escalation(wait.next_rung)
        clocks.append(tr("{step} on {day}", step=step, day=terms.day(wait.next_rung_on)))
    if wait.last_reviewed is not None:
        clocks.append(tr("last reviewed {day}", day=terms.day(wait.last_reviewed)))
    if wait.missed_reviews:
        clocks.append(trn("{n} review missed", "{n} reviews missed", wait.missed_reviews))
    if clocks:
        yield f"  {'':18} {'; '.join(clocks)}"


def _caseloads(looked: Review) -> Iterator[str]:
    """A line a worker, fullest first: share and what it can be, band, children and families."""
    loads, doubts = looked.caseloads, looked.doubts
    weighed = sensitivity(loads)
    yield tr("Caseloads (points as a share of capacity)")
    holders = [(worker, loads.loads[worker.id]) for worker in loads.case_holders]
    for worker, load in sorted(holders, key=lambda pair: -(pair[1].utilisation or 0)):
        share = workload.share(load.utilisation, doubts.get(worker.id))
        turns = tr("depends on the weights") if weighed.depends_on_weights(worker.id) else ""
        yield (
            f"  {worker.name:28} {share:>16} {terms.term(load.band):10}"
            f" {len(load.children):>3} / {load.families:<3} {turns}"
        ).rstrip()


def _rooms(looked: Review) -> Iterator[str]:
    """Who can take next, the most room first."""
    yield tr("Can take next (one kind or another)")
    workers = looked.snapshot.workers
    rooms = [found for found in headroom(looked.caseloads) if found.points > 0]
    for found in sorted(rooms, key=lambda each: (each.is_going, -each.points)):
        fits = workload.fitting(found) or workload.room(found)
        yield f"  {workers[found.worker].name:28} {fits}"


def _overloads(overloads: Sequence[Sustained], looked: Review) -> Iterator[str]:
    yield tr("Overload that lasts")
    workers, over = looked.snapshot.workers, looked.policy.bands.over
    for found in overloads:
        yield f"  {workers[found.worker].name:28} {workload.sustained(found, over)}"


def _before_moving(looked: Review) -> Iterator[str]:
    """Whom to ask about, a line each, with what comes first; who is not listed."""
    found, children = looked.closing, looked.snapshot.children
    yield tr("Before moving: {said}", said=closing.head(found))
    yield f"  {closing.standing()}"
    for each in found.prompts:
        name = looked.snapshot.workers[each.worker].name
        said = closing.sentence(each, children[each.child])
        yield f"  {each.child:12} {name:28} {terms.points(each.points):>5} {said}"
    for said in closing.aside(found, looked.policy):
        yield f"  {said}"


def _coming(ahead: Sequence[Coming], looked: Review) -> Iterator[str]:
    for week, found in groupby(ahead, key=lambda coming: coming.week):
        yield f"  {coming_sentences.week(week, looked)}"
        for coming in found:
            about = coming.finding.child or coming.finding.worker or ""
            said = coming_sentences.sentence(coming, looked)
            whose = looked.snapshot.workers[coming.holder].name if coming.holder else "–"
            yield f"    {coming.finding.rule:9} {about:12} {whose:20} {said}"


def rules_lines(rules: RuleSet) -> Iterator[str]:
    """A rule in two lines: what, how long, on or off; then its source and how well it is known."""
    yield tr("Rules: {rules}, version {version}", rules=rules.name, version=rules.version)
    for rule in rules.rules:
        limit = terms.limit(rule.limit, rule.unit)
        is_on = tr("on") if rule.is_on else tr("off")
        yield f"  {rule.id:9} {is_on:4} {limit:16} {tr(rule.name)}"
        yield f"  {'':14} {rule.source} ({sentences.standing(rule)})"
    for row in rules.left_out:
        yield f"  {row.id:9} {'–':4} {row.name}"
        yield f"  {'':14} {row.why}"
