"""What a plan and the imports before it come to, worked out: touches no widget, from any thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from allocation_app.domain.effects import Measured
from allocation_app.domain.led_up import led_up_to
from allocation_app.domain.people import WorkerId
from allocation_app.domain.plan import Plan
from allocation_app.domain.policy import Policy
from allocation_app.domain.renumbering import SAME, Numbers, followed
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


def led_up(
    snapshot: Snapshot,
    seen: Sequence[Snapshot],
    last: Snapshot | None = None,
    numbers: Numbers = SAME,
) -> Snapshot:
    """An import with what led up to it: see `led_up_to`.

    ``last`` is the import before it, ``numbers`` the children who go by another number since then.
    """
    before = None if last is None else last.before
    known = followed(SAME if before is None else before.same_children, numbers)
    return led_up_to(snapshot, seen, known)


def overloads(seen: Sequence[Snapshot], policy: Policy) -> Overloads:
    """Who has been over capacity for weeks, as far as these imports tell."""
    found = sustained_overload(dated_imports(seen, policy), policy)
    return {each.worker: each for each in found}


def worked_out(plan: Plan, seen: Sequence[Snapshot], by: Measured) -> Worked:
    """Work all of it out; it takes half a second of a council with half a year of imports."""
    shown, imported = reviews(plan, by)
    for each in (shown, imported):
        _ask_first(each)
    return Worked(by=by, review=shown, imported=imported, overloads=overloads(seen, by.policy))


def reviews(plan: Plan, by: Measured) -> tuple[Review, Review]:
    """The plan and its import before any move: one and the same where nothing is planned."""
    shown = review(plan, by.policy, by.rules, by.calendar)
    untouched = Plan(snapshot=plan.snapshot)
    if plan == untouched:
        return shown, shown
    return shown, review(untouched, by.policy, by.rules, by.calendar)


def _ask_first(found: Review) -> None:
    """Have it know what the window asks of it first, which is the window's time else."""
    found.late_children, found.doubts, found.not_checked  # noqa: B018 - it keeps its answers
