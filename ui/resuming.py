"""What a workspace holds, read so that it can be shown: touches no widget, and no store until told.

Reading a council's import takes a while, so it is done beside the window; showing it is not.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from allocation_app.domain.desk_changes import DeskState, state_of
from allocation_app.domain.effects import Measured
from allocation_app.domain.scenarios import Desk
from allocation_app.domain.snapshot import Snapshot
from allocation_app.errors import AppError
from allocation_app.history import History
from allocation_app.settings.policies import parsed_policy
from ui.rulebook import book_of
from ui.store import PlanStore
from ui.worked_out import Worked, worked_out

if TYPE_CHECKING:  # they bring cryptography and the readers
    from allocation_app.intake.reading import Reading
    from allocation_app.workspace.session import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """Where a workspace was left: its present import, the plan with its undo, earlier imports.

    ``state`` is the plan as the workspace keeps it, ``worked`` what all of it comes to.
    """

    reading: Reading
    desks: History[Desk]
    earlier: tuple[Snapshot, ...]
    state: DeskState
    worked: Worked


def left_in(workspace: Workspace, by: Measured) -> Left | None:
    """Where this workspace was left, None where it has no import yet.

    It is worked out by what the workspace sets; ``by`` is in force where it sets nothing.
    """
    from allocation_app.intake.beside import together
    from allocation_app.workspace.looking_back import present_of

    present = workspace.present
    if present is None:
        return None
    snapshot, earlier = present_of(workspace, present)
    plans = workspace.plans()
    desk = plans.present.on(snapshot)
    return Left(
        reading=together(snapshot, workspace.details(present)),
        desks=History(
            desk,
            tuple(each.on(snapshot) for each in plans.past),
            tuple(each.on(snapshot) for each in plans.future),
        ),
        earlier=earlier,
        state=plans.present,
        worked=worked_out(desk.plan, (*earlier, snapshot), set_in(workspace, by)),
    )


def set_in(workspace: Workspace, by: Measured) -> Measured:
    """What it is counted and judged by once this workspace is open."""
    from allocation_app.workspace.kept_settings import kept_settings

    told = kept_settings(workspace)
    with suppress(AppError):  # who puts it in force says why it can't be
        if told.policy:
            by = replace(by, policy=parsed_policy(told.policy, workspace.path.name))
        if told.rules is not None:
            by = replace(by, rules=book_of(told.rules).rules())
    return by


def left_shown(store: PlanStore) -> Left | None:
    """The same of what is shown, None where nothing is."""
    review, imported = store.review, store.imported
    if store.reading is None or store.history is None or review is None or imported is None:
        return None
    known = store.overloads
    return Left(
        reading=store.reading,
        desks=store.history,
        earlier=store.earlier,
        state=state_of(store.desk),
        worked=Worked(by=store.by, review=review, imported=imported, overloads=known),
    )


def show(left: Left | None, store: PlanStore) -> None:
    """Show where a workspace was left; one without an import shows nothing."""
    if left is None:
        store.close()
    else:
        store.resume(left.reading, left.desks, left.earlier, left.worked)
