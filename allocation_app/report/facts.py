"""A review seen by child and by worker: what several sheets ask for, worked out once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from allocation_app.domain.caseloads import Caseloads, Load, caseloads
from allocation_app.domain.effects import Measured
from allocation_app.domain.findings import Finding, State, Told, by_child
from allocation_app.domain.given import told_in_order
from allocation_app.domain.holders import Holders, holders
from allocation_app.domain.past import NO_PAST, Past
from allocation_app.domain.people import Child, ChildId, TeamId, Worker, WorkerId
from allocation_app.domain.review import Review
from allocation_app.domain.snapshot import Snapshot
from allocation_app.domain.timescales import timescale_findings
from allocation_app.domain.trends import Trend, points, trend
from allocation_app.domain.waiting import Wait
from allocation_app.domain.weighing import CasePoints
from allocation_app.errors import Problem
from allocation_app.settings.plans import plan_fingerprint
from allocation_app.wording import terms
from allocation_app.wording.sheets import workers_named


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What the sheets are made from. ``hide_names`` puts initials in place of children's names.

    ``earlier`` are imports of days before, for what is told of a time; ``past`` is everything that
    a workspace keeps of it, the open import with it.
    """

    review: Review
    problems: Sequence[Problem]
    hide_names: bool
    earlier: tuple[Snapshot, ...] = ()
    past: Past = NO_PAST

    @property
    def as_at(self) -> date:
        """The day that everything is counted to."""
        return self.review.snapshot.as_at

    @property
    def whole(self) -> Review:
        """The review of everybody: a team's workers have children of other teams too."""
        return self.review.whole or self.review

    @property
    def loads(self) -> Caseloads:
        """Who holds whom."""
        return self.review.caseloads

    @property
    def snapshot(self) -> Snapshot:
        """The import."""
        return self.review.snapshot

    @property
    def plan_fingerprint(self) -> str:
        """Stands for the plan that everything was made of, however much of it is told."""
        return self.review.known_as or plan_fingerprint(self.loads.plan)

    def child(self, child: ChildId) -> Child:
        """The child with this identifier."""
        return self.snapshot.children[child]

    def name(self, child: ChildId) -> str:
        """A child's name or initials; nothing where no source names the child."""
        known = self.child(child)
        return terms.child_name(known, hide_names=self.hide_names) if known.name else ""

    @cached_property
    def has_teams(self) -> bool:
        """Whether the children are of more than one team; else to name it in each row is noise."""
        return len({child.team for child in self.review.children.values()}) > 1

    def team(self, team: TeamId | None) -> str:
        """A team's name, or its identifier where it has none."""
        known = None if team is None else self.snapshot.teams.get(team)
        return (team or "") if known is None else known.name

    def holder(self, finding: Finding) -> Worker | None:
        """Whom a finding concerns: its own worker, else the child's holder."""
        if finding.worker is not None:
            return self.snapshot.workers.get(finding.worker)
        return None if finding.child is None else self.loads.holder(finding.child)

    @cached_property
    def case_workers(self) -> tuple[Worker, ...]:
        """The people who can hold cases (no duty, team or manager), by name."""
        return tuple(
            sorted(self.loads.case_holders, key=lambda worker: (worker.name.casefold(), worker.id))
        )

    @cached_property
    def busy_workers(self) -> tuple[Worker, ...]:
        """Those of them who have a child, as holder or as co-worker."""
        return tuple(worker for worker in self.case_workers if self.load(worker.id).has_cases)

    @cached_property
    def ever_known(self) -> Mapping[WorkerId, Worker]:
        """Everybody whom any import names, by the ids of the open one and as the last has them."""
        imports = (*told_in_order(self.loads.plan.snapshot, self.earlier), self.snapshot)
        return {key: worker for each in imports for key, worker in each.workers.items()}

    @cached_property
    def ever_called(self) -> Mapping[WorkerId, str]:
        """What each of them is called: no two the same."""
        return workers_named(replace(self.snapshot, workers=self.ever_known))

    @cached_property
    def known_past(self) -> Past:
        """What is kept of the time before; without a workspace the imports that are told of."""
        if self.past.imports:
            return self.past
        imports = (*self.earlier, self.loads.plan.snapshot)
        return replace(self.past, imports=dict(enumerate(imports, start=1)))

    @cached_property
    def trend(self) -> Trend:
        """What each import comes to, of everybody or of the team that is asked for."""
        looked = self.review
        by = Measured(
            policy=looked.policy, rules=looked.rules, calendar=looked.calendar, team=looked.team
        )
        return trend(points((each for _, each in self.known_past.in_order), by))

    @cached_property
    def holders(self) -> Holders:
        """Who had each child over time."""
        return holders(self.known_past)

    def load(self, worker: WorkerId) -> Load:
        """A worker's caseload."""
        return self.loads.loads[worker]

    @cached_property
    def waits(self) -> Mapping[ChildId, Wait]:
        """The unallocated children."""
        return {wait.child: wait for wait in self.review.waits}

    @cached_property
    def children_in_family(self) -> Mapping[str, int]:
        """How many children with an open case each family has."""
        return Counter(child.family_key for child in self.review.children.values())

    @cached_property
    def case_points(self) -> Mapping[WorkerId, tuple[CasePoints, ...]]:
        """What each child counts for, by worker."""
        return {worker: self.loads.case_points(worker) for worker in self.loads.loads}

    @cached_property
    def points_held(self) -> Mapping[ChildId, float]:
        """What each child counts for with the one under whose name it stands."""
        return {
            line.child: line.points
            for lines in self.case_points.values()
            for line in lines
            if line.is_held
        }

    @cached_property
    def before(self) -> Caseloads | None:
        """Who held whom before the plan; None where nothing is staged."""
        plan, team = self.loads.plan, self.review.team
        if not plan.steps:
            return None
        found = caseloads(plan.without_steps, self.review.policy)
        holders = (each for each in found.case_holders if team in {None, each.team})
        return replace(found, case_holders=tuple(holders))

    @cached_property
    def called(self) -> Mapping[WorkerId, str]:
        """What each worker is called where one can be chosen: no two the same."""
        return workers_named(self.snapshot)

    @cached_property
    def findings(self) -> Mapping[ChildId, tuple[Finding, ...]]:
        """The findings about each child that are not "in time", worst and longest due first."""
        found = self.whole.findings
        return by_child(finding for finding in found if finding.state is not State.IN_TIME)

    @cached_property
    def in_time(self) -> Mapping[ChildId, tuple[Finding, ...]]:
        """What is to come for each child, soonest first: the review need not hold it."""
        review = self.review
        answers = timescale_findings(self.snapshot, review.rules, review.calendar, in_time=True)
        return by_child(finding for finding in answers if finding.state is State.IN_TIME)

    def weight(self, child: ChildId) -> float:
        """What a child's case weighs, before anything for siblings, area or a new worker."""
        policy = self.review.policy
        return policy.weights.cases[policy.case_type(self.child(child), self.as_at)]


def count(findings: Sequence[Finding], told: Told) -> int:
    """How many of these findings are told so."""
    return sum(finding.told is told for finding in findings)
