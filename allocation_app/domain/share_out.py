"""Share children out: families whole, heaviest first, each to whom the candidates name first.

For a leaver, somebody who goes away for long, the queue, or any selection. It proposes and stages
nothing: a manager sees every move, and may change each, before all of them are staged at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from allocation_app.domain.ahead import on_day
from allocation_app.domain.candidates import Candidate, Candidates, Part, candidates
from allocation_app.domain.capacity import DECIMALS
from allocation_app.domain.caseloads import Caseloads, caseloads
from allocation_app.domain.effects import Measured
from allocation_app.domain.move_rules import Bar
from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.pins import why_pinned
from allocation_app.domain.plan import MarkKind, Move, Plan
from allocation_app.domain.staging import likely_reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Unplaced:
    """A child for whom nobody was found, and of how many of those asked which rule says so.

    Of a pinned child nobody is asked: `Bar.PINNED` stands there, counting none. Without any rule
    there was nobody to ask.
    """

    child: ChildId
    rules: Mapping[Bar, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareOut:
    """Who would go to whom, in the order in which they were placed, and who could not be placed.

    No move breaks a hard rule; those that break others are to be shown with them (see
    `move_rules.broken_together`).
    """

    moves: tuple[Move, ...]
    unplaced: tuple[Unplaced, ...]


def share_out(
    plan: Plan,
    children: Iterable[ChildId],
    among: Collection[WorkerId] | None,
    by: Measured,
    *,
    day: date | None = None,
) -> ShareOut:
    """Share these children out among these workers (all case holders, if None), from ``day`` on.

    Nobody gets a child whom they hold in the plan. Siblings, and children marked to be kept
    together, go to one worker unless they are to be kept apart or nobody can take them all. Raises
    KeyError for a child whom the import does not have.
    """
    then = on_day(plan, plan.snapshot.as_at if day is None else day)
    loads, today = caseloads(then, by.policy), caseloads(plan, by.policy)
    children = tuple(dict.fromkeys(children))
    pinned = tuple(child for child in children if why_pinned(today, child, day) is not None)
    waiting = list(_groups(loads, [child for child in children if child not in pinned]))
    moves: list[Move] = []
    unplaced = [Unplaced(child=child, rules={Bar.PINNED: 0}) for child in pinned]
    while waiting:
        group = waiting.pop(0)
        asked = {child: candidates(loads, child) for child in group}
        to = _first(loads, asked, among)
        if to is not None:
            made = [_move(loads, child, to, day) for child in group]
            moves += made
            for move in made:
                then = then.with_move(move)
            loads = caseloads(then, by.policy)
        elif len(group) > 1:
            waiting = [*((child,) for child in group), *waiting]
        else:
            unplaced.append(_unplaced(asked[group[0]], among))
    return ShareOut(moves=tuple(moves), unplaced=tuple(unplaced))


def _move(loads: Caseloads, child: ChildId, to: WorkerId, day: date | None) -> Move:
    return Move(child=child, to=to, reason=likely_reason(loads, child), effective=day)


def _groups(loads: Caseloads, children: Sequence[ChildId]) -> Iterator[tuple[ChildId, ...]]:
    """Who goes together, the heaviest group first, and in it the heaviest child."""
    found = loads.snapshot.children
    family = {child: found[child].family_key for child in children}
    apart: set[frozenset[str]] = set()
    for mark in loads.plan.marks:
        if mark.kind is MarkKind.KEEP_APART:
            apart.add(mark.about)
        elif mark.other in family and mark.child in family:
            one, other = family[mark.child], family[mark.other]
            family = {child: one if key == other else key for child, key in family.items()}
    groups: dict[str, list[list[ChildId]]] = {}
    for child in sorted(children, key=lambda each: (-_weight(loads, each), each)):
        parts = groups.setdefault(family[child], [])
        fits = (part for part in parts if not any({child, each} in apart for each in part))
        into = next(fits, None)
        if into is None:
            parts.append([child])
        else:
            into.append(child)
    whole = [tuple(part) for parts in groups.values() for part in parts]
    weights = {part: round(sum(_weight(loads, each) for each in part), DECIMALS) for part in whole}
    yield from sorted(whole, key=lambda part: (-weights[part], part))


def _weight(loads: Caseloads, child: ChildId) -> float:
    policy, snapshot = loads.policy, loads.snapshot
    return policy.weights.cases[policy.case_type(snapshot.children[child], snapshot.as_at)]


def _first(
    loads: Caseloads,
    asked: Mapping[ChildId, Candidates],
    among: Collection[WorkerId] | None,
) -> WorkerId | None:
    """Whom the candidates of all these children together name first, None where nobody can."""
    holders = {loads.spells[child].worker for child in asked if child in loads.spells}
    for away in (False, True):
        found: dict[WorkerId, list[Candidate]] = {}
        for each in asked.values():
            for candidate in each.away if away else each.ranked:
                found.setdefault(candidate.worker, []).append(candidate)
        scores = {
            worker: _score(loads, alike)
            for worker, alike in found.items()
            if len(alike) == len(asked)
            and worker not in holders
            and (among is None or worker in among)
        }
        if scores:
            return min(scores, key=lambda worker: (-scores[worker], worker))
    return None


def _score(loads: Caseloads, alike: Sequence[Candidate]) -> float:
    """What one worker scores for all the children of a group: room after all, the rest on average.

    Each child is counted as if it came alone; a family weighs somewhat less.
    """
    before = alike[0].before
    points = before.points + sum(each.after.points - before.points for each in alike)
    after = loads.policy.utilisation(points, before.capacity) or 0.0
    rest = sum(each.score - each.parts.get(Part.ROOM, 0.0) for each in alike) / len(alike)
    return round((loads.policy.headroom_to - after) * 100 + rest, DECIMALS)


def _unplaced(asked: Candidates, among: Collection[WorkerId] | None) -> Unplaced:
    rules = Counter(each.rule for each in asked.excluded if among is None or each.worker in among)
    return Unplaced(child=asked.child, rules=dict(rules.most_common()))
