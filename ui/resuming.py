"""What a workspace holds, read so that it can be shown: touches no widget, and no store until told.

Reading a council's import takes a while, so it is done beside the window; showing it is not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from allocation_app.domain.desk_changes import DeskState
from allocation_app.domain.scenarios import Desk
from allocation_app.domain.snapshot import Snapshot
from allocation_app.history import History
from ui.store import PlanStore

if TYPE_CHECKING:  # they bring cryptography and the readers
    from allocation_app.intake.reading import Reading
    from allocation_app.workspace.session import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """Where a workspace was left: its present import, the plan with its undo, earlier imports.

    ``state`` is the plan as the workspace keeps it.
    """

    reading: Reading
    desks: History[Desk]
    earlier: tuple[Snapshot, ...]
    state: DeskState


def left_in(workspace: Workspace) -> Left | None:
    """Where this workspace was left, None where it has no import yet."""
    from allocation_app.intake.beside import together

    present = workspace.present
    if present is None:
        return None
    snapshot, plans = workspace.snapshot(present), workspace.plans()
    return Left(
        reading=together(snapshot, workspace.details(present)),
        desks=History(
            plans.present.on(snapshot),
            tuple(each.on(snapshot) for each in plans.past),
            tuple(each.on(snapshot) for each in plans.future),
        ),
        earlier=tuple(
            workspace.snapshot(each.number)
            for each in workspace.imports
            if each.as_at < snapshot.as_at
        ),
        state=plans.present,
    )


def show(left: Left | None, store: PlanStore) -> None:
    """Show where a workspace was left; one without an import shows nothing."""
    if left is None:
        store.close()
    else:
        store.resume(left.reading, left.desks, left.earlier)
