"""Reviews to write workbooks of: a small team with every kind of child, and larger ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from allocation_app import settings
from allocation_app.domain.people import (
    Absence,
    Child,
    ChildId,
    EventKind,
    FamilyId,
    Involvement,
    Reduction,
    Role,
    Spell,
    Status,
    Team,
    TeamId,
    Worker,
    WorkerId,
)
from allocation_app.domain.plan import Plan
from allocation_app.domain.review import Review, review
from allocation_app.domain.snapshot import Snapshot, Source

AS_AT = date(2026, 5, 13)
TEAM = Team(id=TeamId("north"), name="North Team")
EVERYTHING = frozenset(EventKind)

WORKERS = (
    Worker(id=WorkerId("w1"), name="Sian Jones", role=Role.SENIOR_SOCIAL_WORKER, fte=1.0),
    Worker(
        id=WorkerId("w2"),
        name="Tom O'Brien [agency]",
        role=Role.SOCIAL_WORKER,
        fte=0.8,
        reductions=(Reduction(share=0.05, reason="lead role"),),
    ),
    Worker(
        id=WorkerId("w3"),
        name="Nia Rees",
        role=Role.SOCIAL_WORKER,
        fte=1.0,
        is_newly_qualified=True,
    ),
    Worker(id=WorkerId("w4"), name="Huw Pugh", role=Role.SOCIAL_WORKER),
    Worker(
        id=WorkerId("w5"),
        name="Gwen Ellis",
        role=Role.SOCIAL_WORKER,
        fte=1.0,
        last_day=AS_AT - timedelta(days=12),
    ),
    Worker(
        id=WorkerId("w6"),
        name="Alun Morris",
        role=Role.SOCIAL_WORKER,
        fte=1.0,
        absences=(Absence(start=AS_AT - timedelta(days=40)),),
    ),
    Worker(id=WorkerId("past"), name="Gone Before"),
    Worker(id=WorkerId("duty"), name="Duty", role=Role.DUTY),
    Worker(id=WorkerId("mgr"), name="Mair Lloyd", role=Role.MANAGER),
)
STATUSES = (
    {Status.CARE_AND_SUPPORT},
    {Status.REGISTERED},
    {Status.LOOKED_AFTER},
    {Status.REFERRAL},
    {Status.ASSESSMENT},
    {Status.REGISTERED, Status.LOOKED_AFTER},
    {Status.DISABLED},
    {Status.UNKNOWN},
)
HOLDERS = ("w1", "w1", "w1", "w2", "w2", "w3", "w1", "w4", "", "duty", "w5", "w6", "mgr", "w3", "?")


def a_child(number: int) -> Child:
    """The child with this number: statuses, families and dates go round in turns."""
    statuses = frozenset(STATUSES[number % len(STATUSES)])
    ago = timedelta(days=10 + number * 7 % 90)
    events = {
        EventKind.REFERRAL: AS_AT - ago - timedelta(days=60),
        EventKind.INITIAL_CONFERENCE: AS_AT - ago - timedelta(days=20),
        EventKind.REGISTERED: AS_AT - ago - timedelta(days=20),
        EventKind.CORE_GROUP: AS_AT - ago,
        EventKind.SEEN: AS_AT - ago,
        EventKind.LOOKED_AFTER_START: AS_AT - ago - timedelta(days=number * 9),
        EventKind.PLACEMENT_START: AS_AT - ago,
        EventKind.VISIT: AS_AT - timedelta(days=number % 50),
    }
    return Child(
        id=ChildId(f"{number:06}"),
        name=f"Child{number} Llewelyn-Davies",
        date_of_birth=AS_AT - timedelta(days=365 * (number % 16) + 30),
        family=FamilyId(f"F{number // 2:03}") if number % 5 else None,
        team=TEAM.id,
        statuses=statuses,
        status_text="=HYPERLINK(1)" if Status.UNKNOWN in statuses else "",
        events=events if number % 11 else {},
        recorded=EVERYTHING,
        is_holder_readable=HOLDERS[number % len(HOLDERS)] != "?",
        is_out_of_area=number % 9 == 0,
    )


def a_snapshot(children: int = 60, workers: tuple[Worker, ...] = WORKERS) -> Snapshot:
    """An import of so many children, shared out among the workers in turns."""
    everyone = {child.id: child for child in map(a_child, range(1, children + 1))}
    spells = [
        Spell(
            child=child,
            worker=WorkerId(holder),
            start=AS_AT - timedelta(days=int(child) * 5 % 200),
        )
        for child in everyone
        for holder in [HOLDERS[int(child) % len(HOLDERS)]]
        if holder not in {"", "?"}
    ]
    co_worked = [
        Spell(child=child, worker=WorkerId("w3"), involvement=Involvement.CO_WORKER)
        for child in list(everyone)[:2]
    ]
    past = [
        Spell(child=child, worker=WorkerId("past"), end=AS_AT - timedelta(days=90))
        for child in list(everyone)[:1]
    ]
    return Snapshot(
        as_at=AS_AT,
        children=everyone,
        workers={
            worker.id: replace(worker, team=TEAM.id, is_listed=worker.id != "past")
            for worker in workers
        },
        teams={TEAM.id: TEAM},
        spells=(*spells, *co_worked, *past),
        sources=(Source(name="caseload.xlsx", sha256="ab" * 32),),
    )


def a_review(snapshot: Snapshot | None = None) -> Review:
    """What the tool says of an import under the rules and weights that ship."""
    plan = Plan(snapshot=a_snapshot() if snapshot is None else snapshot)
    return review(plan, settings.policy(), settings.rule_set(), settings.calendar())
