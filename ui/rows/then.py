"""The list behind a point: who waited, what was late, who carried how much, who came and went."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from allocation_app.domain.churn import HolderChange
from allocation_app.domain.findings import Told
from allocation_app.domain.review import Review
from allocation_app.domain.trends import Point
from allocation_app.domain.working_days import Unit
from allocation_app.wording import terms
from allocation_app.wording.findings import rule_name, sentence
from allocation_app.wording.names import Names
from allocation_app.wording.translate import tr
from allocation_app.wording.visible import visible
from ui.rows import dates, trends

LATE = frozenset({Told.LATE, Told.FLAGGED, Told.DUE_SOON})


@dataclass(frozen=True, slots=True, kw_only=True)
class ThenRow:
    """One line of an earlier import: whom it is about, what it says, and the figure or detail."""

    number: int
    who: str
    what: str
    figure: str


def then_rows(
    drawn: tuple[str, str], point: Point, looked: Review, names: Names, *, hide_names: bool
) -> tuple[ThenRow, ...]:
    """What stood behind a picture's point; ``looked`` is that import, without any plan.

    ``drawn`` is the name of the picture and the rule that it is drawn of, empty for all.
    """
    name, rule = drawn
    match name:
        case trends.UNALLOCATED | trends.WAITS:
            found = _waits(looked, names)
        case trends.LATE:
            found = _findings(looked, LATE, rule, hide_names=hide_names)
        case trends.UNTOLD:
            found = _findings(looked, frozenset({Told.CANNOT_TELL}), rule, hide_names=hide_names)
        case trends.CHURN:
            found = _churn(point, names)
        case _:
            found = _loads(point)
    return tuple(
        ThenRow(number=number, who=who, what=what, figure=figure)
        for number, (who, what, figure) in enumerate(found)
    )


Line = tuple[str, str, str]


def _waits(looked: Review, names: Names) -> Iterator[Line]:
    for wait in looked.waits:
        days = tr("since when is not known")
        if wait.working_days is not None:
            days = terms.amount(wait.working_days, Unit.WORKING_DAYS)
        yield names.child(wait.child), terms.reason(wait.reason), days


def _findings(
    looked: Review, told: frozenset[Told], rule: str, *, hide_names: bool
) -> Iterator[Line]:
    for finding in looked.findings:
        if finding.told in told and rule in {"", finding.rule}:
            yield (
                dates.subject(finding, looked, hide_names=hide_names),
                tr(
                    "{rule}: {said}",
                    rule=rule_name(finding, looked),
                    said=sentence(finding, looked),
                ),
                terms.told(finding.told),
            )


def _churn(point: Point, names: Names) -> Iterator[Line]:
    since = point.churn
    if since is None:
        return
    for each in (*since.changed, *since.allocated, *since.unallocated):
        yield names.child(each.child), _change(each, names), tr("another worker")
    yield from (
        (names.child(child), tr("not in the import before"), tr("new")) for child in since.new
    )
    yield from (
        (names.child(child), tr("in the import before"), tr("gone")) for child in since.gone
    )
    for child in since.cannot_tell:
        yield names.child(child), tr("one import does not say whose"), tr("cannot tell")


def _change(of: HolderChange, names: Names) -> str:
    return tr("{before} → {after}", before=names.holder(of.was), after=names.holder(of.now))


def _loads(point: Point) -> Iterator[Line]:
    workers = point.figures.workers.values()
    for each in sorted(workers, key=lambda one: -(one.utilisation or 0.0)):
        figure = tr("no capacity")
        if each.utilisation is not None:
            figure = tr(
                "{share} {band}", share=terms.percent(each.utilisation), band=terms.term(each.band)
            )
        held = tr(
            "{children}, {families}",
            children=terms.children(each.children),
            families=terms.families(each.families),
        )
        yield visible(each.name), held, figure
