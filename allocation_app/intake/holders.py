"""Who is meant by the name or id beside a child: one worker under many spellings, or nobody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from allocation_app.domain.people import Role, Worker, WorkerId
from allocation_app.intake.care_words import says_nothing
from allocation_app.intake.cells import NOT_KNOWN, text_of, words
from allocation_app.intake.facts import Row
from allocation_app.intake.fields import Field
from allocation_app.intake.mapping import Holding
from allocation_app.intake.names import (
    SEVERAL,
    bracketed,
    name_key,
    shown_name,
    without_brackets,
)
from allocation_app.intake.problems import Code, Place, ProblemLog
from allocation_app.intake.vocabulary import KNOWN_WORDS, Vocabulary
from allocation_app.intake.worker_names import is_person


class Holder(NamedTuple):
    """Whom a cell names: a worker, nobody (None), or what cannot be read."""

    worker: WorkerId | None = None
    is_readable: bool = True
    code: Code | None = None
    value: str = ""
    details: Mapping[str, str] = {}


NOBODY = Holder()
TRUTHS = frozenset({"TRUE", "FALSE"})
"""What a formula leaves in the place of a name that it did not find."""
UNREADABLE = Holder(is_readable=False)
EACH_ROW = frozenset(
    {Code.WORKER_AMBIGUOUS, Code.WORKER_CONFLICT, Code.WORKER_SEVERAL, Code.WORKER_UNKNOWN}
)


@dataclass(slots=True)
class _Met:
    """Whom a cell was found to mean, how often it was met, and in which row first."""

    holder: Holder
    row: Row
    wanted: Field
    count: int = 0

    @property
    def place(self) -> Place:
        """Where it was met first."""
        return self.row.place(self.wanted)


@dataclass(slots=True)
class Holders:
    """Every worker: those of the staff list, and those met only beside children.

    ``teams`` are the keys of all team names, which are no people.
    """

    workers: dict[WorkerId, Worker]
    teams: frozenset[str]
    log: ProblemLog
    vocabulary: Vocabulary = KNOWN_WORDS
    _by_key: dict[str, list[WorkerId]] = field(default_factory=dict)
    _met: dict[tuple[object, object, Field], _Met] = field(default_factory=dict)
    _has_list: bool = False

    def __post_init__(self) -> None:
        """Index the staff list by what its names are matched by."""
        self._has_list = bool(self.workers)
        for worker in self.workers.values():
            self._by_key.setdefault(name_key(worker.name), []).append(worker.id)

    def holder(self, name: object, given_id: object, row: Row, wanted: Field) -> Holder:
        """Who is meant by a name and an id, either of which may be blank or unreadable.

        ``wanted`` is the column of the name; ``row`` is where a problem with it is said to be.
        """
        asked = (name, given_id, wanted)
        met = self._met.get(asked)
        if met is None:
            is_adviser = wanted is Field.PERSONAL_ADVISER
            found = self._find(name, given_id, is_adviser=is_adviser)
            found = _of_no_case(found, wanted)
            met = self._met[asked] = _Met(found, row, wanted)
        met.count += 1
        if met.holder.code in EACH_ROW:
            child = text_of(row.cell(Field.CHILD_ID))
            self._report(met.holder, row.place(wanted), child=child)
        return met.holder

    def is_known(self, name: str) -> bool:
        """Whether somebody goes by this name already."""
        return bool(self._by_key.get(name_key(name)))

    def _report(self, holder: Holder, place: Place, **more: object) -> None:
        if holder.code is not None:
            self.log.add(holder.code, place, holder.value, **{**holder.details, **more})

    def _find(self, name: object, given_id: object, *, is_adviser: bool) -> Holder:
        decided = self._decided_nobody(name, given_id)
        if decided is not None:
            return decided
        if isinstance(given_id, str) and self._is_somebody(given_id):
            return self._by_id(WorkerId(given_id), name if isinstance(name, str) else "")
        if name is NOT_KNOWN or (name is None and given_id is NOT_KNOWN):
            return UNREADABLE
        if not isinstance(name, str):
            return NOBODY
        nobody = self._nobody(name)
        if nobody is None and self._are_several(name):
            return Holder(is_readable=False, code=Code.WORKER_SEVERAL, value=name)
        return self._by_name(name, is_adviser=is_adviser) if nobody is None else nobody

    def _are_several(self, name: str) -> bool:
        """Whether a cell names two people or more: "Jane Doe / Ann Other"."""
        if self.vocabulary.holding(name) is not None or self._by_key.get(name_key(name)):
            return False
        known = frozenset(self._by_key)
        parts = [part for part in SEVERAL.split(name) if part]
        return len({name_key(part) for part in parts}) > 1 and all(
            is_person(part, known) for part in parts
        )

    def _decided_nobody(self, *names: object) -> Holder | None:
        """Nobody, where somebody decided that a name or an id stands for that."""
        for name in names:
            if isinstance(name, str) and self.vocabulary.holding(name) is Holding.NOBODY:
                return Holder(code=Code.WORKER_NOBODY, value=name)
        return None

    def _is_somebody(self, text: str) -> bool:
        return not self.vocabulary.is_nobody(text) and not self.vocabulary.is_not_known(text)

    def _nobody(self, name: str) -> Holder | None:
        """What a word for nobody, or for "not known", comes to; None for any other."""
        if self.vocabulary.is_nobody(name) and "?" not in name:
            return Holder(code=Code.WORKER_NOBODY, value=name)
        if self.vocabulary.is_not_known(name) or name in TRUTHS or self._says_nothing(name):
            return Holder(is_readable=False, code=Code.WORKER_UNKNOWN, value=name)
        return None

    def _says_nothing(self, name: str) -> bool:
        """Whether a name is none ("yes", "agency"), and nobody decided what it stands for."""
        is_decided = self.vocabulary.holding(name) is not None
        return says_nothing(name) and not is_decided and not self.is_known(name)

    def _by_id(self, given: WorkerId, name: str) -> Holder:
        worker = self.workers.get(given)
        named = bool(name) and self._is_somebody(name)
        if worker is None:
            shown = shown_name(without_brackets(name)) if named else given
            self._add(given, shown, name or given)
            return self._listed_or_not(given, name or given)
        if named and name_key(name) != name_key(worker.name):
            return Holder(
                worker=given, code=Code.WORKER_CONFLICT, value=name, details={"kept": worker.name}
            )
        return Holder(worker=given)

    def _by_name(self, name: str, *, is_adviser: bool) -> Holder:
        role = self.vocabulary.stand_in(name, self.teams)
        matches = self._by_key.get(name_key(name), [])
        if role is not None:
            matches = [m for m in matches if words(self.workers[m].name) == words(name)]
        else:
            matches = [m for m in matches if not self._stands_in(self.workers[m])]
        if len(matches) == 1:
            found = self.workers[matches[0]]
            if found.role is not None and not found.role.is_person:
                return _no_person(found.id, name, found.role)
            return (
                Holder(worker=found.id) if found.is_listed else self._listed_or_not(found.id, name)
            )
        if matches:
            return Holder(
                is_readable=False,
                code=Code.WORKER_AMBIGUOUS,
                value=name,
                details={"workers": ", ".join(matches)},
            )
        shown = shown_name(without_brackets(name)) if role is None else name
        worker = WorkerId(shown)
        if worker not in self.workers:
            self._add(worker, shown, name, Role.PERSONAL_ADVISER if is_adviser else None)
        return self._listed_or_not(worker, name)

    def _stands_in(self, worker: Worker) -> bool:
        """Whether somebody met beside a child stands for duty or a team, in spite of a name.

        "Jane Doe (duty)" is the duty desk's, and takes nothing from Jane Doe.
        """
        stand_in = self.vocabulary.stand_in(worker.name, self.teams)
        return not worker.is_listed and stand_in is not None and bool(bracketed(worker.name))

    def _listed_or_not(self, worker: WorkerId, name: str) -> Holder:
        role = self.workers[worker].role
        if role in {Role.DUTY, Role.TEAM} or self.vocabulary.stand_in(name, self.teams) is not None:
            return _no_person(worker, name, role)
        if self._has_list:
            return Holder(
                worker=worker, code=Code.WORKER_NOT_LISTED, value=self.workers[worker].name
            )
        return Holder(worker=worker)

    def _add(self, worker: WorkerId, shown: str, name: str, default: Role | None = None) -> None:
        """Take in somebody who stands only beside a child."""
        role = self.vocabulary.stand_in(name, self.teams)
        title = (
            self.vocabulary.role_of(bracketed(name)) if role is None and bracketed(name) else None
        )
        self.workers[worker] = Worker(
            id=worker,
            name=shown,
            role=role or (title.role if title is not None else default),
            is_newly_qualified=title is not None and title.is_newly_qualified,
            is_agency=title is not None and title.is_agency,
        )
        self._by_key.setdefault(name_key(shown), []).append(worker)

    def holding_of(self, name: str) -> Holding | None:
        """What a name beside a child was taken for; None where nobody knows."""
        if self.vocabulary.is_nobody(name) and "?" not in name:
            return Holding.NOBODY
        if self.vocabulary.is_not_known(name) or self._says_nothing(name):
            return None
        role = self.vocabulary.stand_in(name, self.teams)
        if role is None:
            matches = self._by_key.get(name_key(name), [])
            role = self.workers[matches[0]].role if len(matches) == 1 else None
        is_stand_in = role in {Role.DUTY, Role.TEAM, Role.MANAGER}
        return Holding(role.value) if role is not None and is_stand_in else Holding.PERSON

    def report(self) -> None:
        """Say, once each, which names were taken together and which stand for no person."""
        odd: dict[tuple[Code | None, str], list[_Met]] = {}
        spellings: dict[WorkerId, dict[str, list[_Met]]] = {}
        for (name, _, _), met in self._met.items():
            if met.holder.code not in EACH_ROW:
                odd.setdefault((met.holder.code, met.holder.value), []).append(met)
            if met.holder.worker is not None and isinstance(name, str):
                spellings.setdefault(met.holder.worker, {}).setdefault(name, []).append(met)
        for same in odd.values():
            self._report(same[0].holder, same[0].place, rows=sum(met.count for met in same))
        for worker, texts in spellings.items():
            self._report_spellings(self.workers[worker], texts)

    def _report_spellings(self, worker: Worker, texts: Mapping[str, list[_Met]]) -> None:
        others = {text: met for text, met in texts.items() if text != worker.name}
        if others and (len(others) > 1 or worker.name in texts or worker.is_listed):
            place = next(iter(others.values()))[0].place
            rows = sum(met.count for same in others.values() for met in same)
            shown = "; ".join(others)
            self.log.add(Code.WORKER_SPELLINGS, place, shown, kept=worker.name, rows=rows)


def _of_no_case(found: Holder, wanted: Field) -> Holder:
    """What is worth saying of somebody who is named and holds no case by it.

    Who was here before need not be listed now; of a visitor whoever reads the visits says it.
    """
    is_left = wanted is Field.PREVIOUS_WORKER and found.code is Code.WORKER_NOT_LISTED
    return found._replace(code=None) if is_left or wanted is Field.VISITED_BY else found


def _no_person(worker: WorkerId, name: str, role: Role | None) -> Holder:
    return Holder(
        worker=worker,
        code=Code.WORKER_NO_PERSON,
        value=name,
        details={"role": "" if role is None else role.value},
    )
