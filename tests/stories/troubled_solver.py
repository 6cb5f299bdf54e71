"""The process that solves, in trouble: it has one good answer and then does what its seed says."""

import os
import signal
import time

from allocation_app.planner import child
from allocation_app.planner.model import STAY, Answer, Choice, Model, Way
from allocation_app.planner.solving import Told
from allocation_app.progress import Progress

ANSWERS, GOES_ON, IS_KILLED_AT_ONCE, IS_KILLED_LATER, IS_WRONG = range(5)


def troubled(model: Model, seed: int, progress: Progress, told: Told) -> Answer:
    """The first who waits goes to the last worker; everybody else stays."""
    progress(1, 4)
    good = Choice(Way.WHOLE, len(model.receivers) - 1)
    answer = Answer(choices=(good, *(STAY for _ in model.blocks[1:])))
    if seed in {GOES_ON, IS_KILLED_LATER}:
        told(answer)
    if seed == GOES_ON:
        time.sleep(60)
    if seed in {IS_KILLED_AT_ONCE, IS_KILLED_LATER}:
        os.kill(os.getpid(), signal.SIGKILL)
    if seed == IS_WRONG:
        return Answer(choices=answer.choices, worst_bound=9.0)
    return answer


if __name__ == "__main__":
    child.main(troubled)
