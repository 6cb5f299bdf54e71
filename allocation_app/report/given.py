"""Who got what in a period: every case given, and each worker beside an even share."""

from __future__ import annotations

from collections.abc import Sequence

from allocation_app.domain.given import Given, GivenCases, given_cases
from allocation_app.domain.people import WorkerId
from allocation_app.domain.period import Period
from allocation_app.report.facts import Facts
from allocation_app.report.listing import Column, Line, Listing
from allocation_app.report.lists import identity, lead
from allocation_app.report.looks import Style
from allocation_app.report.on_paper import blocks, with_team
from allocation_app.report.pages import Page, Paper
from allocation_app.report.printed import foot
from allocation_app.report.values import Value
from allocation_app.wording import given as sentences
from allocation_app.wording import moves, terms
from allocation_app.wording.translate import tr, trn


def given(facts: Facts, period: Period) -> Listing:
    """A row per case that somebody was given within the period, in the order of the days."""
    found = _found(facts, period)
    has_reasons = any(case.reason for case in found.cases)
    return Listing(
        title=tr("Who got what: {period}", period=sentences.period(period)),
        table="Given",
        lead=_lead(facts, found),
        columns=[
            Column(heading=tr("Day"), style=Style.DAY),
            *identity(facts),
            Column(heading=tr("Kind of case"), style=Style.LONG, widest=20),
            Column(heading=tr("Points"), style=Style.POINTS),
            Column(heading=tr("From"), style=Style.LONG, widest=20),
            Column(heading=tr("To"), style=Style.LONG, widest=20),
            Column(heading=tr("Done or planned"), narrowest=9, widest=14),
            Column(heading=tr("Brothers and sisters there"), style=Style.COUNT),
            Column(heading=tr("Reason"), style=Style.LONG, widest=30, is_shown=has_reasons),
        ],
        rows=[_row(facts, case) for case in found.cases],
        nobody=tr("Nobody was given a case in this time, as far as the imports tell."),
        children=len({case.child.id for case in found.cases}),
    )


def shares(facts: Facts, period: Period) -> Listing:
    """A row per worker: the cases given, an even share for the days there, and what explains it."""
    found = _found(facts, period)
    workers, names = facts.ever_known, facts.ever_called
    order = sorted(
        found.workers.values(),
        key=lambda each: (-each.over, names[each.worker].casefold(), each.worker),
    )
    return Listing(
        title=tr("Who got how much: {period}", period=sentences.period(period)),
        table="Shares",
        lead=[
            *_lead(facts, found),
            lead(
                tr(
                    "An even share is what all were given, by the days each was there: hours less"
                    " absences and reductions. It scores nobody’s work."
                )
            ),
        ],
        columns=[
            Column(heading=tr("Worker"), style=Style.LONG, narrowest=16, widest=24),
            Column(heading=tr("Role"), style=Style.LONG, widest=18),
            Column(heading=tr("Cases given"), style=Style.COUNT),
            Column(heading=tr("Points given"), style=Style.POINTS),
            Column(heading=tr("Weekdays there, full time"), style=Style.POINTS),
            Column(heading=tr("Even share, points"), style=Style.POINTS),
            Column(
                heading=tr("More than even (minus: less)"), style=Style.POINTS, is_printed=False
            ),
            Column(heading=tr("Beside an even share"), style=Style.LONG, narrowest=10, widest=16),
            Column(heading=tr("Load now"), style=Style.SHARE, narrowest=8),
            Column(heading=tr("What the records say of it"), style=Style.LONG, widest=44),
        ],
        rows=[
            (
                names[each.worker],
                terms.role(workers[each.worker]),
                each.cases,
                each.points,
                each.days,
                each.expected,
                each.over,
                sentences.against_even(each),
                _load(facts, each.worker),
                sentences.why(found, workers[each.worker]) or None,
            )
            for each in order
        ],
        nobody=tr("Nobody: the import names no one who can hold a case."),
        children=None,
    )


def given_on_paper(facts: Facts, period: Period) -> Paper:
    """Both on paper: each worker first, then every case."""
    each, cases = shares(facts, period), given(facts, period)
    return Paper(
        title=tr("Who got what"),
        pages=(
            Page(title=each.title, blocks=blocks(with_team(each, facts))),
            Page(title=cases.title, blocks=blocks(with_team(cases, facts))),
        ),
        foot=foot(facts),
        children=cases.children,
        is_landscape=True,
    )


def _load(facts: Facts, worker: WorkerId) -> float | None:
    load = facts.loads.loads.get(worker)
    return None if load is None else load.utilisation


def _found(facts: Facts, period: Period) -> GivenCases:
    return given_cases(facts.loads, period, facts.earlier, facts.review.team)


def _lead(facts: Facts, found: GivenCases) -> list[Line]:
    planned = sum(case.is_planned for case in found.cases)
    said = [
        lead(
            trn(
                "{n} case given, {points} points. By {imports}.",
                "{n} cases given, {points} points. By {imports}.",
                len(found.cases),
                points=terms.points(found.points),
                imports=sentences.imports(found.imports),
            )
        )
    ]
    if planned:
        said.append(
            lead(
                trn(
                    "{n} of them is planned: it counts as given, and the record must follow.",
                    "{n} of them are planned: they count as given, and the record must follow.",
                    planned,
                )
            )
        )
    said.append(
        lead(
            tr(
                "Not told: who had a case in between and gave it on before the next import, or"
                " whose case was closed by then."
            )
        )
    )
    if found.period.last > facts.as_at:
        day = terms.plain_day(facts.as_at)
        said.append(lead(tr("After {day}: cannot tell, but for the plan.", day=day)))
    return said


def _row(facts: Facts, case: Given) -> Sequence[Value]:
    names = facts.ever_called
    return (
        case.day,
        case.child.id,
        terms.child_name(case.child, hide_names=facts.hide_names) if case.child.name else None,
        terms.case_type(case.case),
        case.points,
        sentences.before(case, None if case.before is None else names[case.before]),
        names[case.worker],
        tr("planned") if case.is_planned else tr("done"),
        case.siblings,
        moves.change_reason(case.reason) or None,
    )
