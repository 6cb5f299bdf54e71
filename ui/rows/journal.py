"""The journal as rows: when, by whom, what was done, whom it concerns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from allocation_app.domain.journal import Deed, Entry
from allocation_app.domain.people import Child, ChildId
from allocation_app.wording import journal, terms
from allocation_app.wording.names import Names, listed
from allocation_app.wording.translate import tr
from ui.rows.documents import KNOWN
from ui.rows.exported import OTHERS
from ui.rows.people import called

DOCUMENTS = {**{document.what.value: document.name for document in KNOWN}, **OTHERS}


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    """One entry. ``told`` are all its lines and the facts at that moment, for whoever asks.

    ``child`` is there where it concerns one child alone.
    """

    seq: int
    at: str
    when: str
    by: str
    deed: Deed
    word: str
    what: str
    told: str
    whom: str
    child: ChildId | None
    about: str


def entry_rows(
    entries: Sequence[Entry],
    names_at: Callable[[int | None], Names],
    children: Mapping[ChildId, Child],
    days: Mapping[int, date],
    *,
    hide_names: bool,
) -> tuple[EntryRow, ...]:
    """The entries, the latest first."""

    def name(child: ChildId) -> str:
        known = children.get(child)
        return str(child) if known is None else called(known, hide_names=hide_names)

    return tuple(_row(each, names_at(each.about), days, name) for each in reversed(entries))


def _row(
    entry: Entry, names: Names, days: Mapping[int, date], name: Callable[[ChildId], str]
) -> EntryRow:
    day = None if entry.about is None else days.get(entry.about)
    whom = journal.concerned(entry)
    facts = [
        tr("{child}: {facts}", child=names.child(each.child), facts=facts)
        for each in entry.decided
        if (facts := journal.decided(each, names))
    ]
    lines = journal.lines(entry, names, day=day, documents=DOCUMENTS)
    return EntryRow(
        seq=entry.seq,
        at=entry.at,
        when=terms.moment(entry.at),
        by=entry.by,
        deed=entry.deed,
        word=journal.deed(entry.deed),
        what=journal.summary(entry, names, day=day, documents=DOCUMENTS),
        told="\n".join((*lines, *facts)),
        whom=listed([name(child) for child in whom]),
        child=whom[0] if len(whom) == 1 else None,
        about="" if day is None else terms.plain_day(day),
    )


def deeds(entries: Sequence[Entry]) -> list[tuple[str, str]]:
    """The deeds that any entry is of, by code and word, for a box."""
    known = {each.deed for each in entries}
    return [(code.value, journal.deed(code)) for code in Deed if code in known]
