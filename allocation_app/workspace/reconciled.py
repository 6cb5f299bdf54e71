"""What an import said of the plan, as the journal and the command line tell it: ids and codes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from allocation_app.domain.journal import TEXT
from allocation_app.domain.people import ChildId
from allocation_app.domain.plan import InvolvementChange, Move, Step
from allocation_app.domain.reconciling import Reconciled, Reconciliation
from allocation_app.domain.renumbering import SAME, Numbers, followed, numbers_of, proposals
from allocation_app.domain.snapshot import Snapshot
from allocation_app.errors import AppError

if TYPE_CHECKING:
    from allocation_app.workspace.session import Workspace

NUMBERS = "renumbered"
"""The text of a workspace that keeps which child goes by which number since."""
ROWS = "reconciled"
"""The name by which the detail of an import's entry holds the rows of `told`, as JSON."""


def told(found: Reconciliation) -> list[dict[str, str | None]]:
    """A row for each step of the plan and each unplanned change, without what does not apply.

    ``what`` is ``move``, the involvement or the kind of a change of staff; ``to`` whom the step
    names, ``now`` the id of who holds the child in the later import, both None for nobody.
    """
    return [_told(row) for row in found.rows]


def detail_of(
    found: Reconciliation, numbers: Numbers = SAME, known: Numbers = SAME
) -> dict[str, str]:
    """What the journal's entry of an import says of the plan, and the numbers to be kept.

    ``numbers`` are those that were accepted with this import, ``known`` those kept before.
    """
    detail = {outcome.value: str(n) for outcome, n in found.counts.items()}
    if found.rows:
        detail[ROWS] = json.dumps(told(found), ensure_ascii=False)
    if numbers:
        detail[f"{TEXT}{NUMBERS}"] = json.dumps(dict(followed(known, numbers)), ensure_ascii=False)
    return detail


def numbers_in(text: str) -> Numbers:
    """The numbers that a workspace keeps, of its text `NUMBERS`: the latest by any earlier one."""
    kept: Mapping[str, str] = json.loads(text) if text else {}
    return {ChildId(old): ChildId(new) for old, new in kept.items()}


def accepted(workspace: Workspace, snapshot: Snapshot, said: Iterable[str]) -> Numbers:
    """The children who are said to be the same, each as ``OLD=NEW``.

    Raises `AppError` (``same_child_none``) for two who are not proposed: name and date of birth
    have to be the same, and nobody else's.
    """
    pairs = tuple(said)
    if not pairs or workspace.present is None:
        return SAME
    known = {
        f"{each.old.id}={each.new.id}": each
        for each in proposals(workspace.snapshot(workspace.present), snapshot)
    }
    for pair in pairs:
        if pair not in known:
            raise AppError("same_child_none", pair=pair)
    return numbers_of(known[pair] for pair in pairs)


def _told(row: Reconciled) -> dict[str, str | None]:
    said: dict[str, str | None] = {"outcome": row.outcome.value}
    if row.child is not None:
        said["child"] = row.child.id
    if row.step is not None:
        said["what"] = _what(row.step)
        said["to"] = None if row.worker is None else row.worker.id
    if row.now is not None and row.now.is_readable:
        said["now"] = None if row.now.worker is None else row.now.worker.id
    if row.obstacle is not None:
        said["obstacle"] = row.obstacle.value
    return said


def _what(step: Step) -> str:
    match step:
        case Move():
            return "move"
        case InvolvementChange():
            return step.involvement.value
        case _:
            return step.kind.value
