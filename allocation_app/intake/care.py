"""Where a child is placed, under which power, and who visited: facts that decide between rules."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from allocation_app.domain.people import Gap, LegalStatus, Placement, WorkerId
from allocation_app.intake.care_words import (
    Power,
    is_no_name,
    is_own_worker,
    placement_of,
    power_of,
)
from allocation_app.intake.cells import NOT_KNOWN, words
from allocation_app.intake.facts import Row
from allocation_app.intake.fields import Field
from allocation_app.intake.holders import NOBODY, UNREADABLE, Holder, Holders
from allocation_app.intake.names import SEVERAL, without_brackets
from allocation_app.intake.problems import Code, ProblemLog

TOLD = {
    Field.DATE_OF_BIRTH: Gap.DATE_OF_BIRTH,
    Field.PLACEMENT_TYPE: Gap.PLACEMENT,
    Field.LEGAL_STATUS: Gap.LEGAL_STATUS,
    Field.VISITED_BY: Gap.VISITOR,
    Field.PERSONAL_ADVISER: Gap.ADVISER,
    Field.WORKERS_IN_YEAR: Gap.WORKERS_IN_YEAR,
    Field.ALLOCATED: Gap.ALLOCATION_START,
    Field.PREVIOUS_WORKER: Gap.PREVIOUS_WORKER,
    Field.LANGUAGE: Gap.LANGUAGE,
}
"""The facts of which a child remembers whether a source had a readable cell, blank or not."""
_TOLD = tuple(TOLD.items())
_ASIDE = re.compile(r"\s+[-–—]\s+|\s*,\s*|\s*:\s+")
_INITIALS = re.compile(r"(?:[A-Z]\.?\s?){2,3}")


@dataclass(slots=True)
class CareFacts:
    """Reads these facts, and says once of each text that it has no word for."""

    holders: Holders
    log: ProblemLog
    _told: dict[tuple[Gap, ...], frozenset[Gap]] = field(default_factory=dict)
    _sets: dict[frozenset[Gap], frozenset[Gap]] = field(default_factory=dict)
    _odd: dict[tuple[Code, Field, str], list[Row]] = field(default_factory=dict)

    def placement(self, row: Row, says: dict[Field, object]) -> Placement | None:
        """The placement, where a cell says one; short breaks may stand there as a legal status.

        A cell that may say a special placement and may not counts as none.
        """
        if _power(says) is Power.SHORT_BREAKS:
            return Placement.SHORT_BREAKS
        text = says.get(Field.PLACEMENT_TYPE)
        if not isinstance(text, str):
            return None
        found = placement_of(text)
        if found is None:
            self._leave_out(Code.PLACEMENT_UNCLEAR, Field.PLACEMENT_TYPE, row, says)
        return found

    def leave_out(self, row: Row, says: dict[Field, object]) -> None:
        """Take out what stands for an adviser or a former worker and names nobody: "yes", "PA"."""
        for wanted in (Field.PERSONAL_ADVISER, Field.PREVIOUS_WORKER):
            text = says.get(wanted)
            if isinstance(text, str) and self._is_no_name(text):
                self._leave_out(Code.NAME_UNREADABLE, wanted, row, says)

    def _leave_out(self, code: Code, wanted: Field, row: Row, says: dict[Field, object]) -> None:
        """Count a cell as not known, and remember what stands there."""
        self._odd.setdefault((code, wanted, str(says[wanted])), []).append(row)
        says[wanted] = NOT_KNOWN

    def _is_no_name(self, name: str) -> bool:
        """Whether no word of a text can be a name, nor stands for nobody, duty or a team."""
        vocabulary = self.holders.vocabulary
        return (
            is_no_name(name)
            and vocabulary.holding(name) is None
            and not vocabulary.is_nobody(name)
            and vocabulary.stand_in(name, self.holders.teams) is None
            and not self.holders.is_known(name)
        )

    def legal_status(self, row: Row, says: dict[Field, object]) -> LegalStatus | None:
        """The legal status, where a cell says one that is known; else the cell counts as none."""
        text, power = says.get(Field.LEGAL_STATUS), _power(says)
        if power is None and isinstance(text, str):
            self._leave_out(Code.LEGAL_STATUS_UNKNOWN, Field.LEGAL_STATUS, row, says)
        return None if power is None else power.status

    def visitor(
        self, row: Row, says: dict[Field, object], holder: WorkerId | None
    ) -> WorkerId | None:
        """Who made the last visit, of several the case holder; else the cell counts as none."""
        text = says.get(Field.VISITED_BY)
        if not isinstance(text, str):
            return None
        is_nobody = self.holders.vocabulary.is_nobody(text)
        names = [text] if is_nobody else self._names(text)
        found = [self._one(row, name, holder) for name in names]
        workers = [one.worker for one in found if one.worker is not None]
        if not workers and not all(one.is_readable for one in found):
            self._leave_out(Code.VISITOR_UNREADABLE, Field.VISITED_BY, row, says)
        return holder if holder in workers else next(iter(workers), None)

    def _names(self, text: str) -> list[str]:
        """The names of a cell; what is joined by a dash or a comma counts where it is known."""
        names = []
        for one in filter(None, SEVERAL.split(text)):
            parts = [part for part in _ASIDE.split(one) if part]
            known = [part for part in parts if self.holders.is_known(part)]
            names.extend(known if len(parts) > 1 and not self.holders.is_known(one) else [])
            if not known or len(parts) == 1 or self.holders.is_known(one):
                names.append(one)
        return names

    def _one(self, row: Row, name: str, holder: WorkerId | None) -> Holder:
        """Whom one name means: a title or unknown initials are nobody that could be told."""
        if is_own_worker(name):
            return UNREADABLE if holder is None else Holder(worker=holder)
        if (
            holder is not None
            and not self.holders.is_known(name)
            and _is_short_for(name, self.holders.workers[holder].name)
        ):
            return Holder(worker=holder)
        vocabulary = self.holders.vocabulary
        if self.holders.is_known(without_brackets(name)):
            name = without_brackets(name)  # whoever visits for the duty desk is who it is
        is_title = (
            vocabulary.role_of(name) is not None
            or _INITIALS.fullmatch(name) is not None
            or any(map(str.isdigit, name))
            or self._is_no_name(name)
        )
        is_known = self.holders.is_known(name) or vocabulary.stand_in(name, self.holders.teams)
        if is_title and not is_known and not vocabulary.is_nobody(name):
            return UNREADABLE
        return self.holders.holder(name, None, row, Field.VISITED_BY) if name else NOBODY

    def told(self, says: Mapping[Field, object]) -> frozenset[Gap]:
        """The facts that a source had a readable cell for; every child shares the few sets."""
        told = tuple([gap for wanted, gap in _TOLD if says.get(wanted, NOT_KNOWN) is not NOT_KNOWN])
        if Gap.LEGAL_STATUS in told and _power(says) is Power.SHORT_BREAKS:
            told = (*told, Gap.PLACEMENT)
        known = self._told.get(told)
        if known is None:
            found = frozenset(told)
            known = self._told[told] = self._sets.setdefault(found, found)
        return known

    def report(self) -> None:
        """Say, once each, which texts were not understood."""
        for (code, wanted, text), rows in self._odd.items():
            row = next((row for row in rows if row.cell(wanted) == text), rows[0])
            self.log.add(code, row.place(wanted), text, rows=len(rows))


def _power(says: Mapping[Field, object]) -> Power | None:
    text = says.get(Field.LEGAL_STATUS)
    return power_of(text) if isinstance(text, str) else None


def _is_short_for(name: str, own: str) -> bool:
    """Whether a name may be that of the own worker, in short: "JD", "J. Doe", "Jane"."""
    whole = words(own).split()
    if _INITIALS.fullmatch(name):
        letters = "".join(filter(str.isalpha, name)).casefold()
        return letters == "".join(part[:1] for part in whole)
    parts = words(name).split()
    long, short = [p for p in parts if len(p) > 1], [p for p in parts if len(p) == 1]
    starts = {part[0] for part in whole if part not in long}
    return bool(long) and set(long) < set(whole) and set(short) <= starts
