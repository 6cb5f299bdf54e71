"""What somebody can ask for: the documents, their forms, whose names, about whom and when.

Apart from `exports`, which makes them and brings all that writes: the command line and the window
offer the list without it.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from allocation_app.domain.file_names import names_a_child
from allocation_app.domain.people import ChildId, TeamId, WorkerId
from allocation_app.domain.period import Period, last_month
from allocation_app.domain.snapshot import Snapshot
from allocation_app.errors import AppError


class What(StrEnum):
    """The documents."""

    WORKBOOK = "workbook"
    CHANGES = "changes"
    ALLOCATIONS = "allocations"
    UNALLOCATED = "unallocated"
    FINDINGS = "findings"
    FORECAST = "forecast"
    HISTORY = "history"
    BALANCE = "balance"
    HANDOVER = "handover"
    WORKER = "worker"
    BOARD = "board"
    EVIDENCE = "evidence"
    GIVEN = "given"
    SHARES = "shares"
    TRENDS = "trends"
    PERIOD = "period"
    JOURNAL = "journal"
    CLOSING = "closing"
    RECONCILED = "reconciled"


class Form(StrEnum):
    """The forms of a file, by its ending."""

    XLSX = "xlsx"
    CSV = "csv"
    PDF = "pdf"


class Naming(StrEnum):
    """How children are called.

    Initials stand with the case number; codes (`domain.pseudonyms`) take the place of every name
    and identifier, workers' and teams' too, and leave out what somebody wrote.
    """

    NAMES = "names"
    INITIALS = "initials"
    CODES = "codes"


TABLES = (Form.XLSX, Form.CSV, Form.PDF)
FORMS: Mapping[What, tuple[Form, ...]] = {
    What.WORKBOOK: (Form.XLSX,),
    What.CHANGES: TABLES,
    What.ALLOCATIONS: TABLES,
    What.UNALLOCATED: TABLES,
    What.FINDINGS: TABLES,
    What.FORECAST: TABLES,
    What.HISTORY: TABLES,
    What.BALANCE: TABLES,
    What.HANDOVER: (Form.PDF,),
    What.WORKER: (Form.PDF,),
    What.BOARD: TABLES,
    What.EVIDENCE: TABLES,
    What.GIVEN: TABLES,
    What.SHARES: TABLES,
    What.TRENDS: TABLES,
    What.PERIOD: (Form.PDF,),
    What.JOURNAL: TABLES,
    What.CLOSING: TABLES,
    What.RECONCILED: TABLES,
}


ABOUT_CHILDREN = frozenset({What.HANDOVER})
"""The documents that children can be chosen for."""
ABOUT_WORKERS = frozenset({What.WORKER})
"""The documents that workers can be chosen for."""
OF_PERIODS = frozenset(
    {What.EVIDENCE, What.GIVEN, What.SHARES, What.PERIOD, What.JOURNAL, What.RECONCILED}
)
"""The documents of a period."""


OF_THE_PAST = frozenset({What.TRENDS, What.PERIOD, What.JOURNAL, What.RECONCILED})
"""The documents that are made of everything that a workspace keeps of the time before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What somebody asks for.

    ``first`` and ``last`` are the days of a period (evidence, who got what), both within it;
    without them it is the last month that was over (`period`).
    ``children`` and ``workers`` narrow hand-over packs and worker's pages; empty: all of them.
    ``team`` narrows any document to one team. ``password`` protects a workbook (AES-256).
    ``are_workers_named`` is for the board alone, which else shows their initials.
    """

    what: What
    naming: Naming = Naming.INITIALS
    first: date | None = None
    last: date | None = None
    children: tuple[ChildId, ...] = ()
    workers: tuple[WorkerId, ...] = ()
    team: TeamId | None = None
    password: str = ""
    are_workers_named: bool = False

    def period(self, as_at: date) -> Period:
        """The days that a document of a period is about, looked at on a day."""
        if self.first is None or self.last is None:
            return last_month(as_at)
        return Period(first=self.first, last=self.last)


def form_of(what: What, out: Path) -> Form:
    """The form that a file's ending names; raises `AppError` (``form_unknown``) for any other."""
    ending = out.suffix.lower().removeprefix(".")
    if ending not in FORMS[what]:
        forms = ", ".join(f".{form}" for form in FORMS[what])
        raise AppError("form_unknown", file=out.name, document=what, forms=forms)
    return Form(ending)


def check_file_name(out: Path, snapshot: Snapshot) -> None:
    """Refuse a file whose own name holds a child's (`AppError` ``name_in_file_name``).

    Names of files stand in lists of recent ones, in mails and backups, where no password helps. The
    refusal does not say the name again.
    """
    if names_a_child(out.stem, snapshot) is not None:
        raise AppError("name_in_file_name", ending=out.suffix)


def check_target(out: Path, *imports: Snapshot) -> None:
    """Refuse a file that must not be written, the name and what stands there considered.

    Raises `AppError` as `check_file_name`, by the first import, and ``target_is_source`` for a file
    that one of them was read from.
    """
    check_file_name(out, imports[0])
    read = {source.sha256 for each in imports for source in each.sources}
    with suppress(OSError):  # whoever writes says what is wrong with it
        if out.is_file() and sha256(out.read_bytes()).hexdigest() in read:
            raise AppError("target_is_source", file=out.name)


def file_name(order: Order, as_at: date, form: Form) -> str:
    """The name offered: what it is and a date, never anybody's name."""
    return f"{order.what}-{as_at.isoformat()}.{form}"
