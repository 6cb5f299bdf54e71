"""Answers a question of any size: bounds first, then an answer, made better until it is near."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import ceil, isfinite
from random import Random

from numpy import unique

from allocation_app.planner.columns.bounding import Bounded, agreed, bounded
from allocation_app.planner.columns.cost import POWER
from allocation_app.planner.columns.levels import Levels, levels, pooled
from allocation_app.planner.columns.packing import packed
from allocation_app.planner.columns.pricing import Terms
from allocation_app.planner.columns.question import Question, question
from allocation_app.planner.columns.relief import relieved, squeezed
from allocation_app.planner.columns.search import Drawing, annealed, descended, returned
from allocation_app.planner.columns.standing import Standing
from allocation_app.planner.model import STAY, Answer, Model, Way
from allocation_app.progress import Cancelled, Progress

CHURN = 1e-7
ROUNDS, AGAIN, AGREEING = 4, 1, 16
STEPS, STEPS_EACH, STAGES = 50_000, 300, 4
TARGET = 0.004
CLOSE = 1e-6
Told = Callable[[Answer], None]


@dataclass(slots=True, kw_only=True)
class _Work:
    """One question being answered: what is known, and whom to tell."""

    asked: Model
    ask: Question
    counted: Levels
    seed: int
    progress: Progress
    told: Told
    done: int = 0
    best: Answer | None = None

    def tick(self) -> None:
        """Tell how far it is; `Cancelled` comes out of here."""
        self.done += 1
        self.progress(min(self.done, OF - 1), OF)


OF = 200


def solve(model: Model, seed: int, progress: Progress, told: Told) -> Answer:
    """The best answer found, with what no answer can be better than.

    The order is the exact solver's, but that beside the worst load it is a smooth cost of all loads
    that is lowest (see `cost`). Stopped by `Cancelled` out of ``progress`` it answers what was best
    until then, and lets it through where there is nothing yet.
    """
    progress(0, OF)
    ask = question(model)
    work = _Work(
        ask=ask,
        counted=levels(ask, model.budget),
        seed=seed,
        progress=progress,
        told=told,
        asked=model,
    )
    try:
        return _safe(work, model.line) if model.line is not None else _balanced(work)
    except Cancelled:
        if work.best is None:
            raise
        return replace(work.best, is_stopped=True)


def _balanced(work: _Work) -> Answer:
    """The lowest worst load that the budget allows, then the lowest cost."""
    budget = work.asked.budget
    counted, together = work.counted.lowest(budget), pooled(work.ask, budget)
    level = max(counted, together)
    if budget is None or counted < together + APART:
        return _found(work, budget, None, level)[0]
    line, level = _reachable(work, budget, level)
    return _found(work, budget, line, level)[0]


APART = 0.02
"""A level that comes from counting is aimed at as a line only where there is room well below it."""
TOLL = 100.0
"""What a change costs where as few as can be are sought: far more than all loads."""


def _fewest(work: _Work, line: float, rounds: int) -> tuple[int, Bounded]:
    """How many changes it takes at the least to bring everybody under a line."""
    limits = bounded(
        work.ask,
        Terms(budget=None, line=line, churn=CHURN, toll=TOLL),
        rounds,
        tick=work.tick,
    )
    if not isfinite(limits.bound):
        return IMPOSSIBLE, limits
    return max(0, ceil((limits.bound - line**POWER) / TOLL - CLOSE)), limits


def _reachable(work: _Work, budget: int, level: float) -> tuple[float, float]:
    """The lowest level that so many changes may be enough for, and what they are not enough for."""
    tried = unique(work.counted.share[work.counted.share >= level])
    low, high = 0, len(tried) - 1
    while low < high:
        middle = min((low + high) // 2, low + FEW)
        if _fewest(work, float(tried[middle]) + CLOSE, 1)[0] <= budget:
            high = middle
        else:
            low = middle + 1
    line = float(tried[low])
    if low and _fewest(work, line - CLOSE, 1)[0] > budget:
        return line, line - CLOSE
    return line, max(level, float(tried[low - 1])) if low else level


FEW = 8


def _safe(work: _Work, line: float) -> Answer:
    """The fewest changes that bring everybody under the line; else under the lowest that can be."""
    level = max(work.counted.lowest(None), pooled(work.ask, None))
    needed, limits = _fewest(work, line, ROUNDS)
    if level > line + CLOSE or needed == IMPOSSIBLE:
        return _nearest(work, level)
    needed = max(needed, work.counted.needed(line) or 0)
    stand = Standing(work.ask, None, line, CHURN)
    packed(work.ask, stand, limits.found)
    for _ in range(RELIEFS):
        descended(work.ask, stand)
        relieved(work.ask, stand)
        if stand.is_under():
            break
    returned(work.ask, stand)
    stand.budget = max(stand.changes, needed)
    _answer(work, limits, stand, level=level)
    _improved(work, limits, stand, STAGES // 2)
    if not stand.is_under() or _left(stand):
        return _nearest(work, level)
    returned(work.ask, stand)
    is_fewest = stand.changes <= needed
    return _told(
        work,
        replace(
            _answer(work, limits, stand, level=level),
            is_fewest=is_fewest,
            is_proved=is_fewest,
            gap=max(0.0, (stand.changes - needed) / max(1, stand.changes)),
        ),
    )


IMPOSSIBLE, RELIEFS = 10**9, 3


def _improved(work: _Work, limits: Bounded, stand: Standing, stages: int) -> None:
    """So many rounds of search from how everybody stands."""
    chance = Random(work.seed)  # noqa: S311 - seeded to be repeated
    tempting = [int(n) for n in work.ask.homes.block[limits.found.tempting]]
    drawing = Drawing(min(STEPS, STEPS_EACH * len(work.ask.spots)), chance)
    for _ in range(stages):
        annealed(work.ask, stand, tempting, drawing, work.tick)
        descended(work.ask, stand)


def _nearest(work: _Work, level: float) -> Answer:
    """The lowest worst load that was found, with as few of its changes as it needs."""
    _, stand = _found(work, None, None, level)
    stand.under(stand.worst() + CLOSE)
    returned(work.ask, stand)
    limits = _fewest(work, stand.worst() + CLOSE, 1)[1]
    return _answer(work, limits, stand, level=level)


def _found(
    work: _Work, budget: int | None, line: float | None, level: float
) -> tuple[Answer, Standing]:
    """An answer within a budget, and under a line if that can be."""
    limits, stand = _begun(work, budget, line, level)
    if line is not None and stand.is_under():
        _lowered(work, stand, line)
        line = _let_go(stand)
    terms = Terms(budget=budget, line=line, churn=CHURN)
    answer = _answer(work, limits, stand, level=level)
    for stage in range(STAGES):
        if stand.is_under() and (answer.gap or 0.0) <= TARGET:
            break
        _improved(work, limits, stand, 1)
        if not stand.is_under():
            squeezed(work.ask, stand, budget)
        if not stand.is_under():
            terms = replace(terms, line=_let_go(stand))
            limits = replace(limits, bound=float("-inf"))
        if stage == 0 or not isfinite(limits.bound):
            limits = _again(work, limits, terms, stand)
        answer = _answer(work, limits, stand, level=level)
    return answer, stand


HIGHER = (1.0, 1.005, 1.01, 1.02, 1.04)
NEARLY = 1.02
"""What an answer may cost beside its bound, before there is one."""


def _begun(
    work: _Work, budget: int | None, line: float | None, level: float
) -> tuple[Bounded, Standing]:
    """A first answer, under the line or the lowest a little above it for which one is found."""
    ask = work.ask
    stand = Standing(ask, budget, line, CHURN)
    limits: Bounded | None = None
    for higher in HIGHER:
        raised = None if line is None else line * higher
        terms = Terms(budget=budget, line=raised, churn=CHURN)
        if limits is not None:
            limits = replace(limits, bound=float("-inf"))
        limits = bounded(ask, terms, ROUNDS if limits is None else AGAIN, limits, tick=work.tick)
        if work.best is None:
            packed(ask, stand, limits.found)
            _answer(work, limits, stand, level=level)
        limits = agreed(ask, terms, limits, NEARLY * limits.bound, AGREEING, tick=work.tick)
        stand.under(raised)
        _packed(work, limits, stand, budget)
        if stand.is_under():
            break
    assert limits is not None  # noqa: S101 - there is always a first round
    return limits, stand


def _lowered(work: _Work, stand: Standing, line: float) -> None:
    """Come as near to a line as exchanging some changes for others can bring."""
    before, worst = list(stand.choices), stand.worst()
    for part in PARTS:
        tried = line + part * (worst - line)
        if tried > worst - CLOSE:
            return
        stand.under(tried)
        squeezed(work.ask, stand, work.asked.budget)
        if stand.is_under():
            return
        stand.settle(before)


PARTS = (0.0, 0.25, 0.5, 0.75)


def _let_go(stand: Standing) -> float:
    """Hold to the worst load there is from now on, where a lower one can't be reached."""
    line = stand.worst() + CLOSE
    stand.under(line)
    return line


