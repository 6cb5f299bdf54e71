"""Planning as JSON: who could take a child, and what a plan changes and breaks."""

from __future__ import annotations

from allocation_app.documents.values import Document, iso
from allocation_app.domain.candidates import Candidate, Candidates
from allocation_app.domain.caseloads import Caseloads
from allocation_app.domain.effects import TeamChange, TeamStanding
from allocation_app.domain.eligibility import violations
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


def check_document(loads: Caseloads, change: TeamChange) -> Document:
    """Which hard rules a plan breaks, and how things stand without and with its moves."""
    broken = violations(loads)
    return {
        "ok": not broken,
        "violations": [
            {
                "rule": each.rule,
                "child": each.child,
                "worker": each.worker,
                "message": sentences.excluded(each.rule),
            }
            for each in broken
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
