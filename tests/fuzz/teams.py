"""Random teams as a Monday morning brings them, with requests of every kind: one a number.

Everything that a suggestion has to keep to is met with here: families whole and split, pins, marks,
absences, leavers, joiners and moves that are staged, co-workers, odd hours, roles that hold some
children and not others, and workers of whom nobody can tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from allocation_app import settings
from allocation_app.domain.effects import Measured
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
from allocation_app.domain.plan import Mark, MarkKind, Move, Pin, Plan
from allocation_app.domain.policy import Policy
from allocation_app.domain.proposal import KEPT_RULES, Ask, Request
from allocation_app.domain.snapshot import Snapshot, Source
from allocation_app.domain.staffing import Joiner, StaffChange, StaffChangeKind

AS_AT = date(2026, 11, 20)
DAY = timedelta(days=1)
LONG_AGO = date(2025, 1, 6)
ROLES = (
    *[Role.SOCIAL_WORKER] * 9,
    Role.SENIOR_SOCIAL_WORKER,
    Role.SENIOR_SOCIAL_WORKER,
    Role.PERSONAL_ADVISER,
    Role.SUPPORT_WORKER,
    Role.STUDENT,
    Role.MANAGER,
    Role.DUTY,
    None,
)
STATUSES = (
    *[Status.CARE_AND_SUPPORT] * 4,
    Status.ASSESSMENT,
    Status.REGISTERED,
    Status.REGISTERED,
    Status.LOOKED_AFTER,
    Status.PROCEEDINGS,
    Status.CARE_LEAVER,
    Status.DISABLED,
    Status.UNKNOWN,
)
TEAMS = (TeamId("T1"), TeamId("T2"))
POLICY, RULES, CALENDAR = settings.policy(), settings.rule_set(), settings.calendar()
SMALL_POSTS = replace(POLICY, points_full_time=30.0, points_stable=4.0)
"""A post that a few children fill, so that limits bind in a team that fits on paper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One team with what is asked for it."""

    plan: Plan
    request: Request
    by: Measured
    number: int


def a_case(number: int, *, families: int = 6, workers: int = 5) -> Case:
    """The case of this number, always the same, with at most so many families and workers."""
    draw = Random(f"team {number}")  # noqa: S311 - to be had again, not to be secret
    policy: Policy = draw.choice((POLICY, SMALL_POSTS, SMALL_POSTS))
    small = draw.random() < 0.15
    least = (1, 1) if small else (min(3, families), min(3, workers))
    sizes = draw.randint(least[0], families), draw.randint(least[1], workers)
    snapshot = _snapshot(draw, *sizes)
    plan = _planned(draw, Plan(snapshot=snapshot))
    by = Measured(policy=policy, rules=RULES, calendar=CALENDAR)
    return Case(plan=plan, request=a_request(draw, plan), by=by, number=number)


def _snapshot(draw: Random, families: int, workers: int) -> Snapshot:
    has_teams = draw.random() < 0.3
    staff = [_worker(draw, f"W{n}", has_teams=has_teams) for n in range(workers)]
    children = [
        _child(draw, f"C{family}{n}", family, has_teams=has_teams)
        for family in range(families)
        for n in range(draw.choice((1, 1, 2, 2, 3)))
    ]
    return Snapshot(
        as_at=AS_AT,
        children={child.id: child for child in children},
        workers={worker.id: worker for worker in staff},
        teams={team: Team(id=team, name=str(team)) for team in TEAMS} if has_teams else {},
        spells=tuple(_spells(draw, children, staff)),
        sources=(Source(name="team.xlsx", sha256=f"{draw.getrandbits(128):064x}"),),
    )


def _often(draw: Random, share: float) -> bool:
    return draw.random() < share


def _worker(draw: Random, name: str, *, has_teams: bool) -> Worker:
    last = draw.choice((-3, 10, 40, 200))
    away = draw.choice(((-40, None), (-3, 5), (10, 90), (-20, 20), (45, None)))
    start, end = (None if n is None else AS_AT + n * DAY for n in away)
    assert start is not None
    return Worker(
        id=WorkerId(name),
        name=f"Worker {name}",
        role=draw.choice(ROLES),
        team=draw.choice((*TEAMS, TEAMS[0], None)) if has_teams else None,
        fte=draw.choice((1.0, 1.0, 1.0, 1.0, 0.8, 0.6, 0.5, 0.37, None, 0.0)),
        is_newly_qualified=_often(draw, 0.15),
        is_listed=not _often(draw, 0.05),
        first_day=AS_AT + draw.choice((-90, 10)) * DAY if _often(draw, 0.08) else None,
        last_day=AS_AT + last * DAY if _often(draw, 0.15) else None,
        absences=(Absence(start=start, end=end),) if _often(draw, 0.15) else (),
        reductions=(Reduction(share=draw.choice((0.2, 0.5, 1.0))),) if _often(draw, 0.1) else (),
        languages=frozenset({"Welsh"}) if _often(draw, 0.15) else frozenset(),
    )


def _child(draw: Random, name: str, family: int, *, has_teams: bool) -> Child:
    statuses = {draw.choice(STATUSES)} | ({draw.choice(STATUSES)} if _often(draw, 0.1) else set())
    events: dict[EventKind, date] = {}
    if _often(draw, 0.15):
        events[EventKind.COURT_HEARING] = AS_AT + draw.choice((-20, -5, 3, 14, 15, 40)) * DAY
    if Status.LOOKED_AFTER in statuses and _often(draw, 0.5):
        events[EventKind.LOOKED_AFTER_START] = AS_AT - draw.choice((500, 900)) * DAY
    return Child(
        id=ChildId(name),
        name=f"Child {name}",
        date_of_birth=date(2015, 5, 1),
        family=FamilyId(f"F{family}"),
        team=draw.choice((*TEAMS, TEAMS[0])) if has_teams else None,
        statuses=frozenset(statuses),
        events=events,
        recorded=frozenset(events),
        is_out_of_area=_often(draw, 0.1),
        workers_in_year=draw.choice((None, None, 0, 1, 1, 2, 3)),
        language="Welsh" if _often(draw, 0.1) else "",
    )


def _spells(draw: Random, children: Sequence[Child], staff: Sequence[Worker]) -> Iterator[Spell]:
    """Families mostly whole, some split, some waiting; former workers and co-workers."""
    ids = [worker.id for worker in staff]
    crowded = ids[: max(1, len(ids) // 2)]  # some carry more than others
    whole = {key: draw.choice(crowded if _often(draw, 0.5) else ids) for key in _families(children)}
    left_waiting = {key: _often(draw, 0.2) for key in whole}
    for child in children:
        key = child.family_key
        if left_waiting[key] or _often(draw, 0.12):
            continue
        worker = draw.choice(ids) if _often(draw, 0.15) else whole[key]
        start = AS_AT - 10 * DAY if _often(draw, 0.15) else LONG_AGO
        yield Spell(child=child.id, worker=worker, start=start)
        if _often(draw, 0.1):
            former = draw.choice(ids)
            yield Spell(child=child.id, worker=former, start=LONG_AGO, end=AS_AT - 100 * DAY)
        if _often(draw, 0.1):
            beside = draw.choice(ids)
            co_work = Involvement.CO_WORKER
            yield Spell(child=child.id, worker=beside, start=LONG_AGO, involvement=co_work)


def _families(children: Sequence[Child]) -> list[str]:
    return sorted({child.family_key for child in children})


def _planned(draw: Random, plan: Plan) -> Plan:
    """What a manager has staged, pinned and marked before anything is asked for."""
    plan = replace(plan, snapshot=_unread(draw, plan.snapshot))
    children, staff = sorted(plan.snapshot.children), sorted(plan.snapshot.workers)
    if _often(draw, 0.25):
        day = AS_AT + draw.choice((-5, 5, 25)) * DAY
        joiner = Joiner(
            name="New Worker", fte=draw.choice((1.0, 0.5)), is_newly_qualified=_often(draw, 0.3)
        )
        new = StaffChange(kind=StaffChangeKind.JOINS, worker=WorkerId("N1"), day=day, joiner=joiner)
        plan = plan.with_step(new)
    if _often(draw, 0.15):
        day, who = AS_AT + draw.choice((0, 12)) * DAY, draw.choice(staff)
        plan = plan.with_step(StaffChange(kind=StaffChangeKind.LEAVES, worker=who, day=day))
    if _often(draw, 0.1):
        day, who = AS_AT + draw.choice((-2, 12)) * DAY, draw.choice(staff)
        plan = plan.with_step(StaffChange(kind=StaffChangeKind.AWAY, worker=who, day=day))
    for child in children:
        if _often(draw, 0.07):
            until = draw.choice((None, AS_AT + 5 * DAY, AS_AT - DAY))
            plan = plan.with_pin(Pin(child=child, until=until))
        if _often(draw, 0.05):
            held = {each.worker for each in plan.snapshot.spells if each.child == child}
            others = [who for who in staff if who not in held]
            to = draw.choice([*others, None])
            effective = draw.choice((None, None, AS_AT + 5 * DAY, AS_AT + 30 * DAY))
            plan = plan.with_move(Move(child=child, to=to, effective=effective))
        if _often(draw, 0.08):
            mark = Mark(kind=MarkKind.MUST_NOT, child=child, worker=draw.choice(staff))
            plan = plan.with_mark(mark)
        if _often(draw, 0.08) and len(children) > 1:
            other = draw.choice([each for each in children if each != child])
            kind = draw.choice((MarkKind.KEEP_APART, MarkKind.KEEP_TOGETHER))
            plan = plan.with_mark(Mark(kind=kind, child=child, other=other))
    pinned = tuple(child for child in children if _often(draw, 0.1))
    return replace(plan, unpinned=pinned)


def _unread(draw: Random, snapshot: Snapshot) -> Snapshot:
    """Now and then a cell that names a worker can't be read."""
    held = {each.child for each in snapshot.spells}
    doubtful = [child for child in snapshot.children.values() if child.id not in held]
    children = dict(snapshot.children)
    for child in doubtful:
        if _often(draw, 0.15):
            children[child.id] = replace(child, is_holder_readable=False)
    return replace(snapshot, children=children)


