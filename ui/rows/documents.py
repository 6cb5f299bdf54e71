"""The documents that can leave the tool, as the window offers them: for whom, what is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from allocation_app.domain.people import ChildId, TeamId, WorkerId
from allocation_app.domain.plan import Move
from allocation_app.domain.review import Review
from allocation_app.domain.snapshot import Snapshot
from allocation_app.errors import AppError
from allocation_app.report.orders import (
    ABOUT_CHILDREN,
    ABOUT_WORKERS,
    FORMS,
    OF_PERIODS,
    Naming,
    Order,
    What,
    check_file_name,
)
from allocation_app.wording import terms
from allocation_app.wording.names import listed
from allocation_app.wording.problems import error_message
from allocation_app.wording.translate import mark, tr
from allocation_app.wording.visible import visible
from ui.rows.people import called


class To(StrEnum):
    """Where a document goes: a form of file, the printer, or the clipboard."""

    XLSX = "xlsx"
    CSV = "csv"
    PDF = "pdf"
    PRINT = "print"
    CLIPBOARD = "clipboard"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document as it is offered: ``group`` says for whom, ``about`` in a line what is in it.

    ``has_children`` tells whether it names any.
    """

    what: What
    group: str
    name: str
    about: str
    has_children: bool = True

    @property
    def picks_children(self) -> bool:
        """Whether children can be chosen for it."""
        return self.what in ABOUT_CHILDREN

    @property
    def picks_workers(self) -> bool:
        """Whether workers can be chosen for it."""
        return self.what in ABOUT_WORKERS

    @property
    def has_period(self) -> bool:
        """Whether it is about the days of a period."""
        return self.what in OF_PERIODS


TEAM, WORKER = mark("For the team"), mark("For a worker")
MOVE, INSPECTION = mark("For a move"), mark("For inspection and review")
KNOWN = (
    Document(
        what=What.WORKBOOK,
        group=TEAM,
        name=mark("Allocation workbook"),
        about=mark("All lists in one Excel file, with a sheet for each worker"),
    ),
    Document(
        what=What.ALLOCATIONS,
        group=TEAM,
        name=mark("Allocations"),
        about=mark("Every child with worker, points and what is due"),
    ),
    Document(
        what=What.UNALLOCATED,
        group=TEAM,
        name=mark("Unallocated"),
        about=mark("Who waits, for how long, and who must be told"),
    ),
    Document(
        what=What.FINDINGS,
        group=TEAM,
        name=mark("Findings"),
        about=mark("What is late, due soon or can’t be told, by which rule"),
    ),
    Document(
        what=What.FORECAST,
        group=TEAM,
        name=mark("Forecast"),
        about=mark("What will be late from which day on, and whose it is"),
    ),
    Document(
        what=What.BALANCE,
        group=TEAM,
        name=mark("Balance"),
        about=mark("The load of every worker, before and after the plan"),
        has_children=False,
    ),
    Document(
        what=What.BOARD,
        group=TEAM,
        name=mark("Team board"),
        about=mark("For the wall: loads and room, no child’s name or number"),
        has_children=False,
    ),
    Document(
        what=What.WORKER,
        group=WORKER,
        name=mark("Worker’s page"),
        about=mark("How the percentage is made up; children and dates for supervision"),
    ),
    Document(
        what=What.CHANGES,
        group=MOVE,
        name=mark("Changes"),
        about=mark("Every planned move: from, to, day, reason and effect"),
    ),
    Document(
        what=What.CLOSING,
        group=MOVE,
        name=mark("Before moving"),
        about=mark("Whom to ask about before anybody is moved: a prompt, never advice to close"),
    ),
    Document(
        what=What.HANDOVER,
        group=MOVE,
        name=mark("Hand-over packs"),
        about=mark("A page for each child or family that changes worker"),
    ),
    Document(
        what=What.EVIDENCE,
        group=INSPECTION,
        name=mark("Evidence of a period"),
        about=mark("Every child who waited in it: why, reviews, steps, dates seen"),
    ),
    Document(
        what=What.GIVEN,
        group=INSPECTION,
        name=mark("Who got what"),
        about=mark("Every case given in a period: to whom, from whom, when"),
    ),
    Document(
        what=What.HISTORY,
        group=INSPECTION,
        name=mark("Worker history"),
        about=mark("Who has had each case, from when to when, and why it ended"),
    ),
    Document(
        what=What.SHARES,
        group=INSPECTION,
        name=mark("Who got how much"),
        about=mark("What each worker was given, beside an even share for the days there"),
        has_children=False,
    ),
    Document(
        what=What.TRENDS,
        group=INSPECTION,
        name=mark("Trends"),
        about=mark("What each import comes to, a row for each; nobody is named"),
        has_children=False,
    ),
    Document(
        what=What.PERIOD,
        group=INSPECTION,
        name=mark("Period report"),
        about=mark("One page: start and end, highest and lowest, what changed; nobody named"),
        has_children=False,
    ),
    Document(
        what=What.JOURNAL,
        group=INSPECTION,
        name=mark("Journal"),
        about=mark("What was done, when, by whom, and on which import it rests"),
    ),
    Document(
        what=What.RECONCILED,
        group=INSPECTION,
        name=mark("Plan and outcome"),
        about=mark("What each later import says of every planned step, and what nobody planned"),
    ),
)


