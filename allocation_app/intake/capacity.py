"""In which capacity a row says that a worker is with a child."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from allocation_app.domain.people import Involvement
from allocation_app.intake.alias_files import alias_file, strings_by_name, word_lists
from allocation_app.intake.cells import squash, without_code
from allocation_app.intake.facts import Row
from allocation_app.intake.fields import Field


class Capacity(StrEnum):
    """What a worker is to the child."""

    CASE_HOLDER = "case_holder"
    CO_WORKER = "co_worker"
    PERSONAL_ADVISER = "personal_adviser"
    EXTERNAL = "external"
    """Somebody of another agency, or whose row says that the case is not theirs."""
    NOT_KNOWN = "not_known"

    @property
    def involvement(self) -> Involvement | None:
        """The involvement of the domain; None for who is in nobody's caseload."""
        is_ours = self not in {Capacity.EXTERNAL, Capacity.NOT_KNOWN}
        return Involvement(self.value) if is_ours else None


@lru_cache(maxsize=1)
def _words() -> tuple[dict[str, Capacity], tuple[re.Pattern[str], ...]]:
    known: dict[str, Capacity] = {}
    for name, terms in word_lists("involvements").items():
        for term in terms:
            if known.setdefault(squash(term), Capacity(name)) is not Capacity(name):
                message = f"{term!r} stands for two capacities"
                raise ValueError(message)
    codes = strings_by_name(alias_file("involvements")["codes"])["external"]
    return known, tuple(re.compile(code) for code in codes)


@lru_cache(maxsize=10_000)
def capacity_in_words(text: str) -> Capacity:
    """What a word of the column for it means; NOT_KNOWN for one that no list of ours has."""
    known, external = _words()
    found = known.get(squash(text)) or known.get(squash(without_code(text)))
    if found is not None:
        return found
    is_external = any(code.fullmatch(text.strip()) for code in external)
    return Capacity.EXTERNAL if is_external else Capacity.NOT_KNOWN


def capacity_of(row: Row) -> Capacity:
    """The capacity by a row's flag, else by its word; a table with neither is of case holders."""
    columns = row.facts.columns
    if Field.IS_CASE_HOLDER not in columns and Field.INVOLVEMENT not in columns:
        return Capacity.CASE_HOLDER
    flag, word = row.cell(Field.IS_CASE_HOLDER), row.cell(Field.INVOLVEMENT)
    if flag is True:
        return Capacity.CASE_HOLDER
    by_word = capacity_in_words(word) if isinstance(word, str) else Capacity.NOT_KNOWN
    if flag is not False:
        return by_word
    if by_word is Capacity.CASE_HOLDER:
        return Capacity.CO_WORKER
    return Capacity.EXTERNAL if by_word is Capacity.NOT_KNOWN else by_word
