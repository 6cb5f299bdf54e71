"""What a manager is about to stage, looked at before anything is changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from allocation_app.domain.ahead import on_day, seen_on
from allocation_app.domain.caseloads import Caseloads, why_unallocated
from allocation_app.domain.delays.others import others
from allocation_app.domain.effects import Measured, PlanEffect, difference_of
from allocation_app.domain.move_rules import Broken, broken_together
from allocation_app.domain.people import ChildId
from allocation_app.domain.plan import Plan, Step
from allocation_app.domain.staffing import StaffChange


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What staging would come to: who stands otherwise, the team, and every rule it would break.

    ``day`` is the one on which that is looked at: of the import, or when the steps show.
    """

    day: date
    effect: PlanEffect
    broken: tuple[Broken, ...]

    @property
    def stopping(self) -> tuple[Broken, ...]:
        """The hard rules: with one of them nothing is staged."""
        return tuple(each for each in self.broken if each.is_hard)

    @property
    def warning(self) -> tuple[Broken, ...]:
        """The rules that can be set aside with a reason that is kept."""
        return tuple(each for each in self.broken if not each.is_hard)


def staged(plan: Plan, steps: Iterable[Step]) -> Plan:
    """The plan with these steps, each in place of one about the same."""
    for step in steps:
        plan = plan.with_step(step)
    return plan


def preview(plan: Plan, steps: Iterable[Step], by: Measured) -> Preview:
    """What staging these steps at once would change, for donors, receivers and the team.

    It is looked at on the day on which all of them show (see `seen_on`).
    """
    steps = tuple(steps)
    after = staged(plan, steps)
    day = max((seen_on(after, step) for step in steps), default=plan.snapshot.as_at)
    asked = [step for step in steps if not isinstance(step, StaffChange)]
    staff = (step for step in steps if isinstance(step, StaffChange))
    return Preview(
        day=day,
        effect=difference_of(on_day(plan, day), on_day(after, day), by),
        broken=broken_together(staged(plan, staff), asked, by),
    )


def likely_reason(loads: Caseloads, child: ChildId) -> str:
    """The code of `CHANGE_REASONS` that the facts suggest, for a manager to change.

    Whoever has the child by the import gives it: somebody who has left, leaves, or is away for
    long. A waiting child who never had a worker has a first contact; everything else is a matter of
    managing caseloads.
    """
    snapshot, spell = loads.snapshot, loads.imported.get(child)
    holder = None if spell is None else snapshot.workers[spell.worker]
    if holder is not None and holder.last_day is not None:
        return "LEFTRL"
    if holder is not None and loads.policy.is_long_away(holder, snapshot.as_at):
        return "ABSENC"
    found, held_by = snapshot.children[child], None if holder is None else holder.id
    is_waiting = found.is_holder_told and why_unallocated(found, held_by, snapshot) is not None
    return "FCONTA" if is_waiting and child not in others(snapshot).past else "MANAGE"
