"""What is staged, said in a line: who goes from whom to whom, why and from when; pins and marks.

Who is meant stands apart from what is done (`about` and `step`), so that a table can show them in
two columns; `staged` says both in one line, for the strip after a change.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from allocation_app.domain.caseloads import Caseloads
from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.plan import (
    InvolvementChange,
    Mark,
    MarkKind,
    Move,
    Pin,
    Step,
)
from allocation_app.domain.staffing import StaffChange
from allocation_app.wording import staffing, terms
from allocation_app.wording.names import Names
from allocation_app.wording.translate import mark, tr, trn

REASONS: Mapping[str, str] = {
    "MANAGE": mark("managing caseloads"),
    "FCONTA": mark("first contact, or a new referral"),
    "LEFTRL": mark("the previous worker left the role"),
    "ORGRST": mark("reorganisation of teams"),
    "TSPROC": mark("transfer by the usual process"),
    "ABSENC": mark("cover for an absence, or return from one"),
    "CHCHAN": mark("the child asked for it"),
    "PCCHAN": mark("a parent or carer asked for it"),
    "SWDIED": mark("the previous worker died"),
    "OTHERS": mark("another reason"),
}
"""Why a child's worker changes, by the codes of `plan.CHANGE_REASONS`."""
OVERRIDES: Mapping[str, str] = {
    "KNOWS": mark("the worker knows the child or the family"),
    "WISHES": mark("the child or the family wishes it"),
    "AGREED": mark("agreed with the worker, who takes it on knowingly"),
    "NOBODY": mark("nobody else can take the child in time"),
    "SHORTLY": mark("for a short time only"),
    "SENIOR": mark("decided by a senior manager"),
}
"""Why a rule that warns is set aside, by the codes of `plan.OVERRIDE_REASONS`."""
PINS: Mapping[str, str] = {
    "TRUSTS": mark("the child trusts this worker"),
    "WISHES": mark("the child or the family wishes it"),
    "SETTLE": mark("settling in after a change"),
    "COURTS": mark("the court knows this worker"),
    "EVENTS": mark("a conference or a review is near"),
    "CLOSES": mark("the case is about to close"),
    "SENIOR": mark("decided by a senior manager"),
    "OTHERS": mark("another reason"),
}
"""Why a child is to stay where it is, by the codes of `plan.PIN_REASONS`."""
MARKS: Mapping[MarkKind, str] = {
    MarkKind.MUST_NOT: mark("must not hold"),
    MarkKind.KEEP_APART: mark("keep apart"),
    MarkKind.KEEP_TOGETHER: mark("keep together"),
}
MARKED: Mapping[MarkKind, str] = {
    MarkKind.MUST_NOT: mark("{worker} must not hold {child}"),
    MarkKind.KEEP_APART: mark("{child} and {other} are kept with different workers"),
    MarkKind.KEEP_TOGETHER: mark("{child} and {other} are kept with one worker"),
}
Donors = Mapping[ChildId, WorkerId | None]
"""Under whose name each moved child stands in the import; a child who is not there, nobody's."""


def donors(loads: Caseloads) -> Donors:
    """Under whose name each child of the plan's moves stands in the import."""
    held = ((move.child, loads.imported.get(move.child)) for move in loads.plan.moves)
    return {child: None if spell is None else spell.worker for child, spell in held}


def change_reason(code: str) -> str:
    """Why a child's worker changes; empty without a reason."""
    return tr(REASONS[code]) if code in REASONS else code


def override_reason(code: str) -> str:
    """Why a rule that warns is set aside; empty without a reason."""
    return tr(OVERRIDES[code]) if code in OVERRIDES else code


def pin_reason(code: str) -> str:
    """Why a child is to stay where it is; empty without a reason."""
    return tr(PINS[code]) if code in PINS else code


def about(step: Step, names: Names) -> str:
    """Whom a step is about: the child, or the worker whose time changes."""
    return names.worker(step.worker) if isinstance(step, StaffChange) else names.child(step.child)


def step(of: Step, before: Donors, names: Names) -> str:
    """What a step does, without whom it is about: "Sioned Hughes → Nia Griffiths, from ...".

    ``before`` says under whose name a moved child stood before.
    """
    match of:
        case Move():
            line = tr(
                "{donor} → {to}", donor=names.holder(before.get(of.child)), to=names.holder(of.to)
            )
            return _dated(line, of.effective)
        case InvolvementChange():
            return _dated(_involvement(of, names), of.effective)
        case StaffChange():
            return staffing.change(of)


