"""Changes of staff in rows and choices: who can be asked about, on which days to look."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import count

from allocation_app.domain.ahead import dated_events, on_day, seen_on
from allocation_app.domain.caseloads import Caseloads, caseloads
from allocation_app.domain.people import Worker, WorkerId
from allocation_app.domain.plan import Plan, Step
from allocation_app.domain.policy import Band
from allocation_app.domain.review import Review
from allocation_app.domain.staffing import DAY, StaffChange, StaffChangeKind
from allocation_app.wording import staffing, terms
from allocation_app.wording.translate import tr
from ui.rows.meanings import Choice
from ui.rows.people import Shown, facts_on
from ui.table_model import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """A change of staff; ``counts_from`` is the day on which its effect is measured."""

    change: StaffChange
    worker: str
    what: str
    counts_from: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A day on which something of the plan happens, and what: for the list of days to look at."""

    day: date
    said: str


def change_rows(plan: Plan) -> tuple[ChangeRow, ...]:
    """The changes of staff by their day."""
    workers = plan.facts.workers
    found = (
        ChangeRow(
            change=change,
            worker=workers[change.worker].name,
            what=staffing.change(change),
            counts_from=seen_on(plan, change),
        )
        for change in plan.staffing
    )
    return tuple(sorted(found, key=lambda row: (row.counts_from, fold(row.worker))))


def days_to_look_at(plan: Plan) -> tuple[Dated, ...]:
    """Today, and every later day on which something of the plan takes hold."""
    return (
        Dated(day=plan.snapshot.as_at, said=tr("today")),
        *(
            Dated(day=day, said=_said(plan, day, steps))
            for day, steps in dated_events(plan).items()
        ),
    )


def _said(plan: Plan, day: date, steps: Iterable[Step]) -> str:
    """What takes hold on a day: each change of staff, and that children move."""
    workers, said = plan.facts.workers, []
    for step in steps:
        if not isinstance(step, StaffChange):
            said.append(tr("children change worker"))
            continue
        name = workers[step.worker].name
        is_back = step.until is not None and day > step.until
        what = StaffChangeKind.RETURNS if is_back else step.kind
        said.append(tr("{worker} {change}", worker=name, change=staffing.kind(what)))
    return ", ".join(dict.fromkeys(said))


def day_words(dated: Dated) -> str:
    """A day to look at: "Mon 14 Dec: Sioned Hughes leaves"."""
    return tr("{day}: {what}", day=terms.day(dated.day), what=dated.said)


def worker_choices(review: Review, shown: Shown, given: WorkerId | None) -> list[Choice]:
    """Who can leave, be away or change hours, by name; of the team that is shown."""
    holders = {worker.id for worker in review.caseloads.case_holders}
    found = [
        worker
        for worker in review.caseloads.snapshot.workers.values()
        if worker.id == given
        or (
            worker.is_person
            and shown.is_shown_worker(worker)
            and (worker.id in holders or review.caseloads.loads[worker.id].has_cases)
        )
    ]
    found.sort(key=lambda worker: fold(worker.name))
    return [Choice(value=worker.id, label=worker.name) for worker in found]


def new_worker(plan: Plan) -> WorkerId:
    """An identifier for who joins that nobody has."""
    known = plan.facts.workers
    return next(made for n in count(1) if (made := WorkerId(f"joiner-{n}")) not in known)


def why_not(worker: Worker, change: StaffChange, today: date) -> str:
    """Why this can't happen with this worker, empty where it can.

    A return ends an absence and makes none longer.
    """
    if worker.has_left(today):
        return tr("{worker} has left already.", worker=worker.name)
    if change.kind is not StaffChangeKind.RETURNS or any(
        each.covers(change.day) or each.end == change.day - DAY for each in worker.absences
    ):
        return ""
    ends = [each.end for each in worker.absences if each.end and today <= each.end < change.day]
    if not ends:
        return tr(
            "{worker} is not away, so there is nothing to come back from.", worker=worker.name
        )
    return tr(
        "{worker} is back by then: the last day away is {day}. A longer absence is one more time"
        " away.",
        worker=worker.name,
        day=terms.day(max(ends)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadRow:
    """A worker on a day that is looked at, beside today; shares are None without capacity."""

    worker: WorkerId
    name: str
    today: float | None
    then: float | None
    band: Band
    children: int
    facts: str


def load_rows(today: Caseloads, day: date, shown: Shown) -> tuple[LoadRow, ...]:
    """The people's loads on a day, the fullest first; those without capacity then last."""
    is_today = day == today.snapshot.as_at
    then = today if is_today else caseloads(on_day(today.plan, day), today.policy)
    holders = {worker.id for loads in (today, then) for worker in loads.case_holders}
    rows = [
        LoadRow(
            worker=worker.id,
            name=worker.name,
            today=today.loads[worker.id].utilisation,
            then=load.utilisation,
            band=load.band,
            children=len(load.children),
            facts=", ".join(facts_on(worker, day)),
        )
        for worker in then.snapshot.workers.values()
        if worker.is_person
        and shown.is_shown_worker(worker)
        and ((load := then.loads[worker.id]).has_cases or worker.id in holders)
    ]
    return tuple(sorted(rows, key=lambda row: (-(row.then or 0), fold(row.name))))
