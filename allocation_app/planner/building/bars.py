"""What keeps children from workers: the rules themselves, asked once of each pair of kinds.

Most rules look at a few facts of a child and of a worker, which many share. The others know a child
by name (marks, pins, who held it before) and are asked of the few workers whom they concern.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from allocation_app.domain.delays import Judged
from allocation_app.domain.delays.holder import doubt_beside, is_supported
from allocation_app.domain.delays.others import workers_in_year
from allocation_app.domain.keeping import NOT_ASKED
from allocation_app.domain.move_rules import HARD, RULES, Bar
from allocation_app.domain.move_rules.asked import Asked, day_of
from allocation_app.domain.people import Child, ChildId, Worker, is_of_other_team
from allocation_app.domain.pins import DefaultPin, why_pinned
from allocation_app.domain.plan import MarkKind, Move, Pin
from allocation_app.domain.proposal import KEPT_RULES, OF_WHO_IS_HELD, OWN_TEAM
from allocation_app.planner.building.scene import Scene

KEEP_APART, PINNED = Bar.KEEP_APART.value, Bar.PINNED.value
CHURN, KEY_EVENT = "churn", "key_event"
HARD_OF_KINDS = tuple(code for code in HARD if code not in {Bar.MUST_NOT, KEEP_APART, PINNED})
NEW, SOON = ("newly_qualified_alone",), ("away_soon", "leaving_soon")
Row = tuple[str, ...]
"""For each worker the code of the first rule that bars, or nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What the rules look at of a child, beside its name: who shares them is barred alike."""

    facts: Hashable
    team: str | None
    is_pinned: bool
    is_near_event: bool
    has_many_workers: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A child as the rules see it: its kind, and the workers of whom it is asked by name."""

    kind: int
    named: frozenset[int]


