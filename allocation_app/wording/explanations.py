"""What a rule asks, in plain words, and what would clear a finding: the way out of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from math import floor

from allocation_app.domain.findings import Finding, State
from allocation_app.domain.people import EventKind, Gap, Role
from allocation_app.domain.review import Review
from allocation_app.domain.rules import AskedOf, Rule
from allocation_app.domain.working_days import due_date
from allocation_app.wording import delays, terms
from allocation_app.wording.deeds import DEEDS, FACTS
from allocation_app.wording.translate import tr

DAY = timedelta(days=1)


def rule_text(finding: Finding, review: Review) -> str:
    """What the rule or the delay asks, in plain words."""
    rule = rule_of(finding, review)
    if rule is None:
        return delays.text(finding.delay, review.policy)
    if rule.text:
        return tr(rule.text)
    limit = terms.limit(rule.limit, rule.unit)
    return tr("{rule}: within {limit}.", rule=tr(rule.name), limit=limit)


def rule_of(finding: Finding, review: Review) -> Rule | None:
    """The rule that answered: of several stages the one with the limit that was given."""
    stages = [rule for rule in review.rules.rules if rule.id == finding.rule]
    for rule in stages:
        if (rule.limit, rule.unit) == (finding.limit, finding.limit_unit):
            return rule
    return stages[0] if stages else None


def clears(finding: Finding, review: Review) -> str:
    """What would clear the finding: what to do, or what to put on record."""
    rule = rule_of(finding, review)
    if finding.state is State.CANNOT_TELL and not (finding.delay in CAN_ACT and _is_wait(finding)):
        return _give(finding.missing, finding)
    if rule is None:
        way_out = WAYS_OUT.get(finding.delay)
        return _name_worker(finding, review) if way_out is None else way_out(finding, review)
    if rule.asked_of is AskedOf.UNALLOCATED and not rule.every:
        return _name_worker(finding, review)
    done = _done(rule, finding, review)
    if rule.asked_of is AskedOf.UNALLOCATED:
        return tr("{deed} So does a social worker.", deed=done)
    return done


CAN_ACT = frozenset({"D1", "D2", "D5"})
"""A child of these waits, whether or not anybody can tell since when."""


def _is_wait(finding: Finding) -> bool:
    return finding.child is not None and Gap.LAST_ALLOCATION_ENDED in finding.missing


def _give(missing: Sequence[EventKind | Gap], finding: Finding) -> str:
    """Which facts would let the rule answer."""
    wanted = []
    for what in missing:
        if isinstance(what, Gap):
            wanted.append(tr(FACTS[what]))
        else:
            is_wrong = finding.trigger is not None
            words = tr("the right date of: {event}") if is_wrong else tr("the date of: {event}")
            wanted.append(words.format(event=terms.event(what)))
    return tr("Give {facts}.", facts="; ".join(wanted))


def _name_worker(finding: Finding, review: Review) -> str:
    if finding.state is State.LATE or finding.due is None:
        said = tr("A named social worker clears it.")
        if _is_wait(finding):
            since = tr(FACTS[Gap.LAST_ALLOCATION_ENDED])
            return tr("{clears} To know since when: give {facts}.", clears=said, facts=since)
        return said
    if finding.due == review.snapshot.as_at:
        return tr("A social worker named today keeps it in time.")
    return tr("A social worker named by {day} keeps it in time.", day=terms.day(finding.due))


def _done(rule: Rule, finding: Finding, review: Review) -> str:
    """The event that meets a rule, and from when (or by when) it has to be."""
    deed = terms.first_up(_either([tr(DEEDS[kind]) for kind in rule.met_by or rule.every]))
    as_at, due = review.snapshot.as_at, finding.due
    if due is not None and due >= as_at:
        return tr("{deed} by {day} keeps it in time.", deed=deed, day=terms.day(due))
    since = cleared_from(rule, finding, review)
    if since is None:
        return tr("{deed} clears it.", deed=deed)
    return tr("{deed} on or after {day} clears it.", deed=deed, day=terms.day(since))


def cleared_from(rule: Rule, finding: Finding, review: Review) -> date | None:
    """The first day on which the event would clear a late finding; None where any day would.

    What is to happen once counts from the day on which the clock started. What repeats has to be so
    recent that the next one is not late either.
    """
    if finding.trigger is None or (rule.met_by and rule.earlier_counts):
        return None
    if rule.met_by:
        return finding.trigger
    day = as_at = review.snapshot.as_at
    while day > finding.trigger + DAY and (
        due_date(day - DAY, rule.limit, rule.unit, review.calendar) >= as_at
    ):
        day -= DAY
    return day


def _either(deeds: Sequence[str]) -> str:
    if len(deeds) == 1:
        return deeds[0]
    return tr("{first} or {last}", first=", ".join(deeds[:-1]), last=deeds[-1])


def _cover(finding: Finding, review: Review) -> str:
    """A holder who is not there: the child needs another one, or somebody for a time."""
    worker = None if finding.worker is None else review.snapshot.workers.get(finding.worker)
    as_at = review.snapshot.as_at
    is_gone = worker is None or worker.has_left(as_at) or not worker.has_begun(as_at)
    if is_gone:
        return tr("Another social worker named for the child clears it.")
    absence = worker.absence_on(as_at) if worker is not None else None
    if absence is not None and absence.end is None:
        return tr("Another social worker, or a return date on the staff list, clears it.")
    if absence is not None:
        return tr("It ends after {day}; until then see to cover.", day=terms.day(absence.end))
    if finding.due is not None:
        return tr("Another social worker by {day} clears it.", day=terms.day(finding.due))
    return tr("Another social worker clears it.")


def _fit_holder(finding: Finding, review: Review) -> str:
    holder = None if finding.child is None else review.caseloads.holder(finding.child)
    if holder is None or holder.role in {Role.STUDENT, Role.SUPPORT_WORKER}:
        return tr("A qualified social worker as the holder clears it.")
    return tr("An experienced co-worker, or an experienced holder, clears it.")


def _less_load(finding: Finding, review: Review) -> str:
    amounts, bands = finding.amounts, review.policy.bands
    if "utilisation" not in amounts:
        return tr("Other workers for these children, or capacity for this worker, clear it.")
    limit = bands.over if finding.state is State.LATE else bands.stretched
    return tr(
        "{points} points fewer bring it under {share}.",
        points=terms.points(_more_than(amounts["points"] - limit * amounts["capacity"])),
        share=terms.percent(limit),
    )


def _more_than(points: float) -> float:
    """The next tenth above, so that the figure that is said is enough."""
    return (floor(points * 10 + 1e-6) + 1) / 10


def _introduction(finding: Finding, review: Review) -> str:
    if finding.trigger is None:
        return tr("An introduction of the new worker on record clears it.")
    return tr(
        "An introduction of the new worker on or after {first} clears it; it is shown until"
        " {last}.",
        first=terms.day(finding.trigger - review.policy.handover_window),
        last=terms.day(finding.trigger + review.policy.handover_window),
    )


def _new_visit(finding: Finding, review: Review) -> str:
    if finding.due is None or finding.trigger is None:
        return tr("A visit by the child's own worker clears it.")
    if finding.due >= review.snapshot.as_at:
        return tr(
            "A visit by the new worker by {day} keeps it in time.", day=terms.day(finding.due)
        )
    day = terms.day(finding.trigger)
    return tr("A visit by the new worker on or after {day} clears it.", day=day)


def _no_more_changes(finding: Finding, review: Review) -> str:
    del finding
    return tr(
        "Nothing clears it at once: it ends when fewer than {many} workers have held the child in"
        " 12 months. Leave the child with its worker.",
        many=review.policy.many_workers,
    )


def _adviser(finding: Finding, review: Review) -> str:
    del finding, review
    return tr("A named personal adviser clears it.")


def _other_team(finding: Finding, review: Review) -> str:
    del finding, review
    return tr("A team that takes such children, or the right remit of this team, clears it.")


WAYS_OUT: Mapping[str, Callable[[Finding, Review], str]] = {
    "D5": _cover,
    "D6": _new_visit,
    "D7": _no_more_changes,
    "D8": _new_visit,
    "D9": _fit_holder,
    "D10": _adviser,
    "D11": _less_load,
    "D14": _introduction,
    "D15": _other_team,
}
"""Of the delays that a named social worker does not clear, or not alone."""
