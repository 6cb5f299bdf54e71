"""The plan against each import that came over it: what was done, what not, what nobody planned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from allocation_app.domain.against import against_plan
from allocation_app.domain.period import Period
from allocation_app.domain.reconciling import Outcome, Reconciled, Reconciliation
from allocation_app.report.facts import Facts
from allocation_app.report.listing import Column, Listing
from allocation_app.report.lists import identity, lead
from allocation_app.report.looks import Style
from allocation_app.report.values import Value
from allocation_app.wording import given as periods
from allocation_app.wording import reconciled as sentences
from allocation_app.wording import terms
from allocation_app.wording.translate import tr

Found = Sequence[tuple[str, Reconciliation, Sequence[Reconciled]]]
"""Each import by its fingerprint, what it says of the plan, and the rows that are asked for."""


def reconciled(facts: Facts, period: Period) -> Listing:
    """A row for each step and each unplanned change, by the imports of a period in their order.

    An import that came while nothing was planned is left out.
    """
    found = [*_found(facts, period)]
    named = {row.child.id for _, _, rows in found for row in rows if row.child is not None}
    who, name = identity(facts)
    return Listing(
        title=tr("Plan and outcome: {period}", period=periods.period(period)),
        table="PlanAndOutcome",
        lead=[*map(lead, _lead(facts, found))],
        columns=[
            Column(heading=tr("Import as at"), style=Style.DAY),
            Column(heading=tr("Outcome"), style=Style.LONG, widest=17),
            who,
            name,
            Column(heading=tr("Planned"), style=Style.LONG, widest=40),
            Column(heading=tr("The import says"), style=Style.LONG, widest=30),
            Column(heading=tr("In the plan"), style=Style.LONG, widest=16),
            Column(heading=tr("Reason"), style=Style.LONG, widest=24),
            Column(heading=tr("Plan as at"), style=Style.DAY),
            Column(heading=tr("Import"), style=Style.TEXT, narrowest=16, is_printed=False),
        ],
        rows=[_row(facts, each, row, of) for each, of, rows in found for row in rows],
        nobody=tr("Nothing was planned that a later import could say anything of."),
        children=len(named),
    )


def _found(facts: Facts, period: Period) -> Iterator[tuple[str, Reconciliation, list[Reconciled]]]:
    past = facts.known_past
    for number, of in against_plan(past):
        rows = [row for row in of.rows if _is_about(facts, row)]
        if of.after in period and any(row.step is not None for row in of.rows):
            yield past.imports[number].fingerprint, of, rows


def _is_about(facts: Facts, row: Reconciled) -> bool:
    """Whether it is of the team that is asked for: by the child's, else by the worker's."""
    of = row.child or row.worker
    is_shown = row.child is not None and row.child.id in facts.review.children
    return (
        facts.review.team is None or is_shown or (of is not None and of.team == facts.review.team)
    )


def _row(facts: Facts, source: str, row: Reconciled, of: Reconciliation) -> Sequence[Value]:
    return (
        of.after,
        terms.first_up(sentences.outcome(row.outcome)),
        None if row.child is None else row.child.id,
        _name(facts, row),
        terms.first_up(sentences.planned(row)),
        terms.first_up(sentences.said(row)),
        terms.first_up(sentences.becomes(row)),
        terms.first_up(sentences.reason(row)),
        of.before,
        source,
    )


def _name(facts: Facts, row: Reconciled) -> str:
    if row.child is None:
        return "" if row.worker is None else row.worker.name
    return terms.child_name(row.child, hide_names=facts.hide_names) if row.child.name else ""


def _lead(facts: Facts, found: Found) -> Iterator[str]:
    if not facts.known_past.journal:
        yield tr("No journal is kept: what was planned before an import, nobody can tell.")
        return
    counts = Counter[Outcome](row.outcome for _, _, rows in found for row in rows)
    if counts:
        yield tr("All told: {said}.", said=sentences.amounts(counts))
    yield tr(
        "The plan as it stood when an import came, beside what that says; without a plan nothing is"
        " told. The case system is the record: what is done differently there is no fault of"
        " anybody’s."
    )
