"""What one staged step changes beside all the others, for the list of the plan."""

from __future__ import annotations

from allocation_app.domain.effects import Change, Measured, PlanEffect, difference_of
from allocation_app.domain.plan import Plan, Step
from allocation_app.domain.snapshot import Snapshot
from allocation_app.wording import terms
from allocation_app.wording.translate import tr


def effect_of(plan: Plan, step: Step, by: Measured) -> PlanEffect:
    """The plan with this step beside the plan without it."""
    return difference_of(plan.without_step(step), plan, by)


def effect_words(effect: PlanEffect, facts: Snapshot) -> str:
    """In a line: "Sioned Hughes 131 → 122 %; Kofi Ahmed 90 → 99 %; unallocated 11 → 10"."""
    parts = [_change(facts, change) for change in effect.workers.values()]
    before, after = effect.team.before, effect.team.after
    if before.unallocated != after.unallocated:
        parts.append(
            tr("unallocated {before} → {after}", before=before.unallocated, after=after.unallocated)
        )
    if before.late != after.late:
        parts.append(tr("late {before} → {after}", before=before.late, after=after.late))
    return "; ".join(parts) or tr("no figure changes")


def _change(facts: Snapshot, change: Change) -> str:
    return tr(
        "{name} {before} → {after}",
        name=facts.workers[change.worker].name,
        before=terms.percent(change.before.utilisation),
        after=terms.percent(change.after.utilisation),
    )


def without_words(effect: PlanEffect, facts: Snapshot, child: str) -> str:
    """What would be without the step, for the one that is chosen."""
    back = PlanEffect(
        workers={
            worker: Change(worker=worker, before=change.after, after=change.before)
            for worker, change in effect.workers.items()
        },
        team=type(effect.team)(before=effect.team.after, after=effect.team.before),
    )
    return tr(
        "Without the move of {child}: {effect}", child=child, effect=effect_words(back, facts)
    )