def staged(steps: Sequence[Step], before: Donors, names: Names) -> str:
    """What has just been staged, in one line: "Jac T.: from Duty to Kofi Ahmed, ...".

    Several moves are said by how many children go to whom.
    """
    moves = [each for each in steps if isinstance(each, Move)]
    if len(steps) == 1 and isinstance(steps[0], StaffChange):
        return tr("{what}.", what=staffing.sentence(steps[0], names))
    if len(steps) == 1:
        return tr(
            "{who}: {what}.", who=about(steps[0], names), what=_sentence(steps[0], before, names)
        )
    if len(moves) < len(steps):
        return trn("{n} change staged.", "{n} changes staged.", len(steps))
    receivers = list(dict.fromkeys(move.to for move in moves))
    senders = {before.get(move.child) for move in moves}
    children = terms.children(len(moves))
    to = names.holder(receivers[0]) if len(receivers) == 1 else _workers(len(receivers))
    days = {move.effective for move in moves}
    when = days.pop() if len(days) == 1 else None
    if len(senders) == 1:
        line = tr(
            "{children}: from {donor} to {to}",
            children=children,
            donor=names.holder(senders.pop()),
            to=to,
        )
    else:
        line = tr("{children}: to {to}", children=children, to=to)
    return tr("{what}.", what=_dated(line, when))


def taken_back(steps: Sequence[Step], names: Names) -> str:
    """What has just been taken out of the plan, in one line."""
    if len(steps) == 1:
        return tr("{who}: taken back.", who=about(steps[0], names))
    return trn("{n} change taken back.", "{n} changes taken back.", len(steps))


def count(steps: int) -> str:
    """How much is staged: "3 changes staged", or that nothing is."""
    if not steps:
        return tr("nothing staged")
    return trn("{n} change staged", "{n} changes staged", steps)


def mark_name(kind: MarkKind) -> str:
    """The word for a kind of mark."""
    return tr(MARKS[kind])


def marked(of: Mark, names: Names) -> str:
    """What a mark says, in a line; it never says why."""
    return tr(
        MARKED[of.kind],
        child=names.child(of.child),
        other="" if of.other is None else names.child(of.other),
        worker=names.holder(of.worker),
    )


def pin_until(until: date | None) -> str:
    """Until when a pin holds."""
    return tr("until it is lifted") if until is None else tr("until {day}", day=terms.day(until))


def pinned(of: Pin) -> str:
    """What a pin says, in a sentence: until when, and why where a reason is given."""
    said = tr("Pinned {until}", until=pin_until(of.until))
    reason = pin_reason(of.reason)
    return tr("{said}: {reason}.", said=said, reason=reason) if reason else tr("{said}.", said=said)


def run_out(n: int) -> str:
    """That pins have run out and ask what becomes of them."""
    return trn(
        "{n} pin has run out: renew it, or let it go?",
        "{n} pins have run out: renew them, or let them go?",
        n,
    )


def pinned_by_default(workers: int) -> str:
    """Why a child is pinned whom nobody has pinned: many workers in a year."""
    return trn(
        "Pinned by default: {n} worker in 12 months. The pin can be lifted.",
        "Pinned by default: {n} workers in 12 months. The pin can be lifted.",
        workers,
    )


def churn(workers: int) -> str:
    """How many workers a child has had in a year, for a badge."""
    return trn("{n} worker in 12 months", "{n} workers in 12 months", workers)


def note_warning() -> str:
    """What stands beside every note that can be written."""
    return tr(
        "No sensitive detail: nothing about health, risk or the family. Whoever opens the saved"
        " plan or the exported workbook can read it."
    )


def _sentence(of: Step, before: Donors, names: Names) -> str:
    if not isinstance(of, Move):
        return step(of, before, names)
    donor, to = names.holder(before.get(of.child)), names.holder(of.to)
    if before.get(of.child) is None:
        return _dated(tr("to {to}", to=to), of.effective)
    if of.to is None:
        return _dated(tr("from {donor} to nobody, unallocated", donor=donor), of.effective)
    return _dated(tr("from {donor} to {to}", donor=donor, to=to), of.effective)


def _involvement(of: InvolvementChange, names: Names) -> str:
    worker, role = names.worker(of.worker), terms.involvement(of.involvement)
    if of.is_end:
        return tr("{worker} is no longer {role}", worker=worker, role=role)
    return tr("{worker} becomes {role}", worker=worker, role=role)


def _dated(line: str, when: date | None) -> str:
    return line if when is None else tr("{line}, from {day}", line=line, day=terms.short_day(when))


def _workers(n: int) -> str:
    return trn("{n} worker", "{n} workers", n)
