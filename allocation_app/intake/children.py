"""Children and their spells, from every table about children: one child per id, none lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, cast

from allocation_app.domain.people import (
    Child,
    ChildId,
    EventKind,
    FamilyId,
    Involvement,
    LegalStatus,
    Spell,
    Status,
    WorkerId,
)
from allocation_app.intake.care import CareFacts
from allocation_app.intake.cells import NOT_KNOWN, text_of
from allocation_app.intake.facts import Facts, Row, Said
from allocation_app.intake.fields import EVENTS, Field
from allocation_app.intake.gathering import Gathering
from allocation_app.intake.holders import NOBODY, UNREADABLE, Holder, Holders
from allocation_app.intake.merging import joined
from allocation_app.intake.names import SEVERAL
from allocation_app.intake.problems import Code, ProblemLog
from allocation_app.intake.record_checks import RecordChecks
from allocation_app.intake.rivals import WHO, rivals_of
from allocation_app.intake.rivals import report as report_rivals
from allocation_app.intake.spells import SpellBook
from allocation_app.intake.teams import Teams
from allocation_app.intake.vocabulary import KNOWN_WORDS, Vocabulary

ROWS_A_TICK = 2_000
UNKNOWN_STATUS = frozenset({Status.UNKNOWN})
OTHERS = (
    (Field.CO_WORKER, Involvement.CO_WORKER),
    (Field.PERSONAL_ADVISER, Involvement.PERSONAL_ADVISER),
)


class _Statuses(NamedTuple):
    """What the rows of a child come to: statuses, their words, and words that we do not know."""

    found: frozenset[Status]
    text: str
    odd: tuple[str, ...]


@dataclass(slots=True)
class Children:
    """Makes children out of rows; `found` and `spells` are what came of it."""

    teams: Teams
    holders: Holders
    as_at: date
    log: ProblemLog
    vocabulary: Vocabulary = KNOWN_WORDS
    found: dict[ChildId, Child] = field(default_factory=dict)
    spells: list[Spell] = field(default_factory=list)
    gathering: Gathering = field(init=False)
    care: CareFacts = field(init=False)
    checks: RecordChecks = field(init=False)
    _statuses: dict[tuple[Said, ...], _Statuses] = field(default_factory=dict)
    _recorded: dict[frozenset[EventKind], frozenset[EventKind]] = field(default_factory=dict)
    _odd_statuses: dict[str, list[Row]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin with no row."""
        self.checks = RecordChecks(self.as_at, self.log)
        self.care = CareFacts(holders=self.holders, log=self.log)
        spells = SpellBook(holders=self.holders, as_at=self.as_at, log=self.log)
        self.gathering = Gathering(
            spells=spells, as_at=self.as_at, log=self.log, vocabulary=self.vocabulary
        )

    def read(self, tables: Sequence[Facts], tick: Callable[[], None]) -> None:
        """Every open child of these tables, the table believed first in front."""
        for facts in tables:
            self.gathering.take(facts)
        for number, (child, rows) in enumerate(self.gathering.children()):
            if not number % ROWS_A_TICK:
                tick()
            self._add(child, rows)
        self.gathering.report()
        self.care.report()
        self.checks.report()
        self._report_statuses()

    def _add(self, child: ChildId, rows: list[Row]) -> None:
        row = rows[0]
        is_plain = len(rows) == 1 and row.at not in row.facts.silent
        several = {} if is_plain else rivals_of(rows, lambda one: self._named(one, one.says()))
        if is_plain:
            says = row.says_beside_events()
        else:
            untold = frozenset(WHO) if several else frozenset[Field]()
            says = joined(child, rows, self.log, self.vocabulary, untold)
        self.checks.leave_out(rows, says)
        self.care.leave_out(row, says)
        holder = UNREADABLE if several else self._named(row, says)
        rivals: tuple[WorkerId, ...] = ()
        if child in self.gathering.spells.rows:
            holder, rivals = self._settle(child, row, says, holder)
        if several and holder.worker is None and not rivals:
            holder, rivals = UNREADABLE, tuple(several)
            report_rivals(child, several, self.holders)
        adviser = says.get(Field.PERSONAL_ADVISER)
        if holder.worker is None and holder.is_readable and isinstance(adviser, str):
            holder = self._adviser(row, adviser)
        self._spells_of(child, row, says, holder)
        statuses, text = self._status(child, rows)
        legal_status = self.care.legal_status(row, says)
        events, recorded = self._events(row if is_plain else None, says, legal_status)
        if Status.CARE_LEAVER in statuses and child in self.gathering.left_care:
            events.setdefault(EventKind.LEFT_CARE, self.gathering.left_care[child])
        family = _text(says, Field.FAMILY)
        self.found[child] = found = Child(
            id=child,
            name=_name(says),
            date_of_birth=_date(says, Field.DATE_OF_BIRTH),
            family=FamilyId(family) if family else None,
            team=self.teams.id_of(_text(says, Field.TEAM), _text(says, Field.SERVICE)),
            statuses=statuses,
            status_text=text,
            events=events,
            recorded=recorded,
            is_holder_readable=holder.is_readable,
            language=_text(says, Field.LANGUAGE),
            is_out_of_area=_flag(says, Field.OUT_OF_AREA),
            is_conference_needed=_flag(says, Field.CONFERENCE_NEEDED),
            is_placement_long_term=_long_term(says),
            placements_in_year=_count(says, Field.PLACEMENTS_IN_YEAR),
            workers_in_year=_count(says, Field.WORKERS_IN_YEAR),
            placement=self.care.placement(row, says),
            legal_status=legal_status,
            visited_by=self.care.visitor(row, says, holder.worker),
            rivals=rivals,
            told=self.care.told(says),
        )
        self.checks.check(found, rows)

    def _settle(
        self, child: ChildId, row: Row, says: dict[Field, object], listed: Holder
    ) -> tuple[Holder, tuple[WorkerId, ...]]:
        """Who holds a child that has spells, or the several between whom they do not decide.

        The spells are kept, and what they tell joins the other facts.

        A worker whom a list of children names stands before those of the spells; a cell that is
        blank or can't be read leaves it to them.
        """
        book, own = self.gathering.spells, None
        if listed.worker is not None:
            own = Spell(child=child, worker=listed.worker, start=_date(says, Field.ALLOCATED))
        settled = book.settle(child, own)
        if settled.tells_advisers:
            says.setdefault(Field.PERSONAL_ADVISER, None)
        if settled.tells_past:
            says.setdefault(Field.PREVIOUS_WORKER, None)
        if own is None or own.start is None:
            is_unread = settled.row is not None and settled.row.cell(Field.ALLOCATED) is NOT_KNOWN
            says[Field.ALLOCATED] = NOT_KNOWN if is_unread else settled.start
            if settled.row is not None and settled.start and settled.start > self.as_at:
                self.checks.report_future(settled.row, Field.ALLOCATED, settled.start)
                says[Field.ALLOCATED] = NOT_KNOWN
        if _count(says, Field.WORKERS_IN_YEAR) is None:
            says[Field.WORKERS_IN_YEAR] = settled.workers_in_year
        if not _text(says, Field.TEAM):
            of_team = book.team_row(child, settled.row)
            for wanted in (Field.TEAM, Field.SERVICE):
                says[wanted] = of_team.cell(wanted)
        said = says.get(Field.WORKER)
        if (
            own is None
            and settled.holder.worker
            and isinstance(said, str)
            and self.vocabulary.is_nobody(said)
        ):
            kept = self.holders.workers[settled.holder.worker].name
            place = row.place(Field.WORKER)
            self.log.add(Code.SPELL_CONFLICT, place, said, child=child, kept=kept)
        self.spells.extend(settled.spells)
        return (settled.holder, settled.rivals) if own is None else (listed, ())

    def _named(self, row: Row, says: Mapping[Field, object]) -> Holder:
        """Whom the worker's cell names."""
        if Field.WORKER in says:
            name, given = says[Field.WORKER], says.get(Field.WORKER_ID)
            return self.holders.holder(name, given, row, Field.WORKER)
        if Field.WORKER_ID in says:
            return self.holders.holder(None, says[Field.WORKER_ID], row, Field.WORKER_ID)
        return self.gathering.unsaid

    def _adviser(self, row: Row, adviser: object) -> Holder:
        found = self.holders.holder(adviser, None, row, Field.PERSONAL_ADVISER)
        return found if found.worker is not None else NOBODY

    def _spells_of(
        self, child: ChildId, row: Row, says: dict[Field, object], holder: Holder
    ) -> None:
        before = self._previous(child, row, says)
        if before is not None:
            self.spells.append(before)
        if holder.worker is not None:
            start = _date(says, Field.ALLOCATED)
            self.spells.append(Spell(child=child, worker=holder.worker, start=start))
        for wanted, involvement in OTHERS:
            if isinstance(text := says.get(wanted), str):
                others = self._others(row, text, wanted)
                if not others and not self.vocabulary.is_nobody(text):
                    says[wanted] = NOT_KNOWN
                for worker in others:
                    if worker != holder.worker:
                        self.spells.append(
                            Spell(child=child, worker=worker, involvement=involvement)
                        )

    def _others(self, row: Row, names: str, wanted: Field) -> list[WorkerId]:
        """Everybody named in a cell that may name several."""
        found: dict[WorkerId, None] = {}
        is_nobody = self.vocabulary.is_nobody(names)
        for name in [names] if is_nobody else SEVERAL.split(names):  # "n/a" is one word
            if name and wanted is Field.PERSONAL_ADVISER:
                worker = self._adviser(row, name).worker
            else:
                worker = self.holders.holder(name or None, None, row, wanted).worker
            if worker is not None:
                found[worker] = None
        return list(found)

    def _previous(self, child: ChildId, row: Row, says: Mapping[Field, object]) -> Spell | None:
        """The spell that ended before the present one, where both worker and end are known."""
        name, ended = says.get(Field.PREVIOUS_WORKER), says.get(Field.PREVIOUS_WORKER_ENDED)
        if name is None and ended is None:
            return None
        worker = self.holders.holder(name, None, row, Field.PREVIOUS_WORKER).worker
        if isinstance(ended, date) and ended > self.as_at:
            self.checks.report_future(row, Field.PREVIOUS_WORKER_ENDED, ended)
            return None
        if worker is not None and isinstance(ended, date):
            return Spell(child=child, worker=worker, end=ended)
        if (worker is None) == isinstance(ended, date) and NOT_KNOWN not in (name, ended):
            place = row.place(Field.PREVIOUS_WORKER)
            value = text_of(ended if worker is None else name)
            self.log.add(Code.PREVIOUS_WORKER_INCOMPLETE, place, value, child=child)
        return None

    def _status(self, child: ChildId, rows: Sequence[Row]) -> tuple[frozenset[Status], str]:
        """What the child's rows and lists make of it together, and the words for it."""
        said = tuple([row.facts.says_of_status(row.at) for row in rows])
        known = self._statuses.get(said)
        if known is None:
            known = self._statuses[said] = _statuses(said, self.vocabulary)
        for text in known.odd:
            row = next(row for row, one in zip(rows, said, strict=True) if text in one)
            self._odd_statuses.setdefault(text, []).append(row)
        if not known.found and not known.odd:
            self._blank_status(child, rows[0], known.text)
        return known.found or UNKNOWN_STATUS, known.text

    def _blank_status(self, child: ChildId, row: Row, text: str) -> None:
        columns = row.facts.table.columns
        wanted = Field.CASE_TYPE if Field.CASE_TYPE in columns else Field.STATUS
        if wanted in columns:
            self.log.add(Code.STATUS_BLANK, row.place(wanted), text, child=child)

    def _report_statuses(self) -> None:
        for text, rows in self._odd_statuses.items():
            wanted = next(
                (f for f in (Field.CASE_TYPE, Field.STATUS) if rows[0].cell(f) == text),
                Field.STATUS,
            )
            self.log.add(Code.STATUS_UNKNOWN, rows[0].place(wanted), text, rows=len(rows))

    def _events(
        self, row: Row | None, says: Mapping[Field, object], legal_status: LegalStatus | None
    ) -> tuple[dict[EventKind, date], frozenset[EventKind]]:
        """The last known dates, and the kinds of which a cell could be read, blank or not.

        ``row`` is the only one about the child, where all its dates could be read.
        """
        if row is not None:
            facts, at = row
            recorded = facts.recorded
            found = {kind: day for kind, column in facts.events if (day := column[at])}
            events = cast("dict[EventKind, date]", found)
        else:
            cells = [(kind, says[wanted]) for wanted, kind in EVENTS.items() if wanted in says]
            events = {kind: value for kind, value in cells if isinstance(value, date)}
            recorded = frozenset(kind for kind, value in cells if value is not NOT_KNOWN)
        has_column = row is None and Field.STRATEGY_DISCUSSION in says
        if EventKind.SECTION_47_START in recorded and not has_column:
            recorded = _with_strategy(events, recorded)
        if says.get(Field.WAS_BEDROOM_SEEN) is True:
            recorded = _with_bedroom(events, recorded)
        if says.get(Field.WAS_SEEN_ALONE) is True and EventKind.VISIT in events:
            events.setdefault(EventKind.SEEN_ALONE, events[EventKind.VISIT])
            recorded |= {EventKind.SEEN_ALONE}
        since = says.get(Field.LEGAL_STATUS_START, NOT_KNOWN)
        if legal_status is not None and since is not NOT_KNOWN:
            recorded |= {EventKind.CARE_ORDER}
            if legal_status is LegalStatus.CARE_ORDER and isinstance(since, date):
                events.setdefault(EventKind.CARE_ORDER, since)
        return events, self._recorded.setdefault(recorded, recorded)


