"""The plan, its scenarios and their history, taken along to later data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from allocation_app.domain.carrying import Carried, carrying
from allocation_app.domain.plan import Plan
from allocation_app.domain.renumbering import SAME, Numbers
from allocation_app.domain.scenarios import Desk
from allocation_app.domain.snapshot import Snapshot
from allocation_app.history import History


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrying:
    """The plan and its scenarios taken along to other data, and whether that loses steps."""

    present: Carried
    kept: tuple[Carried, ...]
    history: History[Desk]
    forgets: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _CarriedDesk:
    present: Carried
    kept: tuple[Carried, ...]

    @property
    def desk(self) -> Desk:
        return Desk(plan=self.present.plan, kept=tuple(each.plan for each in self.kept))

    @property
    def is_whole(self) -> bool:
        every = (self.present, *self.kept)
        return all(each == Carried(plan=each.plan) for each in every)


def taken_along(known: History[Desk], snapshot: Snapshot, numbers: Numbers = SAME) -> Carrying:
    """What would become of a history with this import in place of the one that it rests on.

    Undo goes on only where every step that it could bring back still fits. ``numbers`` are the
    children who go by another number there.
    """
    carry = carrying(known.present.plan.snapshot, snapshot, numbers)
    past, future = _all(carry, known.past), _all(carry, known.future)
    (present,) = _all(carry, (known.present,))
    is_whole = all(each.is_whole for each in (*past, present, *future))
    return Carrying(
        present=present.present,
        kept=present.kept,
        history=History(
            present.desk,
            tuple(each.desk for each in past) if is_whole else (),
            tuple(each.desk for each in future) if is_whole else (),
        ),
        forgets=not is_whole and (known.can_undo or known.can_redo),
    )


def _all(carry: Callable[[Plan], Carried], desks: tuple[Desk, ...]) -> list[_CarriedDesk]:
    return [
        _CarriedDesk(present=carry(desk.plan), kept=tuple(carry(plan) for plan in desk.kept))
        for desk in desks
    ]
