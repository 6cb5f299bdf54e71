"""What the delays say that have no due date: the fact in a sentence, and what it was seen by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from allocation_app.domain.facts import told_of_any
from allocation_app.domain.findings import Finding, State
from allocation_app.domain.people import Child, EventKind, Involvement, Role, Status, Worker
from allocation_app.domain.remits import remit_of
from allocation_app.domain.review import Review
from allocation_app.wording import delays, terms
from allocation_app.wording.translate import tr, trn


def many_workers(finding: Finding, review: Review) -> str:
    """How many workers a child had in 12 months."""
    del review
    workers = int(finding.amounts["workers"])
    return trn("{n} worker in 12 months", "{n} workers in 12 months", workers)


def seen_by_other(finding: Finding, review: Review) -> str:
    """That the last visit was another's."""
    del review
    return tr("Last visit on {day}, not by the child's own worker", day=terms.day(finding.trigger))


def wrong_holder(finding: Finding, review: Review) -> str:
    """Why the holder is not the one for this child; the worker is told by the role alone."""
    child, holder = _child(finding, review), _holder(finding, review)
    if child is None or holder is None:
        return tr("The holder's role does not fit the child")
    role, policy = terms.role_name(holder.role or Role.UNRECOGNISED), review.policy
    if holder.role is Role.STUDENT:
        return tr("Held by a student")
    if holder.role is Role.SUPPORT_WORKER:
        needs = delays.listed(policy.qualified_only & child.statuses)
        return tr("Held by a {role}: {statuses}", role=role, statuses=needs)
    needs = delays.listed(policy.not_alone & child.statuses)
    return tr("Newly qualified worker without an experienced one: {statuses}", statuses=needs)


def no_adviser(finding: Finding, review: Review) -> str:
    """That nobody advises a young person."""
    child = _child(finding, review)
    if child is None or Status.CARE_LEAVER in child.statuses:
        return tr("Care leaver without a personal adviser")
    age = child.age(review.snapshot.as_at)
    return tr("Looked after, aged {age}, without a personal adviser", age=age)


def abrupt(finding: Finding, review: Review) -> str:
    """That a change of worker was made from one day to the next."""
    day = terms.day(finding.trigger)
    if EventKind.INTRODUCTION in told_of_any(review.snapshot):
        return tr("Worker changed on {day} without overlap or introduction", day=day)
    return tr("Worker changed on {day} without overlap; introductions are not recorded", day=day)


def wrong_team(finding: Finding, review: Review) -> str:
    """What the child is and the team does not take."""
    child = _child(finding, review)
    statuses = "" if child is None else terms.statuses(child)
    return tr("Not what the team takes: {statuses}", statuses=statuses)


def overload(finding: Finding, review: Review) -> str:
    """A load as a share of capacity, with both figures."""
    del review
    used = terms.points(finding.amounts["points"])
    if "utilisation" not in finding.amounts:
        return tr("{points} points held without any capacity for cases", points=used)
    return tr(
        "{share} of capacity: {points} points of {capacity}",
        share=terms.percent(finding.amounts["utilisation"]),
        points=used,
        capacity=terms.points(finding.amounts["capacity"]),
    )


def seen_by(finding: Finding, review: Review) -> list[str]:
    """The facts that a finding without a due date was seen by, a line each."""
    lines = [tr("Cannot tell: {why}", why=terms.missing(what)) for what in finding.missing]
    facts = FACTS.get(finding.delay)
    if facts is not None and finding.state is not State.CANNOT_TELL:
        lines += facts(finding, review)
    return lines


def _many_workers_facts(finding: Finding, review: Review) -> list[str]:
    child, many = _child(finding, review), review.policy.many_workers
    lines = [
        tr(
            "Workers in the 12 months to {day}: {n}; flagged from {many}",
            day=terms.day(review.snapshot.as_at),
            n=int(finding.amounts["workers"]),
            many=many,
        )
    ]
    if child is not None and child.workers_in_year is not None:
        lines.append(tr("Counted in the import: {n}", n=child.workers_in_year))
    return lines


def _visit_facts(finding: Finding, review: Review) -> list[str]:
    since = None if finding.child is None else review.caseloads.spells.get(finding.child)
    lines = []
    if isinstance(finding.trigger_event, EventKind):
        event = terms.event(finding.trigger_event)
        lines.append(tr("Last visit {day}: {event}", day=terms.day(finding.trigger), event=event))
    if since is not None and since.start is not None:
        lines.append(tr("Own worker since {day}", day=terms.day(since.start)))
    return lines


def _holder_facts(finding: Finding, review: Review) -> list[str]:
    child, holder = _child(finding, review), _holder(finding, review)
    if child is None or holder is None:
        return []
    return [
        tr("Holder: {role}", role=terms.role(holder)),
        tr("Child: {statuses}", statuses=terms.statuses(child)),
    ]


def _adviser_facts(finding: Finding, review: Review) -> list[str]:
    child = _child(finding, review)
    if child is None:
        return []
    lines = [tr("Child: {statuses}", statuses=terms.statuses(child))]
    if child.date_of_birth is not None:
        lines.append(
            tr(
                "Born {day}, aged {age} on {today}",
                day=terms.day(child.date_of_birth),
                age=child.age(review.snapshot.as_at),
                today=terms.day(review.snapshot.as_at),
            )
        )
    return lines


def _handover_facts(finding: Finding, review: Review) -> list[str]:
    lines = [tr("New worker since {day}", day=terms.day(finding.trigger))]
    ended = _former_ended(finding, review)
    if ended is not None:
        lines.insert(0, tr("Former worker until {day}", day=terms.day(ended)))
    return lines


def _former_ended(finding: Finding, review: Review) -> date | None:
    ends = [
        spell.end
        for spell in review.snapshot.spells
        if spell.child == finding.child and spell.involvement is Involvement.CASE_HOLDER
        if spell.end is not None and spell.end <= review.snapshot.as_at
    ]
    return max(ends, default=None)


def _team_facts(finding: Finding, review: Review) -> list[str]:
    child = _child(finding, review)
    if child is None or child.team is None:
        return []
    team = review.snapshot.teams.get(child.team)
    taken = remit_of(review.policy, child.team, team) or ()
    return [
        tr("Child: {statuses}", statuses=terms.statuses(child)),
        tr("The team takes: {statuses}", statuses=delays.listed(taken)),
    ]


def _load_facts(finding: Finding, review: Review) -> list[str]:
    amounts, bands = finding.amounts, review.policy.bands
    if "utilisation" not in amounts:
        return [tr("Points {points}, capacity 0", points=terms.points(amounts["points"]))]
    return [
        tr(
            "Points {points} ÷ capacity {capacity} = {share}",
            points=terms.points(amounts["points"]),
            capacity=terms.points(amounts["capacity"]),
            share=terms.percent(amounts["utilisation"]),
        ),
        tr(
            "Flagged from {over}, near from {stretched}",
            over=terms.percent(bands.over),
            stretched=terms.percent(bands.stretched),
        ),
    ]


FACTS: Mapping[str, Callable[[Finding, Review], list[str]]] = {
    "D7": _many_workers_facts,
    "D8": _visit_facts,
    "D9": _holder_facts,
    "D10": _adviser_facts,
    "D11": _load_facts,
    "D14": _handover_facts,
    "D15": _team_facts,
}


def _child(finding: Finding, review: Review) -> Child | None:
    return None if finding.child is None else review.snapshot.children[finding.child]


def _holder(finding: Finding, review: Review) -> Worker | None:
    return None if finding.child is None else review.caseloads.holder(finding.child)
