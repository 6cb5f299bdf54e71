"""What a review of the written files must say, worked out from the facts and not from the files.

It is the second opinion that tests compare the product with, so it shares no code with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from sample_data.generator import days, loads
from sample_data.generator.asking import Country, Finding, dated, untold
from sample_data.generator.countries import wales
from sample_data.generator.duties import duties
from sample_data.generator.handovers import NEW_CASES, handovers, transfer_gap
from sample_data.generator.holders import (
    UNRECOGNISED_ROLES,
    about,
    away,
    no_adviser,
    overload,
    wrong_holder,
    wrong_role,
)
from sample_data.generator.ranges import between, may_hold
from sample_data.generator.records import VISIT_KINDS, Child, Holder, Worker
from sample_data.generator.waiting import Wait, last_worker_ended, wait_of

Row = dict[str, object]

HIDDEN = frozenset({"duty", "team", "manager", "personal_adviser"})


class Truth:
    """Collects what is true of children as they are made, so that a nation fits in memory."""

    def __init__(self, as_at: date, recorded: frozenset[str]) -> None:
        self._as_at = as_at
        self._country = wales(recorded)
        self._children = 0
        self._families: set[str] = set()
        self._closed = 0
        self._unknown = 0
        self._unallocated: list[Row] = []
        self._findings: list[Row] = []
        self._unreadable: list[str] = []
        self._workers: list[Row] = []
        self._ratios: list[float] = []
        self._ranges: list[Row] = []

    def add_children(self, children: Sequence[Child]) -> None:
        """Take in a team's children; closed ones count for nothing else."""
        for child in children:
            if child.closed is not None:
                self._closed += 1
                continue
            self._children += 1
            self._families.add(child.family_key)
            self._unknown += "unknown" in child.statuses
            if child.holder is Holder.UNREADABLE:
                self._unreadable.append(child.id)
            wait = wait_of(child, self._as_at, self._country.recorded)
            if wait is not None:
                self._unallocated.append(_wait_row(wait))
            self._findings.extend(
                _finding_row(finding, child.id, _name_id(child.worker))
                for finding in findings_of(child, wait, self._country, self._as_at)
                if finding.state != days.IN_TIME
            )

    def add_workers(self, workers: Sequence[Worker], children: Sequence[Child]) -> None:
        """Take in people who can hold cases, once all the children they hold are known."""
        held: Mapping[str, list[Child]] = defaultdict(list)
        co_worked: Mapping[str, list[Child]] = defaultdict(list)
        for child in children:
            if child.closed is None and child.worker is not None:
                held[child.worker.id].append(child)
            if child.closed is None and child.co_worker is not None:
                co_worked[child.co_worker.id].append(child)
        doubtful = [child for child in children if child.holder is Holder.UNREADABLE]
        teams = {worker.team for worker in workers if worker.is_listed}
        for worker in workers:
            if not worker.is_manager:
                self._add_worker(worker, held[worker.id], co_worked[worker.id])
                perhaps = [child for child in doubtful if may_hold(worker, child, teams)]
                self._doubt(worker, held[worker.id], co_worked[worker.id], perhaps)

    def _add_worker(
        self, worker: Worker, held: Sequence[Child], co_worked: Sequence[Child]
    ) -> None:
        points = loads.points(held, co_worked, self._as_at)
        capacity = loads.capacity(worker, self._as_at)
        ratio = loads.utilisation(points, capacity)
        self._workers.append(
            {
                "worker": _name_id(worker),
                "children": len(held),
                "families": len({child.family_key for child in held}),
                "points": round(points, 6),
                "capacity": round(capacity, 6),
                "utilisation": None if ratio is None else round(ratio, 6),
                "band": loads.band(points, capacity),
            }
        )
        if held and not worker.has_left(self._as_at):
            for finding in (*about(worker, self._as_at), *wrong_role(worker, held)):
                self._findings.append(_finding_row(finding, None, _name_id(worker)))
        if ratio is not None:
            self._ratios.append(ratio)
            state = overload(worker, points, capacity)
            if state != days.IN_TIME:
                self._findings.append(
                    _finding_row(Finding(rule="D11", state=state), None, _name_id(worker))
                )

    def _doubt(
        self,
        worker: Worker,
        held: Sequence[Child],
        co_worked: Sequence[Child],
        perhaps: Sequence[Child],
    ) -> None:
        if loads.capacity(worker, self._as_at) > 0:
            low, high = between(worker, held, co_worked, perhaps, self._as_at)
            if low < high:
                self._ranges.append({"worker": _name_id(worker), "low": low, "high": high})

    def told(self) -> Row:
        """Everything that was taken in, in the order that truth.json promises."""
        return {
            "as_at": self._as_at.isoformat(),
            "children": self._children,
            "families": len(self._families),
            "closed_rows": self._closed,
            "unallocated": sorted(self._unallocated, key=lambda row: str(row["child"])),
            "findings": sorted(self._findings, key=_order),
            "workers": sorted(self._workers, key=_order),
            "ranges": sorted(self._ranges, key=_order),
            "balance": loads.balance(self._ratios),
            "unreadable_holders": sorted(self._unreadable),
            "unknown_statuses": self._unknown,
        }


