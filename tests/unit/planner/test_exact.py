"""The exact solver keeps the order of the planner, proves it, and stops when it is told to."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from allocation_app.planner.exact import solve
from allocation_app.planner.model import STAY, Answer, Block, Choice, Model, Way
from allocation_app.planner.reading import changes_of, points_of, worst_of
from allocation_app.progress import Cancelled, Progress, no_progress
from tests.bench.planner_teams import team
from tests.unit.planner.builders import a_model, a_receiver, tell_nobody, who_is_held, who_waits


def answered(model: Model, progress: Progress = no_progress) -> Answer:
    return solve(model, 0, progress, tell_nobody)


def points(model: Model) -> tuple[float, ...]:
    return points_of(model, answered(model))


def three_held(first: float, second: float, third: float) -> tuple[Block, ...]:
    return tuple(
        who_is_held(number, 0, amount) for number, amount in enumerate((first, second, third))
    )


def test_that_who_waits_goes_where_the_worst_load_stays_lowest() -> None:
    model = a_model(a_receiver(0, 6.0), a_receiver(1, 3.0), who_waits(1, 4.0), budget=0)

    answer = answered(model)

    assert answer.choices == (Choice(Way.WHOLE, 1),)
    assert (answer.worst_bound, answer.levels, answer.is_proved) == (0.7, 2, True)


def test_that_no_more_children_change_than_were_asked_for() -> None:
    model = a_model(a_receiver(0, 12.0), a_receiver(1), *three_held(5.0, 4.0, 3.0), budget=1)

    answer = answered(model)

    assert changes_of(model, answer) == 1
    assert worst_of(model, points_of(model, answer)) == answer.worst_bound == 0.7


def test_that_a_change_is_not_made_for_nothing() -> None:
    model = a_model(a_receiver(0, 5.0), a_receiver(1, 5.0), who_is_held(1, 0, 5.0), budget=3)

    assert answered(model).choices == (STAY,)


def test_that_the_next_most_loaded_is_lowered_too() -> None:
    fixed = a_receiver(0, 14.0)
    model = a_model(fixed, a_receiver(1, 8.0), a_receiver(2), who_is_held(1, 1, 4.0), budget=1)

    answer = answered(model)

    assert points_of(model, answer) == (14.0, 4.0, 4.0)
    assert (answer.worst_bound, answer.levels) == (1.4, 3)


def test_that_of_as_many_changes_those_of_less_churn_are_made() -> None:
    held = (who_is_held(1, 0, 4.0, churn=2.0), who_is_held(2, 0, 4.0), who_is_held(3, 0, 4.0))
    model = a_model(a_receiver(0, 12.0), a_receiver(1), *held, budget=1)

    assert answered(model).choices[0] == STAY


def test_that_of_two_alike_the_one_whom_more_speaks_for_gets_the_child() -> None:
    model = a_model(a_receiver(0), a_receiver(1), who_waits(1, 4.0), budget=0)
    model = replace(model, worth=((0.0, 0.05),))

    assert answered(model).choices == (Choice(Way.WHOLE, 1),)


def waiting_for_one_place(**fields: object) -> Model:
    other = replace(who_waits(2, 4.0), **fields)
    return a_model(a_receiver(0, 0.0, cap=5.0), who_waits(1, 4.0), other, budget=0)


def test_that_who_must_not_wait_is_placed_before_others() -> None:
    assert answered(waiting_for_one_place(urgent=1)).choices == (STAY, Choice(Way.WHOLE, 0))


def test_that_who_waited_longer_is_placed_before_others() -> None:
    answer = answered(waiting_for_one_place(days=9))

    assert answer.choices == (STAY, Choice(Way.WHOLE, 0))
    assert answer.is_proved


def test_that_who_is_above_the_cap_receives_only_after_giving_enough_away() -> None:
    full = a_receiver(0, 12.0, cap=10.0)
    blocks = (*three_held(5.0, 4.0, 3.0), who_waits(4, 2.0, {1: "x"}))

    none, one = (
        answered(a_model(full, a_receiver(1, cap=10.0), *blocks, budget=each)) for each in (0, 1)
    )

    assert none.choices[3] == STAY
    assert one.choices[3] == Choice(Way.WHOLE, 0), "who waits comes before the worst load"


def test_that_who_is_above_the_cap_does_not_receive_somebody_of_no_points_either() -> None:
    model = a_model(a_receiver(0, 12.0, cap=10.0), who_waits(1, 0.0), budget=0)

    assert answered(model).choices == (STAY,)


def test_that_two_who_are_kept_apart_do_not_meet() -> None:
    blocks = (who_waits(1, 3.0), who_waits(2, 3.0))
    model = a_model(a_receiver(0), a_receiver(1, 20.0, 10.0), *blocks, budget=0, apart=((0, 1),))

    workers = {choice.worker for choice in answered(model).choices}

    assert workers == {0, 1}


def test_that_a_team_is_made_safe_with_the_fewest_changes() -> None:
    held = three_held(5.0, 3.0, 3.0)
    model = a_model(a_receiver(0, 11.0), a_receiver(1), *held, line=1.0)

    answer = answered(model)

    assert changes_of(model, answer) == 1
    assert (answer.is_reached, answer.is_fewest, answer.is_proved) == (True, True, True)
    assert worst_of(model, points_of(model, answer)) == 0.6


def test_that_a_line_that_is_out_of_reach_is_said_with_the_lowest_load() -> None:
    model = a_model(a_receiver(0, 12.0), a_receiver(1, 8.5), *three_held(5.0, 4.0, 3.0), line=1.0)

    answer = answered(model)

    assert (answer.is_reached, answer.is_proved) == (False, True)
    assert answer.worst_bound == worst_of(model, points_of(model, answer)) == 1.15
    assert changes_of(model, answer) == 1


def test_that_a_team_without_children_is_answered() -> None:
    answer = answered(a_model(a_receiver(0, 3.0), budget=2))

    assert (answer.choices, answer.worst_bound, answer.is_proved) == ((), 0.3, True)


def test_that_a_team_without_workers_is_answered() -> None:
    model = a_model(who_waits(1, 4.0), budget=0)

    assert answered(model).choices == (STAY,)


def test_that_points_on_a_fine_grid_are_told_apart() -> None:
    receivers = (a_receiver(0, 1.00001), a_receiver(1, 1.0))

    assert points(a_model(*receivers, who_waits(1, 4.0), budget=0)) == (1.00001, 5.0)


def test_that_the_same_seed_gives_the_same_answer() -> None:
    model = team(6, 60, seed=4, budget=4)

    assert answered(model) == answered(model)


def test_that_a_team_is_proved_to_the_last_worker() -> None:
    answer = answered(team(8, 120, seed=1, budget=3))

    assert (answer.is_proved, answer.is_fewest, answer.levels) == (True, True, 8)


def test_that_each_answer_told_of_is_no_worse_than_the_one_before() -> None:
    model = team(8, 120, seed=3, budget=6)
    told: list[Answer] = []

    last = solve(model, 0, no_progress, told.append)

    found = [worst_of(model, points_of(model, each)) or 0.0 for each in [*told, last]]
    assert found == sorted(found, reverse=True)
    assert told[0].worst_bound is None
    assert not told[0].is_proved
    assert told[-1].is_proved


def stopping_after(times: int) -> Progress:
    left: Iterator[int] = iter(range(times))

    def progress(_done: int, _of: int) -> None:
        if next(left, None) is None:
            raise Cancelled

    return progress


def test_that_who_stops_it_gets_the_best_so_far() -> None:
    model = team(8, 120, seed=3, budget=6)

    answer = answered(model, stopping_after(135))

    assert answer.is_stopped
    assert answer.levels < len(model.receivers)
    assert changes_of(model, answer) <= 6


def test_that_who_stops_it_before_there_is_anything_gets_nothing() -> None:
    with pytest.raises(Cancelled):
        answered(team(8, 120, seed=3, budget=6), stopping_after(0))
