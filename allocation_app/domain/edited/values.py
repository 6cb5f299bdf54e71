"""An edited workbook as it was read, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from allocation_app.domain.move_rules import Broken
from allocation_app.domain.people import ChildId, Involvement, WorkerId
from allocation_app.domain.plan import ChildStep, Plan


class Heading(StrEnum):
    """The columns that are read again, by what they hold (`wording.sheets` has their words)."""

    CHILD = "child"
    ROLE = "role"
    FROM = "from"
    TO = "to"
    DAY = "day"
    REASON = "reason"
    OVERRIDE = "override"
    NOTE = "note"
    WORKER = "worker"


def folded(text: str) -> str:
    """A text of a cell as it is compared: without case, and with single spaces."""
    return " ".join(text.replace("_x005F_", "_").split()).casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class Meanings:
    """What the words of a workbook mean, each by its `folded` text.

    ``workers`` has every worker by name and id, several where they share a name; ``names`` what
    each is called where that is told apart. ``children`` are those who stand there by a code in
    place of their identifier. ``untold`` says that nobody can tell who has one. The others are
    codes by their words.
    """

    workers: Mapping[str, tuple[WorkerId, ...]]
    names: Mapping[WorkerId, str]
    nobody: frozenset[str]
    untold: frozenset[str]
    reasons: Mapping[str, str]
    overrides: Mapping[str, str]
    roles: Mapping[str, Involvement]
    children: Mapping[str, ChildId] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Where something stands (sheet, "H12") and what: text as it is, or the day of a date cell.

    A blank one is None.
    """

    sheet: str
    at: str
    value: str | date | None = None

    @property
    def text(self) -> str:
        """What stands there, in one line; "" for a blank cell."""
        if isinstance(self.value, date):
            return self.value.isoformat()
        return " ".join((self.value or "").split())


EditedRow = Mapping[Heading, Cell]
"""A row of one of the two sheets: a cell, blank or not, for each of its columns that is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditedBook:
    """A workbook that came back. ``source`` is the import it was made of, ``plan`` the plan.

    Both are fingerprints, "" where the workbook tells none. A sheet that is not there is None: what
    is missing from it was not deleted by anybody.
    """

    file: str = ""
    source: str = ""
    plan: str = ""
    changes: tuple[EditedRow, ...] | None = None
    allocations: tuple[EditedRow, ...] | None = None


class Trouble(StrEnum):
    """Why something can't be taken as meant."""

    OTHER_IMPORT = "other_import"
    NO_CHILD = "no_child"
    UNKNOWN_CHILD = "unknown_child"
    UNKNOWN_WORKER = "unknown_worker"
    SEVERAL_WORKERS = "several_workers"
    UNKNOWN_ROLE = "unknown_role"
    NO_ROLE = "no_role"
    UNKNOWN_REASON = "unknown_reason"
    UNKNOWN_OVERRIDE = "unknown_override"
    UNKNOWN_DAY = "unknown_day"
    PAST_DAY = "past_day"
    LONG_NOTE = "long_note"
    NOBODY_NAMED = "nobody_named"
    OTHER_HOLDER = "other_holder"
    NOWHERE = "nowhere"
    TWICE = "twice"
    TWO_SHEETS = "two_sheets"
    STAGED_SINCE = "staged_since"
    ROWS_UNCLEAR = "rows_unclear"
    NO_ROW = "no_row"
    RULE = "rule"
    RULE_UNEXPLAINED = "rule_unexplained"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One change that the workbook asks for, and the cells that say so (none for a deleted row).

    ``before`` is what was staged about the same when the workbook was written, ``after`` what is to
    be; without ``after`` it is taken back. They are never both None. ``override`` is the code of
    why rules that warn are set aside.
    """

    before: ChildStep | None
    after: ChildStep | None
    cells: tuple[Cell, ...] = ()
    override: str = ""

    @property
    def step(self) -> ChildStep:
        """What it is about."""
        step = self.after or self.before
        if step is None:
            raise ValueError("a difference has a step before or after")
        return step

    def made(self, plan: Plan) -> Plan:
        """The plan with it."""
        if self.after is not None:
            return plan.with_step(self.after)
        return plan.without_step(self.step)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unclear:
    """What can't be taken as meant, in which cells; the first of them is to be mended.

    ``child`` is None where no child is known. ``workers`` are those whom a name may mean, or the
    one who has the child. ``broken`` is the rule that speaks against ``difference``.
    """

    trouble: Trouble
    cells: tuple[Cell, ...] = ()
    child: ChildId | None = None
    heading: Heading | None = None
    workers: tuple[WorkerId, ...] = ()
    broken: Broken | None = None
    difference: Difference | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edits:
    """What a workbook asks for: what can be staged, what can't, and what is missing from it.

    ``missing`` are the children who do not stand on the Allocations sheet (of another team, if it
    was exported for one, or deleted): nothing is done about them. ``is_plan_changed`` says that the
    plan is not the one that the workbook was made of. ``is_plan_known`` is whether that one is
    known: else no row counts as deleted. ``has_changes`` and ``has_allocations`` are whether the
    two sheets were there to be read.
    """

    differences: tuple[Difference, ...] = ()
    unclear: tuple[Unclear, ...] = ()
    missing: tuple[ChildId, ...] = ()
    is_plan_changed: bool = False
    is_plan_known: bool = True
    has_changes: bool = True
    has_allocations: bool = True

    def made(self, plan: Plan, chosen: Iterable[Difference]) -> Plan:
        """The plan with the chosen ones: what is taken back first."""
        chosen = sorted(chosen, key=lambda each: each.after is not None)
        for each in chosen:
            plan = each.made(plan)
        return plan
