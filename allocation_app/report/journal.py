"""The journal as evidence: what was done, when, by whom, and on which import it rests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from allocation_app.domain.journal import Entry
from allocation_app.domain.period import Period
from allocation_app.report.facts import Facts
from allocation_app.report.listing import Column, Listing
from allocation_app.report.lists import lead
from allocation_app.report.looks import Style
from allocation_app.report.values import Value
from allocation_app.wording import given as periods
from allocation_app.wording import journal as sentences
from allocation_app.wording import terms
from allocation_app.wording.names import Names
from allocation_app.wording.once_known import names_then
from allocation_app.wording.translate import tr, trn


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rests:
    """An import by its day and its hash."""

    day: date
    fingerprint: str


def journal(facts: Facts, period: Period) -> Listing:
    """A row for each entry of a period, in the order in which it was written."""
    past = facts.known_past
    rests = {
        number: _Rests(day=each.as_at, fingerprint=each.fingerprint)
        for number, each in past.imports.items()
    }
    found = [
        each
        for each in past.journal
        if date.fromisoformat(each.at[:10]) in period and _is_about(facts, each)
    ]
    named = {child for each in found for child in sentences.concerned(each)}
    return Listing(
        title=tr("Journal: {period}", period=periods.period(period)),
        table="Journal",
        lead=[*map(lead, _lead(facts, found))],
        columns=[
            Column(heading=tr("No."), style=Style.COUNT),
            Column(heading=tr("When"), style=Style.LONG, narrowest=22, widest=24),
            Column(heading=tr("By"), style=Style.LONG, widest=14),
            Column(heading=tr("What was done"), style=Style.LONG, widest=16),
            Column(heading=tr("In words"), style=Style.LONG, widest=60),
            Column(heading=tr("Facts at that moment"), style=Style.LONG, widest=40),
            Column(heading=tr("Child ID"), style=Style.LONG, widest=16),
            Column(heading=tr("Import as at"), style=Style.DAY),
            Column(heading=tr("Import"), style=Style.TEXT, narrowest=16),
        ],
        rows=[*_rows(facts, found, rests)],
        nobody=tr("Nothing, as far as a journal is kept."),
        children=len(named),
    )


def _is_about(facts: Facts, entry: Entry) -> bool:
    """Whether it names a child of the team that is asked for, or no child at all."""
    named = sentences.concerned(entry)
    is_of_team = any(child in facts.review.children for child in named)
    return facts.review.team is None or not named or is_of_team


def _rows(
    facts: Facts, found: Sequence[Entry], rests: Mapping[int, _Rests]
) -> Iterator[Sequence[Value]]:
    at = names_then(facts.known_past, hide_names=facts.hide_names)
    for entry in found:
        on = None if entry.about is None else rests.get(entry.about)
        own = at(entry.about)
        yield (
            entry.seq,
            terms.moment(entry.at),
            entry.by,
            sentences.deed(entry.deed),
            sentences.lines(entry, own, day=None if on is None else on.day) or None,
            tuple(_facts(entry, own)) or None,
            tuple(sentences.concerned(entry)) or None,
            None if on is None else on.day,
            on.fingerprint if on is not None else _deleted(entry),
        )


def _facts(entry: Entry, names: Names) -> Iterator[str]:
    for each in entry.decided:
        told = sentences.decided(each, names)
        if told:
            yield tr("{child}: {facts}", child=names.child(each.child), facts=told)


def _deleted(entry: Entry) -> str | None:
    return None if entry.about is None else tr("deleted since")


def _lead(facts: Facts, found: Sequence[Entry]) -> Iterator[str]:
    first = next(iter(facts.known_past.journal), None)
    if first is None:
        yield tr("No journal is kept: what was planned and exported, nobody can tell.")
        return
    yield (
        trn("{n} entry.", "{n} entries.", len(found))
        + " "
        + tr("The journal begins on {day}.", day=terms.plain_day(date.fromisoformat(first.at[:10])))
    )
    yield tr(
        "“Import” stands for the day and the files that an entry rests on: a SHA-256 of their"
        " own, its first 16 digits."
    )
