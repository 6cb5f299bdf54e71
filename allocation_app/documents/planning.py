"""Planning as JSON: who could take a child, and what a plan changes and breaks."""

from __future__ import annotations

from collections.abc import Sequence

from allocation_app.documents.values import Document, iso
from allocation_app.domain.candidates import Candidate, Candidates
from allocation_app.domain.caseloads import Caseloads
from allocation_app.domain.effects import TeamChange, TeamStanding
from allocation_app.domain.move_rules import Bar, Broken
from allocation_app.wording import candidates as sentences


def candidates_document(found: Candidates) -> Document:
    """Every candidate with load before and after, as shares of capacity, and the signed parts."""
    return {
        "child": found.child,
        "candidates": [_candidate(each, found) for each in found.ranked],
        "excluded": [
            {"worker": each.worker, "rule": each.rule, "message": sentences.excluded(each.rule)}
            for each in found.excluded
        ],
        "away": [
            {
                **_candidate(each, found),
                "until": None if each.absence is None else iso(each.absence.end),
            }
            for each in found.away
        ],
    }


def _candidate(each: Candidate, found: Candidates) -> Document:
    return {
        "worker": each.worker,
        "before": each.before.utilisation,
        "after": each.after.utilisation,
        "band_before": each.before.band,
        "band_after": each.after.band,
        "parts": dict(each.parts),
        "score": each.score,
        "shortfall": each.shortfall,
        "place": each.place,
        "place_without_top": each.place_without_top,
        "reason": sentences.reason(each, found),
    }


def check_document(loads: Caseloads, broken: Sequence[Broken], change: TeamChange) -> Document:
    """Which rules a plan breaks, and how things stand without and with its moves.

    It is ok unless a hard one is broken; the others are warnings, with those that were set aside.
    """
    hard = [each for each in broken if each.is_hard]
    set_aside = {(move.child, code) for move in loads.plan.moves for code in move.overrides}
    return {
        "ok": not hard,
        "violations": [
            {
                "rule": each.rule,
                "child": each.child,
                "worker": each.worker,
                "message": sentences.excluded(Bar(each.rule)),
            }
            for each in hard
        ],
        "warnings": [
            {
                "rule": each.rule,
                "child": each.child,
                "worker": each.worker,
                "is_set_aside": (each.child, each.rule) in set_aside,
            }
            for each in broken
            if not each.is_hard
        ],
        "before": standing(change.before, 0),
        "after": standing(change.after, len(loads.moves)),
    }


def standing(team: TeamStanding, moves: int) -> dict[str, float | None]:
    """A plan in five figures: worst load and spread as shares, children waiting, late, moved."""
    return {
        "max": team.worst,
        "range": team.spread,
        "unallocated": team.unallocated,
        "late": team.late,
        "moves": moves,
    }
