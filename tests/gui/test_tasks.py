"""Long work off the window's thread."""

import gc
import sys
from threading import Event, current_thread, main_thread

from pytestqt.qtbot import QtBot

from allocation_app.progress import Progress
from ui import tasks
from ui.app import application


class Heard:
    """What a task gave back, and on which thread."""

    def __init__(self) -> None:
        self.results: list[object] = []
        self.errors: list[Exception] = []
        self.is_on_main_thread = True

    def then(self, result: object) -> None:
        self.results.append(result)
        self.is_on_main_thread &= current_thread() is main_thread()

    def failed(self, error: Exception) -> None:
        self.errors.append(error)


def run(heard: Heard, qtbot: QtBot, work: object) -> tasks.Task:
    task = tasks.run(work, then=heard.then, failed=heard.failed)  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: task not in tasks.running())
    return task


class Knot:
    """Holds on to itself, and notes on which thread it is let go of."""

    let_go_on: list[bool]

    def __init__(self, let_go_on: list[bool]) -> None:
        self.let_go_on, self.itself = let_go_on, self

    def __del__(self) -> None:
        self.let_go_on.append(current_thread() is main_thread())


def test_that_garbage_is_collected_on_the_windows_thread_only(qtbot: QtBot) -> None:
    let_go_on: list[bool] = []
    heard = Heard()

    def work(_: Progress) -> int:
        for _ in range(50):
            Knot(let_go_on)
        return len([[n] for n in range(100_000)])  # enough to set a collection off

    run(heard, qtbot, work)

    assert heard.results == [100_000]
    assert gc.isenabled()
    gc.collect()
    assert len(let_go_on) == 50
    assert all(let_go_on)


def test_that_data_are_not_gone_through_for_garbage_until_they_are_put_away(qtbot: QtBot) -> None:
    heard = Heard()

    run(heard, qtbot, lambda _: [[n] for n in range(2 * tasks.MANY)])

    assert gc.get_freeze_count() > 2 * tasks.MANY
    tasks.look_again_at_all()
    assert gc.get_freeze_count() == 0


def test_that_no_result_of_many_short_tasks_is_lost(qtbot: QtBot) -> None:
    heard = Heard()
    for n in range(300):
        tasks.run(lambda _, n=n: n, then=heard.then, failed=heard.failed)

    qtbot.waitUntil(lambda: len(heard.results) == 300)

    assert sorted(heard.results) == list(range(300))
    assert heard.is_on_main_thread


def test_that_an_error_comes_back_as_it_was_raised(qtbot: QtBot) -> None:
    heard = Heard()
    error = ValueError("no")

    def work(_progress: Progress) -> None:
        raise error

    run(heard, qtbot, work)

    assert (heard.results, heard.errors) == ([], [error])


def test_that_work_is_stopped_at_its_next_report(qtbot: QtBot) -> None:
    heard, begun, asked = Heard(), Event(), Event()
    reached: list[int] = []

    def work(progress: Progress) -> None:
        begun.set()
        asked.wait(5)
        progress(1, 2)
        reached.append(1)

    task = tasks.run(work, then=heard.then, failed=heard.failed)
    begun.wait(5)
    task.cancel()
    asked.set()
    qtbot.waitUntil(lambda: task not in tasks.running())

    assert (heard.results, heard.errors, reached) == ([], [], [])


def test_that_a_result_that_came_after_cancelling_is_dropped(qtbot: QtBot) -> None:
    heard, asked = Heard(), Event()

    task = tasks.run(lambda _: asked.wait(5), then=heard.then, failed=heard.failed)
    task.cancel()
    asked.set()
    qtbot.waitUntil(lambda: task not in tasks.running())

    assert heard.results == []


def test_that_the_last_report_of_progress_arrives(qtbot: QtBot) -> None:
    heard = Heard()
    told: list[tuple[int, int]] = []

    def work(progress: Progress) -> None:
        for done in range(1001):
            progress(done, 1000)

    task = tasks.run(
        work, then=heard.then, failed=heard.failed, progress=lambda *at: told.append(at)
    )
    qtbot.waitUntil(lambda: task not in tasks.running())

    assert told[-1] == (1000, 1000)
    assert len(told) < 200


def test_that_a_task_ends_after_its_result_was_handed_over(qtbot: QtBot) -> None:
    order: list[str] = []
    task = tasks.run(
        lambda _: None, then=lambda _: order.append("then"), failed=lambda _: order.append("failed")
    )
    task.finished.connect(lambda: order.append("finished"))

    qtbot.waitUntil(lambda: len(order) == 2)

    assert order == ["then", "finished"]


def test_that_the_window_waits_no_longer_than_a_moment_for_work_beside_it() -> None:
    sys.setswitchinterval(0.005)

    application()

    assert sys.getswitchinterval() <= 0.001
