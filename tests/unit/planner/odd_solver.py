"""The process that solves, with a solver that does by its seed what solvers should not."""

import os
import signal
import time

from allocation_app.errors import AppError
from allocation_app.planner import child
from allocation_app.planner.model import STAY, Answer, Choice, Model, Way
from allocation_app.planner.solving import Told
from allocation_app.progress import Progress

ANSWERS, TELLS, HANGS, DIES, FAILS, FILLS, REFUSES, DIES_LATER = range(8)


def odd(model: Model, seed: int, progress: Progress, told: Told) -> Answer:
    """Do what the seed says."""
    progress(1, 4)
    better = Answer(choices=(Choice(Way.WHOLE, 1), STAY), worst_bound=0.1 + 0.2, work=3)
    if seed in {TELLS, DIES_LATER}:
        told(better)
    if seed in {TELLS, HANGS}:
        time.sleep(60)
    elif seed in {DIES, DIES_LATER}:
        os.kill(os.getpid(), signal.SIGKILL)
    elif seed == FAILS:
        print("nothing that anybody should see")  # noqa: T201 - what a library might do
        raise ValueError(model)
    elif seed == FILLS:
        return Answer(choices=(STAY,) * len(bytearray(1 << 40)))
    elif seed == REFUSES:
        raise AppError("odd", why="asked to")
    print("nothing that anybody should see")  # noqa: T201
    progress(4, 4)
    return better


if __name__ == "__main__":
    child.main(odd)