def findings_of(
    child: Child, wait: Wait | None, country: Country, as_at: date
) -> Iterator[Finding]:
    """Every answer about one child."""
    yield from _delays(child, wait, country, as_at)
    yield from handovers(child, country.recorded, as_at)
    yield from wrong_holder(child, as_at)
    yield from no_adviser(child, country.recorded, as_at)
    yield from duties(child, wait, country, as_at)
    yield from _gaps(child, wait, country, as_at)


def _delays(child: Child, wait: Wait | None, country: Country, as_at: date) -> Iterator[Finding]:
    """D1 to D5."""
    if child.holder is Holder.UNREADABLE:
        yield untold("D1")
    if child.worker is not None and child.worker.role in UNRECOGNISED_ROLES:
        yield untold("D2")
    if wait is None:
        if child.worker is not None:
            yield from away(child.worker, as_at)
        return
    yield _waiting(wait, as_at)
    yield from transfer_gap(child, country.recorded, as_at)
    if child.statuses & NEW_CASES and last_worker_ended(child, as_at) is None:
        referred = child.known("referral", as_at)
        if referred is None:
            yield untold("D3")
        else:
            due = days.working_days_after(referred, 1)
            yield dated("D3", referred, due, days.WORKING_DAYS, as_at)


def _waiting(wait: Wait, as_at: date) -> Finding:
    rule = "D2" if wait.reason in HIDDEN else "D5" if wait.reason == "leaver" else "D1"
    if wait.since is None or wait.due is None:
        return untold(rule)
    return dated(rule, wait.since, wait.due, days.WORKING_DAYS, as_at)


def _gaps(child: Child, wait: Wait | None, country: Country, as_at: date) -> Iterator[Finding]:
    """D13; a met duty before its trigger is told beside that duty."""
    for kind in child.events:
        if child.is_impossible(kind, as_at):
            yield untold("D13", kind)
    if "unknown" in child.statuses:
        yield untold("D13", "status")
    if child.born is None:
        yield untold("D13", "date_of_birth")
    if child.statuses & {"registered", "looked_after"} and not any(
        child.known(kind, as_at) for kind in VISIT_KINDS
    ):
        yield untold("D13", "visit")
    is_held = wait is None and child.worker is not None
    is_blank = "supervision" not in child.events and child.is_recorded("supervision", as_at)
    if is_held and is_blank and "supervision" in country.recorded:
        yield untold("D13", "supervision")


def _name_id(worker: Worker | None) -> str | None:
    """The id on the staff list; for anybody else the product makes one up."""
    return worker.id if worker is not None and worker.is_listed else None


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _wait_row(wait: Wait) -> Row:
    return {
        "child": wait.child.id,
        "family": wait.child.family,
        "reason": wait.reason,
        "since": _day(wait.since),
        "working_days": wait.working_days,
        "state": wait.state,
        "escalation": wait.escalation,
        "since_referral": _day(wait.referred),
        "working_days_since_referral": wait.working_days_since_referral,
        "last_worker_ended": _day(last_worker_ended(wait.child, wait.as_at)),
        "due": _day(wait.due),
        "next_rung": wait.next_rung[0] if wait.next_rung else None,
        "next_rung_on": _day(wait.next_rung[1] if wait.next_rung else None),
        "must_never_wait": wait.must_never_be,
        "last_reviewed": _day(wait.reviewed),
        "review_due": _day(wait.review_due),
        "missed_reviews": wait.missed_reviews,
        "seen_due": _day(wait.seen_due),
    }


def _finding_row(finding: Finding, child: str | None, worker: str | None) -> Row:
    return {
        "rule": finding.rule,
        "child": child,
        "worker": worker,
        "state": finding.state,
        "trigger": _day(finding.trigger),
        "due": _day(finding.due),
        "over": finding.over,
        "unit": finding.unit,
    }


def _order(row: Row) -> tuple[str, ...]:
    keys = ("rule", "child", "worker", "state", "due", "children", "points", "low")
    return tuple(str(row.get(key) or "") for key in keys)
