"""A plan looked at once: who waits, what is late, how the load lies. What every front end shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from allocation_app.domain.balance import balance
from allocation_app.domain.caseloads import Caseloads, caseloads, is_of_team
from allocation_app.domain.closing import Closing, closing
from allocation_app.domain.delays import Judged, findings
from allocation_app.domain.doubt import Doubt, doubt
from allocation_app.domain.findings import Finding, Told
from allocation_app.domain.forecast import Coming, forecast
from allocation_app.domain.people import Child, ChildId, TeamId, WorkerId
from allocation_app.domain.plan import Plan
from allocation_app.domain.policy import Policy
from allocation_app.domain.rules import RuleSet
from allocation_app.domain.snapshot import Snapshot
from allocation_app.domain.unasked import NotChecked, not_checked
from allocation_app.domain.waiting import Wait
from allocation_app.domain.working_days import WorkingDays


@dataclass(frozen=True, kw_only=True)
class Review:
    """Everything that is computed from a plan; what few ask for, when it is first asked for.

    ``waits`` are the unallocated children, worst first. ``findings`` are in the order of the
    delays' codes. ``balance`` holds each measure by name, None where no worker can hold a case.
    ``team`` is set where it was narrowed to one (see `one_team`), and ``whole`` what it was before.
    ``known_as`` is the fingerprint of the plan that it was made of, where names or steps were taken
    out of that since.
    """

    caseloads: Caseloads
    rules: RuleSet
    calendar: WorkingDays
    waits: tuple[Wait, ...]
    findings: tuple[Finding, ...]
    balance: Mapping[str, float | None]
    team: TeamId | None = None
    whole: Review | None = None
    known_as: str = ""

    @cached_property
    def children(self) -> Mapping[ChildId, Child]:
        """The children that it is about: of the import, those of the team where there is one."""
        every = self.snapshot.children
        if self.team is None:
            return every
        loads, team = self.caseloads, self.team
        return {each.id: each for each in every.values() if is_of_team(each, loads, team)}

    @property
    def snapshot(self) -> Snapshot:
        """The import that the plan is made on."""
        return self.caseloads.snapshot

    @property
    def policy(self) -> Policy:
        """The weights and aims in force."""
        return self.caseloads.policy

    @property
    def families(self) -> int:
        """How many families (sibling groups) have an open case."""
        return self.caseloads.families(self.children)

    @cached_property
    def late_children(self) -> frozenset[ChildId]:
        """The children with something late."""
        late = (finding.child for finding in self.findings if finding.told is Told.LATE)
        return frozenset(child for child in late if child is not None)

    @cached_property
    def doubts(self) -> Mapping[WorkerId, Doubt]:
        """The case holders whose utilisation is a range, because something is not known."""
        if self.whole is not None:
            return self.whole.doubts
        return doubt(self.caseloads)

    @cached_property
    def closing(self) -> Closing:
        """The children to ask about before anybody is moved."""
        return closing(self.caseloads, self.late_children, self.children.values())

    @property
    def coming(self) -> tuple[Coming, ...]:
        """What will be late in the next four weeks; worked out when it is first asked for."""
        if self.whole is not None:
            return tuple(each for each in self.whole.coming if self.is_about(each.finding))
        return forecast(self.caseloads.plan, self.policy, self.rules, self.calendar)

    @cached_property
    def not_checked(self) -> tuple[NotChecked, ...]:
        """The rules and delays that nobody is asked, because no source records what they need."""
        return not_checked(self.caseloads, self.rules)

    def is_about(self, finding: Finding) -> bool:
        """Whether a finding is about one of its children, or else about one of its workers."""
        if finding.child is not None:
            return finding.child in self.children
        worker = None if finding.worker is None else self.snapshot.workers.get(finding.worker)
        return self.team is None or (worker is not None and worker.team == self.team)


def review(
    plan: Plan, policy: Policy, rules: RuleSet, calendar: WorkingDays, *, in_time: bool = False
) -> Review:
    """Look at a plan; ``in_time`` asks for the answers "in time" too."""
    calendar = calendar.with_holidays(policy.holidays)
    loads = caseloads(plan, policy)
    judged = Judged(caseloads=loads, rules=rules, calendar=calendar, in_time=in_time)
    return Review(
        caseloads=loads,
        rules=rules,
        calendar=calendar,
        waits=judged.waits,
        findings=findings(judged),
        balance=balance(loads),
    )