def a_request(draw: Random, plan: Plan) -> Request:
    """Something that a manager could ask for in this team."""
    ask = draw.choice((Ask.PLACE, Ask.REBALANCE, Ask.REBALANCE, Ask.SAFE))
    children, staff = sorted(plan.snapshot.children), sorted(plan.snapshot.workers)
    named: tuple[ChildId, ...] = ()
    if ask is Ask.PLACE and _often(draw, 0.3):
        named = tuple(draw.sample(children, min(len(children), draw.randint(1, 4))))
    among = None
    if _often(draw, 0.12):
        among = frozenset(draw.sample(staff, draw.randint(1, len(staff))))
    return Request(
        ask=ask,
        max_moves=draw.choice((0, 1, 2, 3, 5)) if ask is Ask.REBALANCE else None,
        children=named,
        among=among,
        team=draw.choice((None, TEAMS[0])) if plan.snapshot.teams else None,
        day=draw.choice((None, None, None, AS_AT + 6 * DAY, AS_AT + 30 * DAY)),
        limit=draw.choice((0.5, 0.8, 1.0, 1.2)) if _often(draw, 0.3) else None,
        is_no_one_worse=_often(draw, 0.12),
        set_aside=frozenset(rule for rule in KEPT_RULES if _often(draw, 0.08)),
        seed=draw.choice((0, 0, 7)),
    )
