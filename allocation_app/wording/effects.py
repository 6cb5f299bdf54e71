"""What is otherwise with a move or a plan: "Sioned 131 → 122 %; Kofi 90 → 99 %; late 32 → 31".

Shares are never rounded up into a higher band; where whole per cents would hide a change, they have
a decimal place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum

from allocation_app.domain.effects import (
    Change,
    PlanEffect,
    Standing,
    StepEffect,
    TeamChange,
    TeamStanding,
)
from allocation_app.domain.people import WorkerId
from allocation_app.wording import terms
from allocation_app.wording.names import Names
from allocation_app.wording.translate import mark, tr, trn

MOST_WORKERS = 6  # in one line


class Figure(StrEnum):
    """The figures of a team, in the order in which they are told."""

    WORST = "worst"
    SPREAD = "spread"
    UNALLOCATED = "unallocated"
    LATE = "late"


FIGURES: Mapping[Figure, str] = {
    Figure.WORST: mark("most loaded"),
    Figure.SPREAD: mark("spread"),
    Figure.UNALLOCATED: mark("unallocated"),
    Figure.LATE: mark("late"),
}
SHARES = frozenset({Figure.WORST, Figure.SPREAD})


def figure_name(figure: Figure) -> str:
    """The word for a figure of the team."""
    return tr(FIGURES[figure])


def figure(of: TeamStanding, which: Figure) -> str:
    """A figure of the team: a share of capacity or a count."""
    amount: float | None = getattr(of, which)
    return terms.percent(amount) if which in SHARES else f"{amount:g}"


def figure_change(of: TeamChange, which: Figure) -> str:
    """A figure of the team before and after: "131 → 122 %", "11 → 10"."""
    before: float | None = getattr(of.before, which)
    after: float | None = getattr(of.after, which)
    return (
        shares(before, after)
        if which in SHARES
        else tr("{before} → {after}", before=before, after=after)
    )


def shares(before: float | None, after: float | None) -> str:
    """Two shares of capacity: "131 → 122 %", with a decimal place where that shows the change.

    Where there is one of them only: "131 % → no capacity".
    """
    if before is None or after is None:
        return tr("{before} → {after}", before=_share(before), after=_share(after))
    whole = terms.whole_percent(before), terms.whole_percent(after)
    if whole[0] != whole[1] or before == after:
        return tr("{before} → {after} %", before=whole[0], after=whole[1])
    return tr("{before} → {after} %", before=tenths(before), after=tenths(after))


def worker(of: Change, names: Names) -> str:
    """A worker before and after: "Sioned Hughes 131 → 122 %"."""
    return tr("{worker} {shares}", worker=names.worker(of.worker), shares=load_change(of))


def load_change(of: Change) -> str:
    """The load before and after; in points where there is no capacity to have a share of."""
    before, after = of.before, of.after
    if before.utilisation is None and after.utilisation is None:
        return tr(
            "{before} → {after} points",
            before=terms.points(before.points),
            after=terms.points(after.points),
        )
    return shares(before.utilisation, after.utilisation)


def team(of: TeamChange) -> str:
    """What changes for the team: "most loaded 131 → 122 %; unallocated 11 → 10"; or nothing."""
    return "; ".join(_team(of)) or tr("nothing changes for the team")


def line(of: PlanEffect, names: Names) -> str:
    """Who stands otherwise, and the team: the whole effect in a line; or that nothing changes."""
    return "; ".join([*_workers(of.workers.values(), names), *_team(of.team)]) or _nothing()


def step_line(of: StepEffect, as_at: date, names: Names) -> str:
    """What one step changes, in a line; with its day where that is not the day of the import."""
    said = line(of.effect, names)
    if of.day == as_at:
        return said
    return tr("on {day}: {effect}", day=terms.short_day(of.day), effect=said)


def without(of: PlanEffect, whom: Iterable[WorkerId | None], names: Names) -> str:
    """How these and the team would stand without it: "Without it: Sioned Hughes 131 %, late 32"."""
    found = [
        tr("{worker} {share}", worker=names.worker(each), share=_load(of.workers[each].before))
        for each in whom
        if each is not None and each in of.workers
    ]
    found += [
        tr("{figure} {amount}", figure=figure_name(each), amount=figure(of.team.before, each))
        for each in _changed(of.team)
    ]
    return tr("Without it: {figures}.", figures=", ".join(found)) if found else _nothing()


def _load(of: Standing) -> str:
    if of.utilisation is None:
        return tr("{points} points", points=terms.points(of.points))
    return terms.percent(of.utilisation)


def _workers(changes: Iterable[Change], names: Names) -> list[str]:
    """Who gives, then who receives; of more than a few, how many more."""
    ordered = sorted(changes, key=lambda each: each.after.points > each.before.points)
    said = [worker(each, names) for each in ordered[:MOST_WORKERS]]
    more = len(ordered) - MOST_WORKERS
    if more > 0:
        said.append(trn("{n} more worker", "{n} more workers", more))
    return said


def _team(of: TeamChange) -> list[str]:
    return [
        tr("{figure} {change}", figure=figure_name(each), change=figure_change(of, each))
        for each in _changed(of)
    ]


def _changed(of: TeamChange) -> list[Figure]:
    return [each for each in Figure if getattr(of.before, each) != getattr(of.after, each)]


def _nothing() -> str:
    return tr("Nothing changes.")


def _share(share: float | None) -> str:
    return tr("no capacity") if share is None else terms.percent(share)


def tenths(share: float) -> str:
    """A share in per cent with one decimal place, rounded down."""
    return f"{int(share * 1000 + 1e-6) / 10:.1f}"
