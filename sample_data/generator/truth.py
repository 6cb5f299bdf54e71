"""What a review of the written files must say, worked out from the facts and not from the files.

It is the second opinion that tests compare the product with, so it shares no code with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from sample_data.generator import days, loads
from sample_data.generator.asking import Finding
from sample_data.generator.countries import england, wales
from sample_data.generator.findings import findings_of
from sample_data.generator.holders import about, overload, wrong_role
from sample_data.generator.ranges import between, may_hold
from sample_data.generator.records import Child, Holder, Worker
from sample_data.generator.unasked import not_asked
from sample_data.generator.waiting import Wait, last_worker_ended, wait_of

Row = dict[str, object]


class Truth:
    """Collects what is true of children as they are made, so that a nation fits in memory.

    It is told by the rules of Wales and, unless ``is_wales_only``, by those of England as well.
    """

    def __init__(
        self, as_at: date, recorded: frozenset[str], *, is_wales_only: bool = False
    ) -> None:
        self._as_at = as_at
        self._recorded = recorded
        self._countries = {"wales": wales(recorded)}
        if not is_wales_only:
            self._countries["england"] = england(recorded)
        self._findings: dict[str, list[Row]] = {country: [] for country in self._countries}
        self._children = 0
        self._families: set[str] = set()
        self._closed = 0
        self._unknown = 0
        self._unallocated: list[Row] = []
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
            wait = wait_of(child, self._as_at, self._recorded)
            if wait is not None:
                self._unallocated.append(_wait_row(wait))
            for name, country in self._countries.items():
                self._findings[name].extend(
                    _finding_row(finding, child.id, _name_id(child.worker))
                    for finding in findings_of(child, wait, country, self._as_at)
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
                self._say_of(worker, finding)
        if ratio is not None:
            self._ratios.append(ratio)
            state = overload(worker, points, capacity)
            if state != days.IN_TIME:
                self._say_of(worker, Finding(rule="D11", state=state))

    def _say_of(self, worker: Worker, finding: Finding) -> None:
        for rows in self._findings.values():
            rows.append(_finding_row(finding, None, _name_id(worker)))

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

    def _not_checked(self, country: str) -> list[Row]:
        rows: list[Row] = [
            {"rule": rule, "missing": missing}
            for rule, missing in not_asked(country, self._recorded)
        ]
        return sorted(rows, key=_order)

    def told(self) -> Row:
        """Everything that was taken in, in the order that truth.json promises."""
        findings = {name: sorted(rows, key=_order) for name, rows in self._findings.items()}
        return {
            "as_at": self._as_at.isoformat(),
            "children": self._children,
            "families": len(self._families),
            "closed_rows": self._closed,
            "unallocated": sorted(self._unallocated, key=lambda row: str(row["child"])),
            "findings": findings.pop("wales"),
            "not_checked": self._not_checked("wales"),
            **{
                name: {"findings": rows, "not_checked": self._not_checked(name)}
                for name, rows in findings.items()
            },
            "workers": sorted(self._workers, key=_order),
            "ranges": sorted(self._ranges, key=_order),
            "balance": loads.balance(self._ratios),
            "unreadable_holders": sorted(self._unreadable),
            "unknown_statuses": self._unknown,
        }


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
