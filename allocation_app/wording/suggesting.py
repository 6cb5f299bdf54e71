"""What the planner suggests, in sentences: what is asked, how good the answer is, what is short.

A suggestion is said in numbers and with its proof, so that a manager can pass the sentence on:
"3 children change worker; worst load 131 → 118 %; proved best." Why single moves are suggested is
said by `wording.reasons`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil, inf

from allocation_app.domain.curve import Enough, enough
from allocation_app.domain.keeping import NOT_ASKED
from allocation_app.domain.proposal import (
    OVER_LIMIT,
    OWN_TEAM,
    Ask,
    FrontierPoint,
    NotPlaced,
    Proposal,
    Relaxation,
    RelaxationKind,
    Request,
    Shortage,
    Status,
)
from allocation_app.wording import effects, move_rules, terms
from allocation_app.wording.names import Names
from allocation_app.wording.translate import mark, tr, trn

ALMOST = 2e-6
"""How little a line may lie below a whole per cent to be said as "under" that per cent."""
SLACK = 1e-9
RULES: Mapping[str, str] = {
    OWN_TEAM: mark("other team"),
    OVER_LIMIT: mark("no room within the limit"),
    NOT_ASKED: mark("not among those asked"),
}
"""The planner's own rules; every other is a rule of moves."""
TO_DO: Mapping[RelaxationKind, str] = {
    RelaxationKind.SET_ASIDE: mark("set “{rule}” aside"),
    RelaxationKind.LIFT_PIN: mark("lift the pin"),
    RelaxationKind.REMOVE_MARK: mark("remove the mark “{rule}” for {worker}"),
    RelaxationKind.RAISE_LIMIT: mark("raise {worker}’s limit by {amount}"),
}
TO_DO_ABOUT: Mapping[RelaxationKind, str] = {
    RelaxationKind.LIFT_PIN: mark("lift the pin of {children}"),
    RelaxationKind.REMOVE_MARK: mark("remove the mark “{rule}” on {children}"),
}
"""The same where it is about other children."""


def rule_name(code: str) -> str:
    """A rule that a suggestion keeps, in a word or few."""
    return tr(RULES[code]) if code in RULES else move_rules.rule_name(code)


def rule_names(codes: Sequence[str]) -> str:
    """Several of them in a line: "pinned; newly qualified, alone"."""
    return "; ".join(map(rule_name, codes))


def asked(of: Request) -> str:
    """What was asked for, as it stands above the answer."""
    if of.ask is Ask.SAFE:
        return tr(
            "Asked: everybody placed, nobody over the line, with the fewest changes of worker"
        )
    if of.ask is Ask.PLACE:
        return tr("Asked: a worker for everybody who waits; nobody else is moved")
    return trn(
        "Asked: a worker for everybody who waits, and at most {n} change of worker",
        "Asked: a worker for everybody who waits, and at most {n} changes of worker",
        of.max_moves or 0,
    )


def line(share: float) -> str:
    """A line that everybody keeps to: "at or under 105 %", or "under 110 %" where it is open."""
    whole = ceil(share * 100 - SLACK)
    if 0 < whole / 100 - share <= ALMOST:
        return tr("under {n} %", n=whole)
    return tr("at or under {n} %", n=f"{share * 100:.4g}")


def best_so_far(of: Proposal) -> str:
    """What stands while the work goes on: "Best so far 121 %; it can’t go below 117 %".

    Where its worst load is proved already, what goes on is about everybody below it.
    """
    if of.worst is None:
        return tr("Best so far: {children} placed", children=terms.children(_placed(of)))
    if of.bound is None:
        return tr("Best so far {worst}", worst=terms.percent(of.worst))
    if of.bound >= of.worst - SLACK:
        return tr("Best so far {worst}; it can’t go lower", worst=terms.percent(of.worst))
    return tr(
        "Best so far {worst}; it can’t go below {bound}",
        worst=terms.percent(of.worst),
        bound=terms.percent(of.bound),
    )


def summary(of: Proposal, before: float | None) -> str:
    """A proposal in a sentence; ``before`` is today's worst load among those asked about."""
    if not of.moves and not of.unplaced:
        return _nothing(of)
    said = [*_people(of)]
    if of.worst is not None:
        said.append(_worst(of.worst, before))
    return tr("{said}; {proof}.", said="; ".join(said), proof=proof(of))


def proof(of: Proposal) -> str:
    """How good a proposal is: "proved best", or "within 0.4 points of the best possible"."""
    said = _proof(of)
    if of.gap:
        whole = f"{_up(of.gap * 100, 2):g}"
        said = tr("{said}, all loads together within {n} %", said=said, n=whole)
    if not of.is_stopped:
        return said
    if of.status is Status.OPTIMAL:
        return tr("{said}, and stopped before those below the worst were settled", said=said)
    return tr("stopped, so this is the best so far: {said}", said=said)


