"""Workbooks that come back, made without a file: rows as the two sheets have them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from allocation_app.domain.caseloads import caseloads
from allocation_app.domain.edited import (
    Cell,
    EditedBook,
    EditedRow,
    Edits,
    Heading,
    differences,
)
from allocation_app.domain.effects import Measured
from allocation_app.domain.people import Involvement, Role, WorkerId
from allocation_app.domain.plan import InvolvementChange, Move, Plan
from allocation_app.wording import moves, terms
from allocation_app.wording.names import nobody
from allocation_app.wording.sheets import meanings, workers_named
from tests.unit.domain.builders import (
    CALENDAR,
    DAY_0,
    POLICY,
    RULES,
    a_child,
    a_move,
    a_snapshot,
    a_worker,
    co_work,
)

LATER = DAY_0 + timedelta(days=9)
DUTY = a_worker("D", name="Duty", role=Role.DUTY)
SNAPSHOT = a_snapshot(
    *(a_child(child=f"00{n}") for n in range(1, 8)),
    a_child(child="X-8"),
    a_worker("W1", name="Sian Jones"),
    a_worker("W2", name="Tom Price"),
    a_worker("W3", name="Nia Rees"),
    a_worker("W4", name="Sam Hall"),
    a_worker("W5", name="Sam Hall"),
    a_worker("W6", name="Gone Away", last_day=DAY_0 - timedelta(days=3)),
    DUTY,
    co_work("001", "W3", start=DAY_0 - timedelta(days=30)),
    held={"001": "W1", "002": "W1", "003": "W2", "004": "W4", "005": "D", "006": "W3"},
)
MOVED = a_move("001", "W2", reason="MANAGE", note="Told them.", effective=LATER)
COMES = InvolvementChange(
    child=a_child(child="002").id, worker=WorkerId("W2"), involvement=Involvement.CO_WORKER
)
GOES = InvolvementChange(
    child=a_child(child="001").id,
    worker=WorkerId("W3"),
    involvement=Involvement.CO_WORKER,
    is_end=True,
)
BARE = Plan(snapshot=SNAPSHOT)
PLAN = Plan(snapshot=SNAPSHOT, moves=(MOVED,), involvements=(COMES, GOES))


BY = Measured(policy=POLICY, rules=RULES, calendar=CALENDAR)
Value = str | date | None
LETTERS = {which: "ABCDEFGHI"[number] for number, which in enumerate(Heading)}


def a_row(sheet: str, number: int, values: Mapping[Heading, Value]) -> EditedRow:
    """A row of cells with their addresses; the columns stand as `Heading` lists them."""
    return {
        which: Cell(sheet=sheet, at=f"{LETTERS[which]}{number}", value=value)
        for which, value in values.items()
    }


def a_change(child: str, number: int = 20, /, **told: Value) -> EditedRow:
    """A row that somebody added to the Changes sheet: blank but for what is told."""
    columns = [which for which in Heading if which is not Heading.WORKER]
    values = {which: told.get(which.value) for which in columns}
    return a_row("Changes", number, {**values, Heading.CHILD: child})


def as_written(plan: Plan) -> EditedBook:
    """The workbook as it is exported."""
    return EditedBook(
        source=plan.snapshot.fingerprint,
        changes=tuple(change_rows(plan)),
        allocations=tuple(allocation_rows(plan)),
    )


def change_rows(plan: Plan) -> Iterable[EditedRow]:
    """The rows of the Changes sheet, in the order of the plan."""
    names, imported = workers_named(plan.facts), caseloads(plan, POLICY).imported
    for number, step in enumerate(plan.child_steps, start=5):
        role, goes, comes = Involvement.CASE_HOLDER, None, None
        if isinstance(step, Move):
            spell = imported.get(step.child)
            goes = nobody() if spell is None else names[spell.worker]
            comes = nobody() if step.to is None else names[step.to]
        else:
            role = step.involvement
            goes = names[step.worker] if step.is_end else None
            comes = None if step.is_end else names[step.worker]
        yield a_row(
            "Changes",
            number,
            {
                Heading.CHILD: step.child,
                Heading.ROLE: terms.involvement(role),
                Heading.FROM: goes,
                Heading.TO: comes,
                Heading.DAY: step.effective or plan.snapshot.as_at,
                Heading.REASON: moves.change_reason(step.reason) or None,
                Heading.OVERRIDE: moves.override_reason(getattr(step, "override_reason", ""))
                or None,
                Heading.NOTE: step.note or None,
            },
        )


def allocation_rows(plan: Plan) -> Iterable[EditedRow]:
    """The rows of the Allocations sheet."""
    names, loads = workers_named(plan.facts), caseloads(plan, POLICY)
    for number, child in enumerate(plan.snapshot.children, start=5):
        holder = loads.holder(child)
        name = None if holder is None else names[holder.id]
        yield a_row("Allocations", number, {Heading.CHILD: child, Heading.WORKER: name})


def with_cell(
    rows: Iterable[EditedRow] | None, child: str, /, **told: Value
) -> tuple[EditedRow, ...]:
    """The rows with other values in the first of this child."""
    found = list(rows or ())
    at = next(n for n, row in enumerate(found) if row[Heading.CHILD].value == child)
    changed = {
        Heading(name): Cell(
            sheet=found[at][Heading(name)].sheet, at=found[at][Heading(name)].at, value=value
        )
        for name, value in told.items()
    }
    found[at] = {**found[at], **changed}
    return tuple(found)


def without(rows: Iterable[EditedRow] | None, child: str) -> tuple[EditedRow, ...]:
    """The rows without those of this child."""
    return tuple(row for row in rows or () if row[Heading.CHILD].value != child)


def edits_of(book: EditedBook, plan: Plan, base: Plan | None = None) -> Edits:
    """What a book asks for on a plan that it was made of, unless another is given as that."""
    return differences(book, plan, meanings(plan.facts), BY, base or plan)


def done(book: EditedBook, plan: Plan) -> Plan:
    """The plan with all that the book asks for, which has no problems."""
    found = edits_of(book, plan)
    assert not found.unclear, found.unclear
    return found.made(plan, found.differences)


def troubles(found: Edits) -> list[tuple[str, str]]:
    """Each problem with the first cell that it names."""
    return [(each.trouble.value, each.cells[0].at if each.cells else "") for each in found.unclear]


def added(plan: Plan, row: EditedRow, *more: EditedRow) -> Plan:
    book = as_written(plan)
    return done(replace(book, changes=(*(book.changes or ()), row, *more)), plan)


def of_added(plan: Plan, row: EditedRow, *more: EditedRow) -> list[tuple[str, str]]:
    book = as_written(plan)
    found = edits_of(replace(book, changes=(*(book.changes or ()), row, *more)), plan)
    assert not found.differences
    return troubles(found)


def reallocated(plan: Plan, child: str, worker: str | None) -> Plan:
    book = as_written(plan)
    return done(replace(book, allocations=with_cell(book.allocations, child, worker=worker)), plan)
