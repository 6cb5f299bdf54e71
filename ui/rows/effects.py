"""What a staged step changes, said on its day, and seen from the other side."""

from __future__ import annotations

from allocation_app.domain.effects import (
    Change,
    Measured,
    PlanEffect,
    TeamChange,
    step_effect,
)
from allocation_app.domain.plan import Plan, Step
from allocation_app.wording import effects, terms
from allocation_app.wording.names import Names
from allocation_app.wording.translate import tr


def on_its_day(plan: Plan, step: Step, by: Measured, names: Names) -> str:
    """What a step would do on its day, in a sentence, in place of one about the same."""
    found = step_effect(plan.with_step(step), step, by)
    said = effects.line(found.effect, names)
    return tr("On {day}: {effect}", day=terms.day(found.day), effect=said)


def turned(effect: PlanEffect) -> PlanEffect:
    """The same seen from the other side: what would be without the step."""
    return PlanEffect(
        workers={
            worker: Change(worker=worker, before=change.after, after=change.before)
            for worker, change in effect.workers.items()
        },
        team=TeamChange(before=effect.team.after, after=effect.team.before),
    )
