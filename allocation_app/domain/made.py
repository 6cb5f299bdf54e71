"""The moves that the plan had and a later import shows as made: who staged them, when and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from allocation_app.domain.desk_changes import EMPTY, desk_after
from allocation_app.domain.journal import Decided, Deed, Entry
from allocation_app.domain.past import Past
from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.plan import Move


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A move with the journal's entry by which it was staged; see `Entry` for ``at`` and ``by``.

    ``about`` is the day of the import that it was staged on, ``seen`` the day of the import that
    came next, None while none did. ``decided`` are the facts at that moment, where they were kept.
    """

    move: Move
    seq: int
    at: str
    by: str
    about: date | None = None
    seen: date | None = None
    decided: Decided | None = None


def made_moves(
    past: Past, ids: Mapping[WorkerId, WorkerId]
) -> Mapping[tuple[ChildId, WorkerId | None], Sequence[Made]]:
    """The moves that stood in the plan when the next import came, by their child and worker.

    ``ids`` has the ids by which workers go now, where they went by others. Whether the import shows
    them as made is to be looked at there: see `one_that_made`.
    """
    found: dict[tuple[ChildId, WorkerId | None], list[Made]] = {}
    for number, staged in _standing(past.journal):
        for move, entry in staged:
            day = None if entry.about is None else _day(past, entry.about)
            to = None if move.to is None else ids.get(move.to, move.to)
            facts = (
                each for each in entry.decided if (each.child, each.to) == (move.child, move.to)
            )
            found.setdefault((past.known_as(move.child), to), []).append(
                Made(
                    move=move,
                    seq=entry.seq,
                    at=entry.at,
                    by=entry.by,
                    about=day,
                    seen=_day(past, number),
                    decided=next(facts, None),
                )
            )
    return found


def one_that_made(known: Iterable[Made], after: date, seen: date) -> Made | None:
    """The latest move that can have brought about what one import has and the one before had not.

    It was staged on an import that did not show it yet, and stood until one came that could.
    """
    fits = [
        each
        for each in known
        if each.about is not None
        and each.seen is not None
        and each.about <= after
        and each.seen >= seen
    ]
    return max(fits, key=lambda each: each.seq, default=None)


def _day(past: Past, number: int) -> date | None:
    return past.imports[number].as_at if number in past.imports else None


Staged = tuple[Move, Entry]


def _standing(journal: Iterable[Entry]) -> Iterator[tuple[int, Sequence[Staged]]]:
    """For each import, what stood in the plan as it came, each move with the entry it is of."""
    state, origin = EMPTY, dict[Move, Entry]()
    for entry in journal:
        if entry.change is None:
            continue
        is_import = entry.deed is Deed.IMPORTED
        after = desk_after(EMPTY if is_import else state, entry.change)
        if is_import and entry.about is not None:
            yield entry.about, [(move, origin[move]) for move in state.plan.moves]
        known = {move.child: origin[move] for move in state.plan.moves}
        for move in after.plan.moves:
            if is_import:
                origin[move] = origin.get(move) or known.get(move.child, entry)
            elif move not in origin or (entry.deed is Deed.STAGED and move not in state.plan.moves):
                origin[move] = entry
        state = after
