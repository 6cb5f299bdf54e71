"""What a plan or a step of it changes: for each worker who stands otherwise, and for the team."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from allocation_app.domain.ahead import on_day, seen_on
from allocation_app.domain.balance import maximum, spread
from allocation_app.domain.capacity import DECIMALS
from allocation_app.domain.caseloads import Caseloads, Load, caseloads, is_of_team
from allocation_app.domain.delays import DELAYS, Judged
from allocation_app.domain.findings import Finding, State, Told
from allocation_app.domain.people import ChildId, TeamId, WorkerId
from allocation_app.domain.plan import Plan, Step
from allocation_app.domain.policy import Band, Policy
from allocation_app.domain.rules import RuleSet
from allocation_app.domain.working_days import WorkingDays

DATED = ("D1", "D2", "D3", "D4", "D5", "D6", "D12")
"""The delays that have a due date, and so can be late; the others are flagged (`Told`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What effects are measured by: the policy, the rules, the calendar, and whose team.

    Without a ``team`` the figures are those of everybody in the import. Those of a team are of its
    workers, and of the children who are in it by the import.
    """

    policy: Policy
    rules: RuleSet
    calendar: WorkingDays
    team: TeamId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How one worker stands: share of capacity (None without capacity), points, children, band."""

    utilisation: float | None
    points: float
    children: int
    band: Band


NOT_THERE = Standing(utilisation=None, points=0, children=0, band=Band.FULL)
"""How somebody stands who is not there: without capacity, and with nothing that is too much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One worker before and after."""

    worker: WorkerId
    before: Standing
    after: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamStanding:
    """How a team stands: its most loaded worker, the spread, who waits, and how much is late.

    ``worst`` and ``spread`` are shares of capacity, None where nobody has any. ``late`` counts the
    findings that are late, of which a child can have several.
    """

    worst: float | None
    spread: float | None
    unallocated: int
    late: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamChange:
    """A team before and after."""

    before: TeamStanding
    after: TeamStanding


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanEffect:
    """What a plan changes: each worker who stands otherwise than in the import, and the team."""

    workers: Mapping[WorkerId, Change]
    team: TeamChange


@dataclass(frozen=True, slots=True, kw_only=True)
class StepEffect:
    """What one staged step changes beside all the others, on the day on which it shows."""

    step: Step
    day: date
    effect: PlanEffect


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """A plan worked out, as far as effects are told of it."""

    loads: Caseloads
    team: TeamStanding

    def standing(self, worker: WorkerId) -> Standing:
        load = self.loads.loads.get(worker)
        return NOT_THERE if load is None else _standing(load)

    def change(self, after: _Seen, worker: WorkerId) -> Change:
        return Change(worker=worker, before=self.standing(worker), after=after.standing(worker))


def plan_effect(plan: Plan, by: Measured) -> PlanEffect:
    """What the whole plan changes, beside the import with the same reviews and marks."""
    return difference_of(plan.without_steps, plan, by)


def step_effect(plan: Plan, step: Step, by: Measured) -> StepEffect:
    """What this step changes beside the rest of the plan: it without the step, and with it.

    A change of staff is measured on its own day (the day after the last one of who leaves), a move
    on that of the import, or when somebody who is yet to begin has the child (see `seen_on`).
    """
    # In another order the same plan would be worked out anew for each of its steps.
    beside = plan if step in plan.steps else plan.with_step(step)
    without = plan.without_step(step)
    day = seen_on(beside, step)
    effect = difference_of(on_day(without, day), on_day(beside, day), by)
    return StepEffect(step=step, day=day, effect=effect)


def team_standing(plan: Plan, by: Measured) -> TeamStanding:
    """How the team stands with this plan."""
    return _seen(plan, by).team


def difference_of(before_plan: Plan, after_plan: Plan, by: Measured) -> PlanEffect:
    """What is otherwise in the second of two plans on one import: a move, a family's, a scenario's.

    Somebody who is there in one of them only has no capacity and no children in the other.
    """
    before, after = _seen(before_plan, by), _seen(after_plan, by)
    was, now = before.loads.loads, after.loads.loads
    touched = (each for each in dict.fromkeys((*was, *now)) if was.get(each) is not now.get(each))
    changes = (before.change(after, worker) for worker in touched)
    return PlanEffect(
        workers={each.worker: each for each in changes if each.before != each.after},
        team=TeamChange(before=before.team, after=after.team),
    )


@lru_cache(maxsize=2)  # who looks at one move after another begins from one plan
def _seen(plan: Plan, by: Measured) -> _Seen:
    loads = caseloads(plan, by.policy)
    return _Seen(loads=loads, team=_team(loads, by))


def _standing(load: Load) -> Standing:
    return Standing(
        utilisation=load.utilisation,
        points=load.points,
        children=len(load.children),
        band=load.band,
    )


def _team(loads: Caseloads, by: Measured) -> TeamStanding:
    held = (
        loads.loads[worker.id].utilisation
        for worker in loads.case_holders
        if by.team in {None, worker.team}
    )
    shares = [share for share in held if share is not None]
    return TeamStanding(
        worst=maximum(shares) if shares else None,
        spread=round(spread(shares), DECIMALS) if shares else None,
        unallocated=sum(_is_of_team(child, None, loads, by) for child in loads.unallocated),
        late=sum(_is_of_team(late.child, late.worker, loads, by) for late in _late(loads, by)),
    )


def _is_of_team(
    child: ChildId | None, worker: WorkerId | None, loads: Caseloads, by: Measured
) -> bool:
    """Whether this child, or else this worker, is in the team that is measured."""
    if by.team is None:
        return True
    snapshot = loads.snapshot
    if child is not None:
        return is_of_team(snapshot.children[child], loads, by.team)
    return worker is not None and snapshot.workers[worker].team == by.team


def _late(loads: Caseloads, by: Measured) -> Iterator[Finding]:
    calendar = by.calendar.with_holidays(by.policy.holidays)
    judged = Judged(caseloads=loads, rules=by.rules, calendar=calendar)
    for code in DATED:
        for finding in DELAYS[code](judged):
            # The state alone rules most of them out, and costs less to ask.
            if finding.state is State.LATE and finding.told is Told.LATE:
                yield finding
