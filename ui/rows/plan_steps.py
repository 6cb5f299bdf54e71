"""What is staged for children, a row a step: from whom, to whom, why, from which day."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date

from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.plan import ChildStep, InvolvementChange, Move, Plan, Step
from allocation_app.domain.review import Review
from allocation_app.wording import terms
from allocation_app.wording.move_rules import rule_names
from allocation_app.wording.moves import change_reason
from allocation_app.wording.names import nobody
from allocation_app.wording.translate import tr
from ui.rows.people import called, holder_name


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """A staged step of one child in words; ``day`` is from when it counts."""

    step: ChildStep
    child: str
    before: str
    after: str
    reason: str
    day: date
    overrides: str
    note: str


def step_key(step: Step) -> Hashable:
    """What stays the same of a step when it is changed."""
    match step:
        case Move():
            return step.child
        case InvolvementChange():
            return step.about
        case _:
            return step.worker, step.kind, step.day


def step_rows(imported: Review, plan: Plan, *, hide_names: bool) -> tuple[StepRow, ...]:
    """The moves, then the co-workers and advisers, in the order in which they were staged.

    From whom is as the import has it: what the plan is about to change.
    """
    return tuple(step_row(imported, plan, step, hide_names=hide_names) for step in plan.child_steps)


def step_row(imported: Review, plan: Plan, step: ChildStep, *, hide_names: bool) -> StepRow:
    """A step of this plan, or one that is only thought of, in words."""
    child = plan.snapshot.children[step.child]
    before, after = _ends(imported, plan, step)
    return StepRow(
        step=step,
        child=called(child, hide_names=hide_names),
        before=before,
        after=after,
        reason=change_reason(step.reason) or tr("no reason given"),
        day=step.effective or plan.snapshot.as_at,
        overrides=rule_names(step.overrides) if isinstance(step, Move) else "",
        note=step.note,
    )


def _ends(imported: Review, plan: Plan, step: ChildStep) -> tuple[str, str]:
    """From whom and to whom."""
    if isinstance(step, Move):
        return _holder(imported, step.child), worker_name(plan, step.to)
    role = terms.involvement(step.involvement)
    whom = tr("{name} ({role})", name=worker_name(plan, step.worker), role=role)
    return (whom, tr("ends")) if step.is_end else (_holder(imported, step.child), whom)


def worker_name(plan: Plan, worker: WorkerId | None) -> str:
    """A worker's name, of those who join too; "nobody" for none."""
    return nobody() if worker is None else plan.facts.workers[worker].name


def _holder(imported: Review, child: ChildId) -> str:
    """With whom a child is by the import."""
    loads = imported.caseloads
    is_with_nobody = loads.holder(child) is None and child not in loads.unreadable
    return nobody() if is_with_nobody else holder_name(imported, child)