def _with_bedroom(
    events: dict[EventKind, date], recorded: frozenset[EventKind]
) -> frozenset[EventKind]:
    """The last visit as the day on which the bedroom was seen, where a column says that it was."""
    days = [events[kind] for kind in (EventKind.HOME_VISIT, EventKind.VISIT) if kind in events]
    if not days:
        return recorded
    events.setdefault(EventKind.BEDROOM_SEEN, max(days))
    return recorded | {EventKind.BEDROOM_SEEN}


def _with_strategy(
    events: dict[EventKind, date], recorded: frozenset[EventKind]
) -> frozenset[EventKind]:
    """The start of section 47 enquiries as the strategy discussion, where no column gives that.

    It is the day of the discussion that decided on them (guidance to the children in need census).
    """
    if EventKind.STRATEGY_DISCUSSION not in recorded and EventKind.SECTION_47_START in events:
        events[EventKind.STRATEGY_DISCUSSION] = events[EventKind.SECTION_47_START]
    return recorded | {EventKind.STRATEGY_DISCUSSION}


def _statuses(said: Sequence[Said], vocabulary: Vocabulary) -> _Statuses:
    found: set[Status] = set()
    texts: dict[str, bool] = {}
    for by_list, *cells in said:
        if by_list is not None:
            found.add(by_list)
        for text in cells:
            if isinstance(text, str):
                reading = vocabulary.status_of(text)
                found |= reading.statuses
                texts[text] = reading.is_understood
    odd = tuple(text for text, is_understood in texts.items() if not is_understood)
    return _Statuses(found=frozenset(found), text=" / ".join(texts), odd=odd)


