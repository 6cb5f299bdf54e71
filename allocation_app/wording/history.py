"""What the imports come to over time, in words: lines, what changed, what was done in a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from allocation_app.domain.churn import Churn
from allocation_app.domain.period_figures import PeriodFigures
from allocation_app.domain.policy import Policy
from allocation_app.domain.trends import Figures, Point, Series
from allocation_app.domain.working_days import Unit
from allocation_app.wording import moves, terms
from allocation_app.wording.names import listed
from allocation_app.wording.translate import mark, tr, trn

SERIES: Mapping[Series, str] = {
    Series.CHILDREN: mark("Children with an open case"),
    Series.FAMILIES: mark("Families"),
    Series.UNALLOCATED: mark("Unallocated children"),
    Series.UNALLOCATED_FAMILIES: mark("Families of unallocated children"),
    Series.LONGEST_WAIT: mark("Longest wait, working days"),
    Series.MEDIAN_WAIT: mark("Median wait, working days"),
    Series.LATE_CHILDREN: mark("Children with something late"),
    Series.LATE: mark("Rules late, all children"),
    Series.DUE_SOON: mark("Rules due soon, all children"),
    Series.CANNOT_TELL: mark("Rules nobody can tell"),
    Series.MAX: mark("Heaviest load"),
    Series.MEAN: mark("Mean load"),
    Series.MIN: mark("Lightest load"),
    Series.RANGE: mark("Range of loads"),
    Series.CV: mark("Variation of loads"),
    Series.JAIN: mark("Evenness of loads (Jain)"),
    Series.GINI: mark("Unevenness of loads (Gini)"),
    Series.WORKERS: mark("Case holders"),
    Series.CHANGES: mark("Changes of case holder"),
    Series.CHILDREN_NEW: mark("Children new"),
    Series.CHILDREN_GONE: mark("Children gone"),
    Series.WORKERS_NEW: mark("Case holders new"),
    Series.WORKERS_GONE: mark("Case holders gone"),
}
SHARES = frozenset({Series.MAX, Series.MEAN, Series.MIN, Series.RANGE})
"""The lines that are shares of capacity."""


def name(of: Series) -> str:
    """A line by its name."""
    return tr(SERIES[of])


def value(of: Series, told: float | None) -> str:
    """A value of a line as it is read: a share as "92 %", a count plain, none as "cannot tell"."""
    if told is None:
        return tr("cannot tell")
    if of in SHARES:
        return terms.percent(told)
    return f"{told:.3f}" if of in {Series.CV, Series.JAIN, Series.GINI} else f"{told:g}"


def told(point: Point) -> str:
    """An import in a line: its day, then what it comes to."""
    return tr(
        "{day}: {figures}",
        day=terms.day(point.as_at),
        figures="; ".join((*_figures(point.figures), *_changed(point.churn))),
    )


def not_counted(day: date) -> str:
    """An import in whose place another one of the same day counts, in a line."""
    return tr("{day}: another import of this day counts", day=terms.day(day))


def _figures(of: Figures) -> Iterator[str]:
    children, families = terms.children(of.children), terms.families(of.families)
    yield tr("{children} of {families}", children=children, families=families)
    yield tr(
        "unallocated {n}, of {families}",
        n=of.unallocated,
        families=terms.families(of.unallocated_families),
    )
    if of.longest_wait is not None:
        yield tr("longest wait {amount}", amount=terms.amount(of.longest_wait, Unit.WORKING_DAYS))
    if of.waits_unknown:
        yield _unknown_waits(of.waits_unknown)
    if of.unreadable:
        yield tr("cannot tell of {children}", children=terms.children(of.unreadable))
    yield trn("{n} with something late", "{n} with something late", of.late_children)
    yield tr("heaviest load {share}", share=value(Series.MAX, of.balance["max"]))


def _changed(of: Churn | None) -> Iterator[str]:
    if of is not None:
        n = len(of.changed)
        yield trn("{n} change of case holder", "{n} changes of case holder", n)


def gap(of: Churn) -> str:
    """That a long time lies between two imports, or nothing where it does not."""
    if not of.is_gap:
        return ""
    days = (of.until - of.since).days
    return trn("gap of {n} day", "gap of {n} days", days)


def unknown(of: Point) -> Iterator[str]:
    """What an import does not tell, a line each, and that a long time lies before it."""
    if of.churn is not None and of.churn.is_gap:
        yield gap(of.churn)
    waits, unreadable = of.figures.waits_unknown, of.figures.unreadable
    if waits:
        yield _unknown_waits(waits)
    if unreadable:
        yield tr("worker of {children}", children=terms.children(unreadable))


def _unknown_waits(n: int) -> str:
    return trn("{n} wait of unknown length", "{n} waits of unknown length", n)


def uneven(n: int) -> str:
    """That some imports could not be asked so many rules, whereby fewer seem late."""
    return trn(
        "{n} rule was put to some of these imports only, since others have no column for it: what"
        " is late can’t be compared throughout.",
        "{n} rules were put to some of these imports only, since others have no column for them:"
        " what is late can’t be compared throughout.",
        n,
    )


def limits(of: PeriodFigures) -> Iterator[str]:
    """What the figures of a time rest on, and what they cannot tell, a sentence each."""
    if not of.imports:
        yield tr("No import tells of this time: cannot tell.")
        return
    first, last = of.imports[0], of.imports[-1]
    yield trn(
        "By {n} import, as at {first}.",
        "By {n} imports, as at {first} to {last}.",
        len(of.imports),
        first=terms.plain_day(first),
        last=terms.plain_day(last),
    )
    if first > of.period.first:
        day = terms.plain_day(first)
        yield tr("How it stood before {day}, no import tells.", day=day)
    if last < of.period.last:
        yield tr("How it stood after {day}, no import tells.", day=terms.plain_day(last))
    for since, until in of.gaps:
        yield tr(
            "No import from {since} to {until}: what was in between, nobody can tell.",
            since=terms.plain_day(since),
            until=terms.plain_day(until),
        )
    if of.uneven:
        yield uneven(len(of.uneven))
    if len(of.imports) > 1:
        yield tr("A change and its undoing between two imports are not seen.")


def late(told: int | None) -> str:
    """How much was late by a rule, or that its import could not be asked."""
    return tr("not asked") if told is None else str(told)


def fewer_late(n: int) -> str:
    """That so many rules by which less is late are not told one by one."""
    return trn(
        "{n} rule more, with less late at the end", "{n} rules more, with less late at the end", n
    )


def lasting(of: PeriodFigures, policy: Policy) -> str:
    """Overload that lasted up to the end of a time, as far as its imports tell; of nobody by name.

    It is a matter for supervision.
    """
    if of.known_since is None:
        return ""
    day, weeks = of.imports[-1], policy.sustained.days // 7
    told = {"limit": terms.percent(policy.bands.over), "day": terms.plain_day(day)}
    if day - of.known_since < policy.sustained:
        since = terms.plain_day(of.known_since)
        return trn(
            "Whether anybody was at {limit} or more for {n} week up to {day}, nobody can tell: the"
            " imports go back to {since} only.",
            "Whether anybody was at {limit} or more for {n} weeks up to {day}, nobody can tell: the"
            " imports go back to {since} only.",
            weeks,
            since=since,
            **told,
        )
    if not of.lasting:
        return trn(
            "Nobody was at {limit} or more at every import for {n} week up to {day}.",
            "Nobody was at {limit} or more at every import for {n} weeks up to {day}.",
            weeks,
            **told,
        )
    first = of.lasting[0]
    said = trn(
        "{n} case holder was at {limit} or more at every import up to {day} for {weeks} weeks or"
        " more, since {since}.",
        "{n} case holders were at {limit} or more at every import up to {day} for {weeks} weeks or"
        " more, the longest since {since}.",
        len(of.lasting),
        weeks=weeks,
        since=terms.plain_day(first.since),
        **told,
    )
    if any(each.gaps for each in of.lasting):
        return tr("{said} What was in gaps between imports, nobody can tell.", said=said)
    return said


def reasons(of: PeriodFigures) -> Iterator[str]:
    """Why case holders changed, a line each: the plan's reasons, then how many nobody explained."""
    for code, n in sorted(of.made.items(), key=lambda each: (-each[1], each[0])):
        why = moves.change_reason(code) if code else tr("by the plan, no reason given")
        yield tr("{n}: {why}", n=n, why=why)
    if of.unexplained:
        yield tr("{n}: not by this plan, no reason known", n=of.unexplained)


