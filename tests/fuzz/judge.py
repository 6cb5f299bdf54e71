"""A second checker of proposals: what is wrong with one, by the sheet of paper alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from paper import Paper, Standing
from second_planner import SecondPlanner
from teams import Case

from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.plan import MarkKind
from allocation_app.domain.proposal import Ask, Proposal, Status

NEAR = 2e-6
"""Shares are told to six decimals."""


def faults(case: Case, proposal: Proposal) -> list[str]:
    """Everything that is wrong with a proposal, in the manager's words; nothing if it is right."""
    paper = Paper(case=case)
    moves = {each.child: each.to for each in proposal.moves}
    given = {child: to for child, to in moves.items() if to is not None}
    if len(moves) < len(proposal.moves) or len(given) < len(moves):
        return ["a child is moved twice, or to nobody"]
    second = SecondPlanner(paper=paper)
    return [
        *_who(paper, given),
        *_rules(paper, given),
        *_families(second, given),
        *_amounts(second, given, proposal),
        *_dates(paper, proposal),
    ]


def _who(paper: Paper, moves: Mapping[ChildId, WorkerId]) -> Iterator[str]:
    among = paper.case.request.among
    for child, to in moves.items():
        if child not in paper.free:
            yield f"{child} is not to be moved"
        if to not in paper.receivers:
            yield f"{to} is nobody who is asked"
        elif among is not None and to not in among:
            yield f"{to} is not among those who are asked"
        if paper.standing.get(child, (None,))[0] == to:
            yield f"{child} is with {to} already"


def _rules(paper: Paper, moves: Mapping[ChildId, WorkerId]) -> Iterator[str]:
    after = paper.moved(moves)
    for child, to in moves.items():
        if rule := paper.against(child, to):
            yield f"{child} to {to}: {rule}"
        if _is_beside(paper, child, to, after):
            yield f"{child} is to be kept apart from somebody with {to}"


def _is_beside(paper: Paper, child: ChildId, to: WorkerId, after: Standing) -> bool:
    """Whether somebody from whom the child is to be kept apart is with ``to``, or will be."""
    later = {move.child: move.to for move in paper.case.plan.moves}
    return any(
        to in {after.get(ChildId(each), (None,))[0], later.get(ChildId(each))}
        for each in paper.marked(child, MarkKind.KEEP_APART)
    )


def _families(second: SecondPlanner, moves: Mapping[ChildId, WorkerId]) -> Iterator[str]:
    """A group goes to one worker whole, or who waits of it goes alone, to one worker."""
    after, waiting, paper = second.paper.moved(moves), second.paper.waiting, second.paper
    for child in moves.keys() - waiting:
        holder = paper.standing[child][0] if child in paper.standing else ""
        if any(paper.standing.get(kin, ("-",))[0] == holder for kin in paper.staying_kin(child)):
            yield f"{child} leaves a sibling who stays"
    for group in second.groups:
        moved = [child for child in group if child in moves]
        if not moved or any(
            second.paper.marked(child, MarkKind.KEEP_APART) & set(group) for child in group
        ):
            continue
        whole = {after.get(child, (None,))[0] for child in group}
        alone = {child for child in group if child in waiting}
        is_alone = set(moved) == alone and len({moves[child] for child in moved}) == 1
        if (len(whole) > 1 and not is_alone) or not alone <= set(moved):
            yield f"{', '.join(group)} are torn apart"


def _amounts(
    second: SecondPlanner, moves: Mapping[ChildId, WorkerId], proposal: Proposal
) -> Iterator[str]:
    paper, request = second.paper, second.paper.case.request
    after = paper.moved(moves)
    points = [paper.points(each, after, paper.children) for each in paper.receivers]
    shares = [each / capacity for each, capacity in zip(points, second.capacities, strict=True)]
    worst = max(shares, default=None)
    if (worst is None) is not (proposal.worst is None) or (
        worst is not None and proposal.worst is not None and abs(worst - proposal.worst) > NEAR
    ):
        yield f"the worst load is {worst}, not {proposal.worst}"
    changes = sum(child not in paper.waiting for child in moves)
    if changes != proposal.changes:
        yield f"{changes} children change worker, not {proposal.changes}"
    if request.ask is not Ask.SAFE and changes > (request.max_moves or 0):
        yield f"{changes} changes are too many"
    left = {child for child in paper.waiting if child not in moves}
    if left != {each.child for each in proposal.unplaced}:
        yield f"{sorted(left)} get nobody, not {[each.child for each in proposal.unplaced]}"
    is_over = request.ask is Ask.SAFE and worst is not None and worst > paper.line + NEAR
    is_met = not left and not is_over
    if proposal.is_reached is not is_met:
        yield f"it is said that what was asked for is {'' if proposal.is_reached else 'not '}met"
    if proposal.status is (Status.INFEASIBLE if is_met else Status.OPTIMAL):
        yield f"it can't be {proposal.status}"
    if proposal.bound is not None and worst is not None and proposal.bound > worst + NEAR:
        yield f"a bound of {proposal.bound} above {worst}"
    for name, has, most in zip(paper.receivers, points, second.most, strict=True):
        if name in moves.values() and has > most + 1e-4:
            yield f"{name} gets {has} points, and may have {most}"


def _dates(paper: Paper, proposal: Proposal) -> Iterator[str]:
    for move in proposal.moves:
        if move.effective != paper.effective(move.child):
            yield f"{move.child} from {move.effective}, not {paper.effective(move.child)}"
