"""One child on several rows of equal standing that name different workers: nobody knows who."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.intake.facts import Row
from allocation_app.intake.fields import Field
from allocation_app.intake.holders import Holder, Holders
from allocation_app.intake.problems import Code, Place, cell_of

Rivals = dict[WorkerId, Row]
WHO = (Field.WORKER, Field.WORKER_ID)


def rivals_of(rows: Sequence[Row], named: Callable[[Row], Holder]) -> Rivals:
    """The several workers whom the rows of a child name, with their rows; empty for one or none.

    Of lists that are believed one before the other, only the first that names a worker is asked.
    """
    naming = [row for row in rows if any(isinstance(row.cell(wanted), str) for wanted in WHO)]
    equal = [row for row in naming if _standing(row) == _standing(naming[0])]
    if len({tuple(row.cell(wanted) for wanted in WHO) for row in equal}) < LEAST:
        return {}
    found: Rivals = {}
    for row in equal:
        worker = named(row).worker
        if worker is not None:
            found.setdefault(worker, row)
    return found if len(found) >= LEAST else {}


def report(child: ChildId, rivals: Rivals, holders: Holders) -> None:
    """Name them all, each with its cell."""
    *others, last = rivals
    places = [_place(rivals[worker]) for worker in others]
    holders.log.add(
        Code.SPELLS_BOTH_OPEN,
        _place(rivals[last]),
        holders.workers[last].name,
        child=child,
        kept="; ".join(holders.workers[worker].name for worker in others),
        first_row=places[0].row,
        cells="; ".join(map(cell_of, places)),
    )


def _standing(row: Row) -> tuple[int, int]:
    layout = row.facts.table.layout
    return layout.order, layout.list_number


def _place(row: Row) -> Place:
    return row.place(Field.WORKER if isinstance(row.cell(Field.WORKER), str) else Field.WORKER_ID)


LEAST = 2
