"""Suggestions on the command line that are stopped or refused: what is there is printed."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from time import sleep
from typing import Any

import pytest

from allocation_app.cli import main
from allocation_app.errors import AppError
from allocation_app.planner import apart
from allocation_app.planner.model import Answer, Model
from allocation_app.planner.solving import Solver, Told, solve_here
from allocation_app.progress import Cancelled, Progress, no_progress

LIST = "Child ID,Child,Status,Social Worker\n" + "".join(
    f"C{n},Child {n},CIN,{worker}\n"
    for n, worker in enumerate(("", "Ann Other", "Ann Other", "Jo Bloggs"), start=1)
)
NOT_IN_TIME = "0.8"  # seconds: enough to ask, on a slow machine too


@pytest.fixture
def file(tmp_path: Path) -> str:
    """Two workers, and a child who waits."""
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    return str(path)


@pytest.fixture
def solves(monkeypatch: pytest.MonkeyPatch) -> Callable[[Solver], None]:
    """Let this solver be the one that is asked."""

    def use(solver: Solver) -> None:
        @contextmanager
        def here() -> Iterator[Solver]:
            yield solver

        monkeypatch.setattr(apart, "solver", here)

    return use


def stopped(model: Model, seed: int, progress: Progress, told: Told) -> Answer:
    told(replace(solve_here(model, seed, progress, told), is_proved=False))
    raise Cancelled


def ended(_model: Model, _seed: int, _progress: Progress, _told: Told) -> Answer:
    raise AppError("planner_ended", ended="-9")


def slow(model: Model, seed: int, _progress: Progress, told: Told) -> Answer:
    answer = solve_here(model, seed, no_progress, told)
    sleep(float(NOT_IN_TIME) + 0.1)
    return answer


def printed(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    return document


def test_that_a_stop_prints_the_best_so_far(
    file: str, solves: Callable[[Solver], None], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    solves(stopped)
    plan = tmp_path / "plan.json"

    assert main(["suggest", file, "--json", "--plan", str(plan)]) == 3

    told = printed(capsys)
    assert told["is_stopped"]
    assert "stopped, so this is the best so far" in told["message"]
    assert [move["child"] for move in told["moves"]] == ["C1"]
    assert [move["child"] for move in json.loads(plan.read_text("utf-8"))["moves"]] == ["C1"]


def test_that_a_stop_prints_the_points_so_far(
    file: str, solves: Callable[[Solver], None], capsys: pytest.CaptureFixture[str]
) -> None:
    asked = []

    def once(model: Model, seed: int, progress: Progress, told: Told) -> Answer:
        asked.append(model.budget)
        if len(asked) > 1:
            raise Cancelled
        return solve_here(model, seed, progress, told)

    solves(once)

    assert main(["frontier", file, "--json", "--moves", "0,1"]) == 3

    told = printed(capsys)
    assert ([point["moves"] for point in told["points"]], told["is_stopped"]) == ([0], True)
    assert asked == [0, 1]


@pytest.mark.parametrize("command", ["suggest", "frontier"])
def test_that_a_solver_that_ended_is_said_in_a_line(
    file: str, command: str, solves: Callable[[Solver], None], capsys: pytest.CaptureFixture[str]
) -> None:
    solves(ended)

    assert main([command, file]) == 3

    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("The planner ended before it had an answer (-9). The plan is as it")


def test_that_moves_that_there_was_no_time_to_explain_are_printed(
    file: str, solves: Callable[[Solver], None], capsys: pytest.CaptureFixture[str]
) -> None:
    solves(slow)
    asked = ["suggest", file, "--only-unallocated", "--time-limit", NOT_IN_TIME]

    assert main([*asked, "--json"]) == 3
    told = printed(capsys)
    assert main(asked) == 3

    assert [(move["child"], move["reason"]) for move in told["moves"]] == [("C1", "")]
    assert (told["status"], told["is_stopped"]) == ("optimal", True)
    assert "  C1           nobody → " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--team", "X"), "No team of this import is called X."),
        (("--pin", "9"), "No child of this import has the identifier 9."),
        (("--among", "9"), "No worker of this import has the identifier 9."),
        (("--leaver", "9"), "No worker of this import has the identifier 9."),
        (("--day", "2020-01-02"), "2020-01-02 lies before the day of the import, "),
        (("--leaver", "Ann Other=soon"), "soon is not a date like 2026-11-20."),
    ],
)
def test_that_whom_nobody_knows_is_wrong_usage(
    file: str, words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["suggest", file, *words]) == 2

    output = capsys.readouterr()
    assert output.out == ""
    assert output.err.startswith(said)


def test_that_of_who_has_left_before_the_import_it_is_asked_on_its_day(
    file: str, solves: Callable[[Solver], None], capsys: pytest.CaptureFixture[str]
) -> None:
    solves(solve_here)
    left = ("--leaver", "Jo Bloggs=2026-10-02", "--as-at", "2026-11-20")

    assert main(["suggest", file, "--only-unallocated", "--json", *left]) == 0

    told = printed(capsys)
    assert told["request"]["day"] is None
    assert {move["child"] for move in told["moves"]} == {"C1", "C4"}
