"""An import that is shown, put into a workspace with the plan on it and what can be undone."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from allocation_app.domain.decided import decided_later
from allocation_app.domain.desk_changes import DeskChange, DeskState, desk_change, state_of
from allocation_app.domain.effects import Measured
from allocation_app.domain.journal import Deed
from allocation_app.domain.renumbering import Numbers
from allocation_app.domain.scenarios import Desk
from allocation_app.history import History

if TYPE_CHECKING:  # they bring cryptography and the readers
    from allocation_app.intake.reading import Reading
    from allocation_app.workspace.session import Workspace


def keep_import(workspace: Workspace, reading: Reading, state: DeskState, numbers: Numbers) -> bool:
    """Keep an import with the plan as it was taken along, and who goes by another number since.

    Gives whether it stands behind the one that the plan is made on, which is to be shown again.
    """
    from allocation_app.intake.beside import beside
    from allocation_app.workspace.adding import Extra, Outcome, add_import

    extra = Extra(details=beside(reading), plans=state, numbers=numbers, is_other_team=True)
    added = add_import(workspace, reading.snapshot, extra)
    if added.outcome is Outcome.SAME and added.imported.number == workspace.present:
        change = desk_change(workspace.plans().present, state)
        if change != DeskChange():
            workspace.record(Deed.STAGED, change)
    return added.imported.number != workspace.present


def keep_steps(workspace: Workspace, steps: History[Desk], by: Measured) -> None:
    """Write down what was done before there was a workspace, so that it can be undone in it.

    The import stands there with the plan as it began; the facts of each move are worked out now,
    and say so. Raises `AppError` as `Workspace.record`.
    """
    desks = (*steps.past, steps.present, *steps.future)
    for desk, later in pairwise(desks):
        facts = decided_later(desk.plan, later.plan, by)
        change = desk_change(state_of(desk), state_of(later))
        workspace.record(Deed.STAGED, change, decided=facts)
    states = [state_of(desk) for desk in desks]
    for after, before in list(pairwise(states[::-1]))[: len(steps.future)]:
        workspace.record(Deed.UNDONE, desk_change(after, before))
