"""The question with given lines as an integer program: who stands where, with nobody above theirs.

To fix the lines and ask whether anything keeps to them is far quicker than to let the program lower
them. Blocks that come to the same (points, changes, who may take them) are one column each way, a
count, which takes the symmetry out. Whoever is above their line must give a least number of
children away, the heaviest first: that is said in a row, for the relaxation would move fractions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from math import inf

from allocation_app.planner.exact.figures import MILLION, Question, Stand
from allocation_app.planner.exact.program import Outcome, Program

SLACK = 1e-5
"""By how much (points) a row may be passed: more than the solver's tolerance, less than a grid."""

TOLERANCE = 3
"""By how many millionths a relaxation's share may be out."""


class Measure(Enum):
    """What is made as small as can be."""

    NOTHING = "nothing"
    LEFT = "left"
    DAYS = "days"
    CHANGES = "changes"
    CHURN = "churn"
    WORTH = "worth"

    def of(self, stand: Stand, question: Question) -> float:
        """Of one way for one block to stand."""
        match self:
            case Measure.LEFT:
                return float(stand.left // question.days)
            case Measure.DAYS:
                return float(stand.left % question.days)
            case Measure.CHANGES:
                return float(stand.changes)
            case Measure.CHURN:
                return stand.churn / MILLION
            case Measure.WORTH:
                return -stand.worth / MILLION
            case _:
                return 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a state is to keep to.

    ``lines`` are shares, from the highest down, each with how many workers may be above it (none
    above the first). ``most`` are measures with what they may come to at most, ``least`` the one to
    be made small.
    """

    lines: Sequence[tuple[int, int]]
    most: dict[Measure, int]
    least: Measure = Measure.NOTHING


class Formulation:
    """The program of a question, and how its values are read."""

    def __init__(self, question: Question, wanted: Wanted) -> None:
        self.question, self.wanted = question, wanted
        self.program = Program()
        self.columns: list[tuple[list[int], int, int]] = []
        self.loads: list[dict[int, float]] = [{} for _ in question.base]
        self.measured: dict[Measure, dict[int, float]] = {each: {} for each in wanted.most}
        self.constant = dict.fromkeys(wanted.most, 0.0)
        self.of: dict[tuple[int, int], int] = {}
        self.tiers: list[tuple[int, int, int]] = []
        self.gets: dict[int, int] = {}
        self.is_forced = self._is_forced()
        for blocks in self._groups():
            self._group(blocks)
        if wanted.lines:
            self._lines()
        self._caps()
        self._apart()
        for measure, most in wanted.most.items():
            scale = MILLION if measure in {Measure.CHURN, Measure.WORTH} else 1
            upper = most / scale - self.constant[measure]
            if self.measured[measure]:
                self.program.row(self.measured[measure], upper + SLACK / 10)

    def _is_forced(self) -> bool:
        """Whether everybody who can be placed has to be."""
        most = self.wanted.most.get(Measure.LEFT)
        return most is not None and most == self.question.least_left // self.question.days

    def _groups(self) -> Iterator[list[int]]:
        found: dict[object, list[int]] = {}
        measures = {*self.wanted.most, self.wanted.least} - {Measure.NOTHING}
        if self.is_forced:
            measures -= {Measure.LEFT, Measure.DAYS}
        capped = any(cap is not None for cap in self.question.caps)
        for block, several in enumerate(self.question.stands):
            if len(several) == 1:
                self._counts(several[0], 1)
                continue
            key: object = tuple(
                (
                    stand.adds,
                    bool(stand.left),
                    stand.to if capped else 0,
                    *(each.of(stand, self.question) for each in measures),
                )
                for stand in several
            )
            if block in self.question.foes:
                key = block
            found.setdefault(key, []).append(block)
        yield from found.values()

    def _counts(self, stand: Stand, times: int) -> None:
        for measure in self.constant:
            self.constant[measure] += times * measure.of(stand, self.question)

    def _group(self, blocks: list[int]) -> None:
        several = self.question.stands[blocks[0]]
        stays, times = several[0], len(blocks)
        self._counts(stays, times)
        least, mine = self.wanted.least, {}
        for number, stand in enumerate(several[1:], start=1):
            cost = least.of(stand, self.question) - least.of(stays, self.question)
            column = self.program.column(times, cost)
            self.columns.append((blocks, number, column))
            mine[column] = 1.0
            self.of[blocks[0], number] = column
            for worker, amount in stand.adds:
                self.loads[worker][column] = amount / self.question.grid
            for measure, row in self.measured.items():
                more = measure.of(stand, self.question) - measure.of(stays, self.question)
                if more:
                    row[column] = more
        self.program.row(mine, times, times if self.is_forced and stays.left else 0.0)

    def _lines(self) -> None:
        question, lines = self.question, self.wanted.lines
        above: list[dict[int, float]] = [{} for _ in lines]
        for worker, row in enumerate(self.loads):
            limits = [question.most(worker, share) for share, _ in lines]
            entries, before = dict(row), -1
            for n in range(1, len(lines)):
                step = limits[n - 1] - limits[n]
                column = self.program.column(1)
                above[n][column] = 1.0
                self.tiers.append((column, worker, limits[n]))
                entries[column] = -step / question.grid
                if before >= 0:
                    self.program.row({before: 1.0, column: -1.0}, 0.0)
                before = column
            room = (limits[-1] - question.base[worker]) / question.grid
            self.program.row(entries, room + min(SLACK, 0.25 / question.grid))
            self._leavers(worker, limits[0])
        for (_, many), entries in zip(lines, above, strict=True):
            if entries:
                self.program.row(entries, many)

    def _leavers(self, worker: int, limit: int) -> None:
        need = self.question.leavers(worker, limit)
        if need:
            entries = {
                column: float(self.question.stands[blocks[0]][number].changes)
                for blocks, number, column in self.columns
                if self.loads[worker].get(column, 0.0) < 0
            }
            self.program.row(entries, inf, float(need))

    def _caps(self) -> None:
        question = self.question
        for worker, cap in enumerate(question.caps):
            if cap is None:
                continue
            row = dict(self.loads[worker])
            over = (question.base[worker] - cap) / question.grid
            comes = [
                (column, len(blocks))
                for blocks, number, column in self.columns
                if question.stands[blocks[0]][number].to == worker
            ]
            if over > 0 and comes:
                gets = self.gets[worker] = self.program.column(1)
                for column, times in comes:
                    self.program.row({column: 1.0, gets: -float(times)}, 0.0)
                row[gets] = over
                self.program.row(row, SLACK)
            elif over <= 0:
                self.program.row(row, -over + SLACK)

    def _apart(self) -> None:
        question = self.question
        for one, other in question.pairs:
            for first, second in ((one, other), (other, one)):
                for worker in range(len(question.base)):
                    comes = self._columns(first, worker, is_coming=True)
                    stays = worker in question.stands[second][0].at
                    entries = dict.fromkeys(comes, 1.0)
                    if stays:
                        leaves = [
                            self.of[second, n]
                            for n, stand in enumerate(question.stands[second])
                            if n and worker not in stand.at
                        ]
                        entries |= dict.fromkeys(leaves, -1.0)
                        upper = 0.0
                    else:
                        there = self._columns(second, worker, is_coming=False)
                        entries |= dict.fromkeys(there, 1.0)
                        upper = 1.0
                    if comes:
                        self.program.row(entries, upper)

    def _columns(self, block: int, worker: int, *, is_coming: bool) -> list[int]:
        return [
            self.of[block, number]
            for number, stand in enumerate(self.question.stands[block])
            if number and (stand.to == worker if is_coming else worker in stand.at)
        ]

    def relaxed(self, seed: int) -> int:
        """A share below which the worst load can't be, were blocks divisible (no lines given)."""
        program, question = self.program, self.question
        level = program.column(inf, 1.0)
        for worker, row in enumerate(self.loads):
            capacity = question.model.receivers[worker].capacity
            program.row({**row, level: -capacity}, -question.base[worker] / question.grid)
        program.whole = [False] * len(program.whole)
        result = program.solve(seed=seed, work=0, goes_on=lambda: True)
        if result.outcome is not Outcome.BEST or result.values is None:
            return 0
        return int(result.values[level] * MILLION) - TOLERANCE

    def stands(self, values: Sequence[float]) -> list[int]:
        """How each block stands by these values."""
        found = [0] * len(self.question.stands)
        used: dict[int, int] = {}
        for blocks, number, column in self.columns:
            first = used.get(blocks[0], 0)
            last = min(len(blocks), first + round(values[column]))
            for block in blocks[first:last]:
                found[block] = number
            used[blocks[0]] = last
        return found

    def values(self, stands: Sequence[int], loads: Sequence[int]) -> list[float]:
        """These stands as values: to start from."""
        found = [0.0] * len(self.program.upper)
        for blocks, number, column in self.columns:
            found[column] = float(sum(stands[block] == number for block in blocks))
        for column, worker, limit in self.tiers:
            found[column] = float(loads[worker] > limit)
        for worker, column in self.gets.items():
            found[column] = float(
                any(
                    several[number].to == worker
                    for several, number in zip(self.question.stands, stands, strict=True)
                )
            )
        return found