def curve(points: Sequence[FrontierPoint], before: float | None, at: int = 0) -> str:
    """What the point numbered ``at`` buys, and what more changes would; empty without points.

    "3 changes: 131 → 108 %, proved best. 3 more: 103 %. From 6 to 8 changes it falls no further."
    """
    if not points:
        return ""
    point = points[at]
    said = [
        tr(
            "{changes}: {shares}, {proof}.",
            changes=changes(point.moves),
            shares=terms.percent(before)
            if before is not None and before == point.proposal.worst
            else effects.shares(before, point.proposal.worst),
            proof=proof(point.proposal),
        )
    ]
    if at + 1 < len(points):
        said.append(_more(point, points[at + 1]))
    end = enough(points)
    if end is not None:
        said.append(_enough(end))
    return " ".join(said)


def changes(n: int) -> str:
    """A number of changes of worker, as it begins a sentence."""
    return trn("{n} change", "{n} changes", n) if n else tr("No changes")


def not_placed(of: NotPlaced, names: Names) -> str:
    """Why a child gets no worker, and what would be enough to do."""
    child = names.child(of.child)
    why = ", ".join(
        trn("{rule} ({n} worker)", "{rule} ({n} workers)", n, rule=rule_name(code))
        for code, n in sorted(of.rules.items(), key=lambda each: (-each[1], each[0]))
    )
    said = [
        tr("{child} gets no worker: {why}.", child=child, why=why)
        if why
        else tr("{child} gets no worker.", child=child)
    ]
    if of.needed:
        said.append(tr("What forbids it: {rules}.", rules=rule_names(of.needed)))
    if of.relaxations:
        said.append(any_of(of.relaxations, names))
    return " ".join(said)


def any_of(several: Sequence[Relaxation], names: Names) -> str:
    """What could be done, each enough by itself."""
    if len(several) == 1:
        return tr("This is enough: {what}.", what=relaxation(several[0], names))
    each = "; ".join(relaxation(one, names) for one in several)
    return tr("Any one of these is enough: {each}.", each=each)


def relaxation(of: Relaxation, names: Names) -> str:
    """One change that would be enough, as something to do."""
    if of.kind is RelaxationKind.ADD_CAPACITY:
        return _capacity(of.fte, of.points)
    about = [] if of.child is None else [of.child]
    if of.mark is not None and of.mark.other is not None:
        about = [of.mark.child, of.mark.other]
    return tr(
        TO_DO_ABOUT[of.kind] if about else TO_DO[of.kind],
        rule=rule_name(of.rule),
        worker=names.holder(of.worker),
        amount=_points(of.points),
        children=names.children(about),
    )


def shortage(of: Shortage) -> str:
    """What is short, for escalation: so much is enough and no less, unless it says otherwise."""
    said = [
        tr(
            "No arrangement keeps everyone {line}, however many change worker: at least {what}.",
            line=line(of.limit),
            what=_capacity(of.fte, of.points),
        )
        if _is_known(of.fte) or _is_known(of.points)
        else tr("No arrangement keeps everyone {line}.", line=line(of.limit))
    ]
    if not of.is_exact:
        said.append(tr("It may take more than that: the exact figure was not worked out."))
    if of.lowest is not None:
        lowest = effects.tenths(of.lowest)
        said.append(tr("The lowest that the worst load can be is {n} %.", n=lowest))
    if of.rules:
        said.append(tr("Rules kept: {rules}.", rules=rule_names(of.rules)))
    return " ".join(said)


def _people(of: Proposal) -> list[str]:
    """Who changes worker, who gets one, and who stays without."""
    placed, said = _placed(of), list[str]()
    if of.changes:
        said.append(trn("{n} child changes worker", "{n} children change worker", of.changes))
    if placed:
        said.append(
            trn("{n} who waited gets one", "{n} who waited get one", placed)
            if of.changes
            else trn(
                "{n} child who waited gets a worker",
                "{n} children who waited get a worker",
                placed,
            )
        )
    if of.unplaced:
        said.append(
            trn(
                "{n} child stays without a worker",
                "{n} children stay without a worker",
                len(of.unplaced),
            )
        )
    return said


def _placed(of: Proposal) -> int:
    """How many children get a worker who had none there."""
    return len(of.moves) - of.changes


def _worst(worst: float, before: float | None) -> str:
    if before is not None and abs(worst - before) < ALMOST:
        return tr("worst load stays at {share}", share=terms.percent(worst))
    return tr("worst load {shares}", shares=effects.shares(before, worst))


