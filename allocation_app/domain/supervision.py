"""Rules that are asked of workers: how often a newly qualified one has supervision."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from allocation_app.domain.conditions import Answer, Condition
from allocation_app.domain.findings import Finding, State
from allocation_app.domain.people import EventKind, Gap, Worker
from allocation_app.domain.rules import AskedOf, Rule, RuleSet
from allocation_app.domain.snapshot import Snapshot
from allocation_app.domain.timescales import Clock, dated
from allocation_app.domain.working_days import WorkingDays, add_months

SIX_WEEKS, SIX_MONTHS = timedelta(weeks=6), 6


def told_of_workers(snapshot: Snapshot) -> frozenset[EventKind]:
    """What the import records of at least one worker: supervision, or nothing."""
    is_told = any(worker.is_supervision_recorded for worker in snapshot.workers.values())
    return frozenset({EventKind.SUPERVISION}) if is_told else frozenset()


def supervision_findings(
    snapshot: Snapshot, rules: RuleSet, calendar: WorkingDays
) -> Iterator[Finding]:
    """What each rule of workers says of each newly qualified social worker in post."""
    groups = rules.asked_of(AskedOf.WORKERS, told_of_workers(snapshot))
    for worker in snapshot.workers.values() if groups else ():
        if is_protected(worker, snapshot.as_at):
            for group in groups:
                yield _of(group, worker, snapshot.as_at, calendar)


def is_protected(worker: Worker, day: date) -> bool:
    """Whether the worker is newly qualified and in post on this day."""
    has_begun = worker.first_day is None or worker.first_day <= day
    return worker.is_newly_qualified and has_begun and not worker.has_left(day)


def _of(group: Sequence[Rule], worker: Worker, as_at: date, calendar: WorkingDays) -> Finding:
    """The answer of the stage that applies; of all of them where the first day is not known."""
    stages = [rule for rule in group if _applies(rule, worker, as_at) is not False]
    last = worker.last_supervision
    if not worker.is_supervision_recorded or (last is not None and last > as_at):
        return _untold(stages[0], worker, EventKind.SUPERVISION)
    clock = Clock(last, EventKind.SUPERVISION) if last is not None else None
    if worker.first_day is not None and (clock is None or clock.day < worker.first_day):
        clock = Clock(worker.first_day, Gap.FIRST_DAY)
    if clock is None:
        return _untold(stages[0], worker, Gap.FIRST_DAY)
    answers = [dated(rule, worker, as_at, clock, calendar) for rule in stages]
    if len({answer.state for answer in answers}) > 1:
        return _untold(stages[0], worker, Gap.FIRST_DAY)
    return max(answers, key=lambda answer: answer.due or date.min)


def _applies(rule: Rule, worker: Worker, as_at: date) -> Answer:
    answers = [WORKER_CONDITIONS[condition](worker, as_at) for condition in rule.conditions]
    return next((answer for answer in answers if answer is not True), True)


def _untold(rule: Rule, worker: Worker, missing: EventKind | Gap) -> Finding:
    return Finding(
        rule=rule.id,
        delay="D12",
        state=State.CANNOT_TELL,
        worker=worker.id,
        missing=(missing,),
    )


def in_first_six_weeks(worker: Worker, as_at: date) -> Answer:
    """The worker has been employed for six weeks at most."""
    return Gap.FIRST_DAY if worker.first_day is None else as_at <= worker.first_day + SIX_WEEKS


def in_first_six_months(worker: Worker, as_at: date) -> Answer:
    """The worker has been employed for more than six weeks and six months at most."""
    if worker.first_day is None:
        return Gap.FIRST_DAY
    return worker.first_day + SIX_WEEKS < as_at <= add_months(worker.first_day, SIX_MONTHS)


def after_six_months(worker: Worker, as_at: date) -> Answer:
    """The worker has been employed for more than six months."""
    if worker.first_day is None:
        return Gap.FIRST_DAY
    return as_at > add_months(worker.first_day, SIX_MONTHS)


WORKER_CONDITIONS: Mapping[Condition, Callable[[Worker, date], Answer]] = {
    Condition.EMPLOYED_UP_TO_SIX_WEEKS: in_first_six_weeks,
    Condition.EMPLOYED_UP_TO_SIX_MONTHS: in_first_six_months,
    Condition.EMPLOYED_LONGER: after_six_months,
}
