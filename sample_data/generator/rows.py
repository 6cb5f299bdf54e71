"""Turns children and workers into rows of cells, slips of writing included."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from random import Random

from sample_data.generator.chance import happens
from sample_data.generator.columns import CHILD_COLUMNS, FURTHER, WORKER_COLUMNS, Cell
from sample_data.generator.records import Child, Holder, Worker

NOBODY = (None, None, None, None, "Unallocated", "Unallocated", "TBC", "Heb ei ddyrannu")
DATE_AS_TEXT = ("%d %b %Y", "%d %B %Y", "%Y-%m-%d", "%d-%b-%Y")
MIDDLE_OF_MONTH = 13
"""From this day of a month on, 14/10/2026 can be read in one way only."""

NAME_SLIP, DATE_SLIP, CASE_SLIP, NUMBER_SLIP = 0.012, 0.008, 0.01, 0.08
WORKER_ID_GIVEN = 0.8
ROW_TWICE, BLANK_ROW = 0.002, 0.002
SMALL_TWICE_AFTER, SMALL_BLANK_AFTER, SMALL_UNTIDY = 43, 88, frozenset({17, 64, 121})
"""Rows of a small set that have what chance may leave out of so few."""

NBSP = "\N{NO-BREAK SPACE}"

Row = list[Cell]


def child_row(child: Child, rng: Random, further: Random, *, is_untidy: bool = False) -> Row:
    """A child's cells, some of them written untidily; what they say stays the same.

    Chance decides which, ``further`` in the columns that fewer teams keep; ``is_untidy`` makes sure
    of the name and the status.
    """
    cells = {heading: value(child) for heading, (_, value) in CHILD_COLUMNS.items()}
    if child.holder is Holder.NOBODY and child.worker is None:
        cells["Social worker"] = rng.choice(NOBODY)
    if rng.random() > WORKER_ID_GIVEN:
        cells["Worker ID"] = None
    if child.worker is not None and (happens(rng, NAME_SLIP) or is_untidy):
        cells["Social worker"] = _untidy_name(child.worker, rng)
    if child.co_worker is not None and rng.random() < NAME_SLIP:
        cells["Co-worker"] = _untidy_name(child.co_worker, rng)
    if rng.random() < NUMBER_SLIP:
        cells["Child ID"] = int(child.id)
    if "unknown" not in child.statuses and (happens(rng, CASE_SLIP) or is_untidy):
        cells["Status"] = rng.choice((child.status_text.upper(), child.status_text.lower()))
    for heading, value in cells.items():
        if isinstance(value, date):
            chance = further if heading in FURTHER else rng
            if chance.random() < DATE_SLIP:
                cells[heading] = _as_text(value, chance)
    return list(cells.values())


def _untidy_name(worker: Worker, rng: Random) -> str:
    return rng.choice(
        (
            worker.name_reversed,
            f" {worker.name}",
            f"{worker.name}  ",
            worker.name.replace(" ", "  ", 1),
            worker.name.replace(" ", NBSP, 1),
            f"{worker.name_reversed}{NBSP}",
        )
    )


def _as_text(day: date, rng: Random) -> str:
    if day.day >= MIDDLE_OF_MONTH and happens(rng, 0.5):
        return day.strftime("%d/%m/%Y")
    return day.strftime(rng.choice(DATE_AS_TEXT))


def child_rows(
    children: Iterable[Child], rng: Random, further: Random, *, is_small: bool
) -> Iterator[Row]:
    """Rows of many children, now and then one twice or a blank one; a small set has both once."""
    for number, child in enumerate(children, start=1):
        row = child_row(child, rng, further, is_untidy=is_small and number in SMALL_UNTIDY)
        yield row
        if number == SMALL_TWICE_AFTER if is_small else rng.random() < ROW_TWICE:
            yield row
        if number == SMALL_BLANK_AFTER if is_small else rng.random() < BLANK_ROW:
            yield [None] * len(CHILD_COLUMNS)


def totals_row(rows: int) -> Row:
    """What a report adds under its table."""
    return ["Total", rows, *[None] * (len(CHILD_COLUMNS) - 2)]


def worker_row(worker: Worker) -> Row:
    """A worker's cells."""
    return [value(worker) for _, value in WORKER_COLUMNS.values()]
