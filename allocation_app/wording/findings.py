"""What a finding says: its sentence, the sum behind its date, and the source of its rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from allocation_app.domain.findings import Finding, State
from allocation_app.domain.people import EventKind, Gap
from allocation_app.domain.review import Review
from allocation_app.domain.rules import Rule
from allocation_app.domain.working_days import Holiday, Unit
from allocation_app.wording import delays, observed, terms
from allocation_app.wording.translate import mark, tr, trn

DELAYS: Mapping[str, str] = {
    "D1": mark("No social worker"),
    "D2": mark("Held by duty, a team or a manager"),
    "D3": mark("First allocation"),
    "D4": mark("Transfer to the next team"),
    "D5": mark("Worker has left or is away"),
    "D6": mark("First contact after a change of worker"),
    "D7": mark("Many workers in a year"),
    "D8": mark("Last visit by somebody else"),
    "D9": mark("Holder not for this child"),
    "D10": mark("No personal adviser"),
    "D11": mark("Over capacity"),
    "D12": mark("Statutory timescale"),
    "D13": mark("Gap in the record"),
    "D14": mark("Abrupt handover"),
    "D15": mark("Outside the team's remit"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSource:
    """Where a rule comes from: the citation, its address, what may be said of it, a remark."""

    citation: str
    link: str
    standing: str
    note: str = ""


def rule_name(finding: Finding, review: Review) -> str:
    """The name of the rule that a finding comes from."""
    rule = review.rules.rule(finding.rule)
    return tr(rule.name) if rule is not None else tr(DELAYS[finding.delay])


def rule_label(rule: str, review: Review) -> str:
    """The id of a rule, or the code of a delay, with its name; of a rule not in force the id alone.

    What was counted by other rules stands on the screen until it is counted anew.
    """
    named = review.rules.rule(rule)
    name = DELAYS.get(rule) if named is None else named.name
    return rule if name is None else tr("{code} {name}", code=rule, name=tr(name))


def beside_name(name: str, said: str) -> str:
    """A sentence for beside the name of its rule, which it then does not say again."""
    return terms.first_up(said.removeprefix(f"{name}: "))


def sentence(finding: Finding, review: Review) -> str:
    """The finding in a sentence: an observable fact, without anybody's name."""
    is_wait = finding.delay in {"D1", "D2"} and Gap.LAST_ALLOCATION_ENDED in finding.missing
    if finding.state is State.CANNOT_TELL and finding.delay != "D13" and not is_wait:
        reasons = "; ".join(terms.missing(what) for what in finding.missing)
        return tr("{rule}: cannot tell ({why})", rule=rule_name(finding, review), why=reasons)
    say = SENTENCES.get(finding.delay)
    if say is not None:
        return say(finding, review)
    return tr("{rule}: {when}", rule=rule_name(finding, review), when=due_phrase(finding, review))


def due_phrase(finding: Finding, review: Review) -> str:
    """When it was or is due: "due Fri 1 May 2026, 6 working days over"."""
    if finding.due is None or finding.over is None:
        return terms.told(finding.told)
    due = terms.day(finding.due)
    if finding.state is State.LATE:
        if finding.due == review.snapshot.as_at:  # an absence is a gap from its first day
            return tr("since today, {due}", due=due)
        if finding.over == 0:
            return tr("was due {due}, no working day since", due=due)
        over = terms.amount(finding.over, finding.unit)
        return tr("was due {due}, {over} over", due=due, over=over)
    if finding.due == review.snapshot.as_at:
        return tr("due today, {due}", due=due)
    return tr("due {due}, {left} left", due=due, left=terms.amount(-finding.over, finding.unit))


def sum_lines(finding: Finding, review: Review) -> list[str]:
    """The arithmetic behind the due date, a step a line; without a date what it was seen by."""
    if finding.trigger is None or finding.due is None:
        return observed.seen_by(finding, review)
    is_to_come = finding.trigger > review.snapshot.as_at
    clock = tr("Clock starts {day}: {event}") if is_to_come else tr("Clock started {day}: {event}")
    lines = [clock.format(day=terms.day(finding.trigger), event=_began(finding))]
    limit = _limit(finding, review)
    if limit is not None:
        lines.append(tr("Limit {limit}: due {due}", limit=limit, due=terms.day(finding.due)))
    if finding.unit is Unit.WORKING_DAYS:
        holidays = review.calendar.holiday_between(
            finding.trigger, max(finding.due, review.snapshot.as_at)
        )
        if not (review.calendar.knows(finding.trigger) and review.calendar.knows(finding.due)):
            lines.append(
                tr(
                    "Bank holidays are known from {first} to {last} only",
                    first=terms.day(review.calendar.valid_from),
                    last=terms.day(review.calendar.valid_to),
                )
            )
        if holidays:
            lines.append(tr("Bank holidays not counted: {holidays}", holidays=_named(holidays)))
    lines.append(
        tr(
            "As at {day}: {when}",
            day=terms.day(review.snapshot.as_at),
            when=due_phrase(finding, review),
        )
    )
    return lines


def _named(holidays: Sequence[Holiday]) -> str:
    """The bank holidays by name or, of a time of years, how many and from when to when."""
    if len(holidays) > MANY_HOLIDAYS:
        return tr(
            "{n}, from {first} to {last}",
            n=len(holidays),
            first=terms.day(holidays[0].day),
            last=terms.day(holidays[-1].day),
        )
    return ", ".join(
        tr("{name} {day}", name=terms.holiday(each), day=terms.short_day(each.day))
        for each in holidays
    )


