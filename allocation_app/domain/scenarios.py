"""Plans kept beside the present one over one import, to be compared and taken up again.

A scenario is what is staged: moves, co-workers and advisers, changes of staff. What is recorded of
the children (pins, marks, reviews) is the same in all of them: a conflict of interest that was
marked today counts in the plan that was kept yesterday.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from allocation_app.domain.caseloads import Caseloads, caseloads
from allocation_app.domain.effects import Measured, TeamStanding, team_standing
from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.plan import LONGEST_NAME, Plan
from allocation_app.domain.policy import Policy
from allocation_app.domain.staffing import joined


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The present plan and those that are kept by name beside it: one step of undo is one desk."""

    plan: Plan
    kept: tuple[Plan, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a kept plan of another import, without a name, or by the name of another."""
        if any(plan.snapshot is not self.plan.snapshot for plan in self.kept):
            raise ValueError("a scenario belongs to another import")
        names = [plan.name for plan in self.kept]
        if not all(names) or len({*names}) < len(names):
            raise ValueError("a scenario has a name of its own")

    def named(self, name: str) -> Plan:
        """The kept plan of this name; raises `KeyError` where none has it."""
        for plan in self.kept:
            if plan.name == name:
                return plan
        raise KeyError(name)

    @property
    def is_kept(self) -> bool:
        """Whether what the present plan stages can be had again: it is kept, or it is nothing."""
        present = _staged(self.plan)
        return not any(present) or any(_staged(plan) == present for plan in self.kept)

    @property
    def is_changed(self) -> bool:
        """Whether the present plan bears the name of one that is kept and stages other things."""
        name, present = self.plan.name, _staged(self.plan)
        return any(each.name == name and _staged(each) != present for each in self.kept)

    def with_plan(self, plan: Plan) -> Desk:
        """Go on to another present plan; what it records of the children counts in all of them."""
        return replace(self, plan=plan, kept=tuple(_recorded(each, plan) for each in self.kept))

    def with_kept(self, name: str) -> Desk:
        """Keep the present plan by this name, in place of one that was kept by it.

        The present plan bears the name from then on. Raises `ValueError` for a name that is blank
        or too long.
        """
        plan = replace(self.plan, name=_checked(name))
        kept = tuple(plan if each.name == plan.name else each for each in self.kept)
        return Desk(plan=plan, kept=kept if plan in kept else (*kept, plan))

    def applied(self, name: str) -> Desk:
        """Make the plan of this name the present one; it stays among those kept."""
        return self.with_plan(self.named(name))

    def renamed(self, name: str, to: str) -> Desk:
        """Give a kept plan another name, and the present one if it bears the old one.

        Raises `KeyError` where none has the old name, `ValueError` where the new one is taken,
        blank or too long.
        """
        known, new = self.named(name), _checked(to)
        return Desk(
            plan=replace(self.plan, name=new) if self.plan.name == name else self.plan,
            kept=tuple(replace(each, name=new) if each is known else each for each in self.kept),
        )

    def without_kept(self, name: str) -> Desk:
        """Let the plan of this name go; the present plan stays as it is, whatever it is called."""
        return replace(self, kept=tuple(each for each in self.kept if each.name != name))

    @property
    def plans(self) -> tuple[Plan, ...]:
        """What can be compared: the import with nothing staged, the present plan, those kept."""
        return (self.plan.without_steps, self.plan, *self.kept)


def _staged(plan: Plan) -> tuple[frozenset[object], ...]:
    """What is staged; in which order that was done says nothing."""
    return frozenset(plan.moves), frozenset(plan.involvements), frozenset(plan.staffing)


def _checked(name: str) -> str:
    name = name.strip()
    if not name or len(name) > LONGEST_NAME or len(name.splitlines()) > 1:
        raise ValueError(f"a scenario's name is one line of 1 to {LONGEST_NAME} characters")
    return name


def _recorded(kept: Plan, present: Plan) -> Plan:
    """The kept plan with what is recorded of the children now.

    A mark on somebody who joins in one of the two plans only stays with that one.
    """
    known = {*kept.snapshot.workers, *joined(kept.staffing), None}
    there = {*present.snapshot.workers, *joined(present.staffing), None}
    marks = (
        *(mark for mark in present.marks if mark.worker in known),
        *(mark for mark in kept.marks if mark.worker not in there),
    )
    same = (present.pins, present.unpinned, present.oversight, marks)
    if same == (kept.pins, kept.unpinned, kept.oversight, kept.marks):
        return kept
    return replace(
        kept,
        pins=present.pins,
        unpinned=present.unpinned,
        oversight=present.oversight,
        marks=marks,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """A plan in one column: how the team stands, and what it asks of children and of rules.

    ``moves`` are those staged. ``new_worker`` counts the children who come to another case holder
    than by the import, ``overrides`` the moves for which a rule is set aside. They are those of the
    whole plan, whichever team the standing is measured for.
    """

    team: TeamStanding
    moves: int
    new_worker: int
    overrides: int


def figures(plan: Plan, by: Measured) -> Figures:
    """The figures by which plans are compared."""
    loads = caseloads(plan, by.policy)
    return Figures(
        team=team_standing(plan, by),
        moves=len(plan.moves),
        new_worker=sum(child not in loads.unallocated for child in loads.moves),
        overrides=sum(bool(move.overrides) for move in plan.moves),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Differing:
    """A child who does not stand alike in all plans, and under whose name in each; None: nobody."""

    child: ChildId
    workers: tuple[WorkerId | None, ...]


def differing(plans: Sequence[Plan], policy: Policy) -> tuple[Differing, ...]:
    """The children who do not stand under one name in all these plans, in the import's order."""
    moved = {move.child for plan in plans for move in plan.moves}
    seen = [caseloads(plan, policy) for plan in plans]
    order = (child for child in seen[0].snapshot.children if child in moved) if seen else ()
    found = (Differing(child=child, workers=_under(child, seen)) for child in order)
    return tuple(each for each in found if len({*each.workers}) > 1)


def _under(child: ChildId, seen: Sequence[Caseloads]) -> tuple[WorkerId | None, ...]:
    holders = (loads.holder(child) for loads in seen)
    return tuple(None if holder is None else holder.id for holder in holders)
