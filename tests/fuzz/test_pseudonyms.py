"""What is exported by codes, or by initials, is searched whole for whom it must not name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

import pytest
from canaries import CHILD, STAFF, TEXT, Looked, canary, shipped
from leaks import (
    Told,
    births,
    children,
    documents,
    files,
    hidden,
    people,
    remarks,
    usual,
    written,
)

from allocation_app.domain.plan import Plan
from allocation_app.report.orders import OF_PERIODS, Form, Naming, Order, What

LATER = timedelta(days=4)


def order(what: What, naming: Naming, looked: Looked) -> Order:
    """A document of everybody, the board with workers' names; of a period where it has one."""
    as_at = looked.plan.snapshot.as_at
    period = (as_at - timedelta(days=30), as_at) if what in OF_PERIODS else (None, None)
    return Order(
        what=what,
        naming=naming,
        first=period[0],
        last=period[1],
        are_workers_named=what is What.BOARD,
    )


def packages(looked: Looked, naming: Naming, folder: Path) -> Iterator[tuple[What, Form, Told]]:
    """Every document of a plan in every form, with all that can be read in it."""
    for what, form in documents():
        yield what, form, written(order(what, naming, looked), form, looked.source(), folder)


@pytest.mark.parametrize("rules", ["wales", "england"])
def test_that_no_marked_word_is_anywhere_in_what_is_exported_by_codes(
    rules: str, tmp_path: Path
) -> None:
    looked = canary(rules)

    for what, form, told in packages(looked, Naming.CODES, tmp_path):
        for marked in (CHILD, STAFF, TEXT):
            assert not _around(marked, told), (what, form)


def test_that_no_childs_name_and_no_remark_is_anywhere_in_what_is_exported_by_initials(
    tmp_path: Path,
) -> None:
    for what, form, told in packages(canary(), Naming.INITIALS, tmp_path):
        for marked in (CHILD, TEXT):
            assert not _around(marked, told), (what, form)


def test_that_every_marked_word_would_be_found_where_names_are_asked_for(tmp_path: Path) -> None:
    """Else the two above would pass whatever is exported."""
    looked = canary()
    found = {
        marked
        for marked in (CHILD, STAFF, TEXT)
        for what in (What.WORKBOOK, What.HANDOVER)
        for form in (Form.XLSX, Form.PDF)
        if (what, form) in documents()
        and _around(
            marked, written(order(what, Naming.NAMES, looked), form, looked.source(), tmp_path)
        )
    }

    assert found == {CHILD, STAFF, TEXT}


def _around(marked: str, told: Told) -> list[str]:
    """Where a word stands, with a little of what stands around it."""
    return re.findall(rf".{{0,30}}{marked}.{{0,20}}", f"{told.said}\n{told.raw}".casefold())[:3]


def test_that_a_day_is_found_however_it_is_usually_written() -> None:
    for ago in range(0, 7000, 13):
        day = date(2026, 11, 20) - timedelta(days=ago)
        for each in usual(day):
            told = Told(said=f"Born <b>{each}</b>, seen")
            assert each in hidden((), (day,)).found_in(told)


@pytest.mark.timeout(3_600)
@pytest.mark.campaign(quick=1, ci=24)
def test_that_nobody_of_an_import_is_found_in_what_is_exported_by_codes(
    rounds: int, tmp_path: Path
) -> None:
    for made in islice(shipped(tmp_path), rounds):
        _search_by_codes(made, tmp_path)


def _search_by_codes(made: Callable[[], Looked], folder: Path) -> None:
    looked = made()
    plan = looked.plan
    imports = (plan.facts, *looked.earlier)
    written_down = remarks(plan, looked.policy, ())
    sought = hidden([*people(*imports), *written_down, *files(*imports)], births(*imports))
    ours = {each.casefold() for each in COMMON}
    sought = replace(sought, texts=frozenset(e for e in sought.texts if e.casefold() not in ours))
    later = looked.source(_born_later(plan))
    for what, form, told in packages(looked, Naming.CODES, folder):
        hits = sought.found_in(told)
        if hits:  # a day of somebody's birth is also a day on which something else happened
            again = written(order(what, Naming.CODES, looked), form, later, folder)
            hits = sorted({*hits} - {*sought.found_in(again)} | {*hits} & {*sought.texts})
        assert not hits, (looked.name, what, form)


COMMON = ("Duty", "Duty social worker", "Unallocated", "Child", "Team")
"""Names of trays and teams that are words of ours, which stand beside each other anyway."""


def _born_later(plan: Plan) -> Plan:
    """The same plan of children born a few days later: what is counted from birth moves along."""
    known = plan.snapshot.children
    moved = {
        child.id: replace(
            child,
            date_of_birth=None if child.date_of_birth is None else child.date_of_birth + LATER,
        )
        for child in known.values()
    }
    return replace(plan, snapshot=replace(plan.snapshot, children=moved))


@pytest.mark.timeout(3_600)
@pytest.mark.campaign(quick=1, ci=24)
def test_that_no_childs_full_name_and_no_remark_is_found_in_what_is_exported_by_initials(
    rounds: int, tmp_path: Path
) -> None:
    for made in islice(shipped(tmp_path), rounds):
        looked = made()
        plan = looked.plan
        # Workers stay named: "Megan Nicholas-Walker" is no hit for a child called Megan Nicholas.
        called = "\n".join(worker.name for worker in plan.facts.workers.values())
        named = (name for name in children(plan.facts) if name not in called)
        sought = hidden([*named, *remarks(plan, looked.policy, ())])
        for what, form, told in packages(looked, Naming.INITIALS, tmp_path):
            assert not sought.found_in(told), (looked.name, what, form)
