"""What the workload figures say: a share with its doubt, the sum behind a capacity, room, overload.

None of it names a person, so that a front end can put the name that it shows beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from allocation_app.domain.capacity import CapacityLine, CapacitySum, NoCapacity, Step
from allocation_app.domain.doubt import Doubt, DoubtReason
from allocation_app.domain.headroom import WITHOUT_END, Headroom
from allocation_app.domain.people import Absence, EventKind, Gap, Reduction, Worker
from allocation_app.domain.policy import CaseType
from allocation_app.domain.sustained import Sustained
from allocation_app.wording import terms
from allocation_app.wording.translate import mark, tr, trn

SHORT: Mapping[CaseType, str] = {
    CaseType.REFERRAL: mark("referral"),
    CaseType.ASSESSMENT: mark("assessment"),
    CaseType.CARE_AND_SUPPORT: mark("plan"),
    CaseType.REGISTERED: mark("register"),
    CaseType.PROCEEDINGS: mark("proceedings"),
    CaseType.LOOKED_AFTER_NEW: mark("looked after, new"),
    CaseType.LOOKED_AFTER_SETTLED: mark("looked after, settled"),
    CaseType.CARE_LEAVER: mark("care leaver"),
    CaseType.DISABLED: mark("disabled"),
    CaseType.PRIVATELY_FOSTERED: mark("privately fostered"),
    CaseType.UNKNOWN: mark("not known"),
}
"""Shorter words than `terms.case_type` has, for a line that counts several."""
MOST_NAMED = 4  # children to a reason, in one line


def short_case(case: CaseType) -> str:
    """What a case weighs by, in one or two words."""
    return tr(SHORT[case])


def share(utilisation: float | None, doubt: Doubt | None = None) -> str:
    """A share of capacity, with what it can be where something is not known: "98 % (94–104)"."""
    said = terms.percent(utilisation)
    if doubt is None or utilisation is None:
        return said
    return tr("{share} ({range})", share=said, range=range_words(doubt))


def range_words(doubt: Doubt | None) -> str:
    """From what to what a share can be, in whole per cent: "94–104"; empty where it is certain."""
    if doubt is None:
        return ""
    low, high = terms.whole_percent(doubt.range.low), terms.whole_percent(doubt.range.high)
    return tr("{low}–{high}", low=low, high=high)


def doubt_reason(reason: DoubtReason) -> str:
    """Why a share is not one figure: what is missing, and of which child."""
    why = terms.missing(reason.what)
    return why if reason.child is None else tr("{why} ({child})", why=why, child=reason.child)


def doubt_reasons(doubt: Doubt) -> str:
    """All of them in a line, each said once with the first few of its children."""
    children: dict[EventKind | Gap, list[str]] = {}
    for reason in doubt.reasons:
        known = children.setdefault(reason.what, [])
        if reason.child is not None and reason.child not in known:
            known.append(reason.child)
    return "; ".join(_about(terms.missing(what), known) for what, known in children.items())


def _about(why: str, children: Sequence[str]) -> str:
    named, more = ", ".join(children[:MOST_NAMED]), len(children) - MOST_NAMED
    if more > 0:
        return tr("{why} ({children} and {n} more)", why=why, children=named, n=more)
    return tr("{why} ({child})", why=why, child=named) if named else why


def capacity_line(line: CapacityLine, opened: CapacitySum) -> str:
    """What a line of the sum behind a capacity is about."""
    match line.step:
        case Step.HOURS if opened.is_fte_assumed:
            return tr(
                "{full} points × {fte} (FTE not given)",
                full=terms.points(opened.full_time),
                fte=f"{opened.fte:g}",
            )
        case Step.HOURS:
            return tr(
                "{full} points × {fte} FTE",
                full=terms.points(opened.full_time),
                fte=f"{opened.fte:g}",
            )
        case Step.REDUCTION if line.reduction is not None:
            return _reduction(line.reduction)
        case Step.NEWLY_QUALIFIED:
            return tr("newly qualified: × {share}", share=f"{opened.newly_qualified:g}")
        case Step.STABLE_WORK:
            return tr("stable work: duty, training, travel")
        case _:
            return tr("no less than nothing")


def _reduction(of: Reduction) -> str:
    reason = of.reason or tr("reduction")
    said = tr("{reason}: less {share}", reason=reason, share=terms.percent(of.share))
    start, end = terms.short_day(of.start), terms.short_day(of.end)
    if of.start is None:
        return said if of.end is None else tr("{said}, until {end}", said=said, end=end)
    if of.end is None:
        return tr("{said}, from {start}", said=said, start=start)
    return tr("{said}, {start} to {end}", said=said, start=start, end=end)


def no_capacity(opened: CapacitySum, worker: Worker, as_at: date) -> str:
    """Why somebody has no capacity whatever the hours; empty where there are lines to add up."""
    match opened.none_because:
        case None:
            return ""
        case NoCapacity.HOLDS_NO_CASES:
            return tr("does not hold cases")
        case NoCapacity.NOT_BEGUN:
            return tr("begins on {day}", day=terms.day(worker.first_day))
        case NoCapacity.LEFT:
            return tr("left on {day}", day=terms.day(worker.last_day))
        case NoCapacity.LONG_AWAY:
            return _away(worker.absence_on(as_at))


def _away(absence: Absence | None) -> str:
    if absence is None or absence.end is None:
        since = None if absence is None else absence.start
        return tr("away since {day}, no return date", day=terms.day(since))
    return tr("away until {day}", day=terms.day(absence.end))


def strangers(workers: Sequence[str]) -> str:
    """Whose reductions of the policy come to nothing here; empty where all are known."""
    if not workers:
        return ""
    named = ", ".join(workers)
    return tr("Reductions of the policy for nobody of this import: {workers}.", workers=named)


def room(of: Headroom) -> str:
    """What somebody can take next: "Can take next: 2 plan, or 1 register"."""
    if of.is_going:
        return tr("Takes nothing now: away, or going soon.")
    fits = fitting(of)
    if not fits:
        return tr("No room for another case.")
    return tr("Can take next (one or the other): {cases}.", cases=fits)


def fitting(of: Headroom) -> str:
    """How many cases of which kind fit, the fewest first: "1 register, 2 assessment or plan"."""
    kinds: dict[int, list[str]] = {}
    for case in CaseType:
        if case is not CaseType.UNKNOWN and of.cases.get(case, 0) > 0:
            kinds.setdefault(of.cases[case], []).append(short_case(case))
    return "; ".join(
        tr("{n} {cases}", n=_count(n), cases=tr(" or ").join(kinds[n])) for n in sorted(kinds)
    )


def _count(n: int) -> str:
    return tr("any number of") if n >= WITHOUT_END else str(n)


def sustained(of: Sustained, limit: float) -> str:
    """An overload that lasts, with the times of which no import tells."""
    said = trn(
        "At {limit} or more since {day}: {n} import.",
        "At {limit} or more since {day}: {n} imports.",
        of.imports,
        limit=terms.percent(limit),
        day=terms.day(of.since),
    )
    gaps = ", ".join(
        tr("{first} to {last}", first=terms.short_day(first), last=terms.short_day(last))
        for first, last in of.gaps
    )
    return tr("{said} No import: {gaps}.", said=said, gaps=gaps) if gaps else said
