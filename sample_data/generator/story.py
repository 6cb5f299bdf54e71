"""The one team that people see first: its staff and loads are set so that they tell a story.

One worker at about 130 %, one at about 118 %; one who looks fine by count and is not by points, one
the other way round; two with room; a newly qualified one near the protected limit; one who fell ill
last week; a leaver under whose name children still stand.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sample_data.generator import loads
from sample_data.generator.allocation import Desk, Family
from sample_data.generator.histories import Pace
from sample_data.generator.records import Holder, Worker
from sample_data.generator.staff import Hiring, Team

TEAM_NAME = "Family Support and Safeguarding Team"

SHARES = {
    "referral": 4.5,
    "assessment": 18,
    "care_and_support": 31,
    "registered": 11.5,
    "proceedings": 2.5,
    "looked_after": 22.5,
    "care_leaver": 5.5,
    "disabled": 3.5,
    "privately_fostered": 0.7,
}

PACE = Pace(in_time=72.0, due_soon=14.5, late=13.5)
"""A small team is seen at once, so that more of its duties than usual are near or late."""

CO_WORKED = 0.05

WAITS = (
    ("registered", Holder.NOBODY, 1),
    ("assessment", Holder.NOBODY, 3),
    ("assessment", Holder.NOBODY, 8),
    ("care_and_support", Holder.NOBODY, 12),
    ("care_and_support", Holder.NOBODY, 19),
    ("assessment", Holder.DUTY, 5),
    ("referral", Holder.DUTY, 2),
    ("assessment", Holder.TEAM, 6),
    ("care_and_support", Holder.PERSON, 15),
)
"""Who waits, under what (PERSON: the manager), for how many working days: one child each."""

LEFT_BEHIND = ("registered", "care_and_support", "looked_after")
"""The children under the name of a worker who has left."""

MISREAD = ("looked_after",)
"""The child whose worker's cell is an error."""

ALONE = (*(status for status, _, _ in WAITS), *LEFT_BEHIND, *MISREAD)
"""Families of one child that the story needs."""

FINE = 9.0
"""Points short of the target from which families are chosen for how well they fill the rest."""

MOST_SIBLINGS = 2
"""How large a family may be for whoever has few children and many points."""

SLACK = 0.6
"""Points by which the target may be passed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What one worker is to carry: up to this utilisation, of such families, best ones first."""

    worker: Worker
    target: float
    may: Callable[[Family], bool]
    rank: Callable[[Family], float] = len
    capacity: float | None = None


def _have(*statuses: str) -> Callable[[Family], bool]:
    return lambda family: all(child.statuses <= set(statuses) for child in family)


def story_team(hiring: Hiring, children: int) -> tuple[Team, list[Load]]:
    """The team's people, and what each is to carry."""
    team = Team(name=TEAM_NAME, kind=-1, shares=SHARES, children=children)
    team.managers.append(hiring.manager(TEAM_NAME))
    most = hiring.worker(TEAM_NAME, "Senior Social Worker", "Sioned Hughes")
    second = hiring.worker(TEAM_NAME)
    heavy_cases = hiring.worker(TEAM_NAME)
    heavy_cases.is_agency = True
    heavy_cases.started = hiring.ago(150)
    many_children = hiring.worker(TEAM_NAME)
    adviser = hiring.worker(TEAM_NAME, "Personal Adviser")
    adviser.fte = 0.5
    newly = hiring.worker(TEAM_NAME)
    newly.is_newly_qualified = True
    newly.started = hiring.ago(140)
    away = hiring.worker(TEAM_NAME)
    away.absent_from, away.absence_reason = hiring.ago(9), "Sickness"
    support = hiring.worker(TEAM_NAME, "Support Worker")
    support.fte = 0.6
    with_room = hiring.worker(TEAM_NAME)
    with_room.speaks_welsh = True
    part_time = hiring.worker(TEAM_NAME)
    part_time.fte = 0.8
    part_time.reduction, part_time.reduction_reason = 0.1, "Lead for practice education"
    part_time.reduction_from = hiring.ago(80)
    support.leaves = hiring.ago(-11)
    adviser.absent_from, adviser.absent_to = hiring.ago(-10), hiring.ago(-14)
    adviser.absence_reason = "Annual leave"
    team.workers = [
        most,
        second,
        heavy_cases,
        many_children,
        adviser,
        newly,
        away,
        support,
        with_room,
        part_time,
    ]
    team.leavers.append(hiring.leaver(TEAM_NAME, 7))
    team.former = [hiring.former(TEAM_NAME) for _ in range(3)]
    light = _have("care_and_support", "care_leaver", "disabled", "looked_after")
    plan = [
        Load(worker=adviser, target=0.45, may=_have("care_leaver")),
        Load(worker=support, target=0.4, may=_have("care_and_support", "disabled", "assessment")),
        Load(
            worker=heavy_cases,
            target=1.12,
            may=lambda family: len(family) <= MOST_SIBLINGS,
            rank=lambda family: _heaviest(family, hiring),
        ),
        Load(worker=many_children, target=0.89, may=light, rank=lambda f: _lightest(f, hiring)),
        Load(
            worker=newly,
            target=0.975,
            may=_have("referral", "assessment", "care_and_support", "looked_after"),
            rank=lambda _: 0.0,
        ),
        Load(worker=most, target=1.31, may=lambda _: True, rank=lambda _: 0.0),
        Load(worker=second, target=1.18, may=lambda _: True, rank=lambda _: 0.0),
        Load(worker=away, target=0.45, may=lambda _: True, rank=lambda _: 0.0, capacity=85.0),
    ]
    return team, plan


