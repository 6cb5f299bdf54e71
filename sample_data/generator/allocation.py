"""Who holds whom: some children wait, the rest lie on their team's workers, not evenly."""

from __future__ import annotations

from datetime import date, timedelta

from sample_data.generator import days, loads
from sample_data.generator.chance import happens
from sample_data.generator.families import Maker
from sample_data.generator.records import Child, Holder, Worker
from sample_data.generator.staff import Team

Family = list[Child]

NO_WORKER, HIDDEN, UNREADABLE = 0.042, 0.02, 0.004
"""Shares of families that stand under nobody, under duty, team or manager, under an error."""

SPLIT = 0.05
CO_WORKED = 0.05
NEW_HOLDER = 0.07
LEFT_WITH_LEAVER = 2
WRONGLY_ADVISED = 0.3
UNPROTECTED = 4
"""Of so many newly qualified workers one gets children as anybody does."""
MOST_WAITING_SIBLINGS = 3
LONGEST_WAIT = 20

STATUTORY = frozenset({"registered", "proceedings", "looked_after"})
COORDINATED = frozenset({"care_and_support", "disabled"})


class Desk:
    """The manager's desk of one team: gives children out, and writes since when."""

    def __init__(self, team: Team, maker: Maker) -> None:
        self.team = team
        self.rng = maker.rng
        self.as_at = maker.as_at
        self._maker = maker

    def leave_waiting(
        self, family: Family, holder: Holder, wait: int, *, has_lost: bool | None = None
    ) -> None:
        """Give a family to nobody, to duty or to the team, for so many working days.

        A new case waits since its referral. Any other has lost its worker, or came to the team, on
        that day; ``has_lost`` says which, or chance. For PERSON it is under the manager's name.
        """
        since = days.working_days_before(self.as_at, wait)
        if has_lost is None:
            has_lost = happens(self.rng, 0.65)
        was_with_duty = happens(self.rng, 0.2)
        for child in family:
            child.holder = holder
            child.worker = self.team.managers[0] if holder is Holder.PERSON else None
            if child.statuses & {"referral", "assessment"}:
                self._maker.give_past(child, referred=since)
            elif has_lost:
                child.previous, child.previous_ended = self._somebody_else(child), since
            else:
                child.events["arrived_in_team"] = max(since, child.events["referral"])
                if was_with_duty:
                    child.previous_is_duty, child.previous_ended = True, since
            if holder is not Holder.NOBODY:
                child.allocated = max(since, child.events["referral"])

    def leave_with(self, family: Family, worker: Worker) -> None:
        """Let a family stand under a name, since long ago."""
        for child in family:
            child.holder, child.worker = Holder.PERSON, worker
            child.allocated = self._long_ago(child)

    def date_spells(self, family: Family) -> None:
        """Decide since when whoever comes to hold this family has it: new ones weigh more."""
        is_new = happens(self.rng, NEW_HOLDER)
        recent = self.as_at - timedelta(days=self.rng.randint(1, 20))
        for child in family:
            child.allocated = self._long_ago(child)
            if is_new and recent > child.events["referral"] + timedelta(days=4):
                child.allocated = recent
                child.previous = self._somebody_else(child)
                child.previous_ended = recent - timedelta(days=self.rng.choice((0, 1, 3)))
                child.workers_in_year = self.rng.choice((2, 2, 3, 4))

    def give(self, family: Family, worker: Worker) -> None:
        """Let a worker hold a family whose spells are dated."""
        for child in family:
            child.holder, child.worker = Holder.PERSON, worker
            child.workers_in_year = child.workers_in_year or 1
            if child.previous is worker:
                child.previous = child.previous_ended = None

    def co_work(self, families: list[Family], share: float, helpers: list[Worker]) -> None:
        """Add one of these as a second worker to some, most often where the first is new."""
        for family in families:
            child = family[0]
            if child.holder is not Holder.PERSON or child.out_of_area or child.worker is None:
                continue
            if self.rng.random() > share * (3 if child.worker.is_newly_qualified else 1):
                continue
            holders = {sibling.worker.id for sibling in family if sibling.worker is not None}
            free = [worker for worker in helpers if worker.id not in holders]
            if free:
                child.co_worker = self.rng.choice(free)

    def _long_ago(self, child: Child) -> date:
        """Within days of a new referral, or later if the worker changed since."""
        referred = child.events["referral"]
        longest = (self.as_at - referred).days - loads.NEW_FOR_DAYS - 1
        later = self.rng.randint(1, longest) if longest > LONGEST_WAIT else self.rng.randint(0, 3)
        return min(referred + timedelta(days=later), self.as_at)

    def _somebody_else(self, child: Child) -> Worker:
        others = [*self.team.former, *self.team.former]
        others += [
            worker
            for worker in self.team.workers
            if worker is not child.worker and (worker.started or self.as_at) < self.as_at
        ]
        return self.rng.choice(others)


