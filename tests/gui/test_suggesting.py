"""What the planner suggests: asked beside the window, accepted, out of date when the plan is."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.plan import Move, Pin
from allocation_app.domain.proposal import Ask, Proposal, Request, Status
from allocation_app.domain.snapshot import Snapshot
from allocation_app.errors import AppError
from allocation_app.progress import Cancelled, Progress
from tests.builders import a_child, a_reading, a_snapshot, a_worker
from ui import commands, tasks
from ui.solving import Tell
from ui.store import PlanStore
from ui.suggested import Asked
from ui.suggesting import Found, Suggesting, found
from ui.widgets.wishes import Wishes

SIONED, KOFI = WorkerId("W1"), WorkerId("W2")
JAC, OSIAN, HELD = ChildId("C8"), ChildId("C9"), ChildId("C1")
QUEUE = Request(ask=Ask.PLACE)


def a_team() -> Snapshot:
    """Sioned has two children, Kofi none; two wait."""
    return a_snapshot(
        {SIONED: [a_child(HELD), a_child("C2")], KOFI: []},
        workers=[a_worker(SIONED, name="Sioned Hughes"), a_worker(KOFI, name="Kofi Ahmed")],
        waiting=[a_child(JAC), a_child(OSIAN)],
    )


@pytest.fixture
def hub(store: PlanStore) -> Suggesting:
    store.open(a_reading(a_team()))
    return Suggesting(store, store)


def settled(hub: Suggesting, qtbot: QtBot) -> Suggesting:
    qtbot.waitUntil(lambda: hub.is_settled)
    return hub


def answering(*moves: Move) -> Callable[[Asked, Progress, Tell], Found]:
    """A planner that suggests these at once."""

    def propose(asked: Asked, _progress: Progress, _tell: Tell) -> Found:
        return answer(asked, *moves)

    return propose


def answer(asked: Asked, *moves: Move) -> Found:
    proposal = Proposal(request=asked.request, status=Status.OPTIMAL, moves=moves)
    return found(asked, proposal)


def both(hub: Suggesting, qtbot: QtBot) -> Suggesting:
    """Both who wait are suggested for Kofi."""
    hub.propose = answering(Move(child=JAC, to=KOFI), Move(child=OSIAN, to=KOFI))
    hub.ask(QUEUE)
    return settled(hub, qtbot)


@pytest.fixture
def gate() -> Iterator[Event]:
    """Holds a planner up until it is opened, or the test has ended."""
    made = Event()
    yield made
    made.set()


def test_that_the_planner_is_asked_beside_the_window_and_answers(
    hub: Suggesting, qtbot: QtBot
) -> None:
    hub.ask(QUEUE)

    assert (hub.is_working, hub.found) == (True, None)
    settled(hub, qtbot)
    assert hub.found is not None
    assert {move.child for move in hub.found.proposal.moves} == {JAC, OSIAN}
    assert hub.taken == {JAC, OSIAN}


def test_that_nothing_is_staged_by_itself(hub: Suggesting, store: PlanStore, qtbot: QtBot) -> None:
    both(hub, qtbot)

    assert store.plan.steps == ()


def test_that_what_is_accepted_is_one_step_of_undo(
    hub: Suggesting, store: PlanStore, qtbot: QtBot
) -> None:
    both(hub, qtbot)

    hub.stage()

    assert {move.child for move in store.plan.moves} == {JAC, OSIAN}
    assert hub.staged == {JAC, OSIAN}
    assert not hub.taken
    assert not hub.is_stale
    store.undo()
    assert store.plan.moves == ()
    assert hub.taken == {JAC, OSIAN}


def test_that_some_can_be_accepted_now_and_the_rest_later(
    hub: Suggesting, store: PlanStore, qtbot: QtBot
) -> None:
    both(hub, qtbot)
    hub.take([JAC])
    settled(hub, qtbot).stage()
    assert ([move.child for move in store.plan.moves], hub.is_stale) == ([JAC], False)

    hub.take([OSIAN])
    settled(hub, qtbot).stage()

    assert {move.child for move in store.plan.moves} == {JAC, OSIAN}


def test_that_what_is_ticked_is_weighed_with_what_is_staged_of_it(
    hub: Suggesting, qtbot: QtBot
) -> None:
    both(hub, qtbot)
    hub.take([JAC])
    settled(hub, qtbot).stage()
    hub.take([OSIAN])

    seen = settled(hub, qtbot).seen

    assert seen is not None
    assert seen.effect.workers[KOFI].after.children == 2


def test_that_nothing_is_staged_while_what_is_ticked_is_weighed(
    hub: Suggesting, store: PlanStore, qtbot: QtBot
) -> None:
    both(hub, qtbot)
    hub.take([JAC])

    hub.stage()

    assert (hub.seen, store.plan.moves) == (None, ())
    settled(hub, qtbot)


@pytest.mark.parametrize(
    "change",
    [
        lambda store: commands.stage(store, [Move(child=HELD, to=KOFI)]),
        lambda store: commands.stage(store, [Move(child=JAC, to=SIONED)]),
        lambda store: commands.pin(store, [Pin(child=HELD)]),
        lambda store: store.set_policy(replace(store.policy, headroom_to=0.9)),
    ],
)
def test_that_a_suggestion_is_out_of_date_once_something_else_is_otherwise(
    hub: Suggesting, store: PlanStore, qtbot: QtBot, change: Callable[[PlanStore], None]
) -> None:
    both(hub, qtbot)

    change(store)

    assert hub.is_stale
    before = store.plan
    hub.stage()
    assert store.plan == before


def test_that_notes_put_nothing_out_of_date(
    hub: Suggesting, store: PlanStore, qtbot: QtBot
) -> None:
    both(hub, qtbot)

    commands.write_notes(store, "ask Kofi on Monday")
    commands.keep_scenario(store, "Plan A")

    assert not hub.is_stale


def test_that_undo_brings_a_suggestion_up_to_date_again(
    hub: Suggesting, store: PlanStore, qtbot: QtBot
) -> None:
    both(hub, qtbot)
    commands.pin(store, [Pin(child=HELD)])

    store.undo()

    assert not hub.is_stale


def test_that_asking_again_asks_the_plan_as_it_stands(
    hub: Suggesting, store: PlanStore, qtbot: QtBot
) -> None:
    both(hub, qtbot)
    commands.pin(store, [Pin(child=HELD)])

    hub.ask_again()
    settled(hub, qtbot)

    assert hub.asked is not None
    assert (hub.is_stale, hub.asked.plan) == (False, store.plan)


def test_that_another_import_forgets_what_was_suggested_for_this_one(
    hub: Suggesting, store: PlanStore, qtbot: QtBot
) -> None:
    both(hub, qtbot)

    store.open(a_reading(a_team()))

    assert (hub.asked, hub.found) == (None, None)


def test_that_stopping_keeps_the_best_so_far(hub: Suggesting, qtbot: QtBot, gate: Event) -> None:
    def propose(asked: Asked, progress: Progress, tell: Tell) -> Found:
        best = answer(asked, Move(child=JAC, to=KOFI))
        tell(best.proposal)
        try:
            while not gate.wait(0.01):
                progress(0, 1)
        except Cancelled:
            pass
        stopped = replace(best.proposal, is_stopped=True)
        return replace(best, proposal=stopped)

    hub.propose = propose
    hub.ask(QUEUE)
    qtbot.waitUntil(lambda: hub.so_far is not None)
    assert (hub.is_working, hub.found) == (True, None)

    hub.stop()
    settled(hub, qtbot)

    assert hub.found is not None
    assert hub.found.proposal.is_stopped
    assert hub.taken == {JAC}


def test_that_stopping_before_anything_is_found_leaves_nothing(
    hub: Suggesting, qtbot: QtBot, gate: Event
) -> None:
    def propose(_asked: Asked, progress: Progress, _tell: Tell) -> None:
        while not gate.wait(0.01):
            progress(0, 1)

    hub.propose = propose
    hub.ask(QUEUE)

    hub.stop()
    settled(hub, qtbot)

    assert (hub.found, hub.error) == (None, None)
    assert hub.asked is not None


def test_that_a_planner_that_fails_leaves_the_plan_untouched_and_says_so(
    hub: Suggesting, store: PlanStore, qtbot: QtBot
) -> None:
    def propose(_asked: Asked, _progress: Progress, _tell: Tell) -> Found:
        raise AppError("no_memory")

    hub.propose = propose
    hub.ask(QUEUE)
    settled(hub, qtbot)

    assert isinstance(hub.error, AppError)
    assert store.plan.steps == ()


def test_that_nothing_is_heard_of_a_question_that_another_has_replaced(
    hub: Suggesting, qtbot: QtBot, gate: Event
) -> None:
    def slow(asked: Asked, _progress: Progress, _tell: Tell) -> Found:
        gate.wait(5)
        return answer(asked, Move(child=JAC, to=SIONED))

    hub.propose = slow
    hub.ask(QUEUE)
    hub.propose = answering(Move(child=OSIAN, to=KOFI))
    hub.ask(QUEUE)
    settled(hub, qtbot)
    gate.set()
    qtbot.waitUntil(lambda: not tasks.running())

    assert hub.taken == {OSIAN}


def test_that_rules_that_warn_are_set_aside_by_a_reason_that_is_kept_with_each_move(
    hub: Suggesting, store: PlanStore, qtbot: QtBot
) -> None:
    family = [a_child("C1", family="F"), a_child("C2", family="F")]
    store.open(a_reading(a_snapshot({SIONED: family, KOFI: []})))
    hub.propose = answering(Move(child=ChildId("C1"), to=KOFI))
    hub.ask(QUEUE)
    settled(hub, qtbot)

    hub.stage("AGREED")

    (move,) = store.plan.moves
    assert (move.overrides, move.override_reason) == (("siblings",), "AGREED")


def test_that_the_planner_is_asked_for_the_team_that_is_shown_on_the_conditions_set(
    hub: Suggesting, store: PlanStore
) -> None:
    hub.set_conditions(replace(hub.conditions, limit=1.0, set_aside=frozenset({"own_team"})))

    asked = hub.request(Ask.REBALANCE, 3)

    assert (asked.ask, asked.max_moves, asked.limit) == (Ask.REBALANCE, 3, 1.0)
    assert asked.team == store.team


def test_that_what_is_wished_elsewhere_is_asked_and_brought_into_sight(
    hub: Suggesting, qtbot: QtBot
) -> None:
    wishes = Wishes()
    hub.answer(wishes)
    hub.propose = answering()

    with qtbot.waitSignal(hub.wanted):
        wishes.suggesting.emit(QUEUE)

    assert hub.asked is not None
    settled(hub, qtbot)
