"""Makes up a service from a seed: its teams, and the children of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from sample_data.generator.allocation import Desk, allocate
from sample_data.generator.families import Maker, Numbers
from sample_data.generator.further import Colleagues, add_further, supervise
from sample_data.generator.histories import Pace
from sample_data.generator.records import Child, Worker
from sample_data.generator.slips import slip
from sample_data.generator.staff import KINDS, Hiring, Team, staffed_teams
from sample_data.generator.story import ALONE, PACE, Load, story_team, tell


@dataclass(frozen=True, slots=True)
class Size:
    """How many open children, workers in post and teams a set has."""

    children: int
    workers: int
    teams: int


SIZES = {
    "team": Size(150, 10, 1),
    "service": Size(600, 40, 5),
    "council": Size(2_500, 170, 20),
    "county": Size(12_000, 600, 45),
    "national": Size(420_000, 27_000, 3_000),
}

FIRST_CHILD, FIRST_FAMILY = 4_100_000, 20_000
CLOSED = 0.03
WITHOUT_FAMILY = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """The teams of a made-up service, and what is needed to make the children of each.

    ``key`` seeds whatever is added by a chance of its own.
    """

    teams: list[Team]
    plan: list[Load]
    maker: Maker
    key: str

    @property
    def is_small(self) -> bool:
        """Whether it is the one team whose loads are set."""
        return bool(self.plan)


def service(size: str, seed: int, as_at: date) -> Service:
    """The service of this seed, its children not yet made; raises KeyError for no known size."""
    wanted = SIZES[size]
    key = f"{size} {seed}"
    rng = Random(key)
    hiring = Hiring(rng, as_at)
    plan: list[Load] = []
    if wanted.teams == 1:
        team, plan = story_team(hiring, wanted.children)
        teams = [team]
    else:
        teams = staffed_teams(hiring, wanted.children, wanted.workers, wanted.teams)
    maker = Maker(
        rng=rng,
        as_at=as_at,
        child_ids=Numbers(rng, FIRST_CHILD),
        family_ids=Numbers(rng, FIRST_FAMILY),
        pace=PACE if plan else Pace(),
    )
    for team in teams:
        supervise(team.listed, key, as_at)
    return Service(teams=teams, plan=plan, maker=maker, key=key)


def children_of(team: Team, made: Service) -> list[Child]:
    """A team's children, held and waiting, and some whose case is closed; in the order of names."""
    maker, plan = made.maker, made.plan
    rng, as_at = maker.rng, maker.as_at
    families = maker.families(team.name, team.children, team.shares, ALONE if plan else ())
    desk = Desk(team, maker)
    if plan:
        tell(desk, families, plan)
    else:
        allocate(desk, families)
    children = [child for family in families for child in family]
    for family in families:
        if len(family) == 1 and rng.random() < WITHOUT_FAMILY:
            family[0].family = None
    closed = sum(rng.random() < CLOSED for _ in children)
    for family in maker.families(team.name, closed, {"care_and_support": 1}):
        worker = rng.choice(team.workers)
        desk.leave_with(family, worker)
        closed_on = as_at - timedelta(days=rng.randint(2, 60))
        for child in family:
            child.closed = closed_on
        children.extend(family)
    slip(children, rng, as_at, once_each=bool(plan))
    colleagues = Colleagues(workers=team.workers, advisers=_advisers(team, made.teams))
    add_further(children, colleagues, made.key, as_at, is_small=made.is_small)
    return sorted(children, key=lambda child: (child.surname, child.forename, child.id))


def _advisers(team: Team, teams: list[Team]) -> list[Worker]:
    """The personal advisers of a team; where it has none, those of the teams around it."""
    number = next(number for number, one in enumerate(teams) if one is team)
    place = number // len(KINDS) * len(KINDS)
    for some in ([team], teams[place : place + len(KINDS)], teams[: len(KINDS)]):
        found = [worker for one in some for worker in one.workers if worker.is_adviser]
        if found:
            return found
    return []


def who_can_hold(team: Team, children: list[Child]) -> list[Worker]:
    """Everybody on the list but managers, and whoever else holds or helps with a child."""
    met = {child.worker.id for child in children if child.worker and child.closed is None}
    return [*team.workers, *team.leavers, *(one for one in team.unlisted if one.id in met)]
