"""Why a child gets no worker: the rules that together forbid it, and what would be enough to do.

Asked of each child alone, beside all those who are placed: they stay placed, though not always with
the same worker. Each thing to do is enough by itself, and no less of it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from math import inf, isfinite

from allocation_app.domain.capacity import DECIMALS
from allocation_app.domain.keeping import NOT_ASKED, NOT_THERE, keeping
from allocation_app.domain.move_rules import HARD, Bar
from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.pins import lifted, why_pinned
from allocation_app.domain.plan import Mark, MarkKind
from allocation_app.domain.proposal import (
    KEPT_RULES,
    OVER_LIMIT,
    NotPlaced,
    Relaxation,
    RelaxationKind,
)
from allocation_app.planner.building import Scene, model_of
from allocation_app.planner.least import IMPOSSIBLE, Least, least, rounded_up
from allocation_app.planner.linear import Work
from allocation_app.planner.model import Answer, Block, Choice, Model, Way
from allocation_app.planner.reading import points_of
from allocation_app.planner.shortage import caps_of, needed_fte
from allocation_app.planner.solving import MOST_PAIRS
from allocation_app.progress import Progress, no_progress

SIBLINGS, TOGETHER = "siblings", MarkKind.KEEP_TOGETHER.value
"""Here: that nobody may take all of those who are to have one worker."""
ORDER = (*HARD, Bar.NO_CAPACITY.value, NOT_ASKED, *KEPT_RULES, SIBLINGS, TOGETHER, OVER_LIMIT)
MOST_TOLD = 3
"""How many workers are named whose limit could be raised, the least first."""
LOOKS, EACH = 1500, 150
"""How much is looked at for all that is said of one answer, and for each question of it."""
FULLY = 6
"""Of so many it is said what would be enough; the others are short of the same."""
MOST_RAISED = 40
"""Up to how many workers it is asked by how much the limit of each would have to be raised."""
CLOSED = "closed"
FACTS = NOT_THERE | {Bar.NO_CAPACITY.value}
REACHED = Least(found=0.0, bound=0.0)

Codes = Mapping[ChildId, Mapping[WorkerId, frozenset[str]]]


def not_placed(
    scene: Scene, model: Model, answer: Answer, *, progress: Progress = no_progress
) -> tuple[NotPlaced, ...]:
    """Each child who waits and gets nobody in this answer, with why, in the order of the model.

    What is worked out for one holds for all of whom the same rules speak. The work for all of them
    together is limited: of the last ones only what is seen at once is told. Raises `Cancelled`
    where ``progress`` does.
    """
    points, known = points_of(model, answer), dict[Hashable, NotPlaced]()
    work, found = Work(left=LOOKS, each=EACH, progress=progress), list[NotPlaced]()
    for n, (block, choice) in enumerate(zip(model.blocks, answer.choices, strict=True)):
        for child in block.waiting if choice.way is Way.STAYS else ():
            left = _Left(
                scene=scene,
                model=model,
                choices=answer.choices,
                points=points,
                block=n,
                child=child,
                work=work,
            )
            key = left.alike
            if key not in known:
                known[key] = left.explained(is_full=len(known) < FULLY)
            found.append(replace(known[key], child=child))
    return tuple(found)


@dataclass(frozen=True, kw_only=True)
class _Left:
    """One child without a worker, in an answer: what each block does, what each worker carries."""

    scene: Scene
    model: Model
    choices: Sequence[Choice]
    points: Sequence[float]
    block: int
    child: ChildId
    work: Work

    @property
    def alike(self) -> Hashable:
        """Equal for those of whom the same can be said: no mark names them, all else is alike."""
        block, number = self.model.blocks[self.block], range(len(self.model.receivers))
        marked = any(not mark.about.isdisjoint(self.waiting) for mark in self.scene.plan.marks)
        if marked or len(block.children) > 1:
            return self.child
        weighs = tuple(block.whole_at.get(worker, block.whole) for worker in number)
        child = self.scene.loads.snapshot.children[self.child]
        is_pinned = why_pinned(self.scene.loads, self.child) is not None
        facts = (block.whole, child.team, child.statuses, is_pinned)
        return facts, weighs, tuple(self.codes[self.child].items())

    def explained(self, *, is_full: bool) -> NotPlaced:
        """Why, and (in full) what would be enough."""
        is_known = not (self._is_limited and self.model.is_estimate)
        is_proved = is_known and self._asked(frozenset(self.rules)).bound == inf
        return NotPlaced(
            child=self.child,
            rules=self._counted(),
            needed=self._needed() if is_proved else (),
            relaxations=tuple(self._relaxations()) if is_proved and is_full else (),
        )

    @property
    def waiting(self) -> tuple[ChildId, ...]:
        """Those who are to have one worker with the child, itself among them."""
        return self.model.blocks[self.block].waiting

    @property
    def one_worker(self) -> str:
        """The rule by which they are to have one worker: a mark, or that they are siblings."""
        marks = self.scene.plan.marks
        others = {mark.beside(self.child) for mark in marks if mark.kind is MarkKind.KEEP_TOGETHER}
        return SIBLINGS if others.isdisjoint(self.waiting) else TOGETHER

    @cached_property
    def codes(self) -> Codes:
        """All the rules that keep each of them from each worker who is asked."""
        return self._codes(self.scene)

    def _codes(self, scene: Scene) -> Codes:
        loads, request = scene.loads, scene.request
        asked = [each.id for each in loads.case_holders if request.team in {None, each.team}]
        return {
            child: {
                worker: frozenset(keeping(loads, child, worker, request, scene.by))
                for worker in sorted(asked)
            }
            for child in self.waiting
        }

    @cached_property
    def rules(self) -> tuple[str, ...]:
        """Everything that may forbid it; those that keep the fewest workers away first."""
        count = Counter(
            code for several in self.codes.values() for held in several.values() for code in held
        )
        if len(self.waiting) > 1:
            count[self.one_worker] += len(self.scene.loads.loads)
        if any(self.block in pair for pair in self.model.apart):
            count[Bar.KEEP_APART.value] += 1
        if self._is_limited:
            count[OVER_LIMIT] += len(self.scene.loads.loads)
        return tuple(sorted(count, key=lambda code: (count[code], ORDER.index(code))))

    @property
    def _is_limited(self) -> bool:
        return any(isfinite(each) for each in caps_of(self.model).points)

    def _counted(self) -> Mapping[str, int]:
        """The first rule that keeps each worker away, counted; else why it is none of them."""
        found = Counter(
            next((code for code in ORDER if code in several), "")
            for several in self.codes[self.child].values()
        )
        open_to = found.pop("", 0)
        why = OVER_LIMIT if self._is_limited else self.one_worker
        if open_to and (self._is_limited or len(self.waiting) > 1):
            found[why] += open_to
        return dict(sorted(found.items(), key=lambda each: (-each[1], ORDER.index(each[0]))))

    def _needed(self) -> tuple[str, ...]:
        """By deletion: what is left out is not needed to forbid it, and each that stays is.

        That somebody is not there is no rule. It is told only where no rule is needed beside it.
        """
        facts = frozenset(FACTS.intersection(self.rules))
        rules = self._kept_of([code for code in self.rules if code not in facts], facts)
        kept = rules or self._kept_of([code for code in self.rules if code in facts], frozenset())
        return tuple(sorted(kept, key=ORDER.index))

    def _kept_of(self, codes: Iterable[str], beside: frozenset[str]) -> list[str]:
        """Those that are needed, all shown to be; none where the work is not enough to tell."""
        kept = list(codes)
        for code in tuple(kept):
            found = self._asked(beside.union(kept) - {code})
            if found.bound == inf:
                kept.remove(code)
            elif found.found is None:
                return []
        return kept

    def _is_enough(self, rules: frozenset[str], codes: Codes | None = None) -> bool:
        """Whether the child can be placed by these rules, proved."""
        return self._asked(rules, codes).found == 0

    def _asked(self, rules: frozenset[str], codes: Codes | None = None) -> Least:
        """Whether the child can be placed beside the others by these rules and no others."""
        opened = self._opened(rules, codes or self.codes)
        if not opened:
            return IMPOSSIBLE
        if not opened <= self.scene.number.keys():
            return REACHED  # somebody who is not there, or has no hours: nothing else is known
        model, points = self._model(rules, opened), caps_of(self.model).points
        if OVER_LIMIT not in rules:
            points = (inf,) * len(points)
        if any(self._fits(model, worker, points) for worker in opened):
            return REACHED
        limits = replace(caps_of(model), points=points)
        return least(model, self._required, limits, self.work)

    def _opened(self, rules: frozenset[str], codes: Codes) -> frozenset[WorkerId]:
        """Who could take the child, and whoever has to go with it, by these rules alone."""
        together = self._together(rules)
        return frozenset(
            worker
            for worker in codes[self.child]
            if all(rules.isdisjoint(codes[child][worker]) for child in together)
        )

    def _together(self, rules: frozenset[str]) -> tuple[ChildId, ...]:
        return (self.child,) if rules.isdisjoint({SIBLINGS, TOGETHER}) else self.waiting

    @cached_property
    def _required(self) -> frozenset[int]:
        """Whoever is placed stays so, and the child gets a worker."""
        placed = (n for n, choice in enumerate(self.choices) if choice.way is not Way.STAYS)
        return frozenset(n for n in placed if self.model.blocks[n].waiting) | {self.block}

    def _model(self, rules: frozenset[str], opened: frozenset[WorkerId]) -> Model:
        """The model with the child free to go to these."""
        numbers = {self.scene.number[worker] for worker in opened}
        block, apart = self.model.blocks[self.block], self.model.apart
        if Bar.KEEP_APART in rules:  # where siblings of other blocks stand, the sums do not hold
            numbers = {n for n in numbers if block.barred.get(n) != Bar.KEEP_APART}
        bars = {n: "" if n in numbers else CLOSED for n in range(len(self.model.receivers))}
        if self._together(rules) != self.waiting or len(self.waiting) == 1 == len(block.children):
            found = self._alone(bars)
        elif block.is_split:
            found = replace(block, barred_alone=bars, is_fixed=False)
        else:
            found = replace(block, barred=bars, is_fixed=False)
        if Bar.KEEP_APART not in rules:
            apart = tuple(pair for pair in apart if self.block not in pair)
        blocks = (*self.model.blocks[: self.block], found, *self.model.blocks[self.block + 1 :])
        return replace(self.model, blocks=blocks, apart=apart)

    def _alone(self, bars: Mapping[int, str]) -> Block:
        """The child by itself."""
        loads, whole = self.scene.loads, dict[int, float]()
        for worker, n in self.scene.number.items():
            after = loads.load_with(self.child, worker)
            whole[n] = round(after.points - loads.loads[worker].points, DECIMALS)
        old = self.model.blocks[self.block]
        return Block(
            children=(self.child,),
            kind=old.kind,
            whole_at=whole,
            waiting=(self.child,),
            barred=bars,
        )

    def _fits(self, model: Model, worker: WorkerId, limits: Sequence[float]) -> bool:
        """Whether the child fits beside everything as it is, without anybody else going elsewhere.

        Far from everything that is possible, and soon seen.
        """
        block, n = model.blocks[self.block], self.scene.number[worker]
        choice = Choice(Way.WAITING if block.is_split else Way.WHOLE, n)
        points = model.option(block, choice).points
        others = {one if other == self.block else other for one, other in self._pairs(model)}
        return all(
            self.points[at] + amount <= limits[at] for at, amount in points.items() if amount > 0
        ) and not any(model.meet(self.block, choice, each, self.choices[each]) for each in others)

    def _pairs(self, model: Model) -> Iterator[tuple[int, int]]:
        return (pair for pair in model.apart if self.block in pair)

    def _relaxations(self) -> Iterator[Relaxation]:
        every = frozenset(self.rules)
        for code in self.rules:
            if code in KEPT_RULES and self._is_enough_aside(code):
                yield Relaxation(kind=RelaxationKind.SET_ASIDE, rule=code)
        if Bar.PINNED in every:
            yield from self._unpinned(every)
        for mark in self.scene.plan.marks:
            if self._is_enough_without(mark):
                yield Relaxation(
                    kind=RelaxationKind.REMOVE_MARK,
                    rule=mark.kind.value,
                    worker=mark.worker,
                    mark=mark,
                )
        if OVER_LIMIT in every:
            yield from self._raised()
        yield from self._more()

    def _unpinned(self, rules: frozenset[str]) -> Iterator[Relaxation]:
        """Whose pin it would be enough to lift."""
        for child in self.waiting:
            scene = replace(self.scene, plan=lifted(self.scene.loads, (child,)))
            if self._is_enough(rules, self._codes(scene)):
                whose = None if child == self.child else child
                yield Relaxation(kind=RelaxationKind.LIFT_PIN, rule=Bar.PINNED.value, child=whose)

    def _is_enough_without(self, mark: Mark) -> bool:
        """Whether it is enough to remove this mark."""
        if mark.about.isdisjoint(self.waiting):
            return False
        return self._is_enough_in(replace(self.scene, plan=self.scene.plan.without_mark(mark)))

    def _is_enough_aside(self, code: str) -> bool:
        """Whether it is enough to set a rule aside: for the child alone, else for everybody."""
        if self._is_enough(frozenset(self.rules) - {code}):
            return True
        request = self.scene.request
        aside = replace(request, set_aside=request.set_aside | {code})
        return not self._is_large and self._is_enough_in(replace(self.scene, request=aside))

    @property
    def _is_large(self) -> bool:
        return len(self.model.blocks) * len(self.model.receivers) > MOST_PAIRS

    def _is_enough_in(self, scene: Scene) -> bool:
        """Whether the child can be placed beside the others where this is asked, made anew.

        Whoever is no longer marked may still be siblings, or marked otherwise. Among very many it
        is only asked whether there is room without anybody else going elsewhere.
        """
        model = model_of(scene, self.work.progress)
        if self._is_large:
            if _groups(model) != _groups(self.model) or scene.number != self.scene.number:
                return False
            there = replace(self, scene=scene, model=model)
            return there._is_enough(frozenset(there.rules))  # noqa: SLF001 - the same, elsewhere
        placed = (self.model.blocks[n].waiting for n in self._required - {self.block})
        wanted = frozenset(chain([self.child], *placed))
        required = [n for n, each in enumerate(model.blocks) if not wanted.isdisjoint(each.waiting)]
        if not wanted <= {child for n in required for child in model.blocks[n].waiting}:
            return False
        return least(model, required, caps_of(model), self.work).found == 0

    def _raised(self) -> Iterator[Relaxation]:
        """The workers whose limit need be raised the least, each by itself."""
        model, found = self.model, list[tuple[float, WorkerId]]()
        if len(model.receivers) > MOST_RAISED:
            return
        for worker, n in self.scene.number.items():
            by = least(model, self._required, caps_of(model, (n,)), self.work)
            if by.found is not None and by.is_exact:
                found.append((rounded_up(by.found), worker))
        for points, worker in sorted(found)[:MOST_TOLD]:
            yield Relaxation(kind=RelaxationKind.RAISE_LIMIT, worker=worker, points=points)

    def _more(self) -> Iterator[Relaxation]:
        """So much more of a social worker, or so many points fewer."""
        model, points = self.model, 0.0
        children = frozenset(child for n in self._required for child in model.blocks[n].waiting)
        team = self.scene.loads.snapshot.children[self.child].team
        joins = needed_fte(self.scene, caps_of, self.work, children, team)
        if self._is_limited:
            fewer = least(model, self._required, caps_of(model, range(len(model.receivers))))
            points = fewer.found if fewer.found is not None and fewer.is_exact else 0.0
        if points or (joins is not None and joins.is_exact):
            yield Relaxation(
                kind=RelaxationKind.ADD_CAPACITY,
                fte=rounded_up(joins.fte) if joins is not None and joins.is_exact else 0.0,
                points=rounded_up(points),
            )


def _groups(model: Model) -> list[tuple[ChildId, ...]]:
    return [each.children for each in model.blocks]
