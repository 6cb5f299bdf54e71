"""What the plan changes: a row per child moved or co-worked otherwise, and one per change of staff.

The first of the two can be filled in or changed in Excel and brought back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from allocation_app.domain.effects import Measured, plan_effect, step_effect
from allocation_app.domain.move_rules import Broken, broken_in_plan
from allocation_app.domain.people import ChildId, Involvement, WorkerId
from allocation_app.domain.plan import ChildStep, InvolvementChange, Move, Plan
from allocation_app.domain.staffing import StaffChange
from allocation_app.domain.worker_history import is_present_untold
from allocation_app.report.facts import Facts
from allocation_app.report.listing import Choices, Column, Line, Listing
from allocation_app.report.lists import identity, lead
from allocation_app.report.looks import Style
from allocation_app.report.values import Value
from allocation_app.wording import effects, move_rules, moves, staffing, terms
from allocation_app.wording.names import Names, names_of, nobody
from allocation_app.wording.sheets import CHANGES, Heading, heading, may_change_changes
from allocation_app.wording.translate import tr

MOST_EFFECTS = 300  # changes: each is worked out without the others, and that takes its time


def changes(facts: Facts) -> Listing:
    """A row per move and per change of a co-worker or adviser, in the order of the import."""
    made = _Made(facts=facts)
    order = {child: place for place, child in enumerate(facts.snapshot.children)}
    staged = sorted(made.plan.child_steps, key=lambda change: order[change.child])
    name = made.plan.name
    return Listing(
        title=tr("Changes: {name}", name=name) if name else tr(CHANGES),
        table="Changes",
        lead=[*made.lead(staged)],
        columns=[
            *identity(facts),
            Column(
                heading=heading(Heading.ROLE),
                style=Style.LONG,
                widest=11,
                is_open=True,
                choices=Choices.ROLES,
            ),
            Column(heading=heading(Heading.FROM), style=Style.LONG, widest=14),
            Column(
                heading=heading(Heading.TO),
                style=Style.LONG,
                widest=14,
                is_open=True,
                choices=Choices.WORKERS,
            ),
            Column(heading=heading(Heading.DAY), style=Style.DAY, is_open=True),
            Column(
                heading=heading(Heading.REASON),
                style=Style.LONG,
                widest=16,
                is_open=True,
                choices=Choices.REASONS,
            ),
            Column(heading=tr("What it does"), style=Style.LONG, widest=30, is_shown=bool(staged)),
            Column(
                heading=tr("What speaks against it"),
                style=Style.LONG,
                widest=34,
                is_shown=bool(staged),
            ),
            Column(
                heading=tr("Rules set aside"),
                style=Style.LONG,
                widest=13,
                is_shown=any(move.overrides for move in made.plan.moves),
            ),
            Column(
                heading=heading(Heading.OVERRIDE),
                style=Style.LONG,
                widest=16,
                is_open=True,
                choices=Choices.OVERRIDES,
            ),
            Column(
                heading=heading(Heading.NOTE),
                style=Style.LONG,
                widest=18,
                is_open=True,
                is_shown=not facts.hide_names,  # a blank would come back as a note taken away
            ),
        ],
        rows=[made.row(change) for change in staged],
        nobody=tr("Nobody: the plan changes no child’s worker."),
        children=len({change.child for change in staged}),
        may_change=may_change_changes(hide_names=facts.hide_names),
    )


def staff_changes(facts: Facts) -> Listing:
    """A row per change of staff that the plan counts with, by its day."""
    staged = sorted(_plan(facts).staffing, key=lambda change: (change.day, change.worker))
    return Listing(
        title=tr("What if: changes of staff"),
        table="Staffing",
        lead=[lead(tr("Changes of staff that the plan counts with. They are no record of leave."))],
        columns=[
            Column(heading=tr("Worker"), style=Style.LONG, widest=22),
            Column(heading=tr("Team"), style=Style.LONG, widest=18),
            Column(heading=tr("Day"), style=Style.DAY),
            Column(heading=tr("Until"), style=Style.DAY),
            Column(heading=tr("What happens"), style=Style.LONG, widest=70),
        ],
        rows=[_staff_row(facts, change) for change in staged],
        nobody=tr("None: the plan counts with the staff of the import."),
        children=None,
    )


def _plan(facts: Facts) -> Plan:
    return facts.loads.plan


@dataclass(frozen=True, kw_only=True)
class _Made:
    """What every row of the plan is told by, worked out once."""

    facts: Facts

    @cached_property
    def plan(self) -> Plan:
        return _plan(self.facts)

    @cached_property
    def by(self) -> Measured:
        review = self.facts.review
        return Measured(
            policy=review.policy, rules=review.rules, calendar=review.calendar, team=review.team
        )

    @cached_property
    def names(self) -> Names:
        return names_of(self.facts.snapshot, hide_names=self.facts.hide_names)

    @cached_property
    def donors(self) -> moves.Donors:
        return moves.donors(self.facts.loads)

    @cached_property
    def broken(self) -> Mapping[tuple[ChildId, WorkerId | None], Sequence[Broken]]:
        found: dict[tuple[ChildId, WorkerId | None], list[Broken]] = {}
        for each in broken_in_plan(self.plan, self.by):
            found.setdefault((each.child, each.worker), []).append(each)
        return found

    def lead(self, staged: Sequence[ChildStep]) -> Iterator[Line]:
        """What the plan comes to, and how all else looks at it."""
        if staged or self.plan.staffing:
            team = plan_effect(self.plan, self.by).team
            yield lead(tr("What it changes: {change}.", change=effects.team(team)))
            yield lead(
                tr(
                    "Everywhere else each move counts as made, whatever its day; changes of staff"
                    " count from theirs."
                )
            )
        if len(staged) > MOST_EFFECTS:
            yield lead(tr("What each does is told of up to {n} changes.", n=MOST_EFFECTS))
        if self.facts.hide_names:
            if staged:
                yield lead(tr("Notes are left out with the names: they may hold some."))
            return
        for line in self.plan.notes.splitlines():
            yield lead(tr("Notes: {line}", line=line))

    def row(self, change: ChildStep) -> Sequence[Value]:
        """A change of case holder, or of whoever stands beside one."""
        child = self.facts.child(change.child)
        return (
            child.id,
            self.facts.name(child.id),
            *(self._moved(change) if isinstance(change, Move) else self._beside(change)),
            change.effective or self.facts.as_at,
            moves.change_reason(change.reason) or None,
            self._effect(change) or None,
            self._against(change) or None,
            *(self._set_aside(change) if isinstance(change, Move) else (None, None)),
            None if self.facts.hide_names else change.note or None,
        )

    def _moved(self, move: Move) -> Sequence[Value]:
        role, gives = terms.involvement(Involvement.CASE_HOLDER), self.donors.get(move.child)
        if is_present_untold(self.facts.loads, move.child):
            untold = terms.untold_holder(self.facts.child(move.child))
            return role, untold, self._holder(move.to)
        return role, self._holder(gives), self._holder(move.to)

    def _beside(self, change: InvolvementChange) -> Sequence[Value]:
        worker, role = self._holder(change.worker), terms.involvement(change.involvement)
        return (role, worker, None) if change.is_end else (role, None, worker)

    def _holder(self, worker: WorkerId | None) -> str:
        return nobody() if worker is None else self.facts.called.get(worker, str(worker))

    def _effect(self, change: ChildStep) -> tuple[str, ...]:
        """Who gives, who receives and the team, before and after, a line each."""
        if len(self.plan.child_steps) > MOST_EFFECTS:
            return ()
        done = step_effect(self.plan, change, self.by).effect
        ordered = sorted(done.workers.values(), key=lambda e: e.after.points > e.before.points)
        told = [effects.worker(each, self.names) for each in ordered]
        return (*told, tr("team: {change}", change=effects.team(done.team)))

    def _against(self, change: ChildStep) -> tuple[str, ...]:
        """Every rule that the change breaks as the plan stands."""
        worker = change.to if isinstance(change, Move) else change.worker
        found = self.broken.get((change.child, worker), ())
        return tuple(move_rules.sentences(found, self.names))

    def _set_aside(self, move: Move) -> Sequence[Value]:
        """Which rules were set aside when the move was staged, and why."""
        if not move.overrides:
            return None, None
        why = moves.override_reason(move.override_reason)
        return move_rules.rule_names(move.overrides), why


def _staff_row(facts: Facts, change: StaffChange) -> Sequence[Value]:
    worker = facts.snapshot.workers[change.worker]
    return (
        worker.name,
        facts.team(worker.team),
        change.day,
        change.until,
        staffing.change(change),
    )
