"""Adding an import to a workspace: the one way, for the window and for the command line.

The latest day's import is the one that the plan is made on: the plan, its pins, marks and scenarios
come along to it. An earlier day's goes into the history and touches no plan.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from allocation_app.domain.desk_changes import EMPTY, DeskState, desk_change, state_of
from allocation_app.domain.reconciling import Reconciliation, reconciled
from allocation_app.domain.renumbering import Numbers, Renumbering, proposals, renumbered
from allocation_app.domain.snapshot import Snapshot
from allocation_app.errors import AppError
from allocation_app.history import History
from allocation_app.taken_along import Carrying, taken_along
from allocation_app.workspace.imports import Import
from allocation_app.workspace.reconciled import NUMBERS, detail_of, numbers_in
from allocation_app.workspace.session import Workspace


class Outcome(StrEnum):
    """What became of an import that was to be added.

    ``SAME``: the same files of the same day stand there, and say the same; nothing was changed.
    ``AGAIN``: they stood there and were read otherwise; they took their own place. ``OLDER``: it
    went into the history behind the import that the plan is made on.
    """

    NEW = "new"
    SAME = "same"
    AGAIN = "again"
    OLDER = "older"


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """An import that stands in a workspace now; ``carried`` where a plan was taken along to it.

    ``found`` is what it says of the plan as that stood until then, where there was one;
    ``proposed`` who may be the same child under another number and was not said to be.
    """

    outcome: Outcome
    imported: Import
    carried: Carrying | None = None
    found: Reconciliation | None = None
    proposed: tuple[Renumbering, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """What comes with an import.

    ``details`` is what JSON can hold of its problems, rows and columns. ``plans`` is the plan as it
    stands on it by now, where the window took it along; otherwise that is done here. ``detail``
    goes into its entry of the journal. ``numbers`` are the children whom it knows by another number
    than the present import, as somebody has said (see `domain.renumbering`).
    """

    details: object = None
    plans: DeskState | None = None
    detail: Mapping[str, str] | None = None
    numbers: Numbers = field(default_factory=dict)
    is_other_team: bool = False


def add_import(workspace: Workspace, snapshot: Snapshot, extra: Extra = Extra()) -> Added:
    """Add an import; it is on the disk when this returns.

    Raises `AppError`: ``import_other_team`` where it has no child in common with the present one
    and ``is_other_team`` does not say that this is meant; and as `Workspace.add`.
    """
    known = next((e for e in workspace.imports if e.fingerprint == snapshot.fingerprint), None)
    if known is not None and workspace.snapshot(known.number) == snapshot:
        return Added(outcome=Outcome.SAME, imported=known)
    present = None if workspace.present is None else workspace.snapshot(workspace.present)
    if present is not None and not extra.is_other_team:
        _check_team(renumbered(present, extra.numbers), snapshot)
    again = None if known is None else known.number
    is_older = present is not None and (
        snapshot.as_at < present.as_at if again is None else again != workspace.present
    )
    carried, change, found = None, None, None
    proposed: tuple[Renumbering, ...] = ()
    detail = dict(extra.detail or {})
    if not is_older:
        state = extra.plans
        if present is not None:
            desk = workspace.plans().present.on(present)
            found = reconciled(desk.plan, snapshot, extra.numbers)
            proposed = proposals(renumbered(present, extra.numbers), snapshot)
            detail |= detail_of(found, extra.numbers, numbers_in(workspace.text(NUMBERS)))
            if state is None:
                carried = taken_along(History(desk), snapshot, extra.numbers)
                state = state_of(carried.history.present)
        change = desk_change(EMPTY, state or EMPTY)
    imported = workspace.add(
        snapshot, details=extra.details, change=change, detail=detail, again=again
    )
    outcome = Outcome.OLDER if is_older else Outcome.NEW
    return Added(
        outcome=outcome if again is None else Outcome.AGAIN,
        imported=imported,
        carried=carried,
        found=found,
        proposed=proposed,
    )


def _check_team(present: Snapshot, snapshot: Snapshot) -> None:
    if present.children and present.children.keys().isdisjoint(snapshot.children):
        raise AppError("import_other_team")
