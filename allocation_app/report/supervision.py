"""What a worker's sheet and page say alike: who it is, the share in a phrase, next dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from allocation_app.domain.findings import Finding, State, Told
from allocation_app.domain.people import Worker
from allocation_app.domain.policy import Part
from allocation_app.report.facts import Facts
from allocation_app.wording import findings as sentences
from allocation_app.wording import terms, workload
from allocation_app.wording.translate import tr

PARTS = (Part.SIBLING, Part.CO_WORKED, Part.OUT_OF_AREA, Part.NEW)
"""What is added to the weight of a case, or taken off it, in a column each."""


def part_heading(part: Part) -> str:
    """What stands over the column of a part."""
    return terms.first_up(terms.term(part))


def caseload_in_words(facts: Facts, worker: Worker) -> str:
    """Who it is, and how many are held: "Social worker, North. 14 children of 9 families; …"."""
    load = facts.load(worker.id)
    parts = (terms.role(worker), facts.team(worker.team))
    held = tr(
        "{children} of {families}; co-worked: {n}",
        children=terms.children(len(load.children)),
        families=terms.families(load.families),
        n=len(load.co_worked),
    )
    return tr("{who}. {held}.", who=terms.first_up(", ".join(filter(None, parts))), held=held)


def without_capacity(facts: Facts, worker: Worker) -> str:
    """Why nothing may be added to a worker's cases, or nothing where there is capacity."""
    if facts.load(worker.id).capacity > 0:
        return ""
    opened = facts.review.policy.capacity_sum(worker, facts.as_at)
    return workload.no_capacity(opened, worker, facts.as_at) or tr("no hours for cases")


def share_in_words(facts: Facts, worker: Worker) -> str:
    """A worker's load in a phrase: "98.2 points of 75: 130 % of capacity, over"."""
    load = facts.load(worker.id)
    if load.utilisation is None:
        return tr(
            "{points} points, no capacity for cases ({why})",
            points=terms.points(load.points),
            why=without_capacity(facts, worker),
        )
    return tr(
        "{points} points of {capacity}: {share} of capacity, {band}",
        points=terms.points(load.points),
        capacity=terms.points(load.capacity),
        share=workload.share(load.utilisation, facts.review.doubts.get(worker.id)),
        band=terms.term(load.band),
    )


def next_date(
    known: Sequence[Finding], coming: Sequence[Finding]
) -> tuple[Told | None, date | None]:
    """How the worst that has a date is told, and the first date; without any, the worst alone."""
    dated = [finding for finding in (*known, *coming) if finding.due is not None]
    if dated:
        return dated[0].told, min(finding.due for finding in dated if finding.due is not None)
    return (known[0].told, None) if known else (None, None)


def dates(
    facts: Facts, known: Sequence[Finding], coming: Sequence[Finding], *, is_whole: bool = False
) -> tuple[str, ...]:
    """A line for each thing late or due soon, one for the next in time, one for what is missing.

    What nobody can tell is counted, or (``is_whole``) named: a page has no list to look it up in.
    """
    said = [finding for finding in known if finding.state in {State.LATE, State.DUE_SOON}]
    said = sorted((*said, *coming[:1]), key=lambda finding: finding.due or date.min)
    lines = [sentences.sentence(finding, facts.review) for finding in said]
    unclear = [finding for finding in known if finding.told is Told.CANNOT_TELL]
    if unclear and is_whole:
        rules = dict.fromkeys(sentences.rule_name(each, facts.review) for each in unclear)
        lines.append(tr("Cannot tell: {rules}", rules="; ".join(rules)))
    elif unclear:
        lines.append(tr("Cannot tell: {n} (see Findings)", n=len(unclear)))
    return tuple(lines) or (tr("No rule in force asks for a date."),)
