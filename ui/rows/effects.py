"""What one staged step changes beside all the others, on the day from which it counts."""

from __future__ import annotations

from datetime import date

from allocation_app.domain.ahead import on_day
from allocation_app.domain.effects import (
    Change,
    Measured,
    PlanEffect,
    TeamChange,
    difference_of,
)
from allocation_app.domain.plan import Plan, Step
from allocation_app.domain.staffing import StaffChange
from allocation_app.wording import effects, terms
from allocation_app.wording.names import Names
from allocation_app.wording.translate import tr
from ui.rows.staffing import counts_from


def day_of(plan: Plan, step: Step) -> date:
    """The first day on which a step counts, today at the earliest."""
    today = plan.snapshot.as_at
    if isinstance(step, StaffChange):
        return counts_from(step, today)
    return max(today, step.effective or today)


def effect_of(plan: Plan, step: Step, by: Measured) -> PlanEffect:
    """The plan with this step beside the plan without it, on the day from which it counts."""
    day, whole = day_of(plan, step), plan.with_step(step)
    return difference_of(on_day(whole.without_step(step), day), on_day(whole, day), by)


def on_its_day(plan: Plan, step: Step, by: Measured, names: Names) -> str:
    """What a step would do on its day, in a sentence."""
    said = effects.line(effect_of(plan, step, by), names)
    return tr("On {day}: {effect}", day=terms.day(day_of(plan, step)), effect=said)


def turned(effect: PlanEffect) -> PlanEffect:
    """The same seen from the other side: what would be without the step."""
    return PlanEffect(
        workers={
            worker: Change(worker=worker, before=change.after, after=change.before)
            for worker, change in effect.workers.items()
        },
        team=TeamChange(before=effect.team.after, after=effect.team.before),
    )