def _packed(work: _Work, limits: Bounded, stand: Standing, budget: int | None) -> None:
    """Pack by what the bound says of who should leave; kept if that is better than what was."""
    before, cost = list(stand.choices), stand.cost()
    packed(work.ask, stand, limits.found)
    descended(work.ask, stand)
    if not stand.is_under():
        squeezed(work.ask, stand, budget)
    if stand.cost() > cost:
        stand.settle(before)


def _again(work: _Work, limits: Bounded, terms: Terms, stand: Standing) -> Bounded:
    """The bound once more, and who should leave by it, if that is better."""
    limits = bounded(work.ask, terms, AGAIN, limits, tick=work.tick)
    limits = agreed(work.ask, terms, limits, stand.cost(), AGREEING, tick=work.tick)
    _packed(work, limits, stand, terms.budget)
    return limits


def _left(stand: Standing) -> bool:
    """Whether somebody waits whom somebody could have."""
    return any(stand.choices[n] == STAY and n in stand.ask.penalty for n in stand.ask.spots)


def _answer(work: _Work, limits: Bounded, stand: Standing, *, level: float) -> Answer:
    """What stands now as an answer, told if it is the best so far."""
    cost = stand.cost()
    gap = None if limits.toll == TOLL else max(0.0, (cost - limits.bound) / max(cost, CLOSE))
    is_whole = not _left(stand)
    bound = level if is_whole else work.counted.lowest(work.asked.budget)
    found = Answer(
        choices=tuple(stand.choices),
        worst_bound=min(bound, stand.worst()),
        levels=int(stand.worst() <= bound + 2 * CLOSE),
        gap=gap,
        is_reached=work.asked.line is None or stand.worst() <= work.asked.line + CLOSE,
        is_proved=is_whole and stand.worst() <= bound + 2 * CLOSE and work.asked.line is None,
        work=work.done,
    )
    return _told(work, found)


def _told(work: _Work, found: Answer) -> Answer:
    """Tell of an answer if it is the best so far."""
    if work.best is None or _rank(work, found) < _rank(work, work.best):
        work.best = found
        work.told(found)
    return found


def _rank(work: _Work, answer: Answer) -> tuple[float, ...]:
    """Lower is better: nobody left, the worst load, the changes, the gap."""
    stand = Standing(work.ask, None, None, 0.0)
    stand.settle(answer.choices)
    left = sum(cost for n, cost in work.ask.penalty.items() if answer.choices[n].way is Way.STAYS)
    line = work.asked.line
    worst = stand.worst() if line is None else max(stand.worst(), line)
    return left, round(worst, 6), 0 if line is None else stand.changes, sum(stand.each)
