"""The people of each team: who they are, how much of a post they have, when they are away."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from sample_data.generator import people
from sample_data.generator.chance import happens, pick
from sample_data.generator.families import Shares
from sample_data.generator.records import Worker

PLACES = """
Derwen Onnen Celyn Bedwen Helyg Ysgawen Criafol Gwernen Masarn Cerddin Llwyfen Aethnen
Poplys Eithin Grug Rhedyn Briallu Cennin Meillion Eirlys
"""

KINDS: tuple[tuple[str, Shares], ...] = (
    ("Assessment Team", {"referral": 20, "assessment": 60, "care_and_support": 20}),
    (
        "Safeguarding Team",
        {
            "assessment": 12,
            "care_and_support": 46,
            "registered": 29,
            "proceedings": 8,
            "looked_after": 5,
        },
    ),
    (
        "Family Support Team",
        {
            "assessment": 15,
            "care_and_support": 46,
            "registered": 27,
            "proceedings": 7,
            "looked_after": 3,
            "privately_fostered": 2,
        },
    ),
    ("Children Looked After Team", {"care_and_support": 12, "looked_after": 88}),
    (
        "Disability and Leaving Care Team",
        {"care_and_support": 14, "looked_after": 36, "care_leaver": 30, "disabled": 20},
    ),
)
"""Teams in turn; five of them together have the shares of a whole service."""

PART_TIME: dict[float | None, float] = {0.5: 0.06, 0.6: 0.06, 0.8: 0.10, None: 0.01}
REDUCED = {0.05: 0.015, 0.1: 0.02, 0.2: 0.015, 0.5: 0.01}
"""Of all workers, how many have so much of a post, and so much less of it for cases."""

REDUCTION_REASONS = {
    0.05: "Lead for practice education",
    0.1: "Lead for practice education",
    0.2: "Trade union duties",
    0.5: "Phased return",
}

ABSENCES = {
    "Sickness, open": 0.02,
    "Sickness, over": 0.01,
    "Maternity": 0.02,
    "Maternity, soon": 0.01,
    "Annual leave": 0.03,
    "leaves soon": 0.03,
}
"""Of all workers, how many are away, or go."""

SPANS = {
    "Sickness, open": ((3, 90), (0, 0)),
    "Sickness, over": ((40, 60), (14, 30)),
    "Maternity": ((10, 120), (270, 270)),
    "Maternity, soon": ((-13, -2), (200, 300)),
    "Annual leave": ((0, 6), (6, 18)),
}
"""From how many days ago, for how many days; 0 where no return is planned."""

ADVISED_KIND, LEARNING_KIND = 4, 3
FIRST_WORKER = 1000


@dataclass(slots=True, kw_only=True)
class Team:
    """A team and its people.

    ``workers`` are in post and can hold cases. ``managers`` are on the staff list, as are
    ``leavers``, who have left and under whose names children still stand. ``unlisted`` hold
    children and are missing from the list; ``former`` are met only as previous workers.
    """

    name: str
    kind: int
    shares: Shares
    children: int
    workers: list[Worker] = field(default_factory=list)
    managers: list[Worker] = field(default_factory=list)
    leavers: list[Worker] = field(default_factory=list)
    unlisted: list[Worker] = field(default_factory=list)
    former: list[Worker] = field(default_factory=list)

    @property
    def listed(self) -> list[Worker]:
        """The team's part of the staff list."""
        return [*self.managers, *self.workers, *self.leavers]


