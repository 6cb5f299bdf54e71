"""What would make the impossible possible, as a deed: a wider request, or a changed plan."""

from __future__ import annotations

from dataclasses import replace
from math import ceil

from allocation_app.domain.caseloads import Caseloads
from allocation_app.domain.people import ChildId
from allocation_app.domain.proposal import (
    KEPT_RULES,
    MOST_LIMIT,
    Relaxation,
    RelaxationKind,
    Request,
)
from allocation_app.wording import moves
from allocation_app.wording import suggesting as wording
from allocation_app.wording.names import Names
from allocation_app.wording.translate import tr
from ui import commands
from ui.store import PlanStore

SLACK = 1e-9


def words(of: Relaxation, request: Request, loads: Caseloads, names: Names) -> str:
    """What a button says that asks again with this; empty where no button could."""
    match of.kind:
        case RelaxationKind.SET_ASIDE if of.rule in KEPT_RULES:
            return tr("Ask again without “{rule}”", rule=wording.rule_name(of.rule))
        case RelaxationKind.LIFT_PIN if of.child is not None:
            return tr("Lift the pin of {child} and ask again", child=names.child(of.child))
        case RelaxationKind.LIFT_PIN:
            return tr("Lift the pin and ask again")
        case RelaxationKind.REMOVE_MARK if of.mark is not None:
            said = moves.marked(of.mark, names)
            return tr("Remove “{mark}” and ask again", mark=said)
        case RelaxationKind.RAISE_LIMIT if (limit := _raised(of, request, loads)) is not None:
            return tr("Ask again up to {n} %", n=round(limit * 100))
        case _:
            return ""


def wider(of: Relaxation, request: Request, loads: Caseloads) -> Request:
    """The request with this; the same where it is the plan that is to be otherwise.

    A limit is raised for everybody: a request has no other for one worker.
    """
    match of.kind:
        case RelaxationKind.SET_ASIDE if of.rule in KEPT_RULES:
            return replace(request, set_aside=request.set_aside | {of.rule})
        case RelaxationKind.RAISE_LIMIT:
            return replace(request, limit=_raised(of, request, loads) or request.limit)
        case _:
            return request


def change(store: PlanStore, of: Relaxation, child: ChildId) -> None:
    """Change the plan by it, where it is the plan that is to be otherwise: one step of undo."""
    if of.kind is RelaxationKind.LIFT_PIN:
        commands.let_go(store, (of.child or child,), ())
    elif of.mark is not None:
        commands.let_go(store, (), [of.mark])


def _raised(of: Relaxation, request: Request, loads: Caseloads) -> float | None:
    """The limit in whole per cent at which that worker has so many points more."""
    load = None if of.worker is None else loads.loads.get(of.worker)
    if load is None or request.limit is None or not load.capacity:
        return None
    needed = request.limit + of.points / load.capacity
    return min(MOST_LIMIT, ceil(needed * 100 - SLACK) / 100)
