"""The moves that are suggested, a row a child: from whom to whom, what it weighs, what it breaks.

Each is accepted, left out, or staged already; nothing is staged by itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from allocation_app.domain.caseloads import Caseloads
from allocation_app.domain.move_rules import Broken
from allocation_app.domain.people import ChildId
from allocation_app.domain.plan import Move
from allocation_app.domain.reasons import MoveReason
from allocation_app.domain.staging import Preview
from allocation_app.wording import effects, move_rules, reasons, terms
from allocation_app.wording.names import Names, names_of
from allocation_app.wording.translate import mark, tr
from ui.rows.people import called
from ui.suggesting import Suggesting

OVER = "over"


class Accepted(StrEnum):
    """What a manager says of a move."""

    YES = "yes"
    NO = "no"
    STAGED = "staged"


SAID: Mapping[Accepted, str] = {
    Accepted.YES: mark("yes"),
    Accepted.NO: mark("no"),
    Accepted.STAGED: mark("staged"),
}
PICTURES: Mapping[Accepted, str] = {
    Accepted.YES: "square-check",
    Accepted.NO: "square",
    Accepted.STAGED: "circle-check",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestedRow:
    """A move: ``load`` is that of who takes the child, with all that are accepted."""

    child: ChildId
    name: str
    case: str
    before: str
    to: str
    load: str
    why: str
    twice: str
    accepted: Accepted


def suggested_rows(
    of: Suggesting, loads: Caseloads, why: Mapping[ChildId, str], *, hide_names: bool
) -> Iterator[SuggestedRow]:
    """A row for each move, in the order in which they are suggested; ``loads`` are those before."""
    moves = () if of.found is None else of.found.proposal.moves
    names = names_of(loads.snapshot, hide_names=hide_names)
    taken, staged, seen = of.taken, of.staged, of.last_seen
    broken: dict[ChildId, list[Broken]] = {}
    for each in () if seen is None else seen.broken:
        broken.setdefault(each.child, []).append(each)
    for move in moves:
        child = loads.snapshot.children[move.child]
        holder = loads.holder(move.child)
        case = loads.policy.case_type(child, loads.snapshot.as_at)
        yield SuggestedRow(
            child=move.child,
            name=called(child, hide_names=hide_names),
            case=terms.case_type(case),
            before=names.holder(None if holder is None else holder.id),
            to=names.holder(move.to),
            load=_load(move, seen),
            why=why.get(move.child, ""),
            twice=twice(move.child, broken.get(move.child, ()), names),
            accepted=_accepted(move.child, taken, staged),
        )


def why(of: MoveReason | None, names: Names) -> list[str]:
    """Why a move is suggested, an answer a line after its question; None: it is worked out."""
    if of is None:
        return [tr("Working out why…")]
    said = [
        tr("Why this child: {said}", said=reasons.child(of, names)),
        tr("Why this worker: {said}", said=reasons.worker(of, names)),
        tr("Why not another: {said}", said=reasons.runner_up(of, names)),
        reasons.without(of, names),
    ]
    return [each for each in said if each]


def _load(move: Move, seen: Preview | None) -> str:
    change = None if seen is None or move.to is None else seen.effect.workers.get(move.to)
    if change is None:
        return ""
    return effects.load_change(change)


def twice(child: ChildId, broken: Collection[Broken], names: Names) -> str:
    """What speaks against it; how much the new worker carries stands beside it already."""
    own = [each for each in broken if each.child == child]
    said = move_rules.sentences([each for each in own if each.rule != OVER], names)
    if any(each.rule == OVER for each in own):
        said.append(tr("{rule}.", rule=terms.first_up(move_rules.rule_name(OVER))))
    return " ".join(said)


def _accepted(child: ChildId, taken: Collection[ChildId], staged: Collection[ChildId]) -> Accepted:
    if child in staged:
        return Accepted.STAGED
    return Accepted.YES if child in taken else Accepted.NO
