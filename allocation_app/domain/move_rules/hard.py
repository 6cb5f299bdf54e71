"""The rules that stop a move, and who can be asked to take a child at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum

from allocation_app.domain.caseloads import Caseloads
from allocation_app.domain.move_rules.asked import Given, Why
from allocation_app.domain.move_rules.of_child import keep_apart, pinned
from allocation_app.domain.move_rules.of_worker import (
    has_left,
    long_away,
    must_not,
    not_case_holder,
    not_started,
)
from allocation_app.domain.people import ChildId, Worker, WorkerId
from allocation_app.domain.pins import why_pinned
from allocation_app.domain.plan import Move


class Bar(StrEnum):
    """What keeps a child from a worker: the hard rules by their codes, and to have no capacity."""

    MUST_NOT = "must_not"
    KEEP_APART = "keep_apart"
    PINNED = "pinned"
    NOT_CASE_HOLDER = "not_case_holder"
    HAS_LEFT = "has_left"
    NOT_STARTED = "not_started"
    LONG_AWAY = "long_away"
    NO_CAPACITY = "no_capacity"


HARD: Mapping[str, Callable[[Given], Iterator[Why]]] = {
    Bar.MUST_NOT.value: must_not,
    Bar.KEEP_APART.value: keep_apart,
    Bar.PINNED.value: pinned,
    Bar.NOT_CASE_HOLDER.value: not_case_holder,
    Bar.HAS_LEFT.value: has_left,
    Bar.NOT_STARTED.value: not_started,
    Bar.LONG_AWAY.value: long_away,
}
"""The rules that stop a move."""


def barred(loads: Caseloads, child: ChildId, workers: Iterable[Worker]) -> Mapping[WorkerId, Bar]:
    """Which of these workers can't be given this child today, and by which hard rule: the first.

    What nobody can tell bars from nothing. Beyond the rules, who has no capacity at all is not
    asked.
    """
    pin = why_pinned(loads, child)
    found: dict[WorkerId, Bar] = {}
    for worker in workers:
        move = Move(child=child, to=worker.id)
        bar = _bar(Given(loads=loads, move=move, pin=pin), worker)
        if bar is not None:
            found[worker.id] = bar
    return found


def _bar(given: Given, worker: Worker) -> Bar | None:
    for code, rule in HARD.items():
        if any(not why.missing for why in rule(given)):
            return Bar(code)
    return Bar.NO_CAPACITY if given.policy.capacity(worker, given.day) == 0 else None
