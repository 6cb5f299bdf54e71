"""Changes of staff in rows and choices: who can be asked about, on which days to look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

from allocation_app.domain.ahead import on_day
from allocation_app.domain.caseloads import caseloads
from allocation_app.domain.people import Worker, WorkerId
from allocation_app.domain.plan import Plan
from allocation_app.domain.policy import Band, Policy
from allocation_app.domain.review import Review
from allocation_app.domain.staffing import StaffChange, StaffChangeKind
from allocation_app.wording import staffing, terms
from allocation_app.wording.translate import tr
from ui.rows.meanings import Choice
from ui.rows.people import Shown, facts_on
from ui.table_model import fold

DAY = timedelta(days=1)


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


def counts_from(change: StaffChange, today: date) -> date:
    """The first day on which a change can be seen: for who leaves, the day after the last one."""
    first = change.day + DAY if change.kind is StaffChangeKind.LEAVES else change.day
    return max(first, today)


def change_rows(plan: Plan) -> tuple[ChangeRow, ...]:
    """The changes of staff by their day."""
    today, workers = plan.snapshot.as_at, plan.facts.workers
    found = (
        ChangeRow(
            change=change,
            worker=workers[change.worker].name,
            what=staffing.change(change),
            counts_from=counts_from(change, today),
        )
        for change in plan.staffing
    )
    return tuple(sorted(found, key=lambda row: (row.counts_from, fold(row.worker))))


def dated_events(plan: Plan) -> tuple[Dated, ...]:
    """Today, and every later day on which a change of staff or a move of the plan comes true."""
    today, workers = plan.snapshot.as_at, plan.facts.workers
    said: dict[date, list[str]] = {}
    for change in plan.staffing:
        name = workers[change.worker].name
        kind = staffing.kind(change.kind)
        words = tr("{worker} {change}", worker=name, change=kind)
        said.setdefault(counts_from(change, today), []).append(words)
        if change.until is not None:
            back = tr("{worker} is back", worker=name)
            said.setdefault(max(today, change.until + DAY), []).append(back)
    for move in plan.moves:
        if move.effective is not None and move.effective > today:
            said.setdefault(move.effective, []).append("")
    days = (
        Dated(day=day, said=", ".join(dict.fromkeys(filter(None, words))) or tr("moves"))
        for day, words in sorted(said.items())
        if day > today
    )
    return (Dated(day=today, said=tr("today")), *days)


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


def why_not(worker: Worker, kind: StaffChangeKind, today: date) -> str:
    """Why this can't happen with this worker, empty where it can."""
    if worker.has_left(today):
        return tr("{worker} has left already.", worker=worker.name)
    is_away = any(each.end is None or each.end >= today for each in worker.absences)
    if kind is StaffChangeKind.RETURNS and not is_away:
        return tr(
            "{worker} is not away, so there is nothing to come back from.", worker=worker.name
        )
    return ""


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


def load_rows(plan: Plan, day: date, policy: Policy, shown: Shown) -> tuple[LoadRow, ...]:
    """The people's loads on a day, the fullest first; those without capacity then last."""
    today, then = caseloads(plan, policy), caseloads(on_day(plan, day), policy)
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
