"""Which rules keep a child from a worker in a suggestion: all of them, not only the first.

By hand a manager can set a rule aside that warns; a suggestion keeps `proposal.KEPT_RULES` unless
the request sets them aside.
"""

from __future__ import annotations

from allocation_app.domain.caseloads import Caseloads
from allocation_app.domain.effects import Measured
from allocation_app.domain.move_rules import HARD, RULES, Bar
from allocation_app.domain.move_rules.asked import Asked
from allocation_app.domain.people import ChildId, WorkerId, is_of_other_team
from allocation_app.domain.pins import why_pinned
from allocation_app.domain.plan import Move
from allocation_app.domain.proposal import KEPT_RULES, OF_WHO_IS_HELD, OWN_TEAM, Request

NOT_ASKED = "not_asked"
"""The request names other workers who are asked."""
NOT_THERE = frozenset({Bar.HAS_LEFT.value, Bar.NOT_STARTED.value, Bar.LONG_AWAY.value})
"""The rules that say why somebody has no capacity."""


def waits(loads: Caseloads, child: ChildId, request: Request) -> bool:
    """Whether the child is to get a worker: nobody has it, or whoever has it can carry none.

    Where the request names children, these. ``loads`` are those of the day that is asked about.
    """
    if request.children:
        return child in request.children
    spell = loads.spells.get(child)
    is_gone = spell is not None and loads.loads[spell.worker].utilisation is None
    is_asked = request.team in {None, loads.snapshot.children[child].team}
    return is_asked and (child in loads.unallocated or is_gone)


def keeping(
    loads: Caseloads, child: ChildId, worker: WorkerId, request: Request, by: Measured
) -> tuple[str, ...]:
    """The codes of all the rules that keep this child from this worker, hard ones first.

    What nobody can tell keeps nobody from anything. ``loads`` are those of the day of the move.
    """
    given = loads.snapshot.children[child]
    who = loads.snapshot.workers[worker]
    move = Move(child=child, to=worker)
    asked = Asked(loads=loads, move=move, pin=why_pinned(loads, child), by=by)
    is_waiting = waits(loads, child, request)
    found = [code for code, rule in HARD.items() if any(not why.missing for why in rule(asked))]
    if loads.loads[worker].utilisation is None and NOT_THERE.isdisjoint(found):
        found.append(Bar.NO_CAPACITY.value)
    if request.among is not None and worker not in request.among:
        found.append(NOT_ASKED)
    for code in KEPT_RULES:
        if code in request.set_aside or (is_waiting and code in OF_WHO_IS_HELD):
            continue
        if code == OWN_TEAM:
            if is_of_other_team(who, given):
                found.append(code)
        elif any(not why.missing for why in RULES[code](asked)):
            found.append(code)
    return tuple(found)
