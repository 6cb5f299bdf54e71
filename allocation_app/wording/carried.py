"""What becomes of a plan that is taken along to a later import, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from allocation_app.domain.carrying import Carried
from allocation_app.domain.plan import Move, Step
from allocation_app.wording.translate import tr, trn


def sentences(carried: Carried, *, forgets_history: bool) -> list[str]:
    """What becomes of the moves of the plan, and of all else that is staged."""
    lists = carried.plan.steps, carried.came_true, carried.dropped
    (kept, stay), (true, happened), (dropped, lost) = map(_counted, lists)
    marks = len(carried.dropped_marks)
    told = [
        (kept, trn("{n} move of the plan stays.", "{n} moves of the plan stay.", kept)),
        (
            stay,
            trn(
                "{n} change of staff or of who works beside the case holder stays.",
                "{n} changes of staff or of who works beside the case holder stay.",
                stay,
            ),
        ),
        (
            true,
            trn(
                "{n} move has been made, the new files say: it leaves the plan.",
                "{n} moves have been made, the new files say: they leave the plan.",
                true,
            ),
        ),
        (
            happened,
            trn(
                "{n} change of staff or of who works beside the case holder has come about, the new"
                " files say: it leaves the plan.",
                "{n} changes of staff or of who works beside the case holder have come about, the"
                " new files say: they leave the plan.",
                happened,
            ),
        ),
        (
            dropped,
            trn(
                "{n} move is dropped from the plan, because the child or the worker is no longer"
                " where they were.",
                "{n} moves are dropped from the plan, because the child or the worker is no longer"
                " where they were.",
                dropped,
            ),
        ),
        (
            lost,
            trn(
                "{n} change of staff or of who works beside the case holder is dropped from the"
                " plan, because somebody is no longer there or the new files say otherwise.",
                "{n} changes of staff or of who works beside the case holder are dropped from the"
                " plan, because somebody is no longer there or the new files say otherwise.",
                lost,
            ),
        ),
        (
            marks,
            trn(
                "{n} mark is dropped from the plan, because a child or a worker whom it names is"
                " no longer there.",
                "{n} marks are dropped from the plan, because a child or a worker whom they name"
                " is no longer there.",
                marks,
            ),
        ),
        (forgets_history, tr("Earlier steps can't be undone after that.")),
    ]
    return [words for is_said, words in told if is_said]


def of_kept(kept: Iterable[Carried]) -> list[str]:
    """What the plans that are kept lose, each by its name; nothing of one that loses nothing."""
    said: list[str] = []
    for each in kept:
        lost = replace(each, plan=each.plan.without_steps)
        said += (
            tr("“{name}”: {what}", name=each.plan.name, what=words)
            for words in sentences(lost, forgets_history=False)
        )
    return said


def _counted(steps: Sequence[Step]) -> tuple[int, int]:
    """How many of these are moves, and how many are something else."""
    moves = sum(isinstance(each, Move) for each in steps)
    return moves, len(steps) - moves
