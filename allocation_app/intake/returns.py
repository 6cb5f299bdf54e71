"""What several tables of a return come to together: a row for each child, as things stand.

A return tells the past too: episodes, plans and assessments that have ended. Of each child only
what is in force on the day of the import is taken, with the dates that lead up to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from allocation_app.intake.facts import Facts
from allocation_app.intake.fields import Field
from allocation_app.intake.layouts.layout import Subject
from allocation_app.intake.layouts.returns import return_tables
from allocation_app.intake.problems import Code, ProblemLog
from allocation_app.intake.ssda903 import EPISODES, HEADER, REVIEWS, looked_after_now


def as_things_stand(tables: Sequence[Facts], as_at: date, log: ProblemLog) -> list[Facts]:
    """The same tables, those of a return with a row for each child; what is left out is said."""
    named: dict[str, list[Facts]] = {}
    for facts in tables:
        named.setdefault(facts.table.layout.name, []).append(facts)
    reviews = named.get(REVIEWS, [])
    for facts in tables:
        if facts.columns.keys() & {Field.CHANGE_REASON}:
            place = facts.table.place(Field.CHANGE_REASON)
            log.add(Code.FACT_NOT_KEPT, place, field=Field.CHANGE_REASON.value)
    found: list[Facts] = []
    for facts in tables:
        name = facts.table.layout.name
        if name == EPISODES:
            found.append(looked_after_now(facts, reviews, as_at, log))
        elif name in return_tables() and facts.table.layout.subject is Subject.BESIDE:
            if name != REVIEWS or EPISODES not in named:
                found.append(_in_force(facts, return_tables()[name].latest, as_at))
        else:
            found.append(facts)
    if EPISODES in named:
        _report_without_episode(named.get(HEADER, []), named[EPISODES], log)
    return found


def _in_force(facts: Facts, by: Field | None, as_at: date) -> Facts:
    """Of each child the last row that has not ended."""
    ended = facts.columns.get(Field.CLOSED)
    days = facts.columns.get(by) if by is not None else None
    chosen: dict[object, int] = {}
    for index, child in enumerate(facts.columns[Field.CHILD_ID]):
        day = None if ended is None else ended[index]
        if isinstance(day, date) and day <= as_at:
            continue
        known = chosen.get(child)
        if known is None or (days is not None and _day(days[index]) > _day(days[known])):
            chosen[child] = index
    kept: dict[Field, list[object]] = {
        f: column for f, column in facts.columns.items() if f is not Field.CLOSED
    }
    return replace(facts, columns=kept, may_repeat=True).only(sorted(chosen.values()))


def _day(value: object) -> date:
    return value if isinstance(value, date) else date.min


def _report_without_episode(
    headers: Iterable[Facts], episodes: Iterable[Facts], log: ProblemLog
) -> None:
    """Say how many children of the header have no episode at all."""
    with_one = {child for facts in episodes for child in facts.columns[Field.CHILD_ID]}
    for facts in headers:
        ids = [child for child in facts.columns[Field.CHILD_ID] if isinstance(child, str)]
        without = sum(child not in with_one for child in dict.fromkeys(ids))
        if without:
            log.add(Code.EPISODES_NONE, facts.table.place(), rows=without)
