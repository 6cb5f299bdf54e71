"""Children shared out or given back, a row a child: to whom, what that weighs, what it would break.

A proposal is one to go through: each child's worker can be changed before anything is staged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from allocation_app.domain.ahead import on_day
from allocation_app.domain.candidates import candidates
from allocation_app.domain.caseloads import Caseloads, caseloads
from allocation_app.domain.effects import Measured
from allocation_app.domain.give_back import BACK, GiveBack
from allocation_app.domain.move_rules import Bar
from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.plan import Move, Plan
from allocation_app.domain.share_out import ShareOut, Unplaced
from allocation_app.domain.staging import Preview, likely_reason, preview, staged
from allocation_app.wording import candidates as asked
from allocation_app.wording import effects, move_rules, sharing, terms
from allocation_app.wording.names import Names
from allocation_app.wording.translate import tr, trn
from ui.rows.people import called

NOBODY = ""
"""In place of a worker: the child stays as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Who would go to whom, why or why not; ``reason`` is the code of every change, if known."""

    moves: tuple[Move, ...]
    reasons: Mapping[ChildId, str] = field(default_factory=dict)
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedRow:
    """A child and its new worker (None: it stays as it is); ``after`` is that worker's share."""

    child: ChildId
    name: str
    family: str
    case: str
    weight: float
    now: str
    to: WorkerId | None
    to_name: str
    after: float | None
    said: str
    is_hard: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """A worker among whom children are shared out, before and after."""

    worker: WorkerId
    name: str
    load: str
    children: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """What the moves as they stand would come to, on their day."""

    moves: tuple[Move, ...]
    before: Caseloads
    after: Caseloads
    seen: Preview


def proposal(of: ShareOut, names: Names) -> Proposal:
    """What the domain proposes, with the reasons in words."""
    return Proposal(
        moves=of.moves, reasons={each.child: _why_not(each, names) for each in of.unplaced}
    )


def _why_not(of: Unplaced, names: Names) -> str:
    if Bar.PINNED in of.rules:
        return tr("Pinned: lift the pin first.")
    if not of.rules:
        return tr("There is nobody to ask.")
    counted = ", ".join(
        tr("{rule} ({n})", rule=asked.excluded(rule), n=n) for rule, n in of.rules.items()
    )
    return tr("{why} {rules}", why=sharing.nobody_for(of.child, names), rules=counted)


def back_proposal(of: GiveBack, weeks: int) -> Proposal:
    """Who would go back to who returns, and who stays, with the reasons in words."""
    until = None if of.away is None else of.away.start
    theirs = {move.child: sharing.was_theirs(until) for move in of.moves}
    stays = {each.child: sharing.kept(each, weeks) for each in of.kept}
    return Proposal(moves=of.moves, reasons={**theirs, **stays}, reason=BACK)


def moves_to(
    loads: Caseloads,
    proposed: Proposal,
    targets: Mapping[ChildId, WorkerId | None],
    day: date | None,
) -> tuple[Move, ...]:
    """The moves to these workers: as proposed where that was kept."""
    known = {move.child: move for move in proposed.moves}
    return tuple(
        known[child]
        if child in known and known[child].to == to
        else Move(
            child=child,
            to=to,
            reason=proposed.reason or likely_reason(loads, child),
            effective=day,
        )
        for child, to in targets.items()
        if to is not None
    )


def weighed(plan: Plan, moves: Sequence[Move], day: date, by: Measured) -> Weighed:
    """The plan with these moves beside the plan without them, on that day."""
    then = on_day(plan, day)
    return Weighed(
        moves=tuple(moves),
        before=caseloads(then, by.policy),
        after=caseloads(staged(then, moves), by.policy),
        seen=preview(then, moves, by),
    )


def shared_rows(
    of: Weighed, proposed: Proposal, children: Sequence[ChildId], names: Names, *, hide_names: bool
) -> tuple[SharedRow, ...]:
    """The children in the order in which they were placed, those without a place first."""
    to = {move.child: move.to for move in of.moves}
    order = {move.child: place for place, move in enumerate(proposed.moves)}
    ordered = sorted(children, key=lambda child: (to.get(child) is not None, order.get(child, -1)))
    return tuple(
        _row(of, child, to.get(child), proposed, names, hide_names=hide_names) for child in ordered
    )


def _row(  # noqa: PLR0913 - what a row is made of
    of: Weighed,
    child: ChildId,
    to: WorkerId | None,
    proposed: Proposal,
    names: Names,
    *,
    hide_names: bool,
) -> SharedRow:
    snapshot, policy = of.before.snapshot, of.before.policy
    known, holder = snapshot.children[child], of.before.holder(child)
    case = policy.case_type(known, snapshot.as_at)
    broken = [each for each in of.seen.broken if each.child == child]
    said = " ".join(move_rules.sentences(broken, names))
    kin = sum(
        snapshot.children[move.child].family_key == known.family_key and move.child != child
        for move in of.moves
        if move.to == to
    )
    return SharedRow(
        child=child,
        name=called(known, hide_names=hide_names),
        family=trn("with {n} sibling", "with {n} siblings", kin) if kin and to is not None else "",
        case=terms.case_type(case),
        weight=policy.weights.cases[case],
        now=names.holder(None if holder is None else holder.id),
        to=to,
        to_name=tr("stays as it is") if to is None else names.worker(to),
        after=None if to is None else of.after.loads[to].utilisation,
        said=said or proposed.reasons.get(child, ""),
        is_hard=any(each.is_hard for each in broken),
    )


def receivers(of: Weighed, workers: Sequence[WorkerId], names: Names) -> tuple[Receiver, ...]:
    """Among whom it is shared, those who receive most children first."""
    found = [
        Receiver(
            worker=worker,
            name=names.worker(worker),
            load=effects.shares(
                of.before.loads[worker].utilisation, of.after.loads[worker].utilisation
            ),
            children=sum(move.to == worker for move in of.moves),
        )
        for worker in workers
    ]
    return tuple(sorted(found, key=lambda each: (-each.children, each.name)))


def receiver_words(of: Receiver) -> str:
    """A worker among whom is shared: "Kofi Ahmed, 81 → 104 %, 3 more children"."""
    if not of.children:
        return tr("{name}, {load}", name=of.name, load=of.load)
    more = trn("{n} more child", "{n} more children", of.children)
    return tr("{name}, {load}, {more}", name=of.name, load=of.load, more=more)


def target_choices(of: Weighed, child: ChildId, names: Names) -> list[tuple[WorkerId | str, str]]:
    """To whom this child could go, the first candidate first, and that it stays as it is."""
    found = candidates(of.after, child)
    choices: list[tuple[WorkerId | str, str]] = [
        (
            each.worker,
            tr(
                "{name}, {load}",
                name=names.worker(each.worker),
                load=effects.shares(
                    of.before.loads[each.worker].utilisation, each.after.utilisation
                ),
            ),
        )
        for each in (*found.ranked, *found.away)
    ]
    return [*choices, (NOBODY, tr("stays as it is"))]