def _name(says: Mapping[Field, object]) -> str:
    if name := _text(says, Field.CHILD_NAME):
        return name
    parts = (_text(says, Field.CHILD_FORENAME), _text(says, Field.CHILD_SURNAME))
    return " ".join(filter(None, parts))


def _text(says: Mapping[Field, object], wanted: Field) -> str:
    value = says.get(wanted)
    return value if isinstance(value, str) else ""


def _date(says: Mapping[Field, object], wanted: Field) -> date | None:
    value = says.get(wanted)
    return value if isinstance(value, date) else None


def _flag(says: Mapping[Field, object], wanted: Field) -> bool | None:
    value = says.get(wanted)
    return value if isinstance(value, bool) else None


def _count(says: Mapping[Field, object], wanted: Field) -> int | None:
    value = says.get(wanted)
    return value if isinstance(value, int) else None


def _long_term(says: Mapping[Field, object]) -> bool | None:
    """Whether the placement is long term: said so, or by its SSDA903 code (U1, U4 are; U2-U6)."""
    said = _flag(says, Field.PLACEMENT_LONG_TERM)
    text = _text(says, Field.PLACEMENT_TYPE)
    if said is not None or not text:
        return said
    code = re.search(r"\bU([1-6])\b", text)
    return None if code is None else code[1] in "14"
