"""What if somebody leaves, is away, comes back, joins or changes hours: said in a line."""

from __future__ import annotations

from collections.abc import Mapping

from allocation_app.domain.people import Reduction
from allocation_app.domain.staffing import Joiner, StaffChange, StaffChangeKind
from allocation_app.wording import terms
from allocation_app.wording.names import Names
from allocation_app.wording.translate import mark, tr
from allocation_app.wording.visible import visible

KINDS: Mapping[StaffChangeKind, str] = {
    StaffChangeKind.LEAVES: mark("leaves"),
    StaffChangeKind.AWAY: mark("is away"),
    StaffChangeKind.RETURNS: mark("comes back"),
    StaffChangeKind.JOINS: mark("joins"),
    StaffChangeKind.HOURS: mark("changes hours"),
}
DAYS: Mapping[StaffChangeKind, str] = {
    StaffChangeKind.LEAVES: mark("Last day in post"),
    StaffChangeKind.AWAY: mark("First day away"),
    StaffChangeKind.RETURNS: mark("First day back"),
    StaffChangeKind.JOINS: mark("First day in post"),
    StaffChangeKind.HOURS: mark("First day of the new hours"),
}


def kind(code: StaffChangeKind) -> str:
    """What happens with a worker, in a word or two."""
    return tr(KINDS[code])


def day_name(code: StaffChangeKind) -> str:
    """What the day of a change is, as the label of a field."""
    return tr(DAYS[code])


def change(of: StaffChange) -> str:
    """What a change of staff does, without who it is: "leaves, last day Fri 11 Dec 2026"."""
    said = _change(of)
    if of.joiner is not None:
        said = tr("{said}: {facts}", said=said, facts=joiner(of.joiner))
    return tr("{said} ({reason})", said=said, reason=visible(of.reason)) if of.reason else said


def _change(of: StaffChange) -> str:
    day = terms.day(of.day)
    match of.kind:
        case StaffChangeKind.LEAVES:
            return tr("leaves, last day {day}", day=day)
        case StaffChangeKind.AWAY if of.until is None:
            return tr("is away from {day}, no return planned", day=day)
        case StaffChangeKind.AWAY:
            return tr("is away {day} to {until}", day=day, until=terms.day(of.until))
        case StaffChangeKind.RETURNS:
            return tr("is back from {day}", day=day)
        case StaffChangeKind.HOURS:
            return tr("works {fte} FTE from {day}", fte=f"{of.fte or 0:g}", day=day)
        case StaffChangeKind.JOINS:
            return tr("joins on {day}", day=day)


def sentence(of: StaffChange, names: Names) -> str:
    """Who, and what happens: "Sioned Hughes leaves, last day Fri 11 Dec 2026"."""
    return tr("{worker} {change}", worker=names.worker(of.worker), change=change(of))


def joiner(of: Joiner) -> str:
    """What is known of who joins, besides the name: role, hours, newly qualified, protected."""
    facts = [tr("role not given") if of.role is None else terms.role_name(of.role)]
    facts.append(tr("{fte} FTE", fte=f"{of.fte:g}"))
    if of.is_newly_qualified:
        facts.append(tr("newly qualified"))
    facts.extend(sorted(map(visible, of.languages)))
    facts.extend(map(_protected, of.protected))
    return ", ".join(facts)


def _protected(of: Reduction) -> str:
    share = terms.percent(of.share)
    if of.end is None:
        return tr("protected start: {share} less", share=share)
    return tr("protected start: {share} less until {day}", share=share, day=terms.day(of.end))
