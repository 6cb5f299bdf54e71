"""Why a move is suggested, in sentences: why this child, this worker, not the next one.

The figures are those of the whole suggestion, with and without this one move.
"""

from __future__ import annotations

from allocation_app.domain.candidates import Part
from allocation_app.domain.reasons import STAGED, TOLD, MoveReason, RunnerUp
from allocation_app.wording import candidates, effects, move_rules, terms
from allocation_app.wording.names import Names
from allocation_app.wording.suggesting import rule_name
from allocation_app.wording.translate import mark, tr, trn

LITTLE = 1e-6
"""A change of a share below which nothing has changed."""
ALIKE = 0.05
"""Points of share that no figure would show."""
NEXT = mark("Next would be {worker}: {n} points of share behind, at {share} with the child.")
EQUAL = mark("{worker} would do as well, at {share} with the child.")
AHEAD = mark(
    "For this child alone {worker} would come first ({n} points of share ahead), "
    "but would be at {share} with the child."
)


def sentence(of: MoveReason, names: Names) -> str:
    """Why, in a line for a list in which the loads stand beside it."""
    return " ".join((_gain(of, names), *_counts(of)))


def brief(of: MoveReason, names: Names) -> str:
    """In a few words, beside who gives and who takes: what it takes off, what speaks for whom."""
    said = []
    if of.is_change and of.donor is not None:
        donor, points = names.worker(of.donor), _points(of.taken_off)
        said.append(tr("{points} off {donor}", points=points, donor=donor))
    if of.candidate is not None:
        parts = of.candidate.parts
        speaking = [part for part in of.candidate.largest if parts[part] > 0][:TOLD]
        said += [candidates.brief(of.candidate, part) for part in speaking]
    return terms.first_up("; ".join(said or [tr("evens out the loads")]))


def sentences(of: MoveReason, names: Names) -> list[str]:
    """All that can be said of it, in the order of the questions that a manager asks."""
    said = [
        child(of, names),
        worker(of, names),
        runner_up(of, names),
        without(of, names),
        *move_rules.sentences(of.broken, names),
    ]
    return [each for each in said if each]


def child(of: MoveReason, names: Names) -> str:
    """Why this child: what it takes off the donor, who goes too, and who could not go instead."""
    said = [_gain(of, names)]
    if of.together:
        said.append(tr("Goes together with {others}.", others=names.children(of.together)))
    if of.held_back:
        why = ", ".join(
            tr("{rule} ({n})", rule=_keeps(code), n=n) for code, n in of.held_back_by.items()
        )
        donor, n = names.holder(of.donor), len(of.held_back)
        said.append(
            trn(
                "Of {donor}’s other children {n} can’t go instead: {why}.",
                "Of {donor}’s other children {n} can’t go instead: {why}.",
                n,
                donor=donor,
                why=why,
            )
        )
    if of.instead:
        said.append(trn("{n} other could go instead.", "{n} others could go instead.", of.instead))
    return " ".join(said)


def worker(of: MoveReason, names: Names) -> str:
    """Why this worker: what they would carry, and what else counts most for and against them."""
    carries = tr(
        "{worker} {shares}.",
        worker=names.holder(of.move.to),
        shares=effects.shares(of.before, of.after),
    )
    return " ".join((carries, *_counts(of)))


def runner_up(of: MoveReason, names: Names) -> str:
    """Why not the next one: what is lacking, or what the loads would be."""
    if of.runner_up is None:
        return tr("Nobody else who is asked could take the child beside the other moves.")
    other = of.runner_up
    text = EQUAL if abs(other.shortfall) < ALIKE else NEXT if other.shortfall > 0 else AHEAD
    said = tr(
        text,
        worker=names.worker(other.worker),
        n=terms.points(abs(other.shortfall)),
        share=terms.percent(other.after),
    )
    return " ".join(filter(None, (said, _worse(of, other))))


def without(of: MoveReason, names: Names) -> str:
    """What there would be if only this move were not made."""
    found = []
    if of.without.is_waiting:
        found.append(tr("the child waits"))
        found.append(trn("{n} child waits in all", "{n} children wait in all", of.without.waiting))
    elif of.donor is not None and of.without.donor is not None:
        share = terms.percent(of.without.donor)
        found.append(tr("{worker} {share}", worker=names.worker(of.donor), share=share))
    if of.without.worst is not None:
        if _is_same(of.without.worst, of.worst):
            share = terms.percent(of.worst)
            found.append(tr("worst load {share} all the same", share=share))
        else:
            found.append(tr("worst load {share}", share=terms.percent(of.without.worst)))
    return tr("Without it: {figures}.", figures="; ".join(found)) if found else ""


def _gain(of: MoveReason, names: Names) -> str:
    """What the move does for the child, or for whoever has it."""
    if of.donor is None:
        return tr("Waits for a worker.")
    donor = names.worker(of.donor)
    if not of.is_change:
        return tr("Waits for a worker: stands under {donor}.", donor=donor)
    return tr(
        "Takes {points} off {donor} ({shares} with all moves).",
        points=_points(of.taken_off),
        donor=donor,
        shares=effects.shares(of.donor_before, of.donor_after),
    )


def _counts(of: MoveReason) -> list[str]:
    """What counts most for the worker, then against, beside how much room there is."""
    if of.candidate is None:
        return [tr("A rule speaks against this worker.")]
    found = [part for part in of.candidate.largest if part is not Part.ROOM]
    said = []
    for text, sign in ((mark("For: {parts}."), 1), (mark("Against: {parts}."), -1)):
        parts = [part for part in found if of.candidate.parts[part] * sign > 0][:TOLD]
        if parts:
            words = (candidates.part_words(of.candidate, part) for part in parts)
            said.append(tr(text, parts="; ".join(words)))
    return said


def _worse(of: MoveReason, other: RunnerUp) -> str:
    if other.worst is None or _is_same(other.worst, of.worst):
        return ""
    return tr("The worst load would be {share}.", share=terms.percent(other.worst))


def _is_same(one: float, other: float | None) -> bool:
    return other is not None and abs(one - other) < LITTLE


def _keeps(code: str) -> str:
    return tr("moved by the plan already") if code == STAGED else rule_name(code)


def _points(amount: float) -> str:
    said = terms.points(amount)
    return tr("1 point") if said == "1" else tr("{n} points", n=said)
