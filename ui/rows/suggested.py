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
from ui.suggesting import Found, Suggesting

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
    """A move: ``load`` is that of who takes the child, with all that are accepted.

    ``is_over`` says that it is over capacity, which its words say as well.
    """

    child: ChildId
    name: str
    case: str
    before: str
    to: str
    load: str
    is_over: bool
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
        against = broken.get(move.child, ())
        yield SuggestedRow(
            child=move.child,
            name=called(child, hide_names=hide_names),
            case=terms.case_type(case),
            before=names.holder(None if holder is None else holder.id),
            to=names.holder(move.to),
            load=with_over(_load(move, seen, loads), against),
            is_over=is_over(against),
            why=why.get(move.child, ""),
            twice=twice(against, names),
            accepted=_accepted(move.child, taken, staged),
        )


def with_absent(of: Found) -> int:
    """How many who get a worker have one who is not there; lists of the unallocated lack them."""
    moved = len(of.proposal.moves) - of.proposal.changes
    return moved - sum(move.child in of.loads.unallocated for move in of.proposal.moves)


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


def _load(move: Move, seen: Preview | None, before: Caseloads) -> str:
    """What the new worker carries; as it is where nothing that is accepted changes it."""
    if move.to is None:
        return ""
    change = None if seen is None else seen.effect.workers.get(move.to)
    if change is not None:
        return effects.load_change(change)
    return terms.percent(before.loads[move.to].utilisation)


def is_over(broken: Collection[Broken]) -> bool:
    """Whether the new worker is over capacity then."""
    return any(each.rule == OVER and not each.missing for each in broken)


def with_over(load: str, broken: Collection[Broken]) -> str:
    """A load, with a word where it is over capacity: that is said where the figure stands."""
    return tr("{load}, over", load=load) if is_over(broken) else load


def twice(broken: Collection[Broken], names: Names) -> str:
    """What speaks against a move, but for what is said `with_over`."""
    rest = [each for each in broken if each.rule != OVER or each.missing]
    return " ".join(move_rules.sentences(rest, names))


def _accepted(child: ChildId, taken: Collection[ChildId], staged: Collection[ChildId]) -> Accepted:
    if child in staged:
        return Accepted.STAGED
    return Accepted.YES if child in taken else Accepted.NO
