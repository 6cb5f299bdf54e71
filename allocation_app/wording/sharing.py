"""Children shared out over several workers, and given back to who returns: what is proposed, why.

It is a proposal that a manager goes through child by child, never an allocation.
"""

from __future__ import annotations

from datetime import date

from allocation_app.domain.give_back import GiveBack, Kept, WhyKept
from allocation_app.domain.people import ChildId
from allocation_app.domain.working_days import Unit
from allocation_app.wording import move_rules, terms
from allocation_app.wording.names import Names
from allocation_app.wording.translate import tr, trn


def proposed(children: int, workers: int, unplaced: int) -> str:
    """How far sharing out went: "16 children to 5 workers; 2 children without a place"."""
    to = trn("{n} worker", "{n} workers", workers)
    said = tr("{children} to {workers}", children=terms.children(children), workers=to)
    if not children:
        said = tr("Nobody was placed")
    if unplaced:
        rest = terms.children(unplaced)
        return tr("{said}; {children} without a place.", said=said, children=rest)
    return tr("{said}.", said=said)


def nobody_for(child: ChildId, names: Names) -> str:
    """Why a child has no place where every worker is kept from the child by some rule."""
    return tr("Nobody can take {child}: a rule stops every worker.", child=names.child(child))


def given_back(of: GiveBack, names: Names) -> str:
    """How many children go back to who returns, and how many stay where they are."""
    worker = names.worker(of.worker)
    if of.away is None:
        return tr("No absence of {worker} ends, so nobody goes back.", worker=worker)
    if not of.moves and not of.kept:
        return tr("None of {worker}’s children went to somebody else.", worker=worker)
    said = tr("{children} back to {worker}", children=terms.children(len(of.moves)), worker=worker)
    if not of.moves:
        said = tr("Nobody goes back to {worker}", worker=worker)
    if not of.kept:
        return tr("{said}.", said=said)
    stay = trn("{n} child stays", "{n} children stay", len(of.kept))
    return tr("{said}; {stay}.", said=said, stay=stay)


def was_theirs(until: date | None) -> str:
    """Why a child goes back: until when the child was theirs."""
    if until is None:
        return tr("Theirs before the absence.")
    return tr("Theirs until {day}.", day=terms.day(until))


def kept(of: Kept, weeks: int) -> str:
    """Why a child stays with whom it is; ``weeks`` are the policy's for a second change."""
    match of.why:
        case WhyKept.SECOND_CHANGE:
            return stays(of.since, weeks)
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


def stays(changed: date | None, weeks: int) -> str:
    """Why a child stays: going back would be a second change of worker within these weeks."""
    limit = terms.amount(weeks, Unit.WEEKS)
    if changed is None:
        return tr("Stays: it would be a second change of worker within {limit}.", limit=limit)
    return tr(
        "Stays: the worker changed on {day}, and it would be a second change within {limit}.",
        day=terms.day(changed),
        limit=limit,
    )