def allocate(desk: Desk, families: list[Family]) -> None:
    """Give out the families of an ordinary team."""
    team, rng = desk.team, desk.rng
    held = []
    leavers_left = {worker.id: LEFT_WITH_LEAVER for worker in team.leavers}
    for family in families:
        chance = rng.random() if len(family) <= MOST_WAITING_SIBLINGS else 1.0
        wait = rng.randint(1, LONGEST_WAIT)
        if chance < NO_WORKER:
            desk.leave_waiting(family, Holder.NOBODY, wait)
        elif chance < NO_WORKER + HIDDEN:
            hidden = rng.choice((Holder.DUTY, Holder.DUTY, Holder.TEAM, Holder.PERSON))
            desk.leave_waiting(family, hidden, wait)
        elif chance < NO_WORKER + HIDDEN + UNREADABLE and "registered" not in family[0].statuses:
            for child in family:
                child.holder = Holder.UNREADABLE
        elif _is_for_leaver(family) and any(leavers_left.values()) and happens(rng, 0.2):
            leaver = next(worker for worker in team.leavers if leavers_left[worker.id])
            leavers_left[leaver.id] -= 1
            desk.leave_with(family, leaver)
        else:
            held.append(family)
    _spread(desk, held)
    helpers = [
        worker
        for worker in team.workers
        if not worker.is_newly_qualified and loads.capacity(worker, desk.as_at) > 0
    ]
    desk.co_work(held, CO_WORKED, helpers)


def _is_for_leaver(family: Family) -> bool:
    return not any(child.statuses & {"referral", "care_leaver"} for child in family)


def _spread(desk: Desk, families: list[Family]) -> None:
    """Give each family to whoever has most room for it, by appetites that differ."""
    rng, as_at = desk.rng, desk.as_at
    people = [*desk.team.workers, *desk.team.unlisted]
    room = {worker.id: _appetite(desk, worker) for worker in people}
    load = dict.fromkeys(room, 0.0)
    order = sorted(families, key=len, reverse=True)
    for family in order:
        desk.date_spells(family)
        parts = [family]
        if len(family) > 1 and happens(rng, SPLIT):
            parts = [family[:-1], family[-1:]]
        for part in parts:
            fits = [worker for worker in people if room[worker.id] > 0 and _may(worker, part)]
            worker = min(fits, key=lambda one: (load[one.id] + 4) / room[one.id])
            load[worker.id] += loads.family_points(part, as_at)
            desk.give(part, worker)
    _advise_wrongly(desk, families)


def _appetite(desk: Desk, worker: Worker) -> float:
    """Points that somebody comes to hold, more or less: their room, and how often they say yes."""
    rng = desk.rng
    share = {
        "Personal Adviser": 0.6,
        "Support Worker": 0.5,
        "Student Social Worker": 0.3,
        "Family Time Coordinator": 0.1,
    }.get(worker.role, 1.0)
    if not worker.is_listed:
        share = 0.25
    if worker.started is not None and worker.started > desk.as_at:
        return 0.0
    room = loads.capacity(worker, desk.as_at)
    if loads.is_long_away(worker, desk.as_at):
        room, share = 85.0 * (worker.fte or 1.0), 0.45
    return room * share * float(rng.lognormvariate(0, 0.2))


def _may(worker: Worker, family: Family) -> bool:
    """Whether a manager would give this family to this worker."""
    if worker.is_adviser:
        return all(child.statuses == {"care_leaver"} for child in family)
    if worker.role == "Support Worker":
        return not any(child.statuses & STATUTORY for child in family)
    if worker.role == "Student Social Worker":
        return not any(child.statuses & {"registered", "proceedings"} for child in family)
    if worker.role == "Family Time Coordinator":
        return all(child.statuses <= COORDINATED for child in family)
    if worker.is_newly_qualified and int(worker.id[2:]) % UNPROTECTED:
        return not any(child.statuses & {"registered", "proceedings"} for child in family)
    return True


def _advise_wrongly(desk: Desk, families: list[Family]) -> None:
    """Now and then a child who is no care leaver stands under a personal adviser."""
    advisers = [worker for worker in desk.team.workers if worker.is_adviser]
    alone = [family for family in families if len(family) == 1]
    chosen = next((one for one in alone if one[0].statuses == {"looked_after"}), None)
    if advisers and chosen is not None and happens(desk.rng, WRONGLY_ADVISED):
        desk.leave_with(chosen, advisers[0])
