"""The plan against the next export, in words: what was planned, what the new files say of it."""

from __future__ import annotations

from collections.abc import Mapping

from allocation_app.domain.people import Worker, WorkerId
from allocation_app.domain.plan import InvolvementChange, Move
from allocation_app.domain.reconciling import Obstacle, Outcome, Reconciled, Reconciliation
from allocation_app.domain.renumbering import Renumbering
from allocation_app.domain.staffing import StaffChange, StaffChangeKind
from allocation_app.wording import differences, moves, terms
from allocation_app.wording.names import Names
from allocation_app.wording.translate import mark, tr, trn
from allocation_app.wording.visible import visible

OUTCOMES: Mapping[Outcome, str] = {
    Outcome.DIFFERENTLY: mark("done differently"),
    Outcome.NOT_POSSIBLE: mark("no longer possible"),
    Outcome.CHILD_GONE: mark("child gone"),
    Outcome.UNPLANNED: mark("not planned"),
    Outcome.CANNOT_TELL: mark("cannot tell"),
    Outcome.NOT_YET: mark("not yet"),
    Outcome.DONE: mark("done"),
}
MEANINGS: Mapping[Outcome, str] = {
    Outcome.DIFFERENTLY: mark("Something else was done than the plan says."),
    Outcome.NOT_POSSIBLE: mark("The plan names somebody who can’t do it any more."),
    Outcome.CHILD_GONE: mark("The child is not in the new files."),
    Outcome.UNPLANNED: mark("The child has changed worker, and the plan does not say so."),
    Outcome.CANNOT_TELL: mark("What it would be seen by is not in the new files."),
    Outcome.NOT_YET: mark("The new files still say what they said before."),
    Outcome.DONE: mark("The new files say what the plan says."),
}
OBSTACLES: Mapping[Obstacle, str] = {
    Obstacle.WORKER_GONE: mark("{worker} is not in the new files"),
    Obstacle.WORKER_LEFT: mark("{worker} has left"),
    Obstacle.HOLDS_NO_CASES: mark("{worker} can’t hold a case now"),
}


def outcome(code: Outcome) -> str:
    """What became of a step, in a word or two."""
    return tr(OUTCOMES[code])


def meaning(code: Outcome) -> str:
    """The same in a sentence."""
    return tr(MEANINGS[code])


def headline(found: Reconciliation) -> str:
    """All steps by their outcome: "Of 10 steps of the plan: 7 done, 2 not yet, 1 done ..."."""
    counts = found.counts
    unplanned = counts.get(Outcome.UNPLANNED, 0)
    steps = len(found.rows) - unplanned
    said = amounts({code: n for code, n in counts.items() if code is not Outcome.UNPLANNED})
    parts = [
        trn(
            "The one step of the plan: {said}.",
            "Of {n} steps of the plan: {said}.",
            steps,
            said=said,
        )
        if steps
        else "",
        trn(
            "{n} child has changed worker without the plan saying so.",
            "{n} children have changed worker without the plan saying so.",
            unplanned,
        )
        if unplanned
        else "",
    ]
    return " ".join(filter(None, parts))


def amounts(counts: Mapping[Outcome, int]) -> str:
    """How many came out how, the best first: "7 done, 2 not yet, 1 done differently, ..."."""
    known = [code for code in reversed(Outcome) if counts.get(code)]
    return ", ".join(_amount(code, counts[code]) for code in known)


def _amount(code: Outcome, n: int) -> str:
    match code:
        case Outcome.CHILD_GONE:
            return trn("{n} whose child is gone", "{n} whose children are gone", n)
        case Outcome.UNPLANNED:
            return trn("{n} change not planned", "{n} changes not planned", n)
        case Outcome.CANNOT_TELL:
            return tr("{n} of which nobody can tell", n=n)
        case _:
            return tr("{n} {outcome}", n=n, outcome=outcome(code))