class Hiring:
    """Makes workers one by one, with a name and an id of their own."""

    def __init__(self, rng: Random, as_at: date) -> None:
        self.rng = rng
        self.as_at = as_at
        self.names = people.Staff(rng)
        self._last = FIRST_WORKER

    def worker(self, team: str, role: str = "Social Worker", name: str = "") -> Worker:
        """Somebody in post, full time, who has been there for a while."""
        if name:
            self.names.take(name)
            forename, surname = name.split(" ", 1)
        else:
            forename, surname = self.names.name()
        self._last += 1
        return Worker(
            id=f"SW{self._last}",
            forename=forename,
            surname=surname,
            role=role,
            team=team,
            started=self.ago(self.rng.randint(400, 4000)),
            speaks_welsh=happens(self.rng, 0.22),
        )

    def ago(self, number: int) -> date:
        """So many days before the day of the report."""
        return self.as_at - timedelta(days=number)

    def former(self, team: str) -> Worker:
        """Somebody who left long ago, or whom nobody put on the list."""
        worker = self.worker(team)
        worker.is_listed = False
        worker.fte = None
        return worker

    def manager(self, team: str) -> Worker:
        """A team manager."""
        return self.worker(team, "Team Manager")

    def leaver(self, team: str, days_ago: int) -> Worker:
        """A social worker who has left, and is still on the list."""
        worker = self.worker(team)
        worker.leaves = self.ago(days_ago)
        return worker

    def vary(self, worker: Worker) -> None:
        """Make a post what posts are: part of one, new, agency, reduced, left soon, away."""
        rng = self.rng
        worker.fte = pick(rng, PART_TIME, 1.0)
        if worker.role == "Social Worker":
            kind = pick(rng, {"new": 0.12, "agency": 0.10, "to come": 0.02}, "")
            worker.is_newly_qualified = kind == "new"
            worker.is_agency = kind == "agency"
            if kind:
                first, last = {"new": (30, 330), "agency": (20, 500), "to come": (-20, -3)}[kind]
                worker.started = self.ago(rng.randint(first, last))
        self._reduce(worker)
        if not worker.is_adviser:
            self._send_away(worker)

    def _reduce(self, worker: Worker) -> None:
        rng = self.rng
        worker.reduction = pick(rng, REDUCED, 0.0) or None
        if worker.reduction is None:
            return
        worker.reduction_reason = REDUCTION_REASONS[worker.reduction]
        worker.reduction_from = self.ago(rng.randint(5, 200))
        if happens(rng, 0.5):
            worker.reduction_to = self.ago(rng.choice((-60, -21, 2)))

    def _send_away(self, worker: Worker) -> None:
        rng = self.rng
        reason = pick(rng, ABSENCES, "")
        if reason == "leaves soon":
            last_day = self.ago(-rng.randint(0, 14))
            is_to_come = worker.started is not None and worker.started > last_day
            worker.leaves = None if is_to_come else last_day
        elif reason:
            (first, last), (shortest, longest) = SPANS[reason]
            worker.absent_from = self.ago(rng.randint(first, last))
            worker.absence_reason = reason.split(",")[0]
            if longest:
                length = rng.randint(shortest, longest)
                worker.absent_to = worker.absent_from + timedelta(days=length)


def staffed_teams(hiring: Hiring, children: int, workers: int, teams: int) -> list[Team]:
    """Teams of several kinds that share out exactly these numbers."""
    found = []
    places = PLACES.split()
    for index in range(teams):
        kind, shares = KINDS[index % len(KINDS)]
        place, again = places[index // len(KINDS) % len(places)], index // len(KINDS) // len(places)
        name = f"{kind} {place}" + (f" {again + 1}" if again else "")
        posts = _part(workers, index, teams)
        number = _part(children, index, teams)
        team = Team(name=name, kind=index % len(KINDS), shares=shares, children=number)
        team.managers.append(hiring.manager(name))
        for post in range(posts):
            worker = hiring.worker(name, _role(team.kind, index, post, posts))
            hiring.vary(worker)
            team.workers.append(worker)
        if index % 3 == 0:
            team.leavers.append(hiring.leaver(name, hiring.rng.randint(3, 20)))
        if index % 5 == 1:
            team.unlisted.append(hiring.former(name))
        team.former.extend(hiring.former(name) for _ in range(2))
        found.append(team)
    return found


def _part(total: int, index: int, parts: int) -> int:
    return total * (index + 1) // parts - total * index // parts


def _role(kind: int, index: int, post: int, posts: int) -> str:
    if post == 0:
        return "Senior Social Worker"
    if kind == ADVISED_KIND and post >= posts - 2:
        return "Personal Adviser"
    if kind in {2, 3} and post == posts - 1:
        return "Student Social Worker" if kind == LEARNING_KIND else "Support Worker"
    if kind == 1 and index % 2 and post == posts - 1:
        return "Family Time Coordinator"
    return "Social Worker"