def done(of: PeriodFigures, documents: Mapping[str, str]) -> Iterator[str]:
    """What the journal has of the time, a line each; ``documents`` are names by their codes."""
    if of.since is None:
        yield tr("No journal is kept: what was planned and exported, nobody can tell.")
        return
    if of.since > of.period.first:
        yield tr("The journal begins on {day}.", day=terms.plain_day(of.since))
    staged = sum(of.done.staged.values())
    yield trn("{n} move staged", "{n} moves staged", staged)
    for code, n in sorted(of.done.staged.items(), key=lambda each: (-each[1], each[0])):
        why = moves.change_reason(code) if code else tr("no reason given")
        yield tr("{n} staged: {why}", n=n, why=why)
    if of.done.undone:
        yield trn("{n} command undone", "{n} commands undone", of.done.undone)
    overrides = of.done.overrides
    if overrides:
        rules = listed([tr("{rule}: {n}", rule=rule, n=overrides[rule]) for rule in overrides])
        n = sum(overrides.values())
        yield trn("{n} rule set aside ({rules})", "{n} rules set aside ({rules})", n, rules=rules)
    for code, n in of.done.exports.items():
        what = tr(documents[code]) if code in documents else code
        yield tr("{n} exported: {document}", n=n, document=what or tr("a document"))
