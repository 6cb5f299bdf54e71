"""Who is meant by the name or id beside a child: one worker under many spellings, or nobody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from allocation_app.domain.people import Role, Worker, WorkerId
from allocation_app.intake.cells import NOT_KNOWN, is_not_known, squash, words
from allocation_app.intake.names import bracketed, name_key, shown_name, without_brackets
from allocation_app.intake.problems import Code, Place, ProblemLog
from allocation_app.intake.vocabulary import is_nobody, role_of, stand_in


class Holder(NamedTuple):
    """Whom a cell names: a worker, nobody (None), or what cannot be read."""

    worker: WorkerId | None = None
    is_readable: bool = True
    code: Code | None = None
    value: str = ""
    details: Mapping[str, str] = {}


NOBODY = Holder()
UNREADABLE = Holder(is_readable=False)
EACH_ROW = frozenset({Code.WORKER_AMBIGUOUS, Code.WORKER_CONFLICT, Code.WORKER_UNKNOWN})


@dataclass(slots=True)
class _Met:
    """How often something was met, and where first."""

    place: Place
    count: int = 0


@dataclass(slots=True)
class Holders:
    """Every worker: those of the staff list, and those met only beside children.

    ``teams`` are the keys of all team names, which are no people.
    """

    workers: dict[WorkerId, Worker]
    teams: frozenset[str]
    log: ProblemLog
    _by_key: dict[str, list[WorkerId]] = field(default_factory=dict)
    _known: dict[tuple[object, object, bool], Holder] = field(default_factory=dict)
    _spellings: dict[WorkerId, dict[str, _Met]] = field(default_factory=dict)
    _odd: dict[tuple[Code, str], tuple[Holder, _Met]] = field(default_factory=dict)
    _has_list: bool = False

    def __post_init__(self) -> None:
        """Index the staff list by what its names are matched by."""
        self._has_list = bool(self.workers)
        for worker in self.workers.values():
            self._by_key.setdefault(name_key(worker.name), []).append(worker.id)

    def holder(self, name: object, given_id: object, place: Place, *, is_adviser: bool = False) -> Holder:
        """Who is meant by a name and an id, either of which may be blank or unreadable."""
        asked = (name, given_id, is_adviser)
        found = self._known.get(asked)
        if found is None:
            found = self._known[asked] = self._find(name, given_id, is_adviser=is_adviser)
        if found.code is not None:
            self._count_odd(found, place)
        if found.worker is not None and isinstance(name, str):
            met = self._spellings.setdefault(found.worker, {}).setdefault(name, _Met(place))
            met.count += 1
        return found

    def _count_odd(self, found: Holder, place: Place) -> None:
        code = found.code
        if code is None:
            return
        if code in EACH_ROW:
            self.log.add(code, place, found.value, **found.details)
        else:
            self._odd.setdefault((code, found.value), (found, _Met(place)))[1].count += 1

    def _find(self, name: object, given_id: object, *, is_adviser: bool) -> Holder:
        if isinstance(given_id, str) and not is_nobody(given_id) and not is_not_known(given_id):
            return self._by_id(WorkerId(given_id), name if isinstance(name, str) else "")
        if name is NOT_KNOWN or (name is None and given_id is NOT_KNOWN):
            return UNREADABLE
        if not isinstance(name, str):
            return NOBODY
        if not squash(name):
            is_asked = "?" in name
            code = Code.WORKER_UNKNOWN if is_asked else Code.WORKER_NOBODY
            return Holder(is_readable=not is_asked, code=code, value=name)
        if is_nobody(name):
            return Holder(code=Code.WORKER_NOBODY, value=name)
        if is_not_known(name):
            return Holder(is_readable=False, code=Code.WORKER_UNKNOWN, value=name)
        return self._by_name(name, is_adviser=is_adviser)

    def _by_id(self, given: WorkerId, name: str) -> Holder:
        worker = self.workers.get(given)
        named = bool(name) and not is_nobody(name) and not is_not_known(name)
        if worker is None:
            shown = shown_name(without_brackets(name)) if named else given
            self._add(given, shown, name)
            return self._listed_or_not(given, shown)
        if named and name_key(name) != name_key(worker.name):
            return Holder(
                worker=given, code=Code.WORKER_CONFLICT, value=name, details={"kept": worker.name}
            )
        return Holder(worker=given)

    def _by_name(self, name: str, *, is_adviser: bool) -> Holder:
        role = stand_in(name, self.teams)
        matches = self._by_key.get(name_key(name), [])
        if role is not None:
            matches = [m for m in matches if words(self.workers[m].name) == words(name)]
        if len(matches) == 1:
            found = self.workers[matches[0]]
            if found.role is not None and not found.role.is_person:
                return _no_person(found.id, name, found.role)
            return Holder(worker=found.id)
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

    def _listed_or_not(self, worker: WorkerId, name: str) -> Holder:
        role = self.workers[worker].role
        if role in {Role.DUTY, Role.TEAM} or stand_in(name, self.teams) is not None:
            return _no_person(worker, name, role)
        if self._has_list:
            return Holder(worker=worker, code=Code.WORKER_NOT_LISTED, value=self.workers[worker].name)
        return Holder(worker=worker)

    def _add(self, worker: WorkerId, shown: str, name: str, default: Role | None = None) -> None:
        """Take in somebody who stands only beside a child."""
        role = stand_in(name, self.teams)
        title = role_of(bracketed(name)) if role is None and bracketed(name) else None
        self.workers[worker] = Worker(
            id=worker,
            name=shown,
            role=role or (title.role if title is not None else default),
            is_newly_qualified=title is not None and title.is_newly_qualified,
            is_agency=title is not None and title.is_agency,
        )
        self._by_key.setdefault(name_key(shown), []).append(worker)

    def report(self) -> None:
        """Say, once each, which names were taken together and which stand for no person."""
        for (code, value), (found, met) in self._odd.items():
            self.log.add(code, met.place, value, rows=met.count, **found.details)
        for worker, spellings in self._spellings.items():
            kept = self.workers[worker].name
            others = {text: met for text, met in spellings.items() if text != kept}
            if others and (len(others) > 1 or kept in spellings or self.workers[worker].is_listed):
                self.log.add(
                    Code.WORKER_SPELLINGS,
                    next(iter(others.values())).place,
                    "; ".join(others),
                    kept=kept,
                    rows=sum(met.count for met in others.values()),
                )


def _no_person(worker: WorkerId, name: str, role: Role | None) -> Holder:
    return Holder(
        worker=worker,
        code=Code.WORKER_NO_PERSON,
        value=name,
        details={"role": "" if role is None else role.value},
    )
