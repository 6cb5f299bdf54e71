"""What is short where no arrangement keeps everybody to the line, for escalation.

The figures are true as they stand and false just below: with so much more of a social worker, or
so many points fewer, an arrangement exists, and with less none does. Where a question is too large
to be settled exactly they are bounds, and say so.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from functools import lru_cache
from math import inf, isfinite

from allocation_app.domain.effects import Measured
from allocation_app.domain.move_rules import HARD
from allocation_app.domain.people import ChildId, TeamId, WorkerId
from allocation_app.domain.plan import Plan
from allocation_app.domain.proposal import KEPT_RULES, Ask, Request, Shortage
from allocation_app.domain.staffing import Joiner, StaffChange, StaffChangeKind
from allocation_app.planner.building import Scene, model_of
from allocation_app.planner.least import Least, Limits, least, rounded_up
from allocation_app.planner.linear import Work
from allocation_app.planner.model import Model
from allocation_app.planner.solving import is_small
from allocation_app.progress import Progress, no_progress

AT_ONCE = 300
LOOKS, LOOKS_BEYOND = 5000, 100
"""How much is looked at for one shortage: a few seconds for a team. Of more than a team nothing is
settled, however long it is looked at: there it is the first bounds that tell something."""
NOTHING = 2e-6
"""So few points above a limit are those that figures are rounded by."""


def shortage(
    scene: Scene, lowest: float | None = None, *, progress: Progress = no_progress
) -> Shortage | None:
    """What is short with as many changes as it takes, None where nothing is or nobody can tell.

    It does not hang on how many changes were asked for: what more changes would mend is no
    shortage. Children who can go to nobody by the rules are not counted in; where the rest can't
    all be placed whatever the loads, it is not capacity that is short. ``lowest`` is the lowest
    worst load, where it is known. Raises `Cancelled` where ``progress`` does.
    """
    request = replace(scene.request, ask=Ask.SAFE, max_moves=None, children=())
    scene = replace(scene, request=request)
    model = model_of(scene, progress)
    looks = LOOKS if is_small(model) else LOOKS_BEYOND
    work = Work(left=looks, each=looks, progress=progress)
    points = _points(model, work)
    if points is None:
        return None
    joins = Needed(fte=0.0, is_exact=True)
    if points.found is not None:
        joins = needed_fte(scene, lines_of, work) or joins
    return Shortage(
        limit=scene.line,
        lowest=lowest,
        points=rounded_up(points.least),
        fte=rounded_up(joins.fte),
        rules=barring(model),
        is_exact=points.is_exact and joins.is_exact,
    )


def placeable(model: Model, children: frozenset[ChildId] | None = None) -> frozenset[int]:
    """The blocks that wait and can go to somebody by the rules, of all or of these children."""
    return frozenset(
        n
        for n, block in enumerate(model.blocks)
        if block.waiting
        and (children is None or not children.isdisjoint(block.waiting))
        and any(each.left[1] == 0 for each in model.options(block))
    )


def caps_of(model: Model, soft: Collection[int] = ()) -> Limits:
    """Up to how many points each receiver may receive children."""
    return Limits(points=tuple(each.cap for each in model.receivers), soft=soft)


def lines_of(model: Model, soft: Collection[int] = ()) -> Limits:
    """Up to how many points everybody is to carry, whether they receive anybody or not."""
    line = inf if model.line is None else model.line
    points = tuple(min(line * each.capacity, each.cap) for each in model.receivers)
    return Limits(points=points, of_all=True, soft=soft)


def points_short(plan: Plan, request: Request, by: Measured) -> Shortage | None:
    """The same at once, with points alone, for whoever asked for something else than the line.

    It is the same for every number of changes: a curve asks again and again.
    """
    request = replace(request, ask=Ask.SAFE, max_moves=None, children=(), seed=0)
    return _points_short(plan, request, by)


@lru_cache(maxsize=1)
def _points_short(plan: Plan, request: Request, by: Measured) -> Shortage | None:
    scene = Scene(plan=plan, request=request, by=by)
    model = model_of(scene)
    points = _points(model, Work(left=AT_ONCE, each=AT_ONCE))
    if points is None:
        return None
    return Shortage(
        limit=scene.line,
        lowest=None,
        points=rounded_up(points.least),
        fte=0.0,
        rules=barring(model),
        is_exact=points.is_exact,
    )


def _points(model: Model, work: Work) -> Least | None:
    """How many points fewer would be enough, None where none or no number of them would be."""
    if model.is_estimate:
        return None
    everybody = range(len(model.receivers))
    found = least(model, placeable(model), lines_of(model, everybody), work)
    return found if NOTHING < found.bound < inf else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Needed:
    """So much of a full-time social worker, exactly or at the least."""

    fte: float
    is_exact: bool


def needed_fte(
    scene: Scene,
    kept: Callable[[Model, Collection[int]], Limits],
    work: Work,
    children: frozenset[ChildId] | None = None,
    team: TeamId | None = None,
) -> Needed | None:
    """How much of a social worker who joins would be enough, None where nobody would be.

    Enough is that these children get a worker (all who can, unless any are named) and everybody
    keeps to the limits that are ``kept``. Without any limit anybody would be enough: then it is 0.
    """
    joining = with_joiner(scene, team)
    model = model_of(joining, work.progress)
    joiner = joining.number[joiner_of(scene.plan)]
    required = placeable(model, children)
    named = frozenset(children or ())
    if not named <= {child for n in required for child in model.blocks[n].waiting}:
        return None
    limits = kept(model, (joiner,))
    full = limits.points[joiner]
    if isfinite(full):
        others = enumerate(limits.points)
        limits = replace(limits, points=tuple(0.0 if n == joiner else each for n, each in others))
    found = least(model, required, limits, work)
    if found.bound == inf:
        return None
    return Needed(fte=found.least / full, is_exact=found.is_exact)


def with_joiner(scene: Scene, team: TeamId | None = None) -> Scene:
    """The same with a full-time social worker more, of the team that is asked about, else of this.

    Where neither is named, of whichever team it takes.
    """
    who, request = joiner_of(scene.plan), scene.request
    change = StaffChange(
        kind=StaffChangeKind.JOINS,
        worker=who,
        day=scene.day,
        joiner=Joiner(name=who, team=request.team or team),
    )
    among = None if request.among is None else request.among | {who}
    return replace(scene, plan=scene.plan.with_step(change), request=replace(request, among=among))


def joiner_of(plan: Plan) -> WorkerId:
    """An id that nobody has, for somebody who is yet to be found."""
    known = plan.facts.workers
    n = next(n for n in range(len(known) + 1) if f"joiner {n}" not in known)
    return WorkerId(f"joiner {n}")


def barring(model: Model) -> tuple[str, ...]:
    """The rules that keep anybody from anybody in this model, hard ones first."""
    found = {code for row in model.barred for code in row}
    for block in model.blocks:
        found.update(block.barred.values(), block.barred_alone.values())
    return tuple(code for code in (*HARD, *KEPT_RULES) if code in found)
