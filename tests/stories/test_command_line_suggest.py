"""Suggestions on the command line: what is asked, how good the answer is, and how it is stopped."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.stories.test_command_line import ROOT, TEAM, document, run

TWO = ("--max-moves", "2")
QUEUE = ("--only-unallocated",)


@pytest.fixture(scope="module")
def looked() -> dict[str, Any]:
    """The review of the team, before any plan."""
    return document("review", *TEAM)


@pytest.fixture(scope="module")
def queue(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], str]:
    """What is suggested for the queue, and the file that it is written to as a plan."""
    path = str(tmp_path_factory.mktemp("plans") / "queue.json")
    return document("suggest", *TEAM, *QUEUE, "--plan", path), path


@pytest.fixture(scope="module")
def two() -> dict[str, Any]:
    """What is suggested of two changes at most."""
    return document("suggest", *TEAM, *TWO)


@pytest.fixture(scope="module")
def curve() -> dict[str, Any]:
    """What up to two changes would buy."""
    return document("frontier", *TEAM, "--moves", "2,0,1")


def test_that_a_suggestion_has_the_words_of_the_interface(
    two: dict[str, Any], looked: dict[str, Any]
) -> None:
    words = "status moves before after bound unplaced seconds"
    assert set(words.split()) <= set(two)
    move = "child from to reason reasons effective to_before to_after warnings"
    assert all(set(move.split()) <= set(each) for each in two["moves"])
    assert (two["status"], two["is_proved"], two["is_stopped"]) == ("optimal", True, False)
    assert two["before"]["max"] == looked["balance"]["max"]
    assert two["before"]["unallocated"] == len(looked["unallocated"])
    assert two["after"]["unallocated"] == 0
    assert two["after"]["max"] == pytest.approx(two["bound"]["worst"])
    assert two["after"]["max"] < two["before"]["max"]
    assert two["changes"] == 2
    assert two["message"].startswith("2 children change worker; ")
    assert two["message"].endswith("proved best.")


def test_that_every_move_says_from_whom_to_whom_and_why(
    two: dict[str, Any], looked: dict[str, Any]
) -> None:
    loads = {each["worker"]: each["utilisation"] for each in looked["workers"]}

    for each in two["moves"]:
        assert each["to"] in loads
        assert each["to_before"] == pytest.approx(loads[each["to"]])
        assert each["reason"]
        assert len(each["reasons"]) >= 4
    taken = [each for each in two["moves"] if each["is_change"]]
    assert len(taken) == 2
    assert all(each["from"] in loads for each in taken)
    assert all(each["reason"].startswith("Takes ") for each in taken)


def test_that_what_is_suggested_is_a_plan_that_check_and_export_read(
    queue: tuple[dict[str, Any], str], tmp_path: Path
) -> None:
    suggested, path = queue
    book = tmp_path / "book.xlsx"

    checked = document("check", *TEAM, "--plan", path)

    assert (checked["ok"], checked["violations"]) == (True, [])
    assert [each["about"] for each in checked["steps"]] == [
        each["child"] for each in suggested["moves"]
    ]
    assert checked["after"] == suggested["after"]
    assert document("export", *TEAM, "--plan", path, "--out", str(book))["out"] == str(book)


def test_that_nobody_who_has_a_worker_is_moved_for_the_queue(
    queue: tuple[dict[str, Any], str], looked: dict[str, Any]
) -> None:
    suggested, _ = queue
    waiting = {each["child"] for each in looked["unallocated"]}

    assert (suggested["changes"], suggested["status"]) == (0, "optimal")
    assert waiting <= {each["child"] for each in suggested["moves"]}
    assert not any(each["is_change"] for each in suggested["moves"])


def test_that_the_same_is_suggested_again_whatever_the_order_of_sets(two: dict[str, Any]) -> None:
    told = []
    for seed in ("1", "2"):
        done = run("suggest", *TEAM, *TWO, "--json", PYTHONHASHSEED=seed)
        told.append({**json.loads(done.stdout), "seconds": two["seconds"]})

    assert told == [two, two]


def test_that_a_suggestion_is_said_in_words() -> None:
    done = run("suggest", *TEAM, *QUEUE)

    assert done.returncode == 0
    first, second, *rest = done.stdout.splitlines()
    assert first == "Asked: a worker for everybody who waits; nobody else is moved."
    assert second.endswith(" children who waited get a worker; worst load stays at 131 %;"
                           " proved best.")  # fmt: skip
    assert any(" nobody → " in line for line in rest)
    assert rest[-1] == "It is a suggestion: nothing is changed by it."


def test_that_an_impossible_demand_is_answered_with_the_nearest_and_why() -> None:
    printed = document("suggest", *TEAM, *QUEUE, "--limit", "90")

    assert printed["status"] == "infeasible"
    assert (
        "proved that no plan places everybody and keeps them at or under 90 %; this is"
        in (printed["message"])
    )
    assert printed["request"]["limit"] == 0.9
    assert printed["unplaced"]
    for each in printed["unplaced"]:
        assert each["why"].startswith(f"{each['child']} gets no worker")
    moved = {each["child"] for each in printed["moves"]}
    assert not moved & {each["child"] for each in printed["unplaced"]}
    assert all(each["to_after"] <= 0.9 for each in printed["moves"])


def test_that_a_pinned_child_stays_and_a_leaver_s_children_go(
    two: dict[str, Any], looked: dict[str, Any]
) -> None:
    taken = next(each["child"] for each in two["moves"] if each["is_change"])
    leaver = next(each for each in looked["workers"] if 0 < each["children"] < 15)

    pinned = document("suggest", *TEAM, *TWO, "--pin", taken)
    left = document("suggest", *TEAM, *QUEUE, "--leaver", f"{leaver['worker']}=2026-11-27")

    assert taken not in {each["child"] for each in pinned["moves"]}
    gone = [each for each in left["moves"] if each["from"] == leaver["worker"]]
    assert len(gone) == leaver["children"]
    assert {each["effective"] for each in gone} == {"2026-11-28"}
    assert leaver["worker"] not in {each["to"] for each in left["moves"]}
    assert left["request"]["day"] == "2026-11-28"


def test_that_only_those_are_asked_who_are_named(two: dict[str, Any]) -> None:
    spare = two["moves"][0]["to"]

    printed = document("suggest", *TEAM, *QUEUE, "--among", spare)

    assert {each["to"] for each in printed["moves"]} == {spare}


def test_that_a_plan_can_be_suggested_on_top_of_another(
    queue: tuple[dict[str, Any], str],
) -> None:
    _, path = queue

    printed = document("suggest", *TEAM, *QUEUE, "--on", path)

    assert printed["moves"] == []
    assert printed["before"] == printed["after"]
    assert printed["message"] == "Nobody waits for a worker, so nothing is suggested."


def test_that_a_frontier_never_rises_and_says_what_is_proved(
    curve: dict[str, Any], two: dict[str, Any]
) -> None:
    points = curve["points"]

    assert [each["moves"] for each in points] == [0, 1, 2]
    words = {"moves", "max", "range", "proven", "bound"}
    assert all(words <= set(each) for each in points)
    worst = [each["max"] for each in points]
    assert worst == sorted(worst, reverse=True)
    assert all(each["proven"] and each["bound"] == each["max"] for each in points)
    assert worst[-1] == two["after"]["max"]
    assert curve["message"].startswith("2 changes: 131 → 118 %, proved best.")
    assert curve["before"] == two["before"]


def test_that_wrong_usage_is_refused_in_a_line() -> None:
    done = run("suggest", *TEAM, "--team", "X")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "No team of this import is called X. Give it as it stands in the file.\n"
    )


@pytest.mark.parametrize("command", ["suggest", "frontier"])
def test_that_out_of_time_without_an_answer_nothing_is_printed(command: str) -> None:
    done = run(command, *TEAM, "--time-limit", "0", "--json")

    assert (done.returncode, done.stdout, done.stderr) == (
        3,
        "",
        "Stopped before there was an answer.\n",
    )


@pytest.mark.skipif(sys.platform == "win32", reason="no Ctrl+C from another process there")
def test_that_ctrl_c_stops_it_without_a_traceback() -> None:
    """Many changes take long enough to be stopped; what is best by then is printed, if anything."""
    with subprocess.Popen(
        [sys.executable, "-m", "allocation_app", "frontier", *TEAM, "--moves", "0,20,21,22,23"],
        cwd=ROOT,
        env={**os.environ},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        time.sleep(2.5)
        process.send_signal(signal.SIGINT)
        began = time.monotonic()
        _, complaint = process.communicate(timeout=30)

    assert process.returncode in {0, 3}
    assert time.monotonic() - began < 5
    assert "Traceback" not in complaint


@pytest.mark.skipif(sys.platform != "linux", reason="who started whom is read from /proc")
def test_that_a_killed_solver_is_said_in_a_line_and_nothing_is_written(tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    words = ["suggest", *TEAM, "--max-moves", "12", "--plan", str(plan)]
    with subprocess.Popen(
        [sys.executable, "-m", "allocation_app", *words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        os.kill(solver_of(process), signal.SIGKILL)
        said, complaint = process.communicate(timeout=30)

    assert (process.returncode, said) == (3, "")
    assert complaint.startswith("The planner ended before it had an answer (-9).")
    assert len(complaint.splitlines()) == 1
    assert not plan.exists()


def solver_of(process: subprocess.Popen[str]) -> int:
    """The process in which this one solves, once there is one."""
    end = time.monotonic() + 30
    while process.poll() is None and time.monotonic() < end:
        told = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text("ascii")
        for child in map(int, told.split()):
            with suppress(OSError):  # what read a file may have ended by now
                if b"planner.child" in Path(f"/proc/{child}/cmdline").read_bytes():
                    return child
    raise AssertionError("no other process solves")
