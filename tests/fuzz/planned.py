"""A plan told again, plainly: who is where after a list of decisions, without the product's plan.

`Told` is what a manager would write on a sheet of paper: it is never asked of the product. It gives
the import as it would be if everything that was decided had been done (`done`), which the product
is then asked about without any plan.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from allocation_app.domain.people import (
    Absence,
    Child,
    ChildId,
    FamilyId,
    Hours,
    Involvement,
    Role,
    Spell,
    Status,
    Worker,
    WorkerId,
)
from allocation_app.domain.snapshot import Snapshot, Source

AS_AT = date(2026, 11, 20)
LONG_AGO = date(2025, 1, 6)
DAY = timedelta(days=1)
STATUSES = (
    Status.CARE_AND_SUPPORT,
    Status.REGISTERED,
    Status.LOOKED_AFTER,
    Status.UNKNOWN,
    Status.PROCEEDINGS,
)


def a_team() -> Snapshot:
    """Six workers, a duty tray and a leaver; eighteen children in nine families, four waiting."""
    roles = {"D": Role.DUTY, "A": Role.PERSONAL_ADVISER}
    staff = [
        Worker(
            id=WorkerId(name),
            name=f"Worker {name}",
            role=roles.get(name, Role.SOCIAL_WORKER),
            fte=None if name == "W5" else 0.6 if name == "W2" else 1.0,
            is_newly_qualified=name == "W3",
            is_listed=True,
            last_day=AS_AT - 3 * DAY if name == "L" else None,
            absences=(Absence(start=AS_AT - 40 * DAY),) if name == "W4" else (),
        )
        for name in ("W1", "W2", "W3", "W4", "W5", "A", "D", "L")
    ]
    children = [
        Child(
            id=ChildId(f"C{n:02}"),
            name=f"Child Number{n}",
            family=FamilyId(f"F{n // 2}"),
            statuses=frozenset({STATUSES[n % len(STATUSES)]}),
            is_out_of_area=n % 7 == 0,
            workers_in_year=n % 5,
        )
        for n in range(18)
    ]
    with_whom = ["W1"] * 5 + ["W2"] * 3 + ["W3", "W4", "W4", "W5", "D", "L"]
    spells = [
        Spell(child=child.id, worker=WorkerId(worker), start=LONG_AGO + n * DAY)
        for n, (child, worker) in enumerate(zip(children, with_whom, strict=False))
    ]
    beside = Spell(
        child=children[0].id,
        worker=WorkerId("W5"),
        start=LONG_AGO,
        involvement=Involvement.CO_WORKER,
    )
    return Snapshot(
        as_at=AS_AT,
        children={child.id: child for child in children},
        workers={worker.id: worker for worker in staff},
        spells=(*spells, beside),
        sources=(Source(name="team.xlsx", sha256="0" * 64),),
    )


@dataclass(frozen=True, kw_only=True)
class Told:
    """What was decided: to whom, since when, and what becomes of the staff."""

    to: dict[ChildId, tuple[WorkerId | None, date]] = field(default_factory=dict)
    beside: dict[tuple[ChildId, WorkerId], tuple[bool, date]] = field(default_factory=dict)
    last_days: dict[WorkerId, date] = field(default_factory=dict)
    away: dict[tuple[WorkerId, date], date | None] = field(default_factory=dict)
    back: dict[WorkerId, date] = field(default_factory=dict)
    hours: dict[tuple[WorkerId, date], float] = field(default_factory=dict)
    joined: dict[WorkerId, tuple[date, float]] = field(default_factory=dict)

    def without(self, worker: WorkerId) -> Told:
        """What is left if somebody does not join: nothing is given to them either."""
        return replace(
            self,
            to={child: given for child, given in self.to.items() if given[0] != worker},
            beside={key: given for key, given in self.beside.items() if key[1] != worker},
            last_days={key: day for key, day in self.last_days.items() if key != worker},
            away={key: day for key, day in self.away.items() if key[0] != worker},
            back={key: day for key, day in self.back.items() if key != worker},
            hours={key: fte for key, fte in self.hours.items() if key[0] != worker},
            joined={key: given for key, given in self.joined.items() if key != worker},
        )

    def holder(self, child: ChildId, snapshot: Snapshot) -> WorkerId | None:
        """Under whose name a child stands."""
        if child in self.to:
            return self.to[child][0]
        held = [each for each in snapshot.spells if each.involvement is Involvement.CASE_HOLDER]
        return next((each.worker for each in held if each.child == child), None)

    def by(self, day: date) -> Told:
        """What is done by this day: on that of the import everything is taken as done."""
        if day == AS_AT:
            return self
        return replace(
            self,
            to={child: given for child, given in self.to.items() if given[1] <= day},
            beside={key: given for key, given in self.beside.items() if given[1] <= day},
        )

    def done(self, snapshot: Snapshot) -> Snapshot:
        """The import as it would read if all of it had been done."""
        workers = dict(snapshot.workers)
        for worker, (day, fte) in self.joined.items():
            workers[worker] = Worker(
                id=worker,
                name=str(worker),
                role=Role.SOCIAL_WORKER,
                fte=fte,
                is_listed=True,
                first_day=day,
            )
        workers = {worker: self._staffed(each) for worker, each in workers.items()}
        return replace(
            snapshot,
            workers=workers,
            spells=tuple(self._spells(snapshot)),
            sources=(Source(name="done.xlsx", sha256="1" * 64),),
        )

    def _staffed(self, worker: Worker) -> Worker:
        own = sorted((start, end) for (who, start), end in self.away.items() if who == worker.id)
        absences = (*worker.absences, *(Absence(start=start, end=end) for start, end in own))
        back = self.back.get(worker.id)
        if back is not None:
            absences = tuple(
                replace(each, end=back - DAY)
                if each.start < back and (each.end is None or each.end >= back)
                else each
                for each in absences
                if each.start != back
            )
        changed = sorted((day, fte) for (who, day), fte in self.hours.items() if who == worker.id)
        return replace(
            worker,
            last_day=self.last_days.get(worker.id, worker.last_day),
            absences=absences,
            hours=tuple(Hours(start=day, fte=fte) for day, fte in changed),
        )

    def _spells(self, snapshot: Snapshot) -> list[Spell]:
        kept: list[Spell] = []
        for spell in snapshot.spells:
            if spell.involvement is Involvement.CO_WORKER:
                if (spell.child, spell.worker) not in self.beside:
                    kept.append(spell)
            elif self.holder(spell.child, snapshot) == spell.worker:
                kept.append(spell)
        has_kept = {each.child for each in kept if each.involvement is Involvement.CASE_HOLDER}
        for child, (worker, day) in self.to.items():
            if worker is not None and child not in has_kept:
                kept.append(Spell(child=child, worker=worker, start=day))
        for (child, worker), (is_end, day) in self.beside.items():
            if not is_end:
                co_work = Involvement.CO_WORKER
                kept.append(Spell(child=child, worker=worker, start=day, involvement=co_work))
        return kept
