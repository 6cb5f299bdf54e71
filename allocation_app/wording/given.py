"""Who got what in a period, and why some got more: in words, of facts alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from allocation_app.domain.given import Given, GivenCases
from allocation_app.domain.people import Worker
from allocation_app.domain.period import Period
from allocation_app.domain.recent import Recent
from allocation_app.wording import terms
from allocation_app.wording.translate import tr, trn

NEAR = 0.05  # points: what is shown as 0


def period(of: Period) -> str:
    """A period as "1 October 2026 to 31 October 2026" in the short months of the tool."""
    if of.first == of.last:
        return terms.plain_day(of.first)
    return tr("{first} to {last}", first=terms.plain_day(of.first), last=terms.plain_day(of.last))


def imports(days: Sequence[date]) -> str:
    """Which imports tell of it: "the import as at 20 Nov 2026", or how many from when to when."""
    if len(days) == 1:
        return tr("the import as at {day}", day=terms.plain_day(days[0]))
    return trn(
        "{n} import as at {first} to {last}",
        "{n} imports as at {first} to {last}",
        len(days),
        first=terms.plain_day(days[0]),
        last=terms.plain_day(days[-1]),
    )


def against_even(of: Recent) -> str:
    """Whether somebody was given more or less than an even share, in a few words."""
    over = round(of.over, 1)
    if abs(over) < NEAR:
        return tr("even")
    amount = terms.points(abs(over))
    return tr("{n} more", n=amount) if over > 0 else tr("{n} less", n=amount)


def why(of: GivenCases, worker: Worker) -> tuple[str, ...]:
    """What the records say that explains it, a line each; nothing where they say nothing."""
    return tuple(_why(of, worker))


def _why(of: GivenCases, worker: Worker) -> Iterator[str]:
    own = of.of(worker.id)
    kin = sum(case.siblings > 0 for case in own)
    if kin:
        yield trn("{n} with a brother or sister there", "{n} with a brother or sister there", kin)
    planned = sum(case.is_planned for case in own)
    if planned:
        yield trn("{n} by the plan, not made yet", "{n} by the plan, not made yet", planned)
    yield from _not_there(of.period, worker)


def _not_there(of: Period, worker: Worker) -> Iterator[str]:
    """Why somebody was not there for all of the period, or not full time."""
    if worker.first_day is not None and worker.first_day > of.first:
        yield tr("began on {day}", day=terms.plain_day(worker.first_day))
    if worker.last_day is not None and worker.last_day < of.last:
        yield tr("last day {day}", day=terms.plain_day(worker.last_day))
    for away in worker.absences:
        if away.start <= of.last and (away.end is None or away.end >= of.first):
            yield (
                tr("away since {day}", day=terms.plain_day(away.start))
                if away.end is None
                else tr(
                    "away {first} to {last}",
                    first=terms.plain_day(away.start),
                    last=terms.plain_day(away.end),
                )
            )
    yield from _hours(of, worker)


def _hours(of: Period, worker: Worker) -> Iterator[str]:
    """Contracted hours and what goes off them; a reduction's reason is what somebody wrote."""
    fte = worker.fte_on(of.first)
    if fte is None:
        yield tr("FTE not given")
    elif fte != 1:
        yield tr("{fte} FTE", fte=f"{fte:g}")
    for each in sorted(worker.hours, key=lambda hours: hours.start):
        if of.first < each.start <= of.last:
            day = terms.plain_day(each.start)
            yield tr("{fte} FTE from {day}", fte=f"{each.fte:g}", day=day)
    for off in worker.reductions:
        start, end = off.start or of.first, off.end or of.last
        if of.shared(start, end) is not None:
            yield tr("reduced by {share}", share=terms.percent(off.share))


def before(of: Given, name: str | None) -> str:
    """From whom a child came: a name, nobody, or that nobody can tell."""
    if name is not None:
        return name
    return tr("nobody") if of.is_before_known else tr("cannot tell")
