"""A team on a sheet of paper: who stands where on a day, what it weighs, and what may not be.

Written from the rules in words, and shares no code with the planner, the caseloads or the rules of
the product: only the facts of the import, its changes of staff and the figures of the policy are
read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from teams import AS_AT, DAY, Case

from allocation_app.domain.people import (
    Child,
    ChildId,
    EventKind,
    Involvement,
    Role,
    Spell,
    Status,
    Worker,
    WorkerId,
)
from allocation_app.domain.plan import MarkKind
from allocation_app.domain.policy import CaseType

Standing = Mapping[ChildId, tuple[WorkerId, date]]
"""Under whose name each child stands, and since when."""
TRAYS = {Role.DUTY, Role.TEAM, Role.MANAGER}
FOUR_WEEKS, FORTNIGHT, YEAR = timedelta(days=28), timedelta(days=14), timedelta(days=365)


@dataclass(frozen=True, kw_only=True)
class Paper:
    """One case, worked out by hand."""

    case: Case

    @cached_property
    def day(self) -> date:
        """The day that is asked about."""
        return self.case.request.day or AS_AT

    @cached_property
    def children(self) -> Mapping[ChildId, Child]:
        return self.case.plan.snapshot.children

    @cached_property
    def staff(self) -> Mapping[WorkerId, Worker]:
        return self.case.plan.facts.workers

    @cached_property
    def imported(self) -> Standing:
        """Who held whom by the import."""
        return {
            spell.child: (spell.worker, spell.start or date.min)
            for spell in self.case.plan.snapshot.spells
            if spell.involvement is Involvement.CASE_HOLDER and spell.end is None
        }

    @cached_property
    def decided(self) -> frozenset[ChildId]:
        """Whom the manager has given elsewhere already, from whatever day on."""
        return frozenset(move.child for move in self.case.plan.moves)

    @cached_property
    def standing(self) -> Standing:
        """Who stands where on the day, with what is staged by then."""
        found = dict(self.imported)
        for move in self.case.plan.moves:
            done = move.effective or AS_AT
            if self.day != AS_AT and done > self.day:
                continue
            found.pop(move.child, None)
            if move.to is not None:
                found[move.child] = (move.to, done)
        return found

    # Staff

    def has_left(self, worker: Worker, day: date) -> bool:
        return worker.last_day is not None and day > worker.last_day

    def has_begun(self, worker: Worker, day: date) -> bool:
        return worker.first_day is None or day >= worker.first_day

    def is_long_away(self, worker: Worker, day: date) -> bool:
        """Away on the day, four weeks or more in all, or nobody knows until when."""
        return any(
            away.start <= day
            and (away.end is None or away.end >= day)
            and (away.end is None or away.end - away.start + DAY >= FOUR_WEEKS)
            for away in worker.absences
        )

    def capacity(self, worker: Worker, day: date) -> float:
        """100 x FTE x (1 - reductions) x (0.9 newly qualified) - 15 x FTE, never below none."""
        policy = self.case.by.policy
        if (
            worker.role in TRAYS
            or self.has_left(worker, day)
            or not self.has_begun(worker, day)
            or self.is_long_away(worker, day)
        ):
            return 0.0
        fte = 1.0 if worker.fte is None else worker.fte
        left = 1 - min(1.0, sum(each.share for each in worker.reductions if each.covers(day)))
        share = 0.9 if worker.is_newly_qualified else 1.0
        points = policy.points_full_time * fte * left * share - policy.points_stable * fte
        return max(0.0, round(points, 6))

    @cached_property
    def colleagues(self) -> tuple[WorkerId, ...]:
        """Who can hold cases, is on the list or has a child, and has capacity; by id."""
        busy = {worker for worker, _ in (*self.imported.values(), *self.standing.values())}
        busy |= {spell.worker for spell in self.co_working}
        return tuple(
            name
            for name in sorted(self.staff)
            if (self.staff[name].is_listed or name in busy)
            and self.capacity(self.staff[name], self.day) > 0
        )

    @cached_property
    def team(self) -> frozenset[WorkerId]:
        """Those whose load the request is about."""
        asked = self.case.request.team
        return frozenset(each for each in self.colleagues if asked in {None, self.staff[each].team})

    @cached_property
    def receivers(self) -> tuple[WorkerId, ...]:
        """Among whom load is balanced: the team, and others with room where teams don't count."""
        request = self.case.request
        return tuple(
            name
            for name in self.colleagues
            if name in self.team
            or (
                "own_team" in request.set_aside
                and (request.among is None or name in request.among)
                and self.points(name, self.standing, self.children)
                <= self.line * self.capacity(self.staff[name], self.day) + 1e-9
            )
        )

    @property
    def line(self) -> float:
        """What everybody is to keep to: the limit, else just below the uppermost line."""
        limit = self.case.request.limit
        return self.case.by.policy.bands.over - 1e-6 if limit is None else limit

    # Who waits, and who may be moved

    def is_nobodys(self, child: ChildId) -> bool:
        """Whether the child has no case holder on the day."""
        if child not in self.standing:
            return True
        name, since = self.standing[child]
        worker = self.staff[name]
        adviser = worker.role is Role.PERSONAL_ADVISER
        if worker.role in TRAYS or self.has_left(worker, self.day):
            return True
        is_given = child in self.decided
        if not self.has_begun(worker, max(self.day, since) if is_given else self.day):
            return True
        return adviser and self.children[child].statuses != {Status.CARE_LEAVER}

    @cached_property
    def unread(self) -> frozenset[ChildId]:
        """Of whom nobody can tell who has them."""
        return frozenset(
            child
            for child, each in self.children.items()
            if not each.is_holder_readable and child not in self.standing
        )

    @cached_property
    def waiting(self) -> frozenset[ChildId]:
        """Who is to get a worker, free of the number of changes."""
        request, found = self.case.request, set[ChildId]()
        for child, each in self.children.items():
            if child in self.decided or child in self.unread:
                continue
            if request.children:
                if child in request.children:
                    found.add(child)
                continue
            held = self.standing.get(child)
            gone = held is not None and self.capacity(self.staff[held[0]], self.day) == 0
            if (self.is_nobodys(child) or gone) and request.team in {None, each.team}:
                found.add(child)
        return frozenset(found)

    @cached_property
    def free(self) -> frozenset[ChildId]:
        """Who may be moved at all: those who wait, and those whom a colleague holds."""
        held = {
            child
            for child, (worker, _) in self.standing.items()
            if worker in self.team and not self.is_nobodys(child)
        }
        return (self.waiting | held) - self.decided - self.unread

    # Weighing

    @cached_property
    def co_working(self) -> tuple[Spell, ...]:
        return tuple(
            spell
            for spell in self.case.plan.snapshot.spells
            if spell.involvement is Involvement.CO_WORKER and spell.end is None
        )

    def weight(self, child: Child) -> float:
        """Of several statuses the heaviest; settled after a year looked after."""
        began = child.events.get(EventKind.LOOKED_AFTER_START)
        is_settled = began is not None and self.day - began >= YEAR
        looked_after = CaseType.LOOKED_AFTER_SETTLED if is_settled else CaseType.LOOKED_AFTER_NEW
        kinds = (
            looked_after if status is Status.LOOKED_AFTER else CaseType(status.value)
            for status in child.statuses
        )
        return max(self.case.by.policy.weights.cases[kind] for kind in kinds)

    def points(self, worker: WorkerId, standing: Standing, among: Iterable[ChildId]) -> float:
        """What the worker carries of these children, whole families of them."""
        weights, total = self.case.by.policy.weights, 0.0
        among = set(among)
        held = [each for each in among if standing.get(each, (None,))[0] == worker]
        families = dict[str, list[float]]()
        for name in held:
            child = self.children[name]
            families.setdefault(child.family_key, []).append(self.weight(child))
            total += 2.0 if child.is_out_of_area else 0.0
            is_new = self.day - standing[name][1] < timedelta(weeks=3)
            total += 1.0 if is_new else 0.0
        for several in families.values():
            total += max(several) + 0.6 * (sum(several) - max(several))
        for spell in self.co_working:
            if spell.worker == worker and spell.child in among and spell.child not in held:
                total += weights.co_worked * self.weight(self.children[spell.child])
        return total

    # Moving

    def effective(self, child: ChildId) -> date | None:
        """From when: the day after the holder's last one where that comes first, else as asked."""
        held = self.standing.get(child)
        last = None if held is None else self.staff[held[0]].last_day
        if last is not None and AS_AT <= last < self.day:
            return last + DAY
        return self.case.request.day

    def moved(self, to: Mapping[ChildId, WorkerId]) -> Standing:
        """Who stands where with these moves too; who goes back is there since before."""
        found = dict(self.standing)
        for child, worker in to.items():
            found[child] = (worker, max(self.effective(child) or AS_AT, AS_AT))
            if self.imported.get(child, (None,))[0] == worker:
                found[child] = self.imported[child]
        return found

    def marked(self, child: ChildId, kind: MarkKind) -> set[str]:
        """Whom marks of this kind name beside the child."""
        marks = (each.about for each in self.case.plan.marks if each.kind is kind)
        return {other for about in marks if child in about for other in about - {child}}

    def staying_kin(self, child: ChildId) -> set[ChildId]:
        """Siblings, and who is to be kept together with the child, whom nothing here moves."""
        apart = self.marked(child, MarkKind.KEEP_APART)
        family = self.children[child].family_key
        near = {each.id for each in self.children.values() if each.family_key == family}
        near |= {ChildId(each) for each in self.marked(child, MarkKind.KEEP_TOGETHER)}
        return near - apart - self.free - {child}

    def against(self, child: ChildId, to: WorkerId) -> str:
        """The first rule that keeps this child from this worker, empty where none does.

        Hard ones, and those that a suggestion keeps; nothing that nobody can tell.
        """
        day = max(self.effective(child) or AS_AT, AS_AT)
        return self._hard(child, to, day) or self._kept(child, to, day)

    def _hard(self, child: ChildId, to: WorkerId, day: date) -> str:
        worker, statuses = self.staff[to], self.children[child].statuses
        qualified = self.case.by.policy.qualified_only
        is_closed = bool(statuses & qualified)
        if to in self.marked(child, MarkKind.MUST_NOT):
            return "must_not"
        if not self._may_leave(child, to, day):
            return "pinned"
        if (
            worker.role in TRAYS | {Role.STUDENT}
            or (worker.role is Role.SUPPORT_WORKER and is_closed)
            or (
                worker.role is Role.PERSONAL_ADVISER
                and statuses != {Status.CARE_LEAVER}
                and Status.UNKNOWN not in statuses
            )
        ):
            return "not_case_holder"
        if self.has_left(worker, day):
            return "has_left"
        if not self.has_begun(worker, day):
            return "not_started"
        return "long_away" if self.is_long_away(worker, day) else ""

    def _known(self, child: ChildId) -> set[WorkerId]:
        """Who had the child within a year."""
        plan = self.case.plan
        found = {
            spell.worker
            for spell in plan.snapshot.spells
            if spell.child == child
            and spell.involvement is Involvement.CASE_HOLDER
            and spell.end is not None
            and self.staff[spell.worker].role not in TRAYS
        }
        held = self.imported.get(child)
        if held is not None:
            worker = self.staff[held[0]]
            if worker.role not in TRAYS and self.has_begun(worker, AS_AT):
                found.add(worker.id)
        return found

    def _is_default_pinned(self, child: ChildId, day: date) -> bool:
        """Three workers in a year, and whoever holds the child stays."""
        held = self.imported.get(child)
        if held is None or child in self.case.plan.unpinned:
            return False
        worker, told = self.staff[held[0]], self.children[child].workers_in_year or 0
        is_going = worker.last_day is not None or any(
            (away.end is None or (away.end - away.start + DAY >= FOUR_WEEKS and away.end >= day))
            for away in worker.absences
        )
        is_holder = (
            worker.role not in TRAYS
            and self.has_begun(worker, AS_AT)
            and (
                worker.role is not Role.PERSONAL_ADVISER
                or self.children[child].statuses == {Status.CARE_LEAVER}
            )
        )
        return max(len(self._known(child)), told) >= 3 and not is_going and is_holder

    def _may_leave(self, child: ChildId, to: WorkerId, day: date) -> bool:
        is_back = self.imported.get(child, (None,))[0] == to
        for pin in self.case.plan.pins:
            if pin.child == child and (pin.until is None or day <= pin.until):
                return is_back
        return not self._is_default_pinned(child, day) or to in self._known(child)

    def _kept(self, child: ChildId, to: WorkerId, day: date) -> str:
        """The rules that warn by hand, and that a suggestion keeps."""
        worker, each, waits = self.staff[to], self.children[child], child in self.waiting
        soon = day + FORTNIGHT
        experienced = any(
            spell.child == child
            and self.staff[spell.worker].role in {Role.SOCIAL_WORKER, Role.SENIOR_SOCIAL_WORKER}
            and not self.staff[spell.worker].is_newly_qualified
            and not self.has_left(self.staff[spell.worker], self.day)
            for spell in self.co_working
        )
        unsure = any(
            spell.child == child and self.staff[spell.worker].role is None
            for spell in self.co_working
        )
        hearing = each.events.get(EventKind.COURT_HEARING)
        workers = max(len(self._known(child)), each.workers_in_year or 0)
        broken = {
            "own_team": None not in {worker.team, each.team} and worker.team != each.team,
            "newly_qualified_alone": worker.is_newly_qualified
            and not experienced
            and not unsure
            and bool(each.statuses & {Status.REGISTERED, Status.PROCEEDINGS}),
            "key_event": not waits and hearing is not None and abs(hearing - day) <= FORTNIGHT,
            "churn": not waits
            and to not in self._known(child)
            and workers >= 3
            and not self._is_default_pinned(child, day),
            "away_soon": any(
                self._away_soon(away.start, away.end, day) for away in worker.absences
            ),
            "leaving_soon": worker.last_day is not None and day <= worker.last_day <= soon,
        }
        aside = self.case.request.set_aside
        return next((rule for rule, is_so in broken.items() if is_so and rule not in aside), "")

    def _away_soon(self, start: date, end: date | None, day: date) -> bool:
        is_long = end is None or end - start + DAY >= FOUR_WEEKS
        is_now = start <= day and (end is None or end >= day)
        return (is_now and not is_long) or (is_long and day < start <= day + FORTNIGHT)
