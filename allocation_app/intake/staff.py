"""The staff list: a worker per row, with hours, role, absences, reductions and languages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import TypeVar

from allocation_app.domain.people import Absence, Reduction, Role, Worker, WorkerId
from allocation_app.intake.cells import NOT_KNOWN, text_of
from allocation_app.intake.facts import Facts, Row, is_known
from allocation_app.intake.fields import Field
from allocation_app.intake.layouts.returns import WORKFORCE
from allocation_app.intake.mapping import Holding
from allocation_app.intake.names import shown_name, without_brackets
from allocation_app.intake.problems import Code, ProblemLog
from allocation_app.intake.teams import Teams
from allocation_app.intake.totals import is_total
from allocation_app.intake.vocabulary import KNOWN_WORDS, RoleReading, Vocabulary
from allocation_app.intake.workforce import (
    NEWLY_QUALIFIED,
    WITHOUT_CASES,
    is_counting_day,
    reductions_of,
    role_of_code,
)

T = TypeVar("T")

WELSH = "Welsh"
LANGUAGES = {"cymraeg": WELSH, "saesneg": "English", "welsh": WELSH, "english": "English"}


@dataclass(slots=True)
class _StaffList:
    """Takes in one row after another; `found` is every worker so far."""

    teams: Teams
    as_at: date
    log: ProblemLog
    vocabulary: Vocabulary
    found: dict[WorkerId, Worker] = field(default_factory=dict)
    _rows: dict[WorkerId, Row] = field(default_factory=dict)
    _odd_roles: dict[str, list[Row]] = field(default_factory=dict)
    _counted: dict[Code, list[Row]] = field(default_factory=dict)

    def add(self, row: Row) -> None:
        """Take in a row; a worker met before keeps the facts of the first row."""
        worker = self._worker(row, row.says())
        if worker is None:
            return
        known = self.found.get(worker.id)
        if known is None:
            self.found[worker.id], self._rows[worker.id] = worker, row
            return
        self._compare(known, worker, row)
        self.found[worker.id] = replace(
            known,
            absences=_both(known.absences, worker.absences),
            reductions=_both(known.reductions, worker.reductions),
        )

    def _worker(self, row: Row, says: dict[Field, object]) -> Worker | None:
        name, given_id = _name(says), _text(says, Field.WORKER_ID)
        if is_total(name or given_id) and not (name and given_id):
            self.log.add(Code.ROW_TOTAL, row.place(Field.WORKER), name or given_id)
            return None
        if not name and not given_id:
            if any(map(is_known, says.values())):
                self.log.add(Code.STAFF_WITHOUT_NAME, row.place(Field.WORKER))
            return None
        if self.vocabulary.is_nobody(name or given_id):
            self.log.add(Code.STAFF_VACANCY, row.place(Field.WORKER), name or given_id)
            return None
        self._leave_out(row, says)
        title = _text(says, Field.ROLE)
        reading = self._reading(row, title, says)
        if title and reading is None:
            self._odd_roles.setdefault(title, []).append(row)
        return Worker(
            id=WorkerId(given_id or without_brackets(name)),
            name=without_brackets(name) or given_id,
            role=self._role(name or given_id, title, reading),
            team=self.teams.id_of(_text(says, Field.TEAM), _text(says, Field.SERVICE)),
            fte=_fte(says),
            is_newly_qualified=says.get(Field.NEWLY_QUALIFIED) is True
            or (reading is not None and reading.is_newly_qualified),
            is_agency=says.get(Field.AGENCY) is True or (reading is not None and reading.is_agency),
            is_listed=True,
            first_day=_day(says, Field.FIRST_DAY),
            last_day=_day(says, Field.LAST_DAY),
            absences=self._absences(row, says),
            reductions=self._reductions(row, says),
            languages=_languages(says),
            last_supervision=_day(says, Field.LAST_SUPERVISION),
            is_supervision_recorded=says.get(Field.LAST_SUPERVISION, NOT_KNOWN) is not NOT_KNOWN,
        )

    def _leave_out(self, row: Row, says: dict[Field, object]) -> None:
        """Take out dates that can't be: a supervision to come, a first day after the last one.

        The last day stands, so that nobody who may have left counts as there.
        """
        held, first = says.get(Field.LAST_SUPERVISION), says.get(Field.FIRST_DAY)
        last = _day(says, Field.LAST_DAY)
        if isinstance(held, date) and held > self.as_at:
            wanted = Field.LAST_SUPERVISION
            details = {"kind": "future", "field": wanted.value, "as_at": self.as_at}
            self.log.add(Code.DATE_IMPOSSIBLE, row.place(wanted), held.isoformat(), **details)
            says[wanted] = NOT_KNOWN
        if isinstance(first, date) and last is not None and last < first:
            self._report_backwards(row, Field.LAST_DAY, first, last, kind="worker")
            says[Field.FIRST_DAY] = NOT_KNOWN

    def _reading(self, row: Row, title: str, says: dict[Field, object]) -> RoleReading | None:
        """What the role says: a job title, or the code of a census."""
        if row.facts.table.layout.name == WORKFORCE:
            is_new = _text(says, Field.PRACTICE_STATUS) == NEWLY_QUALIFIED
            return role_of_code(title, is_newly_qualified=is_new)
        return self.vocabulary.role_of(title) if title else None

    def _role(self, name: str, title: str, reading: RoleReading | None) -> Role | None:
        """The role by what somebody decided of the name, by the title, else by the name itself."""
        decided = self.vocabulary.holding(name)
        by_name = self.vocabulary.stand_in(name, frozenset())
        if by_name is not None and (decided is not None or reading is None):
            return by_name
        if reading is None:
            return Role.UNRECOGNISED if title else None
        is_person = decided is Holding.PERSON
        return Role.UNRECOGNISED if is_person and not reading.role.is_person else reading.role

    def _absences(self, row: Row, says: dict[Field, object]) -> tuple[Absence, ...]:
        start, end = says.get(Field.ABSENT_FROM), _day(says, Field.ABSENT_TO)
        reason = _text(says, Field.ABSENCE_REASON)
        is_away = says.get(Field.IS_ABSENT)
        if start is None and is_away is not None:
            return self._away(row, end, reason) if is_away is True else ()
        if not isinstance(start, date):
            if end is not None or reason:
                wanted = Field.ABSENT_FROM
                value = reason if end is None else end.isoformat()
                self.log.add(Code.ABSENCE_UNUSABLE, row.place(wanted), value, field=wanted.value)
            return ()
        if end is not None and end < start:
            self._report_backwards(row, Field.ABSENT_TO, start, end)
            return ()
        return (Absence(start=start, end=end, reason=reason),)

    def _away(self, row: Row, end: date | None, reason: str) -> tuple[Absence, ...]:
        """An absence without its first day: known for the day of the list, not since when."""
        is_census = row.facts.table.layout.name == WORKFORCE
        if is_census and not is_counting_day(self.as_at):
            self._counted.setdefault(Code.ABSENCE_OF_SEPTEMBER, []).append(row)
            return ()
        if end is not None and end < self.as_at:
            return ()
        self._counted.setdefault(Code.ABSENCE_SINCE_UNKNOWN, []).append(row)
        return (Absence(start=self.as_at, end=end, reason=reason),)

    def _reductions(self, row: Row, says: dict[Field, object]) -> tuple[Reduction, ...]:
        if row.facts.table.layout.name == WORKFORCE:
            code = _text(says, Field.ROLE)
            if code == WITHOUT_CASES:
                self._counted.setdefault(Code.STAFF_WITHOUT_CASES, []).append(row)
            return reductions_of(code)
        share = says.get(Field.REDUCTION)
        if not isinstance(share, int | float) or not share:
            return ()
        start, end = _day(says, Field.REDUCTION_FROM), _day(says, Field.REDUCTION_TO)
        if start is not None and end is not None and end < start:
            self._report_backwards(row, Field.REDUCTION_TO, start, end)
            return ()
        reason = _text(says, Field.REDUCTION_REASON)
        return (Reduction(share=float(share), reason=reason, start=start, end=end),)

    def _report_backwards(
        self, row: Row, wanted: Field, start: date, end: date, kind: str = "time"
    ) -> None:
        details = {"kind": kind, "start": start, "end": end}
        self.log.add(Code.DATES_BACKWARDS, row.place(wanted), end.isoformat(), **details)

    def _compare(self, known: Worker, other: Worker, row: Row) -> None:
        """Report what a second row about a worker says otherwise, or that it says the same."""
        first_row = self._rows[known.id].place(Field.WORKER).row
        place = row.place(Field.WORKER)
        has_conflict = False
        for item in fields(Worker):
            mine, theirs = getattr(known, item.name), getattr(other, item.name)
            if item.name in JOINED or not theirs or mine == theirs:
                continue
            has_conflict = True
            self.log.add(
                Code.STAFF_CONFLICT,
                place,
                str(theirs),
                worker=known.id,
                field=item.name,
                kept="" if mine is None else mine,
                first_row=first_row,
            )
        if not has_conflict:
            self.log.add(Code.STAFF_REPEATED, place, known.name, first_row=first_row)

    def report(self) -> None:
        """Name the roles that no word of ours fits, once each."""
        for title, rows in self._odd_roles.items():
            self.log.add(Code.ROLE_UNKNOWN, rows[0].place(Field.ROLE), title, rows=len(rows))
        for code, rows in self._counted.items():
            wanted = Field.ROLE if code is Code.STAFF_WITHOUT_CASES else Field.IS_ABSENT
            self.log.add(code, rows[0].place(wanted), rows=len(rows))


JOINED = frozenset({"id", "is_listed", "absences", "reductions", "is_supervision_recorded"})
"""What two rows about one worker add to, rather than contradict."""


def staff(
    tables: Iterable[Facts],
    teams: Teams,
    as_at: date,
    log: ProblemLog,
    vocabulary: Vocabulary = KNOWN_WORDS,
) -> dict[WorkerId, Worker]:
    """Every worker of the staff lists by id; the name is the id where the list has none."""
    made = _StaffList(teams=teams, as_at=as_at, log=log, vocabulary=vocabulary)
    for facts in tables:
        for index in range(len(facts.table.rows)):
            made.add(Row(facts, index))
    made.report()
    return made.found


def _name(row: dict[Field, object]) -> str:
    whole = _text(row, Field.WORKER)
    if whole:
        surname = _text(row, Field.WORKER_SURNAME)
        forename = _text(row, Field.WORKER_FORENAME)
        return shown_name(whole) if not (surname and not forename) else f"{whole} {surname}"
    parts = (_text(row, Field.WORKER_FORENAME), _text(row, Field.WORKER_SURNAME))
    return " ".join(filter(None, parts))


def _text(row: dict[Field, object], wanted: Field) -> str:
    value = row.get(wanted)
    return text_of(value) if is_known(value) else ""


def _day(row: dict[Field, object], wanted: Field) -> date | None:
    value = row.get(wanted)
    return value if isinstance(value, date) else None


def _fte(row: dict[Field, object]) -> float | None:
    for wanted in (Field.FTE, Field.HOURS):
        value = row.get(wanted)
        if isinstance(value, int | float):
            return float(value)
    return None


def _languages(row: dict[Field, object]) -> frozenset[str]:
    found = {WELSH} if row.get(Field.WELSH_SPEAKER) is True else set[str]()
    text = _text(row, Field.LANGUAGES)
    for separator in (";", "/", "+", "&", " and ", " a "):
        text = text.replace(separator, ",")
    for part in text.split(","):
        language = part.strip()
        if language:
            found.add(LANGUAGES.get(language.lower(), language))
    return frozenset(found)


def _both(first: tuple[T, ...], second: tuple[T, ...]) -> tuple[T, ...]:
    return (*first, *(item for item in second if item not in first))