@dataclass(frozen=True, kw_only=True)
class Bars:
    """The rules of a request, as far as they keep children from workers.

    ``blocked`` are the children who are in a block: where they will be, nobody knows yet.
    """

    scene: Scene
    blocked: frozenset[ChildId]

    def known(self, child: Child) -> Known:
        """Of which kind this child is, and who is to be asked about by name (see `bar`)."""
        held_before = self._held_before(child.id)
        traits = Traits(
            facts=self._facts(child),
            team=child.team,
            is_pinned=self._pin(child.id) is not None and self._is_out(child, PINNED, held_before),
            is_near_event=self.is_asked(KEY_EVENT, child) and self.is_near_event(child),
            has_many_workers=self.is_asked(CHURN, child)
            and self._is_out(child, CHURN, held_before),
        )
        kind = self._kinds.get(traits)
        if kind is None:
            kind = self._kinds[traits] = len(self.rows)
            self.rows.append(self._row(child, traits))
        named = set(self._marked(child.id))
        if traits.is_pinned or traits.has_many_workers:
            named |= held_before
        return Known(kind=kind, named=frozenset(named))

    @cached_property
    def rows(self) -> list[Row]:
        """What keeps a child of each kind from each worker; longer with every kind that is met."""
        return []

    def bar(self, child: Child, worker: int) -> str:
        """The first rule that keeps this very child from this worker, empty where none does."""
        who = self.scene.workers[worker]
        if not self._is_among(who):
            return NOT_ASKED
        asked = self._asked(child, who)
        for code in HARD:
            is_out = worker in self._apart(child.id) if code == KEEP_APART else _says(code, asked)
            if is_out:
                return code
        for code in KEPT_RULES:
            if self.is_asked(code, child) and (
                is_of_other_team(who, child) if code == OWN_TEAM else _says(code, asked)
            ):
                return code
        return ""

    def is_asked(self, code: str, child: Child) -> bool:
        """Whether a rule that can be set aside is kept for this child."""
        is_held = child.id not in self.scene.waiting
        return code not in self.scene.request.set_aside and (is_held or code not in OF_WHO_IS_HELD)

    def is_near_event(self, child: Child) -> bool:
        """Whether a change of worker would fall near a key event of the child."""
        return bool(self.scene.workers) and _says(
            KEY_EVENT, self._asked(child, self.scene.workers[0])
        )

    # ------------------------------------------------------------------------ by kinds, not names

    def _row(self, child: Child, traits: Traits) -> Row:
        """The codes for everybody of a kind, in the order of `bar`; ``child`` is one of it."""
        held = CHURN if traits.has_many_workers else ""
        held = KEY_EVENT if traits.is_near_event else held
        asked = zip(self.scene.workers, *self._verdicts(child, traits.facts), strict=True)
        return tuple(
            (
                (PINNED if traits.is_pinned else "")
                or hard
                or (OWN_TEAM if self._keeps_teams and is_of_other_team(who, child) else "")
                or new
                or held
                or soon
                if self._is_among(who)
                else NOT_ASKED
            )
            for who, hard, new, soon in asked
        )

    def _verdicts(self, child: Child, facts: Hashable) -> tuple[Row, Row, Row]:
        """What the rules that ask about kinds say: hard ones, of new workers, of who goes soon."""
        known = self._by_facts.get(facts)
        if known is None:
            found = [self._verdict(child, worker) for worker in self._examples]
            every = [found[kind] for kind in self._worker_kinds]
            known = self._by_facts[facts] = (
                tuple(each[0] for each in every),
                tuple(each[1] for each in every),
                tuple(each[2] for each in every),
            )
        return known

    def _verdict(self, child: Child, worker: Worker) -> tuple[str, str, str]:
        asked, kept = self._asked(child, worker), self.scene.request.set_aside
        hard, new, soon = (
            next((code for code in codes if code not in kept and _says(code, asked)), "")
            for codes in (HARD_OF_KINDS, NEW, SOON)
        )
        return hard, new, soon

    def _facts(self, child: Child) -> Hashable:
        beside: Hashable = None
        if child.id in self.scene.today.beside:
            judged, as_at = self._judged, self.scene.today.snapshot.as_at
            day = max(self.scene.effective(child.id) or as_at, as_at)
            beside = is_supported(judged, child, day), bool(doubt_beside(judged, child, day))
        return child.statuses, beside, self.scene.effective(child.id)

    @cached_property
    def _worker_kinds(self) -> tuple[int, ...]:
        """Of which kind each worker is: what the rules that ask about kinds look at."""
        kinds: dict[Hashable, int] = {}
        as_at = self.scene.today.snapshot.as_at
        traits = (_traits(each, as_at) for each in self.scene.workers)
        return tuple(kinds.setdefault(each, len(kinds)) for each in traits)

    @cached_property
    def _examples(self) -> tuple[Worker, ...]:
        """One worker of each kind."""
        first: dict[int, Worker] = {}
        for kind, worker in zip(self._worker_kinds, self.scene.workers, strict=True):
            first.setdefault(kind, worker)
        return tuple(first.values())

    @cached_property
    def _kinds(self) -> dict[Traits, int]:
        return {}

    @cached_property
    def _by_facts(self) -> dict[Hashable, tuple[Row, Row, Row]]:
        return {}

    # ------------------------------------------------------------------------- one child, by name

    def _is_out(self, child: Child, code: str, but: frozenset[int]) -> bool:
        """Whether a rule keeps the child from everybody but these (who are asked by name)."""
        strangers = (who for n, who in enumerate(self.scene.workers) if n not in but)
        stranger = next(strangers, None)
        return stranger is None or _says(code, self._asked(child, stranger))

    def _held_before(self, child: ChildId) -> frozenset[int]:
        """Those of the workers who have the child by the import, or had it in the last year."""
        spell, today = self.scene.today.imported.get(child), self.scene.today
        found = workers_in_year(today, child) | (set() if spell is None else {spell.worker})
        return frozenset(map(self.scene.number.__getitem__, found & self.scene.number.keys()))

    def _marked(self, child: ChildId) -> Iterator[int]:
        """The workers whom marks on this child concern."""
        number = self.scene.number
        for mark in self.scene.marks.get(child, ()):
            if mark.worker is not None and mark.worker in number:
                yield number[mark.worker]
        yield from self._apart(child)

    def _apart(self, child: ChildId) -> frozenset[int]:
        """With whom those stand who are to be kept apart from this one, and will stay there."""
        marks = (m for m in self.scene.marks.get(child, ()) if m.kind is MarkKind.KEEP_APART)
        others = {mark.beside(child) for mark in marks} - self.blocked
        return frozenset(
            worker for each in others if each is not None for worker in self._with_whom(each)
        )

    def _with_whom(self, child: ChildId) -> Iterator[int]:
        """With whom a child is on the day, and with whom it will be by a later move."""
        stands, spell = self.scene.stands, self.scene.today.spells.get(child)
        if child in stands:
            yield stands[child]
        if spell is not None and spell.worker in self.scene.number:
            yield self.scene.number[spell.worker]

    def _pin(self, child: ChildId) -> Pin | DefaultPin | None:
        snapshot = self.scene.today.snapshot
        move = Move(child=child, to=None, effective=self.scene.effective(child))
        return why_pinned(self.scene.today, child, day_of(move, snapshot))

    def _asked(self, child: Child, worker: Worker) -> Asked:
        move = Move(child=child.id, to=worker.id, effective=self.scene.effective(child.id))
        return Asked(loads=self.scene.today, move=move, pin=self._pin(child.id), by=self.scene.by)

    @cached_property
    def _judged(self) -> Judged:
        by = self.scene.by
        calendar = by.calendar.with_holidays(by.policy.holidays)
        return Judged(caseloads=self.scene.today, rules=by.rules, calendar=calendar)

    @cached_property
    def _keeps_teams(self) -> bool:
        return OWN_TEAM not in self.scene.request.set_aside

    def _is_among(self, worker: Worker) -> bool:
        among = self.scene.request.among
        return among is None or worker.id in among


def _says(code: str, asked: Asked) -> bool:
    """Whether a rule says that it is broken; what nobody can tell keeps nobody."""
    return any(not why.missing for why in RULES[code](asked))


def _traits(worker: Worker, as_at: date) -> Hashable:
    """What rules about kinds look at of a worker; what is over by the import keeps nobody."""
    return (
        worker.role,
        worker.is_newly_qualified,
        worker.is_listed,
        None if worker.has_begun(as_at) else worker.first_day,
        worker.last_day,
        tuple(each for each in worker.absences if each.end is None or each.end >= as_at),
    )
