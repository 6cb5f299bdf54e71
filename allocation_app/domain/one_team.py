"""A review narrowed to one team: its children and workers, every figure of these as it was."""

from __future__ import annotations

from dataclasses import replace

from allocation_app.domain.balance import balance
from allocation_app.domain.caseloads import Caseloads, is_of_team
from allocation_app.domain.people import ChildId, TeamId, WorkerId
from allocation_app.domain.plan import Plan
from allocation_app.domain.review import Review


def narrowed(review: Review, team: TeamId) -> Review:
    """What a review says of one team; its workers' loads still count all their children.

    Of the plan there is what touches the team: its children, whoever comes to its workers or goes
    from them, and its changes of staff. The import stays whole, since a worker's or a family's
    other children may be another team's; `Review.children` are those of the team.
    """
    loads = review.caseloads
    plan = _touching(loads, team)
    own = frozenset(
        child.id for child in loads.snapshot.children.values() if is_of_team(child, loads, team)
    )
    kept = replace(
        loads,
        plan=plan,
        moves={move.child: move for move in plan.moves if move.child in loads.moves},
        unallocated={child: why for child, why in loads.unallocated.items() if child in own},
        unreadable=tuple(child for child in loads.unreadable if child in own),
        case_holders=tuple(worker for worker in loads.case_holders if worker.team == team),
    )
    found = replace(review, caseloads=kept, balance=balance(kept), team=team, whole=review)
    return replace(
        found,
        waits=tuple(wait for wait in review.waits if wait.child in own),
        findings=tuple(finding for finding in review.findings if found.is_about(finding)),
    )


def _touching(loads: Caseloads, team: TeamId) -> Plan:
    """The plan with those of its steps that are about the team."""
    plan, snapshot = loads.plan, loads.snapshot

    def is_own(child: ChildId, *workers: WorkerId | None) -> bool:
        known = (snapshot.workers.get(each) for each in workers if each is not None)
        teams = {snapshot.children[child].team, *(each.team for each in known if each is not None)}
        return team in teams

    def donor(child: ChildId) -> WorkerId | None:
        spell = loads.imported.get(child)
        return None if spell is None else spell.worker

    moves = tuple(each for each in plan.moves if is_own(each.child, each.to, donor(each.child)))
    beside = tuple(each for each in plan.involvements if is_own(each.child, each.worker))
    marks = tuple(each for each in plan.marks if is_own(each.child, each.worker))
    named = {each.to for each in moves} | {each.worker for each in beside}
    named |= {each.worker for each in marks}
    return replace(
        plan,
        moves=moves,
        involvements=beside,
        marks=marks,
        staffing=tuple(
            each
            for each in plan.staffing
            if each.worker in named or snapshot.workers[each.worker].team == team
        ),
    )
