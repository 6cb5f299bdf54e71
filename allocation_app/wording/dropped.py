"""Each step that a later import drops from a plan, by name, with what has become of it."""

from __future__ import annotations

from collections.abc import Sequence

from allocation_app.domain.people import Worker
from allocation_app.domain.plan import Move, Step
from allocation_app.domain.sides import same_workers
from allocation_app.domain.snapshot import Snapshot
from allocation_app.domain.staffing import StaffChange
from allocation_app.wording import moves
from allocation_app.wording.names import Names
from allocation_app.wording.translate import tr, trn

MOST = 6  # in one line


def dropped(steps: Sequence[Step], before: Snapshot, after: Snapshot, names: Names) -> str:
    """All of them in a line: "No longer in the plan: Jac T. (Kofi Ahmed has left); ..."; or "".

    ``names`` are those of the earlier import, which has everybody who is gone.
    """
    ids = {old: new for new, old in same_workers(before, after).items()}
    said = []
    for step in steps[:MOST]:
        to = step.to if isinstance(step, Move) else step.worker
        now = None if to is None else after.workers.get(ids.get(to, to))
        why = _why(step, after, "" if to is None else names.worker(to), now)
        said.append(tr("{who} ({why})", who=moves.about(step, names), why=why))
    if len(steps) > MOST:
        said.append(trn("{n} more", "{n} more", len(steps) - MOST))
    return tr("No longer in the plan: {steps}.", steps="; ".join(said)) if said else ""


def _why(step: Step, after: Snapshot, worker: str, now: Worker | None) -> str:
    if isinstance(step, StaffChange):
        gone = tr("is not in the new files")
        return gone if now is None else tr("the new files say otherwise")
    if step.child not in after.children:
        return tr("is not in the new files")
    if worker and now is None:
        return tr("{worker} is not in the new files", worker=worker)
    if now is not None and now.has_left(after.as_at):
        return tr("{worker} has left", worker=worker)
    return _otherwise(step, worker, can_hold=now is None or now.holds_cases)


def _otherwise(step: Step, worker: str, *, can_hold: bool) -> str:
    if not isinstance(step, Move):
        return tr("the new files say otherwise")
    if can_hold:
        return tr("stands under another name now")
    return tr("{worker} can’t hold a case now", worker=worker)
