"""The words of the files that have a meaning, for a person to see and correct."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Mapping as Map

from allocation_app.intake.cells import squash
from allocation_app.intake.facts import Facts
from allocation_app.intake.fields import Field
from allocation_app.intake.holders import Holders
from allocation_app.intake.layouts.returns import WORKFORCE
from allocation_app.intake.names import SEVERAL, name_key
from allocation_app.intake.reading import WordReading
from allocation_app.intake.vocabulary import Vocabulary

JOIN = "+"
"""Between the statuses of a text that says several."""
ONE_NAME = (Field.WORKER, Field.PREVIOUS_WORKER)
SEVERAL_NAMES = (Field.CO_WORKER, Field.PERSONAL_ADVISER, Field.VISITED_BY)


def words_of(
    about_children: Sequence[Facts], lists: Sequence[Facts], holders: Holders
) -> tuple[WordReading, ...]:
    """Every different text of a status, job title or name, with what it was taken for."""
    vocabulary = holders.vocabulary
    mapping = vocabulary.mapping
    statuses = _counted(about_children, (Field.STATUS, Field.CASE_TYPE))
    titles = _counted((f for f in lists if f.table.layout.name != WORKFORCE), (Field.ROLE,))
    names = _counted(about_children, ONE_NAME)
    for text, rows in _counted(about_children, SEVERAL_NAMES).items():
        parts = [text] if vocabulary.is_nobody(text) else SEVERAL.split(text)
        names.update(dict.fromkeys(filter(None, parts), rows))
    return (
        *_read(
            "status", statuses, lambda text: _status(text, vocabulary), squash, mapping.statuses
        ),
        *_read("role", titles, lambda text: _role(text, vocabulary), squash, mapping.roles),
        *_read("worker", names, lambda text: _name(text, holders), name_key, mapping.workers),
    )


def _read(
    kind: str,
    counted: Counter[str],
    meaning: Callable[[str], str],
    key: Callable[[str], str],
    decided: Map[str, str],
) -> Iterator[WordReading]:
    """The words of one kind; ``decided`` are those of which somebody said what they mean."""
    for text, rows in counted.items():
        yield WordReading(
            kind=kind,
            text=text,
            meaning=meaning(text),
            rows=rows,
            is_decided=key(text) in decided,
        )


def _counted(tables: Iterable[Facts], wanted: Iterable[Field]) -> Counter[str]:
    """How often each text stands in these columns."""
    fields = tuple(wanted)
    found: Counter[str] = Counter()
    for facts in tables:
        for field in fields:
            column = facts.columns.get(field, ())
            found.update(value for value in column if isinstance(value, str) and value)
    return found


def _status(text: str, vocabulary: Vocabulary) -> str:
    """The statuses of a text, joined, where all of it is understood."""
    reading = vocabulary.status_of(text)
    if not reading.is_understood:
        return ""
    if reading.is_closed:
        return "closed"
    return JOIN.join(sorted(reading.statuses)) or ("open" if vocabulary.is_open(text) else "")


def _role(text: str, vocabulary: Vocabulary) -> str:
    reading = vocabulary.role_of(text)
    return "" if reading is None else reading.role.value


def _name(text: str, holders: Holders) -> str:
    holding = holders.holding_of(text)
    return "" if holding is None else holding.value