def planned(row: Reconciled) -> str:
    """What the plan says: "Ann Ash → Ben Bo, from Mon 23 Nov"; else whose the child was before."""
    if row.step is None:
        return "" if row.was is None else tr("was: {worker}", worker=differences.holding(row.was))
    donor = None if row.was is None or row.was.worker is None else row.was.worker
    known = {each.id: each for each in (donor, row.worker) if each is not None}
    holders = {} if row.child is None else {row.child.id: None if donor is None else donor.id}
    return moves.step(row.step, holders, _names(known))


def reason(row: Reconciled) -> str:
    """Why it was planned, where the plan says so."""
    if isinstance(row.step, (Move, InvolvementChange)):
        return moves.change_reason(row.step.reason)
    return ""


def said(row: Reconciled) -> str:
    """What the new files say of it: whose the child is now, who is beside it, what of the staff."""
    if row.outcome is Outcome.CHILD_GONE:
        return tr("not in the new files")
    if row.obstacle is not None:
        worker = "" if row.worker is None else visible(row.worker.name)
        return tr(OBSTACLES[row.obstacle], worker=worker)
    match row.step:
        case InvolvementChange():
            return _beside(row.step, row.outcome)
        case StaffChange():
            return _staff(row.step, row.outcome, row.later)
        case _:
            return "" if row.now is None else differences.holding(row.now)


def becomes(row: Reconciled) -> str:
    """What becomes of the step in the plan: it stays, or leaves it."""
    if row.step is None:
        return ""
    if not row.stays:
        return tr("leaves it")
    return tr("stays, its day lies ahead") if row.is_ahead else tr("stays")


def proposed(n: int) -> str:
    """That some children may stand under another number, and that it is for a person to say."""
    return trn(
        "{n} child who is open is not in the new files, and a new one has the same name and date of"
        " birth. If they are the same child under another number, tick it: moves, pins, marks and"
        " reviews go on under the new number. Without a tick nothing is taken over.",
        "{n} children who are open are not in the new files, and new ones have the same name and"
        " date of birth. Where they are the same child under another number, tick it: moves, pins,"
        " marks and reviews go on under the new number. Without a tick nothing is taken over.",
        n,
    )


def may_be_same(n: int, pairs: str) -> str:
    """The same on the command line, where each is taken over by an option."""
    return trn(
        "{n} child may be in it under another number (name and date of birth are the same):"
        " {pairs}.",
        "{n} children may be in it under other numbers (name and date of birth are the same):"
        " {pairs}.",
        n,
        pairs=pairs,
    )


def same_child(each: Renumbering) -> str:
    """The numbers of a child who may be the same: "070041 → 090041"."""
    return tr("{old} → {new}", old=visible(each.old.id), new=visible(each.new.id))


def _names(workers: Mapping[WorkerId, Worker]) -> Names:
    def worker(each: WorkerId) -> str:
        known = workers.get(each)
        return str(each) if known is None else visible(known.name) or str(each)

    return Names(child=str, worker=worker)


def _beside(change: InvolvementChange, code: Outcome) -> str:
    what = terms.involvement(change.involvement)
    if code is Outcome.CANNOT_TELL:
        return tr("they name no {involvement} of anybody", involvement=what)
    is_there = change.is_end is not (code is Outcome.DONE)
    return (
        tr("is {involvement}", involvement=what)
        if is_there
        else tr("is not {involvement}", involvement=what)
    )


def _staff(change: StaffChange, code: Outcome, later: Worker | None) -> str:
    if code is Outcome.CANNOT_TELL:
        return tr("no staff list says so or otherwise")
    if code is Outcome.DONE:
        return tr("the same") if later is not None else tr("not on the staff list any more")
    if code is Outcome.NOT_YET or later is None:
        return tr("nothing of it")
    if change.kind is StaffChangeKind.LEAVES:
        return tr("last day {day}", day=terms.day(later.last_day))
    return tr("{fte} FTE", fte=f"{later.fte or 0:g}")
