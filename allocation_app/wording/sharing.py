"""Children shared out over several workers, and given back to who returns: what is proposed, why.

It is a proposal that a manager goes through child by child, never an allocation.
"""

from __future__ import annotations

from datetime import date

from allocation_app.domain.give_back import GiveBack, Kept, WhyKept
from allocation_app.domain.working_days import Unit
from allocation_app.wording import move_rules, terms
from allocation_app.wording.names import Names
from allocation_app.wording.translate import tr, trn


def proposed(children: int, workers: int, unplaced: int) -> str:
    """How far sharing out went: "16 children to 5 workers; 2 children without a place"."""
    said = _gone(children, workers) if children else tr("Nobody was placed")
    if unplaced:
        rest = terms.children(unplaced)
        return tr("{said}; {children} without a place.", said=said, children=rest)
    return tr("{said}.", said=said)


def going_back(children: int, workers: int, staying: int) -> str:
    """How many go back to who returns: "12 children to 1 worker; 2 children stay"."""
    said = _gone(children, workers) if children else tr("Nobody goes back")
    if not staying:
        return tr("{said}.", said=said)
    stay = trn("{n} child stays", "{n} children stay", staying)
    return tr("{said}; {stay}.", said=said, stay=stay)


def _gone(children: int, workers: int) -> str:
    to = trn("{n} worker", "{n} workers", workers)
    return tr("{children} to {workers}", children=terms.children(children), workers=to)


def untold() -> str:
    """Why nobody is proposed for a child whose worker could not be read."""
    return tr("Cannot tell who has the child now.")


def nobody_back(of: GiveBack, names: Names) -> str:
    """Why there is no child to be given back to who returns."""
    worker = names.worker(of.worker)
    if of.away is None:
        return tr("No absence of {worker} ends, so nobody goes back.", worker=worker)
    return tr("None of {worker}’s children went to somebody else.", worker=worker)


def was_theirs(until: date | None) -> str:
    """Why a child goes back: until when the child was theirs."""
    if until is None:
        return tr("Theirs before the absence.")
    return tr("Theirs until {day}.", day=terms.day(until))


def kept(of: Kept, weeks: int) -> str:
    """Why a child stays with whom it is; ``weeks`` are the policy's for a second change."""
    match of.why:
        case WhyKept.SECOND_CHANGE:
            return tr(
                "Stays: the worker changed on {day}, and it would be a second change within"
                " {limit}.",
                day=terms.day(of.since),
                limit=terms.amount(weeks, Unit.WEEKS),
            )
        case WhyKept.SINCE_UNKNOWN:
            return tr("Stays: not said since when the present worker has the child.")
        case WhyKept.PLANNED_MOVE:
            return tr(
                "Stays: the plan moves the child on {day}, before the return.",
                day=terms.day(of.since),
            )
        case WhyKept.RULE:
            rules = move_rules.rule_names(of.rules)
            return tr("Stays: a rule stops the return ({rules}).", rules=rules)