def _heaviest(family: Family, hiring: Hiring) -> float:
    """Few children for many points."""
    return loads.family_points(family, hiring.as_at) / len(family)


def _lightest(family: Family, hiring: Hiring) -> float:
    """Many children for few points: large families of settled cases."""
    return -_heaviest(family, hiring)


def tell(desk: Desk, families: list[Family], plan: list[Load]) -> None:
    """Give out the families so that the story comes true; what is left goes to those with room."""
    free = list(families)
    for status, holder, wait in WAITS:
        desk.leave_waiting(_take(free, status), holder, wait, has_lost=True)
    for status in LEFT_BEHIND:
        desk.leave_with(_take(free, status), desk.team.leavers[0])
    for status in MISREAD:
        for child in _take(free, status):
            child.holder = Holder.UNREADABLE
    for family in free:
        desk.date_spells(family)
    for load in plan:
        _fill(desk, load, free)
    given = {load.worker.id for load in plan}
    rest = [worker for worker in desk.team.workers if worker.id not in given]
    held = dict.fromkeys((worker.id for worker in rest), 0.0)
    for family in sorted(free, key=len, reverse=True):
        worker = min(rest, key=lambda one: held[one.id] / loads.capacity(one, desk.as_at))
        held[worker.id] += loads.family_points(family, desk.as_at)
        desk.give(family, worker)
    desk.co_work(families, CO_WORKED, rest)


def _take(free: list[Family], status: str) -> Family:
    """Take a family of one child with this status out of those that are free."""
    found = next(one for one in free if len(one) == 1 and status in one[0].statuses)
    free.remove(found)
    return found


def _fill(desk: Desk, load: Load, free: list[Family]) -> None:
    """Give families until the target is met, the last few chosen to come close to it."""
    as_at = desk.as_at
    aim = load.target * (load.capacity or loads.capacity(load.worker, as_at))
    fitting = sorted((family for family in free if load.may(family)), key=load.rank, reverse=True)
    left = aim
    for family in fitting:
        weight = loads.family_points(family, as_at)
        if left >= FINE and weight <= left:
            left -= weight
            _hand_over(desk, family, load.worker, free)
    while True:
        rest = [family for family in fitting if family in free]
        close = [one for one in rest if loads.family_points(one, as_at) <= left + SLACK]
        if not close:
            return
        family = max(close, key=lambda one: loads.family_points(one, as_at))
        left -= loads.family_points(family, as_at)
        _hand_over(desk, family, load.worker, free)


def _hand_over(desk: Desk, family: Family, worker: Worker, free: list[Family]) -> None:
    free.remove(family)
    desk.give(family, worker)
