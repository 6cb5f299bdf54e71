"""Plans side by side: what the import, the present plan and each kept one are called and show."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum

from allocation_app.wording import terms
from allocation_app.wording.translate import mark, tr, trn

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Row(StrEnum):
    """The figures by which plans are compared, in the order of the rows."""

    WORST = "worst"
    SPREAD = "spread"
    MOVES = "moves"
    NEW_WORKER = "new_worker"
    UNALLOCATED = "unallocated"
    LATE = "late"
    OVERRIDES = "overrides"


ROWS: Mapping[Row, str] = {
    Row.WORST: mark("Most loaded"),
    Row.SPREAD: mark("From least to most loaded"),
    Row.MOVES: mark("Moves"),
    Row.NEW_WORKER: mark("Children with a new worker"),
    Row.UNALLOCATED: mark("Unallocated"),
    Row.LATE: mark("Late"),
    Row.OVERRIDES: mark("Rules set aside"),
}
MEANINGS: Mapping[Row, str] = {
    Row.WORST: mark("The share of capacity that the most loaded worker carries"),
    Row.SPREAD: mark("How far apart the least and the most loaded worker are"),
    Row.MOVES: mark("Moves that are staged"),
    Row.NEW_WORKER: mark(
        "Children who get another case holder than by the import. One who had nobody counts; one "
        "who goes to nobody, to duty or to a team’s name does not."
    ),
    Row.UNALLOCATED: mark("Children without a case-holding social worker"),
    Row.LATE: mark("Findings that are past their date; a child can have several"),
    Row.OVERRIDES: mark("Moves for which a rule that warned was set aside"),
}
SHARES = frozenset({Row.WORST, Row.SPREAD})


def row_name(row: Row) -> str:
    """The heading of a row of the comparison."""
    return tr(ROWS[row])


def row_meaning(row: Row) -> str:
    """What a row of the comparison counts, in a sentence for whoever asks."""
    return tr(MEANINGS[row])


def amount(row: Row, value: float | None) -> str:
    """A figure of the comparison: a share of capacity or a count."""
    return terms.percent(value) if row in SHARES else f"{value or 0:g}"


def import_name() -> str:
    """What the import without any change is called beside the plans."""
    return tr("Import")


def present_name(name: str, *, is_changed: bool) -> str:
    """What the present plan is called beside the others, with its name where it has one."""
    said = plan_name(name, is_changed=is_changed)
    return tr("Present: {name}", name=said) if said else tr("Present plan")


def plan_name(name: str, *, is_changed: bool) -> str:
    """A plan by its name; ``is_changed`` where the one that was kept by it stages other things."""
    return tr("{name}, changed", name=name) if is_changed else name


def next_name(taken: Collection[str]) -> str:
    """The name that is offered for the next plan to be kept: "Plan A", "Plan B", ..."""
    letters = (*LETTERS, *(f"{n}" for n in range(1, len(taken) + 1)))
    names = (tr("Plan {letter}", letter=letter) for letter in letters)
    return next(name for name in names if name not in taken)


def kept(name: str) -> str:
    """That the present plan was kept."""
    return tr("Kept as “{name}”.", name=name)


def applied(name: str) -> str:
    """That a kept plan is now the present one."""
    return tr("“{name}” is now the present plan.", name=name)


def renamed(old: str, new: str) -> str:
    """That a kept plan has another name."""
    return tr("“{old}” is now called “{new}”.", old=old, new=new)


def dropped(name: str) -> str:
    """That a plan is no longer kept."""
    return tr("“{name}” is no longer kept.", name=name)


def differing(children: int) -> str:
    """How many children do not have the same worker in all the plans."""
    if not children:
        return tr("Every child has the same worker in all of them.")
    return trn(
        "{n} child does not have the same worker in all of them.",
        "{n} children do not have the same worker in all of them.",
        children,
    )