TO_READ = frozenset({What.BOARD, What.EVIDENCE})
"""The documents that are made for paper, though they are lists too."""


def documents() -> tuple[Document, ...]:
    """Those that can be made."""
    from allocation_app.report.exports import LISTINGS, PAPERS  # brings all that writes

    can_be = {What.WORKBOOK, *LISTINGS, *PAPERS}
    return tuple(document for document in KNOWN if document.what in can_be)


def ways(what: What) -> tuple[To, ...]:
    """Where a document can go."""
    from allocation_app.report.exports import LISTINGS

    found = [To(form.value) for form in FORMS[what]]
    if what is not What.WORKBOOK:
        found.append(To.PRINT)
    if what in LISTINGS:
        found.append(To.CLIPBOARD)
    return tuple(found)


def usual_way(what: What) -> To:
    """Where it goes until somebody chooses: what is to be read as pages, as PDF."""
    return To.PDF if To.XLSX not in ways(what) or what in TO_READ else To.XLSX


WAYS: Mapping[To, str] = {
    To.XLSX: mark("E&xcel"),
    To.CSV: mark("&CSV"),
    To.PDF: mark("PD&F"),
    To.PRINT: mark("&Print"),
    To.CLIPBOARD: mark("Copy as a &table"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody has decided on; ``out`` is None where no file is written.

    ``is_preview`` asks to see on the screen what would be printed.
    """

    order: Order
    to: To
    out: Path | None = None
    is_preview: bool = False


Choices = Sequence[tuple[str, str]]
"""What can be ticked: by identifier, as it is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What the dialog knows of what is open.

    ``moved`` are the children who change worker by the plan, ``workers`` those who have a case;
    ``earlier`` are the days of the imports before it that count, too; ``hide_names`` is how the
    window shows children now. ``only`` is the one document that is offered, None for all of them.
    """

    as_at: date
    moved: Choices = ()
    workers: Choices = ()
    teams: Choices = ()
    team: TeamId | None = None
    hide_names: bool = False
    earlier: tuple[date, ...] = ()
    snapshot: Snapshot | None = None
    only: What | None = None

    def complaint(self, out: Path) -> str:
        """What speaks against a file by its name, in words; empty where nothing does."""
        try:
            if self.snapshot is not None:
                check_file_name(out, self.snapshot)
        except AppError as error:
            return error_message(error)
        return ""


def offer(
    review: Review,
    team: TeamId | None,
    earlier: Sequence[Snapshot] = (),
    *,
    hide_names: bool,
) -> Offer:
    """What can be chosen from in the plan as it stands."""
    snapshot, loads = review.caseloads.plan.facts, review.caseloads
    moved = dict.fromkeys(step.child for step in loads.plan.child_steps if isinstance(step, Move))
    busy = [worker for worker in loads.case_holders if loads.loads[worker.id].has_cases]
    children = snapshot.children
    there = {each.team for each in children.values()}
    there |= {each.team for each in snapshot.workers.values()}
    return Offer(
        as_at=snapshot.as_at,
        moved=[(child, called(children[child], hide_names=hide_names)) for child in moved],
        workers=sorted(
            ((worker.id, visible(worker.name)) for worker in busy), key=lambda each: each[1]
        ),
        teams=sorted(
            ((each.id, visible(each.name)) for each in snapshot.teams.values() if each.id in there),
            key=lambda each: each[1],
        ),
        team=team,
        hide_names=hide_names,
        earlier=tuple(sorted(each.as_at for each in earlier)),
        snapshot=review.snapshot,
    )


def default_naming(document: Document, *, hide_names: bool) -> Naming:
    """The workbook follows the window; names of children are off everything else by default.

    Workers are called by name where no child is, but on the wall.
    """
    if document.what is What.WORKBOOK:
        return Naming.INITIALS if hide_names else Naming.NAMES
    is_on_the_wall = document.what is What.BOARD
    return Naming.INITIALS if document.has_children or is_on_the_wall else Naming.NAMES


def narrowed(
    document: Document, children: Sequence[ChildId], workers: Sequence[WorkerId], of: Offer
) -> Sequence[str]:
    """Whom of those that can be ticked somebody asked for; nobody in particular is everybody."""
    wanted: set[str] = {*children} if document.picks_children else {*workers}
    found = [key for key, _ in choices(document, of) if key in wanted]
    return found or [key for key, _ in choices(document, of)]


def namings(document: Document) -> frozenset[str]:
    """By what a document can call people: children, or workers where it is about them alone."""
    if document.has_children or document.what is What.BOARD:
        return frozenset(Naming)
    return frozenset({Naming.NAMES, Naming.CODES})


def choices(document: Document, of: Offer) -> Choices:
    """Whom a document can be narrowed to."""
    if document.picks_children:
        return of.moved
    return of.workers if document.picks_workers else ()


def group(document: Document) -> str:
    """For whom it is."""
    return tr(document.group)


def rests_on(of: Offer) -> str:
    """Which imports a document of a period is made of."""
    if not of.earlier:
        return tr(
            "Made of this import alone. Open the earlier spreadsheets first, then this one, and"
            " they count, too."
        )
    days = listed([terms.short_day(each) for each in of.earlier])
    return tr("The imports of {days} count, too.", days=days)
