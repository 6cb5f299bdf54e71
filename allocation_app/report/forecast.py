"""What will be late in the coming weeks, whose it is, and by when somebody has to act."""

from __future__ import annotations

from collections.abc import Sequence

from allocation_app.domain.forecast import WEEK, WEEKS_AHEAD, Coming
from allocation_app.report.facts import Facts
from allocation_app.report.listing import Column, Listing
from allocation_app.report.lists import identity, lead
from allocation_app.report.looks import Style
from allocation_app.report.values import DAY_FORMAT, Value
from allocation_app.wording import findings as sentences
from allocation_app.wording import forecast as coming_sentences
from allocation_app.wording.translate import tr


def forecast(facts: Facts) -> Listing:
    """A row per breach to come, soonest first."""
    ahead = facts.review.coming
    until = facts.as_at + WEEKS_AHEAD * WEEK
    return Listing(
        title=tr("Forecast"),
        table="Forecast",
        lead=[
            lead(
                tr(
                    "What will be late by {day} unless it is done before, leave and last days"
                    " of workers included. An estimate: nothing else is foreseen.",
                    day=f"{until:{DAY_FORMAT}}",
                )
            )
        ],
        columns=[
            Column(heading=tr("Week"), style=Style.COUNT),
            Column(heading=tr("Late from"), style=Style.DAY),
            Column(heading=tr("Act by"), style=Style.DAY),
            Column(heading=tr("Why act"), style=Style.LONG, widest=12),
            *identity(facts),
            Column(heading=tr("Worker"), style=Style.LONG, widest=18),
            Column(heading=tr("Rule"), widest=12),
            Column(heading=tr("Date due"), style=Style.DAY),
            Column(heading=tr("What it says"), style=Style.LONG, widest=46),
            Column(heading=tr("Source"), style=Style.LONG, widest=36),
        ],
        rows=[_row(facts, each) for each in ahead],
        nobody=tr("None: nothing that is in time now will be late within four weeks."),
        children=len({each.finding.child for each in ahead if each.finding.child is not None}),
    )


def _row(facts: Facts, each: Coming) -> Sequence[Value]:
    finding = each.finding
    return (
        each.week,
        each.breaches_on,
        each.act_by,
        coming_sentences.why(each) or None,
        finding.child,
        None if finding.child is None else facts.name(finding.child),
        None if each.holder is None else facts.snapshot.workers[each.holder].name,
        finding.rule,
        finding.due,
        coming_sentences.sentence(each, facts.review),
        sentences.source(finding, facts.review).citation,
    )
