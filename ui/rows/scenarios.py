"""Plans side by side: the import, the present plan and those kept, each a row of figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from allocation_app.domain.people import ChildId
from allocation_app.domain.plan import Plan
from allocation_app.domain.policy import Policy
from allocation_app.domain.scenarios import Desk, Differing, Figures, differing
from allocation_app.wording import scenarios as wording
from allocation_app.wording.names import Names
from ui.rows.people import called

IMPORT, PRESENT = 0, 1  # places among `Desk.plans`; those kept follow
FIGURES: dict[wording.Row, Callable[[Figures], float | None]] = {
    wording.Row.WORST: lambda each: each.team.worst,
    wording.Row.SPREAD: lambda each: each.team.spread,
    wording.Row.UNALLOCATED: lambda each: each.team.unallocated,
    wording.Row.LATE: lambda each: each.team.late,
    wording.Row.MOVES: lambda each: each.moves,
    wording.Row.NEW_WORKER: lambda each: each.new_worker,
    wording.Row.OVERRIDES: lambda each: each.overrides,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """A plan by its place among `Desk.plans`; ``kept`` is the name of one that is kept."""

    place: int
    name: str
    kept: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferingRow:
    """A child who does not stand alike in all the plans, and with whom in each."""

    child: ChildId
    name: str
    workers: tuple[str, ...]


def plan_rows(desk: Desk) -> tuple[PlanRow, ...]:
    """The plans that can be compared."""
    kept = (
        PlanRow(place=place, name=plan.name, kept=plan.name)
        for place, plan in enumerate(desk.kept, start=PRESENT + 1)
    )
    return (
        PlanRow(place=IMPORT, name=wording.import_name()),
        PlanRow(
            place=PRESENT,
            name=wording.present_name(desk.plan.name, is_changed=desk.is_changed),
        ),
        *kept,
    )


def differing_rows(
    plans: Sequence[Plan], policy: Policy, names: Names, *, hide_names: bool
) -> tuple[DifferingRow, ...]:
    """The children who differ between the present plan and those kept; the import is told too."""
    if len(plans) <= PRESENT + 1:
        return ()
    return tuple(
        _row(each, plans[IMPORT], names, hide_names=hide_names)
        for each in differing(plans, policy)
        if len({*each.workers[PRESENT:]}) > 1
    )


def _row(of: Differing, plan: Plan, names: Names, *, hide_names: bool) -> DifferingRow:
    return DifferingRow(
        child=of.child,
        name=called(plan.snapshot.children[of.child], hide_names=hide_names),
        workers=tuple(map(names.holder, of.workers)),
    )
