"""Suggestions as JSON: what is asked to move and why, how good that is, and what is short."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from allocation_app.documents.planning import standing
from allocation_app.documents.values import Document, iso
from allocation_app.domain.curve import enough
from allocation_app.domain.effects import TeamChange, TeamStanding
from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.plan import Move
from allocation_app.domain.proposal import FrontierPoint, NotPlaced, Proposal, Relaxation, Shortage
from allocation_app.domain.reasons import MoveReason
from allocation_app.wording import reasons as why
from allocation_app.wording import suggesting as sentences
from allocation_app.wording.names import Names


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A proposal with why its moves are made, and how things stand without and with it.

    ``donors`` says under whose name each child stands; ``reasons`` are of all moves, or of those
    that there was time to explain (``is_stopped``). ``staged`` counts the moves that stood in the
    plan already; ``seconds`` is how long it took.
    """

    proposal: Proposal
    donors: Mapping[ChildId, WorkerId]
    reasons: Mapping[ChildId, MoveReason]
    change: TeamChange
    staged: int
    seconds: float

    @property
    def is_stopped(self) -> bool:
        """Whether somebody or the clock stopped the work."""
        return self.proposal.is_stopped or len(self.reasons) < len(self.proposal.moves)

    @property
    def message(self) -> str:
        """All of it in a sentence."""
        return sentences.summary(self.proposal, self.change.before.worst)


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """The points of a frontier, each with how the team would stand, beside how it stands now."""

    points: Sequence[tuple[FrontierPoint, TeamStanding]]
    before: TeamStanding
    staged: int
    is_stopped: bool
    seconds: float

    @property
    def message(self) -> str:
        """What the last point that is lower than the one before it buys."""
        points = [point for point, _ in self.points]
        end = enough(points)
        at = len(points) - 1
        if end is not None:
            at = next(n for n, point in enumerate(points) if point.moves == end.moves)
        return sentences.curve(points, self.before.worst, at)


def suggestion_document(of: Suggestion, names: Names) -> Document:
    """A suggestion with its proof; nothing of it is applied."""
    found = of.proposal
    return {
        "status": found.status,
        "message": of.message,
        "request": _request(found),
        "moves": [_move(each, of, names) for each in found.moves],
        "changes": found.changes,
        "before": standing(of.change.before, of.staged),
        "after": standing(of.change.after, of.staged + len(found.moves)),
        "bound": _bound(found),
        "is_proved": found.is_proved,
        "is_stopped": of.is_stopped,
        "unplaced": [_not_placed(each, names) for each in found.unplaced],
        "shortage": None if found.shortage is None else _shortage(found.shortage),
        "seconds": round(of.seconds, 3),
    }


def frontier_document(of: Curve) -> Document:
    """What each number of changes buys, and after how many nothing more is gained."""
    end = enough([point for point, _ in of.points])
    return {
        "points": [_point(point, after) for point, after in of.points],
        "before": standing(of.before, of.staged),
        "enough": None
        if end is None
        else {"moves": end.moves, "until": end.until, "proven": end.is_proved},
        "message": of.message,
        "is_stopped": of.is_stopped,
        "seconds": round(of.seconds, 3),
    }


def _point(point: FrontierPoint, after: TeamStanding) -> Document:
    found = point.proposal
    return {
        "moves": point.moves,
        "max": found.worst,
        "range": after.spread,
        "proven": found.is_proved,
        "bound": found.bound,
        "status": found.status,
        "within": found.within,
        "changes": found.changes,
        "placed": len(found.moves) - found.changes,
        "unplaced": len(found.unplaced),
        "message": sentences.proof(found),
    }


def _request(found: Proposal) -> Document:
    asked = found.request
    return {
        "ask": asked.ask,
        "max_moves": asked.max_moves,
        "limit": asked.limit,
        "team": asked.team,
        "among": None if asked.among is None else sorted(asked.among),
        "day": iso(asked.day),
        "no_one_worse": asked.is_no_one_worse,
        "set_aside": sorted(asked.set_aside),
        "seed": asked.seed,
        "message": sentences.asked(asked),
    }


def _bound(found: Proposal) -> Document:
    return {
        "worst": found.bound,
        "within": found.within,
        "levels": found.levels,
        "gap": found.gap,
        "is_fewest": found.is_fewest,
        "message": sentences.proof(found),
    }


def _move(move: Move, of: Suggestion, names: Names) -> Document:
    """One move: ``from`` is whose name the child stands under, null for nobody's."""
    reason = of.reasons.get(move.child)
    return {
        "child": move.child,
        "from": of.donors.get(move.child),
        "to": move.to,
        "reason": "" if reason is None else why.sentence(reason, names),
        "reasons": [] if reason is None else why.sentences(reason, names),
        "effective": iso(move.effective),
        "change_reason": move.reason,
        **({} if reason is None else _behind(reason)),
    }


def _behind(reason: MoveReason) -> Document:
    """The figures of a reason."""
    other = reason.runner_up
    return {
        "is_change": reason.is_change,
        "together": list(reason.together),
        "from_before": reason.donor_before,
        "from_after": reason.donor_after,
        "to_before": reason.before,
        "to_after": reason.after,
        "runner_up": None if other is None else other.worker,
        "without": {
            "max": reason.without.worst,
            "from": reason.without.donor,
            "unallocated": reason.without.waiting,
        },
        "warnings": sorted({broken.rule for broken in reason.broken}),
    }


def _not_placed(each: NotPlaced, names: Names) -> Document:
    return {
        "child": each.child,
        "why": sentences.not_placed(each, names),
        "rules": dict(each.rules),
        "needed": list(each.needed),
        "relaxations": [_relaxation(one, names) for one in each.relaxations],
    }


def _relaxation(one: Relaxation, names: Names) -> Document:
    return {
        "kind": one.kind,
        "rule": one.rule or None,
        "worker": one.worker,
        "points": one.points,
        "fte": one.fte,
        "message": sentences.relaxation(one, names),
    }


def _shortage(of: Shortage) -> Document:
    return {
        "limit": round(of.limit, 6),
        "lowest": of.lowest,
        "points": of.points,
        "fte": of.fte,
        "rules": list(of.rules),
        "message": sentences.shortage(of),
    }