MANY_HOLIDAYS = 8  # a year's


def source(finding: Finding, review: Review) -> RuleSource:
    """The regulation, guidance or published policy that the finding rests on."""
    rule = review.rules.rule(finding.rule)
    if rule is not None:
        return RuleSource(
            citation=tr(rule.source),
            link=rule.link,
            standing=_standing(rule),
            note=tr(rule.note) if rule.note else "",
        )
    citation, link, standing = delays.SOURCES[finding.delay]
    return RuleSource(citation=tr(citation), link=link, standing=tr(standing))


STANDINGS: Mapping[str, str] = {
    "verified": mark("read in the source"),
    "secondary": mark("read in a procedure or summary"),
    "unverified": mark("unverified: no source found"),
}


def standing(rule: Rule) -> str:
    """How well the source of a rule is known, in a few words for a list."""
    return tr(STANDINGS[rule.verified])


def _standing(rule: Rule) -> str:
    match rule.verified:
        case "verified" if rule.jurisdiction not in COUNTRIES:
            return tr("Read in the source named; a local aim, not law")
        case "verified":
            return tr("Read in the source named")
        case "secondary":
            return tr("Read in a procedure or summary, not in the law itself")
        case _:
            return tr("Usual practice without a source; set by the council")


COUNTRIES = frozenset({"", "Wales", "England"})
"""Whose rules are no council's own; a set that says nothing is a country's."""


def _began(finding: Finding) -> str:
    match finding.trigger_event:
        case EventKind() as kind:
            return terms.event(kind)
        case Gap.LAST_ALLOCATION_ENDED:
            return tr("the last worker ended")
        case Gap.DATE_OF_BIRTH:
            return tr("birth")
        case Gap.ALLOCATION_START:
            return tr("the worker began with the child")
        case Gap.FIRST_DAY:
            return tr("first day in post")
        case _:
            return tr("date on the staff list")


def _limit(finding: Finding, review: Review) -> str | None:
    if finding.limit is not None and finding.limit_unit is not None:
        return terms.limit(finding.limit, finding.limit_unit)
    if finding.trigger_event is None:  # a staff list's date
        return None
    if finding.due == finding.trigger:
        return tr("at once")
    return delays.working_days(review.policy.ladder.allocate_within)


def _waiting(finding: Finding, review: Review) -> str:
    if finding.trigger is None:  # that the child waits is known, only not for how long
        if finding.delay == "D2":
            return tr("Not held by a named social worker; since when is not known")
        return tr("No named social worker; since when is not known")
    days = review.calendar.between(finding.trigger, review.snapshot.as_at)
    if finding.delay == "D2":
        return trn(
            "Not held by a named social worker for {n} working day",
            "Not held by a named social worker for {n} working days",
            days,
        )
    return trn(
        "No named social worker for {n} working day",
        "No named social worker for {n} working days",
        days,
    )


def _holder_gap(finding: Finding, review: Review) -> str:
    worker = None if finding.worker is None else review.snapshot.workers.get(finding.worker)
    as_at = review.snapshot.as_at
    if worker is not None and worker.has_left(as_at):
        return tr("Still under a worker who left on {day}", day=terms.day(worker.last_day))
    if worker is not None and not worker.has_begun(as_at):
        return tr("Under a worker who begins on {day}", day=terms.day(worker.first_day))
    absence = None if worker is None else worker.absence_on(as_at)
    if absence is not None:
        if absence.end is None:
            return tr("Worker away since {day}, no return date", day=terms.day(absence.start))
        return tr("Worker away until {day}", day=terms.day(absence.end))
    if worker is not None and finding.due is not None and worker.last_day == finding.due:
        return tr("Worker leaves on {day}", day=terms.day(finding.due))
    return tr("Worker will be away from {day}", day=terms.day(finding.due))


def _transfer_gap(finding: Finding, review: Review) -> str:
    return tr(
        "{event} {day}, no worker since: {when}",
        event=terms.first_up(_began(finding)),
        day=terms.day(finding.trigger),
        when=due_phrase(finding, review),
    )


def _first_contact(finding: Finding, review: Review) -> str:
    return tr(
        "Not seen by the new worker, who began on {day}: {when}",
        day=terms.day(finding.trigger),
        when=due_phrase(finding, review),
    )


def _record_gap(finding: Finding, review: Review) -> str:
    del review
    what = finding.missing[0]
    if finding.trigger is not None and what is Gap.ALLOCATION_START:
        return tr("Allocation that ends before it begins: {day}", day=terms.day(finding.trigger))
    if finding.trigger is not None and isinstance(what, EventKind):
        return tr(
            "Date that can't be: {event}, {day}",
            event=terms.event(what),
            day=terms.day(finding.trigger),
        )
    if what is EventKind.VISIT:
        return tr("No visit of any kind on record")
    if what is EventKind.SUPERVISION:
        return tr("No discussion in supervision on record")
    return terms.first_up(terms.missing(what))


SENTENCES: Mapping[str, Callable[[Finding, Review], str]] = {
    "D1": _waiting,
    "D2": _waiting,
    "D4": _transfer_gap,
    "D5": _holder_gap,
    "D6": _first_contact,
    "D7": observed.many_workers,
    "D8": observed.seen_by_other,
    "D9": observed.wrong_holder,
    "D10": observed.no_adviser,
    "D11": observed.overload,
    "D13": _record_gap,
    "D14": observed.abrupt,
    "D15": observed.wrong_team,
}
"""Of the delays that say more than their name and when it was due."""
