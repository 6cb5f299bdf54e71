"""What a plan and the imports before it come to, worked out: touches no widget, from any thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from allocation_app.domain.effects import Measured
from allocation_app.domain.people import WorkerId
from allocation_app.domain.plan import Plan
from allocation_app.domain.policy import Policy
from allocation_app.domain.review import Review, review
from allocation_app.domain.snapshot import Snapshot
from allocation_app.domain.sustained import Sustained, dated_imports, sustained_overload

Overloads = Mapping[WorkerId, Sustained]


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """The plan, the import before any move, and who has been over for weeks; ``by`` what."""

    by: Measured
    review: Review
    imported: Review
    overloads: Overloads

    def is_by(self, by: Measured) -> bool:
        """Whether it holds by this policy and these rules."""
        return (self.by.policy, self.by.rules) == (by.policy, by.rules)


def overloads(seen: Sequence[Snapshot], policy: Policy) -> Overloads:
    """Who has been over capacity for weeks, as far as these imports tell."""
    found = sustained_overload(dated_imports(seen, policy), policy)
    return {each.worker: each for each in found}


def worked_out(plan: Plan, seen: Sequence[Snapshot], by: Measured) -> Worked:
    """Work all of it out; it takes half a second of a council with half a year of imports."""
    return Worked(
        by=by,
        review=review(plan, by.policy, by.rules, by.calendar),
        imported=review(Plan(snapshot=plan.snapshot), by.policy, by.rules, by.calendar),
        overloads=overloads(seen, by.policy),
    )
