"""By how much limits would have to give way, held against every arrangement there is."""

import random
from dataclasses import replace
from itertools import product
from math import inf, isclose

import pytest

from allocation_app.planner import least as asked
from allocation_app.planner.least import IMPOSSIBLE, Limits, least, rounded_up
from allocation_app.planner.linear import Work
from allocation_app.planner.model import Model, Option, Way
from allocation_app.progress import Cancelled
from tests.unit.planner.builders import a_model, a_receiver, who_is_held, who_waits


def by_hand(model: Model, required: set[int], limits: Limits) -> float:
    """The least that any arrangement comes to, infinite where none is allowed."""
    ways = [list(model.options(block)) for block in model.blocks]
    return min((_above(model, several, required, limits) for several in product(*ways)), default=0)


def _above(model: Model, several: tuple[Option, ...], required: set[int], limits: Limits) -> float:
    if any(several[n].left[1] for n in required):
        return inf
    if model.budget is not None and sum(each.changes for each in several) > model.budget:
        return inf
    for one, other in model.apart:
        if model.meet(one, several[one].choice, other, several[other].choice):
            return inf
    above = 0.0
    for worker, receiver in enumerate(model.receivers):
        points = receiver.points + sum(each.points.get(worker, 0.0) for each in several)
        receives = any(
            each.choice.way is not Way.STAYS and each.choice.worker == worker for each in several
        )
        over = points - limits.points[worker]
        if (limits.of_all or receives) and over > 1e-9:
            if worker not in limits.soft:
                return inf
            above += over
    return above


def drawn(draw: random.Random) -> Model:
    workers = draw.randint(2, 3)
    points = [0.0] * workers
    blocks = []
    for n in range(draw.randint(2, 6)):
        weight, barred = draw.choice([3, 4.4, 5, 8]), {}
        if draw.random() < 0.3:
            barred = {draw.randrange(workers): "must_not"}
        if draw.random() < 0.5:
            holder = draw.randrange(workers)
            points[holder] += weight
            barred[holder] = "not_asked"
            blocks.append(who_is_held(n, holder, weight, barred=barred))
        else:
            blocks.append(who_waits(n, weight, barred))
    receivers = [a_receiver(n, each) for n, each in enumerate(points)]
    pairs = [(0, 1)] if draw.random() < 0.4 else []
    return a_model(*receivers, *blocks, apart=tuple(pairs), budget=draw.choice([None, 0, 1]))


@pytest.mark.parametrize("seed", range(200))
def test_that_the_least_is_what_all_arrangements_together_say(seed: int) -> None:
    draw = random.Random(seed)  # noqa: S311 - a drawing, no secret
    model = drawn(draw)
    workers = range(len(model.receivers))
    required = {n for n, block in enumerate(model.blocks) if block.waiting and draw.random() < 0.8}
    limits = Limits(
        points=tuple(draw.choice([0.0, 4.0, 9.5, inf]) for _ in workers),
        of_all=draw.random() < 0.5,
        soft=tuple(n for n in workers if draw.random() < 0.6),
    )

    found = least(model, required, limits)

    expected = by_hand(model, required, limits)
    if expected == inf:
        assert found == IMPOSSIBLE
    else:
        assert found.found is not None
        assert isclose(found.found, expected, abs_tol=1e-5)
    assert found.is_exact
    assert found.bound <= expected + 1e-6


def test_that_who_is_over_the_limit_and_receives_nobody_may_stay_over_it() -> None:
    model = a_model(a_receiver(0, 12.0), a_receiver(1), who_waits(0, 5.0))

    caps, line = Limits(points=(10.0, 10.0)), Limits(points=(10.0, 10.0), of_all=True)

    assert least(model, {0}, caps).found == 0
    assert least(model, {0}, line) == IMPOSSIBLE


def test_that_a_large_question_is_answered_with_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    model = a_model(
        a_receiver(0, 12.0),
        a_receiver(1, 4.0),
        *(who_waits(n, 5.0) for n in range(3)),
        who_is_held(3, 0, 2.0),
    )
    limits = Limits(points=(8.0, 8.0), of_all=True, soft=(0, 1))
    exact = least(model, {0, 1, 2}, limits)
    monkeypatch.setattr(asked, "MOST_WAYS", 3)

    rough = least(model, {0, 1, 2}, limits)

    assert (exact.found, exact.is_exact) == (15.0, True)
    assert (rough.found, rough.is_exact) == (None, False)
    assert rough.bound == pytest.approx(15.0)
    assert rough.least == rough.bound
    assert least(model, {0}, Limits(points=(8.0, 8.0), soft=(0,))).bound == 0


def test_that_a_search_that_is_broken_off_says_what_it_knows() -> None:
    draw = random.Random(5)  # noqa: S311 - a drawing, no secret
    model = a_model(
        *(a_receiver(n) for n in range(4)),
        *(who_waits(n, round(draw.uniform(3, 9), 2)) for n in range(20)),
    )
    total = sum(block.whole for block in model.blocks)
    limits = Limits(points=(total / 4,) * 4, of_all=True, soft=range(4))

    found = least(model, range(20), limits, Work(each=1))

    assert not found.is_exact
    assert found.least == found.bound
    assert found.found is None or found.bound < found.found


def test_that_questions_share_their_work_and_the_last_are_told_a_bound() -> None:
    model = a_model(a_receiver(0), a_receiver(1), *(who_waits(n, 5.0) for n in range(5)))
    limits, work = Limits(points=(9.0, 9.0), of_all=True, soft=(0, 1)), Work(left=0)

    found = least(model, range(5), limits, work)

    assert (found.found, found.bound) == (None, pytest.approx(7.0))


def test_that_a_stop_is_heard() -> None:
    def stop(_done: int, _of: int) -> None:
        raise Cancelled

    draw = random.Random(5)  # noqa: S311 - a drawing, no secret
    blocks = [who_waits(n, round(draw.uniform(3, 9), 2)) for n in range(20)]
    model = a_model(*(a_receiver(n) for n in range(4)), *blocks)
    limits = Limits(points=(sum(each.whole for each in blocks) / 4,) * 4, of_all=True)

    with pytest.raises(Cancelled):
        least(model, range(20), replace(limits, soft=range(4)), Work(progress=stop))


def test_that_figures_are_rounded_up_and_never_down() -> None:
    assert [rounded_up(each) for each in (0.0, 3.2, 3.2000001, 1 / 3)] == [
        0.0,
        3.2,
        3.200001,
        0.333334,
    ]
