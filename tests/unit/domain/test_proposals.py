"""What is proposed for random teams: it can all be staged."""

import random
from datetime import timedelta

import pytest

from allocation_app.domain.caseloads import caseloads
from allocation_app.domain.effects import Measured
from allocation_app.domain.give_back import give_back, given_back
from allocation_app.domain.move_rules import broken_together
from allocation_app.domain.people import Absence, Role, Spell
from allocation_app.domain.plan import Mark, MarkKind, Pin, Plan
from tests.unit.domain.builders import (
    CALENDAR,
    DAY_0,
    POLICY,
    RULES,
    a_child,
    a_snapshot,
    a_spell,
    a_worker,
)

BY = Measured(policy=POLICY, rules=RULES, calendar=CALENDAR)
DAY = timedelta(days=1)
ROLES = (Role.SOCIAL_WORKER,) * 4 + (None, Role.DUTY, Role.STUDENT, Role.PERSONAL_ADVISER)


def a_plan(draw: random.Random) -> Plan:
    """Up to twelve children who have had up to four workers each, some away, some about to go."""
    staff = [f"W{n}" for n in range(draw.randint(2, 6))]
    workers = []
    for worker in staff:
        away = DAY_0 + draw.randint(-90, 20) * DAY
        end = draw.choice([None, away + draw.randint(0, 90) * DAY])
        workers.append(
            a_worker(
                worker,
                role=draw.choice(ROLES),
                fte=draw.choice([None, 0.0, 0.5, 1.0]),
                is_newly_qualified=draw.random() < 0.2,
                last_day=draw.choice([None, None, DAY_0 + draw.randint(-20, 40) * DAY]),
                absences=draw.choice([(), (Absence(start=away, end=end),)]),
            )
        )
    children, spells = [], list[Spell]()
    for n in range(draw.randint(2, 12)):
        child, day = f"C{n:02}", DAY_0 - draw.randint(100, 600) * DAY
        is_readable, family = draw.random() < 0.9, draw.choice([None, "F1", "F2"])
        children.append(a_child(child=child, family=family, is_holder_readable=is_readable))
        for _ in range(draw.randint(0, 3)):
            end = min(DAY_0, day + draw.randint(1, 200) * DAY)
            spells.append(a_spell(child, draw.choice(staff), start=day, end=end))
            day = end
        if is_readable and draw.random() < 0.7:
            spells.append(a_spell(child, draw.choice(staff), start=draw.choice([None, day])))
    plan = Plan(snapshot=a_snapshot(*children, *workers, *spells))
    for _ in range(draw.randint(0, 3)):
        one, other = draw.sample(children, 2)
        kind = draw.choice([MarkKind.KEEP_APART, MarkKind.KEEP_TOGETHER])
        plan = plan.with_mark(Mark(kind=kind, child=one.id, other=other.id))
        barred = draw.choice(workers).id
        plan = plan.with_mark(Mark(kind=MarkKind.MUST_NOT, child=one.id, worker=barred))
    until = DAY_0 + draw.randint(0, 9) * DAY
    return plan.with_pin(Pin(child=draw.choice(children).id, until=until))


@pytest.mark.parametrize("seed", range(100))
def test_that_who_is_given_back_can_be_staged_and_is_known_to_be_with_somebody_else(
    seed: int,
) -> None:
    plan = a_plan(random.Random(seed))  # noqa: S311 - a drawing, no secret
    loads = caseloads(plan, POLICY)
    for worker in plan.snapshot.workers:
        found = give_back(plan, worker, BY)

        after = caseloads(given_back(plan, found.moves), POLICY)
        for move in found.moves:
            assert after.spells[move.child].worker == worker
            assert move.child not in loads.unreadable
            known = loads.spells.get(move.child)
            if known is not None and move.child not in loads.unallocated:
                assert known.start is not None
                assert found.day - known.start >= POLICY.second_change_within
        assert not [each for each in broken_together(plan, found.moves, BY) if each.is_hard]
