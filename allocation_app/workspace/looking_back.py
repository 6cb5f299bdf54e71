"""What a workspace has to look back on: its imports, its journal, by which number a child goes."""

from __future__ import annotations

from allocation_app.domain.led_up import led_up_to
from allocation_app.domain.past import Past
from allocation_app.domain.snapshot import Snapshot
from allocation_app.progress import Progress, no_progress
from allocation_app.workspace.reconciled import NUMBERS, numbers_in
from allocation_app.workspace.session import Workspace


def present_of(workspace: Workspace, number: int) -> tuple[Snapshot, tuple[Snapshot, ...]]:
    """The import of this number, which knows what led up to it, and those of earlier days."""
    snapshot = workspace.snapshot(number)
    earlier = tuple(
        workspace.snapshot(each.number) for each in workspace.imports if each.as_at < snapshot.as_at
    )
    return led_up_to(snapshot, earlier, numbers_in(workspace.text(NUMBERS))), earlier


def past_of(workspace: Workspace, progress: Progress = no_progress) -> Past:
    """Everything that the workspace holds of the time before; ``progress`` counts the imports."""
    imports, found = workspace.imports, {}
    for place, each in enumerate(imports):
        progress(place, len(imports))
        found[each.number] = workspace.snapshot(each.number)
    return Past(
        imports=found,
        journal=workspace.journal(),
        same_children=numbers_in(workspace.text(NUMBERS)),
    )
