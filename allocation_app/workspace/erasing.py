"""Deleting a child everywhere: from every import, plan, journal entry, text and backup."""

from __future__ import annotations

from dataclasses import dataclass

from allocation_app.domain.people import ChildId
from allocation_app.workspace.session import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Traces:
    """Where a child stands in a workspace, counted.

    ``planned`` are moves, pins, marks, reviews and co-workers in the plan and its scenarios;
    ``entries`` of the journal; ``backups`` is how many there are, each of which may hold the child.
    """

    imports: int
    spells: int
    planned: int
    entries: int
    rows: int
    texts: int
    backups: int

    @property
    def is_none(self) -> bool:
        """Whether nothing was found; backups are not looked into."""
        return not (
            self.imports or self.spells or self.planned or self.entries or self.rows or self.texts
        )


def traces(workspace: Workspace, child: ChildId) -> Traces:
    """What is kept of this child; nothing is changed."""
    raise NotImplementedError


def erase(workspace: Workspace, child: ChildId) -> Traces:
    """Delete everything about this child, the backups too, and save; what was found before.

    Entries of the journal stay, the child's part in them goes. The fingerprint of the imports that
    had the child is another one afterwards. Raises `AppError` as `Workspace.save`: nothing is
    deleted then.
    """
    raise NotImplementedError
