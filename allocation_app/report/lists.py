"""The three long sheets: every child, every child who waits, every finding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from allocation_app.domain.findings import STATE_ORDER, UNDATED, Finding, State, Told
from allocation_app.domain.people import Child, Worker
from allocation_app.domain.waiting import Wait
from allocation_app.domain.working_days import Unit
from allocation_app.report.facts import Facts, count
from allocation_app.report.listing import Choices, Column, Each, Line, Listing
from allocation_app.report.looks import STATES, Pair, Style
from allocation_app.report.values import Value
from allocation_app.wording import findings as sentences
from allocation_app.wording import terms
from allocation_app.wording.explanations import clears
from allocation_app.wording.sheets import ALLOCATIONS, Heading, heading, may_change_allocations
from allocation_app.wording.translate import mark, tr, trn

WEIGHT = mark("Weight of the case")
UNITS: Mapping[Unit, str] = {
    Unit.WORKING_DAYS: mark("working days"),
    Unit.DAYS: mark("days"),
    Unit.WEEKS: mark("weeks"),
    Unit.MONTHS: mark("months"),
}


def state_pairs() -> dict[str, Pair]:
    """The colours that go with the words for the four states, with and without a date."""
    words = {terms.term(state): pair for state, pair in STATES.items()}
    return words | {terms.told(told): STATES[state] for state, told in UNDATED.items()}


def identity(facts: Facts) -> tuple[Column, Column]:
    """The two columns that say which child."""
    return (
        Column(heading=tr("Child ID"), narrowest=8, widest=16),
        Column(
            heading=tr("Initials") if facts.hide_names else tr("Name"),
            style=Style.LONG,
            widest=17,
            is_shown=not facts.snapshot.is_coded,
        ),
    )


def lead(text: str) -> Line:
    """A sentence above a table."""
    return [(text, Style.LEAD)]


def allocations(facts: Facts) -> Listing:
    """A row per child: who has it, since when, what it counts for, what is late first."""
    children = sorted(facts.review.children.values(), key=lambda child: _by_worker(facts, child))
    return Listing(
        title=tr(ALLOCATIONS),
        table="Allocations",
        lead=[
            lead(
                tr(
                    "Every child with an open case, by team, worker and family. Points are those of"
                    " the child’s own worker; a co-worker’s stand on the co-worker’s own sheet."
                )
            )
        ],
        columns=[
            *identity(facts),
            Column(heading=tr("Family"), widest=10),
            Column(heading=tr("Children in family"), style=Style.COUNT),
            Column(heading=tr("Status"), style=Style.LONG, widest=14),
            Column(heading=tr("Team"), style=Style.LONG, widest=15, is_shown=facts.has_teams),
            Column(
                heading=heading(Heading.WORKER),
                style=Style.LONG,
                widest=14,
                is_open=True,
                choices=Choices.WORKERS,
            ),
            Column(heading=tr("Role"), style=Style.LONG, widest=15),
            Column(heading=tr("With this worker since"), style=Style.DAY),
            Column(heading=tr("Why unallocated"), style=Style.LONG, widest=14),
            Column(heading=tr("Working days waiting"), style=Style.COUNT),
            Column(heading=tr("Points"), style=Style.POINTS),
            Column(heading=tr("Late"), style=Style.COUNT),
            Column(heading=tr("Due soon"), style=Style.COUNT),
            Column(heading=tr("Flagged or near"), style=Style.COUNT),
            Column(heading=tr("Cannot tell"), style=Style.COUNT),
            Column(heading=tr("First late or due"), style=Style.LONG, widest=32),
            Column(heading=tr("Date due"), style=Style.DAY),
        ],
        rows=Each(children, partial(_allocation, facts)),
        nobody=tr("Nobody: the import has no child with an open case."),
        children=len(children),
        may_change=may_change_allocations() if children else "",
    )


def _by_worker(facts: Facts, child: Child) -> tuple[str, str, str, str]:
    holder = facts.loads.holder(child.id)
    team = facts.team(child.team)
    return (team, "" if holder is None else holder.name, child.family or "", child.id)


def _allocation(facts: Facts, child: Child) -> Sequence[Value]:
    holder, spell = facts.loads.holder(child.id), facts.loads.spells.get(child.id)
    findings = facts.findings.get(child.id, ())
    first = next((f for f in findings if f.state in {State.LATE, State.DUE_SOON}), None)
    wait = facts.waits.get(child.id)
    return (
        child.id,
        facts.name(child.id),
        child.family,
        facts.children_in_family[child.family_key],
        terms.statuses(child),
        facts.team(child.team),
        None if holder is None else facts.called[holder.id],
        None if holder is None else terms.role(holder),
        None if spell is None else spell.start,
        _why_unallocated(child, holder, wait),
        None if wait is None else wait.working_days,
        facts.points_held.get(child.id),
        count(findings, Told.LATE),
        count(findings, Told.DUE_SOON),
        count(findings, Told.FLAGGED) + count(findings, Told.NEAR),
        count(findings, Told.CANNOT_TELL),
        None if first is None else sentences.sentence(first, facts.review),
        None if first is None else first.due,
    )


def _why_unallocated(child: Child, holder: Worker | None, wait: Wait | None) -> str | None:
    if wait is not None:
        return terms.reason(wait.reason)
    if holder is None and not child.is_holder_told:
        return terms.untold_holder(child)
    return None


def unallocated(facts: Facts) -> Listing:
    """The children without a named social worker, worst first, with both clocks and the ladder."""
    waits, untold = facts.review.waits, len(facts.loads.unreadable)
    is_reviewed = any(wait.last_reviewed is not None for wait in waits)
    is_seen = any(wait.seen_due is not None for wait in waits)
    return Listing(
        title=tr("Unallocated"),
        table="Unallocated",
        lead=[
            lead(
                tr(
                    "Children without a named social worker, worst first."
                    " The wait is counted from the latest of referral, arrival in the team"
                    " and the last worker's end."
                )
            ),
            lead(
                tr("Who must be told and when: {ladder}.", ladder=facts.review.policy.ladder.name)
            ),
            *([lead(_untold(untold))] if untold else []),
        ],
        columns=[
            *identity(facts),
            Column(heading=tr("Family"), widest=12, is_printed=False),
            Column(heading=tr("Status"), style=Style.LONG, widest=18),
            Column(heading=tr("Team"), style=Style.LONG, widest=15, is_shown=facts.has_teams),
            Column(heading=tr("Why unallocated"), style=Style.LONG, widest=16),
            Column(heading=tr("Stands under"), style=Style.LONG, widest=16),
            Column(heading=tr("State"), widest=12, pairs=state_pairs()),
            Column(heading=tr("Must never wait"), style=Style.LONG, widest=8),
            Column(heading=tr("Referred"), style=Style.DAY),
            Column(
                heading=tr("Working days since referral"),
                style=Style.COUNT,
                narrowest=14,
                is_printed=False,
            ),
            Column(heading=tr("Last worker ended"), style=Style.DAY, is_printed=False),
            Column(heading=tr("Waits since"), style=Style.DAY),
            Column(heading=tr("Working days waiting"), style=Style.COUNT),
            Column(heading=tr("To be allocated by"), style=Style.DAY, is_printed=False),
            Column(heading=tr("Who must be told"), style=Style.LONG, widest=16),
            Column(heading=tr("Next step"), style=Style.LONG, widest=14),
            Column(heading=tr("Next step on"), style=Style.DAY),
            Column(heading=tr("Last reviewed"), style=Style.DAY, is_shown=is_reviewed),
            Column(heading=tr("Review due"), style=Style.DAY),
            Column(heading=tr("Reviews missed"), style=Style.COUNT),
            Column(heading=tr("To be seen by"), style=Style.DAY, is_shown=is_seen),
            Column(heading=tr(WEIGHT), style=Style.POINTS),
        ],
        rows=[_waiting(facts, wait) for wait in waits],
        nobody=(
            tr("Nobody, as far as it can be told.")
            if untold
            else tr("Nobody: every child has a named social worker.")
        ),
        children=len(waits),
    )


def _untold(children: int) -> str:
    return trn(
        "Of {n} more child nobody can tell whether it has a social worker: see Allocations.",
        "Of {n} more children nobody can tell whether they have a social worker: see Allocations.",
        children,
    )


def _waiting(facts: Facts, wait: Wait) -> Sequence[Value]:
    child, holder = facts.child(wait.child), facts.loads.holder(wait.child)
    return (
        child.id,
        facts.name(child.id),
        child.family,
        terms.statuses(child),
        facts.team(child.team),
        terms.reason(wait.reason),
        None if holder is None else holder.name,
        terms.term(wait.state),
        tr("yes") if wait.must_never_wait else tr("no"),
        wait.referred,
        wait.working_days_since_referral,
        wait.last_worker_ended,
        wait.since,
        wait.working_days,
        wait.due,
        terms.escalation(wait.escalation),
        terms.escalation(wait.next_rung) if wait.next_rung else None,
        wait.next_rung_on,
        wait.last_reviewed,
        wait.review_due,
        wait.missed_reviews,
        wait.seen_due,
        facts.weight(wait.child),
    )


def findings(facts: Facts) -> Listing:
    """Every finding, worst first, with its dates, its sentence and its source."""
    ordered = sorted(facts.review.findings, key=_by_state)
    return Listing(
        title=tr("Findings"),
        table="Findings",
        lead=[
            lead(
                tr(
                    "What the rules say of each child and worker."
                    " A date that is missing is “cannot tell”, never “in time”."
                )
            )
        ],
        columns=[
            Column(heading=tr("State"), widest=12, pairs=state_pairs()),
            Column(heading=tr("Rule"), widest=12),
            *identity(facts),
            Column(heading=tr("Worker"), style=Style.LONG, widest=18),
            Column(heading=tr("Clock started"), style=Style.DAY),
            Column(heading=tr("Date due"), style=Style.DAY),
            Column(heading=tr("Over (minus: left)"), style=Style.COUNT),
            Column(heading=tr("Counted in"), style=Style.LONG, widest=13),
            Column(heading=tr("What it says"), style=Style.LONG, widest=46),
            Column(heading=tr("Way out"), style=Style.LONG, widest=42),
            Column(heading=tr("Source"), style=Style.LONG, widest=42),
        ],
        rows=Each(ordered, partial(_finding, facts)),
        nobody=tr("None: no rule has anything to say."),
        children=len({f.child for f in ordered if f.child is not None}),
    )


def _by_state(finding: Finding) -> tuple[int, bool]:
    """Late before flagged, due soon before near."""
    return STATE_ORDER[finding.state], finding.told in UNDATED.values()


def _finding(facts: Facts, finding: Finding) -> Sequence[Value]:
    worker = facts.holder(finding)
    return (
        terms.told(finding.told),
        finding.rule,
        finding.child,
        None if finding.child is None else facts.name(finding.child),
        None if worker is None else worker.name,
        finding.trigger,
        finding.due,
        finding.over,
        None if finding.over is None else tr(UNITS[finding.unit]),
        sentences.sentence(finding, facts.review),
        clears(finding, facts.review),
        sentences.source(finding, facts.review).citation,
    )
