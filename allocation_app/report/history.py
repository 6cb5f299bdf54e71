"""Who has had each child's case, when, for how long and why that ended: every child in one list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from allocation_app.domain.people import Child
from allocation_app.domain.worker_history import is_present_untold, worker_history
from allocation_app.report.facts import Facts
from allocation_app.report.listing import Column, Listing
from allocation_app.report.lists import identity, lead
from allocation_app.report.looks import Style
from allocation_app.report.values import Value
from allocation_app.wording import handover, terms
from allocation_app.wording.translate import tr


def history(facts: Facts) -> Listing:
    """A row for each time a child stood under one name, earliest first; then the plan's."""
    children = facts.review.children.values()
    rows = [row for child in children for row in _rows(facts, child)]
    return Listing(
        title=tr("Worker history"),
        table="WorkerHistory",
        lead=[
            lead(
                tr(
                    "Who has had each case by the import, and who is to have it by the plan. What"
                    " no source holds is not there: an import may tell the present worker alone."
                )
            )
        ],
        columns=[
            *identity(facts),
            Column(heading=tr("Family"), widest=12),
            Column(heading=tr("Team"), style=Style.LONG, widest=18, is_shown=facts.has_teams),
            Column(heading=tr("Worker"), style=Style.LONG, widest=24),
            Column(heading=tr("Role"), style=Style.LONG, widest=31),
            Column(heading=tr("From"), style=Style.DAY),
            Column(heading=tr("To"), style=Style.DAY),
            Column(heading=tr("Days"), style=Style.COUNT),
            Column(heading=tr("What is known of it"), style=Style.LONG, widest=46),
        ],
        rows=rows,
        nobody=tr("Nobody: the import names no worker, past or present."),
        children=len({row[0] for row in rows}),
    )


def _rows(facts: Facts, child: Child) -> Iterator[Sequence[Value]]:
    who = child.id, facts.name(child.id), child.family, facts.team(child.team)
    if is_present_untold(facts.loads, child.id):
        yield (*who, tr("cannot tell"), None, None, None, None, terms.untold_holder(child))
    for held in worker_history(facts.loads, child.id):
        yield (
            *who,
            facts.called[held.worker],
            terms.role(facts.snapshot.workers[held.worker]),
            held.start,
            held.end,
            held.days,
            handover.why_ended(held),
        )
