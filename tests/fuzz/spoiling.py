"""Proposals that are not right: of moves at random, and right ones spoiled in one place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from random import Random

from laws import loads_of
from paper import Paper
from second_planner import SecondPlanner
from teams import DAY, Case

from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.plan import Move
from allocation_app.domain.proposal import KEPT_RULES, Ask, NotPlaced, Proposal, Request, Status

Spoil = Callable[[Case, Proposal, Random], Proposal | None]
"""Spoils a proposal in one way, or answers None where there is nothing to spoil so."""


def at_random(case: Case, draw: Random) -> Proposal:
    """Some children to some workers, whoever they are; the figures are those that come of it."""
    paper = Paper(case=case)
    children, staff = sorted(paper.children), sorted(paper.staff)
    chosen = draw.sample(children, draw.randint(0, min(3, len(children))))
    if paper.waiting and draw.random() < 0.7:
        chosen = [*dict.fromkeys((*sorted(paper.waiting), *chosen[:1]))]
    to = draw.choice(staff)
    moves = {child: to if draw.random() < 0.5 else draw.choice(staff) for child in chosen}
    return honest(case, {c: w for c, w in moves.items() if paper.standing.get(c, ("",))[0] != w})


def honest(case: Case, moves: Mapping[ChildId, WorkerId]) -> Proposal:
    """These moves with the figures that they come to."""
    paper, request = Paper(case=case), case.request
    found = Proposal(
        request=request,
        status=Status.FEASIBLE,
        moves=tuple(
            Move(child=child, to=to, effective=paper.effective(child))
            for child, to in sorted(moves.items())
        ),
        changes=sum(child not in paper.waiting for child in moves),
        unplaced=tuple(NotPlaced(child=child) for child in sorted(paper.waiting - moves.keys())),
    )
    worst = next(iter(loads_of(case, found)), None)
    is_over = request.ask is Ask.SAFE and worst is not None and worst > paper.line + 1e-9
    status = Status.INFEASIBLE if found.unplaced or is_over else Status.FEASIBLE
    is_reached = status is not Status.INFEASIBLE
    return replace(found, worst=worst, bound=None, status=status, is_reached=is_reached)


def _moved_twice(_: Case, right: Proposal, __: Random) -> Proposal:
    return replace(right, moves=(*right.moves, right.moves[0]))


def _one_left_out(_: Case, right: Proposal, __: Random) -> Proposal:
    return replace(right, moves=right.moves[1:])


def _to_nobody(_: Case, right: Proposal, __: Random) -> Proposal:
    return replace(right, moves=(replace(right.moves[0], to=None), *right.moves[1:]))


def _on_another_day(case: Case, right: Proposal, _: Random) -> Proposal:
    day = (right.moves[0].effective or case.plan.snapshot.as_at) + DAY
    return replace(right, moves=(replace(right.moves[0], effective=day), *right.moves[1:]))


def _to_who_has_no_capacity(case: Case, right: Proposal, _: Random) -> Proposal | None:
    paper = Paper(case=case)
    nobody = sorted(set(paper.staff) - set(paper.receivers))
    return _instead(case, right, nobody[0]) if nobody else None


def _to_who_is_not_asked(_: Case, right: Proposal, __: Random) -> Proposal:
    return replace(right, request=replace(right.request, among=frozenset()))


def _to_who_must_not(case: Case, right: Proposal, _: Random) -> Proposal | None:
    """To somebody whom a rule keeps away."""
    paper = Paper(case=case)
    child = right.moves[0].child
    barred = [each for each in paper.receivers if paper.against(child, each)]
    return _instead(case, right, barred[0]) if barred else None


def _instead(case: Case, right: Proposal, to: WorkerId) -> Proposal | None:
    moves = {each.child: each.to for each in right.moves if each.to is not None}
    first = right.moves[0].child
    return (
        None
        if Paper(case=case).standing.get(first, ("",))[0] == to
        else honest(case, {**moves, first: to})
    )


def _who_stays(case: Case, right: Proposal, draw: Random) -> Proposal | None:
    """Somebody whom a manager has given elsewhere, or of whom nobody can tell, is moved."""
    paper = Paper(case=case)
    fixed = sorted(set(paper.children) - paper.free)
    if not fixed or not paper.receivers:
        return None
    moves = {each.child: each.to for each in right.moves if each.to is not None}
    child, to = draw.choice(fixed), draw.choice(paper.receivers)
    if paper.standing.get(child, ("",))[0] == to:
        return None
    return honest(case, {**moves, child: to})


def _too_many(_: Case, right: Proposal, __: Random) -> Proposal | None:
    if right.request.ask is not Ask.REBALANCE or not right.changes:
        return None
    return replace(right, request=replace(right.request, max_moves=right.changes - 1))


def _over_the_limit(_: Case, right: Proposal, __: Random) -> Proposal | None:
    low = replace(right.request, limit=0.001)
    return replace(right, request=low, status=Status.INFEASIBLE)


def _fewer_changes_told(_: Case, right: Proposal, __: Random) -> Proposal:
    return replace(right, changes=right.changes + 1)


def _lower_worst_told(_: Case, right: Proposal, __: Random) -> Proposal | None:
    worst = right.worst
    return None if worst is None else replace(right, worst=worst - 0.01, bound=None)


def _bound_above(_: Case, right: Proposal, __: Random) -> Proposal | None:
    return None if right.worst is None else replace(right, bound=right.worst + 0.01)


def _who_waits_untold(_: Case, right: Proposal, __: Random) -> Proposal | None:
    return replace(right, unplaced=right.unplaced[1:]) if right.unplaced else None


def _who_is_placed_told_as_waiting(_: Case, right: Proposal, __: Random) -> Proposal:
    more = NotPlaced(child=right.moves[0].child)
    return replace(right, unplaced=(*right.unplaced, more), status=Status.INFEASIBLE)


def _told_as_reached(_: Case, right: Proposal, __: Random) -> Proposal | None:
    if not right.unplaced:
        return None
    return replace(right, status=Status.OPTIMAL, bound=right.worst, is_fewest=True)


def _told_as_otherwise(_: Case, right: Proposal, __: Random) -> Proposal:
    return replace(right, is_reached=not right.is_reached)


def _where_they_are(case: Case, right: Proposal, _: Random) -> Proposal | None:
    """Somebody is moved to whom they are with."""
    paper = Paper(case=case)
    held = [child for child in sorted(paper.free - paper.waiting) if child not in _of(right)]
    if not held:
        return None
    more = Move(child=held[0], to=paper.standing[held[0]][0], effective=paper.effective(held[0]))
    return replace(right, moves=(*right.moves, more), changes=right.changes + 1)


def _away_from_a_sibling(case: Case, _: Proposal, __: Random) -> Proposal | None:
    """Somebody leaves a sibling whom the manager has given to the same worker."""
    free = replace(case, request=Request(ask=Ask.SAFE, set_aside=frozenset(KEPT_RULES)))
    paper = Paper(case=free)
    for child in sorted(paper.free - paper.waiting):
        holder = paper.standing[child][0]
        kin = paper.staying_kin(child)
        is_alone = (child,) in SecondPlanner(paper=paper).groups
        if is_alone and any(paper.standing.get(each, ("",))[0] == holder for each in kin):
            for to in paper.receivers:
                if to != holder and not paper.against(child, to):
                    return honest(free, {child: to})
    return None


def _of(proposal: Proposal) -> set[ChildId]:
    return {each.child for each in proposal.moves}


SPOILED: tuple[Spoil, ...] = (
    _moved_twice,
    _one_left_out,
    _to_nobody,
    _on_another_day,
    _to_who_has_no_capacity,
    _to_who_is_not_asked,
    _to_who_must_not,
    _who_stays,
    _too_many,
    _over_the_limit,
    _fewer_changes_told,
    _lower_worst_told,
    _bound_above,
    _who_waits_untold,
    _who_is_placed_told_as_waiting,
    _told_as_reached,
    _told_as_otherwise,
    _where_they_are,
    _away_from_a_sibling,
)
"""Every way in which a right proposal with a move or more is spoiled here."""


def spoiled(case: Case, right: Proposal, draw: Random) -> Iterator[tuple[str, Proposal]]:
    """A right proposal spoiled in each of the ways that it has something for."""
    for spoil in SPOILED if right.moves else ():
        wrong = spoil(case, right, draw)
        if wrong is not None:
            yield spoil.__name__, wrong
