"""The journal: everything that was done, when and by whom, so that it can be told and replayed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from allocation_app.domain.desk_changes import DeskChange
from allocation_app.domain.people import ChildId, WorkerId

TEXT = "text:"
"""Before the names of texts that an entry put in force (policy, rules, a key), in its detail."""

ERASED, PRUNED = "erased", "pruned"
"""In the detail of an entry from which a child was erased, or everything that its import said."""

DAYS = "days"
"""In the detail of an entry that deleted imports, the days that those told of (ISO 8601)."""


class Deed(StrEnum):
    """What can be done to a workspace."""

    CREATED = "created"
    UNLOCKED = "unlocked"
    LOCKED = "locked"
    IMPORTED = "imported"
    STAGED = "staged"
    UNDONE = "undone"
    REDONE = "redone"
    NOTED = "noted"
    POLICY = "policy"
    RULES = "rules"
    EXPORTED = "exported"
    RECOVERED = "recovered"
    DECLINED = "declined"
    TAKEN_OVER = "taken_over"
    PRUNED = "pruned"
    ERASED = "erased"
    PASSPHRASE = "passphrase"  # noqa: S105 - the word, none
    SETTINGS = "settings"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """The facts at the moment in which a move was staged, as the tool showed them.

    ``waited`` are working days without a worker, None where the child had one or nobody can tell.
    ``giver`` and ``taker`` are shares of capacity before and after, None where there is none.
    ``is_later``: the move had been staged before there was a workspace, and all of it was worked
    out when that was made, by the weights in force then.
    """

    child: ChildId
    was: WorkerId | None
    to: WorkerId | None
    waited: int | None = None
    giver: tuple[float, ...] | None = None
    taker: tuple[float, ...] | None = None
    is_later: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the journal. ``seq`` counts from 1 without a gap.

    ``at`` is the local time with its offset (ISO 8601), ``by`` the user of the operating system,
    ``about`` the number of the import that was open. ``change`` makes the plan after of the plan
    before, whatever the deed was; after an import it makes the plan as it was taken along, of an
    empty one. ``detail`` holds amounts, codes and texts that were put in force: never a sentence.
    """

    seq: int
    at: str
    by: str
    deed: Deed
    about: int | None = None
    change: DeskChange | None = None
    decided: tuple[Decided, ...] = ()
    detail: Mapping[str, str] = field(default_factory=dict)

    @property
    def facts(self) -> Mapping[str, str]:
        """Its detail without the texts that it put in force: what can be shown and taken along."""
        return {name: told for name, told in self.detail.items() if not name.startswith(TEXT)}