def _nothing(of: Proposal) -> str:
    """Why there is nothing to suggest."""
    if of.request.ask is Ask.PLACE:
        return tr("Nobody waits for a worker, so nothing is suggested.")
    if of.worst is None:
        return tr(
            "Nobody who could be asked has any capacity, so nothing is suggested. "
            "Open a staff list with everybody’s hours (FTE) beside the caseloads."
        )
    if of.status is Status.OPTIMAL and of.request.ask is Ask.SAFE:
        return tr("Everybody keeps to the line already: nothing needs to change.")
    if of.status is Status.OPTIMAL:
        return trn(
            "Nothing to gain: with at most {n} change no plan is better than today’s. Proved.",
            "Nothing to gain: with at most {n} changes no plan is better than today’s. Proved.",
            of.request.max_moves or 0,
        )
    return tr("No better plan was found; {proof}.", proof=proof(of))


def _proof(of: Proposal) -> str:
    if of.status is Status.INFEASIBLE:
        return _impossible(of)
    if of.status is Status.OPTIMAL:
        return _best(of)
    if not of.is_reached:
        return _not_reached(of)
    if of.worst is not None and of.bound is not None:
        return _nearly(of)
    return tr("not known how near it is to the best possible")


def _best(of: Proposal) -> str:
    if of.request.ask is Ask.SAFE and of.is_fewest:
        return tr("proved: fewer changes are not enough")
    if of.request.ask is Ask.REBALANCE and of.changes and not of.is_fewest:
        return tr("the worst load is proved lowest, the rest is not")
    return tr("proved best")


def _not_reached(of: Proposal) -> str:
    """What nobody has found, and nobody has proved impossible either."""
    if of.unplaced:
        return tr(
            "no plan that places everybody was found, and it is not proved that there is none"
        )
    if of.worst is None or of.bound is None:
        return tr("no plan that keeps everybody to the line was found")
    return tr(
        "no plan that keeps everybody to the line was found; the worst load can’t go below {share}",
        share=terms.percent(of.bound),
    )


def _nearly(of: Proposal) -> str:
    if of.request.ask is Ask.SAFE:
        return tr("fewer changes may be enough")
    if of.is_proved:
        return tr("the worst load is proved lowest, the rest is not")
    return tr("within {amount} of the best possible", amount=_points(of.within * 100))


def _impossible(of: Proposal) -> str:
    if of.shortage is not None and of.unplaced:
        return tr(
            "proved that no plan places everybody and keeps them {line}; this is the nearest",
            line=line(of.shortage.limit),
        )
    if of.shortage is not None:
        return tr(
            "proved that no plan keeps everyone {line}; this is the nearest",
            line=line(of.shortage.limit),
        )
    if of.unplaced:
        return tr("proved that no plan places everybody; this is the nearest")
    return tr("proved that not all of it is possible; this is the nearest")


def _more(point: FrontierPoint, following: FrontierPoint) -> str:
    """What the next point comes to; with a decimal place where that shows the change."""
    more = following.moves - point.moves
    worst, then = point.proposal.worst, following.proposal.worst
    if then is None or worst is None or then == worst:
        return trn("{n} more: no lower.", "{n} more: no lower.", more)
    is_seen = terms.whole_percent(then) != terms.whole_percent(worst)
    share = terms.percent(then) if is_seen else effects.shares(worst, then)
    return trn("{n} more: {share}.", "{n} more: {share}.", more, share=share)


def _enough(end: Enough) -> str:
    """How far it was looked, too: still more changes than were asked for may lower it again."""
    if not end.is_proved:
        return tr(
            "From {n} to {last} changes nothing lower was found.", n=end.moves, last=end.until
        )
    return tr(
        "From {n} to {last} changes the worst load falls no further.", n=end.moves, last=end.until
    )


def _capacity(fte: float, points: float) -> str:
    """Capacity that is missing: "0.7 FTE more, or 24 points fewer"; either may be unknown."""
    said = []
    if _is_known(fte):
        said.append(tr("{fte} FTE of a social worker more", fte=f"{_up(fte, 2):g}"))
    if _is_known(points):
        said.append(
            tr("1 point fewer")
            if points == 1
            else tr("{amount} points fewer", amount=f"{_up(points, 1):g}")
        )
    if not said:
        return tr("another social worker, whatever the hours")
    return tr("{fte}, or {points}", fte=said[0], points=said[1]) if len(said) > 1 else said[0]


def _is_known(amount: float) -> bool:
    """Whether so much is enough: none is where it is 0, and no amount where it is without end."""
    return 0 < amount < inf


def _points(amount: float) -> str:
    """Points, rounded up: what is rounded down would not be enough, or not true."""
    up = _up(amount, 1)
    return tr("1 point") if up == 1 else tr("{n} points", n=f"{up:g}")


def _up(amount: float, places: int) -> float:
    """An amount with so many decimal places, never less than it is."""
    parts = 10.0**places
    return ceil(amount * parts - SLACK * parts) / parts
