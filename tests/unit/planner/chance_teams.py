"""Small teams by chance, with everything that a plan can say of them: for the planner's tests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from random import Random

from allocation_app.domain.people import (
    Absence,
    Child,
    ChildId,
    EventKind,
    FamilyId,
    Gap,
    Involvement,
    Role,
    Spell,
    Status,
    TeamId,
    Worker,
    WorkerId,
)
from allocation_app.domain.plan import Mark, MarkKind, Move, Pin, Plan
from allocation_app.domain.proposal import KEPT_RULES, Ask, Request
from allocation_app.domain.snapshot import Snapshot
from allocation_app.domain.staffing import Joiner, StaffChange, StaffChangeKind
from tests.unit.domain.builders import BORN, DAY_0, EVERY_KIND

DAY = timedelta(days=1)
ROLES = (Role.SOCIAL_WORKER,) * 6 + (Role.PERSONAL_ADVISER, Role.SUPPORT_WORKER, Role.DUTY, None)
STATUSES = (
    Status.CARE_AND_SUPPORT,
    Status.REGISTERED,
    Status.LOOKED_AFTER,
    Status.CARE_LEAVER,
    Status.UNKNOWN,
    Status.PROCEEDINGS,
)
TEAMS = (TeamId("T1"), TeamId("T1"), TeamId("T1"), TeamId("T2"), None)


def a_plan(chance: Random, workers: int = 5, children: int = 12) -> Plan:
    """A team with leavers, absences, families in several hands, marks, pins, and staged steps."""
    staff = [_worker(chance, n) for n in range(workers)]
    kids = [_child(chance, n, children) for n in range(children)]
    plan = Plan(
        snapshot=Snapshot(
            as_at=DAY_0,
            children={each.id: each for each in kids},
            workers={each.id: each for each in staff},
            spells=tuple(_spells(chance, kids, staff)),
        )
    )
    ids, names = [child.id for child in kids], [worker.id for worker in staff]
    for _ in range(chance.choice((0, 0, 1, 3))):
        one, other = chance.sample(ids, 2)
        kind = chance.choice((MarkKind.KEEP_APART, MarkKind.KEEP_TOGETHER))
        plan = plan.with_mark(Mark(kind=kind, child=one, other=other))
    for _ in range(chance.choice((0, 1, 2))):
        who = chance.choice(names)
        plan = plan.with_mark(Mark(kind=MarkKind.MUST_NOT, child=chance.choice(ids), worker=who))
    for _ in range(chance.choice((0, 1, 2))):
        until = chance.choice((None, DAY_0 + 20 * DAY))
        plan = plan.with_pin(Pin(child=chance.choice(ids), until=until))
    for _ in range(chance.choice((0, 0, 1, 2))):
        day = chance.choice((None, DAY_0 + 10 * DAY))
        move = Move(child=chance.choice(ids), to=chance.choice(names), effective=day)
        plan = plan.with_move(move)
    if chance.random() < 0.3:
        change = StaffChange(
            kind=StaffChangeKind.LEAVES, worker=chance.choice(names), day=DAY_0 + 5 * DAY
        )
        plan = plan.with_step(change)
    if chance.random() < 0.3:
        joiner = Joiner(name="Joiner", team=TeamId("T1"), fte=chance.choice((0.5, 1.0)))
        change = StaffChange(
            kind=StaffChangeKind.JOINS, worker=WorkerId("J"), day=DAY_0 + 8 * DAY, joiner=joiner
        )
        plan = plan.with_step(change)
    return plan


def a_request(chance: Random, plan: Plan) -> Request:
    """Anything that can be asked of a plan."""
    ask, children = chance.choice(list(Ask)), list(plan.snapshot.children)
    request = Request(
        ask=ask,
        max_moves=chance.randrange(6) if ask is Ask.REBALANCE else None,
        team=chance.choice((None, TeamId("T1"))),
        day=chance.choice((None, DAY_0, DAY_0 + 12 * DAY, DAY_0 + 40 * DAY)),
        limit=chance.choice((None, None, 0.3, 0.5, 1.1)),
        is_no_one_worse=chance.random() < 0.2,
        set_aside=frozenset(code for code in KEPT_RULES if chance.random() < 0.2),
    )
    if chance.random() < 0.2:
        among = chance.sample(list(plan.snapshot.workers), 3)
        request = replace(request, among=frozenset(among))
    if ask is Ask.PLACE and chance.random() < 0.4:
        request = replace(request, children=tuple(sorted(chance.sample(children, 3))))
    return request


def _worker(chance: Random, n: int) -> Worker:
    role, hazard = (Role.SOCIAL_WORKER if n == 0 else chance.choice(ROLES)), chance.random()
    away = Absence(start=DAY_0 - 40 * DAY)
    soon = Absence(start=DAY_0 + 6 * DAY, end=DAY_0 + 60 * DAY)
    last = {0: DAY_0 - 3 * DAY, 1: DAY_0 + 9 * DAY}.get(int(hazard * 12))
    return Worker(
        id=WorkerId(f"W{n}"),
        name=f"Worker {n}",
        role=role,
        team=chance.choice(TEAMS),
        fte=chance.choice((1.0, 1.0, 0.6, 0.15, None)),
        is_newly_qualified=chance.random() < 0.2,
        is_listed=chance.random() < 0.9,
        last_day=last,
        absences=(away,) if 0.2 < hazard < 0.3 else (soon,) if 0.3 < hazard < 0.4 else (),
        languages=frozenset({"Welsh"}) if chance.random() < 0.3 else frozenset(),
    )


def _child(chance: Random, n: int, children: int) -> Child:
    near = {EventKind.LOOKED_AFTER_REVIEW: DAY_0 - chance.randrange(5, 60) * DAY}
    return Child(
        id=ChildId(f"C{n:02}"),
        family=FamilyId(f"F{chance.randrange(children // 2)}") if chance.random() < 0.8 else None,
        team=chance.choice(TEAMS),
        statuses=frozenset(chance.sample(STATUSES, chance.choice((1, 1, 1, 2)))),
        events=near if chance.random() < 0.4 else {},
        recorded=EVERY_KIND,
        told=frozenset({Gap.DATE_OF_BIRTH}),
        date_of_birth=BORN,
        language=chance.choice(("", "Welsh")),
        is_out_of_area=chance.random() < 0.2,
        workers_in_year=chance.choice((None, 1, 2, 3)),
        is_holder_readable=chance.random() < 0.95,
    )


def _spells(chance: Random, kids: list[Child], staff: list[Worker]) -> Iterator[Spell]:
    for child in kids:
        if child.is_holder_readable and chance.random() < 0.85:
            start = DAY_0 - chance.choice((3, 100, 700)) * DAY
            yield Spell(child=child.id, worker=chance.choice(staff).id, start=start)
        if chance.random() < 0.2:
            worker = chance.choice(staff).id
            start, end = DAY_0 - 900 * DAY, DAY_0 - chance.choice((40, 200, 800)) * DAY
            yield Spell(child=child.id, worker=worker, start=start, end=end)
        if chance.random() < 0.2:
            yield Spell(
                child=child.id,
                worker=chance.choice(staff).id,
                start=DAY_0 - 50 * DAY,
                involvement=Involvement.CO_WORKER,
            )
