"""Children shared out or given back, a row a child: to whom, what that weighs, what it would break.

A proposal is one to go through: each child's worker can be changed before anything is staged.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from allocation_app.domain.ahead import on_day
from allocation_app.domain.candidates import candidates
from allocation_app.domain.caseloads import Caseloads, caseloads
from allocation_app.domain.effects import Measured
from allocation_app.domain.give_back import BACK, GiveBack
from allocation_app.domain.people import ChildId, TeamId, WorkerId
from allocation_app.domain.pins import why_pinned
from allocation_app.domain.plan import Move, Pin, Plan
from allocation_app.domain.proposal import OWN_TEAM, Ask, Proposal, Request
from allocation_app.domain.reasons import Suggested
from allocation_app.domain.staging import Preview, likely_reason, preview, staged
from allocation_app.wording import effects, move_rules, sharing, suggesting, terms
from allocation_app.wording import reasons as wording
from allocation_app.wording.names import Names
from allocation_app.wording.translate import tr, trn
from ui.rows.people import called

NOBODY = ""
"""In place of a worker: the child stays as it is."""


def _nothing(_move: Move) -> str:
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Who would go to whom, why or why not; ``reason`` is the code of every change, if known.

    ``proof`` says how good it is, where that was worked out; ``why`` tells of one of the moves
    why this worker and not the next.
    """

    moves: tuple[Move, ...]
    reasons: Mapping[ChildId, str] = field(default_factory=dict)
    reason: str = ""
    proof: str = ""
    why: Callable[[Move], str] = _nothing


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


def request_of(
    plan: Plan,
    children: Sequence[ChildId],
    among: frozenset[WorkerId],
    day: date,
    team: TeamId | None,
) -> Request:
    """What the planner is asked: a worker for each of these children, among these workers.

    A child goes to another team only where nobody is asked of its own.
    """
    facts = plan.facts
    theirs = {facts.children[child].team for child in children}
    others = {facts.workers[worker].team for worker in among}
    is_across = None not in theirs | others and theirs.isdisjoint(others)
    return Request(
        ask=Ask.PLACE,
        children=tuple(children),
        among=among,
        team=team,
        day=None if day == plan.snapshot.as_at else day,
        set_aside=frozenset({OWN_TEAM}) if is_across else frozenset(),
    )


def open_to(plan: Plan, children: Sequence[ChildId]) -> Plan:
    """The plan in which these children can be given to others than was staged before."""
    shared = set(children)
    return replace(plan, moves=tuple(move for move in plan.moves if move.child not in shared))


def offer(of: Proposal, plan: Plan, by: Measured, names: Names) -> Offer:
    """What the planner suggests: families together, the heaviest first; and why not, in words."""
    loads = caseloads(plan, by.policy)
    reasons = {each.child: suggesting.not_placed(each, names) for each in of.unplaced}
    for child in of.request.children:
        if child in reasons and isinstance(why_pinned(loads, child, of.request.day), Pin):
            reasons[child] = tr("Pinned: lift the pin first.")
        elif child in loads.unreadable:
            reasons[child] = sharing.untold()
    explained = Suggested(plan=plan, request=of.request, moves=of.moves, by=by)

    def why(move: Move) -> str:
        reason = explained.reason(move)
        return " ".join((wording.worker(reason, names), wording.runner_up(reason, names)))

    return Offer(
        moves=_heaviest_first(loads, of.moves),
        reasons=reasons,
        proof=suggesting.proof(of),
        why=why,
    )


def _heaviest_first(loads: Caseloads, moves: Sequence[Move]) -> tuple[Move, ...]:
    found = loads.snapshot.children
    weights = {move.child: _weight(loads, move.child) for move in moves}
    families: dict[str, float] = {}
    for child, weight in weights.items():
        family = found[child].family_key
        families[family] = families.get(family, 0.0) + weight

    def place(move: Move) -> tuple[float, str, float, str]:
        family = found[move.child].family_key
        return -families[family], family, -weights[move.child], move.child

    return tuple(sorted(moves, key=place))


def _weight(loads: Caseloads, child: ChildId) -> float:
    """What a child counts by itself, as a case of its type."""
    policy, snapshot = loads.policy, loads.snapshot
    return policy.weights.cases[policy.case_type(snapshot.children[child], snapshot.as_at)]


def back_offer(of: GiveBack, weeks: int) -> Offer:
    """Who would go back to who returns, and who stays, with the reasons in words."""
    until = None if of.away is None else of.away.start
    theirs = {move.child: sharing.was_theirs(until) for move in of.moves}
    stays = {each.child: sharing.kept(each, weeks) for each in of.kept}
    return Offer(moves=of.moves, reasons={**theirs, **stays}, reason=BACK)


def moves_to(
    loads: Caseloads,
    proposed: Offer,
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
    of: Weighed, proposed: Offer, children: Sequence[ChildId], names: Names, *, hide_names: bool
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
    proposed: Offer,
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
        weight=_weight(of.before, child),
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
            load=_load(of.before.loads[worker].utilisation, of.after.loads[worker].utilisation),
            children=sum(move.to == worker for move in of.moves),
        )
        for worker in workers
    ]
    return tuple(sorted(found, key=lambda each: (-each.children, each.name)))


def _load(before: float | None, after: float | None) -> str:
    """A load before and after, once where it stays as it is."""
    return terms.percent(after) if before == after else effects.shares(before, after)


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
