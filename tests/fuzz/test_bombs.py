"""I2: eight kinds of bomb are refused before they go off, whatever they claim."""

from itertools import cycle, islice
from random import Random
from time import monotonic

import pytest
from bombs import BOMBS

from allocation_app.intake.opening.apart import Task, read_apart
from allocation_app.intake.opening.limits import USUAL
from allocation_app.wording.problems import error_message

MOST_MEMORY = 200_000_000


def nothing() -> None:
    """Takes note of nothing."""


@pytest.mark.timeout(3_600)
@pytest.mark.campaign(quick=8, ci=40)
def test_that_a_bomb_is_refused_within_little_time_and_memory(rounds: int) -> None:
    for number, kind in enumerate(islice(cycle(BOMBS), rounds)):
        content = BOMBS[kind](Random(number))  # noqa: S311 - seeded to be repeated
        task = Task(name="bomb.xlsx", content=content)
        start = monotonic()
        answer = read_apart(task, nothing)
        took = monotonic() - start
        assert answer.refusal is not None, f"{kind} {number} was read"
        assert answer.refusal.code in {"file_too_big", "file_damaged"}
        assert "bomb.xlsx" in error_message(answer.refusal)
        assert not answer.refusal.details.get("why", "").startswith(("crash", "answer"))
        assert 0 < answer.peak <= MOST_MEMORY, f"{kind} {number}: {answer.peak} bytes"
        assert took <= USUAL.seconds_for(len(content)) + 1, f"{kind} {number}: {took:.1f} s"
