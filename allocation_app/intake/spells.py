"""Rows that say who was with a child from when to when: which of them holds the child now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from allocation_app.domain.people import ChildId, Spell, WorkerId
from allocation_app.intake.capacity import Capacity, capacity_of
from allocation_app.intake.cells import NOT_KNOWN
from allocation_app.intake.facts import NEVER, Facts, Row
from allocation_app.intake.fields import EVENTS, Field
from allocation_app.intake.holders import NOBODY, UNREADABLE, Holder, Holders
from allocation_app.intake.problems import Code, Place, ProblemLog, cell_of

SIGNS = (Field.ALLOCATION_ENDED, Field.INVOLVEMENT, Field.IS_CASE_HOLDER)
OF_THE_SPELL = frozenset(
    {
        *SIGNS,
        Field.WORKER,
        Field.WORKER_ID,
        Field.ALLOCATED,
        Field.CHANGE_REASON,
        Field.TEAM,
        Field.SERVICE,
    }
)
"""What a row says of the spell rather than of the child."""
OF_A_LIST = frozenset({Field.STATUS, Field.CASE_TYPE, Field.CLOSED, *EVENTS})
"""What only a list of children says: a table without any of it is of spells alone."""
A_YEAR = timedelta(days=365)


def has_spells(facts: Facts) -> bool:
    """Whether each row of a table is a spell: it has an end or a capacity, or workers in turn."""
    columns = facts.columns
    if not columns.keys() & {Field.WORKER, Field.WORKER_ID}:
        return False
    return any(sign in columns for sign in SIGNS) or _has_turns(facts)


def _has_turns(facts: Facts) -> bool:
    """Whether a child stands under several workers with several starts."""
    if Field.ALLOCATED not in facts.columns:
        return False
    ids, starts = facts.columns[Field.CHILD_ID], facts.columns[Field.ALLOCATED]
    if len(set(ids)) == len(ids):
        return False
    who = facts.columns[Field.WORKER if Field.WORKER in facts.columns else Field.WORKER_ID]
    met: dict[object, tuple[object, object]] = {}
    for child, worker, start in zip(ids, who, starts, strict=True):
        if not isinstance(child, str) or not worker or not isinstance(start, date):
            continue
        first = met.setdefault(child, (worker, start))
        if first[0] != worker and first[1] != start:
            return True
    return False


def is_of_spells_alone(facts: Facts) -> bool:
    """Whether a table says nothing of children but who was with them."""
    return has_spells(facts) and not facts.columns.keys() & OF_A_LIST


def about_children(facts: Facts) -> Facts:
    """What a table of spells says of the children themselves."""
    kept = {f: column for f, column in facts.columns.items() if f not in OF_THE_SPELL}
    return Facts(table=facts.table, columns=kept, may_repeat=True)


class Line(NamedTuple):
    """A row that is a spell. ``end`` has come; ``is_sure`` is False where nobody can tell."""

    row: Row
    capacity: Capacity
    holder: Holder
    start: date | None
    end: date | None
    is_sure: bool = True

    @property
    def is_open(self) -> bool:
        """Whether it may still be running."""
        return self.end is None


class Settled(NamedTuple):
    """Who holds a child by its spells, from which row, since when; and every spell.

    ``rivals`` are the workers between whom the spells do not decide: nobody knows who holds then.
    ``tells_past`` and ``tells_advisers`` are whether tables with rows of the child tell of ended
    spells, and of personal advisers: then a child without any has none.
    """

    holder: Holder
    row: Row | None
    start: date | None
    spells: tuple[Spell, ...]
    workers_in_year: int | None
    rivals: tuple[WorkerId, ...] = ()
    tells_past: bool = False
    tells_advisers: bool = False


@dataclass(slots=True)
class SpellBook:
    """The spells of every child, as they are met; settled child by child when all are known."""

    holders: Holders
    as_at: date
    log: ProblemLog
    rows: dict[ChildId, list[Row]] = field(default_factory=dict)
    _with_past: set[int] = field(default_factory=set)
    _with_advisers: set[int] = field(default_factory=set)
    _odd: dict[str, list[Row]] = field(default_factory=dict)
    _external: dict[int, list[Row]] = field(default_factory=dict)

    def add(self, child: ChildId, row: Row) -> None:
        """Remember a row."""
        self.rows.setdefault(child, []).append(row)
        if capacity_of(row) is Capacity.PERSONAL_ADVISER:
            self._with_advisers.add(id(row.facts))
        if self.has_ended(row):
            self._with_past.add(id(row.facts))

    def has_ended(self, row: Row) -> bool:
        """Whether the end of a row has come; 1900 and years to come are written for "open"."""
        day = row.cell(Field.ALLOCATION_ENDED)
        return isinstance(day, date) and NEVER < day <= self.as_at

    def is_running(self, child: ChildId) -> bool:
        """Whether any spell of ours with the child may still be running."""
        return any(
            not self.has_ended(row) and capacity_of(row) is not Capacity.EXTERNAL
            for row in self.rows.get(child, ())
        )

    def settle(self, child: ChildId, listed: Spell | None) -> Settled:
        """Who holds the child. ``listed`` is the worker that a list of children gives, if any."""
        lines = [self._line(child, row) for row in self.rows[child]]
        ours = [line for line in lines if line.capacity.involvement is not None]
        holding = [line for line in ours if line.capacity is Capacity.CASE_HOLDER]
        now = [line for line in holding if line.is_open]
        rivals: tuple[WorkerId, ...] = ()
        standing, holder = self._present(lines, now) if listed is None else ((), NOBODY)
        kept = min(standing, key=lambda line: line.start or date.max, default=None)
        if standing and not holder.is_readable:
            rivals, kept = self._rivals(child, standing), None
        elif listed is not None:
            kept = next((line for line in now if line.holder.worker == listed.worker), None)
            self._contradicted(child, listed, now)
        elif holder is NOBODY:
            kept = self._adviser(ours)
            holder = NOBODY if kept is None else kept.holder
        self._check(child, holding)
        who = holder.worker if listed is None else listed.worker
        return Settled(
            holder=holder,
            row=None if kept is None else kept.row,
            start=None if kept is None else kept.start,
            spells=tuple(_spells(child, ours, now, who)),
            workers_in_year=self._in_year(holding, listed),
            rivals=rivals,
            tells_past=any(id(line.row.facts) in self._with_past for line in lines),
            tells_advisers=any(id(line.row.facts) in self._with_advisers for line in lines),
        )

    def team_row(self, child: ChildId, holding: Row | None) -> Row:
        """The row whose team is the child's: the holder's, else an open one, else the last."""
        rows = self.rows[child]
        running = [row for row in rows if not self.has_ended(row)]
        return holding or (running or [max(rows, key=_end_of)])[0]

    def _line(self, child: ChildId, row: Row) -> Line:
        capacity = capacity_of(row)
        start, end = row.cell(Field.ALLOCATED), row.cell(Field.ALLOCATION_ENDED)
        begun = start if isinstance(start, date) and start > NEVER else None
        ended = end if isinstance(end, date) and self.has_ended(row) else None
        if begun is not None and ended is not None and ended < begun:
            self.log.add(
                Code.SPELL_BACKWARDS,
                row.place(Field.ALLOCATION_ENDED),
                ended.isoformat(),
                child=child,
                start=begun,
                end=ended,
            )
            begun = None
        if capacity is Capacity.EXTERNAL:
            self._external.setdefault(id(row.facts), []).append(row)
            return Line(row, capacity, NOBODY, begun, ended)
        if capacity is Capacity.NOT_KNOWN and self._is_nobodys(row):
            return Line(row, Capacity.CASE_HOLDER, NOBODY, begun, ended)
        if capacity is Capacity.NOT_KNOWN:
            word = row.cell(Field.INVOLVEMENT)
            self._odd.setdefault(word if isinstance(word, str) else "", []).append(row)
            return Line(row, capacity, UNREADABLE, begun, ended)
        is_sure = end is not NOT_KNOWN
        return Line(row, capacity, self._who(row), begun, ended, is_sure)

    def _is_nobodys(self, row: Row) -> bool:
        """Whether a row names nobody in no capacity: a child of whom no spell is known."""
        if row.cell(Field.INVOLVEMENT) is not None or row.cell(Field.IS_CASE_HOLDER) is not None:
            return False
        who = self._who(row)
        return who.worker is None and who.is_readable

    def _who(self, row: Row) -> Holder:
        wanted = Field.WORKER if Field.WORKER in row.facts.columns else Field.WORKER_ID
        name = row.cell(Field.WORKER)
        return self.holders.holder(name, row.cell(Field.WORKER_ID), row, wanted)

    def _present(self, lines: Sequence[Line], now: Sequence[Line]) -> tuple[Sequence[Line], Holder]:
        """The case-holding lines that may stand, and whom they name; of two holders none stands."""
        if any(not line.is_sure or not line.holder.is_readable for line in now):
            return (), UNREADABLE
        named = [line for line in now if line.holder.worker is not None]
        begun = [line for line in named if line.start is None or line.start <= self.as_at] or named
        if not begun:
            has_odd = any(x.capacity is Capacity.NOT_KNOWN and x.is_open for x in lines)
            return (), UNREADABLE if has_odd else NOBODY
        is_one = len({line.holder.worker for line in begun}) == 1
        return begun, begun[0].holder if is_one else UNREADABLE

    def _rivals(self, child: ChildId, lines: Sequence[Line]) -> tuple[WorkerId, ...]:
        """The several open holders, who began last in front, and an error with all their cells."""
        first: dict[WorkerId, Line] = {}
        for line in sorted(lines, key=lambda line: line.start or date.min, reverse=True):
            if line.holder.worker is not None:
                first.setdefault(line.holder.worker, line)
        *others, last = first.values()
        places = [self._place(line) for line in others]
        self.log.add(
            Code.SPELLS_BOTH_OPEN,
            self._place(last),
            self._name(last),
            child=child,
            kept="; ".join(map(self._name, others)),
            first_row=places[0].row,
            cells="; ".join(map(cell_of, places)),
        )
        return tuple(first)

    def _contradicted(self, child: ChildId, listed: Spell, now: Sequence[Line]) -> None:
        """Report an open case holder who is not the worker that the list of children gives."""
        others = [line for line in now if line.holder.worker not in (None, listed.worker)]
        if others and not any(line.holder.worker == listed.worker for line in now):
            kept = self.holders.workers[listed.worker].name
            place = self._place(others[-1])
            self.log.add(Code.SPELL_CONFLICT, place, self._name(others[-1]), child=child, kept=kept)

    @staticmethod
    def _place(line: Line) -> Place:
        """The cell that names the worker of a line."""
        has_name = isinstance(line.row.cell(Field.WORKER), str)
        return line.row.place(Field.WORKER if has_name else Field.WORKER_ID)

    def _name(self, line: Line) -> str:
        worker = line.holder.worker
        return "" if worker is None else self.holders.workers[worker].name

    @staticmethod
    def _adviser(ours: Sequence[Line]) -> Line | None:
        """The personal adviser, who holds the case of a child that no social worker does."""
        return next(
            (
                line
                for line in ours
                if line.capacity is Capacity.PERSONAL_ADVISER
                and line.is_open
                and line.is_sure
                and line.holder.worker is not None
            ),
            None,
        )

    def _check(self, child: ChildId, holding: Sequence[Line]) -> None:
        """Note case holders whose times overlap, one of them having ended (SSDA903 asks for it)."""
        dated = sorted(
            (line for line in holding if line.start is not None and line.holder.worker),
            key=lambda line: line.start or date.min,
        )
        for before, after in pairwise(dated):
            is_same = before.holder.worker == after.holder.worker
            if is_same or (before.end is None and after.end is None) or after.start is None:
                continue
            if before.end is None or after.start < before.end:
                place = after.row.place(Field.ALLOCATED)
                self.log.add(
                    Code.SPELLS_OVERLAP,
                    place,
                    after.start.isoformat(),
                    child=child,
                    first_row=before.row.place(Field.ALLOCATED).row,
                )

    def _in_year(self, holding: Sequence[Line], listed: Spell | None) -> int | None:
        """How many workers held the case in the last 12 months, where the past is told."""
        if not any(id(line.row.facts) in self._with_past for line in holding):
            return None
        since = self.as_at - A_YEAR
        recent = [line for line in holding if line.end is None or line.end > since]
        if any(not line.holder.is_readable or not line.is_sure for line in recent):
            return None
        found = {line.holder.worker for line in recent if line.holder.worker is not None}
        found |= {listed.worker} if listed is not None else set()
        return sum(self.holders.workers[worker].holds_cases for worker in found)

    def report(self) -> None:
        """Say, once each, which capacities are not known and how many rows were of others."""
        for word, rows in self._odd.items():
            place = rows[0].place(Field.INVOLVEMENT)
            self.log.add(Code.INVOLVEMENT_UNKNOWN, place, word, rows=len(rows))
        for rows in self._external.values():
            place = rows[0].facts.table.place(Field.INVOLVEMENT)
            self.log.add(Code.SPELLS_OF_OTHERS, place, rows=len(rows))


def _spells(
    child: ChildId, ours: Sequence[Line], now: Sequence[Line], holder: WorkerId | None
) -> list[Spell]:
    """A spell for every line, but for those that were open as case holders and their doubles."""
    found: dict[Spell, None] = {}
    for line in ours:
        involvement, worker = line.capacity.involvement, line.holder.worker
        is_said = line in now or (line.is_open and worker == holder)
        if involvement is not None and worker is not None and line.is_sure and not is_said:
            spell = Spell(
                child=child, worker=worker, start=line.start, end=line.end, involvement=involvement
            )
            found[spell] = None
    return list(found)


def _end_of(row: Row) -> date:
    day = row.cell(Field.ALLOCATION_ENDED)
    return day if isinstance(day, date) else date.min


def latest(rows: Mapping[ChildId, Sequence[Row]], book: SpellBook) -> dict[ChildId, list[Row]]:
    """The rows that speak of each child as it is: those of open spells, else of the last one."""
    chosen: dict[ChildId, list[Row]] = {}
    for child, of_child in rows.items():
        running = [row for row in of_child if not book.has_ended(row)]
        last = max(map(_end_of, of_child))
        chosen[child] = running or [row for row in of_child if _end_of(row) == last]
    return chosen
