"""The evidence of a period: every child without a worker, what was done, what nobody can tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from allocation_app.domain.evidence import Evidence, Untold, Waited, evidence
from allocation_app.domain.people import Child
from allocation_app.domain.period import Period
from allocation_app.report.facts import Facts
from allocation_app.report.listing import Column, Listing
from allocation_app.report.lists import identity, lead, state_pairs
from allocation_app.report.looks import Style
from allocation_app.report.on_paper import blocks, with_team
from allocation_app.report.pages import Page, Paper, Tone, Words
from allocation_app.report.printed import foot
from allocation_app.report.values import Value
from allocation_app.wording import evidence as sentences
from allocation_app.wording import given as periods
from allocation_app.wording import terms
from allocation_app.wording.translate import tr


def evidence_sheet(facts: Facts, period: Period) -> Listing:
    """A row per wait, the gravest first; then those of whom nobody can tell."""
    found = _found(facts, period)
    made = _waits(facts, found, has_untold=bool(found.untold) or _has_untold(found))
    rows = [*made.rows, *(_untold(facts, each) for each in found.untold)]
    return Listing(
        title=made.title,
        table=made.table,
        lead=made.lead,
        columns=made.columns,
        rows=rows,
        nobody=made.nobody,
        children=len(found.children) + len(found.untold),
        below=[*map(lead, sentences.definitions(facts.review.policy.ladder))],
    )


def evidence_on_paper(facts: Facts, period: Period) -> Paper:
    """The waits, and on a page of their own those of whom nobody can tell."""
    found = _found(facts, period)
    made = _waits(facts, found, has_untold=_has_untold(found))
    above = [*_summary(found), " ".join(sentences.limits(found))]
    made = replace(made, lead=[*map(lead, above)])
    beside = _beside(facts, found)
    pages = [Page(title=made.title, blocks=blocks(with_team(made, facts)))]
    if found.untold:
        pages.append(Page(title=beside.title, blocks=blocks(with_team(beside, facts))))
    below = (
        Words(text=tr("How it is counted"), tone=Tone.SECTION),
        Words(text=" ".join(sentences.definitions(facts.review.policy.ladder))),
    )
    pages[-1] = replace(pages[-1], blocks=(*pages[-1].blocks, *below))
    return Paper(
        title=tr("Evidence of a period"),
        pages=pages,
        foot=foot(facts),
        children=len(found.children) + len(found.untold),
        is_landscape=True,
    )


def _found(facts: Facts, period: Period) -> Evidence:
    found = evidence(facts.loads, period, facts.review.calendar, facts.earlier)
    return replace(
        found,
        waits=tuple(wait for wait in found.waits if _is_about(facts, wait.child)),
        untold=tuple(each for each in found.untold if _is_about(facts, each.child)),
    )


def _is_about(facts: Facts, child: Child) -> bool:
    """Whether it is a child of the team that is asked for; one listed no more by its own team."""
    team = facts.review.team
    return (
        team is None
        or child.id in facts.review.children
        or (child.id not in facts.snapshot.children and child.team == team)
    )


def _waits(facts: Facts, found: Evidence, *, has_untold: bool) -> Listing:
    return Listing(
        title=tr("Evidence, without a worker: {period}", period=periods.period(found.period)),
        table="Evidence",
        # A sentence a line: in a sheet what is longer than a line runs on beside the table.
        lead=[*map(lead, (*_summary(found), *sentences.limits(found)))],
        columns=[
            *identity(facts),
            Column(heading=tr("Status"), style=Style.LONG, widest=14),
            Column(heading=tr("Team"), style=Style.LONG, widest=15, is_shown=facts.has_teams),
            Column(heading=tr("State"), widest=12, pairs=state_pairs()),
            Column(heading=tr("From, in this time"), style=Style.DAY),
            Column(heading=tr("To, in this time"), style=Style.DAY),
            Column(heading=tr("Days without a worker"), style=Style.COUNT),
            Column(
                heading=tr("Days of which nobody can tell"),
                style=Style.LONG,
                widest=14,
                is_shown=has_untold,
            ),
            Column(heading=tr("Waits since"), style=Style.DAY),
            Column(heading=tr("Working days in all"), style=Style.COUNT),
            Column(heading=tr("Why unallocated"), style=Style.LONG, widest=14),
            Column(heading=tr("Must never wait"), style=Style.LONG, widest=8, is_printed=False),
            Column(heading=tr("Who must be told, from"), style=Style.LONG, widest=20),
            Column(heading=tr("Reviews held"), style=Style.LONG, widest=13),
            Column(heading=tr("Reviews missing, due on"), style=Style.LONG, widest=13),
            Column(heading=tr("Seen"), style=Style.LONG, widest=14),
            Column(heading=tr("What became of it"), style=Style.LONG, widest=20),
        ],
        rows=[_row(facts, found, wait) for wait in found.waits],
        nobody=tr("Nobody, as far as the imports tell.") if found.told else tr("Cannot tell."),
        children=len(found.children),
    )


def _has_untold(found: Evidence) -> bool:
    return any(wait.untold for wait in found.waits)


def _summary(found: Evidence) -> Sequence[str]:
    families = {wait.child.family_key for wait in found.waits}
    return tuple(sentences.summary(found, len(families)))


def _who(facts: Facts, child: Child) -> Sequence[Value]:
    return (
        child.id,
        terms.child_name(child, hide_names=facts.hide_names) if child.name else None,
        terms.statuses(child),
        facts.team(child.team),
    )


def _row(facts: Facts, found: Evidence, wait: Waited) -> Sequence[Value]:
    return (
        *_who(facts, wait.child),
        terms.term(wait.state),
        wait.within.first,
        wait.within.last,
        wait.days,
        sentences.days(wait.untold) or None,
        wait.since,
        wait.working_days,
        tuple(terms.reason(each) for each in wait.reasons),
        tr("yes") if wait.must_never_wait else tr("no"),
        sentences.rungs(wait, found.period),
        sentences.held(wait.reviews, found.period),
        sentences.missed(wait.reviews, found.period),
        sentences.seen(wait.seen, found.period),
        sentences.ended(wait.ended, found, facts.ever_called.__getitem__),
    )


def _untold(facts: Facts, each: Untold) -> Sequence[Value]:
    cannot_tell = tr("cannot tell")
    return (
        *_who(facts, each.child),
        cannot_tell,
        *(None,) * 3,
        sentences.days(each.days),
        *(None,) * 9,
    )


def _beside(facts: Facts, found: Evidence) -> Listing:
    return Listing(
        title=tr("Cannot tell: {period}", period=periods.period(found.period)),
        table="Untold",
        lead=[
            lead(
                tr(
                    "No import tells whether these children had a worker on these days. Earlier"
                    " imports may."
                )
            )
        ],
        columns=[
            *identity(facts),
            Column(heading=tr("Status"), style=Style.LONG, widest=24),
            Column(heading=tr("Team"), style=Style.LONG, widest=24, is_shown=facts.has_teams),
            Column(heading=tr("Days of which nobody can tell"), style=Style.LONG, widest=40),
        ],
        rows=[(*_who(facts, each.child), sentences.days(each.days)) for each in found.untold],
        nobody="",
        children=len(found.untold),
    )
