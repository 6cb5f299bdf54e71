"""Whether all of a workspace can be read and fits together: asked before anybody relies on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from allocation_app.domain.desk_changes import DeskState
from allocation_app.history import History
from allocation_app.workspace.session import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What was found of an open workspace.

    ``recovered`` are the entries that a crash has left beside the file. ``faults`` name what does
    not hold: ``import N``, ``details N``, ``journal N``, ``plans``, and what
    `Workspace.journal_problem` says; none of them names a child.
    """

    imports: int
    plans: int
    journal: int
    recovered: int
    faults: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether everything holds."""
        return not self.faults


def verified(workspace: Workspace) -> Verified:
    """Read everything again that an open workspace holds.

    That the file is as it was written was shown when it was opened: a single bit that is otherwise
    does not open, nor does a database that is not whole. Here each import is made of its rows and
    has the fingerprint that it came with, the journal has no gap, and the plan is made of it anew.
    """
    faults = [*_imports(workspace), *_journal(workspace)]
    if workspace.journal_problem:
        faults.append(workspace.journal_problem)
    plans = _plans(workspace)
    if plans is None:
        faults.append("plans")
    return Verified(
        imports=len(workspace.imports),
        plans=0 if plans is None else 1 + len(plans.present.kept),
        journal=len(workspace.journal()) if "journal" not in faults else 0,
        recovered=len(workspace.recovered),
        faults=tuple(faults),
    )


def _imports(workspace: Workspace) -> Iterator[str]:
    for each in workspace.imports:
        try:
            told = workspace.snapshot(each.number)
        except (ValueError, TypeError, KeyError):
            yield f"import {each.number}"
            continue
        if told.as_at != each.as_at or told.fingerprint != each.fingerprint:
            yield f"import {each.number}"
        try:
            workspace.details(each.number)
        except ValueError:
            yield f"details {each.number}"


def _journal(workspace: Workspace) -> Iterator[str]:
    try:
        entries = workspace.journal()
    except (ValueError, TypeError, KeyError):
        yield "journal"
        return
    for expected, entry in enumerate(entries, start=1):
        if entry.seq != expected:
            yield f"journal {expected}"
            return


def _plans(workspace: Workspace) -> History[DeskState] | None:
    """The plans, None where they can't be made or don't fit the import that they stand on."""
    try:
        plans = workspace.plans()
        if workspace.present is not None:
            plans.present.on(workspace.snapshot(workspace.present))
    except (ValueError, TypeError, KeyError):
        return None
    return plans
