"""Which rows speak of which child, and which of these children are open cases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from allocation_app.domain.people import ChildId, Status
from allocation_app.intake.facts import Facts, Row
from allocation_app.intake.fields import Field
from allocation_app.intake.holders import NOBODY, UNREADABLE, Holder
from allocation_app.intake.layouts.layout import Subject
from allocation_app.intake.problems import Code, ProblemLog
from allocation_app.intake.rows import child_rows
from allocation_app.intake.spells import (
    SpellBook,
    about_children,
    has_spells,
    is_of_spells_alone,
    latest,
)
from allocation_app.intake.vocabulary import KNOWN_WORDS, Vocabulary

WHO = frozenset({Field.WORKER, Field.WORKER_ID})
OF_THE_CASE = frozenset({Field.CLOSED, Field.STATUS, Field.CASE_TYPE, *WHO})
"""A list that has any of these is of open cases, and would say if one were closed."""


def _says_of_closing(facts: Facts) -> bool:
    """Whether a table would say of a child that the case is closed."""
    return facts.table.layout.status is not None or bool(facts.columns.keys() & OF_THE_CASE)


@dataclass(slots=True)
class Gathering:
    """Takes in one table after another, the one believed first in front.

    ``unsaid`` is who holds a child of whom no row names a worker: nobody knows, unless there are
    spells of the other children. ``left_care`` is when a list of children in care ended a child's.
    """

    spells: SpellBook
    as_at: date
    log: ProblemLog
    vocabulary: Vocabulary = KNOWN_WORDS
    unsaid: Holder = UNREADABLE
    left_care: dict[ChildId, date] = field(default_factory=dict)
    _first: dict[ChildId, Row] = field(default_factory=dict)
    _again: dict[ChildId, list[Row]] = field(default_factory=dict)
    _closed: dict[ChildId, date] = field(default_factory=dict)
    _of_spells: set[int] = field(default_factory=set)
    _alone: set[int] = field(default_factory=set)
    _ended: dict[int, list[Row]] = field(default_factory=dict)
    _left_on: dict[int, list[Row]] = field(default_factory=dict)

    def take(self, facts: Facts) -> None:
        """Take in a table."""
        if has_spells(facts):
            self._take_spells(facts)
            return
        is_beside = facts.table.layout.subject is Subject.BESIDE
        for child, index, is_open in child_rows(facts, self.as_at, self.log, self.vocabulary):
            if is_beside and child not in self._first:
                continue
            if is_open:
                self._meet(child, Row(facts, index))
            else:
                day = facts.columns[Field.CLOSED][index] if Field.CLOSED in facts.columns else None
                known = self._closed.get(child, date.min)
                self._closed[child] = max(known, day if isinstance(day, date) else date.min)
                if facts.table.layout.status is Status.LOOKED_AFTER and isinstance(day, date):
                    self.left_care[child] = max(day, self.left_care.get(child, day))

    def _take_spells(self, facts: Facts) -> None:
        """Take in a table of spells: who was with each child, and what it says of the child."""
        about = about_children(facts)
        self._of_spells.add(id(about))
        if is_of_spells_alone(facts):
            self._alone.add(id(about))
        of_child: dict[ChildId, list[Row]] = {}
        for child, index, is_open in child_rows(facts, self.as_at, self.log, self.vocabulary):
            row = Row(facts, index)
            self.spells.add(child, row)
            if is_open:
                of_child.setdefault(child, []).append(row)
        for child, rows in latest(of_child, self.spells).items():
            for row in rows:
                self._meet(child, Row(about, row.at))

    def _meet(self, child: ChildId, row: Row) -> None:
        if self._first.setdefault(child, row) is not row:
            self._again.setdefault(child, [self._first[child]]).append(row)

    def children(self) -> Iterator[tuple[ChildId, list[Row]]]:
        """Every open child with the rows that speak of it, when all tables are in."""
        self._find_uncovered()
        for child, row in self._first.items():
            rows = self._again.get(child, [row])
            if (not self._alone and not self._closed) or self._is_open(child, rows):
                yield child, rows

    def _is_open(self, child: ChildId, rows: Sequence[Row]) -> bool:
        """Whether a child is anybody's: known from a list, or with a spell that may be running."""
        lists = [row for row in rows if id(row.facts) not in self._alone]
        if lists:
            return child not in self._closed or self._is_said_to_be_open(lists)
        is_running = self.spells.is_running(child)
        if child in self._closed:
            return is_running and self._is_open_again(child, rows[0])
        if not is_running:
            self._ended.setdefault(id(rows[0].facts), []).append(rows[0])
        return is_running

    def _is_said_to_be_open(self, rows: Sequence[Row]) -> bool:
        """Whether a child of a closed case stands open on a list that would say if it were not.

        A list of visits goes on showing a child whose case was closed.
        """
        if any(_says_of_closing(row.facts) for row in rows):
            return True
        self._left_on.setdefault(id(rows[0].facts), []).append(rows[0])
        return False

    def _is_open_again(self, child: ChildId, row: Row) -> bool:
        """Whether somebody began with the child after the day on which the case was closed."""
        closed = self._closed[child]
        starts = [
            start
            for spell in self.spells.rows[child]
            if not self.spells.has_ended(spell)
            and isinstance(start := spell.cell(Field.ALLOCATED), date)
        ]
        if closed > date.min and any(start > closed for start in starts):
            return True
        self.log.add(Code.CHILD_CLOSED_AND_HELD, row.place(Field.CHILD_ID), child, child=child)
        return False

    def _find_uncovered(self) -> None:
        """Decide what it means that spells were read, and none of them is a child's.

        Where at least half of the children whose list gives no worker have one, the spells are of
        these children: who has none has no worker. Where fewer have, they are of others.
        """
        if not self.spells.rows:
            return
        asked = {
            child: row
            for child, row in self._first.items()
            if self._is_silent_on_workers(self._again.get(child, [row]))
        }
        without = [row for child, row in asked.items() if child not in self.spells.rows]
        if without:
            is_covered = len(without) * 2 <= len(asked)
            code = Code.CHILDREN_WITHOUT_SPELL if is_covered else Code.CHILDREN_OF_OTHER_SPELLS
            self.unsaid = NOBODY if is_covered else UNREADABLE
            self.log.add(code, without[0].place(Field.CHILD_ID), rows=len(without))

    def _is_silent_on_workers(self, rows: Sequence[Row]) -> bool:
        """Whether a child stands on a list, and none of its lists has a column for the worker."""
        lists = [row.facts for row in rows if id(row.facts) not in self._of_spells]
        return bool(lists) and not any(facts.columns.keys() & WHO for facts in lists)

    def report(self) -> None:
        """Say how many children stand in ended spells alone, by their table, and of whose."""
        for rows in self._ended.values():
            self.log.add(Code.CHILDREN_ENDED, rows[0].facts.table.place(), rows=len(rows))
        for rows in self._left_on.values():
            self.log.add(Code.ROWS_CLOSED, rows[0].facts.table.place(), rows=len(rows))
        self.spells.report()
