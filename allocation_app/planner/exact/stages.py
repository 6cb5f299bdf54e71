"""The stages of an exact answer: each settles one thing, and proves it where the work allows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import monotonic

from allocation_app.planner.exact.figures import MILLION, Question
from allocation_app.planner.exact.formulation import Formulation, Measure, Wanted
from allocation_app.planner.exact.program import Outcome
from allocation_app.planner.exact.search import State, improve
from allocation_app.planner.model import Answer, Choice
from allocation_app.progress import Cancelled, Progress

SECONDS = 60.0
"""The outer limit; the work below ends long before, and is the same on every machine."""
LOOKS = 6_000
"""How often the solver looks up (see `Program.solve`) in all."""
AT_ONCE = 3_000
"""The same for one program of those on which most hangs."""
FOR_DETAIL = 500
"""The same where the rest of the order is worked out."""
CLOSE = 1_000
"""Millionths of a share that are not worth more work once the first attempt has failed."""


class Stopped(Exception):  # noqa: N818 - no error
    """Raised where the work is to end with what there is."""


class Work:
    """What is left of the work that may be done, and whom it is told."""

    def __init__(self, seed: int, progress: Progress) -> None:
        self.seed, self.progress = seed, progress
        self.until = monotonic() + SECONDS
        self.looks = 0
        self.done, self.of = 0, 1
        self.is_cancelled = False
        self.best: Callable[[], Answer] | None = None
        """Tells the best answer so far."""

    def goes_on(self) -> bool:
        """Whether nobody has asked to stop, and the clock has not run out."""
        try:
            self.progress(self.done, self.of)
        except Cancelled:
            self.is_cancelled = True
        return not self.is_cancelled and monotonic() < self.until

    def check(self) -> None:
        """Raise `Stopped` where the work is to end."""
        if not self.goes_on():
            raise Stopped


class Stages:
    """A question on its way to an answer: the best state so far, and what is proved of it."""

    def __init__(self, question: Question, work: Work, told: Callable[[Answer], None]) -> None:
        self.question, self.work, self.told = question, work, told
        self.state = State(question, question.least_left)
        self.most: dict[Measure, int] = {}
        if question.model.budget:
            self.most[Measure.CHANGES] = question.model.budget
        self.lines: list[tuple[int, int]] = []
        self.bound, self.levels = 0, 0
        self.is_reached = True
        self.is_placed = self.is_lowest = self.is_fewest = False

    @property
    def shares(self) -> list[int]:
        """Shares of capacity in millionths, the greatest first."""
        return self.question.shares(self.state.loads)

    @property
    def worst(self) -> int:
        """The greatest of them."""
        return max(self.shares, default=0)

    def place(self) -> None:
        """As many who wait get somebody as can be: urgent ones first, then by number."""
        self.polish()
        self.is_placed = self._is_least(Measure.LEFT) or self._lessen(Measure.LEFT)
        self.most[Measure.LEFT] = self.comes_to(Measure.LEFT)
        days = self.question.days
        self.state.allowed = self.most[Measure.LEFT] * days + days - 1

    def lower(self, looks: int = AT_ONCE) -> None:
        """The worst load as low as can be beside what is settled."""
        self.bound = self.question.lowest(is_placed=self._is_least(Measure.LEFT))
        if self.bound < self.worst:
            wanted = Wanted(lines=(), most=self.most)
            relaxed = Formulation(self.question, wanted).relaxed(self.work.seed)
            self.bound = min(self.worst, max(self.bound, relaxed))
        step = 1
        while self.bound < self.worst:
            share = max(self.bound, self.worst - step)
            is_close = self.worst - self.bound <= CLOSE
            outcome = self.ask([(share, 0)], looks=FOR_DETAIL if is_close else looks)
            if outcome is Outcome.BEST:
                self.polish()
                step *= 4
            elif outcome is Outcome.NONE:
                self.bound, step = share + 1, 1
            else:
                self._lift(share, looks)
                break
        self.is_lowest = self.bound >= self.worst
        self.levels = int(self.is_lowest)
        self.told(self.answer())

    def _lift(self, high: int, looks: int) -> None:
        """Prove what can be where the lowest can't: halve what is open."""
        while high - self.bound > CLOSE and self.work.looks < LOOKS and looks > FOR_DETAIL:
            share = (high + self.bound) // 2
            outcome = self.ask([(share, 0)], looks=FOR_DETAIL)
            if outcome is Outcome.NONE:
                self.bound = share + 1
                continue
            high = share
            if outcome is Outcome.BEST:
                self.polish()

    def place_more(self) -> None:
        """Fewest left at that worst load: with more changes somebody else may be placed."""
        for measure in (Measure.LEFT, Measure.DAYS):
            if not self._is_least(measure):
                self.is_placed &= self._lessen(measure)
            self.most[measure] = self.comes_to(measure)
        self.state.allowed = self.state.left

    def keep_worst(self) -> None:
        """Let nobody above the worst load so far from now on."""
        self.lines = [(self.worst, 0)]

    def reach(self, line: int) -> None:
        """Everybody at the line or below with fewest changes, or else as low as can be."""
        self.state.line = line
        self.polish()
        self.lines = [(line, 0)]
        outcome = Outcome.NONE
        if self.question.lowest(is_placed=self._is_least(Measure.LEFT)) <= line:
            outcome = self._fewest(is_known=self.worst <= line)
        if self.worst > line:
            outcome = self._come_near(line)
        self.is_reached = self.worst <= line
        self.is_fewest = outcome is Outcome.BEST
        self.most[Measure.CHANGES] = self.state.changes
        self.told(self.answer())

    def _come_near(self, line: int) -> Outcome:
        """The lowest worst load, with the fewest changes that come to it."""
        self.state.line, self.lines = 0, []
        self.polish()
        self.lower()
        if self.worst <= line:
            # Found after all: lower than asked for, so that nothing is known of the line itself.
            self.is_lowest, self.levels, self.bound = False, 0, 0
        self.state.line = max(line, self.worst)
        self.lines = [(self.state.line, 0)]
        return self._fewest(is_known=True)

    def _fewest(self, *, is_known: bool) -> Outcome:
        if is_known and not self.state.changes:
            return Outcome.BEST
        outcome = self.ask(self.lines, least=Measure.CHANGES, is_known=is_known)
        self.polish()
        return outcome

    def level(self) -> None:
        """The next most loaded as low as can be, and so on, where the worst load is proved."""
        self.lines = [(self.worst, 0)]
        while 0 < self.levels < len(self.question.base) and self.work.looks < LOOKS:
            place, share = self.levels, self.shares[self.levels]
            if share <= 0:
                self.levels += 1
                continue
            outcome = self.ask([*self.lines, (share - 1, place)], looks=FOR_DETAIL)
            if outcome is Outcome.OPEN:
                break
            if outcome is Outcome.BEST:
                self.polish()
                continue
            if share < self.lines[-1][0]:
                self.lines.append((share, place))
            self.levels += 1
        shares = self.shares
        self.lines = [
            (share, n) for n, share in enumerate(shares) if not n or share < shares[n - 1]
        ]

    def settle(self, measure: Measure) -> bool:
        """As little of this as can be at these loads; whether that is proved."""
        is_proved = self._lessen(measure, FOR_DETAIL)
        self.most[measure] = self.comes_to(measure)
        return is_proved

    def _is_least(self, measure: Measure) -> bool:
        """Whether as few are left as ever."""
        least = self.question.least_left
        known = {
            Measure.LEFT: least // self.question.days,
            Measure.DAYS: least % self.question.days,
        }
        return self.comes_to(measure) == known[measure]

    def _lessen(self, measure: Measure, looks: int = AT_ONCE) -> bool:
        outcome = self.ask(self.lines, least=measure, looks=looks, is_known=True)
        return outcome is Outcome.BEST

    def polish(self) -> None:
        """Search around what was found, and tell of it."""
        improve(self.state, self.work.check)
        self.work.best = self.answer
        self.told(self.answer())

    def ask(
        self,
        lines: Sequence[tuple[int, int]],
        *,
        least: Measure = Measure.NOTHING,
        looks: int = AT_ONCE,
        is_known: bool = False,
    ) -> Outcome:
        """Whether anything keeps to these lines; if so it is taken up.

        ``is_known``: what stands keeps to them, and only a better one is sought.
        """
        work, state = self.work, self.state
        wanted = Wanted(lines=lines, most=self.most, least=least)
        formulation = Formulation(self.question, wanted)
        result = formulation.program.solve(
            seed=work.seed,
            work=looks,
            goes_on=work.goes_on,
            start=formulation.values(state.stands, state.loads) if is_known else None,
        )
        work.looks += result.work
        outcome = result.outcome
        if result.values is not None:
            before, cost = list(state.stands), self.comes_to(least)
            state.goes_to(formulation.stands(result.values))
            if not self.keeps(wanted) or (is_known and self.comes_to(least) > cost):
                state.goes_to(before)
                outcome = Outcome.OPEN
        work.check()
        return outcome

    def keeps(self, wanted: Wanted) -> bool:
        """Whether what stands keeps to what is wanted, judged in whole numbers."""
        shares, state = self.shares, self.state
        return (
            state.is_allowed()
            and all(sum(each > share for each in shares) <= many for share, many in wanted.lines)
            and all(self.comes_to(measure) <= most for measure, most in wanted.most.items())
        )

    def comes_to(self, measure: Measure) -> int:
        """What stands, by this measure."""
        state, days = self.state, self.question.days
        chosen = [
            several[number]
            for several, number in zip(self.question.stands, state.stands, strict=True)
        ]
        return {
            Measure.NOTHING: 0,
            Measure.LEFT: state.left // days,
            Measure.DAYS: state.left % days,
            Measure.CHANGES: state.changes,
            Measure.CHURN: sum(each.churn for each in chosen),
            Measure.WORTH: -sum(each.worth for each in chosen),
        }[measure]

    @property
    def choices(self) -> tuple[Choice, ...]:
        """How each block stands."""
        return tuple(
            several[number].choice
            for several, number in zip(self.question.stands, self.state.stands, strict=True)
        )

    def answer(self) -> Answer:
        """What there is so far."""
        worst = self.worst / MILLION
        is_safe = self.question.model.line is not None
        return Answer(
            choices=self.choices,
            worst_bound=worst if self.is_lowest else self.bound / MILLION or None,
            levels=self.levels,
            is_reached=self.is_reached,
            is_proved=self.is_placed
            and (self.is_fewest if is_safe and self.is_reached else self.is_lowest),
            is_fewest=self.is_fewest,
            work=self.work.looks,
        )
