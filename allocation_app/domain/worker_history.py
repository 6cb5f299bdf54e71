"""Who has held each child's case: from when to when, for how long, and who is to hold it next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from allocation_app.domain.caseloads import Caseloads
from allocation_app.domain.move_rules.asked import day_of
from allocation_app.domain.people import ChildId, Involvement, Spell, WorkerId
from allocation_app.domain.plan import Move
from allocation_app.domain.snapshot import IMPORTS_KEPT, Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The time in which a child stood under one name, or is to stand by the plan.

    ``days`` are calendar days from ``start`` to ``end`` (to the day of the import while it runs);
    None where no start is known, and for a time to come. Who has left has the child no more: the
    last day in post ends it, whatever name the record still holds. ``reason`` is why it ends, by a
    code of `CHANGE_REASONS`: the plan's; an import tells none. ``last_day`` is the worker's last
    day in post, where that has passed: seen in the data, and no reason.
    ``is_planned`` says that this time begins by the plan, ``is_ended_by_plan`` that it ends by it.
    """

    worker: WorkerId
    start: date | None
    end: date | None
    days: int | None
    reason: str = ""
    last_day: date | None = None
    is_planned: bool = False
    is_ended_by_plan: bool = False


def worker_history(loads: Caseloads, child: ChildId) -> tuple[Held, ...]:
    """Everybody under whose name the child stood by the import, earliest first; then the plan's.

    Trays and managers are among them. A move by the plan ends the time with the present holder.
    """
    snapshot, move = loads.snapshot, loads.moves.get(child)
    now = loads.imported.get(child)
    found = [
        _held(loads, spell, move if spell == now else None)
        for spell in _spells(snapshot).get(child, ())
    ]
    if move is not None and move.to is not None:
        day = day_of(move, snapshot)
        found.append(Held(worker=move.to, start=day, end=None, days=None, is_planned=True))
    return tuple(found)


def _held(loads: Caseloads, spell: Spell, move: Move | None) -> Held:
    """The time with one worker, which the move (if any) ends."""
    worker, as_at = loads.snapshot.workers[spell.worker], loads.snapshot.as_at
    end = spell.end if move is None else day_of(move, loads.snapshot)
    is_gone = worker.last_day is not None and worker.has_left(as_at) and spell.is_open(as_at)
    if is_gone:  # under this name still, but with nobody since
        end = worker.last_day
    has_begun = spell.start is not None and spell.start <= (end or as_at)
    return Held(
        worker=spell.worker,
        start=spell.start,
        end=end,
        days=((end or as_at) - spell.start).days if spell.start and has_begun else None,
        reason="" if move is None else move.reason,
        last_day=worker.last_day if worker.has_left(as_at) else None,
        is_ended_by_plan=move is not None,
    )


def is_present_untold(loads: Caseloads, child: ChildId) -> bool:
    """Whether nobody can tell under whose name the import has a child."""
    return child not in loads.imported and not loads.snapshot.children[child].is_holder_told


@lru_cache(maxsize=IMPORTS_KEPT)
def _spells(snapshot: Snapshot) -> Mapping[ChildId, tuple[Spell, ...]]:
    found: dict[ChildId, list[Spell]] = {}
    for spell in snapshot.spells:
        if spell.involvement is Involvement.CASE_HOLDER:
            found.setdefault(spell.child, []).append(spell)
    return {
        child: tuple(
            sorted(spells, key=lambda each: (each.start or date.min, each.end or date.max))
        )
        for child, spells in found.items()
    }
