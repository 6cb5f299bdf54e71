"""A model is solved in another process, and whatever happens to that one, it is said in words."""

import os
import subprocess
import sys
from contextlib import suppress
from itertools import count
from pathlib import Path
from time import monotonic

import pytest

from allocation_app.errors import AppError
from allocation_app.planner import apart
from allocation_app.planner.model import STAY, Answer, Block, Choice, Model, Receiver, Way
from allocation_app.planner.solving import solve_here
from allocation_app.processes import ROOT, started
from allocation_app.progress import Cancelled, no_progress
from allocation_app.wording.problems import error_message
from tests.bench.planner_teams import team
from tests.unit.planner import odd_solver as odd
from tests.unit.planner.builders import tell_nobody

ODD = "tests.unit.planner.odd_solver"
BETTER = Answer(choices=(Choice(Way.WHOLE, 1), STAY), worst_bound=0.1 + 0.2, work=3)


def a_model() -> Model:
    """Two workers, one with three children, and one child who waits."""
    held = [
        Block(children=(f"C{n}",), kind=0, standing={0: 10}, whole=10, changes=1, churn=1)
        for n in range(3)
    ]
    waits = Block(children=("C9",), kind=0, whole=5, waiting=("C9",))
    return Model(
        receivers=tuple(
            Receiver(id=f"W{n}", capacity=40, points=points, cap=float("inf"))
            for n, points in enumerate((30, 0))
        ),
        blocks=(*held, waits),
        barred=(("", ""),),
        worth=((0.0, 0.0),),
        budget=1,
    )


def has_children() -> bool:
    """Whether this process has another that it started."""
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return False
    return True


@pytest.fixture(autouse=True)
def _nobody_left(capfd: pytest.CaptureFixture[str]) -> object:
    """No process outlives what it was asked, and nothing of what it prints is seen."""
    yield
    assert not has_children()
    assert capfd.readouterr() == ("", "")


def test_that_another_process_answers_what_this_one_would() -> None:
    here = solve_here(a_model(), 0, no_progress, tell_nobody)

    assert here.choices != (STAY,) * 4
    assert apart.solve(a_model(), 0, no_progress, tell_nobody) == here


def test_that_several_models_are_solved_in_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    begun = []

    def begin(module: str, env: dict[str, str]) -> subprocess.Popen[bytes]:
        begun.append(module)
        return started(module, env)

    monkeypatch.setattr(apart, "started", begin)
    with apart.solver(child=ODD) as solve:
        answers = [solve(a_model(), odd.ANSWERS, no_progress, tell_nobody) for _ in range(3)]

    assert answers == [BETTER] * 3
    assert begun == [ODD]


def test_that_progress_is_told_and_better_answers_are_heard() -> None:
    told: list[Answer] = []
    done = set()

    def progress(n: int, of: int) -> None:
        done.add((n, of))
        if told:
            raise Cancelled

    with apart.solver(child=ODD) as solve:
        stopped = solve(a_model(), odd.TELLS, progress, told.append)

    assert told == [BETTER]
    assert (stopped.choices, stopped.worst_bound) == (BETTER.choices, BETTER.worst_bound)
    assert stopped.is_stopped
    assert done == {(0, 1), (1, 4)}


@pytest.mark.parametrize("seed", [odd.HANGS, odd.TELLS])
def test_that_a_stop_takes_less_than_half_a_second(seed: int) -> None:
    asked_at = []

    def stop_later(_done: int, _of: int) -> None:
        if len(asked_at) == 10:
            raise Cancelled
        asked_at.append(monotonic())

    with apart.solver(child=ODD) as solve:
        with suppress(Cancelled):
            assert solve(a_model(), seed, stop_later, tell_nobody).is_stopped
        assert monotonic() - asked_at[-1] < 0.5
        assert solve(a_model(), odd.ANSWERS, no_progress, tell_nobody) == BETTER


def test_that_a_stop_is_as_quick_at_the_size_of_a_county() -> None:
    county, told = team(600, 12_000, seed=11, budget=60), list[float]()

    def stop_later(_done: int, _of: int) -> None:
        if told and monotonic() - told[0] > 0.1:
            told.append(monotonic())
            raise Cancelled

    with apart.solver(child=ODD) as solve:
        stopped = solve(county, odd.TELLS, stop_later, lambda _: told.append(monotonic()))
        assert monotonic() - told[-1] < 0.5

    assert stopped.is_stopped


def test_that_without_an_answer_a_stop_is_a_stop() -> None:
    ticks = count()

    def stop(_done: int, _of: int) -> None:
        if next(ticks):
            raise Cancelled

    with apart.solver(child=ODD) as solve, pytest.raises(Cancelled):
        solve(a_model(), odd.HANGS, stop, tell_nobody)


@pytest.mark.parametrize(
    ("seed", "code", "words"),
    [
        (odd.DIES, "planner_ended", "ended before it had an answer (-9)"),
        (odd.FAILS, "planner_ended", "ended before it had an answer (1)"),
        (odd.FILLS, "planner_memory", "needs more memory than is safe"),
    ],
)
def test_that_a_process_that_ends_is_reported_in_words(seed: int, code: str, words: str) -> None:
    with apart.solver(child=ODD) as solve:
        with pytest.raises(AppError, match=code) as caught:
            solve(a_model(), seed, no_progress, tell_nobody)
        assert words in error_message(caught.value)
        assert "The plan is as it was" in error_message(caught.value)
        assert solve(a_model(), odd.ANSWERS, no_progress, tell_nobody) == BETTER


def test_that_what_was_better_is_heard_before_the_process_is_found_dead() -> None:
    told: list[Answer] = []

    with apart.solver(child=ODD) as solve, pytest.raises(AppError, match="planner_ended"):
        solve(a_model(), odd.DIES_LATER, no_progress, told.append)

    assert told == [BETTER]


def test_that_what_the_solver_refuses_comes_back_as_it_was_raised() -> None:
    with apart.solver(child=ODD) as solve, pytest.raises(AppError, match="odd") as caught:
        solve(a_model(), odd.REFUSES, no_progress, tell_nobody)

    assert caught.value.details == {"why": "asked to"}


def test_that_memory_is_bounded() -> None:
    with apart.solver(memory=60 << 20) as solve, pytest.raises(AppError, match="planner_memory"):
        solve(a_model(), 0, no_progress, tell_nobody)


def test_that_the_solver_ends_with_whoever_asked() -> None:
    """The asking process is killed; the other one notices that nobody listens any more."""
    script = f"""
import os, signal
from pathlib import Path
from tests.unit.planner.test_apart import ODD, a_model, odd
from allocation_app.planner import apart

def parent(process):
    try:
        return int(Path("/proc", process, "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0

def tell(answer):
    processes = filter(str.isdigit, os.listdir("/proc"))
    print(*(each for each in processes if parent(each) == os.getpid()), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)

with apart.solver(child=ODD) as solve:
    solve(a_model(), {odd.TELLS}, lambda *_: None, tell)
"""
    asking = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )

    end = monotonic() + 10
    while Path("/proc", asking.stdout.strip()).exists() and monotonic() < end:
        pass
    assert asking.returncode == -9
    assert not Path("/proc", asking.stdout.strip()).exists()
