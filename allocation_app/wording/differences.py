"""What a later import would change, in words: the headline, what stands out, and each change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from allocation_app.domain.difference import (
    Aspect,
    Case,
    Change,
    Difference,
    EventDate,
    Kind,
    Value,
)
from allocation_app.domain.losses import losses
from allocation_app.domain.people import (
    Absence,
    EventKind,
    Reduction,
    Role,
    Spell,
    Status,
    Team,
    Worker,
)
from allocation_app.domain.sides import Holding
from allocation_app.wording import terms
from allocation_app.wording.fields import field
from allocation_app.wording.translate import mark, tr, trn

HIDDEN = "•••"
NOTHING = "–"
KINDS: Mapping[Kind, str] = {
    Kind.GONE: mark("gone"),
    Kind.ALLOCATIONS: mark("allocation"),
    Kind.NEW: mark("new"),
    Kind.CHANGED: mark("changed"),
    Kind.STAFF: mark("staff"),
}
ASPECTS: Mapping[Aspect, str] = {
    Aspect.CHILD: mark("child"),
    Aspect.STATUS_TEXT: mark("status as written"),
    Aspect.OTHER_SPELLS: mark("earlier workers and dates"),
    Aspect.STAFF_MEMBER: mark("worker"),
    Aspect.WORKER_NAME: mark("worker's name"),
    Aspect.LISTED: mark("on the staff list"),
    Aspect.ABSENCES: mark("times away"),
    Aspect.REDUCTIONS: mark("reduction of the caseload"),
    Aspect.TEAM_ITSELF: mark("team"),
}
"""What no column is called by; the others have the word of their field."""


def kind(code: Kind) -> str:
    """The word for a kind of change."""
    return tr(KINDS[code])


def what(change: Change) -> str:
    """What is otherwise: a field, an event, or the child or worker as a whole."""
    return word(change.what)


def word(code: Aspect | EventKind) -> str:
    """The word for what can be otherwise."""
    if isinstance(code, EventKind):
        return terms.event(code)
    return tr(ASPECTS[code]) if code in ASPECTS else field(code)


def headline(found: Difference) -> str:
    """All changes in figures: "3 new, 2 gone, 4 allocations changed, 1 worker joined"."""
    children = found.children
    changed = children(Kind.ALLOCATIONS)
    parts = [
        (children(Kind.NEW), trn("{n} new", "{n} new", children(Kind.NEW))),
        (children(Kind.GONE), trn("{n} gone", "{n} gone", children(Kind.GONE))),
        (children(Kind.CHANGED), trn("{n} changed", "{n} changed", children(Kind.CHANGED))),
        (changed, trn("{n} allocation changed", "{n} allocations changed", changed)),
        *_staff(found),
    ]
    return ", ".join(words for n, words in parts if n)


def count(found: Difference, code: Kind) -> str:
    """How much of one kind there is: "2 children gone", "staff: 1 worker joined"."""
    n = found.children(code)
    match code:
        case Kind.GONE:
            return trn("{n} child gone", "{n} children gone", n)
        case Kind.ALLOCATIONS:
            return trn("{n} allocation changed", "{n} allocations changed", n)
        case Kind.NEW:
            return trn("{n} new child", "{n} new children", n)
        case Kind.CHANGED:
            return trn("{n} child changed", "{n} children changed", n)
        case Kind.STAFF:
            changes = ", ".join(words for n, words in _staff(found) if n)
            return tr("staff: {changes}", changes=changes)


def _staff(found: Difference) -> list[tuple[int, str]]:
    joined, left, others = set[str](), set[str](), set[str]()
    for change in found.changes:
        if change.kind is not Kind.STAFF or change.child is not None:
            continue
        worker = change.worker
        is_whole = change.what is Aspect.STAFF_MEMBER and worker is not None and worker.is_person
        kept = (joined if change.before is None else left) if is_whole else others
        kept.add(f"team {change.team}" if worker is None else worker.id)
    return [
        (len(joined), trn("{n} worker joined", "{n} workers joined", len(joined))),
        (len(left), trn("{n} worker left", "{n} workers left", len(left))),
        (len(others), trn("{n} change of staff", "{n} changes of staff", len(others))),
    ]


def days(found: Difference) -> str:
    """The days of both imports, and which of them is later where that is not as it should be."""
    if found.before == found.after:
        return tr("As at {day}, as what is open", day=terms.day(found.after))
    new, old = terms.day(found.after), terms.day(found.before)
    if found.after < found.before:
        return tr("As at {new}: older than what is open, which is as at {old}", new=new, old=old)
    return tr("As at {new}; what is open is as at {old}", new=new, old=old)


def alarms(found: Difference) -> list[str]:
    """What nobody may overlook, in sentences."""
    gone = sum(change.kind is Kind.GONE for change in found.grave)
    new = sum(change.kind is Kind.NEW for change in found.grave)
    after = [change.after for change in found.grave if change.what is Aspect.HOLDER]
    unreadable = sum(isinstance(held, Holding) and not held.is_readable for held in after)
    lost = len(after) - unreadable
    sentences = [
        (
            gone,
            trn(
                "{n} child on the register, in proceedings or looked after is not in the new"
                " files.",
                "{n} children on the register, in proceedings or looked after are not in the new"
                " files.",
                gone,
            ),
        ),
        (
            lost,
            trn(
                "{n} child who had a social worker has none now.",
                "{n} children who had a social worker have none now.",
                lost,
            ),
        ),
        (
            unreadable,
            trn(
                "Of {n} child it can no longer be read who the social worker is.",
                "Of {n} children it can no longer be read who the social worker is.",
                unreadable,
            ),
        ),
        (
            new,
            trn(
                "{n} new child on the register, in proceedings or looked after has no social"
                " worker.",
                "{n} new children on the register, in proceedings or looked after have no social"
                " worker.",
                new,
            ),
        ),
    ]
    return [] if found.is_other else [words for n, words in sentences if n]


def doubts(found: Difference) -> list[str]:
    """What speaks for these being other data than a later state of what is open."""
    said: list[str] = []
    if found.is_other:
        said.append(
            trn(
                "This is other data: the {n} child who is open is not in the new files.",
                "This is other data: none of the {n} children who are open is in the new files.",
                found.children_before,
            )
        )
    elif found.children_before > 2 * found.shared:
        said.append(
            tr(
                "Only {shared} of the {children} who are open are in the new files: is a part of"
                " the list missing?",
                shared=found.shared,
                children=terms.children(found.children_before),
            )
        )
    said += [
        tr(
            "{n} of {children} would lose this: {what}. Is a column missing from the new files?",
            n=n,
            children=terms.children(found.shared),
            what=word(lost),
        )
        for lost, n in losses(found).items()
    ]
    if found.loses_staff_list:
        said.append(
            tr(
                "The new files have no staff list. To keep roles, hours and times away as they are,"
                " take the tick from “staff” below."
            )
        )
    return said


def values(change: Change, *, hide_names: bool) -> tuple[str, str]:
    """What stood there and what will; where both read the same, that they differ in a detail."""
    before, after = (
        _value(each, change, hide_names=hide_names) for each in (change.before, change.after)
    )
    if change.after is None and change.what in {Aspect.CHILD, Aspect.STAFF_MEMBER}:
        after = tr("not in the new files")
    if before == after:
        after = tr("{text} (differs in a detail)", text=after)
    return before, after


def line(change: Change, *, hide_names: bool) -> str:
    """One change: "status: care and support plan → on the register"."""
    before, after = values(change, hide_names=hide_names)
    return tr("{what}: {before} → {after}", what=what(change), before=before, after=after)


def _value(value: Value, change: Change, *, hide_names: bool) -> str:
    if hide_names and isinstance(value, str) and value and change.child is not None:
        if change.what is Aspect.NAME:
            return terms.initials(value) or HIDDEN
        if change.what in {Aspect.FAMILY, Aspect.STATUS_TEXT}:
            return HIDDEN
    if value is None or value == "":
        return NOTHING
    return _words(value)


def _words(value: Value) -> str:  # noqa: PLR0911 - a line per kind of value
    match value:
        case tuple() | frozenset():
            return _several(value)
        case Case():
            return f"{terms.statuses(value.child)} · {holding(value.holding)}"
        case Holding():
            return holding(value)
        case EventDate():
            return _event(value)
        case Worker():
            return _worker(value)
        case Team():
            return value.name
        case Role():
            return tr(terms.ROLES[value])
        case date():
            return terms.day(value)
    return _plain(value)


def _plain(value: str | bool | float | None) -> str:  # noqa: FBT001 - a value like any other
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    return str(value) if value is None or isinstance(value, str) else f"{value:g}"


def _event(event: EventDate) -> str:
    if event.day is None:
        return tr("no date") if event.is_recorded else tr("not known")
    return terms.day(event.day)


def _several(values: Iterable[object]) -> str:
    """Several of a kind; none is said to be none."""
    found = tuple(values)
    if found and all(isinstance(each, Spell) for each in found):
        return trn("{n} allocation on record", "{n} allocations on record", len(found))
    statuses = [terms.status(code) for code in Status if code in found]
    return ", ".join(statuses or sorted(map(_each, found))) or tr("none")


def _each(value: object) -> str:
    match value:
        case Worker():
            return value.name
        case Absence():
            return _from_to(value.start, value.end)
        case Reduction():
            return f"{terms.percent(value.share)} {_from_to(value.start, value.end)}".rstrip()
        case _:
            return str(value)


def _from_to(start: date | None, end: date | None) -> str:
    if start is None:
        return "" if end is None else tr("until {end}", end=terms.day(end))
    if end is None:
        return tr("from {start}", start=terms.day(start))
    return tr("{start} to {end}", start=terms.day(start), end=terms.day(end))


def holding(of: Holding) -> str:
    """Whose the child is, and why that is no allocation."""
    if not of.is_readable:
        return tr("could not be read")
    if of.worker is None:
        return tr("no social worker")
    if of.reason is None:
        return of.worker.name
    return tr("{worker} ({reason})", worker=of.worker.name, reason=terms.reason(of.reason))


def _worker(worker: Worker) -> str:
    """What comes or goes with a whole worker."""
    if not worker.is_listed:
        return tr("named beside children, on no staff list")
    if worker.fte is None:
        return terms.role(worker)
    return tr("{role}, {fte} FTE", role=terms.role(worker), fte=f"{worker.fte:g}")
