"""Facts that fewer teams keep, by a chance of their own, so that all else stays as it is.

Who made the last visit, the placement and its legal ground, plans and their reviews, health,
supervision, and what a manager has noted of a child who waits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from sample_data.generator import days
from sample_data.generator.chance import happens, pick
from sample_data.generator.records import VISIT_KINDS, Child, Holder, Worker
from sample_data.generator.waiting import latest

KINDS = (
    "care_order",
    "care_plan",
    "gp_registered",
    "dentist",
    "bedroom_seen",
    "plan",
    "plan_review",
    "outcome_review",
    "pathway_assessment",
    "pathway_plan",
    "left_care",
    "supervision",
    "oversight",
    "introduction",
)
"""Kinds of events that are written here."""

PLACEMENTS: dict[str | None, float] = {
    "with_parent": 0.05,
    "connected_temporary": 0.03,
    "parent_unassessed": 0.01,
    "short_breaks": 0.02,
    None: 0.01,
}
ORDERS: dict[str | None, float] = {"care_order": 0.55, "interim_care_order": 0.12, None: 0.01}
ORDERS_AT_HOME: dict[str | None, float] = {"care_order": 0.7, "interim_care_order": 0.25}
ORDINARY = "other"

SIXTEEN = 16 * 12
EIGHTEEN = 18
NEARLY_GROWN = 15
ADVISED, VISITED_BY_OTHER, VISITOR_NOT_NAMED = 0.85, 0.07, 0.04
NOT_YET, IN_FUTURE, CONTRADICTORY = 0.01, 0.002, 0.01
AT_HOME = frozenset({"with_parent", "parent_unassessed"})
PLANNED = frozenset({"care_and_support", "disabled", "registered", "privately_fostered"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleagues:
    """Who else may have seen a child, and the personal advisers of the service."""

    workers: Sequence[Worker]
    advisers: Sequence[Worker]


def add_further(
    children: Sequence[Child], colleagues: Colleagues, key: str, as_at: date, *, is_small: bool
) -> None:
    """Write these facts of the open children; ``key`` seeds the chance.

    Of a small set one child is looked after and of age, which contradict each other.
    """
    grown = _grown(children, key, as_at) if is_small else None
    for child in children:
        if child.closed is None:
            rng = Random(f"{key} {child.id}")
            if child is grown or (not is_small and happens(rng, CONTRADICTORY)):
                _contradict(child, rng, as_at, may_foster=not is_small)
            _Notes(child, colleagues, rng, as_at).write()


def supervise(workers: Sequence[Worker], key: str, as_at: date) -> None:
    """When each worker in post last had supervision: most within a month."""
    for worker in workers:
        rng = Random(f"{key} {worker.id}")
        back = rng.choices((rng.randint(0, 30), rng.randint(31, 75), None), weights=(90, 7, 3))[0]
        if back is not None:
            day = as_at - timedelta(days=back)
            worker.supervised = max(day, worker.started or day)
            if worker.supervised > as_at:
                worker.supervised = None


def _grown(children: Sequence[Child], key: str, as_at: date) -> Child | None:
    fit = [child for child in children if _can_be_grown(child, as_at)]
    return Random(key).choice(fit) if fit else None


def _can_be_grown(child: Child, as_at: date) -> bool:
    """Whether another year of birth would make an adult of a looked-after child."""
    is_held = child.closed is None and child.holder is Holder.PERSON
    if child.statuses != {"looked_after"} or not is_held or child.born is None:
        return False
    return days.months_after(child.born, NEARLY_GROWN * 12) <= as_at


def _contradict(child: Child, rng: Random, as_at: date, *, may_foster: bool) -> None:
    """Let a looked-after child be of age, or privately fostered as well."""
    if _can_be_grown(child, as_at) and child.born is not None:
        years = EIGHTEEN - (as_at - child.born).days // 366 + rng.randint(0, 1)
        child.born = days.months_after(child.born, -12 * years)
    elif may_foster and child.statuses == {"looked_after"} and not child.unreadable:
        child.statuses = frozenset({"looked_after", "privately_fostered"})
        child.status_text = "Private fostering / CLA"


class _Notes:
    """Writes the further facts of one child."""

    def __init__(self, child: Child, colleagues: Colleagues, rng: Random, as_at: date) -> None:
        self._child = child
        self._colleagues = colleagues
        self._rng = rng
        self._as_at = as_at
        self._is_born = child.born is None or child.born <= as_at

    def write(self) -> None:
        child = self._child
        self._visitor()
        self._count_workers()
        self._advise()
        self._manage()
        if "unknown" in child.statuses:
            return
        if "looked_after" in child.statuses:
            self._place()
        if "registered" in child.statuses and self._is_born:
            self._see_bedroom()
        if child.statuses & PLANNED and "looked_after" not in child.statuses:
            self._plan()
        if child.statuses & {"looked_after", "care_leaver"}:
            self._pathway()
        self._slip()

    def _chance(self, share: float) -> bool:
        return happens(self._rng, share)

    def _ago(self, number: int) -> date:
        return self._as_at - timedelta(days=number)

    def _known(self, kind: str) -> date | None:
        return self._child.known(kind, self._as_at)

    def _note(self, kind: str, first: date, last: date) -> None:
        """Let it have happened on a working day of this span, if any of that has come."""
        last = min(last, self._as_at)
        if first > last:
            return
        day = first + timedelta(days=self._rng.randint(0, (last - first).days))
        while day > first and not days.is_working(day):
            day -= days.ONE_DAY
        self._child.events[kind] = day

    def _visitor(self) -> None:
        """Most often whoever holds the child; before it was theirs, whoever did."""
        child = self._child
        seen = latest(self._known(kind) for kind in VISIT_KINDS)
        if seen is None:
            return
        chance = self._rng.random()
        others = [one for one in self._colleagues.workers if one is not child.worker]
        is_held = child.holder is Holder.PERSON and not (child.worker and child.worker.is_manager)
        if chance < VISITOR_NOT_NAMED:
            return
        if not is_held:
            child.visited_by_duty = self._chance(0.6)
            child.visitor = None if child.visited_by_duty else child.previous
        elif child.previous is not None and child.allocated is not None and seen < child.allocated:
            child.visitor = child.previous
        elif chance < VISITOR_NOT_NAMED + VISITED_BY_OTHER and others:
            child.visitor = self._rng.choice(others)
        else:
            child.visitor = child.worker

    def _count_workers(self) -> None:
        """How many held the child in a year, where that is not yet written."""
        child = self._child
        if child.workers_in_year is not None or self._chance(NOT_YET):
            return
        is_held = child.holder is Holder.PERSON and not (child.worker and child.worker.is_manager)
        before = child.previous is not None and not child.previous_is_duty
        known = int(is_held) + int(before)
        child.workers_in_year = known + (self._chance(0.1) if known else 0)

    def _advise(self) -> None:
        """A personal adviser for most of those who are nearly grown, if somebody holds them."""
        child, advisers = self._child, self._colleagues.advisers
        if not child.statuses & {"looked_after", "care_leaver"} or child.born is None:
            return
        is_old_enough = days.months_after(child.born, SIXTEEN) <= self._as_at
        if not is_old_enough or child.holder is Holder.NOBODY or not advisers:
            return
        if self._chance(ADVISED):
            own = child.worker is not None and child.worker.is_adviser
            child.adviser = child.worker if own else self._rng.choice(advisers)

    def _manage(self) -> None:
        """Supervision of whoever holds the child; of one who waits, what the manager noted."""
        child = self._child
        began = self._known("referral") or self._ago(60)
        is_held = child.holder is Holder.PERSON and child.worker is not None
        if is_held and child.worker is not None and not child.worker.is_manager:
            start = child.allocated or began
            first, last = self._rng.choices(((30, 0), (75, 31)), weights=(93, 7))[0]
            if not child.worker.has_left(self._as_at) and self._chance(0.98):
                self._note("supervision", max(self._ago(first), start), self._ago(last))
        if not is_held or (child.worker is not None and not self._holds(child.worker)):
            first, last = self._rng.choices(((6, 0), (16, 8)), weights=(88, 12))[0]
            if self._chance(0.9):
                self._note("oversight", max(self._ago(first), began), self._ago(last))
        elif child.previous is not None and child.allocated is not None and self._chance(0.6):
            near = child.allocated - timedelta(days=6)
            self._note("introduction", max(near, began), child.allocated + timedelta(days=2))

    def _holds(self, worker: Worker) -> bool:
        return not worker.is_manager and not worker.has_left(self._as_at)

    def _place(self) -> None:
        child, rng = self._child, self._rng
        child.placement = pick(rng, PLACEMENTS, ORDINARY)
        orders = ORDERS_AT_HOME if child.placement in AT_HOME else ORDERS
        child.legal_status = pick(rng, orders, ORDINARY)
        began, placed = self._known("looked_after_start"), self._known("placement_start")
        if began is None or placed is None:
            return
        if child.legal_status == "care_order":
            self._note("care_order", began + timedelta(days=20), began + timedelta(days=300))
        if self._chance(0.985):
            late = 20 if self._chance(0.05) else 9
            due = days.working_days_after(began, late)
            self._note("care_plan", began - timedelta(days=rng.choice((0, 0, 0, 6))), due)
        if self._chance(0.97):
            self._note("gp_registered", placed, placed + timedelta(days=13))
        if self._chance(0.985):
            checked = max(began + timedelta(days=20), self._ago(360))
            self._note("dentist", checked, max(checked, days.months_after(began, 3)))

    def _see_bedroom(self) -> None:
        """Once between two conferences: most often in the second half of that time."""
        met = latest(self._known(kind) for kind in ("initial_conference", "review_conference"))
        if met is None:
            return
        if self._chance(0.9):
            self._note("bedroom_seen", met + timedelta(days=12), self._as_at)
        elif self._chance(0.5):
            self._note("bedroom_seen", met - timedelta(days=60), met - timedelta(days=5))

    def _plan(self) -> None:
        assessed = self._known("assessment_end")
        if assessed is None:
            return
        self._note("plan", assessed, assessed + timedelta(days=18))
        made = self._known("plan")
        if made is None or made > self._ago(150):
            return
        if self._chance(0.94):
            self._note("plan_review", max(made, self._ago(178)), self._as_at)
        if self._chance(0.7):
            self._note("outcome_review", max(made, self._ago(240)), self._as_at)

    def _pathway(self) -> None:
        """Assessment within three months of the sixteenth birthday, then the plan."""
        child = self._child
        if child.born is None:
            return
        grown = days.months_after(child.born, SIXTEEN)
        began = latest((grown, self._known("looked_after_start"))) or grown
        if "care_leaver" in child.statuses:
            of_age = days.months_after(child.born, 12 * EIGHTEEN)
            self._note("left_care", of_age - timedelta(days=200), of_age)
            began = self._known("left_care") or grown if self._chance(0.12) else grown
        if began > self._as_at or not self._chance(0.94):
            return
        self._note("pathway_assessment", began, days.months_after(began, 3) - days.ONE_DAY)
        done = self._known("pathway_assessment")
        if done is not None:
            self._note("pathway_plan", done, done + timedelta(days=40))

    def _slip(self) -> None:
        """Now and then a cell says "tbc", or has next year's date."""
        child, chance = self._child, self._rng.random()
        kinds = [kind for kind in KINDS if kind in child.events]
        if not kinds or chance > NOT_YET + IN_FUTURE:
            return
        kind = self._rng.choice(kinds)
        if chance < NOT_YET:
            child.events.pop(kind)
            child.unreadable[kind] = self._rng.choice(("tbc", "not known"))
        else:
            child.events[kind] = self._as_at + timedelta(days=self._rng.randint(30, 330))
